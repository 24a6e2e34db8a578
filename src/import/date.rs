//! Dates of other tools, to EDTF: in parts, in words, as instants of a machine. Precision stays as written, and nothing is
//! made up: what has two meanings is a fault that names both.

use std::fmt::Write as _;

use crate::model::civil::civil_from_days;
use crate::model::{Date, Shape};
use crate::story::edtf::{Edtf, Lexicon, iso_year};

/// Why there is no date, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DateFault {
    pub(super) message: String,
    pub(super) help: String,
    /// The part that is wrong, where the date is in parts.
    pub(super) part: Option<&'static str>,
    /// Whether the text has two meanings, of which a column's other dates may choose.
    pub(super) is_ambiguous: bool,
}

pub(super) fn fault(message: impl Into<String>, help: impl Into<String>) -> DateFault {
    DateFault { message: message.into(), help: help.into(), part: None, is_ambiguous: false }
}

/// Order of day and month in `5/1/2022`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// 5 January.
    DayFirst,
    /// May 1.
    MonthFirst,
    /// Unknown: a date that has both readings is left out and reported.
    #[default]
    Unknown,
}

/// A date in parts, as written; absent or empty ones are not known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) year: Option<String>,
    pub(super) month: Option<String>,
    pub(super) day: Option<String>,
    /// `14`, `14:30`, `2:30 PM`.
    pub(super) time: Option<String>,
    pub(super) minute: Option<String>,
    pub(super) second: Option<String>,
}

/// Years from which a shift by one says nothing.
const DEEP: i64 = 1_000_000;

impl Parts {
    /// EDTF, or `None` where no part is there. Years before 1 count as people count: -500 is 500 BCE, EDTF `-0499`.
    pub(super) fn edtf(&self) -> Result<Option<String>, DateFault> {
        let of = |part: &'static str| move |fault: DateFault| DateFault { part: Some(part), ..fault };
        let rest = [(&self.month, "month"), (&self.day, "day"), (&self.time, "time")];
        let Some(year) = &self.year else {
            return match rest.iter().find(|(part, _)| part.is_some()) {
                None => Ok(None),
                Some((_, part)) => {
                    let message = format!("there is a {part} but no year");
                    Err(DateFault { part: Some(part), ..fault(message, "write the year") })
                }
            };
        };
        let year = calendar_year(year).map_err(of("year"))?;
        let mut text = iso_year(year);
        let Some(month) = month_number(self.month.as_deref()).map_err(of("month"))? else {
            return self.without_month(&text);
        };
        let _ = write!(text, "-{month:02}");
        let Some(day) = number(self.day.as_deref(), 31, "day").map_err(of("day"))? else {
            let text = checked(&text).map_err(of("month"))?;
            return if self.time.is_some() { Err(lone("time", "day")) } else { Ok(Some(text)) };
        };
        let _ = write!(text, "-{day:02}");
        let text = checked(&text).map_err(of("day"))?;
        match self.clock().map_err(of("time"))? {
            Some(clock) => checked(&(text + &clock)).map_err(of("time")).map(Some),
            None => Ok(Some(text)),
        }
    }

    fn without_month(&self, text: &str) -> Result<Option<String>, DateFault> {
        let is_there = |part: &Option<String>| part.as_deref().is_some_and(|part| !matches!(part, "0" | "00"));
        if is_there(&self.day) {
            return Err(lone("day", "month"));
        }
        checked(text).map(Some).map_err(|fault| DateFault { part: Some("year"), ..fault })
    }

    fn clock(&self) -> Result<Option<String>, DateFault> {
        let Some(time) = &self.time else { return Ok(None) };
        if time.bytes().all(|byte| byte.is_ascii_digit()) {
            let hour = number(Some(time), 23, "hour")?.or(time.parse().ok()).unwrap_or(0);
            let minute = number(self.minute.as_deref(), 59, "minute")?.unwrap_or(0);
            let second = number(self.second.as_deref().and_then(|second| second.split('.').next()), 59, "second")?;
            let second = second.filter(|second| *second > 0).map(|second| format!(":{second:02}")).unwrap_or_default();
            return Ok(Some(format!("T{hour:02}:{minute:02}{second}")));
        }
        // The parser of dates knows how clocks are written; parts of a second say nothing.
        let whole = time
            .split_once('.')
            .filter(|(whole, _)| whole.matches(':').count() == 2)
            .map_or(time.as_str(), |(whole, _)| whole);
        let on_a_day = Edtf::recognise(&format!("2000-01-01 {}", whole.trim()));
        on_a_day
            .and_then(|date| date.as_str().strip_prefix("2000-01-01T").map(|clock| format!("T{clock}")))
            .map(Some)
            .ok_or_else(|| fault(format!("`{time}` is no time of day"), "write hours and minutes: 14:30"))
    }
}

fn lone(part: &'static str, missing: &str) -> DateFault {
    let message = format!("there is a {part} but no {missing}");
    DateFault { part: Some(part), ..fault(message, format!("write the {missing}, or take the {part} out")) }
}

/// A year as people count it, astronomical: `-500`, `500 BC` are -499; there is no year 0.
fn calendar_year(written: &str) -> Result<i64, DateFault> {
    let plain = written.trim().replace(['−', '–'], "-").replace([',', ' ', '\u{a0}', '\u{202f}'], "");
    let plain = plain.strip_suffix(".0").unwrap_or(&plain);
    match plain.parse::<i64>() {
        Ok(0) => Err(fault("there is no year 0", "write -1 for 1 BCE, or 1 for the year 1")),
        Ok(year) if year < 0 && year > -DEEP => Ok(year + 1),
        Ok(year) => Ok(year),
        Err(_) => {
            let years = Edtf::recognise(written.trim());
            let year = years.as_ref().and_then(|date| date.years().next());
            let is_year =
                |date: &Edtf| date.months().next().is_none() && !date.as_str().contains(['/', '[', '~', '?', 'X']);
            match (year, years.filter(is_year)) {
                (Some(year), Some(_)) => Ok(year),
                _ => Err(fault(format!("`{written}` is no year"), "write a number: 1990, or -500 for 500 BCE")),
            }
        }
    }
}

/// 1 to 12, by number or name; 0 is not known.
fn month_number(written: Option<&str>) -> Result<Option<u8>, DateFault> {
    let Some(written) = written else { return Ok(None) };
    if written.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return number(Some(written), 12, "month");
    }
    let named = Edtf::recognise(&format!("{written} 2000")).and_then(|date| date.months().next());
    named.map(Some).ok_or_else(|| fault(format!("`{written}` is no month"), "write 1 to 12"))
}

/// A number from 1 up to `most`; 0 is not known but for clocks, whose callers read it themselves.
fn number(written: Option<&str>, most: u8, what: &str) -> Result<Option<u8>, DateFault> {
    let Some(written) = written else { return Ok(None) };
    let plain = written.trim().strip_suffix(".0").unwrap_or(written.trim());
    match plain.parse::<u8>() {
        Ok(0) => Ok(None),
        Ok(number) if number <= most => Ok(Some(number)),
        _ => Err(fault(format!("`{written}` is no {what}"), format!("write a number up to {most}"))),
    }
}

/// A string that was made here, if it is a date.
fn checked(text: &str) -> Result<String, DateFault> {
    match Edtf::parse(text) {
        Ok(_) => Ok(text.to_owned()),
        Err(error) => Err(fault(error.message, error.help)),
    }
}

/// EDTF without seconds that are none: other readers want `T14:30:00`, authors write `T14:30`.
pub(super) fn without_seconds(date: &str) -> String {
    let ends = date.split('/').map(|end| {
        let clock = end
            .find('T')
            .map(|at| at + "T00:00".len())
            .filter(|at| end.get(*at..).is_some_and(|rest| rest.starts_with(":00")));
        match clock {
            Some(at) => {
                format!("{}{}", end.get(..at).unwrap_or_default(), end.get(at + ":00".len()..).unwrap_or_default())
            }
            None => end.to_owned(),
        }
    });
    ends.collect::<Vec<_>>().join("/")
}

/// A day with a time of day.
pub(super) fn with_time(day: &str, time: &str) -> Result<String, DateFault> {
    let parts = Parts { time: Some(time.trim().to_owned()), ..Parts::default() };
    match parts.clock()? {
        Some(clock) => checked(&format!("{day}{clock}")),
        None => Ok(day.to_owned()),
    }
}

/// An interval of two dates; of equal ones, the date.
pub(super) fn interval(from: &str, to: &str) -> Result<String, DateFault> {
    if from == to {
        return Ok(from.to_owned());
    }
    let (first, last) = (Edtf::parse(from), Edtf::parse(to));
    let (Ok(first), Ok(last)) = (first, last) else {
        return Err(fault(format!("`{from}` to `{to}` is no interval"), "write two dates"));
    };
    let is_simple = |date: &Edtf| !date.as_str().contains(['/', '[']);
    match (is_simple(&first), is_simple(&last)) {
        (true, true) => Edtf::parse(&format!("{from}/{to}"))
            .map(|date| date.as_str().to_owned())
            .map_err(|_| fault(format!("it ends ({to}) before it begins ({from})"), "correct one of the two dates")),
        // A date that is an interval itself says more than a second column.
        _ => Err(fault(
            format!("`{from}` with the end `{to}` is no interval"),
            "write one date in each, or the whole interval in one",
        )),
    }
}

/// Abbreviations of time zones behind dates.
const ZONES: [&str; 14] =
    ["EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "GMT", "UTC", "BST", "CET", "CEST", "MSK"];

/// Reads a date in words or in a machine's notation.
pub(super) fn words(text: &str, order: Order) -> Result<String, DateFault> {
    let text = text.trim();
    if let Some(found) = instant(text) {
        return found.and_then(|date| checked(&date));
    }
    if let Some(years) =
        text.strip_prefix(['-', '−']).filter(|years| is_digits(years) && years.len() < 5 && !years.starts_with('0'))
    {
        return calendar_year(&format!("-{years}")).map(iso_year);
    }
    if is_digits(text) && text.len() < 4 {
        return calendar_year(text).map(iso_year);
    }
    if let Some(found) = numeric(text, order) {
        return found;
    }
    if is_digits(text) && (5..=6).contains(&text.len()) {
        let number: f64 = text.parse().unwrap_or_default();
        let help = serial(number, false).map_or("write the date".to_owned(), |date| {
            format!("write `{date}` if it is a spreadsheet’s number for a day")
        });
        return Err(fault(format!("`{text}` is no date"), help));
    }
    if let Some(date) = Edtf::recognise(text) {
        return Ok(date.as_str().to_owned());
    }
    // The zone of a day without a time says nothing.
    if let Some((day, _)) = text.rsplit_once(' ').filter(|(_, zone)| ZONES.contains(zone) && !text.contains(':')) {
        return words(day, order);
    }
    let (message, help) = Edtf::parse(text).err().map(|error| (error.message, error.help)).unwrap_or_default();
    let shown: String = text.chars().take(60).collect();
    // What is wrong with the signs of a notation says nothing of a phrase.
    let is_phrase = text.split(|sign: char| !sign.is_alphabetic()).any(|word| word.chars().count() > 2);
    let message = if is_phrase { "no date is understood in it".to_owned() } else { message };
    Err(fault(format!("`{shown}`: {message}"), help))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `5/1/2022`, `5.1.2022`, `5-1-22`: with points, or with a number over 12, there is one meaning.
fn numeric(text: &str, order: Order) -> Option<Result<String, DateFault>> {
    let (date, clock) = match text.split_once([' ', ',']) {
        Some((date, clock)) => (date, clock.trim()),
        None => (text, ""),
    };
    let separator = ['/', '.', '-'].into_iter().find(|sign| date.contains(*sign))?;
    let fields: Vec<&str> = date.trim_end_matches('.').split(separator).collect();
    let [first, second, year] = fields.as_slice() else { return None };
    if !(is_digits(first) && is_digits(second) && is_digits(year)) || first.len() > 2 || second.len() > 2 {
        return None;
    }
    let year = match year.len() {
        4 => (*year).to_owned(),
        // The pivot of POSIX `strptime`, `%y`: 69 to 99 are of the 20th century.
        2 => format!("{}{year}", if *year < "69" { "20" } else { "19" }),
        _ => return None,
    };
    let (one, two): (u8, u8) = (first.parse().ok()?, second.parse().ok()?);
    let day_first = format!("{year}-{two:02}-{one:02}");
    let month_first = format!("{year}-{one:02}-{two:02}");
    let is_date = |date: &String| Edtf::parse(date).is_ok();
    let found = match (is_date(&day_first), is_date(&month_first)) {
        (true, true) if one == two || separator == '.' || order == Order::DayFirst => day_first,
        (true, true) if order == Order::MonthFirst => month_first,
        (true, true) => {
            let message = format!("`{text}` has two meanings: {day_first} and {month_first}");
            let help = "say which comes first: `--dates day-month` or `--dates month-day`; or write `2022-01-05`";
            return Some(Err(DateFault { is_ambiguous: true, ..fault(message, help) }));
        }
        (true, false) => day_first,
        (false, true) => month_first,
        (false, false) => {
            let help = "correct the day, the month or the year";
            return Some(Err(fault(format!("`{text}` is not in the calendar"), help)));
        }
    };
    if clock.is_empty() {
        return Some(Ok(found));
    }
    let parts = Parts { time: Some(clock.to_owned()), ..Parts::default() };
    Some(parts.clock().map(|clock| match clock {
        Some(clock) if !is_midnight(&clock) => found.clone() + &clock,
        _ => found,
    }))
}

/// The order of day and month that the dates of a column show: one of them has a number over 12.
pub(super) fn order_of<'a>(dates: impl IntoIterator<Item = &'a str>) -> Order {
    let (mut day, mut month) = (false, false);
    for date in dates {
        let fields: Vec<&str> = date.trim().split([' ', ',']).next().unwrap_or_default().split(['/', '-']).collect();
        let [first, second, year] = fields.as_slice() else { continue };
        if !matches!(year.len(), 2 | 4) || first.len() > 2 {
            continue;
        }
        match (first.parse::<u8>(), second.parse::<u8>()) {
            (Ok(13..=31), Ok(1..=12)) => day = true,
            (Ok(1..=12), Ok(13..=31)) => month = true,
            _ => {}
        }
    }
    match (day, month) {
        (true, false) => Order::DayFirst,
        (false, true) => Order::MonthFirst,
        _ => Order::Unknown,
    }
}

/// `T00:00`: a program's way to say that there is no time of day.
fn is_midnight(clock: &str) -> bool {
    let time = clock.trim_start_matches('T').split(['Z', '+', '-']).next().unwrap_or_default();
    !time.bytes().any(|byte| byte.is_ascii_digit() && byte != b'0')
}

/// A machine's instant: ISO 8601 with seconds, `Date.prototype.toString`, RFC 2822. Midnight is a day.
fn instant(text: &str) -> Option<Result<String, DateFault>> {
    iso(text).or_else(|| date_string(text)).map(Ok)
}

/// `2013-04-20T12:30:00.000Z`, `2013-04-20 12:30:00`, `/Date(1366416000000)/`.
fn iso(text: &str) -> Option<String> {
    if let Some(inside) = text.strip_prefix("/Date(").and_then(|rest| rest.strip_suffix(")/")) {
        return milliseconds(inside.split(['+', '-']).next()?.parse().ok()?);
    }
    let (date, clock) = text.split_once(['T', ' '])?;
    let fields: Vec<&str> = date.trim_start_matches('-').split('-').collect();
    let is_date = fields.len() == 3 && fields.iter().all(|field| is_digits(field)) && fields.first()?.len() >= 4;
    let zone = clock.find(['Z', '+', '-']).unwrap_or(clock.len());
    let (time, zone) = clock.split_at(zone);
    let time = time.trim();
    let is_time = time.len() >= 4 && time.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.'));
    if !is_date || !is_time || !time.contains(':') {
        return None;
    }
    let date = fields.first().map_or_else(String::new, |year| {
        // Six digits and a sign are ECMAScript's years.
        let year = year.trim_start_matches('0');
        format!(
            "{}{year:0>4}-{}",
            if date.starts_with('-') { "-" } else { "" },
            fields.get(1..).unwrap_or_default().join("-")
        )
    });
    if is_midnight(time) {
        return Some(date);
    }
    let zone = match zone.trim() {
        "+00:00" | "-00:00" | "+0000" | "+00" => "Z".to_owned(),
        zone if zone.len() == 5 && !zone.contains(':') => format!("{}:{}", zone.get(..3)?, zone.get(3..)?),
        zone => zone.to_owned(),
    };
    Some(format!("{date}T{}{zone}", clock_of(time)?))
}

/// Hours, minutes and seconds of which those that say nothing are left out.
fn clock_of(time: &str) -> Option<String> {
    let time = time.split('.').next()?;
    let time = time.strip_suffix(":00").filter(|rest| rest.contains(':')).unwrap_or(time);
    Some(if time.find(':') == Some(1) { format!("0{time}") } else { time.to_owned() })
}

/// `Fri Nov 22 1963 12:30:00 GMT-0600 (Central)`, `Wed, 05 Jan 2022 14:30:00 +0000`, `May 28 2006 09:00:00 GMT`.
fn date_string(text: &str) -> Option<String> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let text = text.split('(').next()?;
    let (mut month, mut day, mut year, mut time, mut zone) = (None, None, None, None, None);
    for word in text.split([' ', ',']).filter(|word| !word.is_empty()) {
        let lower = word.to_ascii_lowercase();
        let start = lower.get(..3).unwrap_or_default();
        let offset = word
            .strip_prefix("GMT")
            .or_else(|| word.strip_prefix("UTC"))
            .or(word.starts_with(['+', '-']).then_some(word));
        if let Some(offset) = offset {
            zone = Some(offset);
        } else if word.contains(':') && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b':') {
            time = Some(word);
        } else if is_digits(word) && word.len() <= 2 && day.is_none() {
            day = word.parse::<u8>().ok();
        } else if is_digits(word) && (3..=5).contains(&word.len()) {
            year = word.parse::<i64>().ok();
        } else if let Some(index) = MONTHS.iter().position(|name| *name == start).filter(|_| month.is_none()) {
            month = Some(index + 1);
        } else if lower == "z" {
            zone = Some("");
        } else if !DAYS.contains(&start) {
            return None;
        }
    }
    // Without a time it is a date as people write it, for the parser of dates.
    let time = time?;
    let date = format!("{}-{:02}-{:02}", iso_year(year?), month?, day?);
    let is_midnight = !time.bytes().any(|byte| byte.is_ascii_digit() && byte != b'0');
    if is_midnight {
        return Some(date);
    }
    let zone = match zone {
        None => String::new(),
        Some("" | "+0000" | "-0000" | "+00:00") => "Z".to_owned(),
        Some(zone) if zone.len() == 5 => format!("{}:{}", zone.get(..3)?, zone.get(3..)?),
        Some(zone) => zone.to_owned(),
    };
    Some(format!("{date}T{}{zone}", clock_of(time)?))
}

/// Milliseconds since 1970, UTC. Midnight is a day.
pub(super) fn milliseconds(number: i64) -> Option<String> {
    let (year, month, day) = civil_from_days(number.div_euclid(86_400_000));
    let minute = number.rem_euclid(86_400_000) / 60_000;
    let date = format!("{}-{month:02}-{day:02}", iso_year(year));
    let clock = if minute == 0 { String::new() } else { format!("T{:02}:{:02}Z", minute / 60, minute % 60) };
    Edtf::parse(&(date + &clock)).ok().map(|date| date.as_str().to_owned())
}

/// A spreadsheet's number for a day, and its part of a day: 1 is 1 January 1900, or 2 January 1904. In the first system 60 is
/// 29 February 1900, which never was.
#[allow(clippy::cast_possible_truncation, reason = "the number is checked to be in range before the cast")]
pub(super) fn serial(number: f64, is_1904: bool) -> Option<String> {
    // 31 December 9999 is the last day that spreadsheets know.
    if !(1.0..2_958_466.0).contains(&number) {
        return None;
    }
    let day = number.floor() as i64;
    let minute = ((number - number.floor()) * 1_440.0).round() as i64;
    let (day, minute) = if minute == 1_440 { (day + 1, 0) } else { (day, minute) };
    let days = match (is_1904, day) {
        (true, day) => day - 24_107,
        (false, 60) => return None,
        (false, day) if day < 60 => day - 25_568,
        (false, day) => day - 25_569,
    };
    let (year, month, day) = civil_from_days(days);
    let date = format!("{}-{month:02}-{day:02}", iso_year(year));
    Some(if minute == 0 { date } else { format!("{date}T{:02}:{:02}", minute / 60, minute % 60) })
}

/// The date as its author meant it: the words that are shown are less precise than the machine's date and mean it too, as
/// "1859" beside 1 January 1859.
pub(super) fn as_shown(date: &str, shown: &str) -> Option<String> {
    let (exact, words) = (Edtf::parse(date).ok()?, Edtf::recognise(shown.trim())?);
    let is_point = |date: &Date| date.shape == Shape::Point;
    let (exact, meant) = (exact.date(&Lexicon::ISO), words.date(&Lexicon::ISO));
    let is_inside = meant.begin.earliest <= exact.begin.earliest
        && exact.begin.latest <= meant.begin.latest
        && meant.end.earliest <= exact.end.earliest
        && exact.end.latest <= meant.end.latest;
    let is_wider = meant.begin != exact.begin || meant.end != exact.end;
    let is_same_shape = is_point(&exact) == is_point(&meant) && !words.as_str().contains("..");
    (is_inside && is_wider && is_same_shape).then(|| words.as_str().to_owned())
}

#[cfg(test)]
mod tests;
