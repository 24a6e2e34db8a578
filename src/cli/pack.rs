//! `backstory pack`: a story compiled, alone as a blob or inside an engine.

use std::fmt::Display;
use std::path::PathBuf;

use clap::Args;

use super::Outcome;
use super::draft::Draft;
use super::folder::{Refused, open};
use super::report::{print, say};
use crate::compile::{compile, wasm};
use crate::model::pack;

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
    /// Where to write the packed story alone
    #[arg(long, value_name = "OUT.bks")]
    blob: Option<PathBuf>,
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
        let story = match open(&self.folder) {
            Ok(opened) => opened.story,
            Err(Refused { files, problems }) => {
                print(&problems, &files);
                return Outcome::Failed;
            }
        };
        let packed = compile(&story).map_err(message_of).and_then(|story| pack(&story).map_err(message_of));
        match packed.and_then(|blob| self.write(&blob)) {
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

    fn write(&self, blob: &[u8]) -> Result<String, String> {
        let mut report = Vec::new();
        let mut drafts = Vec::new();
        if let Some(path) = &self.blob {
            drafts.push(Draft::new(path, blob)?);
            report.push(format!("{}: {} bytes", path.display(), blob.len()));
        }
        if let (Some(engine), Some(out)) = (&self.engine, &self.out) {
            let bare =
                std::fs::read(engine).map_err(|error| format!("`{}` cannot be read: {error}", engine.display()))?;
            let full = wasm::with_section(&bare, wasm::SECTION, blob)
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

fn message_of(error: impl Display) -> String {
    error.to_string()
}
