//! Callbacks of the engine to its shell, which moves the focus, shows popovers and dispatches the host's events. They are
//! called after a change, when the widget is no longer borrowed: a listener of the host may call the widget again.
#![allow(clippy::cast_possible_truncation, reason = "counts fit 32 bits; days and minutes are exact in `f64`")]

use crate::app::{Effect, Entry, Glide, Notice};
use wasm_bindgen::prelude::*;
use web_sys::ShadowRoot;

#[wasm_bindgen]
extern "C" {
    /// A `WeakRef` to the callbacks. The engine outlives every host: with a strong reference, an element that has left the
    /// page for good would stay in memory, and its widget with it.
    #[wasm_bindgen(typescript_type = "WeakRef<EngineCallbacks>")]
    pub type CallbacksRef;

    /// The callbacks, unless their host is gone.
    #[wasm_bindgen(method, js_name = deref)]
    pub fn get(this: &CallbacksRef) -> Option<EngineCallbacks>;

    /// The shell's side of a widget.
    pub type EngineCallbacks;

    /// The root that the widget is drawn into.
    #[wasm_bindgen(method, getter)]
    pub fn root(this: &EngineCallbacks) -> ShadowRoot;

    /// Shows the definition that is drawn beside the words that opened it, and moves the focus into it; hides it where none is.
    #[wasm_bindgen(method, catch, js_name = updatePopover)]
    fn update_popover(this: &EngineCallbacks) -> Result<(), JsValue>;

    /// Moves the focus to the entry of an id and scrolls it into view.
    #[wasm_bindgen(method, catch, js_name = focusEntry)]
    fn focus_entry(this: &EngineCallbacks, id: &str) -> Result<(), JsValue>;

    /// Moves the focus to the mark that the Tab key finds.
    #[wasm_bindgen(method, catch, js_name = focusMark)]
    fn focus_mark(this: &EngineCallbacks) -> Result<(), JsValue>;

    /// Animates the band to another window: so many times nearer about pixel `x`, or so many pixels on.
    #[wasm_bindgen(method, catch)]
    fn glide(this: &EngineCallbacks, x: f64, factor: f64, dx: f64) -> Result<(), JsValue>;

    /// Moves what is drawn of the band: its window begins at pixel `x` of it, and is `size` times as long as it was drawn.
    #[wasm_bindgen(method, catch, js_name = transformBand)]
    pub fn transform_band(this: &EngineCallbacks, x: f64, size: f64) -> Result<(), JsValue>;

    /// Dispatches `backstory-select`; or, without a kind, `backstory-term`.
    #[wasm_bindgen(method, catch, js_name = emitEntry)]
    fn emit_entry(this: &EngineCallbacks, id: &str, kind: &str) -> Result<(), JsValue>;

    /// Dispatches `backstory-filter`.
    #[wasm_bindgen(method, catch, js_name = emitFilter)]
    fn emit_filter(this: &EngineCallbacks, query: &str, count: u32) -> Result<(), JsValue>;
}

/// Calls the shell for an effect; `text` is the id of its entry, or the query.
///
/// # Errors
/// Passes on what the callback throws.
pub fn deliver(callbacks: &EngineCallbacks, effect: &Effect, text: &str) -> Result<(), JsValue> {
    match effect {
        Effect::Card => callbacks.update_popover(),
        Effect::Focus(_) => callbacks.focus_entry(text),
        Effect::FocusMark => callbacks.focus_mark(),
        Effect::Glide(Glide { x, factor, dx }) => callbacks.glide(*x, *factor, *dx),
        Effect::Emit(Notice::Select(entry)) => callbacks.emit_entry(text, kind(*entry)),
        Effect::Emit(Notice::Term(_)) => callbacks.emit_entry(text, ""),
        Effect::Emit(Notice::Filter(count)) => callbacks.emit_filter(text, *count as u32),
    }
}

fn kind(entry: Entry) -> &'static str {
    match entry {
        Entry::Event(_) => "event",
        Entry::Question(_) => "question",
        Entry::Voice(_) => "voice",
        Entry::Term(_) => "term",
        Entry::Source(_) => "source",
    }
}
