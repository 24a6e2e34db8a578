//! What a search found: terms first, since a reader who types a name wants to know who it is; then events, questions
//! and voices.

use super::Context;
use super::node::{Element, el};
use super::words::count;
use crate::app::{Entry, PAGE, State};
use crate::glossary::{Hit, Results};

/// How many terms, questions and voices a search shows at most; events are paged.
const FEW: usize = 8;

impl Context<'_> {
    /// Everything found, by kind.
    pub(super) fn results(&self, state: &State, results: &Results) -> Element {
        let words = self.words;
        let [timeline, accounts, voices, glossary, _] = words.views;
        let panel = el("div.results");
        if results.is_empty() {
            return panel.child(self.nothing(state, results));
        }
        let found = |title: &str, list: &'static str, hits: &[Hit], most: usize, entry: fn(usize) -> Entry| {
            let list = el(list).each(hits.len().min(most), &|n| self.row(state, entry(hits.get(n)?.index)));
            (!list.children.is_empty()).then(|| el("section.found").child(self.heading(1).text(title)).child(list))
        };
        panel
            .child(el("p.count").text(&count(results.len(), words.counts.results)))
            .maybe(found(glossary, "dl.terms", &results.terms, FEW, Entry::Term))
            .maybe(found(timeline, "ol.events role=list", &results.events, PAGE, Entry::Event))
            .maybe(found(accounts, "ul.questions role=list", &results.questions, FEW, Entry::Question))
            .maybe(found(voices, "ul.voices role=list", &results.voices, FEW, Entry::Voice))
    }

    fn nothing(&self, state: &State, results: &Results) -> Element {
        let words = self.words;
        let mut line = el("p.nothing").text(words.no_results).child(el("q").text(state.query.trim_ascii())).text(".");
        if !results.nearest.is_empty() {
            line = line.text(" ").text(words.nearest);
        }
        for (nth, index) in results.nearest.iter().take(FEW).enumerate() {
            let Some(term) = self.story.terms.get(*index) else { continue };
            line = line.text(if nth > 0 { " · " } else { "" }).child(self.term_link(*index, &term.label));
        }
        line
    }
}
