//! Search: a reader's words against everything the story says. Letters: the glossary's alphabet.
//!
//! Knows the compiled story; no DOM, no state. Every reader pays for its bytes, so it reckons with sorted lists and plain
//! strings: what Unicode needs to know was settled when the story was compiled (`Story::folds`).

mod distance;
mod highlight;
mod index;
mod key;
mod letters;
mod mentions;
mod search;
mod words;

pub use highlight::highlight;
pub use index::Index;
pub use letters::letters;
pub use mentions::mentions;
pub use search::{Hit, Results, search};
pub use words::fold;
