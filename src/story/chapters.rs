//! The days of chapters and the events in them, for the checks and the compiler.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::authored::{Chapter, Event, When};
use super::edtf::{Edtf, Lexicon};
use super::order::Placed;
use crate::model::{Day, Ending};

/// The days that a chapter's date covers; an open end is as far as days go.
pub fn days(when: &Edtf) -> RangeInclusive<Day> {
    let date = when.date(&Lexicon::ISO);
    let from = if date.starts == Ending::Known { date.begin.earliest } else { Day::MIN };
    let to = if date.ends == Ending::Known { date.end.latest } else { Day::MAX };
    from..=to
}

/// The chapter of each event, as an index into `chapters`, in the order of `events`: the one it names, or that of the
/// event it follows without a date of its own, or the first that covers the day it stands at.
pub fn chapters_of(events: &[&Event], placed: &[Placed], chapters: &[&Chapter]) -> Vec<Option<usize>> {
    let all: Vec<RangeInclusive<Day>> = chapters.iter().map(|chapter| days(&chapter.when.value)).collect();
    let indices: BTreeMap<&str, usize> = events.iter().enumerate().map(|(n, event)| (event.id.as_str(), n)).collect();
    let mut found = vec![None; events.len()];
    // In reading order, so that what an event follows is settled before it.
    for at in placed {
        let Some(event) = events.get(at.event) else { continue };
        let leader = match &event.when {
            When::After(leader) => indices.get(leader.value.as_str()).copied(),
            When::Dated { .. } => None,
        };
        let chapter = match (&event.chapter, leader) {
            (Some(named), _) => chapters.iter().position(|chapter| chapter.id == *named),
            (None, Some(leader)) => found.get(leader).copied().flatten(),
            (None, None) => all.iter().position(|days| days.contains(&at.day())),
        };
        if let Some(found) = found.get_mut(at.event) {
            *found = chapter;
        }
    }
    found
}
