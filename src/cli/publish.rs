//! `backstory publish`: the whole folder of one story, or nothing.
//!
//! Files with twelve hexadecimal digits in their names never change their bytes, and those of earlier publications stay:
//! scripts in caches, and snippets that name one, go on finding them.

use std::path::{Path, PathBuf};

use clap::Args;

use super::Outcome;
use super::draft::Draft;
use super::folder::{Refused, open};
use super::report::{print, say};
use crate::compile::{compile, wasm};
use crate::model::{Story, pack, unpack};
use crate::publish::{Built, ENGINE, File, NOWHERE, is_hashed};

/// What to publish, and where.
#[derive(Debug, Args)]
pub(super) struct Publish {
    /// The story's folder, or its JSON file
    story: PathBuf,
    /// The folder to write: a new or an empty one, or one that this story has already been published in
    folder: PathBuf,
    /// Address that the folder is going to have, which oEmbed consumers need: `https://news.example/backstory/`
    #[arg(long, value_name = "URL", default_value = NOWHERE, value_parser = base)]
    base: String,
    /// A built folder of this version, of any story
    #[arg(long, value_name = "DIST", default_value = "dist")]
    from: PathBuf,
}

impl Publish {
    pub(super) fn run(self) -> Outcome {
        let story = match open(&self.story) {
            Ok(opened) => opened.story,
            Err(Refused { files, problems }) => {
                print(&problems, &files);
                return Outcome::Failed;
            }
        };
        let compiled = compile(&story).map_err(|error| error.to_string());
        match compiled.and_then(|story| self.write(&story)) {
            Ok(report) => {
                say(&report);
                Outcome::Fine
            }
            Err(message) => {
                eprintln!("error: {message}");
                Outcome::Failed
            }
        }
    }

    fn write(&self, story: &Story) -> Result<String, String> {
        may_hold(&self.folder, story)?;
        let built = Built::read(|name| {
            let path = self.from.join(name);
            std::fs::read(&path).map_err(|error| format!("`{}` cannot be read: {error}", path.display()))
        });
        let built = built.map_err(|why| format!("{why}; `--from` names a whole built folder"))?;
        let blob = pack(story).map_err(|error| error.to_string())?;
        let files = built.with_story(story, &blob, &self.base)?;
        let count = files.len();
        write(&self.folder, &files)?;
        let mut report = format!("{}: {count} files of the story `{}`", self.folder.display(), story.id);
        if self.base == NOWHERE {
            report.push_str("\noembed.json names no address yet: give the folder's with --base");
        }
        Ok(report)
    }
}

/// The address of a folder.
fn base(url: &str) -> Result<String, String> {
    let is_plain = url.starts_with("http") && !url.contains(['"', '<', '&', ' ', '?', '#']);
    if is_plain {
        Ok(format!("{}/", url.trim_end_matches('/')))
    } else {
        Err("an address that begins with http".into())
    }
}

/// A folder belongs to one story: to write another beside it would leave the text of the first under the headline of the second.
///
/// # Errors
/// When the folder holds another story, or something that is no published folder.
fn may_hold(folder: &Path, story: &Story) -> Result<(), String> {
    let shown = folder.display();
    let is_empty = std::fs::read_dir(folder).map_or(true, |mut entries| entries.next().is_none());
    if is_empty {
        return Ok(());
    }
    let advice = "a published folder belongs to one story: name a new or an empty folder";
    let Ok(engine) = std::fs::read(folder.join(ENGINE)) else {
        return Err(format!("`{shown}` holds other files; {advice}"));
    };
    let held = wasm::section(&engine, wasm::SECTION).ok().flatten().map(unpack);
    match held {
        Some(Ok(held)) if held.id == story.id => Ok(()),
        Some(Ok(held)) => Err(format!("`{shown}` holds the story `{}`, not `{}`; {advice}", held.id, story.id)),
        _ => Err(format!(
            "the story in `{shown}` is of another version and cannot be compared; {advice}, and move the \
                          files with twelve hexadecimal digits in their names there by hand"
        )),
    }
}

/// Writes every file or, where one cannot be written, none.
fn write(folder: &Path, files: &[File]) -> Result<(), String> {
    let mut drafts = Vec::new();
    for (name, bytes) in files {
        let path = folder.join(name);
        match std::fs::read(&path) {
            Ok(old) if old == *bytes => continue,
            Ok(_) if is_hashed(name) => {
                return Err(format!("`{}` has other bytes than its name says; remove it", path.display()));
            }
            _ => {}
        }
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(|error| format!("`{}`: {error}", parent.display()))?;
        }
        drafts.push(Draft::new(&path, bytes)?);
    }
    drafts.iter_mut().try_for_each(Draft::publish)
}
