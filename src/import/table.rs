//! A table: rows of cells, from whatever file.

use super::report::Place;

/// A cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) enum Cell {
    #[default]
    Empty,
    Text(String),
    /// A number without a date's format.
    Number(f64),
    /// A date that the spreadsheet knows as one, in EDTF, as precise as its format shows it.
    Date(String),
    /// A time of day without a date: `14:30`.
    Time(String),
    /// A formula's error: `#REF!`.
    Fault(String),
}

impl Cell {
    /// Its words, trimmed; `None` where it has none.
    pub(super) fn words(&self) -> Option<String> {
        let words = match self {
            Cell::Text(words) | Cell::Date(words) | Cell::Time(words) => words.trim().to_owned(),
            Cell::Number(number) => number.to_string(),
            Cell::Empty | Cell::Fault(_) => return None,
        };
        Some(words).filter(|words| !words.is_empty())
    }

    pub(super) fn is_empty(&self) -> bool {
        !matches!(self, Cell::Fault(_)) && self.words().is_none()
    }
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    /// From 1, as spreadsheets count.
    pub(super) number: u32,
    pub(super) cells: Vec<Cell>,
    /// Why it could not be read, where it could not.
    pub(super) fault: Option<&'static str>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Table {
    /// The sheet's name, where there are several.
    pub(super) sheet: Option<String>,
    pub(super) rows: Vec<Row>,
    /// Whether its numbers for days count from 1904.
    pub(super) is_1904: bool,
    /// Whether numbers may be days.
    pub(super) has_serials: bool,
    /// Whether its cells are values of JSON, with a pointer in a cell's place.
    pub(super) pointers: Option<Vec<String>>,
}

impl Table {
    /// The place of a cell, or of a row.
    pub(super) fn place(&self, row: &Row, column: Option<usize>) -> Place {
        if let Some(pointers) = &self.pointers {
            let pointer = usize::try_from(row.number).ok().and_then(|number| pointers.get(number.checked_sub(1)?));
            return Place::Pointer(pointer.cloned().unwrap_or_default());
        }
        let column = column.and_then(|column| u32::try_from(column).ok());
        Place::Cell { sheet: self.sheet.clone(), row: row.number, column }
    }
}
