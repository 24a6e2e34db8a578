//! Encodes claims and cites.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a column is read with the width of its type, and counts fit the blob"
)]

use super::reader::Reader;
use super::values::Codec;
use super::writer::Writer;
use super::{Column, variants};
use crate::model::{Cite, Claim, Status};

variants! { Status { Reported, Official, Allegation, Anonymous, Opinion, Inference } }

/// One number holds the status and the presence of a claimant and of an inference.
impl Codec for Claim {
    fn write(&self, to: &mut Writer, _: Column) {
        let manner = 6 * (u8::from(self.claimant.is_some()) + 2 * u8::from(self.inferred.is_some()));
        to.byte(Column::Statuses, self.status.number() + manner);
        for (column, words) in [(Column::Claimants, &self.claimant), (Column::Inferred, &self.inferred)] {
            if let Some(words) = words {
                to.string(column, words);
            }
        }
        self.cites.write(to, Column::Cites);
    }

    fn read(from: &mut Reader, _: Column) -> Self {
        let number = from.variant(Column::Statuses, 24);
        let status = Status::numbered(number % 6);
        let manner = number / 6;
        let claimant = (manner & 1 != 0).then(|| Codec::read(from, Column::Claimants));
        let inferred = (manner & 2 != 0).then(|| Codec::read(from, Column::Inferred));
        Claim { status, claimant, cites: Codec::read(from, Column::Cites), inferred }
    }
}

/// One column has the source and whether the cite is the last one; another has the paragraph, as its distance from the cite
/// before where that has the same source.
impl Codec for Vec<Cite> {
    fn write(&self, to: &mut Writer, _: Column) {
        if self.is_empty() {
            to.varint(Column::Cites, 0);
        }
        let mut before = None;
        for (left, cite) in (0..self.len()).rev().zip(self) {
            to.varint(Column::Cites, 2 * u64::from(cite.source) + if left == 0 { 1 } else { 2 });
            match before {
                Some((source, paragraph)) if source == cite.source => {
                    to.signed(Column::Paragraphs, i64::from(cite.paragraph) - i64::from(paragraph));
                }
                _ => to.varint(Column::Paragraphs, cite.paragraph.into()),
            }
            before = Some((cite.source, cite.paragraph));
        }
    }

    fn read(from: &mut Reader, _: Column) -> Self {
        let mut cites = Vec::new();
        let mut before = Cite { source: 0, paragraph: 0 };
        while !from.has_failed {
            let Some(mark) = from.varint(Column::Cites, 10).checked_sub(1) else {
                // Only an empty list has this mark.
                from.has_failed |= !cites.is_empty();
                break;
            };
            let source = (mark >> 1) as u8;
            from.has_failed |= mark >> 9 != 0;
            let paragraph = if source == before.source && !cites.is_empty() {
                i64::from(before.paragraph).wrapping_add(from.signed(Column::Paragraphs))
            } else {
                from.varint(Column::Paragraphs, 16).cast_signed()
            };
            from.has_failed |= paragraph >> 16 != 0;
            before = Cite { source, paragraph: paragraph as u16 };
            cites.push(before);
            if mark & 1 == 0 {
                break;
            }
        }
        cites
    }
}
