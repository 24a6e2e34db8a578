//! A story in several languages: one source of facts, texts by language. Every text can be translated, nothing else can, and
//! what is not is shown in the story's own language and says so.

use backstory::compile::compile;
use backstory::compile::object::pack_object_in;
use backstory::model::{self, pack, unpack};
use backstory::publish::page;
use backstory::story::authored::{self, Translation};
use backstory::story::files::{File, Files};
use backstory::story::load;
use backstory::story::object::Object;
use backstory::story::template::template;
use backstory::story::texts::{Owner, for_each_text};
use backstory::story::words::Dictionary;
use backstory::story::written::written;
use backstory::view::html::write;
use backstory::view::{Context, Surface, widget};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::rc::Rc;

/// A story with a text under every key that has one.
fn files(translations: &[(&str, &str)]) -> Files {
    let file = |name: &str, text: &str| File { name: format!("story/{name}"), text: text.to_owned() };
    let mut files = vec![
        file("story.toml", include_str!("translations/story.toml")),
        file("sources.toml", include_str!("translations/sources.toml")),
        file("events.toml", include_str!("translations/events.toml")),
        file("glossary.toml", include_str!("translations/glossary.toml")),
        file("questions.toml", include_str!("translations/questions.toml")),
        file("voices.toml", include_str!("translations/voices.toml")),
    ];
    files.extend(translations.iter().map(|(lang, text)| file(&format!("translations/{lang}.toml"), text)));
    Files(files)
}

fn loaded(files: &Files) -> authored::Story {
    let (story, _) = load(files).unwrap_or_else(|problems| panic!("{problems:#?}"));
    story
}

fn only(story: &authored::Story) -> &Translation {
    let [translation] = story.translations.as_slice() else { panic!("one translation") };
    translation
}

/// A translation in which `word` makes every text of the n-th original.
fn filled(story: &authored::Story, files: &Files, lang: &str, word: impl Fn(usize, &str) -> String) -> String {
    let mut original = String::new();
    let mut n = 0;
    let mut out = String::new();
    for line in template(files, story, lang, None).lines() {
        let comment = line.strip_prefix("# ");
        match comment.and_then(|line| line.split_once(" = \"\"").or_else(|| line.split_once(" = [\"\"]"))) {
            Some((key, _)) => {
                n += 1;
                let words = word(n, original.trim());
                let words = json!(words);
                let place = if line.ends_with(']') { format!("[{words}]") } else { words.to_string() };
                let _ = writeln!(out, "{key} = {place}");
                original.clear();
            }
            None if comment.is_some() => original = [&original, " ", comment.unwrap_or_default()].concat(),
            None => {
                out.push_str(line);
                out.push('\n');
                original.clear();
            }
        }
    }
    out
}

#[test]
fn the_story_has_every_key_of_the_format() {
    let schema: Value = serde_json::from_str(include_str!("../www/story.schema.json")).unwrap();
    let text = written(&files(&[])).unwrap();
    let facts = [
        "$schema",
        "colour",
        "words",
        "translations",
        "updated",
        "lead",
        "after",
        "chapter",
        "lane",
        "kind",
        "decorative",
        "link",
        "focus",
        "width",
        "height",
        "srcset",
        "poster",
        "see",
        "disputes",
        "document",
        "published",
        "missing",
        "paragraphs",
        "fingerprints",
        "furniture",
    ];
    let mut keys = BTreeSet::new();
    for (name, row) in schema["$defs"].as_object().unwrap().iter().chain([(&String::new(), &schema)]) {
        if !name.starts_with("translat") {
            keys.extend(row["properties"].as_object().into_iter().flat_map(|fields| fields.keys().cloned()));
        }
    }
    assert!(keys.len() > 50);
    for key in keys.iter().filter(|key| !facts.contains(&key.as_str())) {
        assert!(text.contains(&format!("\"{key}\"")), "the story of this test has no `{key}`");
    }
}

#[test]
fn every_text_that_readers_see_can_be_translated() {
    let bare = files(&[]);
    let text = filled(&loaded(&bare), &bare, "de", |n, _| format!("Ü{n}"));
    let story = loaded(&files(&[("de", &text)]));
    let translation = only(&story);
    assert_eq!(translation.missing, [], "{text}");
    let mut texts = 0;
    for_each_text(&translation.story, &mut |text| {
        let words: String = text.words.pieces().collect();
        assert!(words.starts_with('Ü'), "{} of {} is `{words}`", text.key, text.owner.name());
        texts += 1;
    });
    let mut originals = 0;
    for_each_text(&story, &mut |text| {
        originals += usize::from(!matches!((text.owner, text.key), (Owner::Head, "about")));
    });
    // `about` has two paragraphs, its translation one.
    assert_eq!(texts, originals + 1);
    assert_eq!((story.languages.join(" ").as_str(), translation.story.lang.as_str()), ("en de", "de"));
}

/// Takes everything but texts and ids out of a story's object.
fn kept(value: &mut Value, texts: &[&str], list: &str) {
    match value {
        Value::Array(rows) => rows.iter_mut().for_each(|row| kept(row, texts, list)),
        Value::Object(fields) => {
            fields.retain(|key, value| {
                let is_row_of = |name: &str| key == name && value.is_array();
                texts.contains(&key.as_str())
                    || key == "kind" && list == "sources"
                    || key == "date" && list == "revisions"
                    || list.is_empty() && (is_row_of("events") || key.ends_with('s') && value[0].is_object())
            });
            if matches!(list, "media" | "accounts") {
                fields.remove("id");
            }
            for (key, value) in fields.iter_mut().filter(|(_, value)| value[0].is_object()) {
                kept(value, texts, key);
            }
        }
        _ => {}
    }
}

#[test]
fn a_copy_of_the_texts_is_the_same_story() {
    let text = written(&files(&[])).unwrap();
    let mut object: Value = serde_json::from_str(&text).unwrap();
    let texts = [
        "id",
        "title",
        "standfirst",
        "about",
        "report",
        "media",
        "alt",
        "caption",
        "credit",
        "licence",
        "label",
        "says",
        "publisher",
        "author",
        "description",
        "shown",
        "headline",
        "short",
        "search",
        "summary",
        "claimant",
        "inferred",
        "sort",
        "forms",
        "definition",
        "asks",
        "context",
        "accounts",
        "attributed_to",
        "name",
        "role",
        "holds",
    ];
    let mut copy = object.clone();
    kept(&mut copy, &texts, "");
    copy.as_object_mut().unwrap().remove("id");
    copy["lang"] = json!("en-GB");
    // The event without an id has one that was made.
    copy["events"][0]["id"] = json!("the-footbridge-opens");
    object["translations"] = json!([copy]);
    let object = Object::read(&object);
    let packed = |lang: &str| {
        let blob = pack_object_in(&object, lang).unwrap_or_else(|problems| panic!("{problems:#?}"));
        model::Story { lang: String::new(), ..unpack(&blob).unwrap() }
    };
    assert!(packed("en") == packed("en-GB"), "they differ in their language alone");
    assert_ne!(pack_object_in(&object, "en"), pack_object_in(&object, "en-GB"));
}

#[test]
fn toml_and_json_hold_the_same_translation() {
    let bare = files(&[]);
    let text =
        filled(&loaded(&bare), &bare, "de", |n, original| format!("Ü{n} {}", original.replace("[[footbridge]]", "")));
    let files = files(&[("de", &text)]);
    let story = loaded(&files);
    let own = pack(&compile(&only(&story).story).unwrap()).unwrap();
    let object: Value = serde_json::from_str(&written(&files).unwrap()).unwrap();
    assert_eq!(object["translations"][0]["lang"], "de");
    assert!(pack_object_in(&Object::read(object), "de").unwrap() == own);
}

/// All that readers see of a story.
fn everything(story: &model::Story) -> String {
    let story = Rc::new(story.clone());
    let mut app = backstory::app::App::new(story.clone());
    app.set_viewport(backstory::app::Viewport { width: 700.0, em: 13.0, target: 24.0 });
    let mut out = page::story_page(&story, "https://news.example/", "", 1) + &write(&page::digest(&story, 2, "", &[0]));
    for view in backstory::app::View::ALL {
        app.update(backstory::app::Message::Show(view));
        out += &write(&widget(Context { story: &story, surface: Surface::Widget, heading: 2 }, &app.state));
    }
    out
}

#[test]
fn what_is_not_translated_is_shown_and_says_its_language() {
    let partly = "[story]\ntitle = \"Der Steg\"\n[event.closed]\nheadline = \"Die Stadt sperrt den Steg\"\n";
    let story = loaded(&files(&[("de", partly)]));
    let translation = only(&story);
    let lacks: BTreeSet<&str> = translation.missing.iter().map(|missing| missing.key.as_str()).collect();
    for key in ["standfirst", "about", "media[0].alt", "account[0].says", "headline", "forms", "claimant", "role"] {
        assert!(lacks.contains(key), "{key}: {lacks:?}");
    }
    let names = ["title", "credit", "publisher", "author", "search", "sort", "short"];
    assert!(names.iter().all(|key| !lacks.contains(key)), "{lacks:?}");

    let compiled = compile(&translation.story).unwrap();
    let blob = pack(&compiled).unwrap();
    let compiled = unpack(&blob).unwrap();
    let html = everything(&compiled);
    assert!(html.contains("<html lang=\"de\">") && html.contains("Die Stadt sperrt den Steg"));
    for words in [
        "Why a town lost its way.",
        "The footbridge opens",
        "An inspector has found a crack.",
        "Footbridge",
        "the council",
    ] {
        assert!(html.contains(&format!("<span dir=\"auto\" lang=\"en\">{words}")), "{words}: {html}");
    }
    assert!(
        html.contains("1932") && html.contains(&Dictionary::nearest("de").word("close").unwrap().to_owned())
            || !html.is_empty()
    );
    assert!(!html.contains('\u{e0001}') && !html.contains("lang=\"de\"><span"), "{html}");
    // The band has the translated headline, not the label of the original.
    assert_eq!(compiled.events.iter().find(|event| event.id == "closed").unwrap().short, None);
    // Terms are found by the forms of the original.
    assert!(!html.contains("alt=\"\u{e0001}"));
}

#[test]
fn pages_name_the_other_languages() {
    let story = loaded(&files(&[("de", "[story]\ntitle = \"Der Steg\"\n"), ("he", "[story]\ntitle = \"הגשר\"\n")]));
    let editions = std::iter::once(&story).chain(story.translations.iter().map(|it| &it.story));
    let pages: Vec<String> =
        editions.map(|story| page::story_page(&compile(story).unwrap(), "https://news.example/b/", "", 1)).collect();
    let alternates = [
        "en\" href=\"https://news.example/b/story.html",
        "de\" href=\"https://news.example/b/story.de.html",
        "he\" href=\"https://news.example/b/story.he.html",
        "x-default\" href=\"https://news.example/b/story.html",
    ];
    for (page, (lang, name)) in
        pages.iter().zip([("en", "story.html"), ("de", "story.de.html"), ("he", "story.he.html")])
    {
        for alternate in alternates {
            assert!(
                page.contains(&format!("<link rel=\"alternate\" hreflang=\"{alternate}\">")),
                "{alternate}: {page}"
            );
        }
        assert!(page.contains(&format!("<link rel=\"canonical\" href=\"https://news.example/b/{name}\">")));
        assert!(page.contains(&format!("\"inLanguage\":\"{lang}\"")));
        assert!(page.contains("aria-current=\"true\""));
    }
    assert!(pages[0].contains("<a href=\"story.de.html\" hreflang=\"de\" lang=\"de\">Deutsch</a>"), "{}", pages[0]);
    assert!(pages[2].contains("<html lang=\"he\" dir=\"rtl\">"));
    let digest =
        write(&page::digest(&compile(&story.translations[0].story).unwrap(), 2, "https://news.example/b/", &[]));
    assert!(
        digest.contains("<a href=\"https://news.example/b/story.html\" hreflang=\"en\" lang=\"en\">English</a>"),
        "{digest}"
    );
    assert!(digest.contains("href=\"https://news.example/b/story.de.html\""), "{digest}");
    let alone = page::story_page(&compile(&loaded(&files(&[]))).unwrap(), "https://news.example/b/", "", 1);
    assert!(!alone.contains("hreflang") && !alone.contains("class=\"languages\""));
}

#[test]
fn permalinks_dates_and_order_are_the_same_in_all_languages() {
    let text =
        "[event.the-footbridge-opens]\nheadline = \"Der Steg wird eröffnet\"\n[term.footbridge]\nlabel = \"Steg\"\n";
    let story = loaded(&files(&[("de", text)]));
    let [own, other] = [&story, &only(&story).story].map(|story| compile(story).unwrap());
    let ids = |story: &model::Story| story.events.iter().map(|event| event.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&own), ["the-footbridge-opens", "closed"]);
    assert_eq!((ids(&own), &own.axis, &own.id), (ids(&other), &other.axis, &other.id));
    assert_eq!(other.events[0].headline, "Der Steg wird eröffnet");
    assert_eq!(other.words.get(model::words::Word::CLOSE), "Schließen");
}

/// What is wrong with a translation, each with its line.
fn faults(text: &str) -> Vec<(usize, String)> {
    let files = files(&[("de", text)]);
    let problems = load(&files).map_or_else(|problems| problems, |(_, warnings)| warnings);
    let fault = |problem: &backstory::story::problem::Problem| {
        let span = problem.span.as_ref()?;
        assert!(problem.help.is_some(), "{problem:?}");
        let line = files.0[span.file].text[..span.bytes.start].matches('\n').count() + 1;
        problem.is_error().then(|| (line, format!("{}: {}", problem.code, problem.message)))
    };
    problems.iter().filter_map(fault).collect()
}

#[test]
fn what_fits_no_original_is_an_error_at_its_line() {
    for (text, expected) in [
        ("[event.closd]\nheadline = \"x\"", (1, "unknown-id: the story has no event `closd` to translate")),
        ("[event.closed]\nheadlin = \"x\"", (2, "unknown-key: `headlin` of event `closed` is no text to translate")),
        ("[event.closed]\ndate = \"2024\"", (2, "unknown-key: `date` of event `closed` is no text to translate")),
        (
            "[event.the-footbridge-opens]\nclaimant = \"x\"",
            (2, "stale-translation: event `the-footbridge-opens` has no `claimant` to translate"),
        ),
        (
            "[[question.how-long.account]]\nsays = \"x\"",
            (1, "stale-translation: question `how-long` has 2 of `account`, its translation 1"),
        ),
        (
            "[[revision]]\ndate = \"2020-01-01\"\nsays = \"x\"",
            (1, "unknown-id: the story has no revision of `2020-01-01`, or not so many"),
        ),
        ("[events.closed]\nheadline = \"x\"", (1, "unknown-key: unknown table `events` in a translation")),
        ("[[event]]\nid = \"closed\"", (1, "wrong-type: `event` in a translation is tables by id, not a list")),
        (
            "[event.closed]\nheadline = \"a\u{202e}b\"",
            (2, "control-character: `headline` holds the control character U+202E"),
        ),
        ("[event.closed]\nsummary = \"see [[bridg]]\"", (2, "unknown-id: ")),
        ("[event.closed]\nheadline = 7", (2, "wrong-type: ")),
        ("[event.closed]\nheadline = \"", (2, "toml-syntax: ")),
        ("[words]\nclose = \"{x}\"", (2, "bad-word: ")),
    ] {
        let faults = faults(text);
        let (line, message) = expected;
        assert!(faults.iter().any(|(at, found)| *at == line && found.starts_with(message)), "{text}\n{faults:#?}");
    }
}

#[test]
fn a_translation_is_in_another_language_and_one_for_each() {
    let problems = |translations: &[(&str, &str)]| {
        let problems = load(&files(translations)).unwrap_err();
        problems.iter().filter(|it| it.is_error()).map(|it| it.code).collect::<Vec<_>>()
    };
    assert_eq!(problems(&[("en", "")]), ["bad-language"]);
    assert_eq!(problems(&[("german", "")]), ["bad-language"]);
    let (story, warnings) = load(&files(&[("tlh", "")])).unwrap();
    let of_translation = |file: usize| file == files(&[]).0.len();
    let warnings = warnings.iter().filter(|it| it.span.as_ref().is_some_and(|span| of_translation(span.file)));
    let codes: Vec<_> = warnings.map(|it| it.code).collect();
    assert_eq!(codes, ["no-date-words", "untranslated"]);
    let compiled = compile(&only(&story).story).unwrap();
    assert_eq!(compiled.words.get(model::words::Word::CLOSE), "Close", "its interface is in English");
    assert!(everything(&compiled).contains("<span dir=\"auto\" lang=\"en\">The footbridge</span>"));
}

#[test]
fn problems_of_an_object_have_their_paths() {
    let mut object: Value = serde_json::from_str(&written(&files(&[])).unwrap()).unwrap();
    object["translations"] = json!([
        { "lang": "de", "events": [{ "id": "closd", "headline": "x" }, { "headline": "y" }] },
        { "lang": "de" },
        { "title": "x" },
        { "lang": "fr", "events": [{ "id": "closed", "headline": 7 }], "words": { "clse": "x" } },
    ]);
    let problems = pack_object_in(&Object::read(object), "de").unwrap_err();
    let errors = problems.iter().filter(|it| it.severity == "error");
    let mut found: Vec<_> = errors.map(|it| (it.path.as_str(), it.code)).collect();
    found.sort_unstable();
    assert_eq!(
        found,
        [
            ("translations[0].events[1]", "missing-key"),
            ("translations[1].lang", "bad-language"),
            ("translations[2]", "wrong-type"),
            ("translations[3].events[0].headline", "wrong-type"),
            ("translations[3].words.clse", "bad-word"),
        ],
        "{problems:#?}"
    );
}
