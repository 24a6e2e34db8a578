//! Reads the file of a language: TOML, of which it takes tables and texts in double quotation marks, a line each. That is
//! a hundredth of a TOML parser's code, which the compiler would carry to browsers for this alone.

/// A word of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// Counted from 1.
    pub(super) number: usize,
    /// `table.key`, or `key` above all tables.
    pub(super) key: String,
    pub(super) value: &'a str,
}

/// The words of a file, in its order; of what is no word, the number of the line.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Result<Line<'_>, usize>> {
    let mut table = "";
    text.lines().zip(1..).filter_map(move |(line, number)| {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            return None;
        }
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            table = name.trim();
            return None;
        }
        let word = || {
            let (key, value) = line.split_once('=')?;
            let value = value.trim().strip_prefix('"')?.strip_suffix('"')?;
            let key = [table, if table.is_empty() { "" } else { "." }, key.trim()].concat();
            (!value.contains(['"', '\\'])).then_some(Line { number, key, value })
        };
        Some(word().ok_or(number))
    })
}
