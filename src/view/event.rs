//! An event: a row in the list, which answers in the row, and the whole of it; and on narrow widgets the spine beside the rows.

use super::claim::{anchor, entry};
use super::node::{Element, classed, el};
use super::words::count;
use super::{BETWEEN, Context, permalink_anchor};
use crate::app::{Announcement, Entry, State, View};
use crate::model::civil::civil_from_days;
use crate::model::words::Word;
use crate::model::{Date, Day, Ending, Event, Shape, Status, Text, When, plain};

/// A list with more rows is long.
const LONG: usize = 400;
/// Most bytes of a year that stands in the spine; "13.8 billion years ago" is a heading.
const LONGEST_YEAR: usize = 9;

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

    fn event_item(&self, index: usize, event: &Event, state: &State, spine: &Spine) -> Element {
        let mut class = String::from("event");
        let is_undated = event.when.date().is_none();
        for (is, name) in [(event.importance == 1, " key"), (spine.is_held, " held"), (is_undated, " undated")] {
            class.push_str(if is { name } else { "" });
        }
        let label = |literal: &'static str, words: &str| (!words.is_empty()).then(|| el(literal).text(words));
        let item = classed("li part=item", &class)
            .maybe(label("p.month aria-hidden=true", &spine.heading))
            .maybe(label("span.year aria-hidden=true", spine.year));
        let headline = el("~span.headline part=item-title").text(&event.headline);
        let line = el(ROW).child(self.date(event, spine)).text(" ").child(headline);
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

    /// The words of an event's date; what the spine says beside it stands in an element of its own.
    fn date(&self, event: &Event, spine: &Spine) -> Element {
        let post = (!spine.post.is_empty()).then(|| el("span.post aria-hidden=true").text(spine.post));
        let date = match &event.when {
            When::After { .. } => {
                return self.with_ui_lang(el("span.date").maybe(post)).word(self.words(), Word::UNDATED);
            }
            When::Dated(date) => date,
        };
        let words = date.words.as_str();
        let is_point = date.shape == Shape::Point;
        // A time stands behind the year.
        let end = if is_point && date.minute.is_some() { words.bytes().rposition(|byte| byte == b',') } else { None };
        let (day, time) = words.split_at_checked(end.unwrap_or(words.len())).unwrap_or_default();
        // "Since 2004", "about 1990" and "March 2022 or 2023" stay whole; "by 5 January 2022" and "5 or 6 January 2022" have
        // the year but once.
        let has_ends = date.starts == Ending::Known && date.ends == Ending::Known;
        let is_firm = has_ends && !date.qualifier.approximate && (is_point || date.shape == Shape::Span);
        let is_exact = !spine.of.is_empty() && (is_firm || month_of(date).is_some());
        let year = if is_exact { day.strip_suffix(spine.of) } else { None };
        // Spanish, Portuguese and Hindi have a word or a comma before the year. No space stands before the comma of a time.
        let year = year.map(|own| own.strip_suffix(" de ").or(own.strip_suffix(", ")).unwrap_or(own));
        let year = year.map(|own| if time.is_empty() { own } else { own.trim_ascii_end() });
        let own = if words == spine.heading { "" } else { year.unwrap_or(day) };
        let said = el("span.said").text(day.get(own.len()..).unwrap_or_default());
        el("~span.date").maybe(post).text(own).maybe(said.filled()).text(time)
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

    /// Events by date, with the spine that a narrow widget shows beside them: years, months with several rows, and the posts
    /// that the first lane with spans holds. A dash ends a year before rows without a date; behind a month's rows, or theirs,
    /// the year is said again.
    pub(super) fn dated_list(&self, state: &State, events: &[usize]) -> Element {
        let story = self.story;
        let posts = self.posts();
        let mut list =
            el(if events.len() > LONG { "ol.spine.long role=list part=list" } else { "ol.spine role=list part=list" });
        let (mut last_year, mut last_month, mut headed, mut last_post) = ("", None, None, None);
        let mut reached = Day::MIN;
        for (nth, n) in events.iter().enumerate() {
            let Some(event) = story.events.get(*n) else { continue };
            let next = story.groups.partition_point(|group| group.first as usize <= *n);
            let label = story.groups.get(next.wrapping_sub(1)).map_or("", |group| group.label.as_str());
            let date = event.when.date();
            let year = date.map_or("–", |_| label);
            // The first row of several in one month.
            let month = date.and_then(month_of);
            let next = events.get(nth + 1).and_then(|next| story.events.get(*next));
            let is_first = month != last_month && next.is_some_and(|next| next.when.date().and_then(month_of) == month);
            let is_long = year.len() > LONGEST_YEAR;
            let is_left = headed.is_some() && headed != month;
            let is_said = is_left || year != last_year;
            headed = headed.filter(|_| !is_left);
            let heading = match month {
                _ if is_long && is_said => String::from(year),
                Some(before) if is_first => {
                    headed = month;
                    let (year, month, _) = civil_from_days(before + 1);
                    self.day_words(year, month, 0)
                }
                _ => String::new(),
            };
            // The time that the list has come to: undated rows stand in it, and a month's row behind rows of its days.
            reached = date.map_or(reached, |date| {
                // On one of two days: nobody holds a post on the first of them for certain.
                let is_either = matches!(date.shape, Shape::OneOf(_));
                reached.max(if is_either { date.end.latest } else { date.sort_key().0 })
            });
            let post =
                posts.iter().rev().find(|(from, to, _)| (*from..=*to).contains(&reached)).map(|(.., post)| *post);
            let spine = Spine {
                year: if is_long || !is_said || year == last_year && headed.is_some() { "" } else { year },
                of: year,
                heading,
                post: post.filter(|_| post != last_post).and_then(|post| story.events.get(post)).map_or("", name_of),
                is_held: post.is_some(),
            };
            (last_year, last_month, last_post) = (year, month, post);
            list = list.child(self.event_item(*n, event, state, &spine));
        }
        list
    }

    /// The key spans of the first lane that has any: first and last day, and the event.
    fn posts(&self) -> Vec<(Day, Day, usize)> {
        let mut posts = Vec::new();
        let mut lane = u8::MAX;
        for (n, event) in self.story.events.iter().enumerate() {
            let Some(date) = event.when.date().filter(|date| date.shape == Shape::Span) else { continue };
            if event.importance > 1 || event.lane > lane {
                continue;
            }
            if event.lane < lane {
                lane = event.lane;
                posts.clear();
            }
            let to = if date.ends == Ending::Open { Day::MAX } else { date.end.latest };
            posts.push((date.begin.earliest, to, n));
        }
        posts
    }
}

/// What stands beside a row on a narrow widget.
#[derive(Default)]
struct Spine<'a> {
    /// The year, where it is another than the row's before, or a month's rows are left; a dash for rows without a date.
    year: &'a str,
    /// The year of the row.
    of: &'a str,
    /// Heading over the first row of a month, or of a time whose name is too long for the spine.
    heading: String,
    /// Name of a post, at the first of its rows.
    post: &'a str,
    /// True if somebody holds a post at the time.
    is_held: bool,
}

/// An event's short name.
fn name_of(event: &Event) -> &str {
    event.short.as_deref().unwrap_or(&event.headline)
}

/// The month in which a date lies as a whole, by the day before it.
fn month_of(date: &Date) -> Option<Day> {
    let before = |day| day - Day::from(civil_from_days(day).2);
    let month = before(date.begin.earliest);
    (month == before(date.end.latest)).then_some(month)
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
