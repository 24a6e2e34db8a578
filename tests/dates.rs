//! Dates in words: a table of dates for each language, in `tests/dates/`. A line is an EDTF date, a tab and its words; lines
//! that begin with `#` say by which sources the words were checked, and by whom.

use backstory::compile::words_of;
use backstory::model::Evidence;
use backstory::model::words::{Word, fill};
use backstory::story::edtf::{Edtf, Lexicon};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The languages that a table must exist for.
const LANGUAGES: [&str; 20] = [
    "ar", "de", "en", "es", "fa", "fr", "he", "hi", "id", "it", "ja", "kk", "ko", "nl", "pl", "pt", "ru", "tr", "uk",
    "zh",
];

/// Rows that a table has at least.
const ROWS: usize = 40;

#[test]
fn dates_read_as_their_language_writes_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dates");
    let mut dates = BTreeSet::new();
    let mut wrong = Vec::new();
    for language in LANGUAGES {
        let table = fs::read_to_string(folder.join(language).with_extension("txt")).unwrap();
        let lexicon = Lexicon::for_language(language).expect("a language of the list has a table");
        let (head, rows): (Vec<&str>, Vec<&str>) = table.lines().partition(|line| line.starts_with('#'));
        for says in ["# Sources:", "# Read by a native speaker:"] {
            assert!(head.iter().any(|line| line.starts_with(says)), "{language}.txt does not say: {says}");
        }
        assert!(rows.len() >= ROWS, "{language}.txt has {} rows", rows.len());
        for row in rows {
            let (date, expected) = row.split_once('\t').unwrap_or_else(|| panic!("{language}.txt: {row}"));
            let words =
                Edtf::parse(date).unwrap_or_else(|error| panic!("{language}.txt: {date}: {error}")).words(lexicon);
            if words != expected {
                wrong.push(format!("{language} {date}: “{words}”, not “{expected}”"));
            }
            dates.insert(date.to_owned());
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // Every shape that the product takes is among them.
    for shape in ["T", "X", "/", "/..", "../", "[", ",", "..", "~", "?", "%", "-0", "Y-", "-2", "-3", "-4", "Z", "+"] {
        assert!(dates.iter().any(|date| date.contains(shape)), "no date has {shape}");
    }
}

#[test]
fn the_axis_has_the_months_and_eras_of_the_language() {
    for (language, short, month, day, before) in [
        ("en", "Jan", "January 2022", "5 January 2022", "44 BCE"),
        ("ru", "янв.", "январь 2022 года", "5 января 2022 года", "44 до н. э."),
        ("kk", "қаң.", "2022 жылғы қаңтар", "2022 жылғы 5 қаңтар", "б.з.д. 44"),
        ("de", "Jan.", "Januar 2022", "5. Januar 2022", "44 v. Chr."),
        ("de-AT", "Jän.", "Jänner 2022", "5. Jänner 2022", "44 v. Chr."),
        ("es", "ene", "enero de 2022", "5 de enero de 2022", "44 a. C."),
        ("pl", "sty", "styczeń 2022", "5 stycznia 2022", "44 p.n.e."),
        ("ar", "يناير", "يناير 2022", "5 يناير 2022", "44 ق.م"),
        ("he", "ינו׳", "ינואר 2022", "5 בינואר 2022", "44 לפנה״ס"),
        ("zh", "1月", "2022年1月", "2022年1月5日", "公元前44"),
        ("ja", "1月", "2022年1月", "2022年1月5日", "紀元前44"),
        ("ko", "1월", "2022년 1월", "2022년 1월 5일", "기원전 44"),
        // No table: English.
        ("cy", "Jan", "January 2022", "5 January 2022", "44 BCE"),
    ] {
        let words = words_of(language, Evidence::None);
        assert_eq!(words.nth(Word::MONTHS_SHORT, 0), short, "{language}");
        assert_eq!(fill(words.get(Word::MONTH), &[words.nth(Word::MONTHS, 0), "2022"]), month, "{language}");
        assert_eq!(fill(words.get(Word::DAY), &["5", words.nth(Word::MONTHS_OF, 0), "2022"]), day, "{language}");
        assert_eq!(fill(words.get(Word::BCE), &["44"]), before, "{language}");
    }
}

/// Ems that the axis gives the short name of a month: `widths::MONTH` in `src/timeline/ticks.rs`, less the gap.
const MONTH_EMS: f64 = 3.7;

#[test]
fn short_names_of_months_fit_the_axis() {
    for language in LANGUAGES {
        let words = words_of(language, Evidence::None);
        for month in 0..12 {
            let name = words.nth(Word::MONTHS_SHORT, month);
            // A letter of a text face is about half an em wide, an ideograph a whole one, a vowel sign nothing.
            let ems: f64 = name
                .chars()
                .map(|c| match c {
                    '\u{1100}'.. => 1.0,
                    '\u{93c}' | '\u{941}'..='\u{94d}' | '\u{902}' => 0.0,
                    _ => 0.5,
                })
                .sum();
            assert!(ems <= MONTH_EMS, "{language}: {name} is {ems} em");
        }
    }
}
