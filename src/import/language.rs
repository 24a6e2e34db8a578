//! The language of a timeline that does not say it.

use whatlang::detect;

/// Fewest letters by which a language is recognised.
const LETTERS: usize = 80;

/// BCP 47 tags of languages that are recognised, by their ISO 639-3 codes.
const TAGS: [(&str, &str); 58] = [
    ("afr", "af"),
    ("aka", "ak"),
    ("amh", "am"),
    ("ara", "ar"),
    ("aze", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cmn", "zh"),
    ("cym", "cy"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("guj", "gu"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ind", "id"),
    ("ita", "it"),
    ("jav", "jv"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("khm", "km"),
    ("kor", "ko"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("mkd", "mk"),
    ("mya", "my"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("nob", "nb"),
    ("pan", "pa"),
    ("pes", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tha", "th"),
    ("tur", "tr"),
    ("ukr", "uk"),
];

/// The tag of a text's language, where its letters show it.
pub(super) fn of(text: &str) -> Option<&'static str> {
    if text.chars().filter(|c| c.is_alphabetic()).take(LETTERS).count() < LETTERS {
        return None;
    }
    let found = detect(text)?;
    if !found.is_reliable() {
        return None;
    }
    TAGS.iter().find(|(code, _)| *code == found.lang().code()).map(|(_, tag)| *tag)
}

/// A tag as it is written in a story: `pt-BR` for `pt_br`.
pub(super) fn tag(written: &str) -> Option<String> {
    let mut parts = written.trim().split(['-', '_']);
    let language = parts.next()?.to_ascii_lowercase();
    let is_language = (2..=3).contains(&language.len()) && language.bytes().all(|byte| byte.is_ascii_lowercase());
    let mut tag = is_language.then_some(language)?;
    for part in parts {
        if !(1..=8).contains(&part.len()) || !part.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return None;
        }
        tag.push('-');
        tag.push_str(&if part.len() == 2 { part.to_ascii_uppercase() } else { part.to_owned() });
    }
    Some(tag)
}

/// Words that an import writes itself: the lane of events without a group, and a title.
pub(super) fn words(lang: &str) -> [&'static str; 2] {
    match lang.split('-').next().unwrap_or_default() {
        "de" => ["Weitere", "Zeitleiste"],
        "fr" => ["Autres", "Chronologie"],
        "es" => ["Otros", "Cronología"],
        "ru" => ["Другое", "Хронология"],
        "pt" => ["Outros", "Cronologia"],
        "it" => ["Altri", "Cronologia"],
        "nl" => ["Overige", "Tijdlijn"],
        _ => ["Other", "Timeline"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_by_enough_words() {
        let german = "Der Rat schließt die Brücke für alle Fußgänger, weil die Pfeiler Risse haben. Die Anwohner protestieren \
                      und verlangen, dass die Arbeiten vor dem Winter beginnen.";
        assert_eq!(of(german), Some("de"));
        assert_eq!(of("Die Brücke"), None);
        assert_eq!(tag("pt_br").as_deref(), Some("pt-BR"));
        assert_eq!(tag("EN").as_deref(), Some("en"));
        assert_eq!(tag("english please"), None);
    }
}
