//! The last check of an import: the story is read as every command reads it, and rows that it would refuse are left out, with
//! the reason that the check gives. What passes here passes `backstory check`.

use std::collections::BTreeMap;

use super::Failure;
use super::context::Context;
use super::json::Value;
use super::report::{Effect, Entries, Note, Place, Report};
use super::story::Story;
use crate::story::load_object;
use crate::story::object::{Diagnostic, Object};

/// The places of a story's rows, by list.
#[derive(Debug, Default)]
pub(super) struct Places {
    pub(super) events: Vec<Place>,
    pub(super) eras: Vec<Place>,
    pub(super) terms: Vec<Place>,
    /// Of any other list.
    pub(super) others: BTreeMap<String, Vec<Place>>,
}

/// Lists whose rows are entries of their own.
const ENTRIES: [&str; 5] = ["events", "eras", "terms", "questions", "voices"];

/// Most rounds: a row that is left out may be one that another names.
const ROUNDS: usize = 6;

/// The story without the rows that the check refuses, and the finished report.
///
/// # Errors
/// The caller stopped the import.
pub(super) fn passed(story: Story, places: &Places, mut context: Context<'_>) -> Result<(Story, Report), Failure> {
    let Story(Value::Object(mut fields)) = story else { return Ok((story, context.report)) };
    let mut indices: BTreeMap<String, Vec<usize>> =
        fields.iter().filter_map(|(list, value)| Some((list.clone(), (0..value.list()?.len()).collect()))).collect();
    for _ in 0..ROUNDS {
        let done = context.report.rows;
        context.progress(done, Some(done))?;
        let value = serde_json::Value::Object(fields.iter().map(|(key, value)| (key.clone(), value.into())).collect());
        let object = Object::read(value);
        let Err(problems) = load_object(&object) else { break };
        let problems = problems.into_iter().filter(crate::story::problem::Problem::is_error).collect::<Vec<_>>();
        let mut faults: BTreeMap<(String, usize), Diagnostic> = BTreeMap::new();
        let known = fields.len();
        for fault in object.diagnostics(&problems) {
            if let Some(row) = row_of(&fault.path) {
                faults.entry(row).or_insert(fault);
            } else if fault.code == "unknown-key" {
                fields.retain(|(key, _)| *key != fault.path);
                let place = Place::Pointer(format!("/{}", fault.path));
                context.report.note(Note {
                    kind: fault.code,
                    effect: Effect::Lost,
                    place,
                    message: fault.message,
                    help: fault.help,
                });
            }
        }
        if faults.is_empty() && fields.len() == known {
            break;
        }
        for ((list, index), fault) in faults.into_iter().rev() {
            let Some(Value::List(rows)) = fields.iter_mut().find(|(key, _)| *key == list).map(|(_, value)| value)
            else {
                continue;
            };
            let Some(row) = rows.get_mut(index) else { continue };
            if let Some(key) = unknown_key(&fault, row) {
                // What a story has no field for costs the field, not the row.
                let original = indices.get(&list).and_then(|known| known.get(index)).copied().unwrap_or(index);
                let place = place_of(places, &list, original);
                let message = format!("`{key}`: {}", fault.message);
                context.report.note(Note { kind: fault.code, effect: Effect::Lost, place, message, help: fault.help });
                continue;
            }
            rows.remove(index);
            let known = indices.entry(list.clone()).or_default();
            let original = if index < known.len() { known.remove(index) } else { index };
            let effect = if ENTRIES.contains(&list.as_str()) { Effect::LeftOut } else { Effect::Lost };
            let place = place_of(places, &list, original);
            let field = fault.path.split_once("].").map(|(_, field)| format!("`{field}`: ")).unwrap_or_default();
            let note = Note { kind: fault.code, effect, place, message: field + &fault.message, help: fault.help };
            context.report.note(note);
        }
    }
    fields.retain(|(key, value)| key == "events" || value.list().is_none_or(|rows| !rows.is_empty()));
    let story = Story(Value::Object(fields));
    let mut report = context.report;
    report.entries = Entries {
        events: story.rows("events").len(),
        eras: story.rows("eras").len(),
        terms: story.rows("terms").len(),
        titles: report.entries.titles,
        others: story.rows("questions").len() + story.rows("voices").len(),
    };
    Ok((story, report))
}

/// Takes an unknown key of a row out of it.
fn unknown_key(fault: &Diagnostic, row: &mut Value) -> Option<String> {
    if fault.code != "unknown-key" {
        return None;
    }
    let (_, key) = fault.path.rsplit_once('.')?;
    let Value::Object(fields) = row else { return None };
    let position = fields.iter().position(|(name, _)| name == key)?;
    Some(fields.remove(position).0)
}

/// The list and the index of a path: `events[3].date`.
fn row_of(path: &str) -> Option<(String, usize)> {
    let (list, rest) = path.split_once('[')?;
    let (index, _) = rest.split_once(']')?;
    Some((list.to_owned(), index.parse().ok()?))
}

fn place_of(places: &Places, list: &str, index: usize) -> Place {
    let known = match list {
        "events" => Some(&places.events),
        "eras" => Some(&places.eras),
        "terms" => Some(&places.terms),
        other => places.others.get(other),
    };
    known.and_then(|places| places.get(index).cloned()).unwrap_or_else(|| Place::Pointer(format!("/{list}/{index}")))
}
