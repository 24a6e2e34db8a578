//! What a reader or the host page can ask for.

use super::{Entry, Filter, Move, View};
use crate::model::{Status, TermKind};

/// A wish.
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    /// Show a view.
    Show(View),
    /// Search for these words; none ends the search.
    Search(String),
    /// Say how many results there are.
    Count,
    /// Open or close the filters.
    ToggleFilters,
    /// Only key events, or all.
    KeyOnly(bool),
    /// Choose or unchoose a theme.
    Theme(u8),
    /// Choose or unchoose a status.
    Status(Status),
    /// Choose or unchoose a source.
    Source(u8),
    /// Set every filter at once: the host page asked.
    Narrow(Filter),
    /// Take every filter and the search back.
    Reset,
    /// Show every entry that mentions a term.
    Mentions(usize),
    /// Open or close an entry's details where it stands.
    Toggle(Entry),
    /// Go to an entry in its own view: a link was followed.
    Go(Entry),
    /// Select an entry without moving the focus: the host or the address asked.
    Select(Entry),
    /// Open a term's definition.
    OpenTerm(usize),
    /// Go back to the definition before.
    Back,
    /// Close the definition.
    Close,
    /// Show one kind of term, or all.
    Kind(Option<TermKind>),
    /// Show one letter's terms (by the index of its first), or all.
    Letter(Option<usize>),
    /// Show the next window of a list, or the one before.
    Turn(bool),
    /// Show all that was found of a kind, or a few of every kind.
    Section(Option<View>),

    /// Move the band's window.
    Move(Move),
    /// The hand has left the band.
    Settle,
    /// Bring the keyboard to the band's next mark, or the one before.
    Walk(bool),
    /// Bring the keyboard to the band's last mark, or its first.
    End(bool),
    /// A mark was pressed: show this event below the band.
    Mark(usize),
    /// A mark of several was pressed, of which this event is one: spread them out, or list them.
    Cluster(usize),
    /// Show the next event below the band, or the one before.
    Step(bool),
    /// Step by itself, or stop.
    Play,
    /// Show nothing below the band.
    Unstage,
}

impl Message {
    /// The message an element's `data-act` and `data-n` stand for.
    pub fn parse(name: &str, n: usize) -> Option<Message> {
        let small = u8::try_from(n).ok();
        Some(match name {
            "view" => Message::Show(*View::ALL.get(n)?),
            "clear" => Message::Search(String::new()),
            "count" => Message::Count,
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
            "event" => Message::Go(Entry::Event(n)),
            "question" => Message::Go(Entry::Question(n)),
            "source" => Message::Go(Entry::Source(n)),
            "voice" => Message::Go(Entry::Voice(n)),
            "mentions" => Message::Mentions(n),
            "entry" => Message::Go(Entry::Term(n)),
            "term" => Message::OpenTerm(n),
            "back" => Message::Back,
            "close" => Message::Close,
            // 0 is every kind, or every letter.
            "kind" => Message::Kind(n.checked_sub(1).and_then(|n| TermKind::ALL.get(n).copied())),
            "letter" => Message::Letter(n.checked_sub(1)),
            "turn" => Message::Turn(n > 0),
            "found" => Message::Section(View::ALL.get(n).copied()),
            "mark" => Message::Mark(n),
            "cluster" => Message::Cluster(n),
            "step" => Message::Step(n > 0),
            "play" => Message::Play,
            "unstage" => Message::Unstage,
            "nearer" => Message::Move(Move::Nearer(if n > 0 { 1.0 } else { -1.0 })),
            "whole" => Message::Move(Move::All),
            "era" => Message::Move(Move::Era(n)),
            "lane" => Message::Move(Move::Lane(n)),
            "leap" => Message::Move(Move::Leap(if n > 0 { 1.0 } else { -1.0 })),
            "walk" => Message::Walk(n > 0),
            "end" => Message::End(n > 0),
            _ => return None,
        })
    }
}
