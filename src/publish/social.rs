//! What services show of a link to a story: lines of Open Graph (ogp.me) for the head of its pages, with a picture of its drawn timeline.

use super::NOWHERE;
use crate::draw::SOCIAL;
use crate::model::language::untagged;
use crate::model::{Story, plain};
use crate::view::node::{Element, el};

/// Name of the picture in a published folder: a PNG of [`SOCIAL`]'s size.
pub const PICTURE: &str = "social.png";

/// The address of the picture in the folder at `base`; empty where there is no picture, or the folder's address is not known.
pub(super) fn address(base: &str, picture: Option<&[u8]>) -> String {
    let is_known = picture.is_some() && !base.starts_with(NOWHERE);
    if is_known { [base, PICTURE].concat() } else { String::new() }
}

/// Whether the head of a page that was written here names the picture.
#[cfg(feature = "cli")]
pub(crate) fn names_picture(page: &str) -> bool {
    let (_, after) = page.split_once("<meta property=\"og:image\" content=\"").unwrap_or_default();
    after.split('"').next().is_some_and(|address| address.ends_with(&["/", PICTURE].concat()))
}

/// The lines; none without a picture, whose address services want whole.
pub(super) fn meta(story: &Story, picture: &str) -> Vec<Element> {
    if picture.is_empty() {
        return Vec::new();
    }
    let property = |name: &str, content: &str| el("meta").attr("property", name).attr("content", content);
    let pixels = |length: f64| length.to_string();
    vec![
        property("og:type", "article"),
        property("og:title", &untagged(&story.title)),
        property("og:description", &untagged(&plain(&story.standfirst))),
        property("og:image", picture),
        property("og:image:width", &pixels(SOCIAL.width)),
        property("og:image:height", &pixels(SOCIAL.height)),
        property("og:image:alt", &untagged(&story.title)),
        el("meta").attr("name", "twitter:card").attr("content", "summary_large_image"),
    ]
}
