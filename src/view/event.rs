//! An event: a line in the list, and the whole of it.

use super::node::{Element, classed, el};
use super::{Context, Surface, claim};
use crate::model::{Event, Group, When};

impl Context<'_> {
    /// Everything an event says, without its headline and date.
    pub(super) fn event_body(&self, event: &Event) -> Element {
        let mut body = classed("div", "body")
            .child(self.running(classed("p", "summary"), &event.summary))
            .child(self.claim(&event.claim))
            .maybe(self.inference(&event.claim));
        let mut differ = classed("p", "differ").child(el("b").text(self.words.accounts_differ));
        for (nth, index) in event.questions.iter().enumerate() {
            if let Some(question) = self.story.questions.get(usize::from(*index)) {
                if nth > 0 {
                    differ = differ.text(" ");
                }
                differ = differ.child(self.entry_link("question", (*index).into(), &question.id, &question.asks));
            }
        }
        if !event.questions.is_empty() {
            body = body.child(differ);
        }
        body
    }

    /// The date line, its uncertainty already in words.
    pub(super) fn event_date(&self, event: &Event) -> Element {
        classed(if self.surface == Surface::Widget { "span" } else { "p" }, "date").text(event.when.words())
    }

    /// An event in full, for a page.
    pub(super) fn event_entry(&self, event: &Event, depth: u8) -> Element {
        el("li")
            .attr("id", &claim::anchor(&event.id))
            .attr("class", importance_class(event.importance))
            .child(self.heading(depth).text(&event.headline))
            .child(self.event_date(event))
            .child(self.event_body(event))
    }

    /// An event in the widget's list: a row that opens.
    pub(super) fn event_row(&self, index: usize, event: &Event, is_open: bool, is_selected: bool) -> Element {
        let words = self.words;
        let undated = matches!(event.when, When::After { .. });
        let row = classed("button", "row")
            .attr("type", "button")
            .act("toggle", index)
            .state("aria-expanded", is_open)
            .child(if undated {
                classed("span", "date undated").text(words.undated)
            } else {
                classed("span", "date").text(event.when.words())
            })
            .child(
                classed("span", "headline")
                    .child(classed("span", "words").attr("part", "item-title").text(&event.headline))
                    .text(" ")
                    .child(self.status(event.claim.status))
                    .text(" ")
                    .maybe((!event.questions.is_empty()).then(|| classed("span", "mark-differ").text(words.disputed))),
            );
        let item = el("li")
            .key(index)
            .attr("id", &claim::anchor(&event.id))
            .attr("class", importance_class(event.importance))
            .attr("part", "item")
            .flag("data-selected", is_selected)
            .child(self.heading(2).child(row));
        if !is_open {
            return item;
        }
        let placed = undated.then(|| classed("p", "placed").text(event.when.words()));
        item.child(self.event_body(event).maybe(placed).child(self.actions(&event.id)))
    }

    /// What can be done with an open entry.
    pub(super) fn actions(&self, id: &str) -> Element {
        classed("p", "actions")
            .child(classed("a", "permalink").attr("href", &super::permalink_anchor(id)).text(self.words.permalink))
    }

    /// Events under their groups' headings; `row` makes each item, `keep` says which.
    pub(super) fn grouped(
        &self,
        depth: u8,
        keep: &dyn Fn(usize) -> bool,
        row: &dyn Fn(usize, &Event) -> Option<Element>,
    ) -> Element {
        let story = self.story;
        let mut list = classed("ol", "years").attr("role", "list");
        if self.surface == Surface::Widget {
            list = list.attr("part", "list");
        }
        for (nth, group) in story.groups.iter().enumerate() {
            let end = story.groups.get(nth + 1).map_or(story.events.len(), |next: &Group| next.first.into());
            let mut inner = classed("ol", "events").attr("role", "list");
            for index in usize::from(group.first)..end {
                if let (true, Some(event)) = (keep(index), story.events.get(index)) {
                    inner = inner.maybe(row(index, event));
                }
            }
            if !inner.children.is_empty() {
                list = list
                    .child(classed("li", "year").key(nth).child(self.heading(depth).text(&group.label)).child(inner));
            }
        }
        list
    }
}

fn importance_class(importance: u8) -> &'static str {
    match importance {
        1 => "event importance-1",
        2 => "event importance-2",
        _ => "event importance-3",
    }
}
