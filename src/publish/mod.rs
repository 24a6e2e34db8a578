//! The folder that publishes a story: what others name first, all of it bytes in memory.
//!
//! A folder's files hold a story in more places than its engine: the pages, their titles, `oembed.json`, the builder. All
//! of them are written anew here. What holds no story is taken from a built folder, of whatever story.
//!
//! Knows the compiled story and the views; it opens no files. The command and the desk do that.

mod linked_data;
pub mod media;
pub mod origins;
pub mod page;
mod pages;
pub mod revision;
pub mod social;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384};

use crate::compile::wasm;
use crate::model::{Story, pack};
use crate::view::page_name;
#[cfg(feature = "cli")]
pub(crate) use linked_data::linked_data;
pub use pages::NOWHERE;
use pages::{STORY_FILE, Values};
#[cfg(feature = "cli")]
pub(crate) use social::names_picture;

/// The engine.
pub const ENGINE: &str = "backstory_bg.wasm";
/// The script.
const SCRIPT: &str = "backstory.js";
/// Modules that the script loads on demand, in the order of the build.
const PARTS: [&str; 4] = ["article", "prose", "framed", "compile"];
/// The compiler.
const COMPILER: &str = "compile_bg.wasm";
/// Files that hold no story, beside those above, of which a folder may lack those in a folder of their own.
const COPIED: [&str; 22] = [
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "article.css",
    "backstory.d.ts",
    "builder.css",
    "builder.js",
    "choices.js",
    "custom-elements.json",
    "elements.js",
    "embed.js",
    "frame.js",
    "loader.js",
    "package.json",
    "snippets.js",
    "story.schema.json",
    "themes/almanac.css",
    "themes/newsprint.css",
    "themes/plain.css",
    "types/react.d.ts",
    "types/solid.d.ts",
    "types/svelte.d.ts",
    "types/vue.d.ts",
];

/// A built folder's files, without those that hold a story.
#[derive(Debug)]
pub struct Built {
    engine: Vec<u8>,
    compiler: Vec<u8>,
    script: String,
    parts: Vec<String>,
    copied: Vec<(&'static str, Vec<u8>)>,
    /// Beginning of its content-hashed names.
    stem: String,
}

/// A file to write: its name and its bytes.
pub type File = (String, Vec<u8>);

/// Folder of the stories that a folder shows beside its own, each in a folder named by its id.
pub const STORIES: &str = "stories";

/// What is known of the place that a folder is published in.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The folder's address, with its last slash; [`NOWHERE`] where that is not known.
    pub base: &'a str,
    /// Addresses, each with its last slash, below which frames may show stories, beside those in the folder.
    pub stories_from: &'a [String],
    /// The [social picture](social) of the folder's story.
    pub picture: Option<&'a [u8]>,
}

/// A story for a folder that belongs to another one, whose engine shows it: packed, with pages of its own. `base` is the address
/// of that folder, [`NOWHERE`] where that is not known, and `picture` the story's [social picture](social).
pub fn beside(story: &Story, blob: &[u8], base: &str, picture: Option<&[u8]>) -> Vec<File> {
    let folder = format!("{STORIES}/{}/", story.id);
    let base = [base, &folder].concat();
    let pages = pages::filled_beside(story, &base, &social::address(&base, picture));
    let pages = pages.into_iter().map(|(name, text)| (name, text.into_bytes()));
    let picture = picture.map(|bytes| (social::PICTURE, bytes.to_vec()));
    let files = [(STORY_FILE, blob.to_vec())].into_iter().chain(picture).chain(pages);
    files.map(|(name, bytes)| (format!("{folder}{name}"), bytes)).collect()
}

/// What a folder at `base` has of a story's languages beside the files of the first one: each packed, and a page for each other.
/// Nothing where there are no others.
///
/// # Errors
/// When one cannot be packed.
pub fn languages(story: &Story, others: &[Story], base: &str) -> Result<Vec<File>, String> {
    let base = if base.starts_with(NOWHERE) { "" } else { base };
    let mut files = Vec::new();
    for edition in std::iter::once(story).chain(others).filter(|_| !others.is_empty()) {
        let blob = pack(edition).map_err(|error| error.to_string())?;
        files.push((format!("story.{}.bks", edition.lang), blob));
        if edition.lang != story.lang {
            files.push((page_name(edition, &edition.lang), page::story_page(edition, base, "", 1).into()));
        }
    }
    Ok(files)
}

impl Built {
    /// Names of the files that [`Built::read`] asks for.
    pub fn names() -> Vec<String> {
        let own = [ENGINE, SCRIPT].into_iter().chain(COPIED).map(String::from);
        let scripts = PARTS.iter().map(|part| format!("backstory_{part}.js"));
        own.chain([format!("backstory_{COMPILER}")]).chain(scripts).collect()
    }

    /// Takes what it needs of a built folder: `bytes` reads a file of it by its name.
    ///
    /// # Errors
    /// What `bytes` says of a file that it cannot read; when the folder is of another version, or was not built whole.
    pub fn read(bytes: impl Fn(&str) -> Result<Vec<u8>, String>) -> Result<Self, String> {
        let text = |name: &str| String::from_utf8(bytes(name)?).map_err(|_| format!("`{name}` is not text"));
        let version = env!("CARGO_PKG_VERSION");
        if !text("package.json")?.contains(&format!("\"version\": \"{version}\"")) {
            return Err(format!("the folder was built by another version than {version}"));
        }
        let (engine, script) = (bytes(ENGINE)?, text(SCRIPT)?);
        let stem = hashed_stem(&script).map(String::from);
        let Some(stem) = stem.filter(|_| script.contains(&integrity(&engine))) else {
            return Err(format!(
                "`{SCRIPT}` was not built with the engine beside it; name a folder that was built and published whole"
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

    /// The files of a story's folder: first those that others name. `blob` is the story packed.
    ///
    /// # Errors
    /// When the engine is no whole WebAssembly module, or the story too large for it.
    pub fn with_story(self, story: &Story, blob: &[u8], place: Place) -> Result<Vec<File>, String> {
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
        files.extend(place.picture.map(|bytes| (social::PICTURE.to_owned(), bytes.to_vec())));
        let values = Values {
            picture: social::address(place.base, place.picture),
            stem: &stem,
            integrity: integrity(script.as_bytes()),
            engine_integrity: integrity(&engine),
            base: place.base,
            stories_from: place.stories_from,
        };
        files.extend(pages::filled(story, &values).into_iter().map(|(name, text)| (name.to_owned(), text.into())));
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
pub fn is_hashed(name: &str) -> bool {
    // The script's own name ends in its hash, those of the files beside it go on.
    hashed_stem(name).is_some()
        || name.strip_suffix(".js").is_some_and(|stem| hashed_stem(&format!("{stem}_")).is_some())
}

/// A file's hash as Subresource Integrity writes it.
pub(crate) fn integrity(bytes: &[u8]) -> String {
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
            "desk",
            "desk.html",
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
