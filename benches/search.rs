//! What reading and searching a large story costs: a blob unpacked, its words folded once, and a query answered, for a
//! glossary of 5,000 terms and for 10,000 events.
#![allow(clippy::cast_possible_truncation, reason = "random numbers below a small bound")]
#![allow(missing_docs)] // of the function the macro makes

use backstory::model::{
    Bounds, Cite, Claim, Date, Ending, Event, Evidence, Group, Inline, Label, Qualifier, Shape, Source, Status, Story,
    Term, TermKind, Text, When, pack, rebuild_backlinks, unpack, unpack_trusting,
};
use backstory::search::{Index, search};
use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;

const SYLLABLES: [&str; 16] =
    ["ka", "zakh", "mas", "si", "mov", "to", "ka", "yev", "nur", "sul", "tan", "al", "ma", "ty", "qa", "raq"];

/// Invented words, the same at every run.
struct Pen(u64);

impl Pen {
    fn below(&mut self, count: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % count
    }

    fn word(&mut self) -> String {
        (0..=1 + self.below(3)).map(|_| SYLLABLES[self.below(16) as usize]).collect()
    }

    fn words(&mut self, count: u64) -> String {
        (0..count).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }

    fn text(&mut self, terms: u16) -> Text {
        let mut text = Text::new();
        for _ in 0..3 {
            text.push(Inline::Plain(format!("{} ", self.words(8))));
            let term = self.below(terms.into()) as u16;
            text.push(Inline::Term { term, words: format!("Form {term}") });
        }
        text
    }

    fn claim(&mut self) -> Claim {
        let cites = (0..=self.below(3)).map(|_| Cite { source: 0, paragraph: self.below(200) as u16 }).collect();
        Claim { status: Status::Reported, claimant: None, cites, inferred: None }
    }
}

fn story(events: u32, terms: u16) -> Story {
    let mut pen = Pen(42);
    let label = |n: u8| Label { id: format!("choice-{n}"), label: format!("Choice {n}") };
    let term = |n: u16, pen: &mut Pen| Term {
        id: format!("term-{n}"),
        label: format!("{} {n}", pen.words(2)),
        kind: TermKind::Person,
        forms: vec![format!("Form {n}"), pen.words(2)],
        search: vec![pen.word()],
        definition: pen.text(terms),
        claim: pen.claim(),
        media: Vec::new(),
        see: vec![pen.below(terms.into()) as u32],
        in_events: Vec::new(),
        in_questions: Vec::new(),
    };
    let event = |n: u32, pen: &mut Pen| {
        let day = Bounds { earliest: i64::from(n), latest: i64::from(n) };
        let date = Date {
            shape: Shape::Point,
            begin: day,
            end: day,
            starts: Ending::Known,
            ends: Ending::Known,
            qualifier: Qualifier::default(),
            minute: None,
            words: format!("day {n}"),
        };
        Event {
            id: format!("event-{n}"),
            when: When::Dated(date),
            headline: pen.words(6),
            short: None,
            search: Vec::new(),
            summary: pen.text(terms),
            claim: pen.claim(),
            themes: vec![0],
            media: Vec::new(),
            lane: 0,
            chapter: None,
            importance: 1 + pen.below(3) as u8,
            in_heading: Vec::new(),
            hue: 0,
            accounts: 0,
            questions: Vec::new(),
        }
    };
    let source = Source {
        id: String::from("000"),
        label: String::from("Paper"),
        title: String::from("A paper"),
        kind: Some(String::from("feature")),
        publisher: None,
        author: None,
        published: None,
        url: None,
        missing: Vec::new(),
        description: Text::new(),
        paragraphs: 200,
    };
    let mut story = Story {
        id: String::from("large"),
        lang: String::from("en"),
        languages: Vec::new(),
        is_right_to_left: false,
        title: String::from("A large story"),
        standfirst: Text::new(),
        about: Vec::new(),
        report: Text::new(),
        updated: String::from("today"),
        evidence: Evidence::Paragraph,
        media: Vec::new(),
        themes: vec![label(0)],
        lanes: vec![label(1)],
        topics: Vec::new(),
        chapters: Vec::new(),
        leads: Vec::new(),
        sources: vec![source],
        events: (0..events).map(|n| event(n, &mut pen)).collect(),
        axis: (0..events).collect(),
        groups: (0..events).step_by(365).map(|first| Group { label: format!("year {first}"), first }).collect(),
        terms: (0..terms).map(|n| term(n, &mut pen)).collect(),
        questions: Vec::new(),
        voices: Vec::new(),
        revisions: Vec::new(),
        folds: std::rc::Rc::default(),
        words: backstory::compile::words_of("en", Evidence::Paragraph),
    };
    rebuild_backlinks(&mut story);
    story
}

fn reading(criterion: &mut Criterion) {
    for events in [1_000, 10_000, 100_000] {
        let blob = pack(&story(events, 300)).expect("the story is consistent");
        criterion.bench_function(&format!("unpack, {events} events"), |bench| {
            bench.iter(|| black_box(unpack_trusting(&blob)));
        });
        criterion.bench_function(&format!("unpack and judge, {events} events"), |bench| {
            bench.iter(|| black_box(unpack(&blob)));
        });
    }
}

fn searching(criterion: &mut Criterion) {
    for (what, story) in [("5,000 terms", story(0, 5_000)), ("10,000 events", story(10_000, 300))] {
        criterion.bench_function(&format!("index, {what}"), |bench| bench.iter(|| black_box(Index::new(&story))));
        let index = Index::new(&story);
        for (kind, query) in [
            ("a beginning", "mass"),
            ("a whole form", "Form 217"),
            ("three words", "massimov almaty tokayev"),
            ("a transliteration", "qazaqmasimow"),
            ("a slip", "zakhmvosi nurtansul"),
            ("nothing", "xxxxxxxxxx wwwwwwwwww"),
        ] {
            criterion.bench_function(&format!("search {kind}, {what}"), |bench| {
                bench.iter(|| black_box(search(&index, query)));
            });
        }
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(10)
        .warm_up_time(std::time::Duration::from_millis(200))
        .measurement_time(std::time::Duration::from_secs(1));
    targets = reading, searching
}
criterion_main!(benches);
