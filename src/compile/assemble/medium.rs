//! Media: what the editor states in several keys becomes the figure that a reader sees.

use crate::model::language::untagged;
use crate::model::{Attribute, Inline, Mark, Text};
use crate::story::authored::{Medium, MediumKind};
use crate::story::web::site;

/// Width and height, in CSS pixels, where the editor states none.
const USUAL: (u16, u16) = (1200, 800);

/// Adds the figure of a medium with its caption.
pub(super) fn figure(out: &mut Text, medium: &Medium, caption: Text) {
    out.push(Inline::Open(Mark::FIGURE));
    let link = if medium.kind == MediumKind::Page { Some(&medium.url) } else { medium.link.as_ref() };
    if let Some(address) = link {
        out.extend([Inline::Open(Mark::LINK), Inline::Attribute(Attribute::HREF, address.clone())]);
    }
    out.push(Inline::Open(match medium.kind {
        MediumKind::Image => Mark::IMAGE,
        MediumKind::Video => Mark::VIDEO,
        MediumKind::Audio => Mark::AUDIO,
        MediumKind::Page => Mark::CARD,
    }));
    if medium.kind == MediumKind::Page {
        // Where it leads, always.
        out.push(Inline::Plain(beside([medium.title.as_deref(), Some(site(&medium.url))])));
    } else {
        out.extend(attributes(medium));
    }
    out.push(Inline::Close);
    if link.is_some() {
        out.push(Inline::Close);
    }
    let caption = with_credit(caption, &beside([medium.credit.as_deref(), medium.licence.as_deref()]));
    if !caption.is_empty() {
        out.push(Inline::Open(Mark::CAPTION));
        out.extend(caption);
        out.push(Inline::Close);
    }
    out.push(Inline::Close);
}

/// The address comes behind what says how its file is loaded, and a property of CSS last.
fn attributes(medium: &Medium) -> Vec<Inline> {
    let is_image = medium.kind == MediumKind::Image;
    let has_sizes = is_image && !medium.srcset.is_empty();
    // What is seen has a place of some size until it is there.
    let size = medium.size.or_else(|| (medium.kind != MediumKind::Audio).then_some(USUAL));
    let stated = [
        (Attribute::ALT, is_image.then(|| plain(medium.alt.as_ref()).unwrap_or_default())),
        (Attribute::LABEL, plain(medium.title.as_ref()).filter(|_| !is_image)),
        (Attribute::WIDTH, size.map(|(width, _)| width.to_string())),
        (Attribute::HEIGHT, size.map(|(_, height)| height.to_string())),
        (Attribute::POSTER, medium.poster.clone()),
        (Attribute::SIZES, has_sizes.then(|| "auto,100vw".to_owned())),
        (Attribute::SRCSET, has_sizes.then(|| medium.srcset.join(", "))),
        (Attribute::SRC, Some(medium.url.clone())),
        (Attribute::FOCUS, medium.focus.map(|(x, y)| format!("{x}% {y}%"))),
    ];
    stated.into_iter().filter_map(|(attribute, value)| Some(Inline::Attribute(attribute, value?))).collect()
}

/// An attribute cannot say its own language.
fn plain(words: Option<&String>) -> Option<String> {
    words.map(|words| untagged(words).into_owned())
}

fn beside(words: [Option<&str>; 2]) -> String {
    words.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn with_credit(mut caption: Text, credit: &str) -> Text {
    if credit.is_empty() {
        return caption;
    }
    match caption.last_mut() {
        Some(Inline::Plain(words)) => words.push(' '),
        Some(_) => caption.push(Inline::Plain(" ".to_owned())),
        None => {}
    }
    caption.extend([Inline::Open(Mark::SMALL), Inline::Plain(credit.to_owned()), Inline::Close]);
    caption
}
