//! Files that are written all or not at all.

use super::interrupt::remove_on_interrupt;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// A file written beside its place and moved there once everything else is well; taken away again otherwise.
pub(super) struct Draft {
    beside: PathBuf,
    place: PathBuf,
}

impl Draft {
    /// Writes the bytes beside their place.
    pub(super) fn new(place: &Path, bytes: &[u8]) -> Result<Self, String> {
        let name = place.file_name().ok_or_else(|| format!("`{}` names no file", place.display()))?;
        if place.is_dir() {
            return Err(format!("`{}` is a folder; name a file in it", place.display()));
        }
        let mut hidden = std::ffi::OsString::from(".");
        hidden.push(name);
        // A program under WASI has no number, and none of its kind beside it.
        let number = if cfg!(target_os = "wasi") { 0 } else { std::process::id() };
        hidden.push(format!(".{number}"));
        let beside = place.with_file_name(hidden);
        remove_on_interrupt(&beside);
        let written = std::fs::File::create_new(&beside).and_then(|mut file| file.write_all(bytes));
        let draft = Self { beside, place: place.to_path_buf() };
        written.map(|()| draft).map_err(|error| format!("`{}` cannot be written: {error}", place.display()))
    }

    /// Moves the file to its place.
    pub(super) fn publish(&mut self) -> Result<(), String> {
        std::fs::rename(&self.beside, &self.place)
            .map_err(|error| format!("`{}` cannot be written: {error}", self.place.display()))
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // After it was moved there is nothing here to remove.
        let _ = std::fs::remove_file(&self.beside);
    }
}
