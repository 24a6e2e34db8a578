//! The direction of languages.

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

#[cfg(test)]
mod tests {
    use super::is_right_to_left;

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
