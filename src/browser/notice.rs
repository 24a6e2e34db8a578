//! What the host page is told: events that bubble, cross the shadow boundary and carry a frozen detail.

use crate::app::{Entry, Notice};
use crate::model::Story;
use serde::Serialize;
use wasm_bindgen::JsCast;
use web_sys::{CustomEvent, CustomEventInit, HtmlElement};

/// The `detail` of every event; `v` is the contract's version.
#[derive(Serialize)]
struct Detail<'a> {
    v: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    query: Option<&'a str>,
}

/// Dispatches a notice on the host element.
pub fn send(host: &HtmlElement, story: &Story, query: &str, notice: &Notice) {
    let (name, detail) = match notice {
        Notice::Select(entry) => (
            "backstory-select",
            Detail { v: 1, id: entry.id(story), kind: Some(kind(*entry)), count: None, query: None },
        ),
        Notice::Term(term) => {
            ("backstory-term", Detail { v: 1, id: Entry::Term(*term).id(story), kind: None, count: None, query: None })
        }
        Notice::Filter(count) => {
            ("backstory-filter", Detail { v: 1, id: None, kind: None, count: Some(*count as u32), query: Some(query) })
        }
    };
    let Ok(detail) = serde_wasm_bindgen::to_value(&detail) else { return };
    if let Some(object) = detail.dyn_ref::<js_sys::Object>() {
        js_sys::Object::freeze(object);
    }
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_detail(&detail);
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
        // A listener of the host's that throws is reported by the browser and must not stop the widget.
        let _ = host.dispatch_event(&event);
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
