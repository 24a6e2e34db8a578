//! What the engine uses of the DOM. web-sys declares it all, but brings js-sys along, and with it functions that nothing calls and
//! wasm-bindgen keeps: 0.3 KB for every reader.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// A node of whatever interface: the caller knows which it has at hand.
    #[wasm_bindgen(typescript_type = "Element")]
    pub type Dom;

    /// The document that a node belongs to; only documents belong to none.
    #[wasm_bindgen(method, getter, js_name = ownerDocument)]
    pub fn owner_document(this: &Dom) -> Option<Document>;

    #[wasm_bindgen(method, getter, js_name = firstChild)]
    pub fn first_child(this: &Dom) -> Option<Dom>;

    #[wasm_bindgen(method, getter, js_name = nextSibling)]
    pub fn next_sibling(this: &Dom) -> Option<Dom>;

    #[wasm_bindgen(method, catch, js_name = insertBefore)]
    pub fn insert_before(this: &Dom, child: &Dom, before: Option<&Dom>) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch, js_name = removeChild)]
    pub fn remove_child(this: &Dom, child: &Dom) -> Result<(), JsValue>;

    /// The element of an id in a shadow root, or a fragment.
    #[wasm_bindgen(method, js_name = getElementById)]
    pub fn get_element_by_id(this: &Dom, id: &str) -> Option<Dom>;

    #[wasm_bindgen(method, catch, js_name = setAttribute)]
    pub fn set_attribute(this: &Dom, name: &str, value: &str) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch, js_name = removeAttribute)]
    pub fn remove_attribute(this: &Dom, name: &str) -> Result<(), JsValue>;

    /// The inline style of an element.
    #[wasm_bindgen(method, getter)]
    pub fn style(this: &Dom) -> Style;

    /// Sets what an input holds.
    #[wasm_bindgen(method, setter)]
    pub fn set_value(this: &Dom, value: &str);

    /// Ticks a checkbox, or no longer.
    #[wasm_bindgen(method, setter)]
    pub fn set_checked(this: &Dom, is: bool);

    pub type Document;

    #[wasm_bindgen(method, catch, js_name = createElementNS)]
    pub fn create_element_ns(this: &Document, namespace: &str, tag: &str) -> Result<Dom, JsValue>;

    #[wasm_bindgen(method, js_name = createTextNode)]
    pub fn create_text_node(this: &Document, words: &str) -> Dom;

    /// Declarations of CSS.
    pub type Style;

    #[wasm_bindgen(method, catch, js_name = setProperty)]
    pub fn set_property(this: &Style, name: &str, value: &str) -> Result<(), JsValue>;
}
