//! Search folding: characters without accents, capitals and typography, and their transliteration. The browser has no
//! Unicode tables, so the compiled story carries the folded form of every character it uses.

use crate::model::Folds;
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

/// Characters that keyboards put into queries whatever the story uses: "smart" quotes, dashes, spaces.
const TYPED: &str = "’‘“”–—\u{a0}";

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
    if let Some(known) = known(c) {
        return known.to_owned();
    }
    let bare: String = std::iter::once(c).nfkd().filter(|c| !is_accent(*c)).collect();
    let lower: String = bare.chars().flat_map(char::to_lowercase).filter(|c| !is_accent(*c)).nfc().collect();
    lower.chars().map(|c| known(c).map_or_else(|| sign(c).to_string(), str::to_owned)).collect()
}

/// The tables for a story. Letters: every non-ASCII character of `texts` that folding changes, in both cases, and the
/// typographic marks that keyboards put into queries. Latin: the transliteration of the folded letters, and of Russian's in
/// both cases, so that a Cyrillic query finds Latin names.
pub fn table<'a>(texts: impl IntoIterator<Item = &'a str>) -> Folds {
    let mut chars: BTreeSet<char> = TYPED.chars().collect();
    for c in texts.into_iter().flat_map(str::chars).filter(|c| !c.is_ascii()) {
        chars.insert(c);
        chars.extend(c.to_uppercase().chain(c.to_lowercase()).filter(|c| !c.is_ascii()));
    }
    let folds: BTreeMap<char, String> = chars.into_iter().map(|c| (c, fold_char(c))).collect();
    let russian = ('А'..='я').chain(['Ё', 'ё']).map(|c| (c, fold_char(c)));
    let folded = folds.values().flat_map(|folded| folded.chars()).map(|c| (c, c.to_string()));
    let latin: BTreeMap<char, String> =
        folded.chain(russian).filter_map(|(c, folded)| Some((c, latin(folded.chars().next()?)?.to_owned()))).collect();
    Folds {
        letters: folds.into_iter().filter(|(c, folded)| !folded.chars().eq([*c])).collect(),
        latin: latin.into_iter().collect(),
    }
}

/// Latin transliteration of a folded letter of the Cyrillic or Greek alphabet, as English newspapers write it.
#[expect(clippy::match_same_arms, reason = "a table reads by letter, not by result")]
fn latin(c: char) -> Option<&'static str> {
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

    #[test]
    fn the_table_holds_only_what_changes_in_both_cases() {
        let table = table(["Ünal, тест"]).letters;
        assert!(table.is_sorted_by(|a, b| a.0 < b.0));
        let get = |c: char| table.iter().find(|(k, _)| *k == c).map(|(_, v)| v.as_str());
        assert_eq!(
            (get('Ü'), get('ü'), get('Т'), get('т'), get('’')),
            (Some("u"), Some("u"), Some("т"), None, Some("'"))
        );
    }

    #[test]
    fn folded_letters_of_other_alphabets_have_a_transliteration() {
        let latin = |texts: &[&str], c: char| {
            let folds = table(texts.iter().copied());
            assert!(folds.latin.is_sorted_by(|a, b| a.0 < b.0));
            folds.latin.into_iter().find(|(from, _)| *from == c).map(|(_, to)| to)
        };
        for (texts, c, to) in [
            (&["Жанаозен"][..], 'ж', Some("zh")),
            // What a Russian keyboard types, whatever the story uses.
            (&[], 'ж', Some("zh")),
            (&[], 'Ж', Some("zh")),
            (&[], 'Ь', Some("")),
            (&["Ђоковић"], 'ђ', Some("dj")),
            (&[], 'ђ', None),
            (&["Ελλάδα"], 'ε', Some("e")),
            (&[], 'ε', None),
            (&["新疆 é"], 'e', None),
        ] {
            assert_eq!(latin(texts, c).as_deref(), to, "{c}");
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
