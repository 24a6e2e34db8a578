//! Opens the story in a folder of TOML, or in a file of JSON.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::story::authored::Story;
use crate::story::files::{File, Files, NAMES, TRANSLATIONS};
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
    loaded(files, is_file)
}

fn loaded(files: Files, is_file: bool) -> Result<Opened, Refused> {
    match if is_file { load_json(&files) } else { load(&files) } {
        Ok((story, warnings)) => Ok(Opened { files, story, warnings }),
        Err(problems) => Err(Refused { files, problems }),
    }
}

/// The story in one language alone, or in all where `lang` names none. One that it has no translation in has the interface
/// of that language around texts of the story's; the warnings say so.
///
/// # Errors
/// Everything that is wrong with it.
pub(super) fn open_in(place: &Path, lang: Option<&str>) -> Result<Opened, Refused> {
    let opened = open(place)?;
    let Some(lang) = lang else { return Ok(opened) };
    let is_known = opened.story.lang == lang || opened.story.translations.iter().any(|it| it.lang == lang);
    let Opened { files, mut story, mut warnings } = if is_known {
        opened
    } else if place.is_file() {
        let message = format!("the story has no translation in `{lang}`");
        let help = "a story in JSON has its translations in the list `translations`: docs/translating.md shows one";
        let problem = Problem::without_place("no-translation", message).help(help);
        return Err(Refused { files: opened.files, problems: vec![problem] });
    } else {
        let Files(mut files) = opened.files;
        let name = place.join(TRANSLATIONS).join([lang, ".toml"].concat()).display().to_string();
        files.push(File { name, text: String::new() });
        loaded(Files(files), false)?
    };
    let file = files.translations().find(|(_, tag)| *tag == lang).map(|(file, _)| file);
    warnings.retain(|problem| {
        problem.about.as_deref() == Some(lang) || file.is_some() && problem.span.as_ref().map(|span| span.file) == file
    });
    let translation = std::mem::take(&mut story.translations).into_iter().find(|it| it.lang == lang);
    story = translation.map_or(story, |translation| translation.story);
    story.languages.clear();
    Ok(Opened { files, story, warnings })
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
    for path in translations(folder) {
        match text(&path) {
            Ok(file) => files.extend(file),
            Err(problem) => problems.push(*problem),
        }
    }
    if problems.is_empty() { Ok(Files(files)) } else { Err(problems) }
}

/// The files of translations, in the order of their names.
pub(super) fn translations(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder.join(TRANSLATIONS)).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    let mut paths: Vec<PathBuf> = paths.filter(|path| path.extension().is_some_and(|it| it == "toml")).collect();
    paths.sort();
    paths
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
