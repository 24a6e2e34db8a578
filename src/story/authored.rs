//! The authored model: what a story's files say, typed, after `load` has read them. Ids are still ids here; the
//! compiler turns them into indices. `docs/story-format.md` describes every field for editors.
//!
//! Every item has `at`, the location of its beginning, for the diagnostics of later checks.

use super::edtf::Edtf;
use super::text::Marked;
use crate::model::{Cite, Evidence, Status, TermKind};

/// A location in one of a story's files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Span {
    /// Index into [`Files`](super::files::Files).
    pub file: usize,
    /// Byte range in that file.
    pub bytes: std::ops::Range<usize>,
}

/// A value with its location.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Its location.
    pub span: Span,
}

/// A whole authored story whose ids, cites and dates have all been read without a problem.
#[derive(Debug, Clone, PartialEq)]
pub struct Story {
    /// Names the story.
    pub id: String,
    /// BCP 47 language tag.
    pub lang: String,
    /// Headline of the whole.
    pub title: String,
    /// Under the title; may be empty.
    pub standfirst: Marked,
    /// Paragraphs about the record; may be none.
    pub about: Vec<Marked>,
    /// Advice for readers who find an error; may be empty.
    pub report: Marked,
    /// Last change.
    pub updated: Option<Edtf>,
    /// What every statement rests on.
    pub evidence: Evidence,
    /// What shows the story as a whole.
    pub media: Vec<Medium>,
    /// Ids of events that tell the story in a few lines; empty where the compiler picks them.
    pub lead: Vec<At<String>>,
    /// Subjects.
    pub themes: Vec<Named>,
    /// Rows of the drawn timeline.
    pub lanes: Vec<Named>,
    /// Subjects that voices speak about.
    pub topics: Vec<Named>,
    /// Backdrop periods.
    pub eras: Vec<Era>,
    /// Parts that a reader can look at by themselves.
    pub chapters: Vec<Chapter>,
    /// Documents.
    pub sources: Vec<Source>,
    /// In file order.
    pub events: Vec<Event>,
    /// In file order.
    pub terms: Vec<Term>,
    /// In file order.
    pub questions: Vec<Question>,
    /// In file order.
    pub voices: Vec<Voice>,
    /// In file order.
    pub revisions: Vec<Revision>,
    /// Words of the interface that replace those of the language, by key.
    pub words: Vec<(String, String)>,
    /// Tags of all languages that it is written in, its own first; none where that is the only one.
    pub languages: Vec<String>,
    /// The story in other languages, in the order of their tags; a translation itself has none.
    pub translations: Vec<Translation>,
}

/// A story in another language. Whatever is no text is the same in both. Texts that it lacks are the original's, behind a
/// [language tag](crate::model::language).
#[derive(Debug, Clone, PartialEq)]
pub struct Translation {
    /// BCP 47 tag.
    pub lang: String,
    /// The story.
    pub story: Story,
    /// Texts that are not translated.
    pub missing: Vec<Missing>,
}

/// A text that is not translated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The entry: "event `x`".
    pub owner: String,
    /// Its key; inside a list that of the row, "media[0].alt".
    pub key: String,
}

/// A theme, a lane or a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Stable id.
    pub id: String,
    /// Words a reader sees.
    pub label: String,
    /// A slot of the palette, 1 to 8, or 0; topics have none.
    pub colour: u8,
    /// Its location.
    pub at: Span,
}

/// A backdrop period.
#[derive(Debug, Clone, PartialEq)]
pub struct Era {
    /// Stable id.
    pub id: String,
    /// Words a reader sees.
    pub label: String,
    /// When.
    pub date: Edtf,
    /// Sources of the statement; [`Cite::source`] indexes [`Story::sources`].
    pub cites: Vec<At<Cite>>,
    /// Its location.
    pub at: Span,
}

/// A part of the story: the events of some days.
#[derive(Debug, Clone, PartialEq)]
pub struct Chapter {
    /// Stable id.
    pub id: String,
    /// Words a reader sees.
    pub label: String,
    /// The days it covers.
    pub when: At<Edtf>,
    /// Its location.
    pub at: Span,
}

/// The origin of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Kind of statement.
    pub status: Status,
    /// The words after "According to"; present unless `Reported`.
    pub claimant: Option<String>,
    /// Sources of the statement; [`Cite::source`] indexes [`Story::sources`]. Empty only where the evidence is none.
    pub cites: Vec<At<Cite>>,
    /// From what a fact follows that no cited paragraph prints.
    pub inferred: Option<String>,
}

/// When an event happened.
#[derive(Debug, Clone, PartialEq)]
pub enum When {
    /// A date, and perhaps an event it is stated to follow.
    Dated {
        /// The date.
        date: At<Edtf>,
        /// A stated order, held against both dates.
        after: Option<At<String>>,
    },
    /// Known only by order.
    After(At<String>),
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Stable id.
    pub id: String,
    /// When.
    pub when: When,
    /// Words a reader sees in place of those of the date.
    pub shown: Option<String>,
    /// Plain words.
    pub headline: String,
    /// The headline in a few characters, for the drawn timeline.
    pub short: Option<String>,
    /// Words that find the event and that none of its texts has.
    pub search: Vec<String>,
    /// One to three sentences, or nothing.
    pub summary: Marked,
    /// What shows it.
    pub media: Vec<Medium>,
    /// Origin of the statement.
    pub claim: Claim,
    /// Theme ids, each known.
    pub themes: Vec<String>,
    /// A known lane id; absent where the story has no lanes.
    pub lane: Option<String>,
    /// A known chapter id, where the event does not belong to that of its day.
    pub chapter: Option<String>,
    /// 1 to 3.
    pub importance: u8,
    /// Its location.
    pub at: Span,
}

impl Event {
    /// Its date, where it has one.
    pub fn date(&self) -> Option<&At<Edtf>> {
        match &self.when {
            When::Dated { date, .. } => Some(date),
            When::After(_) => None,
        }
    }
}

/// A glossary entry.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// Stable id.
    pub id: String,
    /// Headword.
    pub label: String,
    /// The headword as it is filed: "Massimov, Karim".
    pub sort: Option<String>,
    /// Kind of thing it names.
    pub kind: TermKind,
    /// Exact forms found and linked in texts.
    pub forms: Vec<String>,
    /// Forms only search knows.
    pub search: Vec<String>,
    /// One to three sentences.
    pub definition: Marked,
    /// What shows it.
    pub media: Vec<Medium>,
    /// Origin of the statement.
    pub claim: Claim,
    /// Known term ids.
    pub see: Vec<String>,
    /// Its location.
    pub at: Span,
}

/// A point on which the sources differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Stable id.
    pub id: String,
    /// In a reader's words.
    pub asks: String,
    /// Perhaps empty.
    pub context: Marked,
    /// Two or more.
    pub accounts: Vec<Account>,
    /// Known event ids.
    pub events: Vec<String>,
    /// Those of `events` whose headlines say what is disputed.
    pub disputes: Vec<String>,
    /// Known theme ids.
    pub themes: Vec<String>,
    /// 1 to 3.
    pub importance: u8,
    /// Its location.
    pub at: Span,
}

/// One answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// The answer.
    pub says: Marked,
    /// Origin; the claimant is `attributed_to` and always present.
    pub claim: Claim,
    /// Its location.
    pub at: Span,
}

/// Someone who takes a position.
#[derive(Debug, Clone, PartialEq)]
pub struct Voice {
    /// Stable id.
    pub id: String,
    /// A name or a description.
    pub name: String,
    /// Whether it is a name.
    pub named: bool,
    /// In what capacity.
    pub role: Marked,
    /// Their position.
    pub holds: Marked,
    /// Known topic ids, perhaps none.
    pub on: Vec<String>,
    /// Origin; without a claimant, since that is the voice itself.
    pub claim: Claim,
    /// Its location.
    pub at: Span,
}

/// A document, or a web page.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Used in cites.
    pub id: String,
    /// Short name in printed cites: "RFE/RL", "Unsigned profile".
    pub label: String,
    /// File name; absent for a web page.
    pub document: Option<String>,
    /// As printed.
    pub title: String,
    /// In words a reader sees.
    pub kind: Option<String>,
    /// Absent where not printed.
    pub publisher: Option<String>,
    /// Absent where not printed.
    pub author: Option<String>,
    /// Absent where not printed.
    pub published: Option<Edtf>,
    /// `http` or `https`.
    pub url: Option<String>,
    /// Details that the document does not print.
    pub missing: Vec<String>,
    /// Description of the document; may be empty.
    pub description: Marked,
    /// Number of paragraphs; 0 where they are not counted.
    pub paragraphs: u16,
    /// One fingerprint a paragraph, or none before `verify --write`.
    pub fingerprints: Vec<String>,
    /// Paragraph ranges, both ends included, that are page furniture.
    pub furniture: Vec<(u16, u16)>,
    /// Its location.
    pub at: Span,
}

/// A correction or addition.
#[derive(Debug, Clone, PartialEq)]
pub struct Revision {
    /// When.
    pub date: Edtf,
    /// Description of the change.
    pub says: Marked,
    /// Its location.
    pub at: Span,
}

/// A picture, a video, audio or a page as a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Medium {
    /// What it is, stated or by its address.
    pub kind: MediumKind,
    /// `http` or `https`, or relative unless it is a page's.
    pub url: String,
    /// The words in place of an image; absent where it is decorative, and for other kinds.
    pub alt: Option<String>,
    /// The words of a page's card, or the name of a player.
    pub title: Option<String>,
    /// What stands under it; may be empty.
    pub caption: Marked,
    /// Who made it.
    pub credit: Option<String>,
    /// Terms of its use.
    pub licence: Option<String>,
    /// Where an image leads.
    pub link: Option<String>,
    /// The point that is kept where an image is cropped, in per cent of its width and height.
    pub focus: Option<(u16, u16)>,
    /// Width and height in CSS pixels.
    pub size: Option<(u16, u16)>,
    /// Other sizes of an image: "a.jpg 800w".
    pub srcset: Vec<String>,
    /// The image that stands for a video before it plays.
    pub poster: Option<String>,
    /// Its location.
    pub at: Span,
}

/// Kind of medium.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MediumKind {
    /// An image.
    Image,
    /// A video file.
    Video,
    /// An audio file.
    Audio,
    /// A page, which opens after a click: an article, a player of another site, a map.
    Page,
}

impl MediumKind {
    /// Every kind.
    pub const ALL: [MediumKind; 4] = [MediumKind::Image, MediumKind::Video, MediumKind::Audio, MediumKind::Page];

    /// The stable name used in files.
    pub fn name(self) -> &'static str {
        match self {
            MediumKind::Image => "image",
            MediumKind::Video => "video",
            MediumKind::Audio => "audio",
            MediumKind::Page => "page",
        }
    }
}

impl Story {
    /// Says which languages it is in, here and in each translation.
    pub(super) fn name_languages(&mut self) {
        if self.translations.is_empty() {
            return;
        }
        self.languages =
            std::iter::once(&self.lang).chain(self.translations.iter().map(|it| &it.lang)).cloned().collect();
        for translation in &mut self.translations {
            translation.story.languages.clone_from(&self.languages);
        }
    }
}
