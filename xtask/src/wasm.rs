//! The wasm files: parting the engine in two, making both smaller, and telling engine and story apart.

use crate::tools::Npm;
use crate::{digest, process, repo, split};
use anyhow::{Context as _, Result, bail};
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// What is called what, once wasm-opt has shortened the names by which engine and glue know each other.
#[derive(Debug, Deserialize)]
pub struct Names {
    /// Module, name, short name.
    pub imports: Vec<(String, String, String)>,
    /// Name, short name.
    pub exports: Vec<(String, String)>,
}

/// The module that all shortened imports come from.
pub const SHORT_MODULE: &str = "a";

/// Shortens names; wasm-opt prints what it did as JSON. By itself, after everything else, so that it prints once.
const SHORTEN: [&str; 2] = ["--minify-imports-and-exports-and-modules", "--strip-target-features"];

const FLAGS: [&str; 12] = [
    // First the control flow is made anew from its bare branches, which is smoother than what LLVM leaves.
    "--flatten",
    "--rereloop",
    "-Oz",
    "--converge",
    // The fewer functions are put into their callers, the more bytes, of which brotli leaves fewer: measured.
    "--one-caller-inline-max-function-size=120",
    "--always-inline-max-function-size=4",
    "--low-memory-unused",
    "--zero-filled-memory",
    "-Oz",
    // What is called most gets the shortest number.
    "--reorder-functions",
    "--strip-debug",
    "--strip-producers",
];

/// Parts the engine and makes both parts smaller: the first in place, the second in `late`. `linked` is the engine as it was
/// before wasm-bindgen. The same engine is done only once: a change of the story or of the styles does not wait for it.
///
/// Returns the short names of the first part's imports and exports.
///
/// # Errors
/// When the engine cannot be parted or wasm-opt fails.
pub fn part(npm: &Npm, linked: &Path, engine: &Path, late: &Path) -> Result<Names> {
    let bound = std::fs::read(engine)?;
    let linked = std::fs::read(linked).with_context(|| format!("reading {}", linked.display()))?;
    let way = [include_str!("split/sides.rs"), include_str!("split/first.rs"), include_str!("split/later.rs")].concat();
    let kept = Kept::of(npm, "engine", &[&bound, way.as_bytes()])?;
    let kept_late = kept.module.with_extension("late.wasm");
    if !kept.is_there() || !kept_late.is_file() {
        let parts = split::split(&linked, &bound)?;
        kept.make(npm, &parts.first)?;
        // The second part takes what it needs by the first one's short names.
        let bytes = split::rename(&parts.late, &kept.names()?.exports)?;
        let shrunk = kept.shrink(npm, &bytes)?;
        std::fs::rename(shrunk, &kept_late)?;
    }
    std::fs::copy(&kept_late, late).context("putting the late wasm in place")?;
    kept.put(engine)
}

/// Makes a module smaller, in place. The same module is done only once.
///
/// Returns the short names of its imports and exports.
///
/// # Errors
/// When wasm-opt fails.
pub fn optimise(npm: &Npm, module: &Path) -> Result<Names> {
    let bytes = split::without_notes(&std::fs::read(module)?)?;
    let kept = Kept::of(npm, "module", &[&bytes])?;
    if !kept.is_there() {
        kept.make(npm, &bytes)?;
    }
    kept.put(module)
}

/// What came of a module before, by everything that it depends on.
struct Kept {
    module: PathBuf,
    names: PathBuf,
}

impl Kept {
    fn of(npm: &Npm, kind: &str, made_of: &[&[u8]]) -> Result<Self> {
        let script = npm.file("binaryen/bin/wasm-opt");
        let mut all = made_of.to_vec();
        let flags = [FLAGS.join(" "), SHORTEN.join(" ")].concat();
        all.extend([flags.as_bytes(), script.as_os_str().as_encoded_bytes()]);
        let work = repo::target().join("xtask");
        std::fs::create_dir_all(&work)?;
        let module = work.join(format!("{kind}-{}.wasm", digest::fingerprint(&all)));
        Ok(Self { names: module.with_extension("json"), module })
    }

    fn is_there(&self) -> bool {
        self.module.is_file() && self.names.is_file()
    }

    /// Makes `bytes` smaller. There are no flags for features: wasm-opt reads what the module declares. With
    /// `--all-features` it writes modules that no browser loads.
    fn shrink(&self, npm: &Npm, bytes: &[u8]) -> Result<PathBuf> {
        let [whole, smaller] = ["whole", "smaller"].map(|kind| self.module.with_extension(kind));
        std::fs::write(&whole, bytes)?;
        process::run(npm.script("binaryen/bin/wasm-opt").arg(&whole).arg("-o").arg(&smaller).args(FLAGS))?;
        std::fs::remove_file(whole)?;
        Ok(smaller)
    }

    fn make(&self, npm: &Npm, bytes: &[u8]) -> Result<()> {
        let smaller = self.shrink(npm, bytes)?;
        let shorter = self.module.with_extension("shorter");
        let mut shorten = npm.script("binaryen/bin/wasm-opt");
        let names = process::read(shorten.arg(&smaller).arg("-o").arg(&shorter).args(SHORTEN))?;
        std::fs::write(&self.names, names)?;
        std::fs::rename(shorter, &self.module)?;
        std::fs::remove_file(smaller).context("removing what lies between")
    }

    fn names(&self) -> Result<Names> {
        let names = std::fs::read(&self.names)?;
        serde_json::from_slice(&names).context("wasm-opt prints its short names in another form than it did")
    }

    fn put(&self, in_place_of: &Path) -> Result<Names> {
        std::fs::copy(&self.module, in_place_of).context("putting the smaller wasm in place")?;
        self.names()
    }
}

/// The module without its custom sections: the engine without the story, once wasm-opt has stripped all other ones.
///
/// # Errors
/// When `module` is not a whole wasm module.
pub fn without_custom_sections(module: &[u8]) -> Result<Vec<u8>> {
    let Some((header, mut rest)) = module.split_at_checked(8).filter(|(header, _)| header.starts_with(b"\0asm")) else {
        bail!("this is not a wasm module");
    };
    let mut kept = header.to_vec();
    while let Some((&id, after_id)) = rest.split_first() {
        let (length, prefix) = leb128(after_id).context("a section's length is cut off")?;
        let whole = 1 + prefix + length;
        let section = rest.get(..whole).context("a section is cut off")?;
        if id != 0 {
            kept.extend_from_slice(section);
        }
        rest = rest.get(whole..).unwrap_or_default();
    }
    Ok(kept)
}

/// An unsigned LEB128 number of at most 32 bits, and how many bytes it took.
fn leb128(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut value = 0usize;
    for (place, &byte) in bytes.iter().take(5).enumerate() {
        value |= usize::from(byte & 0x7f) << (7 * place);
        if byte & 0x80 == 0 {
            return Some((value, place + 1));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::without_custom_sections;

    const EMPTY: &[u8] = b"\0asm\x01\0\0\0";

    #[test]
    fn a_custom_section_goes_and_others_stay() {
        let types = [1, 1, 0];
        let custom = [0, 0x83, 0, 1, b'n', 7];
        let module = [EMPTY, &types, &custom].concat();
        assert_eq!(without_custom_sections(&module).unwrap(), [EMPTY, &types].concat());
    }

    #[test]
    fn what_is_cut_off_is_refused() {
        for broken in [&b"\0as"[..], b"<!doctype html>", &[EMPTY, &[1, 9, 0]].concat(), &[EMPTY, &[1, 0x80]].concat()] {
            assert!(without_custom_sections(broken).is_err());
        }
    }
}
