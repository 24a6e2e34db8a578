//! The definition card: a term explained beside the words that opened it.

use super::Context;
use super::controls::button;
use super::node::{Element, classed};
use crate::app::State;

/// The id of the card's element and of its headword.
pub const CARD: &str = "card";
const CARD_TITLE: &str = "card-title";

impl Context<'_> {
    /// The definition on show. The element is always there, so that it can be shown and hidden in place.
    pub(super) fn card(&self, state: &State) -> Element {
        let card = classed("div", "card")
            .attr("id", CARD)
            .attr("part", "term-card")
            .attr("popover", "manual")
            .attr("role", "dialog")
            .attr("aria-labelledby", CARD_TITLE)
            .attr("tabindex", "-1");
        let Some(index) = state.cards.last().copied() else { return card };
        let Some(term) = self.story.terms.get(index) else { return card };
        let words = self.words;
        let title = classed("p", "card-head")
            .child(classed("strong", "term-name").attr("id", CARD_TITLE).text(&term.label))
            .text(" ")
            .child(classed("span", "kind").text(words.kind(term.kind)));
        let back = (state.cards.len() > 1).then(|| button("back", 0).attr("class", "plain").text(words.back));
        card.child(title)
            .child(self.running(classed("p", "definition"), &term.definition))
            .child(self.claim(&term.claim))
            .maybe(self.inference(&term.claim))
            .child(
                classed("p", "card-foot")
                    .maybe(back)
                    .child(button("entry", index).attr("class", "plain").text(words.in_glossary))
                    .child(button("close", 0).attr("class", "plain").text(words.close)),
            )
    }
}
