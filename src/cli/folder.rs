//! Opens the story in a folder.

use std::io::ErrorKind;
use std::path::Path;

use crate::story::authored::Story;
use crate::story::files::{File, Files, NAMES};
use crate::story::load;
use crate::story::problem::Problem;

/// A story without errors.
pub(super) struct Opened {
    pub(super) files: Files,
    pub(super) story: Story,
    pub(super) warnings: Vec<Problem>,
}

/// What was wrong with a story, and the files to show it in.
pub(super) struct Refused {
    pub(super) files: Files,
    pub(super) problems: Vec<Problem>,
}

/// Reads and loads the story in a folder.
///
/// # Errors
/// Everything that is wrong with it.
pub(super) fn open(folder: &Path) -> Result<Opened, Refused> {
    let files = read(folder).map_err(|problems| Refused { files: Files::default(), problems })?;
    match load(&files) {
        Ok((story, warnings)) => Ok(Opened { files, story, warnings }),
        Err(problems) => Err(Refused { files, problems }),
    }
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
        let path = folder.join(name);
        let shown = path.display().to_string();
        match std::fs::read(&path) {
            Ok(bytes) => match String::from_utf8(bytes) {
                Ok(text) => files.push(File { name: shown, text }),
                Err(error) => {
                    let at = error.utf8_error().valid_up_to();
                    let line = error.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1;
                    let message = format!("`{shown}` is not UTF-8 text at line {line}");
                    problems.push(Problem::without_place("not-utf-8", message).help("save the file as UTF-8"));
                }
            },
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => {
                let message = format!("`{shown}` cannot be read: {error}");
                problems.push(Problem::without_place("unreadable", message).help("look at the file’s permissions"));
            }
        }
    }
    if problems.is_empty() { Ok(Files(files)) } else { Err(problems) }
}
