//! Holds a story against its documents: fingerprints, cites, numbers, dates, names and wording. It cannot tell whether a
//! statement is true; it tells whether what can be compared without understanding is in the paragraphs that are cited.
//!
//! Knows no file system: the caller reads the documents. Findings show no more of a document than the words in question.

mod copies;
mod documents;
mod facts;
mod names;
mod numerals;
pub(super) mod place;
mod record;
pub(super) mod statements;
mod words;
mod write;

pub use documents::{Document, fingerprint};
pub use write::with_fingerprints;

use std::collections::BTreeSet;

use super::authored::{Source, Span, Story};
use super::files::Files;
use super::problem::{Problem, sort};
use copies::Wording;
use facts::{Fact, printed, stated};
use names::Lexis;
use place::place;
use record::Record;
use statements::{Statement, Text, texts};

/// Every finding, in the order of the files. `documents` are those of the story's sources, in their order; one
/// without a document has an empty one.
pub fn verify(story: &Story, files: &Files, documents: &[Document]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let with_documents = story.sources.iter().zip(documents).filter(|(source, _)| source.document.is_some());
    for (source, document) in with_documents {
        problems.extend(identity(source, document, files));
    }
    let record = Record::new(story, documents);
    let head = head(files);
    let (statements, prose) = texts(story, &head, &record.printer);
    let all = || statements.iter().flat_map(|statement| &statement.texts).chain(&prose);
    let lexis = Lexis::new(&record, documents, all());
    // A source that is cited as a whole bears out nothing that can be compared.
    let is_comparable = |statement: &&Statement<'_>| {
        let cites = &statement.claim.cites;
        !cites.is_empty() && cites.iter().all(|cite| cite.value.paragraph > 0)
    };
    for statement in statements.iter().filter(is_comparable) {
        problems.extend(past_end(statement, &record));
        problems.extend(unprinted(statement, &record, files));
        problems.extend(unnamed(statement, &record, &lexis, files));
    }
    let wording = Wording::new(&record);
    problems.extend(all().flat_map(|text| copied(text, &wording, &record, files)));
    problems.extend(all().filter_map(|text| close(text, &wording, files)));
    sort(&mut problems);
    problems
}

/// Where `[story]` stands.
fn head(files: &Files) -> Span {
    let file = files.position("story.toml").unwrap_or_default();
    let text = files.0.get(file).map(|file| file.text.as_str()).unwrap_or_default();
    let start = text.find("[story]").unwrap_or_default();
    Span { file, bytes: start..start + "[story]".len() }
}

/// Whether a document is the one the story was told from.
fn identity(source: &Source, document: &Document, files: &Files) -> Option<Problem> {
    let report = |code, key, message: String| Problem::error(code, place(files, &source.at, key, ""), message);
    let id = &source.id;
    if document.len() != usize::from(source.paragraphs) {
        let message =
            format!("the document of source `{id}` has {} paragraphs, not {}", document.len(), source.paragraphs);
        let help =
            "paragraphs are the non-blank lines; if the document is right, put the number right and look at every cite";
        return Some(report("paragraph-count", "paragraphs", message).help(help));
    }
    if source.fingerprints.is_empty() {
        let message = format!("source `{id}` has no fingerprints, so nothing proves this is its document");
        return Some(
            report("no-fingerprints", "paragraphs", message).help("run again with --write, and keep what it writes"),
        );
    }
    let differing: Vec<String> = (1..)
        .zip(document.fingerprints().iter().zip(&source.fingerprints))
        .filter(|(_, (here, kept))| here != kept)
        .map(|(number, _): (usize, _)| number.to_string())
        .collect();
    if differing.is_empty() && source.fingerprints.len() == document.len() {
        return None;
    }
    if differing.is_empty() {
        let message =
            format!("source `{id}` has {} fingerprints for {} paragraphs", source.fingerprints.len(), document.len());
        return Some(
            report("fingerprint", "fingerprints", message).help("run again with --write, and keep what it writes"),
        );
    }
    let message = format!("the document of source `{id}` has changed in paragraph {}", differing.join(", "));
    let help = "get the document the story was told from; if this one is right, look at every cite of these paragraphs, then run with --write";
    Some(report("fingerprint", "fingerprints", message).help(help))
}

/// Cites past the end of the document itself.
fn past_end(statement: &Statement<'_>, record: &Record<'_>) -> Vec<Problem> {
    let last = |source: u8| record.documents.get(usize::from(source)).map_or(0, Vec::len);
    let cites = statement.claim.cites.iter().filter(|cite| usize::from(cite.value.paragraph) > last(cite.value.source));
    cites
        .map(|cite| {
            let message = format!("the document has no paragraph {}", record.name(cite.value));
            let help = format!("its last is {}", last(cite.value.source));
            Problem::error("cite-past-end", cite.span.clone(), message).help(help)
        })
        .collect()
}

/// Numbers, years, months and days that no cited paragraph prints and no sum explains.
fn unprinted(statement: &Statement<'_>, record: &Record<'_>, files: &Files) -> Vec<Problem> {
    let mut known: BTreeSet<Fact> =
        record.cited(&statement.claim.cites).iter().flat_map(|p| &p.facts).copied().collect();
    known.extend(statement.claim.inferred.iter().flat_map(|sum| printed(sum)));
    let mut problems = Vec::new();
    if let Some(date) = statement.date {
        let is_decade = date.value.as_str().contains('X');
        let year = |year: u128| if is_decade { Fact::Decade(year) } else { Fact::whole(year) };
        let years = date.value.years().filter_map(|year| u128::try_from(year).ok()).map(year);
        let days: Vec<(u8, u8)> = date.value.month_days().collect();
        // A day says its month too.
        let months = date.value.months().filter(|month| !days.iter().any(|(other, _)| other == month)).map(Fact::Month);
        let facts: BTreeSet<Fact> =
            years.chain(months).chain(days.iter().map(|(month, day)| Fact::Day(*month, *day))).collect();
        for fact in facts.iter().filter(|fact| !fact.is_in(&known)) {
            problems.push(fact_problem(*fact, "this date", date.span.clone(), statement, record));
        }
    }
    for text in &statement.texts {
        let mut reported = BTreeSet::new();
        for found in stated(&text.words) {
            let is_month_of_reported = matches!(found.fact, Fact::Month(month) if reported.iter().any(|fact| matches!(fact, Fact::Day(other, _) if *other == month)));
            if found.fact.is_in(&known) || is_month_of_reported || !reported.insert(found.fact) {
                continue;
            }
            let words = text.words.get(found.bytes).unwrap_or_default();
            let span = place(files, text.at, text.key, words);
            problems.push(fact_problem(found.fact, &format!("`{}`", text.key), span, statement, record));
        }
    }
    problems
}

fn fact_problem(fact: Fact, place: &str, span: Span, statement: &Statement<'_>, record: &Record<'_>) -> Problem {
    let message = format!("{place} of {} gives {}, which no cited paragraph prints", statement.what, fact.describe());
    let elsewhere = record.find(|paragraph| paragraph.facts.contains(&fact));
    let help = format!(
        "{}; cite who prints it, or show the sum in `inferred`{}",
        cited(statement, record),
        found_in(record, elsewhere)
    );
    Problem::error("fact-not-cited", span, message).help(help)
}

/// "cited: 003:8, 003:9".
fn cited(statement: &Statement<'_>, record: &Record<'_>) -> String {
    format!("cited: {}", record.list(statement.claim.cites.iter().map(|cite| cite.value)))
}

/// " (printed in 001:4, 002:7 and 3 more)".
fn found_in(record: &Record<'_>, cites: Vec<crate::model::Cite>) -> String {
    const SHOWN: usize = 4;
    let more = cites.len().saturating_sub(SHOWN);
    let list = record.list(cites.into_iter().take(SHOWN));
    match (list.is_empty(), more) {
        (true, _) => " (no document prints it)".to_owned(),
        (false, 0) => format!(" (printed in {list})"),
        (false, more) => format!(" (printed in {list} and {more} more)"),
    }
}

/// Names that no cited paragraph bears out.
fn unnamed(statement: &Statement<'_>, record: &Record<'_>, lexis: &Lexis, files: &Files) -> Vec<Problem> {
    let mut problems = Vec::new();
    for text in &statement.texts {
        for word in names::unsupported(text, statement, record, lexis) {
            let message = format!(
                "`{}` of {} names “{}”, which is not in the cited paragraphs",
                text.key, statement.what, word.raw
            );
            let elsewhere = record.find(|paragraph| paragraph.words.contains(&word.lower));
            let help = format!(
                "{}; cite who names it, or list this spelling as a form of its term{}",
                cited(statement, record),
                found_in(record, elsewhere)
            );
            let span = place(files, text.at, text.key, word.raw);
            problems.push(Problem::error("name-not-cited", span, message).help(help));
        }
    }
    problems
}

/// Wording taken from a document.
fn copied(text: &Text<'_>, wording: &Wording<'_>, record: &Record<'_>, files: &Files) -> Vec<Problem> {
    let copies = wording.copies(&text.words).into_iter();
    copies
        .map(|copy| {
            let words = text.words.get(copy.bytes).unwrap_or_default();
            let message =
                format!("`{}` shares a run of {} words with {}", text.key, copy.length, record.name(copy.cite));
            let span = place(files, text.at, text.key, words);
            Problem::error("copied", span, message).help("say it in your own words; names and titles do not count")
        })
        .collect()
}

/// Texts of fewer words have no wording of their own to lose.
const SHORTEST: usize = 12;

/// Wording that follows a document closely, in runs too short to be a copy.
fn close(text: &Text<'_>, wording: &Wording<'_>, files: &Files) -> Option<Problem> {
    let (copied, all) = wording.share(&text.words);
    // A longer run is an error already.
    (all >= SHORTEST && copied * 2 > all && wording.copies(&text.words).is_empty()).then(|| {
        let message =
            format!("`{}` of `{}` has {copied} of {all} words in runs of the documents", text.key, text.about);
        Problem::warning("close-wording", place(files, text.at, text.key, ""), message)
            .help("say it in your own words; names and titles do not count")
            .about(text.about)
    })
}
