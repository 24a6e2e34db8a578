//! Dates beside a date: the one before it, the one after it, the early part of a decade or century.

use super::super::ast::{Unit, Written};
use super::super::moment::iso_year;
use super::super::parse::written;
use crate::model::civil::civil_from_days;

/// A side of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Before,
    After,
}

/// The date next to one in EDTF, as precise as this: `1927` before `1928`, `2021-12-31` before `2022-01-01`. Decades and
/// centuries have years beside them, seasons days. The qualifier stays.
pub(super) fn neighbour(date: &str, side: Side) -> Option<String> {
    let Written::One(moment) = written(date).ok()? else { return None };
    if moment.time().is_some() {
        return Some(date.to_owned());
    }
    let bounds = moment.unit.bounds();
    let (year, month, day) = civil_from_days(match side {
        Side::Before => bounds.earliest - 1,
        Side::After => bounds.latest + 1,
    });
    let found = match moment.unit {
        Unit::Year(_) | Unit::Block { .. } | Unit::Estimate { .. } => iso_year(year),
        Unit::Month { .. } => format!("{}-{month:02}", iso_year(year)),
        Unit::Part { .. } | Unit::Day { .. } => format!("{}-{month:02}-{day:02}", iso_year(year)),
    };
    let mark = date.get(date.trim_end_matches(['?', '~', '%']).len()..).unwrap_or_default();
    Some(found + mark)
}

/// "early 1990s", "mid-19th century": a third of the years, the middle one the shortest.
pub(super) fn third(text: &str, candidate: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    /// First and last year within a decade, and within a century.
    const EARLY: [&str; 4] = ["0", "3", "00", "33"];
    const MIDDLE: [&str; 4] = ["4", "6", "34", "66"];
    const LATE: [&str; 4] = ["7", "9", "67", "99"];
    let words = [
        ("early ", EARLY),
        ("mid-", MIDDLE),
        ("mid ", MIDDLE),
        ("middle of ", MIDDLE),
        ("late ", LATE),
        ("late-", LATE),
    ];
    let (rest, third) = words.iter().find_map(|(word, third)| Some((text.strip_prefix(word)?, *third)))?;
    let years = candidate(rest)?;
    let known = years.trim_end_matches('X');
    let [decade_first, decade_last, first, last] = third;
    match years.len() - known.len() {
        _ if !known.bytes().all(|byte| byte.is_ascii_digit()) => None,
        1 => Some(format!("[{known}{decade_first}..{known}{decade_last}]")),
        2 => Some(format!("[{known}{first}..{known}{last}]")),
        _ => None,
    }
}
