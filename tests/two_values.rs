//! Two values make an event: a story of three events with a date and a headline each goes the whole way, and no view has an
//! empty element for what it does not say. A story with sources that are no documents goes with it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::rc::Rc;

use backstory::app::{App, Entry, Message, View, Viewport};
use backstory::compile::compile;
use backstory::model::{Evidence, Story, pack, unpack};
use backstory::story::files::{File, Files};
use backstory::story::problem::Problem;
use backstory::story::{load, load_json};
use backstory::view::html::write;
use backstory::view::node::{Element, Node};
use backstory::view::{Context, Surface, digest, story_page, widget};
use serde_json::{Value, json};

fn two_values() -> Value {
    json!({
        "lang": "en",
        "title": "The footbridge",
        "events": [
            { "date": "1932", "headline": "The footbridge opens" },
            { "date": "2024-03-02", "headline": "The council closes the footbridge" },
            { "date": "2024-09", "headline": "The footbridge opens" },
        ],
    })
}

/// A web page and a book, cited as wholes.
fn with_pages() -> Value {
    let mut story = two_values();
    story["sources"] = json!([
        { "id": "gazette", "title": "Bridge shut", "publisher": "Elmford Gazette", "published": "2024-03-03",
          "url": "https://gazette.example/bridge" },
        { "id": "history", "title": "A history of Elmford" },
    ]);
    for (event, cites) in [(0, json!(["history"])), (1, json!(["gazette", "history"])), (2, json!(["gazette"]))] {
        story["events"][event]["cites"] = cites;
    }
    story
}

fn loaded(story: &Value) -> Result<(Story, Vec<Problem>), Vec<Problem>> {
    let (story, warnings) = load_json(&Files(vec![File { name: "story.json".into(), text: story.to_string() }]))?;
    Ok((compile(&story).unwrap(), warnings))
}

fn codes(problems: &[Problem]) -> Vec<&str> {
    problems.iter().map(|problem| problem.code).collect()
}

#[test]
fn what_an_event_does_not_say_has_a_default() {
    let (story, warnings) = loaded(&two_values()).unwrap();
    assert_eq!(codes(&warnings), ["made-id"]);
    assert_eq!(warnings[0].message, "3 events have no `id`: links to them are made of their headlines");
    assert_eq!((story.id.as_str(), story.evidence), ("the-footbridge", Evidence::None));
    let ids: Vec<&str> = story.events.iter().map(|event| event.id.as_str()).collect();
    assert_eq!(ids, ["the-footbridge-opens", "the-council-closes-the-footbridge", "the-footbridge-opens-2"]);
    assert!(story.events.iter().all(|event| event.importance == 2 && event.lane == 0 && event.themes.is_empty()));
    assert_eq!((story.lanes.len(), story.lanes[0].label.as_str()), (1, "Events"));
    assert_eq!(story.leads, [0, 1, 2]);
    assert_eq!(unpack(&pack(&story).unwrap()).unwrap(), story);
}

#[test]
fn ids_are_made_of_any_script_and_stay_clear_of_others() {
    let mut story = two_values();
    for (n, headline) in ["Президент ушёл", "選挙の日", "Bridge"].into_iter().enumerate() {
        story["events"][n]["headline"] = json!(headline);
    }
    story["terms"] = json!([{ "id": "bridge", "label": "Bridge", "kind": "place", "definition": "It is of wood." }]);
    story["events"][0]["after"] = json!("bridge-2");
    story["events"][0]["date"] = json!("2025");
    let (story, _) = loaded(&story).unwrap();
    let ids: Vec<&str> = story.events.iter().map(|event| event.id.as_str()).collect();
    assert_eq!(ids, ["event-0bbb2286", "bridge-2", "prezident-ushel"]);
}

#[test]
fn sources_may_be_pages_and_books() {
    let (story, _) = loaded(&with_pages()).unwrap();
    assert_eq!(story.evidence, Evidence::Source);
    let labels: Vec<&str> = story.sources.iter().map(|source| source.label.as_str()).collect();
    assert_eq!(labels, ["Elmford Gazette", "A history of Elmford"]);
    let context = Context { story: &story, surface: Surface::Static, heading: 2 };
    let text = text_of(&story_page(context));
    assert!(text.contains("Elmford Gazette; A history of Elmford"), "{text}");
    assert!(text.contains("Every statement names its source."), "{text}");
}

#[test]
fn a_story_is_held_to_the_evidence_it_declares() {
    let refused = |change: &dyn Fn(&mut Value)| {
        let mut story = with_pages();
        change(&mut story);
        loaded(&story).unwrap_err().into_iter().filter(Problem::is_error).map(|problem| problem.message).collect()
    };
    let uncited: Vec<String> = refused(&|story| story["events"][1]["cites"] = Value::Null);
    assert_eq!(uncited, ["this event has no `cites`"]);
    let counted: Vec<String> = refused(&|story| story["events"][1]["cites"] = json!(["gazette:3"]));
    assert_eq!(counted, ["the paragraphs of source `gazette` are not counted"]);
    let unknown: Vec<String> = refused(&|story| story["evidence"] = json!("proof"));
    assert_eq!(unknown, ["`proof` is not a value of `evidence`"]);
    let strict: Vec<String> = refused(&|story| story["evidence"] = json!("paragraph"));
    assert!(strict.contains(&"`gazette` is not a cite".to_owned()), "{strict:?}");
    assert!(strict.iter().any(|message| message.contains("has no `document`, `kind`, `description` or `paragraphs`")));
    // Nothing need be cited where the story says so.
    let mut story = with_pages();
    story["evidence"] = json!("none");
    story["events"][1]["cites"] = Value::Null;
    assert_eq!(loaded(&story).unwrap().0.evidence, Evidence::None);
}

#[test]
fn a_folder_needs_no_files_for_what_the_story_has_not() {
    let file = |name: &str, text: &str| File { name: name.into(), text: text.into() };
    let files = Files(vec![
        file("story.toml", "[story]\nlang = \"en\"\ntitle = \"The footbridge\"\n"),
        file("events.toml", "[[event]]\ndate = \"1932\"\nheadline = \"The footbridge opens\"\n"),
    ]);
    let (story, warnings) = load(&files).unwrap();
    assert_eq!((story.events.len(), codes(&warnings)), (1, vec!["made-id"]));
}

fn text_of(element: &Element) -> String {
    let part = |node: &Node| match node {
        Node::Element(element) => text_of(element),
        Node::Text(words) => words.clone(),
    };
    element.children.iter().map(part).collect()
}

/// Elements that a reader would see as nothing, or hear as nothing: of the tags that hold words.
fn empty(element: &Element, found: &mut Vec<String>) {
    const WORDS: [&str; 14] =
        ["p", "h2", "h3", "h4", "h5", "li", "ul", "ol", "dl", "dt", "dd", "a", "fieldset", "section"];
    let is_status = element.attrs.iter().any(|(name, value)| *name == "role" && value == "status");
    if WORDS.contains(&element.tag) && !is_status && text_of(element).trim().is_empty() {
        found.push(format!("{element:?}"));
    }
    for child in &element.children {
        if let Node::Element(child) = child {
            empty(child, found);
        }
    }
}

#[test]
fn no_view_has_an_empty_element() {
    for story in [two_values(), with_pages()] {
        let story = Rc::new(loaded(&story).unwrap().0);
        let context = |surface| Context { story: &story, surface, heading: 2 };
        let mut found = Vec::new();
        empty(&story_page(context(Surface::Static)), &mut found);
        empty(&digest(context(Surface::Static), "", &[0]), &mut found);
        let mut app = App::new(story.clone());
        app.set_viewport(Viewport { width: 900.0, em: 13.0, target: 24.0 });
        app.update(Message::ToggleFilters);
        for event in 0..3 {
            app.update(Message::Toggle(Entry::Event(event)));
        }
        // A view of nothing has no tab; "about" leads to the sources' view whatever it holds.
        for view in View::ALL.into_iter().filter(|view| *view == View::Record || view.size(&story) > 0) {
            app.update(Message::Show(view));
            empty(&widget(context(Surface::Widget), &app.state), &mut found);
        }
        assert_eq!(found, Vec::<String>::new());
    }
}

/// A story at each level of evidence, with what a reader is told of it.
fn at_each_level() -> [(Evidence, Value, &'static str); 3] {
    let mut documents = with_pages();
    documents["sources"] = json!([{ "id": "minutes", "label": "Minutes", "document": "minutes.txt", "title": "Minutes",
        "kind": "report", "description": "Minutes of the council.", "paragraphs": 9, "missing": ["publisher", "author", "date"] }]);
    for event in 0..3 {
        documents["events"][event]["cites"] = json!(["minutes:3"]);
        documents["events"][event]["status"] = json!("reported");
    }
    [
        (Evidence::Paragraph, documents, "Every statement names its source and the paragraph."),
        (Evidence::Source, with_pages(), "Every statement names its source."),
        (Evidence::None, two_values(), "Statements here may stand without a source."),
    ]
}

#[test]
fn a_reader_sees_the_level_of_evidence_in_the_page_and_in_the_widget() {
    for (level, story, words) in at_each_level() {
        let (story, _) = loaded(&story).unwrap_or_else(|problems| panic!("{level:?}: {problems:?}"));
        assert_eq!(story.evidence, level);
        let context = |surface| Context { story: &story, surface, heading: 2 };
        let page = write(&story_page(context(Surface::Static)));
        assert!(page.contains(words), "{level:?}: {page}");
        let mut app = App::new(Rc::new(story.clone()));
        app.update(Message::Show(View::Record));
        let record = text_of(&widget(context(Surface::Widget), &app.state));
        assert!(record.contains(words), "{level:?}: {record}");
    }
}

#[test]
fn a_story_of_one_chapter_keeps_its_title() {
    let mut story = two_values();
    story["chapters"] = json!([{ "id": "bridge", "label": "Ninety years", "when": "1932/2024" }]);
    let (story, warnings) = loaded(&story).unwrap();
    assert_eq!(codes(&warnings), ["made-id"]);
    let context = Context { story: &story, surface: Surface::Widget, heading: 2 };
    let app = App::new(Rc::new(story.clone()));
    assert!(text_of(&widget(context, &app.state)).contains("Ninety years"));
}

#[test]
fn a_date_is_shown_in_its_own_words_in_the_digest_the_page_and_the_widget() {
    let mut story = two_values();
    story["events"][1]["shown"] = json!("about a quarter to one");
    let (story, _) = loaded(&story).unwrap();
    let context = |surface| Context { story: &story, surface, heading: 2 };
    let app = App::new(Rc::new(story.clone()));
    for (what, view) in [
        ("the digest", digest(context(Surface::Static), "", &[])),
        ("the page", story_page(context(Surface::Static))),
        ("the widget", widget(context(Surface::Widget), &app.state)),
    ] {
        let html = write(&view);
        assert!(html.contains(">about a quarter to one<"), "{what}: {html}");
        assert!(!html.contains("2 March 2024"), "{what} has the date's words too: {html}");
    }
}

fn backstory(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_backstory")).args(arguments).output().unwrap()
}

#[test]
fn the_commands_take_it() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (story, blob) = (path("story.json"), path("story.bks"));
    fs::write(&story, two_values().to_string()).unwrap();
    for arguments in [
        &["check", &story][..],
        &["pack", "--blob", &blob, &story],
        &["render", &story],
        &["render", "--fragment", &story],
        &["export", &story],
        &["verify", "--documents", &path(""), &story],
    ] {
        let output = backstory(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
    let rendered = String::from_utf8(backstory(&["render", "--fragment", &story]).stdout).unwrap();
    assert!(rendered.contains("The council closes the footbridge") && !rendered.contains("Last changed"), "{rendered}");
    assert!(unpack(&fs::read(Path::new(&blob)).unwrap()).is_ok());
}
