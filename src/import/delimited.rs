//! CSV and its kin: a text of rows and delimiters, as spreadsheets and databases write it.

use csv::{ReaderBuilder, StringRecord};

use super::columns;
use super::table::{Cell, Row, Table};

/// Delimiters that are tried, the likeliest first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Records by which a delimiter is chosen.
const SAMPLE: usize = 20;
/// Most columns that are read.
const COLUMNS: usize = 1_000;

/// What makes a spreadsheet take a cell for a formula where it stands first (OWASP, CSV Injection).
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Whether a cell is a formula to a spreadsheet but for the apostrophes before it.
fn is_formula(words: &str) -> bool {
    words.trim_start_matches('\'').starts_with(FORMULA)
}

/// A cell's words for a file that spreadsheets open: behind an apostrophe where they would be a formula. [`table`] takes it back.
#[cfg(feature = "cli")]
pub(crate) fn escaped(words: &str) -> String {
    if is_formula(words) { ["'", words].concat() } else { words.to_owned() }
}

/// The words of a cell, without the apostrophe that keeps spreadsheets from taking them for a formula.
fn unescaped(words: &str) -> &str {
    words.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(words)
}

/// The table of a text.
pub(super) fn table(text: &str) -> Table {
    // Excel's own line for the delimiter.
    let first = text.lines().next().unwrap_or_default();
    let named = first.strip_prefix("sep=").or_else(|| first.strip_prefix("SEP=")).and_then(|rest| rest.bytes().next());
    let (text, skipped) = match named {
        Some(_) => (text.split_once('\n').map_or("", |(_, rest)| rest), 1),
        None => (text, 0),
    };
    let delimiter = named.unwrap_or_else(|| delimiter(text));
    Table { rows: rows(text, delimiter, skipped, usize::MAX), ..Table::default() }
}

/// The delimiter that makes the most sense of the first rows: headings that are known, then rows of one width.
fn delimiter(text: &str) -> u8 {
    let merit = |delimiter: &u8| {
        let rows = rows(text, *delimiter, 0, SAMPLE);
        let width = rows.first().map_or(0, |row| row.cells.len());
        let even = rows.iter().filter(|row| row.cells.len() == width).count();
        let known = columns::score(&Table { rows, ..Table::default() });
        if width < 2 { (0, 0, 0) } else { (known, even, width.min(COLUMNS)) }
    };
    // `max_by_key` returns the last of equals.
    DELIMITERS.iter().rev().max_by_key(|delimiter| merit(delimiter)).copied().unwrap_or(b',')
}

/// Rows up to a number. A quotation mark that is never closed costs the row it is in, not those behind it.
fn rows(text: &str, delimiter: u8, skipped: u32, most: usize) -> Vec<Row> {
    let mut found: Vec<Row> = Vec::new();
    let mut rest = text;
    let mut number = skipped;
    while !rest.is_empty() && found.len() < most {
        let mut reader =
            ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(rest.as_bytes());
        let mut record = StringRecord::new();
        let mut begin = 0;
        let mut broken = None;
        while found.len() < most {
            match reader.read_record(&mut record) {
                Ok(true) => {}
                // The text is UTF-8 and lengths may differ: there is nothing else to fail.
                Ok(false) | Err(_) => break,
            }
            let start = record.position().map_or(begin, |position| usize::try_from(position.byte()).unwrap_or(begin));
            let end = usize::try_from(reader.position().byte()).unwrap_or(rest.len()).min(rest.len());
            let raw = rest.get(start..end).unwrap_or_default();
            // The reader passes blank lines over; spreadsheets count them.
            let blank = raw.len() - raw.trim_start_matches(['\r', '\n']).len();
            let blank = raw.get(..blank).unwrap_or_default().matches('\n').count();
            number += 1 + u32::try_from(blank).unwrap_or(0);
            if is_unclosed(raw) && end >= rest.len() {
                broken = Some(start);
                break;
            }
            let cells = record.iter().take(COLUMNS).map(|words| match words.trim() {
                "" => Cell::Empty,
                _ => Cell::Text(unescaped(words).to_owned()),
            });
            found.push(Row { number, cells: cells.collect(), fault: None });
            begin = end;
        }
        let Some(start) = broken else { break };
        let behind = rest.get(start..).unwrap_or_default();
        let line = behind.trim_start_matches(['\r', '\n']);
        let next = line.find('\n').map_or(line.len(), |at| at + 1);
        let fault = Some("a quotation mark is opened here and never closed");
        found.push(Row {
            number,
            cells: vec![Cell::Text(line.get(..next).unwrap_or_default().trim().to_owned())],
            fault,
        });
        rest = line.get(next..).unwrap_or_default();
    }
    found
}

/// Whether a record runs over its line because of an odd quotation mark.
fn is_unclosed(raw: &str) -> bool {
    raw.trim().contains('\n') && raw.bytes().filter(|byte| *byte == b'"').count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<Vec<String>> {
        let cells = |row: &Row| row.cells.iter().map(|cell| cell.words().unwrap_or_default()).collect();
        table(text).rows.iter().map(cells).collect()
    }

    #[test]
    fn delimiters_are_recognised() {
        for text in [
            "Date,Title\n1990,a;b",
            "Date;Title\n1990;a,b",
            "Date\tTitle\n1990\ta,b",
            "Date|Title\n1990|a",
            "sep=;\nDate;Title\n1,2;x",
        ] {
            let rows = words(text);
            assert_eq!((rows[0].len(), rows[1].len()), (2, 2), "{text}");
        }
        assert_eq!(words("a,\"b \"\"c\"\"\nd\"\n1,2"), [["a", "b \"c\"\nd"], ["1", "2"]]);
    }

    #[test]
    fn a_quotation_mark_that_is_not_closed_costs_its_row() {
        let table = table("Date,Title\n1990,\"a\n1991,b\n1992,c");
        let faults: Vec<bool> = table.rows.iter().map(|row| row.fault.is_some()).collect();
        assert_eq!(faults, [false, true, false, false]);
        assert_eq!(table.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 2, 3, 4]);
    }
}
