//! SIMILE Timeline, in JSON and XML: `start`, `latestStart`, `earliestEnd`, `end`, `title`, a description in HTML.

use super::Failure;
use super::context::Context;
use super::date::{self, DateFault, Order};
use super::draft::{Draft, EventDraft, SourceDraft};
use super::format::Format;
use super::json::Value;
use super::media::{self, Described};
use super::report::{Note, Place};
use super::timelinejs::left_out;
use super::xml::{Piece, Pieces};
use crate::story::edtf::Edtf;

/// An event of either form, by the long names of its attributes.
struct Record<'r> {
    get: &'r dyn Fn(&str) -> Option<String>,
    description: Option<String>,
    place: Place,
}

/// Short names of JSON, by the long ones (the project's CHANGES.txt).
const SHORT: [(&str, &str); 8] = [
    ("start", "s"),
    ("latestStart", "ls"),
    ("earliestEnd", "ee"),
    ("end", "e"),
    ("description", "d"),
    ("durationEvent", "de"),
    ("title", "t"),
    ("caption", "c"),
];

/// The story of a JSON object.
///
/// # Errors
/// There are too many events, or the caller stopped the import.
pub(super) fn json(top: &Value, context: &mut Context<'_>) -> Result<Draft, Failure> {
    let events = top.list().or_else(|| top.get("events").and_then(Value::list)).unwrap_or_default();
    let root = if top.list().is_some() { Place::Pointer(String::new()) } else { Place::Pointer("/events".to_owned()) };
    let is_gregorian = top.text("dateTimeFormat").is_none_or(|format| format != "iso8601");
    let mut draft = Draft { title: top.text("wiki-section").or_else(|| top.text("title")), ..Draft::default() };
    for (index, event) in events.iter().enumerate() {
        context.row(Some(events.len()))?;
        let get = |name: &str| {
            let short = SHORT.iter().find(|(long, _)| *long == name).map(|(_, short)| *short);
            event.text(name).or_else(|| event.text(short?)).or_else(|| match event.get(name)? {
                Value::Truth(truth) => Some(truth.to_string()),
                _ => None,
            })
        };
        let record = Record { get: &get, description: get("description"), place: root.inside(index) };
        add(&record, is_gregorian, &mut draft, context);
    }
    Ok(draft)
}

/// The story of an XML text.
///
/// # Errors
/// It is no XML, or holds no events.
pub(super) fn xml(text: &str, context: &mut Context<'_>) -> Result<Draft, Failure> {
    context.report.format = Format::SimileXml;
    let mut draft = Draft::default();
    let mut open: Option<(Vec<(String, String)>, String)> = None;
    let mut depth = 0_usize;
    let mut is_gregorian = true;
    let mut count = 0;
    for piece in Pieces::new(text) {
        match piece {
            Ok(Piece::Start { name, attributes }) if name == "event" => {
                depth = 0;
                open = Some((attributes, String::new()));
            }
            Ok(Piece::Start { name, attributes }) => match &mut open {
                // HTML that was not escaped.
                Some((_, words)) => {
                    depth += 1;
                    words.push('<');
                    words.push_str(&name);
                    for (key, value) in attributes {
                        words.extend([" ", &key, "=\"", &value.replace('"', "&quot;"), "\""]);
                    }
                    words.push('>');
                }
                None if name == "data" => {
                    is_gregorian = super::xml::attribute(&attributes, "date-time-format") != Some("iso8601");
                    draft.title = super::xml::attribute(&attributes, "wiki-section").map(str::to_owned);
                }
                None => {}
            },
            Ok(Piece::Text(words)) => {
                if let Some((_, text)) = &mut open {
                    text.push_str(&words);
                }
            }
            Ok(Piece::End(name)) if name == "event" => {
                let Some((attributes, words)) = open.take() else { continue };
                count += 1;
                context.row(None)?;
                let get = |name: &str| {
                    let value = super::xml::attribute(&attributes, name)?.trim();
                    Some(value.to_owned()).filter(|value| !value.is_empty())
                };
                let description = Some(words).filter(|words| !words.trim().is_empty()).or_else(|| get("description"));
                let record = Record { get: &get, description, place: Place::Element { name: "event", number: count } };
                add(&record, is_gregorian, &mut draft, context);
            }
            Ok(Piece::End(name)) => {
                if let Some((_, words)) = open.as_mut().filter(|_| depth > 0) {
                    depth -= 1;
                    words.extend(["</", &name, ">"]);
                }
            }
            Err(fault) if count == 0 => {
                return Err(Failure::Syntax {
                    what: "XML",
                    line: fault.line,
                    column: fault.column,
                    message: fault.message,
                });
            }
            Err(fault) => {
                let message = format!("the XML is broken here: {}; what follows was not read", fault.message);
                context.lost("broken-xml", &Place::Line(fault.line), message, "mend the line and import again");
            }
        }
    }
    if count == 0 { Err(Failure::NotOfFormat(Format::SimileXml)) } else { Ok(draft) }
}

fn add(record: &Record<'_>, is_gregorian: bool, draft: &mut Draft, context: &mut Context<'_>) {
    let entry = event(record, is_gregorian, context).map(|event| draft.events.push(event));
    if let Err(note) = entry {
        context.report.note(*note);
    }
}

fn event(record: &Record<'_>, is_gregorian: bool, context: &mut Context<'_>) -> Result<EventDraft, Box<Note>> {
    let (get, place) = (record.get, &record.place);
    let date = span(record, is_gregorian, context)?;
    let raw = record.description.clone().unwrap_or_default();
    let (summary, embedded) = context.text(&raw, &place.inside("description"));
    let headline = get("title").map(|words| context.words(&words, place)).unwrap_or_default();
    let headline = Some(headline)
        .filter(|headline| !headline.is_empty())
        .or_else(|| Some(summary.words()).filter(|words| !words.is_empty()));
    let headline = headline
        .ok_or_else(|| left_out("no-headline", &place.inside("title"), "the event has no title", "write one"))?;
    let mut media = Vec::new();
    let caption = get("caption");
    if let Some(url) = get("image") {
        let about = Described { caption: caption.as_deref(), is_picture: true, ..Described::default() };
        media.extend(media::read(&url, &about, context, &place.inside("image")));
    }
    media.extend(embedded);
    let link = get("link").and_then(|url| context.address(&url, &place.inside("link")));
    if ["color", "textColor", "icon", "tapeImage", "classname"].iter().any(|name| get(name).is_some()) {
        context.lost("style", place, "the event’s own colour or icon is not kept", "give its lane or theme a `colour`");
    }
    Ok(EventDraft {
        id: get("id").or_else(|| get("eventID")),
        date,
        headline,
        summary,
        media,
        sources: link.into_iter().map(|url| SourceDraft { url: Some(url), ..SourceDraft::default() }).collect(),
        place: Some(place.clone()),
        ..EventDraft::default()
    })
}

/// The date of an event. A beginning that lasts, from `start` to `latestStart`, is about its beginning, which EDTF says by `~`.
fn span(record: &Record<'_>, is_gregorian: bool, context: &mut Context<'_>) -> Result<String, Box<Note>> {
    let (get, place) = (record.get, &record.place);
    let read = |key: &str| {
        get(key)
            .map(|words| single(&words, is_gregorian))
            .transpose()
            .map_err(|fault| left_out("bad-date", &place.inside(key), fault.message, &fault.help))
    };
    let from = read("start")?
        .ok_or_else(|| left_out("no-date", &place.inside("start"), "the event has no `start`", "write its date"))?;
    let (latest, earliest, to) = (read("latestStart")?, read("earliestEnd")?, read("end")?);
    let is_soft = |hard: &Option<String>, soft: &Option<String>| soft.is_some() && soft != hard;
    let soft_start = is_soft(&Some(from.clone()), &latest);
    let soft_end = is_soft(&to, &earliest) && to.is_some();
    let to = to.or(earliest);
    let is_duration = get("durationEvent").or_else(|| get("isDuration")).is_none_or(|words| words != "false");
    let fault = |fault: DateFault| left_out("bad-date", &place.inside("end"), fault.message, &fault.help);
    // A range that is no duration is the time in which the event happened.
    if !is_duration && let Some(to) = to.as_ref().filter(|to| **to != from) {
        date::interval(&from, to).map_err(fault)?;
        return set(&from, to)
            .ok_or_else(|| left_out("bad-date", &place.inside("end"), "the range is no date", "write one date"));
    }
    let about =
        |date: String, is_soft: bool| if is_soft && !date.contains(['T', '~', '/', '[']) { date + "~" } else { date };
    if soft_start || soft_end {
        context.changed("soft-end", place, "a beginning or end that is not exact is marked as about: `~`", "nothing");
    }
    let from = about(from, soft_start);
    match to {
        Some(to) => date::interval(&from, &about(to, soft_end)).map_err(fault),
        None => Ok(from),
    }
}

/// One day between two.
fn set(from: &str, to: &str) -> Option<String> {
    let day = |date: &str| date.split('T').next().map(str::to_owned);
    let set = format!("[{}..{}]", day(from)?, day(to)?);
    Edtf::parse(&set).ok().map(|date| date.as_str().to_owned())
}

/// `Fri Nov 22 1963 00:00:00 GMT-0600`, `-0479`, `490 BC`, `1845`. In the Gregorian format a negative year is of ISO 8601.
fn single(words: &str, is_gregorian: bool) -> Result<String, DateFault> {
    let words = words.trim();
    // SIMILE writes ISO years in both formats.
    if words.starts_with('-') && words.trim_start_matches('-').len() >= 4 && !is_gregorian && Edtf::parse(words).is_ok()
    {
        return Ok(words.to_owned());
    }
    date::words(words, Order::MonthFirst)
}
