//! Views of small stories: what the shipped one never shows.

use super::html::write;
use super::node::{Element, Node};
use super::*;
use crate::app::tests::{after, compiled, dated, written};
use crate::app::{App, Message, View, Viewport};
use crate::timeline::{Cluster, MarkKind};
use serde_json::json;
use std::collections::HashSet;
use std::rc::Rc;

fn context(story: &Story, surface: Surface) -> Context<'_> {
    Context { story, surface, heading: 2 }
}

fn static_html_of(story: &Story) -> String {
    write(&story_page(context(story, Surface::Static)))
}

/// The widget with its drawn timeline.
fn widget_of(app: &App) -> String {
    let context = context(&app.story, Surface::Widget);
    let nodes = |nodes: Vec<Node>| {
        nodes.iter().map(|node| if let Node::Element(it) = node { write(it) } else { String::new() }).collect()
    };
    let drawn: String =
        app.timeline.as_ref().map(|timeline| nodes(context.drawn_timeline(timeline, &app.state))).unwrap_or_default();
    let marks: String =
        app.timeline.as_ref().map(|timeline| nodes(context.marks(timeline, &app.state))).unwrap_or_default();
    write(&widget(context, &app.state)) + &drawn + &marks
}

fn shown(story: Rc<Story>) -> App {
    let mut app = App::new(story);
    app.set_viewport(Viewport { width: 1000.0, em: 16.0, target: 24.0 });
    app
}

/// Headings without anything behind them, and empty lists.
fn over_nothing(element: &Element, found: &mut Vec<String>) {
    // A heading with a button in it is a row that opens.
    let is_button = |node: &Node| matches!(node, Node::Element(it) if it.tag == "button");
    let is_heading = |node: &Node| matches!(node, Node::Element(it) if it.tag.starts_with('h') && it.tag.len() == 2 && !it.children.iter().any(is_button));
    if ["ul", "ol", "dl"].contains(&element.tag) && element.children.is_empty()
        || element.tag != "summary" && element.children.last().is_some_and(is_heading)
    {
        found.push(write(element));
    }
    for pair in element.children.windows(2) {
        if let [Node::Element(one), Node::Element(next)] = pair
            && is_heading(&pair[0])
            && one.tag == next.tag
        {
            found.push(write(one));
        }
    }
    for child in &element.children {
        if let Node::Element(child) = child {
            over_nothing(child, found);
        }
    }
}

#[test]
fn no_heading_is_over_nothing() {
    let mut written = written(&[dated("2022")], &[]);
    let mut found = Vec::new();
    let bare = compiled(&written);
    over_nothing(&story_page(context(&bare, Surface::Static)), &mut found);
    let mut app = shown(bare.clone());
    for view in View::ALL {
        app.update(Message::Show(view));
        if view.size(&app.story) > 0 {
            over_nothing(&widget(context(&bare, Surface::Widget), &app.state), &mut found);
        }
    }
    assert_eq!(found, Vec::<String>::new());
    let html = static_html_of(&bare);
    assert!(html.contains("Seen an error?") && !html.contains("Corrections"), "{html}");
    written["revisions"] = json!([{ "date": "2026-01-01", "says": "A correction." }]);
    assert!(static_html_of(&compiled(&written)).contains("Corrections"));
}

#[test]
fn one_paragraph_is_singular() {
    let mut written = written(&[dated("2022")], &[]);
    assert!(static_html_of(&compiled(&written)).contains("9 paragraphs<"));
    written["sources"][0]["paragraphs"] = json!(1);
    let html = static_html_of(&compiled(&written));
    assert!(html.contains("1 paragraph<") && !html.contains("paragraphs"), "{html}");
}

fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    html.split(attribute).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn two_texts_on_a_page_have_no_id_twice() {
    let story = |id: &str| {
        let mut written = written(&[dated("2022")], &[]);
        written["id"] = json!(id);
        written["events"][0]["id"] = json!(format!("{id}-event"));
        written["sources"][0]["id"] = json!(id);
        written["events"][0]["cites"] = json!([format!("{id}:1")]);
        compiled(&written)
    };
    let (one, other) = (story("one"), story("other"));
    let mut again = story_page(context(&one, Surface::Static));
    prefix_ids(&mut again, "again");
    for page in [static_html_of(&one) + &static_html_of(&other), static_html_of(&one) + &write(&again)] {
        let ids = values(&page, " id=\"");
        let distinct: HashSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), distinct.len(), "{ids:?}");
        for target in values(&page, " href=\"#") {
            assert!(distinct.contains(target), "{target}");
        }
    }
    assert!(write(&again).contains("id=\"backstory-again-one-event\""));
}

#[test]
fn ids_of_a_story_clash_with_none_of_ours() {
    let names =
        "title about timeline accounts voices glossary record reading revisions about-title card panel query band";
    let mut written = written(&vec![dated("2022"); names.split(' ').count()], &[]);
    for (n, name) in names.split(' ').enumerate() {
        written["events"][n]["id"] = json!(name);
    }
    let story = compiled(&written);
    let in_article = write(&digest(context(&story, Surface::Static), "", &[]));
    for html in [static_html_of(&story), in_article, widget_of(&shown(story.clone()))] {
        let ids = values(&html, " id=\"");
        let distinct: HashSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), distinct.len(), "{ids:?}");
    }
}

#[test]
fn stories_from_right_to_left_say_so() {
    let mut written = written(&[dated("2022-01-05"), dated("Y-13800000000")], &[]);
    for (lang, is_rtl) in
        [("ar", true), ("he-IL", true), ("ur", true), ("en", false), ("kk", false), ("fa-Latn", false)]
    {
        written["lang"] = json!(lang);
        let story = compiled(&written);
        let root = if is_rtl { format!(" lang=\"{lang}\" dir=\"rtl\"") } else { format!(" lang=\"{lang}\"") };
        // The widget has a direction of its own in pages of the other.
        let widget = if is_rtl { root.clone() } else { format!("{root} dir=\"ltr\"") };
        for (html, root) in [(static_html_of(&story), root), (widget_of(&shown(story.clone())), widget)] {
            let tag = html.split('>').next().unwrap();
            assert!(tag.ends_with(&root), "{lang}: {tag}");
        }
        // English words of the interface keep their direction, and a cite its numbers.
        let html = static_html_of(&story);
        assert_eq!(html.contains(" lang=\"en\" dir=\"ltr\""), lang == "ur", "{lang}");
        assert_eq!(html.contains(" dir=\"auto\""), is_rtl, "{lang}");
    }
}

#[test]
fn years_of_deep_time_are_whole_numbers() {
    let app = shown(compiled(&written(&[dated("Y-13800000000"), dated("Y-4540000000"), dated("2024")], &[])));
    let html = widget_of(&app);
    assert!(html.contains("13\u{202f}800\u{202f}000\u{202f}000 BCE – 2024"), "{html}");
    let years = html.split(" BCE<").filter_map(|before| before.rsplit('>').next());
    let numbers: Vec<String> =
        years.map(|year| year.replace('\u{202f}', "")).filter(|year| year.parse::<i64>().is_ok()).collect();
    assert!(
        numbers.len() > 2 && numbers.iter().all(|year| year.ends_with("000000001") || year.ends_with("000000000")),
        "{numbers:?}"
    );
}

#[test]
fn the_first_year_of_the_era_says_what_it_is() {
    let html = widget_of(&shown(compiled(&written(&[dated("-0499"), dated("0500")], &[]))));
    assert!(html.contains(">1 CE<") && !html.contains(">1<"), "{html}");
}

#[test]
fn the_spine_says_what_the_rows_leave_out() {
    let dates = ["2007/2012", "2010-03", "2022-01-05", "2022-01-06", "2023"];
    let html = widget_of(&shown(compiled(&written(&dates.map(dated), &[]))));
    let said = |class: &str| {
        let start = format!("class=\"{class}\" aria-hidden=\"true\">");
        html.split(&start).skip(1).map(|rest| rest.split('<').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(said("year"), ["2007", "2010", "2022", "2023"]);
    assert_eq!(said("month"), ["January 2022"]);
    // The post begins with its own row, where it is named once, and holds the next.
    assert_eq!(said("post"), ["Something happens"]);
    assert_eq!(html.matches(" held\"").count(), 2, "{html}");
    // Screen readers get the date whole.
    for date in [
        ">March<span class=\"said\"> 2010</span>",
        ">5&nbsp;January<span class=\"said\"> 2022</span>",
        "><span class=\"said\">2023</span>",
    ] {
        assert!(html.contains(date), "{date} in {html}");
    }
}

#[test]
fn nobody_holds_a_post_again_in_rows_behind_its_end() {
    // The month's row stands behind its days, and says no day. On one of two days the post may have ended.
    for dates in [
        ["2016/2022-01-05", "2022-01-05", "2022-01-08", "2022-01"],
        ["2016/2022-01-05", "2022-01-05", "[2022-01-05,2022-01-06]", "2022-01-06"],
    ] {
        let html = widget_of(&shown(compiled(&written(&dates.map(dated), &[]))));
        let held = |row: &str| row.split_once('>').is_some_and(|(tag, _)| tag.contains(" held\""));
        let rows: Vec<bool> = html.split("<li ").skip(1).map(held).collect();
        assert_eq!(rows.get(..4), Some([true, true, false, false].as_slice()), "{dates:?}: {html}");
    }
}

#[test]
fn a_date_within_a_month_leaves_its_year_to_the_spine() {
    let dates = [
        "2020",
        "[2021-12-31,2022-01-01]",
        "2022-01-02",
        "[2022-01-05,2022-01-06]",
        "[..2022-01-07]",
        "[2022-01-08..]",
        "2022-01-09~",
        "2022-01-10T20:17",
        "[..2023]",
    ];
    let said = "<span class=\"said\"> 2022</span>";
    for (lang, rows) in [
        (
            "en",
            [
                &*format!(">5 or 6&nbsp;January{said}<"),
                &format!(">on or before 7&nbsp;January{said}<"),
                &format!(">on or after 8&nbsp;January{said}<"),
                &format!(">about 9&nbsp;January{said}<"),
                ">10&nbsp;January<span class=\"said\"> 2022</span>, 20:17<",
                ">31&nbsp;December 2021 or 1&nbsp;January 2022<",
                ">in or before 2023<",
            ]
            .as_slice(),
        ),
        ("de", &[&format!(">spätestens am 7.&nbsp;Januar{said}<")]),
        ("es", &[">10 de enero<span class=\"said\"> de 2022</span>, 20:17<"]),
        ("pl", &[&format!(">nie później niż 7&nbsp;stycznia{said}<")]),
        ("pt", &[">7 de janeiro<span class=\"said\"> de 2022</span> ou antes<"]),
        ("ja", &["><span class=\"said\">2022年</span>1月7日以前<"]),
    ] {
        let mut written = written(&dates.map(dated), &[]);
        written["lang"] = json!(lang);
        let mut app = shown(compiled(&written));
        app.update(Message::More(View::Timeline));
        let html = widget_of(&app);
        for row in rows {
            assert!(html.contains(row), "{row} in {html}");
        }
    }
}

#[test]
fn rows_without_a_date_end_the_year_and_the_month() {
    let events = [
        dated("2022-01-05"),
        dated("2022-01-06"),
        after(1),
        after(2),
        dated("2022-01-07"),
        dated("2022-01-08"),
        dated("2022-01-09"),
        dated("2022-11"),
        dated("2022-12"),
        dated("2023"),
        after(9),
    ];
    let mut app = shown(compiled(&written(&events, &[])));
    app.update(Message::More(View::Timeline));
    let html = widget_of(&app);
    assert_eq!(html.matches(" undated\"").count(), 3, "{html}");
    let rows: Vec<[&str; 2]> = html
        .split("<li ")
        .filter(|row| row.contains("class=\"event"))
        .map(|row| {
            ["month", "year"].map(|class| {
                let start = format!("class=\"{class}\" aria-hidden=\"true\">");
                row.split_once(&start).map_or("", |(_, rest)| rest.split('<').next().unwrap())
            })
        })
        .collect();
    let month = "January 2022";
    assert_eq!(
        rows.iter().map(|row| row.map(str::to_owned)).collect::<Vec<_>>(),
        [
            [month, "2022"],
            ["", ""],
            ["", "–"],
            ["", ""],
            [month, "2022"],
            ["", ""],
            ["", ""],
            // A row of another month stands under none.
            ["", "2022"],
            ["", ""],
            ["", "2023"],
            ["", "–"],
        ],
        "{html}"
    );
}

#[test]
fn what_stands_before_the_text_of_a_row_is_set_off() {
    let mut written = written(&[dated("2022-01-05"), dated("2022-02-06")], &[]);
    for event in written["events"].as_array_mut().unwrap() {
        event["status"] = json!("opinion");
        event["claimant"] = json!("A columnist");
    }
    written["events"][0]["summary"] = json!("Some say so.");
    let html = widget_of(&shown(compiled(&written)));
    assert!(html.contains(">Opinion</span>&nbsp;· <span class=\"words\">Some say so."), "{html}");
    assert_eq!(html.matches(">Opinion</span></p>").count(), 1, "{html}");
}

#[test]
fn rows_beside_a_year_say_neither_it_nor_what_joins_it_to_a_date() {
    let year = |year: &str| format!("class=\"year\" aria-hidden=\"true\">{year}<");
    for (lang, row, whole_year) in [
        ("es", ">18 de septiembre<span class=\"said\"> de 2014</span>", "2016"),
        ("pt", ">18 de setembro<span class=\"said\"> de 2014</span>", "2016"),
        ("hi", ">18&nbsp;सितंबर<span class=\"said\">, 2014</span>", "2016"),
        ("hi", ">मार्च<span class=\"said\"> 2014</span>", "2016"),
        ("de", ">18.&nbsp;September<span class=\"said\"> 2014</span>", "2016"),
        ("ru", ">18&nbsp;сентября<span class=\"said\"> 2014 года</span>", "2016 год"),
        ("uk", ">18&nbsp;вересня<span class=\"said\"> 2014 року</span>", "2016 рік"),
        ("kk", "><span class=\"said\">2014 жылғы </span>18&nbsp;қыркүйек", "2016 жыл"),
        ("ja", "><span class=\"said\">2014年</span>9月18日", "2016年"),
        ("ko", "><span class=\"said\">2014년 </span>9월 18일", "2016년"),
    ] {
        let mut written = written(&["2003", "2014-03", "2014-09-18", "2016"].map(dated), &[]);
        written["lang"] = json!(lang);
        let html = widget_of(&shown(compiled(&written)));
        let whole_year = format!("><span class=\"said\">{whole_year}</span>");
        for part in [row, &year("2014"), &whole_year, &year("2016")] {
            assert!(html.contains(part), "{part} in {html}");
        }
    }
}

#[test]
fn a_row_says_the_year_of_a_date_that_another_is_in_as_well() {
    for (lang, date, words) in [
        ("en", "2014-09-19/2016-02-01", "19&nbsp;September 2014 to 1&nbsp;February 2016"),
        ("ru", "2003/2016", "с 2003 по 2016 год"),
        ("kk", "2021-12-30/2022-01-02", "2021 жылғы 30&nbsp;желтоқсаннан 2022 жылғы 2&nbsp;қаңтарға дейін"),
        ("ja", "2007/2012", "2007年から2012年まで"),
        ("ja", "2007/..", "2007年から"),
        ("ru", "2014~", "около 2014 года"),
        ("en", "2014?", "2014 (uncertain)"),
    ] {
        let mut written = written(&[dated(date)], &[]);
        written["lang"] = json!(lang);
        let html = widget_of(&shown(compiled(&written)));
        assert!(html.contains(&format!(">{words}</span>")), "{words} in {html}");
    }
}

#[test]
fn key_events_are_offered_where_others_hide_them() {
    // Every third is one, and leads.
    for (events, is_offered, is_offered_below_all) in
        [(4, false, false), (10, false, false), (11, false, true), (24, false, true)]
    {
        let mut app = shown(compiled(&written(&vec![dated("2022"); events], &[])));
        let offered = |app: &App| widget_of(app).contains(">Key events (");
        assert_eq!(offered(&app), is_offered, "{events} events");
        if events > 10 {
            app.update(Message::More(View::Timeline));
        }
        assert_eq!(offered(&app), is_offered_below_all, "{events} events, all of them");
    }
}

#[test]
fn the_digest_lists_key_events_once() {
    // Every third is one; eight lead.
    for (events, are_listed) in [(4, false), (22, false), (25, true)] {
        let story = compiled(&written(&vec![dated("2022"); events], &[]));
        let html = write(&digest(context(&story, Surface::Static), "", &[]));
        assert_eq!(html.contains("<summary>Key events"), are_listed, "{events} events: {html}");
    }
}

#[test]
fn a_legend_stands_where_there_is_something_to_tell_apart() {
    for (dates, status, is_there) in [
        (["2021-05-05", "2021-05-09"], "reported", false),
        (["2021-05-05", "2022"], "reported", true),
        (["2021-05-05", "2021-05-09~"], "reported", true),
        (["2021-05-05", "2021-05-09"], "opinion", true),
    ] {
        let mut written = written(&dates.map(dated), &[]);
        for event in written["events"].as_array_mut().unwrap() {
            event["status"] = json!(status);
            if status != "reported" {
                event["claimant"] = json!("A columnist");
            }
        }
        let html = widget_of(&shown(compiled(&written)));
        let (_, legend) = html.split_once("class=\"legend\"").unwrap();
        assert_eq!(legend.starts_with("><span class=\"status"), is_there, "{dates:?} {status}: {legend}");
    }
}

#[test]
fn a_cluster_says_its_number_and_its_lead() {
    let mut dates = vec![dated("2022-01-05"); 12];
    dates.extend(["1990", "2030"].map(dated));
    let mut app = shown(compiled(&written(&dates, &[])));
    let marks = &mut app.timeline.as_mut().unwrap().frame.marks;
    let cluster = marks.iter_mut().find(|mark| matches!(mark.kind, MarkKind::Cluster(_))).unwrap();
    let MarkKind::Cluster(Cluster { count, .. }) = cluster.kind else { unreachable!() };
    // As a lead in it has one.
    cluster.label = Some(cluster.area);
    let html = widget_of(&app);
    assert!(html.contains(&format!(">{count}<span")), "{html}");
    assert!(html.contains(">Something happens</span></button>"), "{html}");
    for mark in &mut app.timeline.as_mut().unwrap().frame.marks {
        mark.label = None;
    }
    let html = widget_of(&app);
    assert!(html.contains(&format!(">{count}</button>")), "{html}");
}

#[test]
fn counts_and_years_stand_in_the_figures_of_the_language() {
    let mut written = written(&["1990", "2001", "2022-01-05"].map(dated), &[]);
    written["lang"] = json!("ar-EG");
    let html = widget_of(&shown(compiled(&written)));
    let (_, axis) = html.split_once("class=\"axis\"").unwrap();
    assert!(axis.contains(">٢٠٠٠<") && !axis.contains(">2000<"), "{axis}");
}

#[test]
fn the_stage_leaves_labels_whole_or_out() {
    // In one row one behind the other: those on the side of the stage are without a name.
    let dates = ["2000-01-05", "2005-01-05", "2010-01-05", "2015-01-05", "2020-01-05", "2022"];
    let mut events: Vec<_> = dates.map(dated).into();
    for event in &mut events {
        event["short"] = json!("Named");
    }
    let mut app = shown(compiled(&written(&events, &[])));
    let labels = |app: &App| widget_of(app).matches("class=\"label").count();
    let all = labels(&app);
    app.update(Message::Mark(0));
    let beside = labels(&app);
    assert!(0 < beside && beside < all, "{beside} of {all}");
    app.update(Message::Unstage);
    assert_eq!(labels(&app), all);
}

#[test]
fn a_window_of_whole_months_or_years_has_their_names() {
    let dates = ["2018", "2019", "2020", "2022-02", "2022-05-01/2022-05-30", "2023"];
    let mut written = written(&dates.map(dated), &[]);
    written["chapters"] = json!([
        { "id": "year", "label": "Year", "when": "2018" },
        { "id": "years", "label": "Years", "when": "2019/2020" },
        { "id": "whole", "label": "Whole", "when": "2022-02" },
        { "id": "part", "label": "Part", "when": "2022-05-01/2022-05-30" },
    ]);
    let mut app = shown(compiled(&written));
    let words = |app: &App| {
        let html = widget_of(app);
        html.split_once("window-words\" aria-live=\"polite\">").unwrap().1.split('<').next().unwrap().to_owned()
    };
    for (chapter, expected) in ["2018", "2019 – 2020", "February 2022", "1 May 2022 – 30 May 2022"].iter().enumerate()
    {
        app.update(Message::Chapter(Some(u8::try_from(chapter).unwrap())));
        assert_eq!(words(&app), *expected);
    }
}

#[test]
fn the_kind_of_a_source_is_said_once() {
    let mut written = written(&[dated("2022")], &[]);
    for (label, kind, is_there) in
        [("Unsigned profile", "profile", false), ("S", "profile", true), ("Profile S", "profile", true)]
    {
        written["sources"][0]["label"] = json!(label);
        written["sources"][0]["kind"] = json!(kind);
        let mut app = shown(compiled(&written));
        app.update(Message::Show(View::Record));
        let html = widget_of(&app);
        assert_eq!(html.contains(&format!("<span class=\"kind\">{kind}</span>")), is_there, "{label}: {html}");
    }
}
