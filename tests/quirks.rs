//! The quirks of other tools that `tests/quirks.toml` lists each have what it says holds them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    quirk: Vec<Quirk>,
}

/// What users ask for or complain of.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Quirk {
    /// Where they do: projects and numbers of their threads.
    threads: String,
    is: String,
    /// What holds it here.
    held: Vec<String>,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn quirks() -> Vec<Quirk> {
    toml::from_str::<Table>(&fs::read_to_string(root().join("tests/quirks.toml")).unwrap()).unwrap().quirk
}

fn sources(folder: &Path, found: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            *found += &fs::read_to_string(path).unwrap();
        }
    }
}

/// Whether a folder of cases has what its runner wants of a case.
fn is_whole_case(case: &Path) -> bool {
    let has = |name: &str| case.join(name).exists();
    match case.parent().and_then(Path::file_name).and_then(|kind| kind.to_str()) {
        Some("import") => (has("story.json") && has("report.json")) != has("failure.txt"),
        Some("hosts") => has("index.html") && has("holds.toml"),
        _ => fs::read_dir(case).is_ok_and(|mut files| files.next().is_some()),
    }
}

#[test]
fn every_quirk_is_held_by_what_exists() {
    let mut scenarios = String::new();
    sources(&root().join("tests/browser/src/scenarios"), &mut scenarios);
    let is_held = |held: &str| {
        if let Some(name) = held.strip_prefix("scenario: ") {
            return scenarios.contains(&format!("\"{name}\""));
        }
        if let Some((file, function)) = held.split_once("::") {
            let text = fs::read_to_string(root().join(file)).unwrap_or_default();
            return text.contains(&format!("fn {function}("));
        }
        let path = root().join(held);
        path.is_file() || path.is_dir() && is_whole_case(&path)
    };
    let mut missing = Vec::new();
    let mut seen = BTreeSet::new();
    for quirk in quirks() {
        assert!(seen.insert(quirk.threads.clone()), "{} is there twice", quirk.threads);
        assert!(!quirk.is.is_empty() && !quirk.held.is_empty(), "{}: nothing holds it", quirk.threads);
        missing
            .extend(quirk.held.iter().filter(|held| !is_held(held)).map(|held| format!("{}: {held}", quirk.threads)));
    }
    assert!(seen.len() > 80, "{} quirks", seen.len());
    assert!(missing.is_empty(), "what is named does not exist:\n{}", missing.join("\n"));
}

/// The import's runner writes what a case lacks; a case without its result holds nothing.
#[test]
fn every_case_has_an_expected_result() {
    let mut cases: Vec<PathBuf> = Vec::new();
    for kind in ["import", "hosts"] {
        cases.extend(fs::read_dir(root().join("tests").join(kind)).unwrap().map(|case| case.unwrap().path()));
    }
    assert!(cases.len() > 100, "{} cases", cases.len());
    let missing: Vec<&PathBuf> = cases.iter().filter(|case| !is_whole_case(case)).collect();
    assert!(missing.is_empty(), "without an expected result, or with one too many: {missing:#?}");
}
