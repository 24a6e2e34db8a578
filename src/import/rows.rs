//! Rows of a table to entries: what each row says.

use std::collections::BTreeSet;

use super::Failure;
use super::columns::{Mapping, mapping, order};
use super::context::Context;
use super::date::{self, DateFault, Order, Parts};
use super::draft::{Draft, EraDraft, EventDraft, SourceDraft, TermDraft};
use super::fields::Field;
use super::media::{self, Described, Medium};
use super::report::{Effect, Note, Place};
use super::rich::Rich;
use super::table::{Cell, Row, Table};
use crate::model::TermKind;
use crate::story::edtf::Edtf;
use crate::story::limits::EVENTS;

/// Entries of a table.
///
/// # Errors
/// The table is empty, or no column has dates, headlines or terms.
pub(super) fn read(table: &Table, context: &mut Context<'_>) -> Result<Draft, Failure> {
    if table.rows.is_empty() {
        return Err(Failure::Empty);
    }
    let mapping = mapping(table, context)?;
    let first = mapping.heading.map_or(0, |heading| heading + 1);
    let rows = table.rows.get(first..).unwrap_or_default();
    let blank = |row: &&Row| row.fault.is_none() && row.cells.iter().all(Cell::is_empty);
    if rows.len() > EVENTS && rows.len() - rows.iter().filter(blank).count() > EVENTS {
        return Err(Failure::TooManyRows(EVENTS));
    }
    let title = mapping.heading.and_then(|heading| title_above(table, heading, context));
    let mut reader = Reader {
        order: order(table, rows, &mapping, context),
        table,
        mapping,
        context,
        draft: Draft { title, ..Draft::default() },
        terms: BTreeSet::new(),
    };
    for row in rows {
        if row.fault.is_none() && row.cells.iter().all(Cell::is_empty) {
            continue;
        }
        reader.context.row(Some(rows.len()))?;
        reader.row(row);
    }
    Ok(reader.draft)
}

/// The title that stands above the headings by itself. Other words there are reported as not read.
fn title_above(table: &Table, heading: usize, context: &mut Context<'_>) -> Option<String> {
    let mut title = None;
    for row in table.rows.iter().take(heading) {
        let cells: Vec<String> = row.cells.iter().filter_map(Cell::words).collect();
        let place = table.place(row, None);
        match cells.as_slice() {
            [] => {}
            [only] if title.is_none() && only.chars().count() <= 200 => {
                let words = context.words(only, &place);
                context.note(
                    "title-from-cell",
                    &place,
                    format!("“{words}” was taken for the title"),
                    "name another: `--title \"…\"`",
                );
                title = Some(words);
            }
            _ => {
                let shown: String = cells.join(" ").chars().take(60).collect();
                context.lost(
                    "above-headings",
                    &place,
                    format!("“{shown}” above the headings is not read"),
                    "nothing, or add it to story.toml",
                );
            }
        }
    }
    title
}

struct Reader<'t, 'c, 'a> {
    table: &'t Table,
    mapping: Mapping,
    order: Order,
    context: &'c mut Context<'a>,
    draft: Draft,
    /// Labels of the terms so far.
    terms: BTreeSet<String>,
}

/// Why a row is left out.
struct Fault {
    kind: &'static str,
    field: Option<Field>,
    message: String,
    help: String,
}

impl Reader<'_, '_, '_> {
    fn row(&mut self, row: &Row) {
        let fault = if let Some(message) = row.fault {
            let help = "close the quotation mark, or double it inside a cell".to_owned();
            Err(Fault { kind: "broken-row", field: None, message: message.to_owned(), help })
        } else {
            self.tell_surplus(row);
            self.entry(row)
        };
        if let Err(fault) = fault {
            let place = self.place(row, fault.field);
            self.context.report.note(Note {
                kind: fault.kind,
                effect: Effect::LeftOut,
                place,
                message: fault.message,
                help: fault.help,
            });
        }
    }

    /// Cells beyond the headings: a delimiter inside a text that is in no quotation marks.
    fn tell_surplus(&mut self, row: &Row) {
        let width = self
            .mapping
            .heading
            .and_then(|heading| self.table.rows.get(heading))
            .map_or(usize::MAX, |row| row.cells.len());
        let surplus = row.cells.get(width..).unwrap_or_default();
        if let Some(words) = surplus.iter().find_map(Cell::words) {
            let shown: String = words.chars().take(40).collect();
            let message = format!("“{shown}” stands beyond the last heading and is not read");
            let place = self.table.place(row, Some(width));
            self.context.lost(
                "surplus-cell",
                &place,
                message,
                "put a text that holds the delimiter in quotation marks",
            );
        }
    }

    fn entry(&mut self, row: &Row) -> Result<(), Fault> {
        if self.mapping.columns.contains_key(&Field::Term) && !self.has_date() {
            return self.term(row);
        }
        match self.words(row, Field::Type).unwrap_or_default().to_lowercase().as_str() {
            "title" if self.draft_has_title() => Err(Fault {
                kind: "second-title",
                field: Some(Field::Type),
                message: "a second title".to_owned(),
                help: "a story has one title: make this row an event, or take it out".to_owned(),
            }),
            "title" => {
                self.title(row);
                Ok(())
            }
            "era" => self.era(row),
            _ => self.event(row),
        }
    }

    fn has_date(&self) -> bool {
        self.mapping.columns.contains_key(&Field::Date) || self.mapping.columns.contains_key(&Field::Year)
    }

    fn draft_has_title(&self) -> bool {
        self.context.report.entries.titles > 0
    }

    fn place(&self, row: &Row, field: Option<Field>) -> Place {
        let column = field.and_then(|field| self.mapping.columns.get(&field).copied());
        let place = self.table.place(row, column);
        let heading =
            self.mapping.heading.and_then(|heading| self.table.rows.get(heading)?.cells.get(column?)?.words());
        match (&place, heading) {
            (Place::Pointer(_), Some(heading)) => place.inside(heading),
            _ => place,
        }
    }

    fn cell<'r>(&self, row: &'r Row, field: Field) -> Option<&'r Cell> {
        row.cells.get(*self.mapping.columns.get(&field)?)
    }

    /// A cell's words. A formula's error is reported, and counts as an empty cell.
    fn words(&mut self, row: &Row, field: Field) -> Option<String> {
        if let Some(Cell::Fault(fault)) = self.cell(row, field) {
            let message = format!("the formula failed: {fault}");
            let place = self.place(row, Some(field));
            self.context.lost("formula-error", &place, message, "mend the formula, or write the value");
            return None;
        }
        self.cell(row, field).and_then(Cell::words)
    }

    fn title(&mut self, row: &Row) {
        self.context.report.entries.titles += 1;
        let place = self.place(row, None);
        self.draft.title = self.words(row, Field::Headline).map(|words| self.context.words(&words, &place));
        if let Some(text) = self.words(row, Field::Summary) {
            let (text, media) = self.running(&text, &place);
            self.draft.standfirst = text;
            self.draft.media.extend(media);
        }
        let media = self.media(row);
        self.draft.media.splice(0..0, media);
    }

    fn era(&mut self, row: &Row) -> Result<(), Fault> {
        let date = self.date(row)?.ok_or_else(no_date)?;
        let place = self.place(row, None);
        let label = self.words(row, Field::Headline).or_else(|| self.words(row, Field::Summary));
        let label = label.map(|words| self.context.words(&words, &place)).filter(|words| !words.is_empty());
        let label = label.ok_or_else(|| no_headline(Field::Headline))?;
        self.draft.eras.push(EraDraft { place, label, date });
        Ok(())
    }

    fn event(&mut self, row: &Row) -> Result<(), Fault> {
        let place = self.place(row, None);
        let date = self.date(row)?.ok_or_else(no_date)?;
        let headline = self.words(row, Field::Headline).map(|words| self.context.words(&words, &place));
        let summary = self.words(row, Field::Summary);
        let summary_place = self.place(row, Some(Field::Summary));
        let (mut summary, embedded) = summary.map(|raw| self.running(&raw, &summary_place)).unwrap_or_default();
        let headline = match headline.filter(|headline| !headline.is_empty()) {
            Some(headline) => headline,
            None if summary.is_empty() => return Err(no_headline(Field::Headline)),
            None => summary.words(),
        };
        let shown = self.words(row, Field::Shown).map(|words| self.context.words(&words, &place));
        let media_place = self.place(row, Some(Field::Media));
        if let Some(raw) = self.words(row, Field::Media)
            && let Some(quotation) = media::quotation(&raw, self.context, &media_place)
        {
            summary.blocks.extend(quotation.blocks);
        }
        let mut media = self.media(row);
        media.extend(embedded);
        let event = EventDraft {
            id: self.words(row, Field::Id),
            date: shown.as_deref().and_then(|shown| date::as_shown(&date, shown)).unwrap_or(date),
            shown,
            headline,
            short: self.words(row, Field::Short).map(|words| self.context.words(&words, &place)),
            summary,
            media,
            group: self
                .words(row, Field::Group)
                .map(|words| self.context.words(&words, &place))
                .filter(|w| !w.is_empty()),
            tags: self.split(row, Field::Tags),
            sources: self.sources(row),
            importance: self.importance(row),
            search: self.split(row, Field::Search),
            place: Some(place),
        };
        self.draft.events.push(event);
        Ok(())
    }

    fn running(&mut self, raw: &str, place: &Place) -> (Rich, Vec<Medium>) {
        if self.mapping.markdown.contains(&Field::Summary) {
            return (self.context.markdown(raw, place), Vec::new());
        }
        self.context.text(raw, place)
    }

    fn term(&mut self, row: &Row) -> Result<(), Fault> {
        let place = self.place(row, None);
        let label = self.words(row, Field::Term).map(|words| self.context.words(&words, &place));
        let label = label.filter(|label| !label.is_empty()).ok_or_else(|| Fault {
            kind: "no-term",
            field: Some(Field::Term),
            message: "the row has no term".to_owned(),
            help: "write the term, or take the row out".to_owned(),
        })?;
        let definition =
            self.words(row, Field::Definition).map(|raw| self.context.text(&raw, &place)).unwrap_or_default();
        if definition.0.is_empty() {
            return Err(Fault {
                kind: "no-definition",
                field: Some(Field::Definition),
                message: format!("“{label}” has no definition"),
                help: "write one to three sentences".to_owned(),
            });
        }
        if !self.terms.insert(label.clone()) {
            return Err(Fault {
                kind: "duplicate-term",
                field: Some(Field::Term),
                message: format!("“{label}” is defined above"),
                help: "make one entry of the two".to_owned(),
            });
        }
        let mut media = self.media(row);
        media.extend(definition.1);
        let kind = self.words(row, Field::Kind).and_then(|words| kind(&words));
        let term = TermDraft {
            id: self.words(row, Field::Id),
            kind,
            forms: self.split(row, Field::Forms),
            definition: definition.0,
            sources: self.sources(row),
            media,
            place: Some(place),
            label,
        };
        self.draft.terms.push(term);
        Ok(())
    }

    fn media(&mut self, row: &Row) -> Vec<Medium> {
        let words = |reader: &mut Self, field| reader.words(row, field);
        let [caption, credit, alt, licence] =
            [Field::Caption, Field::Credit, Field::Alt, Field::Licence].map(|field| words(self, field));
        let mut media = Vec::new();
        for (field, is_picture) in [(Field::Media, false), (Field::Image, true)] {
            let Some(raw) = self.words(row, field).filter(|raw| !media::is_quotation(raw)) else { continue };
            let place = self.place(row, Some(field));
            let about = Described {
                caption: caption.as_deref(),
                credit: credit.as_deref(),
                alt: alt.as_deref(),
                licence: licence.as_deref(),
                is_picture,
                is_markdown: self.mapping.markdown.contains(&Field::Caption),
                ..Described::default()
            };
            media.extend(media::read(&raw, &about, self.context, &place));
        }
        media
    }

    fn sources(&mut self, row: &Row) -> Vec<SourceDraft> {
        let mut sources = Vec::new();
        for field in [Field::Link, Field::Source] {
            if let Some(raw) = self.words(row, field) {
                let place = self.place(row, Some(field));
                sources.extend(self.context.sources(&raw, &place));
            }
        }
        // A link and a source's title beside it are one source.
        if let [SourceDraft { url: Some(url), title: None, .. }, SourceDraft { url: None, title: Some(title), .. }] =
            sources.as_slice()
        {
            return vec![SourceDraft { url: Some(url.clone()), title: Some(title.clone()), ..SourceDraft::default() }];
        }
        sources
    }

    fn split(&mut self, row: &Row, field: Field) -> Vec<String> {
        let place = self.place(row, Some(field));
        let words = self.words(row, field).unwrap_or_default();
        let separator: &[char] = if words.contains(';') { &[';'] } else { &[',', '|', '\n'] };
        let parts: Vec<String> = words.split(separator).map(|part| self.context.words(part, &place)).collect();
        parts.into_iter().filter(|part| !part.is_empty()).collect()
    }

    fn importance(&mut self, row: &Row) -> Option<u8> {
        let words = self.words(row, Field::Importance)?;
        let importance = words.parse::<u8>().ok().filter(|importance| (1..=3).contains(importance));
        if importance.is_none() {
            let place = self.place(row, Some(Field::Importance));
            let message = format!("`{words}` is no importance");
            self.context.lost(
                "bad-importance",
                &place,
                message,
                "write 1, 2 or 3: 1 for what a reader in a hurry must see",
            );
        }
        importance
    }

    /// The date of a row, its end with it.
    fn date(&mut self, row: &Row) -> Result<Option<String>, Fault> {
        let begin = match self.single(row, Field::Date, Field::Time)? {
            Some(date) => Some(date),
            None => self.parts(row, [Field::Year, Field::Month, Field::Day, Field::Time])?,
        };
        let end = match self.single(row, Field::End, Field::EndTime)? {
            Some(date) => Some(date),
            None => self.parts(row, [Field::EndYear, Field::EndMonth, Field::EndDay, Field::EndTime])?,
        };
        match (begin, end) {
            (Some(begin), Some(end)) => date::interval(&begin, &end).map(Some).map_err(|fault| {
                let has_end = self.mapping.columns.contains_key(&Field::End);
                bad_date(fault, if has_end { Field::End } else { Field::EndYear })
            }),
            (Some(begin), None) => Ok(Some(begin)),
            (None, Some(_)) => Err(Fault {
                kind: "no-date",
                field: Some(Field::End),
                message: "there is an end but no beginning".to_owned(),
                help: "write the beginning; for “until 2012” write `../2012`".to_owned(),
            }),
            (None, None) => Ok(None),
        }
    }

    fn single(&mut self, row: &Row, field: Field, time: Field) -> Result<Option<String>, Fault> {
        let found = match self.cell(row, field) {
            Some(Cell::Date(date)) => Ok(date.clone()),
            Some(Cell::Number(number)) if self.table.has_serials && *number > 9_999.0 => {
                match date::serial(*number, self.table.is_1904) {
                    Some(date) => {
                        let message =
                            format!("the number {number} was read as the day that spreadsheets count by it: {date}");
                        let place = self.place(row, Some(field));
                        self.context.changed("serial-date", &place, message, "look whether the day is right");
                        Ok(date)
                    }
                    None => Err(date::fault(format!("`{number}` is no date"), "write the date")),
                }
            }
            Some(Cell::Number(number)) => date::words(&number.to_string(), self.order),
            _ => match self.words(row, field) {
                Some(words) if self.mapping.is_edtf && Edtf::parse(&words).is_ok() => Ok(date::without_seconds(&words)),
                Some(words) => date::words(&words, self.order),
                None => return Ok(None),
            },
        };
        let date = found.map_err(|fault| bad_date(fault, field))?;
        let is_day = date.len() == 10 && !date.contains(['/', 'T', '[']);
        let Some(clock) = self.words(row, time).filter(|_| is_day && self.mapping.columns.contains_key(&field)) else {
            return Ok(Some(date));
        };
        date::with_time(&date, &clock).map(Some).map_err(|fault| bad_date(fault, time))
    }

    fn parts(&mut self, row: &Row, fields: [Field; 4]) -> Result<Option<String>, Fault> {
        let [year, month, day, time] = fields.map(|field| self.words(row, field));
        // A whole date in the column of years, as `2022-01-05`.
        let year_field = fields[0];
        if let Some(Cell::Date(date)) = self.cell(row, year_field) {
            return Ok(Some(date.clone()));
        }
        let alone = month.is_none() && day.is_none();
        let parts = Parts { year: year.clone(), month, day, time, ..Parts::default() };
        parts.edtf().or_else(|fault| {
            let whole = year
                .filter(|_| alone && fault.part == Some("year"))
                .and_then(|year| date::words(&year, self.order).ok());
            let field = match fault.part {
                Some("month") => fields[1],
                Some("day") => fields[2],
                Some("time") => fields[3],
                _ => fields[0],
            };
            whole.map(Some).ok_or_else(|| bad_date(fault, field))
        })
    }
}

fn no_date() -> Fault {
    Fault {
        kind: "no-date",
        field: None,
        message: "the row has no date".to_owned(),
        help: "write its year at least; or add the event to events.toml with `after`".to_owned(),
    }
}

fn no_headline(field: Field) -> Fault {
    Fault {
        kind: "no-headline",
        field: Some(field),
        message: "the row has no headline and no text".to_owned(),
        help: "write a headline, or take the row out".to_owned(),
    }
}

fn bad_date(fault: DateFault, field: Field) -> Fault {
    let kind = if fault.is_ambiguous { "ambiguous-date" } else { "bad-date" };
    Fault { kind, field: Some(field), message: fault.message, help: fault.help }
}

/// A kind of term by its name.
pub(super) fn kind(words: &str) -> Option<String> {
    let words = words.trim().to_lowercase();
    TermKind::ALL.into_iter().map(TermKind::name).find(|name| *name == words).map(str::to_owned)
}
