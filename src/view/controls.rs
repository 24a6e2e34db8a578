//! The controls above the lists: search, views, filters.
#![allow(
    clippy::cast_possible_truncation,
    reason = "counts fit 32 bits, numbers of choices 8; minutes are exact in `f64`"
)]

use super::Context;
use super::node::{Element, decimal, el};
use super::words::count;
use crate::app::{State, View};
use crate::model::Status;

impl Context<'_> {
    /// The search field.
    pub(super) fn search_field(&self, state: &State) -> Element {
        let words = self.words;
        let field = "input id=query type=search part=search autocomplete=off spellcheck=false enterkeyhint=search";
        let clear = || el("button.clear type=button data-act=clear data-n=0").static_text(&words.clear);
        el("div.search role=search")
            .child(el("label.hidden for=query").static_text(&words.search))
            .child(el(field).attr("placeholder", words.search).attr("value", &state.query))
            .maybe((!state.query.is_empty()).then(clear))
    }

    /// A button for each view, with the number of its entries.
    pub(super) fn views(&self, state: &State) -> Element {
        let story = self.story;
        let mut list = el("ul role=list");
        for (n, view) in View::ALL.iter().enumerate() {
            let size = view.size(story);
            if size == 0 {
                continue;
            }
            let mut tab = el("button.tab type=button").act("view", n);
            if state.results.is_none() && state.view == *view {
                tab = tab.attr("aria-current", "true");
            }
            let name = self.words.views.get(n).copied().unwrap_or_default();
            list = list.child(el("li").child(tab.text(name).text(" ").child(sized(size))));
        }
        el("nav.views").attr("aria-label", self.words.kicker).child(list)
    }

    /// The number of events on show, key or all, and the button that opens the filters.
    pub(super) fn timeline_bar(&self, state: &State, shown: usize) -> Element {
        let words = self.words;
        let filter = &state.filter;
        let mut counted = decimal(shown as u64);
        counted.push_str(words.counts.of);
        counted.push_str(&count(self.story.events.len(), words.counts.events));
        let chosen = filter.chosen();
        let mut open = el("button.plain type=button part=filter data-act=filters data-n=0")
            .state("aria-expanded", state.filters_open)
            .static_text(&words.filter);
        if chosen > 0 {
            open = open.text(" ").child(sized(chosen));
        }
        let reset = || el("button.plain.reset type=button data-act=reset data-n=0").static_text(&words.reset);
        self.with_ui_lang(el("div.bar"))
            .child(
                el("div.switch role=group").child(switch("key", 0, filter.key_only, words.key_events)).child(switch(
                    "all",
                    0,
                    !filter.key_only,
                    words.all_events,
                )),
            )
            .child(open)
            .child(el("span.count").text(&counted))
            .maybe(filter.is_narrowed().then(reset))
    }

    /// Theme, kind of statement, document.
    pub(super) fn facets(&self, state: &State) -> Element {
        let filter = &state.filter;
        let [theme, status, source] = self.words.facets;
        let story = self.story;
        let facet = |label: &str| el("fieldset").child(self.with_ui_lang(el("legend")).text(label));
        let themes = facet(theme).each(story.themes.len(), &|n| {
            let label = el("span").text(&story.themes.get(n)?.label);
            Some(choice("theme", n, filter.themes.has(n as u8), label))
        });
        let statuses = facet(status).each(Status::ALL.len(), &|n| {
            let item = *Status::ALL.get(n)?;
            let is_used = story.events.iter().any(|event| event.claim.status == item);
            is_used.then(|| choice("status", n, filter.statuses.has(n as u8), self.status(item)))
        });
        let sources = facet(source).each(story.sources.len(), &|n| {
            let label = el("span").text(&story.sources.get(n)?.label);
            Some(choice("by-source", n, filter.sources.has(n as u8), label))
        });
        el("div.facets").child(themes).child(statuses).child(sources)
    }

    /// A button for `left` more rows, where there are any.
    pub(super) fn more(&self, message: &'static str, operand: usize, words: &str, left: usize) -> Option<Element> {
        let number = decimal(left as u64);
        let button = || self.with_ui_lang(el("button.plain.more type=button")).act(message, operand);
        (left > 0).then(|| button().text(words).text(" (").text(&number).text(")"))
    }
}

/// A button of a group, pressed or not.
pub(super) fn switch(message: &'static str, operand: usize, is_pressed: bool, words: &str) -> Element {
    el("button type=button").act(message, operand).state("aria-pressed", is_pressed).text(words)
}

fn sized(number: usize) -> Element {
    el("span.size").text(&decimal(number as u64))
}

fn choice(message: &'static str, n: usize, chosen: bool, label: Element) -> Element {
    el("label.choice").child(el("input type=checkbox").act(message, n).flag("checked", chosen)).text(" ").child(label)
}
