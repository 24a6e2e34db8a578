//! One date: year, month, day and time, each with its qualifiers (EDTF 'Date', 'Seasons', 'Unspecified digits',
//! 'Letter-prefixed calendar year', 'Exponential year', 'Significant digits', 'Qualification').
#![allow(clippy::cast_possible_truncation, reason = "the value is checked to be in range before the cast")]

use super::ast::{Moment, Offset, Time, Unit};
use super::languages;
use super::{Fault, foreign, wrong};
use crate::model::Qualifier;
use crate::model::civil::{civil_from_days, days_from_civil, days_in_month};
use std::ops::Range;

/// Years lie within this many of year 0: the universe is 13.8 billion years old.
const FURTHEST_YEAR: i64 = 20_000_000_000;

/// A year, month or day as written, without its qualifiers.
#[derive(Clone, Copy)]
struct Component<'a> {
    text: &'a str,
    at: usize,
}

impl Component<'_> {
    fn bytes(self) -> Range<usize> {
        self.at..self.at + self.text.len()
    }

    /// Its two digits.
    fn number(self) -> Option<u8> {
        self.text.parse().ok().filter(|_| self.text.len() == 2 && all_digits(self.text))
    }
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Reads a date that begins at byte `at` of the whole string.
pub(super) fn moment(text: &str, at: usize) -> Result<Moment, Fault> {
    let (date, clock) = match text.split_once('T') {
        Some((date, clock)) => (date, Some(Component { text: clock, at: at + date.len() + 1 })),
        None => (text, None),
    };
    let mut marks = String::new();
    let components = components(date, at, &mut marks)?;
    let unit = match components.as_slice() {
        [year] => self::year(*year)?,
        [year, rest, ..] if year.text.starts_with('Y') => {
            self::year(*year)?;
            let help = format!("write the year alone: `{}`", year.text);
            return Err(wrong(rest.at..at + date.len(), "a year with `Y` has no months or days", help));
        }
        [year, month] => month_of(*year, *month)?,
        [year, month, day] => day_of(*year, *month, *day)?,
        _ => return Err(foreign(at..at + text.len(), "a date has at most a year, a month and a day")),
    };
    let unit = match clock {
        Some(clock) => timed(unit, clock, &mut marks)?,
        None => unit,
    };
    let qualifier = Qualifier { approximate: marks.contains(['~', '%']), uncertain: marks.contains(['?', '%']) };
    Ok(Moment { unit, qualifier })
}

/// Splits at the hyphens and gathers the qualifiers: before a component they hold for it, behind it for it and what is
/// left of it; a whole date behind all.
fn components<'a>(date: &'a str, at: usize, marks: &mut String) -> Result<Vec<Component<'a>>, Fault> {
    let mut found: Vec<Component<'a>> = Vec::new();
    let mut at = at;
    let mut rest = Some(date);
    while let Some(text) = rest {
        let (before, after) = if found.is_empty() { split_year(text) } else { split_hyphen(text) };
        let body = before.trim_start_matches(QUALIFIERS);
        let leading = before.len() - body.len();
        let bare = body.trim_end_matches(QUALIFIERS);
        for (qualifiers, from) in [
            (before.get(..leading).unwrap_or_default(), at),
            (body.get(bare.len()..).unwrap_or_default(), at + leading + bare.len()),
        ] {
            if qualifiers.len() > 1 {
                let here = from..from + qualifiers.len();
                let help = "write `%` for both uncertain and approximate";
                return Err(Fault { foreign: true, ..wrong(here, "a date takes one qualifier", help) });
            }
            marks.push_str(qualifiers);
        }
        found.push(Component { text: bare, at: at + leading });
        at += before.len() + 1;
        rest = after;
    }
    Ok(found)
}

const QUALIFIERS: [char; 3] = ['?', '~', '%'];

fn split_hyphen(text: &str) -> (&str, Option<&str>) {
    text.split_once('-').map_or((text, None), |(before, after)| (before, Some(after)))
}

/// As [`split_hyphen`], but a minus sign belongs to the year.
fn split_year(text: &str) -> (&str, Option<&str>) {
    let unsigned = text.trim_start_matches(QUALIFIERS);
    let unsigned = unsigned.strip_prefix('Y').unwrap_or(unsigned);
    let unsigned = unsigned.strip_prefix('-').unwrap_or(unsigned);
    let sign = text.len() - unsigned.len();
    match unsigned.find('-') {
        Some(hyphen) => (text.get(..sign + hyphen).unwrap_or(text), text.get(sign + hyphen + 1..)),
        None => (text, None),
    }
}

fn year(written: Component<'_>) -> Result<Unit, Fault> {
    let here = written.bytes();
    if let Some(long) = written.text.strip_prefix('Y') {
        return long_year(long, here);
    }
    let (negative, digits) = match written.text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, written.text),
    };
    if let Some((digits, significant)) = digits.split_once('S')
        && digits.len() == 4
    {
        return significant_digits(signed(negative, digits, &here)?, significant, here);
    }
    if digits.len() != 4 || !digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'X') {
        if digits.len() > 4 && all_digits(digits) {
            let help = format!("write `Y{}`", written.text);
            return Err(Fault { foreign: true, ..wrong(here, "a year beyond four digits begins with `Y`", help) });
        }
        return Err(foreign(here, "a year has four digits"));
    }
    let known = digits.trim_end_matches('X');
    if known.is_empty() {
        return Err(wrong(here, "the date needs a year", "leave `date` out and place the event by `after`"));
    }
    if known.contains('X') {
        return Err(wrong(here, "only the last digits of a year can be left open", inner_digit(written.text)));
    }
    let value = signed(negative, known, &here)?;
    match (digits.len() - known.len()) as u8 {
        0 if negative && value == 0 => Err(wrong(here, "there is no year -0", "write `0000` for 1 BCE")),
        0 => Ok(Unit::Year(value)),
        digits => {
            let size = 10_i64.pow(u32::from(digits));
            let first = if negative { value * size - (size - 1) } else { value * size };
            Ok(Unit::Block { first, digits })
        }
    }
}

/// Help for `19X4`: the set of its ten years. With more open digits, the years from the first of them on.
fn inner_digit(year: &str) -> String {
    if year.matches('X').count() == 1 {
        let years: Vec<String> = (0..10).map(|digit| year.replace('X', &digit.to_string())).collect();
        return format!("write a set: `[{}]`", years.join(","));
    }
    let known = year.split('X').next().unwrap_or_default();
    if known.trim_start_matches('-').is_empty() {
        return "write the years as a range: `[1900..1999]`".to_owned();
    }
    let open = year.chars().skip(known.len()).map(|_| 'X').collect::<String>();
    format!("write `{known}{open}`")
}

fn signed(negative: bool, digits: &str, here: &Range<usize>) -> Result<i64, Fault> {
    if !all_digits(digits) {
        return Err(foreign(here.clone(), "a year is written in digits"));
    }
    match digits.parse::<i64>() {
        Ok(value) if value <= FURTHEST_YEAR => Ok(if negative { -value } else { value }),
        _ => Err(too_far(here.clone())),
    }
}

fn too_far(here: Range<usize>) -> Fault {
    wrong(here, "the year is too far away", "keep within 20 billion years; the universe is 13.8 billion years old")
}

/// The text behind `Y`: more than four digits, perhaps `E` and an exponent, perhaps `S` and significant digits. EDTF level
/// 1 allows the letter "when, and only when, the year exceeds four digits".
fn long_year(text: &str, here: Range<usize>) -> Result<Unit, Fault> {
    let (number, significant) = text.split_once('S').map_or((text, None), |(number, digits)| (number, Some(digits)));
    let (mantissa, exponent) = number.split_once('E').map_or((number, None), |(number, digits)| (number, Some(digits)));
    let (sign, digits) = match mantissa.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", mantissa),
    };
    let mut value = signed(!sign.is_empty(), digits, &here)?;
    match exponent {
        Some(exponent) if all_digits(exponent) => {
            let power = exponent.parse().ok().and_then(|exponent| 10_i64.checked_pow(exponent));
            value = power
                .and_then(|power| value.checked_mul(power))
                .filter(|value| value.abs() <= FURTHEST_YEAR)
                .ok_or_else(|| too_far(here.clone()))?;
        }
        Some(_) => return Err(foreign(here, "an exponent is written in digits")),
        None => {}
    }
    let bare = digits.trim_start_matches('0');
    if (-9_999..=9_999).contains(&value) {
        let significant = significant.map_or(String::new(), |digits| format!("S{digits}"));
        let help = format!("write `{}{significant}`", iso_year(value));
        return Err(wrong(here, "`Y` is for years beyond four digits", help));
    }
    if bare.len() < digits.len() {
        let rest = text.get(mantissa.len()..).unwrap_or_default();
        return Err(wrong(here, "a year with `Y` does not begin with 0", format!("write `Y{sign}{bare}{rest}`")));
    }
    match significant {
        Some(significant) => significant_digits(value, significant, here),
        None => Ok(Unit::Year(value)),
    }
}

fn significant_digits(year: i64, significant: &str, here: Range<usize>) -> Result<Unit, Fault> {
    let size = year.abs();
    let length = size.checked_ilog10().map_or(1, |log| log + 1);
    let significant: u32 = match significant.parse() {
        Ok(digits) if digits > 0 && digits <= length => digits,
        _ => {
            return Err(wrong(
                here,
                format!("this year has 1 to {length} significant digits"),
                "count them behind `S`",
            ));
        }
    };
    let step = 10_i64.pow(length - significant);
    let low = size / step * step;
    let high = low + step - 1;
    Ok(match (step, year < 0) {
        (1, _) => Unit::Year(year),
        (_, true) => Unit::Estimate { year, first: -high, last: -low },
        (_, false) => Unit::Estimate { year, first: low, last: high },
    })
}

/// A month of its year; the whole year where the month is not given either.
fn month_of(written: Component<'_>, month: Component<'_>) -> Result<Unit, Fault> {
    let here = month.bytes();
    let year = year(written)?;
    if written.text.contains('S') {
        let help = format!("write the year alone: `{}`", written.text);
        return Err(wrong(here, "a year with significant digits has no months", help));
    }
    if month.text == "XX" {
        return Ok(year);
    }
    let Unit::Year(year) = year else {
        return Err(wrong(here, "a month needs its year", format!("write the year alone: `{}`", written.text)));
    };
    if let Some(tens) = open_digit(month.text) {
        let (first, last) = if tens == 0 { (1, 9) } else { (10, 12) };
        let help = format!("write `[{}-{first:02}..{}-{last:02}]`", iso_year(year), iso_year(year));
        return Err(wrong(here, "half a month number", help));
    }
    match month.number() {
        Some(month @ 1..=12) => Ok(Unit::Month { year, month }),
        Some(part @ 21..=41) => Ok(Unit::Part { year, part }),
        Some(0) => Err(wrong(here, "there is no month 0", format!("write the year alone: `{}`", iso_year(year)))),
        Some(number) => {
            let message = format!("there is no month {number}");
            let span = if i64::from(number) > year % 100 && (0..10_000).contains(&year) {
                format!("; a span of years is `{}/{:02}{number}`", iso_year(year), year / 100)
            } else {
                String::new()
            };
            let help = format!("months are 01 to 12, seasons 21 to 24{span}");
            // `1990-95` is how others write a span of years.
            let foreign = number > 41;
            Err(Fault { foreign, ..wrong(here, message, help) })
        }
        None => Err(foreign(here, "a month has two digits")),
    }
}

fn day_of(written: Component<'_>, month: Component<'_>, day: Component<'_>) -> Result<Unit, Fault> {
    let here = day.bytes();
    if let (Unit::Year(year), Some(too_big @ 13..), Some(number @ 1..=12)) =
        (year(written)?, month.number(), day.number())
    {
        let help = format!("months stand before days: write `{}-{number:02}-{too_big:02}`", iso_year(year));
        if too_big <= days_in_month(year, number) {
            return Err(wrong(month.bytes(), format!("there is no month {too_big}"), help));
        }
    }
    let within = month_of(written, month)?;
    let (year, month) = match within {
        Unit::Part { .. } => return Err(wrong(here, "a season has no days", "leave the day out")),
        _ if day.text == "XX" => return Ok(within),
        Unit::Month { year, month } => (year, month),
        _ => {
            let help = format!("name the month, or leave the day out: `{}`", written.text);
            return Err(wrong(here, "a day needs its month", help));
        }
    };
    let length = days_in_month(year, month);
    if let Some(tens) = open_digit(day.text).filter(|tens| *tens < 4) {
        let (first, last) = ((tens * 10).max(1), (tens * 10 + 9).min(length));
        if first <= last {
            let month = format!("{}-{month:02}", iso_year(year));
            return Err(wrong(here, "half a day number", format!("write `[{month}-{first:02}..{month}-{last:02}]`")));
        }
    }
    match day.number() {
        Some(day) if (1..=length).contains(&day) => Ok(Unit::Day { year, month, day, time: None }),
        Some(0) => {
            let help = format!("write the month alone: `{}-{month:02}`", iso_year(year));
            Err(wrong(here, "there is no day 0", help))
        }
        Some(29) if month == 2 => {
            Err(wrong(here, format!("{year} was no leap year"), "February had 28 days; check the day and the year"))
        }
        Some(_) => {
            let name = languages::en::GRAMMAR.month_name(month);
            Err(wrong(here, format!("{name} has {length} days"), "check the day and the month"))
        }
        None => Err(foreign(here, "a day has two digits")),
    }
}

/// The tens of `1X`.
fn open_digit(text: &str) -> Option<u8> {
    let tens = text.strip_suffix('X')?;
    tens.parse().ok().filter(|_| tens.len() == 1)
}

/// A year as EDTF writes it.
pub(crate) fn iso_year(year: i64) -> String {
    match year {
        0..=9_999 => format!("{year:04}"),
        -9_999..0 => format!("-{:04}", -year),
        _ => format!("Y{year}"),
    }
}

/// Adds a time of day: `14:30`, `14:30:59`, `14:30:59.5`, each perhaps with `Z`, `+06` or `+06:00`.
fn timed(unit: Unit, clock: Component<'_>, marks: &mut String) -> Result<Unit, Fault> {
    let here = clock.bytes();
    let Unit::Day { year, month, day, .. } = unit else {
        return Err(wrong(here, "a time needs its day", "leave the time out"));
    };
    let text = clock.text.trim_end_matches(QUALIFIERS);
    marks.push_str(clock.text.get(text.len()..).unwrap_or_default());
    let (time, shift) = text.split_at(text.find(['Z', '+', '-']).unwrap_or(text.len()));
    let shift_at = clock.at + time.len();
    let mut fields = time.splitn(3, ':');
    let hour = fields.next().and_then(|text| two_digits(text, 24));
    let minute = fields.next().and_then(|text| two_digits(text, 59));
    let second = fields.next().map_or(Some(0), |text| {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        two_digits(whole, 60).filter(|_| all_digits(fraction))
    });
    match (hour, minute, second) {
        (Some(24), Some(0), Some(0)) => {
            let (year, month, day) = civil_from_days(days_from_civil(year, month, day) + 1);
            let help =
                format!("midnight begins the next day: write `{}-{month:02}-{day:02}T00:00{shift}`", iso_year(year));
            Err(wrong(here, "a day has no 24:00", help))
        }
        (Some(hour @ ..24), Some(minute), Some(_)) => {
            let offset = if shift.is_empty() { None } else { Some(offset(shift, shift_at)?) };
            let time = Some(Time { minute: u16::from(hour) * 60 + u16::from(minute), offset });
            Ok(Unit::Day { year, month, day, time })
        }
        _ => {
            let help = "write hours and minutes: `T14:30`, from `T00:00` to `T23:59`";
            Err(Fault { foreign: true, ..wrong(here, "this is no time of day", help) })
        }
    }
}

/// `Z`, `+06`, `+06:00` or `-03:30` (EDTF level 0). `-00:00` is excluded by ISO 8601-1.
fn offset(shift: &str, at: usize) -> Result<Offset, Fault> {
    let here = at..at + shift.len();
    if shift == "Z" {
        return Ok(Offset::UTC);
    }
    if let Some(second) = shift.strip_prefix('Z') {
        let help = match signed_offset(second).or_else(|| signed_offset(&format!("+{second}"))) {
            Some(Offset(0)) | None => "write `Z`".to_owned(),
            Some(offset) => format!("write `Z` for UTC, or `{offset}` alone"),
        };
        return Err(wrong(here, "`Z` already says that the time is in UTC", help));
    }
    let digits = shift.get(1..).unwrap_or_default();
    match signed_offset(shift) {
        Some(Offset(0)) if shift.starts_with('-') => Err(wrong(here, "there is no offset -00:00", "write `Z` for UTC")),
        Some(offset) if digits.len() != 4 => Ok(offset),
        Some(offset) => Err(wrong(here, "an offset has a colon", format!("write `{offset}`"))),
        None => Err(wrong(here, "this is no offset from UTC", "write `Z`, or hours and minutes: `+06:00`")),
    }
}

/// A sign, two digits of hours, perhaps two of minutes with or without a colon.
fn signed_offset(text: &str) -> Option<Offset> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text.strip_prefix('+')?),
    };
    let (hours, minutes) = digits.split_at_checked(2)?;
    let minutes = match minutes {
        "" => 0,
        _ => two_digits(minutes.strip_prefix(':').unwrap_or(minutes), 59)?,
    };
    Some(Offset(sign * (i16::from(two_digits(hours, 14)?) * 60 + i16::from(minutes))))
}

fn two_digits(text: &str, most: u8) -> Option<u8> {
    text.parse().ok().filter(|number| text.len() == 2 && all_digits(text) && *number <= most)
}
