//! One ES module without imports: the shell (`www/shell/`, from `main.js`) and wasm-bindgen's glue, which it imports as
//! `./glue.js`.
//!
//! Code that few pages need is in separate modules, loaded on demand ([`PARTS`]).
//!
//! The build replaces names in the shell by strings: `__CSS__` (the minified stylesheet), `__WASM_FILE__` and
//! `__WASM_INTEGRITY__` (the engine's file name and SRI hash), `__COMPILER_FILE__` and `__COMPILER_INTEGRITY__` (the
//! compiler's), `__ARTICLE_FILE__` and so on (file names of the parts), `__VERSION__`, and the compiler's lists of
//! words beside names.

use crate::tools::Npm;
use crate::wasm::{Module, Names};
use crate::{digest, process, repo};
use anyhow::{Context as _, Result};
use std::path::{Path, PathBuf};

/// The version that the shell and the pages name.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Modules loaded on demand, published as `backstory_NAME.js`, with their entry files: terms in the article, terms
/// found in its prose, the frame, stories that a page writes out.
pub const PARTS: [(&str, &str); 4] = [
    ("article", "article-terms.js"),
    ("prose", "link-terms.js"),
    ("framed", "iframe-fallback.js"),
    ("compile", "story-compiler.js"),
];

/// The shell's sources.
const SHELL: &str = "www/shell";

/// The compiler's lists of words that occur beside names, with their placeholders in the shell.
const LISTS: &str = "src/compile/names";
const LISTED: [(&str, &str); 3] =
    [("__TITLES__", "titles.txt"), ("__CALENDAR__", "calendar.txt"), ("__OPENERS__", "openers.txt")];

/// Beginning of the cascade layer that the files of `www/styles/` share.
const PARTS_LAYER: &str = "@layer parts{";

/// Newest syntax that esbuild may write: the oldest browsers of the embed's contract (Chrome 120, Firefox 121, Safari
/// 16.4) have all of it.
const SYNTAX: &str = "--target=es2022";

/// The sources of the scripts: everything but file names.
pub struct Build<'npm> {
    npm: &'npm Npm,
    engine: &'npm Module,
    compiler: &'npm Module,
    /// The shell's files: names and texts.
    shell: Vec<(PathBuf, String)>,
    css: String,
    /// Placeholders of the word lists, with the words separated by single spaces.
    lists: Vec<(&'static str, String)>,
}

impl<'npm> Build<'npm> {
    /// Reads the sources and minifies the stylesheet. The engine has the story in it.
    ///
    /// # Errors
    /// When esbuild finds a fault in the stylesheet.
    pub fn new(npm: &'npm Npm, engine: &'npm Module, compiler: &'npm Module) -> Result<Self> {
        let mut esbuild = npm.script("esbuild/bin/esbuild");
        let css = process::read(esbuild.args(["www/backstory.css", "--bundle", "--minify", "--log-level=warning"]))?;
        // esbuild keeps the spaces in custom properties. No string of the stylesheet has a comma.
        let css = merge_layers(css.trim_end()).replace(", ", ",");
        let mut shell = Vec::new();
        for entry in std::fs::read_dir(repo::root().join(SHELL)).context("reading www/shell")? {
            let path = entry?.path();
            let text = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
            shell.push((path.file_name().map(PathBuf::from).unwrap_or_default(), text));
        }
        let mut lists = Vec::new();
        for (name, file) in LISTED {
            let text = std::fs::read_to_string(repo::root().join(LISTS).join(file))
                .with_context(|| format!("reading {LISTS}/{file}"))?;
            lists.push((name, text.split_whitespace().collect::<Vec<_>>().join(" ")));
        }
        Ok(Self { npm, engine, compiler, shell, css, lists })
    }

    /// Pairs of file name and text: first the script, then its parts. All names begin with `stem`, as the wasm's does.
    ///
    /// # Errors
    /// When esbuild finds a fault in one of them.
    pub fn scripts(&self, stem: &str) -> Result<Vec<(String, String)>> {
        let [engine_integrity, compiler_integrity] = [self.engine, self.compiler].map(|it| digest::integrity(&it.wasm));
        let mut facts = vec![
            ("__CSS__".to_owned(), self.css.clone()),
            ("__WASM_FILE__".to_owned(), format!("{stem}_bg.wasm")),
            ("__WASM_INTEGRITY__".to_owned(), engine_integrity),
            ("__COMPILER_FILE__".to_owned(), format!("{stem}_compile_bg.wasm")),
            ("__COMPILER_INTEGRITY__".to_owned(), compiler_integrity),
            ("__VERSION__".to_owned(), VERSION.to_owned()),
        ];
        facts.extend(
            PARTS.map(|(part, _)| (format!("__{}_FILE__", part.to_uppercase()), format!("./{stem}_{part}.js"))),
        );
        facts.extend(self.lists.iter().map(|(name, words)| ((*name).to_owned(), words.clone())));
        let work = repo::target().join("xtask/shell");
        std::fs::create_dir_all(&work)?;
        for (name, text) in &self.shell {
            std::fs::write(work.join(name), fill(text, &facts))?;
        }
        std::fs::write(work.join("glue.js"), &self.engine.glue)?;
        std::fs::write(work.join("compiler.js"), &self.compiler.glue)?;
        let mut built = vec![(format!("{stem}.js"), self.bundled("main.js", &self.engine.names)?)];
        for (part, source) in PARTS {
            // No part but one has glue in it: the compiler's.
            built.push((format!("{stem}_{part}.js"), self.bundled(source, &self.compiler.names)?));
        }
        Ok(built)
    }

    fn bundled(&self, entry: &str, names: &Names) -> Result<String> {
        // The parts stay imports; an import of another package is an error.
        let path = repo::target().join("xtask/shell").join(entry);
        let script = esbuild(self.npm, &path, "--external:./backstory*", names)?;
        let bundled = path.with_extension("bundled.js");
        std::fs::write(&bundled, script)?;
        // It joins statements that esbuild leaves apart: 0.4 KB less of the script that every reader loads (measured).
        let mut terser = self.npm.script("terser/bin/terser");
        terser.arg(&bundled).args(["--module", "--ecma=2022", "--compress=passes=2", "--mangle"]);
        process::read(&mut terser).with_context(|| format!("minifying {entry}"))
    }
}

/// The desk: its scripts, its stylesheet and its module, with their file names. They name one another as they are: no cache
/// keeps them for ever, and the module's hash is in the script that fetches it.
///
/// # Errors
/// When esbuild finds a fault in one of them.
pub fn desk(npm: &Npm, module: &Module) -> Result<Vec<(String, Vec<u8>)>> {
    let facts = [
        ("__DESK_WORKER_FILE__".to_owned(), "./desk_worker.js".to_owned()),
        ("__DESK_WASM_FILE__".to_owned(), "./desk_bg.wasm".to_owned()),
        ("__DESK_WASM_INTEGRITY__".to_owned(), digest::integrity(&module.wasm)),
    ];
    let work = repo::target().join("xtask/scripts");
    std::fs::create_dir_all(work.join("desk"))?;
    let www = repo::root().join("www");
    for entry in std::fs::read_dir(www.join("desk")).context("reading www/desk")? {
        let path = entry?.path();
        let text = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        std::fs::write(work.join("desk").join(path.file_name().unwrap_or_default()), fill(&text, &facts))?;
    }
    for shared in ["choices.js", "elements.js", "snippets.js"] {
        std::fs::copy(www.join(shared), work.join(shared)).with_context(|| format!("copying {shared}"))?;
    }
    std::fs::write(work.join("desk/desk-module.js"), &module.glue)?;
    let mut files = vec![("desk_bg.wasm".to_owned(), module.wasm.clone())];
    for (name, entry) in [("desk.js", "main.js"), ("desk_worker.js", "worker.js"), ("desk.css", "desk.css")] {
        let bundled = esbuild(npm, &work.join("desk").join(entry), "--external:./desk_worker.js", &module.names)?;
        files.push((name.to_owned(), bundled.into_bytes()));
    }
    Ok(files)
}

/// A script or a stylesheet with what it imports. Unused code is left out; properties of these names get the short ones.
fn esbuild(npm: &Npm, entry: &Path, external: &str, names: &Names) -> Result<String> {
    let mut esbuild = npm.script("esbuild/bin/esbuild");
    esbuild
        .arg(entry)
        .args(["--bundle", "--format=esm", "--minify", "--charset=utf8", "--legal-comments=none"])
        .args([SYNTAX, "--log-level=warning", external]);
    if !names.is_empty() {
        let mapping = entry.with_extension("names.json");
        std::fs::write(&mapping, serde_json::to_string(names)?)?;
        let pattern = names.keys().map(|name| name.replace('.', r"\.")).collect::<Vec<_>>().join("|");
        // The module of imports is a quoted name.
        esbuild.args(["--mangle-quoted", &format!("--mangle-props=^({pattern})$")]);
        esbuild.arg(format!("--mangle-cache={}", mapping.display()));
    }
    process::read(&mut esbuild).with_context(|| format!("bundling {}", entry.display()))
}

/// The stylesheet with the adjacent blocks of its parts layer merged into one.
fn merge_layers(css: &str) -> String {
    match css.split_once(PARTS_LAYER) {
        Some((before, parts)) => [before, PARTS_LAYER, &parts.replace(&format!("}}{PARTS_LAYER}"), "")].concat(),
        None => css.to_owned(),
    }
}

/// The shell with each name replaced by its value, as a JavaScript string.
fn fill(shell: &str, facts: &[(String, String)]) -> String {
    facts.iter().fold(shell.to_owned(), |text, (name, value)| {
        // JSON strings are JavaScript strings.
        let value = serde_json::Value::from(value.as_str()).to_string();
        text.replace(&format!("\"{name}\""), &value).replace(name, &value)
    })
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn names_become_strings_once() {
        let filled = fill("a(__CSS__); b(\"__CSS__\");", &[("__CSS__".into(), "p{content:\"x\"}".into())]);
        assert_eq!(filled, r#"a("p{content:\"x\"}"); b("p{content:\"x\"}");"#);
    }
}
