//! Encodes dates.
#![allow(
    clippy::cast_possible_truncation,
    reason = "a column is read with the width of its type, and counts fit the blob"
)]

use super::reader::Reader;
use super::values::{Codec, Item};
use super::writer::Writer;
use super::{Column, variants};
use crate::model::{Bounds, Date, Ending, Qualifier, Shape, When};

variants! { Ending { Known, Unknown, Open } }

/// Zero for a date; otherwise the distance back to the event it follows.
impl Codec for When {
    fn write(&self, to: &mut Writer, _: Column) {
        let (leader, words) = match self {
            When::Dated(date) => (to.event, &date.words),
            When::After { event, words } => (*event, words),
        };
        to.varint(Column::Whens, to.event.wrapping_sub(leader).into());
        to.event += 1;
        match self {
            When::Dated(date) => date.write(to, Column::Whens),
            When::After { .. } => to.string(Column::DateWords, words),
        }
    }

    fn read(from: &mut Reader, _: Column) -> Self {
        let distance = from.varint(Column::Whens, 32) as u32;
        let event = from.event.wrapping_sub(distance);
        from.event = from.event.wrapping_add(1);
        if distance == 0 {
            return When::Dated(Codec::read(from, Column::Whens));
        }
        When::After { event, words: Codec::read(from, Column::DateWords) }
    }
}

/// Days are written as their distance from the day before, ends as their distance from the beginning.
impl Codec for Bounds {
    fn write(&self, to: &mut Writer, _: Column) {
        to.signed(Column::Earliest, self.earliest.wrapping_sub(to.day));
        to.signed(Column::Latest, self.latest.wrapping_sub(self.earliest));
        to.day = self.earliest;
    }

    fn read(from: &mut Reader, _: Column) -> Self {
        let earliest = from.day.wrapping_add(from.signed(Column::Earliest));
        let latest = earliest.wrapping_add(from.signed(Column::Latest));
        from.day = earliest;
        Bounds { earliest, latest }
    }
}

impl Item for Bounds {}

/// One number holds the date's properties, as digits of the bases 3, 2, 2, 2, 2, 3 and 3, the least significant first; it is
/// zero for a plain point.
impl Codec for Date {
    fn write(&self, to: &mut Writer, _: Column) {
        let shape = match self.shape {
            Shape::Point => 0,
            Shape::Span => 1,
            Shape::OneOf(_) => 2,
        };
        let manner = [
            (3, self.ends.number()),
            (3, self.starts.number()),
            (2, self.qualifier.uncertain.into()),
            (2, self.qualifier.approximate.into()),
            (2, self.minute.is_some().into()),
            (2, (self.end != self.begin).into()),
            (3, shape),
        ];
        to.varint(
            Column::Manners,
            manner.into_iter().fold(0, |number, (base, digit)| number * base + u64::from(digit)),
        );
        self.begin.write(to, Column::Manners);
        if self.end != self.begin {
            self.end.write(to, Column::Manners);
        }
        if let Some(minute) = self.minute {
            minute.write(to, Column::Minutes);
        }
        if let Shape::OneOf(members) = &self.shape {
            members.write(to, Column::Counts);
        }
        to.string(Column::DateWords, &self.words);
    }

    fn read(from: &mut Reader, _: Column) -> Self {
        let mut manner = from.varint(Column::Manners, 32) as u32;
        let mut digit = |base: u32| {
            let digit = (manner % base) as u8;
            manner /= base;
            digit
        };
        let (shape, has_end, has_minute) = (digit(3), digit(2), digit(2));
        let qualifier = Qualifier { approximate: digit(2) != 0, uncertain: digit(2) != 0 };
        let (starts, ends) = (Ending::numbered(digit(3)), Ending::numbered(digit(3)));
        from.has_failed |= manner != 0;
        let begin = Bounds::read(from, Column::Manners);
        let end = if has_end == 0 { begin } else { Codec::read(from, Column::Manners) };
        let minute = (has_minute != 0).then(|| Codec::read(from, Column::Minutes));
        let shape = match shape {
            0 => Shape::Point,
            1 => Shape::Span,
            _ => Shape::OneOf(Codec::read(from, Column::Counts)),
        };
        Date { shape, begin, end, starts, ends, qualifier, minute, words: Codec::read(from, Column::DateWords) }
    }
}
