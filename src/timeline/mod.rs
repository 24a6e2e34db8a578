//! Geometry of the drawn timeline: minutes in, rectangles out. Knows no DOM, no text layout, no story.

mod scale;
mod ticks;

pub use scale::{DAY, Extent, Minute, Scale, minute_of};
pub use ticks::{Axis, Context, Tick, TickLabel, TickWidths};
