//! Fields derived from the rest of a story: stripped before writing, restored after reading.
//!
//! - Backlinks ([`rebuild_backlinks`]).
//! - The headline with which an undated event's words end ([`super::dates`]).
//! - Distances of ascending indices are written, not the indices; of the axis, which mostly ascends, signed ones.
//! - Words of ids and of groups' labels, which are mostly words of what they name ([`abbreviated`]).
//! - The letter of a term, which is mostly the first of its headword.

mod abbreviation;
mod strip;

use crate::model::{Era, Event, Label, Question, Story, Term, Voice, joined, rebuild_backlinks};
use abbreviation::expand;
pub(super) use strip::strip_derived;

pub(super) fn label(label: &mut Label) {
    expand(&mut label.id, &label.label);
}

pub(super) fn era(era: &mut Era) {
    expand(&mut era.id, &era.label);
}

pub(super) fn event(event: &mut Event) {
    let name = named_by(event);
    expand(&mut event.id, &name);
}

pub(super) fn term(term: &mut Term) {
    expand(&mut term.id, &term.label);
    if term.letter.is_empty() {
        term.letter.extend(initial(&term.label));
    }
}

pub(super) fn question(question: &mut Question) {
    expand(&mut question.id, &question.asks);
    let mut before = 0_u32;
    for event in &mut question.events {
        before = before.wrapping_add(*event);
        *event = before;
    }
}

pub(super) fn voice(voice: &mut Voice) {
    expand(&mut voice.id, &voice.name);
}

pub(super) fn story(story: &mut Story) {
    let mut next = 0_u32;
    for event in &mut story.axis {
        // Zigzag: the lowest bit is the sign.
        *event = next.wrapping_add((*event >> 1) ^ 0_u32.wrapping_sub(*event & 1));
        next = event.wrapping_add(1);
    }
    let mut first = 0_u32;
    for group in &mut story.groups {
        first = first.wrapping_add(group.first);
        group.first = first;
        expand(&mut group.label, story.events.get(first as usize).map_or("", |event| event.when.words()));
    }
    rebuild_backlinks(story);
}

/// The words that ids of events are made of.
fn named_by(event: &Event) -> String {
    joined(&[&event.headline, " ", event.when.words()])
}

/// The letter a headword begins with, as a capital where it is ASCII.
fn initial(label: &str) -> Option<char> {
    label.chars().next().map(|first| first.to_ascii_uppercase())
}
