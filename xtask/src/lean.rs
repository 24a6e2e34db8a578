//! A standard library made for the engine: rebuilt without the words that panics print, which no reader sees, and with what
//! the compiler can fold before it hands over to LLVM.
//! `docs/decisions/006-a-lean-standard-library.md` has the numbers and what it costs.
//!
//! Only the compilation for Wasm is meant, and Trunk starts it; so Trunk finds a `cargo` of ours first on its PATH, which
//! adds the flags for that one target and hands everything else through. Where the sources of the standard library
//! cannot be had, the engine is built as usual, and the size gate speaks.

use crate::{process, repo};
use anyhow::{Context as _, Result};
use std::path::PathBuf;
use std::process::Command;

/// What the compiler is told.
const FLAGS: &str = "-Zunstable-options -Cpanic=immediate-abort -Zmir-opt-level=3 -Ztrap-unreachable=no";

/// What cargo is told for the wasm target: these flags are unstable, so that they are tried before they are used.
const ENVIRONMENT: [(&str, &str); 4] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    // Sorting that takes few bytes: the engine sorts by itself, the compiler is 11 KB smaller.
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", FLAGS),
];

/// The folder to put first on Trunk's PATH, or none where the usual standard library has to do.
///
/// # Errors
/// When the folder cannot be written.
pub fn cargo_folder() -> Result<Option<PathBuf>> {
    if !cfg!(unix) || !has_sources() || !compiler_knows_the_flags() {
        eprintln!("building the engine with the usual standard library: it will be some 6 KB larger");
        return Ok(None);
    }
    let folder = repo::target().join("xtask/cargo");
    std::fs::create_dir_all(&folder)?;
    let script = folder.join("cargo");
    std::fs::write(&script, shim()).with_context(|| format!("writing {}", script.display()))?;
    make_executable(&script)?;
    Ok(Some(folder))
}

/// Cargo for what Trunk does not build for Wasm; with the environment, unless the usual standard library has to do.
pub fn cargo() -> Command {
    let mut command = process::cargo();
    if cfg!(unix) && has_sources() && compiler_knows_the_flags() {
        command.envs(ENVIRONMENT);
    }
    command
}

/// A `cargo` that adds the environment to what is built for Wasm.
fn shim() -> String {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| String::from("cargo"));
    let mut script = String::from("#!/bin/sh\ncase \" $* \" in *[\\ =]wasm32-unknown-unknown\\ *)\n");
    for (name, value) in ENVIRONMENT {
        script.extend(["  export ", name, "='", value, "'\n"]);
    }
    script.extend(["  ;;\nesac\nexec '", cargo.as_str(), "' \"$@\"\n"]);
    script
}

#[cfg(unix)]
fn make_executable(script: &std::path::Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(script, std::fs::Permissions::from_mode(0o755)).context("making the shim executable")
}

#[cfg(not(unix))]
fn make_executable(_: &std::path::Path) -> Result<()> {
    Ok(())
}

/// Whether the standard library's sources are there, or can be added.
fn has_sources() -> bool {
    let lock = || {
        let root = process::read(Command::new("rustc").args(["--print", "sysroot"])).ok()?;
        Some(PathBuf::from(root.trim()).join("lib/rustlib/src/rust/library/Cargo.lock").is_file())
    };
    lock() == Some(true)
        || (process::run_with_progress(
            "adding the standard library's sources",
            Command::new("rustup").args(["component", "add", "rust-src"]).current_dir(repo::root()),
        )
        .is_ok()
            && lock() == Some(true))
}

/// Compilers name their unstable flags as they like.
fn compiler_knows_the_flags() -> bool {
    Command::new("rustc")
        .env("RUSTC_BOOTSTRAP", "1")
        .args(FLAGS.split(' '))
        .args(["--print", "cfg"])
        .output()
        .is_ok_and(|output| output.status.success())
}
