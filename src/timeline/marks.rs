//! How one date is drawn: sharp where the day is known, soft where it is not.

use super::scale::{Extent, Minute, Scale, minute_of};
use crate::model::{Bounds, Date, Ending, Shape};

/// All the time a date may have taken, as far as its bounds say: an open or unknown end adds nothing.
pub(super) fn known(date: &Date) -> Extent {
    let begin = days(date.begin, start_minute(date));
    if date.shape == Shape::Point { begin } else { begin.hull(days(date.end, None)) }
}

/// The same with what goes on drawn out to the ends of the story. (A point of which only the last possible day is known
/// stands there, with an arrow: nothing says that it was earlier.)
pub fn extent_of(date: &Date, story: Extent) -> Extent {
    let known = known(date);
    let goes_on = |ending| date.shape == Shape::Span && ending == Ending::Open;
    let from = if goes_on(date.starts) { story.from } else { known.from };
    let to = if goes_on(date.ends) { story.to } else { known.to };
    Extent::new(from, to)
}

/// The time of day counts only where the day is known.
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

/// What an item looks like at a zoom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A point, sharp at this zoom.
    Dot,
    /// A point somewhere within the mark's rectangle.
    Bracket,
    /// A span; solid over `core`, soft outside it.
    Bar,
    /// One of several, linked by a line across the rectangle; `parts` are the candidates.
    Linked,
}

/// How an end of a mark is drawn. `start` is the earlier end: the right one on a right-to-left page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// Known at this zoom.
    Sharp,
    /// Somewhere between the rectangle's edge and the core.
    Fuzzy,
    /// Goes on: drawn out to the end of the story.
    Arrow,
    /// There is one, nobody says when: fades out where knowledge ends.
    Faded,
}

/// A stretch of pixels.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Stretch {
    /// The earlier edge.
    pub x: f64,
    /// Width, 0 or more.
    pub w: f64,
}

/// A number between two others. (`f64::clamp` can panic with both printed, and printing floats costs readers 6 KB.)
pub(super) fn within(x: f64, least: f64, most: f64) -> f64 {
    x.min(most).max(least)
}

impl Stretch {
    /// From one pixel to another.
    pub(super) fn between(from: f64, to: f64) -> Self {
        Stretch { x: from, w: (to - from).max(0.0) }
    }

    /// Its later edge.
    pub fn end(self) -> f64 {
        self.x + self.w
    }

    /// The part of it inside another.
    #[must_use]
    pub fn within(self, outer: Stretch) -> Self {
        let from = within(self.x, outer.x, outer.end());
        Stretch::between(from, within(self.end(), from, outer.end()))
    }
}

/// How to draw an item inside its mark's rectangle.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// What it looks like.
    pub form: Form,
    /// The earlier end.
    pub start: Edge,
    /// The later end.
    pub end: Edge,
    /// Where it certainly lasted, for a bar. Empty where nothing is certain.
    pub core: Stretch,
    /// The candidates of a one-of set, by time.
    pub parts: Vec<Stretch>,
}

/// Softness narrower than this, in pixels, is not worth showing.
const VISIBLE: f64 = 3.0;

impl Drawing {
    /// Draws a date in a mark that takes the stretch `mark` of the axis. `origin` is the pixel that `mark` is counted from,
    /// `sharp` how wide a point's bounds may be and still be a dot, in pixels.
    pub fn new(date: &Date, story: Extent, mark: Stretch, scale: &Scale, origin: f64, sharp: f64) -> Self {
        let px = |minute| scale.x(minute) - origin;
        let extent = extent_of(date, story);
        let whole = Stretch::between(px(extent.from), px(extent.to));
        let form = match date.shape {
            Shape::Span => Form::Bar,
            // Either way it is drawn no wider than a dot.
            _ if whole.w <= sharp || mark.w <= sharp + VISIBLE => Form::Dot,
            Shape::Point => Form::Bracket,
            Shape::OneOf(_) => Form::Linked,
        };
        let mut core = Stretch { x: mark.x + mark.w / 2.0, w: 0.0 };
        if form == Form::Bar {
            // It certainly lasted from its last possible beginning to its first possible end.
            let from = match (date.starts, start_minute(date)) {
                (Ending::Open, _) => story.from,
                (_, Some(minute)) => minute_of(date.begin.latest) + Minute::from(minute),
                _ => minute_of(date.begin.latest + 1),
            };
            let to = if date.ends == Ending::Open { story.to } else { minute_of(date.end.earliest) };
            if from < to {
                core = Stretch::between(px(from), px(to));
            }
            // What is only a hair soft is drawn hard.
            let from = if core.x - whole.x < VISIBLE { mark.x } else { core.x };
            let to = if whole.end() - core.end() < VISIBLE { mark.end() } else { core.end() };
            core = Stretch::between(from, to).within(mark);
        }
        let edge = |ending, soft: bool| match ending {
            Ending::Open => Edge::Arrow,
            Ending::Unknown => Edge::Faded,
            Ending::Known if soft && form == Form::Bar => Edge::Fuzzy,
            Ending::Known => Edge::Sharp,
        };
        let start = edge(date.starts, core.x > mark.x);
        let end = edge(date.ends, mark.end() > core.end());
        let mut parts = Vec::new();
        if let (Form::Linked, Shape::OneOf(candidates)) = (form, &date.shape) {
            for candidate in candidates {
                let candidate = days(*candidate, None);
                parts.push(Stretch::between(px(candidate.from), px(candidate.to)).within(mark));
            }
        }
        Drawing { form, start, end, core, parts }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Qualifier;

    #[test]
    fn only_what_goes_on_is_drawn_out() {
        let story = Extent { from: minute_of(-1_000), to: minute_of(1_000) };
        let bounds = Bounds { earliest: 10, latest: 11 };
        let date = |shape, starts, ends| Date {
            shape,
            begin: bounds,
            end: bounds,
            starts,
            ends,
            qualifier: Qualifier::default(),
            minute: None,
            words: String::new(),
        };
        let known = Extent { from: minute_of(10), to: minute_of(12) };
        // A span since then, or until then.
        let since = date(Shape::Span, Ending::Known, Ending::Open);
        assert_eq!(extent_of(&since, story), Extent { to: story.to, ..known });
        let until = date(Shape::Span, Ending::Open, Ending::Known);
        assert_eq!(extent_of(&until, story), Extent { from: story.from, ..known });
        // A point by then, `[..1970-01-12]`: an arrow, and no bar from the story's beginning.
        let by = date(Shape::Point, Ending::Open, Ending::Known);
        assert_eq!(extent_of(&by, story), known);
        let scale = Scale::new(story, 1_000.0);
        let mark = Stretch { x: 0.0, w: 24.0 };
        let drawing = Drawing::new(&by, story, mark, &scale, 0.0, 24.0);
        assert_eq!((drawing.form, drawing.start, drawing.end), (Form::Dot, Edge::Arrow, Edge::Sharp));
    }
}
