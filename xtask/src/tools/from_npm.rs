//! Tools from npm, as the lock files in `xtask/npm/` list them: every package, its version and its hash.

use crate::{digest, process, repo};
use anyhow::{Context as _, Result, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder of `xtask/npm/`: packages that are installed together, with a lock file of their own.
#[derive(Clone, Copy)]
pub enum PackageSet {
    /// esbuild, terser, binaryen (wasm-opt), axe-core, html-validate: needed by every build or test.
    Tools,
    /// TypeScript and ESLint for `www/`.
    Lint,
    /// React, Vue and Svelte, for the examples in `www/examples/`.
    Frameworks,
    /// Vite, webpack and Rollup, which the package is imported by.
    Bundlers,
    /// TimelineJS and vis-timeline, the peers in `cargo xtask bench`.
    Peers,
}

impl PackageSet {
    fn name(self) -> &'static str {
        match self {
            PackageSet::Tools => "tools",
            PackageSet::Lint => "lint",
            PackageSet::Frameworks => "frameworks",
            PackageSet::Bundlers => "bundlers",
            PackageSet::Peers => "peers",
        }
    }

    /// The installed packages: from the user's cache, or newly installed into it.
    ///
    /// # Errors
    /// When npm is missing or fails.
    pub fn find_or_install(self) -> Result<Npm> {
        let name = self.name();
        let source = repo::root().join("xtask/npm").join(name);
        let lock = std::fs::read(source.join(LOCK_FILE)).with_context(|| format!("reading xtask/npm/{name}"))?;
        let folder = repo::tool_cache()?.join(format!("npm-{name}-{}", digest::fingerprint(&[&lock])));
        if !folder.is_dir() {
            install(name, &source, &folder)?;
        }
        Ok(Npm { folder })
    }
}

const LOCK_FILE: &str = "package-lock.json";

/// A folder that holds `node_modules`.
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

/// Installs exactly the locked packages, without their install scripts.
fn install(name: &str, source: &Path, folder: &Path) -> Result<()> {
    let has_npm = Command::new("npm").arg("--version").output().is_ok_and(|output| output.status.success());
    ensure!(has_npm, "Node.js 20 or later with npm is needed; on Debian: apt-get install -y nodejs npm");
    let partial = super::partial(folder);
    std::fs::create_dir_all(&partial)?;
    // `.npmrc` holds the settings that the lock file was made with.
    for file in ["package.json", LOCK_FILE, ".npmrc"].map(|file| source.join(file)) {
        if let Some(file_name) = file.file_name().filter(|_| file.is_file()) {
            std::fs::copy(&file, partial.join(file_name))?;
        }
    }
    let mut command = Command::new("npm");
    command.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(&partial);
    process::run_with_progress(&format!("installing the packages in xtask/npm/{name} (once)"), &mut command)
        .context("npm could not install the locked packages")?;
    super::promote(&partial, folder)
}

#[cfg(test)]
mod tests {
    use super::{LOCK_FILE, PackageSet};
    use crate::repo;
    use serde_json::Value;

    #[test]
    fn every_locked_package_has_a_hash_and_names_no_registry() {
        use PackageSet::{Bundlers, Frameworks, Lint, Peers, Tools};
        for set in [Tools, Lint, Frameworks, Bundlers, Peers] {
            let path = repo::root().join("xtask/npm").join(set.name()).join(LOCK_FILE);
            let lock: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
            let packages = lock["packages"].as_object().unwrap();
            assert!(packages.len() > 1);
            for (name, package) in packages.iter().filter(|(name, _)| !name.is_empty()) {
                assert!(package["integrity"].is_string() && package["resolved"].is_null(), "{name}");
            }
        }
    }
}
