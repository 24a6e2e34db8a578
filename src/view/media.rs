//! Attributes of marks: of links to the web, and of media. Files load when they come near, players when they are played, and
//! pages open after a click.

use super::node::Element;
use super::{Context, Surface};
use crate::model::Attribute;

/// The names of [`Attribute`]s, in their order.
const NAMES: [&str; 10] =
    ["href", "alt", "aria-label", "width", "height", "poster", "sizes", "srcset", "src", "--focus"];

impl Context<'_> {
    /// Adds an attribute of a mark.
    pub(super) fn attribute(&self, into: Element, attribute: Attribute, value: &str) -> Element {
        let is_left_out = match attribute {
            Attribute::HREF => !is_web(value),
            // No page crops, and none has a style attribute.
            Attribute::FOCUS => self.surface == Surface::Static,
            _ => false,
        };
        if is_left_out {
            return into;
        }
        // Another file is another element: no picture stands for a moment where another is to be.
        let hash = value.bytes().fold(7_u32, |hash, byte| hash.wrapping_mul(31).wrapping_add(byte.into()));
        let into = if attribute == Attribute::SRC { into.key(hash as usize >> 1) } else { into };
        into.attr(NAMES.get(attribute.number()).copied().unwrap_or_default(), value)
    }
}

/// Whether an address is of the web, or of mail: a link runs nothing, even in a file that no compiler has made.
pub(super) fn is_web(address: &str) -> bool {
    address.starts_with("http") || address.starts_with("mailto:")
}
