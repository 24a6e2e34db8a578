//! Marked text: the plain subset of Markdown that editors know, with `[[id|words]]`, `[[id]]` and `[[!words]]` for terms.
//! `docs/story-format.md` says what it holds; `docs/decisions/024-text-and-media.md` why.

mod builder;
mod html;
mod parse;

pub use parse::parse;

use crate::model::Mark;
use std::ops::Range;

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
    /// Begins what has a mark.
    Open(Mark),
    /// Begins a link to an `http`, `https` or `mailto` address, in which no term is linked.
    Web(String),
    /// Ends what the last unended [`Piece::Open`] or [`Piece::Web`] begins.
    Close,
}

/// Authored text. A single paragraph has no mark for it; the words of a block end with a line break where another follows.
pub type Marked = Vec<Piece>;

/// A text that has been read.
#[derive(Debug, Default)]
pub struct Parsed {
    /// What it says.
    pub text: Marked,
    /// Bytes of the id of each [`Piece::Link`].
    pub ids: Vec<Range<usize>>,
    /// Bytes of its words, without marks.
    pub words: Vec<Range<usize>>,
    /// What is wrong with it.
    pub faults: Vec<Fault>,
}

impl Parsed {
    /// Whether it is more than one paragraph.
    pub fn has_blocks(&self) -> bool {
        self.text.iter().any(|piece| matches!(piece, Piece::Open(mark) if mark.is_block()))
    }
}

/// What is wrong with a text, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Byte range in the text.
    pub bytes: Range<usize>,
    /// What it is.
    pub kind: FaultKind,
}

/// Kind of fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// A `[[` without `]]`.
    Unclosed,
    /// A `[[…]]` with nothing in it.
    Empty,
    /// A tag that has no place in a text and is taken out.
    Tag(String),
    /// A picture in the text: its words stay.
    Picture,
    /// A link to what is no web address: it stays as it is written.
    Address(String),
}

#[cfg(test)]
mod tests;
