//! Finding entries by a reader's words.
//!
//! Every word of the query must be found, in any order. A whole word counts more than a beginning, a beginning more than a
//! middle, and each more in a headline, label or form than in a text; a query that is a whole label or form comes first of
//! all. Other transliterations of a word are found with it, below it; slips of the finger only where nothing else is.

use super::distance::within;
use super::index::{Entry, Index, Words};
use super::key::{key_into, typed};
use super::words::{each_word, find};
use crate::model::joined;

/// Something found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Index into the story's list of its kind.
    pub index: usize,
}

/// Everything a search found, best first in each list; what is equally good in the story's order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Results {
    /// Hits in [`Story::events`](crate::model::Story::events).
    pub events: Vec<Hit>,
    /// Hits in [`Story::terms`](crate::model::Story::terms).
    pub terms: Vec<Hit>,
    /// Hits in [`Story::questions`](crate::model::Story::questions).
    pub questions: Vec<Hit>,
    /// Hits in [`Story::voices`](crate::model::Story::voices).
    pub voices: Vec<Hit>,
    /// Where nothing was found: indices of up to three terms whose names come nearest, the nearest first.
    pub nearest: Vec<usize>,
}

impl Results {
    /// How many entries were found.
    pub fn len(&self) -> usize {
        self.events.len() + self.terms.len() + self.questions.len() + self.voices.len()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// How many terms are offered where nothing was found.
const NEAREST: usize = 3;

/// Nobody types a longer query, and a pasted page must not stall the page.
const LONGEST: usize = 200;

/// What the story says about `query`, of which the first 200 characters count.
pub fn search(index: &Index, query: &str) -> Results {
    let query = Query::new(query, index);
    if query.words.is_empty() {
        return Results::default();
    }
    let mut results = query.results(index, false);
    if results.is_empty() {
        results = query.results(index, true);
    }
    if results.is_empty() {
        let mut near = Vec::new();
        let [events, terms, ..] = index.ends;
        for term in index.part(events, terms) {
            near.push(query.nearness(&term.names));
        }
        let best = near.iter().copied().max().unwrap_or(0);
        for hit in ranked(&near) {
            if results.nearest.len() < NEAREST && near.get(hit.index).is_some_and(|nearness| nearness * 2 > best) {
                results.nearest.push(hit.index);
            }
        }
    }
    results
}

/// Places with a score above 0, by score. There are few different scores: no sort, whose code is larger than all of this.
fn ranked(scores: &[usize]) -> Vec<Hit> {
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
                hits.push(Hit { index });
            }
        }
        level = next;
    }
}

/// A query made ready to compare.
struct Query {
    /// `"\n word word \n"`, as a whole field is laid out.
    whole: String,
    words: Vec<Wanted>,
}

/// A word of a query.
pub(super) struct Wanted {
    /// `" word "`.
    spaced: String,
    /// `" key"`.
    key: String,
    /// How many bytes of that to look for: none where the word is too short to tell transliterations apart.
    typed: usize,
    /// Whether it is looked for in the middle of words. Two letters are in the middle of nearly every text; two signs of a
    /// script without spaces are a word.
    is_inside: bool,
}

impl Query {
    fn new(query: &str, index: &Index) -> Query {
        let mut whole = String::from("\n");
        let words = wanted(query, &index.folds);
        for word in &words {
            whole.push_str(&word.spaced);
            whole.pop();
        }
        whole.push_str(" \n");
        Query { whole, words }
    }

    fn results(&self, index: &Index, slips: bool) -> Results {
        let find = |start, end| {
            let mut scores = Vec::new();
            for entry in index.part(start, end) {
                scores.push(self.score(entry, slips));
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

    /// How well an entry fits; 0 if a word is missing.
    fn score(&self, entry: &Entry, slips: bool) -> usize {
        let mut sum = 0;
        for word in &self.words {
            let score = word.score(entry, slips);
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

    /// How near a term's names come to a query that finds nothing: by how many of its words they have, then by slips.
    fn nearness(&self, names: &Words) -> usize {
        let mut most = 0;
        for word in &self.words {
            if word.level(&names.folded) > 1 || word.is_key_of(&names.keys) {
                most += 20;
                continue;
            }
            let length = letters(word.key.as_bytes()) - 1;
            if length > 2
                && let Some(slips) = word.slips_to(names, length / 3 + usize::from(length > 4))
            {
                most += 10_usize.saturating_sub(slips);
            }
        }
        most
    }
}

/// More than the words of any query score together.
const WHOLE: usize = 1024;

/// The words of a query.
pub(super) fn wanted(query: &str, folds: &[(char, String)]) -> Vec<Wanted> {
    let mut behind = query.chars();
    for _ in 0..LONGEST {
        behind.next();
    }
    let query = query.strip_suffix(behind.as_str()).unwrap_or_default();
    let mut words = Vec::new();
    each_word(query, folds, &mut |word| words.push(Wanted::new(word.folded)));
    words
}

/// How many characters a text has. `chars().count()` brings a fast way to count long ones, larger than it is worth here.
fn letters(text: &[u8]) -> usize {
    text.iter().filter(|byte| !matches!(byte, 0x80..0xc0)).count()
}

impl Wanted {
    fn new(word: &str) -> Wanted {
        let mut key = String::from(" ");
        key_into(word, &mut key);
        let typed = typed(word, &key);
        Wanted {
            spaced: joined(&[" ", word, " "]),
            key,
            typed: if typed < 4 { 0 } else { typed },
            is_inside: word.len() > 2 || word.bytes().any(|byte| byte > 0x7f),
        }
    }

    /// How well an entry has this word; 0 if not at all.
    fn score(&self, entry: &Entry, slips: bool) -> usize {
        let Entry { names, body } = entry;
        let in_names = self.level(&names.folded);
        let in_names = if in_names > 0 { 2 * in_names + 3 } else { 0 };
        let said = in_names.max(2 * self.level(&body.folded));
        if said > 0 {
            said
        } else if self.is_key_of(&names.keys) {
            3
        } else {
            usize::from(self.is_key_of(&body.keys) || (slips && (self.is_nearly(names) || self.is_nearly(body))))
        }
    }

    /// The word itself.
    pub(super) fn word(&self) -> &[u8] {
        match self.spaced.as_bytes() {
            [_, word @ .., _] => word,
            _ => &[],
        }
    }

    /// How it stands among laid-out words: 3 as a word, 2 at the beginning of one, 1 inside one, 0 not at all.
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

    /// Whether another transliteration of it begins a word: one of these laid-out keys begins with its own.
    pub(super) fn is_key_of(&self, keys: &str) -> bool {
        self.typed > 0 && find(keys.as_bytes(), self.key.as_bytes().get(..self.typed).unwrap_or_default()).is_some()
    }

    /// Whether a word is a forgivable slip away: one for four letters and more, two for eight, fewer where little of them is
    /// left in the key. Numbers have none.
    fn is_nearly(&self, words: &Words) -> bool {
        let word = self.word();
        let slips = (letters(word) / 4).min(2).min(letters(self.key.as_bytes()) / 4);
        slips > 0 && !word.iter().any(u8::is_ascii_digit) && self.slips_to(words, slips).is_some()
    }

    /// The fewest slips to any word, if at most `limit`.
    fn slips_to(&self, words: &Words, limit: usize) -> Option<usize> {
        let own = self.key.strip_prefix(' ').unwrap_or_default();
        let bag = Bag::of(own);
        let mut best = None;
        let mut limit = limit;
        let mut columns = Vec::new();
        let mut rest = words.keys.as_str();
        while let Some((_, behind)) = rest.split_at_checked(1) {
            let end = behind.bytes().position(|byte| byte == b' ').unwrap_or(behind.len());
            let (key, behind) = behind.split_at_checked(end).unwrap_or_default();
            rest = behind;
            // Nearly every word of a story differs in too many letters to be worth counting slips.
            if bag.least_slips(Bag::of(key)) <= limit
                && let Some(slips) = within(own, key, limit, &mut columns)
            {
                best = Some(slips);
                limit = match slips.checked_sub(1) {
                    Some(fewer) => fewer,
                    None => break,
                };
            }
        }
        best
    }
}

/// Which ASCII letters a word has.
#[derive(Clone, Copy)]
struct Bag(u32);

impl Bag {
    fn of(word: &str) -> Bag {
        Bag(word.bytes().filter(u8::is_ascii).fold(0, |bag, byte| bag | 1 << (byte & 31)))
    }

    /// The least slips that can part two words with these letters: a slip takes at most one away and adds at most one.
    fn least_slips(self, other: Bag) -> usize {
        (self.0 & !other.0).count_ones().max((other.0 & !self.0).count_ones()) as usize
    }
}

#[cfg(test)]
mod tests;
