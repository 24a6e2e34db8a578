//! Tags of HTML in a text: what each becomes.

use crate::model::Mark;

/// What a tag does to a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Tag<'a> {
    /// Begins a mark.
    Open(Mark),
    /// Ends a mark.
    Close(Mark),
    /// Begins a heading, which becomes a paragraph in bold.
    OpenHeading,
    /// Ends one.
    CloseHeading,
    /// Begins a link to an address, perhaps none.
    OpenLink(String),
    /// Ends a link.
    CloseLink,
    /// A line break.
    Break,
    /// Begins what is no text: a script, a stylesheet.
    OpenHidden(&'a str),
    /// A comment, or a tag that says nothing about the words in it.
    Nothing,
    /// A picture, a player, a form: taken out, and reported with its name.
    Foreign(&'a str),
    /// No tag of HTML's: words in angle brackets.
    Words,
}

/// Reads one tag, from `<` to `>`.
pub(super) fn read(tag: &str) -> Tag<'_> {
    let Some(inside) = tag.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) else { return Tag::Words };
    if inside.starts_with(['!', '?']) {
        return Tag::Nothing;
    }
    let is_end = inside.starts_with('/');
    let inside = inside.trim_start_matches('/');
    let end = inside.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inside.len());
    let (name, attributes) = inside.split_at(end);
    let mark = |mark| if is_end { Tag::Close(mark) } else { Tag::Open(mark) };
    match name.to_ascii_lowercase().as_str() {
        "p" | "div" | "section" | "article" | "header" | "footer" | "figcaption" | "center" | "dt" | "dd" | "tr"
        | "pre" => mark(Mark::PARAGRAPH),
        "blockquote" => mark(Mark::QUOTE),
        "ul" | "menu" => mark(Mark::LIST),
        "ol" => mark(Mark::NUMBERED),
        "li" => mark(Mark::ITEM),
        "em" | "i" | "cite" | "dfn" | "var" => mark(Mark::EMPHASIS),
        "strong" | "b" => mark(Mark::STRONG),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if is_end => Tag::CloseHeading,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Tag::OpenHeading,
        "a" if is_end => Tag::CloseLink,
        "a" => Tag::OpenLink(attribute(attributes, "href").unwrap_or_default()),
        "br" => Tag::Break,
        "hr" => Tag::Open(Mark::PARAGRAPH),
        "script" | "style" | "noscript" | "template" | "title" | "textarea" | "select" if !is_end => {
            Tag::OpenHidden(name)
        }
        "span" | "font" | "u" | "small" | "big" | "sup" | "sub" | "abbr" | "acronym" | "code" | "kbd" | "samp"
        | "tt" | "s" | "strike" | "del" | "ins" | "mark" | "q" | "time" | "bdi" | "bdo" | "wbr" | "label" | "data"
        | "nobr" | "html" | "head" | "body" | "main" | "aside" | "nav" | "dl" | "address" | "figure" | "tbody"
        | "thead" | "script" | "style" | "noscript" | "template" | "title" | "textarea" | "select" | "details"
        | "summary" => Tag::Nothing,
        "img" | "picture" | "source" | "video" | "audio" | "iframe" | "embed" | "object" | "param" | "svg" | "math"
        | "canvas" | "map" | "area" | "table" | "td" | "th" | "caption" | "form" | "input" | "button" | "option"
        | "link" | "meta" | "base" | "frame" | "frameset" | "marquee" | "blink" | "path" | "g" | "use" | "track" => {
            Tag::Foreign(name)
        }
        _ => Tag::Words,
    }
}

/// The value of an attribute.
fn attribute(attributes: &str, wanted: &str) -> Option<String> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(|c: char| c.is_whitespace() || c == '=' || c == '/').unwrap_or(rest.len());
        let (name, behind) = rest.split_at(end);
        let mut value = "";
        rest = behind;
        if let Some(behind) = behind.trim_start().strip_prefix('=') {
            let behind = behind.trim_start();
            let quote = behind.chars().next().filter(|c| matches!(c, '"' | '\''));
            (value, rest) = match quote {
                Some(quote) => behind.get(1..)?.split_once(quote)?,
                None => behind.split_at(behind.find(char::is_whitespace).unwrap_or(behind.len())),
            };
        } else if name.is_empty() {
            return None;
        }
        if name.eq_ignore_ascii_case(wanted) {
            return Some(value.trim().replace("&amp;", "&"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_become_marks_or_are_named() {
        for (tag, expected) in [
            ("<p class=\"x\">", Tag::Open(Mark::PARAGRAPH)),
            ("</P>", Tag::Close(Mark::PARAGRAPH)),
            ("<br/>", Tag::Break),
            ("<STRONG>", Tag::Open(Mark::STRONG)),
            ("<h3 id=x>", Tag::OpenHeading),
            ("<a href='https://a.example/?b=1&amp;c' target=_blank>", Tag::OpenLink("https://a.example/?b=1&c".into())),
            ("<a target=_blank HREF=https://a.example/b>", Tag::OpenLink("https://a.example/b".into())),
            ("<a name=x>", Tag::OpenLink(String::new())),
            ("<!-- no -->", Tag::Nothing),
            ("<span style=\"color:red\">", Tag::Nothing),
            ("<img src=x onerror=alert(1)>", Tag::Foreign("img")),
            ("<script>", Tag::OpenHidden("script")),
            ("<redacted>", Tag::Words),
        ] {
            assert_eq!(read(tag), expected, "{tag}");
        }
    }
}
