//! Reading stories: the engine's own, once a page, and others the loader fetched.

use crate::model::{BlobError, Story, unpack_trusting};
use std::cell::OnceCell;
use std::rc::Rc;

thread_local! {
    /// The engine's own story, shared by every widget that shows it.
    static OWN: OnceCell<Rc<Story>> = const { OnceCell::new() };
}

/// The story that a blob holds.
///
/// # Errors
/// It holds none that this engine can read.
pub fn read(blob: &[u8]) -> Result<Rc<Story>, BlobError> {
    unpack_trusting(blob).map(Rc::new)
}

/// The engine's own story; `blob` is read the first time.
///
/// # Errors
/// As for [`read`].
pub fn own(blob: &[u8]) -> Result<Rc<Story>, BlobError> {
    OWN.with(|own| {
        if let Some(story) = own.get() {
            return Ok(story.clone());
        }
        read(blob).map(|story| own.get_or_init(|| story).clone())
    })
}
