//! The dates of events, and the order in which they are read.

use super::super::CompileError;
use crate::model;
use crate::story::authored;
use crate::story::edtf::{Lexicon, common_offset};
use crate::story::order::{OrderError, Placed, Stated, reading_order};
use std::collections::BTreeMap;

/// The dates of a story's events, in file order, on one clock.
pub(super) fn dates(story: &authored::Story, lexicon: &Lexicon) -> Vec<Option<model::Date>> {
    let clock = common_offset(story.events.iter().filter_map(authored::Event::date).map(|date| &date.value));
    let date = |event: &authored::Event| {
        let date = event.date()?.value.date_on_clock(lexicon, clock);
        let words = lexicon.unbroken(event.shown.as_ref().unwrap_or(&date.words));
        Some(model::Date { words, ..date })
    };
    story.events.iter().map(date).collect()
}

/// The reading order of a story's events.
pub(super) fn order(story: &authored::Story, dates: &[Option<model::Date>]) -> Result<Vec<Placed>, CompileError> {
    let indices: BTreeMap<&str, usize> = story.events.iter().zip(0..).map(|(e, n)| (e.id.as_str(), n)).collect();
    let index = |leader: &authored::At<String>| {
        let index = indices.get(leader.value.as_str()).copied();
        index.ok_or_else(|| CompileError::unknown("event", &leader.value))
    };
    let mut stated = Vec::with_capacity(dates.len());
    for (event, date) in story.events.iter().zip(dates) {
        let after = match &event.when {
            authored::When::Dated { after, .. } => after.as_ref(),
            authored::When::After(after) => Some(after),
        };
        stated.push(Stated { date: date.as_ref(), after: after.map(index).transpose()? });
    }
    reading_order(&stated).map_err(|errors| {
        let id = |index: usize| story.events.get(index).map(|event| event.id.clone()).unwrap_or_default();
        match errors.first() {
            Some(OrderError::Contradiction { event, earlier }) => {
                CompileError::Contradiction { event: id(*event), earlier: id(*earlier) }
            }
            Some(OrderError::Circle(events)) => {
                CompileError::Circle { event: events.first().copied().map(id).unwrap_or_default() }
            }
            None => CompileError::Circle { event: String::new() },
        }
    })
}
