//! `backstory pack`: a story compiled, alone as a blob or inside an engine.

use std::fmt::Display;
use std::path::{Path, PathBuf};

use clap::Args;

use super::Outcome;
use super::draft::Draft;
use super::folder::{Opened, Refused, open_in};
use super::report::{print, say};
use crate::compile::{compile, wasm};
use crate::model::{self, pack};
use crate::story::authored::Story;

/// What to pack, and into what.
#[derive(Debug, Args)]
pub(super) struct Pack {
    /// The engine to put the story into: `backstory_bg.wasm`, with or without a story in it
    #[arg(long, value_name = "IN.wasm", requires = "out", required_unless_present = "blob")]
    engine: Option<PathBuf>,
    /// Where to write the engine with the story in it
    #[arg(long, value_name = "OUT.wasm", requires = "engine")]
    out: Option<PathBuf>,
    /// The engine is for a script that is built afterwards, as in the build of a folder
    #[arg(long, requires = "engine")]
    no_script: bool,
    /// Where to write the packed story alone; one in several languages is written in each as well: OUT.ru.bks
    #[arg(long, value_name = "OUT.bks")]
    blob: Option<PathBuf>,
    /// One of the story's languages alone, or another, to see the interface in it
    #[arg(long, value_name = "TAG")]
    lang: Option<String>,
    /// The story's folder, or its JSON file
    #[arg(default_value = "seeds")]
    folder: PathBuf,
}

impl Pack {
    /// Writes all of its files or, if anything is wrong, none.
    pub(super) fn run(self) -> Outcome {
        if self.engine.is_some() && !self.no_script {
            eprintln!(
                "error: the script refuses an engine that it was not built with, and the pages beside it would keep the story \
                 they have; `backstory publish {} FOLDER --from DIST` writes the whole folder",
                self.folder.display()
            );
            return Outcome::Failed;
        }
        let story = match open_in(&self.folder, self.lang.as_deref()) {
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
        match editions(&story).and_then(|editions| self.write(editions)) {
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

    fn write(&self, (story, others): Editions) -> Result<String, String> {
        let blob = pack(&story).map_err(message_of)?;
        let mut report = Vec::new();
        let mut drafts = Vec::new();
        if let Some(path) = &self.blob {
            let mut packed = vec![(path.clone(), blob.clone())];
            for edition in std::iter::once(&story).chain(&others).filter(|_| !others.is_empty()) {
                packed.push((in_language(path, &edition.lang), pack(edition).map_err(message_of)?));
            }
            for (path, blob) in packed {
                drafts.push(Draft::new(&path, &blob)?);
                report.push(format!("{}: {} bytes", path.display(), blob.len()));
            }
        }
        if let (Some(engine), Some(out)) = (&self.engine, &self.out) {
            let bare =
                std::fs::read(engine).map_err(|error| format!("`{}` cannot be read: {error}", engine.display()))?;
            let full = wasm::with_section(&bare, wasm::SECTION, &blob)
                .map_err(|error| format!("`{}`: {error}", engine.display()))?;
            drafts.push(Draft::new(out, &full)?);
            report.push(format!("{}: {} bytes, the story {} of them", out.display(), full.len(), blob.len()));
        }
        for draft in &mut drafts {
            draft.publish()?;
        }
        Ok(report.join("\n"))
    }
}

/// The name of a packed story in one of its languages, as readers' browsers make it: `story.ru.bks` of `story.bks`.
fn in_language(path: &Path, lang: &str) -> PathBuf {
    match path.extension() {
        Some(extension) => path.with_extension(format!("{lang}.{}", extension.display())),
        None => path.with_extension(lang),
    }
}

/// A compiled story, and the same in its other languages.
pub(super) type Editions = (model::Story, Vec<model::Story>);

/// A story compiled in each of its languages.
///
/// # Errors
/// When it is too large.
pub(super) fn editions(story: &Story) -> Result<Editions, String> {
    let others = story.translations.iter().map(|translation| compile(&translation.story));
    Ok((compile(story).map_err(message_of)?, others.collect::<Result<_, _>>().map_err(message_of)?))
}

fn message_of(error: impl Display) -> String {
    error.to_string()
}
