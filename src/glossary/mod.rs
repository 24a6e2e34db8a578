//! Search over folded text. Knows no DOM.

use crate::model::{Story, plain};

/// Something found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Index into the story's list of its kind.
    pub index: usize,
}

/// Everything a search found, best first in each list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Results {
    /// Hits in [`Story::events`].
    pub events: Vec<Hit>,
    /// Hits in [`Story::terms`].
    pub terms: Vec<Hit>,
    /// Hits in [`Story::questions`].
    pub questions: Vec<Hit>,
    /// Hits in [`Story::voices`].
    pub voices: Vec<Hit>,
    /// Where nothing was found: indices of the terms whose names come nearest.
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

/// A story's folded texts.
pub struct Index {
    folds: Vec<(char, String)>,
    events: Vec<String>,
    terms: Vec<String>,
    questions: Vec<String>,
    voices: Vec<String>,
}

impl Index {
    /// Folds every text of a story.
    pub fn new(story: &Story) -> Index {
        let all = |texts: Vec<String>| fold(&texts.join(" "), &story.folds);
        Index {
            folds: story.folds.clone(),
            events: story
                .events
                .iter()
                .map(|e| all(vec![e.headline.clone(), plain(&e.summary), e.when.words().into()]))
                .collect(),
            terms: story
                .terms
                .iter()
                .map(|t| all(vec![t.label.clone(), t.forms.join(" "), t.search.join(" "), plain(&t.definition)]))
                .collect(),
            questions: story.questions.iter().map(|q| all(vec![q.asks.clone(), plain(&q.context)])).collect(),
            voices: story.voices.iter().map(|v| all(vec![v.name.clone(), plain(&v.holds)])).collect(),
        }
    }
}

/// Lower case, without marks.
pub fn fold(words: &str, folds: &[(char, String)]) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match folds.binary_search_by_key(&c, |(from, _)| *from) {
            Ok(at) => out.push_str(folds.get(at).map_or("", |(_, to)| to.as_str())),
            Err(_) => out.push(c.to_ascii_lowercase()),
        }
    }
    out
}

/// Entries that hold every word of the query.
pub fn search(index: &Index, query: &str) -> Results {
    let query = fold(query, &index.folds);
    let find = |texts: &[String]| {
        let fits = |text: &String| query.split_ascii_whitespace().all(|word| text.contains(word));
        texts.iter().enumerate().filter(|(_, text)| fits(text)).map(|(index, _)| Hit { index }).collect()
    };
    Results {
        events: find(&index.events),
        terms: find(&index.terms),
        questions: find(&index.questions),
        voices: find(&index.voices),
        nearest: Vec::new(),
    }
}
