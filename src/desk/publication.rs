//! A publication under way: the folder of a story made of the engine's files, then one archive of it with all that an editor keeps.

use serde::Serialize;
use serde_json::Value;

use super::archive::{CHOICES, STORY, archive};
use super::check::check;
use crate::model::{Story, pack};
use crate::publish::social::PICTURE;
use crate::publish::{Built, File, NOWHERE, Place, is_hashed, media, page};
use crate::view::html::write_lines;

/// Folder of the archive that is uploaded.
const FOLDER: &str = "backstory";

/// What the snippets of a filled folder need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Filled {
    /// Name of the script that never changes its bytes, and its hash.
    pub script: String,
    /// As Subresource Integrity writes it.
    pub integrity: String,
    /// Name of such an engine, and its hash.
    pub engine: String,
    /// As above.
    pub engine_integrity: String,
}

/// A story as it is published at an address, or at none that is known.
pub fn placed(story: &Story, base: &str) -> Story {
    let mut story = story.clone();
    if !base.is_empty() {
        media::place(&mut story, base);
    }
    story
}

/// A publication under way.
#[derive(Debug, Default)]
pub struct Publication {
    built: Vec<File>,
    files: Vec<File>,
}

impl Publication {
    /// Adds a file of the engine's folder.
    pub fn add(&mut self, name: String, bytes: Vec<u8>) {
        self.built.push((name, bytes));
    }

    /// Makes the folder of a story in JSON. `base` is its address or nothing, `picture` its social picture or nothing.
    ///
    /// # Errors
    /// Where the story has errors, or a file of the engine is missing or of another version.
    pub fn fill(&mut self, story: &str, base: &str, picture: &[u8]) -> Result<Filled, String> {
        let value: Value = serde_json::from_str(story).map_err(|error| format!("the story is not JSON: {error}"))?;
        let checked = check(&value);
        let Some(compiled) = checked.story.filter(|_| checked.report.is_whole) else {
            return Err("the story has errors; put them right and publish it then".to_owned());
        };
        let compiled = placed(&compiled, base);
        let blob = pack(&compiled).map_err(|error| error.to_string())?;
        let built = Built::read(|name| {
            let found = self.built.iter().find(|(known, _)| known == name);
            found.map(|(_, bytes)| bytes.clone()).ok_or_else(|| format!("`{name}` is missing beside the desk"))
        })?;
        let picture = (!picture.is_empty()).then_some(picture);
        let place = Place { base: if base.is_empty() { NOWHERE } else { base }, stories_from: &[], picture };
        let folder = built.with_story(&compiled, &blob, place)?;
        // `backstory.HASH.js` and `backstory.HASH_bg.wasm`.
        let hashed = |is_named: &dyn Fn(&str) -> bool| {
            let found = folder.iter().find(|(name, _)| is_hashed(name) && is_named(name));
            let named = found.map(|(name, bytes)| (name.clone(), crate::publish::integrity(bytes)));
            named.ok_or("the folder has no script and engine; load the desk anew")
        };
        let (script, integrity) = hashed(&|name| !name.contains('_'))?;
        let (engine, engine_integrity) =
            hashed(&|name| name.split_once('_').is_some_and(|(_, rest)| rest == "bg.wasm"))?;
        let digest = write_lines(&page::digest(&compiled, 2, base, &[]));
        self.files = vec![(STORY.to_owned(), story.as_bytes().to_vec()), ("story.bks".to_owned(), blob)];
        self.files.push(("digest.html".to_owned(), digest.into_bytes()));
        self.files.extend(picture.map(|bytes| (PICTURE.to_owned(), bytes.to_vec())));
        self.files.extend(folder.into_iter().map(|(name, bytes)| (format!("{FOLDER}/{name}"), bytes)));
        Ok(Filled { script, integrity, engine, engine_integrity })
    }

    /// The archive, with the desk's choices in JSON and further texts by their names.
    ///
    /// # Errors
    /// Where it grows beyond what the format allows.
    pub fn archive(mut self, choices: &str, others: &[(String, String)]) -> Result<Vec<u8>, String> {
        let texts = others.iter().map(|(name, text)| (name.clone(), text.as_bytes().to_vec()));
        self.files.splice(1..1, texts.chain([(CHOICES.to_owned(), choices.as_bytes().to_vec())]));
        archive(&self.files)
    }
}
