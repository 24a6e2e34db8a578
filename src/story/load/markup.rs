//! Markup in plain words, which have none.

use std::ops::Range;

use crate::story::text::{self, Piece};

/// The language of some markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Markup {
    /// It is read, and its words are shown.
    Html,
    /// It is shown as it is written: `*` and `[` are words too.
    Markdown,
}

/// What is left of plain words without their tags and entities.
pub(super) fn words_of(html: &str) -> String {
    let mut escaped = String::new();
    for c in html.chars() {
        if "\\`*_[]~|".contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    let mut words = String::new();
    for piece in text::parse(&escaped).text {
        if let Piece::Plain(plain) = piece {
            words.push_str(&plain);
        }
    }
    words.replace('\n', " ")
}

/// The first HTML tag or comment (`<b>`, `</p>`, `<!--`), entity (`&amp;`, `&#39;`) or Markdown mark (`**bold**`,
/// `[words](https://…)`, `![…](…)`) of a text, in bytes.
pub(super) fn first(text: &str) -> Option<(Range<usize>, Markup)> {
    text.char_indices().find_map(|(at, c)| {
        let rest = text.get(at..)?;
        let (length, language) = match c {
            '<' => (tag(rest), Markup::Html),
            '&' => (entity(rest), Markup::Html),
            '*' => (bold(rest), Markup::Markdown),
            '[' => (link(rest), Markup::Markdown),
            _ => return None,
        };
        length.map(|length| (at..at + length, language))
    })
}

fn tag(rest: &str) -> Option<usize> {
    if rest.starts_with("<!--") {
        return Some("<!--".len());
    }
    let name = rest.strip_prefix("</").or_else(|| rest.strip_prefix('<'))?;
    let letters = name.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    let is_tag = name.starts_with(|c: char| c.is_ascii_alphabetic()) && letters.starts_with(['>', ' ', '/', '\n']);
    is_tag.then(|| rest.find('>')).flatten().map(|end| end + 1)
}

fn entity(rest: &str) -> Option<usize> {
    let (name, _) = rest.strip_prefix('&')?.split_once(';')?;
    let is_entity = match name.strip_prefix('#') {
        Some(number) => {
            let digits = number.strip_prefix(['x', 'X']).unwrap_or(number);
            !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_hexdigit())
        }
        None => (2..=8).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric()),
    };
    is_entity.then_some("&;".len() + name.len())
}

fn bold(rest: &str) -> Option<usize> {
    let (words, _) = rest.strip_prefix("**")?.split_once("**")?;
    let is_bold = !words.is_empty() && words.trim() == words;
    is_bold.then_some("****".len() + words.len())
}

fn link(rest: &str) -> Option<usize> {
    let (words, target) = rest.strip_prefix('[')?.split_once("](")?;
    let (target, _) = target.split_once(')')?;
    let is_link = !words.contains(['[', ']']) && !target.is_empty() && !target.contains(char::is_whitespace);
    is_link.then_some("[]()".len() + words.len() + target.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_left_of_html() {
        for (html, words) in [
            ("A <b>bold</b> headline", "A bold headline"),
            ("A &amp; B&#39;s *star*, [sic] C:\\d", "A & B's *star*, [sic] C:\\d"),
            ("<p>one</p><p>two</p>", "one two"),
            ("a<script>alert(1)</script>", "a"),
            ("# 1 <br> two", "# 1 two"),
            ("<b></b>", ""),
        ] {
            assert_eq!(words_of(html), words, "{html}");
        }
    }

    #[test]
    fn markup_and_entities_are_found_and_signs_are_not() {
        for (text, expected) in [
            ("a <b>bold</b> word", Some("<b>")),
            ("<p class=\"x\">words", Some("<p class=\"x\">")),
            ("line<br/>break", Some("<br/>")),
            ("words</p>", Some("</p>")),
            ("<!-- no -->", Some("<!--")),
            ("A &amp; B&#39;s", Some("&amp;")),
            ("B&#x27;s", Some("&#x27;")),
            ("a **bold** word", Some("**bold**")),
            ("see [the law](https://example.org)", Some("[the law](https://example.org)")),
            ("5 < 6 and 7 > 6", None),
            ("R&D; AT&T", None),
            ("a * b ** c", None),
            ("[[id|words]] (in brackets)", None),
            ("“[He] left” (2022)", None),
        ] {
            assert_eq!(first(text).and_then(|(at, _)| text.get(at)), expected, "{text}");
        }
    }
}
