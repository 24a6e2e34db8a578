//! The table of links: every spelling under which a story's texts name a term, once, in the order of the terms.
//!
//! Most are headwords or listed forms, which the blob has anyway: they are told by how many of those to skip. The others
//! are written out.

use super::reader::Reader;
use super::writer::Writer;
use super::{Column, texts};
use crate::model::Story;
use std::collections::{BTreeMap, BTreeSet};

/// A term's index and the words that stand for it.
pub(super) type Link<'a> = (u16, &'a str);

/// The character that stands for the first link: the first that is no control character.
const FIRST: u32 = ' ' as u32;
/// No link has a character among the surrogates or behind them.
const MOST: usize = 0xd800 - FIRST as usize;

/// The number of the link that `place` stands for.
pub(super) fn number(place: char) -> usize {
    (place as usize).wrapping_sub(FIRST as usize)
}

/// The table of a story about to be written.
pub(super) struct Table<'a> {
    /// In order, each with its number among the spellings of all terms, if it is one of them.
    links: Vec<(Link<'a>, Option<usize>)>,
    numbers: BTreeMap<Link<'a>, usize>,
}

impl<'a> Table<'a> {
    /// Every link of the story.
    pub(super) fn of(story: &'a Story) -> Table<'a> {
        let mut places = BTreeMap::new();
        let mut place = 0;
        for (n, term) in (0..=u16::MAX).zip(&story.terms) {
            for words in [&term.label].into_iter().chain(&term.forms) {
                places.entry((n, words.as_str())).or_insert(place);
                place += 1;
            }
        }
        let used: BTreeSet<Link> = texts::of(story).into_iter().flat_map(texts::links).collect();
        let mut links: Vec<_> = used.into_iter().map(|link| (link, places.get(&link).copied())).collect();
        links.sort_by_key(|((term, _), place)| (*term, place.is_none(), *place));
        let numbers = links.iter().enumerate().map(|(number, (link, _))| (*link, number)).collect();
        Table { links, numbers }
    }

    /// The character that stands for a link, where it is in the table and the table is not too long.
    pub(super) fn place(&self, link: Link) -> Option<char> {
        let number = *self.numbers.get(&link)?;
        if number < MOST { char::from_u32(FIRST + number as u32) } else { None }
    }

    /// Each link is a number: an even one skips half as many spellings, an odd one half as many terms, and its words follow.
    pub(super) fn write(&self, to: &mut Writer) {
        to.varint(Column::Counts, self.links.len() as u64);
        let (mut next, mut last) = (0, 0);
        for ((term, words), place) in &self.links {
            if let Some(place) = place {
                to.varint(Column::Steps, 2 * (place - next) as u64);
                next = place + 1;
            } else {
                to.varint(Column::Steps, 2 * u64::from(term - last) + 1);
                to.string(Column::Links, words);
            }
            last = *term;
        }
    }
}

/// Reads the table, with a look ahead at the spellings and at the headlines.
pub(super) fn read(from: &mut Reader) {
    let columns = from.columns;
    let mut spellings: Vec<Link> = Vec::new();
    let mut term = 0_u16;
    while !from.is_at_end(Column::Headwords) {
        spellings.push((term, from.words(Column::Headwords)));
        from.times(Column::Forms, &mut |from| spellings.push((term, from.words(Column::Forms))));
        // What only search knows.
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
        let step = from.varint(Column::Steps, 32) as usize;
        let link = if step & 1 == 0 {
            next = next.wrapping_add(step >> 1);
            let link = spellings.get(next).copied();
            next = next.wrapping_add(1);
            from.is_sour |= link.is_none();
            link.unwrap_or_default()
        } else {
            (last.wrapping_add((step >> 1) as u16), from.words(Column::Links))
        };
        last = link.0;
        from.links.push(link);
    });
}
