//! All ids of a story, collected before any row is read, so that rows can refer to one another in any order.

use std::collections::BTreeMap;

use super::form::Form;
use super::value::id_from;
use crate::story::authored::Span;
use crate::story::problem::{Problem, nearest};
use crate::story::tree::{Node, Table};

/// The kinds of things that ids name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Theme,
    Lane,
    Topic,
    Era,
    Chapter,
    Source,
    Event,
    Term,
    Question,
    Voice,
}

impl Kind {
    pub(super) const ALL: [Kind; 10] = [
        Kind::Theme,
        Kind::Lane,
        Kind::Topic,
        Kind::Era,
        Kind::Chapter,
        Kind::Source,
        Kind::Event,
        Kind::Term,
        Kind::Question,
        Kind::Voice,
    ];

    /// The name of its table, which is also the word for it in messages.
    pub(super) fn table(self) -> &'static str {
        match self {
            Kind::Theme => "theme",
            Kind::Lane => "lane",
            Kind::Topic => "topic",
            Kind::Era => "era",
            Kind::Chapter => "chapter",
            Kind::Source => "source",
            Kind::Event => "event",
            Kind::Term => "term",
            Kind::Question => "question",
            Kind::Voice => "voice",
        }
    }

    /// "an event", "a term".
    fn one(self) -> String {
        let noun = self.table();
        format!("{} {noun}", if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" })
    }

    /// The file that defines it, as an index into [`super::FILES`].
    pub(super) fn file(self) -> usize {
        match self {
            Kind::Theme | Kind::Lane | Kind::Topic | Kind::Era | Kind::Chapter => 0,
            Kind::Source => 1,
            Kind::Event => 2,
            Kind::Term => 3,
            Kind::Question => 4,
            Kind::Voice => 5,
        }
    }

    /// Those that `#backstory=<id>` addresses share one set of ids; every other kind has its own.
    fn is_addressed(self) -> bool {
        matches!(self, Kind::Event | Kind::Term | Kind::Question | Kind::Voice)
    }
}

/// The definition of an id.
#[derive(Debug)]
pub(super) struct Name {
    pub(super) span: Span,
    /// Its index among its kind.
    pub(super) index: usize,
    /// Number of paragraphs of a source, if it is stated.
    pub(super) paragraphs: Option<u16>,
    /// Whether it has neither a document nor a number of paragraphs: a source that is cited as a whole.
    pub(super) is_uncounted: bool,
}

/// All ids of a story.
#[derive(Debug, Default)]
pub(super) struct Names {
    names: BTreeMap<(Kind, String), Name>,
    /// Ids of the events that state none, by their row; as long as the last of these.
    made: Vec<Option<String>>,
}

impl Names {
    /// Collects the ids of one kind's rows; reports duplicates.
    pub(super) fn gather(&mut self, kind: Kind, form: Form, file: usize, top: &Table, problems: &mut Vec<Problem>) {
        let rows = top.get(form.key(kind.table())).and_then(Node::list);
        for (index, row) in rows.into_iter().flatten().enumerate() {
            let Some(row) = row.table() else { continue };
            let Some(id) = row.get("id") else { continue };
            let Some(words) = id.text() else { continue };
            let span = Span { file, bytes: id.span.clone() };
            if let Some((of, first)) = self.taken(kind, words) {
                problems.push(
                    Problem::error("duplicate-id", span, format!("the id `{words}` is already taken by {}", of.one()))
                        .help(if of == kind { "give one of the two another id" } else {
                            "events, terms, questions and voices share one set of ids, because links address them all: give one another id"
                        })
                        .also(first.span.clone(), "first used here"),
                );
                continue;
            }
            let name = Name {
                span,
                index,
                paragraphs: row.get("paragraphs").and_then(Node::whole).filter(|number| *number > 0),
                is_uncounted: row.get("paragraphs").is_none() && row.get("document").is_none(),
            };
            self.names.insert((kind, words.to_owned()), name);
        }
    }

    /// Makes ids for the events that state none, of their headlines, after every stated id is gathered. One warning tells
    /// of all of them.
    pub(super) fn make_ids(&mut self, form: Form, file: usize, top: &Table, problems: &mut Vec<Problem>) {
        let rows = top.get(form.key(Kind::Event.table())).and_then(Node::list);
        let mut first = None;
        for (index, row) in rows.into_iter().flatten().enumerate() {
            let Some(row) = row.table() else { continue };
            let Some(headline) = row.get("headline").filter(|_| row.get("id").is_none()) else { continue };
            let Some(words) = headline.text().filter(|words| !words.trim().is_empty()) else { continue };
            let span = Span { file, bytes: headline.span.clone() };
            let id = self.free_id(&made_of(words));
            let name = Name { span: span.clone(), index, paragraphs: None, is_uncounted: false };
            self.names.insert((Kind::Event, id.clone()), name);
            self.made.resize(index, None);
            self.made.push(Some(id));
            first.get_or_insert(span);
        }
        if let Some(span) = first {
            let message = match self.made.iter().flatten().count() {
                1 => "this event has no `id`: links to it are made of its headline".to_owned(),
                count => format!("{count} events have no `id`: links to them are made of their headlines"),
            };
            let help = "give an `id` to an event that pages link to; another headline would break the link";
            problems.push(Problem::warning("made-id", span, message).help(help));
        }
    }

    /// The id that was made for an event.
    pub(super) fn made_id(&self, event: usize) -> Option<&String> {
        self.made.get(event)?.as_ref()
    }

    /// An id, or the first of `ID-2`, `ID-3` and so on that nothing has.
    fn free_id(&self, id: &str) -> String {
        let is_reserved = |id: &str| id.strip_prefix("source-").is_some_and(|id| self.find(Kind::Source, id).is_some());
        let is_free = |id: &String| self.taken(Kind::Event, id).is_none() && !is_reserved(id);
        let numbered = (2..).map(|number: u32| format!("{id}-{number}"));
        std::iter::once(id.to_owned()).chain(numbered).find(is_free).unwrap_or_default()
    }

    /// The id of the first of a kind.
    pub(super) fn first(&self, kind: Kind) -> Option<&String> {
        self.names.iter().find(|((of, _), name)| *of == kind && name.index == 0).map(|((_, id), _)| id)
    }

    fn taken(&self, kind: Kind, id: &str) -> Option<(Kind, &Name)> {
        Kind::ALL
            .into_iter()
            .filter(|other| *other == kind || other.is_addressed() && kind.is_addressed())
            .find_map(|other| self.find(other, id).map(|name| (other, name)))
    }

    /// The definition of an id, if there is one.
    pub(super) fn find(&self, kind: Kind, id: &str) -> Option<&Name> {
        self.names.get(&(kind, id.to_owned()))
    }

    /// Advice for an unknown id; a similar id only if `is_compared`.
    pub(super) fn suggest(&self, form: Form, kind: Kind, id: &str, is_compared: bool) -> String {
        if let Some(other) = Kind::ALL.into_iter().find(|other| self.find(*other, id).is_some()) {
            return format!("`{id}` is {}; {} is wanted here", other.one(), kind.one());
        }
        let ids = self.names.keys().filter(|(of, _)| *of == kind).map(|(_, id)| id.as_str());
        match nearest(id, ids.take(if is_compared { usize::MAX } else { 0 })) {
            Some(near) => format!("did you mean `{near}`?"),
            None => match (form, super::FILES.get(kind.file())) {
                (Form::Toml, Some(file)) => format!("use the id of a `[[{}]]` in `{file}`, or add one", kind.table()),
                _ => format!("use the id of one of `{}`, or add one", form.rows(kind.table())),
            },
        }
    }
}

/// The id that a headline makes: its words in Latin letters, or, where they have none, a number that is always the same.
fn made_of(headline: &str) -> String {
    let id = id_from(headline);
    if id.bytes().any(|byte| byte.is_ascii_lowercase()) {
        return id;
    }
    let hash = headline.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format!("event-{hash:08x}")
}
