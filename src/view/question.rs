//! A question on which the sources differ: accounts side by side, none called right.

use super::Context;
use super::claim::{anchor, is_empty};
use super::node::{Element, classed, el};
use super::words::count;
use crate::model::Question;

impl Context<'_> {
    /// A question with all its accounts, for a page.
    pub(super) fn question(&self, question: &Question, depth: u8) -> Element {
        self.question_body(
            el("li")
                .attr("id", &anchor(&question.id))
                .attr("class", "question")
                .child(self.heading(depth).text(&question.asks)),
            question,
        )
    }

    /// A question in the widget's list: a row that opens.
    pub(super) fn question_row(&self, index: usize, question: &Question, is_open: bool, is_selected: bool) -> Element {
        let row = classed("button", "row")
            .attr("type", "button")
            .act("toggle-question", index)
            .state("aria-expanded", is_open)
            .child(classed("span", "headline").text(&question.asks))
            .child(classed("span", "size").text(&count(question.accounts.len(), self.words.counts.accounts)));
        let item = el("li")
            .key(index)
            .attr("id", &anchor(&question.id))
            .attr("class", "question")
            .flag("data-selected", is_selected)
            .child(self.heading(2).child(row));
        if is_open { self.question_body(item, question).child(self.actions(&question.id)) } else { item }
    }

    fn question_body(&self, into: Element, question: &Question) -> Element {
        let context = self.running(classed("p", "context"), &question.context);
        let accounts =
            question.accounts.iter().fold(classed("ul", "accounts").attr("role", "list"), |list, account| {
                list.child(
                    classed("li", "account")
                        .child(classed("p", "attribution").text(account.claim.claimant.as_deref().unwrap_or_default()))
                        .child(self.running(classed("p", "says"), &account.says))
                        .child(self.evidence(&account.claim))
                        .maybe(self.inference(&account.claim)),
                )
            });
        let mut events = classed("p", "bears-on").child(el("b").text(self.words.bears_on));
        let mut any = false;
        for index in &question.events {
            if let Some(event) = self.story.events.get(usize::from(*index)) {
                events = if any { events.text(" · ") } else { events };
                any = true;
                events = events.child(self.entry_link("event", (*index).into(), &event.id, &event.headline));
            }
        }
        into.maybe((!is_empty(&context)).then_some(context)).child(accounts).maybe(any.then_some(events))
    }
}
