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
/// both cases, so that a Cyrillic query finds Latin names.
pub fn table<'a>(texts: impl IntoIterator<Item = &'a str>) -> Folds {
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
    let latin: BTreeMap<char, String> =
        folded.chain(russian).filter_map(|(c, folded)| Some((c, latin(folded.chars().next()?)?.to_owned()))).collect();
    Folds {
        letters: folds.into_iter().filter(|(c, folded)| !folded.chars().eq([*c])).collect(),
        latin: latin.into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
