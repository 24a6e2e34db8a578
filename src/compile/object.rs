//! A story that is an object, all the way: read, checked, compiled and packed.

use std::fmt::Display;

use super::compile;
use crate::model::pack;
use crate::story::load_object;
use crate::story::object::{Diagnostic, Object};

/// The packed story that an object holds.
///
/// # Errors
/// Every problem of the story, warnings among them, if at least one is an error; each with its path in the object.
pub fn pack_object(object: &Object) -> Result<Vec<u8>, Vec<Diagnostic>> {
    pack_object_in(object, "")
}

/// The same in one of the story's languages; in its own where `lang` is none of them.
///
/// # Errors
/// As for [`pack_object`].
pub fn pack_object_in(object: &Object, lang: &str) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let (story, _) = load_object(object).map_err(|problems| object.diagnostics(&problems))?;
    let translation = story.translations.iter().find(|translation| translation.lang == lang);
    let story = compile(translation.map_or(&story, |translation| &translation.story)).map_err(as_a_whole)?;
    pack(&story).map_err(as_a_whole)
}

/// The error of a story without a problem at any location.
fn as_a_whole(error: impl Display) -> Vec<Diagnostic> {
    let diagnostic = Diagnostic {
        severity: "error",
        code: "compile",
        path: String::new(),
        message: error.to_string(),
        help: String::new(),
    };
    vec![diagnostic]
}
