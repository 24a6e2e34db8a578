//! Bytes that readers download: a table, and the budgets in `tests/budgets.toml`.

use crate::{repo, wasm};
use anyhow::{Context as _, Result};
use serde::Deserialize;
use std::io::Write as _;
use std::path::Path;

#[derive(Deserialize)]
struct Budgets {
    budget: Vec<Budget>,
}

/// One limit: the named files of `dist/`, each compressed by itself, together.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Budget {
    name: String,
    files: Vec<String>,
    /// Whether the story inside the wasm counts.
    with_story: bool,
    /// The most bytes, after brotli at quality 11.
    brotli: usize,
}

/// The slack below which a build warns, in percent of a limit: another compiler may move a module by as much.
const LEAST_SLACK: usize = 2;

/// Prints the sizes of what `dist/` holds and holds them against the budgets; `false` when one is passed.
///
/// # Errors
/// When a file is missing or unreadable.
pub fn report() -> Result<bool> {
    print_table()?;
    let path = repo::root().join("tests/budgets.toml");
    let text = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let budgets: Budgets = toml::from_str(&text).context("in tests/budgets.toml")?;
    let mut within = true;
    println!();
    for budget in &budgets.budget {
        let bytes = budget.measure()?;
        let limit = budget.brotli;
        let verdict = match limit.checked_sub(bytes) {
            None => "PAST ITS LIMIT".to_owned(),
            Some(slack) if slack * 100 < limit * LEAST_SLACK => {
                format!("slack {slack} B: WARNING, under {LEAST_SLACK} %")
            }
            Some(slack) => format!("slack {slack} B, {} %", slack * 100 / limit),
        };
        println!("{:<64} {bytes:>8} B of {limit:>7} B brotli, {verdict}", budget.name);
        within &= bytes <= limit;
    }
    Ok(within)
}

impl Budget {
    fn measure(&self) -> Result<usize> {
        let sizes = self.files.iter().map(|file| {
            let mut bytes = read(file)?;
            if !self.with_story && Path::new(file).extension().is_some_and(|extension| extension == "wasm") {
                bytes = wasm::without_custom_sections(&bytes).with_context(|| format!("in dist/{file}"))?;
            }
            brotli(&bytes)
        });
        sizes.sum()
    }
}

fn print_table() -> Result<()> {
    println!("{:<40} {:>9} {:>9} {:>9}", "dist/", "raw", "gzip", "brotli");
    for name in published()? {
        let bytes = read(&name)?;
        println!("{name:<40} {:>9} {:>9} {:>9}", bytes.len(), gzip(&bytes)?, brotli(&bytes)?);
    }
    Ok(())
}

/// The top-level files of `dist/` in order of name, without the immutable copies, which weigh the same as the others.
fn published() -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(repo::dist()).context("there is no dist/; run `cargo xtask build`")? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let copy = name.starts_with("backstory.") && name.matches('.').count() == 2 && !name.ends_with(".d.ts");
        if entry.file_type()?.is_file() && !copy {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

fn read(name: &str) -> Result<Vec<u8>> {
    std::fs::read(repo::dist().join(name)).with_context(|| format!("reading dist/{name}; run `cargo xtask build`"))
}

fn gzip(bytes: &[u8]) -> Result<usize> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

fn brotli(bytes: &[u8]) -> Result<usize> {
    let mut compressed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters)?;
    Ok(compressed.len())
}
