//! Finding entries by a reader's words.
//!
//! Every word of the query must be found, in any order. A whole word counts more than a beginning, a beginning more than a
//! middle, and each more in a headline, label or form than in a text; a query that is a whole label or form comes first of
//! all. Other transliterations of a word are found with it, below it; slips of the finger only where nothing else is.

use super::distance::within;
use super::index::{Entry, Index, Words};
use super::key::{key_into, typed_key};
use super::words::{each_word, find};

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
    let found = |slips: bool| {
        let find = |entries: &[Entry]| ranked(entries.iter().map(|entry| query.score(entry, slips)));
        Results {
            events: find(&index.events),
            terms: find(&index.terms),
            questions: find(&index.questions),
            voices: find(&index.voices),
            nearest: Vec::new(),
        }
    };
    let mut results = found(false);
    if results.is_empty() {
        results = found(true);
    }
    if results.is_empty() {
        let near: Vec<usize> = index.terms.iter().map(|term| query.nearness(&term.names)).collect();
        let best = near.iter().copied().max().unwrap_or(0);
        let near = near.into_iter().map(|nearness| if nearness * 2 > best { nearness } else { 0 });
        results.nearest = ranked(near).into_iter().take(NEAREST).map(|hit| hit.index).collect();
    }
    results
}

/// Places with a score above 0, by score. There are few different scores: no sort, whose code is larger than all of this.
fn ranked(scores: impl Iterator<Item = usize>) -> Vec<Hit> {
    let scores: Vec<usize> = scores.collect();
    let mut hits = Vec::new();
    let mut level = usize::MAX;
    loop {
        level = scores.iter().copied().filter(|score| *score < level).max().unwrap_or(0);
        if level == 0 {
            return hits;
        }
        let at_level = scores.iter().enumerate().filter(|(_, score)| **score == level);
        hits.extend(at_level.map(|(index, _)| Hit { index }));
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
    /// `" key"`, empty where the word is too short to tell transliterations apart.
    key: String,
    /// The letters of the key, to count slips with.
    letters: Vec<char>,
    /// Which letters those are.
    bag: Bag,
    /// How many slips it forgives.
    slips: usize,
    /// Whether it may be found in the middle of a word.
    is_inside: bool,
}

impl Query {
    fn new(query: &str, index: &Index) -> Query {
        let mut whole = String::from("\n");
        let words = wanted(query, &index.folds);
        for word in &words {
            whole.push_str(word.beginning());
        }
        whole.push_str(" \n");
        Query { whole, words }
    }

    /// How well an entry fits; 0 if a word is missing.
    fn score(&self, entry: &Entry, slips: bool) -> usize {
        let mut sum = 0;
        for word in &self.words {
            let name = match word.level(&entry.names.folded) {
                0 => 0,
                level => 2 * level + 3,
            };
            let mut score = name.max(2 * word.level(&entry.body.folded));
            if score == 0 {
                score = word.alike(&entry.names) * 3;
            }
            if score == 0 {
                score = word.alike(&entry.body);
            }
            if score == 0 && slips && (word.nearly(&entry.names) || word.nearly(&entry.body)) {
                score = 1;
            }
            if score == 0 {
                return 0;
            }
            sum += score;
        }
        let names = &entry.names.folded;
        let phrase = self.whole.strip_suffix(" \n").unwrap_or_default();
        sum + if names.starts_with(&self.whole) {
            3 * WHOLE
        } else if find(names, &self.whole).is_some() {
            2 * WHOLE
        } else if find(names, phrase).is_some() {
            WHOLE / 8
        } else {
            0
        }
    }

    /// How near a term's names come to a query that finds nothing: by how many of its words they have, then by slips.
    fn nearness(&self, names: &Words) -> usize {
        let mut most = 0;
        for word in &self.words {
            let shared = if word.level(&names.folded) > 1 || word.alike(names) > 0 { 20 } else { 0 };
            let length = word.letters.len();
            let slips = if length < 3 { None } else { word.slips_to(names, length / 3 + usize::from(length > 4)) };
            most += shared.max(slips.map_or(0, |slips| 10_usize.saturating_sub(slips)));
        }
        most
    }
}

/// More than the words of any query score together.
const WHOLE: usize = 1024;

/// The words of a query.
pub(super) fn wanted(query: &str, folds: &[(char, String)]) -> Vec<Wanted> {
    let end = query.char_indices().nth(LONGEST).map_or(query.len(), |(at, _)| at);
    let mut words = Vec::new();
    each_word(query.get(..end).unwrap_or_default(), folds, &mut |word| words.push(Wanted::new(word.folded)));
    words
}

impl Wanted {
    fn new(word: &str) -> Wanted {
        // `chars().count()` brings a fast way to count long texts, larger than it is worth here.
        let length = word.bytes().filter(|byte| !matches!(byte, 0x80..0xc0)).count();
        let mut key = typed_key(word);
        if key.len() < 3 {
            key.clear();
        } else {
            key.insert(0, ' ');
        }
        let mut whole_key = String::new();
        key_into(word, &mut whole_key);
        let is_number = word.bytes().any(|byte| byte.is_ascii_digit());
        Wanted {
            spaced: [" ", word, " "].concat(),
            key,
            letters: whole_key.chars().collect(),
            bag: Bag::of(&whole_key),
            slips: match length {
                _ if is_number => 0,
                0..4 => 0,
                4..8 => 1,
                _ => 2,
            },
            // Two letters are in the middle of nearly every text; two signs of a script without spaces are a word.
            is_inside: length > 2 || !word.is_ascii(),
        }
    }

    /// The word itself.
    pub(super) fn word(&self) -> &str {
        self.beginning().strip_prefix(' ').unwrap_or_default()
    }

    /// `" word"`, which begins words with this beginning.
    fn beginning(&self) -> &str {
        self.spaced.strip_suffix(' ').unwrap_or_default()
    }

    /// How it stands among laid-out words: 3 as a word, 2 at the beginning of one, 1 inside one, 0 not at all.
    pub(super) fn level(&self, folded: &str) -> usize {
        if self.is_inside && find(folded, self.word()).is_none() {
            0
        } else if find(folded, &self.spaced).is_some() {
            3
        } else if find(folded, self.beginning()).is_some() {
            2
        } else {
            usize::from(self.is_inside)
        }
    }

    /// 1 if another transliteration of it begins a word, else 0.
    fn alike(&self, words: &Words) -> usize {
        usize::from(self.is_key_of(&words.keys))
    }

    /// Whether one of these laid-out keys begins with its own.
    pub(super) fn is_key_of(&self, keys: &str) -> bool {
        !self.key.is_empty() && find(keys, &self.key).is_some()
    }

    /// Whether a word is a forgivable slip away.
    fn nearly(&self, words: &Words) -> bool {
        self.slips > 0 && self.slips_to(words, self.slips).is_some()
    }

    /// The fewest slips to any word, if at most `limit`.
    fn slips_to(&self, words: &Words, limit: usize) -> Option<usize> {
        let mut best = None;
        let mut letters: Vec<char> = Vec::new();
        for key in words.keys.split([' ', '\n']) {
            let limit = best.unwrap_or(limit + 1).saturating_sub(1);
            // Nearly every word of a story differs in too many letters to be worth counting slips.
            if self.bag.least_slips(Bag::of(key)) > limit {
                continue;
            }
            letters.clear();
            letters.extend(key.chars());
            let slips = within(&self.letters, &letters, limit);
            best = slips.filter(|_| !key.is_empty()).or(best);
            if best == Some(0) {
                break;
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
