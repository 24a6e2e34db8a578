//! What a search found: terms first, since a reader who types a name wants to know who it is; then events, questions
//! and voices.

use super::Context;
use super::node::{Element, classed, el};
use super::words::count;
use crate::app::{Entry, PAGE, State};
use crate::glossary::Results;

/// How many terms, questions and voices a search shows at most; events are paged.
const FEW: usize = 8;

impl Context<'_> {
    /// Everything found, by kind.
    pub(super) fn results(&self, state: &State, results: &Results) -> Element {
        let story = self.story;
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
        let terms = classed("dl", "terms").children(results.terms.iter().take(FEW).filter_map(|hit| {
            Some(self.term_row(
                hit.index,
                story.terms.get(hit.index)?,
                state.open.contains(&Entry::Term(hit.index)),
                false,
            ))
        }));
        let events =
            classed("ol", "events").attr("role", "list").children(results.events.iter().take(PAGE).filter_map(|hit| {
                let event = story.events.get(hit.index)?;
                Some(self.event_row(hit.index, event, state.open.contains(&Entry::Event(hit.index)), false))
            }));
        let questions = classed("ul", "questions").attr("role", "list").children(
            results.questions.iter().take(FEW).filter_map(|hit| {
                let question = story.questions.get(hit.index)?;
                let is_open = state.open.contains(&Entry::Question(hit.index));
                Some(self.question_row(hit.index, question, is_open, false))
            }),
        );
        let holders = classed("ul", "voices").attr("role", "list").children(
            results
                .voices
                .iter()
                .take(FEW)
                .filter_map(|hit| Some(self.voice(hit.index, story.voices.get(hit.index)?, 2, false))),
        );
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
