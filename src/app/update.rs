//! Changes of the state by messages.

mod timeline;

use super::filter::visible_events;
use super::list::{Rows, list, shown};
use super::{Announcement, App, Effect, Entry, Filter, Message, Notice, View};
use crate::model::Story;
use crate::search::{Index, Results, search};
use std::mem::{replace, take};
use std::rc::Rc;
use timeline::Window;

impl App {
    /// Carries out a message and returns the platform's tasks. Indices out of range change nothing.
    pub fn update(&mut self, message: Message) -> Vec<Effect> {
        self.state.announcement = None;
        match message {
            Message::Show(view) => {
                self.end_search();
                self.state.trail.clear();
                self.state.view = view;
                self.close_card();
            }
            Message::Search(query) => self.search(query),
            Message::AnnounceResults => {
                let found = self.state.results.as_ref().map(Results::len);
                self.state.announcement = found.map(Announcement::Results);
            }
            Message::ToggleFilters => self.state.filters_open = !self.state.filters_open,
            Message::KeyOnly(key_only) => {
                let before = self.shown(View::Timeline);
                let rows = self.state.rows(View::Timeline);
                self.state.filter.key_only = key_only;
                self.filter_changed();
                // All events go on where the key events ended.
                if let Some(all) = self.state.rows_mut(View::Timeline).filter(|_| !key_only) {
                    *all = rows;
                    all.append();
                    self.focus_new_row(View::Timeline, &before);
                }
            }
            Message::Chapter(chapter) if chapter.is_none_or(|n| usize::from(n) < self.story.chapters.len()) => {
                self.set_chapter(chapter);
            }
            Message::Choose(facet, n) if facet.id(&self.story, n.into()).is_some() => {
                self.state.filter.chosen[facet as usize].toggle(n);
                self.filter_changed();
            }
            Message::SetFilter(filter) => self.set_filter(filter),
            Message::SetThemes(themes) => {
                self.attributes.themes = themes;
                self.follow_attributes();
            }
            Message::SetDays(days) => {
                self.attributes.days = days;
                self.follow_attributes();
            }
            Message::Reset => {
                self.end_search();
                let Filter { key_only, chapter, .. } = self.state.filter;
                self.set_filter(Filter { key_only, chapter, ..Filter::default() });
            }
            Message::Toggle(entry) => self.toggle(entry),
            Message::Go(entry) if entry.id(&self.story).is_some() => {
                self.close_card();
                // Moved, not copied: the entry is shown in a view at rest, and the way back restores the one that was left.
                let mut before = take(&mut self.state);
                self.state.filter = before.filter;
                self.state.trail = take(&mut before.trail);
                self.state.trail.push((entry, before));
                self.select(entry);
                self.effect(Effect::Focus(entry));
            }
            Message::Return => {
                let mut trail = take(&mut self.state.trail);
                if let Some((_, before)) = trail.pop() {
                    self.state = before;
                    self.rebuild_timeline(Window::Kept);
                }
                self.state.trail = trail;
            }
            Message::AnnounceCopied(entry) if entry.id(&self.story).is_some() => {
                self.state.announcement = Some(Announcement::Copied(entry));
            }
            Message::Translate(story) => self.translate(story),
            Message::Draw => {}
            Message::Select(entry) => self.select(entry),
            Message::OpenTerm(term) => self.open_term(term),
            Message::Back => {
                self.state.cards.pop();
                self.effect(Effect::Card);
            }
            Message::Close => self.close_card(),
            Message::More(kind) => self.grow(kind, Rows::append),
            Message::Earlier(kind) => self.grow(kind, Rows::prepend),
            Message::Fewer(kind) => {
                if let Some(rows) = self.state.rows_mut(kind) {
                    *rows = Rows::default();
                }
            }
            _ => self.update_timeline(&message),
        }
        take(&mut self.effects)
    }

    /// Events have the same indices in each language, terms are in the order of another alphabet.
    fn translate(&mut self, story: Rc<Story>) {
        let before = replace(&mut self.story, story);
        self.index = None;
        self.end_search();
        self.state.trail.clear();
        self.close_card();
        for entry in self.state.open.iter_mut().chain(&mut self.state.selected) {
            if let Some(here) = entry.address(&before).and_then(|id| Entry::find(&self.story, &id)) {
                *entry = here;
            }
        }
        self.rebuild_timeline(Window::Kept);
    }

    /// The same for a message of the host's, which is told nothing of it.
    pub fn follow(&mut self, message: Message) -> Vec<Effect> {
        self.is_silent = true;
        let effects = self.update(message);
        self.is_silent = false;
        effects
    }

    pub(super) fn emit(&mut self, notice: Notice) {
        if !self.is_silent {
            self.effect(Effect::Emit(notice));
        }
    }

    /// Adds a task for the platform. Not inlined: growing a list is twice the code of this call.
    #[inline(never)]
    fn effect(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    fn search(&mut self, query: String) {
        self.end_search();
        let found = if query.trim_ascii().is_empty() {
            self.events().len()
        } else {
            let index = self.index.get_or_insert_with(|| Index::new(&self.story));
            let results = search(index, &query);
            let found = results.len();
            self.state.results = Some(results);
            found
        };
        self.state.query = query;
        self.emit(Notice::Filter(found));
    }

    fn end_search(&mut self) {
        self.state.query.clear();
        if self.state.results.take().is_some() {
            self.state.rows = Default::default();
        }
    }

    /// The entries of a list that are on show.
    fn shown(&self, kind: View) -> Vec<usize> {
        shown(&self.story, &self.state, kind, &list(&self.story, &self.state, kind))
    }

    /// Shows more rows of a list.
    fn grow(&mut self, kind: View, how: fn(&mut Rows)) {
        let before = self.shown(kind);
        if let Some(rows) = self.state.rows_mut(kind) {
            how(rows);
            self.focus_new_row(kind, &before);
        }
    }

    /// Moves the focus to the first row that is not among the entries that were shown before.
    fn focus_new_row(&mut self, kind: View, before: &[usize]) {
        if let Some(n) = self.shown(kind).iter().find(|n| !before.contains(n)) {
            self.effect(Effect::Focus(kind.entry(*n)));
        }
    }

    /// Shows a chapter: its key events, or all where none of them is one.
    fn set_chapter(&mut self, chapter: Option<u8>) {
        let key_only = Filter::first_look(&self.story).key_only;
        let mut filter = Filter { key_only, chapter, ..self.state.filter };
        // Key events without a date would leave the band empty.
        let is_dated = |n: &usize| self.story.events.get(*n).is_some_and(|event| event.when.date().is_some());
        if !visible_events(&self.story, &filter).iter().any(is_dated) {
            filter.key_only = false;
        }
        self.replace_filter(filter, Window::OfFilter);
    }

    /// Replaces the filter. The timeline shows the new time bounds where they differ.
    fn set_filter(&mut self, filter: Filter) {
        let window = if self.state.filter.days == filter.days { Window::Kept } else { Window::OfFilter };
        self.replace_filter(filter, window);
    }

    /// Filters as a new widget with the same attributes does.
    fn follow_attributes(&mut self) {
        let filter = self.state.filter.with_attributes(&self.story, &self.attributes);
        self.replace_filter(filter, Window::OfFilter);
    }

    fn replace_filter(&mut self, filter: Filter, window: Window) {
        self.state.filter = filter;
        if let Some(rows) = self.state.rows_mut(View::Timeline) {
            *rows = Rows::default();
        }
        self.rebuild_timeline(window);
        let shown = self.events().len();
        self.state.announcement = Some(Announcement::Events(shown));
        self.emit(Notice::Filter(shown));
    }

    pub(super) fn filter_changed(&mut self) {
        self.replace_filter(self.state.filter, Window::Kept);
    }

    fn toggle(&mut self, entry: Entry) {
        if let Some(index) = self.open_index(entry) {
            self.state.open.swap_remove(index);
        } else if entry.id(&self.story).is_some() {
            self.state.open.push(entry);
            self.state.selected = Some(entry);
            self.emit(Notice::Select(entry));
        }
    }

    /// Its index among the entries whose details are open.
    fn open_index(&self, entry: Entry) -> Option<usize> {
        self.state.open.iter().position(|open| *open == entry)
    }

    /// Selects an entry and makes sure that its view shows it, whatever the filters.
    fn select(&mut self, entry: Entry) {
        if entry.id(&self.story).is_none() {
            return;
        }
        self.end_search();
        let view = entry.view();
        self.state.view = view;
        self.state.selected = Some(entry);
        if self.open_index(entry).is_none() {
            self.state.open.push(entry);
        }
        if let Entry::Event(n) = entry {
            self.uncover_event(n);
            self.reveal(n);
        }
        let rows = list(&self.story, &self.state, view);
        let row = rows.iter().position(|n| *n == entry.index());
        if let Some(row) = row.filter(|_| !shown(&self.story, &self.state, view, &rows).contains(&entry.index()))
            && let Some(on_show) = self.state.rows_mut(view)
        {
            *on_show = Rows::around(row);
        }
        self.emit(Notice::Select(entry));
    }

    /// Removes filters that hide an event.
    fn uncover_event(&mut self, n: usize) {
        let hides = |filter: &Filter| !visible_events(&self.story, filter).contains(&n);
        let mut filter = self.state.filter;
        if hides(&filter) {
            filter.key_only = false;
        }
        if hides(&filter) {
            self.state.filter = Filter::default();
            self.rebuild_timeline(Window::Kept);
        } else {
            self.state.filter = filter;
        }
    }

    fn open_term(&mut self, term: usize) {
        if self.story.terms.get(term).is_none() {
            return;
        }
        if self.state.cards.last() != Some(&term) {
            self.state.cards.push(term);
        }
        self.effect(Effect::Card);
        self.emit(Notice::Term(term));
    }

    fn close_card(&mut self) {
        if !self.state.cards.is_empty() {
            self.state.cards.clear();
            self.effect(Effect::Card);
        }
    }
}
