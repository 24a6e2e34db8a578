//! The second sink: a view as DOM nodes. The first view is created; every later one is compared with the one before,
//! and only what differs is touched, so focus, selection and scroll positions survive.
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
    // What is there, until it is found again in the new view.
    let mut present = Vec::with_capacity(old.len());
    let mut dom = parent.first_child();
    for node in old {
        let next = dom.as_ref().and_then(Dom::next_sibling);
        present.push(std::mem::replace(&mut dom, next).map(|dom| (node, dom)));
    }
    let mut placed = Vec::with_capacity(new.len());
    let mut from = 0;
    for node in new {
        let mut reused = None;
        for step in 0..present.len() {
            let at = (from + step) % present.len();
            if let Some(slot) = present.get_mut(at)
                && slot.as_ref().is_some_and(|(old, _)| is_same(old, node))
            {
                reused = slot.take();
                from = at + 1;
                break;
            }
        }
        placed.push(match reused {
            Some((old, dom)) => {
                update(document, &dom, old, node)?;
                dom
            }
            None => create(document, node)?,
        });
    }
    for (_, dom) in present.iter().flatten() {
        parent.remove_child(dom)?;
    }
    let mut reference = parent.first_child();
    for dom in &placed {
        if reference.as_ref().is_some_and(|at| at.is_same_node(Some(dom))) {
            reference = dom.next_sibling();
        } else {
            parent.insert_before(dom, reference.as_ref())?;
        }
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
            let space = match element.tag {
                "svg" | "g" | "path" | "rect" | "line" | "circle" => "http://www.w3.org/2000/svg",
                _ => "http://www.w3.org/1999/xhtml",
            };
            let dom = document.create_element_ns(Some(space), element.tag)?;
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
        // An empty value takes the property away (CSSOM § 6.6.1). SVG's elements have the same `style`.
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
        "value" if input.value() != words => input.set_value(words),
        "checked" => input.set_checked(value.is_some()),
        _ => {}
    }
    Ok(())
}
