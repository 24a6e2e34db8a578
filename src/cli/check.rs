//! `backstory check`: every problem of a story, each at its line.

use std::path::PathBuf;

use clap::Args;

use super::Outcome;
use super::folder::{Opened, Refused, open};
use super::report::{count, plural, print, say};
use crate::story::authored::Story;
use crate::story::problem::sort;
use crate::story::wording;

/// What to check, and how strictly.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// The story's folder, or its JSON file
    #[arg(default_value = "seeds")]
    folder: PathBuf,
    /// Exit with 1 on warnings too
    #[arg(long)]
    deny_warnings: bool,
}

impl Check {
    pub(super) fn run(self) -> Outcome {
        match open(&self.folder) {
            Ok(Opened { files, story, mut warnings }) => {
                warnings.extend(wording(&story, &files));
                sort(&mut warnings);
                print(&warnings, &files);
                say(&format!("{}: {}", count(&warnings), inventory(&story)));
                if self.deny_warnings && !warnings.is_empty() { Outcome::Failed } else { Outcome::Fine }
            }
            Err(Refused { files, problems }) => {
                print(&problems, &files);
                say(&format!("{} in `{}`", count(&problems), self.folder.display()));
                Outcome::Failed
            }
        }
    }
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
