//! The report of an import: what came through, what was left out or changed, where, and what to do about it.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Serialize, Serializer};

use super::Format;

/// Most notes of one kind that are kept; further ones are counted. Rows that are left out are all kept.
pub const KEPT: usize = 1_000;

/// A location in what was imported.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The whole of it.
    Whole,
    /// A value of a JSON text, as an RFC 6901 pointer: `/events/3/start_date`.
    Pointer(String),
    /// A cell of a table; without a column, a row.
    Cell {
        /// The sheet's name, where there are several.
        sheet: Option<String>,
        /// From 1, as spreadsheets count.
        row: u32,
        /// From 0: 0 is `A`.
        column: Option<u32>,
    },
    /// An element of an XML or HTML text, by its number among its kind: `event[3]`.
    Element {
        /// Its name.
        name: &'static str,
        /// From 1.
        number: usize,
    },
    /// A line of a text, from 1.
    Line(usize),
}

impl Place {
    /// A key or an index inside this place.
    #[must_use]
    pub fn inside(&self, key: impl fmt::Display) -> Place {
        match self {
            Place::Pointer(pointer) => {
                let key = key.to_string().replace('~', "~0").replace('/', "~1");
                Place::Pointer(format!("{pointer}/{key}"))
            }
            other => other.clone(),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Whole => out.write_str("the whole"),
            Place::Pointer(pointer) if pointer.is_empty() => out.write_str("the top"),
            Place::Pointer(pointer) => out.write_str(pointer),
            Place::Cell { sheet, row, column } => {
                if let Some(sheet) = sheet {
                    write!(out, "{sheet}!")?;
                }
                match column {
                    Some(column) => write!(out, "{}{row}", column_letters(*column)),
                    None => write!(out, "row {row}"),
                }
            }
            Place::Element { name, number } => write!(out, "{name}[{number}]"),
            Place::Line(line) => write!(out, "line {line}"),
        }
    }
}

impl Serialize for Place {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The letters of a column as spreadsheets name it: 0 is `A`, 26 is `AA`.
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(b'A' + u8::try_from(rest % 26).unwrap_or(0));
        rest /= 26;
    }
    letters.iter().rev().map(|letter| char::from(*letter)).collect()
}

/// What became of that which a note is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// The row is not in the story.
    LeftOut,
    /// The row is in the story, without this part.
    Lost,
    /// It is in the story in another form.
    Changed,
    /// Nothing happened; worth knowing.
    Noted,
}

/// One thing that an editor should know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// A stable name for its kind: `bad-date`.
    pub kind: &'static str,
    /// What became of it.
    pub effect: Effect,
    /// Where.
    pub place: Place,
    /// What it is, without a final stop.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// A column of a table and the field it fills.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its letters: `B`.
    pub column: String,
    /// The heading, as written.
    pub heading: String,
    /// The field's name, as `--map` takes it; absent where the column is not read.
    pub field: Option<&'static str>,
}

/// How many of each came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Entries {
    /// Events.
    pub events: usize,
    /// Eras.
    pub eras: usize,
    /// Terms of the glossary.
    pub terms: usize,
    /// The title slide, where there is one.
    pub titles: usize,
    /// Entries of a story in our own format that are none of these.
    pub others: usize,
}

impl Entries {
    /// All together.
    pub fn total(self) -> usize {
        self.events + self.eras + self.terms + self.titles + self.others
    }
}

/// All of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The format it was read as.
    pub format: Format,
    /// Whether that was recognised rather than named.
    pub recognised: bool,
    /// The character encoding of a text.
    pub encoding: Option<String>,
    /// The sheet of a workbook that was read.
    pub sheet: Option<String>,
    /// The story's language, and how it is known.
    pub lang: String,
    /// Columns, of a table.
    pub columns: Vec<Column>,
    /// Rows that were read: slides, rows of a table, elements.
    pub rows: usize,
    /// What came out.
    pub entries: Entries,
    /// Rows that are not in the story; each has a note. `rows` is `entries` and these.
    pub left_out: usize,
    /// Notes by kind.
    pub kinds: BTreeMap<&'static str, usize>,
    /// In the order of the rows.
    pub notes: Vec<Note>,
}

impl Report {
    pub(super) fn new(format: Format) -> Self {
        Report {
            format,
            recognised: true,
            encoding: None,
            sheet: None,
            lang: String::new(),
            columns: Vec::new(),
            rows: 0,
            entries: Entries::default(),
            left_out: 0,
            kinds: BTreeMap::new(),
            notes: Vec::new(),
        }
    }

    /// Adds a note. One that leaves a row out counts it.
    pub(super) fn note(&mut self, note: Note) {
        let count = self.kinds.entry(note.kind).or_default();
        *count += 1;
        if note.effect == Effect::LeftOut {
            self.left_out += 1;
            self.notes.push(note);
        } else if *count <= KEPT {
            self.notes.push(note);
        }
    }

    pub(super) fn add(&mut self, effect: Effect, kind: &'static str, place: &Place, message: String, help: &str) {
        self.note(Note { kind, effect, place: place.clone(), message, help: help.to_owned() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_written_as_editors_know_them() {
        let cell = |column| Place::Cell { sheet: None, row: 7, column };
        assert_eq!(cell(Some(1)).to_string(), "B7");
        assert_eq!(cell(Some(27)).to_string(), "AB7");
        assert_eq!(cell(Some(16_383)).to_string(), "XFD7");
        assert_eq!(cell(None).to_string(), "row 7");
        let pointer = Place::Pointer(String::new()).inside("events").inside(3).inside("a/b~c");
        assert_eq!(pointer.to_string(), "/events/3/a~1b~0c");
    }
}
