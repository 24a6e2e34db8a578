//! Trunk's post-build hook: turns the output of Trunk into the published folder.
//!
//! In the staging folder there are `index.html`, and `backstory.js` and `backstory_bg.wasm` as Trunk's wasm-bindgen
//! wrote them, both replaced by what `backstory publish` writes of the shipped story. So the folder of a checkout is made as
//! that of any newsroom is.

use crate::bundle::Build;
use crate::tools::Npm;
use crate::wasm::Module;
use crate::{build, build_std, bundle, pages, process, repo, tools, wasm};
use anyhow::{Context as _, Result, bail, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Beginning of the content-hashed names inside a script that belongs to no story yet; `backstory publish` puts in the story's.
const STEM: &str = "backstory.000000000000";
/// The engine as cargo leaves it for wasm-bindgen, below the target folder.
const LINKED: &str = "wasm32-unknown-unknown/release/backstory.wasm";
/// Files and folders of `www/` that a built folder does not have: they are inside the script, or belong to its lints.
const INSIDE: [&str; 7] =
    ["shell", "styles", "backstory.css", "desk", "desk.html", "tsconfig.json", "eslint.config.cjs"];

/// Writes the published files into the folder that Trunk names in its environment.
///
/// # Errors
/// When a tool, the `backstory` command or a file fails.
pub fn stage() -> Result<()> {
    let staging = std::env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from).context(
        "TRUNK_STAGING_DIR is not set: this is Trunk's hook; use `cargo xtask build` or `cargo xtask serve`",
    )?;
    ensure!(
        std::env::var_os(build_std::MARKER).is_some(),
        "Trunk was started by itself and linked the engine with the ready-made standard library; run `cargo xtask build` or \
         `cargo xtask serve`"
    );
    build::inherit_command();
    let npm = tools::npm()?;
    let [engine, compiler, desk] = modules(&npm)?;
    let built = emptied("xtask/built")?;
    write_built(&built, &npm, &engine, &compiler)?;
    let site = emptied("xtask/site")?;
    let mut publish = backstory();
    publish.args(["publish", "seeds"]).arg(&site).arg("--from").arg(&built);
    process::run(publish.args(build::known_address().iter().flat_map(|address| ["--base", address])))?;
    // The front page is the article that Trunk has put there; the sample's head has the engine's name and hash.
    let sample = site.join("index.html");
    let preload = pages::preload(&sample)?;
    std::fs::remove_file(sample)?;
    pages::copy(&site, &staging, &|text| text)?;
    write_desk(&staging, &npm, &desk)?;
    pages::write_shown(&staging)?;
    pages::finish_front(&staging.join("index.html"), &preload)
}

/// The engine, the compiler and the desk's module, made at the same time: linking and optimizing each takes one processor.
fn modules(npm: &Npm) -> Result<[Module; 3]> {
    std::thread::scope(|scope| {
        let others = [wasm::build_compiler, wasm::build_desk].map(|build| scope.spawn(move || build(npm)));
        let engine = wasm::finish(npm, &repo::target().join(LINKED), "glue")?;
        let [compiler, desk] =
            others.map(|other| other.join().unwrap_or_else(|_| bail!("building a module ended early")));
        Ok([engine, compiler?, desk?])
    })
}

/// A folder below the target folder, without what an earlier build has left there.
fn emptied(name: &str) -> Result<PathBuf> {
    let folder = repo::target().join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// Writes what a published folder consists of beside its story: the modules, the scripts, the other files of `www/`.
fn write_built(folder: &Path, npm: &Npm, engine: &Module, compiler: &Module) -> Result<()> {
    let scripts = Build::new(npm, engine, compiler)?.scripts(STEM)?;
    for (name, text) in &scripts {
        std::fs::write(folder.join(name.replace(STEM, "backstory")), text)?;
    }
    std::fs::write(folder.join("backstory_bg.wasm"), &engine.wasm)?;
    std::fs::write(folder.join("backstory_compile_bg.wasm"), &compiler.wasm)?;
    let www = repo::root().join("www");
    for entry in std::fs::read_dir(&www).context("reading www")? {
        let name = entry?.file_name();
        if INSIDE.iter().all(|inside| name != *inside) {
            pages::copy(&www.join(&name), &folder.join(&name), &|text| text.replace("__VERSION__", bundle::VERSION))?;
        }
    }
    // The folder is a package for npm as well.
    for license in ["LICENSE-APACHE", "LICENSE-MIT"] {
        std::fs::copy(repo::root().join(license), folder.join(license))?;
    }
    Ok(())
}

/// Writes the desk beside the published story: it makes the folders of others, and takes the engine's files from here.
fn write_desk(folder: &Path, npm: &Npm, module: &Module) -> Result<()> {
    for (name, bytes) in bundle::desk(npm, module)? {
        std::fs::write(folder.join(name), bytes)?;
    }
    std::fs::copy(repo::root().join("www/desk.html"), folder.join("desk.html")).context("copying desk.html")?;
    Ok(())
}

/// The native `backstory` command: as `test` has built it, or built when it is out of date.
pub fn backstory() -> Command {
    if let Some(program) = build::built_command() {
        let mut command = Command::new(program);
        command.current_dir(repo::root());
        return command;
    }
    let mut command = process::cargo();
    command.args(["run", "--quiet", "--bin", "backstory", "--"]);
    command
}

/// Reads a text file.
///
/// # Errors
/// When it is missing or not UTF-8; the message names it.
pub fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))
}
