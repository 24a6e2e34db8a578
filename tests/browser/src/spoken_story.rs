//! A story in a language of the interface, made of the interface's own words: as long as that language says such things, in
//! its script. And one in no language: English with accents, 40 % longer.

use crate::scenario::Failure;
use anyhow::{Context as _, anyhow};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::path::Path;

/// The words of a language's file, by key: `close`, `status.official`.
type Words = BTreeMap<String, String>;

const STATUSES: [&str; 6] = ["reported", "official", "allegation", "anonymous", "opinion", "inference"];

fn words(lang: &str) -> Result<Words, Failure> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src/story/words/languages");
    let text = std::fs::read_to_string(folder.join(format!("{lang}.toml"))).with_context(|| lang.to_owned())?;
    let mut words = Words::new();
    let mut table = String::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            table = format!("{name}.");
        } else if let Some((key, value)) = line.split_once(" = \"").filter(|_| !line.starts_with('#')) {
            words.insert(format!("{table}{key}"), value.trim_end_matches('"').to_owned());
        }
    }
    Ok(words)
}

/// A story whose texts and interface are in a language.
///
/// # Errors
/// When the language has no file.
pub fn spoken_story(lang: &str) -> Result<Value, Failure> {
    written(lang, &words(lang)?)
}

/// A story in English with accents and every vowel twice, its interface too. What is cut or overlaps there is cut in other
/// languages.
///
/// # Errors
/// When English has no file.
pub fn longer_story() -> Result<Value, Failure> {
    let words: Words = words("en")?.into_iter().map(|(key, words)| (key, longer(&words))).collect();
    let mut story = written("en", &words)?;
    let mut tables = Map::new();
    for (key, words) in words.iter().filter(|(key, _)| !key.starts_with("plural.")) {
        match key.split_once('.') {
            Some((table, part)) => tables.entry(table).or_insert_with(|| json!({}))[part] = json!(words),
            None => drop(tables.insert(key.clone(), json!(words))),
        }
    }
    story["words"] = Value::Object(tables);
    Ok(story)
}

/// Words with accents, and every vowel twice; placeholders stay.
fn longer(words: &str) -> String {
    let mut is_outside = true;
    let mut out = String::new();
    for c in words.chars() {
        is_outside = if is_outside { c != '{' } else { c == '}' };
        match ("aeiouAEIOUcnsy".find(c).filter(|_| is_outside), is_outside) {
            (Some(at), true) if at < 10 => out.extend([accented(at), accented(at)]),
            (Some(at), true) => out.push(accented(at)),
            _ => out.push(c),
        }
    }
    out
}

fn accented(at: usize) -> char {
    "àèîöûÀÈÎÖÛçñšý".chars().nth(at).unwrap_or('?')
}

fn written(lang: &str, words: &Words) -> Result<Value, Failure> {
    let word = |key: &str| words.get(key).map(String::as_str).ok_or_else(|| anyhow!("no word `{key}` in {lang}"));
    // A headline has no stop and no placeholder.
    let headline = |key: &str| -> Result<String, Failure> {
        let plain: String = word(key)?.split(['{', '}']).step_by(2).collect();
        let plain: String = plain.trim_end_matches(['.', '。', '।', ':', '：', '?', '？']).chars().take(88).collect();
        Ok(plain.trim().to_owned())
    };
    let heads = ["whole-story", "how-to-read", "search", "no-events", "revisions", "about", "in-glossary", "not-exact"];
    let heads = heads.map(headline).into_iter().collect::<Result<Vec<_>, _>>()?;
    let says = STATUSES.map(|status| word(&format!("meaning.{status}"))).into_iter().collect::<Result<Vec<_>, _>>()?;
    let kind = |kind: &str| word(&format!("kind.{kind}"));
    let dates =
        ["2007/2012", "2012-09-24", "2014-04", "2016-09-08/2022-01-05", "2021-11~", "2022-01-05", "2022-02-24?"];
    let mut events = Vec::new();
    for n in 0..24_usize {
        let year = 2010 + n % 13;
        let date = dates.get(n).map_or_else(|| format!("{year}-0{}-1{}", 1 + n % 9, n % 9), |date| (*date).to_owned());
        let [head, status] = [n % heads.len(), n % STATUSES.len()];
        let mut event = json!({
            "id": format!("e{n}"), "date": date, "headline": heads[head],
            "short": heads[head].chars().take(24).collect::<String>().trim(),
            "summary": format!("{} {}", says[status], says[(n + 2) % says.len()]), "status": STATUSES[status],
            "importance": 1 + usize::from(n % 5 == 4), "lane": if n % 2 == 0 { "a" } else { "b" }, "themes": ["a"],
            "cites": ["s:3", "s:4"],
        });
        if status > 0 {
            // A Latin name in any script, as newspapers have.
            event["claimant"] = json!(if n % 2 == 0 { "Reuters" } else { kind("person")? });
        }
        events.push(event);
    }
    let label = |id: &str, label: &str| json!({ "id": id, "label": label });
    let claimed = |mut entry: Value| {
        entry["cites"] = json!(["s:1"]);
        entry["status"] = json!("reported");
        entry
    };
    let term = |id: &str, label: &str, definition: &str| {
        claimed(json!({ "id": id, "label": label, "kind": "person", "definition": definition }))
    };
    let account = |who: &str, says: &str| claimed(json!({ "attributed_to": who, "says": says }));
    Ok(json!({
        "id": format!("spoken-{lang}"), "lang": lang, "title": heads[0], "standfirst": says[2], "about": [says[0]],
        "report": says[1], "updated": "2026-01-02", "evidence": "paragraph",
        "themes": [label("a", word("facet.theme")?)], "topics": [label("a", word("facet.theme")?)],
        "lanes": [label("a", kind("office")?), label("b", kind("event")?)],
        "chapters": [
            { "id": "c1", "label": kind("organisation")?, "when": "2007/2019" },
            { "id": "c2", "label": kind("law")?, "when": "2020/2024" },
        ],
        "revisions": [{ "date": "2026-01-01", "says": says[4] }],
        "sources": [{
            "id": "s", "label": "Reuters 24", "document": "s.txt", "title": headline("meaning.anonymous")?,
            "kind": kind("event")?, "missing": ["publisher", "author", "date"], "description": says[5], "paragraphs": 9,
        }],
        "events": events,
        "terms": [term("t1", kind("place")?, says[1]), term("t2", kind("concept")?, says[3])],
        "questions": [{
            "id": "q", "asks": word("report")?, "accounts": [account(kind("person")?, says[0]), account("Reuters", says[1])],
            "events": ["e5"], "disputes": ["e5"], "importance": 1, "themes": ["a"],
        }],
        "voices": [claimed(json!({
            "id": "v", "name": kind("office")?, "named": false, "role": says[4], "holds": says[1], "on": ["a"],
        }))],
    }))
}
