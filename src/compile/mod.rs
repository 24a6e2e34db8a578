//! The authored story compiled: terms linked, cross-references resolved, dates turned into days and words.
//!
//! Knows the authored and the compiled model; nothing of files, views or the DOM.

pub mod annotate;
mod assemble;
mod boundary;
mod direction;
mod error;
pub mod fold;
mod headings;
pub mod link;
mod names;
pub mod object;
#[cfg(feature = "publish")]
pub mod wasm;
mod words;

pub use assemble::compile;
pub use error::CompileError;
pub use words::words_of;
