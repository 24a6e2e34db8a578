//! Stated orders: `after` must lead to an event that can have been earlier, and never in a circle.

use std::collections::BTreeMap;

use crate::model::{Date, Day, Ending};
use crate::story::authored::{At, Event, When};
use crate::story::edtf::{Edtf, Lexicon};
use crate::story::problem::Problem;

/// Circles of `after`, and dates that contradict it.
pub(crate) fn order(events: Vec<&Event>) -> Vec<Problem> {
    let by_id: BTreeMap<&str, &Event> = events.iter().map(|event| (event.id.as_str(), *event)).collect();
    let mut problems = Vec::new();
    for event in events {
        let chain = chain(event, &by_id);
        if chain.last().is_some_and(|last| last.id == event.id) {
            report_circle(event, &chain, &mut problems);
        } else if let When::Dated { date, after: Some(after) } = &event.when {
            // Between two dated events there may be undated ones; the order holds through them.
            let earlier = chain.iter().find_map(|earlier| match &earlier.when {
                When::Dated { date, .. } => Some((*earlier, date)),
                When::After(_) => None,
            });
            if let Some((earlier, earlier_date)) = earlier
                && let (Some(last), Some(first)) = (last_day(&date.value), first_day(&earlier_date.value))
                && last < first
            {
                let message = format!("`{}` is dated before `{}`, which it is said to follow", event.id, earlier.id);
                problems.push(
                    Problem::error("order", date.span.clone(), message)
                        .help("put the dates right, or take out `after`")
                        .also(after.span.clone(), "the stated order")
                        .also(earlier_date.span.clone(), "the earlier event"),
                );
            }
        }
    }
    problems
}

/// The event an event follows.
fn after(event: &Event) -> Option<&At<String>> {
    match &event.when {
        When::Dated { after, .. } => after.as_ref(),
        When::After(after) => Some(after),
    }
}

/// The events an event follows, nearest first; ends where one comes round again.
fn chain<'a>(event: &'a Event, by_id: &BTreeMap<&str, &'a Event>) -> Vec<&'a Event> {
    let mut chain: Vec<&Event> = Vec::new();
    let mut at = event;
    while let Some(next) = after(at).and_then(|after| by_id.get(after.value.as_str())) {
        let is_round = next.id == event.id || chain.iter().any(|seen| seen.id == next.id);
        chain.push(next);
        if is_round {
            break;
        }
        at = next;
    }
    chain
}

/// A circle is reported once, at its event that stands first in the file.
fn report_circle(event: &Event, chain: &[&Event], problems: &mut Vec<Problem>) {
    if chain.iter().any(|other| other.at.bytes.start < event.at.bytes.start) {
        return;
    }
    let Some(stated) = after(event) else { return };
    let round: Vec<String> = chain.iter().map(|event| format!("`{}`", event.id)).collect();
    let message = format!("`{}` follows itself: after {}", event.id, round.join(", after "));
    let help = "give one of them a date, or let it follow another event";
    problems.push(Problem::error("circle", stated.span.clone(), message).help(help));
}

/// The first day on which an event can have begun.
fn first_day(date: &Edtf) -> Option<Day> {
    let date = date.date(&Lexicon::ISO);
    (date.starts == Ending::Known).then_some(date.begin.earliest)
}

/// The last day on which an event can have begun; where its beginning is open, the last on which it can have ended.
fn last_day(date: &Edtf) -> Option<Day> {
    let Date { starts, ends, begin, end, .. } = date.date(&Lexicon::ISO);
    match (starts, ends) {
        (Ending::Known, _) => Some(begin.latest),
        (_, Ending::Known) => Some(end.latest),
        _ => None,
    }
}
