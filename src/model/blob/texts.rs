//! Encodes running text: one string, in which two characters stand for each link to a term, each mark's beginning and end, and
//! the name of each attribute, whose value follows.
#![allow(clippy::cast_possible_truncation, reason = "signs are ASCII")]

use super::links::{self, Link};
use super::reader::Reader;
use super::values::Codec;
use super::writer::Writer;
use super::{Column, END};
use crate::model::texts::{Words, for_each_text};
use crate::model::{Attribute, Inline, Mark, Story, Text};

/// Begins all but words; the next character says what: one of the following, or a link of the table, whose characters are
/// later ones.
const SIGN: char = '\u{1}';
/// Ends the value of an attribute where words follow.
const WORDS: u8 = 1;
/// [`Inline::Close`].
const CLOSE: u8 = 2;
/// The first mark.
const OPEN: u8 = 3;
/// The first attribute.
const ATTRIBUTE: u8 = OPEN + Mark::COUNT;
/// The character behind the last attribute.
const PAST: u8 = ATTRIBUTE + Attribute::COUNT;
const _: () = assert!(PAST <= b' ', "links begin there");

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

/// The links of a text to terms.
pub(super) fn links(text: &Text) -> impl Iterator<Item = Link<'_>> {
    text.iter().filter_map(|inline| match inline {
        Inline::Term { term, words } => Some((*term, words.as_str())),
        _ => None,
    })
}

/// Pieces are not counted, because signs separate them.
impl Codec for Text {
    fn write(&self, to: &mut Writer, column: Column) {
        let mut is_value = false;
        for inline in self {
            let mut value = "";
            let sign = match inline {
                Inline::Plain(words) => {
                    value = words;
                    is_value.then_some(char::from(WORDS))
                }
                Inline::Term { term, words } => {
                    let mark = to.links.mark((*term, words));
                    to.has_failed |= mark.is_none();
                    mark
                }
                Inline::Close => Some(char::from(CLOSE)),
                Inline::Open(mark) => Some(char::from(OPEN + mark.0)),
                Inline::Attribute(attribute, words) => {
                    value = words;
                    Some(char::from(ATTRIBUTE + attribute.0))
                }
            };
            if let Some(sign) = sign {
                to.mark(column, SIGN);
                to.mark(column, sign);
            }
            to.has_failed |= value.contains(SIGN);
            to.words(column, value);
            is_value = matches!(inline, Inline::Attribute(..));
        }
        to.mark(column, END);
    }

    fn read(from: &mut Reader, column: Column) -> Self {
        let mut rest = from.words(column);
        let mut text = Text::new();
        let mut attribute = None;
        loop {
            let until = rest.bytes().position(|byte| byte == SIGN as u8).unwrap_or(rest.len());
            let (words, signs) = rest.split_at_checked(until).unwrap_or_default();
            if let Some(attribute) = attribute.take() {
                text.push(Inline::Attribute(attribute, words.to_owned()));
            } else if !words.is_empty() {
                text.push(Inline::Plain(words.to_owned()));
            }
            let mut signs = signs.chars();
            if signs.next().is_none() {
                return text;
            }
            let sign = signs.next().unwrap_or_default();
            match sign as u8 {
                _ if sign >= ' ' => match from.links.get(links::number(sign)) {
                    Some((term, words)) => text.push(Inline::Term { term: *term, words: (*words).to_owned() }),
                    None => from.has_failed = true,
                },
                // Elsewhere it would part words.
                WORDS => from.has_failed |= !matches!(text.last(), Some(Inline::Attribute(..))),
                CLOSE => text.push(Inline::Close),
                number @ OPEN..ATTRIBUTE => text.push(Inline::Open(Mark(number - OPEN))),
                number @ ATTRIBUTE..PAST => attribute = Some(Attribute(number - ATTRIBUTE)),
                _ => from.has_failed = true,
            }
            rest = signs.as_str();
        }
    }
}
