//! Everything a story says: statements, which cites must bear out, and all other prose.

use std::collections::BTreeMap;

use crate::story::authored::{At, Claim, Span, Story, When};
use crate::story::edtf::Edtf;
use crate::story::text::{Marked, Piece};

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
            })
            .collect()
    }
}

/// All statements, in the order of the files.
pub(in crate::story) fn statements<'a>(story: &'a Story, printer: &Printer<'_>) -> Vec<Statement<'a>> {
    let mut statements = Vec::new();
    for event in &story.events {
        let (at, about) = (&event.at, event.id.as_str());
        let mut texts = vec![
            Text { at, about, key: "headline", words: event.headline.clone() },
            Text { at, about, key: "summary", words: printer.print(&event.summary) },
        ];
        texts.extend(claimant(at, about, "claimant", &event.claim));
        let date = match &event.when {
            When::Dated { date, .. } => Some(date),
            When::After(_) => None,
        };
        statements.push(Statement { what: format!("the event `{}`", event.id), texts, claim: &event.claim, date });
    }
    for term in &story.terms {
        let (at, about) = (&term.at, term.id.as_str());
        let mut texts = vec![Text { at, about, key: "definition", words: printer.print(&term.definition) }];
        texts.extend(claimant(at, about, "claimant", &term.claim));
        statements.push(Statement { what: format!("the term `{}`", term.id), texts, claim: &term.claim, date: None });
    }
    for question in &story.questions {
        for account in &question.accounts {
            let (at, about) = (&account.at, question.id.as_str());
            let mut texts = vec![Text { at, about, key: "says", words: printer.print(&account.says) }];
            texts.extend(claimant(at, about, "attributed_to", &account.claim));
            let what = format!("an account of the question `{}`", question.id);
            statements.push(Statement { what, texts, claim: &account.claim, date: None });
        }
    }
    for voice in &story.voices {
        let (at, about) = (&voice.at, voice.id.as_str());
        let texts = vec![
            Text { at, about, key: "name", words: voice.name.clone() },
            Text { at, about, key: "role", words: printer.print(&voice.role) },
            Text { at, about, key: "holds", words: printer.print(&voice.holds) },
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

fn claimant<'a>(at: &'a Span, about: &'a str, key: &'static str, claim: &Claim) -> Option<Text<'a>> {
    claim.claimant.clone().map(|words| Text { at, about, key, words })
}

/// Prose that makes no cited statement, and is the editors' own wording all the same. `head` is where `[story]` stands.
pub(in crate::story) fn prose<'a>(story: &'a Story, head: &'a Span, printer: &Printer<'_>) -> Vec<Text<'a>> {
    let mut texts = vec![
        Text { at: head, about: "story", key: "standfirst", words: printer.print(&story.standfirst) },
        Text { at: head, about: "story", key: "report", words: printer.print(&story.report) },
    ];
    texts.extend(story.about.iter().map(|text| Text {
        at: head,
        about: "story",
        key: "about",
        words: printer.print(text),
    }));
    for source in &story.sources {
        texts.push(Text {
            at: &source.at,
            about: &source.id,
            key: "description",
            words: printer.print(&source.description),
        });
    }
    for question in &story.questions {
        texts.push(Text { at: &question.at, about: &question.id, key: "asks", words: question.asks.clone() });
        texts.push(Text {
            at: &question.at,
            about: &question.id,
            key: "context",
            words: printer.print(&question.context),
        });
    }
    texts.extend(
        claims(story).filter_map(|(about, at, _, claim)| {
            Some(Text { at, about, key: "inferred", words: claim.inferred.clone()? })
        }),
    );
    texts
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
