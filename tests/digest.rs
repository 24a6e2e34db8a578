//! The digest and the story page as the command writes them: what they hold, what they weigh, where their links lead.

use std::collections::HashSet;
use std::process::Command;

/// Address of the published folder.
const BASE: &str = "https://news.example/backstory/";

fn rendered(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_backstory")).arg("render").args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The digest of the shipped story, for the demonstration article.
fn digest() -> String {
    rendered(&["--fragment", "--base", BASE, "--article", "index.html", "seeds"])
}

fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    html.split(&format!(" {attribute}=\"")).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn the_digest_is_small() {
    let html = digest();
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut html.as_bytes(), &mut compressed, &brotli::enc::BrotliEncoderParams::default())
        .unwrap();
    assert!(compressed.len() <= 12 * 1024, "{} bytes after brotli", compressed.len());
    let elements = html.matches('<').count() - html.matches("</").count();
    let texts = html.match_indices('>').filter(|(at, _)| !html[at + 1..].starts_with('<')).count();
    assert!(elements + texts <= 700, "{elements} elements and {texts} texts");
}

#[test]
fn parts_of_a_leading_event_stand_apart_without_a_host_s_styles() {
    let html = rendered(&["--fragment"]);
    let words = |lead: &str| -> String { lead.split('<').filter_map(|piece| Some(piece.split_once('>')?.1)).collect() };
    let leads: Vec<String> =
        html.split("<li class=\"lead\">").skip(1).filter_map(|it| it.split("</li>").next()).map(words).collect();
    assert!(leads[0].starts_with("2007 to 2012 · Massimov becomes"), "{leads:#?}");
    assert!(leads.iter().all(|lead| lead.matches(" · ").count() == 2), "{leads:#?}");
    assert!(leads.iter().any(|lead| lead.contains(" gives the outcome (Allegation) · ")), "{leads:#?}");
}

#[test]
fn first_words_end_with_a_sentence_or_go_on_in_one() {
    let html = rendered(&["--fragment"]);
    let openings: Vec<&str> =
        html.split("<span class=\"opening\">").skip(1).filter_map(|it| it.split("</span>").next()).collect();
    assert!(openings.iter().any(|opening| opening.ends_with("removed on 5 January.")), "{openings:#?}");
    assert!(openings.iter().any(|opening| opening.ends_with("speaks of three articles.")), "{openings:#?}");
    assert!(openings.iter().all(|opening| !opening.ends_with(".…")), "{openings:#?}");
}

#[test]
fn every_part_says_how_much_is_in_it() {
    for html in [digest(), rendered(&["--fragment"])] {
        let parts: Vec<&str> =
            html.split("<summary>").skip(1).filter_map(|rest| rest.split("</summary>").next()).collect();
        assert!(parts.len() >= 3, "{parts:?}");
        for part in parts {
            assert!(part.ends_with(|last: char| last.is_ascii_digit()), "{part}");
        }
    }
}

/// `title` serves neither fingers nor the keyboard (HTML, 3.2.6.1 "The title attribute").
#[test]
fn no_words_are_shown_by_hovering_alone() {
    for html in [digest(), rendered(&[])] {
        assert_eq!(values(&html, "title"), Vec::<&str>::new());
    }
}

#[test]
fn the_story_page_says_that_a_date_is_missing() {
    let html = rendered(&[]);
    assert!(html.contains("<p class=\"date\">No date given&nbsp;· after: "));
    assert!(!html.contains("<p class=\"date\">after: "));
}

#[test]
fn every_link_of_the_digest_leads_into_it_or_to_the_story_page() {
    let html = digest();
    let page = rendered(&["seeds"]);
    let ids: HashSet<&str> = values(&html, "id").into_iter().collect();
    let page_ids: HashSet<&str> = values(&page, "id").into_iter().collect();
    assert_eq!(ids.len(), values(&html, "id").len(), "an id stands twice");
    let mut outward = 0;
    for target in values(&html, "href") {
        if let Some(id) = target.strip_prefix('#') {
            assert!(ids.contains(id), "#{id} leads nowhere");
        } else if let Some(rest) = target.strip_prefix(BASE) {
            outward += 1;
            let (file, id) = rest.split_once('#').unwrap_or((rest, ""));
            assert_eq!(file, "story.html");
            assert!(id.is_empty() || page_ids.contains(id), "{id} is not on the story page");
        }
    }
    assert!(outward > 30, "{outward} links to the story page");
}

#[test]
fn the_digest_explains_the_terms_of_its_text_and_of_the_article() {
    let (html, article) = (digest(), std::fs::read_to_string("index.html").unwrap());
    let ids: HashSet<&str> = values(&html, "id").into_iter().collect();
    for id in values(&article, "data-backstory-term") {
        assert!(ids.contains(format!("backstory-{id}").as_str()), "{id} is not explained");
    }
    let standfirst = html.split("<p class=\"standfirst\">").nth(1).unwrap().split("</p>").next().unwrap();
    assert!(values(standfirst, "href").iter().all(|target| target.starts_with('#')), "{standfirst}");
    let alone = rendered(&["--fragment", "seeds"]);
    assert!(values(&alone, "id").len() < ids.len(), "without an article there are fewer terms");
}

#[test]
fn a_digest_beside_its_page_has_relative_links_and_a_prefix_reaches_its_ids() {
    let html = rendered(&["--fragment", "--id-prefix", "second", "seeds"]);
    assert!(html.contains("href=\"story.html\""));
    for id in values(&html, "id") {
        assert!(id.starts_with("backstory-second-"), "{id}");
    }
    for target in values(&html, "href") {
        assert!(target.starts_with("#backstory-second-") || target.starts_with("story.html"), "{target}");
    }
}

#[test]
fn structured_data_and_the_canonical_address_are_the_story_pages() {
    assert!(!digest().contains("ld+json"));
    let page = rendered(&["--base", BASE.trim_end_matches('/'), "seeds"]);
    assert_eq!(page.matches("application/ld+json").count(), 1);
    assert!(page.contains("<link rel=\"canonical\" href=\"https://news.example/backstory/story.html\">"));
    assert!(!rendered(&["seeds"]).contains("canonical"), "an unknown address is not named");
}

#[test]
fn no_text_ends_the_structured_data() {
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("story.json");
    let story = serde_json::json!({ "id": "a", "lang": "en", "title": "A", "evidence": "none",
        "standfirst": "It \\</script>\\<img src=x onerror=alert(1)> happened.", "events": [{ "date": "2021", "headline": "One" }] });
    std::fs::write(&file, story.to_string()).unwrap();
    let page = rendered(&[file.to_str().unwrap()]);
    assert_eq!(page.matches("</script>").count(), 1, "{page}");
    assert!(page.contains("\\u003c/script>\\u003cimg") && !page.contains("<img"), "{page}");
}

#[test]
fn long_stories_have_short_digests() {
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("story.json");
    let event = |n: usize| {
        serde_json::json!({ "id": format!("event-{n}"), "date": format!("{}", 1000 + n), "headline": format!("Event {n}"),
            "summary": "It happened.", "importance": 1, "lane": "all", "status": "reported", "cites": ["paper:1"], "themes": ["all"] })
    };
    let story = serde_json::json!({
        "id": "long", "lang": "en", "title": "A long story", "standfirst": "Much happened.", "about": ["All of it."], "report": "Write.", "updated": "2026-01-01",
        "themes": [{ "id": "all", "label": "All" }], "lanes": [{ "id": "all", "label": "All" }], "topics": [], "eras": [],
        "sources": [{ "id": "paper", "label": "Paper", "document": "paper.txt", "title": "Paper", "kind": "paper", "paragraphs": 1, "missing": ["publisher", "author", "date"],
            "description": "A paper." }],
        "events": (0..900).map(event).collect::<Vec<_>>(), "terms": [], "questions": [], "voices": [],
    });
    std::fs::write(&file, story.to_string()).unwrap();
    let html = rendered(&["--fragment", file.to_str().unwrap()]);
    assert_eq!(html.matches("<li class=\"lead\"").count(), 8);
    assert!(html.matches("<li").count() < 60 && html.contains("(864)"), "{html}");
}
