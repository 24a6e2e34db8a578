//! Ids: permanent, in Latin letters, one for each entry.

use std::collections::BTreeSet;

use crate::story::letters::{fold, latin};

/// Words of an id that is made.
const WORDS: usize = 6;

/// Ids that are taken, of entries that links address.
#[derive(Debug, Default)]
pub(super) struct Ids(BTreeSet<String>);

impl Ids {
    /// The id that words make, or it with a number where it is taken.
    pub(super) fn made(&mut self, words: &str, otherwise: &str) -> String {
        let id = slug(words);
        let id = if id.bytes().any(|byte| byte.is_ascii_lowercase()) { id } else { hashed(words, otherwise) };
        self.free(id)
    }

    /// A stated id, if it is one of the story format and not taken.
    pub(super) fn stated(&mut self, id: &str) -> Option<String> {
        let is_id = id.split('-').all(|word| {
            !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        });
        (is_id && id.len() <= 120 && !id.starts_with("source-") && self.0.insert(id.to_owned())).then(|| id.to_owned())
    }

    fn free(&mut self, id: String) -> String {
        // Links to `source-ID` lead to a source.
        let id = if id.starts_with("source-") { format!("the-{id}") } else { id };
        let numbered = (2..).map(|number: u32| format!("{id}-{number}"));
        let free = std::iter::once(id.clone()).chain(numbered).find(|id| !self.0.contains(id)).unwrap_or(id);
        self.0.insert(free.clone());
        free
    }
}

/// Words in Latin letters, the first six.
pub(super) fn slug(words: &str) -> String {
    let mut plain = String::new();
    for c in fold(words).chars() {
        match latin(c) {
            Some(letters) => plain.push_str(&letters),
            // An apostrophe parts no words.
            None if c == '\'' => {}
            None => plain.push(if c.is_ascii_alphanumeric() { c } else { ' ' }),
        }
    }
    let slug = plain.split_whitespace().take(WORDS).collect::<Vec<_>>().join("-");
    slug.get(..100).map_or(slug.clone(), |start| start.trim_end_matches('-').to_owned())
}

/// A number that is always the same, for words that Latin has no letters for.
fn hashed(words: &str, prefix: &str) -> String {
    let hash = words.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format!("{prefix}-{hash:08x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_made_once_and_stated_ones_are_kept() {
        let mut ids = Ids::default();
        assert_eq!(ids.stated("bridge-2"), Some("bridge-2".into()));
        assert_eq!(ids.stated("bridge-2"), None);
        assert_eq!(ids.stated("Bridge"), None);
        assert_eq!(ids.stated("source-1"), None);
        assert_eq!(ids.made("Bridge", "event"), "bridge");
        assert_eq!(ids.made("Bridge", "event"), "bridge-3");
        assert_eq!(ids.made("Source 1", "event"), "the-source-1");
        assert_eq!(ids.made("Мост открыт", "event"), "most-otkryt");
        assert_eq!(ids.made("⁂", "event").split('-').next(), Some("event"));
        assert_eq!(ids.made("1990", "event").split('-').next(), Some("event"));
    }
}
