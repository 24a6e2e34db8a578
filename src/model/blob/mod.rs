//! The blob: a compiled story as bytes. `docs/decisions/007-a-body-in-columns.md` has the layout's reasons and numbers.
//!
//! A header ([`header`]) precedes the body. The body is columns: values of one kind lie behind one another, all headlines,
//! all summaries, all importances, which is what compressors compress best. It begins with the length of each column. A
//! text is one string in which a mark and an index into the table of links stand for each link.
//!
//! Reader and writer have a sticky error flag instead of results: after a fault the reader returns zeros and empty lists,
//! and its caller looks at the flag once, at the end. That keeps the engine small.
#![allow(
    clippy::cast_possible_truncation,
    reason = "a column is read with the width of its type, and counts fit the blob"
)]

mod claims;
mod column;
mod consistency;
mod dates;
mod fields;
mod header;
mod links;
mod reader;
#[cfg(test)]
mod tests;
mod texts;
mod values;
mod writer;

pub use header::{MAJOR, MINOR};
pub use links::MAX_LINKS;

use super::Story;
use column::{COLUMNS, Column};
use consistency::is_consistent;
use reader::Reader;
use values::Codec;
use writer::Writer;

/// Ends a string.
const END: char = '\0';

/// The reason why a blob was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlobError {
    /// It does not begin with `BKST`: some other file.
    NotABlob,
    /// It was packed by another generation of Backstory; the number is its major version.
    Version(u8),
    /// Its bytes are not the ones that were packed.
    Damaged,
    /// The bytes are intact but do not describe a story whose indices all point somewhere and whose dates are dates.
    Invalid,
}

impl std::fmt::Display for BlobError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            BlobError::NotABlob => "this is not a packed story; make one with `backstory pack`",
            BlobError::Version(_) => "this story was packed for another version of Backstory; pack it again",
            BlobError::Damaged => "the packed story is damaged or cut short; publish the file again",
            BlobError::Invalid => "the packed story is inconsistent; run `backstory check` and pack it again",
        })
    }
}

impl std::error::Error for BlobError {}

/// A compiled story as bytes.
///
/// # Errors
/// [`BlobError::Invalid`] if an index of the story is out of range or a string holds U+0000 to U+0002.
pub fn pack(story: &Story) -> Result<Vec<u8>, BlobError> {
    if !is_consistent(story) {
        return Err(BlobError::Invalid);
    }
    let body = write_body(story).filter(|body| read_body(body).as_ref() == Some(story));
    Ok(header::seal(&body.ok_or(BlobError::Invalid)?))
}

/// The story a blob holds. Never panics.
///
/// # Errors
/// The bytes are no blob, of another version, damaged or inconsistent.
pub fn unpack(blob: &[u8]) -> Result<Story, BlobError> {
    let story = unpack_trusting(blob)?;
    if is_consistent(&story) { Ok(story) } else { Err(BlobError::Invalid) }
}

/// The story a blob holds, without a look at its indices: [`pack`] has checked them, and the checksum covers the bytes.
/// Never panics. In a blob made by something else indices may be out of range, so every room after this one looks them up
/// with a check.
///
/// # Errors
/// The bytes are no blob, of another version or damaged.
pub fn unpack_trusting(blob: &[u8]) -> Result<Story, BlobError> {
    read_body(header::open(blob)?).ok_or(BlobError::Damaged)
}

/// The body of a story, or nothing if one of its strings holds a character that the encoding needs.
fn write_body(story: &Story) -> Option<Vec<u8>> {
    let links = links::Table::of(story);
    let mut writer = Writer::new(&links);
    links.write(&mut writer);
    story.write(&mut writer, Column::Front);
    writer.body()
}

/// The story of a body, or nothing unless every byte of it is read without a fault.
fn read_body(body: &[u8]) -> Option<Story> {
    let mut reader = Reader::new(body);
    links::read(&mut reader);
    let story = Story::read(&mut reader, Column::Front);
    reader.is_done().then_some(story)
}

/// Encodes enums without fields as their index in this list.
macro_rules! variants {
    ($($type:ident { $first:ident $(, $variant:ident)* })*) => {$(
        impl $type {
            const IN_ORDER: &[$type] = &[$type::$first $(, $type::$variant)*];

            fn number(self) -> u8 {
                Self::IN_ORDER.iter().position(|variant| *variant == self).unwrap_or_default() as u8
            }

            /// The first variant for a number out of range.
            fn numbered(number: u8) -> $type {
                Self::IN_ORDER.get(usize::from(number)).copied().unwrap_or($type::$first)
            }
        }

        impl Codec for $type {
            fn write(&self, to: &mut Writer, column: Column) {
                to.byte(column, self.number());
            }

            fn read(from: &mut Reader, column: Column) -> Self {
                Self::numbered(from.variant(column, Self::IN_ORDER.len() as u8))
            }
        }
    )*};
}
use variants;
