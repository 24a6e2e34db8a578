//! Dates in words: a table of dates for each language, in `tests/dates/`. A line is an EDTF date, a tab and its words; lines
//! that begin with `#` say by which sources the words were checked, and by whom.

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
