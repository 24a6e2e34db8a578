//! Tools that come from npm: pinned, without their install scripts, in a folder named after the list of pins.

use crate::{digest, process, repo};
use anyhow::{Context as _, Result, bail};
use std::path::PathBuf;
use std::process::Command;

/// Packages that are installed together, into a folder of their own.
pub struct Set {
    pins: &'static [&'static str],
    /// What they are, for whoever waits.
    names: &'static str,
}

/// binaryen: wasm-opt. esbuild: one script out of shell and glue, minified. axe-core: accessibility rules.
/// html-validate: the ground state's HTML.
pub const TOOLS: Set = Set {
    pins: &["axe-core@4.14.1", "binaryen@132.0.0", "esbuild@0.28.2", "html-validate@11.18.0"],
    names: "binaryen, esbuild, axe-core and html-validate",
};

/// What the examples for hosts are written for; only their scenarios need them.
pub const FRAMEWORKS: Set =
    Set { pins: &["react@19.3.1", "react-dom@19.3.1", "vue@3.5.45", "svelte@5.57.3"], names: "React, Vue and Svelte" };

/// Lighthouse, in the last major version that Debian's Node runs.
pub const LIGHTHOUSE: Set = Set { pins: &["lighthouse@12.8.2"], names: "Lighthouse" };

/// What `cargo xtask bench` measures the embed beside.
pub const PEERS: Set =
    Set { pins: &["@knight-lab/timelinejs@3.9.11", "vis-timeline@8.5.4"], names: "TimelineJS and vis-timeline" };

/// The folder that holds `node_modules`.
pub struct Npm {
    folder: PathBuf,
}

impl Npm {
    /// A command that runs one of the packages' scripts under Node.
    pub fn script(&self, path: &str) -> Command {
        let mut command = Command::new("node");
        command.arg(self.file(path)).current_dir(repo::root());
        command
    }

    /// A file inside the packages.
    pub fn file(&self, path: &str) -> PathBuf {
        self.packages().join(path)
    }

    /// The folder `node_modules`.
    pub fn packages(&self) -> PathBuf {
        self.folder.join("node_modules")
    }
}

pub fn find_or_install(set: &Set) -> Result<Npm> {
    let folder = repo::tool_cache()?.join(format!("npm-{}", digest::fingerprint(&[set.pins.join(" ").as_bytes()])));
    if !folder.join("node_modules").is_dir() {
        install(set, &folder)?;
    }
    Ok(Npm { folder })
}

fn install(set: &Set, folder: &std::path::Path) -> Result<()> {
    if !Command::new("npm").arg("--version").output().is_ok_and(|output| output.status.success()) {
        bail!("Node.js 20 or later with npm is needed; on Debian: apt-get install -y nodejs npm");
    }
    let partial = folder.with_extension(format!("{}.partial", std::process::id()));
    std::fs::create_dir_all(&partial)?;
    let mut command = Command::new("npm");
    command
        .args(["install", "--no-save", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund"])
        // Both peers bring what they need inside their own files.
        .args(["--legacy-peer-deps", "--loglevel=error", "--prefix"])
        .arg(&partial)
        .args(set.pins)
        // Some other project's package.json above us is none of our business.
        .current_dir(&partial);
    process::run_with_progress(&format!("installing {} (once)", set.names), &mut command)
        .context("npm could not install the pinned packages")?;
    super::from_cargo::settle(&partial, folder)
}
