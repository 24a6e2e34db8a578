//! Media of events, terms and the story: pictures, video, audio, and pages as cards.

use super::context::{Read, Reported};
use super::nested_rows;
use super::row::Row;
use super::value::Value;
use crate::story::authored::{Medium, MediumKind};
use crate::story::limits;
use crate::story::problem::Problem;
use crate::story::web::{is_web, site};

/// Endings of files by kind; an address with another one is a page's.
const ENDINGS: [(&str, MediumKind); 22] = [
    ("jpg", MediumKind::Image),
    ("jpeg", MediumKind::Image),
    ("png", MediumKind::Image),
    ("webp", MediumKind::Image),
    ("avif", MediumKind::Image),
    ("gif", MediumKind::Image),
    ("svg", MediumKind::Image),
    ("mp4", MediumKind::Video),
    ("m4v", MediumKind::Video),
    ("webm", MediumKind::Video),
    ("ogv", MediumKind::Video),
    ("mov", MediumKind::Video),
    ("mp3", MediumKind::Audio),
    ("m4a", MediumKind::Audio),
    ("ogg", MediumKind::Audio),
    ("oga", MediumKind::Audio),
    ("opus", MediumKind::Audio),
    ("wav", MediumKind::Audio),
    ("flac", MediumKind::Audio),
    ("aac", MediumKind::Audio),
    ("jfif", MediumKind::Image),
    ("bmp", MediumKind::Image),
];

/// Sites whose addresses are pages with a player or a post, never files.
const PLAYERS: [&str; 20] = [
    "youtube.com",
    "youtu.be",
    "youtube-nocookie.com",
    "vimeo.com",
    "dailymotion.com",
    "dai.ly",
    "tiktok.com",
    "twitch.tv",
    "soundcloud.com",
    "spotify.com",
    "facebook.com",
    "fb.watch",
    "instagram.com",
    "twitter.com",
    "x.com",
    "bsky.app",
    "threads.net",
    "flickr.com",
    "rutube.ru",
    "bilibili.com",
];

/// The media of a row; `table` is the name of their tables in TOML.
pub(super) fn media(row: &Row<'_>, table: &'static str) -> Read<Vec<Medium>> {
    let media = row.optional("media", |value| {
        let rows = nested_rows(value.context, value.file, table, value.node, medium);
        rows.into_iter().collect::<Read<Vec<_>>>()
    })?;
    let media = media.unwrap_or_default();
    let Some(surplus) = media.get(limits::MEDIA) else { return Ok(media) };
    let message = format!("{} has {} media; {} are the most", row.what, media.len(), limits::MEDIA);
    let problem = Problem::error("too-many", surplus.at.clone(), message);
    Err(row.context.report(problem.help("keep those that a reader needs; a link can lead to a gallery")))
}

fn medium(row: &Row<'_>) -> Read<Medium> {
    let url = row.required("url", address);
    let kind = row.optional("kind", |value| value.choice(&MediumKind::ALL.map(|kind| (kind.name(), kind))));
    let alt = row.optional("alt", Value::words);
    let decorative = row.optional("decorative", Value::truth);
    let title = row.optional("title", Value::words);
    let caption = row.optional("caption", Value::paragraph);
    let credit = row.optional("credit", Value::words);
    let licence = row.optional("licence", Value::words);
    let link = row.optional("link", Value::url);
    let focus = row.optional("focus", focus);
    let pixels = |value: Value<'_>| value.whole(1..=u16::MAX);
    let width = row.optional("width", pixels);
    let height = row.optional("height", pixels);
    let srcset = row.list("srcset", candidate);
    let poster = row.optional("poster", address);
    let url = url?;
    let kind = kind_of(kind?, &url);
    let alt = alternative(row, kind, alt?, decorative?);
    let size = size(row, kind, width?, height?);
    if kind == MediumKind::Page && !is_web(&url) {
        let message = format!("{} is a page, which opens from a card, and its `url` is relative", row.what);
        let help = "write the whole address; or the `kind`, if it is an image, a video or audio";
        return Err(row.context.report(Problem::error("bad-url", row.at.clone(), message).help(help)));
    }
    let medium = Medium {
        kind,
        url,
        alt: alt?,
        title: title?,
        caption: caption?.unwrap_or_default(),
        credit: credit?,
        licence: licence?,
        link: link?,
        focus: focus?,
        size,
        srcset: srcset?,
        poster: poster?,
        at: row.at.clone(),
    };
    note_idle(row, &medium);
    note_insecure(row, &medium);
    Ok(medium)
}

/// The stated kind or that of the address. Players' sites have pages only, whatever is stated.
fn kind_of(stated: Option<MediumKind>, url: &str) -> MediumKind {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let file = path.rsplit('/').next().unwrap_or_default();
    let ending = file.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    // The name of a site has no ending.
    let is_site = is_web(url) && path.matches('/').count() < 3;
    let known = ENDINGS.iter().find(|(known, _)| !is_site && ending.as_deref() == Some(*known)).map(|(_, kind)| *kind);
    let is_player = PLAYERS.iter().any(|player| {
        let site = site(url);
        site == *player || site.strip_suffix(player).is_some_and(|sub| sub.ends_with('.'))
    });
    match (stated, known) {
        (Some(MediumKind::Video | MediumKind::Audio) | None, None) if is_player => MediumKind::Page,
        (Some(stated), _) => stated,
        (None, known) => known.unwrap_or(MediumKind::Page),
    }
}

/// The words in place of an image, which it has unless it is said to be decorative (WCAG 1.1.1).
fn alternative(row: &Row<'_>, kind: MediumKind, alt: Option<String>, decorative: Option<bool>) -> Read<Option<String>> {
    let (message, help) = match (alt, decorative == Some(true)) {
        _ if kind != MediumKind::Image => return Ok(None),
        (alt, false) if alt.is_some() => return Ok(alt),
        (None, true) => return Ok(None),
        (None, _) => (
            "has no `alt`",
            "add `alt`: what the picture shows, for those who do not see it; or `decorative = true`, if it shows nothing \
             that the text does not say",
        ),
        _ => ("has an `alt` and is said to be decorative", "take one of them out"),
    };
    let message = format!("{} {message}", row.what);
    Err(row.context.report(Problem::error("missing-alt", row.at.clone(), message).help(help)))
}

/// Width and height; an image or a video without them gets a box that may not fit it.
fn size(row: &Row<'_>, kind: MediumKind, width: Option<u16>, height: Option<u16>) -> Option<(u16, u16)> {
    let missing = match (width, height) {
        (Some(width), Some(height)) => return Some((width, height)),
        (Some(_), None) => "`height`",
        (None, Some(_)) => "`width`",
        (None, None) if matches!(kind, MediumKind::Image | MediumKind::Video) => "`width` and `height`",
        (None, None) => return None,
    };
    let message = format!("{} has no {missing}", row.what);
    let problem = Problem::warning("media-size", row.at.clone(), message);
    row.context.report(problem.help("add them, in pixels: its place is then kept free until it is there"));
    None
}

/// Warns of what a kind makes no use of.
fn note_idle(row: &Row<'_>, medium: &Medium) {
    let is_image = medium.kind == MediumKind::Image;
    for (key, is_idle) in [
        ("link", medium.link.is_some() && !is_image),
        ("focus", medium.focus.is_some() && !is_image),
        ("srcset", !medium.srcset.is_empty() && !is_image),
        ("poster", medium.poster.is_some() && medium.kind != MediumKind::Video),
        ("title", medium.title.is_some() && is_image),
    ] {
        if is_idle {
            let message = format!("{} is of the kind `{}`, which has no use for `{key}`", row.what, medium.kind.name());
            row.context.report(Problem::warning("idle-key", row.at.clone(), message).help("take it out"));
        }
    }
}

/// Warns of a file that pages under `https` do not load (W3C Mixed Content § 5).
fn note_insecure(row: &Row<'_>, medium: &Medium) {
    let files = std::iter::once(&medium.url).chain(&medium.srcset).chain(&medium.poster);
    if medium.kind != MediumKind::Page && files.into_iter().any(|url| url.starts_with("http://")) {
        let message = format!("{} has an address that begins with http://", row.what);
        let help = "write https://, if the site has it; pages under https do not load other files";
        row.context.report(Problem::warning("insecure-media", row.at.clone(), message).help(help));
    }
}

/// An address of a file or a page.
fn address(value: Value<'_>) -> Read<String> {
    let url = value.exact()?;
    normal(&url).ok_or_else(|| bad_address(value))
}

fn bad_address(value: Value<'_>) -> Reported {
    let help =
        "write a whole address, https://…; or one beside the pages that show it, `img/bridge.jpg`; spaces in it as %20";
    let problem = Problem::error("bad-url", value.span(), "this is no address of a file or page on the web");
    value.context.report(problem.help(help))
}

fn normal(url: &str) -> Option<String> {
    let is_clean = |rest: &str| {
        !rest.is_empty()
            && !rest.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '\\'))
    };
    let first = url.split(['/', '?', '#']).next().unwrap_or_default();
    if let Some(rest) = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")) {
        (is_clean(rest) && !rest.starts_with('/')).then(|| url.to_owned())
    } else if !is_clean(url) || url.starts_with("//") || first.contains(':') {
        None
    } else {
        Some(url.to_owned())
    }
}

/// One of the sizes of an image: an address and its width, "bridge-800.jpg 800w".
fn candidate(value: Value<'_>) -> Read<String> {
    let written = value.exact()?;
    let parts: Option<(String, &str)> = written.trim().rsplit_once(' ').and_then(|(url, width)| {
        let digits = width.strip_suffix('w')?;
        let is_width = digits.bytes().all(|byte| byte.is_ascii_digit()) && digits.parse::<u16>().is_ok_and(|w| w > 0);
        // A comma at an end would part the candidates (HTML standard, "srcset attributes").
        let url = normal(url.trim()).filter(|url| !url.ends_with(',') && !url.starts_with(','))?;
        is_width.then_some((url, width))
    });
    let Some((url, width)) = parts else {
        let help = "write an address and the width of the file in pixels: `\"img/bridge-800.jpg 800w\"`";
        let problem = Problem::error("bad-srcset", value.span(), "this is no size of an image");
        return Err(value.context.report(problem.help(help)));
    };
    Ok([&url, " ", width].concat())
}

/// Two percentages: "30% 20%".
fn focus(value: Value<'_>) -> Read<(u16, u16)> {
    let written = value.exact()?;
    let mut parts = written
        .split_whitespace()
        .map(|part| part.strip_suffix('%').and_then(|part| part.parse::<u16>().ok()).filter(|percent| *percent <= 100));
    if let (Some(x), Some(y), None) = (parts.next().flatten(), parts.next().flatten(), parts.next()) {
        return Ok((x, y));
    }
    let help = "write how far it is from the left and from the top: `\"30% 20%\"`";
    let problem = Problem::error("bad-focus", value.span(), "a focus is two percentages up to 100");
    Err(value.context.report(problem.help(help)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_says_the_kind() {
        use MediumKind::{Audio, Image, Page, Video};
        for (stated, url, kind) in [
            (None, "https://a.example/b.JPG?w=800", Image),
            (None, "./img/a.webp", Image),
            (None, "https://a.example/b.mp4#t=4", Video),
            (None, "https://a.example/b.ogg", Audio),
            (None, "https://a.example/article", Page),
            (None, "https://a.example", Page),
            (None, "https://photos.jpg", Page),
            (Some(Image), "https://a.example/image/42", Image),
            (Some(Video), "https://www.youtube.com/watch?v=x", Page),
            (None, "https://m.youtube.com/watch?v=x.mp4", Page),
            (Some(Video), "https://cdn.example/stream/7", Video),
            (Some(Video), "https://notyoutube.com/x", Video),
            (Some(Page), "https://a.example/b.jpg", Page),
        ] {
            assert_eq!(kind_of(stated, url), kind, "{url}");
        }
    }

    #[test]
    fn addresses_are_of_the_web_or_relative() {
        for (written, read) in [
            ("https://a.example/b", Some("https://a.example/b")),
            ("img/a.jpg", Some("img/a.jpg")),
            ("./a.jpg", Some("./a.jpg")),
            ("../a.jpg", Some("../a.jpg")),
            ("/img/a.jpg", Some("/img/a.jpg")),
            ("//a.example/b.jpg", None),
            ("javascript:alert(1)", None),
            ("data:image/png;base64,AA", None),
            ("https://", None),
            ("https:///x", None),
            ("a b.jpg", None),
            ("file:///a.jpg", None),
            ("\\\\server\\a.jpg", None),
        ] {
            assert_eq!(normal(written).as_deref(), read, "{written}");
        }
    }
}
