//! The controls above the lists: search, views, chapters, filters.
#![allow(
    clippy::cast_possible_truncation,
    reason = "counts fit 32 bits, numbers of choices 8; minutes are exact in `f64`"
)]

use super::Context;
use super::node::{Element, el};
use super::words::{count_of, figure};
use crate::app::{Choices, Facet, Filter, State, View, visible_events};
use crate::model::Status;
use crate::model::words::{Word, Words};

impl Context<'_> {
    /// The search field.
    pub(super) fn search_field(&self, state: &State) -> Element {
        let words = self.words();
        let field = "input id=query type=search part=search autocomplete=off spellcheck=false enterkeyhint=search";
        let clear = || el("button.clear type=button data-act=clear data-n=0").word(words, Word::CLEAR);
        el("div.search role=search")
            .child(el("label.hidden for=query").word(words, Word::SEARCH))
            .child(el(field).attr("placeholder", words.get(Word::SEARCH_HINT)).attr("value", &state.query))
            .maybe((!state.query.is_empty()).then(clear))
    }

    /// A tab for each view that has entries.
    pub(super) fn views(&self, state: &State) -> Element {
        let tabs = el("div.tabs.line role=tablist").attr("aria-label", self.words().get(Word::KICKER));
        tabs.each(View::ALL.len(), &|n| {
            let view = *View::ALL.get(n)?;
            let is_on_show = state.results.is_none() && state.view == view;
            let tab = el("button.tab type=button role=tab").act("view", n).state("aria-selected", is_on_show);
            let name = self.words().nth(Word::VIEWS, n);
            (view.size(self.story) > 0).then(|| roving(tab, state.view == view).text(name))
        })
    }

    /// A chip for every chapter of the story, and one for all of it.
    pub(super) fn chapters(&self, state: &State) -> Option<Element> {
        let chapters = &self.story.chapters;
        let chosen = state.filter.chapter.map_or(0, |chapter| usize::from(chapter) + 1);
        let chips = || {
            self.chips(Word::CHAPTERS, Word::WHOLE, "chapter", chosen)
                .each(chapters.len(), &|n| Some(chip("chapter", n + 1, chosen).text(&chapters.get(n)?.label)))
        };
        (!chapters.is_empty()).then(chips)
    }

    /// A row of chips: the one for everything, which others follow.
    pub(super) fn chips(&self, name: Word, all: Word, message: &'static str, chosen: usize) -> Element {
        let first = self.with_ui_lang(chip(message, 0, chosen)).word(self.words(), all);
        self.with_ui_lang(el("div.chips.line role=toolbar")).attr("aria-label", self.words().get(name)).child(first)
    }

    /// The button that opens the filters.
    pub(super) fn filter_button(&self, state: &State) -> Element {
        let chosen = state.filter.chosen_count();
        let open = el("button.plain type=button part=filter data-act=filters data-n=0")
            .state("aria-expanded", state.filters_open)
            .word(self.words(), Word::FILTER);
        if chosen > 0 { open.text(" ").text(&figure(self.words(), chosen as u64)) } else { open }
    }

    /// The number of events that the filters leave, of how many, and the button that clears them.
    pub(super) fn filtered(&self, state: &State, shown: usize) -> Element {
        let words = self.words();
        let Filter { key_only, chapter, .. } = state.filter;
        let all = visible_events(self.story, &Filter { key_only, chapter, ..Filter::default() }).len();
        let nouns = if key_only { Word::OF_KEY_EVENTS } else { Word::OF_EVENTS };
        let counted = count_of(words, shown, all, nouns);
        self.with_ui_lang(el("div.bar"))
            .child(el("span.count").text(&counted))
            .child(el("button.plain.reset type=button data-act=reset data-n=0").word(words, Word::RESET))
    }

    /// Theme, status, source: each choice with the number of events that it would leave.
    pub(super) fn facets(&self, state: &State, shown: usize) -> Element {
        let filter = &state.filter;
        let story = self.story;
        let mut facets = el("div.facets");
        for (facet, name) in Facet::ALL.into_iter().zip(["theme", "status", "by-source"]) {
            let legend = self.with_ui_lang(el("legend")).text(self.words().nth(Word::FACETS, facet as usize));
            let mut choices = el("fieldset").child(legend);
            let mut n = 0;
            while let Some(label) = self.label_of(facet, n) {
                // A status that no event has is none of the story's.
                if facet == Facet::Status && !story.events.iter().any(|event| event.claim.status as usize == n) {
                    n += 1;
                    continue;
                }
                let is_chosen = filter.chosen[facet as usize].has(n as u8);
                let mut of = *filter;
                of.chosen[facet as usize] = Choices::default();
                of.chosen[facet as usize].toggle(n as u8);
                let left = visible_events(story, &of).len();
                let field = el("input type=checkbox")
                    .act(name, n)
                    .flag("disabled", left == 0 && !is_chosen)
                    .flag("checked", is_chosen);
                let number = el("span.size").text(&figure(self.words(), left as u64));
                choices = choices.child(el("label.choice").child(field).text(" ").child(label).text(" ").child(number));
                n += 1;
            }
            // The first child is the heading.
            if choices.children.len() > 1 {
                facets = facets.child(choices);
            }
        }
        let done = el("button.plain type=button data-act=filters data-n=0").word(self.words(), Word::DONE);
        facets.child(self.filtered(state, shown).child(done))
    }

    /// The label of a facet's choice; nothing behind the last.
    fn label_of(&self, facet: Facet, n: usize) -> Option<Element> {
        Some(match facet {
            Facet::Theme => el("span").text(&self.story.themes.get(n)?.label),
            Facet::Status => self.status(*Status::ALL.get(n)?),
            Facet::Source => el("span").text(&self.story.sources.get(n)?.label),
        })
    }
}

/// A button with a number.
pub(super) fn numbered(message: &'static str, operand: usize, words: &Words, word: Word, number: usize) -> Element {
    let number = figure(words, number as u64);
    let button = el("button.plain type=button").act(message, operand).word(words, word);
    button.text(" (").text(&number).text(")")
}

/// One of a group of which the Tab key finds one; arrows go on from there (WAI-ARIA APG, roving tabindex).
fn roving(element: Element, is_found: bool) -> Element {
    element.attr("tabindex", if is_found { "0" } else { "-1" })
}

/// A button of a row, pressed or not.
pub(super) fn chip(message: &'static str, operand: usize, chosen: usize) -> Element {
    let is_pressed = chosen == operand;
    roving(el("button.chip type=button").act(message, operand).state("aria-pressed", is_pressed), is_pressed)
}
