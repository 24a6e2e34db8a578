//! What a search found: terms first, since a reader who types a name wants to know who it is; then events, questions
//! and voices.

use super::Context;
use super::node::{Element, classed, el};
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
        let mut panel = classed("div", "results");
        if results.is_empty() {
            return panel.child(self.nothing(state, results));
        }
        panel = panel.child(classed("p", "count").text(&count(results.len(), words.counts.results)));
        let found = |title: &str, list: Element| {
            (!list.children.is_empty())
                .then(|| classed("section", "found").child(self.heading(1).text(title)).child(list))
        };
        let hits = |list: Element, hits: &[Hit], most: usize, entry: fn(usize) -> Entry| {
            list.each(hits.len().min(most), &|n| self.row(state, entry(hits.get(n)?.index)))
        };
        let list = |tag, class| classed(tag, class).attr("role", "list");
        let terms = hits(classed("dl", "terms"), &results.terms, FEW, Entry::Term);
        let events = hits(list("ol", "events"), &results.events, PAGE, Entry::Event);
        let questions = hits(list("ul", "questions"), &results.questions, FEW, Entry::Question);
        let holders = hits(list("ul", "voices"), &results.voices, FEW, Entry::Voice);
        panel
            .maybe(found(glossary, terms))
            .maybe(found(timeline, events))
            .maybe(found(accounts, questions))
            .maybe(found(voices, holders))
    }

    fn nothing(&self, state: &State, results: &Results) -> Element {
        let words = self.words;
        let mut line = classed("p", "nothing").text(words.no_results).child(el("q").text(state.query.trim())).text(".");
        let near: Vec<usize> = results.nearest.iter().copied().take(FEW).collect();
        if !near.is_empty() {
            line = line.text(" ").text(words.nearest);
        }
        for (nth, index) in near.iter().enumerate() {
            let Some(term) = self.story.terms.get(*index) else { continue };
            line = line.text(if nth > 0 { " · " } else { "" }).child(self.term_link(*index, &term.label));
        }
        line
    }
}
