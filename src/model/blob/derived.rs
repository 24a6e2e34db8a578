//! Fields derived from the rest of a story: stripped before writing, restored after reading.
//!
//! - Backlinks ([`rebuild_backlinks`]).
//! - The headline with which an undated event's words end ([`super::dates`]).
//! - Distances of ascending indices are written, not the indices; of the axis, which mostly ascends, signed ones.

use crate::model::{Question, Story, rebuild_backlinks};
use std::mem::replace;

pub(super) fn question(question: &mut Question) {
    let mut before = 0_u32;
    for event in &mut question.events {
        before = before.wrapping_add(*event);
        *event = before;
    }
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
    }
    rebuild_backlinks(story);
}

/// The story with its derived fields emptied, and distances in place of ascending indices.
pub(super) fn strip_derived(story: &Story) -> Story {
    let mut short = story.clone();
    for event in &mut short.events {
        event.questions.clear();
    }
    for term in &mut short.terms {
        term.in_events.clear();
        term.in_questions.clear();
    }
    let mut before = 0;
    for group in &mut short.groups {
        group.first = group.first.wrapping_sub(replace(&mut before, group.first));
    }
    let mut next = 0_u32;
    for event in &mut short.axis {
        let distance = event.wrapping_sub(next).cast_signed();
        next = event.wrapping_add(1);
        *event = ((distance << 1) ^ (distance >> 31)).cast_unsigned();
    }
    for question in &mut short.questions {
        let mut before = 0;
        for event in &mut question.events {
            *event = event.wrapping_sub(replace(&mut before, *event));
        }
    }
    short
}
