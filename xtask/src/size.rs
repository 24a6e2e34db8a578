//! Bytes that readers download: a table, and the budgets in `tests/budgets.toml`.

use crate::{digest, repo, wasm};
use anyhow::{Context as _, Result, anyhow};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

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

/// Bytes of one file, raw and as servers send it.
#[derive(Clone, Copy, Serialize, Deserialize)]
struct Size {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// Sizes by the SHA-256 of what was compressed, kept below the target folder: brotli takes a minute for a whole build, and a
/// suite weighs twice.
#[derive(Default, Serialize, Deserialize)]
struct Sizes(BTreeMap<String, Size>);

/// The slack below which a build warns, in percent of a limit: another compiler may move a module by as much.
const LEAST_SLACK: usize = 2;

/// Prints the sizes of what `dist/` holds and holds them against the budgets; `false` when one is passed.
///
/// # Errors
/// When a file is missing or unreadable.
pub fn report() -> Result<bool> {
    let path = repo::root().join("tests/budgets.toml");
    let text = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let budgets: Budgets = toml::from_str(&text).context("in tests/budgets.toml")?;
    let names = published()?;
    let shown = names.iter().map(|name| read(name)).collect::<Result<Vec<_>>>()?;
    let held = budgets.budget.iter().map(Budget::contents).collect::<Result<Vec<_>>>()?;
    let sizes = Sizes::of(shown.iter().chain(held.iter().flatten()))?;
    println!("{:<40} {:>9} {:>9} {:>9}", "dist/", "raw", "gzip", "brotli");
    for (name, bytes) in names.iter().zip(&shown) {
        let Size { raw, gzip, brotli } = sizes.size(bytes)?;
        println!("{name:<40} {raw:>9} {gzip:>9} {brotli:>9}");
    }
    println!();
    let mut within = true;
    for (budget, contents) in budgets.budget.iter().zip(&held) {
        let parts = contents.iter().map(|bytes| Ok(sizes.size(bytes)?.brotli));
        within &= budget.holds(parts.sum::<Result<usize>>()?);
    }
    Ok(within)
}

impl Budget {
    /// What counts of each file.
    fn contents(&self) -> Result<Vec<Vec<u8>>> {
        let contents = self.files.iter().map(|file| {
            let bytes = read(file)?;
            if self.with_story || Path::new(file).extension().is_none_or(|extension| extension != "wasm") {
                return Ok(bytes);
            }
            wasm::without_custom_sections(&bytes).with_context(|| format!("in dist/{file}"))
        });
        contents.collect()
    }

    /// Prints the budget's line; `false` when `bytes` are past its limit.
    fn holds(&self, bytes: usize) -> bool {
        let limit = self.brotli;
        let verdict = match limit.checked_sub(bytes) {
            None => "PAST ITS LIMIT".to_owned(),
            Some(slack) if slack * 100 < limit * LEAST_SLACK => {
                format!("slack {slack} B: WARNING, under {LEAST_SLACK} %")
            }
            Some(slack) => format!("slack {slack} B, {} %", slack * 100 / limit),
        };
        println!("{:<64} {bytes:>8} B of {limit:>7} B brotli, {verdict}", self.name);
        bytes <= limit
    }
}

impl Sizes {
    /// The sizes of `files`, known from an earlier report or measured now, as many at a time as there are processors.
    fn of<'bytes>(files: impl Iterator<Item = &'bytes Vec<u8>>) -> Result<Self> {
        let known: Self =
            std::fs::read_to_string(kept()).ok().and_then(|text| toml::from_str(&text).ok()).unwrap_or_default();
        let files: BTreeMap<String, &Vec<u8>> = files.map(|bytes| (digest::sha256(bytes), bytes)).collect();
        let (mut sizes, mut missing) = (BTreeMap::new(), Vec::new());
        for (hash, bytes) in files {
            match known.0.get(&hash) {
                Some(&size) => drop(sizes.insert(hash, size)),
                None => missing.push((hash, bytes)),
            }
        }
        // The largest first: the others fill the time beside it.
        missing.sort_by_key(|(_, bytes)| bytes.len());
        let queue = std::sync::Mutex::new(missing);
        let next = || queue.lock().ok()?.pop();
        let work = || -> Result<Vec<(String, Size)>> {
            std::iter::from_fn(next).map(|(hash, bytes)| Ok((hash, Size::measure(bytes)?))).collect()
        };
        let workers = std::thread::available_parallelism().map_or(1, usize::from);
        std::thread::scope(|scope| -> Result<()> {
            let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
            for worker in workers {
                sizes.extend(worker.join().map_err(|_| anyhow!("compressing failed"))??);
            }
            Ok(())
        })?;
        let sizes = Self(sizes);
        std::fs::create_dir_all(repo::target().join("xtask"))?;
        std::fs::write(kept(), toml::to_string(&sizes)?)?;
        Ok(sizes)
    }

    fn size(&self, bytes: &[u8]) -> Result<Size> {
        self.0.get(&digest::sha256(bytes)).copied().context("a file was not measured")
    }
}

impl Size {
    fn measure(bytes: &[u8]) -> Result<Self> {
        Ok(Self { raw: bytes.len(), gzip: gzip(bytes)?, brotli: brotli(bytes)? })
    }
}

/// The file with the sizes of the last report.
fn kept() -> PathBuf {
    repo::target().join("xtask/sizes.toml")
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
