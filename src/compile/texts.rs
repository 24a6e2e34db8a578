//! Every text of a story, one after another.

use crate::model;
use crate::story::authored;
use crate::story::text::{Marked, Piece};

/// All the running text of an authored story, as printed.
pub fn prose(story: &authored::Story) -> impl Iterator<Item = &str> {
    let events = story.events.iter().flat_map(|event| words(&event.summary).chain([event.headline.as_str()]));
    let terms = story.terms.iter().flat_map(|term| words(&term.definition));
    let questions = story.questions.iter().flat_map(|question| {
        let accounts = question.accounts.iter().flat_map(|account| words(&account.says));
        accounts.chain(words(&question.context)).chain([question.asks.as_str()])
    });
    let voices = story.voices.iter().flat_map(|voice| words(&voice.role).chain(words(&voice.holds)));
    let about = story.about.iter().flat_map(words).chain(words(&story.standfirst)).chain(words(&story.report));
    events.chain(terms).chain(questions).chain(voices).chain(about)
}

fn words(text: &Marked) -> impl Iterator<Item = &str> {
    text.iter().filter_map(|piece| match piece {
        Piece::Plain(words) | Piece::Unlinked(words) => Some(words.as_str()),
        Piece::Link { words, .. } => words.as_deref(),
    })
}

/// Every text a search may look through or a letter may come from.
pub fn searchable(story: &model::Story) -> impl Iterator<Item = &str> {
    let events = story
        .events
        .iter()
        .flat_map(|e| printed(&e.summary).chain([e.headline.as_str(), e.when.words()]).chain(names(&e.claim)));
    let terms = story.terms.iter().flat_map(|t| {
        let spellings = t.forms.iter().chain(&t.search).chain([&t.label]).map(String::as_str);
        printed(&t.definition).chain(spellings).chain(names(&t.claim))
    });
    let questions = story.questions.iter().flat_map(|q| {
        let accounts = q.accounts.iter().flat_map(|a| printed(&a.says).chain(names(&a.claim)));
        accounts.chain(printed(&q.context)).chain([q.asks.as_str()])
    });
    let voices = story.voices.iter().flat_map(|v| printed(&v.role).chain(printed(&v.holds)).chain([v.name.as_str()]));
    events.chain(terms).chain(questions).chain(voices).chain([story.title.as_str()])
}

fn printed(text: &[model::Inline]) -> impl Iterator<Item = &str> {
    text.iter().map(|inline| match inline {
        model::Inline::Plain(words) | model::Inline::Term { words, .. } => words.as_str(),
    })
}

fn names(claim: &model::Claim) -> impl Iterator<Item = &str> {
    claim.claimant.iter().chain(&claim.inferred).map(String::as_str)
}
