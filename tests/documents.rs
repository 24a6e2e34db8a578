//! Every path of the repository that its documents name exists.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Folders whose files are in the repository; `dist/` and `target/` are made.
const FOLDERS: [&str; 9] = ["src/", "www/", "xtask/", "tests/", "seeds/", "docs/", "benches/", ".ci/", ".cargo/"];

/// The files below a folder, relative to the repository.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path.strip_prefix(root()).unwrap().to_path_buf());
        }
    }
}

/// The documents, without decisions that another has superseded: they tell of code that is gone.
fn documents() -> Vec<(PathBuf, String)> {
    let mut found: Vec<PathBuf> = ["ARCHITECTURE.md", "README.md", "CONTRIBUTING.md", "SECURITY.md"]
        .map(PathBuf::from)
        .into_iter()
        .filter(|path| root().join(path).exists())
        .collect();
    files(&root().join("docs"), &mut found);
    found
        .into_iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .map(|path| (path.clone(), fs::read_to_string(root().join(path)).unwrap()))
        .filter(|(_, text)| !text.to_lowercase().lines().take(8).any(|line| line.contains("superseded")))
        .collect()
}

/// `a{b,c}` as `ab` and `ac`.
fn alternatives(path: &str) -> Vec<String> {
    match path.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?))) {
        Some((before, (names, after))) => {
            names.split(',').map(|name| format!("{before}{}{after}", name.trim())).collect()
        }
        None => vec![path.to_owned()],
    }
}

#[test]
fn every_path_in_the_documents_exists() {
    // Between backquotes, or the target of a link.
    let named = Regex::new(r"`([^`\s]+)`|\]\(([^)\s]+)\)").unwrap();
    let mut missing = BTreeSet::new();
    let mut seen = 0;
    for (document, text) in documents() {
        for found in named.captures_iter(&text) {
            let (path, base) = match (found.get(1), found.get(2)) {
                (Some(path), _) => (path.as_str(), root().to_path_buf()),
                (None, Some(path)) => (path.as_str(), root().join(document.parent().unwrap())),
                (None, None) => continue,
            };
            let path = path.split('#').next().unwrap_or_default();
            let is_link = found.get(2).is_some() && !path.is_empty() && !path.contains(':') && !path.starts_with('/');
            if !is_link && !FOLDERS.iter().any(|folder| path.starts_with(folder)) {
                continue;
            }
            for path in alternatives(path) {
                seen += 1;
                // `src/story/**` and `tests/NAME` name what is below a folder.
                let whole = path.split(['*', '<', '…']).next().unwrap_or_default();
                let whole = whole.split("NAME").next().unwrap_or_default();
                if !base.join(whole).exists() {
                    missing.insert(format!("{}: {path}", document.display()));
                }
            }
        }
    }
    assert!(seen > 60, "only {seen} paths were found");
    assert!(missing.is_empty(), "named and not there:\n{}", missing.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn every_file_in_the_map_of_the_code_exists() {
    let mut all = Vec::new();
    for folder in ["src", "www", "xtask", "tests", "benches"] {
        files(&root().join(folder), &mut all);
    }
    let names: BTreeSet<&str> = all.iter().filter_map(|path| path.file_name()?.to_str()).collect();
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let named = Regex::new(r"`([a-z_-]+\.(?:rs|js|css|mjs))`").unwrap();
    // Files of `dist/` are made by the build.
    let made = ["backstory.js"];
    let missing: Vec<&str> = named
        .captures_iter(&text)
        .filter_map(|found| found.get(1).map(|name| name.as_str()))
        .filter(|name| !names.contains(name) && !made.contains(name))
        .collect();
    assert!(missing.is_empty(), "ARCHITECTURE.md names files that are not there: {missing:?}");
}
