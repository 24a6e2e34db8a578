//! The environment in which cargo builds for wasm: Rust's standard library is rebuilt from source, without panic
//! messages.
//! `docs/decisions/006-a-lean-standard-library.md` has the numbers.
//!
//! Every variable but `RUSTC_BOOTSTRAP` acts on the wasm target alone, or on nothing where that one is unset. Trunk
//! inherits all of them and starts cargo for wasm; its hook, in Trunk.toml, unsets `RUSTC_BOOTSTRAP` for the native
//! builds.

use crate::tools::WASM_TARGET;
use crate::{process, repo};
use anyhow::{Context as _, Result, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Present in the hook's environment when xtask started Trunk.
pub const MARKER: &str = "CARGO_UNSTABLE_BUILD_STD";

/// Makes unstable flags available in the pinned release, whose meaning cannot change.
pub const ENVIRONMENT: [(&str, &str); 4] = [
    ("RUSTC_BOOTSTRAP", "1"),
    (MARKER, "std,panic_abort"),
    // Smaller sorting algorithms: the engine has its own, the compiler is 11 KB smaller.
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    (
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
        "-Zunstable-options -Cpanic=immediate-abort -Zmir-opt-level=3 -Zinline-mir-threshold=30 -Zinline-mir-hint-threshold=60 \
         -Ztrap-unreachable=no",
    ),
];

/// Checks that the pinned compiler is in use, and adds the standard library's sources and the wasm target where rustup
/// can: a toolchain file alone does not, where rustup's auto-install is off.
///
/// # Errors
/// When another compiler is in use or rustup cannot add what is missing; the message names the command to run.
pub fn prepare() -> Result<()> {
    let pin =
        std::fs::read_to_string(repo::root().join("rust-toolchain.toml")).context("reading rust-toolchain.toml")?;
    let version = rustc(&["--version"])?;
    let version = version.split(' ').nth(1).unwrap_or_default();
    ensure!(
        pin.contains(&format!("channel = \"{version}\"")),
        "this is rustc {version}, another than rust-toolchain.toml pins; run `rustup toolchain install` in the checkout, \
         and cargo without `+TOOLCHAIN`"
    );
    let sources = Path::new(rustc(&["--print", "sysroot"])?.trim()).join("lib/rustlib/src/rust/library/Cargo.lock");
    if !sources.is_file() {
        rustup("component", "rust-src")?;
    }
    add_target(WASM_TARGET)
}

/// Adds a target's standard library where it is missing and rustup can.
///
/// # Errors
/// When rustup cannot add it; the message names the command to run.
pub fn add_target(target: &str) -> Result<()> {
    let library = PathBuf::from(rustc(&["--print", "target-libdir", "--target", target])?.trim());
    if library.is_dir() { Ok(()) } else { rustup("target", target) }
}

fn rustc(arguments: &[&str]) -> Result<String> {
    process::read(Command::new("rustc").args(arguments).current_dir(repo::root()))
}

fn rustup(kind: &str, name: &str) -> Result<()> {
    let mut rustup = Command::new("rustup");
    rustup.args([kind, "add", name]).current_dir(repo::root());
    process::run_with_progress(&format!("adding the {kind} {name}"), &mut rustup)
        .with_context(|| format!("the {kind} {name} is missing; run `rustup {kind} add {name}`"))
}
