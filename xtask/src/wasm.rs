//! The WebAssembly modules: wasm-bindgen's glue, fewer bytes by wasm-opt, and the engine without its story.

use crate::tools::{self, Npm, WASM_TARGET};
use crate::{build_std, digest, process, repo};
use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Trunk passes neither option on. Without the first the glue names the module as a bundler's asset, which it fetches
/// itself; the second gives it a function that replaces an instance after a trap.
const BINDGEN: [&str; 3] = ["--target=web", "--omit-default-module-path", "--experimental-reset-state-function"];

/// For modules that readers load.
const SMALLER: [&str; 9] = [
    // Rebuilds the control flow from plain branches, which compresses better than LLVM's.
    "--flatten",
    "--rereloop",
    "-Oz",
    "--converge",
    // Less inlining makes more bytes, but fewer after brotli (measured).
    "--one-caller-inline-max-function-size=600",
    "--always-inline-max-function-size=4",
    "--low-memory-unused",
    "--zero-filled-memory",
    "-Oz",
];

/// For the engine, which every reader loads: they take minutes for modules of the compiler's size.
const SMALLEST: [&str; 3] = [
    "--merge-similar-functions",
    "-Oz",
    // Functions of one Rust module stand side by side: brotli finds what they have in common.
    "--reorder-functions-by-name",
];

/// For a module that editors load and no reader: it may weigh more, and is built sooner.
const SMALL: [&str; 1] = ["-Oz"];

const STRIPPED: [&str; 3] = ["--strip-debug", "--strip-producers", "--strip-target-features"];

/// Gives imports, exports and the modules of imports short names, and prints which. wasm-bindgen's names end in hashes, which no
/// compression makes smaller. `-g` keeps the names of functions, by which [`SMALLEST`] orders them.
const RENAMING: [&str; 2] = ["-g", "--minify-imports-and-exports-and-modules"];

/// A module as published, and the glue by which scripts call it.
pub struct Module {
    pub wasm: Vec<u8>,
    pub glue: String,
    pub names: Names,
}

/// Short names of what a module imports and exports, by the names in its glue; empty where it keeps its own.
pub type Names = BTreeMap<String, String>;

/// What [`RENAMING`] prints.
#[derive(Deserialize)]
struct Renamed {
    /// Module, name and short name.
    imports: Vec<[String; 3]>,
    /// Name and short name.
    exports: Vec<[String; 2]>,
}

/// Makes a publishable module of cargo's output for the engine, with [`Names`]; the glue is called `NAME.js`.
///
/// # Errors
/// When wasm-bindgen or wasm-opt fails.
pub fn finish(npm: &Npm, linked: &Path, name: &str) -> Result<Module> {
    let (bound, glue) = bind(linked, name)?;
    let from = repo::target().join("xtask/glue/long-names.wasm");
    let to = from.with_file_name("short-names.wasm");
    std::fs::write(&from, &bound)?;
    // A run of its own: `--converge` repeats passes, which would rename what has been renamed.
    let mut wasm_opt = npm.script("binaryen/bin/wasm-opt");
    let mapping = process::read(wasm_opt.arg(&from).arg("-o").arg(&to).args(RENAMING))?;
    Ok(Module {
        wasm: optimise(npm, &std::fs::read(to)?, &[&SMALLER[..], &SMALLEST].concat())?,
        glue,
        names: names_of(&mapping)?,
    })
}

/// The module and the glue that wasm-bindgen makes of what cargo linked.
fn bind(linked: &Path, name: &str) -> Result<(Vec<u8>, String)> {
    let work = repo::target().join("xtask/glue");
    let mut bindgen = Command::new(tools::wasm_bindgen()?);
    process::run(bindgen.args(BINDGEN).arg("--out-name").arg(name).arg("--out-dir").arg(&work).arg(linked))?;
    let module = std::fs::read(work.join(format!("{name}_bg.wasm")))?;
    let glue = std::fs::read_to_string(work.join(format!("{name}.js"))).context("reading wasm-bindgen's glue")?;
    Ok((module, glue))
}

/// Builds the crate's second module, the compiler for stories that a page writes out: Trunk builds one module per page.
///
/// # Errors
/// When cargo, wasm-bindgen or wasm-opt fails.
pub fn build_compiler(npm: &Npm) -> Result<Module> {
    let (bound, glue) = bind(&link("compiler")?, "compiler")?;
    Ok(Module { wasm: optimise(npm, &bound, &SMALLER)?, glue, names: Names::new() })
}

/// Builds the third, the desk's.
///
/// # Errors
/// As [`build_compiler`].
pub fn build_desk(npm: &Npm) -> Result<Module> {
    let (bound, glue) = bind(&link("desk")?, "desk-module")?;
    Ok(Module { wasm: optimise(npm, &bound, &SMALL)?, glue, names: Names::new() })
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
    let flags = [flags, &STRIPPED].concat();
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

fn names_of(mapping: &str) -> Result<Names> {
    let renamed: Renamed = serde_json::from_str(mapping).context("reading the names that wasm-opt printed")?;
    // All imports come from the glue, which wasm-opt calls `a`, as emscripten's scripts do.
    let modules = renamed.imports.iter().map(|[module, ..]| (module.clone(), "a".to_owned()));
    let imports = renamed.imports.iter().map(|[_, name, short]| (name.clone(), short.clone()));
    let exports = renamed.exports.iter().map(|[name, short]| (name.clone(), short.clone()));
    let names: Names = modules.chain(imports).chain(exports).collect();
    // The script's bundler renames members of all objects.
    for name in names.keys() {
        let is_of_glue = name.contains('_') || name == "memory";
        ensure!(is_of_glue, "the engine's name `{name}` may be that of another object's member: give it an underscore");
    }
    Ok(names)
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
    use super::{names_of, without_custom_sections};

    #[test]
    fn names_are_those_of_imports_their_module_and_exports() {
        let names = names_of(r#"{"imports": [["./glue_bg.js", "__wbg_throw_0a", "b"]], "exports": [["memory", "C"]]}"#);
        let names: Vec<_> = names.unwrap().into_iter().collect();
        let expected = [("./glue_bg.js", "a"), ("__wbg_throw_0a", "b"), ("memory", "C")];
        assert_eq!(names, expected.map(|(name, short)| (name.to_owned(), short.to_owned())));
        assert!(names_of(r#"{"imports": [], "exports": [["compile", "b"]]}"#).is_err());
    }

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
