//! Texts split into folded words, the form in which search compares them.

use crate::model::Folds;
use std::ops::Range;
use std::str::Chars;

/// Replaces characters by a story's table. Other ASCII becomes lower case; unknown characters stay.
pub(super) fn fold(words: &str, table: &[(char, String)]) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        fold_into(c, table, &mut out);
    }
    out
}

fn fold_into(c: char, table: &[(char, String)], out: &mut String) {
    if let Ok(at) = table.binary_search_by_key(&c, |(from, _)| *from) {
        out.push_str(table.get(at).map_or("", |(_, to)| to));
    } else if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
    } else if !('\u{300}'..='\u{36f}').contains(&c) {
        // Combining accents are dropped, as accented letters lose theirs in the table.
        out.push(c);
    }
}

/// A folded word and its position in the text.
pub(super) struct Word<'w> {
    /// Letters and digits, folded; never empty.
    pub(super) folded: &'w str,
    /// Its bytes in the text.
    pub(super) at: Range<usize>,
}

/// Calls `each` with every word of `text`, in order.
///
/// An apostrophe inside a word is dropped (`O’Brien` is `obrien`), and so is a possessive ending (`Kazakhstan’s` is
/// `kazakhstan`) and the separator of a number's thousands (`1,200`, `1.200` and `1 200` are `1200`). Every other sign
/// separates words.
#[inline]
pub(super) fn each_word<F: FnMut(Word)>(text: &str, folds: &Folds, each: &mut F) {
    call_each(text, folds, each);
}

/// A callback. `dyn FnMut` would do the same with one function more for every closure.
trait Each {
    fn call(&mut self, word: Word);
}

impl<F: FnMut(Word)> Each for F {
    fn call(&mut self, word: Word) {
        self(word);
    }
}

fn call_each(text: &str, folds: &Folds, each: &mut dyn Each) {
    let mut folded = String::new();
    let mut scratch = String::new();
    let (mut start, mut end) = (0, 0);
    let mut skipped = false;
    let mut grouped = false;
    let mut rest = text.chars();
    let mut behind = 0;
    while let Some(c) = rest.next() {
        let at = std::mem::replace(&mut behind, text.len() - rest.as_str().len());
        scratch.clear();
        fold_into(c, &folds.letters, &mut scratch);
        let mut parts = false;
        // The `s` of a possessive belongs to no word.
        if !std::mem::take(&mut skipped) {
            if folded.is_empty() {
                start = at;
                grouped = false;
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
                } else if matches!(letter, ',' | '.' | ' ') && is_thousands(&folded, grouped, rest.clone()) {
                    grouped = true;
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

/// Returns the byte at which `part` first occurs in `text`. `str::find` costs 4 KB more, compressed: it brings the messages
/// about slices that cut characters, and the tables to print them.
pub(crate) fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    if part.is_empty() {
        return Some(0);
    }
    text.windows(part.len()).position(|window| window.first() == part.first() && window == part)
}

/// Every non-ASCII character counts as a letter: the story's table maps all other signs to ASCII.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || !c.is_ascii()
}

/// Whether a separator behind the digits `word` is one of thousands: one to three digits before it, or another separator
/// among them, and exactly three behind it.
fn is_thousands(word: &str, grouped: bool, mut rest: Chars) -> bool {
    let mut digits = || rest.next().is_some_and(|c| c.is_ascii_digit());
    (grouped || word.len() < 4)
        && !word.is_empty()
        && word.bytes().all(|byte| byte.is_ascii_digit())
        && digits()
        && digits()
        && digits()
        && !digits()
}

/// Whether a lone `s` follows an apostrophe.
fn is_possessive(mut rest: Chars) -> bool {
    matches!(rest.next(), Some('s' | 'S')) && !rest.next().is_some_and(|c| c.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn folds() -> Folds {
        let letters = [
            ('\u{a0}', " "),
            ('\u{ad}', ""),
            ('É', "e"),
            ('ß', "ss"),
            ('é', "e"),
            ('–', "-"),
            ('’', "'"),
            ('…', "..."),
        ];
        Folds { letters: letters.map(|(c, to)| (c, to.to_owned())).to_vec(), latin: Vec::new() }
    }

    fn words(text: &str) -> Vec<(String, &str)> {
        let mut out = Vec::new();
        each_word(text, &folds(), &mut |word| out.push((word.folded.to_owned(), &text[word.at])));
        out
    }

    #[test]
    fn words_are_folded_and_keep_their_position() {
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

    #[test]
    fn a_number_is_one_word_with_or_without_separators() {
        let pair = |folded: &str, at: &'static str| (folded.to_owned(), at);
        for number in ["1,200", "1.200", "1 200", "1\u{a0}200", "1’200", "1200"] {
            assert_eq!(words(&[number, " people"].concat()), [pair("1200", number), pair("people", "people")]);
        }
        assert_eq!(words("12,345,678.5"), [pair("12345678", "12,345,678"), pair("5", "5")]);
        assert_eq!(words("3.14, 5, 600"), [pair("3", "3"), pair("14", "14"), pair("5", "5"), pair("600", "600")]);
        assert_eq!(words("2022 100 8,1234"), ["2022", "100", "8", "1234"].map(|word| pair(word, word)));
        assert_eq!(words("a 100"), ["a", "100"].map(|word| pair(word, word)));
    }

    proptest! {
        #[test]
        fn parts_are_found_where_the_library_finds_them(text in "[ab é]{0,12}", part in "[ab é]{0,3}") {
            prop_assert_eq!(find(text.as_bytes(), part.as_bytes()), text.find(&part));
        }

        #[test]
        fn positions_are_positions(text in "(\\PC|[a-z’' é–…\u{301}]){0,20}") {
            let mut last = 0;
            each_word(&text, &folds(), &mut |word| {
                assert!(word.at.start >= last && !word.folded.is_empty());
                assert!(text.get(word.at.clone()).is_some());
                last = word.at.end;
            });
        }
    }
}
