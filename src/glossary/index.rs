//! A story's words, folded once, laid out so that finding them is finding a substring.

use super::key::key_into;
use super::words::each_word;
use crate::model::{Claim, Folds, Inline, Story};
use std::rc::Rc;

/// A story's folded texts.
pub struct Index {
    pub(super) folds: Rc<Folds>,
    pub(super) events: Vec<Entry>,
    pub(super) terms: Vec<Entry>,
    pub(super) questions: Vec<Entry>,
    pub(super) voices: Vec<Entry>,
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
        let folds = &story.folds;
        let mut index = Index {
            folds: folds.clone(),
            events: Vec::new(),
            terms: Vec::new(),
            questions: Vec::new(),
            voices: Vec::new(),
        };
        for event in &story.events {
            let mut entry = Entry::default();
            entry.names.field(&event.headline, folds);
            entry.body.field(event.when.words(), folds);
            entry.body.text(&event.summary, folds);
            entry.body.claim(&event.claim, folds);
            index.events.push(entry);
        }
        for term in &story.terms {
            let mut entry = Entry::default();
            entry.names.field(&term.label, folds);
            for spellings in [&term.forms, &term.search] {
                for spelling in spellings {
                    entry.names.field(spelling, folds);
                }
            }
            entry.body.text(&term.definition, folds);
            entry.body.claim(&term.claim, folds);
            index.terms.push(entry);
        }
        for question in &story.questions {
            let mut entry = Entry::default();
            entry.names.field(&question.asks, folds);
            entry.body.text(&question.context, folds);
            for account in &question.accounts {
                entry.body.text(&account.says, folds);
                entry.body.claim(&account.claim, folds);
            }
            index.questions.push(entry);
        }
        for voice in &story.voices {
            let mut entry = Entry::default();
            entry.names.field(&voice.name, folds);
            entry.body.text(&voice.role, folds);
            entry.body.text(&voice.holds, folds);
            entry.body.claim(&voice.claim, folds);
            index.voices.push(entry);
        }
        index
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

    fn text(&mut self, text: &[Inline], folds: &Folds) {
        self.field(&crate::model::plain(text), folds);
    }

    fn claim(&mut self, claim: &Claim, folds: &Folds) {
        for words in [&claim.claimant, &claim.inferred] {
            self.field(words.as_deref().unwrap_or_default(), folds);
        }
    }
}
