//! All ids of a story, collected before any row is read, so that rows can refer to one another in any order.

use std::collections::BTreeMap;

use super::form::Form;
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
}

/// All ids of a story.
#[derive(Debug, Default)]
pub(super) struct Names(BTreeMap<(Kind, String), Name>);

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
            };
            self.0.insert((kind, words.to_owned()), name);
        }
    }

    fn taken(&self, kind: Kind, id: &str) -> Option<(Kind, &Name)> {
        Kind::ALL
            .into_iter()
            .filter(|other| *other == kind || other.is_addressed() && kind.is_addressed())
            .find_map(|other| self.find(other, id).map(|name| (other, name)))
    }

    /// The definition of an id, if there is one.
    pub(super) fn find(&self, kind: Kind, id: &str) -> Option<&Name> {
        self.0.get(&(kind, id.to_owned()))
    }

    /// Advice for an unknown id; a similar id only if `is_compared`.
    pub(super) fn suggest(&self, form: Form, kind: Kind, id: &str, is_compared: bool) -> String {
        if let Some(other) = Kind::ALL.into_iter().find(|other| self.find(*other, id).is_some()) {
            return format!("`{id}` is {}; {} is wanted here", other.one(), kind.one());
        }
        let ids = self.0.keys().filter(|(of, _)| *of == kind).map(|(_, id)| id.as_str());
        match nearest(id, ids.take(if is_compared { usize::MAX } else { 0 })) {
            Some(near) => format!("did you mean `{near}`?"),
            None => match (form, super::FILES.get(kind.file())) {
                (Form::Toml, Some(file)) => format!("use the id of a `[[{}]]` in `{file}`, or add one", kind.table()),
                _ => format!("use the id of one of `{}`, or add one", form.rows(kind.table())),
            },
        }
    }
}
