//! What the loader shell is told after a change: where the reader is taken, and what the host page should know. The
//! shell moves, shows and makes the events; this room only names them and says what they are about.

use crate::app::{App, Effect, Entry, Notice};
use wasm_bindgen::prelude::*;
use web_sys::ShadowRoot;

#[wasm_bindgen]
extern "C" {
    /// A `WeakRef` to the shell's side of a widget. The engine outlives every host: were its hold on one a strong one, an
    /// element that has left the page for good would stay in memory, and its widget with it.
    pub type Hold;

    /// The shell's side, unless nobody else has it any more.
    #[wasm_bindgen(method, js_name = deref)]
    pub fn shell(this: &Hold) -> Option<Shell>;

    /// The shell's side of a widget.
    pub type Shell;

    /// Where the widget stands.
    #[wasm_bindgen(method, getter)]
    pub fn root(this: &Shell) -> ShadowRoot;

    /// `tell(name, id, kind or query, count)`; what a name does not need is empty.
    #[wasm_bindgen(method, catch)]
    fn tell(this: &Shell, name: &str, id: &str, about: &str, count: u32) -> Result<(), JsValue>;

    /// Moves the band's window in many frames: so many times nearer about a pixel, or so many pixels on.
    #[wasm_bindgen(method, catch)]
    fn glide(this: &Shell, x: f64, factor: f64, dx: f64) -> Result<(), JsValue>;

    /// Moves what is drawn of the band: the window begins at this pixel of it, counted as it is now, and it is to be so many
    /// times as long as it was drawn; and whether the window has left it.
    #[wasm_bindgen(method, catch)]
    pub fn shift(this: &Shell, x: f64, size: f64, is_past: bool) -> Result<(), JsValue>;
}

/// Hands an effect to the shell.
pub fn hand_over(shell: &Shell, app: &App, effect: &Effect) {
    let (name, entry, about, count) = match effect {
        Effect::Glide(glide) => {
            let _ = shell.glide(glide.x, glide.factor, glide.dx);
            return;
        }
        Effect::Focus(entry) => ("focus", Some(*entry), "", 0),
        Effect::FocusMark => ("mark", None, "", 0),
        Effect::Play(on) => ("play", None, "", u32::from(*on)),
        Effect::OpenCard => ("open", None, "", 0),
        Effect::CloseCard => ("close", None, "", 0),
        Effect::Emit(Notice::Select(entry)) => ("select", Some(*entry), kind(*entry), 0),
        Effect::Emit(Notice::Term(term)) => ("term", Some(Entry::Term(*term)), "", 0),
        Effect::Emit(Notice::Filter(count)) => ("filter", None, app.state.query.as_str(), *count as u32),
    };
    let id = entry.and_then(|entry| entry.address(&app.story)).unwrap_or_default();
    // A listener of the host's that throws is reported by the browser and must not stop the widget.
    let _ = shell.tell(name, &id, about, count);
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
