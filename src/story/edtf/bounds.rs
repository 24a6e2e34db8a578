//! First and last day of a parsed date, and its shape.
//!
//! EDTF does not define the days of seasons; here they are meteorological (see [`Unit::bounds`]). Qualifiers move no bound.

use super::ast::{End, Member, Moment, Unit, Written};
use crate::model::civil::{days_from_civil, days_in_month};
use crate::model::{Bounds, Date, Ending, Qualifier, Shape};

impl Unit {
    /// First and last day.
    ///
    /// - Seasons 21 to 24, and 25 to 28 which say "northern", are meteorological: spring March to May, summer June to
    ///   August, autumn September to November. Winter begins in December of its year and ends in the February after
    ///   it: `1984-24` is December 1984 to February 1985. EDTF has no rule here; a winter that ran backwards from
    ///   autumn would sort wrongly.
    /// - 29 to 32 are the southern ones, half a year on: spring September to November, summer December to February.
    /// - 33 to 36 are quarters, 37 to 39 thirds, 40 and 41 halves of the calendar year.
    /// - Unspecified digits cover every year they can mean: `198X` is 1980 to 1989, `-04XX` is -499 to -400.
    /// - Significant digits cover every year that shares them (EDTF level 2): `1950S2` is 1900 to 1999.
    pub(super) fn bounds(self) -> Bounds {
        match self {
            Unit::Year(year) => years(year, year),
            Unit::Block { first, digits } => years(first, first + 10_i64.pow(u32::from(digits)) - 1),
            Unit::Estimate { first, last, .. } => years(first, last),
            Unit::Part { year, part } => {
                let (month, length) = part_months(part);
                months(year, month, length)
            }
            Unit::Month { year, month } => months(year, month, 1),
            Unit::Day { year, month, day, .. } => {
                let day = days_from_civil(year, month, day);
                Bounds { earliest: day, latest: day }
            }
        }
    }
}

fn years(first: i64, last: i64) -> Bounds {
    Bounds { earliest: days_from_civil(first, 1, 1), latest: days_from_civil(last, 12, 31) }
}

/// `length` months from the first of `month`; at most one turn of the year.
fn months(year: i64, month: u8, length: u8) -> Bounds {
    let last = month + length - 1;
    let (last_year, last) = if last > 12 { (year + 1, last - 12) } else { (year, last) };
    Bounds {
        earliest: days_from_civil(year, month, 1),
        latest: days_from_civil(last_year, last, days_in_month(last_year, last)),
    }
}

/// First month and length in months of a part of the year, 21 to 41.
fn part_months(part: u8) -> (u8, u8) {
    match part {
        21 | 25 | 31 => (3, 3),
        22 | 26 | 32 => (6, 3),
        23 | 27 | 29 => (9, 3),
        24 | 28 | 30 => (12, 3),
        33..=36 => (1 + 3 * (part - 33), 3),
        37..=39 => (1 + 4 * (part - 37), 4),
        40 => (1, 6),
        _ => (7, 6),
    }
}

/// The compiled date, its words still empty.
pub(super) fn date(written: &Written) -> Date {
    match written {
        Written::One(moment) => {
            let bounds = moment.unit.bounds();
            Date { minute: moment.time().map(|time| time.minute), ..point(bounds, qualifier([*moment])) }
        }
        Written::Interval { from, to } => interval(*from, *to),
        Written::OneOf(members) => one_of(members),
    }
}

fn point(bounds: Bounds, qualifier: Qualifier) -> Date {
    Date {
        shape: Shape::Point,
        begin: bounds,
        end: bounds,
        starts: Ending::Known,
        ends: Ending::Known,
        qualifier,
        minute: None,
        words: String::new(),
    }
}

/// Where one end lies within the other (`2022-12/2022`), its bounds stop at the other's: nothing ends before it begins.
/// The same holds where moving a time to another clock has carried it past the day without a time at the other end.
fn interval(from: End, to: End) -> Date {
    let (begin, end) = match (from, to) {
        (End::At(from), End::At(to)) => {
            let (begin, end) = (from.unit.bounds(), to.unit.bounds());
            let last = end.latest.max(begin.earliest);
            (
                Bounds { latest: begin.latest.min(last), ..begin },
                Bounds { earliest: end.earliest.max(begin.earliest), latest: last },
            )
        }
        (End::At(only), _) | (_, End::At(only)) => (only.unit.bounds(), only.unit.bounds()),
        // The parser refuses intervals without a date.
        _ => (Bounds { earliest: 0, latest: 0 }, Bounds { earliest: 0, latest: 0 }),
    };
    let minute = match from {
        End::At(from) => from.time().map(|time| time.minute),
        End::Unknown | End::Open => None,
    };
    let ends = [from, to].into_iter().filter_map(|end| match end {
        End::At(moment) => Some(moment),
        End::Unknown | End::Open => None,
    });
    Date {
        shape: Shape::Span,
        begin,
        end,
        starts: ending(from),
        ends: ending(to),
        qualifier: qualifier(ends),
        minute,
        words: String::new(),
    }
}

fn ending(end: End) -> Ending {
    match end {
        End::At(_) => Ending::Known,
        End::Unknown => Ending::Unknown,
        End::Open => Ending::Open,
    }
}

/// A set with one member is a point somewhere in that member's bounds; `[..b]` and `[a..]` are points of which only
/// the last or first possible day is known, so that side is open and the bounds repeat the named date's.
fn one_of(members: &[Member]) -> Date {
    let mut choices: Vec<Bounds> = members.iter().map(|member| choice(*member)).collect();
    choices.sort_by_key(|bounds| (bounds.earliest, bounds.latest));
    choices.dedup();
    let all = Bounds {
        earliest: choices.iter().map(|bounds| bounds.earliest).min().unwrap_or_default(),
        latest: choices.iter().map(|bounds| bounds.latest).max().unwrap_or_default(),
    };
    let open = |open: bool| if open { Ending::Open } else { Ending::Known };
    Date {
        shape: if choices.len() > 1 { Shape::OneOf(choices) } else { Shape::Point },
        starts: open(members.iter().any(|member| matches!(member, Member::NotAfter(_)))),
        ends: open(members.iter().any(|member| matches!(member, Member::NotBefore(_)))),
        ..point(all, qualifier(members.iter().flat_map(|member| member.moments())))
    }
}

fn choice(member: Member) -> Bounds {
    match member {
        Member::At(moment) | Member::NotAfter(moment) | Member::NotBefore(moment) => moment.unit.bounds(),
        Member::Between(first, last) => {
            Bounds { earliest: first.unit.bounds().earliest, latest: last.unit.bounds().latest }
        }
    }
}

/// The qualifiers of all parts of a date together.
fn qualifier(moments: impl IntoIterator<Item = Moment>) -> Qualifier {
    moments.into_iter().fold(Qualifier::default(), |folded, moment| Qualifier {
        approximate: folded.approximate || moment.approximate(),
        uncertain: folded.uncertain || moment.qualifier.uncertain,
    })
}
