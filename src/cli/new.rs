//! `backstory new`: a small complete story to start from.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use super::Outcome;
use super::import::{How, into_folder, outcome_of};
use super::report::say;

/// The story it writes; its two documents are invented.
pub(super) const STARTER: [(&str, &str); 6] = [
    ("story.toml", include_str!("starter/story.toml")),
    ("sources.toml", include_str!("starter/sources.toml")),
    ("events.toml", include_str!("starter/events.toml")),
    ("glossary.toml", include_str!("starter/glossary.toml")),
    ("questions.toml", include_str!("starter/questions.toml")),
    ("voices.toml", include_str!("starter/voices.toml")),
];

/// Where to write it.
#[derive(Debug, Args)]
pub(super) struct New {
    /// The folder to create; none of the six files may be in it yet
    folder: PathBuf,
    /// Begin with what `backstory import` makes of a file: another tool's timeline, a spreadsheet
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
}

impl New {
    pub(super) fn run(self) -> Outcome {
        if let Some(file) = &self.from {
            return outcome_of(into_folder(file, &self.folder, &How::default()));
        }
        let folder = self.folder.display();
        if let Some((taken, _)) = STARTER.iter().find(|(name, _)| self.folder.join(name).exists()) {
            eprintln!("error: `{folder}` already has a `{taken}`; nothing was written. Name a new folder.");
            return Outcome::Failed;
        }
        match write(&self.folder) {
            Ok(()) => {
                say(&format!(
                    "A story was written to `{folder}`. Change it, and run `backstory check {folder}` as you go."
                ));
                Outcome::Fine
            }
            Err(error) => {
                eprintln!("error: the story cannot be written to `{folder}`: {error}");
                Outcome::Failed
            }
        }
    }
}

fn write(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for (name, text) in STARTER {
        OpenOptions::new().write(true).create_new(true).open(folder.join(name))?.write_all(text.as_bytes())?;
    }
    Ok(())
}
