//! A story larger than two bytes can number goes through the blob whole.
#![allow(clippy::cast_possible_truncation, reason = "measured numbers are small")]

use super::{pack, unpack};
use crate::model::words::{COUNT, Words};
use crate::model::{
    Bounds, Cite, Claim, Date, Ending, Event, Evidence, Group, Inline, Label, Qualifier, Question, Shape, Source,
    Status, Story, Term, TermKind, When, rebuild_backlinks,
};

const EVENTS: u32 = 100_000;
const TERMS: u16 = 300;
const QUESTIONS: u16 = 200;
/// Distance between the events that one question bears on.
const APART: usize = 997;

fn claim(n: u32) -> Claim {
    let cites = (0..=n % 3).map(|k| Cite { source: (k % 2) as u8, paragraph: (n % 400 + k) as u16 }).collect();
    Claim { status: Status::Official, claimant: Some(format!("office {}", n % 40)), cites, inferred: None }
}

fn term(n: u16) -> Term {
    Term {
        id: format!("term-{n}"),
        label: format!("Term {n}"),
        kind: TermKind::Concept,
        forms: vec![format!("form {n}")],
        search: Vec::new(),
        definition: vec![Inline::Plain(format!("It is number {n}."))],
        media: Vec::new(),
        claim: claim(n.into()),
        see: vec![((n + 1) % TERMS).into()],
        in_events: Vec::new(),
        in_questions: Vec::new(),
    }
}

fn event(n: u32) -> Event {
    let bounds = Bounds { earliest: i64::from(n) / 4, latest: i64::from(n) / 4 };
    let date = Date {
        shape: Shape::Point,
        begin: bounds,
        end: bounds,
        starts: Ending::Known,
        ends: Ending::Known,
        qualifier: Qualifier::default(),
        minute: n.is_multiple_of(7).then_some((n % 1440) as u16),
        words: format!("day {}", n / 4),
    };
    let leader = n.saturating_sub(1);
    Event {
        id: format!("event-{n}"),
        when: if n % 5 == 3 {
            When::After { event: leader, words: format!("after: Something happens, {leader}") }
        } else {
            When::Dated(date)
        },
        headline: format!("Something happens, {n}"),
        short: None,
        search: Vec::new(),
        summary: vec![
            Inline::Plain(String::from("It concerned ")),
            Inline::Term { term: (n % u32::from(TERMS)) as u16, words: format!("form {}", n % u32::from(TERMS)) },
            Inline::Plain(format!(" for the {n}th time.")),
        ],
        claim: claim(n),
        themes: vec![(n % 3) as u8],
        media: Vec::new(),
        lane: (n % 2) as u8,
        chapter: None,
        importance: 1 + (n % 3) as u8,
        in_heading: vec![(n + 7) % u32::from(TERMS)],
        hue: 0,
        accounts: 0,
        questions: Vec::new(),
    }
}

fn story() -> Story {
    let label = |n: u8| Label { id: format!("choice-{n}"), label: format!("Choice {n}") };
    let source = |n: u8| Source {
        id: format!("00{n}"),
        label: format!("Paper {n}"),
        title: String::from("A paper"),
        kind: Some(String::from("feature")),
        publisher: None,
        author: None,
        published: None,
        url: None,
        missing: Vec::new(),
        description: Vec::new(),
        paragraphs: 500,
    };
    let question = |n: u16| Question {
        id: format!("question-{n}"),
        asks: format!("What of {n}?"),
        context: Vec::new(),
        accounts: Vec::new(),
        events: (u32::from(n)..EVENTS).step_by(APART).collect(),
        importance: 1,
        in_heading: Vec::new(),
    };
    let mut story = Story {
        id: String::from("large"),
        lang: String::from("en"),
        languages: Vec::new(),
        is_right_to_left: false,
        title: String::from("A large story"),
        standfirst: Vec::new(),
        about: Vec::new(),
        report: Vec::new(),
        updated: String::from("today"),
        evidence: Evidence::Paragraph,
        media: Vec::new(),
        themes: (0..3).map(label).collect(),
        lanes: (0..2).map(label).collect(),
        topics: Vec::new(),
        chapters: Vec::new(),
        leads: Vec::new(),
        sources: (0..2).map(source).collect(),
        events: (0..EVENTS).map(event).collect(),
        axis: (0..EVENTS).rev().collect(),
        groups: (0..EVENTS).step_by(400).map(|first| Group { label: format!("group {first}"), first }).collect(),
        terms: (0..TERMS).map(term).collect(),
        questions: (0..QUESTIONS).map(question).collect(),
        voices: Vec::new(),
        revisions: Vec::new(),
        folds: std::rc::Rc::default(),
        words: Words { list: vec![String::new(); COUNT] },
    };
    rebuild_backlinks(&mut story);
    story
}

#[test]
fn a_hundred_thousand_events_come_back_as_they_went() {
    let story = story();
    let blob = pack(&story).unwrap();
    // Not `assert_eq`, which would print both.
    assert!(unpack(&blob).unwrap() == story);
}
