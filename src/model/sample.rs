//! Arbitrary compiled stories for property tests: every index points somewhere, everything else is anything.

use super::*;
use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// Lengths of the lists that indices point into.
#[derive(Debug, Clone, Copy)]
struct Lengths {
    sources: usize,
    themes: usize,
    lanes: usize,
    chapters: usize,
    events: usize,
    terms: usize,
    questions: usize,
}

/// Any consistent story of a few entries each.
pub fn stories() -> impl Strategy<Value = Story> {
    (0..4usize, 0..4usize, 0..3usize, 0..3usize, 0..6usize, 0..6usize, 0..3usize).prop_flat_map(
        |(sources, themes, lanes, chapters, events, terms, questions)| {
            // An event has a lane, so there are none without one.
            let events = if lanes == 0 { 0 } else { events };
            story(Lengths { sources, themes, lanes, chapters, events, terms, questions })
        },
    )
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof!["[a-zA-Z ’-]{0,12}", "\\PC{0,6}", Just("Tokayev".to_owned()), Just("Қазақ ’Łódź".to_owned())]
}

fn index(len: usize) -> impl Strategy<Value = usize> {
    0..len.max(1)
}

fn wide(len: usize) -> impl Strategy<Value = Vec<u32>> {
    vec(index(len).prop_map(|i| u32::try_from(i).unwrap()), 0..=len.min(3))
}

/// Indices that ascend.
fn ascending(len: usize) -> impl Strategy<Value = Vec<u32>> {
    btree_set(index(len).prop_map(|i| u32::try_from(i).unwrap()), 0..=len.min(3))
        .prop_map(|set| set.into_iter().collect())
}

fn narrow(len: usize) -> impl Strategy<Value = Vec<u8>> {
    vec(index(len).prop_map(|i| u8::try_from(i).unwrap()), 0..=len.min(3))
}

fn text(n: Lengths) -> impl Strategy<Value = Text> {
    let link = (index(n.terms), words()).prop_map(move |(term, words)| {
        if n.terms == 0 { Inline::Plain(words) } else { Inline::Term { term: u16::try_from(term).unwrap(), words } }
    });
    (vec(prop_oneof![words().prop_map(Inline::Plain), link], 0..4), marks()).prop_map(|(pieces, marks)| {
        let mut text = Text::new();
        let ends = marks.iter().filter(|mark| matches!(mark, Inline::Open(_))).count();
        let ends = vec![Inline::Close; ends];
        for piece in marks.into_iter().chain(pieces).chain(ends) {
            match (text.last_mut(), piece) {
                (_, Inline::Plain(words)) if words.is_empty() => {}
                (Some(Inline::Plain(before)), Inline::Plain(words)) => before.push_str(&words),
                (_, piece) => text.push(piece),
            }
        }
        text
    })
}

/// What begins a marked text: marks, each with attributes.
fn marks() -> impl Strategy<Value = Text> {
    let marks = [
        Mark::PARAGRAPH,
        Mark::QUOTE,
        Mark::LIST,
        Mark::NUMBERED,
        Mark::ITEM,
        Mark::EMPHASIS,
        Mark::STRONG,
        Mark::BREAK,
        Mark::LINK,
        Mark::FIGURE,
        Mark::CAPTION,
        Mark::SMALL,
        Mark::IMAGE,
        Mark::VIDEO,
        Mark::AUDIO,
        Mark::CARD,
    ];
    let attributes = [
        Attribute::HREF,
        Attribute::ALT,
        Attribute::LABEL,
        Attribute::WIDTH,
        Attribute::HEIGHT,
        Attribute::POSTER,
        Attribute::SIZES,
        Attribute::SRCSET,
        Attribute::SRC,
        Attribute::FOCUS,
    ];
    let attribute = (select(attributes.to_vec()), words()).prop_map(|(name, value)| Inline::Attribute(name, value));
    let mark = (select(marks.to_vec()), vec(attribute, 0..3))
        .prop_map(|(mark, attributes)| [vec![Inline::Open(mark)], attributes].concat());
    vec(mark, 0..3).prop_map(|marks| marks.concat())
}

fn cites(n: Lengths) -> impl Strategy<Value = Vec<Cite>> {
    let cite = (index(n.sources), any::<u16>());
    vec(cite.prop_map(|(s, paragraph)| Cite { source: u8::try_from(s).unwrap(), paragraph }), 0..=n.sources.min(2))
}

fn claim(n: Lengths) -> impl Strategy<Value = Claim> {
    (select(Status::ALL.to_vec()), option::of(words()), cites(n), option::of(words()))
        .prop_map(|(status, claimant, cites, inferred)| Claim { status, claimant, cites, inferred })
}

fn bounds() -> impl Strategy<Value = Bounds> {
    let day = || prop_oneof![-8_000_000_000_000..=8_000_000_000_000_i64, -1_000_000..40_000_i64];
    (day(), day()).prop_map(|(a, b)| Bounds { earliest: a.min(b), latest: a.max(b) })
}

/// Any date a blob can hold, sensible or not.
pub fn dates() -> impl Strategy<Value = Date> {
    let shape = prop_oneof![Just(Shape::Point), Just(Shape::Span), vec(bounds(), 1..3).prop_map(Shape::OneOf)];
    let ending = || select(vec![Ending::Known, Ending::Unknown, Ending::Open]);
    let qualifier = any::<(bool, bool)>().prop_map(|(approximate, uncertain)| Qualifier { approximate, uncertain });
    (shape, bounds(), bounds(), ending(), ending(), qualifier, option::of(0..1440u16), words()).prop_map(
        |(shape, begin, end, starts, ends, qualifier, minute, words)| Date {
            shape,
            begin,
            end,
            starts,
            ends,
            qualifier,
            minute,
            words,
        },
    )
}

fn event(n: Lengths) -> impl Strategy<Value = Event> {
    let when = prop_oneof![
        dates().prop_map(When::Dated),
        (index(n.events), words())
            .prop_map(|(event, words)| When::After { event: u32::try_from(event).unwrap(), words })
    ];
    let lane = index(n.lanes).prop_map(|i| u8::try_from(i).unwrap());
    let chapter = option::of(index(n.chapters)).prop_map(move |i| i.filter(|i| *i < n.chapters)?.try_into().ok());
    let labels = (words(), option::of(words()), vec(words(), 0..2));
    (
        words(),
        when,
        labels,
        (text(n), text(n)),
        claim(n),
        narrow(n.themes),
        (lane, chapter, any::<u8>(), any::<u8>()),
        1..4u8,
        wide(n.terms),
    )
        .prop_map(
            |(
                id,
                when,
                (headline, short, search),
                (summary, media),
                claim,
                themes,
                (lane, chapter, accounts, hue),
                importance,
                in_heading,
            )| {
                Event {
                    id,
                    when,
                    headline,
                    short,
                    search,
                    summary,
                    media,
                    claim,
                    themes,
                    lane,
                    chapter,
                    importance,
                    in_heading,
                    hue,
                    accounts,
                    questions: Vec::new(),
                }
            },
        )
}

fn term(n: Lengths) -> impl Strategy<Value = Term> {
    let spellings = || vec(words(), 0..3);
    (
        (words(), words(), select(TermKind::ALL.to_vec()), spellings(), spellings(), text(n), claim(n)),
        wide(n.terms),
        text(n),
    )
        .prop_map(|((id, label, kind, forms, search, definition, claim), see, media)| Term {
            id,
            label,
            kind,
            forms,
            search,
            definition,
            media,
            claim,
            see,
            in_events: Vec::new(),
            in_questions: Vec::new(),
        })
}

fn question(n: Lengths) -> impl Strategy<Value = Question> {
    let account = (text(n), claim(n)).prop_map(|(says, claim)| Account { says, claim });
    (words(), words(), text(n), vec(account, 0..3), ascending(n.events), 1..4u8, wide(n.terms)).prop_map(
        |(id, asks, context, accounts, events, importance, in_heading)| Question {
            id,
            asks,
            context,
            accounts,
            in_heading,
            events,
            importance,
        },
    )
}

fn voice(n: Lengths) -> impl Strategy<Value = Voice> {
    (words(), words(), any::<bool>(), text(n), text(n), narrow(n.themes), claim(n))
        .prop_map(|(id, name, named, role, holds, on, claim)| Voice { id, name, named, role, holds, on, claim })
}

fn source(n: Lengths) -> impl Strategy<Value = Source> {
    let maybe = || option::of(words());
    (
        [words(), words(), words()],
        [maybe(), maybe(), maybe(), maybe(), maybe()],
        vec(words(), 0..3),
        text(n),
        any::<u16>(),
    )
        .prop_map(
            |([id, label, title], [kind, publisher, author, published, url], missing, description, paragraphs)| {
                Source { id, label, title, kind, publisher, author, published, url, missing, description, paragraphs }
            },
        )
}

fn story(n: Lengths) -> impl Strategy<Value = Story> {
    let label = || (words(), words()).prop_map(|(id, label)| Label { id, label });
    let chapters = vec((words(), words(), 0..9_000_i64, 0..9_000_i64), n.chapters).prop_map(|list| {
        let mut next = -9_000;
        let chapter = |(id, label, gap, days)| {
            let from = next + gap;
            next = from + days + 1;
            Chapter { id, label, from, to: from + days }
        };
        list.into_iter().map(chapter).collect::<Vec<_>>()
    });
    let revision = (words(), text(n)).prop_map(|(date, says)| Revision { date, says });
    let groups = (vec(words(), n.events.min(2)), index(n.events)).prop_map(|(labels, second)| {
        let firsts = [0, second.max(1)];
        let groups = labels.into_iter().zip(firsts);
        groups.map(|(label, first)| Group { label, first: u32::try_from(first).unwrap() }).collect()
    });
    (
        (
            [words(), words(), words(), words()],
            (any::<bool>(), select(Evidence::ALL.to_vec()), text(n)),
            text(n),
            vec(text(n), 0..2),
            text(n),
        ),
        (
            [vec(label(), n.themes), vec(label(), n.lanes), vec(label(), n.themes)],
            (chapters, ascending(n.events)),
            vec(source(n), n.sources),
        ),
        (vec(event(n), n.events), groups, vec(term(n), n.terms), vec(question(n), n.questions)),
        (vec(voice(n), 0..2), vec(revision, 0..2), folds(), folds(), vec(words(), 0..3)),
    )
        .prop_map(
            |(
                ([id, lang, title, updated], (is_right_to_left, evidence, media), standfirst, about, report),
                ([themes, lanes, topics], (chapters, leads), sources),
                (events, groups, terms, questions),
                (voices, revisions, letters, latin, list),
            )| Story {
                id,
                lang,
                languages: topics.clone(),
                is_right_to_left,
                title,
                standfirst,
                about,
                report,
                updated,
                evidence,
                media,
                themes,
                lanes,
                topics,
                chapters,
                leads: leads.into_iter().filter(|lead| (*lead as usize) < events.len()).collect(),
                sources,
                axis: Vec::new(),
                events,
                groups,
                terms,
                questions,
                voices,
                revisions,
                folds: Folds { letters, latin }.into(),
                words: words::Words { list: whole(list) },
            },
        )
        .prop_map(settled)
}

/// The first words of an interface, and empty others.
fn whole(mut list: Vec<String>) -> Vec<String> {
    list.resize(words::COUNT, String::new());
    list
}

fn folds() -> impl Strategy<Value = Vec<(char, String)>> {
    vec((any::<char>(), words()), 0..3)
}

/// The story with what must agree made to agree: undated events follow earlier ones and end with
/// their headlines, references go both ways.
fn settled(mut story: Story) -> Story {
    let headlines: Vec<String> = story.events.iter().map(|event| event.headline.clone()).collect();
    for (index, event) in (0..).zip(&mut story.events) {
        match &mut event.when {
            When::After { words, .. } if index == 0 => {
                let day = Bounds { earliest: 0, latest: 0 };
                event.when = When::Dated(Date {
                    shape: Shape::Point,
                    begin: day,
                    end: day,
                    starts: Ending::Known,
                    ends: Ending::Known,
                    qualifier: Qualifier::default(),
                    minute: None,
                    words: words.clone(),
                });
            }
            When::After { event: leader, words } => {
                *leader %= index;
                words.push_str(&headlines[*leader as usize]);
            }
            When::Dated(_) => {}
        }
    }
    story.axis = axis_order(&story.events);
    rebuild_backlinks(&mut story);
    story
}
