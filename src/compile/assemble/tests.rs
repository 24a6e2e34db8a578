use super::*;
use crate::model::{Cite, Evidence, Inline, Status, TermKind, When, pack, plain, unpack};
use crate::story::authored::{At, Span};
use crate::story::text;

fn at<T>(value: T) -> At<T> {
    At { value, span: Span::default() }
}

fn marked(words: &str) -> Marked {
    text::parse(words).text
}

fn edtf(date: &str) -> Edtf {
    Edtf::parse(date).unwrap()
}

fn claim() -> authored::Claim {
    let cites = vec![at(Cite { source: 0, paragraph: 3 })];
    authored::Claim { status: Status::Reported, claimant: None, cites, inferred: None }
}

fn named(id: &str) -> authored::Named {
    authored::Named { id: id.to_owned(), label: id.to_uppercase(), colour: 0, at: Span::default() }
}

/// An event from `date: headline: summary`; `date` may be `after x`.
fn event(id: &str, line: &str) -> authored::Event {
    let mut parts = line.splitn(3, ": ");
    let date = parts.next().unwrap();
    let when = match date.strip_prefix("after ") {
        Some(leader) => authored::When::After(at(leader.to_owned())),
        None => authored::When::Dated { date: at(edtf(date)), after: None },
    };
    authored::Event {
        id: id.to_owned(),
        when,
        shown: None,
        headline: parts.next().unwrap().to_owned(),
        short: None,
        search: Vec::new(),
        summary: marked(parts.next().unwrap()),
        media: Vec::new(),
        claim: claim(),
        themes: vec!["case".to_owned()],
        lane: Some("life".to_owned()),
        chapter: None,
        importance: 1,
        at: Span::default(),
    }
}

fn term(id: &str, label: &str, forms: &[&str], definition: &str) -> authored::Term {
    authored::Term {
        id: id.to_owned(),
        label: label.to_owned(),
        sort: None,
        kind: TermKind::Organisation,
        forms: forms.iter().map(|form| (*form).to_owned()).collect(),
        search: Vec::new(),
        definition: marked(definition),
        media: Vec::new(),
        claim: claim(),
        see: Vec::new(),
        at: Span::default(),
    }
}

fn source(id: &str) -> authored::Source {
    authored::Source {
        id: id.to_owned(),
        label: "RFE/RL".to_owned(),
        document: Some(format!("{id}.txt")),
        title: "A feature".to_owned(),
        kind: Some("feature".to_owned()),
        publisher: None,
        author: None,
        published: Some(edtf("2022-01-08")),
        url: None,
        missing: vec!["author".to_owned()],
        description: marked("About the KNB."),
        paragraphs: 9,
        fingerprints: Vec::new(),
        furniture: Vec::new(),
        at: Span::default(),
    }
}

fn question(id: &str, asks: &str, events: &[&str], says: &str) -> authored::Question {
    let account = authored::Account { says: marked(says), claim: claim(), at: Span::default() };
    authored::Question {
        id: id.to_owned(),
        asks: asks.to_owned(),
        context: Vec::new(),
        accounts: vec![account.clone(), account],
        events: events.iter().map(|id| (*id).to_owned()).collect(),
        disputes: events.iter().take(1).map(|id| (*id).to_owned()).collect(),
        themes: vec!["power".to_owned()],
        importance: 2,
        at: Span::default(),
    }
}

fn story() -> authored::Story {
    authored::Story {
        id: "small".to_owned(),
        lang: "en-GB".to_owned(),
        title: "A small story".to_owned(),
        standfirst: marked("The KNB and the exposé."),
        about: vec![marked("Told twice.")],
        report: marked("Write."),
        updated: Some(edtf("2026-11-23")),
        evidence: Evidence::Paragraph,
        media: Vec::new(),
        lead: Vec::new(),
        themes: vec![named("power"), named("case")],
        lanes: vec![named("life")],
        topics: vec![named("verdict"), named("case")],
        eras: vec![authored::Era {
            id: "era".to_owned(),
            label: "Era".to_owned(),
            date: edtf("2007/2012"),
            cites: vec![at(Cite { source: 0, paragraph: 1 })],
            at: Span::default(),
        }],
        chapters: Vec::new(),
        sources: vec![source("001")],
        events: vec![
            event("judged", "2023-04-24: Judged: The KNB and Almaty, after the KNB."),
            event("questioned", "after held: Questioned by the KNB: Nothing else is known."),
            event("held", "2022-01-06: Held: In Almaty."),
            event("named", "1984: Named: A start."),
        ],
        terms: vec![
            term("expose", "the exposé", &["the exposé"], "It names the KNB; the exposé is long."),
            term("knb", "KNB", &["KNB", "National Security Committee"], "KNB, the committee."),
            term("almaty", "Almaty", &["Almaty"], "A city."),
            term("article", "“179”", &["Article 179"], "A law."),
        ],
        questions: vec![
            question("when", "When did the KNB hold him?", &["held", "judged"], "By night, in Almaty."),
            question("why", "Why?", &["held"], "Nobody says."),
        ],
        voices: vec![authored::Voice {
            id: "voice".to_owned(),
            name: "A consultant".to_owned(),
            named: false,
            role: marked("of Almaty"),
            holds: marked("It was the KNB."),
            on: vec!["case".to_owned(), "verdict".to_owned()],
            claim: claim(),
            at: Span::default(),
        }],
        revisions: vec![
            authored::Revision { date: edtf("2026-11-01"), says: marked("First published."), at: Span::default() },
            authored::Revision { date: edtf("2026-11-23"), says: marked("A date corrected."), at: Span::default() },
        ],
        words: Vec::new(),
        languages: Vec::new(),
        translations: Vec::new(),
    }
}

fn ids<'a>(ids: impl IntoIterator<Item = &'a String>) -> Vec<&'a str> {
    ids.into_iter().map(String::as_str).collect()
}

#[test]
fn entries_are_in_reading_order_and_point_at_each_other() {
    let story = compile(&story()).unwrap();
    assert_eq!(ids(story.events.iter().map(|e| &e.id)), ["named", "held", "questioned", "judged"]);
    assert_eq!(story.events[2].when, When::After { event: 1, words: "after: Held".to_owned() });
    assert_eq!(story.events[3].when.words(), "24\u{a0}April 2023");
    assert_eq!(ids(story.groups.iter().map(|g| &g.label)), ["1984", "2022", "2023"]);
    assert_eq!(story.groups.iter().map(|g| g.first).collect::<Vec<_>>(), [0, 1, 3]);
    assert_eq!(story.events[1].questions, [0, 1]);
    assert_eq!(story.events[3].questions, [0]);
    assert_eq!(story.questions[0].events, [1, 3]);
    assert_eq!(story.voices[0].on, [0, 1]);
    assert_eq!(story.events[0].themes, [1]);
    assert_eq!(ids(story.revisions.iter().map(|r| &r.date)), ["23\u{a0}November 2026", "1\u{a0}November 2026"]);
    assert_eq!(story.sources[0].published.as_deref(), Some("8\u{a0}January 2022"));
}

fn chapter(id: &str, when: &str) -> authored::Chapter {
    authored::Chapter { id: id.to_owned(), label: id.to_uppercase(), when: at(edtf(when)), at: Span::default() }
}

#[test]
fn a_date_may_have_words_of_its_own() {
    let mut story = story();
    story.events[0].shown = Some("the day after Easter".to_owned());
    let story = compile(&story).unwrap();
    assert_eq!(story.events[3].when.words(), "the day after Easter");
    assert_eq!(ids(story.groups.iter().map(|g| &g.label)), ["1984", "2022", "2023"], "headings go by the date");
}

#[test]
fn an_event_is_in_the_chapter_in_whose_days_it_stands() {
    let chapters = vec![chapter("case", "2022-02/.."), chapter("unrest", "2022-01"), chapter("before", "../1980")];
    let events = vec![
        event("named", "1984: Named: A start."),
        event("held", "[2022-01-05,2022-01-06]: Held: In Almaty."),
        event("questioned", "after held: Questioned by the KNB: Nothing else is known."),
        authored::Event {
            chapter: Some("case".to_owned()),
            ..event("charged", "after held: Charged: The day is not known.")
        },
        event("denied", "after charged: Denied: By his lawyers."),
        // Known to the year alone: it stands behind all of it.
        event("published", "2022: Published: In a paper."),
        event("judged", "2023-04-24: Judged: At last."),
    ];
    let story = compile(&authored::Story { chapters, events, questions: Vec::new(), ..story() }).unwrap();
    assert_eq!(ids(story.chapters.iter().map(|c| &c.id)), ["before", "unrest", "case"], "by their days");
    let in_chapters: Vec<_> = story.events.iter().map(|e| (e.id.as_str(), e.chapter)).collect();
    let expected = [
        ("named", None),
        ("held", Some(1)),
        ("questioned", Some(1)),
        ("charged", Some(2)),
        ("denied", Some(2)),
        ("published", Some(2)),
        ("judged", Some(2)),
    ];
    assert_eq!(in_chapters, expected);
    let day = |date: &str| edtf(date).date(&Lexicon::ISO).begin.earliest;
    assert_eq!((story.chapters[1].from, story.chapters[1].to), (day("2022-01-01"), day("2022-01-31")));
    assert_eq!(story.chapters[2].to, day("2023-04-24"), "an open end is the last day of any event");
    assert!(story.chapters[0].from <= story.chapters[0].to, "even where no event is so early");
    assert_eq!(unpack(&pack(&story).unwrap()).unwrap(), story);
}

#[test]
fn leads_are_those_named_or_key_events_evenly_spread() {
    let events = |importance: fn(usize) -> u8| {
        let event = |n: usize| authored::Event {
            importance: importance(n),
            ..event(&format!("e{n}"), &format!("20{n:02}: Named: A start."))
        };
        (10..40).map(event).collect()
    };
    let leads = |events: Vec<authored::Event>, lead: &[&str]| {
        let lead = lead.iter().map(|id| at((*id).to_owned())).collect();
        compile(&authored::Story { events, lead, questions: Vec::new(), ..story() }).unwrap().leads
    };
    let some = |n: usize| if n.is_multiple_of(10) { 1 } else { 2 };
    assert_eq!(leads(events(some), &[]), [0, 10, 20], "the key events");
    assert_eq!(leads(events(|_| 1), &[]), [0, 4, 8, 12, 16, 20, 24, 29], "eight of them");
    assert_eq!(leads(events(|_| 3), &[]), [0, 4, 8, 12, 16, 20, 24, 29], "or of any, where none is a key event");
    assert_eq!(leads(events(some), &["e25", "e11", "e25"]), [1, 15], "in reading order");
    assert_eq!(leads(Vec::new(), &[]), [0; 0]);
}

#[test]
fn accounts_are_counted_where_the_headline_is_disputed() {
    let story = compile(&story()).unwrap();
    // Both questions dispute that he was held; neither that he was judged, on which one bears.
    assert_eq!(story.events.iter().map(|event| event.accounts).collect::<Vec<_>>(), [0, 4, 0, 0]);
}

#[test]
fn times_with_offsets_are_ordered_as_instants() {
    for (dates, order) in [
        // 17:30 and 18:00 UTC.
        (["2022-01-05T23:30+06:00", "2022-01-05T18:00Z", "2022-01-06"], ["0", "1", "2"]),
        (["2022-01-06T00:30+06:00", "2022-01-05T18:00Z", "2022-01-05T19:00Z"], ["1", "0", "2"]),
        // A time without an offset is of the clock that most of the story's times have.
        (["2022-01-05T14:00", "2022-01-05T15:00+06:00", "2022-01-05T13:00+06:00"], ["2", "0", "1"]),
        (
            [
                "2022-01-06T01:00+06:00/2022-01-06T02:00+06:00",
                "2022-01-05T18:00Z/2022-01-05T21:00Z",
                "2022-01-06T00:30+06:00",
            ],
            ["1", "2", "0"],
        ),
    ] {
        let events =
            dates.iter().enumerate().map(|(n, date)| event(&n.to_string(), &format!("{date}: {n}: It happens.")));
        let story = authored::Story { events: events.collect(), questions: Vec::new(), ..story() };
        let story = compile(&story).unwrap();
        assert_eq!(ids(story.events.iter().map(|e| &e.id)), order, "{dates:?}");
    }
}

#[test]
fn terms_are_in_alphabetical_order_with_their_letters_and_back_links() {
    let story = compile(&story()).unwrap();
    assert_eq!(ids(story.terms.iter().map(|t| &t.label)), ["“179”", "Almaty", "the exposé", "KNB"]);
    let knb = &story.terms[3];
    assert_eq!(knb.forms, ["National Security Committee"]);
    // Headlines and questions are texts that mention terms too, though they hold no links.
    assert_eq!((&knb.in_events, &knb.in_questions), (&vec![2, 3], &vec![0]));
    assert_eq!(story.terms[1].in_questions, [0]);
    assert_eq!(knb.definition, [Inline::Plain("KNB, the committee.".to_owned())]);
    assert_eq!(story.standfirst[1], Inline::Term { term: 3, words: "KNB".to_owned() });
    assert_eq!(plain(&story.events[3].summary), "The KNB and Almaty, after the KNB.");
}

#[test]
fn a_term_is_filed_under_its_sort_key() {
    let mut story = story();
    story.terms[2].sort = Some("Zhetysu, Almaty of".to_owned());
    let story = compile(&story).unwrap();
    assert_eq!(ids(story.terms.iter().map(|t| &t.label)), ["“179”", "the exposé", "KNB", "Almaty"]);
    assert_eq!(unpack(&pack(&story).unwrap()).unwrap(), story);
}

#[test]
fn a_compiled_story_packs() {
    let story = compile(&story()).unwrap();
    assert_eq!(unpack(&pack(&story).unwrap()).unwrap(), story);
    assert!(story.folds.letters.iter().any(|(c, folded)| (*c, folded.as_str()) == ('é', "e")));
    let empty = authored::Story { events: Vec::new(), terms: Vec::new(), questions: Vec::new(), ..self::story() };
    assert!(pack(&compile(&empty).unwrap()).is_ok());
}

#[test]
fn a_language_without_words_shows_dates_in_english() {
    let story = compile(&authored::Story { lang: "la".to_owned(), ..story() }).unwrap();
    assert_eq!(story.updated, "23\u{a0}November 2026");
    assert_eq!(story.groups[0].label, "1984");
    assert_eq!(story.events[2].when.words(), "→: Held");
}

#[test]
fn what_cannot_be_compiled_says_why() {
    let broken = |damage: fn(&mut authored::Story)| {
        let mut story = story();
        damage(&mut story);
        compile(&story).unwrap_err().to_string()
    };
    for (error, message) in [
        (
            broken(|s| s.events[0].lane = Some("x".to_owned())),
            "no lane has the id `x`; define it or correct the spelling",
        ),
        (
            broken(|s| s.events[0].themes.push("x".to_owned())),
            "no theme has the id `x`; define it or correct the spelling",
        ),
        (broken(|s| s.terms[0].see.push("x".to_owned())), "no term has the id `x`; define it or correct the spelling"),
        (
            broken(|s| s.questions[0].events.push("x".to_owned())),
            "no event has the id `x`; define it or correct the spelling",
        ),
        (broken(|s| s.standfirst = marked("[[x]]")), "no term has the id `x`; define it or correct the spelling"),
        (
            broken(|s| s.events[2] = event("held", "after questioned: Held: In Almaty.")),
            "the event `questioned` follows itself by way of `after`; give one event of the circle a date",
        ),
        (
            broken(|s| s.sources = vec![source("001"); 256]),
            "the story has 256 sources; 255 is the most one story can hold, so cut it in two",
        ),
        (
            broken(|s| s.questions = vec![s.questions[0].clone(); 65_536]),
            "the story has 65536 questions; 65535 is the most one story can hold, so cut it in two",
        ),
        (
            broken(|s| s.terms[0].forms.push("KNB".to_owned())),
            "`expose` and `knb` both list the form “KNB”; keep it in the one that texts mean by it and list it under \
             `search` in the other",
        ),
    ] {
        assert_eq!(error, message);
    }
}
