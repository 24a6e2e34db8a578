//! Reads other tools' timelines and glossaries: bytes in, a story in the form of `docs/story-format.md` and a report out. Good
//! rows come through when others fail, and every row that does not is in the report: `rows = entries + left_out`.
//!
//! Knows nothing of files, of the DOM, of views or of the compiled blob. `docs/importing.md` lists formats and limits.

mod archive;
mod assemble;
mod columns;
mod context;
mod date;
pub(crate) mod delimited;
mod draft;
mod elements;
mod encoding;
mod fields;
mod format;
mod gate;
mod glossary;
mod headings;
mod histropedia;
mod html;
mod ids;
mod json;
mod language;
mod media;
mod own;
pub mod report;
mod rich;
mod rows;
mod sheet;
mod simile;
mod story;
mod table;
mod timeline_setter;
mod timelinejs;
mod timelinejs2;
mod typography;
mod vis;
mod wellcome;
mod xml;

use std::fmt;
use std::ops::ControlFlow;

pub use date::Order;
pub use fields::Field;
pub use format::Format;
pub use report::Report;
#[cfg(feature = "cli")]
pub(crate) use rich::{escaped, escaped_url};
pub use story::Story;

use context::Context;

/// Largest input in bytes. What is read of it takes up to twenty times as much memory.
pub const BYTES: usize = 64 << 20;
/// Largest total size in bytes of what a workbook unpacks to.
pub const UNPACKED_BYTES: u64 = 512 << 20;

/// What the caller knows of the input.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The format, where it is named.
    pub format: Option<Format>,
    /// The file's name, which may serve as a title.
    pub name: Option<String>,
    /// The story's title.
    pub title: Option<String>,
    /// The story's language.
    pub lang: Option<String>,
    /// Columns and the fields that they fill, before those that the headings name. A column is a heading or letters: `B`.
    pub map: Vec<(String, Field)>,
    /// The workbook's sheet.
    pub sheet: Option<String>,
    /// Order of day and month in `5/1/2022`.
    pub order: Order,
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Rows that were read.
    pub done: usize,
    /// Rows there are, where that is known.
    pub total: Option<usize>,
}

/// What came of an import.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// The story.
    pub story: Story,
    /// What became of each row.
    pub report: Report,
}

/// Why nothing could be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// There is nothing in it.
    Empty,
    /// It is larger than [`BYTES`].
    TooLarge(usize),
    /// A workbook unpacks to more than [`UNPACKED_BYTES`].
    UnpacksTooLarge,
    /// It has more rows than a story can have.
    TooManyRows(usize),
    /// A sheet has more cells than are read, empty ones before others among them.
    TooManyCells(usize),
    /// It is neither text nor a workbook.
    NotText,
    /// It nests deeper than any format.
    TooDeep,
    /// It is broken.
    Syntax {
        /// The language: JSON, XML.
        what: &'static str,
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
        /// The parser's message.
        message: String,
    },
    /// A workbook cannot be read.
    Workbook(String),
    /// The workbook has no such sheet; these are there.
    NoSheet(Vec<String>),
    /// A table's headings name no date and no headline; these were found.
    NoHeadings(Vec<String>),
    /// A column that is to be mapped is not there; these are.
    NoColumn(String, Vec<String>),
    /// HTML that holds no list of terms: what an address of a spreadsheet answers to strangers.
    WebPage,
    /// No format was recognised; the keys or headings that were found.
    Unrecognised(Vec<String>),
    /// It is not of the named format.
    NotOfFormat(Format),
    /// The caller stopped it.
    Cancelled,
}

impl Failure {
    /// A stable name: `not-text`.
    pub fn code(&self) -> &'static str {
        match self {
            Failure::Empty => "empty",
            Failure::TooLarge(_) => "too-large",
            Failure::UnpacksTooLarge => "unpacks-too-large",
            Failure::TooManyRows(_) => "too-many-rows",
            Failure::TooManyCells(_) => "too-many-cells",
            Failure::NotText => "not-text",
            Failure::TooDeep => "too-deep",
            Failure::Syntax { .. } => "syntax",
            Failure::Workbook(_) => "workbook",
            Failure::NoSheet(_) => "no-sheet",
            Failure::NoHeadings(_) => "no-headings",
            Failure::NoColumn(..) => "no-column",
            Failure::Unrecognised(_) => "unrecognised",
            Failure::WebPage => "web-page",
            Failure::NotOfFormat(_) => "not-of-format",
            Failure::Cancelled => "cancelled",
        }
    }

    /// What to do.
    pub fn help(&self) -> String {
        let list = |names: &[String]| names.iter().map(|name| format!("“{name}”")).collect::<Vec<_>>().join(", ");
        match self {
            Failure::Empty => "look whether the right file was saved and named".to_owned(),
            Failure::TooLarge(_) | Failure::UnpacksTooLarge => {
                "split it; or save the sheet that holds the timeline as CSV".to_owned()
            }
            Failure::TooManyRows(_) => "split it in two".to_owned(),
            Failure::TooManyCells(_) => {
                "take out the columns that are no part of the timeline, far to the right".to_owned()
            }
            Failure::NotText => "save it as .xlsx, .ods, CSV or JSON".to_owned(),
            Failure::TooDeep => "look whether it is a timeline at all".to_owned(),
            Failure::Syntax { .. } => "look for a missing quotation mark, comma or bracket here or before".to_owned(),
            Failure::Workbook(_) => "open it and save it anew as .xlsx, or as CSV".to_owned(),
            Failure::NoSheet(names) => format!("name one of {}", list(names)),
            Failure::NoHeadings(names) => {
                let found = if names.is_empty() { String::new() } else { format!(" (found: {})", list(names)) };
                format!(
                    "give the first row headings, at least a date and a headline{found}; \
                     or say what a column is: `--map \"Column=date\" --map \"Column=headline\"`"
                )
            }
            Failure::NoColumn(_, names) => format!("name one of {}, or a column by its letter", list(names)),
            Failure::Unrecognised(names) => {
                let found = if names.is_empty() { String::new() } else { format!(" (found: {})", list(names)) };
                format!("name the format: `--from {}`{found}", Format::names().join("|"))
            }
            Failure::WebPage => {
                "if the address is a spreadsheet’s, it may ask for a sign-in: share or publish the sheet, \
                                 or download it as CSV or .xlsx and import that file"
                    .to_owned()
            }
            Failure::NotOfFormat(_) => "leave `--from` out, and the format is recognised".to_owned(),
            Failure::Cancelled => "nothing was written".to_owned(),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Empty => write!(out, "there is nothing in it"),
            Failure::TooLarge(bytes) => {
                write!(out, "it has {} MiB; {} MiB is the most that is read", bytes >> 20, BYTES >> 20)
            }
            Failure::UnpacksTooLarge => write!(out, "the workbook unpacks to more than {} MiB", UNPACKED_BYTES >> 20),
            Failure::TooManyRows(most) => write!(out, "it has more than {most} rows, the most that a story can have"),
            Failure::TooManyCells(most) => write!(out, "the sheet has more than {most} cells"),
            Failure::NotText => write!(out, "it is neither text nor a workbook"),
            Failure::TooDeep => write!(out, "it nests more than {} levels deep", json::DEPTH),
            Failure::Syntax { what, line, column, message } => {
                write!(out, "this is not {what}: line {line}, column {column}: {message}")
            }
            Failure::Workbook(message) => write!(out, "the workbook cannot be read: {message}"),
            Failure::NoSheet(_) => write!(out, "the workbook has no sheet of that name"),
            Failure::NoHeadings(_) => {
                write!(out, "no columns are headed as date and headline, or as term and definition")
            }
            Failure::NoColumn(name, _) => write!(out, "there is no column “{name}”"),
            Failure::Unrecognised(_) => write!(out, "the format is not recognised"),
            Failure::WebPage => write!(out, "this is a web page without a list of terms"),
            Failure::NotOfFormat(format) => write!(out, "this is not {}", format.title()),
            Failure::Cancelled => write!(out, "the import was stopped"),
        }
    }
}

impl std::error::Error for Failure {}

/// Imports a file. `watch` is called as rows are read, and stops the import by [`ControlFlow::Break`].
///
/// # Errors
/// Nothing of it can be read as the format that is named or recognised. Single rows that cannot be are in the report.
pub fn import(
    bytes: &[u8],
    options: &Options,
    watch: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Imported, Failure> {
    if bytes.len() > BYTES {
        return Err(Failure::TooLarge(bytes.len()));
    }
    let mut context = Context::new(options, watch);
    let outcome = format::read(bytes, &mut context)?;
    let (story, places) = match outcome {
        format::Outcome::Draft(draft) => assemble::assemble(*draft, &mut context),
        format::Outcome::Story(story, places) => (story, places),
    };
    let (story, mut report) = gate::passed(story, &places, context)?;
    report.notes.sort_by_key(|note| note.effect);
    Ok(Imported { story, report })
}
