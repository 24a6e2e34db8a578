//! Trunk, with the pinned tools on its PATH.

use crate::{build_std, process, repo, tools};
use anyhow::{Context as _, Result, bail, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// Environment variable that passes the address through Trunk to the hook.
const ADDRESS: &str = "BACKSTORY_ADDRESS";
/// The one that passes the native command.
const COMMAND: &str = "BACKSTORY_COMMAND";

/// The native command, where `test` has built it.
static BUILT_COMMAND: OnceLock<PathBuf> = OnceLock::new();

/// Builds the published folder `dist/`; `--address URL` is its future address.
///
/// # Errors
/// When an argument is unknown, a tool is missing, or Trunk or its hook fails.
pub fn build(arguments: &[String]) -> Result<()> {
    let mut trunk = trunk()?;
    match arguments {
        [] => {}
        [flag, address] if flag == "--address" => {
            let is_folder = address.ends_with('/') && !address.contains(['"', '<', '&', ' ']);
            ensure!(address.starts_with("http") && is_folder, "`{address}` is no address of a folder, ending in `/`");
            trunk.env(ADDRESS, address);
        }
        other => bail!("build takes only `--address URL`, not `{}`", other.join(" ")),
    }
    process::run(trunk.args(["build"]))
}

/// Address at which the folder is going to be published, where it was given.
pub fn known_address() -> Option<String> {
    std::env::var(ADDRESS).ok()
}

/// Builds every native program and test at once. Cargo chooses the features of shared dependencies for what it builds: of one
/// program by itself they are others than of all tests, and a quarter of the dependencies would be built twice.
///
/// # Errors
/// When something does not compile.
pub fn build_native() -> Result<()> {
    let mut cargo = process::cargo();
    cargo.args(["build", "--quiet", "--workspace", "--lib", "--bins", "--tests"]);
    process::run_with_progress("building programs and tests", &mut cargo)?;
    let _ = BUILT_COMMAND.set(native("backstory"));
    Ok(())
}

/// Path of a program of the workspace, as [`build_native`] leaves it.
pub fn native(program: &str) -> PathBuf {
    repo::target().join("debug").join(program).with_extension(std::env::consts::EXE_EXTENSION)
}

/// The native command, where `test` has built it.
pub fn built_command() -> Option<&'static Path> {
    BUILT_COMMAND.get().map(PathBuf::as_path)
}

/// In Trunk's hook: takes over the command that was built before Trunk was started.
pub fn inherit_command() {
    if let Some(command) = std::env::var_os(COMMAND) {
        let _ = BUILT_COMMAND.set(command.into());
    }
}

/// Builds, serves on 127.0.0.1 and rebuilds on change, until ended.
///
/// # Errors
/// When an argument is unknown, a tool is missing or Trunk cannot be started.
pub fn serve(arguments: &[String]) -> Result<()> {
    let port: u16 = match arguments {
        [] => 8080,
        [flag, port] if flag == "--port" => port.parse().with_context(|| format!("`{port}` is not a port number"))?,
        other => bail!("serve takes only `--port N`, not `{}`", other.join(" ")),
    };
    let mut trunk = trunk()?;
    eprintln!("building, then serving http://127.0.0.1:{port}/ (Ctrl-C ends it)");
    trunk.args(["serve", "--address", "127.0.0.1", "--port", &port.to_string()]);
    become_program(&mut trunk)
}

/// Trunk in the checkout, in the environment that builds for wasm.
fn trunk() -> Result<Command> {
    let mut trunk = tools::trunk()?;
    trunk.current_dir(repo::root()).envs(build_std::ENVIRONMENT);
    // Trunk refuses values other than true and false in NO_COLOR, which by convention is a flag.
    trunk.env_remove("NO_COLOR");
    // What the caller's environment names may be of another checkout.
    trunk.env_remove(COMMAND);
    if let Some(command) = built_command() {
        trunk.env(COMMAND, command);
    }
    // A backtrace of Trunk does not explain a failed hook.
    trunk.env("RUST_BACKTRACE", "0");
    Ok(trunk)
}

/// Replaces this process by `command`, so that ending it ends the server.
#[cfg(unix)]
fn become_program(command: &mut Command) -> Result<()> {
    use std::os::unix::process::CommandExt as _;
    Err(command.exec()).context("could not start Trunk")
}

#[cfg(not(unix))]
fn become_program(command: &mut Command) -> Result<()> {
    process::run(command)
}
