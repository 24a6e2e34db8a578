//! Workbooks: `.xlsx` and `.ods`. Cells are read one after another, so that memory is bounded by what is written in them, and
//! dates are as precise as the spreadsheet shows them.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use calamine::{Data, DataRef, Dimensions, Reader as _, Xlsx};
use zip::ZipArchive;

use super::archive;
use super::columns;
use super::context::Context;
use super::date;
use super::table::{Cell, Row, Table};
use super::xml::{Piece, Pieces, attribute};
use super::{Failure, UNPACKED_BYTES};
use crate::story::limits::EVENTS;

/// Most cells that are read of a sheet.
pub(super) const CELLS: usize = 4_000_000;
/// Most columns that are read.
const COLUMNS: u32 = 1_000;
/// Rows above the entries and between them, that hold nothing.
const SPARE_ROWS: usize = 20_000;

/// The kinds of workbooks that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Xlsx,
    Ods,
}

/// The kind of a file that is a workbook.
pub(super) fn kind(bytes: &[u8]) -> Option<Result<Kind, Failure>> {
    // The container of .xls and of encrypted workbooks.
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        let message = "it is an .xls of 1997 to 2003, or protected by a password";
        return Some(Err(Failure::Workbook(message.to_owned())));
    }
    if !bytes.starts_with(b"PK\x03\x04") {
        return None;
    }
    let archive = match ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => archive,
        Err(error) => return Some(Err(Failure::Workbook(error.to_string()))),
    };
    let has = |name: &str| archive.file_names().flatten().any(|file| file.eq_ignore_ascii_case(name));
    Some(if has("xl/workbook.xml") {
        Ok(Kind::Xlsx)
    } else if has("content.xml") {
        Ok(Kind::Ods)
    } else {
        Err(Failure::Workbook("it is an archive, but no .xlsx or .ods".to_owned()))
    })
}

/// The table of the named sheet, or of the one whose headings say the most.
///
/// # Errors
/// The workbook is broken, too large, or has no such sheet.
pub(super) fn table(bytes: &[u8], kind: Kind, context: &mut Context<'_>) -> Result<Table, Failure> {
    archive::unpacks(bytes, UNPACKED_BYTES)?;
    let mut tables = match kind {
        Kind::Xlsx => xlsx(bytes, context)?,
        Kind::Ods => ods(bytes, context)?,
    };
    let names: Vec<String> = tables.iter().filter_map(|table| table.sheet.clone()).collect();
    let index = if let Some(name) = &context.options.sheet {
        let named = tables.iter().position(|table| table.sheet.as_ref() == Some(name));
        named.ok_or_else(|| Failure::NoSheet(names.clone()))?
    } else {
        let merit = |table: &Table| (columns::score(table), !table.rows.is_empty());
        let best = tables.iter().enumerate().rev().max_by_key(|(_, table)| merit(table));
        best.map(|(index, _)| index).ok_or(Failure::Empty)?
    };
    let mut table = tables.swap_remove(index);
    context.report.sheet.clone_from(&table.sheet);
    let others: Vec<String> =
        names.iter().filter(|name| Some(*name) != table.sheet.as_ref()).map(|name| format!("“{name}”")).collect();
    if others.is_empty() {
        table.sheet = None;
    } else {
        let message = format!("of {} sheets one was read; not read: {}", names.len(), others.join(", "));
        context.note("other-sheets", &super::report::Place::Whole, message, "name another: `--sheet NAME`");
    }
    Ok(table)
}

/// A sheet that is read row by row.
#[derive(Default)]
struct Rows {
    rows: Vec<Row>,
    cells: usize,
}

impl Rows {
    /// Adds a cell; `row` counts from 0, and rows come in order.
    fn push(&mut self, row: u32, column: u32, cell: Cell) -> Result<(), Failure> {
        if matches!(cell, Cell::Empty) || column >= COLUMNS {
            return Ok(());
        }
        if self.rows.len() > EVENTS + SPARE_ROWS {
            return Err(Failure::TooManyRows(EVENTS));
        }
        let number = row.saturating_add(1);
        let at = match self.rows.last() {
            Some(last) if last.number < number => self.rows.len(),
            // A file may name its cells in any order.
            _ => self.rows.partition_point(|row| row.number < number),
        };
        if self.rows.get(at).is_none_or(|row| row.number != number) {
            self.rows.insert(at, Row { number, cells: Vec::new(), fault: None });
        }
        let Some(last) = self.rows.get_mut(at) else { return Ok(()) };
        let column = usize::try_from(column).unwrap_or(0);
        // Empty cells before a far one take memory too. Cells that are written twice count twice, as they are work.
        let added = (column + 1).saturating_sub(last.cells.len());
        self.cells += added.max(1);
        if self.cells > CELLS {
            return Err(Failure::TooManyCells(CELLS));
        }
        last.cells.extend((0..added).map(|_| Cell::Empty));
        if let Some(place) = last.cells.get_mut(column) {
            *place = cell;
        }
        Ok(())
    }

    /// Puts the value of a merged cell into all that it covers. A file may state any two corners.
    fn fill(&mut self, merged: &Dimensions) -> bool {
        let (first, last) = (merged.start, merged.end);
        // Titles run over columns; values that hold for several rows run down.
        if first.0 >= last.0 || last.1.saturating_sub(first.1) > 3 {
            return false;
        }
        let position = |rows: &Self, row: u32| rows.rows.partition_point(|known| known.number <= row);
        // Rows without a cell of their own are no rows.
        let (below, end) = (position(self, first.0.saturating_add(1)), position(self, last.0.saturating_add(1)));
        let top =
            below.checked_sub(1).and_then(|at| self.rows.get(at)).filter(|row| row.number == first.0.saturating_add(1));
        let value = top.and_then(|row| row.cells.get(usize::try_from(first.1).ok()?).cloned());
        let Some(value) = value else { return false };
        let covered: Vec<u32> = self
            .rows
            .get(below..end)
            .into_iter()
            .flatten()
            .take(10_000)
            .map(|row| row.number.saturating_sub(1))
            .collect();
        covered.into_iter().all(|row| self.push(row, first.1, value.clone()).is_ok())
    }
}

fn xlsx(bytes: &[u8], context: &mut Context<'_>) -> Result<Vec<Table>, Failure> {
    let broken = |error: calamine::XlsxError| Failure::Workbook(error.to_string());
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let is_1904 = workbook.has_1904_epoch();
    let mut tables = Vec::new();
    let mut last_error = None;
    for name in workbook.sheet_names() {
        let mut found = Rows::default();
        let mut formats: BTreeMap<usize, Precision> = BTreeMap::new();
        match workbook.worksheet_cells_reader(&name) {
            Ok(mut reader) => loop {
                let next = reader.next_cell_with_style_id().map(|next| {
                    next.map(|(cell, style)| {
                        let precision = *formats.entry(style).or_insert_with(|| {
                            let code = reader.styles().get(style).and_then(|style| style.number_format.as_ref());
                            Precision::of(code.map_or("", |format| format.format_code.as_str()))
                        });
                        (cell.get_position(), self::cell(cell.get_value(), precision, is_1904))
                    })
                });
                match next {
                    Ok(Some(((row, column), cell))) => {
                        found.push(row, column, cell)?;
                        if found.cells % 20_000 == 0 {
                            context.progress(found.rows.len(), None)?;
                        }
                    }
                    Ok(None) => break,
                    Err(error) => {
                        last_error = Some(error.to_string());
                        break;
                    }
                }
            },
            // A sheet of a chart has no cells.
            Err(calamine::XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => {
                last_error = Some(error.to_string());
                continue;
            }
        }
        let merged = workbook.merge_cells_by_sheet_name(&name).unwrap_or_default();
        if merged.iter().take(10_000).filter(|merged| found.fill(merged)).count() > 0 {
            note_merged_cells(context);
        }
        tables.push(Table { sheet: Some(name), rows: found.rows, is_1904, has_serials: true, pointers: None });
    }
    match last_error {
        Some(message) if tables.iter().all(|table| table.rows.is_empty()) => Err(Failure::Workbook(message)),
        Some(message) => {
            let message = format!("a sheet is broken and was read in part: {message}");
            context.lost("broken-sheet", &super::report::Place::Whole, message, "open the workbook and save it anew");
            Ok(tables)
        }
        None => Ok(tables),
    }
}

fn note_merged_cells(context: &mut Context<'_>) {
    let message = "merged cells hold for each row that they cover";
    context.note_once("merged-cells", &super::report::Place::Whole, message, "look at the rows below a merged cell");
}

/// What a number's format shows of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Precision {
    Year,
    Month,
    Day,
    /// No date at all.
    Clock,
    Whole,
}

impl Precision {
    /// Of a format's code: `yyyy`, `mmm\ yyyy`, `dd/mm/yyyy hh:mm`.
    fn of(code: &str) -> Precision {
        let mut plain = String::new();
        let (mut quoted, mut bracketed, mut escaped) = (false, false, false);
        for c in code.split(';').next().unwrap_or_default().to_ascii_lowercase().chars() {
            match c {
                _ if escaped => escaped = false,
                '"' => quoted = !quoted,
                '[' if !quoted => bracketed = true,
                ']' if bracketed => bracketed = false,
                '\\' if !quoted => escaped = true,
                _ if quoted || bracketed => {}
                c => plain.push(c),
            }
        }
        let has = |sign: char| plain.contains(sign);
        match (has('y'), has('d'), has('h')) {
            (_, _, true) if has('y') || has('d') => Precision::Whole,
            (_, _, true) => Precision::Clock,
            (true, false, _) if has('m') => Precision::Month,
            (true, false, _) => Precision::Year,
            (_, true, _) => Precision::Day,
            _ => Precision::Whole,
        }
    }
}

fn cell(value: &DataRef<'_>, precision: Precision, is_1904: bool) -> Cell {
    match Data::from(value.clone()) {
        Data::Empty => Cell::Empty,
        Data::String(words) => text(words),
        #[allow(clippy::cast_precision_loss, reason = "spreadsheets have no larger whole numbers")]
        Data::Int(number) => Cell::Number(number as f64),
        Data::Float(number) => Cell::Number(number),
        Data::Bool(truth) => Cell::Text(if truth { "yes" } else { "no" }.to_owned()),
        Data::DateTime(date) => dated(date.as_f64(), precision, is_1904),
        Data::DateTimeIso(words) => iso(&words),
        Data::DurationIso(words) => Cell::Text(words),
        Data::Error(error) => Cell::Fault(error.to_string()),
        // Rich text and what later versions add.
        #[allow(unreachable_patterns)]
        other => text(other.to_string()),
    }
}

fn text(words: String) -> Cell {
    if words.trim().is_empty() { Cell::Empty } else { Cell::Text(words) }
}

/// A day by its number, as precise as its format shows it.
fn dated(number: f64, precision: Precision, is_1904: bool) -> Cell {
    if number < 1.0 || precision == Precision::Clock {
        let minutes = ((number - number.floor()) * 1_440.0).round();
        let minutes = if (0.0..1_440.0).contains(&minutes) { minutes } else { 0.0 };
        return Cell::Time(format!("{:02}:{:02}", (minutes / 60.0).floor(), minutes % 60.0));
    }
    match date::serial(number, is_1904) {
        Some(day) => {
            let length = match precision {
                Precision::Year => 4,
                Precision::Month => 7,
                Precision::Day => 10,
                Precision::Clock | Precision::Whole => day.len(),
            };
            Cell::Date(day.get(..length).unwrap_or(&day).to_owned())
        }
        None => Cell::Fault(format!("there is no day {number}")),
    }
}

fn iso(words: &str) -> Cell {
    match date::words(words, date::Order::Unknown) {
        Ok(day) => Cell::Date(day),
        Err(_) => text(words.to_owned()),
    }
}

fn ods(bytes: &[u8], context: &mut Context<'_>) -> Result<Vec<Table>, Failure> {
    let broken = |message: String| Failure::Workbook(message);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(error.to_string()))?;
    let mut content = archive.by_name("content.xml").map_err(|error| broken(error.to_string()))?;
    let mut text = Vec::new();
    content.read_to_end(&mut text).map_err(|error| broken(error.to_string()))?;
    let text = String::from_utf8_lossy(&text);
    let mut reader = Ods::default();
    for (count, piece) in Pieces::new(&text).enumerate() {
        match piece {
            Ok(Piece::Start { name, attributes }) => reader.start(&name, &attributes),
            Ok(Piece::Text(words)) => reader.words(&words),
            Ok(Piece::End(name)) => reader.end(&name)?,
            Err(fault) if reader.tables.is_empty() && reader.rows.rows.is_empty() => return Err(broken(fault.message)),
            Err(fault) => {
                let message =
                    format!("the workbook is broken at line {} of its content and was read in part", fault.line);
                context.lost("broken-sheet", &super::report::Place::Whole, message, "open it and save it anew");
                reader.end("table:table")?;
            }
        }
        if count % 50_000 == 49_999 {
            context.progress(reader.rows.rows.len(), None)?;
        }
    }
    if reader.has_merged {
        note_merged_cells(context);
    }
    Ok(reader.tables)
}

/// The sheet that is read of an `OpenDocument` file.
#[derive(Default)]
struct Ods {
    tables: Vec<Table>,
    name: Option<String>,
    rows: Rows,
    row: u32,
    row_repeat: u32,
    column: u32,
    cell: Option<OdsCell>,
    /// Depth of annotations and other content that is no cell's text.
    hidden: usize,
    merged: Vec<Dimensions>,
    has_merged: bool,
}

#[derive(Default)]
struct OdsCell {
    kind: String,
    value: String,
    words: String,
    repeat: u32,
    spanned: u32,
}

impl Ods {
    fn start(&mut self, name: &str, attributes: &[(String, String)]) {
        let count =
            |key: &str| attribute(attributes, key).and_then(|count| count.parse::<u32>().ok()).unwrap_or(1).max(1);
        match name {
            "table:table" => {
                self.name = attribute(attributes, "table:name").map(str::to_owned);
                (self.rows, self.row) = (Rows::default(), 0);
                self.merged.clear();
            }
            "table:table-row" => {
                self.column = 0;
                self.row_repeat = count("table:number-rows-repeated");
            }
            "table:table-cell" | "table:covered-table-cell" => {
                let value = [
                    "office:date-value",
                    "office:time-value",
                    "office:value",
                    "office:boolean-value",
                    "office:string-value",
                ];
                self.cell = Some(OdsCell {
                    kind: attribute(attributes, "office:value-type").unwrap_or_default().to_owned(),
                    value: value.iter().find_map(|key| attribute(attributes, key)).unwrap_or_default().to_owned(),
                    words: String::new(),
                    repeat: count("table:number-columns-repeated"),
                    spanned: count("table:number-rows-spanned"),
                });
            }
            "office:annotation" => self.hidden += 1,
            "text:p" | "text:line-break" => {
                if let Some(cell) = self.cell.as_mut().filter(|cell| !cell.words.is_empty() && self.hidden == 0) {
                    cell.words.push('\n');
                }
            }
            "text:s" => self.words(" "),
            "text:tab" => self.words("\t"),
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|_| self.hidden == 0) {
            cell.words.push_str(words);
        }
    }

    fn end(&mut self, name: &str) -> Result<(), Failure> {
        match name {
            "office:annotation" => self.hidden = self.hidden.saturating_sub(1),
            "table:table-cell" | "table:covered-table-cell" => {
                let Some(cell) = self.cell.take() else { return Ok(()) };
                let value = cell.value();
                if !matches!(value, Cell::Empty) {
                    for offset in 0..cell.repeat.min(COLUMNS.saturating_sub(self.column)) {
                        self.rows.push(self.row, self.column + offset, value.clone())?;
                    }
                    if cell.spanned > 1 {
                        let end = (self.row.saturating_add(cell.spanned - 1), self.column);
                        self.merged.push(Dimensions::new((self.row, self.column), end));
                    }
                }
                self.column = self.column.saturating_add(cell.repeat);
            }
            // Rows that repeat are the blank ones at the end.
            "table:table-row" => self.row = self.row.saturating_add(self.row_repeat),
            "table:table" => {
                let mut rows = std::mem::take(&mut self.rows);
                for merged in std::mem::take(&mut self.merged).iter().take(10_000) {
                    self.has_merged |= rows.fill(merged);
                }
                let sheet = self.name.take();
                self.tables.push(Table { sheet, rows: rows.rows, has_serials: true, ..Table::default() });
            }
            _ => {}
        }
        Ok(())
    }
}

impl OdsCell {
    fn value(&self) -> Cell {
        match self.kind.as_str() {
            "date" => match date::words(&self.value, date::Order::Unknown) {
                // The value is a whole day; only the shown words have the date's precision.
                Ok(day) => Cell::Date(date::as_shown(&day, &self.words).unwrap_or(day)),
                Err(_) => text(self.words.clone()),
            },
            // PT14H30M00S
            "time" => {
                let digits: Vec<&str> =
                    self.value.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
                match digits.as_slice() {
                    [hour, minute, ..] => Cell::Time(format!("{hour:0>2}:{minute:0>2}")),
                    _ => text(self.words.clone()),
                }
            }
            "float" | "percentage" | "currency" => {
                self.value.parse().map_or_else(|_| text(self.words.clone()), Cell::Number)
            }
            _ if self.words.starts_with('#') && self.words.ends_with(['!', '?']) || self.words == "#N/A" => {
                Cell::Fault(self.words.clone())
            }
            _ => text(self.words.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_say_how_precise_a_date_is() {
        for (code, precision) in [
            ("yyyy", Precision::Year),
            ("mmm\\ yyyy", Precision::Month),
            ("[$-407]mmmm\\ yyyy;@", Precision::Month),
            ("dd/mm/yyyy", Precision::Day),
            ("m/d/yy h:mm", Precision::Whole),
            ("h:mm AM/PM", Precision::Clock),
            ("General", Precision::Whole),
            ("", Precision::Whole),
        ] {
            assert_eq!(Precision::of(code), precision, "{code}");
        }
        assert_eq!(dated(44_562.0, Precision::Year, false), Cell::Date("2022".into()));
        assert_eq!(dated(44_566.5, Precision::Day, false), Cell::Date("2022-01-05".into()));
        assert_eq!(dated(0.604_166_666_7, Precision::Clock, false), Cell::Time("14:30".into()));
    }
}
