//! Any story that the format allows is checked, packed, read back and written; its text survives the HTML sink.

#[path = "browser/src/random_story.rs"]
mod random_story;

use std::rc::Rc;

use backstory::app::{App, Glide, Message, Motion, Navigation, View, Viewport};
use backstory::compile::compile;
use backstory::model::{Story, pack, unpack};
use backstory::story::files::{File, Files};
use backstory::story::load_json;
use backstory::view::html::write;
use backstory::view::node::{Element, Node};
use backstory::view::{Context, Surface, digest, story_page, widget};
use random_story::{Random, random_story};

/// Stories that each test draws.
const STORIES: u64 = 300;

fn compiled(seed: u64) -> Story {
    let text = random_story(seed, 1 + seed % 40).to_string();
    let files = Files(vec![File { name: "story.json".into(), text: text.clone() }]);
    let (story, _) = load_json(&files).unwrap_or_else(|problems| panic!("story {seed}: {problems:#?}\n{text}"));
    compile(&story).unwrap_or_else(|problem| panic!("story {seed}: {problem}\n{text}"))
}

#[test]
fn any_story_is_packed_and_read_back() {
    for seed in 0..STORIES {
        let story = compiled(seed);
        assert_eq!(unpack(&pack(&story).unwrap()).as_ref(), Ok(&story), "story {seed}");
    }
}

/// Text of a tree, as a browser's `textContent` has it.
fn text_of(tree: &Element) -> String {
    let part = |node: &Node| match node {
        Node::Element(element) => text_of(element),
        Node::Text(words) => words.clone(),
    };
    tree.children.iter().map(part).collect()
}

/// Text of HTML: without tags, references resolved.
fn text_of_html(html: &str) -> String {
    let text: String = html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect();
    [("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", "\u{a0}"), ("&quot;", "\""), ("&amp;", "&")]
        .iter()
        .fold(text, |text, (reference, letter)| text.replace(reference, letter))
}

/// The HTML sink keeps the tree's text to the letter.
fn assert_written(tree: &Element, of: &str) {
    assert_eq!(text_of_html(&write(tree)), text_of(tree), "{of}");
}

#[test]
fn any_story_is_written_as_it_reads() {
    for seed in 0..STORIES {
        let story = Rc::new(compiled(seed));
        let context = |surface| Context { story: &story, surface, heading: 2 };
        assert_written(&story_page(context(Surface::Static)), &format!("the page of story {seed}"));
        assert_written(&digest(context(Surface::Static), "", &[0]), &format!("the digest of story {seed}"));
        let mut app = App::new(story.clone());
        app.set_viewport(Viewport { width: if seed % 3 == 0 { 400.0 } else { 900.0 }, em: 13.0, target: 24.0 });
        app.update(Message::KeyOnly(false));
        for view in View::ALL {
            app.update(Message::Show(view));
            assert_written(&widget(context(Surface::Widget), &app.state), &format!("{view:?} of story {seed}"));
        }
        app.update(Message::Show(View::Timeline));
        for step in 0..8 {
            let Some(band) = &mut app.timeline else { panic!("story {seed} has no band") };
            band.draw(Motion::AtRest);
            band.settle();
            for part in context(Surface::Widget)
                .drawn_timeline(band, &app.state)
                .iter()
                .chain(&context(Surface::Widget).marks(band, &app.state))
            {
                if let Node::Element(part) = part {
                    assert_written(part, &format!("the band of story {seed}, {step} steps in"));
                }
            }
            app.update(Message::Navigate(Navigation::Move(Glide { x: 300.0, factor: 8.0, dx: 0.0 })));
        }
    }
}

#[test]
fn every_shape_of_date_is_drawn() {
    let mut random = Random::new(7);
    let dates: Vec<String> = (0..2_000).map(|_| random.date()).collect();
    for part in
        ["T", "X", "/..", "../", "[..", "..]", ",", "~", "?", "%", "Y-13800000000", "E", "-23", "Y-13800000000/.."]
    {
        assert!(dates.iter().any(|date| date.contains(part)), "no date has {part}");
    }
}
