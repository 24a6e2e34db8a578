//! The module's exports. JSON goes in and out: a story is text already where it comes from another thread.

use serde_json::{Value, json};
use wasm_bindgen::prelude::*;

use super::begin::Given;
use super::check::{Checked, check, packed};
use super::tree::tree;
use super::{archive, article, begin};
use crate::model::{Story, pack};
use crate::publish::{Built, File, NOWHERE, Place, media, page};
use crate::view::html::write_lines;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// An error as a page throws it.
fn thrown(message: impl std::fmt::Display) -> JsValue {
    JsValue::from_str(&message.to_string())
}

fn parsed(story: &str) -> Result<Value, JsValue> {
    serde_json::from_str(story).map_err(|error| thrown(format!("the story is not JSON: {error}")))
}

/// A checked story.
#[wasm_bindgen]
pub struct Draft(Checked);

#[wasm_bindgen]
impl Draft {
    /// Checks a story in JSON.
    ///
    /// # Errors
    /// Throws a text where it is not JSON.
    #[wasm_bindgen(constructor)]
    pub fn new(story: &str) -> Result<Draft, JsValue> {
        Ok(Draft(check(&parsed(story)?)))
    }

    /// What [`Report`](super::check::Report) says, in JSON.
    pub fn report(&self) -> String {
        json!(self.0.report).to_string()
    }

    /// The packed story of what can be shown; empty where nothing can.
    pub fn packed(&self) -> Vec<u8> {
        packed(&self.0).unwrap_or_default()
    }

    /// The digest of what can be shown, as the nodes it is made of; `null` where nothing can be shown.
    pub fn digest(&self) -> String {
        self.0.story.as_ref().map_or(Value::Null, |story| tree(&page::digest(story, 2, "", &[]))).to_string()
    }

    /// The digest of what can be shown, as HTML to paste; `base` is the folder's address or nothing.
    pub fn fragment(&self, base: &str) -> String {
        let placed = self.0.story.as_ref().map(|story| placed(story, base));
        placed.map(|story| write_lines(&page::digest(&story, 2, base, &[]))).unwrap_or_default()
    }

    /// An article cut where it names terms, in JSON.
    ///
    /// # Errors
    /// Throws a text where two terms share a form.
    pub fn article(&self, words: &str) -> Result<String, JsValue> {
        let Some(story) = &self.0.story else { return Ok("[]".to_owned()) };
        article::read(story, words).map(|pieces| json!(pieces).to_string()).map_err(thrown)
    }
}

/// A story as it is published at an address, or at none that is known.
fn placed(story: &Story, base: &str) -> Story {
    let mut story = story.clone();
    if !base.is_empty() {
        media::place(&mut story, base);
    }
    story
}

/// An archive under way.
#[wasm_bindgen]
#[derive(Default)]
pub struct Publication {
    built: Vec<File>,
}

#[wasm_bindgen]
impl Publication {
    /// An archive to be.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Publication {
        Publication::default()
    }

    /// Names of the files of the engine's folder that are wanted, in JSON.
    pub fn wanted() -> String {
        json!(Built::names()).to_string()
    }

    /// Adds a file of the engine's folder.
    pub fn add(&mut self, name: String, bytes: Vec<u8>) {
        self.built.push((name, bytes));
    }

    /// The archive: a story in JSON, the desk's choices in JSON, the folder's address or nothing, and further files as
    /// `[[name, text], …]`.
    ///
    /// # Errors
    /// Throws a text where the story has errors, or a file of the engine is missing or of another version.
    pub fn archive(self, story: &str, choices: &str, base: &str, others: &str) -> Result<Vec<u8>, JsValue> {
        let checked = check(&parsed(story)?);
        let Some(compiled) = checked.story.as_ref().filter(|_| checked.report.is_whole) else {
            return Err(thrown("the story has errors; put them right and publish it then"));
        };
        let compiled = &placed(compiled, base);
        let blob = pack(compiled).map_err(thrown)?;
        let built = Built::read(|name| {
            let found = self.built.iter().find(|(known, _)| known == name);
            found.map(|(_, bytes)| bytes.clone()).ok_or_else(|| format!("`{name}` is missing beside the desk"))
        });
        let place = Place { base: if base.is_empty() { NOWHERE } else { base }, stories_from: &[] };
        let folder = built.and_then(|built| built.with_story(compiled, &blob, place)).map_err(thrown)?;
        let others: Vec<(String, String)> = serde_json::from_str(others).map_err(thrown)?;
        let text = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
        let mut files = vec![text(archive::STORY, story), text(archive::CHOICES, choices)];
        files.push(("story.bks".to_owned(), blob));
        files.push(text("digest.html", &write_lines(&page::digest(compiled, 2, base, &[]))));
        files.extend(others.iter().map(|(name, words)| text(name, words)));
        files.extend(folder.into_iter().map(|(name, bytes)| (format!("backstory/{name}"), bytes)));
        archive::archive(&files).map_err(thrown)
    }
}

/// Opens or imports bytes: what [`Begun`](super::begin::Begun) says, in JSON. `given` is a [`Given`] in JSON.
///
/// # Errors
/// Throws a text that says what is wrong, and what to do.
#[wasm_bindgen]
pub fn begin(bytes: &[u8], given: &str) -> Result<String, JsValue> {
    let given: Given = serde_json::from_str(given).map_err(thrown)?;
    begin::begin(bytes, &given).map(|begun| json!(begun).to_string()).map_err(thrown)
}
