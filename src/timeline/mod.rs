//! Geometry of the drawn timeline: dates and minutes in, rectangles out. Knows no DOM, no text layout, no story.
//!
//! A [`Layout`] is worked out once from a list of items; [`Layout::frame`] draws what a [`Scale`] has in view. Cells and labels
//! depend on the zoom alone, and rows on the [`Share`] of them that a lane was given last: so panning moves marks and changes
//! none.
//!
//! Every reader pays for these bytes: lists are searched by halves, never sorted, because items come in the order of the axis.

mod frame;
mod labels;
mod layout;
mod marks;
mod scale;
mod share;
mod ticks;

#[cfg(test)]
mod tests;

pub use frame::{Cluster, Frame, LaneRect, Options, PlacedEra, PlacedMark, Share, What};
pub use layout::{Era, Item, Layout};
pub use marks::{Drawing, Edge, Form, Stretch, extent_of};
pub use scale::{DAY, Extent, Minute, Scale, minute_of};
pub use ticks::{Axis, Context, Tick, TickLabel};
