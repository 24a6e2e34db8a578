//! One ES module without imports, out of the shell (`www/shell.js`), wasm-bindgen's glue and the stylesheet.
//!
//! The shell imports the glue as `"backstory-glue"`, and reads four names that stand for this build's facts:
//! `__CSS__` (the minified stylesheet), `__WASM_FILE__` (the wasm's file name, beside the script), `__WASM_INTEGRITY__`
//! (its SRI hash) and `__VERSION__`.

use crate::tools::Npm;
use crate::{digest, process, repo};
use anyhow::{Context as _, Result, ensure};
use std::path::PathBuf;

/// The version that the shell and the pages name.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What wasm-bindgen's glue does when it is called without an address. The shell always gives one.
const DEFAULT_ADDRESS: &str = "module_or_path = new URL('backstory_bg.wasm', import.meta.url);";

/// esbuild's oldest syntax: the floor of the embed's contract (Chrome 120, Firefox 121, Safari 16.4) has all of it.
const SYNTAX: &str = "--target=es2022";

/// Everything that goes into the script but the wasm's file name.
pub struct Build<'npm> {
    npm: &'npm Npm,
    glue: PathBuf,
    css: String,
    wasm_integrity: String,
}

impl<'npm> Build<'npm> {
    /// Minifies the stylesheet and sets the glue down where esbuild finds it.
    ///
    /// # Errors
    /// When esbuild finds a fault in the stylesheet, or a file cannot be written.
    pub fn new(npm: &'npm Npm, glue: String, wasm: &[u8]) -> Result<Self> {
        let work = repo::target().join("xtask");
        std::fs::create_dir_all(&work)?;
        let glue_path = work.join("glue.js");
        std::fs::write(&glue_path, glue)?;
        let css = process::read(npm.script("esbuild/bin/esbuild").args([
            "www/backstory.css",
            "--minify",
            "--log-level=warning",
        ]))?;
        Ok(Self { npm, glue: glue_path, css: css.trim_end().to_owned(), wasm_integrity: digest::integrity(wasm) })
    }

    /// The whole script, loading the wasm that is called `wasm_file` and lies beside it.
    ///
    /// # Errors
    /// When esbuild finds a fault in the shell, or a placeholder was left.
    pub fn script(&self, wasm_file: &str) -> Result<String> {
        let mut esbuild = self.npm.script("esbuild/bin/esbuild");
        esbuild
            .args(["www/shell.js", "--bundle", "--format=esm", "--minify", "--charset=utf8", "--legal-comments=none"])
            .args([SYNTAX, "--log-level=warning"])
            .arg(format!("--alias:backstory-glue={}", self.glue.display()));
        let facts = [
            ("__CSS__", self.css.as_str()),
            ("__WASM_FILE__", wasm_file),
            ("__WASM_INTEGRITY__", &self.wasm_integrity),
            ("__VERSION__", VERSION),
        ];
        for (name, value) in facts {
            esbuild.arg(format!("--define:{name}={}", serde_json::to_string(value)?));
        }
        let script = process::read(&mut esbuild).context("bundling www/shell.js")?;
        for (name, _) in facts {
            ensure!(!script.contains(name), "www/shell.js must use {name} as a bare name, not inside a string");
        }
        Ok(script)
    }
}

/// The glue without the default address of the wasm, which would keep a second, unchecked way to load it.
///
/// # Errors
/// When wasm-bindgen writes its glue in another way than this version does.
pub fn glue(written: &str) -> Result<String> {
    ensure!(
        written.contains(DEFAULT_ADDRESS),
        "wasm-bindgen's glue no longer holds `{DEFAULT_ADDRESS}`: look at what it writes and change bundle.rs"
    );
    Ok(written.replace(DEFAULT_ADDRESS, "throw new TypeError('no wasm given');"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn unknown_glue_is_refused() {
        assert!(super::glue("export default 1;").is_err());
    }
}
