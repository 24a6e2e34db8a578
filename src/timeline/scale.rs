//! The time scale: which minute lies at which pixel.
//!
//! Time is counted in whole minutes, so that 13.8 billion years (7.3e15 minutes) and one minute of 2022 are both exact;
//! the scale keeps the fraction of its left edge apart from the minute, and so loses nothing at any zoom.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "counts fit 32 bits, numbers of choices 8; minutes are exact in `f64`"
)]

use super::mark_shape::within;
use crate::model::Day;

/// Minutes since 1970-01-01T00:00 of the story's own civil time, negative before it.
pub type Minute = i64;

/// Minutes of a day.
pub const DAY: Minute = 1_440;

/// Farthest day from 1970: 16 billion years.
const FARTHEST: Day = 6_000_000_000_000;

/// Longer than any story.
pub const ALL_TIME: Extent = Extent { from: -FARTHEST * DAY, to: FARTHEST * DAY };

/// The first minute of a day. Days beyond 16 billion years are clamped, so that no sum of minutes overflows.
pub const fn minute_of(day: Day) -> Minute {
    let day = if day > FARTHEST { FARTHEST } else { day };
    (if day < -FARTHEST { -FARTHEST } else { day }) * DAY
}

/// A stretch of time from the start of one minute to the start of another; `from < to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// First minute inside.
    pub from: Minute,
    /// First minute behind it.
    pub to: Minute,
}

impl Extent {
    /// An extent of at least one minute, whatever the order of its ends.
    pub fn new(from: Minute, to: Minute) -> Self {
        Extent { from, to: to.max(from + 1) }
    }

    /// Length in minutes.
    pub fn span(self) -> Minute {
        self.to - self.from
    }

    /// The shortest extent that has both in it.
    #[must_use]
    pub fn union(self, other: Extent) -> Extent {
        Extent { from: self.from.min(other.from), to: self.to.max(other.to) }
    }

    /// Returns whether the two have a minute in common.
    pub fn overlaps(self, other: Extent) -> bool {
        self.from < other.to && other.from < self.to
    }

    /// Widened at each end by a fraction of its length.
    #[must_use]
    pub fn padded(self, fraction: f64) -> Extent {
        let more = ((self.span() as f64 * fraction) as Minute).max(1);
        Extent { from: self.from - more, to: self.to + more }
    }
}

/// A linear scale: a window on the time axis, `width` CSS pixels wide. Pixel 0 is its left edge; time runs to the right
/// (a right-to-left page mirrors the finished frame).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    left: Minute,
    /// Fraction of a minute from `left` to the left edge, 0 to 1.
    part: f64,
    per_px: f64,
    width: f64,
}

/// The deepest zoom: a minute is never wider than this, in pixels.
const WIDEST_MINUTE: f64 = 512.0;

impl Scale {
    /// The window that shows exactly `extent` in `width` pixels (at least one).
    pub fn new(extent: Extent, width: f64) -> Self {
        let width = if width >= 1.0 { width } else { 1.0 };
        let span = Extent::new(extent.from, extent.to).span() as f64;
        Scale { left: extent.from, part: 0.0, per_px: span / width, width }
    }

    /// The window that shows `extent` with `padding` free pixels at each side.
    pub fn fit(extent: Extent, width: f64, padding: f64) -> Self {
        let bare = Scale::new(extent, width - 2.0 * padding);
        let mut scale = Scale { width: width.max(1.0), ..bare };
        if width - 2.0 * padding >= 1.0 {
            scale.set_left(-padding * scale.per_px);
        } else {
            scale.per_px = bare.per_px / scale.width;
        }
        scale
    }

    /// Width in CSS pixels.
    pub fn width(&self) -> f64 {
        self.width
    }

    /// Minutes a pixel.
    pub fn per_px(&self) -> f64 {
        self.per_px
    }

    /// Length of the window in minutes.
    pub fn span(&self) -> f64 {
        self.per_px * self.width
    }

    /// Pixel at which a minute begins.
    pub fn x(&self, minute: Minute) -> f64 {
        ((minute - self.left) as f64 - self.part) / self.per_px
    }

    /// The minute a pixel lies in.
    pub fn minute(&self, x: f64) -> Minute {
        self.left + (self.part + x * self.per_px).floor() as Minute
    }

    /// The minutes in view, those cut by an edge included.
    pub fn extent(&self) -> Extent {
        Extent::new(self.left, self.minute(self.width) + 1)
    }

    /// Moves the window `dx` pixels towards later time, earlier if negative.
    #[must_use]
    pub fn pan(mut self, dx: f64) -> Self {
        if dx.is_finite() {
            self.set_left(dx * self.per_px);
        }
        self
    }

    /// Magnifies `factor` times (below 1: shrinks); what lies at pixel `x` stays there. A factor that is not a positive
    /// number changes nothing.
    #[must_use]
    pub fn zoom_about(mut self, x: f64, factor: f64) -> Self {
        let per_px = (self.per_px / factor).max(1.0 / WIDEST_MINUTE);
        if per_px.is_finite() && factor > 0.0 && x.is_finite() {
            self.set_left(x * (self.per_px - per_px));
            self.per_px = per_px;
        }
        self
    }

    /// The nearest window that shows at least `shortest` minutes and nothing outside `bounds`.
    #[must_use]
    pub fn clamped(mut self, bounds: Extent, shortest: f64) -> Self {
        let widest = bounds.span() as f64;
        let wanted = self.span();
        let span = wanted.max(shortest).min(widest);
        if (span - wanted).abs() > 0.0 {
            // About the middle, so that a zoom that has reached its end does not drift.
            self.set_left((wanted - span) / 2.0);
            self.per_px = span / self.width;
        }
        let offset = (self.left - bounds.from) as f64 + self.part;
        if offset < 0.0 {
            self.left = bounds.from;
            self.part = 0.0;
        } else if offset > widest - span {
            self.left = bounds.from;
            self.part = 0.0;
            self.set_left(widest - span);
        }
        self
    }

    /// The same stretch of time in another width.
    #[must_use]
    pub fn resized(self, width: f64) -> Self {
        let width = if width >= 1.0 { width } else { 1.0 };
        Scale { per_px: self.span() / width, width, ..self }
    }

    /// Path to another window of the same width: the pixel at which both show the same minute and the magnification; or, at
    /// equal zoom, the distance in pixels.
    pub fn path(&self, target: &Scale) -> (f64, f64, f64) {
        let distance = self.x(target.left) + target.part / self.per_px;
        let factor = self.per_px / target.per_px;
        if (factor - 1.0).abs() < 1e-9 { (0.0, 1.0, distance) } else { (distance / (1.0 - 1.0 / factor), factor, 0.0) }
    }

    /// A window of the same zoom whose pixel 0 is the start of a minute.
    #[must_use]
    pub fn starting_at(&self, minute: Minute) -> Self {
        Scale { left: minute, part: 0.0, ..*self }
    }

    /// Shifts the left edge by a number of minutes.
    fn set_left(&mut self, minutes: f64) {
        // Beyond any story, and small enough not to overflow.
        let moved = self.part + within(minutes, -4e18, 4e18);
        let whole = moved.floor();
        self.left += whole as Minute;
        self.part = moved - whole;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::civil::days_from_civil;
    use proptest::prelude::*;

    /// 13.8 billion years before 1970 to as long after, at every width and zoom.
    fn scales() -> impl Strategy<Value = Scale> {
        (-7_300_000_000_000_000_i64..7_300_000_000_000_000, 0_u32..52, 1.0..4000.0_f64)
            .prop_map(|(from, zoom, width)| Scale::new(Extent::new(from, from + (1_i64 << zoom)), width))
    }

    proptest! {
        #[test]
        fn zooming_keeps_the_point(scale in scales(), at in 0.0..1.0_f64, factor in 0.01..100.0_f64) {
            let x = scale.width() * at;
            let minute = scale.minute(x);
            let zoomed = scale.zoom_about(x, factor);
            // The minute's start lies left of the point by less than a minute, before and after.
            let (before, after) = (x - scale.x(minute), x - zoomed.x(minute));
            let expected = before * scale.per_px() / zoomed.per_px();
            prop_assert!((after - expected).abs() < 1e-3, "{after} {expected}");
        }

        #[test]
        fn panning_moves_everything_alike(scale in scales(), dx in -5000.0..5000.0_f64) {
            let minute = scale.minute(scale.width() / 2.0);
            let moved = scale.pan(dx);
            prop_assert!((scale.x(minute) - moved.x(minute) - dx).abs() < 1e-3);
        }

        #[test]
        fn a_pixel_lies_in_its_minute(scale in scales(), at in 0.0..1.0_f64) {
            let x = scale.width() * at;
            let minute = scale.minute(x);
            prop_assert!(scale.x(minute) <= x + 1e-3 && x <= scale.x(minute + 1) + 1e-3);
        }

        #[test]
        fn the_window_stays_in_bounds(
            scale in scales(), dx in -1e6..1e6_f64, factor in 1e-4..1e4_f64, from in -1_000_000_000_i64..1_000_000_000,
            span in 100_i64..1_000_000_000,
        ) {
            let bounds = Extent::new(from, from + span);
            let held = scale.pan(dx).zoom_about(3.0, factor).clamped(bounds, 60.0);
            prop_assert!(held.span() >= 60.0 - 1e-6 && held.span() <= span as f64 + 1e-3);
            prop_assert!(held.x(bounds.from) <= 1e-3, "{}", held.x(bounds.from));
            prop_assert!(held.x(bounds.to) >= held.width() - 1e-3);
            prop_assert!((held.clamped(bounds, 60.0).x(from) - held.x(from)).abs() < 1e-3);
        }
    }

    #[test]
    fn a_path_leads_there() {
        let a = Scale::new(Extent::new(0, 40 * 365 * DAY), 1000.0);
        for b in [a.zoom_about(300.0, 500.0), a.zoom_about(-40.0, 0.3), a.pan(250.0), a] {
            let (x, factor, dx) = a.path(&b);
            let there = a.pan(dx).zoom_about(x, factor);
            assert!((there.x(b.minute(500.0)) - b.x(b.minute(500.0))).abs() < 1e-3, "{x} {factor} {dx}");
        }
    }

    #[test]
    fn a_minute_of_2022_and_deep_time_are_both_exact() {
        for day in [days_from_civil(2022, 1, 5), days_from_civil(-13_800_000_000, 1, 1)] {
            let minute = minute_of(day) + 17;
            let scale = Scale::new(Extent::new(minute, minute + 2), 1000.0).pan(0.25);
            assert!((scale.x(minute + 1) - 499.75).abs() < 1e-9);
        }
    }

    #[test]
    fn fitting_leaves_the_padding() {
        let scale = Scale::fit(Extent::new(1000, 5000), 440.0, 20.0);
        assert_eq!((scale.x(1000), scale.x(5000)), (20.0, 420.0));
        // No room at all is still a window.
        assert!(Scale::fit(Extent::new(0, 10), 0.0, 20.0).per_px().is_finite());
    }
}
