//! The second sink: a view as DOM nodes. The first view is created; every later one is compared with the one before,
//! and only what differs is touched, so focus, selection and scroll positions survive.
//!
//! Only `createElement`, `createTextNode`, `setAttribute` and `nodeValue`: data never becomes markup.

use crate::view::node::{Element, Node};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, HtmlInputElement, Node as Dom};

/// Makes the children of `parent`, which show `old`, show `new`.
///
/// # Errors
/// Passes on what the DOM throws; it does so only when memory runs out or the page tampers with its prototypes.
pub fn patch(document: &Document, parent: &Dom, old: &[Node], new: &[Node]) -> Result<(), JsValue> {
    if old == new {
        return Ok(());
    }
    let children = parent.child_nodes();
    let present: Vec<Option<Dom>> = (0..old.len()).map(|n| children.get(n as u32)).collect();
    let mut taken = vec![false; old.len()];
    let mut is_in_order = true;
    let mut next = 0;
    let mut placed: Vec<Dom> = Vec::with_capacity(new.len());
    for node in new {
        let found = (next..old.len())
            .chain(0..next)
            .find(|n| taken.get(*n) == Some(&false) && old.get(*n).is_some_and(|old| is_same_kind(old, node)));
        let reused = found.and_then(|n| Some((n, old.get(n)?, present.get(n)?.clone()?)));
        if let Some((n, before, dom)) = reused {
            if let Some(slot) = taken.get_mut(n) {
                *slot = true;
            }
            is_in_order &= n >= next;
            next = n + 1;
            update(document, &dom, before, node)?;
            placed.push(dom);
        } else {
            is_in_order = false;
            placed.push(create(document, node)?);
        }
    }
    for (dom, is_taken) in present.iter().zip(&taken) {
        if let (Some(dom), false) = (dom, is_taken) {
            parent.remove_child(dom)?;
        }
    }
    if !is_in_order {
        let mut reference = parent.first_child();
        for dom in &placed {
            if reference.as_ref().is_some_and(|at| at.is_same_node(Some(dom))) {
                reference = dom.next_sibling();
            } else {
                parent.insert_before(dom, reference.as_ref())?;
            }
        }
    }
    Ok(())
}

fn is_same_kind(old: &Node, new: &Node) -> bool {
    match (old, new) {
        (Node::Text(_), Node::Text(_)) => true,
        (Node::Element(old), Node::Element(new)) => old.tag == new.tag && old.key == new.key,
        _ => false,
    }
}

fn update(document: &Document, dom: &Dom, old: &Node, new: &Node) -> Result<(), JsValue> {
    match (old, new) {
        (Node::Text(old), Node::Text(new)) => {
            if old != new {
                dom.set_node_value(Some(new));
            }
            Ok(())
        }
        (Node::Element(old), Node::Element(new)) => {
            if old.attrs != new.attrs {
                attributes(dom.unchecked_ref(), old, new)?;
            }
            patch(document, dom, &old.children, &new.children)
        }
        _ => Ok(()),
    }
}

fn attributes(dom: &web_sys::Element, old: &Element, new: &Element) -> Result<(), JsValue> {
    for (name, _) in &old.attrs {
        if new.attrs.iter().all(|(kept, _)| kept != name) {
            dom.remove_attribute(name)?;
            set_property(dom, name, None);
        }
    }
    for (name, value) in &new.attrs {
        if old.attrs.iter().all(|(was, before)| was != name || before != value) {
            dom.set_attribute(name, value)?;
            set_property(dom, name, Some(value));
        }
    }
    Ok(())
}

/// What a reader typed or ticked lives in properties that attributes no longer reach (HTML standard § 4.10.5.4).
fn set_property(dom: &web_sys::Element, name: &str, value: Option<&str>) {
    let Some(input) = dom.dyn_ref::<HtmlInputElement>() else { return };
    match name {
        "value" => {
            let value = value.unwrap_or_default();
            if input.value() != value {
                input.set_value(value);
            }
        }
        "checked" => input.set_checked(value.is_some()),
        _ => {}
    }
}

fn create(document: &Document, node: &Node) -> Result<Dom, JsValue> {
    match node {
        Node::Text(words) => Ok(document.create_text_node(words).into()),
        Node::Element(element) => {
            let dom = document.create_element(element.tag)?;
            for (name, value) in &element.attrs {
                dom.set_attribute(name, value)?;
            }
            for child in &element.children {
                dom.append_child(&create(document, child)?)?;
            }
            Ok(dom.into())
        }
    }
}
