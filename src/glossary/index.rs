//! A story's words, folded once, laid out so that finding them is finding a substring.

use super::key::key_into;
use super::words::each_word;
use crate::model::texts::{self, Owner, for_each_entry_text};
use crate::model::{Folds, Story, plain};
use std::rc::Rc;

/// A story's folded texts.
pub struct Index {
    pub(super) folds: Rc<Folds>,
    /// Events, terms, questions and voices, in this order.
    entries: Vec<Entry>,
    /// Where in `entries` each kind ends.
    pub(super) ends: [usize; 4],
}

/// What can be found in one entry.
#[derive(Default)]
pub(super) struct Entry {
    /// Headline, or label and forms.
    pub(super) names: Words,
    /// Everything else it says.
    pub(super) body: Words,
}

/// Some fields' words.
#[derive(Default)]
pub(super) struct Words {
    /// The words, folded, each field as `"\n word word \n"`, so that `" word "` finds a word, `" wor"` its beginning, and
    /// `"\n word word \n"` a whole field.
    pub(super) folded: String,
    /// Their keys, as `" key key"`.
    pub(super) keys: String,
}

impl Index {
    /// Folds every text of a story. A few milliseconds for thousands of entries; do it when a search begins.
    pub fn new(story: &Story) -> Index {
        let mut index = Index { folds: story.folds.clone(), entries: Vec::new(), ends: [0; 4] };
        for_each_entry_text(story, &mut |owner, words| {
            if matches!(words, texts::Words::Heading(_)) {
                index.entries.push(Entry::default());
            }
            let kind = match owner {
                Owner::Event => 0,
                Owner::Term => 1,
                Owner::Question => 2,
                Owner::Voice | Owner::Record => 3,
            };
            for end in index.ends.iter_mut().skip(kind) {
                *end = index.entries.len();
            }
            let Some(entry) = index.entries.last_mut() else { return };
            match words {
                texts::Words::Heading(words) | texts::Words::Spelling(words) => entry.names.field(words, &story.folds),
                texts::Words::Plain(words) => entry.body.field(words, &story.folds),
                texts::Words::Running(text) => entry.body.field(&plain(text), &story.folds),
            }
        });
        index
    }

    /// Some of its entries.
    pub(super) fn part(&self, start: usize, end: usize) -> &[Entry] {
        self.entries.get(start..end).unwrap_or_default()
    }
}

impl Words {
    fn field(&mut self, text: &str, folds: &Folds) {
        self.folded.push('\n');
        each_word(text, folds, &mut |word| {
            self.folded.push(' ');
            self.folded.push_str(word.folded);
            self.keys.push(' ');
            key_into(word.folded, &mut self.keys);
        });
        self.folded.push_str(" \n");
    }
}
