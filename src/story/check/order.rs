//! Stated orders: `after` must lead to an event that can have begun earlier, and never in a circle.

use std::collections::BTreeMap;

use crate::model::Date;
use crate::story::authored::{At, Event, When};
use crate::story::edtf::{Lexicon, common_offset};
use crate::story::order::{OrderError, Placed, Stated, reading_order};
use crate::story::problem::Problem;

/// Circles of `after`, and dates that contradict it. An `after` that names none of `events` is ignored.
pub(crate) fn order(events: &[&Event]) -> Vec<Problem> {
    let errors = placed(events).err().unwrap_or_default();
    errors.iter().filter_map(|error| problem(error, events)).collect()
}

/// The events in reading order, or what is wrong with it.
pub(super) fn placed(events: &[&Event]) -> Result<Vec<Placed>, Vec<OrderError>> {
    let indices: BTreeMap<&str, usize> = events.iter().enumerate().map(|(n, event)| (event.id.as_str(), n)).collect();
    let clock = common_offset(events.iter().filter_map(|event| event.date()).map(|date| &date.value));
    let on_clock = |event: &&Event| event.date().map(|date| date.value.date_on_clock(&Lexicon::ISO, clock));
    let dates: Vec<Option<Date>> = events.iter().map(on_clock).collect();
    let after = |event: &Event| after(event).and_then(|after| indices.get(after.value.as_str()).copied());
    let stated: Vec<Stated<'_>> =
        events.iter().zip(&dates).map(|(event, date)| Stated { date: date.as_ref(), after: after(event) }).collect();
    reading_order(&stated)
}

fn problem(error: &OrderError, events: &[&Event]) -> Option<Problem> {
    match error {
        OrderError::Circle(circle) => {
            let first = events.get(*circle.first()?)?;
            let round = circle.iter().skip(1).chain(circle.first());
            let round: Vec<String> = round.filter_map(|n| Some(format!("`{}`", events.get(*n)?.id))).collect();
            let message = format!("`{}` follows itself: after {}", first.id, round.join(", after "));
            let help = "let one of them follow another event, or give it a `date` in place of `after`";
            Some(Problem::error("circle", after(first)?.span.clone(), message).help(help))
        }
        OrderError::Contradiction { event, earlier } => {
            let (event, earlier) = (events.get(*event)?, events.get(*earlier)?);
            let (date, earlier_date) = (event.date()?, earlier.date()?);
            let message = format!(
                "`{}` ({}) is dated before `{}` ({}), which it is said to follow",
                event.id,
                date.value.as_str(),
                earlier.id,
                earlier_date.value.as_str()
            );
            Some(
                Problem::error("order", date.span.clone(), message)
                    .help("put the dates right, or take out `after`")
                    .also(after(event)?.span.clone(), "the stated order")
                    .also(earlier_date.span.clone(), "the earlier event"),
            )
        }
    }
}

/// The event an event follows.
fn after(event: &Event) -> Option<&At<String>> {
    match &event.when {
        When::Dated { after, .. } => after.as_ref(),
        When::After(after) => Some(after),
    }
}
