//! The table of links: every spelling under which a story's texts name a term, once, in the order of the terms.
//!
//! Most are headwords or listed forms, which the blob has anyway: those are written as the number of spellings to skip.
//! The others are written out.
#![allow(
    clippy::cast_possible_truncation,
    reason = "a column is read with the width of its type, and counts fit the blob"
)]

use super::reader::Reader;
use super::writer::Writer;
use super::{Column, texts};
use crate::model::Story;
use std::collections::{BTreeMap, BTreeSet};

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
pub(super) struct Table<'a> {
    /// In order, each with its index among the spellings of all terms, if it is one of them.
    links: Vec<(Link<'a>, Option<usize>)>,
    numbers: BTreeMap<Link<'a>, usize>,
}

impl<'a> Table<'a> {
    /// Every link of the story.
    pub(super) fn of(story: &'a Story) -> Table<'a> {
        let mut spellings = BTreeMap::new();
        let mut spelling = 0;
        for (n, term) in (0..=u16::MAX).zip(&story.terms) {
            for words in [&term.label].into_iter().chain(&term.forms) {
                spellings.entry((n, words.as_str())).or_insert(spelling);
                spelling += 1;
            }
        }
        let used: BTreeSet<Link> = texts::of(story).into_iter().flat_map(texts::links).collect();
        let mut links: Vec<_> = used.into_iter().map(|link| (link, spellings.get(&link).copied())).collect();
        links.sort_by_key(|((term, _), spelling)| (*term, spelling.is_none(), *spelling));
        let numbers = links.iter().enumerate().map(|(number, (link, _))| (*link, number)).collect();
        Table { links, numbers }
    }

    /// The character of a link, if it is in the table and the table is not too long.
    pub(super) fn mark(&self, link: Link) -> Option<char> {
        let number = *self.numbers.get(&link)?;
        if number < MAX_LINKS { char::from_u32(FIRST + number as u32) } else { None }
    }

    /// Each link is a number: an even one skips half as many spellings, an odd one half as many terms and precedes its words.
    pub(super) fn write(&self, to: &mut Writer) {
        to.varint(Column::Counts, self.links.len() as u64);
        let (mut next, mut last) = (0, 0);
        for ((term, words), spelling) in &self.links {
            if let Some(spelling) = spelling {
                to.varint(Column::Skips, 2 * (spelling - next) as u64);
                next = spelling + 1;
            } else {
                to.varint(Column::Skips, 2 * u64::from(term - last) + 1);
                to.string(Column::Links, words);
            }
            last = *term;
        }
    }
}

/// Reads the table, and ahead of their turn the spellings and headlines.
pub(super) fn read(from: &mut Reader) {
    let columns = from.columns;
    let mut spellings: Vec<Link> = Vec::new();
    let mut term = 0_u16;
    while !from.is_at_end(Column::Headwords) {
        spellings.push((term, from.words(Column::Headwords)));
        from.times(Column::Forms, &mut |from| spellings.push((term, from.words(Column::Forms))));
        // Spellings for search alone are no links.
        from.times(Column::Forms, &mut |from| {
            from.words(Column::Forms);
        });
        term = term.wrapping_add(1);
    }
    while !from.is_at_end(Column::Headlines) {
        let headline = from.words(Column::Headlines);
        from.headlines.push(headline);
    }
    from.columns = columns;
    let (mut next, mut last) = (0_usize, 0_u16);
    from.times(Column::Counts, &mut |from| {
        let skip = from.varint(Column::Skips, 32) as usize;
        let link = if skip & 1 == 0 {
            next = next.wrapping_add(skip >> 1);
            let link = spellings.get(next).copied();
            next = next.wrapping_add(1);
            from.has_failed |= link.is_none();
            link.unwrap_or_default()
        } else {
            (last.wrapping_add((skip >> 1) as u16), from.words(Column::Links))
        };
        last = link.0;
        from.links.push(link);
    });
}
