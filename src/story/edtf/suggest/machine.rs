//! Notations of machines: Unix times, ISO's basic format, times of day behind a date.

use super::super::moment::iso_year;
use crate::model::civil::civil_from_days;

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Seconds since 1970 in ten digits, or milliseconds in thirteen, as EDTF. Ten digits are the years 2001 to 2286.
pub(super) fn unix_time(text: &str) -> Option<String> {
    let seconds = match text.len() {
        10 => text.parse::<i64>().ok(),
        13 => text.parse::<i64>().ok().map(|milliseconds| milliseconds / 1_000),
        _ => None,
    };
    let seconds = seconds.filter(|_| all_digits(text))?;
    let (year, month, day) = civil_from_days(seconds.div_euclid(86_400));
    let minute = seconds.rem_euclid(86_400) / 60;
    Some(format!("{}-{month:02}-{day:02}T{:02}:{:02}Z", iso_year(year), minute / 60, minute % 60))
}

/// "20220105T143000Z", "20220105T1430+0600".
pub(super) fn basic_format(text: &str) -> Option<String> {
    let (date, clock) = text.split_once('T').filter(|(date, _)| date.len() == 8 && all_digits(date))?;
    let (time, offset) = clock.split_at(clock.find(['Z', '+', '-']).unwrap_or(clock.len()));
    let seconds = time.len() == 6;
    let minutes = time.get(2..4).filter(|_| all_digits(time) && (seconds || time.len() == 4))?;
    let offset = match offset.len() {
        5 => format!("{}:{}", offset.get(..3)?, offset.get(3..)?),
        _ => offset.to_owned(),
    };
    let (year, month, day) = (date.get(..4)?, date.get(4..6)?, date.get(6..)?);
    Some(format!("{year}-{month}-{day}T{}:{minutes}{offset}", time.get(..2)?))
}

/// "-000043-03-15", "+002018-03-05T14:30": years of six digits with a sign, as ECMAScript writes those before 0 and past 9999
/// (ECMA-262, "Expanded Years"). What lies past four digits has no days in EDTF.
pub(super) fn expanded_year(text: &str) -> Option<String> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    let (year, rest) = digits.split_at_checked(6).filter(|(year, rest)| all_digits(year) && rest.starts_with('-'))?;
    let year = year.parse::<i64>().ok().filter(|year| *year <= 9_999)?;
    Some(iso_year(sign * year) + rest)
}

/// A time of day without a date: "2:30 pm", "14:30".
pub(super) fn is_clock(text: &str) -> bool {
    clock(text).is_some()
}

/// "5 January 2022 at 14:30": the date, and the time as EDTF writes it.
pub(super) fn clock_behind(text: &str) -> Option<(&str, String)> {
    let (date, time) = text
        .match_indices([' ', ','])
        .find_map(|(at, _)| Some((text.get(..at)?, clock(text.get(at + 1..)?.trim_start())?)))?;
    let date = date.trim_end_matches([',', ' ']);
    let words = [" at", " um", " à", " a las", " a la", " в", " gegen"];
    let date = words.iter().find_map(|word| date.strip_suffix(word)).unwrap_or(date);
    Some((date.trim_end_matches([',', ' ']), time))
}

/// "2:30 pm", "14:30 utc", "14.30 uhr", "14h30", "14:30:59": `T14:30`, perhaps with `Z`.
fn clock(text: &str) -> Option<String> {
    let (text, zone) = match [" utc", " gmt", "z"].iter().find_map(|zone| text.strip_suffix(zone)) {
        Some(text) => (text, "Z"),
        None => (text, ""),
    };
    let meridiems = [("a.m.", 0), ("am", 0), ("p.m.", 12), ("pm", 12)];
    let meridiem = meridiems.iter().find_map(|(word, noon)| Some((text.strip_suffix(word)?.trim_end(), *noon)));
    let oclock = text.strip_suffix(" uhr");
    let (digits, noon) = match (meridiem, oclock) {
        (Some((digits, noon)), _) => (digits, Some(noon)),
        (None, oclock) => (oclock.unwrap_or(text), None),
    };
    let mut fields = digits.split([':', 'h']);
    let mut fields_with_points = digits.split('.');
    let fields: &mut dyn Iterator<Item = &str> =
        if oclock.is_some() || noon.is_some() && digits.contains('.') { &mut fields_with_points } else { &mut fields };
    let number = |text: &str, limit: u32| {
        let text = text.trim();
        (text.len() <= 2 && all_digits(text)).then(|| text.parse().ok()).flatten().filter(|number| *number < limit)
    };
    let hour: u32 = number(fields.next()?, 24)?;
    let minute: u32 = match fields.next() {
        Some(minute) => number(minute, 60)?,
        None if noon.is_some() || oclock.is_some() => 0,
        None => return None,
    };
    let seconds = fields.next().is_none_or(|seconds| number(seconds, 60).is_some());
    let hour = match noon {
        Some(noon) if (1..=12).contains(&hour) => hour % 12 + noon,
        Some(_) => return None,
        None => hour,
    };
    (seconds && fields.next().is_none()).then(|| format!("T{hour:02}:{minute:02}{zone}"))
}
