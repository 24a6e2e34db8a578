//! Writes numbers and words into columns. What cannot be encoded sets the sticky flag `has_failed`.
#![allow(
    clippy::cast_possible_truncation,
    reason = "a column is read with the width of its type, and counts fit the blob"
)]

use super::links::Table;
use super::{COLUMNS, Column, END};

pub(super) struct Writer<'a> {
    columns: Vec<Vec<u8>>,
    /// The last day written: the next one is written as its distance.
    pub(super) day: i64,
    /// Number of events written.
    pub(super) event: u32,
    pub(super) links: &'a Table<'a>,
    /// The sticky error flag.
    pub(super) has_failed: bool,
}

impl<'a> Writer<'a> {
    pub(super) fn new(links: &'a Table<'a>) -> Writer<'a> {
        Writer { columns: vec![Vec::new(); COLUMNS], day: 0, event: 0, links, has_failed: false }
    }

    /// The body, or nothing after a fault.
    pub(super) fn body(self) -> Option<Vec<u8>> {
        let mut body = Vec::new();
        for column in &self.columns {
            write_varint(&mut body, column.len() as u64);
        }
        (!self.has_failed).then(|| [body, self.columns.concat()].concat())
    }

    fn column(&mut self, column: Column) -> &mut Vec<u8> {
        &mut self.columns[column as usize]
    }

    pub(super) fn byte(&mut self, column: Column, byte: u8) {
        self.column(column).push(byte);
    }

    pub(super) fn varint(&mut self, column: Column, value: u64) {
        write_varint(self.column(column), value);
    }

    pub(super) fn signed(&mut self, column: Column, value: i64) {
        self.varint(column, ((value << 1) ^ (value >> 63)).cast_unsigned());
    }

    /// A string without its end mark.
    pub(super) fn words(&mut self, column: Column, words: &str) {
        self.has_failed |= words.contains(END);
        self.column(column).extend_from_slice(words.as_bytes());
    }

    /// A string and its end mark.
    pub(super) fn string(&mut self, column: Column, words: &str) {
        self.words(column, words);
        self.mark(column, END);
    }

    pub(super) fn mark(&mut self, column: Column, mark: char) {
        self.column(column).extend_from_slice(mark.encode_utf8(&mut [0; 4]).as_bytes());
    }
}

fn write_varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}
