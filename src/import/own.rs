//! Backstory's own format: the story as it is. `gate` reports what the checks refuse.

use super::Failure;
use super::context::Context;
use super::gate::Places;
use super::json::Value;
use super::report::Place;
use super::story::Story;

/// The story of an object in the form of `docs/story-format.md`.
///
/// # Errors
/// There are too many rows, or the caller stopped the import.
pub(super) fn read(top: &Value, context: &mut Context<'_>) -> Result<(Story, Places), Failure> {
    let mut places = Places::default();
    for (list, value) in top.fields() {
        let Some(rows) = value.list() else { continue };
        let pointers = (0..rows.len()).map(|index| Place::Pointer(format!("/{list}/{index}"))).collect::<Vec<_>>();
        match list.as_str() {
            "events" => places.events = pointers,
            "eras" => places.eras = pointers,
            "terms" => places.terms = pointers,
            _ => {
                places.others.insert(list.clone(), pointers);
            }
        }
        if matches!(list.as_str(), "events" | "eras" | "terms" | "questions" | "voices") {
            for _ in rows {
                context.row(Some(rows.len()))?;
            }
        }
    }
    context.report.lang = top.text("lang").unwrap_or_default();
    let mut fields = top.fields().to_vec();
    for (key, value) in [("lang", context.options.lang.clone()), ("title", context.options.title.clone())] {
        let Some(value) = value else { continue };
        fields.retain(|(name, _)| name != key);
        fields.insert(0, (key.to_owned(), Value::Text(value)));
    }
    Ok((Story(Value::Object(fields)), places))
}
