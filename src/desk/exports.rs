//! The module's exports. JSON goes in and out: a story is text already where it comes from another thread.

use serde_json::{Value, json};
use wasm_bindgen::prelude::*;

use super::begin::Given;
use super::check::{Checked, check, packed};
use super::tree::tree;
use super::{article, begin, publication, table};
use crate::draw::{SOCIAL, svg};
use crate::import::Progress;
use crate::publish::{Built, page};
use crate::view::html::write_lines;

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
        let placed = self.0.story.as_ref().map(|story| publication::placed(story, base));
        placed.map(|story| write_lines(&page::digest(&story, 2, base, &[]))).unwrap_or_default()
    }

    /// The social picture of what can be shown, as SVG; empty where nothing can.
    pub fn picture(&self) -> String {
        self.0.story.as_ref().map(|story| svg(story, SOCIAL)).unwrap_or_default()
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

/// A publication under way: [`publication::Publication`].
#[wasm_bindgen]
#[derive(Default)]
pub struct Publication(publication::Publication);

#[wasm_bindgen]
impl Publication {
    /// An empty one.
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
        self.0.add(name, bytes);
    }

    /// Makes the folder of a story in JSON, and says what the snippets need, in JSON: [`publication::Filled`]. `base` and
    /// `picture` may be empty.
    ///
    /// # Errors
    /// Throws a text where the story has errors, or a file of the engine is missing or of another version.
    pub fn fill(&mut self, story: &str, base: &str, picture: &[u8]) -> Result<String, JsValue> {
        self.0.fill(story, base, picture).map(|filled| json!(filled).to_string()).map_err(thrown)
    }

    /// The archive: the desk's choices in JSON, and further files as `[[name, text], …]`.
    ///
    /// # Errors
    /// Throws a text where it grows beyond what the format allows.
    pub fn archive(self, choices: &str, others: &str) -> Result<Vec<u8>, JsValue> {
        let others: Vec<(String, String)> = serde_json::from_str(others).map_err(thrown)?;
        self.0.archive(choices, &others).map_err(thrown)
    }
}

/// The first table of some HTML with more than one row and column, in JSON: [`table::Table`]; `null` where there is none.
#[wasm_bindgen]
pub fn table(html: &str) -> String {
    json!(table::table(html)).to_string()
}

#[wasm_bindgen]
extern "C" {
    /// Whoever waits for an import: an object with a method `rows`.
    pub type Watcher;

    /// Tells how many rows are read, of how many; of 0 where that is not known.
    #[wasm_bindgen(method)]
    fn rows(this: &Watcher, done: u32, total: u32);
}

/// Opens or imports bytes: what [`Begun`](super::begin::Begun) says, in JSON. `given` is a [`Given`] in JSON.
///
/// # Errors
/// Throws a text that says what is wrong, and what to do.
#[wasm_bindgen]
pub fn begin(bytes: &[u8], given: &str, watcher: &Watcher) -> Result<String, JsValue> {
    let given: Given = serde_json::from_str(given).map_err(thrown)?;
    let number = |rows: usize| u32::try_from(rows).unwrap_or(u32::MAX);
    let mut watch = |progress: Progress| watcher.rows(number(progress.done), number(progress.total.unwrap_or(0)));
    begin::begin(bytes, &given, &mut watch).map(|begun| json!(begun).to_string()).map_err(thrown)
}
