//! Search folding: characters without accents, capitals and typography, and their transliteration. The browser has no
//! Unicode tables, so the compiled story carries the folded form of every character it uses.

use crate::model::Folds;
use crate::story::letters::latin;
pub use crate::story::letters::{fold, fold_char};
use std::collections::BTreeMap;

/// Characters that keyboards put into queries whatever the story uses: "smart" quotes, dashes, spaces.
const TYPED: &str = "’‘“”–—\u{a0}";

/// The tables for a story. Letters: every non-ASCII character of `texts` that folding changes, in both cases, and the
/// typographic marks that keyboards put into queries. Latin: the transliteration of the folded letters, and of Russian's in
/// both cases, so that a Cyrillic query finds Latin names. In a story whose script writes few vowels, names are compared
/// without them: see [`Skeleton`].
pub fn table<'a>(lang: &str, texts: impl IntoIterator<Item = &'a str>) -> Folds {
    let mut folds: BTreeMap<char, String> = BTreeMap::new();
    let mut add = |c: char| {
        folds.entry(c).or_insert_with(|| fold_char(c));
    };
    TYPED.chars().for_each(&mut add);
    for c in texts.into_iter().flat_map(str::chars).filter(|c| !c.is_ascii()) {
        add(c);
        c.to_uppercase().chain(c.to_lowercase()).filter(|c| !c.is_ascii()).for_each(&mut add);
    }
    let russian = ('А'..='я').chain(['Ё', 'ё']).map(|c| (c, fold_char(c)));
    let folded = folds.values().flat_map(|folded| folded.chars()).map(|c| (c, c.to_string()));
    let mut latin: BTreeMap<char, String> = folded
        .chain(russian)
        .filter_map(|(c, folded)| Some((c, latin(folded.chars().next()?)?.into_owned())))
        .collect();
    if let Some(skeleton) = Skeleton::of_language(lang) {
        for letters in latin.values_mut() {
            *letters = skeleton.of(letters);
        }
        let ascii = ('a'..='z').map(|c| (c, skeleton.of(&c.to_string())));
        latin.extend(ascii.filter(|(c, bone)| !bone.chars().eq([*c])));
    }
    Folds {
        letters: folds.into_iter().filter(|(c, folded)| !folded.chars().eq([*c])).collect(),
        latin: latin.into_iter().collect(),
    }
}

/// What remains of a name in a script that writes its consonants: "Muhammad" and محمد are both `mhmd`.
#[derive(Debug, Clone, Copy)]
enum Skeleton {
    /// Vowels are marks or letters that also stand for w and y; there is neither p nor v.
    Arabic,
    /// As Arabic; one letter stands for b and v, another for p and f.
    Hebrew,
    /// An a that is not written follows a consonant.
    Devanagari,
}

impl Skeleton {
    /// The skeleton for a language's script, by BCP 47 tag.
    fn of_language(tag: &str) -> Option<Skeleton> {
        match tag.split(['-', '_']).next().unwrap_or_default() {
            "ar" | "ckb" | "fa" | "ps" | "sd" | "ug" | "ur" => Some(Skeleton::Arabic),
            "he" | "yi" => Some(Skeleton::Hebrew),
            "hi" | "mr" | "ne" | "sa" => Some(Skeleton::Devanagari),
            _ => None,
        }
    }

    fn of(self, letters: &str) -> String {
        let bone = |c: char| match (self, c) {
            (_, 'a' | 'e' | 'i' | 'o' | 'u') | (Skeleton::Arabic | Skeleton::Hebrew, 'w' | 'y') => None,
            (Skeleton::Arabic, 'p') | (Skeleton::Hebrew, 'v') => Some('b'),
            (Skeleton::Arabic, 'v') => Some('f'),
            (Skeleton::Hebrew, 'f') => Some('p'),
            _ => Some(c),
        };
        letters.chars().filter_map(bone).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_holds_only_what_changes_in_both_cases() {
        let table = table("en", ["Ünal, тест"]).letters;
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
            let folds = table("en", texts.iter().copied());
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
}
