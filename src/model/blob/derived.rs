//! Fields derived from the rest of a story: stripped before writing, restored after reading.
//!
//! - Backlinks ([`rebuild_backlinks`]).
//! - Signed distances of the axis's indices, which mostly ascend, are written, not the indices.

use crate::model::{Story, rebuild_backlinks};

pub(super) fn story(story: &mut Story) {
    let mut next = 0_u32;
    for event in &mut story.axis {
        // Zigzag: the lowest bit is the sign.
        *event = next.wrapping_add((*event >> 1) ^ 0_u32.wrapping_sub(*event & 1));
        next = event.wrapping_add(1);
    }
    rebuild_backlinks(story);
}

/// The story with its derived fields emptied, and distances in the axis.
pub(super) fn strip_derived(story: &Story) -> Story {
    let mut short = story.clone();
    for event in &mut short.events {
        event.questions.clear();
    }
    for term in &mut short.terms {
        term.in_events.clear();
        term.in_questions.clear();
    }
    let mut next = 0_u32;
    for event in &mut short.axis {
        let distance = event.wrapping_sub(next).cast_signed();
        next = event.wrapping_add(1);
        *event = ((distance << 1) ^ (distance >> 31)).cast_unsigned();
    }
    short
}
