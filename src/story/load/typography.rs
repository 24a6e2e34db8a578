//! Slips of typography in words a reader sees, and words of two scripts.

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
    slips.extend(mixed(text, part));
    slips
}

/// Words with both Latin and Cyrillic or Greek letters, most of which look alike (Unicode Technical Standard #39, 5.1).
fn mixed(text: &str, part: Range<usize>) -> Option<Slip> {
    let inside = text.get(part.clone())?;
    let mut words = inside.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let is_mixed = |word: &&str| word.chars().any(is_latin) && word.chars().any(|c| matches!(c, '\u{370}'..='\u{52f}'));
    let word = words.find(is_mixed)?;
    let start = part.start + inside.find(word)?;
    let help = "write all of its letters in one script: a letter that only looks right is not found by a search";
    Some(Slip { bytes: start..start + word.len(), what: "a word of two scripts", help })
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '\u{c0}'..='\u{24f}')
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
        let two = "Тo\u{446}";
        assert_eq!(all(&["see ", two].concat()).first().map(|slip| slip.bytes.clone()), Some(4..9));
        assert_eq!(all("Reuters о сделке, α-Teilchen, SMS-ка"), []);
        // The quotation mark closes behind emphasis too.
        assert_eq!(slips("*a*\" b", 3..6).first().map(|slip| slip.help), Some("write ”"));
    }
}
