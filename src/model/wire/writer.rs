//! Writing: bytes into columns.

use super::links::Table;
use super::{COLUMNS, Column, END};
use crate::model::Story;

pub(super) struct Writer<'a> {
    columns: Vec<Vec<u8>>,
    at: usize,
    /// The day written last: the next is told by its distance.
    pub(super) day: i64,
    /// How many events have been written.
    pub(super) event: u32,
    pub(super) links: &'a Table<'a>,
    /// Of all events.
    pub(super) headlines: Vec<&'a str>,
    pub(super) is_sour: bool,
}

impl<'a> Writer<'a> {
    pub(super) fn new(links: &'a Table<'a>, story: &'a Story) -> Writer<'a> {
        let headlines = story.events.iter().map(|event| event.headline.as_str()).collect();
        Writer { columns: vec![Vec::new(); COLUMNS], at: 0, day: 0, event: 0, links, headlines, is_sour: false }
    }

    /// The body, unless something could not be written.
    pub(super) fn body(self) -> Option<Vec<u8>> {
        let mut body = Vec::new();
        for column in &self.columns {
            write_varint(&mut body, column.len() as u64);
        }
        (!self.is_sour).then(|| [body, self.columns.concat()].concat())
    }

    pub(super) fn turn_to(&mut self, column: Column) {
        self.at = column as usize;
    }

    fn column(&mut self) -> &mut Vec<u8> {
        let at = self.at;
        &mut self.columns[at]
    }

    pub(super) fn byte(&mut self, byte: u8) {
        self.column().push(byte);
    }

    pub(super) fn varint(&mut self, value: u64) {
        write_varint(self.column(), value);
    }

    pub(super) fn signed(&mut self, value: i64) {
        self.varint(((value << 1) ^ (value >> 63)).cast_unsigned());
    }

    /// A string without its end.
    pub(super) fn words(&mut self, words: &str) {
        self.is_sour |= words.contains(END);
        self.column().extend_from_slice(words.as_bytes());
    }

    /// A string and its end.
    pub(super) fn string(&mut self, words: &str) {
        self.words(words);
        self.mark(END);
    }

    pub(super) fn mark(&mut self, mark: char) {
        self.column().extend_from_slice(mark.encode_utf8(&mut [0; 4]).as_bytes());
    }
}

fn write_varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}
