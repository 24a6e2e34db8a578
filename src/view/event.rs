//! An event: a line in the list, and the whole of it.

use super::claim::entry;
use super::node::{Element, el};
use super::{Context, Surface};
use crate::app::{Entry, State, View};
use crate::model::{Event, When};

/// A story with more events is long.
const LONG: usize = 400;

impl Context<'_> {
    /// An event without its headline and date.
    pub(super) fn event_body(&self, event: &Event) -> Element {
        let differ = self.label(el("p.differ"), &self.words.accounts_differ);
        el("div.body")
            .child(self.running(el("p.summary"), &event.summary))
            .child(self.claim(&event.claim))
            .maybe(self.inference(&event.claim))
            .maybe(self.links(differ, " ", View::Accounts, &event.questions))
    }

    /// An event in full, for a page.
    pub(super) fn event_entry(&self, index: usize, event: &Event, depth: u8) -> Element {
        let item = match event.importance {
            1 => "li.event.importance-1",
            2 => "li.event.importance-2",
            _ => "li.event.importance-3",
        };
        entry(item, index, &event.id, false)
            .child(self.heading(depth).text(&event.headline))
            // The date line, its uncertainty already in words.
            .child(el("p.date").text(event.when.words()))
            .child(self.event_body(event))
    }

    /// An event in the widget's list: a row that opens.
    pub(super) fn event_row(&self, index: usize, event: &Event, state: &State) -> Element {
        let words = self.words;
        let is_open = state.open.contains(&Entry::Event(index));
        let is_selected = state.selected == Some(Entry::Event(index));
        let item = match event.importance {
            1 => "li.event.importance-1 part=item",
            2 => "li.event.importance-2 part=item",
            _ => "li.event.importance-3 part=item",
        };
        let undated = matches!(event.when, When::After { .. });
        let date = if undated {
            self.with_ui_lang(el("span.date.undated")).static_text(&words.undated)
        } else {
            el("~span.date").text(event.when.words())
        };
        let differs = || self.with_ui_lang(el("span.mark-differ")).static_text(&words.disputed);
        let headline = el("span.headline")
            .child(el("~span.words part=item-title").text(&event.headline))
            .text(" ")
            .child(self.status(event.claim.status))
            .text(" ")
            .maybe((!event.questions.is_empty()).then(differs));
        let row = row("toggle", index, is_open).child(date).child(headline);
        let item = entry(item, index, &event.id, is_selected).child(self.heading(2).child(row));
        item.maybe(is_open.then(|| self.details(event)))
    }

    /// The details below an open row.
    fn details(&self, event: &Event) -> Element {
        let undated = matches!(event.when, When::After { .. });
        let placed = undated.then(|| el("~p.placed").text(event.when.words()));
        self.event_body(event).maybe(placed).child(self.actions(&event.id))
    }

    /// The permalink of an open entry.
    pub(super) fn actions(&self, id: &str) -> Element {
        let link = el("a.permalink").attr("href", &super::permalink_anchor(id)).static_text(&self.words.permalink);
        self.with_ui_lang(el("p.actions")).child(link)
    }

    /// Events, in order, under their groups' headings; `row` makes each item. The cost grows with the events on show, not with
    /// the story.
    pub(super) fn grouped(&self, depth: u8, events: &[usize], row: &impl Fn(usize) -> Option<Element>) -> Element {
        let groups = &self.story.groups;
        let mut list = el(match self.surface {
            Surface::Ground => "ol.years role=list",
            // Rows out of view of a long story are not laid out.
            Surface::Widget if self.story.events.len() > LONG => "ol.years.long role=list part=list",
            Surface::Widget => "ol.years role=list part=list",
        });
        let mut rest = events;
        while let Some(first) = rest.first() {
            let next = groups.partition_point(|group| group.first as usize <= *first);
            let end = groups.get(next).map_or(usize::MAX, |group| group.first as usize);
            let count = rest.iter().take_while(|n| **n < end).count();
            let (here, later) = rest.split_at_checked(count).unwrap_or_default();
            let label = groups.get(next.wrapping_sub(1)).map(|group| group.label.as_str());
            let inner = el("ol.events role=list").each(here.len(), &|n| row(*here.get(n)?));
            let heading = self.heading(depth).text(label.unwrap_or_default());
            list = list.child(el("li.year").key(next).child(heading).child(inner));
            rest = later;
        }
        list
    }
}

/// The button that opens and closes an entry in its list.
pub(super) fn row(message: &'static str, index: usize, is_open: bool) -> Element {
    el("button.row type=button").act(message, index).state("aria-expanded", is_open)
}
