//! A story on its way: what every format's reader produces, before ids, lanes and sources are made.

use super::media::Medium;
use super::report::Place;
use super::rich::Rich;

/// A story without ids.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) title: Option<String>,
    pub(super) lang: Option<String>,
    pub(super) standfirst: Rich,
    pub(super) media: Vec<Medium>,
    pub(super) events: Vec<EventDraft>,
    pub(super) eras: Vec<EraDraft>,
    pub(super) terms: Vec<TermDraft>,
    /// Lanes that stand whether or not an event is in them, in their order: the group's key, its label, its colour as written.
    pub(super) lanes: Vec<LaneDraft>,
}

/// A lane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LaneDraft {
    pub(super) key: String,
    pub(super) label: String,
    pub(super) colour: Option<String>,
}

/// An event. Its date is valid EDTF.
#[derive(Debug, Default)]
pub(super) struct EventDraft {
    pub(super) place: Option<Place>,
    /// As written; it may be no id of the story format.
    pub(super) id: Option<String>,
    pub(super) date: String,
    pub(super) shown: Option<String>,
    pub(super) headline: String,
    pub(super) short: Option<String>,
    pub(super) summary: Rich,
    pub(super) media: Vec<Medium>,
    pub(super) group: Option<String>,
    pub(super) tags: Vec<String>,
    pub(super) sources: Vec<SourceDraft>,
    pub(super) importance: Option<u8>,
    pub(super) search: Vec<String>,
}

/// A backdrop period.
#[derive(Debug)]
pub(super) struct EraDraft {
    pub(super) place: Place,
    pub(super) label: String,
    pub(super) date: String,
}

/// A glossary entry.
#[derive(Debug, Default)]
pub(super) struct TermDraft {
    pub(super) place: Option<Place>,
    pub(super) id: Option<String>,
    pub(super) label: String,
    pub(super) kind: Option<String>,
    pub(super) forms: Vec<String>,
    pub(super) definition: Rich,
    pub(super) sources: Vec<SourceDraft>,
    pub(super) media: Vec<Medium>,
}

/// A web page or a title.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct SourceDraft {
    pub(super) url: Option<String>,
    pub(super) title: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) published: Option<String>,
}
