//! Texts in another language than the story's: what a translation lacks. Such words stand behind a language tag in their
//! own string: U+E0001 and the BCP 47 tag in tag characters (Unicode core specification § 23.9), which no font draws and no
//! author's text holds. A view makes an element with `lang` of them (WCAG 3.1.2).
#![allow(clippy::cast_possible_truncation, reason = "tag characters are ASCII in their last byte")]

/// Begins a tag.
const TAG: char = '\u{e0001}';
/// The first byte of [`TAG`] in UTF-8.
const FIRST: u8 = 0xf3;

/// What stands before the first language tag of a text, the language, and the words in it, which go on to the end.
pub fn split(words: &str) -> Option<(&str, String, &str)> {
    let at = words.bytes().position(|byte| byte == FIRST)?;
    let (before, tagged) = words.split_at_checked(at)?;
    let mut rest = tagged.strip_prefix(TAG)?.chars();
    let mut lang = String::new();
    loop {
        let words = rest.as_str();
        match rest.next() {
            Some(c @ '\u{e002d}'..='\u{e007a}') => lang.push(char::from(c as u8)),
            _ => return Some((before, lang, words)),
        }
    }
}

/// The tag of a language.
#[cfg(feature = "compile")]
pub fn tag(lang: &str) -> String {
    let character = |byte: u8| char::from_u32(0xe_0000 + u32::from(byte)).unwrap_or_default();
    std::iter::once(TAG).chain(lang.bytes().map(character)).collect()
}

/// A text without language tags.
#[cfg(feature = "compile")]
pub fn untagged(text: &str) -> std::borrow::Cow<'_, str> {
    let mut out = std::borrow::Cow::Borrowed(text);
    while let Some(at) = out.find(TAG) {
        let behind = out.get(at..).unwrap_or_default().chars().skip(1);
        let tag = behind.take_while(|c| ('\u{e002d}'..='\u{e007a}').contains(c)).count() + 1;
        out.to_mut().replace_range(at..at + tag * TAG.len_utf8(), "");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_split_at_their_tag() {
        let tagged = ["after: ", &tag("pt-BR"), "Olá 🏴\u{e0067}\u{e007f}"].concat();
        assert_eq!(split(&tagged), Some(("after: ", "pt-BR".to_owned(), "Olá 🏴\u{e0067}\u{e007f}")));
        assert_eq!(split("🏴\u{e0067}\u{e007f}, plain"), None);
        assert_eq!(untagged(&[&tagged, &tag("en")[..], "!"].concat()), "after: Olá 🏴\u{e0067}\u{e007f}!");
        assert_eq!(untagged("plain"), "plain");
    }
}
