//! Beginning with a file or with what was pasted: an archive or a story of the desk's own is opened as it is, errors and all;
//! everything else is imported.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::archive;
use crate::import::{Failure, Field, Options, Progress, Report, import};
use std::ops::ControlFlow;

/// What the desk knows of the input.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Given {
    /// The file's name.
    pub name: Option<String>,
    /// Columns and the fields that they fill, where an editor has chosen: `[["B", "headline"]]`.
    pub map: Vec<(String, String)>,
}

/// What the desk begins with.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Begun {
    /// The story.
    pub story: Value,
    /// The desk's choices, in JSON, where it has any.
    pub choices: Option<String>,
    /// What became of each row of an import.
    pub report: Option<Report>,
}

/// Opens or imports. `watch` is called as rows are read.
///
/// # Errors
/// What is wrong with it, and what to do.
pub fn begin(bytes: &[u8], given: &Given, watch: &mut dyn FnMut(Progress)) -> Result<Begun, String> {
    if let Some(begun) = own(bytes)? {
        return Ok(begun);
    }
    let map = given.map.iter().filter_map(|(column, field)| Some((column.clone(), Field::named(field)?))).collect();
    let options = Options { name: given.name.clone(), map, ..Options::default() };
    // A worker that is to stop is ended: a module that computes hears nothing.
    let mut watch = |progress| {
        watch(progress);
        ControlFlow::Continue(())
    };
    let imported = import(bytes, &options, &mut watch).map_err(|failure| message_of(&failure))?;
    let json = imported.story.json().map_err(|error| error.to_string())?;
    let story = serde_json::from_str(&json).map_err(|error| error.to_string())?;
    Ok(Begun { story, choices: None, report: Some(imported.report) })
}

/// A failure with what to do, in the desk's words: it has no options of a command line.
fn message_of(failure: &Failure) -> String {
    let found = |names: &[String]| match names {
        [] => String::new(),
        names => format!(" Found: {}.", names.iter().map(|name| format!("“{name}”")).collect::<Vec<_>>().join(", ")),
    };
    let help = match failure {
        Failure::NoHeadings(names) => {
            format!("Give the first row headings, at least Date and Headline.{}", found(names))
        }
        Failure::Unrecognised(names) => {
            format!(
                "The desk reads tables (.xlsx, .ods, CSV), timelines of other tools, and its own archives.{}",
                found(names)
            )
        }
        other => sentence(&other.help()),
    };
    format!("{} {help}", sentence(&failure.to_string()))
}

fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let end = if words.ends_with(['.', '?', '!']) { "" } else { "." };
    [&first, letters.as_str(), end].concat()
}

/// An archive of the desk, or a story in its own form; `None` where it is something else.
fn own(bytes: &[u8]) -> Result<Option<Begun>, String> {
    if archive::is_archive(bytes) {
        // A workbook is an archive too.
        return match archive::open(bytes) {
            Ok(opened) => {
                let story = serde_json::from_str(&opened.story)
                    .map_err(|error| format!("The story.json in the archive is not JSON: {error}."))?;
                Ok(Some(Begun { story, choices: opened.choices, report: None }))
            }
            Err(archive::Refused::NoStory) => Ok(None),
            Err(refused) => Err(sentence(&refused.to_string())),
        };
    }
    let text = std::str::from_utf8(bytes).unwrap_or_default().trim_start_matches('\u{feff}');
    let story = serde_json::from_str::<Value>(text).ok().filter(is_own);
    Ok(story.map(|story| Begun { story, choices: None, report: None }))
}

/// Whether an object is a story as `docs/story-format.md` has it: other formats have `events` too, but no headlines in them.
fn is_own(story: &Value) -> bool {
    let events = story.get("events").and_then(Value::as_array);
    let has_head = story.get("title").is_some_and(Value::is_string) || story.get("lang").is_some_and(Value::is_string);
    has_head
        && events
            .is_some_and(|events| events.iter().all(|event| event.get("text").is_none_or(|text| !text.is_object())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn begun(bytes: &[u8]) -> Begun {
        begin(bytes, &Given::default(), &mut |_| ()).unwrap_or_else(|message| panic!("{message}"))
    }

    #[test]
    fn a_story_of_the_desk_is_opened_with_its_errors() {
        let story = json!({ "title": "", "lang": "en", "events": [{ "date": "soon" }] });
        assert_eq!(begun(story.to_string().as_bytes()), Begun { story: story.clone(), choices: None, report: None });
        let files = [("story.json".to_owned(), story.to_string().into_bytes())];
        assert_eq!(begun(&archive::archive(&files).unwrap()).story, story);
    }

    #[test]
    fn a_table_is_imported_with_its_columns_told() {
        let begun = begun("Date\tHeadline\n2021\tOne\n2022\tTwo\n".as_bytes());
        let report = begun.report.unwrap_or_else(|| panic!("no report"));
        let fields: Vec<_> = report.columns.iter().map(|column| column.field).collect();
        assert_eq!((report.rows, fields), (2, vec![Some("date"), Some("headline")]));
        assert_eq!(begun.story["events"].as_array().map(Vec::len), Some(2));
    }

    #[test]
    fn what_cannot_be_read_is_told_with_what_to_do() {
        for (bytes, says) in [
            (&b""[..], "There is nothing in it."),
            (b"PK\x03\x04junk", "damaged"),
            (b"a\tb\nc\td", "Give the first row headings"),
            (b"\x89PNG\r\n\x1a\n\0\0\0", "Save it as"),
        ] {
            let message = begin(bytes, &Given::default(), &mut |_| ()).unwrap_err();
            assert!(message.contains(says) && !message.contains("--"), "{message}");
        }
    }
}
