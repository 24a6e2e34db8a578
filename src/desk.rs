//! What the desk (`www/desk/`) asks of Rust: a story that may still have problems in, what is wrong with it, what can be
//! shown of it and its publication out. In a browser it is a WebAssembly module of its own (feature `desk`,
//! `docs/decisions/026-the-desk-has-a-module-of-its-own.md`); natively it is what the tests call.
//!
//! A story is JSON text here, as the desk keeps it and as `story.json` holds it. Knows no page, no worker and no files.

pub mod archive;
pub mod article;
pub mod begin;
pub mod check;
#[cfg(feature = "desk")]
mod exports;
pub mod mend;
pub mod publication;
pub mod table;
#[cfg(feature = "desk")]
mod tree;
