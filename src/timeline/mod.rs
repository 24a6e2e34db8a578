//! Geometry of the drawn timeline: dates and minutes in, rectangles out. Knows no DOM, no text layout, no story.
//!
//! A [`Layout`] is computed once from a list of items; [`Layout::frame`] draws the part that a [`Scale`] shows. Cells and labels
//! depend on the zoom alone, rows on the last [`RowAllocation`] of a lane as well: so panning moves marks and changes none.
//!
//! Every reader pays for these bytes: lists are searched by halves, never sorted, because items come in the order of the axis.
#![cfg_attr(not(test), warn(clippy::disallowed_macros, clippy::disallowed_methods, clippy::disallowed_types))]

mod frame;
mod labels;
mod lane_builder;
mod layout;
mod mark_shape;
mod row_allocation;
mod scale;
mod ticks;

#[cfg(test)]
mod tests;

pub use frame::{Cluster, Frame, LaneRect, MarkKind, Options, PlacedMark, RowAllocation};
pub use layout::{Item, Layout};
pub use mark_shape::{Drawing, EndStyle, MarkShape, Stretch, extent_of};
pub use scale::{ALL_TIME, DAY, Extent, Minute, Scale, minute_of};
pub use ticks::{Axis, Context, Tick, TickLabel};
