//! One ES module without imports: the shell (`www/shell/`, from `main.js`) and wasm-bindgen's glue, which the shell imports
//! as `./engine.js` and starts itself: the glue's own ways to load the engine are called by nobody and left out.
//!
//! What not every reader needs is in parts, modules of their own beside it ([`PARTS`]).
//!
//! Names in the shell stand for this build's facts: `__CSS__`, `__LATE_CSS__`, `__BAND_CSS__` and `__CARD_CSS__` (the minified
//! stylesheets), `__WASM_FILE__` (the name of the wasm beside the script), `__LATE_WASM__` (that of its late part), `__ARTICLE_FILE__` and so on (those of
//! the parts), `__WASM_INTEGRITY__` and `__LATE_INTEGRITY__` (SRI hashes), `__COMPILER_FILE__` and `__COMPILER_INTEGRITY__` (the
//! compiler's), and `__VERSION__`; so do the compiler's lists of words beside names. Each becomes a string, whether the shell writes it bare or as a string already.

use crate::compiler::Compiler;
use crate::tools::Npm;
use crate::wasm::{Names, SHORT_MODULE};
use crate::{digest, process, repo};
use anyhow::{Context as _, Result, ensure};
use std::path::PathBuf;

/// The version that the shell and the pages name.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The functions of the glue that the shell calls.
const USED: [&str; 2] = ["function __wbg_get_imports()", "function __wbg_finalize_init(instance, module)"];

/// How the glue gives them to the shell; its class is exported as it is.
const EXPORTS: &str = "export { __wbg_get_imports, __wbg_finalize_init };";

/// The parts, what `backstory_NAME.js` is called and made of: the article's terms, those found in its prose, the time band,
/// what comes with the engine's second module, the frame, stories that a page writes out.
const PARTS: [(&str, &str); 6] = [
    ("article", "article.js"),
    ("prose", "annotate.js"),
    ("band", "band.js"),
    ("late", "late.js"),
    ("framed", "framed.js"),
    ("compile", "compile.js"),
];

/// The shell's sources.
const SHELL: &str = "www/shell";

/// The compiler's lists of words that stand beside names, and what the shell calls them.
const LISTS: &str = "src/compile/names";
const LISTED: [(&str, &str); 3] =
    [("__TITLES__", "titles.txt"), ("__CALENDAR__", "calendar.txt"), ("__OPENERS__", "openers.txt")];

/// How the layer begins that the files of `www/look/` share.
const PARTS_LAYER: &str = "@layer parts{";

/// esbuild's oldest syntax: the floor of the embed's contract (Chrome 120, Firefox 121, Safari 16.4) has all of it.
const SYNTAX: &str = "--target=es2022";

/// Everything that goes into the script but the wasm's file name.
pub struct Build<'npm> {
    npm: &'npm Npm,
    glue: String,
    compiler_glue: String,
    compiler_integrity: String,
    /// The shell's files: names and texts.
    shell: Vec<(PathBuf, String)>,
    css: String,
    band_css: String,
    late_css: String,
    card_css: String,
    wasm_integrity: String,
    late_integrity: String,
    /// Words beside names, parted by single spaces.
    lists: Vec<(&'static str, String)>,
}

impl<'npm> Build<'npm> {
    /// Reads the sources and minifies the stylesheet. `glue` is the script as wasm-bindgen wrote it, `names` what its
    /// imports and exports are called by now, `wasm` and `late` the final bytes of the engine's two parts.
    ///
    /// # Errors
    /// When esbuild finds a fault in the stylesheet, or wasm-bindgen writes other glue than this version does.
    pub fn new(
        npm: &'npm Npm,
        glue: &str,
        names: &Names,
        [wasm, late]: [&[u8]; 2],
        compiler: &Compiler,
    ) -> Result<Self> {
        let minified = |file| {
            let mut esbuild = npm.script("esbuild/bin/esbuild");
            let css = process::read(esbuild.args([file, "--bundle", "--minify", "--log-level=warning"]))?;
            anyhow::Ok(joined(css.trim_end()))
        };
        let [css, late_css] = ["www/backstory.css", "www/late.css"].map(minified);
        let [band_css, card_css] = ["www/band.css", "www/look/card.css"].map(minified);
        let (css, late_css, band_css, card_css) = (css?, late_css?, band_css?, card_css?);
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
        let glue = shortened(&trimmed(glue)?, names)?;
        let compiler_glue = shortened(&trimmed(&compiler.glue)?, &compiler.names)?;
        let [wasm_integrity, late_integrity, compiler_integrity] = [wasm, late, &compiler.wasm].map(digest::integrity);
        Ok(Self {
            npm,
            glue,
            compiler_glue,
            compiler_integrity,
            shell,
            css,
            band_css,
            late_css,
            card_css,
            wasm_integrity,
            late_integrity,
            lists,
        })
    }

    /// The script and the parts, each by its name, which begins with `stem` as the wasm's does.
    ///
    /// # Errors
    /// When esbuild finds a fault in one of them.
    pub fn scripts(&self, stem: &str) -> Result<Vec<(String, String)>> {
        let mut facts = vec![
            ("__CSS__".to_owned(), self.css.clone()),
            ("__BAND_CSS__".to_owned(), self.band_css.clone()),
            ("__LATE_CSS__".to_owned(), self.late_css.clone()),
            ("__CARD_CSS__".to_owned(), self.card_css.clone()),
            ("__WASM_FILE__".to_owned(), format!("{stem}_bg.wasm")),
            ("__WASM_INTEGRITY__".to_owned(), self.wasm_integrity.clone()),
            ("__LATE_WASM__".to_owned(), format!("{stem}_late.wasm")),
            ("__LATE_INTEGRITY__".to_owned(), self.late_integrity.clone()),
            ("__COMPILER_FILE__".to_owned(), format!("{stem}_compile_bg.wasm")),
            ("__COMPILER_INTEGRITY__".to_owned(), self.compiler_integrity.clone()),
            ("__VERSION__".to_owned(), VERSION.to_owned()),
        ];
        facts.extend(PARTS.map(|(part, _)| (format!("__{}_FILE__", part.to_uppercase()), format!("{stem}_{part}.js"))));
        facts.extend(self.lists.iter().map(|(name, words)| ((*name).to_owned(), words.clone())));
        let work = repo::target().join("xtask/shell");
        std::fs::create_dir_all(&work)?;
        for (name, text) in &self.shell {
            std::fs::write(work.join(name), fill(text, &facts))?;
        }
        std::fs::write(work.join("engine.js"), &self.glue)?;
        std::fs::write(work.join("compiler.js"), &self.compiler_glue)?;
        let mut built = vec![(format!("{stem}.js"), self.bundled("main.js")?)];
        for (part, source) in PARTS {
            built.push((format!("{stem}_{part}.js"), self.bundled(source)?));
        }
        Ok(built)
    }

    fn bundled(&self, entry: &str) -> Result<String> {
        let work = repo::target().join("xtask/shell");
        let mut esbuild = self.npm.script("esbuild/bin/esbuild");
        // What nobody calls is left out, and an import from elsewhere is an error.
        esbuild
            .arg(work.join(entry))
            .args(["--bundle", "--format=esm", "--minify", "--charset=utf8", "--legal-comments=none"])
            .args([SYNTAX, "--log-level=warning"]);
        process::read(&mut esbuild).with_context(|| format!("bundling www/shell/{entry}"))
    }
}

/// The stylesheet with its layer of parts, which several files fill one after another, opened once.
fn joined(css: &str) -> String {
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

/// The glue with the exports that the shell needs, and no others.
fn trimmed(glue: &str) -> Result<String> {
    for used in USED {
        ensure!(
            glue.contains(used),
            "wasm-bindgen's glue no longer holds `{used}`: look at what it writes and change bundle.rs and www/shell/main.js"
        );
    }
    let lines = glue.lines().filter(|line| !line.starts_with("export {"));
    Ok(lines.chain([EXPORTS]).collect::<Vec<_>>().join("\n"))
}

/// The glue with the short names: `NAME: function` for what it gives to the engine, `wasm.NAME` for what it takes.
fn shortened(glue: &str, names: &Names) -> Result<String> {
    let mut glue = glue.to_owned();
    let mut modules: Vec<&str> = names.imports.iter().map(|(module, ..)| module.as_str()).collect();
    modules.sort_unstable();
    modules.dedup();
    for module in modules {
        let (quoted, short) = (format!("\"{module}\": "), format!("\"{SHORT_MODULE}\": "));
        ensure!(glue.matches(&quoted).count() == 1, "the glue does not name the module {module} once");
        glue = glue.replace(&quoted, &short);
    }
    for (_, name, short) in &names.imports {
        let (given, short) = (format!("\n        {name}: function("), format!("\n        {short}: function("));
        ensure!(glue.matches(&given).count() == 1, "the glue does not give {name} to the engine once");
        glue = glue.replace(&given, &short);
    }
    // One pass over all of them: a short name may be another's long one.
    let mut out = String::with_capacity(glue.len());
    let mut rest = glue.as_str();
    while let Some(at) = rest.find("wasm.") {
        let (before, after) = rest.split_at(at + "wasm.".len());
        out.push_str(before);
        let end = after.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(after.len());
        let (name, tail) = after.split_at(end);
        let is_the_engine =
            !before.trim_end_matches("wasm.").ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
        let short = names.exports.iter().find(|(long, _)| long == name).filter(|_| is_the_engine);
        out.push_str(short.map_or(name, |(_, short)| short));
        rest = tail;
    }
    out.push_str(rest);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::{EXPORTS, USED, fill, shortened, trimmed};
    use crate::wasm::Names;

    #[test]
    fn unknown_glue_is_refused() {
        assert!(trimmed("export default 1;").is_err());
    }

    #[test]
    fn the_glue_exports_what_the_shell_uses() {
        let glue = format!("export class Widget {{}}\n{} {{}}\n{} {{}}\nexport {{ f as default }};", USED[0], USED[1]);
        let own = trimmed(&glue).unwrap();
        assert_eq!(own, format!("export class Widget {{}}\n{} {{}}\n{} {{}}\n{EXPORTS}", USED[0], USED[1]));
    }

    #[test]
    fn both_sides_are_shortened_and_what_is_missing_is_an_error() {
        let pair = |long: &str, short: &str| (long.to_owned(), short.to_owned());
        let names = Names {
            imports: vec![("./bg.js".into(), "__wbg_a_1".into(), "b".into())],
            exports: vec![pair("widget_new", "memory"), pair("memory", "c")],
        };
        let glue =
            "\n        __wbg_a_1: function(x) {}\n        \"./bg.js\": import0\nwasm.widget_new(wasm.memory.buffer)";
        assert_eq!(
            shortened(glue, &names).unwrap(),
            "\n        b: function(x) {}\n        \"a\": import0\nwasm.memory(wasm.c.buffer)"
        );
        assert!(shortened("wasm.memory", &names).is_err());
    }

    #[test]
    fn names_become_strings_once() {
        let filled = fill("a(__CSS__); b(\"__CSS__\");", &[("__CSS__".into(), "p{content:\"x\"}".into())]);
        assert_eq!(filled, r#"a("p{content:\"x\"}"); b("p{content:\"x\"}");"#);
    }
}
