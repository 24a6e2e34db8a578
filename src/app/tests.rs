//! Acts of readers and host pages on small stories of every shape of date.
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test's own story is well-formed")]
#![allow(
    clippy::cast_possible_truncation,
    reason = "counts fit 32 bits, numbers of choices 8; minutes are exact in `f64`"
)]

use super::*;
use crate::compile::compile;
use crate::model::Day;
use crate::story::files::{File, Files};
use crate::story::load_json;
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

fn after(event: usize) -> Value {
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
fn open_ended_eras_do_not_stretch_the_axis() {
    let events = [dated("2020-03-01"), dated("2024-05-01")];
    let timeline = |eras: &[&str]| shown_at(story(&events, eras), WIDE).timeline.unwrap();
    let bare = timeline(&[]).layout.extent();
    for (eras, from_start, to_end) in [(["2022/.."], false, true), (["../2022"], true, false)] {
        let timeline = timeline(&eras);
        assert_eq!(timeline.layout.extent(), bare, "{eras:?}");
        let era = timeline.layout.era_extent(0).unwrap();
        assert_eq!((era.from == bare.from, era.to == bare.to), (from_start, to_end), "{eras:?}");
        assert_eq!(timeline.frame.eras.len(), 1);
    }
    let long_ago = timeline(&["../1950"]).layout;
    assert!(long_ago.known_extent().from >= crate::timeline::minute_of(year(1950)), "{:?}", long_ago.known_extent());
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
fn the_list_holds_what_the_strip_shows() {
    let dates = ["1994/..", "../2012", "2001-05-05", "[1999,2007]", "1990/2010", "2003/", "2020"];
    let events: Vec<Value> = dates.into_iter().map(dated).collect();
    let mut app = shown_at(story(&events, &[]), NARROW);
    app.update(Message::KeyOnly(false));
    for steps in 1..6 {
        app.update(Message::Navigate(Navigation::Zoom(f64::from(steps) * 40.0, 1.7)));
        app.update(Message::Settle);
        let timeline = app.timeline.as_ref().unwrap();
        let window = timeline.scale.extent();
        let in_window = |item: &u32| timeline.layout.item_extent(*item).is_some_and(|extent| extent.overlaps(window));
        let strip: Vec<usize> =
            (0..dates.len() as u32).filter(in_window).filter_map(|item| timeline.event(item)).collect();
        let list = app.events();
        // Days count as a whole in the list.
        assert!(strip.iter().all(|event| list.contains(event)), "{strip:?} {list:?}");
        assert!(list.len() <= strip.len() + 1, "{strip:?} {list:?}");
    }
}

#[test]
fn indices_out_of_range_change_nothing() {
    let story = story(&[dated("1990"), dated("2010")], &["2000"]);
    let words = "theme by-source toggle toggle-question toggle-term event question source voice mentions entry term letter mark \
                 cluster era lane status view";
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
