//! Numbers, strings and lists on the wire.

use super::Column;
use super::reader::Reader;
use super::writer::Writer;

/// Stands alone for a string that is there and empty, where there may be none.
const EMPTY: &str = "\u{2}";

/// What can be written and read again, in the column given or in those it names itself. Everything takes at least a byte of some column, so that no count makes a reader
/// of a short body work long.
pub(super) trait Wire: Sized {
    fn write(&self, to: &mut Writer, column: Column);
    fn read(from: &mut Reader, column: Column) -> Self;
}

/// What stands in lists: their length, and their items.
pub(super) trait Item: Wire {}

impl<T: Item> Wire for Vec<T> {
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

impl Wire for u8 {
    fn write(&self, to: &mut Writer, column: Column) {
        to.byte(column, *self);
    }

    fn read(from: &mut Reader, column: Column) -> Self {
        from.byte(column)
    }
}

impl Wire for u16 {
    fn write(&self, to: &mut Writer, column: Column) {
        to.varint(column, (*self).into());
    }

    fn read(from: &mut Reader, column: Column) -> Self {
        from.varint(column, 16) as u16
    }
}

impl Wire for u32 {
    fn write(&self, to: &mut Writer, column: Column) {
        to.varint(column, (*self).into());
    }

    fn read(from: &mut Reader, column: Column) -> Self {
        from.varint(column, 32) as u32
    }
}

impl Wire for bool {
    fn write(&self, to: &mut Writer, column: Column) {
        to.byte(column, (*self).into());
    }

    fn read(from: &mut Reader, column: Column) -> Self {
        from.variant(column, 2) == 1
    }
}

impl Wire for String {
    fn write(&self, to: &mut Writer, column: Column) {
        to.string(column, self);
    }

    fn read(from: &mut Reader, column: Column) -> Self {
        from.words(column).to_owned()
    }
}

/// None is an empty string; one that is there and empty has a mark.
impl Wire for Option<String> {
    fn write(&self, to: &mut Writer, column: Column) {
        to.is_sour |= self.as_deref() == Some(EMPTY);
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

/// A letter and what searches take it for.
impl Wire for (char, String) {
    fn write(&self, to: &mut Writer, column: Column) {
        to.varint(column, u32::from(self.0).into());
        to.string(column, &self.1);
    }

    fn read(from: &mut Reader, column: Column) -> Self {
        let letter = char::from_u32(from.varint(column, 32) as u32);
        from.is_sour |= letter.is_none();
        (letter.unwrap_or_default(), String::read(from, column))
    }
}

/// As what is shared.
impl<T: Wire> Wire for std::rc::Rc<T> {
    fn write(&self, to: &mut Writer, column: Column) {
        T::write(self, to, column);
    }

    fn read(from: &mut Reader, column: Column) -> Self {
        T::read(from, column).into()
    }
}

impl Item for u8 {}
impl Item for u16 {}
impl Item for u32 {}
impl Item for String {}
impl Item for (char, String) {}
/// Lists of texts.
impl Item for crate::model::Text {}
