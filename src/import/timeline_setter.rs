//! `ProPublica`'s timeline-setter in JSON: cards with `date` or `timestamp`, `display_date`, `description`, `link`, `series`, `html`.
//! Its CSV is read as any other.

use super::Failure;
use super::context::Context;
use super::date::{self, Order};
use super::draft::{Draft, EventDraft, SourceDraft};
use super::json::Value;
use super::report::{Note, Place};
use super::timelinejs::left_out;

/// The story of a list of cards.
///
/// # Errors
/// There are too many cards, or the caller stopped the import.
pub(super) fn read(top: &Value, context: &mut Context<'_>) -> Result<Draft, Failure> {
    let cards =
        top.list().or_else(|| top.first(&["events", "cards"]).and_then(|(_, cards)| cards.list())).unwrap_or_default();
    let root = match top.first(&["events", "cards"]) {
        Some((key, _)) if top.list().is_none() => Place::Pointer(format!("/{key}")),
        _ => Place::Pointer(String::new()),
    };
    let mut draft = Draft::default();
    for (index, card) in cards.iter().enumerate() {
        context.row(Some(cards.len()))?;
        match event(card, &root.inside(index), context) {
            Ok(event) => draft.events.push(event),
            Err(note) => context.report.note(*note),
        }
    }
    Ok(draft)
}

#[allow(clippy::cast_possible_truncation, reason = "the number is checked to be in range before the cast")]
fn event(card: &Value, place: &Place, context: &mut Context<'_>) -> Result<EventDraft, Box<Note>> {
    let stated = card.text("date").map(|words| date::words(&words, Order::MonthFirst));
    // Milliseconds in this format's later versions, seconds in its first.
    let stamp = match card.get("timestamp") {
        Some(Value::Number(number)) if number.abs() < 8.64e15 => {
            let factor = if number.abs() < 1e11 { 1_000.0 } else { 1.0 };
            date::milliseconds((number * factor) as i64)
        }
        _ => None,
    };
    let date = match (stated, stamp) {
        (Some(Ok(date)), _) | (None | Some(Err(_)), Some(date)) => date,
        (Some(Err(fault)), None) => {
            return Err(left_out("bad-date", &place.inside("date"), fault.message, &fault.help));
        }
        (None, None) => {
            return Err(left_out("no-date", &place.inside("date"), "the card has no date", "write its year at least"));
        }
    };
    let (description, _) =
        card.text("description").map(|raw| context.text(&raw, &place.inside("description"))).unwrap_or_default();
    let headline = description.words();
    let (summary, media) = card.text("html").map(|raw| context.text(&raw, &place.inside("html"))).unwrap_or_default();
    let headline = Some(headline).filter(|headline| !headline.is_empty()).ok_or_else(|| {
        left_out("no-headline", &place.inside("description"), "the card has no description", "write one")
    })?;
    let shown = card.text("display_date").map(|words| context.words(&words, place)).filter(|words| !words.is_empty());
    let link = card.text("link").and_then(|url| context.address(&url, &place.inside("link")));
    Ok(EventDraft {
        date: shown.as_deref().and_then(|shown| date::as_shown(&date, shown)).unwrap_or(date),
        shown,
        headline,
        summary,
        media,
        group: card.text("series").map(|words| context.words(&words, place)).filter(|words| !words.is_empty()),
        sources: link.into_iter().map(|url| SourceDraft { url: Some(url), ..SourceDraft::default() }).collect(),
        place: Some(place.clone()),
        ..EventDraft::default()
    })
}
