//! What `backstory publish` writes: a whole folder of one story, with nothing left of another, or nothing.

#[cfg(unix)]
mod authoring;
mod built;
mod desk;
mod further;
mod watch;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use backstory::compile::wasm::{SECTION, section};
use backstory::model::unpack;
use built::{ENGINE, backstory, copy, integrity, prepared};

/// Words of the shipped story and its documents that no other story has.
const SHIPPED: [&str; 5] = ["Massimov", "massimov", "Kazakh", "Tokayev", "Astana"];

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

/// The starter story under another id and title.
fn another(at: &Path, id: &str, title: &str) {
    copy(&at.join("story"), &at.join(id));
    let path = at.join(id).join("story.toml");
    let head = fs::read_to_string(&path).unwrap();
    // The story's own stand before those of its themes.
    let named = |text: &str, key: &str, value: &str| {
        let (before, after) = text.split_once(&format!("\n{key} = \"")).unwrap();
        let (_, after) = after.split_once('\n').unwrap();
        format!("{before}\n{key} = \"{value}\"\n{after}")
    };
    fs::write(&path, named(&named(&head, "id", id), "title", title)).unwrap();
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

#[test]
fn pictures_beside_a_story_are_published_with_it_and_found_from_any_page() {
    let folder = prepared();
    let at = folder.path();
    fs::create_dir_all(at.join("own/img")).unwrap();
    fs::write(at.join("own/img/dam.jpg"), b"a picture").unwrap();
    let story = r#"{ "id": "dam", "lang": "en", "title": "The dam", "events": [{ "date": "1932", "headline": "It opens", "media": [
        { "url": "img/dam.jpg", "alt": "A dam.", "width": 4, "height": 3, "srcset": ["img/dam.jpg 800w", "img/gone.jpg 1600w"] },
        { "url": "https://a.example/b.jpg", "alt": "A wall.", "width": 4, "height": 3 }, { "url": "../../secret.jpg", "alt": "None.",
        "width": 4, "height": 3 }, { "url": "backstory.js", "kind": "image", "alt": "None.", "width": 4, "height": 3 },
        { "url": "img/dam.SVG", "alt": "None.", "width": 4, "height": 3 }, { "url": "img/key.png", "alt": "None.", "width": 4,
        "height": 3 }, { "url": "img/more/key.png", "alt": "None.", "width": 4, "height": 3 }] }] }"#;
    fs::write(at.join("own/img/dam.SVG"), b"<svg><script/></svg>").unwrap();
    fs::write(at.join("key.png"), b"secret").unwrap();
    #[cfg(unix)]
    for (target, link) in [("../../key.png", "own/img/key.png"), ("../..", "own/img/more")] {
        std::os::unix::fs::symlink(target, at.join(link)).unwrap();
    }
    fs::write(at.join("own/backstory.js"), b"not a picture").unwrap();
    fs::write(at.join("own/story.json"), story).unwrap();
    fs::write(at.join("secret.jpg"), b"not of the story").unwrap();
    let base = "https://news.example/b/";
    let done = backstory(at, &["publish", "own/story.json", "site", "--base", base]);
    let told = String::from_utf8_lossy(&done.stdout);
    assert!(told.contains("to be put into the folder: `img/gone.jpg` (1 in all)"), "{told}");
    assert!(told.contains("not copied") && told.contains("`img/dam.SVG` (3 in all)"), "{told}");
    let written = files(&at.join("site"));
    assert_eq!(written["img/dam.jpg"], b"a picture");
    assert!(!written.keys().any(|name| name.ends_with("SVG") || name.contains("key")), "{:?}", written.keys());
    assert_ne!(written["backstory.js"], b"not a picture");
    assert!(!written.keys().any(|name| name.contains("secret")), "{:?}", written.keys());
    let page = text(&written, "story.html");
    for address in [
        "\"https://news.example/b/img/dam.jpg\"",
        "https://news.example/b/img/gone.jpg 1600w",
        "\"https://a.example/b.jpg\"",
    ] {
        assert!(page.contains(address), "no {address} in {page}");
    }
    // A text of the same folder is current; one without its address is another.
    for (name, options) in [("well.html", &["--base", base][..]), ("other.html", &[])] {
        let done = backstory(at, &[&["render", "own/story.json", "--fragment"], options].concat());
        fs::write(at.join(name), done.stdout).unwrap();
    }
    let done = backstory(
        at,
        &[
            "check",
            "own/story.json",
            "--base",
            base,
            "--page",
            "well.html",
            "--page",
            "other.html",
            "--page",
            "site/embed.html",
        ],
    );
    let told = String::from_utf8_lossy(&done.stdout);
    assert!(told.contains("well.html:1: current") && told.contains("other.html:1: OLD TEXT"), "{told}");
    assert!(told.lines().any(|line| line.starts_with("site/embed.html") && line.ends_with("current")), "{told}");
    // Beside another story they lie with their own.
    publish(at, &["story", "both", "--base", base]);
    let both = publish(at, &["own/story.json", "both", "--add"]);
    assert_eq!(both["stories/dam/img/dam.jpg"], b"a picture");
    assert!(text(&both, "stories/dam/story.html").contains("\"https://news.example/b/stories/dam/img/dam.jpg\""));
    fs::write(at.join("own/img/gone.jpg"), b"found again").unwrap();
    let told = backstory(at, &["publish", "own/story.json", "nowhere"]);
    assert!(String::from_utf8_lossy(&told.stdout).contains("found by the folder's own pages only"));
}

#[test]
fn each_language_has_a_page_and_a_packed_story() {
    let folder = prepared();
    let at = folder.path();
    fs::create_dir(at.join("story/translations")).unwrap();
    fs::write(at.join("story/translations/de.toml"), "[story]\ntitle = \"Der Steg von Elmford\"\n").unwrap();
    let written = publish(at, &["story", "site", "--base", "https://news.example/b/"]);
    assert!(text(&written, "story.de.html").contains("<title>Der Steg von Elmford</title>"));
    assert!(text(&written, "story.html").contains("hreflang=\"de\" href=\"https://news.example/b/story.de.html\""));
    let story = |name: &str| unpack(&written[name]).unwrap();
    assert_eq!((story("story.en.bks").lang.as_str(), story("story.de.bks").lang.as_str()), ("en", "de"));
    assert_eq!(section(&written["backstory_bg.wasm"], SECTION).unwrap().unwrap(), written["story.en.bks"]);
    assert!(!written.contains_key("story.en.html"));
}

#[test]
fn names_in_a_published_folder_do_not_command_the_terminal() {
    let folder = prepared();
    let at = folder.path();
    publish(at, &["story", "site"]);
    let foreign = at.join("site/stories/\u{1b}[2J");
    fs::create_dir_all(&foreign).unwrap();
    fs::write(foreign.join("story.bks"), "of another version").unwrap();
    let told = backstory(at, &["publish", "story", "site"]).stdout;
    let told = String::from_utf8(told).unwrap();
    assert!(told.contains("␛[2J") && !told.contains('\u{1b}'), "{told:?}");
}

/// The line of Open Graph that names a picture.
fn picture_at(address: &str) -> String {
    format!("<meta property=\"og:image\" content=\"https://news.example/b/{address}social.png\">")
}

#[test]
fn links_to_a_published_story_have_a_picture() {
    let folder = prepared();
    let at = folder.path();
    another(at, "harbour", "The harbour");
    for (arguments, within) in [
        (&["story", "site", "--base", "https://news.example/b"][..], ""),
        (&["harbour", "site", "--add"], "stories/harbour/"),
    ] {
        let done = backstory(at, &[&["publish"], arguments].concat());
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        let written = files(&at.join("site"));
        let told = String::from_utf8_lossy(&done.stdout);
        match written.get(&format!("{within}social.png")) {
            Some(picture) => {
                assert_eq!(picture.get(..8), Some(&b"\x89PNG\r\n\x1a\n"[..]));
                // Width and height, the first fields of IHDR (PNG, 11.2.1).
                assert_eq!(picture.get(16..24), Some(&[0, 0, 4, 176, 0, 0, 2, 118][..]));
                for page in ["story.html", "embed.html"] {
                    let page = text(&written, &format!("{within}{page}"));
                    assert!(page.contains(&picture_at(within)), "{within}: {page}");
                }
                assert!(!told.contains("social.png"), "{told}");
            }
            // Where no font is installed, the report says what to do.
            None => assert!(told.contains("no social.png") && told.contains("install one"), "{told}"),
        }
    }
}

#[test]
fn no_picture_of_an_earlier_text_stays() {
    let folder = prepared();
    let at = folder.path();
    another(at, "harbour", "The harbour");
    let base = ["--base", "https://news.example/b"];
    publish(at, &["story", "site", base[0], base[1]]);
    publish(at, &["harbour", "site", "--add", base[0], base[1]]);
    let within = ["", "stories/harbour/"];
    // As a command with fonts left it, whether this one has them or not.
    for part in within {
        let page = at.join("site").join(part).join("story.html");
        let html = fs::read_to_string(&page).unwrap().replace(&picture_at(part), "");
        fs::write(&page, html.replace("<head>", &format!("<head>{}", picture_at(part)))).unwrap();
        fs::write(at.join("site").join(part).join("social.png"), "an earlier text").unwrap();
    }
    // Nobody knows the address any more, so that none is drawn.
    fs::remove_file(at.join("site/oembed.json")).unwrap();
    let own = publish(at, &["story", "site"]);
    assert!(!own.contains_key("social.png"), "the picture stays");
    let both = publish(at, &["harbour", "site", "--add"]);
    for part in within {
        assert!(!both.contains_key(&format!("{part}social.png")), "{part}: the picture stays");
        assert!(!text(&both, &format!("{part}story.html")).contains("og:image"), "{part}");
    }
    // One that no page of the folder named is somebody else's.
    fs::write(at.join("site/social.png"), "the editor's own").unwrap();
    assert!(publish(at, &["story", "site"]).contains_key("social.png"));
}
