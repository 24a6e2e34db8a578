//! The authored story: TOML, JSON or a script's object to a typed model, EDTF dates, typed text, and checks that point at the line.
//!
//! Knows nothing of the compiled blob's layout, of views or of the DOM.

pub mod authored;
pub mod chapters;
mod check;
#[cfg(feature = "cli")]
pub mod diagnose;
pub mod edtf;
pub mod files;
pub mod letters;
pub mod limits;
mod load;
pub mod object;
pub mod order;
pub mod problem;
#[cfg(feature = "cli")]
pub mod template;
pub mod text;
pub mod texts;
mod tree;
#[cfg(feature = "cli")]
pub mod verify;
pub mod web;
pub mod words;
#[cfg(feature = "cli")]
pub mod written;

#[cfg(feature = "cli")]
pub use check::wording;
#[cfg(feature = "cli")]
pub use load::load_json;
pub use load::{load, load_object};
