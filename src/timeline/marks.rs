//! What goes on the axis, and how one of them is drawn: sharp where the day is known, soft where it is not.

use super::scale::{Extent, Minute, minute_of};
use crate::model::{Bounds, Date, Ending, Qualifier, Shape};

/// Something dated, with what the layout needs to know of it. Items are named by their index in the list the layout was
/// built from.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Point, span or one of a set.
    pub shape: Shape,
    /// When it began.
    pub begin: Bounds,
    /// When it ended; equals `begin` for a point.
    pub end: Bounds,
    /// How its beginning is known.
    pub starts: Ending,
    /// How its end is known.
    pub ends: Ending,
    /// How firmly the date is stated.
    pub qualifier: Qualifier,
    /// Minute of the first day, where known.
    pub minute: Option<u16>,
    /// 1 (first to be drawn and labelled) to 3.
    pub importance: u8,
    /// Row of the band, from 0.
    pub lane: u8,
    /// What its label would like, in pixels; 0 for none.
    pub label_px: f64,
}

impl Item {
    /// The item of a date.
    pub fn new(date: &Date, importance: u8, lane: u8, label_px: f64) -> Self {
        Item {
            shape: date.shape.clone(),
            begin: date.begin,
            end: date.end,
            starts: date.starts,
            ends: date.ends,
            qualifier: date.qualifier,
            minute: date.minute,
            importance,
            lane,
            label_px,
        }
    }

    /// All the time it may have taken, as far as its bounds say: an open or unknown end adds nothing.
    pub(super) fn known(&self) -> Extent {
        let begin = span_of(self.begin, self.start_minute());
        match self.shape {
            Shape::Point => begin,
            Shape::Span | Shape::OneOf(_) => begin.hull(span_of(self.end, None)),
        }
    }

    /// The same with open ends drawn out to the ends of the story.
    pub(super) fn extent(&self, story: Extent) -> Extent {
        let known = self.known();
        let from = if self.starts == Ending::Open { story.from } else { known.from };
        let to = if self.ends == Ending::Open { story.to } else { known.to };
        Extent::new(from, to)
    }

    /// The time of day counts only where the day is known.
    fn start_minute(&self) -> Option<u16> {
        self.minute.filter(|_| self.begin.earliest == self.begin.latest)
    }

    /// The time it certainly filled, where there is any: a span's from its last possible beginning to its first possible
    /// end.
    fn core(&self, story: Extent) -> Option<Extent> {
        let from = match (self.starts, self.start_minute()) {
            (Ending::Open, _) => story.from,
            (_, Some(minute)) => minute_of(self.begin.latest) + Minute::from(minute),
            _ => minute_of(self.begin.latest.saturating_add(1)),
        };
        let to = if self.ends == Ending::Open { story.to } else { minute_of(self.end.earliest) };
        (from < to).then_some(Extent { from, to })
    }
}

/// The minutes of a range of days, or the one minute of a known time of day.
fn span_of(bounds: Bounds, minute: Option<u16>) -> Extent {
    let first = minute_of(bounds.earliest);
    match minute {
        Some(minute) => Extent::new(first.saturating_add(Minute::from(minute)), first),
        None => Extent::new(first, minute_of(bounds.latest.saturating_add(1))),
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
    /// Left edge.
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

    /// Its right edge.
    pub fn end(self) -> f64 {
        self.x + self.w
    }

    /// The part of it inside another.
    pub(super) fn within(self, outer: Stretch) -> Self {
        let from = within(self.x, outer.x, outer.end());
        Stretch::between(from, within(self.end(), from, outer.end()))
    }

    /// The same seen in a mirror `width` pixels wide.
    pub(super) fn mirrored(self, width: f64) -> Self {
        Stretch { x: width - self.end(), w: self.w }
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
    /// Where it certainly lasted, for a bar; where its dot sits, for a dot. Empty where nothing is certain.
    pub core: Stretch,
    /// The candidates of a one-of set, by time; those in view.
    pub parts: Vec<Stretch>,
    /// About then: textured.
    pub approximate: bool,
    /// The source is not sure: textured.
    pub uncertain: bool,
}

/// Softness narrower than this, in pixels, is not worth showing.
const VISIBLE: f64 = 3.0;

impl Drawing {
    /// Draws `item` in a mark of the stretch `mark`; `x` gives a minute's pixel, `clip` what of the axis is worth drawing,
    /// `sharp` how wide a point's bounds may be and still be a dot.
    pub(super) fn new(
        item: &Item,
        story: Extent,
        mark: Stretch,
        clip: Stretch,
        sharp: f64,
        x: &dyn Fn(Minute) -> f64,
    ) -> Self {
        let extent = item.extent(story);
        let whole = Stretch::between(x(extent.from), x(extent.to));
        let form = match item.shape {
            Shape::Span => Form::Bar,
            _ if whole.w <= sharp || whole.w > mark.w + VISIBLE => Form::Dot,
            Shape::Point => Form::Bracket,
            Shape::OneOf(_) => Form::Linked,
        };
        let mut core = Stretch { x: mark.x + mark.w / 2.0, w: 0.0 };
        if item.shape == Shape::Span {
            core = item.core(story).map_or(core, |core| Stretch::between(x(core.from), x(core.to)));
            // What is only a hair soft is drawn hard.
            let from = if core.x - whole.x < VISIBLE { mark.x } else { core.x };
            let to = if whole.end() - core.end() < VISIBLE { mark.end() } else { core.end() };
            core = Stretch::between(from, to).within(mark);
        }
        let edge = |ending, soft: bool| match ending {
            Ending::Open => Edge::Arrow,
            Ending::Unknown => Edge::Faded,
            Ending::Known if soft => Edge::Fuzzy,
            Ending::Known => Edge::Sharp,
        };
        let bar = form == Form::Bar;
        let start = edge(item.starts, bar && core.x - mark.x > 0.0);
        let end = edge(item.ends, bar && mark.end() - core.end() > 0.0);
        let mut parts = Vec::new();
        if let (Form::Linked, Shape::OneOf(candidates)) = (form, &item.shape) {
            for candidate in candidates {
                let days = span_of(*candidate, None);
                let part = Stretch::between(x(days.from), x(days.to));
                if part.end() > clip.x && part.x < clip.end() {
                    parts.push(part.within(clip));
                }
            }
        }
        Drawing {
            form,
            start,
            end,
            core: core.within(clip),
            parts,
            approximate: item.qualifier.approximate,
            uncertain: item.qualifier.uncertain,
        }
    }

    pub(super) fn mirror(&mut self, width: f64) {
        self.core = self.core.mirrored(width);
        for part in &mut self.parts {
            *part = part.mirrored(width);
        }
    }
}
