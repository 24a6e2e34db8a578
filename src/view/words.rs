//! Words of the interface with numbers and names in them.

use super::node::{cut, decimal};
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

/// What stands before and behind the only placeholder of a pattern.
pub fn halves(pattern: &str) -> (&str, &str) {
    // The mark of the first placeholder.
    cut(pattern, 3)
}
