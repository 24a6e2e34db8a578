//! The pinned tools: names, versions, paths.
//!
//! A tool on PATH in the pinned version is used as it is. Otherwise it is installed once into the user's cache, one
//! folder per version; a folder that exists is complete.

pub mod browsers;
mod from_cargo;
mod from_npm;

use crate::build_std;
use anyhow::{Context as _, Result};
use std::path::{Path, PathBuf};
use std::process::Command;

pub use from_npm::Npm;
use from_npm::PackageSet;

/// The version of wasm-bindgen that Cargo.toml pins; the command and the crate must be the same.
const WASM_BINDGEN: &str = "0.2.130";
const TRUNK: &str = "0.21.14";
const GECKODRIVER: &str = "0.37.1";
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Trunk, with wasm-bindgen's folder in front of its PATH; every other tool that a build uses is installed as well.
///
/// # Errors
/// When something is missing and cannot be installed.
pub fn trunk() -> Result<Command> {
    build_std::prepare()?;
    npm()?;
    let mut trunk = Command::new(from_cargo::TRUNK_CLI.find_or_install(TRUNK)?);
    let wasm_bindgen = wasm_bindgen()?;
    // A bare program name means that it is on PATH already.
    let folder = wasm_bindgen.parent().filter(|folder| !folder.as_os_str().is_empty()).map(PathBuf::from);
    let inherited = std::env::var_os("PATH").unwrap_or_default();
    let folders = folder.into_iter().chain(std::env::split_paths(&inherited));
    trunk.env("PATH", std::env::join_paths(folders).context("the tool cache's path cannot be part of PATH")?);
    Ok(trunk)
}

/// Finds or installs wasm-bindgen's program.
///
/// # Errors
/// When it is missing and cannot be installed.
pub fn wasm_bindgen() -> Result<PathBuf> {
    from_cargo::WASM_BINDGEN_CLI.find_or_install(WASM_BINDGEN)
}

/// Finds or installs the packages that building and testing need: binaryen, esbuild, terser, axe-core, html-validate.
///
/// # Errors
/// When npm is missing or fails.
pub fn npm() -> Result<Npm> {
    PackageSet::Tools.find_or_install()
}

/// Finds or installs TypeScript and ESLint.
///
/// # Errors
/// When npm is missing or fails.
pub fn lint() -> Result<Npm> {
    PackageSet::Lint.find_or_install()
}

/// Finds or installs the frameworks that the examples are written for.
///
/// # Errors
/// When npm is missing or fails.
pub fn frameworks() -> Result<Npm> {
    PackageSet::Frameworks.find_or_install()
}

/// Finds or installs the bundlers that the package is imported by.
///
/// # Errors
/// When npm is missing or fails.
pub fn bundlers() -> Result<Npm> {
    PackageSet::Bundlers.find_or_install()
}

/// Finds or installs the widgets that the embed is measured beside.
///
/// # Errors
/// When npm is missing or fails.
pub fn peers() -> Result<Npm> {
    PackageSet::Peers.find_or_install()
}

/// Finds or installs Firefox's WebDriver.
///
/// # Errors
/// When it is missing and cannot be installed.
pub fn geckodriver() -> Result<PathBuf> {
    from_cargo::GECKODRIVER_CLI.find_or_install(GECKODRIVER)
}

/// Finds or installs every tool that `test` uses.
///
/// # Errors
/// When something is missing and cannot be installed.
pub fn install_all() -> Result<()> {
    trunk()?;
    lint()?;
    frameworks()?;
    bundlers()?;
    geckodriver()?;
    browsers::find_or_install(&browsers::ALL)?;
    eprintln!("every tool is in place");
    Ok(())
}

/// A folder beside the final one to install into, so that an interrupted installation is never taken for a whole one.
fn partial(folder: &Path) -> PathBuf {
    let mut name = folder.as_os_str().to_owned();
    name.push(format!(".{}.partial", std::process::id()));
    PathBuf::from(name)
}

/// Gives a complete folder its final name. When another process was first, its folder is kept and this one deleted.
fn promote(partial: &Path, folder: &Path) -> Result<()> {
    if let Err(problem) = std::fs::rename(partial, folder) {
        std::fs::remove_dir_all(partial).ok();
        if !folder.is_dir() {
            return Err(problem).with_context(|| format!("could not put {} in place", folder.display()));
        }
    }
    Ok(())
}
