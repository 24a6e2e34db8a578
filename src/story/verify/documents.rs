//! Documents as cites count them: paragraphs are the non-blank lines, from 1.

use sha2::{Digest, Sha256};

/// A document's paragraphs.
#[derive(Debug, Clone, Default)]
pub struct Document {
    paragraphs: Vec<String>,
}

impl Document {
    /// Cuts a document's text into paragraphs. A byte order mark is not part of the first.
    pub fn read(text: &str) -> Self {
        let lines = text.strip_prefix('\u{feff}').unwrap_or(text).lines();
        Self { paragraphs: lines.filter(|line| !line.trim().is_empty()).map(str::to_owned).collect() }
    }

    /// How many paragraphs it has.
    pub fn len(&self) -> usize {
        self.paragraphs.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.paragraphs.is_empty()
    }

    /// A paragraph, counted from 1.
    pub fn paragraph(&self, number: u16) -> Option<&str> {
        self.paragraphs.get(usize::from(number).checked_sub(1)?).map(String::as_str)
    }

    /// All paragraphs, in order.
    pub fn paragraphs(&self) -> impl Iterator<Item = &str> {
        self.paragraphs.iter().map(String::as_str)
    }

    /// One fingerprint a paragraph.
    pub fn fingerprints(&self) -> Vec<String> {
        self.paragraphs().map(fingerprint).collect()
    }
}

/// The first 16 hexadecimal digits of the SHA-256 of a paragraph, its ends trimmed and each run of white space inside
/// folded to one space. It tells whether a document is the one the story was told from, and gives none of it away.
pub fn fingerprint(paragraph: &str) -> String {
    let folded = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
    let digest = Sha256::digest(folded);
    let first = digest.iter().take(8).fold(0_u64, |first, byte| first << 8 | u64::from(*byte));
    format!("{first:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_the_lines_that_hold_something() {
        let document = Document::read("\u{feff}One\r\n\r\n  \t\nTwo\n");
        assert_eq!(document.paragraphs().collect::<Vec<_>>(), ["One", "Two"]);
        assert_eq!(document.paragraph(2), Some("Two"));
        assert_eq!((document.paragraph(0), document.paragraph(3)), (None, None));
    }

    #[test]
    fn white_space_makes_no_difference_to_a_fingerprint_and_a_letter_does() {
        assert_eq!(fingerprint("  a \t b"), fingerprint("a b"));
        assert_ne!(fingerprint("a b"), fingerprint("a c"));
        // echo -n abc | sha256sum
        assert_eq!(fingerprint("abc"), "ba7816bf8f01cfea");
    }
}
