//! Revisions: the state of a story that a text was written from.

use crate::model::{Story, pack};

/// The attribute of a story's text that names its revision.
pub const ATTRIBUTE: &str = "data-backstory-revision";

/// The state of a story: its id and half of the checksum of its packed bytes, which the script reads there.
///
/// # Errors
/// When the story cannot be packed.
pub fn revision(story: &Story) -> Result<String, String> {
    let blob = pack(story).map_err(|error| error.to_string())?;
    let sum = blob.get(8..12).unwrap_or_default();
    Ok(sum.iter().fold(format!("{}-", story.id), |text, byte| format!("{text}{byte:02x}")))
}
