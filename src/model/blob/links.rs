//! The table of links: every spelling under which a story's texts name a term, once, in the order of the terms.
#![allow(
    clippy::cast_possible_truncation,
    reason = "a column is read with the width of its type, and counts fit the blob"
)]

use super::reader::Reader;
use super::writer::Writer;
use super::{Column, texts};
use crate::model::Story;
use std::collections::BTreeMap;

/// A term's index and the words of a link to it.
pub(super) type Link<'a> = (u16, &'a str);

/// The character of the first link: the first that is no control character.
const FIRST: u32 = ' ' as u32;
/// The most different links of a story: there are so many characters before the surrogates.
pub const MAX_LINKS: usize = 0xd800 - FIRST as usize;

/// The index of the link whose character is `mark`.
pub(super) fn number(mark: char) -> usize {
    (mark as usize).wrapping_sub(FIRST as usize)
}

/// The table of a story about to be written.
pub(super) struct Table<'a>(BTreeMap<Link<'a>, usize>);

impl<'a> Table<'a> {
    /// Every link of the story, each with its number.
    pub(super) fn of(story: &'a Story) -> Table<'a> {
        let mut links: BTreeMap<Link, usize> =
            texts::of(story).into_iter().flat_map(texts::links).map(|link| (link, 0)).collect();
        for (n, number) in links.values_mut().enumerate() {
            *number = n;
        }
        Table(links)
    }

    /// The character of a link, if it is in the table and the table is not too long.
    pub(super) fn mark(&self, link: Link) -> Option<char> {
        let number = *self.0.get(&link)?;
        if number < MAX_LINKS { char::from_u32(FIRST + number as u32) } else { None }
    }

    /// Each link is the distance of its term from the last one's, and its words. Most are headwords or forms, which the
    /// blob has as well; to compressors that is as good as a reference.
    pub(super) fn write(&self, to: &mut Writer) {
        to.varint(Column::Counts, self.0.len() as u64);
        let mut last = 0;
        for (term, words) in self.0.keys() {
            to.varint(Column::LinkedTerms, u64::from(term - last));
            to.string(Column::Links, words);
            last = *term;
        }
    }
}

/// Reads the table.
pub(super) fn read(from: &mut Reader) {
    let mut term = 0_u16;
    from.times(Column::Counts, &mut |from| {
        term = term.wrapping_add(from.varint(Column::LinkedTerms, 16) as u16);
        let words = from.words(Column::Links);
        from.links.push((term, words));
    });
}
