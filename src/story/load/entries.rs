//! Events, terms, questions and voices: the rows that make a statement and name its claimant.
#![allow(clippy::cast_possible_truncation, reason = "the value is checked to be in range before the cast")]

use std::collections::BTreeMap;

use super::context::{Read, Reported};
use super::form::{ACCOUNT, Form};
use super::media::media;
use super::names::Kind;
use super::nested_rows;
use super::row::Row;
use super::value::Value;
use crate::model::{Cite, Evidence, Status, TermKind};
use crate::story::authored::{Account, At, Claim, Event, Question, Term, Voice, When};
use crate::story::limits;
use crate::story::problem::Problem;

/// Longest headline, in characters.
const HEADLINE: usize = 90;
/// Longest `short`, in characters.
const SHORT: usize = 24;

/// The importance of an event or a question that states none.
const USUAL: u8 = 2;

/// Something that happened.
pub(super) fn event(row: &Row<'_>) -> Read<Event> {
    let id = event_id(row);
    let when = when(row);
    let shown = shown(row, &when);
    let headline = row.required("headline", headline);
    let short = row.optional("short", short);
    let search = spellings(row, "search");
    let summary = row.optional("summary", Value::text);
    let media = media(row, "event.media");
    let claim = claim(row);
    let themes = row.list("themes", |value| value.known(Kind::Theme));
    let lane = row.optional("lane", |value| value.known(Kind::Lane));
    let chapter = row.optional("chapter", |value| value.known(Kind::Chapter));
    let importance = row.optional("importance", importance);
    Ok(Event {
        id: id?,
        when: when?,
        shown: shown?,
        headline: headline?,
        short: short?,
        search: search?,
        summary: summary?.unwrap_or_default(),
        media: media?,
        claim: claim?,
        themes: themes?,
        lane: lane?.or_else(|| row.context.names.first(Kind::Lane).cloned()),
        chapter: chapter?,
        importance: importance?.unwrap_or(USUAL),
        at: row.at.clone(),
    })
}

/// The stated id, or the one made of the headline.
fn event_id(row: &Row<'_>) -> Read<String> {
    match row.optional("id", Value::addressed_id)? {
        Some(id) => Ok(id),
        // Without one the headline has a problem, which is listed.
        None => row.context.names.made_id(row.index).cloned().ok_or_else(Reported::soon),
    }
}

fn when(row: &Row<'_>) -> Read<When> {
    let date = row.optional("date", |value| value.at(Value::date));
    let after = row.optional("after", |value| value.at(|value| value.known(Kind::Event)));
    match (date?, after?) {
        (Some(date), after) => Ok(When::Dated { date, after }),
        (None, Some(after)) => Ok(When::After(after)),
        (None, None) => {
            let message = format!("{} has neither `date` nor `after`", row.what);
            Err(row.context.report(Problem::error("missing-key", row.at.clone(), message).help(
                "add `date` in EDTF, exactly as precise as the document; or `after` with the id of the event it follows",
            )))
        }
    }
}

/// A date's own words; they need a date that they are words for.
fn shown(row: &Row<'_>, when: &Read<When>) -> Read<Option<String>> {
    row.optional("shown", |value| {
        let words = value.words()?;
        if matches!(when, Ok(When::After(_))) {
            let problem = Problem::error(
                "shown-without-date",
                value.span(),
                "`shown` has the words of a date, and there is no `date`",
            );
            return Err(value
                .context
                .report(problem.help("add the `date`, as precise as it is known, or take this out")));
        }
        Ok(words)
    })
}

fn headline(value: Value<'_>) -> Read<String> {
    let words = value.words()?;
    let length = words.chars().count();
    if length > HEADLINE {
        let message = format!("this headline has {length} characters; {HEADLINE} fit");
        value
            .context
            .report(Problem::warning("long-headline", value.span(), message).help("move detail into the summary"));
    }
    if words.ends_with('.') && !words.ends_with("..") {
        let dot = value.within(words.len() - 1..words.len());
        value.context.report(Problem::warning("final-stop", dot, "a headline has no final stop").help("take it out"));
    }
    Ok(words)
}

/// The label of an event in the drawn timeline.
fn short(value: Value<'_>) -> Read<String> {
    let words = value.words()?;
    let length = words.chars().count();
    if length > SHORT {
        let message = format!("this `short` has {length} characters; {SHORT} fit");
        let help = "name the event in a few words: “Prime minister”, “Detained”";
        value.context.report(Problem::warning("long-short", value.span(), message).help(help));
    }
    Ok(words)
}

fn importance(value: Value<'_>) -> Read<u8> {
    value.whole(1..=3).map(|importance| importance as u8)
}

/// The kind of statement; a story whose evidence is less than paragraphs need not state the usual one.
fn status(row: &Row<'_>) -> Read<Status> {
    let status = row.documented("status", |value| value.choice(&Status::ALL.map(|status| (status.name(), status))))?;
    Ok(status.unwrap_or(Status::Reported))
}

/// The cites of a statement: at least one, unless the story's evidence is none.
pub(super) fn cites(row: &Row<'_>) -> Read<Vec<At<Cite>>> {
    let cites = match row.context.evidence {
        Evidence::Paragraph | Evidence::Source => row.some("cites", Value::cite)?,
        Evidence::None => row.list("cites", Value::cite)?,
    };
    let mut listed = BTreeMap::new();
    for cite in &cites {
        let first: &At<Cite> = listed.entry(cite.value).or_insert(cite);
        if !std::ptr::eq(first, cite) {
            row.context.report(
                Problem::warning("cited-twice", cite.span.clone(), "this paragraph is cited twice")
                    .help("take one out")
                    .also(first.span.clone(), "first cited here"),
            );
        }
    }
    Ok(cites)
}

/// The claim of a row; every status but `reported` names its claimant.
fn claim(row: &Row<'_>) -> Read<Claim> {
    let status = status(row);
    let claimant = row.optional("claimant", Value::words);
    let cites = cites(row);
    let inferred = row.optional("inferred", Value::words);
    let (status, claimant) = (status?, claimant?);
    if claimant.is_none() && status != Status::Reported {
        let message = format!("{} is `{}` but names no `claimant`", row.what, status.name());
        return Err(row.context.report(Problem::error("missing-claimant", row.at.clone(), message).help(format!(
            "add `{}`: the words a reader sees after “According to”",
            row.context.form.pair("claimant", "\"…\"")
        ))));
    }
    Ok(Claim { status, claimant, cites: cites?, inferred: inferred? })
}

/// Spellings of a term, or words that find an event; more than [`limits::FORMS`] are an error.
fn spellings(row: &Row<'_>, key: &'static str) -> Read<Vec<String>> {
    row.list(key, Value::exact).and_then(|spellings| {
        if spellings.len() <= limits::FORMS {
            return Ok(spellings);
        }
        let message =
            format!("{} has {} `{key}`; {} is the most an entry can have", row.what, spellings.len(), limits::FORMS);
        let help = "keep the spellings that texts use";
        Err(row.context.report(Problem::error("too-many", row.at.clone(), message).help(help)))
    })
}

/// A glossary entry.
pub(super) fn term(row: &Row<'_>) -> Read<Term> {
    let id = row.required("id", Value::addressed_id);
    let label = row.required("label", Value::words);
    let sort = row.optional("sort", Value::words);
    let kind = row.required("kind", |value| value.choice(&TermKind::ALL.map(|kind| (kind.name(), kind))));
    let forms = spellings(row, "forms");
    let search = spellings(row, "search");
    let definition = row.required("definition", Value::text);
    let media = media(row, "term.media");
    let claim = claim(row);
    let see = row.list("see", |value| value.known(Kind::Term));
    Ok(Term {
        id: id?,
        label: label?,
        sort: sort?,
        kind: kind?,
        forms: forms?,
        search: search?,
        definition: definition?,
        media: media?,
        claim: claim?,
        see: see?,
        at: row.at.clone(),
    })
}

/// A point on which the sources differ.
pub(super) fn question(row: &Row<'_>) -> Read<Question> {
    let id = row.required("id", Value::addressed_id);
    let asks = row.required("asks", Value::words);
    let context = row.optional("context", Value::text);
    let events = row.list("events", |value| value.known(Kind::Event));
    let disputes = disputes(row, events.as_deref().unwrap_or_default());
    let themes = row.list("themes", |value| value.known(Kind::Theme));
    let importance = row.optional("importance", importance);
    let accounts = accounts(row);
    Ok(Question {
        id: id?,
        asks: asks?,
        context: context?.unwrap_or_default(),
        accounts: accounts?,
        events: events?,
        disputes: disputes?,
        themes: themes?,
        importance: importance?.unwrap_or(USUAL),
        at: row.at.clone(),
    })
}

/// The events whose headlines say what is disputed: some of the question's `events`.
fn disputes(row: &Row<'_>, events: &[String]) -> Read<Vec<String>> {
    row.list("disputes", |value| {
        let id = value.known(Kind::Event)?;
        if events.contains(&id) {
            return Ok(id);
        }
        let message = format!("`disputes` names `{id}`, which is not among the question’s `events`");
        let help = "add it to `events`, or take it out here";
        Err(value.context.report(Problem::error("disputed-elsewhere", value.span(), message).help(help)))
    })
}

fn accounts(row: &Row<'_>) -> Read<Vec<Account>> {
    let accounts = row.required(row.context.form.accounts(), |value| {
        nested_rows(value.context, value.file, ACCOUNT, value.node, account).into_iter().collect::<Read<Vec<_>>>()
    })?;
    if accounts.len() < 2 {
        let message = format!("{} has a single account", row.what);
        return Err(row.context.report(Problem::error("single-account", row.at.clone(), message).help(
            match row.context.form {
                Form::Toml => "add the other side as a `[[question.account]]`, or make it an event",
                Form::Object => "add the other side to `accounts`, or make it an event",
            },
        )));
    }
    Ok(accounts)
}

fn account(row: &Row<'_>) -> Read<Account> {
    let says = row.required("says", Value::text);
    let claimant = row.required("attributed_to", Value::words);
    let status = status(row);
    let cites = cites(row);
    let inferred = row.optional("inferred", Value::words);
    let claim = Claim { status: status?, claimant: Some(claimant?), cites: cites?, inferred: inferred? };
    Ok(Account { says: says?, claim, at: row.at.clone() })
}

/// Someone who takes a position.
pub(super) fn voice(row: &Row<'_>) -> Read<Voice> {
    let id = row.required("id", Value::addressed_id);
    let name = row.required("name", Value::words);
    let named = row.required("named", Value::truth);
    let role = row.required("role", Value::paragraph);
    let holds = row.required("holds", Value::text);
    let on = row.list("on", |value| value.known(Kind::Topic));
    let status = status(row);
    let cites = cites(row);
    let inferred = row.optional("inferred", Value::words);
    let claim = Claim { status: status?, claimant: None, cites: cites?, inferred: inferred? };
    Ok(Voice { id: id?, name: name?, named: named?, role: role?, holds: holds?, on: on?, claim, at: row.at.clone() })
}
