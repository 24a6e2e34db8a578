//! The context of reading a row: the files, the ids that rows may refer to, and the list of problems.

use std::cell::{Cell, RefCell};

use super::form::Form;
use super::names::{Kind, Names};
use crate::model::Evidence;
use crate::story::authored::Span;
use crate::story::files::Files;
use crate::story::problem::Problem;

/// Proof that a problem has been listed, so that no value is dropped without one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reported(());

/// A value, or proof that its problem is listed.
pub(super) type Read<T> = Result<T, Reported>;

impl Reported {
    /// For a row, which collects its missing keys and reports them in [`Row::finish`](super::row::Row::finish).
    pub(super) fn soon() -> Self {
        Reported(())
    }
}

/// The context in which rows are read.
pub(super) struct LoadContext<'a> {
    pub(super) files: &'a Files,
    pub(super) form: Form,
    pub(super) names: Names,
    pub(super) evidence: Evidence,
    /// Kinds whose file is absent or broken: an unknown id may be defined in what could not be read.
    pub(super) unreadable: Vec<Kind>,
    problems: RefCell<Vec<Problem>>,
    /// Number of unknown ids still to be compared with all known ones, which takes long in a large story.
    suggestions: Cell<u8>,
}

impl<'a> LoadContext<'a> {
    pub(super) fn new(
        files: &'a Files,
        form: Form,
        names: Names,
        evidence: Evidence,
        unreadable: Vec<Kind>,
        problems: Vec<Problem>,
    ) -> Self {
        Self {
            files,
            form,
            names,
            evidence,
            unreadable,
            problems: RefCell::new(problems),
            suggestions: Cell::new(u8::MAX),
        }
    }

    /// Lists a problem.
    pub(super) fn report(&self, problem: Problem) -> Reported {
        self.problems.borrow_mut().push(problem);
        Reported(())
    }

    /// Whether an error is listed.
    pub(super) fn has_errors(&self) -> bool {
        self.problems.borrow().iter().any(Problem::is_error)
    }

    /// The listed problems.
    pub(super) fn into_problems(self) -> Vec<Problem> {
        self.problems.into_inner()
    }

    /// Advice for an unknown id.
    pub(super) fn suggest(&self, kind: Kind, id: &str) -> String {
        let left = self.suggestions.get();
        self.suggestions.set(left.saturating_sub(1));
        self.names.suggest(self.form, kind, id, left > 0)
    }

    /// The text at a span, empty where there is none.
    pub(super) fn raw(&self, span: &Span) -> &'a str {
        self.files.0.get(span.file).and_then(|file| file.text.get(span.bytes.clone())).unwrap_or_default()
    }
}
