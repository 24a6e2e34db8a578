//! Backlinks: the entries that refer to an event or a term.

use super::{Inline, Story, Term};

/// Fills the empty lists of backlinks: the questions that bear on an event, and the entries that mention a term. Ignores
/// indices out of range.
pub fn rebuild_backlinks(story: &mut Story) {
    let Story { events, terms, questions, .. } = story;
    for (n, question) in (0..).zip(&mut *questions) {
        for event in &question.events {
            if let Some(event) = events.get_mut(*event as usize) {
                event.questions.push(n);
            }
        }
        note(terms, n, |term| &mut term.in_questions, &question.in_heading, &question.context);
        for account in &question.accounts {
            note(terms, n, |term| &mut term.in_questions, &[], &account.says);
        }
    }
    for (n, event) in (0..).zip(events) {
        note(terms, n, |term| &mut term.in_events, &event.in_heading, &event.summary);
    }
}

/// Notes that an entry names these terms and links those of the text. Entries come in order, so none is noted twice.
fn note(terms: &mut [Term], entry: u32, list: fn(&mut Term) -> &mut Vec<u32>, named: &[u32], text: &[Inline]) {
    let mut note = |term: u32| {
        if let Some(list) = terms.get_mut(term as usize).map(list)
            && list.last() != Some(&entry)
        {
            list.push(entry);
        }
    };
    for term in named {
        note(*term);
    }
    for inline in text {
        if let Inline::Term { term, .. } = inline {
            note((*term).into());
        }
    }
}
