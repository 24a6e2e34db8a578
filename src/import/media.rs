//! Pictures, film, sound and pages of other tools: an address, or code that embeds one.

use super::context::Context;
use super::html::{self, Embedded};
use super::json::Value;
use super::report::Place;
use super::rich::{Rich, link};

/// A medium. A story says the rest by the address's ending.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Medium {
    pub(super) url: String,
    /// Where the ending does not say it.
    pub(super) kind: Option<&'static str>,
    pub(super) alt: Option<String>,
    pub(super) title: Option<String>,
    pub(super) caption: Rich,
    pub(super) credit: Option<String>,
    pub(super) licence: Option<String>,
    pub(super) link: Option<String>,
    pub(super) size: Option<(u32, u32)>,
}

/// What is written about a medium beside its address.
#[derive(Debug, Clone, Default)]
pub(super) struct Described<'a> {
    pub(super) caption: Option<&'a str>,
    pub(super) credit: Option<&'a str>,
    pub(super) alt: Option<&'a str>,
    pub(super) title: Option<&'a str>,
    pub(super) link: Option<&'a str>,
    pub(super) licence: Option<&'a str>,
    /// Whether the field holds pictures, whatever the address ends in.
    pub(super) is_picture: bool,
    /// Whether the caption is Markdown already.
    pub(super) is_markdown: bool,
}

const IMAGES: [&str; 7] = ["jpg", "jpeg", "png", "webp", "avif", "gif", "svg"];

/// The kind that an address's ending says.
fn kind_of(url: &str) -> &'static str {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    // The page of a file of Wikimedia Commons ends as the file does.
    if path.contains("/wiki/") {
        return "page";
    }
    match ending.as_str() {
        ending if IMAGES.contains(&ending) => "image",
        "mp4" | "webm" | "ogv" | "mov" | "m4v" => "video",
        "mp3" | "ogg" | "oga" | "wav" | "m4a" | "opus" | "flac" => "audio",
        _ => "page",
    }
}

/// What a reader of a story takes an address for that states no kind.
fn assumed_kind(url: &str) -> &'static str {
    kind_of(&url.replace("/wiki/", "/"))
}

impl Medium {
    /// A medium that stood in a text.
    pub(super) fn embedded(embedded: Embedded) -> Medium {
        let kind = match embedded.element {
            "img" => "image",
            "video" => "video",
            "audio" => "audio",
            "source" => kind_of(&embedded.url),
            _ => "page",
        };
        let alt = embedded.alt.map(|alt| html::plain(&alt)).filter(|alt| !alt.is_empty());
        Medium { kind: Some(kind), alt, url: embedded.url, ..Medium::default() }
    }

    fn kind(&self) -> &'static str {
        self.kind.unwrap_or_else(|| kind_of(&self.url))
    }

    /// The row of a story. Images get the best description that the file has; without any, they are said to be decorative
    /// and reported.
    pub(super) fn value(self, context: &mut Context<'_>, place: &Place) -> Value {
        let text = |words: String| Value::Text(words);
        let kind = self.kind();
        let mut fields = vec![("url".to_owned(), text(self.url.clone()))];
        if kind != assumed_kind(&self.url) {
            fields.push(("kind".to_owned(), text(kind.to_owned())));
        }
        let caption = self.caption.clone().one_paragraph();
        if kind == "image" {
            let other = [self.caption.words(), self.title.clone().unwrap_or_default()];
            let other = other.into_iter().find(|words| !words.trim().is_empty());
            match (self.alt, other) {
                (Some(alt), _) => fields.push(("alt".to_owned(), text(alt))),
                (None, Some(words)) => {
                    let message = "a picture has no alternative text; its caption or title stands in for it";
                    context.changed("alt-from-caption", place, message, "write what the picture shows");
                    fields.push(("alt".to_owned(), text(words)));
                }
                (None, None) => {
                    let message = "a picture has no alternative text and no caption; it is marked as decorative";
                    context.changed("no-alt", place, message, "write what the picture shows as `alt`");
                    fields.push(("decorative".to_owned(), Value::Truth(true)));
                }
            }
        }
        if kind != "image" {
            fields.extend(self.title.map(|title| ("title".to_owned(), text(title))));
        }
        if !caption.is_empty() {
            fields.push(("caption".to_owned(), text(caption)));
        }
        fields.extend(self.credit.map(|credit| ("credit".to_owned(), text(credit))));
        fields.extend(self.licence.map(|licence| ("licence".to_owned(), text(licence))));
        if kind == "image" {
            fields.extend(self.link.map(|link| ("link".to_owned(), text(link))));
            if let Some((width, height)) = self.size {
                fields.push(("width".to_owned(), Value::Number(f64::from(width))));
                fields.push(("height".to_owned(), Value::Number(f64::from(height))));
            }
        }
        Value::Object(fields)
    }
}

/// The words of a quotation that stands in a medium's place, as `TimelineJS` has it.
pub(super) fn quotation(raw: &str, context: &mut Context<'_>, place: &Place) -> Option<Rich> {
    is_quotation(raw).then(|| context.text(raw, place).0).filter(|text| !text.is_empty())
}

/// Whether a field of a medium holds a quotation without a link.
pub(super) fn is_quotation(raw: &str) -> bool {
    raw.trim_start().starts_with("<blockquote") && medium(raw, false).is_none()
}

/// Reads a field that holds an address or embedding code, with what is written beside it.
pub(super) fn read(raw: &str, about: &Described<'_>, context: &mut Context<'_>, place: &Place) -> Option<Medium> {
    let raw = raw.trim();
    if raw.is_empty() {
        return None;
    }
    let Some(mut medium) = medium(raw, about.is_picture) else {
        let shown: String = raw.chars().take(60).collect();
        let message = format!("“{shown}” is no address of a picture, film, sound or page");
        context.lost("bad-media", place, message, "write its address: https://…");
        return None;
    };
    if !medium.url.starts_with("http") {
        let message = format!("“{}” is a file, not an address", medium.url);
        context.note("media-file", place, message, "put it beside the published story, under this name");
    }
    let mut words = |raw: Option<&str>| raw.map(|raw| context.words(raw, place)).filter(|words| !words.is_empty());
    medium.alt = words(about.alt).or_else(|| words(medium.alt.as_deref()));
    medium.title = words(about.title);
    medium.credit = words(about.credit);
    medium.licence = words(about.licence);
    if let Some(caption) = about.caption {
        medium.caption =
            if about.is_markdown { context.markdown(caption, place) } else { context.text(caption, place).0 };
    }
    if let Some(address) = about.link.filter(|link| !link.trim().is_empty()) {
        medium.link = context.address(address, place);
    }
    Some(medium)
}

fn medium(raw: &str, is_picture: bool) -> Option<Medium> {
    if raw.contains('<') {
        let found = html::read(raw);
        if let Some(embedded) = found.media.into_iter().next() {
            return Some(Medium::embedded(embedded));
        }
        // An embedded post ends with a link to itself.
        let mut links = found.text.blocks.iter().flat_map(|block| &block.runs).filter_map(|run| run.link.clone());
        let url = links.rfind(|url| url.starts_with("http"))?;
        return Some(Medium { kind: Some("page"), url, ..Medium::default() });
    }
    let url = match link(raw) {
        Some(url) => Some(url).filter(|url| url.starts_with("http"))?,
        None => file(raw)?,
    };
    let kind = match kind_of(&url) {
        "page" if is_picture && !url.contains("/wiki/") => Some("image"),
        kind if kind != assumed_kind(&url) => Some(kind),
        _ => None,
    };
    Some(Medium { url, kind, ..Medium::default() })
}

/// The path of a file beside the page: `img/bridge.jpg`.
fn file(raw: &str) -> Option<String> {
    let is_path = raw.len() < 400
        && !raw.starts_with("//")
        && !raw.contains([':', '\\', '?', '#', '<', '>', '"', '|'])
        && !raw.contains("..")
        && raw.chars().all(|c| !c.is_control());
    (is_path && kind_of(raw) != "page").then(|| raw.replace(' ', "%20"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_files_and_embedding_code_are_media() {
        for (raw, url, kind) in [
            ("https://a.example/b.jpg", "https://a.example/b.jpg", "image"),
            ("https://a.example/b.mp3?x=1", "https://a.example/b.mp3?x=1", "audio"),
            ("//a.example/b.mp4", "https://a.example/b.mp4", "video"),
            ("https://youtu.be/x", "https://youtu.be/x", "page"),
            ("https://en.wikipedia.org/wiki/File:Bridge.jpg", "https://en.wikipedia.org/wiki/File:Bridge.jpg", "page"),
            ("<iframe src=\"https://m.example/embed\"></iframe>", "https://m.example/embed", "page"),
            ("<img src='https://a.example/b'>", "https://a.example/b", "image"),
            (
                "<blockquote class=\"twitter-tweet\"><p>Hi</p>&mdash; A <a href=\"https://t.example/1\">May 1</a></blockquote>\
                 <script src=\"//platform.example/w.js\"></script>",
                "https://t.example/1",
                "page",
            ),
            ("img/my bridge.png", "img/my%20bridge.png", "image"),
        ] {
            let medium = medium(raw, false).unwrap();
            assert_eq!((medium.url.as_str(), medium.kind()), (url, kind), "{raw}");
        }
        for hostile in
            ["javascript:alert(1)", "data:image/png;base64,x", "<script>x</script>", "../x.jpg", "words", "C:\\a.jpg"]
        {
            assert_eq!(medium(hostile, true), None, "{hostile}");
        }
        assert_eq!(medium("https://a.example/b?format=jpg", true).unwrap().kind(), "image");
    }
}
