//! Every text of a story counts: whatever field it is written in, search finds it and it uses the terms it names. The
//! fields are not listed here: every string of the starter story that may hold any words is tried.

use std::path::Path;

use backstory::compile::object::pack_object;
use backstory::model::{Story, unpack};
use backstory::search::{Index, search};
use backstory::story::files::{File, Files, NAMES};
use backstory::story::load_object;
use backstory::story::object::Object;
use backstory::story::problem::Problem;
use backstory::story::written::written;
use serde_json::{Value, json};

/// A word that no story has, and how a reader without its letters types it.
const WORD: &str = "Žqártž";
const TYPED: &str = "zqartz";

fn starter() -> Value {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli/starter");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let files = Files(NAMES.map(|name| File { name: name.to_owned(), text: read(name) }).into());
    let mut story: Value = serde_json::from_str(&written(&files).unwrap()).unwrap();
    // Fields that the starter story leaves out.
    story["sources"][0]["url"] = json!("https://example.org/");
    story["chapters"] = json!([{ "id": "all", "label": "All of it", "when": "1932/.." }]);
    story["events"][0]["shown"] = json!("in the year of the flood");
    story["events"][0]["short"] = json!("Opened");
    story["events"][0]["search"] = json!(["unveiling"]);
    story["voices"][0]["inferred"] = json!("Nothing else follows.");
    story["questions"][0]["accounts"][0]["inferred"] = json!("Nothing else follows.");
    story["terms"][0]["search"] = json!(["bridge of Elmford"]);
    story["terms"][0]["inferred"] = json!("Nothing else follows.");
    story["terms"].as_array_mut().unwrap().push(json!({
        "id": "the-word", "label": WORD, "kind": "concept", "definition": "A word.", "status": "reported",
        "cites": ["notice:2"],
    }));
    story
}

/// The paths of all strings.
fn strings(value: &Value, path: String, found: &mut Vec<String>) {
    match value {
        Value::String(_) => found.push(path),
        Value::Array(list) => {
            for (n, value) in list.iter().enumerate() {
                strings(value, format!("{path}/{n}"), found);
            }
        }
        Value::Object(fields) => {
            for (key, value) in fields {
                strings(value, format!("{path}/{key}"), found);
            }
        }
        _ => {}
    }
}

fn unused_terms(warnings: &[Problem]) -> Vec<&str> {
    warnings.iter().filter(|problem| problem.code == "unused-term").map(|problem| problem.message.as_str()).collect()
}

/// How many entries a search finds, the term of the word itself apart.
fn hits(story: &Story) -> usize {
    let results = search(&Index::new(story), TYPED);
    let terms = results.terms.iter().filter(|hit| story.terms[**hit].id != "the-word").count();
    terms + results.events.len() + results.questions.len() + results.voices.len()
}

#[test]
fn a_text_in_any_field_is_searched_and_uses_terms() {
    let story = starter();
    let (_, warnings) = load_object(&Object::read(&story)).unwrap();
    assert_eq!(unused_terms(&warnings).len(), 1, "nothing mentions the word yet: {warnings:?}");

    let mut paths = Vec::new();
    strings(&story, String::new(), &mut paths);
    let mut tried = Vec::new();
    for path in paths.iter().filter(|path| !path.starts_with("/terms/2/")) {
        let mut changed = story.clone();
        let field = changed.pointer_mut(path).unwrap();
        *field = json!(format!("{} {WORD}", field.as_str().unwrap()));
        let object = Object::read(&changed);
        // An id, a date, a choice, an address: no text.
        let Ok((_, warnings)) = load_object(&object) else { continue };
        let is_exact = ["/document", "/lang", "/fingerprints"].iter().any(|key| path.contains(key));
        let is_spelling =
            path.starts_with("/terms/") && ["/label", "/forms", "/search"].iter().any(|key| path.contains(key));
        if is_exact {
            continue;
        }
        tried.push(path);
        let unused = unused_terms(&warnings);
        assert!(!unused.iter().any(|message| message.contains("`the-word`")), "{path} uses the term: {unused:?}");
        let is_entry = ["/events/", "/terms/", "/questions/", "/voices/"].iter().any(|kind| path.starts_with(kind));
        if is_entry || is_spelling {
            let compiled = unpack(&pack_object(&object).unwrap()).unwrap();
            assert!(hits(&compiled) > 0, "{path} is found");
        }
    }
    for field in [
        "/title",
        "/standfirst",
        "/about/0",
        "/report",
        "/themes/0/label",
        "/lanes/0/label",
        "/topics/0/label",
        "/eras/0/label",
        "/chapters/0/label",
        "/revisions/0/says",
        "/sources/0/title",
        "/sources/0/description",
        "/events/0/headline",
        "/events/0/shown",
        "/events/0/short",
        "/events/0/search/0",
        "/events/2/claimant",
        "/events/2/inferred",
        "/terms/0/definition",
        "/terms/0/inferred",
        "/questions/0/asks",
        "/questions/0/accounts/0/attributed_to",
        "/questions/0/accounts/0/inferred",
        "/voices/0/name",
        "/voices/0/inferred",
    ] {
        assert!(tried.iter().any(|path| *path == field), "{field} was tried: {tried:?}");
    }
}
