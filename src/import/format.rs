//! Formats: their names, how they are recognised, and which reader reads them.

use std::fmt;

use serde::{Serialize, Serializer};

use super::context::Context;
use super::draft::Draft;
use super::gate::Places;
use super::json::{self, Value};
use super::report::Place;
use super::story::Story;
use super::table::{Cell, Row, Table};
use super::{
    Failure, delimited, encoding, glossary, histropedia, own, rows, sheet, simile, timeline_setter, timelinejs,
    timelinejs2, vis, wellcome,
};

/// A format that can be imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// `TimelineJS` 3, JSON.
    TimelineJs,
    /// `TimelineJS` 2, JSON or JSONP.
    TimelineJs2,
    /// CSV, TSV and the like, sheets of `TimelineJS` among them.
    Csv,
    /// A workbook of Excel or a program that writes its format.
    Xlsx,
    /// A workbook in `OpenDocument`.
    Ods,
    /// A list of objects with the headings of a table as keys, or a published sheet.
    Rows,
    /// vis-timeline's items and groups.
    Vis,
    /// SIMILE Timeline, JSON.
    Simile,
    /// SIMILE Timeline, XML.
    SimileXml,
    /// `ProPublica`'s timeline-setter, JSON.
    TimelineSetter,
    /// Wellcome's timeline.
    Wellcome,
    /// `HistropediaJS` articles.
    Histropedia,
    /// A list of terms: text, HTML or an export of `WordPress`.
    Glossary,
    /// Our own.
    Backstory,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 14] = [
        Format::TimelineJs,
        Format::TimelineJs2,
        Format::Csv,
        Format::Xlsx,
        Format::Ods,
        Format::Rows,
        Format::Vis,
        Format::Simile,
        Format::SimileXml,
        Format::TimelineSetter,
        Format::Wellcome,
        Format::Histropedia,
        Format::Glossary,
        Format::Backstory,
    ];

    /// The name that `--from` takes.
    pub fn name(self) -> &'static str {
        match self {
            Format::TimelineJs => "timelinejs",
            Format::TimelineJs2 => "timelinejs2",
            Format::Csv => "csv",
            Format::Xlsx => "xlsx",
            Format::Ods => "ods",
            Format::Rows => "rows",
            Format::Vis => "vis",
            Format::Simile => "simile",
            Format::SimileXml => "simile-xml",
            Format::TimelineSetter => "timeline-setter",
            Format::Wellcome => "wellcome",
            Format::Histropedia => "histropedia",
            Format::Glossary => "glossary",
            Format::Backstory => "backstory",
        }
    }

    /// Its name in words.
    pub fn title(self) -> &'static str {
        match self {
            Format::TimelineJs => "TimelineJS 3 JSON",
            Format::TimelineJs2 => "TimelineJS 2 JSON",
            Format::Csv => "CSV",
            Format::Xlsx => "an .xlsx workbook",
            Format::Ods => "an .ods workbook",
            Format::Rows => "a list of rows in JSON",
            Format::Vis => "vis-timeline items",
            Format::Simile => "SIMILE Timeline JSON",
            Format::SimileXml => "SIMILE Timeline XML",
            Format::TimelineSetter => "timeline-setter JSON",
            Format::Wellcome => "Wellcome timeline JSON",
            Format::Histropedia => "Histropedia JSON",
            Format::Glossary => "a list of terms",
            Format::Backstory => "a Backstory story",
        }
    }

    /// The names of all.
    pub fn names() -> Vec<&'static str> {
        Format::ALL.map(Format::name).to_vec()
    }

    /// A format by its name.
    pub fn named(name: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.name() == name)
    }
}

impl fmt::Display for Format {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

impl Serialize for Format {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// What a reader makes of a file.
pub(super) enum Outcome {
    Draft(Box<Draft>),
    /// Of our own format: a story as it is, and the places of its rows.
    Story(Story, Places),
}

impl From<Draft> for Outcome {
    fn from(draft: Draft) -> Self {
        Outcome::Draft(Box::new(draft))
    }
}

/// Reads a file in the named format, or in the one it is recognised as.
///
/// # Errors
/// See [`Failure`].
pub(super) fn read(bytes: &[u8], context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let named = context.options.format;
    context.report.recognised = named.is_none();
    if let Some(kind) = sheet::kind(bytes) {
        let kind = kind?;
        let format = if kind == sheet::Kind::Xlsx { Format::Xlsx } else { Format::Ods };
        if let Some(named) = named.filter(|named| !matches!(named, Format::Xlsx | Format::Ods | Format::Glossary)) {
            return Err(Failure::NotOfFormat(named));
        }
        context.report.format = format;
        let table = sheet::table(bytes, kind, context)?;
        return rows::read(&table, context).map(Into::into);
    }
    if let Some(named) = named.filter(|named| matches!(named, Format::Xlsx | Format::Ods)) {
        return Err(Failure::NotOfFormat(named));
    }
    let text = decoded(bytes, context)?;
    let start = text.trim_start_matches('\u{feff}').trim_start();
    if start.is_empty() {
        return Err(Failure::Empty);
    }
    let wants = |formats: &[Format]| named.is_some_and(|named| formats.contains(&named));
    if wants(&[Format::Csv]) {
        return table(&text, context);
    }
    if wants(&[Format::SimileXml]) || named.is_none() && is_xml(start) {
        return markup(&text, start, context);
    }
    if wants(&[Format::Glossary]) {
        return glossary_of_any(&text, start, context);
    }
    let is_script = start.starts_with(['{', '[']) || json::is_script(start);
    if named.is_some() || is_script {
        return match json::read(start) {
            Ok(read) => {
                tell_duplicates(&read.duplicates, context);
                object(&read.value, context)
            }
            // A table may begin with a bracket.
            Err(Failure::Syntax { .. }) if named.is_none() && !start.starts_with(['{', '[']) => table(&text, context),
            Err(failure) => Err(failure),
        };
    }
    if start.starts_with('<') {
        return markup(&text, start, context);
    }
    table(&text, context)
}

fn decoded(bytes: &[u8], context: &mut Context<'_>) -> Result<String, Failure> {
    let decoded = encoding::decode(bytes)?;
    context.report.encoding = Some(decoded.encoding.to_owned());
    if decoded.is_guess {
        let message = format!("the text is not UTF-8; it was read as {}, by its letters", decoded.encoding);
        context.note("encoding", &Place::Whole, message, "look at letters with accents; or save it as UTF-8");
    }
    if let Some(line) = decoded.replaced {
        let message = format!(
            "there are bytes that are no letters in {}, first in line {line}; each became \u{fffd}",
            decoded.encoding
        );
        context.changed(
            "bad-bytes",
            &Place::Line(line),
            message,
            "correct the words there, or save the file as UTF-8 anew",
        );
    }
    Ok(decoded.text)
}

fn tell_duplicates(keys: &[String], context: &mut Context<'_>) {
    for key in keys.iter().take(20) {
        let message = format!("an object has the key `{key}` twice; the last one counts");
        context.lost("duplicate-key", &Place::Whole, message, "take one out");
    }
}

fn is_xml(start: &str) -> bool {
    start.starts_with("<?xml") || start.starts_with("<data") || start.starts_with("<rss")
}

fn table(text: &str, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    context.report.format = Format::Csv;
    let table = delimited::table(text);
    match rows::read(&table, context) {
        // Lines that are no table may be a list of terms.
        Err(failure @ Failure::NoHeadings(_)) if context.options.format.is_none() && context.options.map.is_empty() => {
            match glossary::lines(text, context)? {
                Some(draft) => Ok(draft.into()),
                None => Err(failure),
            }
        }
        other => other.map(Into::into),
    }
}

fn markup(text: &str, start: &str, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    if start.get(..start.len().min(4_000)).is_some_and(|head| head.contains("<rss")) {
        return glossary::wordpress(text, context).map(Into::into);
    }
    if start.starts_with("<?xml") || start.starts_with("<data") || context.options.format == Some(Format::SimileXml) {
        return simile::xml(text, context).map(Into::into);
    }
    match glossary::html(text, context)? {
        Some(draft) => Ok(draft.into()),
        None => Err(Failure::WebPage),
    }
}

fn glossary_of_any(text: &str, start: &str, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    context.report.format = Format::Glossary;
    if start.starts_with('<') {
        return markup(text, start, context);
    }
    if start.starts_with(['[', '{'])
        && let Ok(read) = json::read(start)
        && let Some(draft) = glossary::json(&read.value, context)?
    {
        return Ok(draft.into());
    }
    if let Some(draft) = glossary::lines(text, context)? {
        return Ok(draft.into());
    }
    let table = delimited::table(text);
    rows::read(&table, context).map(Into::into)
}

/// Reads JSON in the format that its keys show.
fn object(top: &Value, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let named = context.options.format;
    let inner = top.get("timeline").filter(|inner| inner.get("events").is_some());
    let top = inner.unwrap_or(top);
    let Some(format) = named.or_else(|| recognised(top)) else { return Err(Failure::Unrecognised(keys(top))) };
    context.report.format = format;
    let draft = match format {
        Format::TimelineJs if top.get("events").and_then(Value::list).is_some() => timelinejs::read(top, context)?,
        Format::TimelineJs2 => timelinejs2::read(top, context)?,
        Format::Vis => vis::read(top, context)?,
        Format::Simile => simile::json(top, context)?,
        Format::TimelineSetter => timeline_setter::read(top, context)?,
        Format::Wellcome => wellcome::read(top, context)?,
        Format::Histropedia => histropedia::read(top, context)?,
        Format::Rows => {
            let table = table_of(top).ok_or(Failure::NotOfFormat(Format::Rows))?;
            rows::read(&table, context)?
        }
        Format::Glossary => glossary::json(top, context)?.ok_or(Failure::NotOfFormat(Format::Glossary))?,
        Format::Backstory => {
            let (story, places) = own::read(top, context)?;
            return Ok(Outcome::Story(story, places));
        }
        other => return Err(Failure::NotOfFormat(other)),
    };
    Ok(draft.into())
}

/// The keys of an object, or of the first of a list, for an error.
fn keys(top: &Value) -> Vec<String> {
    let object = top.list().and_then(|list| list.first()).unwrap_or(top);
    object.fields().iter().take(12).map(|(key, _)| key.chars().take(40).collect()).collect()
}

fn recognised(top: &Value) -> Option<Format> {
    if top.get("timeline").is_some_and(|inner| inner.get("date").is_some() || inner.get("type").is_some()) {
        return Some(Format::TimelineJs2);
    }
    if let Some(events) = top.get("Events").and_then(Value::list) {
        let is_wellcome = |event: &Value| event.get("JulianDayStart").is_some() || event.get("StartDisplay").is_some();
        return events.iter().take(20).any(is_wellcome).then_some(Format::Wellcome);
    }
    if top.get("dateTimeFormat").is_some() {
        return Some(Format::Simile);
    }
    if let Some(events) = top.get("events").and_then(Value::list) {
        let any = |keys: &[&str]| events.iter().take(50).any(|event| event.first(keys).is_some());
        return Some(
            if any(&["start_date", "end_date"]) || top.get("title").is_some_and(|title| title.get("text").is_some()) {
                Format::TimelineJs
            } else if top.get("lang").is_some() || any(&["headline"]) {
                Format::Backstory
            } else if any(&["start", "s"]) {
                Format::Simile
            } else {
                Format::Rows
            },
        );
    }
    if top
        .get("items")
        .and_then(Value::list)
        .is_some_and(|items| items.iter().take(20).any(|item| item.get("content").is_some()))
    {
        return Some(Format::Vis);
    }
    if top.get("articles").is_some() {
        return Some(Format::Histropedia);
    }
    if top.get("terms").and_then(Value::list).is_some() && top.get("lang").is_some() {
        return Some(Format::Backstory);
    }
    let Some(list) = top.list() else { return table_of(top).map(|_| Format::Rows) };
    let any = |keys: &[&str]| list.iter().take(50).any(|item| item.first(keys).is_some());
    let is_dated = |item: &Value| item.get("from").is_some_and(|from| from.get("year").is_some());
    Some(if list.iter().take(50).any(is_dated) {
        Format::Histropedia
    } else if any(&["content"]) && any(&["start"]) {
        Format::Vis
    } else if any(&["timestamp", "display_date"]) && any(&["description"]) {
        Format::TimelineSetter
    } else if any(&["start"])
        && any(&["title"])
        && any(&["durationEvent", "latestStart", "earliestEnd", "isDuration", "instant"])
    {
        Format::Simile
    } else if any(&["term", "word"]) {
        Format::Glossary
    } else {
        return table_of(top).map(|_| Format::Rows);
    })
}

/// A list of objects as a table; or a published sheet, `{"values": [[…]]}` and the older `{"feed": {"entry": [{"gsx$year": …}]}}`.
fn table_of(top: &Value) -> Option<Table> {
    let text = |value: &Value| match value {
        Value::Number(number) => Cell::Number(*number),
        Value::Truth(truth) => Cell::Text(truth.to_string()),
        value => value.get("$t").unwrap_or(value).words().map_or(Cell::Empty, Cell::Text),
    };
    if let Some(lines) =
        top.get("values").and_then(Value::list).filter(|lines| lines.iter().all(|line| line.list().is_some()))
    {
        let row = |(index, line): (usize, &Value)| Row {
            number: u32::try_from(index + 1).unwrap_or(u32::MAX),
            cells: line.list().unwrap_or_default().iter().map(text).collect(),
            fault: None,
        };
        return Some(Table { rows: lines.iter().enumerate().map(row).collect(), ..Table::default() });
    }
    let (list, root) = match (top.list(), top.get("feed").and_then(|feed| feed.get("entry")).and_then(Value::list)) {
        (Some(list), _) => (list, String::new()),
        (None, Some(entries)) => (entries, "/feed/entry".to_owned()),
        _ => {
            let (key, list) = ["events", "rows", "data", "records", "items"]
                .iter()
                .find_map(|key| Some((*key, top.get(key)?.list()?)))?;
            (list, format!("/{key}"))
        }
    };
    let mut keys: Vec<&str> = Vec::new();
    for (key, _) in list.iter().take(1_000).flat_map(Value::fields) {
        if keys.len() < 200 && !keys.contains(&key.as_str()) {
            keys.push(key);
        }
    }
    if keys.is_empty() {
        return None;
    }
    let mut rows = vec![Row {
        number: 1,
        cells: keys.iter().map(|key| Cell::Text(key.trim_start_matches("gsx$").to_owned())).collect(),
        fault: None,
    }];
    let mut pointers = vec![root.clone()];
    for (index, item) in list.iter().enumerate() {
        rows.push(Row {
            number: u32::try_from(index + 2).unwrap_or(u32::MAX),
            cells: keys.iter().map(|key| item.get(key).map_or(Cell::Empty, text)).collect(),
            fault: None,
        });
        pointers.push(format!("{root}/{index}"));
    }
    Some(Table { rows, pointers: Some(pointers), ..Table::default() })
}
