//! Search over a compiled story, and highlighting of matches.
//!
//! Knows the compiled story; no DOM, no state. Every reader pays for its bytes, so it works on sorted lists and plain
//! strings. The Unicode tables it needs were reduced to the story's own characters when the story was compiled
//! ([`Story::folds`](crate::model::Story::folds)).
#![cfg_attr(not(test), warn(clippy::disallowed_macros, clippy::disallowed_methods, clippy::disallowed_types))]

mod distance;
mod highlight;
mod index;
mod key;
mod query;
mod words;

pub use highlight::highlight;
pub use index::Index;
pub use query::{Results, search};
pub(crate) use words::find;
