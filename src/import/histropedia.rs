//! `HistropediaJS`: articles with `from` and `to`, whose `precision` is Wikidata's.

use super::Failure;
use super::context::Context;
use super::date::{self, DateFault, Parts};
use super::draft::{Draft, EraDraft, EventDraft, SourceDraft};
use super::json::Value;
use super::media::{self, Described};
use super::report::{Note, Place};
use super::timelinejs::left_out;
use crate::story::edtf::{Edtf, iso_year};

/// The story of a list of articles.
///
/// # Errors
/// There are too many articles, or the caller stopped the import.
pub(super) fn read(top: &Value, context: &mut Context<'_>) -> Result<Draft, Failure> {
    let (articles, root) = match top.list() {
        Some(articles) => (articles, Place::Pointer(String::new())),
        None => (top.get("articles").and_then(Value::list).unwrap_or_default(), Place::Pointer("/articles".to_owned())),
    };
    let mut draft = Draft::default();
    for (index, article) in articles.iter().enumerate() {
        context.row(Some(articles.len()))?;
        let place = root.inside(index);
        let is_era = article.get("isContextEvent") == Some(&Value::Truth(true));
        match event(article, &place, context) {
            Ok(event) if is_era => draft.eras.push(EraDraft { place, label: event.headline, date: event.date }),
            Ok(event) => draft.events.push(event),
            Err(note) => context.report.note(*note),
        }
    }
    Ok(draft)
}

fn event(article: &Value, place: &Place, context: &mut Context<'_>) -> Result<EventDraft, Box<Note>> {
    let end = |key: &str| {
        let present = article.get("isToPresent") == Some(&Value::Truth(true)) && key == "to";
        match article.get(key).filter(|value| value.get("year").is_some() && !present) {
            Some(value) => {
                single(value).map_err(|fault| left_out("bad-date", &place.inside(key), fault.message, &fault.help))
            }
            None => Ok(None),
        }
    };
    let from = end("from")?.ok_or_else(|| {
        left_out("no-date", &place.inside("from"), "the article has no date", "write its year at least")
    })?;
    let date = match end("to")? {
        Some(to) => date::interval(&from, &to)
            .map_err(|fault| left_out("bad-date", &place.inside("to"), fault.message, &fault.help))?,
        None => from,
    };
    let headline = article.text("title").map(|words| context.words(&words, place)).filter(|words| !words.is_empty());
    let headline = headline
        .ok_or_else(|| left_out("no-headline", &place.inside("title"), "the article has no title", "write one"))?;
    let (summary, embedded) =
        article.text_of(&["description", "abstract"]).map(|raw| context.text(&raw, place)).unwrap_or_default();
    let (subtitle, _) =
        article.text("subtitle").map(|raw| context.text(&raw, &place.inside("subtitle"))).unwrap_or_default();
    // The subtitle of this format is its own words for the date.
    let words = subtitle.words();
    let is_shown = words.bytes().any(|byte| byte.is_ascii_digit());
    let shown = Some(words).filter(|words| is_shown && !words.is_empty());
    let summary = if summary.is_empty() && !is_shown { subtitle } else { summary };
    let mut media = Vec::new();
    if let Some(url) = article.text_of(&["imageUrl", "image"]) {
        let about = Described { title: Some(&headline), is_picture: true, ..Described::default() };
        media.extend(media::read(&url, &about, context, &place.inside("imageUrl")));
    }
    media.extend(embedded);
    let link = article.text_of(&["url", "article", "link"]).filter(|url| url.contains("://"));
    let link = link.and_then(|url| context.address(&url, &place.inside("article")));
    let rank = article.text("rank").and_then(|words| words.parse::<f64>().ok());
    if rank.is_some() {
        context.note_once(
            "rank",
            &Place::Whole,
            "ranks are not kept: every event has importance 2",
            "mark the key events: `importance = 1`",
        );
    }
    Ok(EventDraft {
        date,
        shown,
        headline,
        summary,
        media,
        sources: link.into_iter().map(|url| SourceDraft { url: Some(url), ..SourceDraft::default() }).collect(),
        place: Some(place.clone()),
        ..EventDraft::default()
    })
}

/// A date with Wikidata's precision: 14 second … 11 day, 10 month, 9 year, 8 decade, 7 century, 6 millennium, and less.
fn single(value: &Value) -> Result<Option<String>, DateFault> {
    let precision = value.text("precision").and_then(|words| words.parse::<f64>().ok()).unwrap_or(11.0);
    let year = value.text("year").and_then(|words| words.parse::<i64>().ok());
    let part = |key: &str, least: f64| value.text(key).filter(|_| precision >= least);
    let parts =
        Parts { year: value.text("year"), month: part("month", 10.0), day: part("day", 11.0), ..Parts::default() };
    let exact = parts.edtf()?;
    // -44 is 44 BCE here as it is in TimelineJS.
    let digits = match precision {
        precision if precision < 6.0 => return Ok(exact.map(|date| date + "~")),
        precision if precision < 7.0 => 3,
        precision if precision < 8.0 => 2,
        precision if precision < 9.0 => 1,
        _ => return Ok(exact),
    };
    let Some(year) = year.map(|year| if year < 0 { year + 1 } else { year }) else { return Ok(exact) };
    // The 19th century is given as any of its years, often its last: 1900.
    let year = if digits == 2 && year > 0 && year % 100 == 0 { year - 1 } else { year };
    let text = iso_year(year);
    let head = text.get(..text.len().saturating_sub(digits)).unwrap_or_default();
    let block = format!("{head}{}", "X".repeat(digits));
    match Edtf::parse(&block) {
        Ok(_) if !text.starts_with('Y') => Ok(Some(block)),
        _ => Ok(exact.map(|date| date + "~")),
    }
}
