//! A story in the engine's memory, shared by the widgets that show it.

use super::dom;
use crate::model::{self, BlobError, unpack_trusting};
use crate::view::node::Node;
use crate::view::{Context, Surface};
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// The title's level where the host page does not say: an article's own title is `h1`, its sections `h2`.
pub const HEADING: u8 = 2;

/// A story, read once.
#[wasm_bindgen]
pub struct Story(pub(super) Rc<model::Story>);

#[wasm_bindgen]
impl Story {
    /// Reads a packed story.
    ///
    /// # Errors
    /// Throws a text that says why it cannot be read.
    #[wasm_bindgen(constructor)]
    pub fn new(blob: &[u8]) -> Result<Story, JsValue> {
        let story = unpack_trusting(blob).map_err(|error| JsValue::from_str(message(error)))?;
        Ok(Story(Rc::new(story)))
    }

    /// Replaces a word of the interface by its place in the list, before a widget shows the story.
    #[wasm_bindgen(js_name = setWord)]
    pub fn set_word(&mut self, place: usize, text: &str) {
        if let Some(word) = Rc::get_mut(&mut self.0).and_then(|story| story.words.list.get_mut(place)) {
            text.clone_into(word);
        }
    }

    /// Writes the entry of a term's id into `parent`, or every term's where the id is empty, as the fallback has it.
    ///
    /// # Errors
    /// Passes on what the DOM throws.
    pub fn define(&self, id: &str, parent: &web_sys::Element) -> Result<(), JsValue> {
        // Only documents belong to none.
        let Some(document) = parent.owner_document() else { return Ok(()) };
        let context = Context { story: &self.0, surface: Surface::Static, heading: HEADING };
        dom::patch(&document, parent, &[], &[Node::Element(context.terms(id))])
    }
}

fn message(error: BlobError) -> &'static str {
    match error {
        BlobError::NotABlob => "no packed story here; make one with `backstory pack`",
        BlobError::Version(_) => "the story was packed for another version of Backstory; pack it again",
        // Its indices are not looked at here.
        BlobError::Damaged | BlobError::Invalid => "the packed story is damaged or cut short; publish the file again",
    }
}
