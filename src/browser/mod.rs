//! The engine in a reader's browser: the only room that names web-sys. The loader shell (`www/shell/`) owns the custom
//! element, fetches this module and hands over the host element, its shadow root and every event; this room keeps
//! the state, draws, moves the focus and tells the host page.
//!
//! Nothing here runs on its own: no timers, no listeners, no fetches.

mod bindings;
mod card;
mod dom;
mod notice;
mod story;
mod widget;

pub use widget::Widget;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
