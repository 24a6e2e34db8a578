//! The compiler: the crate's second WebAssembly module, for stories that a page writes out. Trunk links one module a page,
//! so that the hook builds this one, with the engine's flags and tools.

use crate::tools::{self, Npm};
use crate::wasm::{self, Names};
use crate::{lean, process, repo};
use anyhow::{Context as _, Result};
use std::path::PathBuf;
use std::process::Command;

/// What cargo builds.
const BUILD: [&str; 8] = [
    "build",
    "--quiet",
    "--release",
    "--lib",
    "--no-default-features",
    "--features=compiler",
    "--target",
    "wasm32-unknown-unknown",
];

/// The compiler as published, and the glue by which the shell calls it.
pub struct Compiler {
    pub wasm: Vec<u8>,
    pub glue: String,
    pub names: Names,
}

/// Builds it, and makes it small.
///
/// # Errors
/// When cargo, wasm-bindgen or wasm-opt fails.
pub fn build(npm: &Npm) -> Result<Compiler> {
    let work = repo::target().join("xtask/compiler");
    // In a folder of its own: cargo gives both modules the same name.
    process::run(lean::cargo().args(BUILD).arg("--target-dir").arg(&work))?;
    let linked = work.join("wasm32-unknown-unknown/release/backstory.wasm");
    let mut bindgen = Command::new(tools::wasm_bindgen()?);
    bindgen.args(["--target=web", "--no-typescript", "--out-name=compiler", "--out-dir"]).arg(&work).arg(linked);
    process::run(&mut bindgen)?;
    let module: PathBuf = work.join("compiler_bg.wasm");
    let names = wasm::optimise(npm, &module)?;
    let glue = std::fs::read_to_string(work.join("compiler.js")).context("reading the compiler's glue")?;
    Ok(Compiler { wasm: std::fs::read(module)?, glue, names })
}
