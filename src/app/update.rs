//! What each message changes.

use super::list::{FEW, keeps, list, step, window, window_of};
use super::{Announcement, App, Effect, Entry, Filter, Message, Notice};
use crate::glossary::{Index, Results, mentions, search};

impl App {
    /// Carries out a message and says what the platform must do.
    pub fn update(&mut self, message: Message) -> Vec<Effect> {
        self.state.announcement = None;
        match message {
            Message::Show(view) => {
                self.end_search();
                if self.state.view != view {
                    self.state.view = view;
                    self.state.first = 0;
                }
                self.stop();
                self.close_card();
            }
            Message::Search(query) => self.search(query),
            Message::Count => {
                let found = self.state.results.as_ref().map(Results::len);
                self.state.announcement = found.map(Announcement::Results);
            }
            Message::ToggleFilters => self.state.filters_open = !self.state.filters_open,
            Message::KeyOnly(key_only) => {
                self.state.filter.key_only = key_only;
                self.refiltered();
            }
            Message::Theme(theme) => {
                self.state.filter.themes.toggle(theme);
                self.refiltered();
            }
            Message::Status(status) => {
                self.state.filter.statuses.toggle(status as u8);
                self.refiltered();
            }
            Message::Source(source) => {
                self.state.filter.sources.toggle(source);
                self.refiltered();
            }
            Message::Narrow(filter) => self.narrow(filter),
            Message::Reset => {
                self.end_search();
                self.narrow(Filter::default());
            }
            Message::Mentions(term) => self.mentions(term),
            Message::Toggle(entry) => self.toggle(entry),
            Message::Go(entry) => {
                self.close_card();
                self.select(entry);
                self.effect(Effect::Focus(entry));
            }
            Message::Select(entry) => self.select(entry),
            Message::OpenTerm(term) => self.open_term(term),
            Message::Back => {
                self.state.cards.pop();
                let is_last = self.state.cards.is_empty();
                self.effect(if is_last { Effect::CloseCard } else { Effect::OpenCard });
            }
            Message::Close => self.close_card(),
            Message::Kind(kind) => {
                self.state.kind = kind;
                self.retermed();
            }
            Message::Letter(letter) => {
                self.state.letter = letter;
                self.retermed();
            }
            Message::Turn(later) => self.turn(later),
            Message::Section(kind) => {
                self.state.section = kind;
                self.state.first = 0;
                self.focus_row(FEW);
            }
            _ => self.update_band(&message),
        }
        std::mem::take(&mut self.effects)
    }

    pub(super) fn emit(&mut self, notice: Notice) {
        self.effect(Effect::Emit(notice));
    }

    /// Asks something of the platform. Not inlined: making room in a list is twice the code of this call.
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

    /// What mentions a term is shown as what a search for it finds.
    fn mentions(&mut self, term: usize) {
        let story = self.story.clone();
        let Some(named) = story.terms.get(term) else { return };
        self.state.query.clone_from(&named.label);
        let found = mentions(&story, term);
        self.state.announcement = Some(Announcement::Results(found.len()));
        self.emit(Notice::Filter(found.len()));
        self.state.section = None;
        self.state.results = Some(found);
    }

    fn end_search(&mut self) {
        self.state.query.clear();
        self.state.section = None;
        if self.state.results.take().is_some() {
            self.state.first = 0;
        }
    }

    /// Shows the next window of the list, or the one before, and moves the focus to the first row that is new.
    fn turn(&mut self, later: bool) {
        let Some(kind) = self.state.listed() else { return };
        let total = list(&self.story, &self.state).len();
        let shown = window(kind, self.state.first, total);
        let first = if later { shown.start + step(kind) } else { shown.start.saturating_sub(step(kind)) };
        let fresh = if later { shown.end } else { first };
        if fresh < total {
            self.state.first = first;
            self.focus_row(fresh);
        }
    }

    /// Moves the focus to a row of the list on show.
    fn focus_row(&mut self, row: usize) {
        if let (Some(kind), Some(n)) = (self.state.listed(), list(&self.story, &self.state).get(row)) {
            self.effect(Effect::Focus(kind.entry(*n)));
        }
    }

    /// Takes another filter in place of the one there is; the band goes where it is bounded elsewhere.
    fn narrow(&mut self, filter: Filter) {
        let is_elsewhere = self.state.filter.days != filter.days;
        self.state.filter = filter;
        self.refiltered();
        if is_elsewhere {
            self.relay(false);
        }
    }

    pub(super) fn refiltered(&mut self) {
        self.state.first = 0;
        self.relay(true);
        let shown = self.events().len();
        self.state.announcement = Some(Announcement::Events(shown));
        self.emit(Notice::Filter(shown));
    }

    fn retermed(&mut self) {
        self.state.first = 0;
        let shown = list(&self.story, &self.state).len();
        self.state.announcement = Some(Announcement::Terms(shown));
    }

    fn toggle(&mut self, entry: Entry) {
        if let Some(at) = self.open_at(entry) {
            self.state.open.swap_remove(at);
        } else {
            self.state.open.push(entry);
            self.state.selected = Some(entry);
            self.emit(Notice::Select(entry));
        }
    }

    /// Where it stands among the entries whose details are open.
    fn open_at(&self, entry: Entry) -> Option<usize> {
        self.state.open.iter().position(|open| *open == entry)
    }

    /// Makes an entry the selection and makes sure that its view shows it, whatever is filtered.
    fn select(&mut self, entry: Entry) {
        if entry.id(&self.story).is_none() {
            return;
        }
        self.end_search();
        if self.state.view != entry.view() {
            self.state.view = entry.view();
            self.state.first = 0;
        }
        self.state.selected = Some(entry);
        if self.open_at(entry).is_none() {
            self.state.open.push(entry);
        }
        if let Entry::Event(n) = entry {
            self.uncover_event(n);
            self.reveal(n);
        }
        if !keeps(&self.story, &self.state, entry) {
            self.state.kind = None;
            self.state.letter = None;
        }
        let rows = list(&self.story, &self.state);
        let row = rows.iter().position(|n| *n == entry.index()).unwrap_or(0);
        if !window(self.state.view, self.state.first, rows.len()).contains(&row) {
            self.state.first = window_of(self.state.view, row, rows.len());
        }
        self.emit(Notice::Select(entry));
    }

    /// Takes back what of the filter hides an event.
    fn uncover_event(&mut self, n: usize) {
        let Some(event) = self.story.events.get(n) else { return };
        let filter = &mut self.state.filter;
        if !filter.keeps(event) {
            filter.key_only = false;
        }
        if !filter.keeps(event) {
            *filter = Filter::default();
            self.relay(true);
        }
    }

    fn open_term(&mut self, term: usize) {
        if self.story.terms.get(term).is_none() {
            return;
        }
        if self.state.cards.last() != Some(&term) {
            self.state.cards.push(term);
        }
        self.effect(Effect::OpenCard);
        self.emit(Notice::Term(term));
    }

    fn close_card(&mut self) {
        if !self.state.cards.is_empty() {
            self.state.cards.clear();
            self.effect(Effect::CloseCard);
        }
    }
}
