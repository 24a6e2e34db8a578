//! What the story itself says, as against the words around it: only there a search marks what it found.

use super::Context;
use super::node::{Element, Node, el};
use crate::glossary::highlight;

impl Element {
    /// Says that its words are the story's own.
    #[must_use]
    pub fn told(mut self) -> Self {
        self.is_told = true;
        self
    }

    /// Puts in place of words that the story tells what `find` makes of them.
    fn mark(&mut self, is_told: bool, find: &dyn Fn(&str) -> Option<Element>) {
        let is_told = is_told || self.is_told;
        for child in &mut self.children {
            match child {
                Node::Element(child) => child.mark(is_told, find),
                Node::Text(words) if is_told => {
                    if let Some(marked) = find(words) {
                        *child = Node::Element(marked);
                    }
                }
                Node::Text(_) => {}
            }
        }
    }
}

impl Context<'_> {
    /// What was found, with what was looked for marked in it.
    pub(super) fn marked(&self, found: Element, query: &str) -> Element {
        let mut found = found;
        found.mark(false, &|words| {
            let mut any = false;
            let mut marked = el("span");
            for (piece, is_match) in highlight(words, query, &self.story.folds) {
                any |= is_match;
                marked = if is_match { marked.child(el("mark").text(piece)) } else { marked.text(piece) };
            }
            any.then_some(marked)
        });
        found
    }
}
