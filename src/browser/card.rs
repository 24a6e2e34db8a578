//! Where the definition card stands: beside the words that opened it, inside the window on every edge. On narrow or
//! low windows the stylesheet makes it a sheet at the bottom and these coordinates are not used.

use super::bindings::{self, Popover};
use crate::view::card::CARD;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ShadowRoot};

/// Distance between the words and the card, and between the card and the window's edge, in CSS pixels.
const GAP: f64 = 8.0;

/// Shows the card beside `opener` and moves the focus into it.
pub fn open(root: &ShadowRoot, opener: Option<&Element>) {
    let Some(card) = bindings::by_id(root, CARD) else { return };
    // Older engines have no popover; there the stylesheet shows the card as a sheet.
    let _ = card.unchecked_ref::<Popover>().show();
    if let Some(opener) = opener {
        place(&card, opener);
    }
    bindings::focus(&card);
}

/// Hides the card. The focus goes back to `opener`, if it was in the card or nowhere.
pub fn close(root: &ShadowRoot, opener: Option<Element>) {
    if let Some(card) = bindings::by_id(root, CARD) {
        let _ = card.unchecked_ref::<Popover>().hide();
    }
    let Some(opener) = opener.filter(|opener| opener.is_connected()) else { return };
    let is_lost = root.active_element().is_none_or(|active| active.closest(".card").ok().flatten().is_some());
    if is_lost {
        bindings::focus(&opener);
    }
}

fn place(card: &Element, opener: &Element) -> Option<()> {
    let window = bindings::WINDOW.with(Clone::clone);
    let width = window.inner_width().ok()?.as_f64()?;
    let height = window.inner_height().ok()?.as_f64()?;
    let words = opener.get_bounding_client_rect();
    let size = card.get_bounding_client_rect();
    let left = words.left().min(width - size.width() - GAP).max(GAP);
    let below = words.bottom() + GAP;
    let above = words.top() - GAP - size.height();
    let top = if below + size.height() <= height || above < GAP { below } else { above };
    let style = card.dyn_ref::<HtmlElement>()?.style();
    let scroll = |offset: Result<f64, _>| offset.unwrap_or(0.0);
    style.set_property("--x", &pixels(left + scroll(window.scroll_x()))).ok()?;
    style.set_property("--y", &pixels(top + scroll(window.scroll_y()))).ok()
}

/// A length in whole CSS pixels, without the weight of float formatting.
fn pixels(length: f64) -> String {
    let mut out = String::new();
    if length < 0.0 {
        out.push('-');
    }
    out.push_str(&crate::view::node::decimal(length.abs() as usize));
    out.push_str("px");
    out
}
