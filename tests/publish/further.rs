//! One published engine shows further stories: those of its folder, and those of addresses that the publisher lists.

use std::collections::BTreeMap;
use std::fs;

use backstory::model::unpack;

use super::built::{backstory, prepared};
use super::{another, publish, text};

#[test]
fn a_folder_shows_further_stories_by_its_own_engine() {
    let folder = prepared();
    let at = folder.path();
    another(at, "harbour", "The harbour & its walls");
    let own = publish(at, &["story", "site", "--base", "https://news.example/b/"]);
    let both = publish(at, &["harbour", "site", "--add"]);
    let added = |name: &str| text(&both, &format!("stories/harbour/{name}"));
    // Of the folder's own files none has changed.
    for (name, bytes) in &own {
        assert_eq!(&both[name], bytes, "{name}");
    }
    let picture = both.get("stories/harbour/social.png");
    assert_eq!(both.len(), own.len() + 4 + usize::from(picture.is_some()));
    assert_eq!(unpack(&both["stories/harbour/story.bks"]).unwrap().id, "harbour");
    let frame = added("embed.html");
    for part in [
        "The harbour &amp; its walls",
        "src=\"story.bks\"",
        "src=\"../../embed.js\"",
        "src=\"../../backstory.js\"",
        "data-backstory-revision=\"harbour-",
        "https://news.example/b/stories/harbour/oembed.json",
        "<link rel=\"canonical\" href=\"https://news.example/b/stories/harbour/story.html\">",
    ] {
        assert!(frame.contains(part), "no {part} in {frame}");
    }
    // The folder's own story is named nowhere in them, nor are its hashed files, which it may leave.
    for name in ["embed.html", "oembed.json", "story.html"] {
        assert!(!added(name).contains("Elmford: a") && !added(name).contains("footbridge-"), "{name}");
        assert!(!added(name).contains("backstory.") || !added(name).contains("_bg.wasm"), "{name}");
        assert!(
            !added(name).contains("__") && !added(name).contains("<!-- backstory:"),
            "{name}: a placeholder is left"
        );
    }
    let oembed: serde_json::Value = serde_json::from_str(&added("oembed.json")).unwrap();
    assert_eq!(oembed["title"], "The harbour & its walls");
    let html = oembed["html"].as_str().unwrap();
    assert!(html.contains("src=\"https://news.example/b/stories/harbour/embed.html\""), "{html}");

    // A correction of either leaves the other as it is; the address of the folder is known from before.
    let path = at.join("story/story.toml");
    let head = fs::read_to_string(&path).unwrap();
    fs::write(&path, head.replace("title = \"", "title = \"Corrected: ")).unwrap();
    let again = publish(at, &["story", "site"]);
    assert!(text(&again, "oembed.json").contains("https://news.example/b/"));
    for (name, bytes) in both.iter().filter(|(name, _)| name.starts_with("stories/")) {
        assert_eq!(&again[name], bytes, "{name}");
    }

    // Two of one name, or a folder of nobody's, are refused.
    for (arguments, message) in [
        (&["story", "site", "--add"], "is the story that `site` belongs to"),
        (&["harbour", "nowhere", "--add"], "is no published folder"),
        (&["harbour", "site", "--base"], "or add it to this one with --add"),
    ] {
        let arguments = if arguments[2] == "--base" { &arguments[..2] } else { &arguments[..] };
        let failed = backstory(at, &[&["publish"], arguments].concat());
        let output = String::from_utf8_lossy(&failed.stderr);
        assert!(failed.status.code() == Some(1) && output.contains(message), "{arguments:?}: {output}");
    }
    // An engine of another version cannot show what was packed for the last.
    fs::write(at.join("site/stories/harbour/story.bks"), b"another version").unwrap();
    let told = backstory(at, &["publish", "story", "site"]);
    let told = String::from_utf8_lossy(&told.stdout);
    assert!(told.contains("cannot read the story `harbour`"), "{told}");
}

#[test]
fn frames_show_stories_of_listed_addresses_only() {
    let folder = prepared();
    let at = folder.path();
    let listed = |written: &BTreeMap<String, Vec<u8>>| {
        let page = text(written, "embed.html");
        let (_, after) = page.split_once("<meta name=\"backstory-stories\" content=\"").unwrap();
        after.split('"').next().unwrap().to_owned()
    };
    assert_eq!(listed(&publish(at, &["story", "site"])), "");
    let written = publish(at, &["story", "site", "--stories-from", "https://data.news.example/stories"]);
    assert_eq!(listed(&written), "https://data.news.example/stories/");
    // It holds until the list is removed.
    assert_eq!(listed(&publish(at, &["story", "site"])), "https://data.news.example/stories/");
    fs::write(at.join("site/stories.json"), "{\"from\": [\"javascript:alert(1)\"]}").unwrap();
    let failed = backstory(at, &["publish", "story", "site"]);
    assert!(String::from_utf8_lossy(&failed.stderr).contains("no list `from` of addresses"));
    fs::remove_file(at.join("site/stories.json")).unwrap();
    assert_eq!(listed(&publish(at, &["story", "site"])), "");
    for address in [
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example/",
        "https://a@b.example/",
        "https:///x",
        "https://a.example/?x",
        "https://a.example/\"x",
        "https://a.example/b/../c",
    ] {
        let failed = backstory(at, &["publish", "story", "site", "--stories-from", address]);
        assert_eq!(failed.status.code(), Some(2), "{address}");
    }
}
