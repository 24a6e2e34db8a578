//! A story as an object: what scripts set and JSON files hold is the same language as the TOML of a folder.

use std::fs;
use std::path::Path;

use backstory::compile::compile;
use backstory::compile::object::pack_object;
use backstory::model::pack;
use backstory::story::files::{File, Files, NAMES};
use backstory::story::object::{Diagnostic, Object};
use backstory::story::written::written;
use backstory::story::{load, load_json, load_object};
use serde_json::{Map, Value, json};

/// What an object calls the rows that TOML's files have one by one.
const LISTS: [(&str, &str); 11] = [
    ("theme", "themes"),
    ("lane", "lanes"),
    ("topic", "topics"),
    ("era", "eras"),
    ("chapter", "chapters"),
    ("revision", "revisions"),
    ("source", "sources"),
    ("event", "events"),
    ("term", "terms"),
    ("question", "questions"),
    ("voice", "voices"),
];

/// The files of the story in a folder of this repository.
fn files(folder: &str) -> Files {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    Files(NAMES.map(|name| File { name: name.to_owned(), text: read(name) }).into())
}

/// The same story as one object.
fn object(files: &Files) -> Value {
    let mut whole = Map::new();
    for file in &files.0 {
        let mut tables: Map<String, Value> = toml::from_str(&file.text).unwrap();
        if let Some(Value::Object(head)) = tables.remove("story") {
            whole.extend(head);
        }
        for (name, mut rows) in tables {
            for row in rows.as_array_mut().unwrap().iter_mut().filter_map(Value::as_object_mut) {
                if let Some(accounts) = row.remove("account") {
                    row.insert("accounts".into(), accounts);
                }
            }
            let (_, list) = LISTS.iter().find(|(table, _)| *table == name).unwrap();
            whole.insert((*list).to_owned(), rows);
        }
    }
    Value::Object(whole)
}

fn starter() -> Value {
    object(&files("src/cli/starter"))
}

/// What is problems of the starter story after a change.
fn problems(change: impl FnOnce(&mut Value)) -> Vec<Diagnostic> {
    let mut story = starter();
    change(&mut story);
    pack_object(&Object::read(story)).unwrap_err()
}

/// The places of what is problems, and the kinds of problem.
fn places(problems: &[Diagnostic]) -> Vec<(&str, &str)> {
    problems.iter().map(|problems| (problems.path.as_str(), problems.code)).collect()
}

#[test]
fn a_story_is_the_same_bytes_in_toml_in_json_and_as_an_object() {
    for folder in ["seeds", "src/cli/starter"] {
        let files = files(folder);
        let (story, _) = load(&files).unwrap();
        let packed = pack(&compile(&story).unwrap()).unwrap();
        let object = object(&files);
        assert!(pack_object(&Object::read(&object)).unwrap() == packed, "{folder} as an object");

        let text = written(&files).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), object);
        let (story, _) = load_json(&Files(vec![File { name: "story.json".into(), text }])).unwrap();
        assert!(pack(&compile(&story).unwrap()).unwrap() == packed, "{folder} in JSON");
    }
}

#[test]
fn every_problem_is_told_with_its_path() {
    let problems = problems(|story| {
        story["events"][1]["date"] = json!("2024-13-02");
        story["events"][2]["lane"] = json!("river");
        story["events"][0]["importance"] = json!("1");
        story["terms"][0]["sumary"] = json!("x");
        story["questions"][0]["accounts"][1].as_object_mut().unwrap().remove("says");
        story["voices"][0]["cites"][0] = json!("gazette:7");
        story["eras"] = json!({ "id": "closure" });
        story["evnts"] = json!([]);
        story["title"] = Value::Null;
    });
    let mut found = places(&problems);
    found.sort_unstable();
    assert_eq!(
        found,
        [
            ("", "missing-key"),
            ("eras", "wrong-type"),
            ("events[0].importance", "wrong-type"),
            ("events[1].date", "bad-date"),
            ("events[2].lane", "unknown-id"),
            ("evnts", "unknown-key"),
            ("questions[0].accounts[1]", "missing-key"),
            ("terms[0].sumary", "unknown-key"),
            ("voices[0].cites[0]", "cite-past-end"),
        ]
    );
    let of = |path: &str| problems.iter().find(|problems| problems.path == path).unwrap();
    assert_eq!(of("evnts").help, "did you mean `events`?");
    assert_eq!(of("events[0].importance").help, "write it without quotation marks: `\"importance\": 1`");
    assert_eq!(of("eras").message, "`eras` is a list of objects, not an object");
    assert!(of("").message.contains("has no `title`"), "{}", of("").message);
    assert!(
        problems.iter().all(|problems| !problems.help.contains("[[") && !problems.help.contains(".toml")),
        "TOML: {problems:?}"
    );
}

#[test]
fn other_places_are_named_too() {
    let problems = problems(|story| story["terms"][1]["id"] = json!("bridge-closed"));
    let taken = problems.iter().find(|problems| problems.code == "duplicate-id").unwrap();
    assert_eq!(taken.path, "terms[1].id");
    assert!(taken.message.ends_with("; first used here: events[1].id"), "{}", taken.message);
}

#[test]
fn what_is_no_story_is_told_in_one_piece() {
    for (value, found) in [
        (json!([]), "a list"),
        (json!("BKST"), "a text in quotation marks"),
        (json!(7), "a number"),
        (json!(null), "nothing"),
    ] {
        let problems = pack_object(&Object::read(value)).unwrap_err();
        assert_eq!(places(&problems), [("", "wrong-type")]);
        assert_eq!(problems[0].message, format!("a story is an object, not {found}"));
    }
    let bare = pack_object(&Object::read(json!({}))).unwrap_err();
    assert_eq!(places(&bare), [("", "missing-key"), ("", "missing-key")]);
    assert_eq!(bare[0].message, "the story has no `events`");
}

#[test]
fn absent_lists_are_empty_and_a_schema_may_be_named() {
    let mut story = starter();
    story["$schema"] = json!("story.schema.json");
    story["questions"] = Value::Null;
    story.as_object_mut().unwrap().remove("voices");
    pack_object(&Object::read(story)).unwrap();
}

#[test]
fn what_is_wrong_in_json_is_shown_at_its_line() {
    let text = "{\n  \"id\": \"a\",\n  \"events\": [\n    { \"id\": \"b\", \"date\": \"2024-02-30\" }\n  ]\n}\n";
    let problems = load_json(&Files(vec![File { name: "s.json".into(), text: text.into() }])).unwrap_err();
    let date = problems.iter().find(|problem| problem.code == "bad-date").unwrap();
    let span = date.span.as_ref().unwrap();
    assert_eq!(text.get(span.bytes.clone()), Some("30"), "the part that cannot be");
}

#[test]
fn a_story_has_as_many_events_as_the_manual_says_and_no_more() {
    let story = |events: usize| {
        let mut story = starter();
        let event = story["events"][0].clone();
        let numbered = |n: usize| {
            let mut event = event.clone();
            event["id"] = json!(format!("event-{n}"));
            event
        };
        story["events"].as_array_mut().unwrap().extend((3..events).map(numbered));
        Object::read(story)
    };
    // More than indices of two bytes can number.
    assert!(load_object(&story(65_537)).is_ok());
    let problems = load_object(&story(100_001)).unwrap_err();
    let [problem] = problems.as_slice() else { panic!("one problem, not {problems:?}") };
    assert_eq!(problem.message, "a story can have 100000 of `events`, not 100001");
}

#[test]
fn words_of_the_interface_in_an_object_are_read() {
    let mut story = starter();
    story["words"] =
        json!({ "close": "Dismiss", "status": { "official": "On the record" }, "plural": { "one": "n = 1" } });
    let packed = pack_object(&Object::read(&story)).unwrap();
    let files = Files(vec![File { name: "story.json".into(), text: story.to_string() }]);
    assert!(packed == pack(&compile(&load_json(&files).unwrap().0).unwrap()).unwrap(), "as in JSON");
    story["words"] = json!({ "cloze": "Dismiss" });
    let problems = pack_object(&Object::read(&story)).unwrap_err();
    let error = problems.iter().find(|problem| problem.severity == "error").unwrap();
    assert_eq!((error.path.as_str(), error.help.as_str()), ("words.cloze", "did you mean `close`?"));
}

#[test]
fn a_colour_is_a_slot_and_a_themes_goes_before_a_lanes() {
    let mut story = json!({
        "lang": "en",
        "title": "The footbridge",
        "lanes": [{ "id": "river", "label": "River", "colour": 2 }, { "id": "town", "label": "Town" }],
        "themes": [{ "id": "repairs", "label": "Repairs" }, { "id": "council", "label": "Council", "colour": 5 }],
        "events": [
            { "date": "2024-03-02", "headline": "The council closes the footbridge", "lane": "river", "themes": ["repairs"] },
            { "date": "2024-03-04", "headline": "A ferry starts", "lane": "river", "themes": ["repairs", "council"] },
            { "date": "2024-03-05", "headline": "A petition begins", "lane": "town" },
        ],
    });
    let hues = |story: &Value| -> Vec<u8> {
        let (authored, _) = load_object(&Object::read(story)).unwrap();
        compile(&authored).unwrap().events.iter().map(|event| event.hue).collect()
    };
    assert_eq!(hues(&story), [25, 47, 0]);
    for (colour, code) in [(json!(9), "out-of-range"), (json!(0), "out-of-range"), (json!("#f00"), "wrong-type")] {
        story["lanes"][0]["colour"] = colour.clone();
        let object = Object::read(&story);
        let found = object.diagnostics(&load_object(&object).unwrap_err());
        let found: Vec<(&str, &str)> = found.iter().map(|it| (it.code, it.path.as_str())).collect();
        assert!(found.contains(&(code, "lanes[0].colour")), "{colour}: {found:?}");
    }
}
