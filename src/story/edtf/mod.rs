//! EDTF dates (ISO 8601-2; the Library of Congress's specification of 4 February 2019), levels 0 to 2 as far as stories
//! and importers need them: a string becomes days for the axis and words for the reader.
//!
//! - Years: `1988`, `-0499` (astronomical: `0000` is 1 BCE), `Y170000002`, `Y-17E7`, `1950S2`.
//! - Months, days, times: `2022-11`, `2022-01-05`, `2022-01-05T14:30`, with `Z` or an offset.
//! - Parts of a year 21 to 41: seasons, quarters, thirds, halves.
//! - Unspecified digits at the end: `198X`, `19XX`, `2022-XX`, `2022-01-XX`.
//! - Qualifiers `?` `~` `%`, on the whole or on a component; the date carries what any component carries.
//! - Intervals `a/b`, open `..` and unknown ends; one-of sets `[a,b]`, `[a..b]`, `[..b]`, `[a..]`.
//!
//! All-of sets `{…}` are several events and are refused, as is every date without a year.
//!
//! Knows nothing of TOML, of the story's other fields or of the axis.

mod ast;
mod bounds;
mod canonical;
mod languages;
mod lexicon;
mod moment;
mod parse;
mod suggest;
#[cfg(test)]
mod tests;
mod words;

pub use ast::Offset;
pub use lexicon::{Calendar, Lexicon};
#[cfg(feature = "import")]
pub(crate) use moment::iso_year;

use crate::model::Date;
use ast::{Moment, Unit, Written};
use std::fmt;
use std::ops::Range;

/// A parsed EDTF date. Two are equal only if written alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edtf {
    source: String,
    written: Written,
}

/// The reason why a string is no date with a position in time, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EdtfError {
    /// The part that is wrong, in bytes of the string.
    pub bytes: Range<usize>,
    /// The mistake: "April has 30 days".
    pub message: String,
    /// The remedy: "write `1994/..`".
    pub help: String,
}

impl fmt::Display for EdtfError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.message, self.help)
    }
}

impl std::error::Error for EdtfError {}

/// An error of the parser. `foreign`: the string is in another notation altogether, so a suggestion serves better.
#[derive(Debug)]
struct Fault {
    error: EdtfError,
    foreign: bool,
}

/// The fault of a string in EDTF's form that names nothing: 31 April.
fn wrong(bytes: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Fault {
    Fault { error: EdtfError { bytes, message: message.into(), help: help.into() }, foreign: false }
}

/// The fault of a string that is not in EDTF's form.
fn foreign(bytes: Range<usize>, message: impl Into<String>) -> Fault {
    let help = "write year, month and day as far as they are known: `2022-01-05`, `2022-01`, `2022`";
    Fault { error: EdtfError { bytes, message: message.into(), help: help.to_owned() }, foreign: true }
}

impl Edtf {
    /// Reads a date.
    ///
    /// # Errors
    /// The string is not EDTF, does not exist in the calendar, runs backwards, has no year, or lies beyond ±20 billion years.
    /// Where the string is a date in another notation ("5 January 2022", "1980s"), the help names the EDTF for it.
    pub fn parse(text: &str) -> Result<Edtf, EdtfError> {
        match parse::written(text) {
            Ok(written) => Ok(Edtf { source: text.to_owned(), written }),
            Err(fault) if fault.foreign => Err(match suggest::help(text) {
                Some(help) => EdtfError { bytes: 0..text.len(), message: "this is not an EDTF date".to_owned(), help },
                None => fault.error,
            }),
            Err(fault) => Err(fault.error),
        }
    }

    /// A date as people write it, where it has one meaning only: EDTF, "5 January 2022", "circa 1990", "500 BC". `None` for
    /// "05/01/2022", "the 1900s", and for what is no date.
    pub fn recognise(text: &str) -> Option<Edtf> {
        Edtf::parse(text).ok().or_else(|| Edtf::parse(&suggest::certain(text)?).ok())
    }

    /// The string as written.
    pub fn as_str(&self) -> &str {
        &self.source
    }

    /// Days and words. The bounds hold every day the date can mean: `2022-01` is 1 to 31 January.
    ///
    /// - An interval is a [`Span`](crate::model::Shape::Span) from somewhere in its first date to somewhere in its last.
    /// - A set is [`OneOf`](crate::model::Shape::OneOf) its members' bounds; a set of one member (`[1667..1670]`) is a
    ///   [`Point`](crate::model::Shape::Point) within it; `[..b]` is a point that starts open, `[a..]` one that ends open.
    /// - `~` and `?` move no bound; they are in the qualifier.
    /// - Days and minutes are those of the clock it was written for; where it names several, of the first.
    pub fn date(&self, lexicon: &Lexicon) -> Date {
        self.date_on_clock(lexicon, self.offsets().next().unwrap_or(Offset::UTC))
    }

    /// As [`Edtf::date`], with times that have an offset moved to the clock `offset`. Dates of one clock sort by instant
    /// and stand on one axis. The words keep the clock that was written.
    pub fn date_on_clock(&self, lexicon: &Lexicon, offset: Offset) -> Date {
        Date { words: self.words(lexicon), ..bounds::date(&self.written.on_clock(offset)) }
    }

    /// Offsets from UTC that its times have, in the order written.
    pub fn offsets(&self) -> impl Iterator<Item = Offset> {
        self.moments().filter_map(Moment::offset)
    }

    /// Display words alone.
    pub fn words(&self, lexicon: &Lexicon) -> String {
        lexicon.grammar().map_or_else(|| self.source.clone(), |grammar| words::words(&self.written, grammar))
    }

    /// The years it names, astronomical, in the order written. A decade names its first year (`198X`: 1980, the number in
    /// "1980s"); centuries and millennia name none.
    pub fn years(&self) -> impl Iterator<Item = i64> {
        self.moments().filter_map(|moment| match moment.unit {
            Unit::Block { first, digits: 1 } => Some(if first < 0 { first + 9 } else { first }),
            Unit::Block { .. } => None,
            Unit::Year(year)
            | Unit::Estimate { year, .. }
            | Unit::Part { year, .. }
            | Unit::Month { year, .. }
            | Unit::Day { year, .. } => Some(year),
        })
    }

    /// The months (1 to 12) it names, those of its days included, in the order written.
    pub fn months(&self) -> impl Iterator<Item = u8> {
        self.moments().filter_map(|moment| match moment.unit {
            Unit::Month { month, .. } | Unit::Day { month, .. } => Some(month),
            _ => None,
        })
    }

    /// The days it names, as month (1 to 12) and day (1 to 31), in the order written.
    pub fn month_days(&self) -> impl Iterator<Item = (u8, u8)> {
        self.moments().filter_map(|moment| match moment.unit {
            Unit::Day { month, day, .. } => Some((month, day)),
            _ => None,
        })
    }

    fn moments(&self) -> impl Iterator<Item = Moment> {
        self.written.moments().into_iter()
    }
}

/// The clock on which the times of a story are compared and drawn: the offset from UTC that most of them have, of equals
/// the first; UTC where none has one. Times without an offset are read as times of this clock.
pub fn common_offset<'a>(dates: impl IntoIterator<Item = &'a Edtf>) -> Offset {
    let mut counts: Vec<(Offset, usize)> = Vec::new();
    for offset in dates.into_iter().flat_map(Edtf::offsets) {
        match counts.iter_mut().find(|(known, _)| *known == offset) {
            Some((_, count)) => *count += 1,
            None => counts.push((offset, 1)),
        }
    }
    // `max_by_key` returns the last of equals.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(Offset::UTC, |(offset, _)| *offset)
}

/// In the form that other readers of EDTF take: with seconds, without spaces, ranges of one precision.
impl fmt::Display for Edtf {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&canonical::canonical(&self.source, &self.written))
    }
}
