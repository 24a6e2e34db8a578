//! Headings over a story's events: years, or decades and longer where a date names no more.
//!
//! Knows dates and the minutes at which events stand; nothing of texts or terms.

use super::CompileError;
use crate::model::civil::civil_from_days;
use crate::model::{Bounds, Date, Day, Ending, Group};
use crate::story::edtf::{Edtf, Lexicon};
use crate::story::order::{Minute, usual_minute};

/// Headings over events in reading order, each with the minute it stands at: that minute's year, in figures where its era goes
/// without saying, or the decade, century or millennium that a date names. Undated events stand under the heading of the event they follow.
///
/// # Errors
/// More than 4,294,967,296 events.
pub fn groups<'a>(
    events: impl IntoIterator<Item = (Option<&'a Date>, Minute)>,
    lexicon: &Lexicon,
) -> Result<Vec<Group>, CompileError> {
    let mut groups: Vec<Group> = Vec::new();
    for (first, (date, minute)) in events.into_iter().enumerate() {
        let Some(date) = date else { continue };
        let label = heading(date, minute, lexicon);
        if groups.last().is_none_or(|group| group.label != label) {
            let first = u32::try_from(first).map_err(|_| CompileError::too_many("events", first, u32::MAX as usize))?;
            groups.push(Group { label, first });
        }
    }
    Ok(groups)
}

fn heading(date: &Date, minute: Minute, lexicon: &Lexicon) -> String {
    // An event that a stated order has moved stands among the years.
    let is_moved = minute != usual_minute(date);
    let block = if is_moved || date.starts != Ending::Known { None } else { block(date.begin) };
    let year = year(minute.div_euclid(24 * 60));
    if block.is_none()
        && let Some(number) = lexicon.number_of_year(year)
    {
        return number;
    }
    let edtf = block.unwrap_or_else(|| year_edtf(year));
    Edtf::parse(&edtf).map_or_else(|_| edtf.clone(), |edtf| edtf.words(lexicon))
}

/// The decade, century or millennium that `bounds` are exactly: "198X". Before year 0 there is no digit to leave out.
fn block(bounds: Bounds) -> Option<String> {
    let (first, last) = (year(bounds.earliest), year(bounds.latest));
    let is_whole = year(bounds.earliest - 1) != first && year(bounds.latest + 1) != last;
    let (years, unknown) =
        [(10, "X"), (100, "XX"), (1000, "XXX")].into_iter().find(|(years, _)| last - first + 1 == *years)?;
    let known = 4 - unknown.len();
    (is_whole && (0..10_000).contains(&first) && first % years == 0)
        .then(|| format!("{:0known$}{unknown}", first / years))
}

fn year(day: Day) -> i64 {
    civil_from_days(day).0
}

fn year_edtf(year: i64) -> String {
    match year {
        0..10_000 => format!("{year:04}"),
        -9_999..0 => format!("-{:04}", -year),
        _ => format!("Y{year}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_years_as_far_as_years_are_known() {
        for (list, headings) in [
            ("", vec![]),
            ("1984-05-01 1984 1985/1990 - 1986", vec![("1984", 0), ("1985", 2), ("1986", 4)]),
            ("-0499 0001", vec![("500 BCE", 0), ("1 CE", 1)]),
            ("../2012 2012-12-31", vec![("2012", 0)]),
            ("/2012 [..2013-05-01]", vec![("2012", 0), ("2013", 1)]),
            ("1980-05 198X 198X/1999 19XX", vec![("1980", 0), ("1980s", 1), ("20th century", 3)]),
            ("1990~ [2021,2022] 2022-01-XX", vec![("1990", 0), ("2022", 1)]),
            ("Y-13800000000 Y170002", vec![("13.8 billion years ago", 0), ("170,002 CE", 1)]),
        ] {
            let lexicon = Lexicon::for_language("en").unwrap();
            let date = |word: &str| (word != "-").then(|| Edtf::parse(word).unwrap().date(lexicon));
            let dates: Vec<_> = list.split_whitespace().map(date).collect();
            let events = dates.iter().map(|date| (date.as_ref(), date.as_ref().map_or(0, usual_minute)));
            let found = groups(events, lexicon).unwrap();
            let found: Vec<_> = found.iter().map(|g| (g.label.as_str(), g.first)).collect();
            assert_eq!(found, headings, "{list}");
        }
    }

    #[test]
    fn a_year_of_a_heading_is_a_number_in_every_language() {
        for (lang, headings) in [
            ("ru", ["500 год до н. э.", "2022", "1980-е годы"]),
            ("kk", ["б.з.д. 500 жыл", "2022", "1980 жылдар"]),
            ("ja", ["紀元前500年", "2022", "1980年代"]),
            ("fa", ["۵۰۰ ق.م.", "۲۰۲۲", "دههٔ ۱۹۸۰"]),
        ] {
            let lexicon = Lexicon::for_language(lang).unwrap();
            let found = ["-0499", "2022-01-05", "198X"].map(|date| {
                let date = Edtf::parse(date).unwrap().date(lexicon);
                groups([(Some(&date), usual_minute(&date))], lexicon).unwrap().remove(0).label
            });
            assert_eq!(found, headings, "{lang}");
        }
    }

    #[test]
    fn a_moved_event_stands_under_the_year_it_was_moved_to() {
        let lexicon = Lexicon::for_language("en").unwrap();
        let decade = Edtf::parse("198X").unwrap().date(lexicon);
        let day = Edtf::parse("1984-05-01").unwrap().date(lexicon);
        let minute = usual_minute(&day);
        let found = groups([(Some(&decade), minute), (Some(&day), minute)], lexicon).unwrap();
        assert_eq!(found, [Group { label: "1984".to_owned(), first: 0 }]);
    }
}
