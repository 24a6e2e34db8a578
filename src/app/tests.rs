//! Acts of readers and host pages on small stories of every shape of date.
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test's own story is well-formed")]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "counts fit 32 bits, numbers of choices 8; minutes are exact in `f64`"
)]

use super::*;
use crate::compile::compile;
use crate::model::Day;
use crate::story::files::{File, Files};
use crate::story::load_json;
use crate::timeline::{MarkKind, MarkShape, TickLabel};
use proptest::prelude::*;
use serde_json::{Value, json};

/// A story of events with these dates, or `after` another event, and these eras.
fn story(events: &[Value], eras: &[&str]) -> Rc<Story> {
    compiled(&written(events, eras))
}

pub(crate) fn compiled(story: &Value) -> Rc<Story> {
    let files = Files(vec![File { name: "story.json".to_owned(), text: story.to_string() }]);
    let (story, _) = load_json(&files).unwrap_or_else(|problems| panic!("{problems:#?}"));
    Rc::new(compile(&story).unwrap())
}

/// The same as written in JSON.
pub(crate) fn written(events: &[Value], eras: &[&str]) -> Value {
    let labelled = |id: &str| json!({ "id": id, "label": id });
    json!({
        "id": "probe", "lang": "en", "title": "Probe", "standfirst": "A probe.", "about": ["A probe."], "report": "Write.",
        "updated": "2026-01-01", "themes": [labelled("one"), labelled("two")], "lanes": [labelled("all")],
        "eras": eras.iter().enumerate().map(|(n, date)| json!({
            "id": format!("era-{n}"), "label": "Era", "date": date, "cites": ["s:1"],
        })).collect::<Vec<_>>(),
        "revisions": [], "terms": [], "questions": [], "voices": [],
        "sources": [{
            "id": "s", "label": "S", "document": "s.txt", "title": "S", "kind": "note",
            "missing": ["publisher", "author", "date"], "description": "A note.", "paragraphs": 9,
        }],
        "events": events.iter().enumerate().map(|(n, event)| {
            let mut event = event.clone();
            for (key, value) in [
                ("id", json!(format!("e{n}"))), ("headline", json!("Something happens")), ("summary", json!("It happens.")),
                ("status", json!("reported")), ("themes", json!([if n % 3 == 0 { "one" } else { "two" }])), ("lane", json!("all")),
                ("importance", json!(1 + n % 3)), ("cites", json!(["s:1"])),
            ] {
                event[key] = value;
            }
            event
        }).collect::<Vec<_>>(),
    })
}

pub(crate) fn dated(date: &str) -> Value {
    json!({ "date": date })
}

pub(crate) fn after(event: usize) -> Value {
    json!({ "after": format!("e{event}") })
}

const WIDE: Viewport = Viewport { width: 1000.0, em: 16.0, target: 24.0 };
const NARROW: Viewport = Viewport { width: 300.0, em: 16.0, target: 44.0 };

fn shown_at(story: Rc<Story>, viewport: Viewport) -> App {
    let mut app = App::new(story);
    app.set_viewport(viewport);
    app
}

fn year(year: i64) -> Day {
    crate::model::civil::days_from_civil(year, 1, 1)
}

#[test]
fn time_bounds_keep_spans_that_go_on_into_them() {
    for (date, from, to, is_kept) in [
        ("1994/..", 2000, 2005, true),
        ("1994/..", 1990, 1993, false),
        ("../2012", 2000, 2005, true),
        ("../2012", 2013, 2015, false),
        // Its end is known to exist, and nothing says that it is so late.
        ("1994/", 2000, 2005, false),
        ("1990/2010", 2000, 2005, true),
        ("[..2012]", 2000, 2005, false),
        ("[..2012]", 2012, 2012, true),
        ("[1995..]", 2000, 2005, false),
        ("[1999,2007]", 2000, 2005, true),
        ("Y-13800000000", -13_800_000_001, -13_799_999_999, true),
    ] {
        let mut app = App::new(story(&[dated(date), dated("1980"), dated("2020")], &[]));
        app.update(Message::SetDays(Some((year(from), year(to + 1) - 1))));
        let ids: Vec<&str> = app.events().into_iter().map(|n| app.story.events[n].when.words()).collect();
        let whole =
            app.story.events.iter().map(|event| event.when.words()).find(|words| !["1980", "2020"].contains(words));
        assert_eq!(ids.iter().any(|words| Some(*words) == whole), is_kept, "{date} in {from} to {to}: {ids:?}");
    }
}

#[test]
fn an_undated_event_is_bounded_by_the_event_it_follows() {
    let story = story(&[dated("1990"), after(0), after(1), dated("2010"), after(3)], &[]);
    let mut app = App::new(story);
    let ids = |app: &App| app.events().into_iter().map(|n| app.story.events[n].id.clone()).collect::<Vec<_>>();
    app.update(Message::SetDays(Some((year(1985), year(1995)))));
    assert_eq!(ids(&app), ["e0", "e1", "e2"]);
    app.update(Message::SetDays(Some((year(2005), year(2015)))));
    assert_eq!(ids(&app), ["e3", "e4"]);
}

#[test]
fn the_band_draws_what_the_list_lists() {
    let dates = ["1994/..", "../2012", "2001-05-05", "[1999,2007]", "1990/2010", "2003/", "2020", "2021", "2022"];
    let events: Vec<Value> = dates.into_iter().map(dated).chain([after(3)]).collect();
    let mut app = shown_at(story(&events, &[]), WIDE);
    for message in [
        Message::KeyOnly(true),
        Message::Choose(Facet::Theme, 1),
        Message::KeyOnly(false),
        Message::SetDays(Some((year(2001), year(2010)))),
        Message::Reset,
    ] {
        app.update(message.clone());
        let timeline = app.timeline.as_ref().unwrap();
        let mut drawn: Vec<usize> = timeline.events.iter().map(|event| *event as usize).collect();
        drawn.sort_unstable();
        let listed = app.events().into_iter().filter(|event| app.story.events[*event].when.date().is_some());
        assert_eq!(drawn, listed.collect::<Vec<_>>(), "{message:?}");
    }
}

#[test]
fn stepping_starts_in_the_window_and_ends_at_the_ends() {
    let events: Vec<Value> = (1990..2020).map(|year| dated(&year.to_string())).collect();
    let mut app = shown_at(story(&events, &[]), WIDE);
    app.update(Message::KeyOnly(false));
    let selected = |app: &App| app.state.selected_event();
    let focus = |app: &mut App, from: i64, to: i64| {
        let timeline = app.timeline.as_mut().unwrap();
        let whole = timeline.layout.extent();
        let fraction = |day| (crate::timeline::minute_of(day) - whole.from) as f64 / whole.span() as f64;
        let (first, last) = (fraction(year(from)), fraction(year(to)));
        timeline.navigate(Navigation::All);
        timeline.navigate(Navigation::Arrive);
        let width = timeline.scale.width();
        let factor = 1.0 / (last - first);
        timeline.navigate(Navigation::Move(Glide { x: first * width / (1.0 - (last - first)), factor, dx: 0.0 }));
        timeline.draw(Motion::AtRest);
    };
    focus(&mut app, 2005, 2010);
    app.update(Message::NextEvent(Direction::Next));
    assert_eq!(selected(&app), Some(15), "the first that begins in the window");
    let before = app.timeline.as_ref().unwrap().scale;
    app.update(Message::NextEvent(Direction::Next));
    assert_eq!((selected(&app), app.timeline.as_ref().unwrap().scale), (Some(16), before), "and nothing moves");
    focus(&mut app, 2014, 2020);
    app.update(Message::NextEvent(Direction::Previous));
    assert_eq!(selected(&app), Some(29), "the last in the window, once the selected one has left it");
    app.update(Message::NextEvent(Direction::Next));
    assert_eq!(selected(&app), Some(29), "no wrap");
    assert_eq!(app.timeline.as_ref().unwrap().neighbour(Some(29), Direction::Next), None);
}

#[test]
fn a_step_shows_a_long_event_whole() {
    let events = [dated("1990"), dated("1990-01-01"), dated("1990-01-02"), dated("2020")];
    let mut app = shown_at(story(&events, &[]), WIDE);
    app.update(Message::KeyOnly(false));
    app.update(Message::Select(Entry::Event(1)));
    for _ in 0..20 {
        app.update(Message::Navigate(Navigation::ZoomIn(None)));
        app.update(Message::Navigate(Navigation::Arrive));
    }
    let span = |app: &App| app.timeline.as_ref().unwrap().scale.span() / 1_440.0;
    assert!((2.9..8.0).contains(&span(&app)), "the nearest level shows {} days", span(&app));
    let before = span(&app);
    app.update(Message::Navigate(Navigation::ZoomIn(None)));
    assert!((span(&app) - before).abs() < 1e-9, "and is the last");
    let year_long = app.story.events.iter().position(|event| event.when.words() == "1990").unwrap();
    app.update(Message::Select(Entry::Event(year_long)));
    assert!(span(&app) > 365.0, "{} days", span(&app));
}

#[test]
fn a_pressed_mark_moves_nothing_and_keeps_the_focus() {
    let events: Vec<Value> = (1990..2020).map(|year| dated(&year.to_string())).collect();
    let mut app = shown_at(story(&events, &[]), WIDE);
    app.update(Message::KeyOnly(false));
    let before = app.timeline.as_ref().unwrap().scale;
    let effects = app.update(Message::Mark(7));
    assert!(effects.contains(&Effect::FocusMark));
    let timeline = app.timeline.as_ref().unwrap();
    assert_eq!((timeline.scale, timeline.event(timeline.focused)), (before, Some(7)));
}

/// A story of so many events with these dates, drawn whole.
fn drawn(dates: &[&str], headline: &str, viewport: Viewport) -> App {
    let mut story = written(&dates.iter().map(|date| dated(date)).collect::<Vec<_>>(), &[]);
    for event in story["events"].as_array_mut().unwrap() {
        event["headline"] = json!(headline);
    }
    let mut app = shown_at(compiled(&story), viewport);
    app.update(Message::KeyOnly(false));
    app
}

#[test]
fn bad_cases_are_drawn_in_their_room() {
    let many: Vec<String> = (0..3_000).map(|n| (1_000 + n / 3).to_string()).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let long =
        "A headline of a hundred and sixty characters, which says at length what happened and who said so, ".repeat(2);
    let narrow = Viewport { width: 240.0, ..WIDE };
    let [small, large] = [12.0, 22.0].map(|font| Viewport { em: font * 0.8125, width: 712.0, ..WIDE });
    for (name, dates, headline, viewport) in [
        ("three events", &["1990", "2001-05-05", "2020"][..], "Something happens", WIDE),
        ("three thousand", &many, "Something happens", WIDE),
        ("one day", &["2022-01-05"; 40], "Something happens", WIDE),
        ("deep time and a minute", &["Y-13800000000", "2022-01-05T10:30"], "Something happens", WIDE),
        ("long headlines", &["1990", "2000/2010", "2020"], long.trim_end(), WIDE),
        ("a narrow host", &["1990", "2000/2010", "2020"], "Something happens", narrow),
        ("small letters", &["1990", "2000/2010", "2020"], "Something happens", small),
        ("large letters", &["1990", "2000/2010", "2020"], "Something happens", large),
    ] {
        let app = drawn(dates, headline, viewport);
        let timeline = app.timeline.as_ref().unwrap();
        let frame = &timeline.frame;
        assert!(!frame.marks.is_empty(), "{name}: nothing is drawn");
        let height = frame.height / viewport.em;
        assert!(frame.height <= 250.0_f64.max(17.5 * viewport.em), "{name}: {height} ems high");
        for mark in &frame.marks {
            assert!(mark.y >= 0.0 && mark.y + timeline.row_height() <= frame.height + 1e-6, "{name}: {mark:?}");
            assert!(mark.label.is_none_or(|label| label.w <= 22.0 * viewport.em), "{name}: {mark:?}");
        }
        assert!(timeline.row_height() >= 24.0, "{name}");
    }
    // Nothing is dated: there is no band, and no step fails.
    let mut app = shown_at(story(&[dated("1990"), after(0)], &[]), WIDE);
    app.update(Message::SetDays(Some((year(1800), year(1801)))));
    for message in [Message::NextEvent(Direction::Next), Message::Navigate(Navigation::ZoomIn(None)), Message::Skip] {
        assert_eq!(app.update(message.clone()), [], "{message:?}");
    }
}

#[test]
fn the_band_is_as_high_as_the_rows_of_its_list() {
    let dates: Vec<String> = (0..12).map(|n| (1900 + 10 * n).to_string()).collect();
    let dates: Vec<&str> = dates.iter().map(String::as_str).collect();
    let mut app = drawn(&dates, "Something happens", WIDE);
    let height = |app: &App| app.timeline.as_ref().unwrap().frame.height;
    let timeline = app.timeline.as_ref().unwrap();
    let last = timeline.frame.marks.iter().map(|mark| mark.y + timeline.row_height()).fold(0.0, f64::max);
    let before = height(&app);
    assert!(before - last < timeline.row_height(), "{before} px for rows that end at {last}");
    for message in [Message::Navigate(Navigation::ZoomIn(None)), Message::Navigate(Navigation::Arrive)] {
        app.update(message);
    }
    app.set_viewport(WIDE);
    assert!((height(&app) - before).abs() < 1e-9, "in another window it is {} px high", height(&app));
}

#[test]
fn a_day_that_finds_no_row_beside_hours_is_no_sharp_dot() {
    let mut dots = 0;
    for days in 2..16 {
        let dates = [&vec!["2022-01-05"; days][..], &["2022-01-05T10:30", "2022-01-05T18:00"]].concat();
        let mut app = drawn(&dates, "Something happens", WIDE);
        for _ in 0..6 {
            app.update(Message::Navigate(Navigation::ZoomIn(None)));
            app.update(Message::Navigate(Navigation::Arrive));
            let timeline = app.timeline.as_ref().unwrap();
            let axis = &timeline.frame.axis;
            if !axis.ticks.iter().any(|tick| matches!(tick.label, TickLabel::Time { .. })) {
                continue;
            }
            for mark in timeline.frame.marks.iter().filter(|mark| mark.drawing.shape == MarkShape::Dot) {
                let MarkKind::Item(item) = mark.kind else { continue };
                let event = &app.story.events[timeline.event(item).unwrap()];
                if event.when.date().unwrap().minute.is_none() {
                    dots += 1;
                    assert!(mark.drawing.is_soft(), "{days} days: {mark:?}");
                }
            }
        }
    }
    assert!(dots > 0);
}

#[test]
fn indices_out_of_range_change_nothing() {
    let story = story(&[dated("1990"), dated("2010")], &["2000"]);
    let words = "theme by-source toggle go copy term mark cluster status view";
    for word in words.split(' ') {
        // Also what a narrow integer would take for 0 or 1.
        for n in [2, 7, 255, 256, 257, 999, 65_536, 65_537, 4_294_967_295] {
            if matches!((word, n), ("status" | "view", 2..7) | ("letter", 0)) {
                continue;
            }
            let mut app = shown_at(story.clone(), WIDE);
            let before = app.state.clone();
            let scale = app.timeline.as_ref().map(|timeline| timeline.scale);
            let effects = Message::parse(word, n).map(|message| app.update(message)).unwrap_or_default();
            assert_eq!(effects, [], "{word} {n}");
            assert_eq!(app.state, before, "{word} {n}");
            assert_eq!(app.timeline.as_ref().map(|timeline| timeline.scale), scale, "{word} {n}");
        }
    }
}

/// A change of a host's attribute: set, or removed.
#[derive(Debug, Clone, Copy)]
enum Change {
    Themes(Choices),
    Days(Option<(Day, Day)>),
}

fn change() -> impl Strategy<Value = Change> {
    let themes = prop::collection::vec(0_u8..2, 0..2).prop_map(|chosen| {
        let mut themes = Choices::default();
        for theme in chosen {
            themes.toggle(theme);
        }
        Change::Themes(themes)
    });
    let days = prop::option::of((1980_i64..2030, 0_i64..20))
        .prop_map(|bounds| Change::Days(bounds.map(|(from, years)| (year(from), year(from + years)))));
    prop_oneof![themes, days]
}

proptest! {
    #[test]
    fn the_state_is_a_function_of_the_attributes(
        changes in prop::collection::vec(change(), 0..8), is_wide in any::<bool>(), is_long in any::<bool>(),
    ) {
        let dates = ["1994/..", "../2012", "2001-05-05", "1985-02", "2021"];
        let count = if is_long { 40 } else { 5 };
        let events: Vec<Value> = (0..count).map(|n| dated(dates[n % dates.len()])).collect();
        let story = story(&events, &[]);
        let viewport = if is_wide { WIDE } else { NARROW };
        let mut app = shown_at(story.clone(), viewport);
        let (mut themes, mut days) = (Choices::default(), None);
        for change in changes {
            match change {
                Change::Themes(chosen) => themes = chosen,
                Change::Days(bounds) => days = bounds,
            }
            app.update(match change {
                Change::Themes(chosen) => Message::SetThemes(chosen),
                Change::Days(bounds) => Message::SetDays(bounds),
            });
        }
        let mut fresh = App::new(story);
        if !themes.is_empty() {
            fresh.update(Message::SetThemes(themes));
        }
        if days.is_some() {
            fresh.update(Message::SetDays(days));
        }
        fresh.set_viewport(viewport);
        // Announced once.
        (app.state.announcement, fresh.state.announcement) = (None, None);
        prop_assert_eq!(&app.state, &fresh.state);
        let (timeline, other) = (app.timeline.unwrap(), fresh.timeline.unwrap());
        prop_assert_eq!((timeline.scale, timeline.frame, timeline.focused), (other.scale, other.frame, other.focused));
    }
}

#[test]
fn another_language_keeps_view_selection_filter_and_window() {
    let mut story = written(&(0..30).map(|n| json!({ "date": format!("{}", 1990 + n) })).collect::<Vec<_>>(), &[]);
    let term = |id: &str| json!({ "id": id, "label": id, "kind": "concept", "definition": "A thing.", "status": "reported", "cites": ["s:1"] });
    story["terms"] = json!([term("apple"), term("zebra")]);
    let mut translated = story.clone();
    translated["lang"] = json!("de");
    translated["terms"][0]["label"] = json!("Zapfel");
    translated["terms"][1]["label"] = json!("Aal");
    let mut app = App::new(compiled(&story));
    app.set_viewport(Viewport { width: 900.0, em: 16.0, target: 24.0 });
    app.update(Message::Navigate(Navigation::Move(Glide { x: 400.0, factor: 4.0, dx: 0.0 })));
    app.update(Message::Mark(7));
    app.update(Message::Choose(Facet::Theme, 1));
    app.update(Message::Search("thing".into()));
    app.update(Message::Search(String::new()));
    app.update(Message::Show(View::Glossary));
    app.update(Message::Toggle(Entry::Term(1)));
    app.update(Message::OpenTerm(0));
    let window = |app: &App| app.timeline.as_ref().map(|it| (it.scale.per_px(), it.scale.x(0)));
    let (before, was) = (app.state.clone(), window(&app));
    let effects = app.update(Message::Translate(compiled(&translated)));
    assert_eq!(effects, [Effect::Card], "the definition is closed");
    assert_eq!(app.state.selected, Some(Entry::Term(0)), "the zebra comes first");
    assert!(app.state.open.contains(&Entry::Term(0)));
    assert_eq!((app.state.view, &app.state.stage, app.state.filter), (before.view, &before.stage, before.filter));
    assert_eq!(window(&app), was);
    app.update(Message::Search("Zapfel".into()));
    assert_eq!(app.state.results.as_ref().map(Results::len), Some(1), "the search is of the new language");
}
