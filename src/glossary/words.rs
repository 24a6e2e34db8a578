//! Text into folded words, the only thing that search compares.

use std::ops::Range;
use std::str::Chars;

/// Lower case, without accents: ASCII by rule, other characters by the story's table. What neither knows stays.
pub fn fold(words: &str, folds: &[(char, String)]) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        fold_into(c, folds, &mut out);
    }
    out
}

pub(super) fn fold_into(c: char, folds: &[(char, String)], out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
    } else if let Ok(at) = folds.binary_search_by_key(&c, |(from, _)| *from) {
        out.push_str(folds.get(at).map_or("", |(_, to)| to));
    } else if !('\u{300}'..='\u{36f}').contains(&c) {
        // Accents typed apart from their letter are dropped as those in the table are.
        out.push(c);
    }
}

/// A folded word and where it stands.
pub(super) struct Word<'w> {
    /// Letters and digits, folded; never empty.
    pub(super) folded: &'w str,
    /// Its bytes in the text.
    pub(super) at: Range<usize>,
}

/// Calls `each` with every word of `text`, in order.
///
/// An apostrophe inside a word vanishes (`O’Brien` is `obrien`), a possessive ending with it (`Kazakhstan’s` is
/// `kazakhstan`); every other sign parts words.
#[inline]
pub(super) fn each_word<F: FnMut(Word)>(text: &str, folds: &[(char, String)], each: &mut F) {
    call_each(text, folds, each);
}

/// What is called with every word. `dyn FnMut` would do, but brings a function more for every closure.
trait Each {
    fn call(&mut self, word: Word);
}

impl<F: FnMut(Word)> Each for F {
    fn call(&mut self, word: Word) {
        self(word);
    }
}

fn call_each(text: &str, folds: &[(char, String)], each: &mut dyn Each) {
    let mut folded = String::new();
    let mut scratch = String::new();
    let (mut start, mut end) = (0, 0);
    let mut skipped = false;
    let mut rest = text.chars();
    let mut behind = 0;
    while let Some(c) = rest.next() {
        let at = std::mem::replace(&mut behind, text.len() - rest.as_str().len());
        scratch.clear();
        fold_into(c, folds, &mut scratch);
        let mut parts = false;
        // The `s` of a possessive; the word before it has ended.
        if !std::mem::take(&mut skipped) {
            if folded.is_empty() {
                start = at;
            }
            if scratch.is_empty() {
                end = behind;
            }
            for letter in scratch.chars() {
                if is_letter(letter) {
                    end = behind;
                    folded.push(letter);
                } else if letter == '\'' && !folded.is_empty() {
                    skipped = is_possessive(rest.clone());
                    parts = skipped;
                } else {
                    parts = true;
                }
            }
        }
        if parts && !folded.is_empty() {
            each.call(Word { folded: &folded, at: start..end });
            folded.clear();
        }
    }
    if !folded.is_empty() {
        each.call(Word { folded: &folded, at: start..end });
    }
}

/// Where `part` first stands in `text`, in bytes. `str::find` would do, for 4 KB more, compressed: it brings the messages of slices that
/// cut characters, and the tables those print with.
pub(super) fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    if part.is_empty() {
        return Some(0);
    }
    text.windows(part.len()).position(|window| window.first() == part.first() && window == part)
}

/// What is not ASCII is a letter: the story's table turned all other signs into ASCII.
pub(super) fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || !c.is_ascii()
}

/// Whether what follows an apostrophe is a lone `s`.
fn is_possessive(mut rest: Chars) -> bool {
    matches!(rest.next(), Some('s' | 'S')) && !rest.next().is_some_and(|c| c.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn folds() -> Vec<(char, String)> {
        [('\u{ad}', ""), ('É', "e"), ('ß', "ss"), ('é', "e"), ('–', "-"), ('’', "'"), ('…', "...")]
            .map(|(c, to)| (c, to.to_owned()))
            .to_vec()
    }

    fn words(text: &str) -> Vec<(String, &str)> {
        let mut out = Vec::new();
        each_word(text, &folds(), &mut |word| out.push((word.folded.to_owned(), &text[word.at])));
        out
    }

    #[test]
    fn words_are_folded_and_keep_their_place() {
        let pair = |folded: &str, at: &'static str| (folded.to_owned(), at);
        assert_eq!(words("KNB, the Éxposé"), [pair("knb", "KNB"), pair("the", "the"), pair("expose", "Éxposé")]);
        assert_eq!(words("O’Brien’s straße"), [pair("obrien", "O’Brien"), pair("strasse", "straße")]);
        assert_eq!(words("Kazakhstan's…"), [pair("kazakhstan", "Kazakhstan")]);
        assert_eq!(
            words("RFE/RL–Nur-Sultan"),
            [pair("rfe", "RFE"), pair("rl", "RL"), pair("nur", "Nur"), pair("sultan", "Sultan")]
        );
        assert_eq!(words("to\u{ad}kay e\u{301}te’"), [pair("tokay", "to\u{ad}kay"), pair("ete", "e\u{301}te")]);
        assert_eq!(words("’s ‘s"), [pair("s", "s"), pair("‘s", "‘s")]);
        assert_eq!(words(" – "), []);
    }

    proptest! {
        #[test]
        fn parts_are_found_where_the_library_finds_them(text in "[ab é]{0,12}", part in "[ab é]{0,3}") {
            prop_assert_eq!(find(text.as_bytes(), part.as_bytes()), text.find(&part));
        }

        #[test]
        fn places_are_places(text in "(\\PC|[a-z’' é–…\u{301}]){0,20}") {
            let mut last = 0;
            each_word(&text, &folds(), &mut |word| {
                assert!(word.at.start >= last && !word.folded.is_empty());
                assert!(text.get(word.at.clone()).is_some());
                last = word.at.end;
            });
        }
    }
}
