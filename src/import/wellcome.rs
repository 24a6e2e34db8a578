//! Wellcome's timeline: `Events` and `BackgroundEvents`, with Julian days beside the words that readers see.

use super::Failure;
use super::context::Context;
use super::date::{self, Order, Parts};
use super::draft::{Draft, EraDraft, EventDraft, SourceDraft};
use super::json::Value;
use super::media::{self, Described, Medium};
use super::report::{Note, Place};
use super::timelinejs::left_out;
use crate::model::civil::civil_from_days;
use crate::story::edtf::iso_year;

/// The Julian day of 1 January 1970.
const EPOCH: i64 = 2_440_588;

/// The story of Wellcome's data.
///
/// # Errors
/// There are too many events, or the caller stopped the import.
pub(super) fn read(top: &Value, context: &mut Context<'_>) -> Result<Draft, Failure> {
    let root = Place::Pointer(String::new());
    let mut draft = Draft::default();
    if let Some(title) = top.text("Title") {
        context.row(None)?;
        context.report.entries.titles += 1;
        draft.title = Some(context.words(&title, &root));
        let (standfirst, embedded) =
            top.text("Body").map(|raw| context.text(&raw, &root.inside("Body"))).unwrap_or_default();
        draft.standfirst = standfirst;
        draft.media = media(top, &root, context);
        draft.media.extend(embedded);
    }
    for (key, is_era) in [("Events", false), ("BackgroundEvents", true)] {
        let rows = top.get(key).and_then(Value::list).unwrap_or_default();
        for (index, row) in rows.iter().enumerate() {
            context.row(Some(rows.len()))?;
            let place = root.inside(key).inside(index);
            let entry = event(row, &place, context).map(|event| {
                if is_era {
                    draft.eras.push(EraDraft { place, label: event.headline, date: event.date });
                } else {
                    draft.events.push(event);
                }
            });
            if let Err(note) = entry {
                context.report.note(*note);
            }
        }
    }
    Ok(draft)
}

fn event(row: &Value, place: &Place, context: &mut Context<'_>) -> Result<EventDraft, Box<Note>> {
    let shown = shown(row, context, place);
    let date = date(row, shown.as_deref(), place)?;
    let headline = row.text("Title").map(|words| context.words(&words, place)).unwrap_or_default();
    let (summary, embedded) = row.text("Body").map(|raw| context.text(&raw, &place.inside("Body"))).unwrap_or_default();
    let headline = Some(headline)
        .filter(|headline| !headline.is_empty())
        .or_else(|| Some(summary.words()).filter(|words| !words.is_empty()));
    let headline = headline
        .ok_or_else(|| left_out("no-headline", &place.inside("Title"), "the event has no title", "write one"))?;
    let mut media = media(row, place, context);
    media.extend(embedded);
    let link = row.text("LinkTarget").and_then(|url| context.address(&url, &place.inside("LinkTarget")));
    let title = row.text("LinkText").map(|words| context.words(&words, place)).filter(|words| !words.is_empty());
    let priority = row.text("Priority").and_then(|words| words.parse::<f64>().ok());
    Ok(EventDraft {
        id: row.text("EventId").filter(|id| id.bytes().any(|byte| byte.is_ascii_alphabetic())),
        date,
        shown,
        headline,
        summary,
        media,
        sources: link
            .into_iter()
            .map(|url| SourceDraft { url: Some(url), title: title.clone(), ..SourceDraft::default() })
            .collect(),
        importance: priority.map(|priority| {
            if priority <= 1.0 {
                1
            } else if priority <= 2.0 {
                2
            } else {
                3
            }
        }),
        place: Some(place.clone()),
        ..EventDraft::default()
    })
}

fn shown(row: &Value, context: &mut Context<'_>, place: &Place) -> Option<String> {
    let begin = row.text_of(&["StartDisplay", "StartDateDisplay"]).map(|words| context.words(&words, place))?;
    let end = row.text_of(&["EndDisplay", "EndDateDisplay"]).map(|words| context.words(&words, place));
    Some(match end.filter(|end| *end != begin && !end.is_empty()) {
        Some(end) => format!("{begin} – {end}"),
        None => begin,
    })
}

/// The words that readers see say how precise the days are: “1859” beside 1 January 1859.
fn date(row: &Value, shown: Option<&str>, place: &Place) -> Result<String, Box<Note>> {
    let day = |key: &str| {
        let number: f64 = row.text(key)?.parse().ok()?;
        julian(number)
    };
    let from = day("JulianDayStart").or_else(|| {
        let year = row.text("Year")?;
        Parts { year: Some(year), ..Parts::default() }.edtf().ok()?
    });
    let begin = row.text_of(&["StartDisplay", "StartDateDisplay"]);
    let from = from.or_else(|| date::words(begin.as_deref()?, Order::DayFirst).ok());
    let from = from.ok_or_else(|| {
        left_out("no-date", &place.inside("JulianDayStart"), "the event has no date", "write its Julian day")
    })?;
    let from = begin.as_deref().and_then(|begin| date::as_shown(&from, begin)).unwrap_or(from);
    let Some(to) = day("JulianDayEnd") else { return Ok(from) };
    let end = row.text_of(&["EndDisplay", "EndDateDisplay"]);
    let to = match end.as_deref().and_then(|end| date::as_shown(&to, end)) {
        Some(to) => to,
        // An end that is the same day says nothing.
        None if end.is_none()
            && date::interval(&from, &to)
                .is_ok_and(|span| date::as_shown(&to, shown.unwrap_or_default()).is_some() || span == from) =>
        {
            return Ok(from);
        }
        None => to,
    };
    date::interval(&from, &to)
        .map_err(|fault| left_out("bad-date", &place.inside("JulianDayEnd"), fault.message, &fault.help))
}

/// A Julian day as a date; 0 is none.
#[allow(clippy::cast_possible_truncation, reason = "the number is checked to be in range before the cast")]
fn julian(number: f64) -> Option<String> {
    if number == 0.0 || number.abs() > 1e9 {
        return None;
    }
    // Julian days begin at noon.
    let (year, month, day) = civil_from_days((number + 0.5).floor() as i64 - EPOCH);
    Some(format!("{}-{month:02}-{day:02}", iso_year(year)))
}

fn media(row: &Value, place: &Place, context: &mut Context<'_>) -> Vec<Medium> {
    let key = ["FeatureImagePath", "PromoImagePath", "ThumbnailPath"].into_iter().find(|key| row.text(key).is_some());
    let Some((key, url)) = key.and_then(|key| Some((key, row.text(key)?))) else { return Vec::new() };
    let (credit, caption) = (row.text("ImageCredit"), row.text_of(&["Caption", "InitialCaption"]));
    let about =
        Described { credit: credit.as_deref(), caption: caption.as_deref(), is_picture: true, ..Described::default() };
    media::read(&url, &about, context, &place.inside(key)).into_iter().collect()
}
