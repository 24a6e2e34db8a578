//! Everything a story says: statements, which cites must bear out, and all other prose.

use std::collections::BTreeMap;

use crate::story::authored::{At, Claim, Span, Story};
use crate::story::edtf::Edtf;
use crate::story::text::{Marked, Piece};
use crate::story::texts::{Owner, Words, for_each_text};

/// Words under a key of a row.
pub(in crate::story) struct Text<'a> {
    /// Where the row begins.
    pub(in crate::story) at: &'a Span,
    /// Id of the entry; "story" for the head.
    pub(in crate::story) about: &'a str,
    pub(in crate::story) key: &'static str,
    /// As a reader sees them.
    pub(in crate::story) words: String,
}

impl Text<'_> {
    /// Whether it tells who makes the statement.
    pub(in crate::story) fn is_attribution(&self) -> bool {
        matches!(self.key, "claimant" | "attributed_to")
    }
}

/// A row that says something and cites who says so.
pub(in crate::story) struct Statement<'a> {
    /// "the event `x`".
    pub(in crate::story) what: String,
    pub(in crate::story) texts: Vec<Text<'a>>,
    pub(in crate::story) claim: &'a Claim,
    pub(in crate::story) date: Option<&'a At<Edtf>>,
}

/// Prints marked text as a reader sees it.
pub(in crate::story) struct Printer<'a>(BTreeMap<&'a str, &'a str>);

impl<'a> Printer<'a> {
    pub(in crate::story) fn new(story: &'a Story) -> Self {
        Self(story.terms.iter().map(|term| (term.id.as_str(), term.label.as_str())).collect())
    }

    pub(in crate::story) fn print(&self, text: &Marked) -> String {
        text.iter()
            .map(|piece| match piece {
                Piece::Plain(words) | Piece::Unlinked(words) | Piece::Link { words: Some(words), .. } => words.as_str(),
                Piece::Link { id, words: None } => self.0.get(id.as_str()).copied().unwrap_or_default(),
                Piece::Open(_) | Piece::Web(_) | Piece::Close => "",
            })
            .collect()
    }
}

/// All statements, in the order of the files, and the editors' other prose. `head` is where `[story]` stands.
pub(in crate::story) fn texts<'a>(
    story: &'a Story,
    head: &'a Span,
    printer: &Printer<'_>,
) -> (Vec<Statement<'a>>, Vec<Text<'a>>) {
    let mut statements: Vec<Statement<'a>> = Vec::new();
    let mut prose = Vec::new();
    for_each_text(story, &mut |text| {
        let words = match text.words {
            Words::Plain(words) => words.to_owned(),
            Words::Marked(text) => printer.print(text),
        };
        let owner = text.owner;
        let printed = Text { at: owner.at().unwrap_or(head), about: owner.id(), key: text.key, words };
        match (owner, text.key) {
            // Spellings, and what a document prints itself.
            (Owner::Term(_), "label" | "forms" | "search")
            | (Owner::Event(_), "search")
            | (Owner::Source(_), "label" | "title" | "kind" | "publisher" | "author") => {}
            // What a picture shows, and whose it is, is no statement of the sources.
            (_, "inferred" | "alt" | "title" | "caption" | "credit" | "licence") => prose.push(printed),
            _ => match (owner.claim(), statements.last_mut()) {
                (None, _) => prose.push(printed),
                (Some(claim), Some(statement)) if std::ptr::eq(statement.claim, claim) => statement.texts.push(printed),
                (Some(claim), _) => {
                    statements.push(Statement { what: owner.name(), texts: vec![printed], claim, date: owner.date() });
                }
            },
        }
    });
    (statements, prose)
}

/// Every claim, with the entry that makes it and, where it is a voice, its name.
pub(in crate::story) fn claims(story: &Story) -> impl Iterator<Item = (&str, &Span, Option<&str>, &Claim)> {
    let events = story.events.iter().map(|event| (event.id.as_str(), &event.at, None, &event.claim));
    let terms = story.terms.iter().map(|term| (term.id.as_str(), &term.at, None, &term.claim));
    let accounts = story.questions.iter().flat_map(|question| {
        question.accounts.iter().map(|account| (question.id.as_str(), &account.at, None, &account.claim))
    });
    let voices =
        story.voices.iter().map(|voice| (voice.id.as_str(), &voice.at, Some(voice.name.as_str()), &voice.claim));
    events.chain(terms).chain(accounts).chain(voices)
}
