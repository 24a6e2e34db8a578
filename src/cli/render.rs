//! `backstory render`: the ground state of a story, as a whole page or as the fragment that goes into an article.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};

use super::Outcome;
use super::folder::{Refused, open};
use super::pasted::{ATTRIBUTE, revision};
use super::report::{print, say};
use crate::compile::compile;
use crate::model::{Cite, Day, Ending, Event, Shape, Status, Story, civil, plain};
use crate::view::claim::anchor;
use crate::view::html::write_lines;
use crate::view::node::{Element, el};
use crate::view::words::{Words, is_right_to_left};
use crate::view::{Context, Surface, ground, prefix_ids};

/// What to render, and how.
#[derive(Debug, Args)]
pub(super) struct Render {
    /// Only the part that goes into an article, which survives sanitizers
    #[arg(long)]
    fragment: bool,
    /// Level of the story's own heading, 1 to 6; 2 in a fragment, 1 on a page of its own
    #[arg(long, value_parser = clap::value_parser!(u8).range(1..=6))]
    heading_level: Option<u8>,
    /// Put this word into the ids of a fragment, so that a page can hold one story twice: `backstory-WORD-ID`
    #[arg(long, value_name = "WORD", requires = "fragment", value_parser = id_word)]
    id_prefix: Option<String>,
    /// The story's folder, or its JSON file
    #[arg(default_value = "seeds")]
    folder: PathBuf,
}

impl Render {
    pub(super) fn run(self) -> Outcome {
        let authored = match open(&self.folder) {
            Ok(opened) => opened.story,
            Err(Refused { files, problems }) => {
                print(&problems, &files);
                return Outcome::Failed;
            }
        };
        let story = match compile(&authored) {
            Ok(story) => story,
            Err(error) => {
                eprintln!("error: {error}");
                return Outcome::Failed;
            }
        };
        let heading = self.heading_level.unwrap_or(if self.fragment { 2 } else { 1 });
        let mut view = stamped(ground(context(&story, heading)), &story);
        if let Some(prefix) = &self.id_prefix {
            prefix_ids(&mut view, prefix);
        }
        say(&if self.fragment { write_lines(&view) } else { page_of(&story, view) });
        Outcome::Fine
    }
}

fn context(story: &Story, heading: u8) -> Context<'_> {
    Context { story, words: Words::for_language(&story.lang), surface: Surface::Ground, heading }
}

/// A view that names the revision of its story.
fn stamped(mut view: Element, story: &Story) -> Element {
    // A story that cannot be packed is not published either, and `pack` says why.
    view.attrs.extend(revision(story).ok().map(|revision| (ATTRIBUTE, revision.into())));
    view
}

/// The part that goes into an article, its heading on `level`.
pub(super) fn fragment(story: &Story, level: u8, _base: &str) -> String {
    write_lines(&stamped(ground(context(story, level)), story))
}

/// A story's own page.
pub(super) fn page(story: &Story, _base: &str) -> String {
    page_of(story, stamped(ground(context(story, 1)), story))
}

/// A word of an id.
fn id_word(word: &str) -> Result<String, String> {
    let is_plain = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if is_plain { Ok(word.to_owned()) } else { Err("ASCII letters, digits and hyphens only".to_owned()) }
}

/// A page of its own: the ground state, and what it is in the terms of schema.org.
fn page_of(story: &Story, view: Element) -> String {
    let head = el("head")
        .child(el("meta").attr("charset", "utf-8"))
        .child(el("meta").attr("name", "viewport").attr("content", "width=device-width, initial-scale=1"))
        .child(el("meta").attr("name", "color-scheme").attr("content", "light dark"))
        .child(el("title").text(&story.title))
        .child(el("meta").attr("name", "description").attr("content", &plain(&story.standfirst)));
    let html = el("html").attr("lang", &story.lang);
    let html = if is_right_to_left(&story.lang) { html.attr("dir", "rtl") } else { html };
    let html = html.child(head).child(el("body").child(el("main").child(view)));
    let mut out = String::from("<!doctype html>\n");
    out.push_str(&write_lines(&html));
    // A data block, never run (HTML standard § 4.12.1). `<` is escaped so that no text can end it.
    let data = linked_data(story).to_string().replace('<', "\\u003c");
    out.replacen("</head>", &format!("\n<script type=\"application/ld+json\">{data}</script></head>"), 1)
}

/// The story in schema.org's words: an article, its happenings, its terms.
fn linked_data(story: &Story) -> Value {
    let article = json!({
        "@type": "Article",
        "@id": "#backstory",
        "headline": story.title,
        "description": plain(&story.standfirst),
        "inLanguage": story.lang,
        "citation": story.sources.iter().map(|source| {
            let mut work = json!({ "@type": "CreativeWork", "@id": anchored(&format!("source-{}", source.id)), "name": source.title });
            if let Some(publisher) = &source.publisher {
                work["publisher"] = json!(publisher);
            }
            if let Some(author) = &source.author {
                work["author"] = json!(author);
            }
            work
        }).collect::<Vec<_>>(),
        "about": story.events.iter().filter_map(|event| happening(story, event)).collect::<Vec<_>>(),
    });
    let terms = json!({
        "@type": "DefinedTermSet",
        "@id": "#backstory-glossary",
        "name": story.title,
        "hasDefinedTerm": story.terms.iter().map(|term| {
            let mut entry = json!({
                "@type": "DefinedTerm",
                "@id": anchored(&term.id),
                "name": term.label,
                "description": plain(&term.definition),
            });
            if !term.forms.is_empty() {
                entry["alternateName"] = json!(term.forms);
            }
            entry
        }).collect::<Vec<_>>(),
    });
    json!({ "@context": "https://schema.org", "@graph": [article, terms] })
}

/// An event as schema.org means it: something that took place on days that are known, by an account that is no mere
/// accusation or view. Others are in the text with their claimants and stay out of the data.
fn happening(story: &Story, event: &Event) -> Option<Value> {
    let date = event.when.date()?;
    let is_stated = matches!(event.claim.status, Status::Reported | Status::Official);
    // An open or unknown beginning repeats the other end's bounds, so that bounds alone do not tell.
    let is_exact = date.starts == Ending::Known
        && date.begin.earliest == date.begin.latest
        && !matches!(date.shape, Shape::OneOf(_))
        && !date.qualifier.approximate
        && !date.qualifier.uncertain;
    let ends = match (&date.shape, date.ends) {
        (_, Ending::Known) if date.end.earliest == date.end.latest => Some(iso(date.end.latest)?),
        // It goes on: schema.org leaves the end out.
        (Shape::Span, Ending::Open) => None,
        _ => return None,
    };
    if !is_stated || !is_exact || event.claim.inferred.is_some() {
        return None;
    }
    let mut happening = json!({
        "@type": "Event",
        "@id": anchored(&event.id),
        "name": event.headline,
        "description": plain(&event.summary),
        "startDate": iso(date.begin.earliest)?,
        "subjectOf": event.claim.cites.iter().filter_map(|cite: &Cite| {
            let source = story.sources.get(usize::from(cite.source))?;
            Some(json!({ "@id": anchored(&format!("source-{}", source.id)) }))
        }).collect::<Vec<_>>(),
    });
    if let Some(ends) = ends {
        happening["endDate"] = json!(ends);
    }
    Some(happening)
}

fn anchored(id: &str) -> String {
    format!("#{}", anchor(id))
}

/// Calendar date with a year of four digits, as ISO 8601 § 4.3.2 has it and EDTF level 0 for years before 1 BCE; none for
/// longer years, which schema.org's readers do not take.
fn iso(day: Day) -> Option<String> {
    let (year, month, day) = civil::civil_from_days(day);
    let sign = if year < 0 { "-" } else { "" };
    (year.abs() <= 9999).then(|| format!("{sign}{:04}-{month:02}-{day:02}", year.abs()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_have_four_digits_or_there_is_no_date() {
        let iso = |year, month, day| iso(civil::days_from_civil(year, month, day));
        assert_eq!(iso(2022, 1, 5).as_deref(), Some("2022-01-05"));
        assert_eq!(iso(79, 8, 24).as_deref(), Some("0079-08-24"));
        assert_eq!(iso(-43, 3, 15).as_deref(), Some("-0043-03-15"));
        assert_eq!(iso(12345, 1, 5), None);
    }
}
