//! Lists: their entries, and the rows of them on show. A view is small at rest: a list shows a few rows and grows on demand, at
//! its end or before its beginning; no row goes while it grows. A reader who follows a link far into a long list gets the rows
//! around its entry, so that a page does not grow with a story.

use super::filter::visible_events;
use super::{Entry, State, View};
use crate::model::Story;
use crate::search::Results;
use std::ops::Range;

/// Number of rows of a list at rest.
pub const FEW: usize = 8;
/// Number of rows by which a list grows.
const MORE: usize = 120;

/// The rows that a reader has asked for; at rest, none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rows {
    start: usize,
    end: usize,
}

impl Rows {
    /// Returns whether the list is longer than at rest.
    pub fn is_grown(self) -> bool {
        self.end > 0
    }

    /// The rows on show of a list with `total` rows.
    pub fn range(self, total: usize) -> Range<usize> {
        let end = self.end.max(FEW);
        // No button for two more rows.
        self.start.min(total)..if end + 2 < total { end } else { total }
    }

    /// Adds rows at the end.
    pub(super) fn append(&mut self) {
        self.end = self.end.max(FEW) + MORE;
    }

    /// Adds rows before the beginning.
    pub(super) fn prepend(&mut self) {
        self.start = self.start.saturating_sub(MORE);
    }

    /// As many rows as at rest, around one.
    pub(super) fn around(row: usize) -> Rows {
        let start = row.saturating_sub(FEW / 2);
        Rows { start, end: start + FEW }
    }
}

impl State {
    /// The rows of a list that a reader has asked for.
    pub fn rows(&self, kind: View) -> Rows {
        self.rows.get(kind as usize).copied().unwrap_or_default()
    }

    /// The same, to change them.
    pub(super) fn rows_mut(&mut self, kind: View) -> Option<&mut Rows> {
        self.rows.get_mut(kind as usize)
    }
}

/// The entries of a list: indices into the story's entries of that kind, in order; of a search, by relevance.
pub fn list(story: &Story, state: &State, kind: View) -> Vec<usize> {
    if let Some(results) = &state.results {
        return hits(results, kind).to_vec();
    }
    if kind == View::Timeline {
        return visible_events(story, &state.filter);
    }
    (0..kind.size(story)).collect()
}

/// The entries of a list that are on show, of `list`: its rows, or at rest the story's leading events where nothing narrows them.
pub fn shown(story: &Story, state: &State, kind: View, list: &[usize]) -> Vec<usize> {
    let rows = state.rows(kind);
    let is_led = kind == View::Timeline && state.results.is_none() && !rows.is_grown() && list.len() > FEW;
    if is_led && state.filter.chapter.is_none() && !state.filter.is_narrowed() {
        let mut leads = Vec::new();
        for lead in &story.leads {
            leads.push(*lead as usize);
        }
        return leads;
    }
    list.get(rows.range(list.len())).unwrap_or_default().to_vec()
}

/// The results of a search of a kind.
pub fn hits(results: &Results, kind: View) -> &[usize] {
    match kind {
        View::Timeline => &results.events,
        View::Accounts => &results.questions,
        View::Voices => &results.voices,
        View::Glossary => &results.terms,
        View::Record => &[],
    }
}

impl View {
    /// Number of its entries.
    pub fn size(self, story: &Story) -> usize {
        match self {
            View::Timeline => story.events.len(),
            View::Accounts => story.questions.len(),
            View::Voices => story.voices.len(),
            View::Glossary => story.terms.len(),
            View::Record => story.sources.len(),
        }
    }

    /// Its entry of an index.
    pub fn entry(self, index: usize) -> Entry {
        match self {
            View::Timeline => Entry::Event(index),
            View::Accounts => Entry::Question(index),
            View::Voices => Entry::Voice(index),
            View::Glossary => Entry::Term(index),
            View::Record => Entry::Source(index),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_grows_to_every_row_and_loses_none() {
        for total in [0, 1, 8, 9, 11, 128, 130, 131, 10_000] {
            let mut rows = Rows::default();
            assert_eq!(rows.range(total).len(), if total < FEW + 3 { total } else { FEW });
            while rows.range(total).end < total {
                let before = rows.range(total);
                rows.append();
                let after = rows.range(total);
                assert!(after.start == before.start && after.end > before.end, "{before:?} {after:?} of {total}");
            }
            assert_eq!(rows.range(total), 0..total);
        }
    }

    #[test]
    fn a_row_is_reached_with_its_neighbours() {
        for total in [1, 10, 68, 121, 5_000] {
            for row in [0, 7, 8, 59, 60, 61, 120, 4_999].into_iter().filter(|row| *row < total) {
                let mut rows = Rows::around(row);
                let range = rows.range(total);
                assert!(range.contains(&row) && range.len() <= FEW + 2, "{row} of {total}: {range:?}");
                while rows.range(total).start > 0 {
                    let before = rows.range(total);
                    rows.prepend();
                    assert!(rows.range(total).start < before.start && rows.range(total).end == before.end);
                }
            }
        }
    }
}
