//! `www/story.schema.json`, by which an editor's program completes a story, says what the loader says: the same fields, the
//! same ones required, the same choices. The loader is asked by getting everything wrong.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use backstory::compile::object::pack_object;
use backstory::story::files::{File, Files, NAMES};
use backstory::story::object::{Diagnostic, Object};
use backstory::story::written::written;
use regex::Regex;
use serde_json::{Map, Value, json};

/// What no field and no choice is called, nor nearly.
const UNKNOWN: &str = "qqqqqqqqqqqqqqqq";

fn schema() -> Value {
    serde_json::from_str(&fs::read_to_string("www/story.schema.json").unwrap()).unwrap()
}

/// Every object of the schema, by the path at which the loader meets one.
fn objects(schema: &Value) -> Vec<(String, &Value)> {
    let mut found = vec![(String::new(), schema)];
    let mut at = 0;
    while let Some((path, object)) = found.get(at).cloned() {
        for (name, field) in object["properties"].as_object().unwrap() {
            let row = resolved(schema, &field["items"]);
            if row["type"] == "object" {
                let path = if path.is_empty() { format!("{name}[0]") } else { format!("{path}.{name}[0]") };
                found.push((path, row));
            }
        }
        at += 1;
    }
    found
}

fn resolved<'a>(schema: &'a Value, of: &'a Value) -> &'a Value {
    match of["$ref"].as_str() {
        Some(reference) => schema.pointer(reference.trim_start_matches('#')).unwrap(),
        None => of,
    }
}

/// An object with one row in every list of rows, each filled by `fill`.
fn probe(schema: &Value, object: &Value, fill: &dyn Fn(&Value) -> Map<String, Value>) -> Value {
    let mut filled = fill(object);
    for (name, field) in object["properties"].as_object().unwrap() {
        let row = resolved(schema, &field["items"]);
        if row["type"] == "object" {
            filled.insert(name.clone(), json!([probe(schema, row, fill)]));
        }
    }
    Value::Object(filled)
}

fn problems(story: Value) -> Vec<Diagnostic> {
    pack_object(&Object::read(story)).unwrap_err()
}

/// The words between backquotes.
fn quoted(text: &str) -> BTreeSet<String> {
    text.split('`').skip(1).step_by(2).map(String::from).collect()
}

fn names(list: &Value) -> BTreeSet<String> {
    list.as_array().into_iter().flatten().map(|name| name.as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_field_the_loader_knows_is_in_the_schema_and_no_other() {
    let schema = schema();
    let problems = problems(probe(&schema, &schema, &|_| Map::from_iter([(UNKNOWN.to_owned(), json!(0))])));
    for (path, object) in objects(&schema) {
        let place = if path.is_empty() { UNKNOWN.to_owned() } else { format!("{path}.{UNKNOWN}") };
        let problems =
            problems.iter().find(|problems| problems.path == place && problems.code == "unknown-key").unwrap();
        let known = problems.help.strip_prefix("the keys known here are ").unwrap();
        let known: BTreeSet<String> = known.split(", ").map(String::from).collect();
        let fields: BTreeSet<String> = object["properties"].as_object().unwrap().keys().cloned().collect();
        assert_eq!(fields, known, "at `{path}`");
        assert_eq!(object["additionalProperties"], json!(false), "at `{path}`");
    }
}

#[test]
fn what_the_loader_requires_the_schema_requires() {
    let schema = schema();
    // The schema requires what every level of evidence does.
    let mut bare = probe(&schema, &schema, &|_| Map::new());
    bare["evidence"] = json!("none");
    let problems_of_rows = problems(bare.clone());
    bare["events"] = json!([]);
    bare["questions"][0]["accounts"] = Value::Null;
    let problems_without = problems(bare);
    for (path, object) in objects(&schema) {
        let mut missing = BTreeSet::new();
        for problems in problems_of_rows
            .iter()
            .chain(&problems_without)
            .filter(|problems| problems.path == path && problems.code == "missing-key")
        {
            // An event has either, and the whole story has events.
            if let Some((_, list)) = problems.message.split_once(" has no ") {
                missing.extend(quoted(list));
            } else {
                assert_eq!(
                    quoted(&problems.message),
                    ["after", "date"].map(String::from).into(),
                    "{}",
                    problems.message
                );
                assert_eq!(object["anyOf"], json!([{ "required": ["date"] }, { "required": ["after"] }]));
            }
        }
        assert_eq!(names(&object["required"]), missing, "at `{path}`");
    }
}

#[test]
fn every_choice_the_loader_knows_is_in_the_schema_and_no_other() {
    let schema = schema();
    let choices = |object: &Value| {
        let choice = |field: &Value| {
            let is_list = field["items"]["enum"].is_array();
            (is_list || field["enum"].is_array()).then(|| if is_list { json!([UNKNOWN]) } else { json!(UNKNOWN) })
        };
        let fields = object["properties"].as_object().unwrap();
        fields.iter().filter_map(|(name, field)| Some((name.clone(), choice(field)?))).collect()
    };
    let problems = problems(probe(&schema, &schema, &choices));
    let mut seen = 0;
    for (path, object) in objects(&schema) {
        for (name, field) in object["properties"].as_object().unwrap() {
            let (place, list) = match (&field["enum"], &field["items"]["enum"]) {
                (Value::Array(_), _) => (format!("{path}.{name}").trim_start_matches('.').to_owned(), &field["enum"]),
                (_, Value::Array(_)) => (format!("{path}.{name}[0]"), &field["items"]["enum"]),
                _ => continue,
            };
            let problems =
                problems.iter().find(|problems| problems.path == place && problems.code == "unknown-choice").unwrap();
            let known = problems.help.strip_prefix("known are ").unwrap();
            assert_eq!(names(list), known.split(", ").map(String::from).collect(), "at `{place}`");
            seen += 1;
        }
    }
    assert_eq!(problems.iter().filter(|problems| problems.code == "unknown-choice").count(), seen);
}

/// What a value breaks of the part of JSON Schema that the file uses.
fn broken(schema: &Value, rule: &Value, value: &Value, path: &str, faults: &mut Vec<String>) {
    for (keyword, wanted) in rule.as_object().unwrap() {
        let length = || value.as_str().map_or(0, |text| text.chars().count()) as u64;
        let holds = match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" => true,
            "$ref" => {
                broken(schema, resolved(schema, rule), value, path, faults);
                true
            }
            "type" => match wanted.as_str().unwrap() {
                "object" => value.is_object(),
                "array" => value.is_array(),
                "string" => value.is_string(),
                "integer" => value.is_u64(),
                "boolean" => value.is_boolean(),
                other => panic!("a type {other}"),
            },
            "required" => names(wanted).iter().all(|name| value.get(name).is_some()),
            "anyOf" => wanted.as_array().unwrap().iter().any(|rule| {
                let mut faults = Vec::new();
                broken(schema, rule, value, path, &mut faults);
                faults.is_empty()
            }),
            "properties" => {
                for (name, inside) in value.as_object().unwrap() {
                    if let Some(rule) = wanted.get(name) {
                        broken(schema, rule, inside, &format!("{path}.{name}"), faults);
                    }
                }
                true
            }
            "additionalProperties" => {
                let known = rule["properties"].as_object().unwrap();
                value.as_object().unwrap().keys().all(|name| known.contains_key(name))
            }
            "items" => {
                for (at, inside) in value.as_array().unwrap().iter().enumerate() {
                    broken(schema, wanted, inside, &format!("{path}[{at}]"), faults);
                }
                true
            }
            "enum" => wanted.as_array().unwrap().contains(value),
            "pattern" => Regex::new(wanted.as_str().unwrap()).unwrap().is_match(value.as_str().unwrap()),
            "minLength" => length() >= wanted.as_u64().unwrap(),
            "minItems" => value.as_array().unwrap().len() as u64 >= wanted.as_u64().unwrap(),
            "minimum" => value.as_u64() >= wanted.as_u64(),
            "maximum" => value.as_u64() <= wanted.as_u64(),
            other => panic!("this test does not know the keyword {other}"),
        };
        if !holds {
            faults.push(format!("{path}: {keyword}"));
        }
    }
}

/// The story in a folder of this repository, as one object.
fn story(folder: &str) -> Value {
    let read = |name: &str| fs::read_to_string(Path::new(folder).join(name)).unwrap();
    let files = Files(NAMES.map(|name| File { name: name.to_owned(), text: read(name) }).into());
    serde_json::from_str(&written(&files).unwrap()).unwrap()
}

#[test]
fn stories_without_problems_pass_the_schema_and_others_do_not() {
    let schema = schema();
    let faults = |story: &Value| {
        let mut faults = Vec::new();
        broken(&schema, &schema, story, "", &mut faults);
        faults
    };
    for folder in ["seeds", "src/cli/starter"] {
        assert_eq!(faults(&story(folder)), [""; 0], "{folder}");
    }
    let mut wrong = story("src/cli/starter");
    wrong["events"][0]["status"] = json!("rumour");
    wrong["events"][1]["cites"][0] = json!("gazette:");
    wrong["events"][2]["id"] = json!("Ferry");
    wrong["events"][2]["date"].take();
    wrong["terms"][0].as_object_mut().unwrap().remove("label");
    wrong["questions"][0]["accounts"].as_array_mut().unwrap().pop();
    wrong["sources"][0]["paragraphs"] = json!(0);
    wrong["voices"][0]["nmaed"] = json!(true);
    let mut found = faults(&wrong);
    found.sort();
    assert_eq!(
        found,
        [
            ".events[0].status: enum",
            ".events[1].cites[0]: pattern",
            ".events[2].date: minLength",
            ".events[2].date: type",
            ".events[2].id: pattern",
            ".questions[0].accounts: minItems",
            ".sources[0].paragraphs: minimum",
            ".terms[0]: required",
            ".voices[0]: additionalProperties",
        ]
    );
}
