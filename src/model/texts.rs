//! Every text of a compiled story, one after another: the one list that packing, search and its folding go by.

use super::{Claim, Story, Text, When};

/// The entry or other part of a story that a text belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// The story's head, its labels, sources and revisions, and captions of media, which no search goes through.
    Record,
    /// An event.
    Event,
    /// A term.
    Term,
    /// A question and its accounts.
    Question,
    /// A voice.
    Voice,
}

/// A text by its use.
#[derive(Debug, Clone, Copy)]
pub enum Words<'a> {
    /// The heading of an entry, before all its other texts: every entry has one.
    Heading(&'a str),
    /// Another spelling of a term, or another name of an event.
    Spelling(&'a str),
    /// The words of an event's date, directly behind its heading.
    Date(&'a str),
    /// Words without links.
    Plain(&'a str),
    /// Words with links.
    Running(&'a Text),
}

/// Calls `visit` for every text: those of the entries, then those of the record.
pub fn for_each_text<'a>(story: &'a Story, visit: &mut dyn FnMut(Owner, Words<'a>)) {
    for_each_entry_text(story, visit);
    record(story, visit);
}

/// Calls `visit` for every text that a search goes through: of events, terms, questions and voices, each in the story's
/// order.
pub fn for_each_entry_text<'a>(story: &'a Story, visit: &mut dyn FnMut(Owner, Words<'a>)) {
    for event in &story.events {
        visit(Owner::Event, Words::Heading(&event.headline));
        visit(
            Owner::Event,
            match &event.when {
                When::Dated(date) => Words::Date(&date.words),
                When::After { words, .. } => Words::Plain(words),
            },
        );
        for words in &event.search {
            visit(Owner::Event, Words::Spelling(words));
        }
        if let Some(words) = &event.short {
            visit(Owner::Event, Words::Plain(words));
        }
        visit(Owner::Event, Words::Running(&event.summary));
        claim(Owner::Event, &event.claim, visit);
    }
    for term in &story.terms {
        visit(Owner::Term, Words::Heading(&term.label));
        for spelling in term.forms.iter().chain(&term.search) {
            visit(Owner::Term, Words::Spelling(spelling));
        }
        visit(Owner::Term, Words::Running(&term.definition));
        claim(Owner::Term, &term.claim, visit);
    }
    for question in &story.questions {
        visit(Owner::Question, Words::Heading(&question.asks));
        visit(Owner::Question, Words::Running(&question.context));
        for account in &question.accounts {
            visit(Owner::Question, Words::Running(&account.says));
            claim(Owner::Question, &account.claim, visit);
        }
    }
    for voice in &story.voices {
        visit(Owner::Voice, Words::Heading(&voice.name));
        visit(Owner::Voice, Words::Running(&voice.role));
        visit(Owner::Voice, Words::Running(&voice.holds));
        claim(Owner::Voice, &voice.claim, visit);
    }
}

/// Not inlined: four callers would weigh 100 bytes more, compressed.
#[inline(never)]
fn claim<'a>(owner: Owner, claim: &'a Claim, visit: &mut dyn FnMut(Owner, Words<'a>)) {
    for words in [&claim.claimant, &claim.inferred].into_iter().flatten() {
        visit(owner, Words::Plain(words));
    }
}

fn record<'a>(story: &'a Story, visit: &mut dyn FnMut(Owner, Words<'a>)) {
    let mut words = |words: &'a str| visit(Owner::Record, Words::Plain(words));
    words(&story.title);
    for label in story.themes.iter().chain(&story.lanes).chain(&story.topics) {
        words(&label.label);
    }
    for chapter in &story.chapters {
        words(&chapter.label);
    }
    for source in &story.sources {
        for printed in [&source.label, &source.title] {
            words(printed);
        }
        for printed in [&source.kind, &source.publisher, &source.author].into_iter().flatten() {
            words(printed);
        }
    }
    let mut running = |text: &'a Text| visit(Owner::Record, Words::Running(text));
    running(&story.standfirst);
    running(&story.report);
    for paragraph in &story.about {
        running(paragraph);
    }
    for source in &story.sources {
        running(&source.description);
    }
    for revision in &story.revisions {
        running(&revision.says);
    }
    running(&story.media);
    for media in story.events.iter().map(|event| &event.media).chain(story.terms.iter().map(|term| &term.media)) {
        running(media);
    }
}
