//! The story as a calendar (RFC 5545): events of known days and times.

use super::texts::Texts;
use super::timelinejs::Losses;
use crate::model::civil::{civil_from_days, days_from_civil};
use crate::story::authored::{Event, Story};

/// Longest line in bytes (RFC 5545, 3.1).
const LINE: usize = 75;

/// The calendar, and what was lost.
pub(super) fn calendar(story: &Story) -> (String, Losses) {
    let mut losses = Losses::new();
    let texts = Texts::of(story);
    let mut out = String::new();
    for (name, value) in
        [("BEGIN", "VCALENDAR"), ("VERSION", "2.0"), ("PRODID", "-//Backstory//EN"), ("CALSCALE", "GREGORIAN")]
    {
        line(&mut out, name, value);
    }
    line(&mut out, "NAME", &text(&story.title));
    let stamp = story
        .updated
        .as_ref()
        .and_then(|updated| moment(&updated.to_string()))
        .map_or_else(|| "19700101T000000Z".to_owned(), |moment| format!("{}T000000Z", moment.day));
    for event in &story.events {
        match times(event) {
            Some(times) => {
                line(&mut out, "BEGIN", "VEVENT");
                line(&mut out, "UID", &format!("{}@{}", event.id, story.id));
                line(&mut out, "DTSTAMP", &stamp);
                for (name, value) in times {
                    line(&mut out, &name, &value);
                }
                line(&mut out, "SUMMARY", &text(&event.headline));
                let summary = texts.plain(&event.summary);
                if !summary.is_empty() {
                    line(&mut out, "DESCRIPTION", &text(&summary));
                }
                line(&mut out, "TRANSP", "TRANSPARENT");
                line(&mut out, "END", "VEVENT");
            }
            None => *losses.entry("events that no single days are known of").or_default() += 1,
        }
    }
    line(&mut out, "END", "VCALENDAR");
    let lists = [
        (story.terms.len(), "terms"),
        (story.questions.len(), "questions"),
        (story.voices.len(), "voices"),
        (story.eras.len(), "eras"),
    ];
    losses.extend(lists.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| (what, count)));
    (out, losses)
}

/// A line of content, folded.
fn line(out: &mut String, name: &str, value: &str) {
    let mut length = 0;
    for c in name.chars().chain([':']).chain(value.chars()) {
        if length + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out.push_str("\r\n");
}

/// A value of the type TEXT.
fn text(words: &str) -> String {
    words.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// A day, and perhaps a time with its zone.
struct Moment {
    /// `20220105`.
    day: String,
    /// `T143000`, `T083000Z`; a time with another offset is moved to UTC by its caller.
    clock: Option<String>,
    number: i64,
}

fn moment(written: &str) -> Option<Moment> {
    let (date, clock) = written.split_once('T').map_or((written, None), |(date, clock)| (date, Some(clock)));
    let fields: Vec<&str> = date.split('-').collect();
    let [year, month, day] = fields.as_slice() else { return None };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if year.len() != 4 || !digits(year) || !digits(month) || !digits(day) {
        return None;
    }
    let number = days_from_civil(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    let Some(clock) = clock else { return Some(Moment { day: format!("{year}{month}{day}"), clock: None, number }) };
    let at = clock.find(['Z', '+', '-']).unwrap_or(clock.len());
    let (time, zone) = clock.split_at(at);
    let mut units = time.split(':').map(|unit| unit.parse::<i64>().ok());
    let minute = units.next()?? * 60 + units.next()??;
    let second = units.next().flatten().unwrap_or(0);
    let offset = match zone {
        "" | "Z" => 0,
        zone => {
            let (hours, minutes) = zone.get(1..)?.split_once(':')?;
            let offset = hours.parse::<i64>().ok()? * 60 + minutes.parse::<i64>().ok()?;
            if zone.starts_with('-') { -offset } else { offset }
        }
    };
    let moved = number * 1_440 + minute - offset;
    let (number, minute) = (moved.div_euclid(1_440), moved.rem_euclid(1_440));
    let utc = if zone.is_empty() { "" } else { "Z" };
    let clock = format!("T{:02}{:02}{second:02}{utc}", minute / 60, minute % 60);
    Some(Moment { day: digits_of(number), clock: Some(clock), number })
}

fn digits_of(number: i64) -> String {
    let (year, month, day) = civil_from_days(number);
    format!("{year:04}{month:02}{day:02}")
}

/// DTSTART and DTEND of an event of known days; an end that is a day is the day after (RFC 5545, 3.6.1).
fn times(event: &Event) -> Option<Vec<(String, String)>> {
    let written = event.date()?.value.to_string();
    let (from, to) = written.split_once('/').map_or((written.as_str(), None), |(from, to)| (from, Some(to)));
    let from = moment(from)?;
    let to = match to {
        Some(to) => Some(moment(to)?),
        None => None,
    };
    let value = |moment: &Moment, name: &str, later: i64| match &moment.clock {
        Some(clock) => (name.to_owned(), format!("{}{clock}", moment.day)),
        None => (format!("{name};VALUE=DATE"), digits_of(moment.number + later)),
    };
    let mut lines = vec![value(&from, "DTSTART", 0)];
    match to {
        // Both ends are of one type.
        Some(to) if to.clock.is_some() == from.clock.is_some() => lines.push(value(&to, "DTEND", 1)),
        Some(_) => return None,
        None => {}
    }
    Some(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_characters() {
        let mut out = String::new();
        line(&mut out, "SUMMARY", &"é".repeat(60));
        assert!(out.split("\r\n").all(|line| line.len() <= LINE), "{out}");
        assert_eq!(out.replace("\r\n ", ""), format!("SUMMARY:{}\r\n", "é".repeat(60)));
        assert_eq!(text("a,b;c\\d"), "a\\,b\\;c\\\\d");
    }

    #[test]
    fn times_with_an_offset_are_in_utc() {
        let found = |written| moment(written).map(|moment| moment.day + &moment.clock.unwrap_or_default());
        assert_eq!(found("2022-01-05").as_deref(), Some("20220105"));
        assert_eq!(found("2022-01-05T14:30:00").as_deref(), Some("20220105T143000"));
        assert_eq!(found("2022-01-05T02:30:00+06:00").as_deref(), Some("20220104T203000Z"));
        assert_eq!(found("2022-01"), None);
        assert_eq!(found("2022-01-05~"), None);
    }
}
