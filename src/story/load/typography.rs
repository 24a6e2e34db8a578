//! Slips of typography in words a reader sees.

use std::ops::Range;

/// One slip.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Slip {
    /// Byte range in the text.
    pub(super) bytes: Range<usize>,
    pub(super) what: &'static str,
    pub(super) help: &'static str,
}

/// Straight quotation marks and apostrophes, typed dashes and dots, doubled spaces in a part of a text.
pub(super) fn slips(text: &str, part: Range<usize>) -> Vec<Slip> {
    let mut slips = Vec::new();
    let mut before = text.get(..part.start).and_then(|before| before.chars().next_back()).unwrap_or(' ');
    for (at, c) in text.get(part.clone()).unwrap_or_default().char_indices() {
        let at = part.start + at;
        let rest = text.get(at..).unwrap_or_default();
        let opens = before.is_whitespace() || matches!(before, '(' | '[' | '–' | '—' | '“');
        let found = match c {
            '"' if opens => Some((1, "a straight quotation mark", "write “")),
            '"' => Some((1, "a straight quotation mark", "write ”")),
            '\'' if opens => Some((1, "a straight single quotation mark", "write ‘, or ’ for an apostrophe")),
            '\'' => Some((1, "a straight apostrophe", "write ’")),
            '-' if rest.starts_with("--") && before != '-' => Some((2, "a typed dash", "write –")),
            '-' if before == ' ' && rest.starts_with("- ") => Some((1, "a hyphen used as a dash", "write –")),
            '.' if rest.starts_with("...") && before != '.' => Some((3, "three dots", "write …")),
            ' ' if before == ' ' && at > 0 => Some((1, "a doubled space", "take one out")),
            _ => None,
        };
        if let Some((length, what, help)) = found {
            slips.push(Slip { bytes: at..at + length, what, help });
        }
        before = c;
    }
    slips
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<Slip> {
        slips(text, 0..text.len())
    }

    #[test]
    fn each_slip_is_found_once_with_its_fix() {
        let found: Vec<(usize, &str)> =
            all("a \"b\" c's -- d - e... f  g 'h").into_iter().map(|s| (s.bytes.start, s.help)).collect();
        let starts: Vec<usize> = found.iter().map(|(at, _)| *at).collect();
        assert_eq!(starts, [2, 4, 7, 10, 15, 18, 24, 27]);
        assert_eq!(all("“b” c’s – d … e-f"), []);
        // The quotation mark closes behind emphasis too.
        assert_eq!(slips("*a*\" b", 3..6).first().map(|slip| slip.help), Some("write ”"));
    }
}
