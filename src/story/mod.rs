//! The authored story: TOML to a typed model, EDTF dates, typed text, and checks that point at the line.
//!
//! Knows nothing of the compiled blob's layout, of views or of the DOM.

pub mod authored;
pub mod edtf;
pub mod files;
pub mod text;
