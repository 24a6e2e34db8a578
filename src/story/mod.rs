//! The authored story: TOML to a typed model, EDTF dates, typed text, and checks that point at the line.
//!
//! Knows nothing of the compiled blob's layout, of views or of the DOM.

pub mod authored;
mod check;
#[cfg(feature = "cli")]
pub mod diagnose;
pub mod edtf;
pub mod files;
mod load;
pub mod problem;
pub mod text;
#[cfg(feature = "cli")]
pub mod verify;

pub use load::load;
