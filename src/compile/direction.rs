//! The direction of languages.

use crate::model::language;

/// Languages written from right to left, and scripts (ISO 15924) that are, where a tag names its script.
const RIGHT_TO_LEFT: &str = "ar arc ckb dv fa he ks nqo ps sd syr ug ur yi Arab Hebr Adlm Nkoo Rohg Syrc Thaa";

/// Returns whether a language, given by its BCP 47 tag, is written from right to left.
pub fn is_right_to_left(tag: &str) -> bool {
    let mut parts = tag.as_bytes().split(|byte| matches!(byte, b'-' | b'_'));
    let language = parts.next().unwrap_or_default();
    // A script has four letters and stands second (RFC 5646, 2.2.3).
    let named = parts.next().filter(|part| part.len() == 4).unwrap_or(language);
    RIGHT_TO_LEFT.as_bytes().split(|byte| *byte == b' ').any(|known| known.eq_ignore_ascii_case(named))
}

/// A name or detail that stands in a line with others. Where it has letters of the other direction than the story, it is
/// isolated (UAX #9, § 2.4): else a number or name behind it would be drawn before it.
pub fn isolated(text: &str, is_right_to_left: bool) -> String {
    // What is in another language is isolated by its element.
    if language::split(text).is_some() {
        return text.to_owned();
    }
    let is_other = |c: char| c.is_alphabetic() && is_right_to_left_letter(c) != is_right_to_left;
    if text.contains(is_other) { ["\u{2068}", text, "\u{2069}"].concat() } else { text.to_owned() }
}

/// Whether a letter is written from right to left: Hebrew to Arabic, their presentation forms, and the blocks that Unicode
/// keeps for such scripts (UAX #9, table 5).
fn is_right_to_left_letter(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::{is_right_to_left, isolated};

    #[test]
    fn details_of_the_other_direction_are_isolated() {
        for (text, is_rtl, expected) in [
            ("Reuters", false, "Reuters"),
            ("Reuters 24", true, "\u{2068}Reuters 24\u{2069}"),
            ("الجزيرة", true, "الجزيرة"),
            ("الجزيرة", false, "\u{2068}الجزيرة\u{2069}"),
            ("2022", true, "2022"),
            ("新华社", true, "\u{2068}新华社\u{2069}"),
        ] {
            assert_eq!(isolated(text, is_rtl), expected);
        }
    }

    #[test]
    fn right_to_left_languages_are_known_by_script_or_language() {
        for tag in [
            "ar", "AR", "ar-EG", "he", "fa-IR", "ur", "ps", "sd", "ug", "yi", "dv", "ckb", "az-Arab", "uz_Arab",
            "dv-Thaa",
        ] {
            assert!(is_right_to_left(tag), "{tag}");
        }
        for tag in ["en", "kk", "ru", "", "arn", "ar-Latn", "fa-Latn-IR", "en-AR", "de-x-arab", "zh-Hant", "uz"] {
            assert!(!is_right_to_left(tag), "{tag}");
        }
    }
}
