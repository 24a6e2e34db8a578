//! Trunk's post-build hook: from what Trunk built to what is published.
//!
//! In the staging folder there are `index.html`, and `backstory.js` and `backstory_bg.wasm` as wasm-bindgen wrote them.
//! Afterwards it holds the embed as its contract names it, with immutable copies under content-hashed names.

use crate::bundle::{self, Build};
use crate::{digest, process, repo, tools, wasm};
use anyhow::{Context as _, Result};
use std::cell::OnceCell;
use std::path::{Path, PathBuf};

/// The comment that pages hold where the story's plain HTML goes.
const GROUND: &str = "<!-- backstory:ground -->";

/// The script and the wasm that it loads, as published.
const SCRIPT: &str = "backstory.js";
const WASM: &str = "backstory_bg.wasm";

/// Sources in `www/` that are part of the script and not published by themselves.
const BUNDLED: [&str; 2] = ["shell.js", "backstory.css"];

/// Does the hook's work in the folder that Trunk names in its environment.
///
/// # Errors
/// When a tool, the `backstory` command or a file fails.
pub fn stage() -> Result<()> {
    let staging = std::env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from).context(
        "TRUNK_STAGING_DIR is not set: this is Trunk's hook; use `cargo xtask build` or `cargo xtask serve`",
    )?;
    let npm = tools::npm()?;
    let engine = staging.join(WASM);
    wasm::optimise(&npm, &engine)?;
    pack_story(&engine)?;

    let build = Build::new(&npm, &read(&staging.join(SCRIPT))?, &std::fs::read(&engine)?)?;
    let script = build.script(WASM)?;
    std::fs::write(staging.join(SCRIPT), &script)?;

    let stamp = digest::fingerprint(&[script.as_bytes(), &std::fs::read(&engine)?]);
    let (immutable_wasm, immutable_script) = (format!("backstory.{stamp}_bg.wasm"), format!("backstory.{stamp}.js"));
    let pinned = build.script(&immutable_wasm)?;
    std::fs::copy(&engine, staging.join(&immutable_wasm))?;
    std::fs::write(staging.join(&immutable_script), &pinned)?;

    let pages = Pages {
        ground: OnceCell::new(),
        words: [
            ("__SCRIPT_FILE__", immutable_script),
            ("__SCRIPT_INTEGRITY__", digest::integrity(pinned.as_bytes())),
            ("__VERSION__", bundle::VERSION.to_owned()),
        ],
    };
    pages.publish(&repo::root().join("www"), &staging)?;
    let front = staging.join("index.html");
    let text = pages.fill(&without_trunk_links(&read(&front)?))?;
    std::fs::write(front, text).context("writing index.html")
}

/// Puts the compiled story into the wasm.
fn pack_story(engine: &Path) -> Result<()> {
    let packed = engine.with_extension("packed");
    let mut command = backstory();
    command.args(["pack", "seeds", "--engine"]).arg(engine).arg("--out").arg(&packed);
    process::run(&mut command)?;
    std::fs::rename(&packed, engine).context("putting the packed wasm in place")
}

/// The native `backstory` command, built when it has to be.
pub fn backstory() -> std::process::Command {
    let mut command = process::cargo();
    command.args(["run", "--quiet", "--bin", "backstory", "--"]);
    command
}

/// Published pages: what stands in them for the story and for this build's file names is filled in.
struct Pages {
    ground: OnceCell<String>,
    words: [(&'static str, String); 3],
}

impl Pages {
    /// Copies `from` into `to` with the same folders; text is filled in on the way.
    fn publish(&self, from: &Path, to: &Path) -> Result<()> {
        std::fs::create_dir_all(to)?;
        for entry in std::fs::read_dir(from).with_context(|| format!("reading {}", from.display()))? {
            let source = entry?.path();
            let Some(name) = source.file_name() else { continue };
            let target = to.join(name);
            let kind = source.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
            if source.is_dir() {
                self.publish(&source, &target)?;
            } else if BUNDLED.iter().any(|bundled| name == *bundled) {
                // Inside the script already.
            } else if matches!(kind, "html" | "js" | "json" | "css" | "txt") {
                std::fs::write(&target, self.fill(&read(&source)?)?)?;
            } else {
                std::fs::copy(&source, &target)?;
            }
        }
        Ok(())
    }

    fn fill(&self, text: &str) -> Result<String> {
        let mut text = text.to_owned();
        if text.contains(GROUND) {
            text = text.replace(GROUND, self.ground()?);
        }
        for (placeholder, word) in &self.words {
            text = text.replace(placeholder, word);
        }
        Ok(text)
    }

    /// The story as plain HTML, rendered once.
    fn ground(&self) -> Result<&str> {
        if let Some(ground) = self.ground.get() {
            return Ok(ground);
        }
        let rendered = process::read(backstory().args(["render", "--fragment", "seeds"]))?;
        Ok(self.ground.get_or_init(|| rendered))
    }
}

/// Trunk leaves its own link elements in the page when it injects nothing; readers have no use for them.
fn without_trunk_links(page: &str) -> String {
    let mut kept = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(start) = rest.find("<link data-trunk") {
        let (before, link) = rest.split_at(start);
        let Some(end) = link.find('>') else { break };
        kept.push_str(before.trim_end_matches([' ', '\t']));
        rest = link.get(end + 1..).unwrap_or_default().trim_start_matches('\n');
    }
    kept + rest
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::without_trunk_links;

    #[test]
    fn trunk_links_leave_the_page() {
        let page = "<head>\n  <link data-trunk rel=\"rust\" href=\"Cargo.toml\"/>\n  <title>x</title>";
        assert_eq!(without_trunk_links(page), "<head>\n  <title>x</title>");
    }

    #[test]
    fn other_links_stay() {
        let page = "<link rel=\"icon\" href=\"i.svg\">";
        assert_eq!(without_trunk_links(page), page);
    }
}
