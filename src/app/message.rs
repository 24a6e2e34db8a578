//! Messages: acts of a reader or the host page.

use super::{Entry, Filter, View};
use crate::app::Choices;
use crate::model::{Day, Status};

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
    /// Choose a theme, or no longer.
    Theme(u8),
    /// Choose a status, or no longer.
    Status(Status),
    /// Choose a source, or no longer.
    Source(u8),
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
    /// Pixels towards later time.
    Pan(f64),
    /// A pixel, and the magnification about it.
    Zoom(f64, f64),
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

impl Message {
    /// The message of an element's `data-act` and `data-n`.
    pub fn parse(name: &str, n: usize) -> Option<Message> {
        let small = u8::try_from(n).ok();
        Some(match name {
            "view" => Message::Show(*View::ALL.get(n)?),
            "clear" => Message::Search(String::new()),
            "count" => Message::AnnounceResults,
            "filters" => Message::ToggleFilters,
            "key" => Message::KeyOnly(true),
            "all" => Message::KeyOnly(false),
            "theme" => Message::Theme(small?),
            "status" => Message::Status(*Status::ALL.get(n)?),
            "by-source" => Message::Source(small?),
            "reset" => Message::Reset,
            "toggle" => Message::Toggle(Entry::Event(n)),
            "toggle-question" => Message::Toggle(Entry::Question(n)),
            "toggle-term" => Message::Toggle(Entry::Term(n)),
            "toggle-voice" => Message::Toggle(Entry::Voice(n)),
            "toggle-source" => Message::Toggle(Entry::Source(n)),
            "event" => Message::Go(Entry::Event(n)),
            "question" => Message::Go(Entry::Question(n)),
            "source" => Message::Go(Entry::Source(n)),
            "voice" => Message::Go(Entry::Voice(n)),
            "entry" => Message::Go(Entry::Term(n)),
            "term" => Message::OpenTerm(n),
            "back" => Message::Back,
            "close" => Message::Close,
            // 0 is every chapter.
            "chapter" => Message::Chapter(n.checked_sub(1).and_then(|n| u8::try_from(n).ok())),
            "more" => Message::More(*View::ALL.get(n)?),
            "earlier" => Message::Earlier(*View::ALL.get(n)?),
            "fewer" => Message::Fewer(*View::ALL.get(n)?),
            "return" => Message::Return,
            "copy" => Message::AnnounceCopied(Entry::of_operand(n)?),
            "mark" => Message::Mark(n),
            "cluster" => Message::Cluster(n),
            "step" => Message::NextEvent(Direction::of(n)),
            "unstage" => Message::Unstage,
            "arrive" => Message::Navigate(Navigation::Arrive),
            "settle" => Message::Settle,
            "skip" => Message::Skip,
            "zoom" => Message::Navigate(if n > 0 { Navigation::ZoomIn(None) } else { Navigation::ZoomOut }),
            "zoom-all" => Message::Navigate(Navigation::All),
            "focus-mark" => Message::FocusNextMark(Direction::of(n)),
            "focus-end" if n > 0 => Message::FocusLastMark,
            "focus-end" => Message::FocusFirstMark,
            _ => return None,
        })
    }
}
