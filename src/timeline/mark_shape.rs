//! Drawing of one date: sharp where the day is known, soft where it is not.

use super::scale::{Extent, Minute, Scale, minute_of};
use crate::model::{Bounds, Date, Ending, Shape};

/// Time that a date may have taken as far as its bounds say: an open or unknown end, which repeats the other one's bounds, adds
/// nothing.
pub(super) fn known(date: &Date) -> Extent {
    let begin = days(date.begin, start_minute(date));
    if date.shape == Shape::Point { begin } else { begin.union(days(date.end, None)) }
}

/// Time that a date may have taken. Open ends of a span reach to the ends of `story`. (A point known by its last possible
/// day alone, EDTF `[..b]`, stays on that day: nothing says that it was earlier.)
pub fn extent_of(date: &Date, story: Extent) -> Extent {
    let known = known(date);
    let goes_on = |ending| date.shape == Shape::Span && ending == Ending::Open;
    let from = if goes_on(date.starts) { story.from } else { known.from };
    let to = if goes_on(date.ends) { story.to } else { known.to };
    Extent::new(from, to)
}

/// Minute of the day at which a date begins; it counts only where the day is known.
pub(super) fn start_minute(date: &Date) -> Option<u16> {
    date.minute.filter(|_| date.begin.earliest == date.begin.latest)
}

/// The minutes of a range of days, or the one minute of a known time of day.
fn days(bounds: Bounds, minute: Option<u16>) -> Extent {
    let first = minute_of(bounds.earliest);
    match minute {
        Some(minute) => Extent::new(first + Minute::from(minute), first),
        None => Extent::new(first, minute_of(bounds.latest + 1)),
    }
}

/// Shape of a mark at a zoom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MarkShape {
    /// A point no longer than a mark.
    #[default]
    Dot,
    /// A point somewhere within the mark's rectangle, which is longer.
    Wide,
    /// A span; solid over `core`, soft outside it.
    Bar,
}

/// Drawing of an end of a mark. The start is the earlier end: the right one on a right-to-left page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum EndStyle {
    /// Known at this zoom.
    #[default]
    Sharp,
    /// Not known exactly, or not at all.
    Soft,
    /// A span goes on.
    Open,
}

/// A stretch of pixels.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Stretch {
    /// The earlier end.
    pub x: f64,
    /// Width, 0 or more.
    pub w: f64,
}

/// Clamps a number. (`f64::clamp` can panic with both limits printed, and printing floats costs readers 6 KB.)
pub(super) fn within(x: f64, least: f64, most: f64) -> f64 {
    x.min(most).max(least)
}

impl Stretch {
    /// The stretch from one pixel to another.
    pub(super) fn between(from: f64, to: f64) -> Self {
        Stretch { x: from, w: (to - from).max(0.0) }
    }

    /// The pixels of an extent.
    pub(super) fn of(extent: Extent, scale: &Scale) -> Self {
        Stretch::between(scale.x(extent.from), scale.x(extent.to))
    }

    /// The later end.
    pub fn end(self) -> f64 {
        self.x + self.w
    }

    /// Returns whether it shares pixels with another.
    pub fn overlaps(self, other: Stretch) -> bool {
        self.end() > other.x && self.x < other.end()
    }

    /// The part of it inside another.
    #[must_use]
    pub fn within(self, outer: Stretch) -> Self {
        let from = within(self.x, outer.x, outer.end());
        Stretch::between(from, within(self.end(), from, outer.end()))
    }
}

/// A date in minutes, as far as its drawing needs it at any zoom.
#[derive(Debug, Clone, Copy)]
pub(super) struct DateOutline {
    /// Time that it may have taken; open ends reach to the ends of the story.
    pub extent: Extent,
    /// For a span: from its last possible beginning to its first possible end. Empty or reversed where nothing is certain.
    certain: Extent,
    /// Its shape, where that is wider than a dot.
    pub shape: MarkShape,
    start: EndStyle,
    end: EndStyle,
}

impl DateOutline {
    /// The outline of a date in the time of a story.
    pub fn new(date: &Date, story: Extent) -> Self {
        let extent = extent_of(date, story);
        let from = match (date.starts, start_minute(date)) {
            (Ending::Open, _) => extent.from,
            (_, Some(minute)) => minute_of(date.begin.latest) + Minute::from(minute),
            _ => minute_of(date.begin.latest + 1),
        };
        let to = if date.ends == Ending::Open { extent.to } else { minute_of(date.end.earliest) };
        let shape = if date.shape == Shape::Span { MarkShape::Bar } else { MarkShape::Wide };
        let is_unsure = date.qualifier.approximate || date.qualifier.uncertain || matches!(date.shape, Shape::OneOf(_));
        let style = |ending| match ending {
            Ending::Open if shape == MarkShape::Bar => EndStyle::Open,
            Ending::Known if !is_unsure => EndStyle::Sharp,
            _ => EndStyle::Soft,
        };
        let (start, end) = (style(date.starts), style(date.ends));
        DateOutline { extent, certain: Extent { from, to }, shape, start, end }
    }
}

/// Drawing of an item inside its mark's rectangle. Pixels are counted from the frame's origin.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Drawing {
    /// The shape.
    pub shape: MarkShape,
    /// The earlier end.
    pub start: EndStyle,
    /// The later end.
    pub end: EndStyle,
    /// For a bar: the time in which it certainly lasted. Empty where nothing is certain.
    pub core: Stretch,
}

/// Softness narrower than this, in pixels, is not worth showing.
pub(super) const VISIBLE: f64 = 3.0;

impl Drawing {
    /// Returns whether it is drawn as not known to the day.
    pub fn is_soft(&self) -> bool {
        self.start == EndStyle::Soft || self.end == EndStyle::Soft
    }

    /// Draws a date in a mark over the pixels `mark` of `scale`. A point whose bounds are at most `target` pixels wide is a dot;
    /// a wider one is soft where it is longer than `exact`, which the axis tells: a day says nothing of hours.
    pub(super) fn new(outline: &DateOutline, mark: Stretch, scale: &Scale, target: f64, exact: Minute) -> Self {
        let DateOutline { extent, certain, mut shape, mut start, mut end } = *outline;
        let whole = Stretch::of(extent, scale);
        let mut core = Stretch { x: mark.x + mark.w / 2.0, w: 0.0 };
        if shape == MarkShape::Bar {
            if certain.from < certain.to {
                core = Stretch::of(certain, scale);
            }
            // Softness of a hair is drawn sharp.
            let from = if core.x - whole.x < VISIBLE { mark.x } else { core.x };
            let to = if whole.end() - core.end() < VISIBLE { mark.end() } else { core.end() };
            core = Stretch::between(from, to).within(mark);
            if core.x > mark.x {
                start = EndStyle::Soft;
            }
            if mark.end() > core.end() {
                end = EndStyle::Soft;
            }
            // One that found no row for its length does not end where it is drawn to.
            if mark.w <= target && whole.w > target + VISIBLE {
                (start, end) = (EndStyle::Soft, EndStyle::Soft);
            }
        } else {
            if whole.w <= target || mark.w <= target + VISIBLE {
                // Drawn no wider than a dot.
                shape = MarkShape::Dot;
            }
            if whole.w > target && extent.span() > exact {
                (start, end) = (EndStyle::Soft, EndStyle::Soft);
            }
        }
        Drawing { shape, start, end, core }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Qualifier;
    use crate::timeline::DAY;

    const STORY: Extent = Extent { from: minute_of(-1_000), to: minute_of(1_000) };

    fn date(shape: Shape, starts: Ending, ends: Ending) -> Date {
        let bounds = Bounds { earliest: 10, latest: 11 };
        let qualifier = Qualifier::default();
        Date { shape, begin: bounds, end: bounds, starts, ends, qualifier, minute: None, words: String::new() }
    }

    #[test]
    fn open_ends_of_spans_reach_to_the_ends_of_the_story() {
        let known = Extent { from: minute_of(10), to: minute_of(12) };
        for (shape, starts, ends, expected) in [
            (Shape::Span, Ending::Known, Ending::Open, Extent { to: STORY.to, ..known }),
            (Shape::Span, Ending::Open, Ending::Known, Extent { from: STORY.from, ..known }),
            (Shape::Span, Ending::Open, Ending::Unknown, Extent { from: STORY.from, ..known }),
            (Shape::Span, Ending::Known, Ending::Unknown, known),
            // `[..1970-01-12]` and `[1970-01-11..]`: arrows, and no bars.
            (Shape::Point, Ending::Open, Ending::Known, known),
            (Shape::Point, Ending::Known, Ending::Open, known),
        ] {
            let date = date(shape, starts, ends);
            assert_eq!(extent_of(&date, STORY), expected, "{date:?}");
        }
    }

    #[test]
    fn a_bar_without_room_for_its_length_has_soft_ends() {
        let span = Date { end: Bounds { earliest: 60, latest: 60 }, ..date(Shape::Span, Ending::Known, Ending::Known) };
        let outline = DateOutline::new(&span, STORY);
        let scale = Scale::new(STORY, 2_000.0);
        let ends = |w| {
            let Drawing { start, end, .. } = Drawing::new(&outline, Stretch { x: 1_020.0, w }, &scale, 24.0, DAY);
            (start, end)
        };
        assert_eq!(ends(24.0), (EndStyle::Soft, EndStyle::Soft));
        assert_eq!(ends(51.0), (EndStyle::Sharp, EndStyle::Sharp));
    }

    #[test]
    fn a_span_that_goes_on_has_no_end_drawn() {
        let mark = Stretch { x: 1_010.0, w: 990.0 };
        let scale = Scale::new(STORY, 2_000.0);
        let mut since = date(Shape::Span, Ending::Known, Ending::Open);
        for is_unsure in [false, true] {
            since.qualifier.approximate = is_unsure;
            let drawing = Drawing::new(&DateOutline::new(&since, STORY), mark, &scale, 24.0, DAY);
            assert_eq!((drawing.end, drawing.core.end()), (EndStyle::Open, mark.end()));
            assert_eq!(drawing.is_soft(), is_unsure);
        }
    }

    #[test]
    fn a_point_known_by_its_last_day_is_a_soft_dot() {
        let by = date(Shape::Point, Ending::Open, Ending::Known);
        let mark = Stretch { x: 0.0, w: 24.0 };
        let scale = Scale::new(STORY, 1_000.0);
        let drawing = Drawing::new(&DateOutline::new(&by, STORY), mark, &scale, 24.0, DAY);
        assert_eq!((drawing.shape, drawing.start, drawing.end), (MarkShape::Dot, EndStyle::Soft, EndStyle::Sharp));
    }
}
