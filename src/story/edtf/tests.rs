//! EDTF in, words and days out.

mod languages;
mod mistakes;
mod properties;

use super::{Edtf, Lexicon};
use crate::model::civil::civil_from_days;
use crate::model::{Bounds, Date, Day, Ending, Shape};

fn english() -> &'static Lexicon {
    Lexicon::for_language("en").expect("English is shipped")
}

fn date(text: &str) -> Date {
    Edtf::parse(text).unwrap_or_else(|error| panic!("{text}: {error}")).date(english())
}

fn day(day: Day) -> String {
    let (year, month, day) = civil_from_days(day);
    format!("{year:04}-{month:02}-{day:02}")
}

fn days(bounds: Bounds) -> String {
    if bounds.earliest == bounds.latest {
        day(bounds.earliest)
    } else {
        format!("{}..{}", day(bounds.earliest), day(bounds.latest))
    }
}

/// `words | begin`, or `words | begin / end` for a span, or `words | one or other` for a set, with marks for open (`<`
/// `>`) and unknown (`?<` `>?`) ends.
fn shown(text: &str) -> String {
    let date = date(text);
    let mark = |ending, open, unknown| match ending {
        Ending::Known => "",
        Ending::Open => open,
        Ending::Unknown => unknown,
    };
    let bounds = match &date.shape {
        Shape::Point => days(date.begin),
        Shape::Span => format!("{} / {}", days(date.begin), days(date.end)),
        Shape::OneOf(choices) => choices.iter().map(|choice| days(*choice)).collect::<Vec<_>>().join(" or "),
    };
    format!("{} | {}{bounds}{}", date.words, mark(date.starts, "<", "?<"), mark(date.ends, ">", ">?"))
}

fn all(cases: &[(&str, &str)]) {
    for (written, expected) in cases {
        assert_eq!(shown(written), *expected, "{written}");
    }
}

#[test]
fn days_months_and_years() {
    all(&[
        ("2022-01-05", "5 January 2022 | 2022-01-05"),
        ("2022-01", "January 2022 | 2022-01-01..2022-01-31"),
        ("2024-02", "February 2024 | 2024-02-01..2024-02-29"),
        ("1988", "1988 | 1988-01-01..1988-12-31"),
        ("0079-08-24", "24 August 79 CE | 0079-08-24"),
        ("0000", "1 BCE | 0000-01-01..0000-12-31"),
        ("-0499", "500 BCE | -499-01-01..-499-12-31"),
        ("-0043-03-15", "15 March 44 BCE | -043-03-15"),
        ("Y12345", "12,345 CE | 12345-01-01..12345-12-31"),
        ("Y-12344", "12,300 BCE | -12344-01-01..-12344-12-31"),
        ("Y-13800000000", "13.8 billion years ago | -13800000000-01-01..-13800000000-12-31"),
        ("Y-138E8", "13.8 billion years ago | -13800000000-01-01..-13800000000-12-31"),
        ("Y-66038000", "66 million years ago | -66038000-01-01..-66038000-12-31"),
        ("Y5E9", "5 billion years from now | 5000000000-01-01..5000000000-12-31"),
    ]);
}

#[test]
fn times() {
    all(&[
        ("2022-01-05T14:30", "5 January 2022, 14:30 | 2022-01-05"),
        ("2022-01-05T14:30:59Z", "5 January 2022, 14:30 UTC | 2022-01-05"),
        ("2022-01-05T23:30:00.000+06:00", "5 January 2022, 23:30 UTC+6 | 2022-01-05"),
        ("2022-01-05T23:30-03:30", "5 January 2022, 23:30 UTC−3:30 | 2022-01-05"),
        ("2022-01-05T23:30+00:00", "5 January 2022, 23:30 UTC | 2022-01-05"),
        ("2022-01-05T14:30/2022-01-05T16:00", "5 January 2022, 14:30–16:00 | 2022-01-05 / 2022-01-05"),
        ("2022-01-05T14:30Z/2022-01-05T16:00Z", "5 January 2022, 14:30–16:00 UTC | 2022-01-05 / 2022-01-05"),
        ("2022-01-05T14:30+06:00/2022-01-05T16:00", "5 January 2022, 14:30–16:00 UTC+6 | 2022-01-05 / 2022-01-05"),
        ("2022-01-05T14:30/2022-01-05T16:00+06:00", "5 January 2022, 14:30–16:00 UTC+6 | 2022-01-05 / 2022-01-05"),
        (
            "2022-01-05T14:30+06:00/2022-01-05T12:00Z",
            "5 January 2022, 14:30 UTC+6 – 12:00 UTC | 2022-01-05 / 2022-01-05",
        ),
        (
            "2022-01-06T01:00+06:00/2022-01-05T20:00Z",
            "6 January 2022, 01:00 UTC+6 to 5 January 2022, 20:00 UTC | 2022-01-06 / 2022-01-06",
        ),
        (
            "2022-01-05T01:00+06:00/2022-01-05",
            "5 January 2022, 01:00 UTC+6 to 5 January 2022 | 2022-01-05 / 2022-01-05",
        ),
        (
            "2022-01-05T23:00/2022-01-06T01:00",
            "5 January 2022, 23:00 to 6 January 2022, 01:00 | 2022-01-05 / 2022-01-06",
        ),
    ]);
    assert_eq!(date("2022-01-05T14:30").minute, Some(870));
    assert_eq!(date("2022-01-05T23:30-09:00").minute, Some(1_410));
    assert_eq!(date("2022-01-05").minute, None);
}

#[test]
fn times_of_one_clock_compare_as_instants() {
    let on = |clock: &str, written: &str| {
        let clock = Edtf::parse(clock).unwrap().offsets().next().unwrap();
        let date = Edtf::parse(written).unwrap().date_on_clock(english(), clock);
        let time = date.minute.map_or(String::new(), |minute| format!("T{:02}:{:02}", minute / 60, minute % 60));
        format!("{}{time} / {}", days(date.begin), days(date.end))
    };
    let (utc, almaty) = ("2022-01-01T00:00Z", "2022-01-01T00:00+06:00");
    for (clock, written, moved) in [
        (utc, "2022-01-05T23:30+06:00", "2022-01-05T17:30 / 2022-01-05"),
        (almaty, "2022-01-05T18:00Z", "2022-01-06T00:00 / 2022-01-06"),
        (utc, "2022-01-01T03:15+06:00", "2021-12-31T21:15 / 2021-12-31"),
        (almaty, "2022-01-05T14:30", "2022-01-05T14:30 / 2022-01-05"),
        (almaty, "2022-01-05", "2022-01-05 / 2022-01-05"),
        (utc, "2022-01-05T23:00-03:00/2022-01-06T01:00-03:00", "2022-01-06T02:00 / 2022-01-06"),
        // A day without a time has no instant to move: the span still ends no earlier than it begins.
        (almaty, "2022-01-05T23:30-05:00/2022-01-05", "2022-01-06T10:30 / 2022-01-06"),
        (utc, "2022-01-05/2022-01-05T01:00+06:00", "2022-01-05 / 2022-01-05"),
    ] {
        assert_eq!(on(clock, written), moved, "{written}");
    }
}

#[test]
fn the_clock_of_a_story_is_the_one_that_most_of_its_times_have() {
    for (dates, clock) in [
        (&[][..], "Z"),
        (&["2022-01-05", "2022-01-05T14:30"], "Z"),
        (&["2022-01-05T14:30", "2022-01-05T14:30+06:00"], "+06:00"),
        (&["2022-01-05T14:30Z", "2022-01-05T14:30-03:30", "2022-01-05T14:30-03:30/2022-01-06T14:30-03:30"], "-03:30"),
        (&["2022-01-05T14:30+01:00", "2022-01-05T14:30+06:00"], "+01:00"),
    ] {
        let dates: Vec<Edtf> = dates.iter().map(|date| Edtf::parse(date).unwrap()).collect();
        assert_eq!(super::common_offset(&dates).to_string(), clock, "{dates:?}");
    }
}

#[test]
fn seasons_and_parts_of_years() {
    all(&[
        ("1984-21", "spring 1984 | 1984-03-01..1984-05-31"),
        ("1984-22", "summer 1984 | 1984-06-01..1984-08-31"),
        ("1984-23", "autumn 1984 | 1984-09-01..1984-11-30"),
        ("1984-24", "winter 1984 | 1984-12-01..1985-02-28"),
        ("1984-28", "winter 1984 | 1984-12-01..1985-02-28"),
        ("1984-30", "summer 1984 (southern hemisphere) | 1984-12-01..1985-02-28"),
        ("1984-31", "autumn 1984 (southern hemisphere) | 1984-03-01..1984-05-31"),
        ("2022-33", "first quarter of 2022 | 2022-01-01..2022-03-31"),
        ("2022-36", "fourth quarter of 2022 | 2022-10-01..2022-12-31"),
        ("2022-39", "last third of 2022 | 2022-09-01..2022-12-31"),
        ("2022-41", "second half of 2022 | 2022-07-01..2022-12-31"),
        (
            "2022-33/2022-35",
            "the first quarter to the third quarter of 2022 | 2022-01-01..2022-03-31 / 2022-07-01..2022-09-30",
        ),
        ("1984-22/1984-23", "summer to autumn 1984 | 1984-06-01..1984-08-31 / 1984-09-01..1984-11-30"),
    ]);
}

#[test]
fn digits_left_open() {
    all(&[
        ("198X", "1980s | 1980-01-01..1989-12-31"),
        ("200X", "2000s | 2000-01-01..2009-12-31"),
        ("190X", "decade 1900–1909 | 1900-01-01..1909-12-31"),
        ("-198X", "decade 1990–1981 BCE | -1989-01-01..-1980-12-31"),
        ("007X", "70s CE | 0070-01-01..0079-12-31"),
        ("19XX", "20th century | 1900-01-01..1999-12-31"),
        ("20XX", "21st century | 2000-01-01..2099-12-31"),
        ("-04XX", "5th century BCE | -499-01-01..-400-12-31"),
        ("1XXX", "2nd millennium | 1000-01-01..1999-12-31"),
        ("2022-XX", "2022 | 2022-01-01..2022-12-31"),
        ("2022-01-XX", "January 2022 | 2022-01-01..2022-01-31"),
        ("2022-XX-XX", "2022 | 2022-01-01..2022-12-31"),
        ("1950S2", "about 1950 | 1900-01-01..1999-12-31"),
        ("Y-138E8S3", "about 13.8 billion years ago | -13899999999-01-01..-13800000000-12-31"),
    ]);
}

#[test]
fn qualifiers() {
    all(&[
        ("1990~", "about 1990 | 1990-01-01..1990-12-31"),
        ("1990?", "1990 (uncertain) | 1990-01-01..1990-12-31"),
        ("1990%", "about 1990 (uncertain) | 1990-01-01..1990-12-31"),
        ("198X~", "about the 1980s | 1980-01-01..1989-12-31"),
        ("2022-01-~05", "about 5 January 2022 | 2022-01-05"),
        ("?2022-~01", "about January 2022 (uncertain) | 2022-01-01..2022-01-31"),
        ("2022?-01-05", "5 January 2022 (uncertain) | 2022-01-05"),
        ("Y-138E8~", "about 13.8 billion years ago | -13800000000-01-01..-13800000000-12-31"),
    ]);
    let qualifier = date("2022-01~/2023?").qualifier;
    assert!(qualifier.approximate && qualifier.uncertain);
}

#[test]
fn intervals() {
    all(&[
        ("2007/2012", "2007 to 2012 | 2007-01-01..2007-12-31 / 2012-01-01..2012-12-31"),
        ("2022-01-05/2022-01-08", "5 to 8 January 2022 | 2022-01-05 / 2022-01-08"),
        ("2022-01-30/2022-02-02", "30 January to 2 February 2022 | 2022-01-30 / 2022-02-02"),
        ("2021-12-30/2022-01-02", "30 December 2021 to 2 January 2022 | 2021-12-30 / 2022-01-02"),
        ("2022-01/2022-03", "January to March 2022 | 2022-01-01..2022-01-31 / 2022-03-01..2022-03-31"),
        ("-0499/-0489", "500 to 490 BCE | -499-01-01..-499-12-31 / -489-01-01..-489-12-31"),
        ("-0026/0014", "27 BCE to 14 CE | -026-01-01..-026-12-31 / 0014-01-01..0014-12-31"),
        ("1990~/1995", "about 1990 to 1995 | 1990-01-01..1990-12-31 / 1995-01-01..1995-12-31"),
        ("1990?/1995?", "1990 to 1995 (both uncertain) | 1990-01-01..1990-12-31 / 1995-01-01..1995-12-31"),
        ("1990/1995?", "1990 to 1995 (uncertain) | 1990-01-01..1990-12-31 / 1995-01-01..1995-12-31"),
        ("18XX~/19XX", "about the 19th century to the 20th century | 1800-01-01..1899-12-31 / 1900-01-01..1999-12-31"),
        ("1857/186X", "1857 to the 1860s | 1857-01-01..1857-12-31 / 1860-01-01..1869-12-31"),
        (
            "Y-66E6/Y-2E6",
            "66 to 2 million years ago | -66000000-01-01..-66000000-12-31 / -2000000-01-01..-2000000-12-31",
        ),
        (
            "Y-45E8~/Y-541E6~",
            "about 4.5 billion to 541 million years ago | -4500000000-01-01..-4500000000-12-31 / -541000000-01-01..-541000000-12-31",
        ),
        ("1990?/1995", "1990 (uncertain) to 1995 | 1990-01-01..1990-12-31 / 1995-01-01..1995-12-31"),
        ("2022-12/2022", "December 2022 to 2022 | 2022-12-01..2022-12-31 / 2022-12-01..2022-12-31"),
        ("1990/1990", "1990 | 1990-01-01..1990-12-31 / 1990-01-01..1990-12-31"),
        ("1994/..", "since 1994 | 1994-01-01..1994-12-31 / 1994-01-01..1994-12-31>"),
        ("198X/..", "since the 1980s | 1980-01-01..1989-12-31 / 1980-01-01..1989-12-31>"),
        ("1990~/..", "since about 1990 | 1990-01-01..1990-12-31 / 1990-01-01..1990-12-31>"),
        ("../2012", "until 2012 | <2012-01-01..2012-12-31 / 2012-01-01..2012-12-31"),
        ("1988/", "from 1988, end unknown | 1988-01-01..1988-12-31 / 1988-01-01..1988-12-31>?"),
        ("/1988", "until 1988, beginning unknown | ?<1988-01-01..1988-12-31 / 1988-01-01..1988-12-31"),
    ]);
}

#[test]
fn sets() {
    all(&[
        ("[2022-01-05,2022-01-06]", "5 or 6 January 2022 | 2022-01-05 or 2022-01-06"),
        ("[2022-01-05, 2022-01-06, 2022-01-07]", "5, 6 or 7 January 2022 | 2022-01-05 or 2022-01-06 or 2022-01-07"),
        ("[2022-01-31,2022-02-01]", "31 January or 1 February 2022 | 2022-01-31 or 2022-02-01"),
        ("[2022-01,2022-03]", "January or March 2022 | 2022-01-01..2022-01-31 or 2022-03-01..2022-03-31"),
        ("[2022-03,2023-03]", "March 2022 or 2023 | 2022-03-01..2022-03-31 or 2023-03-01..2023-03-31"),
        ("[1999,2000]", "1999 or 2000 | 1999-01-01..1999-12-31 or 2000-01-01..2000-12-31"),
        ("[1999?,2000?]", "1999 or 2000 (both uncertain) | 1999-01-01..1999-12-31 or 2000-01-01..2000-12-31"),
        ("[1667..1670]", "between 1667 and 1670 | 1667-01-01..1670-12-31"),
        ("[1667,1670..1672]", "1667 or between 1670 and 1672 | 1667-01-01..1667-12-31 or 1670-01-01..1672-12-31"),
        ("[..2022-01-08]", "on or before 8 January 2022 | <2022-01-08"),
        ("[2022-01-08..]", "on or after 8 January 2022 | 2022-01-08>"),
        ("[..1760]", "in or before 1760 | <1760-01-01..1760-12-31"),
        ("[176X..]", "in or after the 1760s | 1760-01-01..1769-12-31>"),
        (
            "[1760-01,1760-12..]",
            "January 1760 or in or after December 1760 | 1760-01-01..1760-01-31 or 1760-12-01..1760-12-31>",
        ),
    ]);
    let set = date("[2022-01-06,2022-01-05]");
    assert_eq!(days(set.begin), "2022-01-05..2022-01-06");
    assert_eq!(set.begin, set.end);
}

#[test]
fn a_date_names_its_years_months_and_days() {
    let edtf = Edtf::parse("[2022-01-05,2023-02,198X,19XX]").unwrap();
    assert_eq!(edtf.years().collect::<Vec<_>>(), [2022, 2023, 1980]);
    assert_eq!(edtf.months().collect::<Vec<_>>(), [1, 2]);
    assert_eq!(edtf.month_days().collect::<Vec<_>>(), [(1, 5)]);
    assert_eq!(edtf.as_str(), "[2022-01-05,2023-02,198X,19XX]");
}

#[test]
fn a_date_is_written_out_as_other_readers_take_it() {
    for (written, canonical) in [
        ("2022-01-05", "2022-01-05"),
        ("2022-01-05T14:30", "2022-01-05T14:30:00"),
        ("2022-01-05T14:30+06", "2022-01-05T14:30:00+06"),
        ("2022-01-05T14:30:59.5Z", "2022-01-05T14:30:59Z"),
        ("2022-01-05T14:30~", "2022-01-05T14:30:00~"),
        ("2022-01-05T14:30Z/2022-01-05T16:00Z", "2022-01-05T14:30:00Z/2022-01-05T16:00:00Z"),
        ("[1667,1668, 1670..1672]", "[1667,1668,1670..1672]"),
        ("[ ..1760-12 , 1762 ]", "[..1760-12,1762]"),
        ("[2025-01..2026]", "[2025-01..2026-12]"),
        ("[2025..2026-02-05]", "[2025-01-01..2026-02-05]"),
        ("[2025-02..2025-03-05, 2026..]", "[2025-02-01..2025-03-05,2026..]"),
        ("2004?-06-~11", "2004?-06-~11"),
        ("1994/..", "1994/.."),
        ("/2012?", "/2012?"),
    ] {
        let edtf = Edtf::parse(written).unwrap();
        assert_eq!(edtf.to_string(), canonical, "{written}");
        let again = Edtf::parse(canonical).unwrap();
        assert_eq!(again.date(english()).begin, edtf.date(english()).begin, "{written}");
        assert_eq!(again.to_string(), canonical, "{written}");
    }
}
