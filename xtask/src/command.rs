//! The `backstory` command as an npm package: WebAssembly that Node runs, for people without Rust.

use crate::stage::backstory;
use crate::{build_std, bundle, process, repo};
use anyhow::{Context as _, Result, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The target whose programs read files and arguments through WASI.
const TARGET: &str = "wasm32-wasip1";

/// The package's files, below the checkout.
const SOURCE: &str = "xtask/npm/command";

/// Builds the package, holds its command against the native one and prints where the tarball is.
///
/// # Errors
/// When it cannot be built or installed, or does something else than the native command.
pub fn package() -> Result<()> {
    let tarball = pack()?;
    compare(&tarball)?;
    println!("{}", tarball.display());
    Ok(())
}

fn pack() -> Result<PathBuf> {
    build_std::add_target(TARGET)?;
    let target = repo::target();
    let mut cargo = process::cargo();
    cargo.args(["build", "--quiet", "--profile=command", "--bin=backstory", "--target", TARGET]);
    process::run(cargo.arg("--target-dir").arg(&target))?;
    let folder = target.join("xtask/command");
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    std::fs::create_dir_all(&folder)?;
    for entry in std::fs::read_dir(repo::root().join(SOURCE)).context("reading the package's files")? {
        let path = entry?.path();
        let text = std::fs::read_to_string(&path)?.replace("__VERSION__", bundle::VERSION);
        std::fs::write(folder.join(path.file_name().unwrap_or_default()), text)?;
    }
    for license in ["LICENSE-APACHE", "LICENSE-MIT"] {
        std::fs::copy(repo::root().join(license), folder.join(license))?;
    }
    std::fs::copy(target.join(TARGET).join("command/backstory.wasm"), folder.join("backstory.wasm"))?;
    process::run(Command::new("npm").args(["pack", "--silent", "--pack-destination", ".."]).current_dir(&folder))?;
    Ok(target.join("xtask").join(format!("backstory-{}.tgz", bundle::VERSION)))
}

/// Installs the tarball as `npx` does and holds its command against the native one: the same answers, files and exit codes,
/// from a folder beside the story.
fn compare(tarball: &Path) -> Result<()> {
    let folder = repo::target().join("xtask/command-installed");
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join("package.json"), "{}")?;
    let mut npm = Command::new("npm");
    npm.args(["install", "--offline", "--silent", "--no-audit", "--no-fund"]).arg(tarball).current_dir(&folder);
    process::run(&mut npm)?;
    let installed = || {
        let mut command = Command::new(folder.join("node_modules/.bin/backstory"));
        command.current_dir(&folder);
        command
    };
    let seeds = repo::root().join("seeds");
    for (arguments, story) in [
        (&["check"][..], Some(&seeds)),
        (&["export", "--format", "json"], Some(&seeds)),
        (&["render", "--fragment"], Some(&seeds)),
        (&["check", "../no-such-story"], None),
        (&["--no-such-option"], None),
    ] {
        let [ours, theirs] = [installed(), backstory()].map(|mut command| command.args(arguments).args(story).output());
        let (ours, theirs) = (ours?, theirs?);
        ensure!(ours.status.code() == theirs.status.code(), "`{}` ends otherwise", arguments.join(" "));
        ensure!(ours.stdout == theirs.stdout, "`{}` prints something else", arguments.join(" "));
    }
    process::run(installed().args(["new", "../command-installed/written"]))?;
    process::run(installed().args(["pack", "written", "--blob", "written.bks"]))?;
    let by_native = folder.join("native.bks");
    process::run(backstory().arg("pack").arg(folder.join("written")).arg("--blob").arg(&by_native))?;
    ensure!(std::fs::read(folder.join("written.bks"))? == std::fs::read(by_native)?, "it packs other bytes");
    Ok(())
}
