//! What can only be seen with several rows side by side: stated orders against dates, who owns a form, what nothing uses.

mod forms;
mod order;
mod unused;
#[cfg(feature = "cli")]
mod wording;

pub(super) use forms::forms;
pub(super) use order::order;
pub(super) use unused::unused;
#[cfg(feature = "cli")]
pub use wording::wording;
