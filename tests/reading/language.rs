//! Words of ours say their language where the story has another.

use super::{band, shipped, shipped_in, shown};
use backstory::app::{App, Entry, Message, View, Viewport};
use backstory::model::words::{Word, Words};
use backstory::view::node::{Element, Node};
use backstory::view::{Context, Surface, digest, story_page, widget};
use std::rc::Rc;

#[test]
fn words_of_ours_say_their_language_where_the_story_has_another() {
    let mut app = App::new(shipped());
    let english = shown(&app);
    assert_eq!(english.matches(" lang=").count(), 1, "one language needs to be said once");
    app = App::new(Rc::new(shipped_in("la")));
    app.update(Message::OpenTerm(0));
    app.update(Message::ToggleFilters);
    app.set_viewport(Viewport { width: 700.0, em: 13.0, target: 24.0 });
    let mut html = shown(&app);
    html.push_str(&band(&app));
    app.update(Message::Show(View::Glossary));
    html.push_str(&shown(&app));
    assert!(html.contains("<section class=\"root\" part=\"root\" aria-labelledby=\"title\" lang=\"la\""));
    let ours = [
        "div class=\"toolbar\" part=\"toolbar\"",
        "div class=\"tools\" role=\"group\" aria-label=\"Timeline chart\"",
        "div class=\"field\" role=\"group\"",
        "div class=\"bar\"",
        "footer class=\"foot\" part=\"footer\"",
        "p class=\"card-foot\"",
    ];
    for ours in ours {
        assert!(html.contains(&format!("<{ours} lang=\"en\"")), "{ours} does not say that it is English");
    }
}

/// Words of the table, and pieces of its patterns, that stand by themselves wherever they stand.
fn table(words: &Words) -> Vec<&str> {
    let first = words.list.iter().position(|word| word == words.get(Word::VIEWS)).unwrap();
    let pieces = words.list[first..].iter().flat_map(|word| word.split(char::is_control));
    pieces.map(str::trim).filter(|piece| piece.chars().count() > 2).collect()
}

/// Texts that a screen reader would read in the story's language, though they are words of the table.
fn misread(element: &Element, lang: &str, table: &[&str], found: &mut Vec<String>) {
    let said = element.attrs.iter().find(|(name, _)| *name == "lang").map_or(lang, |(_, said)| said);
    for child in &element.children {
        match child {
            Node::Element(child) => misread(child, said, table, found),
            Node::Text(words) if said == "la" && table.iter().any(|ours| ours.trim() == words.trim()) => {
                found.push(words.clone());
            }
            Node::Text(_) => {}
        }
    }
}

#[test]
fn no_word_of_ours_is_read_in_the_storys_language() {
    let mut app = App::new(Rc::new(shipped_in("la")));
    let story = app.story.clone();
    assert_eq!(story.words.get(Word::LANG), "en", "there is a file for this language now: take another for the test");
    let table = table(&story.words);
    let mut found = Vec::new();
    let mut look = |app: &App| {
        let context = Context { story: &app.story, surface: Surface::Widget, heading: 2 };
        misread(&widget(context, &app.state), "", &table, &mut found);
    };
    app.update(Message::ToggleFilters);
    app.update(Message::KeyOnly(false));
    for event in 0..app.story.events.len() {
        app.update(Message::Toggle(Entry::Event(event)));
    }
    app.update(Message::Mark(3));
    look(&app);
    app.update(Message::OpenTerm(0));
    app.update(Message::OpenTerm(1));
    for view in View::ALL {
        app.update(Message::Show(view));
        for (n, entry) in [Entry::Question(0), Entry::Term(0), Entry::Term(1)].into_iter().enumerate() {
            if n > 0 || view == View::Accounts {
                app.update(Message::Toggle(entry));
            }
        }
        look(&app);
    }
    for query in ["Massimov", "zzqxw"] {
        app.update(Message::Search(query.into()));
        look(&app);
    }
    let context = Context { story: &app.story, surface: Surface::Static, heading: 2 };
    misread(&story_page(context), "", &table, &mut found);
    misread(&digest(context, "", &[0, 1]), "", &table, &mut found);
    found.sort();
    found.dedup();
    // The story may call a theme as the interface calls a view.
    found.retain(|words| !app.story.themes.iter().any(|theme| theme.label == *words));
    assert!(found.is_empty(), "{found:?}");
}
