//! A view as data, of which the desk makes nodes: markup in a text would need a policy that lets texts become markup.

use serde_json::{Value, json};

use crate::view::node::{Element, Node};

/// `[tag, [[name, value], …], [child, …]]`; a child is such a list or words.
pub(super) fn tree(element: &Element) -> Value {
    let attributes: Vec<Value> = element.attrs.iter().map(|(name, value)| json!([name, value])).collect();
    let children: Vec<Value> = element
        .children
        .iter()
        .map(|child| match child {
            Node::Element(child) => tree(child),
            Node::Text(words) => json!(words),
        })
        .collect();
    json!([element.tag, attributes, children])
}
