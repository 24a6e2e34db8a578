//! `TimelineJS` 3 (Knight Lab): `events`, `title`, `eras`, `scale`; its documentation is website/docs/json-format in its repository.

use super::Failure;
use super::context::Context;
use super::date::{self, DateFault, Parts};
use super::draft::{Draft, EraDraft, EventDraft};
use super::json::Value;
use super::media::{self, Described, Medium};
use super::report::{Effect, Note, Place};
use super::rich::Rich;

/// The story of a `TimelineJS` object.
///
/// # Errors
/// There are too many slides, or the caller stopped the import.
pub(super) fn read(top: &Value, context: &mut Context<'_>) -> Result<Draft, Failure> {
    let root = Place::Pointer(String::new());
    let mut draft = Draft { lang: top.text_of(&["language", "lang"]), ..Draft::default() };
    if let Some(title) = top.get("title").filter(|title| matches!(title, Value::Object(_))) {
        context.row(None)?;
        self::title(title, &root.inside("title"), &mut draft, context);
    }
    let slides = top.get("events").and_then(Value::list).unwrap_or_default();
    for (index, slide) in slides.iter().enumerate() {
        context.row(Some(slides.len()))?;
        let place = root.inside("events").inside(index);
        match event(slide, &place, context) {
            Ok(event) => draft.events.push(event),
            Err(note) => context.report.note(*note),
        }
    }
    let eras = top.get("eras").and_then(Value::list).unwrap_or_default();
    for (index, slide) in eras.iter().enumerate() {
        context.row(Some(eras.len()))?;
        let place = root.inside("eras").inside(index);
        match era(slide, &place, context) {
            Ok(era) => draft.eras.push(era),
            Err(note) => context.report.note(*note),
        }
    }
    Ok(draft)
}

fn title(slide: &Value, place: &Place, draft: &mut Draft, context: &mut Context<'_>) {
    context.report.entries.titles += 1;
    let text = slide.get("text");
    draft.title = text.and_then(|text| text.text("headline")).map(|words| context.words(&words, place));
    let body = text.and_then(|text| text.text("text")).map(|raw| context.text(&raw, &place.inside("text")));
    let (standfirst, embedded) = body.unwrap_or_default();
    draft.standfirst = standfirst;
    draft.media = medium(slide, place, context).into_iter().chain(embedded).collect();
    lost_parts(slide, place, context);
}

fn event(slide: &Value, place: &Place, context: &mut Context<'_>) -> Result<EventDraft, Box<Note>> {
    let date = date(slide, place)?.ok_or_else(|| {
        left_out(
            "no-date",
            &place.inside("start_date"),
            "the slide has no date",
            "write its year at least; or add the event with `after`",
        )
    })?;
    let text = slide.get("text");
    let headline =
        text.and_then(|text| text.text("headline")).map(|words| context.words(&words, place)).unwrap_or_default();
    let body =
        text.and_then(|text| text.text("text")).map(|raw| context.text(&raw, &place.inside("text").inside("text")));
    let (mut summary, embedded) = body.unwrap_or_default();
    summary.blocks.extend(quotation(slide, place, context).into_iter().flat_map(|text| text.blocks));
    let mut media: Vec<Medium> = medium(slide, place, context).into_iter().collect();
    media.extend(embedded);
    let headline = headline_of(headline, &summary, &media).ok_or_else(|| {
        left_out("no-headline", &place.inside("text"), "the slide has no headline, text or caption", "write a headline")
    })?;
    let shown = slide
        .text("display_date")
        .or_else(|| slide.get("start_date").and_then(|date| date.text_of(&["display_date", "display_text"])))
        .map(|words| context.words(&words, place))
        .filter(|words| !words.is_empty());
    lost_parts(slide, place, context);
    Ok(EventDraft {
        id: slide.text("unique_id"),
        date: shown.as_deref().and_then(|shown| date::as_shown(&date, shown)).unwrap_or(date),
        shown,
        headline,
        summary,
        media,
        group: slide.text("group").map(|words| context.words(&words, place)).filter(|words| !words.is_empty()),
        place: Some(place.clone()),
        ..EventDraft::default()
    })
}

/// A slide's own headline; else its text or its caption, which readers saw in its place.
pub(super) fn headline_of(headline: String, summary: &Rich, media: &[Medium]) -> Option<String> {
    let captions = media.iter().map(|medium| medium.caption.words());
    std::iter::once(headline).chain([summary.words()]).chain(captions).find(|words| !words.trim().is_empty())
}

fn era(slide: &Value, place: &Place, context: &mut Context<'_>) -> Result<EraDraft, Box<Note>> {
    let date = date(slide, place)?.ok_or_else(|| {
        left_out("no-date", &place.inside("start_date"), "the era has no date", "write when it begins and ends")
    })?;
    let label = slide.get("text").and_then(|text| text.text_of(&["headline", "text"]));
    let label = label.map(|words| context.words(&words, place)).filter(|words| !words.is_empty());
    let label =
        label.ok_or_else(|| left_out("no-headline", &place.inside("text"), "the era has no name", "write one"))?;
    Ok(EraDraft { place: place.clone(), label, date })
}

#[allow(clippy::unnecessary_box_returns, reason = "errors are boxed: a note is large")]
pub(super) fn left_out(kind: &'static str, place: &Place, message: impl Into<String>, help: &str) -> Box<Note> {
    let note =
        Note { kind, effect: Effect::LeftOut, place: place.clone(), message: message.into(), help: help.to_owned() };
    Box::new(note)
}

/// The date of a slide, with its end. An end in years means the whole of its last year.
fn date(slide: &Value, place: &Place) -> Result<Option<String>, Box<Note>> {
    let end = |key: &str| -> Result<Option<String>, Box<Note>> {
        let Some(value) = slide.get(key) else { return Ok(None) };
        let place = place.inside(key);
        single(value).map_err(|fault| {
            let place = fault
                .part
                .map_or_else(|| place.clone(), |part| place.inside(if part == "time" { "hour" } else { part }));
            left_out("bad-date", &place, fault.message, &fault.help)
        })
    };
    let Some(from) = end("start_date")? else { return Ok(None) };
    let Some(to) = end("end_date")? else { return Ok(Some(from)) };
    date::interval(&from, &to)
        .map(Some)
        .map_err(|fault| left_out("bad-date", &place.inside("end_date"), fault.message, &fault.help))
}

/// A date object; a text or a number where a writer took it for one.
fn single(value: &Value) -> Result<Option<String>, DateFault> {
    if let Some(words) = value.words() {
        return date::words(&words, date::Order::MonthFirst).map(Some);
    }
    let part = |key: &str| value.text(key);
    let parts = Parts {
        year: part("year"),
        month: part("month"),
        day: part("day"),
        time: part("hour"),
        minute: part("minute"),
        second: part("second"),
    };
    // Clocks that are all zero come from converters, which had no time.
    let is_zero = |part: &Option<String>| part.as_deref().is_none_or(|part| part.parse::<f64>() == Ok(0.0));
    if is_zero(&parts.time) && is_zero(&parts.minute) && is_zero(&parts.second) {
        return Parts { time: None, minute: None, second: None, ..parts }.edtf();
    }
    let hour = parts.time.clone().or(Some("0".to_owned()));
    Parts { time: hour, ..parts }.edtf()
}

/// A quotation in the medium's place.
fn quotation(slide: &Value, place: &Place, context: &mut Context<'_>) -> Option<Rich> {
    let media = slide.get("media")?;
    let raw = media.words().or_else(|| media.text("url"))?;
    media::quotation(&raw, context, &place.inside("media"))
}

fn medium(slide: &Value, place: &Place, context: &mut Context<'_>) -> Option<Medium> {
    let media = slide.get("media")?;
    let place = place.inside("media");
    let url = media.words().or_else(|| media.text("url")).filter(|url| !media::is_quotation(url))?;
    let fields = ["caption", "credit", "alt", "title", "link"].map(|key| media.text(key));
    let [caption, credit, alt, title, link] = fields.each_ref().map(Option::as_deref);
    let about = Described { caption, credit, alt, title, link, ..Described::default() };
    media::read(&url, &about, context, &place.inside("url"))
}

/// Parts that a story has no field for.
fn lost_parts(slide: &Value, place: &Place, context: &mut Context<'_>) {
    let is_there = |value: Option<&Value>| {
        value.is_some_and(|value| match value {
            Value::Object(fields) => fields.iter().any(|(_, value)| value.words().is_some()),
            value => value.words().is_some(),
        })
    };
    if is_there(slide.get("background")) {
        let message = "the slide’s background is not kept";
        context.lost("background", &place.inside("background"), message, "a colour can be given to a lane or a theme");
    }
    if slide.get("media").is_some_and(|media| is_there(media.get("thumbnail"))) {
        let message = "the small picture of the medium is not kept";
        context.lost(
            "thumbnail",
            &place.inside("media").inside("thumbnail"),
            message,
            "nothing: browsers scale pictures",
        );
    }
    if is_there(slide.get("location")) {
        let message = "the location is not kept";
        context.lost("location", &place.inside("location"), message, "link a map in the text");
    }
}
