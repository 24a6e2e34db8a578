//! What `backstory verify` finds, case by case. Each folder of `tests/verify/cases` holds the files that differ from the
//! starter story, and `expected.txt`; the documents are those of `tests/verify/documents`. Add a folder to add a case;
//! run with `UPDATE_EXPECTED=1` to write what is printed now, then read the difference.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use backstory::story::authored::Story;
use backstory::story::diagnose::{Paint, render};
use backstory::story::files::{File, Files, NAMES};
use backstory::story::load;
use backstory::story::verify::{Document, verify, with_fingerprints};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn documents() -> Vec<Document> {
    let read = |name| fs::read_to_string(root().join("tests/verify/documents").join(name)).unwrap();
    ["gazette.txt", "notice.txt"].map(|name| Document::read(&read(name))).into()
}

fn loaded(files: &Files) -> Story {
    match load(files) {
        Ok((story, _)) => story,
        Err(problems) => panic!("a case must pass `check`: {problems:#?}"),
    }
}

/// The starter story with a case's own files and the fingerprints of the documents.
fn story_of(case: &Path) -> (Files, Story) {
    let starter = root().join("src/cli/starter");
    let read = |name: &str| fs::read_to_string(case.join(name)).or_else(|_| fs::read_to_string(starter.join(name)));
    let mut files = Files(NAMES.map(|name| File { name: name.to_owned(), text: read(name).unwrap() }).into());
    let story = loaded(&files);
    let sources = files.position("sources.toml").unwrap();
    files.0[sources].text = with_fingerprints(&files.0[sources].text, &story, &documents()).unwrap();
    let story = loaded(&files);
    (files, story)
}

fn codes(story: &Story, files: &Files, documents: &[Document]) -> Vec<&'static str> {
    verify(story, files, documents).iter().map(|problem| problem.code).collect()
}

#[test]
fn each_case_is_found_as_expected() {
    let mut differing = Vec::new();
    let mut seen = 0;
    for case in fs::read_dir(root().join("tests/verify/cases")).unwrap() {
        let case = case.unwrap().path();
        let (files, story) = story_of(&case);
        let mut report = String::new();
        let problems = verify(&story, &files, &documents());
        for problem in &problems {
            report.push_str(&render(problem, &files, Paint::Plain));
            report.push_str("\n\n");
        }
        let _ = writeln!(report, "{} findings", problems.len());
        let expected = case.join("expected.txt");
        seen += 1;
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&expected, &report).unwrap();
        } else if fs::read_to_string(&expected).unwrap_or_default() != report {
            differing.push(format!("== {} ==\n{report}", case.display()));
        }
    }
    assert!(seen >= 6, "the cases are where they should be");
    assert!(differing.is_empty(), "found differently than expected:\n{}", differing.join("\n"));
}

#[test]
fn the_starter_story_holds_against_its_documents() {
    let (files, story) = story_of(Path::new("none"));
    assert_eq!(codes(&story, &files, &documents()), [""; 0]);
}

#[test]
fn a_changed_document_is_found_by_its_paragraph() {
    let (files, story) = story_of(Path::new("none"));
    let changed = "Notice of closure: Mill Lane footbridge\nThe roads office of Elmford Council gives notice that the \
                   footbridge is closed from 2 March 2024 until further notice.\nRepairs are expected to take six \
                   months.\nFrom Monday, 4 March, a free ferry runs every quarter of an hour between 06:30 and 21:00.\n";
    let [gazette, _] = documents().try_into().unwrap();
    let findings = verify(&story, &files, &[gazette, Document::read(changed)]);
    assert!(findings.iter().any(|finding| finding.code == "fingerprint" && finding.message.ends_with("paragraph 3")));
    // And the account that rests on it no longer holds.
    assert!(!findings.iter().any(|finding| finding.code == "paragraph-count"));
}

#[test]
fn a_shorter_document_is_found_with_the_cites_past_its_end() {
    let (files, story) = story_of(Path::new("none"));
    let [gazette, _] = documents().try_into().unwrap();
    let findings = codes(&story, &files, &[gazette, Document::read("Only this.")]);
    assert!(findings.contains(&"paragraph-count") && findings.contains(&"cite-past-end"), "{findings:?}");
}

#[test]
fn fingerprints_are_written_and_all_else_is_left_as_it_was() {
    let starter = fs::read_to_string(root().join("src/cli/starter/sources.toml")).unwrap();
    let (files, story) = story_of(Path::new("none"));
    let written = &files.0[files.position("sources.toml").unwrap()].text;
    let (mut inside, mut rest) = (false, String::new());
    for line in written.split_inclusive('\n') {
        inside |= line.starts_with("fingerprints = [");
        if !inside {
            rest.push_str(line);
        }
        inside &= line.trim_end() != "]";
    }
    assert_eq!(rest, starter);
    assert_eq!(
        with_fingerprints(written, &story, &documents()).as_ref(),
        Some(written),
        "writing again changes nothing"
    );
    let windows = starter.replace('\n', "\r\n");
    let written = with_fingerprints(&windows, &story, &documents()).unwrap();
    assert!(!written.replace("\r\n", "").contains(['\r', '\n']), "line ends stay what they were");
}

mod any_words {
    use super::*;
    use backstory::story::text::Piece;
    use proptest::prelude::*;

    const WORDS: &str = "([0-9]{1,3}|Jan|January|May|of|nd|th|or|three|hundred|and|billion|dozens|Mill|Ada’s|é|İ|,|\\.|-|–|\\$| ){0,24}";

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn no_text_and_no_document_makes_verify_or_the_diagnostics_panic(said in WORDS, printed in WORDS, any in ".{0,40}") {
            let (files, mut story) = story_of(Path::new("none"));
            story.events[0].summary = vec![Piece::Plain(said), Piece::Unlinked(any.clone())];
            story.voices[0].name = any.clone();
            let documents = [Document::read(&format!("{printed}\n{any}")), Document::read(&any)];
            for problem in verify(&story, &files, &documents) {
                prop_assert!(!render(&problem, &files, Paint::Plain).is_empty());
            }
        }
    }
}
