//! What a search found: terms first, since a reader who types a name wants to know who it is; then events, questions
//! and voices.

use super::Context;
use super::node::{Element, el};
use super::widget::rows_of;
use super::words::count;
use crate::app::{FEW, State, View, hits, list};
use crate::glossary::Results;

/// The kinds of what can be found, in the order they are shown.
const KINDS: [View; 4] = [View::Glossary, View::Timeline, View::Accounts, View::Voices];

impl Context<'_> {
    /// Everything found, a few of every kind, or all of one.
    pub(super) fn results(&self, state: &State, results: &Results) -> Element {
        self.marked(self.found(state, results), &state.query)
    }

    fn found(&self, state: &State, results: &Results) -> Element {
        let words = self.words;
        let panel = el("div.results");
        if results.is_empty() {
            return panel.child(self.nothing(state, results));
        }
        let back = || self.ours(el("button.plain type=button")).act("found", View::ALL.len()).say(&words.all_results);
        let panel = panel
            .child(self.ours(el("p.count")).text(&count(results.len(), words.counts.results)))
            .maybe(state.section.map(|_| back()));
        panel.each(KINDS.len(), &|n| {
            let kind = *KINDS.get(n)?;
            let hits = hits(results, kind);
            if hits.is_empty() || state.section.is_some_and(|section| section != kind) {
                return None;
            }
            let title = words.views.get(kind as usize).copied().unwrap_or_default();
            let found = el("section.found").key(n).child(self.ours(self.heading(1)).text(title));
            if state.section.is_some() {
                return Some(self.list(found, state, kind, &list(self.story, state)));
            }
            let shown = hits.len().min(FEW);
            let rows = el(rows_of(kind)).each(shown, &|n| self.row(state, kind.entry(hits.get(n)?.index)));
            Some(found.child(rows).maybe(self.more("found", kind as usize, words.more, hits.len() - shown)))
        })
    }

    fn nothing(&self, state: &State, results: &Results) -> Element {
        let words = self.words;
        let mut line =
            self.aside(el("p.nothing"), &words.no_results).child(el("q").text(state.query.trim_ascii())).text(".");
        if !results.nearest.is_empty() {
            line = self.aside(line.text(" "), &words.nearest);
        }
        for (nth, index) in results.nearest.iter().take(FEW).enumerate() {
            let Some(term) = self.story.terms.get(*index) else { continue };
            line = line.text(if nth > 0 { " · " } else { "" }).child(self.term_link(*index, &term.label));
        }
        line
    }
}
