//! The engine in a reader's browser: the only room that names web-sys. The loader shell (`www/shell/`) owns the custom
//! element, fetches this module, listens to every event and calls the typed methods of [`Widget`]; this room keeps the state
//! and draws. Effects on the focus, the definition's popover and the host go back to the shell by its callbacks.
//!
//! Nothing here runs on its own: no timers, no listeners, no fetches.
#![cfg_attr(not(test), warn(clippy::disallowed_macros, clippy::disallowed_methods))]

mod callbacks;
mod dom;
mod story;
mod widget;

pub use callbacks::{CallbacksRef, EngineCallbacks};
pub use story::Story;
pub use widget::Widget;
