//! Everything a story says: statements, which cites must bear out, and all other prose.

use std::collections::BTreeMap;

use crate::story::authored::{At, Claim, Span, Story, When};
use crate::story::edtf::Edtf;
use crate::story::text::{Marked, Piece};

/// Words under a key of a row.
pub(super) struct Text<'a> {
    /// Where the row begins.
    pub(super) at: &'a Span,
    pub(super) key: &'static str,
    /// As a reader sees them.
    pub(super) words: String,
}

impl Text<'_> {
    /// Whether it tells who makes the statement.
    pub(super) fn is_attribution(&self) -> bool {
        matches!(self.key, "claimant" | "attributed_to")
    }
}

/// A row that says something and cites who says so.
pub(super) struct Statement<'a> {
    /// "the event `x`".
    pub(super) what: String,
    pub(super) texts: Vec<Text<'a>>,
    pub(super) claim: &'a Claim,
    pub(super) date: Option<&'a At<Edtf>>,
}

/// Prints marked text as a reader sees it.
pub(super) struct Printer<'a>(BTreeMap<&'a str, &'a str>);

impl<'a> Printer<'a> {
    pub(super) fn new(story: &'a Story) -> Self {
        Self(story.terms.iter().map(|term| (term.id.as_str(), term.label.as_str())).collect())
    }

    pub(super) fn print(&self, text: &Marked) -> String {
        text.iter()
            .map(|piece| match piece {
                Piece::Plain(words) | Piece::Unlinked(words) | Piece::Link { words: Some(words), .. } => words.as_str(),
                Piece::Link { id, words: None } => self.0.get(id.as_str()).copied().unwrap_or_default(),
            })
            .collect()
    }
}

/// All statements, in the order of the files.
pub(super) fn statements<'a>(story: &'a Story, printer: &Printer<'_>) -> Vec<Statement<'a>> {
    let mut statements = Vec::new();
    for event in &story.events {
        let at = &event.at;
        let mut texts = vec![
            Text { at, key: "headline", words: event.headline.clone() },
            Text { at, key: "summary", words: printer.print(&event.summary) },
        ];
        texts.extend(claimant(at, "claimant", &event.claim));
        let date = match &event.when {
            When::Dated { date, .. } => Some(date),
            When::After(_) => None,
        };
        statements.push(Statement { what: format!("the event `{}`", event.id), texts, claim: &event.claim, date });
    }
    for term in &story.terms {
        let at = &term.at;
        let mut texts = vec![Text { at, key: "definition", words: printer.print(&term.definition) }];
        texts.extend(claimant(at, "claimant", &term.claim));
        statements.push(Statement { what: format!("the term `{}`", term.id), texts, claim: &term.claim, date: None });
    }
    for question in &story.questions {
        for account in &question.accounts {
            let at = &account.at;
            let mut texts = vec![Text { at, key: "says", words: printer.print(&account.says) }];
            texts.extend(claimant(at, "attributed_to", &account.claim));
            let what = format!("an account of the question `{}`", question.id);
            statements.push(Statement { what, texts, claim: &account.claim, date: None });
        }
    }
    for voice in &story.voices {
        let at = &voice.at;
        let texts = vec![
            Text { at, key: "name", words: voice.name.clone() },
            Text { at, key: "role", words: printer.print(&voice.role) },
            Text { at, key: "holds", words: printer.print(&voice.holds) },
        ];
        statements.push(Statement {
            what: format!("the voice `{}`", voice.id),
            texts,
            claim: &voice.claim,
            date: None,
        });
    }
    statements
}

fn claimant<'a>(at: &'a Span, key: &'static str, claim: &Claim) -> Option<Text<'a>> {
    claim.claimant.clone().map(|words| Text { at, key, words })
}

/// Prose that makes no cited statement, and is the editors' own wording all the same. `head` is where `[story]` stands.
pub(super) fn prose<'a>(story: &'a Story, head: &'a Span, printer: &Printer<'_>) -> Vec<Text<'a>> {
    let mut texts = vec![
        Text { at: head, key: "standfirst", words: printer.print(&story.standfirst) },
        Text { at: head, key: "report", words: printer.print(&story.report) },
    ];
    texts.extend(story.about.iter().map(|text| Text { at: head, key: "about", words: printer.print(text) }));
    for source in &story.sources {
        texts.push(Text { at: &source.at, key: "description", words: printer.print(&source.description) });
    }
    for question in &story.questions {
        texts.push(Text { at: &question.at, key: "asks", words: question.asks.clone() });
        texts.push(Text { at: &question.at, key: "context", words: printer.print(&question.context) });
    }
    let claims = (story.events.iter().map(|event| (&event.at, &event.claim)))
        .chain(story.terms.iter().map(|term| (&term.at, &term.claim)))
        .chain(
            story.questions.iter().flat_map(|question| &question.accounts).map(|account| (&account.at, &account.claim)),
        )
        .chain(story.voices.iter().map(|voice| (&voice.at, &voice.claim)));
    texts.extend(claims.filter_map(|(at, claim)| Some(Text { at, key: "inferred", words: claim.inferred.clone()? })));
    texts
}
