//! What a reader of the shipped story can do, through the app and the views, without a browser.

#[path = "reading/language.rs"]
mod language;
#[path = "reading/pages.rs"]
mod pages;

use backstory::app::{App, Effect, Entry, Facet, Filter, Message, Notice, Timeline, View, Viewport, item_in, words_of};
use backstory::compile::compile;
use backstory::model::{Chapter, Event, Shape, Status, Story, plain};
use backstory::story::files::{File, Files, NAMES};
use backstory::story::load;
use backstory::timeline::MarkKind;
use backstory::view::html::write;
use backstory::view::node::Node;
use backstory::view::{Context, Surface, digest, story_page, widget};
use std::rc::Rc;

fn shipped() -> Rc<Story> {
    Rc::new(shipped_in("en"))
}

/// The shipped story, as if it were in another language.
fn shipped_in(lang: &str) -> Story {
    let files = NAMES
        .iter()
        .map(|name| {
            let name = format!("seeds/{name}");
            File { text: std::fs::read_to_string(&name).unwrap(), name }
        })
        .collect();
    let (mut story, _) = load(&Files(files)).expect("the shipped story has no problems");
    lang.clone_into(&mut story.lang);
    compile(&story).unwrap()
}

fn shown(app: &App) -> String {
    write(&widget(context(&app.story), &app.state))
}

/// The drawn timeline, which stands in the view's places for it.
fn band(app: &App) -> String {
    let context = context(&app.story);
    let Some(band) = &app.timeline else { return String::new() };
    let write = |part: &Node| if let Node::Element(part) = part { write(part) } else { String::new() };
    context.drawn_timeline(band, &app.state).iter().chain(&context.marks(band, &app.state)).map(write).collect()
}

fn context(story: &Story) -> Context<'_> {
    Context { story, surface: Surface::Widget, heading: 2 }
}

#[test]
fn a_reader_in_a_hurry_meets_the_key_events() {
    let app = App::new(shipped());
    let shown = app.events();
    assert!((20..=30).contains(&shown.len()), "{} key events", shown.len());
    assert!(shown.iter().all(|n| app.story.events[*n].importance == 1));
}

#[test]
fn a_name_that_stands_in_a_narrow_band_stands_in_a_wide_one() {
    let story = shipped();
    let names = |width: f64| {
        let filter = Filter { key_only: true, chapter: Some(2), ..Filter::default() };
        let band = Timeline::new(&story, &filter, Viewport { width, em: 13.8, target: 24.0 }, None);
        let named = band.frame.marks.iter().filter(|mark| mark.label.is_some());
        named.map(|mark| words_of(&story.events[band.event(item_in(mark)).unwrap()])).collect::<Vec<_>>()
    };
    let narrow = names(712.0);
    assert!(narrow.contains(&"Removed") && narrow.len() > 8, "{narrow:?}");
    assert_eq!(narrow, names(1_080.0));
}

#[test]
fn few_headlines_carry_a_tag_of_dispute() {
    let story = shipped();
    let key: Vec<usize> = (0..story.events.len()).filter(|n| story.events[*n].importance == 1).collect();
    let tagged = key.iter().filter(|event| story.events[**event].accounts > 0).count();
    assert!(tagged > 0 && tagged * 10 <= key.len() * 3, "{tagged} of {} key events", key.len());
}

#[test]
fn the_head_of_the_shipped_story_is_short_and_its_parts_are_whole() {
    let story = shipped();
    let standfirst = plain(&story.standfirst);
    assert!(standfirst.chars().count() <= 130, "three lines of 360 px: {standfirst}");
    assert_eq!(story.leads.len(), 8);
    assert!(story.leads.iter().all(|lead| story.events[*lead as usize].importance == 1));
    // Chapters are runs of the reading order, and every event is in one.
    let chapters: Vec<u8> = story.events.iter().filter_map(|event| event.chapter).collect();
    assert_eq!(chapters.len(), story.events.len());
    assert!(chapters.is_sorted(), "{chapters:?}");
    assert_eq!(story.chapters.len(), 4);
    let offices = story.lanes.iter().position(|lane| lane.id == "offices").unwrap();
    let is_bar = |event: &Event| event.when.date().is_some_and(|date| date.shape == Shape::Span);
    let bars = story.events.iter().filter(|event| usize::from(event.lane) == offices && is_bar(event));
    assert!(bars.clone().count() >= 6 && bars.into_iter().all(|event| event.short.is_some()), "offices carry names");
}

#[test]
fn filters_narrow_and_reset_takes_them_back() {
    let mut app = App::new(shipped());
    app.update(Message::KeyOnly(false));
    let all = app.events().len();
    assert_eq!(all, app.story.events.len());
    let effects = app.update(Message::Choose(Facet::Status, Status::Official as u8));
    let official = app.events();
    assert!(!official.is_empty() && official.len() < all);
    assert!(official.iter().all(|n| app.story.events[*n].claim.status == Status::Official));
    assert_eq!(effects, [Effect::Emit(Notice::Filter(official.len()))]);
    app.update(Message::Choose(Facet::Source, 2));
    assert!(app.events().len() <= official.len());
    app.update(Message::Reset);
    assert_eq!(app.state.filter, Filter::default());
    assert_eq!(app.events().len(), all);
}

#[test]
fn following_a_link_uncovers_a_filtered_event_opens_it_and_moves_the_focus() {
    let mut app = App::new(shipped());
    let detail = app.story.events.iter().position(|event| event.importance == 3).unwrap();
    app.update(Message::Show(View::Record));
    let effects = app.update(Message::Go(Entry::Event(detail)));
    assert_eq!(app.state.view, View::Timeline);
    assert!(app.events().contains(&detail));
    assert!(app.state.open.contains(&Entry::Event(detail)));
    assert!(effects.contains(&Effect::Focus(Entry::Event(detail))));
    assert!(effects.contains(&Effect::Emit(Notice::Select(Entry::Event(detail)))));
}

#[test]
fn definitions_open_one_from_another_with_a_way_back() {
    let mut app = App::new(shipped());
    assert_eq!(app.update(Message::OpenTerm(3)), [Effect::Card, Effect::Emit(Notice::Term(3))]);
    app.update(Message::OpenTerm(5));
    assert_eq!(app.state.cards, [3, 5]);
    assert_eq!(app.update(Message::Back), [Effect::Card]);
    assert_eq!(app.state.cards, [3]);
    assert_eq!(app.update(Message::Close), [Effect::Card]);
    assert_eq!(app.update(Message::Close), []);
}

#[test]
fn an_index_from_nowhere_changes_nothing() {
    let mut app = App::new(shipped());
    let before = app.state.clone();
    assert_eq!(app.update(Message::OpenTerm(60_000)), []);
    app.update(Message::Select(Entry::Event(60_000)));
    assert_eq!(app.state, before);
}

#[test]
fn whatever_can_be_used_says_a_word_that_the_app_knows() {
    let mut app = App::new(shipped());
    app.update(Message::ToggleFilters);
    app.update(Message::Choose(Facet::Status, Status::Official as u8));
    app.update(Message::Toggle(Entry::Event(3)));
    app.update(Message::Toggle(Entry::Term(3)));
    let mut views: Vec<String> = View::ALL
        .into_iter()
        .map(|view| {
            app.update(Message::Show(view));
            shown(&app)
        })
        .collect();
    app.update(Message::OpenTerm(3));
    app.update(Message::OpenTerm(5));
    app.update(Message::Search("Massimov".into()));
    views.push(shown(&app));
    let mut used = 0;
    for act in views.iter().flat_map(|html| html.split(" data-act=\"").skip(1)) {
        let (word, rest) = act.split_once("\" data-n=\"").expect("a word stands before its number");
        let (number, _) = rest.split_once('"').unwrap();
        assert!(Message::parse(word, number.parse().unwrap()).is_some(), "{word} {number}");
        used += 1;
    }
    assert!(used > 200, "{used} things can be used");
}

#[test]
fn an_id_names_one_entry_and_an_entry_its_id() {
    let story = shipped();
    let ends = |count: usize| [0, count - 1];
    let entries = (ends(story.events.len()).map(Entry::Event).into_iter())
        .chain(ends(story.questions.len()).map(Entry::Question))
        .chain(ends(story.voices.len()).map(Entry::Voice))
        .chain(ends(story.terms.len()).map(Entry::Term))
        .chain(ends(story.sources.len()).map(Entry::Source));
    for entry in entries {
        assert_eq!(Entry::find(&story, &entry.address(&story).unwrap()), Some(entry));
    }
    for nobody in ["", "source-", "source-nobody", "nobody"] {
        assert_eq!(Entry::find(&story, nobody), None, "{nobody}");
    }
}

#[test]
fn searching_leads_to_terms_and_events_and_a_view_ends_it() {
    let mut app = App::new(shipped());
    app.update(Message::Search("Toqaev".into()));
    let results = app.state.results.as_ref().unwrap();
    let first = &app.story.terms[results.terms[0]];
    assert_eq!(first.id, "tokayev");
    assert!(!results.events.is_empty());
    assert!(shown(&app).contains("Kassym-Jomart <mark>Tokayev</mark>"));
    app.update(Message::Show(View::Glossary));
    assert!(app.state.query.is_empty() && app.state.results.is_none());
}

#[test]
fn lists_are_short_grow_and_close_again() {
    for view in [View::Timeline, View::Accounts, View::Voices, View::Glossary] {
        let mut app = App::new(shipped());
        app.update(Message::KeyOnly(false));
        app.update(Message::Fewer(View::Timeline));
        app.update(Message::Show(view));
        let before = shown(&app);
        assert!((6..=10).contains(&rows(&before).len()), "{view:?}: {} rows at rest", rows(&before).len());
        let mut seen = rows(&before);
        loop {
            let effects = app.update(Message::More(view));
            let [Effect::Focus(entry)] = effects[..] else { break };
            let html = shown(&app);
            assert!(html.contains(&format!(" id=\"backstory-{}\"", entry.id(&app.story).unwrap())));
            // Rows are added and none goes.
            let now = rows(&html);
            assert!(now.len() > seen.len() && seen.iter().all(|row| now.contains(row)), "{view:?}");
            seen = now;
        }
        assert_eq!(seen.len(), view.size(&app.story), "{view:?}");
        app.update(Message::Fewer(view));
        assert_eq!(shown(&app), before);
    }
}

/// The ids of the rows on show.
fn rows(html: &str) -> Vec<String> {
    html.split("<div class=\"card")
        .next()
        .unwrap_or_default()
        .split(" id=\"backstory-")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(str::to_owned)
        .collect()
}

#[test]
fn at_rest_the_leading_events_answer_and_the_key_events_are_a_press_away() {
    let mut app = App::new(shipped());
    let html = shown(&app);
    let leads: Vec<String> = app.story.leads.iter().map(|n| app.story.events[*n as usize].id.clone()).collect();
    assert_eq!(rows(&html), leads);
    assert!(html.contains(&format!(">Show all {} key events<", app.events().len())), "{html}");
    app.update(Message::More(View::Timeline));
    assert_eq!(rows(&shown(&app)).len(), app.events().len());
    let key = app.events().len();
    app.update(Message::KeyOnly(false));
    assert!(rows(&shown(&app)).len() > key, "all events go on where the key events ended");
}

#[test]
fn every_leading_event_has_its_name_in_the_band_however_wide_it_is() {
    let mut app = App::new(shipped());
    let mut unnamed = Vec::new();
    for width in (640..=1_400).step_by(20) {
        app.set_viewport(Viewport { width: f64::from(width), em: 13.0, target: 24.0 });
        let timeline = app.timeline.as_ref().unwrap();
        let items: Vec<u32> = app.story.leads.iter().filter_map(|lead| timeline.item_of(*lead as usize)).collect();
        assert!(items.len() > 4, "{items:?}");
        for item in items {
            let mark = timeline.mark_of(item).unwrap();
            if mark.kind != MarkKind::Item(item) || mark.label.is_none() {
                unnamed.push((width, app.story.events[timeline.event(item).unwrap()].id.clone()));
            }
        }
    }
    assert!(unnamed.is_empty(), "{unnamed:?}");
}

/// The shipped story in two chapters, each with a question about its first event.
fn with_chapters() -> Rc<Story> {
    let mut story = Story::clone(&shipped());
    let half = story.events.len() / 2;
    let chapter = |id: &str| Chapter { id: id.into(), label: id.into(), from: 0, to: 20_000 };
    story.chapters = vec![chapter("one"), chapter("two")];
    for (n, event) in story.events.iter_mut().enumerate() {
        event.chapter = Some(u8::from(n > half));
    }
    Rc::new(story)
}

#[test]
fn a_chapter_shows_its_key_events_and_its_years() {
    let mut app = App::new(with_chapters());
    app.set_viewport(Viewport { width: 700.0, em: 13.0, target: 24.0 });
    let mut sum = 0;
    for (n, chapter) in (0_u8..).zip(app.story.chapters.clone()) {
        app.update(Message::Chapter(Some(n)));
        let events = app.events();
        sum += events.len();
        assert!(!events.is_empty() && events.iter().all(|event| app.story.events[*event].chapter == Some(n)));
        let html = shown(&app);
        assert!((1..=10).contains(&rows(&html).len()), "{}: {} rows", chapter.label, rows(&html).len());
        assert!(html.contains(&format!("{}: {} key event", chapter.label, events.len())), "it is announced");
    }
    app.update(Message::Chapter(None));
    assert_eq!(app.events().len(), sum, "every key event is in a chapter");
}

#[test]
fn a_tag_is_on_few_rows() {
    let mut app = App::new(shipped());
    app.update(Message::More(View::Timeline));
    let html = shown(&app);
    let tags = html.matches("class=\"differ\"").count();
    let rows = rows(&html).len();
    assert!(tags * 10 <= rows * 3, "{tags} tags on {rows} rows");
}

#[test]
fn a_link_leads_on_and_back() {
    let mut app = App::new(shipped());
    let event = app.story.leads[1] as usize;
    app.update(Message::Toggle(Entry::Event(event)));
    let before = app.state.clone();
    app.update(Message::Go(Entry::Source(0)));
    assert_eq!(app.state.view, View::Record);
    let headline = app.story.events[event].headline.clone();
    assert!(shown(&app).contains(&format!("← Back to {headline}")), "{}", shown(&app));
    app.update(Message::Toggle(Entry::Source(0)));
    app.update(Message::Return);
    assert_eq!(app.state.view, before.view);
    assert_eq!((&app.state.open, app.state.selected), (&before.open, before.selected));
    assert!(app.state.trail.is_empty());
}

#[test]
fn accounts_open_inside_their_event() {
    let mut app = App::new(with_chapters());
    let (event, question) =
        app.story.questions.iter().enumerate().find_map(|(n, it)| Some((*it.events.first()? as usize, n))).unwrap();
    app.update(Message::Select(Entry::Event(event)));
    app.update(Message::Toggle(Entry::Question(question)));
    let html = shown(&app);
    assert_eq!(app.state.view, View::Timeline);
    assert_eq!(html.matches("class=\"account\"").count(), app.story.questions[question].accounts.len());
}

#[test]
fn a_search_has_a_way_to_all_it_counts() {
    let mut app = App::new(shipped());
    app.update(Message::Search("ka".into()));
    let total = app.state.results.as_ref().unwrap().terms.len();
    let rows = |app: &App| shown(app).matches("<dt><button class=\"row\"").count();
    assert!(rows(&app) < total, "{total} terms");
    while !app.update(Message::More(View::Glossary)).is_empty() {}
    assert_eq!(rows(&app), total);
    app.update(Message::Fewer(View::Glossary));
    assert!(rows(&app) < total);
}

#[test]
fn a_search_finds_what_was_meant_first() {
    let mut app = App::new(shipped());
    let mut found = |query: &str| {
        app.update(Message::Search(query.into()));
        let results = app.state.results.clone().unwrap();
        let event = |n: usize| results.events.get(n).map(|hit| &app.story.events[*hit]);
        (0..4).filter_map(event).map(|event| (event.id.clone(), event.when.words().to_owned())).collect::<Vec<_>>()
    };
    assert_eq!(found("verdict")[0].0, "sentenced-24-april");
    assert_eq!(found("24 April")[0].0, "sentenced-24-april");
    assert!(found("5 January").iter().all(|(_, date)| date == "5\u{a0}January 2022"), "{:?}", found("5 January"));
    assert_eq!(found("Пекин"), found("Peking"), "forms in other scripts");
}

#[test]
fn every_mention_of_a_term_is_a_link_away() {
    let mut app = App::new(shipped());
    let massimov = app.story.terms.iter().position(|term| term.id == "massimov").unwrap();
    app.update(Message::Select(Entry::Term(massimov)));
    let html = shown(&app);
    let term = &app.story.terms[massimov];
    let mentions = html.split("<details class=\"mentions\"").nth(1).unwrap().split("</details>").next().unwrap();
    assert_eq!(mentions.matches("<li>").count(), term.in_events.len() + term.in_questions.len());
}

#[test]
fn what_was_looked_for_is_marked_in_the_storys_words_only() {
    let mut app = App::new(shipped());
    for status in ["Official", "Reported"] {
        app.update(Message::Search(status.to_lowercase()));
        let html = shown(&app);
        assert!(html.contains("<mark>"), "{status}");
        assert!(!html.contains(&format!("status-{}\"><", status.to_lowercase())), "{status}");
    }
    app.update(Message::Search("kaz".into()));
    assert!(shown(&app).contains("<mark>Kaz</mark>akh"));
}

#[test]
fn every_statement_on_show_says_who_says_so() {
    let story = shipped();
    let cites = |view: &str| view.matches("class=\"cites\"").count();
    let rows = |view: &str| view.matches("part=\"item\"").count();
    let mut app = App::new(story.clone());
    app.update(Message::KeyOnly(false));
    for n in 0..story.events.len() {
        app.update(Message::Toggle(Entry::Event(n)));
    }
    while !app.update(Message::More(View::Timeline)).is_empty() {}
    assert_eq!(rows(&shown(&app)), story.events.len());
    assert_eq!(cites(&shown(&app)), story.events.len());
    let accounts: usize = story.questions.iter().map(|question| question.accounts.len()).sum();
    let statements = story.events.len() + story.terms.len() + accounts + story.voices.len();
    assert_eq!(cites(&write(&story_page(context(&story)))), statements);
}

#[test]
fn no_view_makes_more_than_2500_nodes() {
    let mut app = App::new(shipped());
    app.set_viewport(Viewport { width: 1_200.0, em: 13.0, target: 24.0 });
    app.update(Message::KeyOnly(false));
    for view in View::ALL {
        app.update(Message::Show(view));
        let html = shown(&app) + &band(&app);
        // Every element but inputs has an end tag; text nodes are at most one more than there are tags.
        let elements = html.matches("</").count() + html.matches("<input").count();
        let texts =
            html.match_indices('>').filter(|(at, _)| html.as_bytes().get(at + 1).is_some_and(|b| *b != b'<')).count();
        assert!(elements + texts <= 2500, "{view:?}: {elements} elements and {texts} texts");
    }
}

#[test]
fn hostile_words_stay_words_in_every_view() {
    let mut story = (*shipped()).clone();
    let payload = "<img src=x onerror=alert(1)>\"'><script>alert(1)</script>";
    story.title = payload.into();
    for event in &mut story.events {
        event.headline = payload.into();
        event.claim.claimant = Some(payload.into());
    }
    for term in &mut story.terms {
        term.label = payload.into();
    }
    for source in &mut story.sources {
        source.url = Some("javascript:alert(1)".into());
        source.label = payload.into();
    }
    let story = Rc::new(story);
    let mut views = vec![write(&story_page(context(&story))), write(&digest(context(&story), "", &[0, 1]))];
    let mut app = App::new(story);
    for view in View::ALL {
        app.update(Message::Show(view));
        views.push(shown(&app));
    }
    for html in views {
        assert!(!html.contains("<img") && !html.contains("<script") && !html.contains("javascript:"));
    }
}
