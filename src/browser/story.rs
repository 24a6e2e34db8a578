//! Reading stories: the engine's own, once a page, and others the loader fetched.

use crate::model::{BlobError, Story, unpack};
use js_sys::Uint8Array;
use std::cell::RefCell;
use std::rc::Rc;

thread_local! {
    /// The engine's own story, shared by every widget that shows it.
    static OWN: RefCell<Option<Rc<Story>>> = const { RefCell::new(None) };
}

/// The story that a blob holds.
///
/// # Errors
/// It holds none that this engine can read.
pub fn read(blob: &Uint8Array) -> Result<Rc<Story>, BlobError> {
    unpack(&blob.to_vec()).map(Rc::new)
}

/// The engine's own story; `blob` is read the first time.
///
/// # Errors
/// As for [`read`].
pub fn own(blob: &Uint8Array) -> Result<Rc<Story>, BlobError> {
    OWN.with(|cell| {
        let Ok(mut slot) = cell.try_borrow_mut() else { return read(blob) };
        if let Some(story) = &*slot {
            return Ok(story.clone());
        }
        let story = read(blob)?;
        *slot = Some(story.clone());
        Ok(story)
    })
}
