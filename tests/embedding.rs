//! The hosts' manual and what is published for tools, held against the names that `tests/api.txt` freezes. That those
//! are the built embed's own is a browser scenario's to show.

use std::collections::BTreeSet;
use std::fs::read_to_string;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

/// The frozen names of a kind.
fn frozen(kind: &str) -> BTreeSet<String> {
    let text = read_to_string("tests/api.txt").unwrap();
    let names = text.lines().filter_map(|line| line.strip_prefix(kind)?.strip_prefix(' ').map(String::from));
    let names: BTreeSet<String> = names.collect();
    assert!(!names.is_empty(), "tests/api.txt has no {kind}");
    names
}

/// The names in backquotes in the first column of the manual's tables whose first column is headed `head`.
fn tabled(head: &str) -> BTreeSet<String> {
    let text = read_to_string("docs/embedding.md").unwrap();
    let mut names = BTreeSet::new();
    let mut is_in = false;
    for line in text.lines() {
        let first = line.strip_prefix("| ").and_then(|row| row.split(" |").next());
        match first {
            Some(first) if first == head => is_in = true,
            Some(first) if is_in => names.extend(first.split('`').skip(1).step_by(2).map(String::from)),
            Some(_) => {}
            None => is_in &= line.starts_with("|---"),
        }
    }
    names
}

/// A name as it stands in a call: `filter({ … })` is `filter`.
fn called(names: &BTreeSet<String>) -> BTreeSet<String> {
    names.iter().map(|name| name.split('(').next().unwrap_or_default().to_owned()).collect()
}

/// An attribute's name as the property is called.
fn property(attribute: &str) -> String {
    let (first, rest) = attribute.split_once('-').unwrap_or((attribute, ""));
    let (capital, rest) = rest.split_at(rest.len().min(1));
    [first, &capital.to_uppercase(), rest].concat()
}

#[test]
fn the_manual_names_everything_and_nothing_else() {
    assert_eq!(tabled("attribute"), frozen("attribute"));
    assert_eq!(called(&tabled("method")), frozen("method"));
    assert_eq!(called(&tabled("static")), frozen("static"));
    assert_eq!(tabled("event"), frozen("event"));
    assert_eq!(tabled("code"), frozen("error"));
    assert_eq!(tabled("custom property"), frozen("custom-property"));
    let mut properties = tabled("property");
    properties.extend(frozen("attribute").iter().map(|name| property(name)));
    assert_eq!(properties, frozen("property"));
}

#[test]
fn the_manual_lists_every_part() {
    let text = read_to_string("docs/embedding.md").unwrap();
    let (_, parts) = text.split_once("Parts, for `::part()`: ").unwrap();
    let (parts, _) = parts.split_once(".\n").unwrap();
    assert_eq!(parts.split('`').skip(1).step_by(2).map(String::from).collect::<BTreeSet<_>>(), frozen("part"));
}

#[test]
fn the_manifest_says_the_same() {
    let text = read_to_string("www/custom-elements.json").unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&text).unwrap();
    let class = manifest.pointer("/modules/0/declarations/0").unwrap();
    let named = |list: &str, wanted: &dyn Fn(&serde_json::Value) -> bool| -> BTreeSet<String> {
        let all = class.get(list).and_then(serde_json::Value::as_array).unwrap();
        all.iter().filter(|it| wanted(it)).map(|it| it["name"].as_str().unwrap().to_owned()).collect()
    };
    let member = |kind: &'static str, is_static: bool| {
        move |it: &serde_json::Value| it["kind"] == kind && it["static"].as_bool().unwrap_or(false) == is_static
    };
    assert_eq!(named("attributes", &|_| true), frozen("attribute"));
    assert_eq!(named("events", &|_| true), frozen("event"));
    assert_eq!(named("cssProperties", &|_| true), frozen("custom-property"));
    assert_eq!(named("cssParts", &|_| true), frozen("part"));
    assert_eq!(named("members", &member("method", false)), frozen("method"));
    assert_eq!(named("members", &member("field", false)), frozen("property"));
    assert_eq!(
        named("members", &|it| it["static"] == true),
        frozen("static"),
        "what belongs to the class and not to its elements"
    );
}

#[test]
fn the_types_know_every_name() {
    let types = read_to_string("www/backstory.d.ts").unwrap();
    for kind in ["property", "method", "static"] {
        for name in frozen(kind) {
            let is_there = [": ", "(", "?: "].iter().any(|after| types.contains(&format!(" {name}{after}")));
            assert!(is_there, "backstory.d.ts does not know {kind} {name}");
        }
    }
    for name in frozen("event").iter().chain(&frozen("error")) {
        assert!(types.contains(&format!("\"{name}\"")), "backstory.d.ts does not know {name}");
    }
}

/// The hash of what stands between two tags, as a policy names it.
fn hash_between(page: &str, open: &str, close: &str) -> String {
    let (_, rest) = page.split_once(open).unwrap();
    let text = rest.split(close).next().unwrap();
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

#[test]
fn policies_of_the_frame_name_its_style_and_script() {
    let page = read_to_string("www/embed.html").unwrap();
    let hosting = read_to_string("docs/hosting.md").unwrap();
    for hash in [hash_between(&page, "<style>", "</style>"), hash_between(&page, "<script>", "</script>")] {
        assert!(page.contains(&hash), "the page's policy lacks {hash}");
        assert!(hosting.contains(&hash), "docs/hosting.md lacks {hash}");
    }
}
