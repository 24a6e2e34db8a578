//! The definition card: a term explained beside the words that opened it.

use super::Context;
use super::node::{Element, el};
use crate::app::State;

impl Context<'_> {
    /// The definition on show. The element is always there, so that it can be shown and hidden in place.
    pub(super) fn card(&self, state: &State) -> Element {
        let card =
            el("div.card id=card part=term-card popover=manual role=dialog aria-labelledby=card-title tabindex=-1");
        let Some(&index) = state.cards.last() else { return card };
        let Some(term) = self.story.terms.get(index) else { return card };
        let words = self.words;
        let title = el("p.card-head")
            .child(el("strong.term-name id=card-title").text(&term.label))
            .text(" ")
            .child(self.ours(el("span.kind")).text(words.kind(term.kind)));
        let back =
            (state.cards.len() > 1).then(|| el("button.plain type=button data-act=back data-n=0").say(&words.back));
        card.child(title)
            .child(self.running(el("p.definition"), &term.definition))
            .child(self.claim(&term.claim))
            .maybe(self.inference(&term.claim))
            .child(
                self.ours(el("p.card-foot"))
                    .maybe(back)
                    .child(el("button.plain type=button").act("entry", index).say(&words.in_glossary))
                    .child(el("button.plain type=button data-act=close data-n=0").say(&words.close)),
            )
    }
}
