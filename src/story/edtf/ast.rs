//! What an EDTF string says, typed. Nothing here is out of range: days exist, intervals run forwards.

use crate::model::Qualifier;

/// A whole EDTF string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Written {
    /// `2022-01-05`.
    One(Moment),
    /// `2007/2012`; at least one end is a date.
    Interval {
        /// Before the `/`.
        from: End,
        /// Behind it.
        to: End,
    },
    /// `[…]`, never empty.
    OneOf(Vec<Member>),
}

/// One end of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// A date.
    At(Moment),
    /// Nothing: there is one, nobody says when.
    Unknown,
    /// `..`: there is none, or none yet.
    Open,
}

/// One choice in a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Member {
    /// `a`.
    At(Moment),
    /// `a..b`: some day between them, both included.
    Between(Moment, Moment),
    /// `..b`.
    NotAfter(Moment),
    /// `a..`.
    NotBefore(Moment),
}

impl Member {
    /// The dates it names.
    pub(super) fn moments(self) -> impl Iterator<Item = Moment> {
        let (first, second) = match self {
            Member::At(moment) | Member::NotAfter(moment) | Member::NotBefore(moment) => (moment, None),
            Member::Between(first, last) => (first, Some(last)),
        };
        std::iter::once(first).chain(second)
    }
}

/// A date with its qualifiers, those of its components folded into one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    /// What it names.
    pub(super) unit: Unit,
    /// How firmly.
    pub(super) qualifier: Qualifier,
}

impl Moment {
    /// Stated as about: `~`, or by significant digits.
    pub(super) fn approximate(self) -> bool {
        self.qualifier.approximate || matches!(self.unit, Unit::Estimate { .. })
    }
}

/// A stretch of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// `1988`, `-0499`, `Y-17E7`, and `2022-XX`: some unnamed month says no more than the year.
    Year(i64),
    /// `198X`, `19XX`, `1XXX`: years whose last digits are not given. For negative years `first` is the digits' largest.
    Block {
        /// First year.
        first: i64,
        /// How many digits are not given, 1 to 3.
        digits: u8,
    },
    /// `1950S2`: a year of which only the first digits are significant.
    Estimate {
        /// As written.
        year: i64,
        /// First year with these significant digits.
        first: i64,
        /// Last one.
        last: i64,
    },
    /// `1984-23`: seasons and other parts of a year, 21 to 41.
    Part {
        /// The year it begins in.
        year: i64,
        /// The number that stands in the month's place.
        part: u8,
    },
    /// `2022-01`.
    Month {
        /// Astronomical year.
        year: i64,
        /// 1 to 12.
        month: u8,
    },
    /// `2022-01-05`, `2022-01-05T14:30`.
    Day {
        /// Astronomical year.
        year: i64,
        /// 1 to 12.
        month: u8,
        /// 1 to the length of the month.
        day: u8,
        /// Time of day, where given.
        time: Option<Time>,
    },
}

/// A time of day, to the minute: stories tell no seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Time {
    /// 0 to 1439, as the clock there showed it.
    pub(super) minute: u16,
    /// Which clock.
    pub(super) zone: Zone,
}

/// Whose clock a time is read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Zone {
    /// Not said: the clock of the place.
    Unsaid,
    /// `Z`.
    Utc,
    /// `+06:00`: a clock of that offset, so the written time is already local.
    Offset,
}
