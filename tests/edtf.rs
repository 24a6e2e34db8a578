//! The parser and the bounds of dates beside a second opinion, `edtf-core` (ISO 8601-2:2019 Annex A, levels 0 to 2), over
//! every string of a generated set. A difference must have a rule in [`rule`], and every rule must explain one.

use backstory::model::civil::civil_from_days;
use backstory::model::{Date, Day, Ending};
use backstory::story::edtf::{Edtf, Lexicon};
use edtf_core::Bound;
use std::collections::BTreeMap;

/// One reader's view of a string: `None` where it refuses it, else its first and last day.
type View = Option<[String; 2]>;

fn day(day: Day) -> String {
    let (year, month, day) = civil_from_days(day);
    format!("{year}-{month}-{day}")
}

fn ours(text: &str) -> View {
    let Date { begin, end, starts, ends, .. } = Edtf::parse(text).ok()?.date(&Lexicon::ISO);
    let bound = |ending, known| match ending {
        Ending::Known => day(known),
        Ending::Open => String::from("open"),
        Ending::Unknown => String::from("unknown"),
    };
    Some([bound(starts, begin.earliest), bound(ends, end.latest)])
}

fn theirs(text: &str) -> View {
    let bounds = edtf_core::Edtf::parse(text).ok()?.bounds();
    let bound = |bound| match bound {
        Bound::Date(date) => format!("{}-{}-{}", date.year, date.month, date.day),
        Bound::NegativeInfinity | Bound::PositiveInfinity => String::from("open"),
        Bound::Unknown => String::from("unknown"),
    };
    Some([bound(bounds.earliest), bound(bounds.latest)])
}

fn strings() -> Vec<String> {
    const YEARS: [&str; 32] = [
        "0000",
        "0001",
        "1984",
        "2000",
        "2022",
        "9999",
        "-0001",
        "-9999",
        "-0000",
        "198X",
        "19XX",
        "1XXX",
        "XXXX",
        "1X84",
        "-198X",
        "12345",
        "198",
        "Y12345",
        "Y-12345",
        "Y1984",
        "Y00001",
        "Y012345",
        "Y17E7",
        "Y-17E7",
        "Y1E3",
        "Y99E9",
        "1950S2",
        "0079S1",
        "1950S5",
        "Y171010000S3",
        "Y-20E5S3",
        "1950S0",
    ];
    const MONTHS: [&str; 18] =
        ["01", "02", "04", "12", "13", "00", "21", "24", "25", "30", "33", "36", "39", "41", "42", "XX", "1X", "X1"];
    const DAYS: [&str; 9] = ["01", "28", "29", "30", "31", "00", "32", "XX", "1X"];
    const TIMES: [&str; 14] = [
        "T14:30:59",
        "T14:30",
        "T14:30:60",
        "T24:00:00",
        "T14:30:59Z",
        "T14:30:59+06",
        "T14:30:59+06:00",
        "T14:30:59-00:00",
        "T14:30:59Z06:00",
        "T14:30:59+0600",
        "T14:30:59-12:30",
        "T14:30:59+15:00",
        "T14:60:00",
        "T14:30:59.5",
    ];
    const ENDS: [&str; 21] = [
        "",
        "..",
        "1984",
        "1984?",
        "2004~",
        "2004-02",
        "2004-02-30",
        "2004-02-29",
        "2004-02-29%",
        "2004-21",
        "198X",
        "19XX",
        "XXXX",
        "-0043",
        "Y-17E7",
        "Y12345",
        "1984-XX",
        "1984-1X",
        "2022-01-05T14:30:59Z",
        "1950S2",
        "..1984",
    ];
    let mut all = Vec::new();
    for year in YEARS {
        for mark in ["", "?", "~", "%", "?~"] {
            all.extend([format!("{year}{mark}"), format!("{mark}{year}")]);
        }
        for month in MONTHS {
            let months = format!("{year}-{month}");
            all.extend([months.clone(), format!("{months}~"), format!("{year}?-{month}"), format!("{year}-%{month}")]);
            all.extend(DAYS.iter().flat_map(|day| [format!("{months}-{day}"), format!("{months}~-{day}")]));
        }
        all.extend(TIMES.iter().map(|time| format!("{year}-02-28{time}")));
    }
    for from in ENDS {
        all.extend([format!("[{from}]"), format!("{{{from}}}"), format!("[{from}..]"), format!("[..{from}]")]);
        for to in ENDS {
            all.extend([format!("{from}/{to}"), format!("[{from},{to}]"), format!("[{from}, {to}]")]);
            all.extend([format!("{{{from},{to}}}"), format!("[{from}..{to}]"), format!("[{from}..{to},2005..]")]);
        }
    }
    all
}

/// The name of a rule, and whether it explains a string.
type Rule = (&'static str, fn(&str) -> bool);

/// Known differences, each with its rule. docs/story-format.md says the same to editors.
const RULES: [Rule; 12] = [
    ("refused: all-of sets are several events", |text| text.starts_with('{')),
    ("refused: a date without a year has no position", |text| text.contains("XXXX")),
    ("refused: scattered days", |text| dates(text).any(is_scattered)),
    ("refused: on or before a date as the end of an interval (ISO 8601-2, 10.6)", |text| {
        text.split('/').count() == 2 && text.split('/').any(|end| end.len() > 2 && end.contains(".."))
    }),
    ("refused: an open member in the middle of a set", |text| text.starts_with('[') && text.matches("..").count() > 1),
    ("refused: an open member in the wrong place", |text| text.starts_with('[') && text.contains(",..")),
    ("refused: beyond 20 billion years", |text| text.contains("Y99E9")),
    ("taken: times without seconds, with fractions, in years before 0, in intervals and sets", |text| {
        let seconds = text.split_once('T').map(|(_, time)| time.get(5..).unwrap_or_default());
        seconds.is_some_and(|seconds| {
            !seconds.starts_with(':') || seconds.contains('.') || text.starts_with(['-', '[']) || text.contains('/')
        })
    }),
    ("taken: spaces in sets", |text| text.contains(' ')),
    ("taken: the last digits of a year before 0", |text| text.contains("-198X")),
    ("taken: ranges of different precision, with qualifiers or open digits", |text| {
        text.starts_with('[') && text.contains("..")
    }),
    ("taken: a qualifier before Y", |text| text.get(1..).is_some_and(|rest| rest.starts_with('Y'))),
];

/// Leading zeros are no significant digits here: `0079S1` is 70 to 79. There it is 0 to 999.
const BOUNDS_RULE: &str = "bounds: significant digits of a year below 1000";

/// The dates in a string.
fn dates(text: &str) -> impl Iterator<Item = &str> {
    text.split(['/', ',', '[', ']', '{', '}', '.', ' ']).filter(|date| !date.is_empty())
}

/// Whether a date leaves a digit open before one that is known, or half a month or day.
fn is_scattered(date: &str) -> bool {
    let bare = date.replace(['?', '~', '%'], "");
    bare.replace('-', "").trim_end_matches('X').contains('X') || bare.contains("-1X")
}

fn rule(text: &str, ours: &View, theirs: &View) -> Option<&'static str> {
    let kind = match (ours, theirs) {
        (None, Some(_)) => "refused",
        (Some(_), None) => "taken",
        _ => return text.contains("0079S1").then_some(BOUNDS_RULE),
    };
    RULES.iter().find(|(name, holds)| name.starts_with(kind) && holds(text)).map(|(name, _)| *name)
}

#[test]
fn dates_are_read_as_by_another_implementation_but_for_known_rules() {
    let mut used: BTreeMap<&str, usize> = BTreeMap::new();
    let mut unexplained = Vec::new();
    let (mut count, mut taken) = (0, 0);
    for text in strings() {
        let (ours, theirs) = (ours(&text), theirs(&text));
        count += 1;
        taken += usize::from(ours.is_some() && ours == theirs);
        if ours != theirs {
            match rule(&text, &ours, &theirs) {
                Some(rule) => *used.entry(rule).or_default() += 1,
                None => unexplained.push(format!("{text}: {ours:?}, {theirs:?}")),
            }
        }
    }
    assert!(unexplained.is_empty(), "{} differences:\n{}", unexplained.len(), unexplained.join("\n"));
    for rule in RULES.iter().map(|(name, _)| *name).chain([BOUNDS_RULE]) {
        assert!(used.contains_key(rule), "no string needs the rule “{rule}”");
    }
    assert!(count > 10_000 && taken > 1_000, "{taken} of {count} strings are dates to both");
    println!("{count} strings, {taken} dates to both; {used:#?}");
}
