//! The entries of a story that mention a term.

use super::{Hit, Results};
use crate::model::{Inline, Story};

/// Returns every entry that mentions a term, in the story's order.
pub fn mentions(story: &Story, term: usize) -> Results {
    let mut found = Results::default();
    if let Some(term) = story.terms.get(term) {
        for (list, entries) in [(&mut found.events, &term.in_events), (&mut found.questions, &term.in_questions)] {
            for entry in entries {
                push(list, *entry as usize);
            }
        }
    }
    for (index, other) in story.terms.iter().enumerate() {
        if links(&other.definition, term) {
            push(&mut found.terms, index);
        }
    }
    for (index, voice) in story.voices.iter().enumerate() {
        if links(&voice.role, term) || links(&voice.holds, term) {
            push(&mut found.voices, index);
        }
    }
    found
}

/// Not inlined: growing the list is most of the code.
#[inline(never)]
fn push(list: &mut Vec<Hit>, index: usize) {
    list.push(Hit { index });
}

fn links(text: &[Inline], to: usize) -> bool {
    text.iter().any(|inline| matches!(inline, Inline::Term { term, .. } if usize::from(*term) == to))
}
