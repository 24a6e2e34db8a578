//! Checks across rows: stated orders against dates, forms of two terms, unused definitions, wording.

mod chapters;
mod forms;
mod order;
mod unused;
#[cfg(feature = "cli")]
mod wording;

pub(super) use chapters::chapters;
pub(super) use forms::forms;
pub(super) use order::order;
pub(super) use unused::unused;
#[cfg(feature = "cli")]
pub use wording::wording;
