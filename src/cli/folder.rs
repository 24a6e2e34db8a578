//! Opens the story in a folder of TOML, or in a file of JSON.

use std::io::ErrorKind;
use std::path::Path;

use crate::story::authored::Story;
use crate::story::files::{File, Files, NAMES};
use crate::story::limits::STORY_BYTES;
use crate::story::problem::Problem;
use crate::story::{load, load_json};

/// A story without errors.
pub(super) struct Opened {
    pub(super) files: Files,
    pub(super) story: Story,
    pub(super) warnings: Vec<Problem>,
}

/// A story's problems, and its files to show them in.
pub(super) struct Refused {
    pub(super) files: Files,
    pub(super) problems: Vec<Problem>,
}

/// Reads and loads the story in a folder, or in a file that is all of it.
///
/// # Errors
/// Everything that is wrong with it.
pub(super) fn open(place: &Path) -> Result<Opened, Refused> {
    let is_file = place.is_file();
    let files = if is_file { read_one(place) } else { read(place) };
    let files = files.and_then(within_limits).map_err(|problems| Refused { files: Files::default(), problems })?;
    match if is_file { load_json(&files) } else { load(&files) } {
        Ok((story, warnings)) => Ok(Opened { files, story, warnings }),
        Err(problems) => Err(Refused { files, problems }),
    }
}

/// Files that are together no larger than a story can be.
fn within_limits(files: Files) -> Result<Files, Vec<Problem>> {
    let bytes: usize = files.0.iter().map(|file| file.text.len()).sum();
    if bytes as u64 <= STORY_BYTES {
        return Ok(files);
    }
    let message = format!("the story has {} MiB; {} MiB is the most it can have", bytes >> 20, STORY_BYTES >> 20);
    Err(vec![Problem::without_place("too-large", message).help("split the story in two")])
}

/// Reads those of a story's files that are there; which are missing is for `load` to say.
fn read(folder: &Path) -> Result<Files, Vec<Problem>> {
    if !folder.is_dir() {
        let message = format!("there is no folder `{}`", folder.display());
        let help = "name the folder that holds story.toml, or run `backstory new FOLDER` to start one";
        return Err(vec![Problem::without_place("missing-folder", message).help(help)]);
    }
    let mut files = Vec::new();
    let mut problems = Vec::new();
    for name in NAMES {
        match text(&folder.join(name)) {
            Ok(file) => files.extend(file),
            Err(problem) => problems.push(*problem),
        }
    }
    if problems.is_empty() { Ok(Files(files)) } else { Err(problems) }
}

/// Reads a story's only file.
fn read_one(path: &Path) -> Result<Files, Vec<Problem>> {
    text(path).map(|file| Files(file.into_iter().collect())).map_err(|problem| vec![*problem])
}

/// A file, if it is there.
fn text(path: &Path) -> Result<Option<File>, Box<Problem>> {
    let shown = path.display().to_string();
    match std::fs::read(path) {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => Ok(Some(File { name: shown, text })),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let line = error.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1;
                let message = format!("`{shown}` is not UTF-8 text at line {line}");
                Err(Problem::without_place("not-utf-8", message).help("save the file as UTF-8").into())
            }
        },
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => {
            let message = format!("`{shown}` cannot be read: {error}");
            Err(Problem::without_place("unreadable", message).help("look at the file’s permissions").into())
        }
    }
}
