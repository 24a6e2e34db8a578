//! A parsed EDTF string. Every value is in range: days exist, intervals run forwards.
#![allow(clippy::cast_possible_truncation, reason = "the value is checked to be in range before the cast")]

use crate::model::Qualifier;
use crate::model::civil::{civil_from_days, days_from_civil};
use std::fmt;

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

impl Written {
    /// The dates it consists of, in the order written.
    pub(super) fn moments(&self) -> Vec<Moment> {
        match self {
            Written::One(moment) => vec![*moment],
            Written::Interval { from, to } => [*from, *to].into_iter().filter_map(End::moment).collect(),
            Written::OneOf(members) => members.iter().flat_map(|member| member.moments()).collect(),
        }
    }

    /// The same with every time that has an offset moved to the clock `offset`, so that days and minutes compare as
    /// instants do.
    pub(super) fn on_clock(&self, offset: Offset) -> Written {
        let moved = |moment: Moment| moment.on_clock(offset);
        match self {
            Written::One(moment) => Written::One(moved(*moment)),
            Written::Interval { from, to } => Written::Interval { from: from.map(moved), to: to.map(moved) },
            Written::OneOf(members) => Written::OneOf(members.iter().map(|member| member.map(moved)).collect()),
        }
    }
}

/// One end of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// A date.
    At(Moment),
    /// An empty end: it exists, at an unknown time.
    Unknown,
    /// `..`: there is none, or none yet.
    Open,
}

impl End {
    fn map(self, change: impl Fn(Moment) -> Moment) -> End {
        match self {
            End::At(moment) => End::At(change(moment)),
            End::Unknown | End::Open => self,
        }
    }

    fn moment(self) -> Option<Moment> {
        match self {
            End::At(moment) => Some(moment),
            End::Unknown | End::Open => None,
        }
    }
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

    fn map(self, change: impl Fn(Moment) -> Moment) -> Member {
        match self {
            Member::At(moment) => Member::At(change(moment)),
            Member::Between(first, last) => Member::Between(change(first), change(last)),
            Member::NotAfter(moment) => Member::NotAfter(change(moment)),
            Member::NotBefore(moment) => Member::NotBefore(change(moment)),
        }
    }
}

/// A date with its qualifiers, those of its components folded into one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    /// The stretch of the calendar it names.
    pub(super) unit: Unit,
    /// Its qualifiers.
    pub(super) qualifier: Qualifier,
}

impl Moment {
    /// Stated as about: `~`, or by significant digits.
    pub(super) fn approximate(self) -> bool {
        self.qualifier.approximate || matches!(self.unit, Unit::Estimate { .. })
    }

    /// Time of day, where given.
    pub(super) fn time(self) -> Option<Time> {
        match self.unit {
            Unit::Day { time, .. } => time,
            _ => None,
        }
    }

    /// The day of a time.
    pub(super) fn without_time(self) -> Moment {
        match self.unit {
            Unit::Day { year, month, day, .. } => Moment { unit: Unit::Day { year, month, day, time: None }, ..self },
            _ => self,
        }
    }

    /// Offset of its clock, where given.
    pub(super) fn offset(self) -> Option<Offset> {
        self.time().and_then(|time| time.offset)
    }

    /// The same instant on another clock. A date without a time, or with one of no known offset, stays as it is.
    pub(super) fn on_clock(self, clock: Offset) -> Moment {
        let Unit::Day { year, month, day, time: Some(Time { minute, offset: Some(offset) }) } = self.unit else {
            return self;
        };
        let minute = i64::from(minute) + i64::from(clock.0) - i64::from(offset.0);
        let (year, month, day) = civil_from_days(days_from_civil(year, month, day) + minute.div_euclid(DAY));
        let time = Some(Time { minute: minute.rem_euclid(DAY) as u16, offset: Some(clock) });
        Moment { unit: Unit::Day { year, month, day, time }, ..self }
    }

    /// A time without an offset takes that of the other end of its interval, as in ISO 8601.
    pub(super) fn borrow_offset(self, other: Moment) -> Moment {
        match self.unit {
            Unit::Day { year, month, day, time: Some(Time { minute, offset: None }) } => {
                let time = Some(Time { minute, offset: other.offset() });
                Moment { unit: Unit::Day { year, month, day, time }, ..self }
            }
            _ => self,
        }
    }
}

/// Minutes in a day.
const DAY: i64 = 1_440;

/// A stretch of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// `1988`, `-0499`, `Y-17E7`, and `2022-XX`, which names no month and so no more than the year.
    Year(i64),
    /// `198X`, `19XX`, `1XXX`: years whose last digits are open.
    Block {
        /// First year, the earliest: -1989 for `-198X`.
        first: i64,
        /// Number of open digits, 1 to 3.
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
        /// The number in place of a month, 21 to 41.
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

/// A time of day, to the minute. Seconds are read and dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Time {
    /// 0 to 1439, as written.
    pub(super) minute: u16,
    /// The clock's offset from UTC; `None` for the local clock of an unnamed place.
    pub(super) offset: Option<Offset>,
}

/// Offset of a clock from UTC, in minutes, positive to the east: -899 to 899.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Offset(pub(super) i16);

impl Offset {
    /// `Z`, `+00:00`.
    pub const UTC: Offset = Offset(0);
}

/// As ISO 8601 writes it: `Z`, `+06:00`.
impl fmt::Display for Offset {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Offset::UTC {
            return out.write_str("Z");
        }
        let sign = if self.0 < 0 { '-' } else { '+' };
        write!(out, "{sign}{:02}:{:02}", self.0.abs() / 60, self.0.abs() % 60)
    }
}
