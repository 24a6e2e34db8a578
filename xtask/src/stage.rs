//! Trunk's post-build hook: turns the output of Trunk into the published folder.
//!
//! In the staging folder there are `index.html`, and `backstory.js` and `backstory_bg.wasm` as Trunk's wasm-bindgen
//! wrote them, both replaced. Afterwards it holds the embed as its contract names it, with immutable copies under
//! content-hashed names.

use crate::bundle::Build;
use crate::pages::{Pages, write_story_page};
use crate::{build_std, bundle, digest, process, repo, tools, wasm};
use anyhow::{Context as _, Result, ensure};
use std::path::{Path, PathBuf};

/// Prefix of the names of all published files of the embed.
const STEM: &str = "backstory";
/// The engine as published.
const WASM: &str = "backstory_bg.wasm";
/// The engine as cargo leaves it for wasm-bindgen, below the target folder.
const LINKED: &str = "wasm32-unknown-unknown/release/backstory.wasm";

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
    let npm = tools::npm()?;
    let engine = staging.join(WASM);
    let module = wasm::finish(&npm, &repo::target().join(LINKED), "glue")?;
    std::fs::write(&engine, &module.wasm)?;
    pack_story(&engine)?;
    let compiler = wasm::build_compiler(&npm)?;

    let engine_bytes = std::fs::read(&engine)?;
    let build = Build::new(&npm, module.glue, &engine_bytes, &compiler)?;
    let scripts = build.scripts(STEM)?;
    let texts: Vec<&[u8]> = scripts.iter().map(|(_, text)| text.as_bytes()).collect();
    // The same under content-hashed names, which caches may keep for ever. The script names these in both of its copies, so that
    // no cache can pair it with the engine or a part of another build.
    let stem = format!("{STEM}.{}", digest::fingerprint(&[&texts.concat(), &engine_bytes]));
    let pinned = build.scripts(&stem)?;
    for (name, text) in scripts.iter().skip(1).chain(&pinned) {
        std::fs::write(staging.join(name), text)?;
    }
    if let Some((_, script)) = pinned.first() {
        std::fs::write(staging.join(format!("{STEM}.js")), script)?;
    }
    std::fs::copy(&engine, staging.join(format!("{stem}_bg.wasm")))?;
    for stem in [STEM, &stem] {
        std::fs::write(staging.join(format!("{stem}_compile_bg.wasm")), &compiler.wasm)?;
    }

    let (script_file, script) = pinned.into_iter().next().context("there is no script")?;
    let pages = Pages::new(vec![
        ("__WASM_COPY__", format!("{stem}_bg.wasm")),
        ("__ARTICLE_COPY__", format!("{stem}_article.js")),
        ("__PROSE_COPY__", format!("{stem}_prose.js")),
        ("__FRAMED_COPY__", format!("{stem}_framed.js")),
        ("__COMPILE_COPY__", format!("{stem}_compile.js")),
        ("__COMPILER_COPY__", format!("{stem}_compile_bg.wasm")),
        ("__SCRIPT_INTEGRITY__", digest::integrity(script.as_bytes())),
        ("__SCRIPT_FILE__", script_file),
        ("__VERSION__", bundle::VERSION.to_owned()),
    ]);
    pages.publish(&repo::root().join("www"), &staging)?;
    write_story_page(&staging)?;
    // The folder is a package for npm as well.
    for license in ["LICENSE-APACHE", "LICENSE-MIT"] {
        std::fs::copy(repo::root().join(license), staging.join(license))?;
    }
    pages.finish_front(&staging)
}

/// Puts the compiled story into the wasm.
fn pack_story(engine: &Path) -> Result<()> {
    let packed = engine.with_extension("packed");
    let mut command = backstory();
    command.args(["pack", "seeds", "--engine"]).arg(engine).arg("--out").arg(&packed).arg("--no-script");
    process::run(&mut command)?;
    std::fs::rename(&packed, engine).context("putting the packed wasm in place")
}

/// The native `backstory` command, built when it is out of date.
pub fn backstory() -> std::process::Command {
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
