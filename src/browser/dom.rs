//! The second sink: a view as DOM nodes. The first view is created; every later one is compared with the one before,
//! and only what differs is touched, so focus, selection and scroll positions survive. Lists keep their order, so nothing is
//! ever moved: what stands in another order is made anew.
//!
//! Only `createElementNS`, `createTextNode`, `setAttribute`, `style.setProperty` and `nodeValue`: data never becomes
//! markup.

use crate::view::node::{Attribute, Node, is_property};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, HtmlElement, HtmlInputElement, Node as Dom};

/// Makes the children of `parent`, which show `old`, show `new`. A part of the widget that is drawn by itself is
/// patched by itself.
///
/// # Errors
/// Passes on what the DOM throws; it does so only when memory runs out or the page tampers with its prototypes.
pub fn patch(document: &Document, parent: &Dom, old: &[Node], new: &[Node]) -> Result<(), JsValue> {
    if old == new {
        return Ok(());
    }
    let mut rest = old;
    let mut dom = parent.first_child();
    for node in new {
        // What stands before the node that is found again has no place in the new view.
        let Some(gone) = rest.iter().position(|old| is_same(old, node)) else {
            parent.insert_before(&create(document, node)?, dom.as_ref())?;
            continue;
        };
        remove(parent, &mut dom, gone)?;
        if let (Some((old, after)), Some(here)) = (rest.get(gone..).and_then(<[Node]>::split_first), &dom) {
            update(document, here, old, node)?;
            rest = after;
            dom = here.next_sibling();
        }
    }
    remove(parent, &mut dom, rest.len())
}

/// Makes `parent` show `new` alone. What it shows otherwise stays until all of that is made.
///
/// # Errors
/// As for [`patch`].
pub fn replace(document: &Document, parent: &Dom, new: &[Node]) -> Result<(), JsValue> {
    let mut rest = parent.first_child();
    patch(document, parent, &[], new)?;
    remove(parent, &mut rest, usize::MAX)
}

/// Takes away at most `count` children, from `dom` on, and leaves the one behind them.
fn remove(parent: &Dom, dom: &mut Option<Dom>, count: usize) -> Result<(), JsValue> {
    for _ in 0..count {
        let Some(gone) = dom.take() else { break };
        *dom = gone.next_sibling();
        parent.remove_child(&gone)?;
    }
    Ok(())
}

fn is_same(old: &Node, new: &Node) -> bool {
    match (old, new) {
        (Node::Text(_), Node::Text(_)) => true,
        (Node::Element(old), Node::Element(new)) => old.key == new.key && old.tag == new.tag,
        _ => false,
    }
}

fn update(document: &Document, dom: &Dom, old: &Node, new: &Node) -> Result<(), JsValue> {
    match (old, new) {
        (Node::Text(old), Node::Text(new)) if old != new => dom.set_node_value(Some(new)),
        (Node::Element(old), Node::Element(new)) => {
            attributes(dom.unchecked_ref(), &old.attrs, &new.attrs)?;
            patch(document, dom, &old.children, &new.children)?;
        }
        _ => {}
    }
    Ok(())
}

fn create(document: &Document, node: &Node) -> Result<Dom, JsValue> {
    match node {
        Node::Text(words) => Ok(document.create_text_node(words).into()),
        Node::Element(element) => {
            let dom = document.create_element_ns(Some("http://www.w3.org/1999/xhtml"), element.tag)?;
            attributes(&dom, &[], &element.attrs)?;
            patch(document, &dom, &[], &element.children)?;
            Ok(dom.into())
        }
    }
}

fn attributes(dom: &web_sys::Element, old: &[Attribute], new: &[Attribute]) -> Result<(), JsValue> {
    // The last property takes the style with it, which would stay as an empty one.
    let is_bare = !new.iter().any(|(name, _)| is_property(name));
    for (name, _) in old {
        if new.iter().all(|(kept, _)| kept != name) {
            set(dom, if is_bare && is_property(name) { "style" } else { name }, None)?;
        }
    }
    for attribute in new {
        if !old.contains(attribute) {
            set(dom, attribute.0, Some(&attribute.1))?;
        }
    }
    Ok(())
}

fn set(dom: &web_sys::Element, name: &str, value: Option<&str>) -> Result<(), JsValue> {
    let words = value.unwrap_or_default();
    if is_property(name) {
        // An empty value takes the property away (CSSOM § 6.6.1).
        return dom.unchecked_ref::<HtmlElement>().style().set_property(name, words);
    }
    match value {
        Some(value) => dom.set_attribute(name, value)?,
        None => dom.remove_attribute(name)?,
    }
    // What a reader typed or ticked lives in properties that attributes no longer reach (HTML standard § 4.10.5.4).
    // Views give these names to inputs only.
    let input: &HtmlInputElement = dom.unchecked_ref();
    match name {
        // One that it has already moves no cursor.
        "value" => input.set_value(words),
        "checked" => input.set_checked(value.is_some()),
        _ => {}
    }
    Ok(())
}
