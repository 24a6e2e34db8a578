//! The columns of a table: which is which field, by its heading or by what stands in it, and in which order its dates are written.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::date::{self, Order};
use super::fields::Field;
use super::headings;
use super::report::{Column, column_letters};
use super::table::{Cell, Row, Table};
use super::{Failure, Format};

/// Rows among which the headings are looked for: titles and notes may stand above them.
const HEADING_ROWS: usize = 20;
/// Most headings that an error names.
const SHOWN: usize = 12;

/// Columns by field.
pub(super) struct Mapping {
    pub(super) columns: BTreeMap<Field, usize>,
    /// Index of the row of headings; `None` where there is none.
    pub(super) heading: Option<usize>,
    /// Whether dates are EDTF by their heading: `date (EDTF)`.
    pub(super) is_edtf: bool,
    /// Fields whose texts are Markdown by their heading: `summary (Markdown)`.
    pub(super) markdown: BTreeSet<Field>,
    /// Columns whose headings are those of others.
    pub(super) duplicates: BTreeSet<usize>,
}

/// Whether a table's headings say what it is; for choosing among sheets and delimiters.
pub(super) fn score(table: &Table) -> usize {
    let recognised =
        |row: &Row| row.cells.iter().filter_map(Cell::words).filter_map(|words| headings::field(&words)).count();
    table.rows.iter().take(HEADING_ROWS).map(recognised).max().unwrap_or(0)
}

/// The order of day and month: the named one, else what the column's dates show, else the language's.
pub(super) fn order(table: &Table, rows: &[Row], mapping: &Mapping, context: &mut Context<'_>) -> Order {
    if context.options.order != Order::Unknown {
        return context.options.order;
    }
    let texts: Vec<String> = [Field::Date, Field::End]
        .iter()
        .filter_map(|field| mapping.columns.get(field))
        .flat_map(|column| rows.iter().filter_map(|row| row.cells.get(*column)))
        .filter_map(|cell| match cell {
            Cell::Text(words) => Some(words.clone()),
            _ => None,
        })
        .collect();
    let shown = date::order_of(texts.iter().map(String::as_str));
    if shown != Order::Unknown {
        return shown;
    }
    // The sheets of TimelineJS have American dates, by its documentation.
    let heading = mapping.heading.and_then(|heading| table.rows.get(heading));
    let is_timelinejs = heading.is_some_and(is_timelinejs);
    let lang = context.options.lang.as_deref().unwrap_or_default().to_ascii_lowercase().replace('_', "-");
    match lang.split('-').next().unwrap_or_default() {
        _ if lang == "en-us" || (lang.is_empty() && is_timelinejs) => Order::MonthFirst,
        "" => Order::Unknown,
        "en" if lang == "en" => Order::Unknown,
        _ => Order::DayFirst,
    }
}

/// Whether a row of headings is that of a TimelineJS sheet.
pub(super) fn is_timelinejs(row: &Row) -> bool {
    let keys: Vec<String> = row.cells.iter().filter_map(Cell::words).map(|words| headings::key(&words)).collect();
    let has = |key: &str| keys.iter().any(|known| known == key);
    has("headline") && has("text") && (has("startdate") || has("year") && has("media"))
}

pub(super) fn mapping(table: &Table, context: &mut Context<'_>) -> Result<Mapping, Failure> {
    let known = |row: &Row| {
        let mut fields: Vec<Field> = Vec::new();
        for words in row.cells.iter().filter_map(Cell::words) {
            let named = context.options.map.iter().find(|(name, _)| headings::key(name) == headings::key(&words));
            fields.extend(named.map(|(_, field)| *field).or_else(|| headings::field(&words)));
        }
        fields.sort_unstable();
        fields.dedup();
        fields.len()
    };
    let candidates = || table.rows.iter().take(HEADING_ROWS).enumerate();
    let best = candidates().filter(|(_, row)| known(row) >= 2).map(|(index, _)| index).next();
    let heading = best.or_else(|| {
        let has_letters = context.options.map.iter().any(|(name, _)| column_index(name).is_some());
        candidates().find(|(_, row)| known(row) == 1 && (has_letters || !is_dated(row))).map(|(index, _)| index)
    });
    let mut mapping = match heading {
        Some(heading) => headed(table, heading, context)?,
        None => unheaded(table, context)?,
    };
    adjust(&mut mapping, table);
    let has = |field: Field| mapping.columns.contains_key(&field);
    let is_timeline = (has(Field::Date) || has(Field::Year)) && (has(Field::Headline) || has(Field::Summary));
    let is_glossary = has(Field::Term) && has(Field::Definition);
    if !is_timeline && !is_glossary {
        let row = table.rows.get(heading.unwrap_or(0));
        let found = row.into_iter().flat_map(|row| row.cells.iter().filter_map(Cell::words)).take(SHOWN);
        return Err(Failure::NoHeadings(found.map(|words| words.chars().take(40).collect()).collect()));
    }
    tell_columns(table, &mapping, context);
    Ok(mapping)
}

fn is_dated(row: &Row) -> bool {
    row.cells.first().is_some_and(|cell| match cell {
        Cell::Date(_) => true,
        Cell::Number(number) => (1.0..3_000.0).contains(number),
        cell => cell.words().is_some_and(|words| date::words(&words, Order::DayFirst).is_ok()),
    })
}

/// The index of a column that is named by letters.
fn column_index(name: &str) -> Option<usize> {
    let is_letters = (1..=3).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_uppercase());
    is_letters.then(|| name.bytes().fold(0, |index, byte| index * 26 + usize::from(byte - b'A') + 1) - 1)
}

fn headed(table: &Table, heading: usize, context: &mut Context<'_>) -> Result<Mapping, Failure> {
    let Some(row) = table.rows.get(heading) else { return Err(Failure::Empty) };
    let headings: Vec<Option<String>> = row.cells.iter().map(Cell::words).collect();
    let mut columns: BTreeMap<Field, usize> = BTreeMap::new();
    let mut is_named = vec![false; headings.len()];
    let mut duplicates = BTreeSet::new();
    for (name, field) in &context.options.map {
        let of_heading = headings.iter().position(|words| {
            words.as_ref().is_some_and(|words| words == name || headings::key(words) == headings::key(name))
        });
        let Some(column) = of_heading.or_else(|| column_index(name).filter(|column| *column < headings.len())) else {
            return Err(Failure::NoColumn(name.clone(), headings.into_iter().flatten().take(SHOWN).collect()));
        };
        if let Some(flag) = is_named.get_mut(column) {
            *flag = true;
        }
        columns.insert(*field, column);
    }
    for (column, words) in headings.iter().enumerate() {
        let Some(words) = words.as_ref().filter(|_| is_named.get(column) != Some(&true)) else { continue };
        let Some(field) = headings::field(words) else { continue };
        if field == Field::Ignored {
            continue;
        }
        if let Some(first) = columns.get(&field) {
            duplicates.insert(column);
            let place = table.place(row, Some(column));
            let first = u32::try_from(*first).map(column_letters).unwrap_or_default();
            let message = format!("“{words}” would be `{field}` as column {first} is; it is not read");
            context.lost(
                "duplicate-heading",
                &place,
                message,
                "name it otherwise, or say what it is: `--map \"Column=field\"`",
            );
            continue;
        }
        columns.insert(field, column);
    }
    let says = |field: Field, word: &str| {
        let heading = columns.get(&field).and_then(|column| headings.get(*column)?.as_ref());
        heading.is_some_and(|heading| heading.to_ascii_lowercase().contains(word))
    };
    let is_edtf = says(Field::Date, "edtf");
    let markdown = [Field::Summary, Field::Caption].into_iter().filter(|field| says(*field, "markdown")).collect();
    Ok(Mapping { heading: Some(heading), is_edtf, markdown, columns, duplicates })
}

/// Dates in the first column need no heading, nor does a list that is named a glossary.
fn unheaded(table: &Table, context: &mut Context<'_>) -> Result<Mapping, Failure> {
    let first = table.rows.iter().find(|row| row.cells.iter().any(|cell| !cell.is_empty()));
    let Some(first) = first.filter(|row| row.cells.len() > 1 || !context.options.map.is_empty()) else {
        return Err(Failure::NoHeadings(Vec::new()));
    };
    let mut columns = BTreeMap::new();
    for (name, field) in &context.options.map {
        match column_index(name) {
            Some(column) => columns.insert(*field, column),
            None => return Err(Failure::NoColumn(name.clone(), Vec::new())),
        };
    }
    if columns.is_empty() {
        let fields: &[Field] = if context.options.format == Some(Format::Glossary) {
            &[Field::Term, Field::Definition]
        } else if is_dated(first) {
            &[Field::Date, Field::Headline, Field::Summary]
        } else {
            let found = first.cells.iter().filter_map(Cell::words).take(SHOWN);
            return Err(Failure::NoHeadings(found.map(|words| words.chars().take(40).collect()).collect()));
        };
        columns = fields.iter().enumerate().map(|(column, field)| (*field, column)).collect();
    }
    let names: Vec<String> = columns
        .iter()
        .map(|(field, column)| {
            format!("{} is `{field}`", u32::try_from(*column).map(column_letters).unwrap_or_default())
        })
        .collect();
    let message = format!("the table has no headings: {}", names.join(", "));
    context.note(
        "no-headings",
        &table.place(first, None),
        message,
        "write headings, or say what a column is: `--map B=headline`",
    );
    Ok(Mapping { columns, heading: None, is_edtf: false, markdown: BTreeSet::new(), duplicates: BTreeSet::new() })
}

/// What a heading means beside the others.
fn adjust(mapping: &mut Mapping, table: &Table) {
    let columns = &mut mapping.columns;
    let rename = |columns: &mut BTreeMap<Field, usize>, from: Field, to: Field| {
        if !columns.contains_key(&to)
            && let Some(column) = columns.remove(&from)
        {
            columns.insert(to, column);
        }
    };
    let has = |columns: &BTreeMap<Field, usize>, field: Field| columns.contains_key(&field);
    let is_dated = has(columns, Field::Date) || has(columns, Field::Year);
    if has(columns, Field::Definition) && !is_dated {
        rename(columns, Field::Headline, Field::Term);
        rename(columns, Field::Type, Field::Kind);
    }
    if has(columns, Field::Term) && !is_dated {
        rename(columns, Field::Summary, Field::Definition);
    }
    if is_dated && !has(columns, Field::Headline) {
        rename(columns, Field::Term, Field::Headline);
    }
    if !is_dated {
        rename(columns, Field::Day, Field::Date);
        rename(columns, Field::Time, Field::Date);
    }
    let heading = mapping.heading.and_then(|heading| table.rows.get(heading));
    if heading.is_some_and(is_timelinejs) {
        // The older name of “Group”.
        rename(&mut mapping.columns, Field::Tags, Field::Group);
    }
}

fn tell_columns(table: &Table, mapping: &Mapping, context: &mut Context<'_>) {
    let Some(row) = mapping.heading.and_then(|heading| table.rows.get(heading)) else { return };
    for (index, cell) in row.cells.iter().enumerate() {
        let Some(heading) = cell.words() else { continue };
        let field = mapping.columns.iter().find(|(_, column)| **column == index).map(|(field, _)| *field);
        let field = field.filter(|field| *field != Field::Ignored);
        let column = u32::try_from(index).map(column_letters).unwrap_or_default();
        if field.is_none() && !mapping.duplicates.contains(&index) {
            let message = format!("column {column} “{}” is not read", heading.chars().take(40).collect::<String>());
            let help = "if readers need it: `--map \"Column=field\"`";
            context.lost("unread-column", &table.place(row, Some(index)), message, help);
        }
        context.report.columns.push(Column { column, heading, field: field.map(Field::name) });
    }
}
