//! What each message changes.

use super::filter::toggle;
use super::{Announcement, App, Effect, Entry, Filter, Message, Notice, visible_terms};
use crate::glossary::{Index, search};

impl App {
    /// Carries out a message and says what the platform must do.
    pub fn update(&mut self, message: Message) -> Vec<Effect> {
        self.state.announcement = None;
        match message {
            Message::Show(view) => {
                let mut effects = self.end_search();
                if self.state.view != view {
                    self.state.view = view;
                    self.state.more = 0;
                }
                effects.extend(self.close_card());
                effects
            }
            Message::Search(query) => self.search(query),
            Message::ToggleFilters => {
                self.state.filters_open = !self.state.filters_open;
                Vec::new()
            }
            Message::KeyOnly(key_only) => self.refilter(|filter| filter.key_only = key_only),
            Message::Theme(theme) => self.refilter(|filter| toggle(&mut filter.themes, theme)),
            Message::Status(status) => self.refilter(|filter| toggle(&mut filter.statuses, status)),
            Message::Source(source) => self.refilter(|filter| toggle(&mut filter.sources, source)),
            Message::Reset => {
                let mut effects = self.end_search();
                effects.extend(self.refilter(|filter| *filter = Filter::default()));
                effects
            }
            Message::Toggle(entry) => self.toggle(entry),
            Message::Go(entry) => {
                let mut effects = self.close_card();
                effects.extend(self.select(entry));
                effects.push(Effect::Focus(entry));
                effects
            }
            Message::Select(entry) => self.select(entry),
            Message::OpenTerm(term) => self.open_term(term),
            Message::Back => {
                self.state.cards.pop();
                if self.state.cards.is_empty() { vec![Effect::CloseCard] } else { vec![Effect::OpenCard] }
            }
            Message::Close => self.close_card(),
            Message::Kind(kind) => {
                self.state.kind = kind;
                self.retermed()
            }
            Message::Letter(letter) => {
                self.state.letter = letter;
                self.retermed()
            }
            Message::More => {
                self.state.more += 1;
                Vec::new()
            }
        }
    }

    fn search(&mut self, query: String) -> Vec<Effect> {
        self.state.more = 0;
        if query.trim().is_empty() {
            let mut effects = self.end_search();
            self.state.query = query;
            effects.push(Effect::Emit(Notice::Filter(self.events().len())));
            return effects;
        }
        let index = self.index.get_or_insert_with(|| Index::new(&self.story));
        let results = search(index, &query);
        let found = results.len();
        self.state.query = query;
        self.state.results = Some(results);
        self.state.announcement = Some(Announcement::Results(found));
        vec![Effect::Emit(Notice::Filter(found))]
    }

    fn end_search(&mut self) -> Vec<Effect> {
        self.state.query.clear();
        self.state.results = None;
        Vec::new()
    }

    fn refilter(&mut self, change: impl FnOnce(&mut Filter)) -> Vec<Effect> {
        change(&mut self.state.filter);
        self.state.more = 0;
        let shown = self.events().len();
        self.state.announcement = Some(Announcement::Events(shown));
        vec![Effect::Emit(Notice::Filter(shown))]
    }

    /// Sets every filter at once, as the host page may.
    pub fn set_filter(&mut self, filter: Filter) -> Vec<Effect> {
        self.refilter(|old| *old = filter)
    }

    fn retermed(&mut self) -> Vec<Effect> {
        self.state.more = 0;
        let shown = visible_terms(&self.story, &self.state).len();
        self.state.announcement = Some(Announcement::Terms(shown));
        Vec::new()
    }

    fn toggle(&mut self, entry: Entry) -> Vec<Effect> {
        toggle(&mut self.state.open, entry);
        if !self.state.open.contains(&entry) {
            return Vec::new();
        }
        self.state.selected = Some(entry);
        vec![Effect::Emit(Notice::Select(entry))]
    }

    /// Makes an entry the selection and makes sure that its view shows it, whatever is filtered.
    fn select(&mut self, entry: Entry) -> Vec<Effect> {
        if entry.id(&self.story).is_none() {
            return Vec::new();
        }
        let mut effects = self.end_search();
        self.state.view = entry.view();
        self.state.more = 0;
        self.state.selected = Some(entry);
        if let Err(at) = self.state.open.binary_search(&entry) {
            self.state.open.insert(at, entry);
        }
        match entry {
            Entry::Event(n) => self.uncover_event(n),
            Entry::Term(n) => self.uncover_term(n),
            Entry::Question(_) | Entry::Voice(_) | Entry::Source(_) => {}
        }
        effects.push(Effect::Emit(Notice::Select(entry)));
        effects
    }

    fn uncover_event(&mut self, n: usize) {
        let Some(event) = self.story.events.get(n) else { return };
        if !self.state.filter.keeps(event) {
            self.state.filter.key_only = false;
        }
        if !self.state.filter.keeps(event) {
            self.state.filter = Filter::default();
        }
        if let Some(position) = self.events().iter().position(|shown| *shown == n) {
            self.state.more = position / super::PAGE;
        }
    }

    fn uncover_term(&mut self, n: usize) {
        let at = |app: &App| visible_terms(&app.story, &app.state).iter().position(|shown| *shown == n);
        if at(self).is_none() {
            self.state.kind = None;
            self.state.letter = None;
        }
        self.state.more = at(self).unwrap_or(0) / super::TERMS_PAGE;
    }

    fn open_term(&mut self, term: usize) -> Vec<Effect> {
        if self.story.terms.get(term).is_none() {
            return Vec::new();
        }
        if self.state.cards.last() != Some(&term) {
            self.state.cards.push(term);
        }
        vec![Effect::OpenCard, Effect::Emit(Notice::Term(term))]
    }

    fn close_card(&mut self) -> Vec<Effect> {
        if self.state.cards.is_empty() {
            return Vec::new();
        }
        self.state.cards.clear();
        vec![Effect::CloseCard]
    }
}
