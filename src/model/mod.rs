//! The compiled story, which every room after the compiler reads: small integers and finished strings, indices instead of
//! ids, lists in reading order.
//!
//! Knows nothing of TOML, EDTF, the DOM or any particular story.
#![cfg_attr(not(test), warn(clippy::disallowed_macros, clippy::disallowed_methods, clippy::disallowed_types))]

mod backlinks;
mod blob;
pub mod civil;
mod date;
pub mod language;
#[cfg(test)]
pub mod sample;
mod text;
pub mod texts;
pub mod words;

pub use backlinks::rebuild_backlinks;
pub use blob::{BlobError, MAJOR, MAX_LINKS, MINOR, pack, unpack, unpack_trusting};
pub use date::{Bounds, Date, Day, Ending, Qualifier, Shape};
pub use text::{Attribute, Inline, Mark, Text, plain};

use std::rc::Rc;

/// A whole compiled story. Every index in it points into the list named in its type's documentation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// Names the story in links and file names: lower-case ASCII words joined by hyphens.
    pub id: String,
    /// BCP 47 tag of the language the story is written in.
    pub lang: String,
    /// The languages that the story can be read in, by tag and own name, the original's first; none where there is one alone.
    pub languages: Vec<Label>,
    /// Whether that language is written from right to left.
    pub is_right_to_left: bool,
    /// The headline of the whole.
    pub title: String,
    /// One or two sentences under the title, or none.
    pub standfirst: Text,
    /// Paragraphs about the record and its gaps, or none.
    pub about: Vec<Text>,
    /// Advice for readers who find an error, or none.
    pub report: Text,
    /// Display words of the day the story was last changed; empty where it does not say.
    pub updated: String,
    /// What its statements rest on.
    pub evidence: Evidence,
    /// Figures that show the story as a whole.
    pub media: Text,
    /// Subjects to filter by, in the editor's order.
    pub themes: Vec<Label>,
    /// Rows of the drawn timeline, top to bottom.
    pub lanes: Vec<Label>,
    /// Subjects that voices speak about, in the editor's order.
    pub topics: Vec<Label>,
    /// Parts of the story, in the order of their days, which none shares with another.
    pub chapters: Vec<Chapter>,
    /// The story's documents.
    pub sources: Vec<Source>,
    /// In reading order: by the latest minute at which they can have begun, undated ones behind the event they follow.
    pub events: Vec<Event>,
    /// Indices into `events`: those with a date, by the first day on which they can have begun ([`Date::sort_key`]). The
    /// order of the drawn timeline.
    pub axis: Vec<u32>,
    /// Indices into `events`: the at most eight that tell the story, in reading order. Empty only where `events` is.
    pub leads: Vec<u32>,
    /// Headings over runs of `events`, in the same order, covering all of them.
    pub groups: Vec<Group>,
    /// In the story language's alphabetical order.
    pub terms: Vec<Term>,
    /// In the editor's order.
    pub questions: Vec<Question>,
    /// In the editor's order.
    pub voices: Vec<Voice>,
    /// Corrections and additions, newest first.
    pub revisions: Vec<Revision>,
    /// Tables by which a search compares texts.
    pub folds: Rc<Folds>,
    /// Words of the interface.
    pub words: words::Words,
}

/// Tables by which a search compares texts, each sorted by character.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folds {
    /// Lower case without accents of every non-ASCII character that the story uses: `('é', "e")`.
    pub letters: Vec<(char, String)>,
    /// Latin transliteration of folded letters of other alphabets: `('ж', "zh")`.
    pub latin: Vec<(char, String)>,
}

/// Words one behind the other. `concat` would do, for 100 bytes more, compressed.
pub(crate) fn joined(parts: &[&str]) -> String {
    let mut out = String::new();
    for part in parts {
        out.push_str(part);
    }
    out
}

/// A named choice: a theme, a lane or a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Stable id.
    pub id: String,
    /// Words a reader sees.
    pub label: String,
}

/// A part of the story: the events of some days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// Stable id.
    pub id: String,
    /// Words a reader sees.
    pub label: String,
    /// Its first day.
    pub from: Day,
    /// Its last day.
    pub to: Day,
}

/// A source that bears out a statement, or a paragraph of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cite {
    /// Index into [`Story::sources`].
    pub source: u8,
    /// The document's non-blank lines, counted from 1; 0 cites the source as a whole.
    pub paragraph: u16,
}

/// What every statement of a story rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// Paragraphs of documents.
    Paragraph,
    /// Sources.
    Source,
    /// Nothing that must be named.
    None,
}

impl Evidence {
    /// Every level, the strictest first.
    pub const ALL: [Evidence; 3] = [Evidence::Paragraph, Evidence::Source, Evidence::None];

    /// The stable name used in files.
    pub fn name(self) -> &'static str {
        match self {
            Evidence::Paragraph => "paragraph",
            Evidence::Source => "source",
            Evidence::None => "none",
        }
    }
}

/// Kind of statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "cli", derive(serde::Serialize), serde(rename_all = "lowercase"))]
pub enum Status {
    /// The outlet says it in its own voice.
    Reported,
    /// A state body, an office-holder or their statement.
    Official,
    /// Someone named, or the outlet itself, accuses.
    Allegation,
    /// Unnamed people.
    Anonymous,
    /// A view.
    Opinion,
    /// The editors' own arithmetic.
    Inference,
}

impl Status {
    /// Every status, in the order filters list them.
    pub const ALL: [Status; 6] =
        [Status::Reported, Status::Official, Status::Allegation, Status::Anonymous, Status::Opinion, Status::Inference];

    /// The stable name used in files, attributes and class names.
    pub fn name(self) -> &'static str {
        match self {
            Status::Reported => "reported",
            Status::Official => "official",
            Status::Allegation => "allegation",
            Status::Anonymous => "anonymous",
            Status::Opinion => "opinion",
            Status::Inference => "inference",
        }
    }
}

/// Origin of a statement. Every status but `Reported` names its claimant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Kind of statement.
    pub status: Status,
    /// The words after "According to".
    pub claimant: Option<String>,
    /// Sources: never empty, unless the story's evidence is [`Evidence::None`].
    pub cites: Vec<Cite>,
    /// For facts no cited paragraph prints: from what they follow.
    pub inferred: Option<String>,
}

/// When something happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// On the time axis.
    Dated(Date),
    /// Known only by order.
    After {
        /// Index into [`Story::events`] of the earlier event it follows.
        event: u32,
        /// Display words, which end with that event's headline: "after: …".
        words: String,
    },
}

impl When {
    /// The date, where there is one.
    pub fn date(&self) -> Option<&Date> {
        match self {
            When::Dated(date) => Some(date),
            When::After { .. } => None,
        }
    }

    /// Display words.
    pub fn words(&self) -> &str {
        match self {
            When::Dated(date) => &date.words,
            When::After { words, .. } => words,
        }
    }
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Stable id, unique among events, terms, questions and voices.
    pub id: String,
    /// When.
    pub when: When,
    /// Plain words, no final stop.
    pub headline: String,
    /// The headline in at most 24 characters, for the drawn timeline.
    pub short: Option<String>,
    /// Words that find the event and that none of its texts has.
    pub search: Vec<String>,
    /// One to three sentences, or none.
    pub summary: Text,
    /// Figures that show it.
    pub media: Text,
    /// Origin of the statement.
    pub claim: Claim,
    /// Indices into [`Story::themes`].
    pub themes: Vec<u8>,
    /// Index into [`Story::lanes`].
    pub lane: u8,
    /// Index into [`Story::chapters`]: the one the event names, or in whose days it stands in the reading order.
    pub chapter: Option<u8>,
    /// 1 (a reader in a hurry must see it) to 3 (detail).
    pub importance: u8,
    /// Indices into [`Story::terms`]: what the headline names and the summary does not link.
    pub in_heading: Vec<u32>,
    /// Half of its hue in degrees of OKLCH: that of its first theme with a colour, or its lane's; 0 where none has one.
    pub hue: u8,
    /// Accounts of the questions that dispute what the headline says.
    pub accounts: u8,
    /// Indices into [`Story::questions`] that bear on this event: see [`rebuild_backlinks`].
    pub questions: Vec<u32>,
}

/// [`Story::axis`] of events in reading order.
pub fn axis_order(events: &[Event]) -> Vec<u32> {
    let mut axis: Vec<_> = events.iter().zip(0..).filter_map(|(e, n)| Some((e.when.date()?.sort_key(), n))).collect();
    axis.sort_unstable();
    axis.into_iter().map(|(_, event)| event).collect()
}

/// A heading over a run of events: a year, or "Undated".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Words a reader sees: "2022".
    pub label: String,
    /// Index of the first event under it; it runs to the next group's first.
    pub first: u32,
}

/// A glossary entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Stable id.
    pub id: String,
    /// The headword.
    pub label: String,
    /// Kind of thing it names.
    pub kind: TermKind,
    /// Other spellings that texts link, as listed, without the headword.
    pub forms: Vec<String>,
    /// Further spellings that only search knows; the headword is among them where no text links it.
    pub search: Vec<String>,
    /// One to three sentences.
    pub definition: Text,
    /// Figures that show it: a portrait, a map.
    pub media: Text,
    /// Origin of the statement.
    pub claim: Claim,
    /// Indices into [`Story::terms`].
    pub see: Vec<u32>,
    /// Indices into [`Story::events`] that mention it: see [`rebuild_backlinks`].
    pub in_events: Vec<u32>,
    /// Indices into [`Story::questions`] that mention it: see [`rebuild_backlinks`].
    pub in_questions: Vec<u32>,
}

/// Kind of thing that a term names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "cli", derive(serde::Serialize), serde(rename_all = "lowercase"))]
pub enum TermKind {
    /// A person.
    Person,
    /// A body, company or outlet.
    Organisation,
    /// A place.
    Place,
    /// A post someone holds.
    Office,
    /// A statute, article or legal notion.
    Law,
    /// Anything else that wants explaining.
    Concept,
    /// A happening with a name.
    Event,
}

impl TermKind {
    /// Every kind, in the order filters list them.
    pub const ALL: [TermKind; 7] = [
        TermKind::Person,
        TermKind::Organisation,
        TermKind::Place,
        TermKind::Office,
        TermKind::Law,
        TermKind::Concept,
        TermKind::Event,
    ];

    /// The stable name used in files, attributes and class names.
    pub fn name(self) -> &'static str {
        match self {
            TermKind::Person => "person",
            TermKind::Organisation => "organisation",
            TermKind::Place => "place",
            TermKind::Office => "office",
            TermKind::Law => "law",
            TermKind::Concept => "concept",
            TermKind::Event => "event",
        }
    }
}

/// A point on which the sources differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Stable id.
    pub id: String,
    /// The question, in a reader's words.
    pub asks: String,
    /// A neutral sentence of context, perhaps empty.
    pub context: Text,
    /// Two or more; none is called right.
    pub accounts: Vec<Account>,
    /// Indices into [`Story::terms`]: what the question names and its texts do not link.
    pub in_heading: Vec<u32>,
    /// Indices into [`Story::events`] it bears on, ascending.
    pub events: Vec<u32>,
    /// 1 to 3, as for events.
    pub importance: u8,
}

/// One source's answer to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The answer.
    pub says: Text,
    /// Origin; the claimant has the words of `attributed_to`.
    pub claim: Claim,
}

/// Someone who takes a position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice {
    /// Stable id.
    pub id: String,
    /// A name, or a description where the document gives none.
    pub name: String,
    /// Whether `name` is a name.
    pub named: bool,
    /// In what capacity they speak.
    pub role: Text,
    /// Their position.
    pub holds: Text,
    /// Indices into [`Story::topics`]: what it is about, ascending, perhaps empty.
    pub on: Vec<u8>,
    /// Origin of the statement.
    pub claim: Claim,
}

/// A document of the story, or a web page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The id cites use.
    pub id: String,
    /// Short name in cites: "RFE/RL", "Unsigned profile".
    pub label: String,
    /// As printed.
    pub title: String,
    /// In words a reader sees: "news profile", "feature".
    pub kind: Option<String>,
    /// Absent where not printed.
    pub publisher: Option<String>,
    /// Absent where not printed.
    pub author: Option<String>,
    /// Display words; absent where not printed.
    pub published: Option<String>,
    /// An `http` or `https` address; absent where not known.
    pub url: Option<String>,
    /// Details that the document does not print, in words of the interface: "publisher", "author", "date".
    pub missing: Vec<String>,
    /// Description of the document and its sources, or none.
    pub description: Text,
    /// Number of paragraphs; 0 where they are not counted.
    pub paragraphs: u16,
}

/// A correction or addition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Display words of the day.
    pub date: String,
    /// Description of the change.
    pub says: Text,
}
