//! The compiler in a browser: what makes a story of an object that a page hands over. It is a WebAssembly module of its own
//! (feature `compiler`), which the loader shell (`www/shell/story-compiler.js`) fetches when there is such a story and not before.
//!
//! It knows neither the engine nor the page: an object goes in, the bytes of a packed story come out.

use crate::compile::object::pack_object_in;
use crate::story::limits::PAGE_VALUES;
use crate::story::object::{Object, duplicate_key_errors};
use serde_wasm_bindgen::{Deserializer, to_value};
use wasm_bindgen::prelude::*;

/// The packed story that an object holds; `docs/story-format.md` says what it may hold. `json` is the text that the
/// object was parsed from, if it was; `lang` is one of the story's languages, or any other for its own.
///
/// # Errors
/// Throws an array with every problem of the story, each an object `{severity, code, path, message, help}`, all of them
/// strings. Passes on what a getter of the object throws.
#[wasm_bindgen]
#[allow(clippy::needless_pass_by_value, reason = "exported functions own their arguments")]
pub fn compile(story: JsValue, json: Option<String>, lang: String) -> Result<Vec<u8>, JsValue> {
    let duplicates = json.as_deref().map(duplicate_key_errors).unwrap_or_default();
    if !duplicates.is_empty() {
        return Err(to_value(&duplicates).unwrap_or_else(Into::into));
    }
    let object = Object::read_at_most(PAGE_VALUES, Deserializer::from(story));
    pack_object_in(&object, &lang).map_err(|problems| to_value(&problems).unwrap_or_else(Into::into))
}
