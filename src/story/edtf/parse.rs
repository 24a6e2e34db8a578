//! The outer form of an EDTF string: one date, an interval or a set. `moment` reads the dates in it.

use super::ast::{End, Member, Moment, Time, Written};
use super::moment::moment;
use super::{Fault, foreign, wrong};

/// Reads a whole string.
pub(super) fn written(text: &str) -> Result<Written, Fault> {
    let whole = 0..text.len();
    if text.trim().is_empty() {
        return Err(wrong(whole, "the date is empty", "leave `date` out and place the event by `after`"));
    }
    if text.starts_with('{') {
        let help = "write an event for each date, an interval `a/b`, or `[a,b]` if it was only one of them";
        return Err(wrong(whole, "`{…}` means that it happened on each of these dates", help));
    }
    if let Some((from, to)) = text.split_once('/').filter(|(from, to)| from.starts_with('[') || to.ends_with(']')) {
        return Err(set_in_interval(from, to));
    }
    if let Some(inside) = text.strip_prefix('[') {
        return match inside.strip_suffix(']') {
            Some(inside) => set(inside),
            None => Err(wrong(whole, "the set has no end", "close it with `]`")),
        };
    }
    match text.split_once('/') {
        Some((_, to)) if to.contains('/') => Err(foreign(whole, "an interval has two ends, this has more")),
        Some((from, to)) => interval(from, to),
        None => Ok(Written::One(moment(text, 0)?)),
    }
}

/// A set at an end of an interval, `[1845..1846]/1850`, which ISO 8601-2 does not know. The help keeps its outer date.
fn set_in_interval(from: &str, to: &str) -> Fault {
    let whole = 0..from.len() + 1 + to.len();
    let dates = |end: &str| {
        let dates = end.split(['[', ']', ',', '.']).map(str::trim).filter(|date| !date.is_empty());
        dates.map(str::to_owned).collect::<Vec<_>>()
    };
    let about = |end: &str, date: Option<&String>| match date {
        Some(date) if end.contains(['[', ']']) => format!("{date}~"),
        _ => end.to_owned(),
    };
    let repaired = format!("{}/{}", about(from, dates(from).first()), about(to, dates(to).last()));
    let is_date = !repaired.contains(['[', ']']) && written(&repaired).is_ok();
    let example = if is_date { &repaired } else { "1845~/1850" };
    let help = format!("write one date for each end, `~` if it is about: `{example}`");
    wrong(whole, "an end of an interval is a date, not a set", help)
}

fn interval(from: &str, to: &str) -> Result<Written, Fault> {
    let whole = 0..from.len() + 1 + to.len();
    let (from, to) = match (end(from, 0)?, end(to, from.len() + 1)?) {
        (End::At(from), End::At(to)) => (End::At(from.borrow_offset(to)), End::At(to.borrow_offset(from))),
        ends => ends,
    };
    match (from, to) {
        (End::At(first), End::At(last)) if runs_backwards(first, last) => {
            Err(wrong(whole, "the interval ends before it begins", "write the earlier date first"))
        }
        (End::At(_), _) | (_, End::At(_)) => Ok(Written::Interval { from, to }),
        _ => {
            Err(wrong(whole, "neither end of the interval is known", "leave `date` out and place the event by `after`"))
        }
    }
}

fn end(text: &str, at: usize) -> Result<End, Fault> {
    match text {
        "" => Ok(End::Unknown),
        ".." => Ok(End::Open),
        _ => Ok(End::At(moment(text, at)?)),
    }
}

/// The members between `[` and `]`.
fn set(inside: &str) -> Result<Written, Fault> {
    let mut members = Vec::new();
    let mut at = 1;
    let last = inside.matches(',').count();
    for (index, padded) in inside.split(',').enumerate() {
        let text = padded.trim();
        let start = at + (padded.len() - padded.trim_start().len());
        members.push(member(text, start, index == 0, index == last)?);
        at += padded.len() + 1;
    }
    Ok(Written::OneOf(members))
}

fn member(text: &str, at: usize, first: bool, last: bool) -> Result<Member, Fault> {
    let here = at..at + text.len();
    let Some((from, to)) = text.split_once("..") else {
        if text.is_empty() {
            return Err(wrong(here, "a member of the set is empty", "write a date on either side of each comma"));
        }
        return Ok(Member::At(moment(text, at)?));
    };
    let second = at + from.len() + 2;
    match (from, to) {
        ("", "") => {
            Err(wrong(here, "`..` needs a date", "write `[..2022]` for “by 2022”, `[2022..]` for “2022 or later”"))
        }
        ("", to) if first => Ok(Member::NotAfter(moment(to, second)?)),
        (from, "") if last => Ok(Member::NotBefore(moment(from, at)?)),
        ("", _) => Err(wrong(here, "an open beginning comes first in a set", "move it to the front")),
        (_, "") => Err(wrong(here, "an open end comes last in a set", "move it to the back")),
        (from, to) => {
            let (from, to) = (moment(from, at)?, moment(to, second)?);
            let (from, to) = (from.borrow_offset(to), to.borrow_offset(from));
            if runs_backwards(from, to) {
                return Err(wrong(here, "the range ends before it begins", "write the earlier date first"));
            }
            Ok(Member::Between(from, to))
        }
    }
}

/// Compares days, and minutes of one day; instants where both times have an offset.
fn runs_backwards(first: Moment, last: Moment) -> bool {
    let (first, last) = match (first.offset(), last.offset()) {
        (Some(clock), Some(_)) => (first, last.on_clock(clock)),
        _ => (first, last),
    };
    let (from, to) = (first.unit.bounds(), last.unit.bounds());
    let minutes = first.time().zip(last.time()).filter(|(first, last)| first.offset == last.offset);
    from.earliest > to.latest
        || (from == to && minutes.is_some_and(|(first, last): (Time, Time)| first.minute > last.minute))
}
