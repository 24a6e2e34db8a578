//! Prints problems.

use std::io::{IsTerminal, Write};

use crate::story::diagnose::{Paint, render};
use crate::story::files::Files;
use crate::story::problem::Problem;

/// Prints problems on standard error, coloured where that is a terminal.
pub(super) fn print(problems: &[Problem], files: &Files) {
    let stderr = std::io::stderr();
    let is_coloured = stderr.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let paint = if is_coloured { Paint::Coloured } else { Paint::Plain };
    let mut out = stderr.lock();
    for problem in problems {
        // A closed pipe is the reader's choice, not a failure.
        let _ = writeln!(out, "{}\n", render(problem, files, paint));
    }
}

/// Prints a line on standard output.
pub(super) fn say(line: &str) {
    // A closed pipe is the reader's choice, not a failure.
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// "2 errors, 1 warning", or "0 problems".
pub(super) fn count(problems: &[Problem]) -> String {
    let errors = problems.iter().filter(|problem| problem.is_error()).count();
    match (errors, problems.len() - errors) {
        (0, 0) => "0 problems".to_owned(),
        (errors, 0) => plural(errors, "error"),
        (0, warnings) => plural(warnings, "warning"),
        (errors, warnings) => format!("{}, {}", plural(errors, "error"), plural(warnings, "warning")),
    }
}

/// "1 event", "2 events".
pub(super) fn plural(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
