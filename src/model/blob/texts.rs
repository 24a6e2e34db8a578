//! Encodes running text: one string, in which a mark stands for each link.

use super::links::{self, Link};
use super::reader::Reader;
use super::values::Codec;
use super::writer::Writer;
use super::{Column, END};
use crate::model::texts::{Words, for_each_text};
use crate::model::{Inline, Story, Text};

/// Begins a link; the next character is an index into the table of links.
const LINK: char = '\u{1}';

/// Every running text of a story.
pub(super) fn of(story: &Story) -> Vec<&Text> {
    let mut texts = Vec::new();
    for_each_text(story, &mut |_, words| {
        if let Words::Running(text) = words {
            texts.push(text);
        }
    });
    texts
}

/// The links of a text.
pub(super) fn links(text: &Text) -> impl Iterator<Item = Link<'_>> {
    text.iter().filter_map(|inline| match inline {
        Inline::Plain(_) => None,
        Inline::Term { term, words } => Some((*term, words.as_str())),
    })
}

/// Pieces are not counted, because the marks of links separate them.
impl Codec for Text {
    fn write(&self, to: &mut Writer, column: Column) {
        for inline in self {
            match inline {
                Inline::Plain(words) => {
                    to.has_failed |= words.contains(LINK);
                    to.words(column, words);
                }
                Inline::Term { term, words } => match to.links.mark((*term, words)) {
                    Some(mark) => {
                        to.mark(column, LINK);
                        to.mark(column, mark);
                    }
                    None => to.has_failed = true,
                },
            }
        }
        to.mark(column, END);
    }

    fn read(from: &mut Reader, column: Column) -> Self {
        let mut rest = from.words(column);
        let mut text = Text::new();
        loop {
            let until = rest.bytes().position(|byte| byte == LINK as u8).unwrap_or(rest.len());
            let (words, link) = rest.split_at_checked(until).unwrap_or_default();
            if !words.is_empty() {
                text.push(Inline::Plain(words.to_owned()));
            }
            let mut marks = link.chars();
            if marks.next().is_none() {
                return text;
            }
            match marks.next().and_then(|mark| from.links.get(links::number(mark))) {
                Some((term, words)) => text.push(Inline::Term { term: *term, words: (*words).to_owned() }),
                None => from.has_failed = true,
            }
            rest = marks.as_str();
        }
    }
}
