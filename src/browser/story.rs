//! Where the story comes from: the engine's own custom section, or bytes the loader fetched.

use crate::model::{BlobError, Story, unpack};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;

/// The custom section `backstory pack` writes.
const SECTION: &str = "backstory.story";

thread_local! {
    /// The embedded story, read once a page however many widgets show it.
    static EMBEDDED: RefCell<Option<Rc<Story>>> = const { RefCell::new(None) };
}

/// The story packed into this engine.
///
/// # Errors
/// The engine carries no story, or one it cannot read.
pub fn embedded() -> Result<Rc<Story>, BlobError> {
    if let Some(story) = EMBEDDED.with(|cell| cell.try_borrow().ok().and_then(|story| story.clone())) {
        return Ok(story);
    }
    let module = wasm_bindgen::module();
    let sections = js_sys::WebAssembly::Module::custom_sections(module.unchecked_ref(), SECTION);
    let bytes = js_sys::Uint8Array::new(&sections.get(0)).to_vec();
    let story = Rc::new(unpack(&bytes)?);
    EMBEDDED.with(|cell| {
        if let Ok(mut slot) = cell.try_borrow_mut() {
            *slot = Some(story.clone());
        }
    });
    Ok(story)
}
