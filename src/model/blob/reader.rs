//! Reads numbers and words from columns. A fault sets the sticky flag `has_failed`; all later reads return zeros and empty
//! strings. No function is inlined into its callers: each copy would be bytes of the engine.
#![allow(
    clippy::cast_possible_truncation,
    reason = "a column is read with the width of its type, and counts fit the blob"
)]

use super::links::Link;
use super::{COLUMNS, Column, END};

pub(super) struct Reader<'a> {
    pub(super) columns: [&'a [u8]; COLUMNS],
    /// The last day read: the next one is written as its distance.
    pub(super) day: i64,
    /// Number of events read.
    pub(super) event: u32,
    pub(super) links: Vec<Link<'a>>,
    /// The sticky error flag.
    pub(super) has_failed: bool,
}

impl<'a> Reader<'a> {
    /// Splits the body into its columns, which must fill it.
    pub(super) fn new(body: &'a [u8]) -> Reader<'a> {
        let mut reader = Reader { columns: [&[]; COLUMNS], day: 0, event: 0, links: Vec::new(), has_failed: false };
        reader.columns[0] = body;
        let mut lengths = [0; COLUMNS];
        for length in &mut lengths {
            *length = reader.varint(Column::Front, 32) as usize;
        }
        let mut rest = reader.columns[0];
        for (column, length) in reader.columns.iter_mut().zip(lengths) {
            let (own, behind) = rest.split_at_checked(length).unwrap_or_else(|| {
                reader.has_failed = true;
                (&[], &[])
            });
            *column = own;
            rest = behind;
        }
        reader.has_failed |= !rest.is_empty();
        reader
    }

    /// Whether every byte was read, and without a fault.
    pub(super) fn is_done(&self) -> bool {
        !self.has_failed && self.columns.iter().all(|column| column.is_empty())
    }

    #[inline(never)]
    pub(super) fn byte(&mut self, column: Column) -> u8 {
        if let Some(column) = self.columns.get_mut(column as usize)
            && let Some((first, rest)) = column.split_first()
        {
            *column = rest;
            return *first;
        }
        self.has_failed = true;
        0
    }

    /// An unsigned LEB128 number of at most `bits` bits.
    #[inline(never)]
    pub(super) fn varint(&mut self, column: Column, bits: u32) -> u64 {
        let mut value = 0;
        let mut shift = 0;
        loop {
            let byte = self.byte(column);
            let part = u64::from(byte & 0x7f);
            if shift >= bits || (part << shift) >> shift != part {
                self.has_failed = true;
                return 0;
            }
            value |= part << shift;
            if byte & 0x80 == 0 {
                break;
            }
            shift += 7;
        }
        if bits < 64 && value >> bits != 0 {
            self.has_failed = true;
            return 0;
        }
        value
    }

    pub(super) fn signed(&mut self, column: Column) -> i64 {
        let zigzag = self.varint(column, 64);
        (zigzag >> 1).cast_signed() ^ -(zigzag & 1).cast_signed()
    }

    /// A string; its end mark is consumed.
    #[inline(never)]
    pub(super) fn words(&mut self, column: Column) -> &'a str {
        if let Some(column) = self.columns.get_mut(column as usize)
            && let Some(until) = column.iter().position(|byte| *byte == END as u8)
            && let Some((words, [_end, rest @ ..])) = column.split_at_checked(until)
        {
            *column = rest;
            let valid = words.utf8_chunks().next().map_or("", |chunk| chunk.valid());
            self.has_failed |= valid.len() < words.len();
            return valid;
        }
        self.has_failed = true;
        ""
    }

    /// An index below `count`.
    pub(super) fn variant(&mut self, column: Column, count: u8) -> u8 {
        let variant = self.byte(column);
        if variant < count {
            return variant;
        }
        self.has_failed = true;
        0
    }

    /// Reads a count and calls `each` that many times, but not after a fault.
    #[inline]
    pub(super) fn times<F: FnMut(&mut Reader<'a>)>(&mut self, column: Column, each: &mut F) {
        self.times_called(column, each);
    }

    #[inline(never)]
    fn times_called(&mut self, column: Column, each: &mut dyn Each<'a>) {
        for _ in 0..self.varint(column, 32) {
            if self.has_failed {
                break;
            }
            each.call(self);
        }
    }
}

/// A callback for each value. `dyn FnMut` would add one more function for every closure.
trait Each<'a> {
    fn call(&mut self, reader: &mut Reader<'a>);
}

impl<'a, F: FnMut(&mut Reader<'a>)> Each<'a> for F {
    fn call(&mut self, reader: &mut Reader<'a>) {
        self(reader);
    }
}
