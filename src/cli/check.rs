//! `backstory check`: every problem of a story, each at its line.

use std::path::PathBuf;

use clap::Args;

use super::folder::{Opened, Refused, open};
use super::render::folder_address;
use super::report::{count, plural, print, say};
use super::{Outcome, pasted};
use crate::compile::compile;
use crate::publish::media;
use crate::publish::revision::revision;
use crate::story::authored::Story;
use crate::story::problem::sort;
use crate::story::wording;

/// What to check, and how strictly.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// The story's folder, or its JSON file
    #[arg(default_value = "seeds")]
    folder: PathBuf,
    /// List every text that the translation into this language lacks
    #[arg(long, value_name = "TAG")]
    lang: Option<String>,
    /// Exit with 1 on warnings too
    #[arg(long)]
    deny_warnings: bool,
    /// Tell of a page, saved as a file, whether the story's text in it is old; may be given several times
    #[arg(long = "page", value_name = "FILE")]
    pages: Vec<String>,
    /// Address that the story's folder was published with, where its media have relative addresses
    #[arg(long, value_name = "URL", requires = "pages", value_parser = folder_address)]
    base: Option<String>,
}

impl Check {
    pub(super) fn run(self) -> Outcome {
        match open(&self.folder) {
            Ok(Opened { files, story, mut warnings }) => {
                warnings.extend(wording(&story, &files));
                sort(&mut warnings);
                print(&warnings, &files);
                if let Err(why) = self.lang.as_deref().map_or(Ok(()), |lang| list_missing(&story, lang)) {
                    eprintln!("error: {why}");
                    return Outcome::Failed;
                }
                say(&format!("{}: {}", count(&warnings), inventory(&story)));
                if self.deny_warnings && !warnings.is_empty() {
                    return Outcome::Failed;
                }
                let published = |mut story| {
                    if let Some(base) = &self.base {
                        media::place(&mut story, base);
                    }
                    revision(&story)
                };
                match compile(&story).map_err(|error| error.to_string()).and_then(published) {
                    Ok(revision) => pasted::compare(&self.pages, &revision),
                    Err(message) => {
                        eprintln!("error: {message}");
                        Outcome::Failed
                    }
                }
            }
            Err(Refused { files, problems }) => {
                print(&problems, &files);
                say(&format!("{} in `{}`", count(&problems), self.folder.display()));
                Outcome::Failed
            }
        }
    }
}

/// Prints the texts that a translation lacks, a line each.
///
/// # Errors
/// There is no such translation.
fn list_missing(story: &Story, lang: &str) -> Result<(), String> {
    let Some(translation) = story.translations.iter().find(|translation| translation.lang == lang) else {
        return Err(format!("the story has no translation in `{lang}`; `backstory translate STORY {lang}` begins one"));
    };
    for missing in &translation.missing {
        say(&format!("{lang} lacks {} of {}", missing.key, missing.owner));
    }
    Ok(())
}

/// "3 events, 2 terms, 1 question, 1 voice, 1 source".
pub(super) fn inventory(story: &Story) -> String {
    [
        (story.events.len(), "event"),
        (story.terms.len(), "term"),
        (story.questions.len(), "question"),
        (story.voices.len(), "voice"),
        (story.sources.len(), "source"),
    ]
    .map(|(number, noun)| plural(number, noun))
    .join(", ")
}
