//! Views: a story and a widget's state in, a tree of nodes out. The tree is written by one of two sinks: as an HTML string
//! ([`html`]) or as DOM nodes (`browser::dom`). Data never becomes markup.
//!
//! Knows no platform. Every word that is not the story's text comes from its table, [`Words`].
#![cfg_attr(not(test), warn(clippy::disallowed_macros, clippy::disallowed_methods, clippy::disallowed_types))]

mod about;
mod accounts;
mod axis;
pub(crate) mod claim;
mod controls;
mod digest;
mod event;
mod glossary;
pub mod html;
mod media;
pub mod node;
mod results;
mod spine;
mod story_page;
mod timeline;
mod widget;
pub mod words;

#[cfg(all(test, feature = "cli"))]
mod tests;

pub use digest::{STORY_PAGE, digest, page_name};
#[cfg(feature = "cli")]
pub use story_page::prefix_ids;
pub use story_page::{permalink_anchor, story_page};
pub use widget::widget;

use crate::model::Story;
use crate::model::words::{Word, Words};
use node::{Element, Node, el};

/// Between the parts of a line, which breaks behind it.
const BETWEEN: &str = "\u{a0}· ";

/// Destination of a view, which decides how links are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Surface {
    /// Static HTML, the digest and the story page: links are anchors to the entry in the same page.
    Static,
    /// The widget: links are buttons that send messages.
    Widget,
}

/// Input of every view.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The story.
    pub story: &'a Story,
    /// Destination of the view.
    pub surface: Surface,
    /// Level of the story's title, 1 to 6; headings inside go down from it.
    pub heading: u8,
}

impl<'a> Context<'a> {
    /// The words around the story.
    fn words(&self) -> &'a Words {
        &self.story.words
    }

    /// Marks an element's words as the interface's: with their language, where the story's is another (WCAG 3.1.2).
    fn with_ui_lang(&self, element: Element) -> Element {
        let lang = self.words().get(Word::LANG);
        if lang.is_empty() { element } else { element.attr("lang", lang) }
    }

    /// Adds words of the interface to text of the story.
    fn ui_text(&self, into: Element, words: &str) -> Element {
        if words.is_empty() || self.words().get(Word::LANG).is_empty() {
            into.text(words)
        } else {
            into.child(self.with_ui_lang(el("span").text(words)))
        }
    }

    /// Adds a pattern of the interface, with `value` in its only placeholder, to text of the story.
    fn ui_pattern(&self, into: Element, pattern: Word, value: Node) -> Element {
        let (before, after) = words::halves(self.words().get(pattern));
        let mut into = self.ui_text(into, before);
        into = match value {
            Node::Text(words) => into.text(&words),
            Node::Element(element) => into.child(element),
        };
        self.ui_text(into, after)
    }

    /// Adds words of the interface in bold, a label, and a space.
    fn label(&self, into: Element, word: Word) -> Element {
        into.child(self.with_ui_lang(el("b").word(self.words(), word))).text(" ")
    }

    /// Adds the story's language and, where it is written from right to left, its direction. Directions inside are the
    /// stylesheet's in the widget, and attributes in the fallback.
    fn with_story_lang(&self, root: Element) -> Element {
        let root = root.attr("lang", &self.story.lang);
        match (self.story.is_right_to_left, self.surface) {
            (true, _) => root.attr("dir", "rtl"),
            // Whatever the page's own direction.
            (false, Surface::Widget) => root.attr("dir", "ltr"),
            (false, Surface::Static) => root,
        }
    }

    /// A heading `depth` levels below the title's, never below `h6`.
    fn heading(&self, depth: u8) -> Element {
        el(match self.heading.saturating_add(depth) {
            0 | 1 => "h1",
            2 => "h2",
            3 => "h3",
            4 => "h4",
            5 => "h5",
            _ => "h6",
        })
    }
}
