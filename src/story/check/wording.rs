//! Wording that costs a reader, in any story: warnings for the editor, by rules that need no documents.
//!
//! The rules are those of a newspaper's desk: a statement can be quoted alone, a sentence can be read once, one
//! statement has one status.

use std::collections::{BTreeMap, BTreeSet};

use unicode_segmentation::UnicodeSegmentation as _;

use crate::model::Status;
use crate::story::authored::{Event, Span, Story, When};
use crate::story::files::Files;
use crate::story::problem::{Problem, sort};
use crate::story::verify::place::place;
use crate::story::verify::statements::{Printer, Text, claims, texts};

/// Words in a sentence that a reader can still take in at once.
const LONG_SENTENCE: usize = 35;

/// Pronouns that leave the subject of an opening sentence to the text before it, by language.
const PRONOUNS: [(&str, &[&str]); 5] = [
    (
        "en",
        &[
            "he", "she", "it", "they", "his", "her", "hers", "its", "their", "theirs", "him", "them", "this", "that",
            "these", "those",
        ],
    ),
    (
        "de",
        &[
            "er", "sie", "es", "sein", "seine", "ihr", "ihre", "ihm", "ihn", "ihnen", "dies", "diese", "dieser",
            "dieses",
        ],
    ),
    (
        "fr",
        &["il", "elle", "ils", "elles", "son", "sa", "ses", "leur", "leurs", "ce", "cela", "ceci", "celui", "celle"],
    ),
    (
        "es",
        &["él", "ella", "ello", "ellos", "ellas", "su", "sus", "este", "esta", "esto", "estos", "estas", "eso", "ese"],
    ),
    ("ru", &["он", "она", "оно", "они", "его", "её", "ее", "их", "это", "этот", "эта", "эти", "тот", "та", "те"]),
];

/// All warnings about wording, in the order of the files.
pub fn wording(story: &Story, files: &Files) -> Vec<Problem> {
    let printer = Printer::new(story);
    let head = Span::default();
    let (statements, rest) = texts(story, &head, &printer);
    let mut problems: Vec<Problem> = statements
        .iter()
        .flat_map(|statement| &statement.texts)
        .chain(&rest)
        .flat_map(|text| long_sentences(text, files))
        .collect();
    problems.extend(
        statements.iter().flat_map(|statement| &statement.texts).filter_map(|text| pronoun_first(text, story, files)),
    );
    problems.extend(sums_missing(story));
    problems.extend(subjects_missing(story, files));
    problems.extend(two_statuses(story));
    sort(&mut problems);
    problems
}

fn warning(code: &'static str, about: &str, span: Span, message: String, help: &str) -> Problem {
    Problem::warning(code, span, message).help(help).about(about)
}

/// Sentences by Unicode's rules (UAX 29), which part at some abbreviations too: none is taken for longer than it is.
fn long_sentences(text: &Text<'_>, files: &Files) -> Vec<Problem> {
    let sentences = text.words.unicode_sentences().map(|sentence| (sentence, sentence.unicode_words().count()));
    sentences
        .filter(|(_, count)| *count > LONG_SENTENCE)
        .map(|(sentence, count)| {
            let message = format!("`{}` of `{}` has a sentence of {count} words", text.key, text.about);
            let span = place(files, text.at, text.key, sentence.trim());
            warning(
                "long-sentence",
                text.about,
                span,
                message,
                "make two of it; most readers lose a sentence past 25 words",
            )
        })
        .collect()
}

/// An account or what a voice holds is quoted alone: by a share link, a search result, a screen reader.
fn pronoun_first(text: &Text<'_>, story: &Story, files: &Files) -> Option<Problem> {
    if !matches!(text.key, "says" | "holds") {
        return None;
    }
    let language = story.lang.split(['-', '_']).next().unwrap_or_default();
    let (_, pronouns) = PRONOUNS.iter().find(|(name, _)| name.eq_ignore_ascii_case(language))?;
    let first = text.words.unicode_words().next()?;
    pronouns.contains(&first.to_lowercase().as_str()).then(|| {
        let message = format!(
            "`{}` of `{}` begins with “{first}”, which refers to a text that may not be beside it",
            text.key, text.about
        );
        let span = place(files, text.at, text.key, first);
        warning("begins-with-pronoun", text.about, span, message, "name the speaker or the subject inside the sentence")
    })
}

/// A year that only `inferred` has needs the sum beside it, or the date of the event that shows the sum: another number. A
/// year that an event prints without inference is a reference by itself.
fn sums_missing(story: &Story) -> Vec<Problem> {
    let years = |event: &Event| match &event.when {
        When::Dated { date, .. } => date.value.years().map(|year| year.to_string()).collect(),
        When::After(_) => BTreeSet::new(),
    };
    let printed: BTreeSet<String> =
        story.events.iter().filter(|event| event.claim.inferred.is_none()).flat_map(years).collect();
    let mut problems = Vec::new();
    for event in &story.events {
        let Some(inferred) = event.claim.inferred.as_deref() else { continue };
        let years = years(event);
        let numbers: BTreeSet<&str> =
            inferred.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()).collect();
        let (shown, others): (Vec<&str>, Vec<&str>) = numbers.into_iter().partition(|number| years.contains(*number));
        if others.is_empty() && shown.iter().any(|year| !printed.contains(*year)) {
            let message = format!("`inferred` of `{}` gives a year without the sum that leads to it", event.id);
            let help = "show the sum (“2022 + 15 months = 2023”), or name the event that shows it with its date";
            problems.push(warning("inferred-without-sum", &event.id, event.at.clone(), message, help));
        }
    }
    problems
}

/// The key headlines are read without the rest: each names someone or something that the glossary explains.
fn subjects_missing(story: &Story, files: &Files) -> Vec<Problem> {
    let forms: BTreeSet<Vec<&str>> = (story.terms.iter())
        .flat_map(|term| std::iter::once(&term.label).chain(&term.forms))
        .map(|form| form.unicode_words().collect())
        .collect();
    if forms.is_empty() {
        // A story without a glossary.
        return Vec::new();
    }
    let longest = forms.iter().map(Vec::len).max().unwrap_or(0);
    let is_named = |headline: &str| {
        let words: Vec<&str> = headline.unicode_words().collect();
        (1..=longest).any(|length| words.windows(length).any(|run| forms.contains(run)))
    };
    let key = story.events.iter().filter(|event| event.importance == 1 && !is_named(&event.headline));
    key.map(|event| {
        let message = format!("the headline of the key event `{}` names nothing that the glossary knows", event.id);
        let span = place(files, &event.at, "headline", &event.headline);
        let help = "name the subject, so that the headline can be read alone; or add the form it uses to a term";
        warning("headline-without-subject", &event.id, span, message, help)
    })
    .collect()
}

/// One speaker's statement, by the same paragraphs, has one status.
fn two_statuses(story: &Story) -> Vec<Problem> {
    /// Cited paragraphs and speaker.
    type Statement = (Vec<(u8, u16)>, String);
    let mut seen: BTreeMap<Statement, (Status, &str, &Span)> = BTreeMap::new();
    let mut problems = Vec::new();
    for (about, at, speaker, claim) in claims(story).filter(|(.., claim)| !claim.cites.is_empty()) {
        let mut cites: Vec<(u8, u16)> =
            claim.cites.iter().map(|cite| (cite.value.source, cite.value.paragraph)).collect();
        cites.sort_unstable();
        cites.dedup();
        let speaker = speaker.or(claim.claimant.as_deref()).unwrap_or_default().to_lowercase();
        let (status, other, first) = *seen.entry((cites, speaker)).or_insert((claim.status, about, at));
        if status != claim.status {
            let message = format!(
                "`{about}` is `{}`, and `{other}` is `{}`, by the same speaker and paragraphs",
                claim.status.name(),
                status.name()
            );
            let help = "give one statement one status; if they are two statements, cite what each rests on";
            problems.push(warning("two-statuses", about, at.clone(), message, help).also(first.clone(), "the other"));
        }
    }
    problems
}
