//! The index: a story's words, folded once, laid out so that a substring search finds words.

use super::key::key_into;
use super::words::each_word;
use crate::model::texts::{self, Owner, for_each_entry_text};
use crate::model::{Folds, Story, plain};
use std::rc::Rc;

/// The folded texts of a story.
pub struct Index {
    pub(super) folds: Rc<Folds>,
    /// Events, terms, questions and voices, in this order.
    entries: Vec<Entry>,
    /// End of each kind in `entries`.
    pub(super) ends: [usize; 4],
}

/// Searchable words of one entry.
#[derive(Default)]
pub(super) struct Entry {
    /// Headline, or label and forms.
    pub(super) names: Words,
    /// All other texts. Those of a dated event begin with the words of its date.
    pub(super) body: Words,
    /// Bytes of `body.folded` that the words of the date take; 0 for all else.
    pub(super) date: usize,
}

/// Words of some fields.
#[derive(Default)]
pub(super) struct Words {
    /// Folded words, each field as `"\n word word \n"`, so that `" word "` finds a word, `" wor"` its beginning, and
    /// `"\n word word \n"` a whole field.
    pub(super) folded: String,
    /// Transliteration keys of the same words, as `" key key"`.
    pub(super) keys: String,
}

impl Index {
    /// Folds every text of a story: a few milliseconds for thousands of entries. Call it when a search begins.
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
                texts::Words::Date(words) => {
                    entry.body.field(words, &story.folds);
                    entry.date = entry.body.folded.len();
                }
                texts::Words::Plain(words) => entry.body.field(words, &story.folds),
                texts::Words::Running(text) => entry.body.field(&plain(text), &story.folds),
            }
        });
        index
    }

    /// Entries `start` to `end`; none where there are fewer.
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
            key_into(word.folded, folds, &mut self.keys);
        });
        self.folded.push_str(" \n");
    }
}
