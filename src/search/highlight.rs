//! Marks the matches of a query in a text.

use super::key::key_into;
use super::query::query_words;
use super::words::{each_word, find};
use crate::model::{Folds, joined};
use std::ops::Range;

/// Returns `text` in pieces, and whether each matches a word of `query`: the letters that match, or the whole word where it
/// is another transliteration, or where folding changes the number of letters. `folds` is the story's table.
pub fn highlight<'t>(text: &'t str, query: &str, folds: &Folds) -> Vec<(&'t str, bool)> {
    let query_words = query_words(query, folds);
    let mut pieces = Vec::new();
    let mut from = 0;
    let mut piece = |Range { start, end }: Range<usize>, is_match: bool| {
        if let Some(words) = text.get(start..end)
            && !words.is_empty()
        {
            pieces.push((words, is_match));
        }
    };
    each_word(text, folds, &mut |word| {
        let line = joined(&[" ", word.folded, " "]);
        let mut key = String::from(" ");
        key_into(word.folded, folds, &mut key);
        let mut best = 0..0;
        for one in &query_words {
            let mut at = word.at.clone();
            if one.level(&line) > 0 {
                if word.folded.len() == at.len()
                    && let Some(start) = find(word.folded.as_bytes(), one.word())
                {
                    let letters = at.start + start..at.start + start + one.word().len();
                    // A character of two bytes may fold to two letters of one.
                    if text.get(letters.clone()).is_some() {
                        at = letters;
                    }
                }
            } else if !one.is_key_of(&key) {
                continue;
            }
            if best.len() < at.len() {
                best = at;
            }
        }
        if !best.is_empty() {
            piece(from..best.start, false);
            from = best.end;
            piece(best, true);
        }
    });
    piece(from..text.len(), false);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn marked(text: &str, query: &str) -> String {
        let folds = crate::compile::fold::table("en", [text]);
        let mark = |(words, is_match)| if is_match { format!("[{words}]") } else { String::from(words) };
        highlight(text, query, &folds).into_iter().map(mark).collect()
    }

    #[test]
    fn matching_letters_are_marked() {
        for (text, query, expected) in [
            ("Karim Massimov fell", "mass kar", "[Kar]im [Mass]imov fell"),
            ("the exposé’s words", "EXPOSE", "the [exposé]’s words"),
            ("Tokayev, Toqaev", "tokaev", "[Tokayev], [Toqaev]"),
            ("counterintelligence", "intel", "counter[intel]ligence"),
            ("in a kin", "in", "[in] a kin"),
            ("O’Brien’s", "obrien", "[O’Brien]’s"),
            ("Straße", "stras", "[Straße]"),
            ("Straße", "strasse", "[Straße]"),
            ("Karim", "", "Karim"),
            ("KNB knb", "k kn", "[KN]B [kn]b"),
            ("Назарбаев ушёл", "nazarbayev", "[Назарбаев] ушёл"),
            ("Massimov fell", "Масимов", "[Massimov] fell"),
            ("1,200 people", "1200", "[1,200] people"),
            ("1200 people", "1 200", "[1200] people"),
        ] {
            assert_eq!(marked(text, query), expected, "{text} / {query}");
        }
    }

    proptest! {
        #[test]
        fn the_pieces_are_the_text(text in "(\\PC|[a-cß’é ]){0,20}", query in "(\\PC|[a-cß’é ]){0,8}") {
            let folds = crate::compile::fold::table("en", [text.as_str()]);
            let pieces = highlight(&text, &query, &folds);
            prop_assert!(pieces.iter().all(|(words, _)| !words.is_empty()));
            prop_assert_eq!(pieces.into_iter().map(|(words, _)| words).collect::<String>(), text);
        }
    }
}
