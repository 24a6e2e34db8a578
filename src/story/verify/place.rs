//! Finds the line, and where it can the words, that a finding is about.

use crate::story::authored::Span;
use crate::story::files::Files;

/// Where `words` stand under `key` in the row that begins at `at`; the whole value, or the row's header, where they are
/// not found as written (a link's label, an escape).
pub(in crate::story) fn place(files: &Files, at: &Span, key: &str, words: &str) -> Span {
    let Some(text) = files.0.get(at.file).and_then(|file| file.text.get(at.bytes.start..)) else { return at.clone() };
    let span = |start: usize, length: usize| {
        let start = at.bytes.start + start;
        Span { file: at.file, bytes: start..start + length }
    };
    let mut value: Option<(usize, usize)> = None;
    let mut offset = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let begins_row = number > 0 && line.starts_with('[');
        let begins_key = line.split_once('=').is_some_and(|(name, _)| is_key(name.trim_end()));
        match &mut value {
            _ if begins_row => break,
            Some(_) if begins_key => break,
            Some((_, length)) => *length += line.len(),
            None if begins_key && line.split('=').next().is_some_and(|name| name.trim() == key) => {
                value = Some((offset, line.len()));
            }
            None => {}
        }
        offset += line.len();
    }
    let Some((start, length)) = value else { return at.clone() };
    let written = text.get(start..start + length).unwrap_or_default();
    match whole_word(written, words).or_else(|| written.find(words).filter(|_| !words.is_empty())) {
        Some(found) => span(start + found, words.len()),
        None => span(start, written.trim_end().len()),
    }
}

fn is_key(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

fn whole_word(text: &str, words: &str) -> Option<usize> {
    let is_inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(words).map(|(at, _)| at).find(|at| {
        let (before, after) = (text.get(..*at).unwrap_or_default(), text.get(at + words.len()..).unwrap_or_default());
        !words.is_empty() && !is_inside(before.chars().next_back()) && !is_inside(after.chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::files::File;

    #[test]
    fn words_are_found_under_their_key_and_row() {
        let text = "[[a]]\nsays = \"6 of 16\"\nabout = [\n  \"one\",\n]\n\n[[a]]\nsays = \"6\"\n";
        let files = Files(vec![File { name: "a.toml".into(), text: text.into() }]);
        let at = Span { file: 0, bytes: 0..5 };
        let found = |key, words| text.get(place(&files, &at, key, words).bytes);
        assert_eq!(place(&files, &at, "says", "16").bytes, 19..21);
        assert_eq!(found("about", "one"), Some("one"));
        assert_eq!(found("says", "7"), Some("says = \"6 of 16\""));
        assert_eq!(found("nothing", "7"), Some("[[a]]"));
    }
}
