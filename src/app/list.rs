//! Lists: their entries, and the window of rows on show. A page must not grow with a story, so a list has one window, with
//! buttons for the rows before and after.

use super::filter::visible_events;
use super::{Entry, State, View};
use crate::model::Story;
use crate::search::{Hit, Results};
use std::ops::Range;

/// Number of entries of each kind that a search shows at first.
pub const FEW: usize = 8;

/// Number of rows in a window. Voices and glossary entries are larger than the rows of events and questions.
const fn page(kind: View) -> usize {
    if matches!(kind, View::Voices | View::Glossary) { 40 } else { 90 }
}

/// Number of rows that the next window repeats, so that a reader keeps their place; as few remaining rows join the last window.
const fn overlap(kind: View) -> usize {
    page(kind) / 3
}

/// The rows on show of a list with `total` rows, where row `first` begins the window.
pub fn window(kind: View, first: usize, total: usize) -> Range<usize> {
    let end = first + page(kind);
    // No button for three more rows.
    first.min(total)..if end + overlap(kind) < total { end } else { total }
}

/// Number of rows by which a window moves.
pub(super) const fn stride(kind: View) -> usize {
    page(kind) - overlap(kind)
}

/// The first row of a window that holds `row`.
pub(super) fn window_of(kind: View, row: usize, total: usize) -> usize {
    if window(kind, 0, total).contains(&row) { 0 } else { row - overlap(kind) / 2 }
}

impl State {
    /// The kind of entries on show, where one list is on show: a view's own, or a search's results of a kind.
    pub fn listed(&self) -> Option<View> {
        if self.results.is_some() { self.section } else { Some(self.view) }
    }
}

/// The entries of the list on show: indices into the story's entries of that kind, in order.
pub fn list(story: &Story, state: &State) -> Vec<usize> {
    let mut list = Vec::new();
    let Some(kind) = state.listed() else { return list };
    if let Some(results) = &state.results {
        for hit in hits(results, kind) {
            list.push(hit.index);
        }
        return list;
    }
    if kind == View::Timeline {
        return visible_events(story, &state.filter);
    }
    for n in 0..kind.size(story) {
        if keeps(story, state, kind.entry(n)) {
            list.push(n);
        }
    }
    list
}

/// Returns whether the filters of its view let an entry through.
pub(super) fn keeps(story: &Story, state: &State, entry: Entry) -> bool {
    match entry {
        Entry::Event(n) => visible_events(story, &state.filter).contains(&n),
        Entry::Term(n) => story.terms.get(n).is_some_and(|term| {
            let letter = state.letter.and_then(|first| story.terms.get(first));
            state.kind.is_none_or(|kind| kind == term.kind) && letter.is_none_or(|first| first.letter == term.letter)
        }),
        _ => true,
    }
}

/// The results of a search of a kind.
pub fn hits(results: &Results, kind: View) -> &[Hit] {
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
    fn windows_reach_every_row_and_repeat_a_few() {
        for kind in View::ALL {
            for total in [0, 1, 41, 89, 90, 119, 121, 10_000] {
                let mut first = 0;
                let mut reached = 0;
                while reached < total {
                    let rows = window(kind, first, total);
                    assert!(rows.start <= reached && rows.end > reached && rows.len() <= page(kind) + overlap(kind));
                    reached = rows.end;
                    first += stride(kind);
                }
                assert_eq!(reached, total);
            }
        }
    }

    #[test]
    fn a_row_is_in_its_window() {
        for total in [1, 100, 121, 5_000] {
            for row in [0, 1, 88, 89, 90, 119, 120, 121, 4_999].into_iter().filter(|row| *row < total) {
                for kind in View::ALL {
                    assert!(
                        window(kind, window_of(kind, row, total), total).contains(&row),
                        "{kind:?} {row} of {total}"
                    );
                }
            }
        }
    }
}
