//! `backstory annotate`: the story's terms linked in an article, to the fallback on the same page; the rest of the file
//! stays as it is, byte for byte.

mod html;

use std::path::{Path, PathBuf};

use clap::Args;
use html_escape::encode_double_quoted_attribute;
use lol_html::Selector;

use super::Outcome;
use super::folder::{Refused, open};
use super::report::{plural, print};
use crate::compile::annotate::{Link, Part, plan};
use crate::compile::link::{Headword, Linker};
use crate::story::authored::Story;
use crate::view::claim::anchor;
use html::{Article, NotRead};

/// How many terms are linked by default.
const CAP: usize = 12;

/// What to annotate, and how.
#[derive(Debug, Args)]
pub(super) struct Annotate {
    /// The article's HTML
    article: PathBuf,
    /// The story's folder, or its JSON file
    #[arg(long, value_name = "STORY", default_value = "seeds")]
    story: PathBuf,
    /// A CSS selector for the elements whose text is linked
    #[arg(long, default_value = "article", value_parser = selector)]
    selector: String,
    /// How many terms may be linked
    #[arg(long, default_value_t = CAP)]
    cap: usize,
    /// The file to write; without it, standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Refuses an invalid selector before any file is read.
pub(super) fn selector(text: &str) -> Result<String, String> {
    text.parse::<Selector>().map(|_| text.to_owned()).map_err(|error| error.to_string())
}

/// The reason why nothing was written.
#[derive(Debug)]
pub(super) enum NotAnnotated {
    /// The story has problems, which have been printed.
    Story,
    /// Any other reason, with advice.
    Message(String),
}

impl Annotate {
    pub(super) fn run(self) -> Outcome {
        match self.annotated() {
            Ok(links) => {
                eprintln!("{} in {}", plural(links, "link"), self.article.display());
                Outcome::Fine
            }
            Err(NotAnnotated::Story) => Outcome::Failed,
            Err(NotAnnotated::Message(why)) => {
                eprintln!("error: {why}");
                Outcome::Failed
            }
        }
    }

    /// Writes the article with its links; says how many it made.
    fn annotated(&self) -> Result<usize, NotAnnotated> {
        let story = open(&self.story).map_err(|Refused { files, problems }| {
            print(&problems, &files);
            NotAnnotated::Story
        })?;
        let (text, article) = read(&self.article, &self.selector)?;
        let (annotated, links) = link(&text, &article, &story.story, self.cap)?;
        if !text.contains("<dl class=\"terms\"") {
            eprintln!(
                "note: the page has no glossary to link to; put into it what `backstory render --fragment --article` prints"
            );
        }
        match &self.out {
            Some(out) => std::fs::write(out, annotated).map_err(|error| cannot("written", out, &error))?,
            // Not a byte more than the article has, not even a line's end.
            None => print_exactly(&annotated),
        }
        Ok(links)
    }
}

fn cannot(what: &str, path: &Path, error: &dyn std::fmt::Display) -> NotAnnotated {
    NotAnnotated::Message(format!("`{}` cannot be {what}: {error}", path.display()))
}

/// The article's HTML, as it is and in parts.
fn read(path: &Path, selector: &str) -> Result<(String, Article), NotAnnotated> {
    let bytes = std::fs::read(path).map_err(|error| cannot("read", path, &error))?;
    let text = String::from_utf8(bytes).map_err(|error| cannot("read as UTF-8", path, &error))?;
    let article = Article::read(&text, selector).map_err(|error| match error {
        NotRead::NoRoot => NotAnnotated::Message(format!(
            "nothing in `{}` matches the selector `{selector}`; name another with --selector",
            path.display()
        )),
        NotRead::Html(why) => cannot("read as HTML", path, &why),
    })?;
    Ok((text, article))
}

/// Ids of the terms that an article uses: those that are linked in it, then those that [`Annotate`] would link.
pub(super) fn terms_used(path: &Path, selector: &str, story: &Story) -> Result<Vec<String>, NotAnnotated> {
    let (_, article) = read(path, selector)?;
    let linked = article.parts().iter().filter_map(|part| match part {
        Part::Term(id) => Some(id.clone()),
        _ => None,
    });
    let (linker, ids) = linker(story)?;
    let found = plan(&linker, &ids, article.parts(), CAP);
    let found = found.iter().filter_map(|link| ids.get(usize::from(link.term)).map(|id| (*id).to_owned()));
    Ok(linked.chain(found).collect())
}

fn print_exactly(text: &str) {
    use std::io::Write as _;
    // A closed pipe is the reader's choice, not a failure.
    let _ = std::io::stdout().write_all(text.as_bytes());
}

/// What finds a story's terms, and their ids in its order.
fn linker(story: &Story) -> Result<(Linker, Vec<&str>), NotAnnotated> {
    let headwords: Vec<Headword> = story
        .terms
        .iter()
        .map(|term| Headword { id: &term.id, label: &term.label, kind: term.kind, forms: &term.forms })
        .collect();
    // The article's own words teach it nothing: links must not depend on what else the page says.
    let linker = Linker::new(&headwords, []).map_err(|error| NotAnnotated::Message(error.to_string()))?;
    Ok((linker, headwords.iter().map(|headword| headword.id).collect()))
}

/// The article with its links, and their number.
fn link(text: &str, article: &Article, story: &Story, cap: usize) -> Result<(String, usize), NotAnnotated> {
    let (linker, ids) = linker(story)?;
    let links = plan(&linker, &ids, article.parts(), cap);
    let mut out = String::with_capacity(text.len() + links.len() * 64);
    let mut done = 0;
    for Link { part, at, term } in &links {
        let Some(raw) = article.source(*part, at) else { continue };
        let (Some(id), Some(before), Some(words)) =
            (ids.get(usize::from(*term)), text.get(done..raw.start), text.get(raw.clone()))
        else {
            continue;
        };
        let (target, id) = (anchor(id), encode_double_quoted_attribute(*id));
        out.push_str(before);
        out.push_str("<a href=\"#");
        out.push_str(&encode_double_quoted_attribute(&target));
        out.push_str("\" data-backstory-term=\"");
        out.push_str(&id);
        out.push_str("\">");
        out.push_str(words);
        out.push_str("</a>");
        done = raw.end;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    Ok((out, links.len()))
}
