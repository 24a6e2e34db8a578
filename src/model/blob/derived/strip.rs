//! Strips derived fields before writing.

use super::abbreviation::abbreviate;
use super::{initial, named_by};
use crate::model::Story;

/// The story with its derived fields emptied or abbreviated.
pub(in super::super) fn strip_derived(story: &Story) -> Story {
    let mut short = story.clone();
    for label in short.themes.iter_mut().chain(&mut short.lanes).chain(&mut short.topics) {
        label.id = abbreviate(&label.id, &label.label);
    }
    for era in &mut short.eras {
        era.id = abbreviate(&era.id, &era.label);
    }
    for event in &mut short.events {
        event.id = abbreviate(&event.id, &named_by(event));
        event.questions.clear();
    }
    for term in &mut short.terms {
        term.id = abbreviate(&term.id, &term.label);
        if initial(&term.label).into_iter().eq(term.letter.chars()) {
            term.letter.clear();
        }
        term.in_events.clear();
        term.in_questions.clear();
    }
    for voice in &mut short.voices {
        voice.id = abbreviate(&voice.id, &voice.name);
    }
    let mut before = 0;
    for group in &mut short.groups {
        let words = short.events.get(group.first as usize).map_or("", |event| event.when.words());
        group.label = abbreviate(&group.label, words);
        group.first = group.first.wrapping_sub(std::mem::replace(&mut before, group.first));
    }
    let mut next = 0_u32;
    for event in &mut short.axis {
        let distance = event.wrapping_sub(next).cast_signed();
        next = event.wrapping_add(1);
        *event = ((distance << 1) ^ (distance >> 31)).cast_unsigned();
    }
    for question in &mut short.questions {
        question.id = abbreviate(&question.id, &question.asks);
        let mut before = 0;
        for event in &mut question.events {
            *event = event.wrapping_sub(std::mem::replace(&mut before, *event));
        }
    }
    short
}
