//! What a reader has chosen, and what each choice changes. A message goes in, the state changes, effects come out for
//! the platform to carry out.
//!
//! Knows no DOM, no time and no network; everything here runs and is tested natively.

mod band;
mod filter;
mod list;
mod message;
mod update;
mod update_band;

pub use band::{Band, Glide, Move, Place, item_in};
pub use filter::{Choices, Filter};
pub use list::{FEW, hits, list, visible_events, window};
pub use message::Message;

use crate::glossary::{Index, Results};
use crate::model::{Story, TermKind};
use std::rc::Rc;

/// The views, in the order of their buttons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    /// Events by date.
    #[default]
    Timeline,
    /// Questions on which the sources differ.
    Accounts,
    /// Who takes which position.
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

    /// The view a stable name means.
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
    /// The entry an id names. Sources are addressed as `source-ID`.
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

    /// Its place in the story's list of its kind.
    pub fn index(self) -> usize {
        match self {
            Entry::Event(n) | Entry::Question(n) | Entry::Voice(n) | Entry::Term(n) | Entry::Source(n) => n,
        }
    }

    /// The id that names it, without a source's prefix.
    pub fn id(self, story: &Story) -> Option<&str> {
        Some(match self {
            Entry::Event(n) => &story.events.get(n)?.id,
            Entry::Question(n) => &story.questions.get(n)?.id,
            Entry::Voice(n) => &story.voices.get(n)?.id,
            Entry::Term(n) => &story.terms.get(n)?.id,
            Entry::Source(n) => &story.sources.get(n)?.id,
        })
    }

    /// What addresses it: what [`find`](Entry::find) takes.
    pub fn address(self, story: &Story) -> Option<String> {
        let mut address = String::from(if matches!(self, Entry::Source(_)) { "source-" } else { "" });
        address.push_str(self.id(story)?);
        Some(address)
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

/// Everything a reader has chosen.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct State {
    /// The view on show.
    pub view: View,
    /// What is in the search field.
    pub query: String,
    /// What it found, where it is not empty.
    pub results: Option<Results>,
    /// Which events are shown.
    pub filter: Filter,
    /// Whether the filters are on show.
    pub filters_open: bool,
    /// Entries whose details are open.
    pub open: Vec<Entry>,
    /// The one selection: shared by every view, the permalink and the host.
    pub selected: Option<Entry>,
    /// Definitions opened one from another; the last is on show.
    pub cards: Vec<usize>,
    /// The glossary shows only this kind.
    pub kind: Option<TermKind>,
    /// The glossary shows only terms under this letter: the index of its first term.
    pub letter: Option<usize>,
    /// Of what a search found, only what this view shows.
    pub section: Option<View>,
    /// The row that begins the window of the list on show.
    pub first: usize,
    /// What is shown below the band.
    pub stage: Option<Stage>,
    /// Whether the stage steps by itself.
    pub playing: bool,
    /// What is said to those who cannot see it happen: a count of events, terms or results.
    pub announcement: Option<Announcement>,
}

/// What is shown below the band.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// An event.
    Event(usize),
    /// Events that no zoom sets apart.
    Several(Vec<usize>),
}

/// Something worth announcing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Announcement {
    /// So many events fit the filters.
    Events(usize),
    /// So many terms are shown.
    Terms(usize),
    /// So many results were found.
    Results(usize),
    /// This event is on the stage.
    Staged(usize),
}

/// Something the platform must do after a change.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Move the focus to an entry and bring it into view.
    Focus(Entry),
    /// Open the definition on show beside what the reader used, and move the focus into it.
    OpenCard,
    /// Close the definition and give the focus back to what opened it.
    CloseCard,
    /// Tell the host page.
    Emit(Notice),
    /// Move the band's window over many frames, where the reader wants motion, and then tell it to arrive.
    Glide(Glide),
    /// Move the focus to the mark that the Tab key finds.
    FocusMark,
    /// Step by itself from now on, or no longer.
    Play(bool),
}

/// What the host page is told. Names are the embed contract's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// `backstory-select`: an entry was selected.
    Select(Entry),
    /// `backstory-term`: a definition was opened.
    Term(usize),
    /// `backstory-filter`: the query or the filters changed; so many events or results remain.
    Filter(usize),
}

/// A story being read.
pub struct App {
    /// What is read.
    pub story: Rc<Story>,
    /// What the reader has chosen.
    pub state: State,
    /// The drawn timeline, once it is known where it stands.
    pub band: Option<Band>,
    index: Option<Index>,
    /// What the change under way asks of the platform.
    effects: Vec<Effect>,
}

impl App {
    /// A story no one has touched yet, as a reader in a hurry should meet it.
    pub fn new(story: Rc<Story>) -> App {
        let filter = Filter::first_look(&story);
        App { story, state: State { filter, ..State::default() }, band: None, index: None, effects: Vec::new() }
    }

    /// Indices of the events that fit the filters.
    pub fn events(&self) -> Vec<usize> {
        visible_events(&self.story, &self.state.filter)
    }
}
