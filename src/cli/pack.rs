//! `backstory pack`: a story compiled, alone as a blob or inside an engine.

use std::fmt::Display;
use std::io::Write;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use clap::Args;
use sha2::{Digest, Sha384};

use super::Outcome;
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
    /// The loader published beside the engine, `backstory.js`: it refuses engines it was not built with, so it is given
    /// the new engine's hash
    #[arg(long, value_name = "LOADER.js", requires = "engine")]
    loader: Option<PathBuf>,
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
        let story = match open(&self.folder) {
            Ok(opened) => opened.story,
            Err(Refused { files, problems }) => {
                print(&problems, &files);
                return Outcome::Failed;
            }
        };
        let packed = compile(&story).map_err(told).and_then(|story| pack(&story).map_err(told));
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
            if let Some(path) = &self.loader {
                let loader = std::fs::read_to_string(path)
                    .map_err(|error| format!("`{}` cannot be read: {error}", path.display()))?;
                let (old, new) = (integrity(&bare), integrity(&full));
                if !loader.contains(&old) {
                    return Err(format!(
                        "`{}` was not built with the engine `{}`; name the two files of one `dist` folder",
                        path.display(),
                        engine.display()
                    ));
                }
                drafts.push(Draft::new(path, loader.replace(&old, &new).as_bytes())?);
                report.push(format!("{}: names the new engine's hash", path.display()));
            }
            drafts.push(Draft::new(out, &full)?);
            report.push(format!("{}: {} bytes, the story {} of them", out.display(), full.len(), blob.len()));
        }
        for draft in &mut drafts {
            draft.publish()?;
        }
        Ok(report.join("\n"))
    }
}

/// A file's hash as Subresource Integrity writes it.
fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

fn told(error: impl Display) -> String {
    error.to_string()
}

/// A file written beside its place and moved there once everything else is well; taken away again otherwise.
struct Draft<'a> {
    beside: PathBuf,
    place: &'a Path,
}

impl<'a> Draft<'a> {
    fn new(place: &'a Path, bytes: &[u8]) -> Result<Draft<'a>, String> {
        let name = place.file_name().ok_or_else(|| format!("`{}` names no file", place.display()))?;
        if place.is_dir() {
            return Err(format!("`{}` is a folder; name a file in it", place.display()));
        }
        let mut hidden = std::ffi::OsString::from(".");
        hidden.push(name);
        hidden.push(format!(".{}", std::process::id()));
        let beside = place.with_file_name(hidden);
        let written = std::fs::File::create_new(&beside).and_then(|mut file| file.write_all(bytes));
        let draft = Draft { beside, place };
        written.map(|()| draft).map_err(|error| format!("`{}` cannot be written: {error}", place.display()))
    }

    fn publish(&mut self) -> Result<(), String> {
        std::fs::rename(&self.beside, self.place)
            .map_err(|error| format!("`{}` cannot be written: {error}", self.place.display()))
    }
}

impl Drop for Draft<'_> {
    fn drop(&mut self) {
        // After it was moved there is nothing here to remove.
        let _ = std::fs::remove_file(&self.beside);
    }
}
