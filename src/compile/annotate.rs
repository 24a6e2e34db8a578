//! Which words of an article are linked to a story's terms: the first use of each in a section, up to a number of links.
//! `www/shell/link-terms.js` keeps the same rules in a reader's browser.
//!
//! Knows runs of words and where they may be linked; nothing of HTML.

use super::link::Linker;
use std::collections::BTreeSet;
use std::ops::Range;

/// An article, piece by piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Words that the ones before and after belong to. Runs of white space are one space.
    Words {
        /// As a reader sees them.
        text: String,
        /// Whether links are allowed in them: they are not in a heading, a quotation, another link.
        is_open: bool,
    },
    /// A boundary between words: a paragraph begins or ends.
    Break,
    /// A section begins or ends; terms are linked anew.
    Section,
    /// A term that is linked already, by its id.
    Term(String),
}

/// A link to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The index of its part.
    pub part: usize,
    /// Bytes of that part's words.
    pub at: Range<usize>,
    /// Whose definition it leads to: an index into the terms the linker was made from.
    pub term: u16,
}

/// The links for an article, in order. `ids` are the terms' ids in the linker's order; `cap` is how many terms may be
/// linked, those among them that are already.
pub fn plan(linker: &Linker, ids: &[&str], parts: &[Part], cap: usize) -> Vec<Link> {
    let mut plan = Plan { linker, used: BTreeSet::new(), left: cap, run: Vec::new(), links: Vec::new() };
    for (index, part) in parts.iter().enumerate() {
        match part {
            Part::Words { text, is_open } => plan.run.push(Piece { part: index, text, is_open: *is_open }),
            Part::Break => plan.flush(),
            Part::Section => {
                plan.flush();
                plan.used.clear();
            }
            Part::Term(id) => {
                plan.left = plan.left.saturating_sub(1);
                let term = ids.iter().position(|known| known == id).and_then(|index| u16::try_from(index).ok());
                plan.used.extend(term);
            }
        }
    }
    plan.flush();
    plan.links
}

/// Words of the run that is being read.
struct Piece<'a> {
    part: usize,
    text: &'a str,
    is_open: bool,
}

struct Plan<'a> {
    linker: &'a Linker,
    /// Terms this section has linked.
    used: BTreeSet<u16>,
    left: usize,
    run: Vec<Piece<'a>>,
    links: Vec<Link>,
}

impl Plan<'_> {
    /// Links a run of words. A form that reaches from one piece into the next is not linked and hides what is inside it.
    fn flush(&mut self) {
        let run = std::mem::take(&mut self.run);
        if self.left == 0 || !run.iter().any(|piece| piece.is_open) {
            return;
        }
        let text: String = run.iter().map(|piece| piece.text).collect();
        for (at, term) in self.linker.uses(&text) {
            let Some((piece, start)) = piece_at(&run, at.start) else { continue };
            let is_inside = at.end <= start + piece.text.len();
            if self.left > 0 && piece.is_open && is_inside && self.used.insert(term) {
                self.left -= 1;
                self.links.push(Link { part: piece.part, at: at.start - start..at.end - start, term });
            }
        }
    }
}

/// The piece that holds a byte of the run, and the byte where it begins.
fn piece_at<'p, 'a>(run: &'p [Piece<'a>], at: usize) -> Option<(&'p Piece<'a>, usize)> {
    let mut start = 0;
    for piece in run {
        if at < start + piece.text.len() {
            return Some((piece, start));
        }
        start += piece.text.len();
    }
    None
}
