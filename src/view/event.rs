//! An event: a row in the list, which answers in the row, and the whole of it.

use super::claim::{anchor, entry};
use super::node::{Element, classed, el};
use super::spine::Spine;
use super::words::count;
use super::{BETWEEN, Context, permalink_anchor};
use crate::app::{Announcement, Entry, State, View};
use crate::model::words::Word;
use crate::model::{Event, Status, Text, When, plain};

impl Context<'_> {
    /// An event without its headline and date.
    pub(super) fn event_body(&self, event: &Event) -> Element {
        let differ = self.label(el("p.differ"), Word::ACCOUNTS_DIFFER);
        self.event_statement(event).maybe(self.links(differ, View::Accounts, &event.questions))
    }

    /// An event's summary and what bears it out.
    fn event_statement(&self, event: &Event) -> Element {
        let body = el("div.body").maybe(self.prose(el("p.summary"), &event.summary));
        self.inlines(self.claimed(body, &event.claim), &event.media)
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
            .child(self.date_line(&event.when))
            .child(self.event_body(event))
    }

    /// The date, its uncertainty already in words; or that there is none, and what the event follows.
    fn date_line(&self, when: &When) -> Element {
        match when {
            When::Dated(date) => el("p.date").text(&date.words),
            When::After { words, .. } => {
                self.ui_text(el("p.date"), self.words().get(Word::UNDATED)).text(BETWEEN).text(words)
            }
        }
    }

    /// An event in the widget's list: a row that opens.
    pub(super) fn event_row(&self, index: usize, event: &Event, state: &State) -> Element {
        self.event_item(index, event, state, &Spine::default())
    }

    /// The same, in a list that has a spine beside it.
    pub(super) fn event_item(&self, index: usize, event: &Event, state: &State, spine: &Spine) -> Element {
        let mut class = String::from("event");
        let is_undated = event.when.date().is_none();
        for (is, name) in [(event.importance == 1, " key"), (spine.is_held, " held"), (is_undated, " undated")] {
            class.push_str(if is { name } else { "" });
        }
        let item = classed("li part=item", &class)
            .maybe(el("p.month aria-hidden=true").text(&spine.heading).filled())
            .maybe(el("span.year aria-hidden=true").text(spine.year).filled());
        let headline = el("~span.headline part=item-title").text(&event.headline);
        let line = el(ROW).child(self.row_date(event, spine)).text(" ").child(headline);
        let mut tags = el("p.first");
        if event.claim.status != Status::Reported {
            tags = tags.child(self.status(event.claim.status));
        }
        // "6 accounts", where a question touches what the headline says.
        if event.accounts > 0 {
            let words = count(self.words(), event.accounts.into(), Word::ACCOUNTS);
            tags = tags.behind(BETWEEN).child(self.with_ui_lang(el("span.differ")).text(&words));
        }
        let (item, is_open) = self.item(item, Entry::Event(index), state, line, Some((tags, &event.summary)));
        if is_open { item.child(self.details(index, event, state)) } else { item }
    }

    /// Adds to an entry's element its row, which holds `line`, and while it is closed the first words of its text behind what they
    /// begin with; returns whether it is open as well.
    pub(super) fn item(
        &self,
        item: Element,
        entry: Entry,
        state: &State,
        line: Element,
        first: Option<(Element, &Text)>,
    ) -> (Element, bool) {
        let is_open = state.open.contains(&entry);
        let heading = if entry.view() == View::Glossary { el("dt") } else { self.heading(2) };
        let is_selected = state.selected == Some(entry);
        let row =
            line.act("toggle", entry.operand()).state("aria-expanded", is_open).state("aria-current", is_selected);
        let item = item
            .key(entry.index())
            .attr("id", &anchor(&entry.address(self.story).unwrap_or_default()))
            .flag("data-selected", is_selected)
            .child(heading.maybe(self.way_back(state, entry)).child(row));
        let words = first.filter(|_| !is_open);
        (item.maybe(words.and_then(|(into, text)| first_words(into.act("toggle", entry.operand()), text))), is_open)
    }

    /// The details below an open row, with the accounts of the questions that it bears on.
    fn details(&self, index: usize, event: &Event, state: &State) -> Element {
        let undated = matches!(event.when, When::After { .. });
        let placed = undated.then(|| el("~p.placed").text(event.when.words()));
        self.event_statement(event)
            .maybe(placed)
            .each(event.questions.len(), &|n| {
                let n = *event.questions.get(n)? as usize;
                let question = self.story.questions.get(n)?;
                Some(self.question_in_event(n, question, state))
            })
            .child(self.actions(Entry::Event(index), state))
    }

    /// The permalink of an open entry, which copies its address.
    pub(super) fn actions(&self, entry: Entry, state: &State) -> Element {
        let is_copied = state.announcement == Some(Announcement::Copied(entry));
        let word = if is_copied { Word::COPIED } else { Word::PERMALINK };
        let address = entry.address(self.story).unwrap_or_default();
        let link = el("a.plain")
            .attr("href", &permalink_anchor(&address))
            .act("copy", entry.operand())
            .word(self.words(), word);
        self.with_ui_lang(el("p.actions")).child(link)
    }

    /// Events, in order, under their years' headings, for a page; `row` makes each item.
    pub(super) fn grouped(&self, depth: u8, events: &[usize], row: &impl Fn(usize) -> Option<Element>) -> Element {
        let groups = &self.story.groups;
        let mut list = el("ol.years role=list");
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

/// A text's words on a line that the stylesheet clips; no line where there is nothing to say.
fn first_words(into: Element, text: &Text) -> Option<Element> {
    match el("~span.words").text(&plain(text)).filled() {
        Some(words) => Some(into.behind(BETWEEN).child(words)),
        None => into.filled(),
    }
}

/// The button that opens and closes an entry in its list.
pub(super) const ROW: &str = "button.row type=button";
