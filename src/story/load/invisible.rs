//! Characters that no reader sees and that no text of a story needs.

use std::ops::Range;

/// The first control character of a text, in bytes, and its name: U+0000 to U+001F but for tab and line break, U+007F to
/// U+009F, the separators U+2028 and U+2029, the overrides of direction U+202D and U+202E, the language tag U+E0001, which the
/// compiler uses, and an embedding or isolate of direction (U+202A, U+202B, U+2066 to U+2068) that the text does not close, which would reorder the words after it
/// (UAX #9; Unicode Technical Report #36, 3.4). Marks of direction (U+200E, U+200F, U+061C) and joiners are letters' own.
pub(super) fn control(text: &str) -> Option<(Range<usize>, String)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut found = None;
    for (at, c) in text.char_indices() {
        let is_control = match c {
            '\t' | '\n' | '\r' => false,
            '\u{2028}' | '\u{2029}' | '\u{202d}' | '\u{202e}' | '\u{e0001}' => true,
            '\u{202a}' | '\u{202b}' | '\u{2066}'..='\u{2068}' => {
                open.push((at, c));
                false
            }
            '\u{202c}' => open.pop_if(|(_, c)| *c < '\u{2066}').is_none(),
            '\u{2069}' => open.pop_if(|(_, c)| *c >= '\u{2066}').is_none(),
            c => c.is_control(),
        };
        if is_control {
            found = Some((at, c));
            break;
        }
    }
    let (at, c) = found.or_else(|| open.first().copied())?;
    let is_open = open.first() == Some(&(at, c));
    let name =
        format!("{} U+{:04X}", if is_open { "an unclosed direction mark," } else { "the control character" }, c as u32);
    Some((at..at + c.len_utf8(), name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_found_and_directions_must_be_closed() {
        for (text, expected) in [
            ("plain, with\ttab, soft\u{ad}hyphen, no\u{a0}break, joiner\u{200d}, \u{200f}mark", None),
            ("a\0b", Some(1..2)),
            ("\u{1}", Some(0..1)),
            ("é\u{7f}", Some(2..3)),
            ("a\u{85}", Some(1..3)),
            ("a\u{2028}b", Some(1..4)),
            ("\u{e0001}\u{e0065}\u{e006e}a", Some(0..4)),
            ("🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}", None),
            ("a\u{202e}cba", Some(1..4)),
            ("\u{2067}שלום\u{2069} b", None),
            ("\u{202b}שלום\u{202c} b", None),
            ("a \u{2067}שלום b", Some(2..5)),
            ("a \u{2067}שלום\u{202c} b", Some(13..16)),
            ("a\u{2069}", Some(1..4)),
        ] {
            assert_eq!(control(text).map(|(bytes, _)| bytes), expected, "{text:?}");
        }
    }
}
