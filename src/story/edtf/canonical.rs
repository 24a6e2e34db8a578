//! The form of a date that every reader of EDTF takes, where the author used an extension: times without seconds, spaces
//! in sets, ranges between dates of different precision.

use super::ast::{Member, Moment, Unit, Written};
use super::moment::iso_year;
use crate::model::civil::civil_from_days;

/// Rewrites `source`, which was read as `written`. Times in intervals stay: EDTF has none.
pub(super) fn canonical(source: &str, written: &Written) -> String {
    match written {
        Written::One(_) | Written::Interval { .. } => source.split('/').map(with_seconds).collect::<Vec<_>>().join("/"),
        Written::OneOf(members) => {
            let inside = source.trim_start_matches('[').trim_end_matches(']');
            let texts = inside.split(',').zip(members).map(|(text, member)| in_set(text.trim(), *member));
            format!("[{}]", texts.collect::<Vec<_>>().join(","))
        }
    }
}

fn in_set(text: &str, member: Member) -> String {
    let Some((from, to)) = text.split_once("..") else { return with_seconds(text) };
    if let Member::Between(first, last) = member
        && let (Some(a), Some(b)) = (precision(first), precision(last))
        && a != b
        && !text.contains(['?', '~', '%', 'X'])
    {
        let precision = a.max(b);
        let from = cut(first.unit.bounds().earliest, precision);
        return format!("{from}..{}", cut(last.unit.bounds().latest, precision));
    }
    format!("{}..{}", with_seconds(from), with_seconds(to))
}

/// Components of a calendar date: 1 to 3.
fn precision(moment: Moment) -> Option<u8> {
    match moment.unit {
        Unit::Year(_) => Some(1),
        Unit::Month { .. } => Some(2),
        Unit::Day { time: None, .. } => Some(3),
        _ => None,
    }
}

fn cut(day: crate::model::Day, precision: u8) -> String {
    let (year, month, day) = civil_from_days(day);
    match precision {
        1 => iso_year(year),
        2 => format!("{}-{month:02}", iso_year(year)),
        _ => format!("{}-{month:02}-{day:02}", iso_year(year)),
    }
}

/// `T14:30` as `T14:30:00`, `T14:30:59.5` as `T14:30:59`.
fn with_seconds(text: &str) -> String {
    let Some((minutes, rest)) = text.find('T').and_then(|at| text.split_at_checked(at + "T14:30".len())) else {
        return text.to_owned();
    };
    let end = rest.find(['Z', '+', '-', '?', '~', '%']).unwrap_or(rest.len());
    let (seconds, behind) = rest.split_at(end);
    format!("{minutes}{}{behind}", seconds.get(..3).unwrap_or(":00"))
}
