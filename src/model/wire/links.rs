//! The table of links: every spelling under which a story's texts name a term, once, in the order of the headwords, which
//! most of them repeat.

use crate::model::{Inline, Story};
use std::collections::BTreeSet;

/// Words that stand for a term.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Link {
    /// Index into [`Story::terms`].
    pub term: u16,
    /// The words as texts print them.
    pub words: String,
}

/// The character that stands for the first link: the first that is no control character.
const FIRST: u32 = ' ' as u32;
/// No link has a character among the surrogates or behind them.
const MOST: usize = 0xd800 - FIRST as usize;

/// The number of the link that `place` stands for.
pub(super) fn number(place: char) -> usize {
    (place as usize).wrapping_sub(FIRST as usize)
}

/// The character that stands for a link, where it is in the table and the table is not too long.
pub(super) fn place(links: &[Link], term: u16, words: &str) -> Option<char> {
    let number = links.iter().position(|link| link.term == term && link.words == words)?;
    if number < MOST { char::from_u32(FIRST + number as u32) } else { None }
}

/// Every link of the story, in order of terms.
pub(super) fn of(story: &Story) -> Vec<Link> {
    let mut uses = BTreeSet::new();
    let mut note = |text: &[Inline]| {
        for inline in text {
            if let Inline::Term { term, words } = inline {
                uses.insert(Link { term: *term, words: words.clone() });
            }
        }
    };
    for text in story.about.iter().chain([&story.standfirst, &story.report]) {
        note(text);
    }
    story.sources.iter().for_each(|source| note(&source.description));
    story.events.iter().for_each(|event| note(&event.summary));
    story.terms.iter().for_each(|term| note(&term.definition));
    for question in &story.questions {
        note(&question.context);
        question.accounts.iter().for_each(|account| note(&account.says));
    }
    for voice in &story.voices {
        note(&voice.role);
        note(&voice.holds);
    }
    story.revisions.iter().for_each(|revision| note(&revision.says));
    uses.into_iter().collect()
}

/// The table as it is written: each term told by its distance from the one before.
pub(super) fn as_steps(links: &[Link]) -> Vec<Link> {
    let before = std::iter::once(0).chain(links.iter().map(|link| link.term));
    links
        .iter()
        .zip(before)
        .map(|(link, before)| Link { term: link.term - before, words: link.words.clone() })
        .collect()
}

/// The table that was written so.
pub(super) fn from_steps(mut links: Vec<Link>) -> Vec<Link> {
    let mut term = 0u16;
    for link in &mut links {
        term = term.wrapping_add(link.term);
        link.term = term;
    }
    links
}
