//! The glossary's alphabet.

use crate::model::Story;

/// The letters terms are filed under, in order, each with the index of its first term.
pub fn letters(story: &Story) -> Vec<(&str, usize)> {
    let mut letters: Vec<(&str, usize)> = Vec::new();
    for (index, term) in story.terms.iter().enumerate() {
        if letters.last().is_none_or(|(letter, _)| *letter != term.letter) {
            letters.push((&term.letter, index));
        }
    }
    letters
}
