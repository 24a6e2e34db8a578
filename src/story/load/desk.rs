//! Where the rows of a story are read: the files, the ids they may refer to, and the list of what was wrong with them.

use std::cell::RefCell;

use super::form::Form;
use super::names::{Kind, Names};
use crate::story::authored::Span;
use crate::story::files::Files;
use crate::story::problem::Problem;

/// Proof that a problem has been put on the desk's list, so that nothing is ever dropped in silence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reported(());

/// A value, or the promise that its problem is on the list.
pub(super) type Read<T> = Result<T, Reported>;

impl Reported {
    /// For a row, which gathers the keys it misses and reports them when it is finished.
    pub(super) fn soon() -> Self {
        Reported(())
    }
}

/// Reads rows.
pub(super) struct Desk<'a> {
    pub(super) files: &'a Files,
    pub(super) form: Form,
    pub(super) names: Names,
    /// Kinds whose file is absent or broken: an id that is not found may stand in what could not be read.
    pub(super) unreadable: Vec<Kind>,
    problems: RefCell<Vec<Problem>>,
}

impl<'a> Desk<'a> {
    pub(super) fn new(
        files: &'a Files,
        form: Form,
        names: Names,
        unreadable: Vec<Kind>,
        problems: Vec<Problem>,
    ) -> Self {
        Self { files, form, names, unreadable, problems: RefCell::new(problems) }
    }

    /// Puts a problem on the list.
    pub(super) fn report(&self, problem: Problem) -> Reported {
        self.problems.borrow_mut().push(problem);
        Reported(())
    }

    /// The list.
    pub(super) fn into_problems(self) -> Vec<Problem> {
        self.problems.into_inner()
    }

    /// The text at a span, empty where there is none.
    pub(super) fn raw(&self, span: &Span) -> &'a str {
        self.files.0.get(span.file).and_then(|file| file.text.get(span.bytes.clone())).unwrap_or_default()
    }
}
