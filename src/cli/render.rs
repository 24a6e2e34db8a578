//! `backstory render`: a story's page, or the digest that goes into an article.

use std::path::PathBuf;

use clap::Args;

use super::Outcome;
use super::annotate::{NotAnnotated, terms_used};
use super::folder::{Opened, Refused, open_in};
use super::report::{print, say};
use crate::compile::compile;
use crate::publish::{media, page};
use crate::view::html::write_lines;
use crate::view::prefix_ids;

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
    /// One of the story's languages, or another, to see the interface in it
    #[arg(long, value_name = "TAG")]
    lang: Option<String>,
    /// The story's folder, or its JSON file
    #[arg(default_value = "seeds")]
    folder: PathBuf,
}

impl Render {
    pub(super) fn run(self) -> Outcome {
        let authored = match open_in(&self.folder, self.lang.as_deref()) {
            Ok(Opened { files, story, warnings }) => {
                if self.lang.is_some() {
                    print(&warnings, &files);
                }
                story
            }
            Err(Refused { files, problems }) => {
                print(&problems, &files);
                return Outcome::Failed;
            }
        };
        let mut story = match compile(&authored) {
            Ok(story) => story,
            Err(error) => {
                eprintln!("error: {error}");
                return Outcome::Failed;
            }
        };
        // As `publish` packs it: the revision is of the same bytes.
        if let Some(base) = &self.base {
            media::place(&mut story, base);
        }
        let heading = self.heading_level.unwrap_or(if self.fragment { 2 } else { 1 });
        if !self.fragment {
            say(&page::story_page(&story, self.base.as_deref().unwrap_or_default(), "", heading));
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
        let mut view = page::digest(&story, heading, self.base.as_deref().unwrap_or_default(), &used);
        if let Some(prefix) = &self.id_prefix {
            prefix_ids(&mut view, prefix);
        }
        say(&write_lines(&view));
        Outcome::Fine
    }
}

/// A word of an id.
fn id_word(word: &str) -> Result<String, String> {
    let is_plain = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if is_plain { Ok(word.to_owned()) } else { Err("ASCII letters, digits and hyphens only".to_owned()) }
}

/// An address of a folder, with its last slash.
pub(super) fn folder_address(url: &str) -> Result<String, String> {
    let rest = ["https://", "http://"].iter().find_map(|scheme| url.strip_prefix(scheme));
    let is_plain = |rest: &str| {
        let host = rest.split('/').next().unwrap_or_default();
        let is_part = |c: char| c.is_ascii_alphanumeric() || "-._~:/%".contains(c);
        !host.is_empty() && rest.chars().all(is_part) && !rest.split('/').any(|step| step == "..")
    };
    if rest.is_some_and(is_plain) {
        Ok(format!("{}/", url.trim_end_matches('/')))
    } else {
        Err("an address of a folder begins with https:// or http://, and has no user, query or fragment".into())
    }
}
