//! Backstory: the background to a news story in one embed, an interactive timeline and glossary in which every
//! statement says who says so. `ARCHITECTURE.md` maps the rooms.
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod app;
#[cfg(feature = "browser")]
pub mod browser;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "compile")]
pub mod compile;
#[cfg(feature = "compiler")]
pub mod compiler;
#[cfg(all(feature = "publish", feature = "import"))]
pub mod desk;
#[cfg(feature = "publish")]
pub mod draw;
#[cfg(feature = "import")]
pub mod import;
pub mod model;
#[cfg(feature = "publish")]
pub mod publish;
pub mod search;
#[cfg(feature = "compile")]
pub mod story;
pub mod timeline;
pub mod view;

/// The allocator of each module for browsers.
#[cfg(all(target_arch = "wasm32", any(feature = "browser", feature = "compiler", feature = "desk")))]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
