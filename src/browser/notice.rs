//! What the host page is told. The loader shell makes the event: this room only names it and says what it is about.

use crate::app::{Entry, Notice};
use crate::model::Story;
use js_sys::Function;
use wasm_bindgen::JsValue;

/// Hands a notice to the shell: `tell(name, id, kind or query, count)`.
pub fn send(tell: &Function, story: &Story, query: &str, notice: &Notice) {
    let text = |words: Option<&str>| words.map_or(JsValue::UNDEFINED, JsValue::from_str);
    let none = JsValue::UNDEFINED;
    let (name, id, about, count) = match notice {
        Notice::Select(entry) => ("select", text(entry.address(story).as_deref()), text(Some(kind(*entry))), none),
        Notice::Term(term) => ("term", text(Entry::Term(*term).id(story)), none.clone(), none),
        Notice::Filter(count) => ("filter", none, text(Some(query)), JsValue::from(*count as u32)),
    };
    // A listener of the host's that throws is reported by the browser and must not stop the widget.
    let _ = tell.call4(&JsValue::NULL, &JsValue::from_str(name), &id, &about, &count);
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
