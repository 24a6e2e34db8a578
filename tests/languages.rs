//! Every language of the interface: what its words weigh, and that a reader meets no others.

use backstory::app::{App, Entry, Message, View, Viewport};
use backstory::compile::{compile, words_of};
use backstory::model::words::{Word, Words};
use backstory::model::{Evidence, Story, pack};
use backstory::story::files::{File, Files};
use backstory::story::load_json;
use backstory::view::html::write;
use backstory::view::node::Node;
use backstory::view::{Context, Surface, digest, story_page, widget};
use serde_json::json;
use std::fmt::Write;
use std::rc::Rc;

const LANGUAGES: [&str; 20] = [
    "ar", "de", "en", "es", "fa", "fr", "he", "hi", "id", "it", "ja", "kk", "ko", "nl", "pl", "pt", "ru", "tr", "uk",
    "zh",
];

/// A story without a letter of its own, in which every part of the interface is used.
fn story(lang: &str) -> Story {
    let event = |n: usize| {
        json!({
            "id": format!("e{n}"), "date": format!("20{:02}-0{}", 10 + n, 1 + n % 9), "headline": format!("{n}"),
            "importance": 1 + n % 3, "lane": "a", "themes": ["a"], "cites": ["s:1"], "summary": "1.",
            "status": "allegation", "claimant": "2",
        })
    };
    let events: Vec<_> = (0..30)
        .map(event)
        .chain([json!({ "id": "late", "after": "e3", "headline": "31", "lane": "a", "cites": ["s:2"], "status": "reported" })])
        .collect();
    let account = json!({ "attributed_to": "5", "says": "6.", "cites": ["s:1"], "status": "reported" });
    let claimed = |id: &str| json!({ "id": id, "definition": "3.", "cites": ["s:1"], "status": "reported", "see": [] });
    let term = |id: &str, label: &str, see: &[&str]| {
        let mut term = claimed(id);
        term["label"] = json!(label);
        term["kind"] = json!("place");
        term["see"] = json!(see);
        term["search"] = json!([format!("{label}{label}")]);
        term
    };
    let label = |id: &str| json!({ "id": id, "label": "7" });
    let text = json!({
        "id": "probe", "lang": lang, "title": "8", "standfirst": "9.", "about": ["10."], "report": "11.", "updated": "2026-01-01",
        "evidence": "paragraph", "themes": [label("a")], "lanes": [label("a")], "topics": [label("a")],
        "chapters": [{ "id": "c", "label": "12", "when": "2011/2014" }],
        "revisions": [{ "date": "2026-01-01", "says": "13." }],
        "sources": [{
            "id": "s", "label": "14", "document": "s.txt", "title": "15", "kind": "16",
            "missing": ["publisher", "author", "date"], "description": "17.", "paragraphs": 9,
        }],
        "events": events,
        "terms": [term("t", "18", &["u"]), term("u", "19", &["t"])],
        "questions": [{
            "id": "q", "asks": "20?", "accounts": [account.clone(), account], "events": ["e1"], "disputes": ["e1"],
            "importance": 1, "themes": ["a"],
        }],
        "voices": [{
            "id": "v", "name": "21", "named": false, "role": "22", "holds": "23.", "on": ["a"], "cites": ["s:1"],
            "status": "reported",
        }],
    });
    let files = Files(vec![File { name: "story.json".to_owned(), text: text.to_string() }]);
    let (story, _) = load_json(&files).unwrap_or_else(|problems| panic!("{problems:#?}"));
    compile(&story).unwrap()
}

/// All that a reader can see of the story: digest, story page, and the widget in many states.
fn everything(story: Story) -> String {
    let story = Rc::new(story);
    let page = |surface| Context { story: &story, surface, heading: 2 };
    let mut out = write(&digest(page(Surface::Static), "", &[0, 1])) + &write(&story_page(page(Surface::Static)));
    let mut app = App::new(story.clone());
    app.set_viewport(Viewport { width: 700.0, em: 13.0, target: 24.0 });
    let mut look = |app: &App| {
        let context = page(Surface::Widget);
        out.push_str(&write(&widget(context, &app.state)));
        let Some(timeline) = &app.timeline else { return };
        let nodes = context.drawn_timeline(timeline, &app.state).into_iter().chain(context.marks(timeline, &app.state));
        for node in nodes {
            if let Node::Element(element) = node {
                out.push_str(&write(&element));
            }
        }
    };
    look(&app);
    for message in [
        Message::ToggleFilters,
        Message::KeyOnly(false),
        Message::Toggle(Entry::Event(1)),
        Message::Mark(3),
        Message::OpenTerm(0),
        Message::OpenTerm(1),
    ] {
        app.update(message);
        look(&app);
    }
    for view in View::ALL {
        app.update(Message::Show(view));
        for entry in [Entry::Question(0), Entry::Term(0), Entry::Voice(0), Entry::Source(0)] {
            app.update(Message::Toggle(entry));
        }
        look(&app);
    }
    for query in ["1", "zzqxw"] {
        app.update(Message::Search(query.into()));
        look(&app);
    }
    out
}

/// Texts and labels of HTML: what lies between tags, and the values of the attributes that are read out.
fn said(html: &str) -> Vec<String> {
    let mut said: Vec<String> = html
        .split('<')
        .filter_map(|tag| Some(tag.split_once('>')?.1.replace("&nbsp;", " ").trim().to_owned()))
        .collect();
    for name in ["aria-label=\"", "aria-description=\"", "placeholder=\"", "data-backstory-words=\""] {
        said.extend(html.split(name).skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())));
    }
    said.retain(|words| !words.is_empty());
    said
}

#[test]
fn no_reader_meets_english_in_another_language() {
    let mut found = Vec::new();
    for lang in LANGUAGES {
        let html = everything(story(lang));
        assert!(!html.chars().any(|c| ('\u{1}'..'\u{9}').contains(&c)), "{lang} shows a placeholder");
        let words = said(&html);
        assert!(words.len() > 500, "{lang}");
        if lang == "en" {
            continue;
        }
        let english = everything(story("en"));
        let english: std::collections::BTreeSet<String> = said(&english)
            .into_iter()
            .filter(|words| words.chars().any(char::is_alphabetic) && words != "zzqxw")
            .collect();
        let mut same: Vec<&String> = words.iter().filter(|words| english.contains(*words)).collect();
        same.sort();
        same.dedup();
        // Words that two languages share.
        let is_month = |words: &str| ["April", "August", "September"].iter().any(|month| words.starts_with(month));
        let is_shared =
            |words: &str| SHARED.contains(&(lang, words)) || ["de", "id"].contains(&lang) && is_month(words);
        same.retain(|words| !is_shared(words));
        found.extend(same.into_iter().map(|words| format!("{lang}: {words}")));
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// Words that are the same in English.
const SHARED: [(&str, &str); 8] = [
    ("de", "Filter"),
    ("fr", "Opinion"),
    ("fr", "Source"),
    ("fr", "Sources"),
    ("fr", "Sources · 1"),
    ("id", "Filter"),
    ("nl", "Filter"),
    ("nl", "Filters"),
];

#[test]
fn words_of_a_language_weigh_at_most_two_kilobytes() {
    let mut story = story("en");
    let weight = |story: &Story| {
        let mut out = Vec::new();
        let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
        brotli::BrotliCompress(&mut pack(story).unwrap().as_slice(), &mut out, &params).unwrap();
        out.len()
    };
    story.words = Words { list: vec![String::new(); story.words.list.len()] };
    let bare = weight(&story);
    let mut table = String::new();
    let mut most = 0;
    for lang in LANGUAGES {
        story.words = words_of(lang, Evidence::Paragraph);
        assert_eq!(story.words.get(Word::LANG), "", "{lang} has a file");
        let bytes = weight(&story) - bare;
        let _ = writeln!(table, "{lang} {bytes}");
        most = most.max(bytes);
    }
    println!("bytes of a packed story, brotli, by language of the interface\n{table}");
    assert!(most <= 2_048, "{table}");
}
