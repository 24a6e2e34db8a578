//! `backstory render`: a story's page, or the digest that goes into an article.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};

use super::Outcome;
use super::annotate::{NotAnnotated, terms_used};
use super::folder::{Refused, open};
use super::pasted::{ATTRIBUTE, revision};
use super::report::{print, say};
use crate::compile::compile;
use crate::model::{Cite, Day, Ending, Event, Shape, Status, Story, civil, plain};
use crate::view::claim::anchor;
use crate::view::html::write_lines;
use crate::view::node::{Element, el};
use crate::view::words::Words;
use crate::view::{Context, STORY_PAGE, Surface, digest, prefix_ids, story_page};

/// What to render, and how.
#[derive(Debug, Args)]
pub(super) struct Render {
    /// Only the digest, which goes into an article and survives sanitizers
    #[arg(long)]
    fragment: bool,
    /// Address of the folder that the embed is published in: the digest links to the page there, and the page names it as its own
    #[arg(long, value_name = "URL", value_parser = folder_address)]
    base: Option<String>,
    /// The article that the digest goes into: it explains the terms that the article uses as well
    #[arg(long, value_name = "FILE", requires = "fragment")]
    article: Option<PathBuf>,
    /// A CSS selector for the elements of the article whose text counts
    #[arg(long, default_value = "article", requires = "article", value_parser = super::annotate::selector)]
    selector: String,
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
        if !self.fragment {
            say(&page(&story, self.base.as_deref().unwrap_or_default(), heading));
            return Outcome::Fine;
        }
        let used = match &self.article {
            None => Vec::new(),
            Some(article) => match terms_used(article, &self.selector, &authored) {
                Ok(ids) => ids,
                Err(NotAnnotated::Message(why)) => {
                    eprintln!("error: {why}");
                    return Outcome::Failed;
                }
                Err(NotAnnotated::Story) => return Outcome::Failed,
            },
        };
        let used: Vec<usize> =
            used.iter().filter_map(|id| story.terms.iter().position(|term| term.id == *id)).collect();
        let mut view = digest_of(&story, heading, self.base.as_deref().unwrap_or_default(), &used);
        if let Some(prefix) = &self.id_prefix {
            prefix_ids(&mut view, prefix);
        }
        say(&write_lines(&view));
        Outcome::Fine
    }
}

fn context(story: &Story, heading: u8) -> Context<'_> {
    Context { story, words: Words::for_language(&story.lang), surface: Surface::Static, heading }
}

/// A view that names the revision of its story.
fn stamped(mut view: Element, story: &Story) -> Element {
    // A story that cannot be packed is not published either, and `pack` says why.
    view.attrs.extend(revision(story).ok().map(|revision| (ATTRIBUTE, revision.into())));
    view
}

fn digest_of(story: &Story, level: u8, base: &str, used: &[usize]) -> Element {
    stamped(digest(context(story, level), base, used), story)
}

/// The digest, its heading on `level`. `base` is the address of the folder that holds the story page, empty where that is
/// beside the digest.
pub(super) fn fragment(story: &Story, level: u8, base: &str) -> String {
    write_lines(&digest_of(story, level, base, &[]))
}

/// A word of an id.
fn id_word(word: &str) -> Result<String, String> {
    let is_plain = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if is_plain { Ok(word.to_owned()) } else { Err("ASCII letters, digits and hyphens only".to_owned()) }
}

/// An address of a folder, with its last slash.
fn folder_address(text: &str) -> Result<String, String> {
    let is_web = ["https://", "http://"].iter().any(|scheme| text.len() > scheme.len() && text.starts_with(scheme));
    if !is_web || text.contains(['"', '<', '?', '#', ' ']) {
        return Err("an address of a folder begins with https:// or http://, without a query or fragment".to_owned());
    }
    Ok(if text.ends_with('/') { text.to_owned() } else { [text, "/"].concat() })
}

/// Stylesheet of the story page. Its hash stands in the page's policy ([`STYLE_HASH`]). An entry is not parted in print, a
/// heading stands with what it heads, and addresses of the web are written out.
const STYLE: &str = "
:root { color-scheme: light dark; }
body { margin: 0; font: 1.0625rem/1.55 Charter, \"Bitstream Charter\", \"Noto Serif\", Georgia, serif; overflow-wrap: break-word; }
main { max-inline-size: 42rem; margin-inline: auto; padding: 1.5rem 1.25rem 4rem; }
:is(h1, h2, h3, h4, h5) { line-height: 1.25; text-wrap: balance; }
a { color: inherit; }
:is(ol, ul) { padding: 0; list-style: none; }
:is(.event, .entry, .account, .voice, .source) { margin-block: 1rem; }
:is(.event, .entry, .account, .voice, .source) :is(h3, h4, p) { margin-block: 0.25rem; }
dt { font-weight: 700; }
dd { margin: 0; }
:is(.claim, .date, .kind, .facts, .missing, .forms, .see, .bears-on, .differ, .on) { font: 0.8125rem/1.5 system-ui, sans-serif; }
:target { outline: 2px solid; outline-offset: 0.5rem; }
@media print {
body { font-size: 10pt; }
main { max-inline-size: none; padding: 0; }
:is(h1, h2, h3, h4, h5, dt) { break-after: avoid; }
:is(.event, .entry, .account, .voice, .source, p) { break-inside: avoid; }
p { orphans: 3; widows: 3; }
.record a[href^=http]::after { content: \" (\" attr(href) \")\"; }
}
";

/// Hash of [`STYLE`] as a Content Security Policy names it.
const STYLE_HASH: &str = "sha256-AV8tNEZJZi0skXEHw4hll8FnURrgKoBxE1gHB26lol4=";

/// The story page: the whole story, and what it is in the terms of schema.org. `base` is the address of its folder, empty where
/// that is not known; the title's heading is on `level`.
pub(super) fn page(story: &Story, base: &str, level: u8) -> String {
    let view = stamped(story_page(context(story, level)), story);
    let policy =
        format!("default-src 'none'; style-src '{STYLE_HASH}'; img-src data:; base-uri 'none'; form-action 'none'");
    let canonical = (!base.is_empty()).then(|| el("link rel=canonical").attr("href", &[base, STORY_PAGE].concat()));
    let head = el("head")
        .child(el("meta").attr("charset", "utf-8"))
        .child(el("meta http-equiv=Content-Security-Policy").attr("content", &policy))
        .child(el("meta").attr("name", "viewport").attr("content", "width=device-width, initial-scale=1"))
        .child(el("meta").attr("name", "color-scheme").attr("content", "light dark"))
        .child(el("title").text(&story.title))
        .child(el("meta").attr("name", "description").attr("content", &plain(&story.standfirst)))
        .maybe(canonical)
        .child(el("link rel=icon href=data:,"));
    let html = el("html").attr("lang", &story.lang);
    let html = if story.is_right_to_left { html.attr("dir", "rtl") } else { html };
    let html = html.child(head).child(el("body").child(el("main").child(view)));
    let mut out = String::from("<!doctype html>\n");
    out.push_str(&write_lines(&html));
    // A data block, never run (HTML standard § 4.12.1). `<` is escaped so that no text can end it.
    let data = linked_data(story).to_string().replace('<', "\\u003c");
    // Written outside the sink, which escapes text: in `style` the quotation marks and `>` are no markup.
    let tail = format!("<style>{STYLE}</style>\n<script type=\"application/ld+json\">{data}</script></head>");
    out.replacen("</head>", &format!("\n{tail}"), 1)
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
    fn the_policy_of_the_page_names_its_stylesheet() {
        use base64::Engine as _;
        use sha2::Digest as _;
        let hash = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(STYLE));
        assert_eq!(STYLE_HASH, format!("sha256-{hash}"));
    }

    #[test]
    fn years_have_four_digits_or_there_is_no_date() {
        let iso = |year, month, day| iso(civil::days_from_civil(year, month, day));
        assert_eq!(iso(2022, 1, 5).as_deref(), Some("2022-01-05"));
        assert_eq!(iso(79, 8, 24).as_deref(), Some("0079-08-24"));
        assert_eq!(iso(-43, 3, 15).as_deref(), Some("-0043-03-15"));
        assert_eq!(iso(12345, 1, 5), None);
    }
}
