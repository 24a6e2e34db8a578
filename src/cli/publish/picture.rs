//! The social picture of a story under publication: drawn where its folder's address is known, and none of an earlier text left.

use std::fmt::Write as _;
use std::path::Path;

use super::super::draw::social;
use crate::model::Story;
use crate::publish::social::PICTURE;
use crate::publish::{File, NOWHERE, names_picture};
use crate::view::STORY_PAGE;

/// A picture, or why there is none.
pub(super) struct Picture {
    /// Nothing where the folder's address is not known: services want the picture's whole address.
    drawn: Option<Result<Vec<u8>, String>>,
    /// Whether the folder has one that an earlier publication drew: its page names it.
    has_earlier: bool,
}

impl Picture {
    /// Draws the picture of a story that `folder`, whose address is `base`, is to hold.
    pub(super) fn of(story: &Story, base: &str, folder: &Path) -> Self {
        let page = std::fs::read_to_string(folder.join(STORY_PAGE)).unwrap_or_default();
        Self { drawn: (base != NOWHERE).then(|| social(story)), has_earlier: names_picture(&page) }
    }

    /// The PNG.
    pub(super) fn bytes(&self) -> Option<&[u8]> {
        self.drawn.as_ref()?.as_deref().ok()
    }

    /// Removes the earlier picture, once the pages that named it are replaced: it shows words that may have been corrected. `files`
    /// are those of the folder as it is now, whose names begin with `within`.
    pub(super) fn remove_earlier(&self, folder: &Path, files: &[File], within: &str) {
        let is_of_now = files.iter().any(|(name, _)| name.strip_prefix(within) == Some(PICTURE));
        if self.has_earlier && !is_of_now {
            // One that is gone already needs no removing.
            let _ = std::fs::remove_file(folder.join(PICTURE));
        }
    }

    /// Writes why there is none.
    pub(super) fn write_report(&self, report: &mut String) {
        if let Some(Err(why)) = &self.drawn {
            let _ = write!(report, "\nno {PICTURE}, which services show with a link to the story: {why}");
        }
    }
}
