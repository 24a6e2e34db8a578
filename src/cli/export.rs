//! `backstory export`: a whole story for another tool. The usual format is one JSON object. For other people's tools texts are plain words; a cite is the string
//! `source:paragraph`, or `source`. The other format is the story in the form that Backstory reads.

mod calendar;
mod markdown;
mod media;
mod table;
mod texts;
mod timelinejs;

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::Outcome;
use super::folder::{Refused, open};
use super::report::{print, say};
use crate::compile::compile;
use crate::model::{Cite, Status, TermKind};
use crate::publish::linked_data;
use crate::story::authored::{self, At, Claim, Story, When};
use crate::story::edtf::Lexicon;
use crate::story::text::{Marked, Piece};
use crate::story::written::written;
use media::Medium;

/// What to export, and how.
#[derive(Debug, Args)]
pub(super) struct Export {
    /// The format to print; what it has no place for is listed on standard error
    #[arg(long, visible_alias = "to", value_enum, default_value_t = Format::Json)]
    format: Format,
    /// The story's folder, or its JSON file
    #[arg(default_value = "seeds")]
    folder: PathBuf,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// One JSON object for reading: texts without marks, dates in words beside EDTF
    Json,
    /// One JSON object that is the story as it is written, for `src`, `story` and every command
    Story,
    /// TimelineJS 3, JSON
    Timelinejs,
    /// A table of the events in CSV, which `backstory import` takes back
    Csv,
    /// One text of Markdown
    Markdown,
    /// A calendar of the events whose days are known (iCalendar)
    Ics,
    /// Data for search engines: schema.org in JSON-LD
    JsonLd,
}

impl Export {
    pub(super) fn run(self) -> Outcome {
        let (story, files) = match open(&self.folder) {
            Ok(opened) => (opened.story, opened.files),
            Err(Refused { files, problems }) => {
                print(&problems, &files);
                return Outcome::Failed;
            }
        };
        let text = match self.format {
            Format::Json => serde_json::to_string_pretty(&exported(&story)).map_err(|error| error.to_string()),
            Format::Story => written(&files).map_err(|error| error.to_string()),
            Format::Timelinejs => {
                let (timeline, losses) = timelinejs::timelinejs(&story);
                print_losses(&losses);
                serde_json::to_string_pretty(&timeline).map_err(|error| error.to_string())
            }
            Format::Csv => table::table(&story).map_err(|error| error.to_string()).map(|(table, losses)| {
                print_losses(&losses);
                table.trim_end().to_owned()
            }),
            Format::Markdown => Ok(markdown::markdown(&story).trim_end().to_owned()),
            Format::Ics => {
                let (calendar, losses) = calendar::calendar(&story);
                print_losses(&losses);
                Ok(calendar.trim_end().to_owned() + "\r")
            }
            Format::JsonLd => compile(&story).map_err(|error| error.to_string()).and_then(|story| {
                serde_json::to_string_pretty(&linked_data(&story)).map_err(|error| error.to_string())
            }),
        };
        match text {
            Ok(text) => {
                say(&text);
                Outcome::Fine
            }
            Err(error) => {
                eprintln!("error: the story cannot be written in this format: {error}");
                Outcome::Failed
            }
        }
    }
}

/// Prints what a format has no place for.
fn print_losses(losses: &timelinejs::Losses) {
    for (what, count) in losses {
        eprintln!("lost: {what} ({count})");
    }
}

#[derive(Debug, Serialize)]
struct Exported {
    id: String,
    lang: String,
    title: String,
    standfirst: String,
    about: Vec<String>,
    report: String,
    updated: Option<String>,
    evidence: &'static str,
    lead: Vec<String>,
    themes: Vec<Named>,
    lanes: Vec<Named>,
    topics: Vec<Named>,
    eras: Vec<Era>,
    chapters: Vec<Chapter>,
    sources: Vec<Source>,
    events: Vec<Event>,
    terms: Vec<Term>,
    questions: Vec<Question>,
    voices: Vec<Voice>,
    revisions: Vec<Revision>,
    media: Vec<Medium>,
}

#[derive(Debug, Serialize)]
struct Named {
    id: String,
    label: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    colour: Option<u8>,
}

#[derive(Debug, Serialize)]
struct Era {
    id: String,
    label: String,
    date: String,
    date_words: String,
    cites: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Chapter {
    id: String,
    label: String,
    when: String,
    when_words: String,
}

#[derive(Debug, Serialize)]
struct Source {
    id: String,
    label: String,
    document: Option<String>,
    title: String,
    kind: Option<String>,
    publisher: Option<String>,
    author: Option<String>,
    published: Option<String>,
    url: Option<String>,
    missing: Vec<String>,
    description: String,
    paragraphs: u16,
    furniture: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Event {
    id: String,
    /// EDTF; null for an event known only by order.
    date: Option<String>,
    /// The words a reader sees, the event's own where it has some; null where there is no date.
    date_words: Option<String>,
    after: Option<String>,
    headline: String,
    short: Option<String>,
    search: Vec<String>,
    summary: String,
    status: Status,
    claimant: Option<String>,
    themes: Vec<String>,
    lane: Option<String>,
    chapter: Option<String>,
    importance: u8,
    cites: Vec<String>,
    inferred: Option<String>,
    media: Vec<Medium>,
}

#[derive(Debug, Serialize)]
struct Term {
    id: String,
    label: String,
    sort: Option<String>,
    kind: TermKind,
    forms: Vec<String>,
    search: Vec<String>,
    definition: String,
    status: Status,
    claimant: Option<String>,
    cites: Vec<String>,
    inferred: Option<String>,
    see: Vec<String>,
    media: Vec<Medium>,
}

#[derive(Debug, Serialize)]
struct Question {
    id: String,
    asks: String,
    context: String,
    events: Vec<String>,
    disputes: Vec<String>,
    themes: Vec<String>,
    importance: u8,
    accounts: Vec<Account>,
}

#[derive(Debug, Serialize)]
struct Account {
    says: String,
    attributed_to: Option<String>,
    status: Status,
    cites: Vec<String>,
    inferred: Option<String>,
}

#[derive(Debug, Serialize)]
struct Voice {
    id: String,
    name: String,
    named: bool,
    role: String,
    holds: String,
    on: Vec<String>,
    status: Status,
    cites: Vec<String>,
    inferred: Option<String>,
}

#[derive(Debug, Serialize)]
struct Revision {
    date: String,
    says: String,
}

/// Turns ids and marks into words.
struct Translator<'a> {
    story: &'a Story,
    labels: BTreeMap<&'a str, &'a str>,
    lexicon: &'a Lexicon,
}

fn exported(story: &Story) -> Exported {
    let labels = story.terms.iter().map(|term| (term.id.as_str(), term.label.as_str())).collect();
    let to = Translator { story, labels, lexicon: Lexicon::or_english(&story.lang) };
    Exported {
        id: story.id.clone(),
        lang: story.lang.clone(),
        title: story.title.clone(),
        standfirst: to.plain(&story.standfirst),
        about: story.about.iter().map(|text| to.plain(text)).collect(),
        report: to.plain(&story.report),
        updated: story.updated.as_ref().map(ToString::to_string),
        evidence: story.evidence.name(),
        lead: story.lead.iter().map(|id| id.value.clone()).collect(),
        themes: story.themes.iter().map(named).collect(),
        lanes: story.lanes.iter().map(named).collect(),
        topics: story.topics.iter().map(named).collect(),
        eras: story.eras.iter().map(|era| to.era(era)).collect(),
        chapters: story.chapters.iter().map(|chapter| to.chapter(chapter)).collect(),
        sources: story.sources.iter().map(|source| to.source(source)).collect(),
        events: story.events.iter().map(|event| to.event(event)).collect(),
        terms: story.terms.iter().map(|term| to.term(term)).collect(),
        questions: story.questions.iter().map(|question| to.question(question)).collect(),
        voices: story.voices.iter().map(|voice| to.voice(voice)).collect(),
        revisions: story
            .revisions
            .iter()
            .map(|revision| Revision { date: revision.date.to_string(), says: to.plain(&revision.says) })
            .collect(),
        media: to.media(&story.media),
    }
}

fn named(named: &authored::Named) -> Named {
    Named { id: named.id.clone(), label: named.label.clone(), colour: Some(named.colour).filter(|slot| *slot > 0) }
}

impl Translator<'_> {
    /// The words a reader sees.
    fn plain(&self, text: &Marked) -> String {
        text.iter()
            .map(|piece| match piece {
                Piece::Plain(words) | Piece::Unlinked(words) | Piece::Link { words: Some(words), .. } => words.as_str(),
                Piece::Link { id, words: None } => self.labels.get(id.as_str()).copied().unwrap_or(id),
                Piece::Open(_) | Piece::Web(_) | Piece::Close => "",
            })
            .collect()
    }

    fn media(&self, media: &[authored::Medium]) -> Vec<Medium> {
        media::media(media, |text| self.plain(text))
    }

    fn cites(&self, cites: &[At<Cite>]) -> Vec<String> {
        let source = |cite: &Cite| self.story.sources.get(usize::from(cite.source)).map_or("?", |source| &source.id);
        let written = |cite: &Cite| match cite.paragraph {
            0 => source(cite).to_owned(),
            paragraph => format!("{}:{paragraph}", source(cite)),
        };
        cites.iter().map(|cite| written(&cite.value)).collect()
    }

    fn era(&self, era: &authored::Era) -> Era {
        Era {
            id: era.id.clone(),
            label: era.label.clone(),
            date: era.date.to_string(),
            date_words: era.date.date(self.lexicon).words,
            cites: self.cites(&era.cites),
        }
    }

    fn chapter(&self, chapter: &authored::Chapter) -> Chapter {
        Chapter {
            id: chapter.id.clone(),
            label: chapter.label.clone(),
            when: chapter.when.value.to_string(),
            when_words: chapter.when.value.words(self.lexicon),
        }
    }

    fn source(&self, source: &authored::Source) -> Source {
        Source {
            id: source.id.clone(),
            label: source.label.clone(),
            document: source.document.clone(),
            title: source.title.clone(),
            kind: source.kind.clone(),
            publisher: source.publisher.clone(),
            author: source.author.clone(),
            published: source.published.as_ref().map(ToString::to_string),
            url: source.url.clone(),
            missing: source.missing.clone(),
            description: self.plain(&source.description),
            paragraphs: source.paragraphs,
            furniture: source
                .furniture
                .iter()
                .map(|(from, to)| if from == to { from.to_string() } else { format!("{from}-{to}") })
                .collect(),
        }
    }

    fn event(&self, event: &authored::Event) -> Event {
        let (date, after) = match &event.when {
            When::Dated { date, after } => (Some(&date.value), after.as_ref()),
            When::After(after) => (None, Some(after)),
        };
        let Claim { status, claimant, cites, inferred } = event.claim.clone();
        Event {
            id: event.id.clone(),
            date: date.map(ToString::to_string),
            date_words: date.map(|date| event.shown.clone().unwrap_or_else(|| date.date(self.lexicon).words)),
            after: after.map(|after| after.value.clone()),
            headline: event.headline.clone(),
            short: event.short.clone(),
            search: event.search.clone(),
            summary: self.plain(&event.summary),
            status,
            claimant,
            themes: event.themes.clone(),
            lane: event.lane.clone(),
            chapter: event.chapter.clone(),
            importance: event.importance,
            cites: self.cites(&cites),
            inferred,
            media: self.media(&event.media),
        }
    }

    fn term(&self, term: &authored::Term) -> Term {
        let Claim { status, claimant, cites, inferred } = term.claim.clone();
        Term {
            id: term.id.clone(),
            label: term.label.clone(),
            sort: term.sort.clone(),
            kind: term.kind,
            forms: term.forms.clone(),
            search: term.search.clone(),
            definition: self.plain(&term.definition),
            status,
            claimant,
            cites: self.cites(&cites),
            inferred,
            see: term.see.clone(),
            media: self.media(&term.media),
        }
    }

    fn question(&self, question: &authored::Question) -> Question {
        Question {
            id: question.id.clone(),
            asks: question.asks.clone(),
            context: self.plain(&question.context),
            events: question.events.clone(),
            disputes: question.disputes.clone(),
            themes: question.themes.clone(),
            importance: question.importance,
            accounts: question.accounts.iter().map(|account| self.account(account)).collect(),
        }
    }

    fn account(&self, account: &authored::Account) -> Account {
        let Claim { status, claimant, cites, inferred } = account.claim.clone();
        Account {
            says: self.plain(&account.says),
            attributed_to: claimant,
            status,
            cites: self.cites(&cites),
            inferred,
        }
    }

    fn voice(&self, voice: &authored::Voice) -> Voice {
        Voice {
            id: voice.id.clone(),
            name: voice.name.clone(),
            named: voice.named,
            role: self.plain(&voice.role),
            holds: self.plain(&voice.holds),
            on: voice.on.clone(),
            status: voice.claim.status,
            cites: self.cites(&voice.claim.cites),
            inferred: voice.claim.inferred.clone(),
        }
    }
}
