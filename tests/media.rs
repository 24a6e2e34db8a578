//! Media and text with marks go the whole way: authored in TOML and as an object, packed, read back, and drawn as figures
//! that load late, move nothing and lead nowhere before a click.

use std::rc::Rc;

use backstory::app::{App, Entry, Message, Viewport};
use backstory::compile::compile;
use backstory::compile::object::pack_object;
use backstory::model::{Attribute, Inline, Mark, Story, pack, plain, unpack};
use backstory::story::files::{File, Files};
use backstory::story::object::{Diagnostic, Object};
use backstory::story::{load, load_json, load_object};
use backstory::view::html::write;
use backstory::view::{Context, Surface, digest, story_page, widget};
use serde_json::{Value, json};

fn story() -> Value {
    json!({
        "lang": "en",
        "title": "The footbridge",
        "standfirst": "Why it is *shut*.",
        "media": [{ "url": "img/river.jpg", "decorative": true, "width": 1600, "height": 900, "focus": "30% 20%" }],
        "events": [
            {
                "id": "closed",
                "date": "2024-03-02",
                "headline": "The council closes the footbridge",
                "summary": "It is **shut**.\n\n- To [walkers](https://walkers.example/)\n- To *everybody* at the [[roads-office]]",
                "media": [
                    { "url": "https://a.example/bridge.jpg", "alt": "A \"closed\" bridge.", "width": 1600, "height": 1067,
                      "srcset": ["https://a.example/b-800.jpg  800w", "b-1600.jpg 1600w"],
                      "caption": "The <b>bridge</b>, by the [[roads-office]].", "credit": "Ada Penn", "licence": "CC BY 4.0",
                      "link": "https://a.example/gallery" },
                    { "url": "https://www.youtube.com/watch?v=x", "kind": "video", "title": "The collapse" },
                    { "url": "https://a.example/talk.mp3", "title": "An interview" },
                    { "url": "https://a.example/film.mp4", "width": 640, "height": 360, "poster": "still.jpg" },
                ],
            },
        ],
        "terms": [
            { "id": "roads-office", "label": "roads office", "kind": "organisation", "definition": "An office.",
              "forms": ["roads office"],
              "media": [{ "url": "/img/door.png", "alt": "A door.", "width": 10, "height": 10 }] },
        ],
    })
}

const TOML: [(&str, &str); 3] = [
    (
        "story.toml",
        r#"
[story]
lang = "en"
title = "The footbridge"
standfirst = "Why it is *shut*."

[[story.media]]
url = "img/river.jpg"
decorative = true
width = 1600
height = 900
focus = "30% 20%"
"#,
    ),
    (
        "events.toml",
        r#"
[[event]]
id = "closed"
date = "2024-03-02"
headline = "The council closes the footbridge"
summary = """
It is **shut**.

- To [walkers](https://walkers.example/)
- To *everybody* at the [[roads-office]]
"""

[[event.media]]
url = "https://a.example/bridge.jpg"
alt = 'A "closed" bridge.'
width = 1600
height = 1067
srcset = ["https://a.example/b-800.jpg 800w", "b-1600.jpg 1600w"]
caption = "The **bridge**, by the [[roads-office]]."
credit = "Ada Penn"
licence = "CC BY 4.0"
link = "https://a.example/gallery"

[[event.media]]
url = "https://www.youtube.com/watch?v=x"
title = "The collapse"

[[event.media]]
url = "https://a.example/talk.mp3"
title = "An interview"

[[event.media]]
url = "https://a.example/film.mp4"
width = 640
height = 360
poster = "still.jpg"
"#,
    ),
    (
        "glossary.toml",
        r#"
[[term]]
id = "roads-office"
label = "roads office"
kind = "organisation"
definition = "An office."
forms = ["roads office"]

[[term.media]]
url = "/img/door.png"
alt = "A door."
width = 10
height = 10
"#,
    ),
];

fn loaded(story: &Value) -> Story {
    let files = Files(vec![File { name: "story.json".into(), text: story.to_string() }]);
    compile(&load_json(&files).unwrap().0).unwrap()
}

fn problems(change: impl FnOnce(&mut Value)) -> Vec<Diagnostic> {
    let mut story = story();
    change(&mut story);
    let object = Object::read(&story);
    match load_object(&object) {
        Ok((_, problems)) | Err(problems) => object.diagnostics(&problems),
    }
}

fn codes(problems: &[Diagnostic]) -> Vec<(&str, &str)> {
    problems.iter().map(|problem| (problem.code, problem.path.as_str())).collect()
}

fn context(story: &Story, surface: Surface) -> Context<'_> {
    Context { story, surface, heading: 2 }
}

#[test]
fn a_story_with_media_is_the_same_bytes_in_toml_in_json_and_as_an_object() {
    let files = TOML.map(|(name, text)| File { name: name.into(), text: text.into() });
    let (authored, warnings) = load(&Files(files.into())).unwrap();
    let told: Vec<&str> = warnings.iter().map(|warning| warning.code).collect();
    assert_eq!(told, ["typography"; 2], "the straight quotation marks of the `alt`");
    let packed = pack(&compile(&authored).unwrap()).unwrap();
    assert_eq!(unpack(&packed).unwrap(), loaded(&story()));
    assert!(pack_object(&Object::read(story())).unwrap() == packed);
}

#[test]
fn what_the_editor_states_is_compiled_for_the_reader() {
    let story = loaded(&story());
    let media = &story.events[0].media;
    let values = |wanted| {
        let value = |inline: &Inline| match inline {
            Inline::Attribute(attribute, value) if *attribute == wanted => Some(value.clone()),
            _ => None,
        };
        media.iter().filter_map(value).collect::<Vec<_>>()
    };
    let own = [Mark::IMAGE, Mark::CARD, Mark::AUDIO, Mark::VIDEO];
    let kinds: Vec<&Inline> = media.iter().filter(|it| own.iter().any(|own| **it == Inline::Open(*own))).collect();
    assert_eq!(kinds, own.map(Inline::Open).iter().collect::<Vec<_>>());
    let words = "The bridge, by the roads office. Ada Penn · CC BY 4.0The collapse · youtube.com";
    assert_eq!(plain(media), words);
    assert_eq!(values(Attribute::SRCSET), ["https://a.example/b-800.jpg 800w, b-1600.jpg 1600w"]);
    assert_eq!(values(Attribute::HREF), ["https://a.example/gallery", "https://www.youtube.com/watch?v=x"]);
    assert_eq!(values(Attribute::LABEL), ["An interview"]);
    assert_eq!(values(Attribute::POSTER), ["still.jpg"]);
    assert!(story.media.contains(&Inline::Attribute(Attribute::SRC, "img/river.jpg".into())));
}

#[test]
fn a_page_shows_figures_that_load_late_and_keep_their_place() {
    let story = loaded(&story());
    let page = write(&story_page(context(&story, Surface::Static)));
    for expected in [
        r#"<figure><img loading="lazy" decoding="async" alt="" width="1600" height="900" src="img/river.jpg"></figure>"#,
        concat!(
            r#"<figure><a rel="noopener" href="https://a.example/gallery"><img loading="lazy" decoding="async" "#,
            r#"alt="A &quot;closed&quot; bridge." width="1600" height="1067" sizes="auto,100vw" "#,
            r#"srcset="https://a.example/b-800.jpg 800w, b-1600.jpg 1600w" src="https://a.example/bridge.jpg"></a>"#,
            r##"<figcaption>The <strong>bridge</strong>, by the <a href="#backstory-roads-office">roads office</a>. "##,
            r#"<small>Ada Penn · CC BY 4.0</small></figcaption></figure>"#,
        ),
        r#"<figure><a rel="noopener" href="https://www.youtube.com/watch?v=x"><span class="page">The collapse · youtube.com</span></a></figure>"#,
        r#"<figure><audio controls="" preload="none" aria-label="An interview" src="https://a.example/talk.mp3"></audio></figure>"#,
        r#"<figure><video controls="" preload="none" width="640" height="360" poster="still.jpg" src="https://a.example/film.mp4"></video></figure>"#,
        r#"<figure><img loading="lazy" decoding="async" alt="A door." width="10" height="10" src="/img/door.png"></figure>"#,
    ] {
        assert!(page.contains(expected), "{expected}\nin\n{page}");
    }
    // No style attribute, and nothing of a third party but the link to it.
    assert!(!page.contains("style=") && page.matches("youtube.com").count() == 2);
}

#[test]
fn the_widget_shows_them_where_an_event_is_open() {
    let story = Rc::new(loaded(&story()));
    let mut app = App::new(story.clone());
    app.set_viewport(Viewport { width: 900.0, em: 13.0, target: 24.0 });
    let html = |app: &App| write(&widget(context(&story, Surface::Widget), &app.state));
    let closed = html(&app);
    let head = r#"<img loading="lazy" decoding="async" alt="" width="1600" height="900" src="img/river.jpg" style="--focus: 30% 20%;">"#;
    assert!(closed.contains(head), "{closed}");
    assert!(!closed.contains("bridge.jpg"));
    // The first words of a closed row are words alone.
    assert!(closed.contains("It is shut.\nTo walkers\nTo everybody at the roads office</span>"), "{closed}");
    app.update(Message::Toggle(Entry::Event(0)));
    let open = html(&app);
    assert!(open.contains("https://a.example/b-800.jpg 800w, b-1600.jpg 1600w"), "{open}");
    assert!(open.contains(r#"poster="still.jpg""#));
    let text = r#"<div class="summary"><p>It is <strong>shut</strong>.
</p><ul><li>To <a rel="noopener" href="https://walkers.example/">walkers</a>
</li><li>To <em>everybody</em> at the <a class="term""#;
    assert!(open.contains(text), "{open}");
}

#[test]
fn the_digest_has_no_media_and_no_blocks_in_a_line() {
    let story = loaded(&story());
    let html = write(&digest(context(&story, Surface::Static), "", &[0]));
    assert!(!html.contains("<figure") && !html.contains("<img"), "{html}");
    assert!(html.contains("<p class=\"standfirst\">Why it is <em>shut</em>.</p>"), "{html}");
}

#[test]
fn the_json_for_other_tools_has_them() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("story.json");
    std::fs::write(&path, story().to_string()).unwrap();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_backstory"));
    let output = command.args(["export", "--format", "json"]).arg(&path).output().unwrap();
    let exported: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(exported["media"][0]["url"], "img/river.jpg");
    assert_eq!(exported["media"][0]["focus"], json!([30, 20]));
    let media = exported["events"][0]["media"].as_array().unwrap();
    let kinds: Vec<&str> = media.iter().map(|it| it["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["image", "page", "audio", "video"]);
    assert_eq!(media[0]["caption"], "The bridge, by the roads office.");
    assert_eq!(media[0]["size"], json!([1600, 1067]));
    assert_eq!(media[3]["poster"], "still.jpg");
    assert_eq!(exported["terms"][0]["media"][0]["alt"], "A door.");
}

#[test]
fn problems_of_media_say_what_to_do() {
    let medium = |change: &'static dyn Fn(&mut Value)| {
        problems(|story| change(&mut story["events"][0]["media"][0]))
            .into_iter()
            .filter(|problem| problem.code != "typography")
            .collect::<Vec<_>>()
    };
    let at = "events[0].media[0]";
    for (change, code, path) in [
        (&(|it: &mut Value| it["alt"] = Value::Null) as &dyn Fn(&mut Value), "missing-alt", ""),
        (&|it| it["decorative"] = json!(true), "missing-alt", ""),
        (&|it| it["url"] = json!("javascript:alert(1)"), "bad-url", ".url"),
        (&|it| it["url"] = json!("//a.example/b.jpg"), "bad-url", ".url"),
        (&|it| it["link"] = json!("gallery"), "bad-url", ".link"),
        (&|it| it["url"] = json!("http://a.example/bridge.jpg"), "insecure-media", ""),
        (&|it| it["width"] = Value::Null, "media-size", ""),
        (&|it| it["height"] = json!(0), "out-of-range", ".height"),
        (&|it| it["kind"] = json!("picture"), "unknown-choice", ".kind"),
        (&|it| it["focus"] = json!("30 20"), "bad-focus", ".focus"),
        (&|it| it["focus"] = json!("130% 20%"), "bad-focus", ".focus"),
        (&|it| it["srcset"][0] = json!("b.jpg 2x"), "bad-srcset", ".srcset[0]"),
        (&|it| it["caption"] = json!("one\n\ntwo"), "several-paragraphs", ".caption"),
        (&|it| it["title"] = json!("A bridge"), "idle-key", ""),
        (&|it| it["src"] = json!("a.jpg"), "unknown-key", ".src"),
    ] as [(&'static dyn Fn(&mut Value), &str, &str); 15]
    {
        let found = medium(change);
        assert_eq!(codes(&found), [(code, format!("{at}{path}").as_str())]);
        assert!(!found[0].help.is_empty());
    }
    let relative = problems(|story| story["events"][0]["media"][1] = json!({ "url": "gallery/" }));
    assert!(codes(&relative).contains(&("bad-url", "events[0].media[1]")), "{relative:?}");
    let many = problems(|story| story["terms"][0]["media"] = json!(vec![json!({ "url": "https://a.example" }); 9]));
    assert!(codes(&many).contains(&("too-many", "terms[0].media[8]")), "{many:?}");
    let not_list = problems(|story| story["media"] = json!("a.jpg"));
    assert!(codes(&not_list).contains(&("wrong-type", "media")), "{not_list:?}");
}

#[test]
fn html_in_plain_words_is_read_and_told() {
    let problems = problems(|story| {
        story["events"][0]["headline"] = json!("The <b>bridge</b> &amp; the river");
        story["events"][0]["summary"] = json!("A <img src=x> and <span>words</span>.");
    });
    let told: Vec<_> = codes(&problems).into_iter().filter(|(code, _)| *code == "markup").collect();
    assert_eq!(told, [("markup", "events[0].headline"), ("markup", "events[0].summary")]);
    let mut story = story();
    story["events"][0]["headline"] = json!("The <b>bridge</b> &amp; the river");
    assert_eq!(loaded(&story).events[0].headline, "The bridge & the river");
}
