//! Messages: acts of a reader or the host page.

use super::{Choices, Entry, Facet, Filter, Glide, View};
use crate::model::{Day, Story};
use std::rc::Rc;

/// A user's or the host page's intent.
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    /// Show a view.
    Show(View),
    /// Search for these words; none ends the search.
    Search(String),
    /// Announce the number of results.
    AnnounceResults,
    /// Open or close the filters.
    ToggleFilters,
    /// Show only key events, or all.
    KeyOnly(bool),
    /// Choose a value of a facet by its index, or no longer.
    Choose(Facet, u8),
    /// Set every filter at once: a call of the host page.
    SetFilter(Filter),
    /// Set the host's `themes` attribute.
    SetThemes(Choices),
    /// Set the host's `from` and `to` attributes.
    SetDays(Option<(Day, Day)>),
    /// Clear every filter and the search.
    Reset,
    /// Open or close an entry's details in its list.
    Toggle(Entry),
    /// Follow a link to an entry in its own view.
    Go(Entry),
    /// Select an entry without moving the focus: a call of the host page, or a permalink.
    Select(Entry),
    /// Open a term's definition.
    OpenTerm(usize),
    /// Go back to the previous definition.
    Back,
    /// Close the definition.
    Close,
    /// Show only a chapter's events and days, or all.
    Chapter(Option<u8>),
    /// Show more rows of a list.
    More(View),
    /// Show rows before the first.
    Earlier(View),
    /// Show as few rows as at rest.
    Fewer(View),
    /// Go back to where the last link was followed.
    Return,
    /// Announce that an entry's address was copied.
    AnnounceCopied(Entry),
    /// Show the same story in another language: with the same entries open, view, filters and window.
    Translate(Rc<Story>),
    /// Change nothing: draw what the attributes have set.
    Draw,

    /// Move the timeline's window.
    Navigate(Navigation),
    /// The gesture ended.
    Settle,
    /// Move the focus to the timeline's next mark, or the previous one.
    FocusNextMark(Direction),
    /// Move the focus to the timeline's first mark.
    FocusFirstMark,
    /// Move the focus to the timeline's last mark.
    FocusLastMark,
    /// Show an event over the timeline: its mark was pressed.
    Mark(usize),
    /// Zoom in on the cluster that holds an event, or list its events.
    Cluster(usize),
    /// Show the next event over the timeline, or the previous one.
    NextEvent(Direction),
    /// Show nothing over the timeline.
    Unstage,
    /// Move the focus behind the timeline, to the first event of the list.
    Skip,
}

/// A movement of the timeline's window.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Navigation {
    /// A magnification about a pixel, and a distance: a part of an animation, or of a gesture.
    Move(Glide),
    /// A magnification about this event, or where it is not drawn, where most events are.
    ZoomIn(Option<usize>),
    /// A reduction about the middle.
    ZoomOut,
    /// The whole story.
    All,
    /// The end of the animation under way.
    Arrive,
}

/// Direction in a list, or in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Towards the beginning.
    Previous,
    /// Towards the end.
    Next,
}

impl Direction {
    /// The direction that an operand of 0 or 1 names.
    fn of(n: usize) -> Direction {
        if n > 0 { Direction::Next } else { Direction::Previous }
    }

    /// The index beside another; out of every list before the first.
    pub(super) fn from(self, index: usize) -> usize {
        match self {
            Direction::Next => index.wrapping_add(1),
            Direction::Previous => index.wrapping_sub(1),
        }
    }
}

/// Lists the commands with the names that elements bear.
macro_rules! commands {
    ($($name:literal $command:ident)*) => {
        /// What a name means, before it has its operand: one small number, where messages are made at once in a list of a
        /// hundred bytes each.
        #[derive(Clone, Copy)]
        enum Command {
            $($command),*
        }

        const COMMANDS: &[(&str, Command)] = &[$(($name, Command::$command)),*];
    };
}

commands! {
    "view" View
    "clear" Clear
    "count" Count
    "filters" Filters
    "key" Key
    "all" All
    "theme" Theme
    "status" Status
    "by-source" BySource
    "reset" Reset
    "toggle" Toggle
    "go" Go
    "term" Term
    "back" Back
    "close" Close
    "chapter" Chapter
    "more" More
    "earlier" Earlier
    "fewer" Fewer
    "return" Return
    "copy" Copy
    "draw" Draw
    "mark" Mark
    "cluster" Cluster
    "step" Step
    "unstage" Unstage
    "arrive" Arrive
    "settle" Settle
    "skip" Skip
    "zoom" Zoom
    "zoom-all" ZoomAll
    "focus-mark" FocusMark
    "focus-end" FocusEnd
}

impl Message {
    /// The message of an element's `data-act` and `data-n`.
    pub fn parse(name: &str, n: usize) -> Option<Message> {
        let (_, command) = COMMANDS.iter().find(|(it, _)| *it == name)?;
        let small = u8::try_from(n).ok();
        let view = View::ALL.get(n).copied();
        let entry = Entry::of_operand(n);
        Some(match command {
            Command::View => Message::Show(view?),
            Command::Clear => Message::Search(String::new()),
            Command::Count => Message::AnnounceResults,
            Command::Filters => Message::ToggleFilters,
            Command::Key => Message::KeyOnly(true),
            Command::All => Message::KeyOnly(false),
            Command::Theme => Message::Choose(Facet::Theme, small?),
            Command::Status => Message::Choose(Facet::Status, small?),
            Command::BySource => Message::Choose(Facet::Source, small?),
            Command::Reset => Message::Reset,
            Command::Toggle => Message::Toggle(entry?),
            Command::Go => Message::Go(entry?),
            Command::Term => Message::OpenTerm(n),
            Command::Back => Message::Back,
            Command::Close => Message::Close,
            // 0 is every chapter.
            Command::Chapter => Message::Chapter(n.checked_sub(1).and_then(|n| u8::try_from(n).ok())),
            Command::More => Message::More(view?),
            Command::Earlier => Message::Earlier(view?),
            Command::Fewer => Message::Fewer(view?),
            Command::Return => Message::Return,
            Command::Copy => Message::AnnounceCopied(entry?),
            Command::Draw => Message::Draw,
            Command::Mark => Message::Mark(n),
            Command::Cluster => Message::Cluster(n),
            Command::Step => Message::NextEvent(Direction::of(n)),
            Command::Unstage => Message::Unstage,
            Command::Arrive => Message::Navigate(Navigation::Arrive),
            Command::Settle => Message::Settle,
            Command::Skip => Message::Skip,
            Command::Zoom if n > 0 => Message::Navigate(Navigation::ZoomIn(None)),
            Command::Zoom => Message::Navigate(Navigation::ZoomOut),
            Command::ZoomAll => Message::Navigate(Navigation::All),
            Command::FocusMark => Message::FocusNextMark(Direction::of(n)),
            Command::FocusEnd if n > 0 => Message::FocusLastMark,
            Command::FocusEnd => Message::FocusFirstMark,
        })
    }
}
