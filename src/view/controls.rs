//! The controls above the lists: search, views, filters.

use super::Context;
use super::node::{Element, classed, decimal, el};
use super::words::count;
use crate::app::{State, View};
use crate::model::Status;

/// The element that the chosen view fills.
pub(super) const PANEL: &str = "panel";

impl Context<'_> {
    /// The search field.
    pub(super) fn search_field(&self, state: &State) -> Element {
        let words = self.words;
        classed("div", "search")
            .attr("role", "search")
            .child(classed("label", "hidden").attr("for", "query").text(words.search))
            .child(
                el("input")
                    .attr("id", "query")
                    .attr("type", "search")
                    .attr("part", "search")
                    .attr("placeholder", words.search)
                    .attr("autocomplete", "off")
                    .attr("spellcheck", "false")
                    .attr("enterkeyhint", "search")
                    .attr("value", &state.query),
            )
            .maybe((!state.query.is_empty()).then(|| button("clear", 0).attr("class", "clear").text(words.clear)))
    }

    /// One button a view, with how much each holds.
    pub(super) fn views(&self, state: &State) -> Element {
        let story = self.story;
        let sizes =
            [story.events.len(), story.questions.len(), story.voices.len(), story.terms.len(), story.sources.len()];
        let mut list = el("ul").attr("role", "list");
        for (n, view) in View::ALL.iter().enumerate() {
            let size = sizes.get(n).copied().unwrap_or(0);
            if size == 0 {
                continue;
            }
            let mut tab = button("view", n).attr("class", "tab");
            if state.results.is_none() && state.view == *view {
                tab = tab.attr("aria-current", "true");
            }
            let name = self.words.views.get(n).copied().unwrap_or_default();
            list = list
                .child(el("li").child(tab.text(name).text(" ").child(classed("span", "size").text(&decimal(size)))));
        }
        classed("nav", "views").attr("aria-label", self.words.kicker).child(list)
    }

    /// How many events are shown, key or all, and the button that opens the filters.
    pub(super) fn timeline_bar(&self, state: &State, shown: usize) -> Element {
        let words = self.words;
        let filter = &state.filter;
        let mut counted = decimal(shown);
        counted.push_str(words.counts.of);
        counted.push_str(&count(self.story.events.len(), words.counts.events));
        let chosen = filter.themes.len() + filter.statuses.len() + filter.sources.len();
        let mut open = button("filters", 0)
            .attr("class", "plain")
            .attr("part", "filter")
            .state("aria-expanded", state.filters_open)
            .text(words.filter);
        if chosen > 0 {
            open = open.text(" ").child(classed("span", "size").text(&decimal(chosen)));
        }
        classed("div", "bar")
            .child(
                classed("div", "switch")
                    .attr("role", "group")
                    .child(button("key", 0).state("aria-pressed", filter.key_only).text(words.key_events))
                    .child(button("all", 0).state("aria-pressed", !filter.key_only).text(words.all_events)),
            )
            .child(open)
            .child(classed("span", "count").text(&counted))
            .maybe(filter.is_narrowed().then(|| button("reset", 0).attr("class", "plain reset").text(words.reset)))
    }

    /// Theme, kind of statement, document.
    pub(super) fn facets(&self, state: &State) -> Element {
        let filter = &state.filter;
        let [theme, status, source] = self.words.facets;
        let story = self.story;
        let themes = facet(theme).each(story.themes.len(), &|n| {
            let label = el("span").text(&story.themes.get(n)?.label);
            Some(choice("theme", n, filter.themes.contains(&(n as u8)), label))
        });
        let statuses = facet(status).each(Status::ALL.len(), &|n| {
            let item = *Status::ALL.get(n)?;
            let is_used = story.events.iter().any(|event| event.claim.status == item);
            is_used.then(|| choice("status", n, filter.statuses.contains(&item), self.status(item)))
        });
        let sources = facet(source).each(story.sources.len(), &|n| {
            let label = el("span").text(&story.sources.get(n)?.label);
            Some(choice("by-source", n, filter.sources.contains(&(n as u8)), label))
        });
        classed("div", "facets").child(themes).child(statuses).child(sources)
    }

    /// The button that shows the next page of a list, where there is one.
    pub(super) fn more(&self, shown: usize, all: usize) -> Option<Element> {
        (shown < all).then(|| {
            let mut left = String::from(" (");
            left.push_str(&decimal(all - shown));
            left.push(')');
            button("more", 0).attr("class", "plain more").text(self.words.more).text(&left)
        })
    }
}

/// A button that sends a message.
pub(super) fn button(message: &'static str, operand: usize) -> Element {
    el("button").attr("type", "button").act(message, operand)
}

fn facet(label: &str) -> Element {
    el("fieldset").child(el("legend").text(label))
}

fn choice(message: &'static str, n: usize, chosen: bool, label: Element) -> Element {
    el("label")
        .attr("class", "choice")
        .child(el("input").attr("type", "checkbox").act(message, n).flag("checked", chosen))
        .text(" ")
        .child(label)
}
