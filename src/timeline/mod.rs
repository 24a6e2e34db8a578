//! Geometry of the drawn timeline: minutes in, rectangles out. Knows no DOM, no text layout, no story.
//!
//! A [`Layout`] is worked out once from a list of items; [`Layout::frame`] draws what a [`Scale`] has in view. Rows, cells
//! and labels depend on the zoom alone, so panning moves marks and changes none.

mod cluster;
mod frame;
mod labels;
mod lanes;
mod layout;
mod marks;
mod overview;
mod scale;
mod ticks;
mod window;

#[cfg(test)]
mod tests;

pub use cluster::Cluster;
pub use frame::{Frame, LaneRect, Options, PlacedEra, PlacedMark, What};
pub use layout::{Era, Layout};
pub use marks::{Drawing, Edge, Form, Item, Stretch};
pub use overview::{Grip, Overview};
pub use scale::{DAY, Extent, Minute, Scale, minute_of};
pub use ticks::{Axis, Context, Tick, TickLabel, TickWidths};
