//! The drawn timeline as a reader moves through it: what is laid out, which window of time is on show, which mark the
//! keyboard stands on. Pixels come in from the platform, messages from the reader.

use super::Filter;
use crate::model::{Day, Story};
use crate::timeline::{
    Cluster, Era, Extent, Frame, Item, Layout, MarkKind, Options, PlacedMark, RowAllocation, Scale, minute_of,
};

/// No window is shorter, in minutes.
const SHORTEST: f64 = 10.0;
/// Rows of all lanes, about; each lane has 3 or 4 at most, its ground included.
const ROWS: usize = 16;
/// Narrower than this, in letters, there is only the overview strip.
const NARROW: f64 = 44.0;
/// What the names of the lanes take beside it, in letters; the stylesheet knows it too.
const NAMES: f64 = 7.0;
/// Share of a window that a page key moves.
const LEAP: f64 = 0.8;
/// How many columns the strip's picture of the story has.
const COLUMNS: usize = 96;
/// How much a button or key magnifies.
const STEP: f64 = 2.0;

/// Where the band stands on the page.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Place {
    /// Pixels from edge to edge.
    pub width: f64,
    /// Size of its letters, in pixels.
    pub em: f64,
    /// The least a mark is wide, in pixels: 24 for a mouse, 44 for a finger.
    pub target: f64,
}

impl Place {
    /// Whether there is room for more than the strip.
    fn is_wide(self) -> bool {
        self.width >= NARROW * self.em
    }

    /// Pixels that the window of time takes.
    fn field(self) -> f64 {
        if self.is_wide() { self.width - NAMES * self.em } else { self.width }
    }
}

/// A wish about the window.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Move {
    /// So many pixels towards later time.
    Pan(f64),
    /// So many times nearer, about a pixel.
    Zoom(f64, f64),
    /// A window towards later time, or earlier.
    Leap(f64),
    /// Nearer, or farther where the number is negative, about the middle.
    Nearer(f64),
    /// All of the story.
    All,
    /// A backdrop period.
    Era(usize),
    /// All of a lane.
    Lane(usize),
    /// The window a glide was heading for.
    Arrive,
}

/// How to get to a window in an animation: magnify so many times about a pixel, or move so many pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glide {
    /// The pixel both windows share; without meaning where `factor` is 1.
    pub x: f64,
    /// How many times nearer.
    pub factor: f64,
    /// Pixels towards later time, where `factor` is 1.
    pub dx: f64,
}

/// The band of a story under a filter.
#[derive(Debug)]
pub struct Band {
    /// Where it stands.
    pub place: Place,
    /// The story's layout.
    pub layout: Layout,
    /// The window.
    pub scale: Scale,
    /// What was drawn of it last: what is in the window, unless that has been moved since.
    pub frame: Frame,
    /// The event of each item.
    pub events: Vec<u32>,
    /// The item whose mark the Tab key finds.
    pub item: u32,
    /// How many items each column of the strip counts.
    pub density: Vec<usize>,
    /// The window that an animation under way ends in.
    target: Option<Scale>,
    /// Rows of each lane; none for a window on the whole story, where each lane has its own.
    allocations: Vec<RowAllocation>,
}

impl Band {
    /// The band of the events that a filter keeps, the key ones and the others; in the window of `before`, where there is
    /// one, or else in the time that the filter names.
    pub fn new(story: &Story, filter: &Filter, place: Place, before: Option<Scale>) -> Band {
        let mut items = Vec::new();
        let mut events = Vec::new();
        for number in story.axis.iter().copied() {
            if let Some(event) = story.events.get(number as usize)
                && let Some(date) = event.when.date()
                && filter.fits(event)
            {
                let label_px = label_width(&event.headline, place.em);
                items.push(Item { date, importance: event.importance, lane: event.lane, label_px });
                events.push(number);
            }
        }
        let mut eras = Vec::new();
        for era in &story.eras {
            eras.push(Era { date: &era.date, label_px: label_width(&era.label, place.em) * 2.0 });
        }
        let lanes = story.lanes.len();
        let layout = Layout::new(&items, &eras, lanes as u8, if lanes * 4 > ROWS { 3 } else { 4 });
        let scale = match before {
            Some(scale) => scale.resized(place.field()),
            None => Scale::new(filter.extent(layout.extent()).unwrap_or(layout.extent()), place.field()),
        };
        let scale = scale.clamped(layout.extent(), SHORTEST);
        let mut band = Band {
            frame: layout.frame(&scale, &options(place), &[]),
            density: layout.density(COLUMNS),
            place,
            layout,
            scale,
            events,
            item: 0,
            target: None,
            allocations: Vec::new(),
        };
        if band.is_narrowed() {
            band.late_share();
        }
        if band.mark_of(band.item).is_none() {
            band.find_in_view();
        }
        band
    }

    /// Whether there is room for more than the strip.
    pub fn is_wide(&self) -> bool {
        self.place.is_wide()
    }

    /// Whether the window shows less than everything.
    pub fn is_narrowed(&self) -> bool {
        self.scale.span() < self.layout.extent().span() as f64 * 0.999
    }

    /// The event of an item.
    pub fn event(&self, item: u32) -> Option<usize> {
        self.events.get(item as usize).map(|event| *event as usize)
    }

    /// The item of an event.
    pub fn item_of(&self, event: usize) -> Option<u32> {
        let event = u32::try_from(event).ok()?;
        self.events.binary_search(&event).ok().map(|item| item as u32)
    }

    /// The mark that an item is drawn by.
    pub fn mark_of(&self, item: u32) -> Option<&PlacedMark> {
        self.frame.marks.get(self.layout.mark_of(&self.frame, item)?)
    }

    /// Shows a window, or the nearest one inside the story, at rest.
    fn show(&mut self, scale: Scale) {
        self.slide(scale);
        self.draw(true);
    }

    /// Moves the window, and leaves what was drawn as it is.
    fn slide(&mut self, scale: Scale) {
        self.target = None;
        self.scale = scale.clamped(self.layout.extent(), SHORTEST);
    }

    /// Draws what is in the window. On the way, lanes stay as they are while all marks have a row; at rest they are shared
    /// out by what is in view.
    pub fn draw(&mut self, is_rest: bool) {
        if !self.is_narrowed() {
            self.allocations.clear();
        }
        self.frame = self.layout.frame(&self.scale, &options(self.place), &self.allocations);
        if self.is_narrowed() && (is_rest || self.frame.is_cut) {
            self.late_share();
        }
        // The Tab key finds a mark wherever the window stands.
        if self.mark_of(self.item).is_none() {
            self.find_in_view();
        }
    }

    /// Shares the rows out anew, and draws. Only who has moved the band can need it.
    #[inline(never)]
    fn late_share(&mut self) {
        let options = options(self.place);
        self.allocations = self.layout.allocate_rows(&self.scale, &options);
        self.frame = self.layout.frame(&self.scale, &options, &self.allocations);
    }

    /// What was drawn is at rest, or as good as: the Tab key finds a mark in view.
    pub fn rest(&mut self) {
        if !self.mark_of(self.item).is_some_and(|mark| self.is_seen(mark)) {
            self.find_in_view();
        }
    }

    /// How many pixels farther the window would have to stand to show a whole mark; none where it is longer than the window
    /// and fills it.
    fn overhang(&self, mark: &PlacedMark) -> f64 {
        let x = mark.area.x - self.frame.viewport_x;
        let past = x + mark.area.w - self.scale.width();
        if past > 0.0 { past.min(x.max(0.0)) } else { past.max(x.min(0.0)) }
    }

    /// Whether enough of a mark is in view to see that the focus is on it.
    fn is_seen(&self, mark: &PlacedMark) -> bool {
        self.overhang(mark).abs() <= mark.area.w - self.place.target / 2.0
    }

    fn find_in_view(&mut self) {
        let marks = &self.frame.marks;
        if let Some(mark) = marks.iter().find(|mark| self.is_seen(mark)).or(marks.first()) {
            self.item = item_in(mark);
        }
    }

    /// Carries out a wish; says how to animate it, where that is worth it. After a pan or a zoom nothing is drawn yet.
    pub fn go(&mut self, wish: Move) -> Option<Glide> {
        let width = self.scale.width();
        let target = match wish {
            Move::Pan(dx) => {
                self.slide(self.scale.pan(dx));
                return None;
            }
            Move::Zoom(x, factor) => {
                // An animation goes on where it was going.
                let target = self.target;
                self.slide(self.scale.zoom_about(x, factor));
                self.target = target;
                return None;
            }
            Move::Arrive => {
                self.show(self.target.unwrap_or(self.scale));
                return None;
            }
            Move::Leap(windows) => self.scale.pan(windows * LEAP * width),
            Move::Nearer(steps) => self.scale.zoom_about(width / 2.0, if steps < 0.0 { 1.0 / STEP } else { STEP }),
            Move::All => Scale::new(self.layout.extent(), width),
            Move::Era(era) => self.around(self.layout.era_extent(era)?),
            Move::Lane(lane) => self.around(self.layout.lane_extent(lane)?),
        };
        self.glide(target)
    }

    fn around(&self, extent: Extent) -> Scale {
        Scale::fit(extent, self.scale.width(), self.scale.width() * 0.08)
    }

    /// Sets out for a window.
    fn glide(&mut self, target: Scale) -> Option<Glide> {
        let target = target.clamped(self.layout.extent(), SHORTEST);
        let (x, factor, dx) = self.scale.path(&target);
        self.target = Some(target);
        ((factor - 1.0).abs() + dx.abs() > 0.0).then_some(Glide { x, factor, dx })
    }

    /// Brings an item into view and the keyboard to it.
    pub fn reveal(&mut self, item: u32) {
        self.item = item;
        self.show(self.layout.reveal(item, &self.scale));
        // A cluster may stand a little off its item.
        let overhang = self.mark_of(item).map_or(0.0, |mark| self.overhang(mark));
        if overhang.abs() > 0.0 {
            self.show(self.scale.pan(overhang));
        }
    }

    /// Spreads a cluster out; nothing where no zoom does.
    pub fn open(&mut self, cluster: &Cluster) -> Option<Glide> {
        let target = self.layout.open(cluster, &self.scale)?;
        self.glide(target)
    }

    /// Moves the keyboard to the next mark, or the one before.
    pub fn walk(&mut self, forward: bool) {
        let step = |at: u32| if forward { at.wrapping_add(1) } else { at.wrapping_sub(1) };
        let Some(here) = self.layout.mark_of(&self.frame, self.item) else { return };
        if let Some(mark) = self.frame.marks.get(step(here as u32) as usize) {
            return self.reveal(item_in(mark));
        }
        // Past the edge of the window lies the next item that is not part of the mark the keyboard stands on.
        let mut item = step(self.item);
        while (item as usize) < self.layout.len() {
            if self.layout.mark_of(&self.frame, item).is_none() {
                return self.reveal(item);
            }
            item = step(item);
        }
    }

    /// Moves the keyboard to the first or last item.
    pub fn end(&mut self, last: bool) {
        if let Some(end) = self.layout.len().checked_sub(1) {
            self.reveal(if last { end as u32 } else { 0 });
        }
    }

    /// The days of the story that the window shows.
    pub fn days(&self) -> (Day, Day) {
        let (extent, known) = (self.scale.extent(), self.layout.known_extent());
        let day = |minute: i64| minute.max(known.from).min(known.to - 1).div_euclid(crate::timeline::DAY);
        (day(extent.from), day(extent.to - 2))
    }
}

/// The item that a mark stands for before others.
pub fn item_in(mark: &PlacedMark) -> u32 {
    match mark.kind {
        MarkKind::Item(item) => item,
        MarkKind::Cluster(cluster) => cluster.top,
    }
}

fn options(place: Place) -> Options {
    let em = place.em;
    Options {
        row_height: (2.4 * em).max(place.target),
        lane_gap: 0.5 * em,
        target: place.target,
        label_min: 6.0 * em,
        em,
    }
}

/// What words take on two lines, in pixels, at most: letters are half as wide as high, signs of scripts without spaces twice
/// that. Too much rather than too little: what does not fit is cut with an ellipsis.
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
    /// The time it names, as far as it is of `whole`.
    fn extent(&self, whole: Extent) -> Option<Extent> {
        let (from, to) = self.days?;
        Some(Extent::new(minute_of(from).max(whole.from), minute_of(to + 1).min(whole.to)))
    }
}
