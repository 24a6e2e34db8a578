//! A glossary entry, and what it links to.

use super::Context;
use super::claim::{anchor, entry};
use super::event::row;
use super::node::{Element, el};
use crate::app::Entry;
use crate::model::Term;

/// How many of the places that mention a term are listed.
const MENTIONS: usize = 12;

impl Context<'_> {
    /// The entry of the term called `only`, or of every term where that is empty, for a page. The list carries the words
    /// that a card made of an entry needs: "back", "full entry", "close".
    pub(crate) fn terms(&self, only: &str) -> Element {
        let mut words = String::new();
        for word in [self.words.back, self.words.in_glossary, self.words.close] {
            add(&mut words, word);
        }
        el("dl.terms").attr("data-backstory-words", &words).each(self.story.terms.len(), &|n| {
            let term = self.story.terms.get(n)?;
            (only.is_empty() || only == term.id).then(|| self.term_entry(term))
        })
    }

    /// The headword and definition as a `dt`/`dd` pair in a `div`. The forms that are linked in running text stand apart
    /// from the words in an attribute: those a reader sees also hold spellings that are only searched for.
    fn term_entry(&self, term: &Term) -> Element {
        let mut forms = String::new();
        if !term.search.contains(&term.label) {
            add(&mut forms, &term.label);
        }
        for form in &term.forms {
            add(&mut forms, form);
        }
        let name = el("dt")
            .attr("id", &anchor(&term.id))
            .attr("data-backstory-kind", term.kind.name())
            .attr("data-backstory-forms", &forms)
            .child(el("dfn").text(&term.label))
            .text(" ")
            .child(el("span.kind").text(self.words.kind(term.kind)));
        let body = self
            .definition(el("dd"), term)
            .maybe(self.forms(term))
            .child(self.claim(&term.claim))
            .maybe(self.inference(&term.claim))
            .maybe(self.see_also(term));
        el("div.entry").child(name).child(body)
    }

    /// An entry in the widget: the definition in full, the rest opens.
    pub(super) fn term_row(&self, index: usize, term: &Term, is_open: bool, is_selected: bool) -> Element {
        let row = row("toggle-term", index, is_open)
            .child(el("span.headline").child(el("dfn").text(&term.label)))
            .child(el("span.kind").text(self.words.kind(term.kind)));
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
        entry("div.entry part=entry", index, &term.id, is_selected).child(el("dt").child(row)).child(body)
    }

    fn definition(&self, into: Element, term: &Term) -> Element {
        into.child(self.running(el("p.definition"), &term.definition))
    }

    fn forms(&self, term: &Term) -> Option<Element> {
        let mut line = el("p.forms").label(self.words.also);
        let mut any = false;
        for forms in [&term.forms, &term.search] {
            for form in forms {
                if *form != term.label {
                    line = if any { line.text(" · ") } else { line }.text(form);
                    any = true;
                }
            }
        }
        any.then_some(line)
    }

    fn see_also(&self, term: &Term) -> Option<Element> {
        self.links(
            el("p.see").label(self.words.see_also),
            " · ",
            &mut term.see.iter().map(|n| Entry::Term(*n as usize)),
        )
    }

    fn mentions(&self, term: &Term) -> Option<Element> {
        let story = self.story;
        let (events, questions) = (&term.in_events, &term.in_questions);
        let list = el("ul.mentions").each((events.len() + questions.len()).min(MENTIONS), &|n| {
            if let Some(index) = events.get(n) {
                let index = *index as usize;
                let event = story.events.get(index)?;
                let date = el("span.date").text(event.when.words());
                let link = self.entry_link("event", index, &event.id, &event.headline);
                return Some(el("li").child(date).text(" ").child(link));
            }
            let index = *questions.get(n - events.len())? as usize;
            let question = story.questions.get(index)?;
            Some(el("li").child(self.entry_link("question", index, &question.id, &question.asks)))
        });
        if list.children.is_empty() {
            return None;
        }
        Some(el("div.appears").child(el("p").label(self.words.appears_in)).child(list))
    }
}

/// Adds a word to those of an attribute, which has bars between them.
fn add(to: &mut String, word: &str) {
    if !to.is_empty() {
        to.push('|');
    }
    to.push_str(word);
}
