//! The linker over the shipped story: it finds whatever is listed, and in real prose it links nothing else. The prose is that
//! of the story's documents, which are not ours to publish: their links were read one by one, and what was found right is
//! kept as numbers and fingerprints. Run with `SHOW_LINKS=1` and `--nocapture` to read them again.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use backstory::compile::link::{Headword, Linker};
use backstory::story::authored::Story;
use backstory::story::files::{File, Files, NAMES};
use backstory::story::load;
use backstory::story::verify::Document;

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

/// What was read and found right: for each document its paragraphs, how many uses of terms the linker finds in them, and a
/// fingerprint of where and of what.
const READ: [(&str, usize, usize, u64); 5] = [
    ("000", 19, 21, 6_649_310_909_064_713_154),
    ("001", 85, 162, 3_791_984_390_791_476_980),
    ("002", 35, 73, 2_622_040_696_316_101_425),
    ("003", 24, 48, 15_855_875_256_870_038_965),
    ("004", 69, 104, 13_025_385_473_861_919_776),
];

/// FNV-1a, 64 bits.
fn fingerprint(words: &str) -> u64 {
    words.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[test]
fn the_documents_hold_no_false_link() {
    let story = shipped();
    let linker = linker(&story);
    let beside = ["../shared/seeds", "../../shared/seeds"].map(|folder| root().join(folder));
    let Some(folder) = beside.iter().find(|folder| folder.is_dir()) else {
        eprintln!("the documents are not beside this checkout");
        return;
    };
    let mut found = Vec::new();
    for source in &story.sources {
        let document = Document::read(&fs::read_to_string(folder.join(&source.document)).unwrap());
        let mut places = String::new();
        let mut count = 0;
        for (paragraph, text) in (1..).zip(document.paragraphs()) {
            for (at, term) in linker.uses(text) {
                let id = &story.terms[usize::from(term)].id;
                let _ = writeln!(places, "{paragraph} {} {} {id}", at.start, at.end);
                count += 1;
                if std::env::var_os("SHOW_LINKS").is_some() {
                    let from = text.floor_char_boundary(at.start.saturating_sub(40));
                    let to = text.ceil_char_boundary((at.end + 30).min(text.len()));
                    let (before, words, after) = (&text[from..at.start], &text[at.clone()], &text[at.end..to]);
                    println!("{}:{paragraph} {id:<22} {before}⟦{words}⟧{after}", source.id);
                }
            }
        }
        found.push((source.id.as_str(), document.len(), count, fingerprint(&places)));
    }
    assert_eq!(
        found, READ,
        "the forms, the linker or the documents have changed: read the links and write what is right"
    );
}
