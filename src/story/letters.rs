//! Letters as people type them: without accents, capitals and typography, and in Latin. The compiler folds the texts of a
//! search by them, the loader makes ids of them.

mod romanized;

pub use romanized::is_syllabic;

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

/// `text` folded: lower case, without accents, typographic marks as their ASCII twins.
pub fn fold(text: &str) -> String {
    text.chars().map(fold_char).collect()
}

/// The folded form of one character; empty for accents and invisible characters.
///
/// Compatibility decomposition (NFKD), without marks that are accents, lower-cased, composed again. Letters that
/// Unicode does not decompose go to what people type for them (`Ł` → `l`, `ß` → `ss`, Kazakh `қ` → `к`). Vowel signs
/// and viramas of Indic scripts and the voicing marks of kana are letters here and stay. Signs that are no letter and
/// have no ASCII twin become spaces.
pub fn fold_char(c: char) -> String {
    if let Some(digit) = digit(c) {
        return digit.to_string();
    }
    if let Some(known) = known(c) {
        return known.to_owned();
    }
    let bare: String = std::iter::once(c).nfkd().filter(|c| !is_accent(*c)).collect();
    let lower: String = bare.chars().flat_map(char::to_lowercase).filter(|c| !is_accent(*c)).nfc().collect();
    lower.chars().map(|c| known(c).map_or_else(|| sign(c).to_string(), str::to_owned)).collect()
}

/// Latin transliteration of a folded letter of another script, as English newspapers write it. Letters that are not sounded
/// have an empty one.
pub fn latin(c: char) -> Option<Cow<'static, str>> {
    if c.is_ascii() {
        return None;
    }
    european(c).map(Cow::Borrowed).or_else(|| romanized::latin(c))
}

/// Letters of the Cyrillic and Greek alphabets.
#[expect(clippy::match_same_arms, reason = "a table reads by letter, not by result")]
fn european(c: char) -> Option<&'static str> {
    Some(match c {
        'а' | 'α' => "a",
        'б' => "b",
        'в' | 'β' => "v",
        'г' | 'γ' => "g",
        'д' | 'δ' => "d",
        'е' | 'э' | 'ε' => "e",
        'ж' => "zh",
        'з' | 'ζ' => "z",
        'и' | 'η' | 'ι' => "i",
        'й' | 'ы' | 'υ' => "y",
        'к' | 'κ' => "k",
        'л' | 'λ' => "l",
        'м' | 'μ' => "m",
        'н' | 'ν' => "n",
        'о' | 'ο' | 'ω' => "o",
        'п' | 'π' => "p",
        'р' | 'ρ' => "r",
        'с' | 'σ' | 'ς' => "s",
        'т' | 'τ' => "t",
        'у' => "u",
        'ф' | 'φ' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ъ' | 'ь' => "",
        'ю' => "yu",
        'я' => "ya",
        'ђ' | 'џ' => "dj",
        'ј' => "j",
        'љ' => "lj",
        'њ' => "nj",
        'ћ' => "c",
        'θ' => "th",
        'ξ' => "x",
        'χ' => "ch",
        'ψ' => "ps",
        _ => return None,
    })
}

/// A letter, digit or mark as it is; any other sign parts words like a space.
fn sign(c: char) -> char {
    if c.is_ascii() || c.is_alphanumeric() || is_combining_mark(c) { c } else { ' ' }
}

/// The ASCII digit for one of another script, so that 2022 finds ٢٠٢٢.
fn digit(c: char) -> Option<char> {
    ['٠', '۰', '०', '০', '๐']
        .into_iter()
        .find_map(|zero| u32::from(c).checked_sub(u32::from(zero)).and_then(|digit| char::from_digit(digit, 10)))
}

/// Whether a combining mark is an accent. Class 8 voices kana, class 9 is the virama.
fn is_accent(c: char) -> bool {
    !matches!(canonical_combining_class(c), 0 | 8 | 9)
}

#[expect(clippy::match_same_arms, reason = "a table reads by letter, not by result")]
fn known(c: char) -> Option<&'static str> {
    Some(match c {
        '’' | '‘' | '‛' | '‚' | 'ʼ' | 'ʻ' | 'ʹ' | 'ʿ' | 'ʾ' | '′' | '´' | '‹' | '›' => "'",
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => "\"",
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => "-",
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2060}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}'
        | '\u{fe00}'..='\u{fe0f}' => "",
        'ł' | 'Ł' => "l",
        'ø' | 'Ø' => "o",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ħ' | 'Ħ' => "h",
        'ŧ' | 'Ŧ' => "t",
        'ŋ' | 'Ŋ' => "n",
        'ı' => "i",
        'ə' | 'Ə' => "a",
        // Cyrillic letters that Russian keyboards lack.
        'ә' | 'Ә' => "а",
        'ғ' | 'Ғ' => "г",
        'қ' | 'Қ' => "к",
        'ң' | 'Ң' => "н",
        'ө' | 'Ө' => "о",
        'ұ' | 'Ұ' | 'ү' | 'Ү' => "у",
        'һ' | 'Һ' => "х",
        'і' | 'І' => "и",
        'є' | 'Є' => "е",
        'ґ' | 'Ґ' => "г",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn letters_fold_to_what_people_type() {
        for (written, typed) in [
            ("Massimov’s", "massimov's"),
            ("“Old” – new…", "\"old\" - new..."),
            ("Éđouard Łukasz Øre Straße", "edouard lukasz ore strasse"),
            ("Nursultan Äbişulı İstanbul ığdır", "nursultan abisuli istanbul igdir"),
            ("Қасым-Жомарт Тоқаев", "касым-жомарт токаев"),
            ("Йошкар-Ола, ёлка", "иошкар-ола, елка"),
            ("e\u{301}te\u{ad}", "ete"),
            ("Ελλάδα ΐ", "ελλαδα ι"),
            ("한국 がっこう किताब ไทย", "한국 がっこう किताब ไทย"),
            ("ﬁn ² · € 、", "fin 2      "),
        ] {
            assert_eq!(fold(written), typed);
        }
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(c in any::<char>()) {
            let once = fold_char(c);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
