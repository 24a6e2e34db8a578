//! Where the files of a story's media come from, as the policies of pages that show them have to say.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::model::{Attribute, Inline, Mark, Story};

/// Sources of files for two directives of a Content Security Policy: `https://img.example`, or `'self'` for an address that is
/// relative to the page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Origins {
    /// For `img-src`: pictures, and stills of videos.
    pub images: BTreeSet<String>,
    /// For `media-src`: video and audio.
    pub media: BTreeSet<String>,
}

/// The sources of a story's files.
pub fn origins(story: &Story) -> Origins {
    let mut found = Origins::default();
    let mut shown = Mark::FIGURE;
    let of_entries = story.events.iter().map(|event| &event.media).chain(story.terms.iter().map(|term| &term.media));
    for inline in of_entries.chain([&story.media]).flatten() {
        match inline {
            Inline::Open(mark) => shown = *mark,
            Inline::Attribute(Attribute::SRC, address) if shown == Mark::IMAGE => add(&mut found.images, address),
            Inline::Attribute(Attribute::SRC, address) => add(&mut found.media, address),
            Inline::Attribute(Attribute::POSTER, address) => add(&mut found.images, address),
            Inline::Attribute(Attribute::SRCSET, all) => {
                let addresses = all.split(", ").filter_map(|size| size.split_whitespace().next());
                addresses.for_each(|address| add(&mut found.images, address));
            }
            _ => {}
        }
    }
    found
}

/// Adds the source of an address. A host with signs that a policy gives a meaning to is none.
fn add(to: &mut BTreeSet<String>, address: &str) {
    let Some((scheme, rest)) = address.split_once("://") else {
        to.insert("'self'".to_owned());
        return;
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    let is_host = |sign: char| sign.is_alphanumeric() || matches!(sign, '.' | '-' | ':' | '[' | ']');
    if !host.is_empty() && host.chars().all(is_host) {
        to.insert(format!("{scheme}://{host}").to_lowercase());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_source_that_says_one_thing_in_a_policy() {
        let mut found = BTreeSet::new();
        for address in [
            "https://A.example/x.jpg",
            "https://a.example/y.jpg?z",
            "img/x.jpg",
            "/img/x.jpg",
            "http://user@b.example:8080/",
            "https://evil;script-src *",
            "https://",
        ] {
            add(&mut found, address);
        }
        assert_eq!(found.into_iter().collect::<Vec<_>>(), ["'self'", "http://b.example:8080", "https://a.example"]);
    }
}
