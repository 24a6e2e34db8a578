//! `cargo xtask reproduce`: builds the checked-out commit twice from nothing and compares every published byte.

use crate::{digest, process, repo};
use anyhow::{Context as _, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Two folders below the target folder. Their paths differ in length, so that a path inside a file moves its bytes.
const CHECKOUTS: [&str; 2] = ["xtask/reproduce/one", "xtask/reproduce/another-folder/two"];

/// Relative path → contents.
type Files = BTreeMap<PathBuf, Vec<u8>>;

/// Clones the commit into both folders, builds each, and prints the SHA-256 of every file of `dist/`; `false` when the
/// two builds differ. The folders are deleted when they agree. Changes that are not committed are not built.
///
/// # Errors
/// When git or a build fails.
pub fn run() -> Result<bool> {
    let commit = process::read(Command::new("git").args(["rev-parse", "HEAD"]).current_dir(repo::root()))?;
    let [one, two] = CHECKOUTS.map(|folder| repo::target().join(folder));
    let builds = [build(&one, commit.trim())?, build(&two, commit.trim())?];
    println!("commit {}", commit.trim());
    let differences = report(&builds);
    if differences > 0 {
        println!("{differences} files differ; both builds are in {}", one.parent().unwrap_or(&one).display());
        return Ok(false);
    }
    println!("{} files, the same in both builds", builds[0].len());
    std::fs::remove_dir_all(one.parent().unwrap_or(&one))?;
    Ok(true)
}

fn build(checkout: &Path, commit: &str) -> Result<Files> {
    if checkout.exists() {
        std::fs::remove_dir_all(checkout)?;
    }
    std::fs::create_dir_all(checkout)?;
    let mut git = Command::new("git");
    process::run(git.args(["clone", "--quiet", "--no-checkout"]).arg(repo::root()).arg(checkout))?;
    process::run(Command::new("git").args(["checkout", "--quiet", "--detach", commit]).current_dir(checkout))?;
    // Nothing of this checkout's build may reach the other one.
    let mut cargo = process::cargo();
    cargo.args(["xtask", "build"]).current_dir(checkout).env_remove("CARGO_TARGET_DIR");
    println!("building in {}", checkout.display());
    process::run(&mut cargo)?;
    let mut files = Files::new();
    let dist = checkout.join("dist");
    collect(&dist, &dist, &mut files).context("reading the published folder")?;
    Ok(files)
}

fn collect(folder: &Path, dist: &Path, files: &mut Files) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, dist, files)?;
        } else {
            files.insert(path.strip_prefix(dist)?.to_owned(), std::fs::read(&path)?);
        }
    }
    Ok(())
}

/// Prints a line for each file; returns the number of files that differ or that only one build has.
fn report([one, two]: &[Files; 2]) -> usize {
    let names: BTreeSet<&PathBuf> = one.keys().chain(two.keys()).collect();
    let mut differences = 0;
    for name in names {
        let verdict = match (one.get(name), two.get(name)) {
            (Some(one), Some(two)) if one == two => digest::sha256(one),
            (Some(one), Some(two)) => {
                let same = one.iter().zip(two).take_while(|(one, two)| one == two).count();
                format!("DIFFERS at byte {same}: {} and {}", digest::sha256(one), digest::sha256(two))
            }
            _ => "DIFFERS: only in one of the builds".to_owned(),
        };
        differences += usize::from(verdict.starts_with("DIFFERS"));
        println!("{verdict}  {}", name.display());
    }
    differences
}

#[cfg(test)]
mod tests {
    use super::{Files, report};

    #[test]
    fn changed_and_missing_files_count_as_differences() {
        let files = |list: &[(&str, &str)]| -> Files {
            list.iter().map(|(name, text)| ((*name).into(), text.as_bytes().to_vec())).collect()
        };
        let one = files(&[("a.js", "same"), ("b.js", "one"), ("c.js", "")]);
        let two = files(&[("a.js", "same"), ("b.js", "two")]);
        assert_eq!(report(&[one, two]), 2);
    }
}
