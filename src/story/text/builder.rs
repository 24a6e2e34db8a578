//! Puts a text together from what a parser finds in it, so that it is well formed whatever that is: every mark ends, a
//! paragraph is in no other, nothing is empty.

use super::{Marked, Piece};
use crate::model::Mark;

/// A text being put together.
#[derive(Default)]
pub(super) struct Builder {
    out: Marked,
    /// The marks that have not ended; a link to the web is none of them.
    open: Vec<Option<Mark>>,
}

impl Builder {
    /// Adds words. White space at the beginning of a block is none.
    pub(super) fn words(&mut self, words: &str) {
        let words = words.replace(['\n', '\r', '\t'], " ");
        let words = if self.is_at_start() { words.trim_start() } else { &words };
        if words.is_empty() {
            return;
        }
        self.begin_paragraph();
        match self.out.last_mut() {
            Some(Piece::Plain(last)) => last.push_str(words),
            _ => self.out.push(Piece::Plain(words.to_owned())),
        }
    }

    /// Adds a space between two lines.
    pub(super) fn space(&mut self) {
        if !matches!(self.out.last(), Some(Piece::Plain(last)) if last.ends_with(' ')) {
            self.words(" ");
        }
    }

    /// Adds a link to a term, or words without one.
    pub(super) fn term(&mut self, piece: Piece) {
        self.begin_paragraph();
        self.out.push(piece);
    }

    /// Adds a line break; two of them part paragraphs.
    pub(super) fn line_break(&mut self) {
        if self.is_at_start() {
            if self.drop_break() {
                self.open(Mark::PARAGRAPH);
            }
            return;
        }
        self.end_words();
        self.out.extend([Piece::Open(Mark::BREAK), Piece::Close]);
    }

    /// Begins a mark.
    pub(super) fn open(&mut self, mark: Mark) {
        match mark {
            Mark::EMPHASIS | Mark::STRONG => {
                self.begin_paragraph();
                self.push(mark);
            }
            // It begins with its first words. Items have none inside: a second one there is a line of its own.
            Mark::PARAGRAPH if self.block() == Some(Mark::ITEM) => {
                self.end_inline();
                if !self.is_at_start() {
                    self.line_break();
                }
            }
            Mark::PARAGRAPH => self.end_paragraph(),
            Mark::ITEM => {
                self.end_inline();
                let list = self.open.iter().rposition(|mark| matches!(mark, Some(Mark::LIST | Mark::NUMBERED)));
                if let Some(list) = list {
                    self.end(list + 1);
                } else {
                    self.end_paragraph();
                    self.push(Mark::LIST);
                }
                self.push(mark);
            }
            _ => {
                self.end_paragraph();
                match self.block() {
                    Some(Mark::LIST | Mark::NUMBERED) => self.push(Mark::ITEM),
                    Some(Mark::ITEM) if !self.is_at_start() => self.end_words(),
                    _ => {}
                }
                self.push(mark);
            }
        }
    }

    /// Ends a mark, and those inside it; nothing where it has not begun.
    pub(super) fn close(&mut self, mark: Mark) {
        let found = self.open.iter().rposition(|open| *open == Some(mark));
        if let Some(found) = found.filter(|found| mark.is_block() || *found >= self.blocks()) {
            self.end(found);
        }
    }

    /// Begins a link to the web, if it is in no other; returns whether it has.
    pub(super) fn open_web(&mut self, address: &str) -> bool {
        if self.open.contains(&None) {
            return false;
        }
        self.begin_paragraph();
        self.open.push(None);
        self.out.push(Piece::Web(address.to_owned()));
        true
    }

    /// Ends a link to the web, and what is inside it.
    pub(super) fn close_web(&mut self) {
        if let Some(found) = self.open.iter().rposition(Option::is_none) {
            self.end(found);
        }
    }

    /// The text.
    pub(super) fn finish(mut self) -> Marked {
        self.end(0);
        // No words end the text: neither white space, nor marks around nothing else.
        while let Some(last) = self.out.iter().rposition(|piece| !matches!(piece, Piece::Close)) {
            match self.out.get_mut(last) {
                Some(Piece::Plain(words)) => {
                    words.truncate(words.trim_end().len());
                    if !words.is_empty() {
                        break;
                    }
                }
                Some(Piece::Open(_) | Piece::Web(_)) => {
                    self.out.remove(last);
                }
                _ => break,
            }
            self.out.remove(last);
        }
        let blocks = self.out.iter().filter(|piece| matches!(piece, Piece::Open(mark) if mark.is_block())).count();
        if blocks == 1 && self.out.first() == Some(&Piece::Open(Mark::PARAGRAPH)) {
            self.out.remove(0);
            self.out.pop();
        }
        self.out
    }

    /// The number of marks up to the last block.
    fn blocks(&self) -> usize {
        self.open.iter().rposition(|mark| mark.is_some_and(Mark::is_block)).map_or(0, |block| block + 1)
    }

    fn block(&self) -> Option<Mark> {
        self.open.iter().rev().copied().flatten().find(|mark| mark.is_block())
    }

    fn push(&mut self, mark: Mark) {
        self.open.push(Some(mark));
        self.out.push(Piece::Open(mark));
    }

    /// Begins what words can be in, unless it has begun.
    fn begin_paragraph(&mut self) {
        match self.block() {
            None | Some(Mark::QUOTE) => self.push(Mark::PARAGRAPH),
            Some(Mark::LIST | Mark::NUMBERED) => self.push(Mark::ITEM),
            _ => {}
        }
    }

    fn end_inline(&mut self) {
        self.end(self.blocks());
    }

    fn end_paragraph(&mut self) {
        self.end_inline();
        if self.block() == Some(Mark::PARAGRAPH) {
            self.end(self.open.len().saturating_sub(1));
        }
    }

    /// Ends all marks but the first `kept`.
    fn end(&mut self, kept: usize) {
        while self.open.len() > kept {
            let Some(mark) = self.open.pop() else { return };
            let is_block = mark.is_some_and(Mark::is_block);
            if is_block {
                self.drop_break();
            }
            if matches!(self.out.last(), Some(Piece::Open(_) | Piece::Web(_))) {
                self.out.pop();
                continue;
            }
            if is_block {
                self.end_words();
            }
            self.out.push(Piece::Close);
        }
    }

    /// Takes out a line break at the end; returns whether there was one.
    fn drop_break(&mut self) -> bool {
        let is_break = matches!(self.out.as_slice(), [.., Piece::Open(Mark::BREAK), Piece::Close]);
        if is_break {
            self.out.truncate(self.out.len() - 2);
        }
        is_break
    }

    /// Ends the words of a line with a line break.
    fn end_words(&mut self) {
        if let Some(Piece::Plain(words)) = self.out.last_mut() {
            words.truncate(words.trim_end().len());
            words.push('\n');
        } else if !self.ends_with_line() {
            self.out.push(Piece::Plain("\n".to_owned()));
        }
    }

    /// Whether the last words end with a line break.
    fn ends_with_line(&self) -> bool {
        let last = self.out.iter().rev().find(|piece| !matches!(piece, Piece::Close | Piece::Open(_)));
        matches!(last, Some(Piece::Plain(words)) if words.ends_with('\n'))
    }

    /// Whether no words stand before, in this block or on this line.
    fn is_at_start(&self) -> bool {
        for (at, piece) in self.out.iter().enumerate().rev() {
            return match piece {
                Piece::Web(_) => continue,
                Piece::Open(mark) if !mark.is_block() && *mark != Mark::BREAK => continue,
                Piece::Open(_) => true,
                Piece::Close if matches!(self.out.get(..at), Some([.., Piece::Open(Mark::BREAK)])) => true,
                Piece::Close => self.ends_with_line(),
                _ => false,
            };
        }
        true
    }
}
