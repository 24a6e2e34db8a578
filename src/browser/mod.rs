//! The engine in a reader's browser: the only room that names web-sys. The loader shell (`www/shell/`) owns the custom
//! element, fetches this module, hears every event and says in a word what the reader or the host page asks; this room
//! keeps the state and draws. Where the focus and the definition go is the shell's to carry out.
//!
//! Nothing here runs on its own: no timers, no listeners, no fetches.

mod dom;
mod shell;
mod story;
mod widget;

pub use shell::Hold;
pub use widget::Widget;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
