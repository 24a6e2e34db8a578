//! The platform calls that web-sys has no stable name for, and a few that are easier said once.

use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, HtmlElement, ShadowRoot, Window};

#[wasm_bindgen]
extern "C" {
    /// An element that may know the popover API (Baseline 2025; older engines lack it).
    #[wasm_bindgen(extends = HtmlElement)]
    pub type Popover;

    /// Shows it in the top layer; throws where unknown or already shown.
    #[wasm_bindgen(method, catch, js_name = showPopover)]
    pub fn show(this: &Popover) -> Result<(), JsValue>;

    /// Hides it; throws where unknown. Hiding what is hidden does nothing.
    #[wasm_bindgen(method, catch, js_name = hidePopover)]
    pub fn hide(this: &Popover) -> Result<(), JsValue>;

    /// The page's window. web-sys looks for it in four places, at four times the weight.
    #[wasm_bindgen(thread_local_v2, js_name = window)]
    pub static WINDOW: Window;

    /// The page's document.
    #[wasm_bindgen(thread_local_v2, js_name = document)]
    pub static DOCUMENT: Document;

    /// Options of `focus()`.
    pub type FocusTarget;

    /// `element.focus({preventScroll})`.
    #[wasm_bindgen(method, catch, js_name = focus)]
    pub fn focus_with(this: &FocusTarget, options: &JsValue) -> Result<(), JsValue>;
}

/// The element of an id inside a shadow root.
pub fn by_id(root: &ShadowRoot, id: &str) -> Option<Element> {
    root.get_element_by_id(id)
}

/// Moves the focus without moving the page.
pub fn focus(element: &Element) {
    let options = js_sys::Object::new();
    // Setting a property of a fresh object and focusing an element cannot fail in a way a reader could act on.
    let _ = js_sys::Reflect::set(&options, &"preventScroll".into(), &JsValue::TRUE);
    let _ = element.unchecked_ref::<FocusTarget>().focus_with(&options);
}
