//! A story's words, folded once, laid out so that finding them is finding a substring.

use super::key::key_into;
use super::words::each_word;
use crate::model::{Claim, Folds, Inline, Story};
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
        for event in &story.events {
            index.open(&event.headline);
            index.says(event.when.words());
            index.text(&event.summary);
            index.claim(&event.claim);
        }
        let events = index.entries.len();
        for term in &story.terms {
            index.open(&term.label);
            for spellings in [&term.forms, &term.search] {
                for spelling in spellings {
                    index.named(spelling);
                }
            }
            index.text(&term.definition);
            index.claim(&term.claim);
        }
        let terms = index.entries.len();
        for question in &story.questions {
            index.open(&question.asks);
            index.text(&question.context);
            for account in &question.accounts {
                index.text(&account.says);
                index.claim(&account.claim);
            }
        }
        let questions = index.entries.len();
        for voice in &story.voices {
            index.open(&voice.name);
            index.text(&voice.role);
            index.text(&voice.holds);
            index.claim(&voice.claim);
        }
        index.ends = [events, terms, questions, index.entries.len()];
        index
    }

    /// Some of its entries.
    pub(super) fn part(&self, start: usize, end: usize) -> &[Entry] {
        self.entries.get(start..end).unwrap_or_default()
    }

    /// Begins an entry, by its heading.
    fn open(&mut self, heading: &str) {
        self.entries.push(Entry::default());
        self.named(heading);
    }

    fn named(&mut self, words: &str) {
        if let Some(entry) = self.entries.last_mut() {
            entry.names.field(words, &self.folds);
        }
    }

    fn says(&mut self, words: &str) {
        if let Some(entry) = self.entries.last_mut() {
            entry.body.field(words, &self.folds);
        }
    }

    fn text(&mut self, text: &[Inline]) {
        self.says(&crate::model::plain(text));
    }

    fn claim(&mut self, claim: &Claim) {
        for words in [&claim.claimant, &claim.inferred].into_iter().flatten() {
            self.says(words);
        }
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
