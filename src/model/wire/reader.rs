//! Reading: columns into numbers and words. Nothing here fails early, and no function is copied into its callers: every
//! reader of a page pays for each.

use super::links::Link;
use super::{COLUMNS, Column, END};

pub(super) struct Reader<'a> {
    pub(super) columns: [&'a [u8]; COLUMNS],
    /// The day read last.
    pub(super) day: i64,
    /// How many events have been read.
    pub(super) event: u32,
    pub(super) links: Vec<Link<'a>>,
    /// Of all events, from a look ahead.
    pub(super) headlines: Vec<&'a str>,
    pub(super) is_sour: bool,
}

impl<'a> Reader<'a> {
    /// Parts the body into its columns, which must fill it.
    pub(super) fn new(body: &'a [u8]) -> Reader<'a> {
        let mut reader = Reader {
            columns: [&[]; COLUMNS],
            day: 0,
            event: 0,
            links: Vec::new(),
            headlines: Vec::new(),
            is_sour: false,
        };
        reader.columns[0] = body;
        let mut lengths = [0; COLUMNS];
        for length in &mut lengths {
            *length = reader.varint(Column::Front, 32) as usize;
        }
        let mut rest = reader.columns[0];
        for (column, length) in reader.columns.iter_mut().zip(lengths) {
            let (own, behind) = rest.split_at_checked(length).unwrap_or_else(|| {
                reader.is_sour = true;
                (&[], &[])
            });
            *column = own;
            rest = behind;
        }
        reader.is_sour |= !rest.is_empty();
        reader
    }

    /// Whether every byte was read and made sense.
    pub(super) fn is_done(&self) -> bool {
        !self.is_sour && self.columns.iter().all(|column| column.is_empty())
    }

    /// Whether nothing of a column is left to read.
    pub(super) fn is_at_end(&self, column: Column) -> bool {
        self.is_sour || self.columns.get(column as usize).is_none_or(|column| column.is_empty())
    }

    #[inline(never)]
    pub(super) fn byte(&mut self, column: Column) -> u8 {
        if let Some(column) = self.columns.get_mut(column as usize)
            && let Some((first, rest)) = column.split_first()
        {
            *column = rest;
            return *first;
        }
        self.is_sour = true;
        0
    }

    /// LEB128, at most `bits` wide.
    #[inline(never)]
    pub(super) fn varint(&mut self, column: Column, bits: u32) -> u64 {
        let mut value = 0;
        let mut shift = 0;
        loop {
            let byte = self.byte(column);
            let part = u64::from(byte & 0x7f);
            if shift >= bits || (part << shift) >> shift != part {
                self.is_sour = true;
                return 0;
            }
            value |= part << shift;
            if byte & 0x80 == 0 {
                break;
            }
            shift += 7;
        }
        if bits < 64 && value >> bits != 0 {
            self.is_sour = true;
            return 0;
        }
        value
    }

    pub(super) fn signed(&mut self, column: Column) -> i64 {
        let zigzag = self.varint(column, 64);
        (zigzag >> 1).cast_signed() ^ -(zigzag & 1).cast_signed()
    }

    /// A string up to its end, which goes too.
    #[inline(never)]
    pub(super) fn words(&mut self, column: Column) -> &'a str {
        if let Some(column) = self.columns.get_mut(column as usize)
            && let Some(until) = column.iter().position(|byte| *byte == END as u8)
            && let Some((words, [_end, rest @ ..])) = column.split_at_checked(until)
        {
            *column = rest;
            let valid = words.utf8_chunks().next().map_or("", |chunk| chunk.valid());
            self.is_sour |= valid.len() < words.len();
            return valid;
        }
        self.is_sour = true;
        ""
    }

    /// One of `count` variants.
    pub(super) fn variant(&mut self, column: Column, count: u8) -> u8 {
        let variant = self.byte(column);
        if variant < count {
            return variant;
        }
        self.is_sour = true;
        0
    }

    /// A count, and so many calls; none after a fault.
    #[inline]
    pub(super) fn times<F: FnMut(&mut Reader<'a>)>(&mut self, column: Column, each: &mut F) {
        self.times_called(column, each);
    }

    #[inline(never)]
    fn times_called(&mut self, column: Column, each: &mut dyn Each<'a>) {
        for _ in 0..self.varint(column, 32) {
            if self.is_sour {
                break;
            }
            each.call(self);
        }
    }
}

/// What is called for each of some values. `dyn FnMut` would do, but brings a function more for every closure.
trait Each<'a> {
    fn call(&mut self, reader: &mut Reader<'a>);
}

impl<'a, F: FnMut(&mut Reader<'a>)> Each<'a> for F {
    fn call(&mut self, reader: &mut Reader<'a>) {
        self(reader);
    }
}
