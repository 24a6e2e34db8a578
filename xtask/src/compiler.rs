//! The compiler: the crate's second WebAssembly module, for stories that a page writes out. Trunk links one module a page,
//! so that the hook builds this one, with the engine's flags and tools.

use crate::tools::Npm;
use crate::wasm::{self, Module};
use crate::{lean, process, repo};
use anyhow::Result;

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

/// Builds it, and makes it small.
///
/// # Errors
/// When cargo, wasm-bindgen or wasm-opt fails.
pub fn build(npm: &Npm) -> Result<Module> {
    // In a folder of its own: cargo gives both modules the same name.
    let work = repo::target().join("xtask/compiler");
    process::run(lean::cargo().args(BUILD).arg("--target-dir").arg(&work))?;
    wasm::finish(npm, &work.join("wasm32-unknown-unknown/release/backstory.wasm"), "compiler")
}
