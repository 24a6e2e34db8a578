//! The WebAssembly modules: wasm-bindgen's glue, fewer bytes by wasm-opt, and the engine without its story.

use crate::tools::{self, Npm, WASM_TARGET};
use crate::{build_std, digest, process, repo};
use anyhow::{Context as _, Result, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Trunk passes neither option on. Without the first the glue names the module as a bundler's asset, which it fetches
/// itself; the second gives it a function that replaces an instance after a trap.
const BINDGEN: [&str; 3] = ["--target=web", "--omit-default-module-path", "--experimental-reset-state-function"];

const FLAGS: [&str; 12] = [
    // Rebuilds the control flow from plain branches, which compresses better than LLVM's.
    "--flatten",
    "--rereloop",
    "-Oz",
    "--converge",
    // Less inlining makes more bytes, but fewer after brotli (measured).
    "--one-caller-inline-max-function-size=400",
    "--always-inline-max-function-size=4",
    "--low-memory-unused",
    "--zero-filled-memory",
    "-Oz",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

/// For a module that editors load and no reader: it may weigh more, and is built sooner.
const FLAGS_OF_DESK: [&str; 4] = ["-Oz", "--strip-debug", "--strip-producers", "--strip-target-features"];

/// A module as published, and the glue by which scripts call it.
pub struct Module {
    pub wasm: Vec<u8>,
    pub glue: String,
}

/// Makes a publishable module of cargo's output; the glue is called `NAME.js`.
///
/// # Errors
/// When wasm-bindgen or wasm-opt fails.
pub fn finish(npm: &Npm, linked: &Path, name: &str) -> Result<Module> {
    finish_with(npm, linked, name, &FLAGS)
}

fn finish_with(npm: &Npm, linked: &Path, name: &str, flags: &[&str]) -> Result<Module> {
    let work = repo::target().join("xtask/glue");
    let mut bindgen = Command::new(tools::wasm_bindgen()?);
    process::run(bindgen.args(BINDGEN).arg("--out-name").arg(name).arg("--out-dir").arg(&work).arg(linked))?;
    let bound = std::fs::read(work.join(format!("{name}_bg.wasm")))?;
    let glue = std::fs::read_to_string(work.join(format!("{name}.js"))).context("reading wasm-bindgen's glue")?;
    Ok(Module { wasm: optimise(npm, &bound, flags)?, glue })
}

/// Builds the crate's second module, the compiler for stories that a page writes out: Trunk builds one module per page.
///
/// # Errors
/// When cargo, wasm-bindgen or wasm-opt fails.
pub fn build_compiler(npm: &Npm) -> Result<Module> {
    finish(npm, &link("compiler")?, "compiler")
}

/// Builds the third, the desk's.
///
/// # Errors
/// As [`build_compiler`].
pub fn build_desk(npm: &Npm) -> Result<Module> {
    finish_with(npm, &link("desk")?, "desk-module", &FLAGS_OF_DESK)
}

/// The crate as cargo links it for browsers with a feature, in a folder of the feature's name.
fn link(feature: &str) -> Result<PathBuf> {
    // Cargo gives every module the same file name: in one folder, each build would undo the others'.
    let work = repo::target().join("xtask").join(feature);
    let mut cargo = process::cargo();
    cargo.args(["build", "--quiet", "--release", "--lib", "--no-default-features", "--features", feature]);
    process::run(cargo.args(["--target", WASM_TARGET, "--target-dir"]).arg(&work).envs(build_std::ENVIRONMENT))?;
    Ok(work.join(WASM_TARGET).join("release/backstory.wasm"))
}

/// Makes a module smaller, or reads the result from the cache, whose key covers every input. There are no flags for
/// features: wasm-opt reads what the module declares. With `--all-features` it writes modules that no browser loads.
fn optimise(npm: &Npm, module: &[u8], flags: &[&str]) -> Result<Vec<u8>> {
    let script = npm.file("binaryen/bin/wasm-opt");
    let key = digest::fingerprint(&[module, flags.join(" ").as_bytes(), script.as_os_str().as_encoded_bytes()]);
    let cached = repo::target().join(format!("xtask/module-{key}.wasm"));
    if !cached.is_file() {
        let [whole, smaller] = ["whole", "smaller"].map(|kind| cached.with_extension(kind));
        std::fs::write(&whole, module)?;
        process::run(npm.script("binaryen/bin/wasm-opt").arg(&whole).arg("-o").arg(&smaller).args(flags))?;
        // On a full disk wasm-opt writes nothing and succeeds.
        let written = std::fs::metadata(&smaller)?.len();
        ensure!(written > 0, "wasm-opt wrote an empty module; is the disk full?");
        std::fs::remove_file(whole)?;
        // An interrupted run leaves no partial file under this name.
        std::fs::rename(smaller, &cached)?;
    }
    std::fs::read(&cached).context("reading the smaller module")
}

/// The module without its custom sections: the engine without the story, once wasm-opt has stripped all other ones.
///
/// # Errors
/// When `module` is not a whole wasm module.
pub fn without_custom_sections(module: &[u8]) -> Result<Vec<u8>> {
    let mut kept = wasm_encoder::Module::HEADER.to_vec();
    let mut start = kept.len();
    for payload in wasmparser::Parser::new(0).parse_all(module) {
        let payload = payload.context("this is not a whole wasm module")?;
        // Sections follow one another: each begins, with its id and size, where the last one ends.
        let Some((_, contents)) = payload.as_section() else { continue };
        let end = usize::try_from(contents.end)?;
        let section = module.get(start..end).unwrap_or_default();
        start = end;
        if !matches!(payload, wasmparser::Payload::CustomSection(_)) {
            kept.extend_from_slice(section);
        }
    }
    Ok(kept)
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
    fn truncated_modules_are_refused() {
        for broken in [&b"\0as"[..], b"<!doctype html>", &[EMPTY, &[1, 9, 0]].concat(), &[EMPTY, &[1, 0x80]].concat()] {
            assert!(without_custom_sections(broken).is_err());
        }
    }
}
