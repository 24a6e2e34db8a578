//! The way of docs/authoring.md with the command: what the page prints is run as it stands there.

use super::built::prepared;
use super::files;
use std::fs;
use std::path::Path;
use std::process::Command;

const MANUAL: &str = include_str!("../../docs/authoring.md");

/// The block of a language in the manual.
fn block(language: &str) -> &'static str {
    let (_, rest) = MANUAL.split_once(&format!("```{language}\n")).unwrap();
    rest.split_once("```").unwrap().0
}

/// Runs a line of a shell with the command on its path; returns what it printed.
fn run(line: &str, folder: &Path) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_backstory"));
    let path = format!("{}:{}", program.parent().unwrap().display(), std::env::var("PATH").unwrap());
    let done = Command::new("sh").args(["-c", line]).current_dir(folder).env("PATH", path).output().unwrap();
    let printed = String::from_utf8([done.stdout, done.stderr].concat()).unwrap();
    assert!(done.status.success(), "`{line}`:\n{printed}");
    printed
}

#[test]
fn the_manuals_way_leads_from_rows_to_a_published_folder() {
    let folder = prepared();
    let at = folder.path();
    fs::write(at.join("rows.csv"), block("csv")).unwrap();
    let printed: Vec<String> = block("sh").lines().map(|line| run(line, at)).collect();
    let [first, second, check, render, _, page] = printed.as_slice() else { panic!("{printed:#?}") };
    assert!(first.contains("`02/03/2024` has two meanings") && first.contains("1 of 3 rows left out"), "{first}");
    assert!(second.contains("3 events"), "{second}");
    assert!(check.contains("0 problems") || check.contains("0 errors"), "{check}");
    assert_eq!(render, "", "the digest went into the file");
    assert!(!page.contains("old"), "{page}");
    let digest = fs::read_to_string(at.join("article.html")).unwrap();
    let published = files(&at.join("public/backstory"));
    let story = String::from_utf8_lossy(&published["story.html"]);
    for words in ["A bridge at Elmford", "The footbridge opens", "The council closes the footbridge", "Repairs begin"] {
        assert!(digest.contains(words) && story.contains(words), "{words}");
    }
    assert!(story.contains("2&nbsp;March 2024") && story.contains("https://gazette.example/2025"), "{story}");
    assert!(published.contains_key("social.png") && published.contains_key("embed.html"));
}
