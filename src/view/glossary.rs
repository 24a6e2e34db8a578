//! A glossary entry, and what it links to.

use super::Context;
use super::claim::anchor;
use super::node::{Element, classed, el};
use crate::model::Term;

/// How many of the places that mention a term are listed.
const MENTIONS: usize = 12;

impl Context<'_> {
    /// The headword and definition as a `dt`/`dd` pair in a `div`, for a page.
    pub(super) fn term_entry(&self, term: &Term) -> Element {
        let name = el("dt")
            .attr("id", &anchor(&term.id))
            .child(el("dfn").text(&term.label))
            .text(" ")
            .child(classed("span", "kind").text(self.words.kind(term.kind)));
        let body = self
            .definition(el("dd"), term)
            .maybe(self.forms(term))
            .child(self.claim(&term.claim))
            .maybe(self.inference(&term.claim))
            .maybe(self.see_also(term));
        classed("div", "entry").child(name).child(body)
    }

    /// An entry in the widget: the definition in full, the rest opens.
    pub(super) fn term_row(&self, index: usize, term: &Term, is_open: bool, is_selected: bool) -> Element {
        let row = classed("button", "row")
            .attr("type", "button")
            .act("toggle-term", index)
            .state("aria-expanded", is_open)
            .child(classed("span", "headline").child(el("dfn").text(&term.label)))
            .child(classed("span", "kind").text(self.words.kind(term.kind)));
        let mut body = self.definition(el("dd"), term);
        if is_open {
            body = body
                .maybe(self.forms(term))
                .child(self.claim(&term.claim))
                .maybe(self.inference(&term.claim))
                .maybe(self.see_also(term))
                .maybe(self.mentions(term))
                .child(self.actions(&term.id));
        } else {
            body = body.child(self.evidence(&term.claim));
        }
        el("div")
            .key(index)
            .attr("id", &anchor(&term.id))
            .attr("class", "entry")
            .attr("part", "entry")
            .flag("data-selected", is_selected)
            .child(el("dt").child(row))
            .child(body)
    }

    fn definition(&self, into: Element, term: &Term) -> Element {
        into.child(self.running(classed("p", "definition"), &term.definition))
    }

    fn forms(&self, term: &Term) -> Option<Element> {
        let mut forms = term.forms.iter().chain(&term.search).filter(|form| **form != term.label);
        let mut line = classed("p", "forms").child(el("b").text(self.words.also)).text(forms.next()?);
        for form in forms {
            line = line.text(" · ").text(form);
        }
        Some(line)
    }

    fn see_also(&self, term: &Term) -> Option<Element> {
        let mut line = classed("p", "see").child(el("b").text(self.words.see_also));
        let mut any = false;
        for index in &term.see {
            if let Some(other) = self.story.terms.get(usize::from(*index)) {
                line = if any { line.text(" · ") } else { line };
                any = true;
                line = line.child(self.entry_link("term", (*index).into(), &other.id, &other.label));
            }
        }
        any.then_some(line)
    }

    fn mentions(&self, term: &Term) -> Option<Element> {
        let story = self.story;
        let (events, questions) = (&term.in_events, &term.in_questions);
        let list = classed("ul", "mentions").each((events.len() + questions.len()).min(MENTIONS), &|n| {
            if let Some(index) = events.get(n) {
                let event = story.events.get(usize::from(*index))?;
                let date = classed("span", "date").text(event.when.words());
                let link = self.entry_link("event", (*index).into(), &event.id, &event.headline);
                return Some(el("li").child(date).text(" ").child(link));
            }
            let index = *questions.get(n - events.len())?;
            let question = story.questions.get(usize::from(index))?;
            Some(el("li").child(self.entry_link("question", index.into(), &question.id, &question.asks)))
        });
        if list.children.is_empty() {
            return None;
        }
        Some(classed("div", "appears").child(el("p").child(el("b").text(self.words.appears_in))).child(list))
    }
}
