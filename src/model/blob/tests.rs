use super::header::{checksum, seal};
use super::*;

mod large;

use crate::model::sample::{dates, stories};
use crate::model::{Attribute, Bounds, Chapter, Cite, Date, Inline, Mark, Shape, When, rebuild_backlinks};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

/// Some stories, the same at every run.
fn some_stories(count: usize) -> Vec<Story> {
    let mut runner = TestRunner::deterministic();
    (0..count).map(|_| stories().new_tree(&mut runner).unwrap().current()).collect()
}

fn some_date() -> Date {
    dates().new_tree(&mut TestRunner::deterministic()).unwrap().current()
}

#[test]
fn the_header_is_as_documented() {
    let story = some_stories(1).remove(0);
    let blob = pack(&story).unwrap();
    assert_eq!(blob[..8], *b"BKST\x0b\x00\x00\x00");
    assert_eq!(blob[8..16], checksum(&blob[16..]).to_le_bytes());
    // FNV-1a's published test vectors.
    assert_eq!(checksum(b""), 0xcbf2_9ce4_8422_2325);
    assert_eq!(checksum(b"foobar"), 0x8594_4171_f739_67e8);
}

#[test]
fn every_cut_and_every_flipped_bit_is_noticed() {
    for story in some_stories(6) {
        let blob = pack(&story).unwrap();
        for cut in 0..blob.len() {
            let error = unpack(&blob[..cut]).unwrap_err();
            assert_eq!(error, if cut < 4 { BlobError::NotABlob } else { BlobError::Damaged }, "cut at {cut}");
        }
        for bit in 0..blob.len() * 8 {
            let mut flipped = blob.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            let result = unpack(&flipped);
            match bit / 8 {
                0..4 => assert_eq!(result, Err(BlobError::NotABlob)),
                4 => assert_eq!(result, Err(BlobError::Version(flipped[4]))),
                // The minor version and the spare bytes are for later writers.
                5..8 => assert_eq!(result.as_ref(), Ok(&story)),
                _ => assert_eq!(result, Err(BlobError::Damaged)),
            }
        }
    }
}

#[test]
fn only_this_generation_is_read() {
    let mut blob = pack(&some_stories(1)[0]).unwrap();
    for major in (0..=255).filter(|major| *major != MAJOR) {
        blob[4] = major;
        assert_eq!(unpack(&blob), Err(BlobError::Version(major)));
    }
}

#[test]
fn trailing_bytes_are_damage() {
    let blob = pack(&some_stories(1)[0]).unwrap();
    assert_eq!(unpack(&[&blob[..], b"x"].concat()), Err(BlobError::Damaged));
}

/// Lets the first question alone bear on events.
fn bear(story: &mut Story, events: &[u32]) {
    story.questions.iter_mut().for_each(|question| question.events.clear());
    story.questions[0].events = events.to_vec();
    rebuild_again(story);
}

fn rebuild_again(story: &mut Story) {
    story.events.iter_mut().for_each(|event| event.questions.clear());
    for term in &mut story.terms {
        term.in_events.clear();
        term.in_questions.clear();
    }
    rebuild_backlinks(story);
}

#[test]
fn backlinks_that_point_nowhere_are_refused() {
    let is_full = |s: &Story| s.events.len() > 1 && !s.terms.is_empty();
    let story = some_stories(40).into_iter().find(is_full).unwrap();
    let breaks: &[fn(&mut Story)] = &[
        |s| s.events[0].questions = vec![200],
        |s| s.events[1].when = When::After { event: 1, words: s.events[1].headline.clone() },
        |s| s.terms[0].in_events = vec![200],
        |s| s.terms[0].in_questions = vec![200],
    ];
    for (n, damage) in breaks.iter().enumerate() {
        let mut broken = story.clone();
        damage(&mut broken);
        assert_eq!(pack(&broken), Err(BlobError::Invalid), "break {n}");
    }
}

fn chapter(from: i64, to: i64) -> Chapter {
    Chapter { id: String::from("a"), label: String::from("A"), from, to }
}

#[test]
fn indices_that_point_nowhere_are_refused() {
    let story = some_stories(40)
        .into_iter()
        .find(|s| s.events.len() > 1 && s.terms.len() > 1 && !s.questions.is_empty())
        .unwrap();
    let breaks: &[fn(&mut Story)] = &[
        |s| s.events[0].lane = 200,
        |s| s.events[0].chapter = Some(200),
        |s| s.leads = vec![200],
        |s| s.leads = vec![1, 0],
        |s| s.chapters = vec![chapter(0, 9), chapter(9, 12)],
        |s| s.chapters = vec![chapter(9, 0)],
        |s| s.events[0].themes = vec![200],
        |s| bear(s, &[200]),
        |s| bear(s, &[1, 0]),
        |s| s.events[0].when = When::After { event: 200, words: String::new() },
        |s| s.events[0].when = When::After { event: 1, words: s.events[1].headline.clone() },
        |s| s.events[0].when = When::Dated(Date { shape: Shape::OneOf(Vec::new()), ..some_date() }),
        |s| s.events[0].when = When::Dated(Date { minute: Some(1440), ..some_date() }),
        |s| s.events[0].when = When::Dated(Date { begin: Bounds { earliest: 1, latest: 0 }, ..some_date() }),
        |s| s.events[0].when = When::Dated(Date { end: Bounds { earliest: 0, latest: i64::MAX }, ..some_date() }),
        |s| s.events[0].claim.cites = vec![Cite { source: 200, paragraph: 1 }],
        |s| s.events[0].summary = vec![Inline::Term { term: 200, words: String::new() }],
        |s| s.terms[0].see = vec![200],
        |s| s.events[0].in_heading = vec![200],
        |s| s.questions[0].in_heading = vec![200],
        |s| s.standfirst = vec![Inline::Close],
        |s| s.events[0].summary = vec![Inline::Open(Mark::LINK)],
        |s| s.events[0].media = vec![Inline::Attribute(Attribute::SRC, String::new())],
        |s| s.terms[0].definition = vec![Inline::Close, Inline::Open(Mark::STRONG)],
        |s| s.standfirst = vec![Inline::Term { term: 200, words: String::new() }],
        |s| s.groups.clear(),
        |s| s.groups[0].first = 1,
        |s| s.groups[1].first = 200,
        |s| s.groups[1].first = 0,
    ];
    for (place, damage) in breaks.iter().enumerate() {
        let mut broken = story.clone();
        damage(&mut broken);
        rebuild_again(&mut broken);
        assert_eq!(pack(&broken), Err(BlobError::Invalid), "break {place}");
        let body = write_body(&broken).unwrap();
        assert_eq!(unpack(&seal(&body)), Err(BlobError::Invalid), "break {place}");
    }
}

proptest! {
    #[test]
    fn what_is_packed_is_unpacked(story in stories()) {
        let blob = pack(&story).unwrap();
        prop_assert_eq!(unpack(&blob).unwrap(), story);
    }

    #[test]
    fn arbitrary_bytes_are_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(unpack(&bytes).is_err());
    }

    /// Past the checksum the decoder itself meets anything.
    #[test]
    fn no_body_makes_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(story) = unpack(&seal(&bytes)) {
            prop_assert!(pack(&story).is_ok());
        }
    }

    #[test]
    fn a_damaged_body_makes_no_panic(story in stories(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut body = write_body(&story).unwrap();
        let at = at.index(body.len());
        body[at] = byte;
        if let Ok(story) = unpack(&seal(&body)) {
            prop_assert!(pack(&story).is_ok());
        }
    }
}
