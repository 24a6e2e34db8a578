//! One ES module without imports: wasm-bindgen's glue, and behind it the shell (`www/shell.js`), which calls the glue's
//! `__wbg_init` and `Widget` by their names.
//!
//! Four names in the shell stand for this build's facts: `__CSS__` (the minified stylesheet), `__WASM_FILE__` (the
//! wasm's file name, beside the script), `__WASM_INTEGRITY__` (its SRI hash) and `__VERSION__`. Each becomes a string,
//! whether the shell writes it bare or as a string already.

use crate::tools::Npm;
use crate::{digest, process, repo};
use anyhow::{Context as _, Result, ensure};

/// The version that the shell and the pages name.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What wasm-bindgen's glue does when it is called without an address. The shell always gives one.
const DEFAULT_ADDRESS: &str = "module_or_path = new URL('backstory_bg.wasm', import.meta.url);";

/// esbuild's oldest syntax: the floor of the embed's contract (Chrome 120, Firefox 121, Safari 16.4) has all of it.
const SYNTAX: &str = "--target=es2022";

/// Everything that goes into the script but the wasm's file name.
pub struct Build<'npm> {
    npm: &'npm Npm,
    glue: String,
    shell: String,
    css: String,
    wasm_integrity: String,
}

impl<'npm> Build<'npm> {
    /// Reads the sources and minifies the stylesheet. `glue` is the script as wasm-bindgen wrote it, `wasm` the final
    /// bytes of the engine.
    ///
    /// # Errors
    /// When esbuild finds a fault in the stylesheet, or wasm-bindgen writes other glue than this version does.
    pub fn new(npm: &'npm Npm, glue: &str, wasm: &[u8]) -> Result<Self> {
        let mut esbuild = npm.script("esbuild/bin/esbuild");
        let css = process::read(esbuild.args(["www/backstory.css", "--minify", "--log-level=warning"]))?;
        let shell = std::fs::read_to_string(repo::root().join("www/shell.js")).context("reading www/shell.js")?;
        let css = css.trim_end().to_owned();
        Ok(Self { npm, glue: private(glue)?, shell, css, wasm_integrity: digest::integrity(wasm) })
    }

    /// The whole script, loading the wasm that is called `wasm_file` and lies beside it.
    ///
    /// # Errors
    /// When esbuild finds a fault in the script.
    pub fn script(&self, wasm_file: &str) -> Result<String> {
        let facts = [
            ("__CSS__", self.css.as_str()),
            ("__WASM_FILE__", wasm_file),
            ("__WASM_INTEGRITY__", &self.wasm_integrity),
            ("__VERSION__", VERSION),
        ];
        let shell = fill(&self.shell, &facts);
        let work = repo::target().join("xtask");
        std::fs::create_dir_all(&work)?;
        let whole = work.join("backstory.js");
        std::fs::write(&whole, format!("{}\n{shell}", self.glue))?;
        let mut esbuild = self.npm.script("esbuild/bin/esbuild");
        // As a bundle of one: what nobody calls is left out, and an import that slipped in is an error.
        esbuild
            .arg(&whole)
            .args(["--bundle", "--format=esm", "--minify", "--charset=utf8", "--legal-comments=none"])
            .args([SYNTAX, "--log-level=warning"]);
        process::read(&mut esbuild).context("bundling www/shell.js and the engine's glue")
    }
}

/// The shell with each name replaced by its value, as a JavaScript string.
fn fill(shell: &str, facts: &[(&str, &str)]) -> String {
    facts.iter().fold(shell.to_owned(), |text, (name, value)| {
        // JSON strings are JavaScript strings.
        let value = serde_json::Value::from(*value).to_string();
        text.replace(&format!("\"{name}\""), &value).replace(name, &value)
    })
}

/// The glue without its exports, and without the default address of the wasm, which would keep a second, unchecked
/// way to load it.
fn private(glue: &str) -> Result<String> {
    ensure!(
        glue.contains(DEFAULT_ADDRESS),
        "wasm-bindgen's glue no longer holds `{DEFAULT_ADDRESS}`: look at what it writes and change bundle.rs"
    );
    let own = glue.replace(DEFAULT_ADDRESS, "throw new TypeError('no wasm given');");
    let lines = own.lines().filter(|line| !line.starts_with("export {"));
    Ok(lines.map(|line| line.strip_prefix("export ").unwrap_or(line)).collect::<Vec<_>>().join("\n"))
}

#[cfg(test)]
mod tests {
    use super::{DEFAULT_ADDRESS, fill, private};

    #[test]
    fn unknown_glue_is_refused() {
        assert!(private("export default 1;").is_err());
    }

    #[test]
    fn the_glue_exports_nothing() {
        let glue =
            format!("export class Widget {{}}\nfunction f() {{\n{DEFAULT_ADDRESS}\n}}\nexport {{ f as default }};");
        let own = private(&glue).unwrap();
        assert_eq!(own, "class Widget {}\nfunction f() {\nthrow new TypeError('no wasm given');\n}");
    }

    #[test]
    fn names_become_strings_once() {
        let filled = fill("a(__CSS__); b(\"__CSS__\");", &[("__CSS__", "p{content:\"x\"}")]);
        assert_eq!(filled, r#"a("p{content:\"x\"}"); b("p{content:\"x\"}");"#);
    }
}
