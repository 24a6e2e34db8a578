//! Where a text says what a reader looks for.

use super::key::key_into;
use super::search::wanted;
use super::words::{each_word, find, fold_into, is_letter};
use std::ops::Range;

/// The bytes of `text` that match a word of `query`, in order, none overlapping: the letters that match, or the whole word
/// where it is another transliteration. `folds` is the story's table.
pub fn highlight(text: &str, query: &str, folds: &[(char, String)]) -> Vec<Range<usize>> {
    let wanted = wanted(query, folds);
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut key = String::new();
    let origins = Origins { folds };
    each_word(text, folds, &mut |word| {
        let line = [" ", word.folded, " "].concat();
        key.clear();
        key.push(' ');
        key_into(word.folded, &mut key);
        let mut best: Option<Range<usize>> = None;
        for one in &wanted {
            let at = match one.level(&line) {
                0 if one.is_key_of(&key) => Some(word.at.clone()),
                0 => None,
                _ => find(word.folded.as_bytes(), one.word())
                    .map(|start| origins.part(text, &word.at, start..start + one.word().len())),
            };
            if let Some(at) = at
                && best.as_ref().is_none_or(|best| best.len() < at.len())
            {
                best = Some(at);
            }
        }
        ranges.extend(best);
    });
    ranges
}

/// Finds the characters that folded letters come from.
struct Origins<'a> {
    folds: &'a [(char, String)],
}

impl Origins<'_> {
    /// The bytes of `text` whose characters fold to the bytes `folded` of the word at `word`. A character that folds to two
    /// letters counts whole.
    fn part(&self, text: &str, word: &Range<usize>, folded: Range<usize>) -> Range<usize> {
        let mut part = word.end..word.end;
        let mut length = 0;
        let mut scratch = String::new();
        for (at, c) in text.get(word.clone()).unwrap_or_default().char_indices() {
            scratch.clear();
            fold_into(c, self.folds, &mut scratch);
            let before = length;
            length += scratch.chars().filter(|letter| is_letter(*letter)).map(char::len_utf8).sum::<usize>();
            if before <= folded.start && folded.start < length {
                part.start = word.start + at;
            }
            if before < folded.end && folded.end <= length {
                part.end = word.start + at + c.len_utf8();
            }
        }
        // What folds to nothing behind the last letter goes with it.
        if length == folded.end {
            part.end = word.end;
        }
        part
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn marked(text: &str, query: &str) -> String {
        let folds = [('ß', "ss"), ('é', "e"), ('’', "'")].map(|(c, to)| (c, to.to_owned()));
        let mut out = text.to_owned();
        for range in highlight(text, query, &folds).into_iter().rev() {
            out.insert(range.end, ']');
            out.insert(range.start, '[');
        }
        out
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
            ("Straße", "stras", "[Straß]e"),
            ("Straße", "strasse", "[Straße]"),
            ("Karim", "", "Karim"),
            ("KNB knb", "k kn", "[KN]B [kn]b"),
        ] {
            assert_eq!(marked(text, query), expected, "{text} / {query}");
        }
    }

    proptest! {
        #[test]
        fn marks_are_ranges_of_the_text(text in "(\\PC|[a-cß’é ]){0,20}", query in "(\\PC|[a-cß’é ]){0,8}") {
            let folds = [('ß', "ss"), ('é', "e"), ('’', "'")].map(|(c, to)| (c, to.to_owned()));
            let mut last = 0;
            for range in highlight(&text, &query, &folds) {
                prop_assert!(range.start >= last && range.start < range.end);
                prop_assert!(text.get(range.clone()).is_some());
                last = range.end;
            }
        }
    }
}
