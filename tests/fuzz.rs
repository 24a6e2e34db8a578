//! No reader panics on foreign bytes. `PROPTEST_CASES=1000000 cargo test --test fuzz NAME` tries more of them.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use backstory::compile::object::pack_object;
use backstory::compile::{compile, wasm};
use backstory::model::{MAJOR, pack, unpack};
use backstory::search::{Index, search};
use backstory::story::edtf::{Edtf, Lexicon};
use backstory::story::files::{File, Files, NAMES};
use backstory::story::object::Object;
use backstory::story::written::written;
use backstory::story::{load, load_json, text};
use proptest::collection::vec;
use proptest::prelude::{any, prop_oneof};
use proptest::test_runner::{Config, TestRunner};

/// Runs `check` on at least so many arbitrary byte strings; one that panics is made shorter before it is printed.
fn check_bytes(cases: u32, check: impl Fn(&[u8])) {
    let default = Config { failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new(Config { cases: default.cases.max(cases), ..default });
    // Few edits leave a file readable, many meet more of its parts.
    let bytes = prop_oneof![vec(any::<u8>(), 0..16), vec(any::<u8>(), 0..64)];
    let checked = runner.run(&bytes, |bytes| {
        check(&bytes);
        Ok(())
    });
    checked.unwrap();
}

/// The story that `backstory new` writes.
fn starter() -> Files {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli/starter");
    Files(NAMES.map(|name| File { name: name.to_owned(), text: fs::read_to_string(folder.join(name)).unwrap() }).into())
}

/// `bytes` as the body of a blob whose header is true for it, so that the decoder itself meets them.
fn sealed(body: &[u8]) -> Vec<u8> {
    let fnv = body
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3));
    [&b"BKST"[..], &[MAJOR, 0, 0, 0], &fnv.to_le_bytes()[..], body].concat()
}

/// `bytes` with stretches replaced, as `edits` says: two bytes of place, one of length, one of how many bytes go in.
fn edited(bytes: &[u8], edits: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let mut rest = edits;
    while let [high, low, length, fill, tail @ ..] = rest {
        let start = usize::from(u16::from_be_bytes([*high, *low])) % (bytes.len() + 1);
        let end = (start + usize::from(*length % 8)).min(bytes.len());
        let (inserted, behind) = tail.split_at(usize::from(*fill % 16).min(tail.len()));
        bytes.splice(start..end, inserted.iter().copied());
        rest = behind;
    }
    bytes
}

#[test]
fn blobs() {
    check_bytes(2_000, |bytes: &[u8]| {
        let _ = unpack(bytes);
        let _ = unpack(&sealed(bytes));
    });
}

/// Random bytes are practically never a blob; a valid one with a few bytes changed often is.
#[test]
fn damaged_blobs() {
    let (story, _) = load(&starter()).expect("the starter story is well");
    let blob = pack(&compile(&story).unwrap()).unwrap();
    let read = AtomicUsize::new(0);
    check_bytes(2_000, |edits: &[u8]| {
        if let Ok(story) = unpack(&sealed(&edited(&blob[16..], edits))) {
            read.fetch_add(1, Ordering::Relaxed);
            let index = Index::new(&story);
            let _ = search(&index, &String::from_utf8_lossy(edits));
            pack(&story).expect("what is consistent can be packed");
        }
    });
    assert!(read.into_inner() > 100, "too few of the damaged blobs can be read");
}

#[test]
fn dates() {
    let seeds: Vec<&[u8]> = vec![b"2022-01-05", b"[2021..2022-03]", b"198X~/..", b"-0499?", b"Y-138E8", b"1984-23/"];
    check_bytes(1_000, |edits: &[u8]| {
        let seed = seeds[usize::from(edits.first().copied().unwrap_or(0)) % seeds.len()];
        for bytes in [edits.to_vec(), edited(seed, edits)] {
            if let Ok(date) = Edtf::parse(&String::from_utf8_lossy(&bytes)) {
                for language in ["en", "de", "es", "fr", "ru"] {
                    let date = date.date(Lexicon::for_language(language).unwrap());
                    assert!(date.begin.earliest <= date.begin.latest && date.end.earliest <= date.end.latest);
                    assert!(!date.words.is_empty());
                }
            }
        }
    });
}

#[test]
fn texts() {
    check_bytes(4_000, |bytes: &[u8]| {
        let _ = text::parse(&String::from_utf8_lossy(bytes));
    });
}

#[test]
fn stories() {
    let starter = starter();
    check_bytes(300, |edits: &[u8]| {
        let mut files = starter.clone();
        let which = usize::from(edits.first().copied().unwrap_or(0)) % files.0.len();
        let file = &mut files.0[which];
        let bytes = edited(file.text.as_bytes(), edits.get(1..).unwrap_or_default());
        file.text = String::from_utf8_lossy(&bytes).into_owned();
        match load(&files) {
            Ok((story, _)) => {
                let compiled = compile(&story).expect("what is checked can be compiled");
                assert_eq!(unpack(&pack(&compiled).unwrap()), Ok(compiled));
            }
            Err(problems) => {
                for problem in problems {
                    let span = problem.span.unwrap_or_default();
                    assert!(files.0[span.file].text.get(span.bytes).is_some(), "a problem points into its file");
                }
            }
        }
    });
}

#[test]
fn json_stories() {
    let starter = written(&starter()).unwrap();
    check_bytes(300, |edits: &[u8]| {
        let text = String::from_utf8_lossy(&edited(starter.as_bytes(), edits)).into_owned();
        let files = Files(vec![File { name: "story.json".into(), text }]);
        let loaded = load_json(&files);
        for problem in loaded.as_ref().err().into_iter().flatten() {
            let span = problem.span.clone().unwrap_or_default();
            assert!(files.0[span.file].text.get(span.bytes).is_some(), "a problem points into its file");
        }
        // What JSON is read from and what a script makes of it are one story, with the same problems.
        if let Ok(value) = serde_json::from_str::<serde_json::Value>(&files.0[0].text) {
            let object = Object::read(value);
            match (loaded, pack_object(&object)) {
                (Ok((story, _)), Ok(packed)) => assert_eq!(pack(&compile(&story).unwrap()), Ok(packed)),
                (Err(problems), Err(others)) => {
                    let mut codes: Vec<_> = problems.iter().map(|problem| problem.code).collect();
                    let mut same: Vec<_> = others.iter().map(|problem| problem.code).collect();
                    codes.sort_unstable();
                    same.sort_unstable();
                    assert_eq!(codes, same);
                }
                (one, other) => panic!("{:?} and {:?}", one.err(), other.err()),
            }
        }
    });
}

#[test]
fn modules() {
    check_bytes(2_000, |bytes: &[u8]| {
        for module in [bytes.to_vec(), [b"\0asm\x01\0\0\0", bytes].concat()] {
            if let Ok(full) = wasm::with_section(&module, wasm::SECTION, bytes) {
                assert_eq!(wasm::section(&full, wasm::SECTION), Ok(Some(bytes)));
            }
        }
    });
}
