//! State of a widget. A message goes in, the state changes, effects come out for the platform to carry out.
//!
//! Knows no DOM, no time and no network; everything here runs and is tested natively.
#![cfg_attr(not(test), warn(clippy::disallowed_macros, clippy::disallowed_methods, clippy::disallowed_types))]

mod filter;
mod list;
mod message;
mod timeline;
mod update;

#[cfg(all(test, feature = "cli"))]
pub(crate) mod tests;

pub use filter::{Choices, Facet, Filter, period, visible_events};
pub use list::{FEW, Rows, hits, list, shown};
pub use message::{Direction, Message, Navigation};
pub use timeline::{Glide, Motion, Timeline, Viewport, item_in, words_of};

use crate::model::Story;
use crate::search::{Index, Results};
use std::rc::Rc;

/// The views, in the order of their buttons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    /// Events by date.
    #[default]
    Timeline,
    /// Questions on which the sources differ.
    Accounts,
    /// People and bodies that take a position.
    Voices,
    /// Terms.
    Glossary,
    /// Documents, statuses, corrections.
    Record,
}

impl View {
    /// Every view, in order.
    pub const ALL: [View; 5] = [View::Timeline, View::Accounts, View::Voices, View::Glossary, View::Record];

    /// The stable name used in the `view` attribute.
    pub fn name(self) -> &'static str {
        match self {
            View::Timeline => "timeline",
            View::Accounts => "accounts",
            View::Voices => "voices",
            View::Glossary => "glossary",
            View::Record => "record",
        }
    }

    /// The view of a stable name.
    pub fn named(name: &str) -> Option<View> {
        View::ALL.into_iter().find(|view| view.name() == name)
    }
}

/// An entry with an address of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entry {
    /// Index into [`Story::events`].
    Event(usize),
    /// Index into [`Story::questions`].
    Question(usize),
    /// Index into [`Story::voices`].
    Voice(usize),
    /// Index into [`Story::terms`].
    Term(usize),
    /// Index into [`Story::sources`].
    Source(usize),
}

impl Entry {
    /// The entry of an address. Sources are addressed as `source-ID`.
    pub fn find(story: &Story, id: &str) -> Option<Entry> {
        for view in View::ALL {
            let id = if view == View::Record { id.strip_prefix("source-")? } else { id };
            for n in 0..view.size(story) {
                let entry = view.entry(n);
                if entry.id(story) == Some(id) {
                    return Some(entry);
                }
            }
        }
        None
    }

    /// Its index in the story's list of its kind.
    pub fn index(self) -> usize {
        match self {
            Entry::Event(n) | Entry::Question(n) | Entry::Voice(n) | Entry::Term(n) | Entry::Source(n) => n,
        }
    }

    /// Its id, without a source's prefix.
    pub fn id(self, story: &Story) -> Option<&str> {
        Some(match self {
            Entry::Event(n) => &story.events.get(n)?.id,
            Entry::Question(n) => &story.questions.get(n)?.id,
            Entry::Voice(n) => &story.voices.get(n)?.id,
            Entry::Term(n) => &story.terms.get(n)?.id,
            Entry::Source(n) => &story.sources.get(n)?.id,
        })
    }

    /// Its address, which [`find`](Entry::find) takes.
    pub fn address(self, story: &Story) -> Option<String> {
        let mut address = String::from(if matches!(self, Entry::Source(_)) { "source-" } else { "" });
        address.push_str(self.id(story)?);
        Some(address)
    }

    /// The operand of a command about it: its view and its index.
    pub fn operand(self) -> usize {
        self.index() * View::ALL.len() + self.view() as usize
    }

    /// The entry of an operand.
    pub fn of_operand(n: usize) -> Option<Entry> {
        Some(View::ALL.get(n % View::ALL.len())?.entry(n / View::ALL.len()))
    }

    /// The view that shows it.
    pub fn view(self) -> View {
        match self {
            Entry::Event(_) => View::Timeline,
            Entry::Question(_) => View::Accounts,
            Entry::Voice(_) => View::Voices,
            Entry::Term(_) => View::Glossary,
            Entry::Source(_) => View::Record,
        }
    }
}

/// The state of a widget.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct State {
    /// The view on show.
    pub view: View,
    /// Text of the search field.
    pub query: String,
    /// Its results, where it is not empty.
    pub results: Option<Results>,
    /// Filter of the timeline.
    pub filter: Filter,
    /// True if the filters are on show.
    pub filters_open: bool,
    /// Entries whose details are open.
    pub open: Vec<Entry>,
    /// The one selection: the same in every view, the permalink and the host.
    pub selected: Option<Entry>,
    /// Definitions opened one from another; the last is on show.
    pub cards: Vec<usize>,
    /// Rows that the reader has asked for, of the list of each view or, in a search, of the results that the view shows.
    pub rows: [Rows; 5],
    /// Links that the reader followed inside the widget: their destinations, each with the state before.
    pub trail: Vec<(Entry, State)>,
    /// Shown over the drawn timeline.
    pub stage: Option<Stage>,
    /// Text for a live region: a count of events, terms or results.
    pub announcement: Option<Announcement>,
}

/// Content of the stage, over the drawn timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// An event.
    Event(usize),
    /// Events that no zoom sets apart.
    Several(Vec<usize>),
}

/// Text for a live region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Announcement {
    /// Number of events that pass the filters.
    Events(usize),
    /// Number of search results.
    Results(usize),
    /// This event is on the stage.
    Staged(usize),
    /// An entry's address was copied.
    Copied(Entry),
}

/// Task for the platform after a change.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Move the focus to an entry and bring it into view.
    Focus(Entry),
    /// Open the definition on show beside the element that opened it, and move the focus into it; where none is, close it and
    /// return the focus to that element.
    Card,
    /// Dispatch an event on the host element.
    Emit(Notice),
    /// Animate the timeline's window, unless the reader prefers reduced motion, and then send [`Navigation::Arrive`].
    Glide(Glide),
    /// Move the focus to the mark in the order of the Tab key.
    FocusMark,
}

/// Event of the host element. Names are the embed contract's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// `backstory-select`: an entry was selected.
    Select(Entry),
    /// `backstory-term`: a definition was opened.
    Term(usize),
    /// `backstory-filter`: the query or the filters changed; the number of events or results.
    Filter(usize),
}

/// A widget without its platform.
pub struct App {
    /// The story.
    pub story: Rc<Story>,
    /// The state.
    pub state: State,
    /// The drawn timeline, once its viewport is known.
    pub timeline: Option<Timeline>,
    attributes: filter::Attributes,
    index: Option<Index>,
    /// Effects of the change under way.
    effects: Vec<Effect>,
    /// Whether the change is the host's own.
    is_silent: bool,
}

impl State {
    /// The selected event.
    pub fn selected_event(&self) -> Option<usize> {
        match self.selected {
            Some(Entry::Event(event)) => Some(event),
            _ => None,
        }
    }
}

impl App {
    /// The first view of a story.
    pub fn new(story: Rc<Story>) -> App {
        let filter = Filter::first_look(&story);
        App {
            story,
            state: State { filter, ..State::default() },
            timeline: None,
            attributes: filter::Attributes::default(),
            index: None,
            effects: Vec::new(),
            is_silent: false,
        }
    }

    /// Indices of the events that pass the filters.
    pub fn events(&self) -> Vec<usize> {
        visible_events(&self.story, &self.state.filter)
    }
}
