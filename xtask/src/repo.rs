//! Paths: the checkout, its output folders, the user's cache for tools.

use anyhow::{Context as _, Result};
use std::path::{Path, PathBuf};

/// The checkout's top folder.
pub fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// The published folder that Trunk fills.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// Cargo's target folder, where intermediate files may go.
pub fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// Folder of installed tools: per user rather than per checkout, so that a second clone starts quickly.
///
/// # Errors
/// When neither `XDG_CACHE_HOME` nor `HOME` is set.
pub fn tool_cache() -> Result<PathBuf> {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("XDG_CACHE_HOME")
        .or_else(|| set("HOME").map(|home| home.join(".cache")))
        .map(|cache| cache.join("backstory"))
        .context("set HOME or XDG_CACHE_HOME: the pinned tools are kept in a folder under it")
}
