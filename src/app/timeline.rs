//! The drawn timeline as a reader moves through it: the layout, the window of time, the mark that has the keyboard. Pixels come
//! from the platform, messages from the reader.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "counts fit 32 bits, numbers of choices 8; minutes are exact in `f64`"
)]

use super::Filter;
use super::message::{Direction, Navigation};
use crate::model::{Day, Story};
use crate::timeline::{
    Cluster, DAY, Era, Extent, Frame, Item, Layout, MarkKind, Options, PlacedMark, RowAllocation, Scale, minute_of,
};

/// The shortest window in minutes.
const SHORTEST: f64 = 10.0;
/// Rows of all lanes, about; each lane has 3 or 4 at most, its cluster row included.
const ROWS: usize = 16;
/// In a viewport narrower than this, in ems, only the overview strip is drawn.
const NARROW: f64 = 44.0;
/// Width of the lanes' names in ems; the stylesheet has the same number.
const NAMES: f64 = 7.0;
/// Fraction of a window that a page key moves.
const PAGE: f64 = 0.8;
/// Fraction of a window kept free on each side of an era or a lane.
const AROUND: f64 = 0.08;
/// Number of columns in the strip's picture of the story.
const COLUMNS: usize = 96;
/// Magnification of a button or key.
const ZOOM_STEP: f64 = 2.0;

/// Measures of the element the timeline is drawn in, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Viewport {
    /// Width.
    pub width: f64,
    /// Font size.
    pub em: f64,
    /// Least width of a mark: 24 for a mouse, 44 for a finger.
    pub target: f64,
}

impl Viewport {
    /// Returns whether there is room for more than the strip.
    fn is_wide(self) -> bool {
        self.width >= NARROW * self.em
    }

    /// Width of the window of time.
    fn field(self) -> f64 {
        if self.is_wide() { self.width - NAMES * self.em } else { self.width }
    }
}

/// Path to a window in an animation: a magnification about a pixel, or a distance in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glide {
    /// The pixel both windows have in common; meaningless where `factor` is 1.
    pub x: f64,
    /// Magnification.
    pub factor: f64,
    /// Pixels towards later time, where `factor` is 1.
    pub dx: f64,
}

/// True if the window is still being moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motion {
    /// Lanes keep their rows while all marks have one.
    Moving,
    /// Rows are allocated to lanes by the marks in view.
    AtRest,
}

/// The drawn timeline of a story under a filter.
#[derive(Debug)]
pub struct Timeline {
    /// Measures of its element.
    pub viewport: Viewport,
    /// The layout of the story.
    pub layout: Layout,
    /// The window.
    pub scale: Scale,
    /// The last drawing: of the window, unless that has been moved since.
    pub frame: Frame,
    /// The event of each item, in the order of [`Story::axis`].
    pub events: Vec<u32>,
    /// The item whose mark is in the order of the Tab key.
    pub focused: u32,
    /// Number of items in each column of the strip.
    pub density: Vec<usize>,
    /// The window in which an animation under way ends.
    target: Option<Scale>,
    /// Rows of each lane; none for a window on the whole story, where each lane has its own.
    allocations: Vec<RowAllocation>,
}

impl Timeline {
    /// The timeline of the events that match a filter's facets; in the window of `before`, if there is one, or else in the
    /// time that the filter is bounded to.
    pub fn new(story: &Story, filter: &Filter, viewport: Viewport, before: Option<Scale>) -> Timeline {
        let mut items = Vec::new();
        let mut events = Vec::new();
        for number in story.axis.iter().copied() {
            if let Some(event) = story.events.get(number as usize)
                && let Some(date) = event.when.date()
                && filter.matches_facets(event)
            {
                let label_px = label_width(&event.headline, viewport.em);
                items.push(Item { date, importance: event.importance, lane: event.lane, label_px });
                events.push(number);
            }
        }
        let mut eras = Vec::new();
        for era in &story.eras {
            eras.push(Era { date: &era.date, label_px: label_width(&era.label, viewport.em) * 2.0 });
        }
        let lanes = story.lanes.len();
        let layout = Layout::new(&items, &eras, lanes as u8, if lanes * 4 > ROWS { 3 } else { 4 });
        let scale = match before {
            Some(scale) => scale.resized(viewport.field()),
            None => Scale::new(filter.extent(layout.extent()), viewport.field()),
        };
        let scale = scale.clamped(layout.extent(), SHORTEST);
        let mut timeline = Timeline {
            frame: layout.frame(&scale, &options(viewport), &[]),
            density: layout.density(COLUMNS),
            viewport,
            layout,
            scale,
            events,
            focused: 0,
            target: None,
            allocations: Vec::new(),
        };
        if timeline.is_narrowed() {
            timeline.allocate_rows();
        }
        if timeline.mark_of(timeline.focused).is_none() {
            timeline.focus_in_view();
        }
        timeline
    }

    /// Returns whether there is room for more than the strip.
    pub fn is_wide(&self) -> bool {
        self.viewport.is_wide()
    }

    /// Returns whether the window shows less than everything.
    pub fn is_narrowed(&self) -> bool {
        self.scale.span() < self.layout.extent().span() as f64 * 0.999
    }

    /// The event of an item.
    pub fn event(&self, item: u32) -> Option<usize> {
        self.events.get(item as usize).map(|event| *event as usize)
    }

    /// The item of an event.
    pub fn item_of(&self, event: usize) -> Option<u32> {
        self.events.iter().position(|other| *other as usize == event).map(|item| item as u32)
    }

    /// The mark of an item.
    pub fn mark_of(&self, item: u32) -> Option<&PlacedMark> {
        self.frame.marks.get(self.layout.mark_of(&self.frame, item)?)
    }

    /// Index of the mark in the order of the Tab key.
    pub fn focused_mark(&self) -> Option<usize> {
        self.layout.mark_of(&self.frame, self.focused)
    }

    /// Shows a window, or the nearest one inside the story, at rest.
    fn show(&mut self, scale: Scale) {
        self.slide(scale);
        self.draw(Motion::AtRest);
    }

    /// Moves the window and draws nothing.
    fn slide(&mut self, scale: Scale) {
        self.target = None;
        self.scale = scale.clamped(self.layout.extent(), SHORTEST);
    }

    /// Draws the window.
    pub fn draw(&mut self, motion: Motion) {
        if !self.is_narrowed() {
            self.allocations.clear();
        }
        self.frame = self.layout.frame(&self.scale, &options(self.viewport), &self.allocations);
        if self.is_narrowed() && (motion == Motion::AtRest || self.frame.is_cut) {
            self.allocate_rows();
        }
        // The Tab key finds a mark in every window.
        if self.mark_of(self.focused).is_none() {
            self.focus_in_view();
        }
    }

    /// Allocates rows to lanes by the marks in view, and draws.
    fn allocate_rows(&mut self) {
        let options = options(self.viewport);
        self.allocations = self.layout.allocate_rows(&self.scale, &options);
        self.frame = self.layout.frame(&self.scale, &options, &self.allocations);
    }

    /// Moves the keyboard to a mark in view, if its mark is not.
    pub fn settle(&mut self) {
        if !self.mark_of(self.focused).is_some_and(|mark| self.is_seen(mark)) {
            self.focus_in_view();
        }
    }

    /// Pixels by which the window would have to move to show a whole mark; 0 where the mark is longer than the window and
    /// fills it.
    fn overhang(&self, mark: &PlacedMark) -> f64 {
        let x = mark.area.x - self.frame.viewport_x;
        let past = x + mark.area.w - self.scale.width();
        if past > 0.0 { past.min(x.max(0.0)) } else { past.max(x.min(0.0)) }
    }

    /// Returns whether enough of a mark is in view to see that it has the focus.
    fn is_seen(&self, mark: &PlacedMark) -> bool {
        self.overhang(mark).abs() <= mark.area.w - self.viewport.target / 2.0
    }

    fn focus_in_view(&mut self) {
        let marks = &self.frame.marks;
        if let Some(mark) = marks.iter().find(|mark| self.is_seen(mark)).or(marks.first()) {
            self.focused = item_in(mark);
        }
    }

    /// Moves the window; returns how to animate the way, where that is worth it. After a pan or a zoom nothing is drawn yet.
    pub fn navigate(&mut self, navigation: Navigation) -> Option<Glide> {
        let width = self.scale.width();
        let target = match navigation {
            Navigation::Pan(dx) => {
                self.slide(self.scale.pan(dx));
                return None;
            }
            Navigation::Zoom(x, factor) => {
                // An animation keeps its end.
                let target = self.target;
                self.slide(self.scale.zoom_about(x, factor));
                self.target = target;
                return None;
            }
            Navigation::Arrive => {
                self.show(self.target.unwrap_or(self.scale));
                return None;
            }
            Navigation::PageBy(Direction::Next) => self.scale.pan(PAGE * width),
            Navigation::PageBy(Direction::Previous) => self.scale.pan(-PAGE * width),
            Navigation::ZoomIn => self.scale.zoom_about(width / 2.0, ZOOM_STEP),
            Navigation::ZoomOut => self.scale.zoom_about(width / 2.0, 1.0 / ZOOM_STEP),
            Navigation::All => Scale::new(self.layout.extent(), width),
            Navigation::Era(era) => self.around(self.layout.era_extent(era)?),
            Navigation::Lane(lane) => self.around(self.layout.lane_extent(lane)?),
        };
        self.glide(target)
    }

    fn around(&self, extent: Extent) -> Scale {
        Scale::fit(extent, self.scale.width(), self.scale.width() * AROUND)
    }

    /// Begins an animation to a window.
    fn glide(&mut self, target: Scale) -> Option<Glide> {
        let target = target.clamped(self.layout.extent(), SHORTEST);
        let (x, factor, dx) = self.scale.path(&target);
        self.target = Some(target);
        ((factor - 1.0).abs() + dx.abs() > 0.0).then_some(Glide { x, factor, dx })
    }

    /// Brings an item into view and the keyboard to it.
    pub fn reveal(&mut self, item: u32) {
        self.focused = item;
        self.show(self.layout.reveal(item, &self.scale));
        // A cluster may lie a little off its item.
        let overhang = self.mark_of(item).map_or(0.0, |mark| self.overhang(mark));
        if overhang.abs() > 0.0 {
            self.show(self.scale.pan(overhang));
        }
    }

    /// Zooms in on the items of a cluster; nothing where no zoom sets them apart.
    pub fn open(&mut self, cluster: &Cluster) -> Option<Glide> {
        let target = self.layout.open(cluster, &self.scale)?;
        self.glide(target)
    }

    /// Moves the keyboard to the next mark, or the previous one.
    pub fn focus_next_mark(&mut self, direction: Direction) {
        let next = |index: u32| direction.from(index as usize) as u32;
        let Some(here) = self.focused_mark() else { return };
        if let Some(mark) = self.frame.marks.get(direction.from(here)) {
            return self.reveal(item_in(mark));
        }
        // Beyond the overscan lies the next item that is not part of the mark that has the keyboard.
        let mut item = next(self.focused);
        while (item as usize) < self.layout.len() {
            if self.layout.mark_of(&self.frame, item).is_none() {
                return self.reveal(item);
            }
            item = next(item);
        }
    }

    /// Moves the keyboard to the first item.
    pub fn focus_first_mark(&mut self) {
        if !self.layout.is_empty() {
            self.reveal(0);
        }
    }

    /// Moves the keyboard to the last item.
    pub fn focus_last_mark(&mut self) {
        if let Some(last) = self.layout.len().checked_sub(1) {
            self.reveal(last as u32);
        }
    }

    /// The days of the story that the window shows.
    pub fn days(&self) -> (Day, Day) {
        let (extent, known) = (self.scale.extent(), self.layout.known_extent());
        let day = |minute: i64| minute.max(known.from).min(known.to - 1).div_euclid(DAY);
        (day(extent.from), day(extent.to - 2))
    }
}

/// The item of a mark, or the most important one of a cluster.
pub fn item_in(mark: &PlacedMark) -> u32 {
    match mark.kind {
        MarkKind::Item(item) => item,
        MarkKind::Cluster(cluster) => cluster.top,
    }
}

fn options(viewport: Viewport) -> Options {
    let Viewport { em, target, .. } = viewport;
    Options { row_height: (2.4 * em).max(target), lane_gap: 0.5 * em, target, label_min: 6.0 * em, em }
}

/// Greatest width of words on two lines in pixels: letters are half as wide as high, signs of scripts without spaces twice
/// that. Too much rather than too little: words that do not fit are cut with an ellipsis.
fn label_width(words: &str, em: f64) -> f64 {
    let mut halves = 0;
    for byte in words.bytes() {
        // One for each sign of a byte or two, and two for signs of three or four.
        halves += match byte {
            0x80..0xc0 => 0,
            0xe3.. => 2,
            _ => 1,
        };
    }
    ((f64::from(halves) * 0.29 + 2.5) * em).min(20.0 * em)
}

impl Filter {
    /// The time it is bounded to, inside `whole`.
    fn extent(&self, whole: Extent) -> Extent {
        let Some((from, to)) = self.days else { return whole };
        Extent::new(minute_of(from).max(whole.from), minute_of(to.saturating_add(1)).min(whole.to))
    }
}
