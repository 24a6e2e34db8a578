//! A story as an editor is writing it: every problem with its mends, and what can be shown meanwhile.
//!
//! A story with errors cannot be compiled. An editor who mistypes one date still wants to see the other events, so entries with
//! errors are left out of what is shown, and the report says how many.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Value, json};

use super::mend::{Mend, mends};
use crate::compile::compile;
use crate::model::{Story, pack};
use crate::publish::origins::{Origins, origins};
use crate::story::load_object;
use crate::story::object::{Diagnostic, Object};

/// Compiling without an entry may make others faulty: those that name it. Behind so many rounds the story is not shown.
const ROUNDS: usize = 4;

/// Shown where a story has no title yet.
const UNTITLED: &str = "Untitled";

/// A problem with what would mend it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Found {
    /// The problem.
    #[serde(flatten)]
    pub problem: Diagnostic,
    /// Changes that mend it, the likeliest first; empty where only the editor can know.
    pub mends: Vec<Mend>,
}

/// A story's state.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Every problem.
    pub problems: Vec<Found>,
    /// Entries that are not shown, by list: `{"events": 2}`.
    pub left_out: BTreeMap<String, usize>,
    /// Whether the story as it stands can be published.
    pub is_whole: bool,
    /// The ids of the story's events in the order of the list, those that were made of headlines among them; empty where an
    /// event is left out.
    pub ids: Vec<String>,
    /// Where files of what is shown come from.
    pub origins: Origins,
}

/// A report, and the story that can be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// What to tell the editor.
    pub report: Report,
    /// The story without the entries that have errors; none where nothing is left.
    pub story: Option<Story>,
}

/// Checks a story in JSON.
pub fn check(story: &Value) -> Checked {
    let mut shown = story.clone();
    let mut problems = Vec::new();
    let mut left_out = BTreeMap::new();
    let mut ids = Vec::new();
    for round in 0..ROUNDS {
        let object = Object::read(&shown);
        let (found, faulty) = match load_object(&object) {
            Ok((mut authored, warnings)) => {
                // It shows and publishes the original alone.
                authored.languages.clear();
                if round == 0 {
                    problems = with_mends(object.diagnostics(&warnings), story);
                    ids = authored.events.iter().map(|event| event.id.clone()).collect();
                }
                match compile(&authored) {
                    Ok(compiled) => {
                        let is_whole = round == 0;
                        let report = Report { problems, left_out, is_whole, ids, origins: origins(&compiled) };
                        return Checked { report, story: Some(compiled) };
                    }
                    Err(error) => (vec![as_a_whole(&error)], BTreeSet::new()),
                }
            }
            Err(found) => {
                let found = object.diagnostics(&found);
                let faulty = found.iter().filter(|it| it.severity == "error").map(|it| it.path.clone()).collect();
                (found, faulty)
            }
        };
        if round == 0 {
            problems = with_mends(found, story);
        }
        if !without(&mut shown, &faulty, &mut left_out) {
            break;
        }
    }
    let report = Report { problems, left_out, is_whole: false, ids, origins: Origins::default() };
    Checked { report, story: None }
}

/// A problem of the story without a place.
fn as_a_whole(error: &dyn std::fmt::Display) -> Diagnostic {
    Diagnostic {
        severity: "error",
        code: "compile",
        path: String::new(),
        message: error.to_string(),
        help: String::new(),
    }
}

fn with_mends(problems: Vec<Diagnostic>, story: &Value) -> Vec<Found> {
    let found = |problem: Diagnostic| Found { mends: mends(&problem, story), problem: at_field(problem) };
    problems.into_iter().map(found).collect()
}

/// A problem of a whole entry or medium at the value that would mend it: that is the field of a form to lead to.
fn at_field(mut problem: Diagnostic) -> Diagnostic {
    // The message names the keys after what it is about: "the event `a` has no `headline` or `cites`".
    let lacking = problem.message.rsplit_once(" has n").and_then(|(_, keys)| keys.split('`').nth(1)).map(str::to_owned);
    let key = match problem.code {
        "missing-alt" => "alt",
        "media-size" => "width",
        "missing-claimant" => "claimant",
        "missing-key" => lacking.as_deref().unwrap_or_default(),
        _ => "",
    };
    let dot = if problem.path.is_empty() || key.is_empty() { "" } else { "." };
    problem.path = [&problem.path, dot, key].concat();
    problem
}

/// Takes the entries at these paths out of a story, and says whether that made it another one.
fn without(story: &mut Value, paths: &BTreeSet<String>, left_out: &mut BTreeMap<String, usize>) -> bool {
    let mut rows: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    let mut media: BTreeSet<(String, usize)> = BTreeSet::new();
    let mut is_changed = false;
    for path in paths {
        if let Some(found) = medium(path) {
            media.insert(found);
            continue;
        }
        match entry(path) {
            Some((list, index)) => {
                rows.entry(list).or_default().insert(index);
            }
            None => is_changed |= default_at(story, path),
        }
    }
    // From the last to the first, so that those before keep their places.
    for (pointer, index) in media.into_iter().rev() {
        let list = story.pointer_mut(&pointer).and_then(Value::as_array_mut);
        if let Some(list) = list.filter(|list| index < list.len()) {
            list.remove(index);
            *left_out.entry("media".to_owned()).or_default() += 1;
            is_changed = true;
        }
    }
    for (list, indices) in rows {
        let Some(Value::Array(entries)) = story.get_mut(list) else { continue };
        for index in indices.iter().rev().filter(|index| **index < entries.len()).copied().collect::<Vec<_>>() {
            entries.remove(index);
            *left_out.entry(list.to_owned()).or_default() += 1;
            is_changed = true;
        }
    }
    is_changed
}

/// The list and the index that a path begins with: `events[3].date` is the event 3.
fn entry(path: &str) -> Option<(&str, usize)> {
    let (list, rest) = path.split_once('[')?;
    let (index, _) = rest.split_once(']')?;
    Some((list, index.parse().ok()?)).filter(|_| !list.is_empty() && !list.contains('.'))
}

/// The pointer of the list of media and the index that a path leads to: `events[3].media[0].alt` is the first of `/events/3/media`.
fn medium(path: &str) -> Option<(String, usize)> {
    let (of, rest) = path.split_once("media[")?;
    let (index, _) = rest.split_once(']')?;
    let of = of.replace('[', "/").replace("].", "/");
    Some((format!("/{of}media"), index.parse().ok()?))
}

/// Gives the head of a story what it needs to be shown.
fn default_at(story: &mut Value, path: &str) -> bool {
    let Some(head) = story.as_object_mut() else { return false };
    match path {
        "" => {
            let mut is_changed = false;
            for (key, value) in [("title", UNTITLED), ("lang", "en")] {
                let is_there = head.get(key).and_then(Value::as_str).is_some_and(|words| !words.trim().is_empty());
                if !is_there {
                    head.insert(key.to_owned(), json!(value));
                    is_changed = true;
                }
            }
            is_changed
        }
        "title" => head.insert(path.to_owned(), json!(UNTITLED)) != Some(json!(UNTITLED)),
        "lang" => head.insert(path.to_owned(), json!("en")) != Some(json!("en")),
        _ => {
            let key = path.split(['.', '[']).next().unwrap_or_default();
            head.remove(key).is_some()
        }
    }
}

/// The packed story of what can be shown.
pub fn packed(checked: &Checked) -> Option<Vec<u8>> {
    checked.story.as_ref().and_then(|story| pack(story).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn story(events: &Value) -> Value {
        json!({ "id": "x", "lang": "en", "title": "X", "evidence": "none", "events": events })
    }

    #[test]
    fn a_faulty_row_is_left_out_and_the_others_are_shown() {
        let checked = check(&story(&json!([
            { "id": "a", "date": "2021-05-06", "headline": "One" },
            { "id": "b", "date": "6 May 2021", "headline": "Two" },
            { "id": "c", "date": "2022", "headline": "" },
        ])));
        assert_eq!(checked.report.left_out, BTreeMap::from([("events".to_owned(), 2)]));
        assert_eq!(checked.story.map(|story| story.events.len()), Some(1));
        let paths: Vec<&str> = checked.report.problems.iter().map(|found| found.problem.path.as_str()).collect();
        assert_eq!(paths, ["events[1].date", "events[2].headline"]);
        assert!(!checked.report.is_whole);
    }

    #[test]
    fn what_names_a_row_that_is_left_out_is_left_out_too_and_not_blamed() {
        let checked = check(&story(&json!([
            { "id": "a", "date": "soon", "headline": "One" },
            { "id": "b", "after": "a", "headline": "Two" },
            { "id": "c", "date": "2022", "headline": "Three" },
        ])));
        assert_eq!(checked.report.left_out.get("events"), Some(&2));
        let errors = checked.report.problems.iter().filter(|found| found.problem.severity == "error").count();
        assert_eq!(errors, 1);
    }

    #[test]
    fn what_an_entry_lacks_is_a_problem_of_its_field() {
        let mut story =
            story(&json!([{ "id": "a", "date": "2021", "headline": "One" }, { "id": "b", "headline": "Two" },
            { "id": "c", "date": "2022", "status": "allegation" }]));
        story["questions"] = json!([{ "id": "q", "accounts": [{ "says": "So" }, {}] }]);
        let problems = check(&story).report.problems.into_iter();
        let paths: Vec<String> = problems.map(|found| found.problem.path).filter(|path| path != "events").collect();
        let wanted = [
            "events[1].date",
            "events[2].claimant",
            "events[2].headline",
            "questions[0].asks",
            "questions[0].accounts[0].attributed_to",
            "questions[0].accounts[1].says",
        ];
        assert_eq!(paths, wanted);
    }

    #[test]
    fn a_faulty_medium_is_left_out_and_its_event_is_shown() {
        let picture = |url: &str| json!({ "url": url, "kind": "image", "alt": "A bridge", "width": 3, "height": 2 });
        let mut story = story(&json!([{ "id": "a", "date": "2021", "headline": "One", "media": [
            { "url": "ftp://x", "kind": "image" }, picture("https://a.example/b.jpg"), { "url": "https://a.example/c.jpg" },
        ] }]));
        story["media"] = json!([{ "url": "https://b.example/d.jpg" }]);
        let checked = check(&story);
        assert_eq!(checked.report.left_out, BTreeMap::from([("media".to_owned(), 3)]));
        assert_eq!(checked.report.origins.images.into_iter().collect::<Vec<_>>(), ["https://a.example"]);
        assert_eq!(checked.story.map(|story| story.events.len()), Some(1));
    }

    #[test]
    fn a_story_without_a_title_is_shown_untitled_and_told() {
        let checked = check(&json!({ "lang": "en", "title": "", "events": [{ "date": "2022", "headline": "One" }] }));
        assert_eq!(checked.story.map(|story| story.title), Some(UNTITLED.to_owned()));
        assert!(checked.report.problems.iter().any(|found| found.problem.path == "title"));
    }

    #[test]
    fn nothing_is_shown_of_nothing() {
        for hopeless in [json!(null), json!([]), json!({}), story(&json!([])), story(&json!("x"))] {
            let checked = check(&hopeless);
            assert!(checked.story.is_none(), "{hopeless}");
            assert!(!checked.report.problems.is_empty(), "{hopeless}");
        }
    }

    #[test]
    fn a_whole_story_can_be_published() {
        let checked = check(&story(&json!([{ "date": "2022", "headline": "The bridge opens" }])));
        assert!(checked.report.is_whole);
        assert_eq!(checked.report.ids, ["the-bridge-opens"]);
        assert!(packed(&checked).is_some());
    }
}
