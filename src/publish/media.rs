//! Relative addresses of a story's media. In a folder of known address they become whole, so that pictures are found from whatever
//! page the widget stands in; the files themselves lie in the folder, as they lay beside the story.

use std::collections::BTreeSet;

use crate::model::{Attribute, Inline, Story};

/// Makes the relative addresses of media whole: `base` is the address of the folder that the files lie in, with its last slash.
pub fn place(story: &mut Story, base: &str) {
    for (attribute, value) in attributes(story) {
        *value = match attribute {
            Attribute::SRCSET => {
                let sizes = value.split(", ").map(|size| whole(size, base));
                sizes.collect::<Vec<_>>().join(", ")
            }
            _ => whole(value, base),
        };
    }
}

/// Ends of the names of media: nothing that a folder has itself. Of them only an SVG can hold scripts: see [`is_active`].
const KINDS: [&str; 17] = [
    "aac", "avif", "flac", "gif", "jpeg", "jpg", "m4a", "m4v", "mov", "mp3", "mp4", "ogg", "opus", "png", "svg",
    "webm", "webp",
];

/// Files beside the story that its media name, in order.
pub fn files(story: &Story) -> BTreeSet<String> {
    let mut story = story.clone();
    let addresses = attributes(&mut story).flat_map(|(attribute, value)| {
        let sizes = if attribute == Attribute::SRCSET { value.split(", ").collect() } else { vec![value.as_str()] };
        // The width of a size stands behind its address.
        sizes.iter().filter_map(|size| Some(size.split(' ').next()?.to_owned())).collect::<Vec<_>>()
    });
    let is_file = |address: &String| {
        is_relative(address) && !address.starts_with('/') && !address.contains(['?', '#', '%', '\\'])
    };
    let is_below = |address: &String| address.split('/').all(|step| !matches!(step, "" | "." | ".."));
    let is_known = |address: &String| {
        address.rsplit_once('.').is_some_and(|(_, end)| KINDS.contains(&end.to_ascii_lowercase().as_str()))
    };
    addresses.filter(|address| is_file(address) && is_below(address) && is_known(address)).collect()
}

/// Whether a file is one that runs scripts where it is opened by itself, with the rights of the site that it lies on.
pub fn is_active(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case("svg"))
}

/// The attributes of a story's media that hold addresses of files.
fn attributes(story: &mut Story) -> impl Iterator<Item = (Attribute, &mut String)> {
    let events = story.events.iter_mut().map(|event| &mut event.media);
    let terms = story.terms.iter_mut().map(|term| &mut term.media);
    let all = events.chain(terms).chain([&mut story.media]).flatten();
    all.filter_map(|inline| match inline {
        Inline::Attribute(attribute, value)
            if [Attribute::POSTER, Attribute::SRC, Attribute::SRCSET].contains(attribute) =>
        {
            Some((*attribute, value))
        }
        _ => None,
    })
}

fn is_relative(address: &str) -> bool {
    !address.is_empty() && !address.contains(':') && !address.starts_with("//")
}

fn whole(address: &str, base: &str) -> String {
    if !is_relative(address) {
        return address.to_owned();
    }
    let Some(path) = address.strip_prefix('/') else { return [base, address].concat() };
    let host = base.find("://").map_or(0, |at| at + 3);
    let end = base.get(host..).and_then(|rest| rest.find('/')).map_or(base.len(), |at| host + at);
    [base.get(..end).unwrap_or_default(), "/", path].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_made_whole() {
        let base = "https://news.example:8080/b/";
        for (address, expected) in [
            ("img/a.jpg", "https://news.example:8080/b/img/a.jpg"),
            ("/img/a.jpg", "https://news.example:8080/img/a.jpg"),
            ("a.jpg 800w", "https://news.example:8080/b/a.jpg 800w"),
            ("https://a.example/a.jpg", "https://a.example/a.jpg"),
            ("//a.example/a.jpg", "//a.example/a.jpg"),
            ("", ""),
        ] {
            assert_eq!(whole(address, base), expected);
        }
    }
}
