//! `TimelineJS` 2 (Verite): `timeline.date`, dates as `2012,1,26` or `1/26/2012`, `asset` for the medium, `tag` for the group.

use super::Failure;
use super::context::Context;
use super::date::{self, DateFault, Parts};
use super::draft::{Draft, EraDraft, EventDraft};
use super::json::Value;
use super::media::{self, Described, Medium};
use super::report::{Note, Place};
use super::timelinejs::{headline_of, left_out};

/// The story of a `TimelineJS` 2 object.
///
/// # Errors
/// There are too many slides, or the caller stopped the import.
pub(super) fn read(top: &Value, context: &mut Context<'_>) -> Result<Draft, Failure> {
    let (inner, root) = match top.get("timeline") {
        Some(inner) => (inner, Place::Pointer("/timeline".to_owned())),
        None => (top, Place::Pointer(String::new())),
    };
    let mut draft = Draft { lang: inner.text_of(&["lang", "language"]), ..Draft::default() };
    if inner.text("headline").is_some() || inner.text("text").is_some() {
        context.row(None)?;
        context.report.entries.titles += 1;
        draft.title = inner.text("headline").map(|words| context.words(&words, &root));
        let (standfirst, embedded) =
            inner.text("text").map(|raw| context.text(&raw, &root.inside("text"))).unwrap_or_default();
        draft.standfirst = standfirst;
        draft.media = medium(inner, &root, context).into_iter().chain(embedded).collect();
    }
    for (key, is_era) in [("date", false), ("era", true)] {
        let rows = inner.get(key).and_then(Value::list).unwrap_or_default();
        for (index, row) in rows.iter().enumerate() {
            context.row(Some(rows.len()))?;
            let place = root.inside(key).inside(index);
            let entry = if is_era {
                era(row, &place, context).map(|era| draft.eras.push(era))
            } else {
                event(row, &place, context).map(|event| draft.events.push(event))
            };
            if let Err(note) = entry {
                context.report.note(*note);
            }
        }
    }
    Ok(draft)
}

fn event(row: &Value, place: &Place, context: &mut Context<'_>) -> Result<EventDraft, Box<Note>> {
    let date = span(row, place)?;
    let headline = row.text("headline").map(|words| context.words(&words, place)).unwrap_or_default();
    let (summary, embedded) = row.text("text").map(|raw| context.text(&raw, &place.inside("text"))).unwrap_or_default();
    let mut media: Vec<Medium> = medium(row, place, context).into_iter().collect();
    media.extend(embedded);
    let headline = headline_of(headline, &summary, &media).ok_or_else(|| {
        left_out(
            "no-headline",
            &place.inside("headline"),
            "the slide has no headline, text or caption",
            "write a headline",
        )
    })?;
    let tag = row.text_of(&["tag", "category"]).map(|words| context.words(&words, place));
    Ok(EventDraft {
        date,
        headline,
        summary,
        media,
        group: tag.filter(|tag| !tag.is_empty()),
        id: row.text_of(&["unique_id", "slug"]),
        place: Some(place.clone()),
        ..EventDraft::default()
    })
}

fn era(row: &Value, place: &Place, context: &mut Context<'_>) -> Result<EraDraft, Box<Note>> {
    let date = span(row, place)?;
    let label = row.text_of(&["headline", "tag", "text"]).map(|words| context.words(&words, place));
    let label = label.filter(|label| !label.is_empty());
    let label =
        label.ok_or_else(|| left_out("no-headline", &place.inside("headline"), "the era has no name", "write one"))?;
    Ok(EraDraft { place: place.clone(), label, date })
}

fn span(row: &Value, place: &Place) -> Result<String, Box<Note>> {
    let end = |key: &str| {
        row.text(key)
            .map(|words| single(&words))
            .transpose()
            .map_err(|fault| left_out("bad-date", &place.inside(key), fault.message, &fault.help))
    };
    let from = end("startDate")?.ok_or_else(|| {
        left_out("no-date", &place.inside("startDate"), "the slide has no date", "write its year at least")
    })?;
    let Some(to) = end("endDate")? else { return Ok(from) };
    date::interval(&from, &to)
        .map_err(|fault| left_out("bad-date", &place.inside("endDate"), fault.message, &fault.help))
}

/// `2012,1,26`, `2012,1,26,14,30`, `1/26/2012`, `2012`, `-500`.
fn single(words: &str) -> Result<String, DateFault> {
    let fields: Vec<&str> = words.split(',').map(str::trim).collect();
    let is_list = fields.len() > 1
        && fields
            .iter()
            .all(|field| !field.is_empty() && field.trim_start_matches('-').bytes().all(|b| b.is_ascii_digit()));
    if !is_list {
        return date::words(words, date::Order::MonthFirst);
    }
    let field = |index: usize| fields.get(index).map(|field| (*field).to_owned());
    let is_midnight = fields.iter().skip(3).all(|field| field.bytes().all(|byte| byte == b'0'));
    let time = if is_midnight { None } else { field(3) };
    let parts = Parts {
        year: field(0),
        month: field(1),
        day: field(2),
        minute: time.as_ref().and(field(4)),
        second: time.as_ref().and(field(5)),
        time,
    };
    parts.edtf().and_then(|date| date.ok_or_else(|| date::fault("there is no date", "write the year")))
}

fn medium(row: &Value, place: &Place, context: &mut Context<'_>) -> Option<Medium> {
    let asset = row.get("asset")?;
    let place = place.inside("asset");
    let url = asset.text("media")?;
    let fields = ["caption", "credit", "alt"].map(|key| asset.text(key));
    let [caption, credit, alt] = fields.each_ref().map(Option::as_deref);
    let about = Described { caption, credit, alt, ..Described::default() };
    media::read(&url, &about, context, &place.inside("media"))
}
