//! `backstory publish`: the whole folder of one story, or nothing.
//!
//! A folder's files hold a story in more places than its engine: the pages, their titles, `oembed.json`, the builder. All
//! of them are written anew here. What holds no story is taken from a built folder, of whatever story.
//!
//! Files with twelve hexadecimal digits in their names never change their bytes, and those of earlier publications stay:
//! scripts in caches, and snippets that name one, go on finding them.

mod pages;

use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use clap::Args;
use sha2::{Digest, Sha256, Sha384};

use super::Outcome;
use super::draft::Draft;
use super::folder::{Refused, open};
use super::report::{print, say};
use crate::compile::{compile, wasm};
use crate::model::{Story, pack, unpack};
use pages::Values;

/// The engine.
const ENGINE: &str = "backstory_bg.wasm";
/// The script.
const SCRIPT: &str = "backstory.js";
/// Modules that the script loads on demand, in the order of the build.
const PARTS: [&str; 4] = ["article", "prose", "framed", "compile"];
/// The compiler.
const COMPILER: &str = "compile_bg.wasm";
/// Files that hold no story, beside those above, of which a folder may lack those in a folder of their own.
const COPIED: [&str; 16] = [
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "article.css",
    "backstory.d.ts",
    "builder.css",
    "builder.js",
    "custom-elements.json",
    "embed.js",
    "frame.js",
    "loader.js",
    "package.json",
    "story.schema.json",
    "types/react.d.ts",
    "types/solid.d.ts",
    "types/svelte.d.ts",
    "types/vue.d.ts",
];

/// What to publish, and where.
#[derive(Debug, Args)]
pub(super) struct Publish {
    /// The story's folder, or its JSON file
    story: PathBuf,
    /// The folder to write: a new or an empty one, or one that this story has already been published in
    folder: PathBuf,
    /// Address that the folder is going to have, which oEmbed consumers need: `https://news.example/backstory/`
    #[arg(long, value_name = "URL", default_value = pages::NOWHERE, value_parser = base)]
    base: String,
    /// A built folder of this version, of any story
    #[arg(long, value_name = "DIST", default_value = "dist")]
    from: PathBuf,
}

impl Publish {
    pub(super) fn run(self) -> Outcome {
        let story = match open(&self.story) {
            Ok(opened) => opened.story,
            Err(Refused { files, problems }) => {
                print(&problems, &files);
                return Outcome::Failed;
            }
        };
        let compiled = compile(&story).map_err(|error| error.to_string());
        match compiled.and_then(|story| self.write(&story)) {
            Ok(report) => {
                say(&report);
                Outcome::Fine
            }
            Err(message) => {
                eprintln!("error: {message}");
                Outcome::Failed
            }
        }
    }

    fn write(&self, story: &Story) -> Result<String, String> {
        may_hold(&self.folder, story)?;
        let built = Built::read(&self.from)?;
        let blob = pack(story).map_err(|error| error.to_string())?;
        let files = built.with_story(story, &blob, &self.base)?;
        let count = files.len();
        write(&self.folder, &files)?;
        let mut report = format!("{}: {count} files of the story `{}`", self.folder.display(), story.id);
        if self.base == pages::NOWHERE {
            report.push_str("\noembed.json names no address yet: give the folder's with --base");
        }
        Ok(report)
    }
}

/// The address of a folder.
fn base(url: &str) -> Result<String, String> {
    let is_plain = url.starts_with("http") && !url.contains(['"', '<', '&', ' ', '?', '#']);
    if is_plain {
        Ok(format!("{}/", url.trim_end_matches('/')))
    } else {
        Err("an address that begins with http".into())
    }
}

/// A folder belongs to one story: to write another beside it would leave the text of the first under the headline of the second.
///
/// # Errors
/// When the folder holds another story, or something that is no published folder.
fn may_hold(folder: &Path, story: &Story) -> Result<(), String> {
    let shown = folder.display();
    let is_empty = std::fs::read_dir(folder).map_or(true, |mut entries| entries.next().is_none());
    if is_empty {
        return Ok(());
    }
    let advice = "a published folder belongs to one story: name a new or an empty folder";
    let Ok(engine) = std::fs::read(folder.join(ENGINE)) else {
        return Err(format!("`{shown}` holds other files; {advice}"));
    };
    let held = wasm::section(&engine, wasm::SECTION).ok().flatten().map(unpack);
    match held {
        Some(Ok(held)) if held.id == story.id => Ok(()),
        Some(Ok(held)) => Err(format!("`{shown}` holds the story `{}`, not `{}`; {advice}", held.id, story.id)),
        _ => Err(format!(
            "the story in `{shown}` is of another version and cannot be compared; {advice}, and move the \
                          files with twelve hexadecimal digits in their names there by hand"
        )),
    }
}

/// A built folder's files, without those that hold a story.
struct Built {
    engine: Vec<u8>,
    compiler: Vec<u8>,
    script: String,
    parts: Vec<String>,
    copied: Vec<(&'static str, Vec<u8>)>,
    /// Beginning of its content-hashed names.
    stem: String,
}

/// A file to write: its name and its bytes.
type File = (String, Vec<u8>);

impl Built {
    fn read(from: &Path) -> Result<Self, String> {
        let bytes = |name: &str| {
            let path = from.join(name);
            std::fs::read(&path).map_err(|error| {
                format!("`{}` cannot be read: {error}; name a whole built folder with --from", path.display())
            })
        };
        let text = |name: &str| {
            String::from_utf8(bytes(name)?).map_err(|_| format!("`{name}` in `{}` is not text", from.display()))
        };
        let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
        if !text("package.json")?.contains(&version) {
            return Err(format!(
                "`{}` was built by another version than {}",
                from.display(),
                env!("CARGO_PKG_VERSION")
            ));
        }
        let (engine, script) = (bytes(ENGINE)?, text(SCRIPT)?);
        let stem = hashed_stem(&script).map(String::from);
        let Some(stem) = stem.filter(|_| script.contains(&integrity(&engine))) else {
            return Err(format!(
                "`{SCRIPT}` in `{}` was not built with the engine beside it; name a folder that was built and published whole",
                from.display()
            ));
        };
        Ok(Self {
            engine,
            compiler: bytes(&format!("backstory_{COMPILER}"))?,
            script,
            parts: PARTS.iter().map(|part| text(&format!("backstory_{part}.js"))).collect::<Result<_, _>>()?,
            copied: COPIED.iter().map(|name| Ok((*name, bytes(name)?))).collect::<Result<_, String>>()?,
            stem,
        })
    }

    /// The files of a story's folder: first those that others name.
    fn with_story(self, story: &Story, blob: &[u8], base: &str) -> Result<Vec<File>, String> {
        let engine = wasm::with_section(&self.engine, wasm::SECTION, blob).map_err(|error| error.to_string())?;
        let script = self.script.replace(&integrity(&self.engine), &integrity(&engine));
        let plain = script.replace(&self.stem, "backstory");
        let texts = [&[plain][..], &self.parts[..]].concat().concat();
        let stem = format!("backstory.{}", fingerprint(&[texts.as_bytes(), &engine]));
        let script = script.replace(&self.stem, &stem);

        let mut files: Vec<File> = Vec::new();
        for stem in [stem.as_str(), "backstory"] {
            files.push((format!("{stem}_bg.wasm"), engine.clone()));
            files.push((format!("{stem}_{COMPILER}"), self.compiler.clone()));
            for (part, text) in PARTS.iter().zip(&self.parts) {
                files.push((format!("{stem}_{part}.js"), text.clone().into()));
            }
            files.push((format!("{stem}.js"), script.clone().into()));
        }
        files.extend(self.copied.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)));
        let values = Values { stem: &stem, integrity: integrity(script.as_bytes()), base };
        files.extend(pages::of(story, &values).into_iter().map(|(name, text)| (name.to_owned(), text.into())));
        Ok(files)
    }
}

/// Beginning of the content-hashed names that a script holds: `backstory.` and twelve hexadecimal digits.
fn hashed_stem(script: &str) -> Option<&str> {
    const PREFIX: &str = "backstory.";
    script.match_indices(PREFIX).find_map(|(at, _)| {
        let stem = script.get(at..at + PREFIX.len() + 12)?;
        let is_hash = stem.bytes().skip(PREFIX.len()).all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        (is_hash && script.get(at + stem.len()..)?.starts_with('_')).then_some(stem)
    })
}

/// Whether a name says what the file's bytes are.
fn is_hashed(name: &str) -> bool {
    // The script's own name ends in its hash, those of the files beside it go on.
    hashed_stem(name).is_some()
        || name.strip_suffix(".js").is_some_and(|stem| hashed_stem(&format!("{stem}_")).is_some())
}

/// Writes every file or, where one cannot be written, none.
fn write(folder: &Path, files: &[File]) -> Result<(), String> {
    let mut drafts = Vec::new();
    for (name, bytes) in files {
        let path = folder.join(name);
        match std::fs::read(&path) {
            Ok(old) if old == *bytes => continue,
            Ok(_) if is_hashed(name) => {
                return Err(format!("`{}` has other bytes than its name says; remove it", path.display()));
            }
            _ => {}
        }
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(|error| format!("`{}`: {error}", parent.display()))?;
        }
        drafts.push(Draft::new(&path, bytes)?);
    }
    drafts.iter_mut().try_for_each(Draft::publish)
}

/// A file's hash as Subresource Integrity writes it.
fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

/// Twelve hexadecimal digits that change whenever one of `parts` does, as the build of the folder makes them.
fn fingerprint(parts: &[&[u8]]) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update((part.len() as u64).to_le_bytes());
        digest.update(part);
    }
    digest.finalize().iter().take(6).fold(String::new(), |digits, byte| format!("{digits}{byte:02x}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashed_names_are_told_from_plain_ones() {
        assert_eq!(
            hashed_stem("import('./backstory.js'),'backstory.0123456789ab_bg.wasm'"),
            Some("backstory.0123456789ab")
        );
        assert_eq!(hashed_stem("backstory.js backstory_bg.wasm backstory.0123456789aé_bg.wasm"), None);
        for (name, hashed) in
            [("backstory.0123456789ab.js", true), ("backstory.0123456789ab_bg.wasm", true), ("backstory.js", false)]
        {
            assert_eq!(is_hashed(name), hashed, "{name}");
        }
    }

    #[test]
    fn what_is_published_is_copied_made_or_left_out() {
        let known: Vec<&str> = COPIED.iter().chain(&pages::MADE).copied().collect();
        let left = [
            "backstory.css",
            "eslint.config.cjs",
            "examples",
            "shell",
            "states.css",
            "states.html",
            "states.js",
            "styles",
            "tsconfig.json",
        ];
        let mut names: Vec<String> = Vec::new();
        for entry in std::fs::read_dir("www").unwrap() {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            if entry.path().is_dir() && !left.contains(&name.as_str()) {
                let inner = std::fs::read_dir(entry.path()).unwrap();
                names.extend(inner.map(|it| format!("{name}/{}", it.unwrap().file_name().to_string_lossy())));
            } else {
                names.push(name);
            }
        }
        for name in names {
            let is_known = known.contains(&name.as_str()) || left.contains(&name.as_str());
            assert!(is_known, "www/{name}: does a published folder have it?");
        }
    }
}
