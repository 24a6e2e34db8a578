//! Holds the generated table of months, date patterns, eras, lists and numerals against CLDR, as ICU4X ships it. The table
//! is committed, so that no build carries ICU4X and no page its data.
//!
//! `BACKSTORY_WRITE=1 cargo test --test cldr` writes the table anew, for another version of CLDR or another language.

#![cfg(not(target_arch = "x86"))]

use fixed_decimal::Decimal;
use icu_calendar::{Date, Gregorian};
use icu_datetime::fieldsets::{MD, Y, YM, YMD};
use icu_datetime::options::YearStyle;
use icu_datetime::{FixedCalendarDateTimeFormatter, parts};
use icu_decimal::DecimalFormatter;
use icu_decimal::options::DecimalFormatterOptions;
use icu_list::ListFormatter;
use icu_list::options::ListFormatterOptions;
use icu_locale_core::Locale;
use std::fmt::{self, Write};
use writeable::{Part, PartsWrite, Writeable};

const TABLE: &str = "src/story/edtf/languages/cldr.rs";

/// The languages' tables, and the locale that each follows.
const LANGUAGES: [(&str, &str); 23] = [
    ("EN", "en-GB"),
    ("RU", "ru"),
    ("KK", "kk"),
    ("UK", "uk"),
    ("DE", "de"),
    ("AUSTRIAN", "de-AT"),
    ("FR", "fr"),
    ("ES", "es"),
    ("PT", "pt"),
    ("IT", "it"),
    ("NL", "nl"),
    ("PL", "pl"),
    ("TR", "tr"),
    ("AR", "ar"),
    ("EGYPT", "ar-EG"),
    ("LEVANT", "ar-LB"),
    ("HE", "he"),
    ("FA", "fa"),
    ("ZH", "zh"),
    ("JA", "ja"),
    ("KO", "ko"),
    ("HI", "hi"),
    ("ID", "id"),
];

/// A formatted date in pieces: `{y}`, `{m}` and `{d}` in place of its fields, and the name of its month.
#[derive(Default)]
struct Pieces {
    pattern: String,
    month: String,
    field: Option<&'static str>,
}

impl Write for Pieces {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        match self.field {
            Some("month") => self.month.push_str(text),
            Some("year" | "day") => {}
            _ => self.pattern.push_str(text),
        }
        Ok(())
    }
}

impl PartsWrite for Pieces {
    type SubPartsWrite = Self;

    fn with_part(&mut self, part: Part, mut write: impl FnMut(&mut Self) -> fmt::Result) -> fmt::Result {
        let mark = match part {
            parts::YEAR => "{y}",
            parts::MONTH => "{m}",
            parts::DAY => "{d}",
            parts::ERA => "",
            _ => return write(self),
        };
        self.pattern.push_str(mark);
        let outer = self.field.replace(part.value);
        write(self)?;
        self.field = outer;
        Ok(())
    }
}

impl Pieces {
    fn of(formatted: &impl Writeable) -> Pieces {
        let mut pieces = Pieces::default();
        formatted.write_to_parts(&mut pieces).unwrap();
        // 月 and 월 belong to the name of a month.
        if pieces.month.chars().all(char::is_numeric)
            && let Some((before, behind)) = pieces.pattern.split_once("{m}")
            && let Some(letter) = behind.chars().next().filter(|letter| letter.is_alphabetic())
        {
            pieces.month.push(letter);
            pieces.pattern = [before, "{m}", &behind[letter.len_utf8()..]].concat();
        }
        pieces
    }
}

fn date(year: i32, month: u8, day: u8) -> Date<Gregorian> {
    Date::try_new_gregorian(year, month, day).unwrap()
}

/// Twelve names, and the pattern they stand in.
macro_rules! months {
    ($locale:expr, $fields:expr) => {{
        let formatter = FixedCalendarDateTimeFormatter::<Gregorian, _>::try_new($locale.into(), $fields).unwrap();
        let pieces: Vec<Pieces> = (1..=12).map(|month| Pieces::of(&formatter.format(&date(2022, month, 5)))).collect();
        let names: Vec<&str> = pieces.iter().map(|pieces| pieces.month.as_str()).collect();
        (names.join("|"), pieces[0].pattern.clone())
    }};
}

/// A literal in which spaces and marks of direction can be told apart.
fn quoted(text: &str) -> String {
    let text = text.replace('\u{a0}', "\\u{a0}").replace('\u{202f}', "\\u{202f}").replace('\u{200f}', "\\u{200f}");
    ["\"", &text, "\""].concat()
}

/// The entry of one language.
fn entry(name: &str, tag: &str) -> String {
    let locale: Locale = tag.parse().unwrap();
    let (months, day) = months!(&locale, YMD::long().with_year_style(YearStyle::Full));
    let (alone, month) = months!(&locale, YM::long().with_year_style(YearStyle::Full));
    let (_, day_month) = months!(&locale, MD::long());
    let (short, _) = months!(&locale, MD::medium());
    let with_era = Y::long().with_year_style(YearStyle::WithEra);
    let eras = FixedCalendarDateTimeFormatter::<Gregorian, _>::try_new((&locale).into(), with_era).unwrap();
    let era = |year| Pieces::of(&eras.format(&date(year, 1, 1))).pattern.replace("{y}", "{}");
    let list = |members: &[&str]| {
        let formatter = ListFormatter::try_new_or((&locale).into(), ListFormatterOptions::default()).unwrap();
        formatter.format(members.iter()).to_string()
    };
    let between = |text: &str, first: char, second: char| {
        text.split_once(first).unwrap().1.split_once(second).unwrap().0.to_owned()
    };
    let or = between(&list(&["@", "#"]), '@', '#');
    let long = list(&["@", "#", "%"]);
    let (comma, last) = (between(&long, '@', '#'), between(&long, '#', '%'));
    let number: Decimal = "1234567.8".parse().unwrap();
    let number = DecimalFormatter::try_new((&locale).into(), DecimalFormatterOptions::default())
        .unwrap()
        .format(&number)
        .to_string();
    let figures: Vec<char> = number.chars().collect();
    let marks: Vec<&char> = figures.iter().filter(|sign| !sign.is_numeric()).collect();
    let zero = char::from_u32(u32::from(figures[0]) - 1).unwrap();
    let lines = [
        format!("months: {}", quoted(&months)),
        format!("alone: {}", quoted(&alone)),
        format!("short: {}", quoted(&short)),
        format!("day: {}", quoted(&day)),
        format!("day_month: {}", quoted(&day_month)),
        format!("month: {}", quoted(&month)),
        format!("eras: [{}, {}]", quoted(&era(-43)), quoted(&era(79))),
        format!("or: {}", quoted(&or)),
        format!("commas: [{}, {}]", quoted(&comma), quoted(&last)),
        format!("zero: '{zero}'"),
        format!("marks: [{}, {}]", quoted(&marks[marks.len() - 1].to_string()), quoted(&marks[0].to_string())),
    ];
    format!("pub(in super::super) const {name}: Cldr = Cldr {{\n    {},\n}};\n", lines.join(",\n    "))
}

fn table() -> String {
    let mut out = String::from(
        "//! Months, date patterns, eras, lists and numerals of CLDR. Written by `BACKSTORY_WRITE=1 cargo test --test cldr`;\n\
         //! do not edit.\n#![cfg_attr(rustfmt, rustfmt_skip)]\n\nuse super::super::lexicon::Cldr;\n",
    );
    for (name, tag) in LANGUAGES {
        out.push('\n');
        out.push_str(&entry(name, tag));
    }
    out
}

#[test]
fn the_tables_of_the_languages_are_those_of_cldr() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(TABLE);
    let table = table();
    if std::env::var_os("BACKSTORY_WRITE").is_some() {
        std::fs::write(&path, &table).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap();
    for (committed, current) in committed.lines().zip(table.lines()) {
        assert_eq!(committed, current, "{TABLE} is not what CLDR says: BACKSTORY_WRITE=1 cargo test --test cldr");
    }
    assert_eq!(committed.len(), table.len(), "{TABLE}");
}
