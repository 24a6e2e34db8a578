//! The drawn timeline as a reader moves through it: the layout, the window of time, the mark that has the keyboard. Pixels come
//! from the platform, messages from the reader.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "counts fit 32 bits, numbers of choices 8; minutes are exact in `f64`"
)]

use super::message::{Direction, Navigation};
use super::{Filter, visible_events};
use crate::model::{Day, Event, Status, Story};
use crate::timeline::{
    Cluster, DAY, Extent, Frame, Item, Layout, MarkKind, Options, PlacedMark, RowAllocation, Scale, minute_of,
};

/// The shortest window in minutes.
const SHORTEST: f64 = 10.0;
/// Rows of all lanes, about; each lane has 3 or 4 at most, its cluster row included.
const ROWS: usize = 16;
/// Greatest height of all lanes in ems and at least in pixels.
const HEIGHT: (f64, f64) = (17.4, 250.0);
/// Width of the lanes' names in ems; the stylesheet has the same number.
const NAMES: f64 = 7.5;
/// The widest label in ems.
const LABEL: f64 = 20.0;
/// Key events whose labels are wider than this on one line, in ems, have labels of two lines.
const SHORT_LABEL: f64 = 14.0;
/// Magnification of a button or key.
const ZOOM_STEP: f64 = 2.0;
/// A window of fewer of its shortest dates than this is not magnified by a button or key.
const FEWEST_DATES: f64 = 3.0;

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
    /// Width of the window of time.
    fn field(self) -> f64 {
        self.width - NAMES * self.em
    }
}

/// Path to a window: a magnification about a pixel, or a distance in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glide {
    /// The pixel both windows have in common; meaningless where `factor` is 1, which magnifies nothing.
    pub x: f64,
    /// Magnification.
    pub factor: f64,
    /// Pixels towards later time, where `factor` is 1.
    pub dx: f64,
}

/// True if the window is still being moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motion {
    /// Lanes keep their rows while all marks in the window have one.
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
    /// The events of the list, dated or not, in its order.
    pub listed: Vec<usize>,
    /// The item whose mark is in the order of the Tab key.
    pub focused: u32,
    /// The window in which an animation under way ends.
    target: Option<Scale>,
    /// Rows of each lane.
    allocations: Vec<RowAllocation>,
    options: Options,
}

impl Timeline {
    /// The timeline of the events that pass a filter; in the window of `before`, if there is one, or else in the time that the
    /// filter is bounded to.
    pub fn new(story: &Story, filter: &Filter, viewport: Viewport, before: Option<Scale>) -> Timeline {
        let listed = visible_events(story, filter);
        let em = viewport.em;
        let mut events = Vec::new();
        let (mut keys, mut long) = (0, 0);
        for number in story.axis.iter().copied() {
            if listed.binary_search(&(number as usize)).is_ok()
                && let Some(event) = story.events.get(number as usize)
                && event.when.date().is_some()
            {
                keys += usize::from(event.importance == 1);
                long += usize::from(event.importance == 1 && line_width(words_of(event), em) > SHORT_LABEL * em);
                events.push(number);
            }
        }
        let lines = if long * 2 > keys { 2 } else { 1 };
        let mut items = Vec::new();
        for number in &events {
            if let Some(event) = story.events.get(*number as usize)
                && let Some(date) = event.when.date()
            {
                // The shape of its status stands before the words, where it is no dot.
                let shape = if event.claim.status == Status::Reported { 0.0 } else { 1.1 * em };
                let width = label_width(words_of(event), em, lines) + shape;
                let label_px = if width > LABEL * em { 0.0 } else { width };
                let importance = if story.leads.contains(number) { 0 } else { event.importance };
                items.push(Item { date, importance, lane: event.lane, label_px });
            }
        }
        let lanes = story.lanes.len();
        let layout = Layout::new(&items, lanes as u8, if lanes * 4 > ROWS { 3 } else { 4 });
        let all = Scale::new(filter.extent(story, &layout), viewport.field());
        let mut options = options(viewport, lines);
        // The height follows from the whole list, so that it stays while the window moves: few events take no more than a row
        // each, and a lane alone what its rows need. The names of several may be higher than their rows.
        let needed = match lanes {
            0 | 1 => layout.needed_height(&all, &options),
            _ => events.len() as f64 * options.row_height + layout.used_lanes() as f64 * options.lane_gap,
        };
        options.height = options.height.min(needed);
        let scale = before.map_or(all, |scale| scale.resized(viewport.field())).clamped(layout.extent(), SHORTEST);
        let allocations = layout.allocate_rows(&scale, &options);
        let mut timeline = Timeline {
            frame: layout.frame(&scale, &options, &allocations),
            viewport,
            layout,
            scale,
            events,
            listed,
            focused: 0,
            target: None,
            allocations,
            options,
        };
        if timeline.mark_of(timeline.focused).is_none() {
            timeline.focus_in_view();
        }
        timeline
    }

    /// Height of a row in pixels.
    pub fn row_height(&self) -> f64 {
        self.options.row_height
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
        self.frame = self.layout.frame(&self.scale, &self.options, &self.allocations);
        if motion == Motion::AtRest || self.frame.is_cut {
            self.allocations = self.layout.allocate_rows(&self.scale, &self.options);
            self.frame = self.layout.frame(&self.scale, &self.options, &self.allocations);
        }
        // The Tab key finds a mark in every window.
        if self.mark_of(self.focused).is_none() {
            self.focus_in_view();
        }
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
            Navigation::Move(Glide { x, factor, dx }) => {
                // An animation keeps its end.
                let target = self.target;
                self.slide(self.scale.pan(dx).zoom_about(x, factor));
                self.target = target;
                return None;
            }
            Navigation::Arrive => {
                self.show(self.target.unwrap_or(self.scale));
                return None;
            }
            Navigation::ZoomIn(selected) => self.zoomed_in(selected)?,
            Navigation::ZoomOut => self.scale.zoom_about(width / 2.0, 1.0 / ZOOM_STEP),
            Navigation::All => Scale::new(self.layout.extent(), width),
        };
        self.glide(target)
    }

    /// The window half as long about a selected event, or where that is not drawn, about the part of this one that holds most
    /// events; nothing where it would show no more.
    pub fn zoomed_in(&self, selected: Option<usize>) -> Option<Scale> {
        let span = (self.scale.span() / ZOOM_STEP) as i64;
        let selected = selected.and_then(|event| self.layout.item_extent(self.item_of(event)?));
        let about = match selected {
            Some(extent) => extent,
            None => self.layout.densest(self.scale.extent(), span)?,
        };
        let from = about.from + (about.span() - span) / 2;
        let target = Extent::new(from, from + span);
        let finest = self.layout.finest(target).unwrap_or(about.span()) as f64;
        (span as f64 >= SHORTEST.max(FEWEST_DATES * finest)).then(|| Scale::new(target, self.scale.width()))
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

    /// Brings an item into view as its date is known: all of a long one.
    pub fn show_item(&mut self, item: u32) {
        self.slide(self.layout.show(item, &self.scale));
        self.reveal(item);
    }

    /// The event that follows the selected one in the list, or precedes it; the first or last one that begins in the window,
    /// where the selected one is not in it. Nothing at the ends.
    pub fn neighbour(&self, selected: Option<usize>, direction: Direction) -> Option<usize> {
        let view = self.scale.extent();
        let is_seen = |event: &usize| {
            let extent = self.item_of(*event).and_then(|item| self.layout.item_extent(item));
            extent.is_none_or(|extent| extent.overlaps(view))
        };
        let here = selected.filter(is_seen).and_then(|event| self.listed.binary_search(&event).ok());
        if let Some(index) = here {
            return self.listed.get(direction.from(index)).copied();
        }
        let found = self.events.get(self.layout.filed(view)).unwrap_or_default().iter();
        let event = if direction == Direction::Next { found.min() } else { found.max() };
        event.map(|event| *event as usize)
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

/// Lengths of the drawing with labels of one line or two, at its greatest height.
fn options(viewport: Viewport, lines: u8) -> Options {
    let Viewport { em, target, .. } = viewport;
    // A finger needs more than a mouse (WCAG 2.2, 2.5.8).
    let least = if target > 24.0 { 32.0 } else { 24.0 };
    // An even number, so that shapes in the middle of a row are on whole pixels.
    let row_height = (if lines > 1 { 1.25 } else { 0.85 } * em).floor().max(least / 2.0) * 2.0;
    let height = (HEIGHT.0 * em).max(HEIGHT.1);
    Options { height, row_height, lane_gap: 0.3 * em, target, em }
}

/// Words of an event's label.
pub fn words_of(event: &Event) -> &str {
    event.short.as_deref().unwrap_or(&event.headline)
}

/// Width of a letter, of two or more bytes the first, in hundredths of an em: too much rather than too little.
fn letter_width(byte: u8) -> u32 {
    match byte {
        0x80..0xc0 => 0,
        b' ' | b'f' | b'i' | b'j' | b'l' | b'r' | b't' | b'I' | b'\'' | b'('..=b')' | b','..=b'.' | b':' => 41,
        b'm' | b'w' | b'M' | b'W' => 94,
        // Hebrew and Arabic letters are as narrow as small Latin ones.
        b'A'..=b'Z' | b'0'..=b'9' | 0xc3..0xd6 => 72,
        // Signs of three bytes or four.
        0xe3.. => 104,
        _ => 60,
    }
}

/// Greatest width of words on one line in pixels.
fn line_width(words: &str, em: f64) -> f64 {
    f64::from(words.bytes().map(letter_width).sum::<u32>()) * em / 100.0
}

/// Greatest width of words in pixels, on one line or on the two that are most alike.
fn label_width(words: &str, em: f64, lines: u8) -> f64 {
    let whole = line_width(words, em);
    let mut least = whole;
    if lines > 1 {
        let mut first: f64 = 0.0;
        for byte in words.bytes() {
            if byte == b' ' {
                least = least.min(first.max(whole - first));
            }
            first += f64::from(letter_width(byte)) * em / 100.0;
        }
    }
    least
}

impl Filter {
    /// The time of its window: all that its events take, in its chapter and inside its time bounds.
    fn extent(&self, story: &Story, layout: &Layout) -> Extent {
        let whole = layout.extent();
        let chapter = self.chapter.and_then(|chapter| story.chapters.get(usize::from(chapter)));
        let days = self.days.or(chapter.map(|chapter| (chapter.from, chapter.to)));
        let Some((from, to)) = days else { return whole };
        let (from, to) = (minute_of(from), minute_of(to.saturating_add(1)));
        Extent::new(from.max(whole.from), to.min(whole.to))
    }
}
