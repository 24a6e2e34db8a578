//! Encodes numbers, strings and lists.
#![allow(
    clippy::cast_possible_truncation,
    reason = "a column is read with the width of its type, and counts fit the blob"
)]

use super::Column;
use super::reader::Reader;
use super::writer::Writer;

/// Encodes an optional string that is present and empty.
const EMPTY: &str = "\u{2}";

/// A type that is written to and read from the given column or columns of its own. Each value takes at least one byte of
/// some column, so that no count makes the reader of a short body loop for long.
pub(super) trait Codec: Sized {
    fn write(&self, to: &mut Writer, column: Column);
    fn read(from: &mut Reader, column: Column) -> Self;
}

/// A type that is encoded in lists, as their length and their items.
pub(super) trait Item: Codec {}

impl<T: Item> Codec for Vec<T> {
    fn write(&self, to: &mut Writer, column: Column) {
        to.varint(column, self.len() as u64);
        for item in self {
            item.write(to, column);
        }
    }

    fn read(from: &mut Reader, column: Column) -> Self {
        let mut items = Vec::new();
        from.times(column, &mut |from| items.push(T::read(from, column)));
        items
    }
}

impl Codec for u8 {
    fn write(&self, to: &mut Writer, column: Column) {
        to.byte(column, *self);
    }

    fn read(from: &mut Reader, column: Column) -> Self {
        from.byte(column)
    }
}

impl Codec for u16 {
    fn write(&self, to: &mut Writer, column: Column) {
        to.varint(column, (*self).into());
    }

    fn read(from: &mut Reader, column: Column) -> Self {
        from.varint(column, 16) as u16
    }
}

impl Codec for u32 {
    fn write(&self, to: &mut Writer, column: Column) {
        to.varint(column, (*self).into());
    }

    fn read(from: &mut Reader, column: Column) -> Self {
        from.varint(column, 32) as u32
    }
}

/// A day, as its distance from 1970.
impl Codec for i64 {
    fn write(&self, to: &mut Writer, column: Column) {
        to.signed(column, *self);
    }

    fn read(from: &mut Reader, column: Column) -> Self {
        from.signed(column)
    }
}

/// An index: `None` is zero, the first is one.
impl Codec for Option<u8> {
    fn write(&self, to: &mut Writer, column: Column) {
        to.has_failed |= *self == Some(u8::MAX);
        to.byte(column, self.map_or(0, |index| index.wrapping_add(1)));
    }

    fn read(from: &mut Reader, column: Column) -> Self {
        from.byte(column).checked_sub(1)
    }
}

impl Codec for bool {
    fn write(&self, to: &mut Writer, column: Column) {
        to.byte(column, (*self).into());
    }

    fn read(from: &mut Reader, column: Column) -> Self {
        from.variant(column, 2) == 1
    }
}

impl Codec for String {
    fn write(&self, to: &mut Writer, column: Column) {
        to.string(column, self);
    }

    fn read(from: &mut Reader, column: Column) -> Self {
        from.words(column).to_owned()
    }
}

/// `None` is an empty string; a present empty string is [`EMPTY`].
impl Codec for Option<String> {
    fn write(&self, to: &mut Writer, column: Column) {
        to.has_failed |= self.as_deref() == Some(EMPTY);
        to.string(
            column,
            match self.as_deref() {
                Some("") => EMPTY,
                words => words.unwrap_or_default(),
            },
        );
    }

    fn read(from: &mut Reader, column: Column) -> Self {
        match from.words(column) {
            "" => None,
            EMPTY => Some(String::new()),
            words => Some(words.to_owned()),
        }
    }
}

/// A letter and its search folding.
impl Codec for (char, String) {
    fn write(&self, to: &mut Writer, column: Column) {
        to.varint(column, u32::from(self.0).into());
        to.string(column, &self.1);
    }

    fn read(from: &mut Reader, column: Column) -> Self {
        let letter = char::from_u32(from.varint(column, 32) as u32);
        from.has_failed |= letter.is_none();
        (letter.unwrap_or_default(), String::read(from, column))
    }
}

/// Encoded as the shared value.
impl<T: Codec> Codec for std::rc::Rc<T> {
    fn write(&self, to: &mut Writer, column: Column) {
        T::write(self, to, column);
    }

    fn read(from: &mut Reader, column: Column) -> Self {
        T::read(from, column).into()
    }
}

impl Item for u8 {}
impl Item for u32 {}
impl Item for String {}
impl Item for (char, String) {}
/// Lists of texts.
impl Item for crate::model::Text {}
