//! The overview strip: the whole story in one strip, and the window on it with its grips.

use super::marks::{Stretch, within};
use super::scale::{Extent, Scale};

/// What of the window is being moved. On a right-to-left page the later end is the left one: mirror pixels and steps first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grip {
    /// The window as it is.
    Whole,
    /// Its earlier end.
    Start,
    /// Its later end.
    End,
}

/// A strip that shows all of `bounds` in `width` pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Overview {
    strip: Scale,
    bounds: Extent,
}

impl Overview {
    /// The strip of a story.
    pub fn new(bounds: Extent, width: f64) -> Self {
        Overview { strip: Scale::new(bounds, width), bounds }
    }

    /// Where the window lies on the strip: at least `least` pixels wide, so that it can be seen and gripped.
    pub fn window(&self, scale: &Scale, least: f64) -> Stretch {
        let width = self.strip.width();
        let least = least.min(width);
        let (from, true_width) = self.edges(scale);
        let w = true_width.max(least).min(width);
        Stretch { x: within(from + (true_width - w) / 2.0, 0.0, width - w), w }
    }

    /// The window after a grip has been dragged by `dx` pixels of the strip from where it was in `scale`; never shorter
    /// than `shortest` minutes, never outside the story.
    pub fn drag(&self, scale: &Scale, grip: Grip, dx: f64, shortest: f64) -> Scale {
        let (from, w) = self.edges(scale);
        let least = (shortest / self.strip.per_px()).min(self.strip.width());
        match grip {
            Grip::Whole => scale.pan(dx * self.strip.per_px() / scale.per_px()).clamped(self.bounds, shortest),
            Grip::Start => {
                let start = within(from + dx, 0.0, from + w - least);
                let factor = w / (from + w - start);
                scale.zoom_about(scale.width(), factor).clamped(self.bounds, shortest)
            }
            Grip::End => {
                let end = within(from + w + dx, (from + least).min(self.strip.width()), self.strip.width());
                let factor = w / (end - from);
                scale.zoom_about(0.0, factor).clamped(self.bounds, shortest)
            }
        }
    }

    /// The same window with its middle at a pixel of the strip.
    pub fn centre(&self, scale: &Scale, x: f64, shortest: f64) -> Scale {
        let (from, w) = self.edges(scale);
        self.drag(scale, Grip::Whole, x - from - w / 2.0, shortest)
    }

    /// The window between two pixels of the strip, in either order.
    pub fn between(&self, scale: &Scale, one: f64, other: f64, shortest: f64) -> Scale {
        let extent = Extent::new(self.strip.minute(one.min(other)), self.strip.minute(one.max(other)));
        Scale::new(extent, scale.width()).clamped(self.bounds, shortest)
    }

    /// The window's left edge and width on the strip.
    fn edges(&self, scale: &Scale) -> (f64, f64) {
        let ratio = self.strip.per_px() / scale.per_px();
        (-scale.x(self.bounds.from) / ratio, scale.width() / ratio)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BOUNDS: Extent = Extent { from: -1_000_000, to: 21_000_000 };

    proptest! {
        #[test]
        fn a_dragged_window_stays_in_bounds_and_only_the_grip_moves(
            from in 0.0..900.0_f64, w in 1.0..100.0_f64, dx in -1200.0..1200.0_f64, grip in 0..3_usize,
        ) {
            let overview = Overview::new(BOUNDS, 1000.0);
            let scale = overview.between(&Scale::new(BOUNDS, 640.0), from, from + w, 60.0);
            let before = overview.window(&scale, 0.0);
            let grip = [Grip::Whole, Grip::Start, Grip::End][grip];
            let after = overview.window(&overview.drag(&scale, grip, dx, 60.0), 0.0);
            prop_assert!(after.x >= -1e-6 && after.end() <= 1000.0 + 1e-6, "{after:?}");
            match grip {
                Grip::Whole => {
                    prop_assert!((after.w - before.w).abs() < 1e-6);
                    prop_assert!((after.x - (before.x + dx).clamp(0.0, 1000.0 - before.w)).abs() < 1e-6);
                }
                Grip::Start => prop_assert!((after.end() - before.end()).abs() < 1e-6),
                Grip::End => prop_assert!((after.x - before.x).abs() < 1e-6),
            }
        }

        #[test]
        fn the_window_is_never_too_small_to_grip(minute in -1_000_000_i64..20_999_000) {
            let overview = Overview::new(BOUNDS, 300.0);
            let window = overview.window(&Scale::new(Extent::new(minute, minute + 60), 640.0), 24.0);
            prop_assert!((window.w - 24.0).abs() < 1e-6 && window.x >= 0.0 && window.end() <= 300.0 + 1e-6);
        }
    }

    #[test]
    fn a_press_on_the_strip_brings_the_window_there() {
        let overview = Overview::new(BOUNDS, 1000.0);
        let scale = overview.between(&Scale::new(BOUNDS, 640.0), 100.0, 200.0, 60.0);
        let window = overview.window(&overview.centre(&scale, 500.0, 60.0), 0.0);
        assert!((window.x - 450.0).abs() < 1e-3 && (window.end() - 550.0).abs() < 1e-3, "{window:?}");
    }
}
