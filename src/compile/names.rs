//! Whether a capitalised word beside a match makes it part of a longer name ("Rakhat *Aliyev* Street") or is only
//! beside it ("President *Tokayev*", "When *Tokayev* …").
//!
//! Knows no terms. Where it cannot tell it says "longer name": a missing link costs a reader less than a wrong one, and
//! an editor can always write `[[id|words]]`.

use super::boundary::{is_apostrophe, is_hyphen, is_sentence_start, is_word, word_after};
use std::collections::BTreeSet;

/// English words next to a name that do not belong to it, capitals and all.
const TITLES: &str = include_str!("names/titles.txt");

/// English days and months, which are capitalised beside names; those that are first names as well are left out.
const CALENDAR: &str = include_str!("names/calendar.txt");

/// English words that begin sentences. The story's own lower-case words are added, so other languages do without a list.
const OPENERS: &str = include_str!("names/openers.txt");

/// Facts about a story's words, from its prose.
#[derive(Debug, Default)]
pub struct Names {
    ordinary: BTreeSet<String>,
}

/// The word beside a match, with nothing but space between.
#[derive(Debug, PartialEq, Eq)]
pub enum Beside {
    /// No word, a word without a capital, or one that does not belong to names.
    Apart,
    /// A capitalised word of unknown purpose; the byte where it meets the space.
    Name(usize),
}

impl Names {
    /// Learns which words the prose uses in lower case: at the head of a sentence those are not names.
    pub fn new<'a>(prose: impl IntoIterator<Item = &'a str>) -> Names {
        let words = prose.into_iter().flat_map(|text| text.split(|c| !is_word(c)));
        Names { ordinary: words.filter(|w| w.starts_with(char::is_lowercase)).map(str::to_owned).collect() }
    }

    /// The word before `at`.
    pub fn before(&self, text: &str, at: usize) -> Beside {
        let head = text.get(..at).unwrap_or_default();
        let spaceless = head.trim_end_matches(char::is_whitespace);
        if spaceless.len() == head.len() {
            return Beside::Apart;
        }
        if is_initial(spaceless) {
            return Beside::Name(spaceless.len());
        }
        let unquoted = spaceless.trim_end_matches(['”', '"', '»', ')']);
        let joined = joined_word_before(unquoted);
        let word = joined.trim_start_matches(is_apostrophe);
        let is_nickname = word.len() < joined.len() && word.ends_with(is_apostrophe);
        let start = unquoted.len() - word.len();
        let apart = !word.starts_with(char::is_uppercase)
            || (is_possessive(word) && !is_nickname)
            || is_listed(word)
            || is_compound(word)
            || (is_sentence_start(text, start) && self.is_ordinary(word));
        if apart { Beside::Apart } else { Beside::Name(spaceless.len()) }
    }

    /// The word after `at`. What follows a name begins no sentence, so this needs no learning.
    pub fn after(text: &str, at: usize) -> Beside {
        let tail = text.get(at..).unwrap_or_default();
        let word_on = tail.trim_start_matches(char::is_whitespace);
        let word = word_after(word_on);
        if word_on.len() == tail.len() || !word.starts_with(char::is_uppercase) || is_listed(word) || word == "I" {
            return Beside::Apart;
        }
        Beside::Name(text.len() - word_on.len())
    }

    fn is_ordinary(&self, word: &str) -> bool {
        let lower = word.to_lowercase();
        OPENERS.split_whitespace().any(|opener| opener == lower) || self.ordinary.contains(&lower)
    }
}

fn is_listed(word: &str) -> bool {
    // "Vice-President", "Lieutenant-General": the last part decides.
    let word = word.rsplit(is_hyphen).next().unwrap_or(word);
    TITLES.split_whitespace().chain(CALENDAR.split_whitespace()).any(|listed| listed == word)
}

/// "Russian-led": a name made an adjective.
fn is_compound(word: &str) -> bool {
    word.rsplit_once(is_hyphen).is_some_and(|(_, last)| last.starts_with(char::is_lowercase))
}

/// "T." as in "T. Nazarbayev", also at the end of "D.A.".
fn is_initial(head: &str) -> bool {
    let Some(rest) = head.strip_suffix('.') else { return false };
    let mut back = rest.chars().rev();
    back.next().is_some_and(char::is_uppercase) && back.next().is_none_or(|c| !is_word(c))
}

/// "Kazakhstan’s": another noun, not a first name.
fn is_possessive(word: &str) -> bool {
    word.strip_suffix('s').is_some_and(|w| w.ends_with(is_apostrophe))
        || word.strip_suffix(is_apostrophe).is_some_and(|w| w.ends_with('s'))
}

/// The word that ends `text`, with its inner hyphens and apostrophes.
fn joined_word_before(text: &str) -> &str {
    let start = text.trim_end_matches(|c| is_word(c) || is_hyphen(c) || is_apostrophe(c)).len();
    text.get(start..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_before_a_name() {
        let names = Names::new(["beside the river"]);
        let apart = |head: &str| names.before(&format!("{head} Abish"), head.len() + 1) == Beside::Apart;
        for head in [
            "",
            "told",
            "President",
            "Beside",
            "When",
            "in January",
            "Kazakhstan’s",
            "KNB,",
            "He fell. But",
            "ex-Premier",
        ] {
            assert!(apart(head), "{head}");
        }
        for head in [
            "Timur",
            "met Timur",
            "said. Timur",
            "T.",
            "with T.",
            "D.A.",
            "met When",
            "Anna-Lena",
            "‘Tima’",
            "(Tima)",
            "“Tima”",
            "told ‘Timur",
        ] {
            assert!(!apart(head), "{head}");
        }
    }
}
