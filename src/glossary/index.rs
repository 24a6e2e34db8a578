//! A story's words, folded once, laid out so that finding them is finding a substring.

use super::key::key_into;
use super::words::{Word, each_word};
use crate::model::{Claim, Inline, Story};

/// A story's folded texts.
pub struct Index {
    pub(super) folds: Vec<(char, String)>,
    pub(super) events: Vec<Entry>,
    pub(super) terms: Vec<Entry>,
    pub(super) questions: Vec<Entry>,
    pub(super) voices: Vec<Entry>,
}

/// What can be found in one entry.
pub(super) struct Entry {
    /// Headline, or label and forms.
    pub(super) names: Words,
    /// Everything else it says.
    pub(super) body: Words,
}

/// Some fields' words. Each field is `"\n word word "`, so that `" word "` finds a word, `" wor"` its beginning, and
/// `"\n word word \n"` a whole field.
pub(super) struct Words {
    /// The words, folded.
    pub(super) folded: String,
    /// Their keys, in the same layout.
    pub(super) keys: String,
}

impl Index {
    /// Folds every text of a story. A few milliseconds for thousands of entries; do it when a search begins.
    pub fn new(story: &Story) -> Index {
        let fields = Fields { folds: &story.folds };
        Index {
            folds: story.folds.clone(),
            events: story
                .events
                .iter()
                .map(|e| Entry {
                    names: fields.words(&[&e.headline]),
                    body: fields.said(&[&e.summary], &[&e.claim], e.when.words()),
                })
                .collect(),
            terms: story
                .terms
                .iter()
                .map(|t| {
                    let mut names: Vec<&str> = vec![&t.label];
                    names.extend(t.forms.iter().chain(&t.search).map(String::as_str));
                    Entry { names: fields.words(&names), body: fields.said(&[&t.definition], &[&t.claim], "") }
                })
                .collect(),
            questions: story
                .questions
                .iter()
                .map(|q| {
                    let mut texts = vec![&q.context[..]];
                    texts.extend(q.accounts.iter().map(|account| &account.says[..]));
                    let claims: Vec<&Claim> = q.accounts.iter().map(|account| &account.claim).collect();
                    Entry { names: fields.words(&[&q.asks]), body: fields.said(&texts, &claims, "") }
                })
                .collect(),
            voices: story
                .voices
                .iter()
                .map(|v| Entry {
                    names: fields.words(&[&v.name]),
                    body: fields.said(&[&v.role, &v.holds], &[&v.claim], ""),
                })
                .collect(),
        }
    }
}

/// Lays out fields.
struct Fields<'a> {
    folds: &'a [(char, String)],
}

impl Fields<'_> {
    fn words(&self, fields: &[&str]) -> Words {
        let mut words = Words { folded: String::from("\n"), keys: String::from("\n") };
        for field in fields {
            let start = words.folded.len();
            each_word(field, self.folds, &mut |word: Word| {
                for (line, is_key) in [(&mut words.folded, false), (&mut words.keys, true)] {
                    line.push(' ');
                    if is_key { key_into(word.folded, line) } else { line.push_str(word.folded) }
                }
            });
            if words.folded.len() > start {
                words.folded.push_str(" \n");
                words.keys.push_str(" \n");
            }
        }
        words
    }

    /// The words of texts, of those who claim them, and of a date.
    fn said(&self, texts: &[&[Inline]], claims: &[&Claim], date: &str) -> Words {
        let mut all = String::from(date);
        for text in texts {
            all.push('\n');
            for inline in *text {
                match inline {
                    Inline::Plain(words) | Inline::Term { words, .. } => all.push_str(words),
                }
            }
        }
        for claim in claims {
            for words in claim.claimant.iter().chain(&claim.inferred) {
                all.push('\n');
                all.push_str(words);
            }
        }
        self.words(&[&all])
    }
}
