//! Finds entries by a reader's query.
//!
//! Every word of the query must be found, in any order. A whole word counts more than a beginning, a beginning more than a
//! middle, and each more in a headline, label or form than in a text. A query that is a whole label or form ranks first; a
//! query of two words or more that is a date ranks the events of that date first. Other transliterations of a word rank
//! below it. Typos are forgiven only where nothing else is found.

use super::distance::within;
use super::index::{Entry, Index, Words};
use super::key::key_into;
use super::words::{each_word, find};
use crate::model::{Folds, joined};

/// The matches of a query as indices, best first in each list, equals in the story's order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Results {
    /// Indices into [`Story::events`](crate::model::Story::events).
    pub events: Vec<usize>,
    /// Indices into [`Story::terms`](crate::model::Story::terms).
    pub terms: Vec<usize>,
    /// Indices into [`Story::questions`](crate::model::Story::questions).
    pub questions: Vec<usize>,
    /// Indices into [`Story::voices`](crate::model::Story::voices).
    pub voices: Vec<usize>,
    /// Indices of up to three terms with the nearest names, nearest first; empty unless nothing was found.
    pub nearest: Vec<usize>,
}

impl Results {
    /// Number of matches.
    pub fn len(&self) -> usize {
        self.events.len() + self.terms.len() + self.questions.len() + self.voices.len()
    }

    /// Whether nothing matched.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Number of terms offered where nothing was found.
const NEAREST: usize = 3;

/// Characters of a query that count: a pasted page must not block the main thread.
const LONGEST: usize = 200;

/// Searches the story for `query`, of which the first 200 characters count.
pub fn search(index: &Index, query: &str) -> Results {
    let query = Query::new(query, index);
    if query.words.is_empty() {
        return Results::default();
    }
    let mut results = query.results(index, Typos::Refused);
    if results.is_empty() {
        results = query.results(index, Typos::Forgiven);
    }
    if results.is_empty() {
        let mut near = Vec::new();
        let [events, terms, ..] = index.ends;
        for term in index.part(events, terms) {
            near.push(query.nearness(&term.names));
        }
        let best = near.iter().copied().max().unwrap_or(0);
        for hit in ranked(&near) {
            if results.nearest.len() < NEAREST && near.get(hit).is_some_and(|nearness| nearness * 2 > best) {
                results.nearest.push(hit);
            }
        }
    }
    results
}

/// Indices of the scores above 0, highest first. Selects level by level, since there are few levels and a sort is more code.
fn ranked(scores: &[usize]) -> Vec<usize> {
    let mut hits = Vec::new();
    let mut level = usize::MAX;
    loop {
        let mut next = 0;
        for score in scores {
            if *score < level {
                next = next.max(*score);
            }
        }
        if next == 0 {
            return hits;
        }
        for (index, score) in scores.iter().enumerate() {
            if *score == next {
                hits.push(index);
            }
        }
        level = next;
    }
}

/// Whether words with typos match.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Typos {
    Refused,
    Forgiven,
}

/// A query in the index's layout.
struct Query {
    /// `"\n word word \n"`, the layout of a whole field.
    whole: String,
    words: Vec<QueryWord>,
}

/// A word of a query.
pub(super) struct QueryWord {
    /// `" word "`.
    spaced: String,
    /// `" key"`.
    key: String,
    /// Bytes of `key` to search for; 0 where the word is too short to tell transliterations apart.
    typed: usize,
    /// Whether to search in the middle of words as well. Two ASCII letters occur in nearly every text; two characters of a
    /// script without spaces are a word.
    is_inside: bool,
}

impl Query {
    fn new(query: &str, index: &Index) -> Query {
        let mut whole = String::from("\n");
        let words = query_words(query, &index.folds);
        for word in &words {
            whole.push_str(word.spaced.strip_suffix(" ").unwrap_or_default());
        }
        whole.push_str(" \n");
        Query { whole, words }
    }

    fn results(&self, index: &Index, typos: Typos) -> Results {
        let find = |start, end| {
            let mut scores = Vec::new();
            for entry in index.part(start, end) {
                scores.push(self.score(entry, typos));
            }
            ranked(&scores)
        };
        let [events, terms, questions, voices] = index.ends;
        Results {
            events: find(0, events),
            terms: find(events, terms),
            questions: find(terms, questions),
            voices: find(questions, voices),
            nearest: Vec::new(),
        }
    }

    /// Score of an entry; 0 if a word is missing.
    fn score(&self, entry: &Entry, typos: Typos) -> usize {
        let mut sum = self.date_score(entry);
        for word in &self.words {
            let score = word.score(entry, typos);
            if score == 0 {
                return 0;
            }
            sum += score;
        }
        let names = entry.names.folded.as_bytes();
        let whole = self.whole.as_bytes();
        sum + match (find(names, whole), whole) {
            (Some(0), _) => 3 * WHOLE,
            (Some(_), _) => 2 * WHOLE,
            (None, [phrase @ .., _, _]) if find(names, phrase).is_some() => WHOLE / 8,
            _ => 0,
        }
    }

    /// Score for a date that the query is, or has every word of: "5 January" before "5 or 6 January 2022". A query of one
    /// word, "2022", is rarely meant as a date.
    fn date_score(&self, entry: &Entry) -> usize {
        let date = entry.body.folded.get(..entry.date).unwrap_or_default();
        if self.words.len() < 2 || !self.words.iter().all(|word| word.level(date) > 2) {
            return 0;
        }
        // Without the space and the line break at its end the query is the beginning of a field.
        let is_beginning = self.whole.as_bytes().split_last_chunk::<2>();
        if is_beginning.is_some_and(|(beginning, _)| date.as_bytes().starts_with(beginning)) {
            WHOLE
        } else {
            WHOLE / 2
        }
    }

    /// Nearness of a term's names to a query that finds nothing: by the number of its words they have, then by typos.
    fn nearness(&self, names: &Words) -> usize {
        let mut most = 0;
        for word in &self.words {
            if word.level(&names.folded) > 1 || word.is_key_of(&names.keys) {
                most += 20;
                continue;
            }
            let length = letters(word.key.as_bytes()) - 1;
            if length > 2
                && let Some(typos) = word.typos_to(names, length / 3 + usize::from(length > 4))
            {
                most += 10_usize.saturating_sub(typos);
            }
        }
        most
    }
}

/// More than the words of any query score together.
const WHOLE: usize = 1024;

/// Splits a query into words.
pub(super) fn query_words(query: &str, folds: &Folds) -> Vec<QueryWord> {
    let mut behind = query.chars();
    for _ in 0..LONGEST {
        behind.next();
    }
    let query = query.strip_suffix(behind.as_str()).unwrap_or_default();
    let mut words = Vec::new();
    each_word(query, folds, &mut |word| words.push(QueryWord::new(word.folded, folds)));
    words
}

/// Number of characters of a text. `chars().count()` is more code, for speed that words do not need.
fn letters(text: &[u8]) -> usize {
    text.iter().filter(|byte| !matches!(byte, 0x80..0xc0)).count()
}

impl QueryWord {
    fn new(word: &str, folds: &Folds) -> QueryWord {
        let mut key = String::from(" ");
        let typed = 1 + key_into(word, folds, &mut key);
        QueryWord {
            spaced: joined(&[" ", word, " "]),
            key,
            typed: if typed < 4 { 0 } else { typed },
            is_inside: word.len() > 2 || word.bytes().any(|byte| byte > 0x7f),
        }
    }

    /// Score of this word in an entry; 0 if the entry does not have it.
    fn score(&self, entry: &Entry, typos: Typos) -> usize {
        let Entry { names, body, .. } = entry;
        let in_names = self.level(&names.folded);
        let in_names = if in_names > 0 { 2 * in_names + 3 } else { 0 };
        let exact = in_names.max(2 * self.level(&body.folded));
        if exact > 0 {
            exact
        } else if self.is_key_of(&names.keys) {
            3
        } else {
            let is_typo = || typos == Typos::Forgiven && (self.is_typo_in(names) || self.is_typo_in(body));
            usize::from(self.is_key_of(&body.keys) || is_typo())
        }
    }

    /// The word alone.
    pub(super) fn word(&self) -> &[u8] {
        match self.spaced.as_bytes() {
            [_, word @ .., _] => word,
            _ => &[],
        }
    }

    /// How a text in the index's layout has the word: 3 as a word, 2 at the beginning of one, 1 inside one, 0 not at all.
    pub(super) fn level(&self, folded: &str) -> usize {
        let folded = folded.as_bytes();
        let spaced = self.spaced.as_bytes();
        if self.is_inside && find(folded, self.word()).is_none() {
            0
        } else if find(folded, spaced).is_some() {
            3
        } else if spaced.split_last().is_some_and(|(_, beginning)| find(folded, beginning).is_some()) {
            2
        } else {
            usize::from(self.is_inside)
        }
    }

    /// Whether another transliteration of it begins a word: one of the keys begins with its own, or, where its own is long,
    /// has it inside, since some scripts part no words.
    pub(super) fn is_key_of(&self, keys: &str) -> bool {
        let own = self.key.as_bytes().get(usize::from(self.typed > 6)..self.typed).unwrap_or_default();
        self.typed > 0 && find(keys.as_bytes(), own).is_some()
    }

    /// Whether one of the words differs by typos: one for four letters and more, two for eight, fewer where the key is much
    /// shorter than the word. None in numbers.
    fn is_typo_in(&self, words: &Words) -> bool {
        let word = self.word();
        let typos = (letters(word) / 4).min(2).min(letters(self.key.as_bytes()) / 4);
        typos > 0 && !word.iter().any(u8::is_ascii_digit) && self.typos_to(words, typos).is_some()
    }

    /// The fewest typos to any of the words, if at most `limit`.
    fn typos_to(&self, words: &Words, limit: usize) -> Option<usize> {
        let own = self.key.strip_prefix(' ').unwrap_or_default();
        let own_letters = LetterSet::of(own);
        let mut best = None;
        let mut limit = limit;
        let mut columns = Vec::new();
        let mut rest = words.keys.as_str();
        while let Some((_, behind)) = rest.split_at_checked(1) {
            let end = behind.bytes().position(|byte| byte == b' ').unwrap_or(behind.len());
            let (key, behind) = behind.split_at_checked(end).unwrap_or_default();
            rest = behind;
            // Most words differ in too many letters: skip the distance.
            if own_letters.least_typos(LetterSet::of(key)) <= limit
                && let Some(typos) = within(own, key, limit, &mut columns)
            {
                best = Some(typos);
                limit = match typos.checked_sub(1) {
                    Some(fewer) => fewer,
                    None => break,
                };
            }
        }
        best
    }
}

/// The ASCII letters of a word, one bit each.
#[derive(Clone, Copy)]
struct LetterSet(u32);

impl LetterSet {
    fn of(word: &str) -> LetterSet {
        LetterSet(word.bytes().filter(u8::is_ascii).fold(0, |set, byte| set | 1 << (byte & 31)))
    }

    /// Lower bound of the typos between two words with these letters: a typo removes at most one and adds at most one.
    fn least_typos(self, other: LetterSet) -> usize {
        (self.0 & !other.0).count_ones().max((other.0 & !self.0).count_ones()) as usize
    }
}

#[cfg(test)]
mod tests;
