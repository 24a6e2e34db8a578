//! What `backstory publish` writes: a whole folder of one story, with nothing left of another, or nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use backstory::compile::wasm::{SECTION, section, with_section};
use backstory::model::unpack;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha384};
use tempfile::TempDir;

/// The smallest module there is.
const ENGINE: &[u8] = b"\0asm\x01\0\0\0";

/// Words of the shipped story and its documents that no other story has.
const SHIPPED: [&str; 5] = ["Massimov", "massimov", "Kazakh", "Tokayev", "Astana"];

fn backstory(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_backstory")).args(arguments).current_dir(folder).output().unwrap()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

/// A built folder of the shipped story in `dist`, as far as `publish` reads one, and the starter story in `story`.
fn prepared() -> TempDir {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    assert!(backstory(at, &["new", "story"]).status.success());
    let dist = at.join("dist");
    copy(&root().join("www"), &dist);
    for license in ["LICENSE-APACHE", "LICENSE-MIT"] {
        fs::copy(root().join(license), dist.join(license)).unwrap();
    }
    let package = fs::read_to_string(dist.join("package.json")).unwrap();
    fs::write(dist.join("package.json"), package.replace("__VERSION__", env!("CARGO_PKG_VERSION"))).unwrap();
    let seeds = root().join("seeds").display().to_string();
    assert!(backstory(at, &["pack", &seeds, "--blob", "shipped.bks"]).status.success());
    let engine = with_section(ENGINE, SECTION, &fs::read(at.join("shipped.bks")).unwrap()).unwrap();
    let script = format!(
        "import('./backstory.aaaaaaaaaaaa_article.js');new URL('backstory.aaaaaaaaaaaa_bg.wasm');'{}'",
        integrity(&engine)
    );
    for stem in ["backstory", "backstory.aaaaaaaaaaaa"] {
        fs::write(dist.join(format!("{stem}.js")), &script).unwrap();
        fs::write(dist.join(format!("{stem}_bg.wasm")), &engine).unwrap();
        fs::write(dist.join(format!("{stem}_compile_bg.wasm")), ENGINE).unwrap();
        for part in ["article", "prose", "framed", "compile"] {
            fs::write(dist.join(format!("{stem}_{part}.js")), format!("// {part}")).unwrap();
        }
    }
    for page in ["story.html", "index.html"] {
        fs::write(dist.join(page), "<title>Massimov</title>").unwrap();
    }
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Every file below a folder: names and bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(folder: &Path, within: &str, files: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).into_iter().flatten().map(Result::unwrap) {
            let name = format!("{within}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                walk(&entry.path(), &format!("{name}/"), files);
            } else {
                files.insert(name, fs::read(entry.path()).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(folder, "", &mut found);
    found
}

fn text(files: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(files.get(name).unwrap_or_else(|| panic!("no {name}")).clone()).unwrap()
}

fn publish(at: &Path, arguments: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let done = backstory(at, &[&["publish"], arguments].concat());
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    files(&at.join(arguments[1]))
}

/// The stem of the hashed names in a script.
fn stem(script: &str) -> &str {
    let at = script.find("backstory.").unwrap();
    &script[at..at + "backstory.".len() + 12]
}

#[test]
fn a_folder_holds_its_own_story_and_nothing_of_another() {
    let folder = prepared();
    let at = folder.path();
    let written = publish(at, &["story", "site/backstory", "--base", "https://news.example/backstory"]);
    let title = "The footbridge at Elmford";
    assert!(fs::read_to_string(at.join("story/story.toml")).unwrap().contains(title), "the starter's title");
    for (name, bytes) in &written {
        let words = String::from_utf8_lossy(bytes);
        for word in SHIPPED {
            assert!(!words.contains(word), "{name} holds {word}");
        }
        assert!(!words.contains("<!-- backstory:"), "{name}: a placeholder is left");
        let is_template = ["_headers", "html", "json"].iter().any(|end| name.ends_with(end));
        assert!(!is_template || !words.contains("__"), "{name}: a placeholder is left");
    }
    assert!(text(&written, "builder.html").contains("<option value=\"term:"), "the builder offers no entries");
    for name in ["embed.html", "builder.html", "index.html", "story.html", "oembed.json"] {
        assert!(text(&written, name).contains(title), "{name} lacks the story");
    }
    let held = section(&written["backstory_bg.wasm"], SECTION).unwrap().unwrap();
    assert!(unpack(held).unwrap().title.contains(title));
    let oembed: serde_json::Value = serde_json::from_str(&text(&written, "oembed.json")).unwrap();
    assert_eq!(oembed["provider_url"], "https://news.example/backstory/");
    assert!(text(&written, "embed.html").contains("https://news.example/backstory/oembed.json"));
    assert!(!written.contains_key("examples/plain.js"), "the examples are of the shipped story");
}

#[test]
fn words_that_look_like_a_placeholder_stay_words() {
    let folder = prepared();
    let at = folder.path();
    fs::create_dir(at.join("hostile")).unwrap();
    let head = r#"
        [story]
        id = "hostile"
        lang = "en"
        evidence = "none"
        title = "__STORY_STANDFIRST__"
        standfirst = "\\<img src=x onerror=alert(1)>"
    "#;
    fs::write(at.join("hostile/story.toml"), head).unwrap();
    fs::write(at.join("hostile/events.toml"), "[[event]]\ndate = \"2021\"\nheadline = \"One\"\n").unwrap();
    let written = publish(at, &["hostile", "site"]);
    for name in ["embed.html", "builder.html", "index.html", "story.html"] {
        let page = text(&written, name);
        assert!(page.contains("__STORY_STANDFIRST__") && !page.contains("<img"), "{name}: {page}");
    }
    let oembed: serde_json::Value = serde_json::from_str(&text(&written, "oembed.json")).unwrap();
    assert_eq!(oembed["title"], "__STORY_STANDFIRST__");
    let html = oembed["html"].as_str().unwrap();
    assert!(html.contains("<p>&lt;img src=x onerror=alert(1)></p>"), "{html}");
    assert!(html.contains(">__STORY_STANDFIRST__</a>") && !html.contains("<img"), "{html}");
}

#[test]
fn script_engine_and_pages_name_one_another() {
    let folder = prepared();
    let written = publish(folder.path(), &["story", "site"]);
    let script = text(&written, "backstory.js");
    let stem = stem(&script);
    assert_ne!(stem, "backstory.aaaaaaaaaaaa");
    assert!(!script.contains("aaaaaaaaaaaa"), "{script}");
    assert!(script.contains(&integrity(&written["backstory_bg.wasm"])));
    for name in ["js", "_bg.wasm", "_compile_bg.wasm", "_article.js", "_prose.js", "_framed.js", "_compile.js"] {
        let end = if name == "js" { ".js" } else { name };
        assert_eq!(written[&format!("{stem}{end}")], written[&format!("backstory{end}")], "{name}");
    }
    let builder = text(&written, "builder.html");
    assert!(builder.contains(&format!("{stem}.js")) && builder.contains(&integrity(script.as_bytes())));
    assert!(text(&written, "_headers").contains(&format!("/{stem}_bg.wasm")));
    // From a folder that it has written itself, it writes the same.
    assert_eq!(publish(folder.path(), &["story", "again", "--from", "site"]), written);
}

#[test]
fn later_publications_leave_earlier_hashed_files_as_they_are() {
    let folder = prepared();
    let at = folder.path();
    let first = publish(at, &["story", "site"]);
    let head = fs::read_to_string(at.join("story/story.toml")).unwrap();
    fs::write(at.join("story/story.toml"), head.replace("title = \"", "title = \"Corrected: ")).unwrap();
    let second = publish(at, &["story", "site"]);
    assert_ne!(first["backstory.js"], second["backstory.js"]);
    assert!(text(&second, "embed.html").contains("Corrected: "));
    for (name, bytes) in first.iter().filter(|(name, _)| name.starts_with("backstory.") && name.len() > 20) {
        assert_eq!(&second[name], bytes, "{name} has changed");
    }
    // A script that a cache has kept finds the engine that it was published with.
    for script in [text(&first, "backstory.js"), text(&second, "backstory.js")] {
        let engine = &second[&format!("{}_bg.wasm", stem(&script))];
        assert!(script.contains(&integrity(engine)));
    }
}

#[test]
fn what_cannot_be_published_whole_is_refused() {
    let folder = prepared();
    let at = folder.path();
    publish(at, &["story", "site"]);
    let path = |name: &str| at.join(name);
    fs::create_dir(path("full")).unwrap();
    fs::write(path("full/article.html"), "x").unwrap();
    copy(&path("dist"), &path("torn"));
    fs::write(path("torn/backstory_bg.wasm"), ENGINE).unwrap();
    copy(&path("dist"), &path("half"));
    fs::remove_file(path("half/embed.js")).unwrap();
    copy(&path("dist"), &path("older"));
    fs::write(path("older/package.json"), "{\"version\": \"0.0.1\"}").unwrap();
    copy(&path("site"), &path("changed"));
    let script = fs::read_to_string(path("changed/backstory.js")).unwrap();
    fs::write(path(&format!("changed/{}_bg.wasm", stem(&script))), b"other").unwrap();
    copy(&path("story"), &path("other"));
    let head = fs::read_to_string(path("other/story.toml")).unwrap();
    let (before, after) = head.split_once("id = \"").unwrap();
    fs::write(path("other/story.toml"), format!("{before}id = \"another-{after}")).unwrap();
    let before = files(at);
    for (arguments, message) in [
        (&["other", "site"][..], "holds the story"),
        (&["story", "dist"], "holds the story `massimov`"),
        (&["story", "full"], "holds other files"),
        (&["story", "new", "--from", "torn"], "was not built with the engine beside it"),
        (&["story", "new", "--from", "half"], "embed.js` cannot be read"),
        (&["story", "new", "--from", "older"], "another version"),
        (&["story", "new", "--from", "nowhere"], "cannot be read"),
        (&["story", "changed"], "has other bytes than its name says"),
        (&["nowhere", "new"], "there is no folder `nowhere`"),
    ] {
        let failed = backstory(at, &[&["publish"], arguments].concat());
        let output = String::from_utf8_lossy(&failed.stderr);
        assert_eq!(failed.status.code(), Some(1), "{arguments:?}: {output}");
        assert!(output.contains(message), "{arguments:?}: {output}");
        assert_eq!(files(at), before, "{arguments:?} wrote something");
    }
    let failed = backstory(at, &["publish", "story", "new", "--base", "news.example"]);
    assert_eq!(failed.status.code(), Some(2));
}

#[test]
fn check_tells_which_pages_carry_old_text() {
    let folder = prepared();
    let at = folder.path();
    let render = |to: &str| {
        let done = backstory(at, &["render", "story", "--fragment"]);
        let text = String::from_utf8(done.stdout).unwrap();
        fs::write(at.join(to), format!("<!doctype html>\n<article>\n{text}</article>")).unwrap();
    };
    let check = |pages: &[&str]| {
        let pages: Vec<&str> = pages.iter().flat_map(|page| ["--page", *page]).collect();
        let done = backstory(at, &[&["check", "story"], &pages[..]].concat());
        (done.status.code(), String::from_utf8(done.stdout).unwrap(), String::from_utf8(done.stderr).unwrap())
    };
    render("old.html");
    fs::write(at.join("none.html"), "<p>Nothing").unwrap();
    let (code, out, _) = check(&["old.html", "none.html"]);
    assert!(code == Some(0) && out.contains("old.html:3: current") && out.contains("none.html: no text"), "{out}");
    // Its own page and its widget's folder name the same revision.
    let written = publish(at, &["story", "site"]);
    let mark = "data-backstory-revision=\"";
    let revision = |html: &str| html.split_once(mark).unwrap().1.split('"').next().unwrap().to_owned();
    let old = revision(&fs::read_to_string(at.join("old.html")).unwrap());
    for page in ["story.html", "embed.html", "index.html", "builder.html"] {
        assert_eq!(revision(&text(&written, page)), old, "{page}");
    }
    let glossary = fs::read_to_string(at.join("story/glossary.toml")).unwrap();
    fs::write(at.join("story/glossary.toml"), glossary.replace("definition = \"", "definition = \"Corrected: "))
        .unwrap();
    render("new.html");
    let (code, out, _) = check(&["old.html", "new.html", "site/story.html"]);
    assert_eq!(code, Some(1));
    assert!(out.contains("old.html:3: OLD TEXT (") && out.contains("new.html:3: current"), "{out}");
    assert!(out.contains("backstory render --fragment") && out.contains("story.html:"), "{out}");
    let (code, _, err) = check(&["https://news.example/article"]);
    assert!(code == Some(1) && err.contains("curl"), "{err}");
}
