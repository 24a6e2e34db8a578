//! Claims and cites on the wire.

use super::reader::Reader;
use super::values::Wire;
use super::writer::Writer;
use super::{Column, variants};
use crate::model::{Cite, Claim, Status};

variants! { Status { Reported, Official, Allegation, Anonymous, Opinion, Inference } }

/// One number for the status, whether someone is named as claimant, and whether it is inferred.
impl Wire for Claim {
    fn write(&self, to: &mut Writer) {
        let manner = 6 * (u8::from(self.claimant.is_some()) + 2 * u8::from(self.inferred.is_some()));
        to.turn_to(Column::Statuses);
        to.byte(self.status.number() + manner);
        for (column, words) in [(Column::Claimants, &self.claimant), (Column::Inferred, &self.inferred)] {
            to.turn_to(column);
            if let Some(words) = words {
                to.string(words);
            }
        }
        self.cites.write(to);
    }

    fn read(from: &mut Reader) -> Self {
        from.turn_to(Column::Statuses);
        let number = from.variant(24);
        let status = Status::numbered(number % 6);
        let manner = number / 6;
        from.turn_to(Column::Claimants);
        let claimant = (manner & 1 != 0).then(|| Wire::read(from));
        from.turn_to(Column::Inferred);
        let inferred = (manner & 2 != 0).then(|| Wire::read(from));
        Claim { status, claimant, cites: Wire::read(from), inferred }
    }
}

/// In one column which source, and whether it is the last cite; in another the paragraph, by its distance from the one
/// before where that is of the same source.
impl Wire for Vec<Cite> {
    fn write(&self, to: &mut Writer) {
        if self.is_empty() {
            to.turn_to(Column::Cites);
            to.varint(0);
        }
        let mut before = None;
        for (left, cite) in (0..self.len()).rev().zip(self) {
            to.turn_to(Column::Cites);
            to.varint(2 * u64::from(cite.source) + if left == 0 { 1 } else { 2 });
            to.turn_to(Column::Paragraphs);
            match before {
                Some((source, paragraph)) if source == cite.source => {
                    to.signed(i64::from(cite.paragraph) - i64::from(paragraph));
                }
                _ => to.varint(cite.paragraph.into()),
            }
            before = Some((cite.source, cite.paragraph));
        }
    }

    fn read(from: &mut Reader) -> Self {
        let mut cites = Vec::new();
        let mut before = Cite { source: 0, paragraph: 0 };
        while !from.is_sour {
            from.turn_to(Column::Cites);
            let Some(mark) = from.varint(10).checked_sub(1) else {
                // Only an empty list has this mark.
                from.is_sour |= !cites.is_empty();
                break;
            };
            let source = (mark >> 1) as u8;
            from.is_sour |= mark >> 9 != 0;
            from.turn_to(Column::Paragraphs);
            let paragraph = if source == before.source && !cites.is_empty() {
                i64::from(before.paragraph).wrapping_add(from.signed())
            } else {
                from.varint(16).cast_signed()
            };
            from.is_sour |= paragraph >> 16 != 0;
            before = Cite { source, paragraph: paragraph as u16 };
            cites.push(before);
            if mark & 1 == 0 {
                break;
            }
        }
        cites
    }
}
