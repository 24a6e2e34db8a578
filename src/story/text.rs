//! Marked text: plain words with `[[id|words]]`, `[[id]]` and `[[!words]]`.

/// A piece of authored text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words in which terms are found by their forms.
    Plain(String),
    /// `[[id|words]]`, or `[[id]]` where `words` is absent: a link to a term.
    Link {
        /// The term's id.
        id: String,
        /// The words printed; the term's label where absent.
        words: Option<String>,
    },
    /// `[[!words]]`: words in which no term is found.
    Unlinked(String),
}

/// Authored text: one paragraph.
pub type Marked = Vec<Piece>;

/// Why a text could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkError {
    /// Byte range in the text.
    pub bytes: std::ops::Range<usize>,
    /// Description.
    pub message: &'static str,
}

/// Reads marks.
///
/// # Errors
/// A `[[` without `]]`, or a mark with nothing in it.
pub fn parse(text: &str) -> Result<Marked, MarkError> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[[") {
        let open = text.len() - after.len() - 2;
        let Some((inside, tail)) = after.split_once("]]") else {
            return Err(MarkError { bytes: open..text.len(), message: "this `[[` is never closed with `]]`" });
        };
        let close = text.len() - tail.len();
        if !before.is_empty() {
            pieces.push(Piece::Plain(before.to_owned()));
        }
        let piece = match (inside.strip_prefix('!'), inside.split_once('|')) {
            (Some(words), _) => Piece::Unlinked(words.to_owned()),
            (None, Some((id, words))) => Piece::Link { id: id.to_owned(), words: Some(words.to_owned()) },
            (None, None) => Piece::Link { id: inside.to_owned(), words: None },
        };
        let is_empty = match &piece {
            Piece::Plain(words) | Piece::Unlinked(words) => words.is_empty(),
            Piece::Link { id, words } => id.is_empty() || words.as_deref() == Some(""),
        };
        if is_empty {
            return Err(MarkError { bytes: open..close, message: "this mark has nothing in it" });
        }
        pieces.push(piece);
        rest = tail;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Plain(rest.to_owned()));
    }
    Ok(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read() {
        assert_eq!(
            parse("a [[knb]] b [[knb|the committee]] c [[!KNB]]").unwrap(),
            [
                Piece::Plain("a ".into()),
                Piece::Link { id: "knb".into(), words: None },
                Piece::Plain(" b ".into()),
                Piece::Link { id: "knb".into(), words: Some("the committee".into()) },
                Piece::Plain(" c ".into()),
                Piece::Unlinked("KNB".into()),
            ]
        );
        assert_eq!(parse("").unwrap(), []);
    }

    #[test]
    fn broken_marks_say_where() {
        assert_eq!(parse("a [[b").unwrap_err().bytes, 2..5);
        assert_eq!(parse("a [[]] b").unwrap_err().bytes, 2..6);
    }
}
