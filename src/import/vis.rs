//! vis-timeline: a list of items, or `{items, groups}`. `content` may be HTML, dates are instants.

use super::Failure;
use super::context::Context;
use super::date::{self, DateFault, Order};
use super::draft::{Draft, EraDraft, EventDraft, LaneDraft};
use super::json::Value;
use super::report::{Note, Place};
use super::timelinejs::left_out;

/// The story of vis-timeline's data.
///
/// # Errors
/// There are too many items, or the caller stopped the import.
pub(super) fn read(top: &Value, context: &mut Context<'_>) -> Result<Draft, Failure> {
    let (items, root) = match top.list() {
        Some(items) => (items, Place::Pointer(String::new())),
        None => (top.get("items").and_then(Value::list).unwrap_or_default(), Place::Pointer("/items".to_owned())),
    };
    let mut draft = Draft { lang: top.text_of(&["locale", "lang"]), title: top.text("title"), ..Draft::default() };
    let mut groups: Vec<&Value> = top.get("groups").and_then(Value::list).unwrap_or_default().iter().collect();
    let number = |group: &&Value| group.get("order").and_then(Value::words).and_then(|words| words.parse::<f64>().ok());
    groups.sort_by(|one, other| number(one).partial_cmp(&number(other)).unwrap_or(std::cmp::Ordering::Equal));
    for (index, group) in groups.into_iter().enumerate() {
        let place = Place::Pointer("/groups".to_owned()).inside(index);
        let Some(key) = group.text("id") else { continue };
        let label = group
            .text_of(&["content", "title"])
            .map(|raw| context.words(&raw, &place))
            .filter(|label| !label.is_empty());
        draft.lanes.push(LaneDraft { label: label.unwrap_or_else(|| key.clone()), key, colour: colour(group) });
    }
    for (index, item) in items.iter().enumerate() {
        context.row(Some(items.len()))?;
        let place = root.inside(index);
        let entry = if item.text("type").as_deref() == Some("background") {
            era(item, &place, context).map(|era| draft.eras.push(era))
        } else {
            event(item, &place, context).map(|event| draft.events.push(event))
        };
        if let Err(note) = entry {
            context.report.note(*note);
        }
    }
    Ok(draft)
}

/// The colour of a style, or the class that gives one.
fn colour(group: &Value) -> Option<String> {
    let style = group.text("style")?;
    let declared = style.split(';').find_map(|declaration| {
        let (name, value) = declaration.split_once(':')?;
        matches!(name.trim(), "background-color" | "background" | "color").then(|| value.trim().to_lowercase())
    });
    declared.filter(|colour| !colour.is_empty())
}

fn event(item: &Value, place: &Place, context: &mut Context<'_>) -> Result<EventDraft, Box<Note>> {
    let date = span(item, place)?;
    let (content, media) =
        item.text("content").map(|raw| context.text(&raw, &place.inside("content"))).unwrap_or_default();
    let (tooltip, _) = item.text("title").map(|raw| context.text(&raw, &place.inside("title"))).unwrap_or_default();
    let words = content.words();
    let (headline, mut summary) = match (words.is_empty(), content.blocks.len()) {
        (true, _) => (tooltip.words(), super::rich::Rich::default()),
        (false, 1) => (words, tooltip),
        // The first block is the headline, and the others are text.
        (false, _) => {
            let mut rest = content.clone();
            let first = rest.blocks.remove(0);
            let first = super::rich::Rich { blocks: vec![first], markdown: None }.words();
            rest.blocks.extend(tooltip.blocks);
            (first, rest)
        }
    };
    // A link in the headline would be lost.
    if content.blocks.len() == 1 && content.blocks.iter().flat_map(|block| &block.runs).any(|run| run.link.is_some()) {
        summary.blocks.splice(0..0, content.blocks.clone());
    }
    let headline = Some(headline).filter(|headline| !headline.is_empty()).ok_or_else(|| {
        left_out("no-headline", &place.inside("content"), "the item has no content", "write its words in `content`")
    })?;
    if item.text("style").is_some() || item.text("className").is_some() {
        context.lost(
            "style",
            &place.inside("style"),
            "the item’s own style is not kept",
            "give its lane or theme a `colour`",
        );
    }
    let group = item.text("group");
    Ok(EventDraft { date, headline, summary, media, group, place: Some(place.clone()), ..EventDraft::default() })
}

fn era(item: &Value, place: &Place, context: &mut Context<'_>) -> Result<EraDraft, Box<Note>> {
    let date = span(item, place)?;
    let label =
        item.text_of(&["content", "title"]).map(|raw| context.words(&raw, place)).filter(|label| !label.is_empty());
    let label = label.ok_or_else(|| {
        left_out("no-headline", &place.inside("content"), "the background has no words", "write its name in `content`")
    })?;
    Ok(EraDraft { place: place.clone(), label, date })
}

fn span(item: &Value, place: &Place) -> Result<String, Box<Note>> {
    let end = |key: &str| match item.get(key) {
        None | Some(Value::Nothing) => Ok(None),
        Some(value) => instant(value)
            .map(Some)
            .map_err(|fault| left_out("bad-date", &place.inside(key), fault.message, &fault.help)),
    };
    let from = end("start")?
        .ok_or_else(|| left_out("no-date", &place.inside("start"), "the item has no `start`", "write its date"))?;
    let Some(to) = end("end")? else { return Ok(from) };
    date::interval(&from, &to).map_err(|fault| left_out("bad-date", &place.inside("end"), fault.message, &fault.help))
}

/// Milliseconds since 1970, or a text. Midnight is a day; years are those of JavaScript, which has a year 0.
#[allow(clippy::cast_possible_truncation, reason = "the number is checked to be in range before the cast")]
fn instant(value: &Value) -> Result<String, DateFault> {
    match value {
        Value::Number(number) if number.abs() < 8.64e15 => date::milliseconds(*number as i64)
            .ok_or_else(|| date::fault(format!("{number} is no date"), "write `2022-01-05`")),
        Value::Text(words) if !words.trim().is_empty() => {
            let bare = words.trim();
            let bare = bare.strip_prefix("new Date(").and_then(|rest| rest.strip_suffix(')')).unwrap_or(bare);
            date::words(bare.trim_matches(['"', '\'']), Order::MonthFirst)
        }
        _ => Err(date::fault("this is no date", "write it as `2022-01-05`, or in milliseconds since 1970")),
    }
}
