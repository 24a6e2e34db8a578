//! Prints problems.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{IsTerminal, Write as _};

use crate::story::diagnose::{Diagnoser, Paint};
use crate::story::files::Files;
use crate::story::problem::Problem;

/// Warnings of one kind that are printed whole; the summary by kind names the rest.
const SHOWN: usize = 20;

/// Prints problems on standard error, coloured where that is a terminal, and after them the warnings by kind.
pub(super) fn print(problems: &[Problem], files: &Files) {
    let stderr = std::io::stderr();
    let is_coloured = stderr.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let paint = if is_coloured { Paint::Coloured } else { Paint::Plain };
    // A closed pipe is the reader's choice, not a failure.
    let _ = write!(stderr.lock(), "{}", written(problems, files, paint));
}

/// Problems as text, and after them the warnings by kind.
pub(super) fn written(problems: &[Problem], files: &Files, paint: Paint) -> String {
    let mut out = String::new();
    let diagnoser = Diagnoser::new(files, paint);
    let mut printed: BTreeMap<&str, usize> = BTreeMap::new();
    for problem in problems {
        let count = printed.entry(problem.code).or_default();
        *count += 1;
        if problem.is_error() || *count <= SHOWN {
            let _ = writeln!(out, "{}\n", diagnoser.render(problem));
        }
    }
    out.push_str(&by_kind(problems));
    out
}

/// Warnings by kind, the most frequent first: how many, and the entries that have them.
fn by_kind(problems: &[Problem]) -> String {
    let mut kinds: BTreeMap<&str, (usize, Vec<&str>)> = BTreeMap::new();
    for problem in problems.iter().filter(|problem| !problem.is_error()) {
        let (count, ids) = kinds.entry(problem.code).or_default();
        *count += 1;
        ids.extend(problem.about.as_deref().filter(|id| !ids.contains(id)));
    }
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    kinds.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
    let mut table = String::new();
    if !kinds.is_empty() {
        table.push_str("warnings by kind:\n");
    }
    for (code, (count, ids)) in kinds {
        let _ = write!(table, "{count:>6}  {code}");
        if count > SHOWN {
            let _ = write!(table, " (the first {SHOWN} are above)");
        }
        if !ids.is_empty() {
            let _ = write!(table, ": {}", ids.join(", "));
        }
        table.push('\n');
    }
    table
}

/// Prints a line on standard output.
pub(super) fn say(line: &str) {
    // A closed pipe is the reader's choice, not a failure.
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// A text of foreign files as a terminal may have it: control characters, which a terminal obeys, as their pictures.
pub(super) fn without_controls(text: &str) -> String {
    let shown = |c: char| match c {
        '\n' | '\t' => c,
        '\u{7f}' => '\u{2421}',
        // Control Pictures stand in the order of the characters (Unicode, U+2400).
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        c if c.is_control() => '\u{fffd}',
        c => c,
    };
    text.chars().map(shown).collect()
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
