//! Words of the interface with numbers and names in them.

use super::node::{cut, decimal};
use crate::model::joined;
use crate::model::words::{Word, Words, fill};

/// A number in the figures of the story's language.
pub fn figure(words: &Words, number: u64) -> String {
    let zero = words.get(Word::ZERO).chars().next().unwrap_or('0');
    let digits = decimal(number);
    digits.bytes().filter_map(|digit| char::from_u32(u32::from(zero) + u32::from(digit - b'0'))).collect()
}

/// A number with its noun.
pub fn count(words: &Words, number: usize, noun: Word) -> String {
    fill(words.form(noun, number), &[&figure(words, number as u64)])
}

/// "3 of 37 events": a number of so many.
pub fn count_of(words: &Words, number: usize, total: usize, noun: Word) -> String {
    fill(words.form(noun, total), &[&figure(words, number as u64), &figure(words, total as u64)])
}

/// The mark of a pattern's first placeholder ([`hole`](crate::model::words::hole)).
const FIRST: u8 = 3;

/// What stands before and behind the only placeholder of a pattern.
pub fn halves(pattern: &str) -> (&str, &str) {
    cut(pattern, FIRST)
}

/// The value of a pattern's last placeholder, whose number from 0 is `nth`, with the words that join it to the others: " de 2022",
/// "2022年".
pub fn with_last(pattern: &str, nth: u8, value: &str) -> String {
    let (mut before, mut behind) = cut(pattern, FIRST + nth);
    for other in FIRST..FIRST + nth {
        let (_, between) = cut(before, other);
        before = if between.is_empty() { before } else { between };
        (behind, _) = cut(behind, other);
    }
    joined(&[before, value, behind])
}
