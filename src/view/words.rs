//! Words of the interface with numbers and names in them.

use super::node::{cut, decimal};
use crate::model::words::{Word, Words, fill};

/// A number with its noun.
pub fn count(words: &Words, number: usize, noun: Word) -> String {
    fill(words.form(noun, number), &[&decimal(number as u64)])
}

/// "3 of 37 events": a number of so many.
pub fn count_of(words: &Words, number: usize, total: usize, noun: Word) -> String {
    fill(words.form(noun, total), &[&decimal(number as u64), &decimal(total as u64)])
}

/// What stands before and behind the only placeholder of a pattern.
pub fn halves(pattern: &str) -> (&str, &str) {
    // The mark of the first placeholder.
    cut(pattern, 3)
}
