//! The linker over the shipped story: every listed form is linked, and no spelling that is only searched for.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use backstory::compile::link::{Headword, Linker};
use backstory::story::authored::Story;
use backstory::story::files::{File, Files, NAMES};
use backstory::story::load;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn shipped() -> Story {
    let read = |name: &str| fs::read_to_string(root().join("seeds").join(name)).unwrap();
    let (story, _) = load(&Files(NAMES.map(|name| File { name: name.to_owned(), text: read(name) }).into())).unwrap();
    story
}

/// The linker as `backstory annotate` makes it: it has learnt nothing from the story's own prose.
fn linker(story: &Story) -> Linker {
    let mut headwords = Vec::new();
    for term in &story.terms {
        headwords.push(Headword { id: &term.id, label: &term.label, kind: term.kind, forms: &term.forms });
    }
    Linker::new(&headwords, []).unwrap()
}

#[test]
fn every_listed_form_is_linked_wherever_words_may_stand() {
    let story = shipped();
    let linker = linker(&story);
    let mut forms = 0;
    for (index, term) in story.terms.iter().enumerate() {
        for form in &term.forms {
            forms += 1;
            for (before, after) in [
                ("", " said so."),
                ("they named ", " again"),
                ("(", ")"),
                ("of ", "’s own"),
                ("“", ",” he said"),
                ("an ", ""),
            ] {
                let text = format!("{before}{form}{after}");
                let at = before.len()..before.len() + form.len();
                assert_eq!(linker.uses(&text), [(at, u16::try_from(index).unwrap())], "{text}");
            }
        }
    }
    assert!(forms > 200, "only {forms} forms");
}

#[test]
fn what_is_only_searched_for_is_never_linked() {
    let story = shipped();
    let linker = linker(&story);
    let listed: BTreeSet<&String> = story.terms.iter().flat_map(|term| &term.forms).collect();
    for term in &story.terms {
        for spelling in term.search.iter().chain([&term.label]).filter(|spelling| !listed.contains(spelling)) {
            let text = format!("they named {spelling} again");
            let whole = 11..11 + spelling.len();
            assert!(!linker.uses(&text).iter().any(|(at, _)| *at == whole), "{text}");
        }
    }
}
