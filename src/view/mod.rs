//! Views: a story and a reader's state in, a tree of nodes out. The tree is written by one of two sinks: as an HTML
//! string ([`html`]) or as DOM nodes (`browser::dom`). Data never becomes markup.
//!
//! Knows no platform. Every word a reader sees that is not the story's comes from [`words`].

mod about;
mod band;
pub mod card;
pub(crate) mod claim;
mod controls;
mod event;
mod glossary;
mod ground;
pub mod html;
pub mod node;
mod question;
mod results;
mod told;
mod voice;
mod widget;
pub mod words;

pub use ground::{ground, permalink_anchor};
pub use widget::widget;

use crate::model::Story;
use node::{Element, el};
use words::Words;

/// Where a view is going to stand, which decides what a link is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Surface {
    /// Plain HTML in the host page: links are anchors to the entry in the same page.
    Ground,
    /// The widget: links are buttons that the app hears.
    Widget,
}

/// What every view needs.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The story.
    pub story: &'a Story,
    /// The words around it.
    pub words: &'a Words,
    /// Where the view will stand.
    pub surface: Surface,
    /// Level of the widget's own title, 1 to 6; headings inside go down from it.
    pub heading: u8,
}

impl Context<'_> {
    /// An element whose words are ours: it says so where the story's are in another language (WCAG 3.1.2).
    fn ours(&self, element: Element) -> Element {
        if self.story.lang == self.words.lang { element } else { element.attr("lang", self.words.lang) }
    }

    /// Adds words of ours to what the story says.
    fn aside(&self, into: Element, words: &&'static str) -> Element {
        if self.story.lang == self.words.lang { into.say(words) } else { into.child(self.ours(el("span").say(words))) }
    }

    /// Adds words of ours in bold: the name of what follows.
    fn label(&self, into: Element, words: &&'static str) -> Element {
        into.child(self.ours(el("b").say(words)))
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
