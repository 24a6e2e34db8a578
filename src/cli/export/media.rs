//! Media as the JSON for reading has them: what the story says of each, and nothing that it does not.

use serde::Serialize;

use crate::story::authored;

#[derive(Debug, Serialize)]
pub(super) struct Medium {
    /// `image`, `video`, `audio` or `page`.
    kind: &'static str,
    url: String,
    /// Null where an image is decorative, and for other kinds.
    alt: Option<String>,
    title: Option<String>,
    caption: String,
    credit: Option<String>,
    licence: Option<String>,
    link: Option<String>,
    /// The point to keep where an image is cropped, in per cent of width and height.
    focus: Option<(u16, u16)>,
    /// Width and height in CSS pixels.
    size: Option<(u16, u16)>,
    srcset: Vec<String>,
    poster: Option<String>,
}

/// Media with their captions as `plain` gives them.
pub(super) fn media(media: &[authored::Medium], plain: impl Fn(&crate::story::text::Marked) -> String) -> Vec<Medium> {
    let medium = |medium: &authored::Medium| Medium {
        kind: medium.kind.name(),
        url: medium.url.clone(),
        alt: medium.alt.clone(),
        title: medium.title.clone(),
        caption: plain(&medium.caption),
        credit: medium.credit.clone(),
        licence: medium.licence.clone(),
        link: medium.link.clone(),
        focus: medium.focus,
        size: medium.size,
        srcset: medium.srcset.clone(),
        poster: medium.poster.clone(),
    };
    media.iter().map(medium).collect()
}
