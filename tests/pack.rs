//! What `backstory pack` writes, and that it writes nothing when anything is wrong.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use backstory::compile::wasm::{SECTION, section, with_section};
use backstory::model::{Date, When, unpack};

/// The smallest module there is.
const ENGINE: &[u8] = b"\0asm\x01\0\0\0";

/// An empty folder of this test's own.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("pack-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn backstory(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_backstory")).args(arguments).current_dir(folder).output().unwrap()
}

fn seeds() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").display().to_string()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_story_is_packed_alone_and_into_an_engine() {
    let folder = folder("both");
    fs::write(folder.join("engine.wasm"), ENGINE).unwrap();
    let done = backstory(
        &folder,
        &["pack", &seeds(), "--engine", "engine.wasm", "--no-script", "--out", "full.wasm", "--blob", "story.bks"],
    );
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));

    let blob = fs::read(folder.join("story.bks")).unwrap();
    let full = fs::read(folder.join("full.wasm")).unwrap();
    assert_eq!(section(&full, SECTION), Ok(Some(&blob[..])));
    assert!(full.starts_with(ENGINE));
    let output = String::from_utf8(done.stdout).unwrap();
    assert_eq!(
        output,
        format!("story.bks: {0} bytes\nfull.wasm: {1} bytes, the story {0} of them\n", blob.len(), full.len())
    );
    assert_eq!(names(&folder), ["engine.wasm", "full.wasm", "story.bks"]);

    // An engine that has a story gets the new one in its place, also where it is written over itself.
    let old = with_section(ENGINE, SECTION, b"an older story").unwrap();
    fs::write(folder.join("engine.wasm"), old).unwrap();
    let again =
        backstory(&folder, &["pack", &seeds(), "--engine", "engine.wasm", "--no-script", "--out", "engine.wasm"]);
    assert!(again.status.success());
    assert_eq!(fs::read(folder.join("engine.wasm")).unwrap(), full);
}

#[test]
fn an_engine_without_its_script_is_refused() {
    let folder = folder("alone");
    fs::write(folder.join("engine.wasm"), ENGINE).unwrap();
    let refused = backstory(&folder, &["pack", &seeds(), "--engine", "engine.wasm", "--out", "full.wasm"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("backstory publish"));
    assert_eq!(names(&folder), ["engine.wasm"]);
}

#[test]
fn the_shipped_story_reads_in_order_and_links_its_terms() {
    let folder = folder("shipped");
    assert!(backstory(&folder, &["pack", &seeds(), "--blob", "story.bks"]).status.success());
    let story = unpack(&fs::read(folder.join("story.bks")).unwrap()).unwrap();
    let on_axis = story.axis.iter().filter_map(|event| story.events.get(*event as usize)?.when.date());
    assert!(on_axis.is_sorted_by_key(Date::sort_key));
    for (place, event) in story.events.iter().enumerate() {
        if let When::After { event, .. } = &event.when {
            assert!((*event as usize) < place);
        }
    }
    let lonely: Vec<_> = story
        .terms
        .iter()
        .filter(|term| term.in_events.is_empty() && term.in_questions.is_empty() && term.see.is_empty())
        .map(|term| &term.id)
        .collect();
    assert!(lonely.is_empty(), "terms that lead nowhere: {lonely:?}");
}

#[test]
fn nothing_is_written_when_anything_is_wrong() {
    let folder = folder("wrong");
    fs::write(folder.join("engine.wasm"), ENGINE).unwrap();
    fs::write(folder.join("cut.wasm"), b"\0asm\x01\0\0\0\x01\x09").unwrap();
    fs::write(folder.join("page.html"), "<!doctype html>").unwrap();
    fs::create_dir(folder.join("empty")).unwrap();
    let before = names(&folder);
    let seeds = seeds();
    for (arguments, code, message) in [
        (
            &["--no-script", "--engine", "cut.wasm", "--out", "x.wasm", "--blob", "x.bks"][..],
            1,
            "the engine is cut short or damaged",
        ),
        (&["--no-script", "--engine", "page.html", "--out", "x.wasm", "--blob", "x.bks"], 1, "this is not WebAssembly"),
        (
            &["--no-script", "--engine", "none.wasm", "--out", "x.wasm", "--blob", "x.bks"],
            1,
            "`none.wasm` cannot be read",
        ),
        (
            &["--no-script", "--engine", "engine.wasm", "--out", "no/x.wasm", "--blob", "x.bks"],
            1,
            "`no/x.wasm` cannot be written",
        ),
        (&["--no-script", "--engine", "engine.wasm", "--out", "empty", "--blob", "x.bks"], 1, "`empty` is a folder"),
        (&["--engine", "engine.wasm"], 2, "--out"),
        (&["--out", "x.wasm", "--blob", "x.bks"], 2, "--engine"),
        (&[], 2, "--engine"),
    ] {
        let failed = backstory(&folder, &[&["pack", &seeds], arguments].concat());
        let output = String::from_utf8_lossy(&failed.stderr);
        assert_eq!(failed.status.code(), Some(code), "{arguments:?}: {output}");
        assert!(output.contains(message), "{arguments:?}: {output}");
        assert_eq!(names(&folder), before, "{arguments:?}");
    }
    let failed = backstory(&folder, &["pack", "empty", "--blob", "x.bks"]);
    assert_eq!(failed.status.code(), Some(1));
    assert_eq!(names(&folder), before);
}
