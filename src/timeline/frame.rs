//! What is drawn in one window: rectangles in CSS pixels, from the band's top left corner. Costs what is in view, whatever
//! the story's size.

use super::cluster::{Cell, Cluster, KEEP, NO_ITEM};
use super::labels::{Place, Wish, inside, place};
use super::lanes::Pixels;
use super::layout::Layout;
use super::marks::{Drawing, Stretch};
use super::scale::{Extent, Minute, Scale};
use super::ticks::{Axis, TickWidths};
use super::window::{Key, Spot, sort};

/// How a band is drawn; lengths in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// Height of a row.
    pub row_height: f64,
    /// Between lanes.
    pub lane_gap: f64,
    /// The narrowest mark: 24 for a mouse (WCAG 2.2, 2.5.8), 44 for a finger.
    pub target: f64,
    /// What a label can be cut down to.
    pub label_min: f64,
    /// Mirrors the finished frame.
    pub rtl: bool,
    /// What the axis's labels take.
    pub widths: TickWidths,
}

/// A finished frame.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// The axis.
    pub axis: Axis,
    /// Those in view, in the layout's order.
    pub eras: Vec<PlacedEra>,
    /// Every lane, from the top.
    pub lanes: Vec<LaneRect>,
    /// By time, which is the order of the keyboard: no two overlap, labels included.
    pub marks: Vec<PlacedMark>,
    /// Of all lanes: the same in every window.
    pub height: f64,
}

/// Where a lane lies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LaneRect {
    /// Upper edge.
    pub y: f64,
    /// Height.
    pub h: f64,
}

/// The visible part of an era.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlacedEra {
    /// Index into the layout's eras.
    pub era: usize,
    /// Where.
    pub area: Stretch,
    /// Where its label goes, if there is room.
    pub label: Option<Stretch>,
    /// Which row of era labels; eras that share time differ in it.
    pub row: u8,
}

/// A mark.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedMark {
    /// Lane, from 0.
    pub lane: u8,
    /// Row in the lane, from 0.
    pub row: u8,
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width: at least [`Options::target`], unless the mark is cut off far outside the window.
    pub w: f64,
    /// Height of a row.
    pub h: f64,
    /// Its label: in or beside it, in the same row.
    pub label: Option<Stretch>,
    /// What it stands for.
    pub what: What,
}

/// What a mark stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// One item.
    Item {
        /// Its index.
        item: u32,
        /// What it looks like.
        drawing: Drawing,
    },
    /// Several.
    Cluster(Cluster),
}

/// Cells are this many marks wide, so that what strays over a cell's edges leaves room for one in its middle.
const CELL: f64 = 2.0;
/// Of a cell with more items than this only the most important stand apart.
const MANY: u32 = 16;
/// Pixels are counted from the start of a block of this many cells (a power of two), not from the window's edge: so a pan
/// changes no comparison.
const BLOCK: u32 = 12;

/// A mark before it is known whether it is in view. Pixels from the block's start.
struct Draft {
    row: u8,
    stretch: Stretch,
    from: Minute,
    what: Drafted,
}

enum Drafted {
    Item(u32),
    Cluster(Cluster),
}

/// A frame being drawn.
struct Pen<'a> {
    layout: &'a Layout,
    options: &'a Options,
    per_px: f64,
    origin: Minute,
    level: u8,
    /// What may bear on what is in view.
    cover: Extent,
}

impl Layout {
    /// Draws a window.
    pub fn frame(&self, scale: &Scale, options: &Options) -> Frame {
        let level = self.pyramid.level_for(CELL * options.target * scale.per_px());
        let view = scale.extent();
        let block = (u32::from(level) + BLOCK).min(62);
        let reach = (2.0 * self.label_px + 2.0 * options.target) * scale.per_px();
        let reach = (reach as Minute).saturating_add(4 << level);
        let pen = Pen {
            layout: self,
            options,
            per_px: scale.per_px(),
            origin: view.from >> block << block,
            level,
            cover: Extent { from: view.from.saturating_sub(reach), to: view.to.saturating_add(reach) },
        };
        let mut frame = Frame {
            axis: Axis::new(scale, &options.widths),
            eras: Vec::new(),
            lanes: Vec::new(),
            marks: Vec::new(),
            height: 0.0,
        };
        let window = Stretch { x: 0.0, w: scale.width() };
        for (era, (placed, row)) in self.eras.iter().enumerate() {
            let whole = Stretch::between(scale.x(placed.extent.from), scale.x(placed.extent.to));
            let area = whole.within(window);
            if area.w > 0.0 {
                let label = inside(whole, window, placed.label_px, options.label_min);
                frame.eras.push(PlacedEra { era, area, label, row: *row });
            }
        }
        let mut order: Vec<Key> = Vec::new();
        let mut y = 0.0;
        for (lane, rows) in (0..).zip(&self.rows) {
            let h = f64::from(*rows) * options.row_height;
            frame.lanes.push(LaneRect { y, h });
            pen.finish(lane, y, &pen.lane(lane, *rows), scale, &mut frame.marks, &mut order);
            y += h + options.lane_gap;
        }
        frame.height = (y - options.lane_gap).max(0.0);
        sort(&mut order);
        // Puts each mark in its place; one already moved on is found where it was swapped to.
        for place in 0..order.len() {
            let mut from = place;
            loop {
                from = order.get(from).map_or(place, |key| key.2 as usize);
                if from >= place {
                    break;
                }
            }
            frame.marks.swap(place, from);
        }
        if options.rtl {
            frame.mirror(scale.width());
        }
        frame
    }

    /// The mark of a frame that stands for an item, alone or in a cluster.
    pub fn mark_of(&self, frame: &Frame, item: u32) -> Option<usize> {
        let spot = self.spots.get(item as usize)?;
        let alone = |mark: &PlacedMark| matches!(mark.what, What::Item { item: other, .. } if other == item);
        let counted = |mark: &PlacedMark| match &mark.what {
            What::Cluster(cluster) => {
                cluster.lane == spot.lane
                    && spot.at() >> cluster.level == cluster.bucket
                    && !spot.is_long(cluster.level)
            }
            What::Item { .. } => false,
        };
        frame.marks.iter().position(alone).or_else(|| frame.marks.iter().position(counted))
    }
}

impl Pen<'_> {
    fn px(&self, minute: Minute) -> f64 {
        minute.saturating_sub(self.origin) as f64 / self.per_px
    }

    /// The marks of a lane: first what is drawn to length, in its own row; then the cells, every other one first. A cell's
    /// marks stray at most half a mark or half a cell over its edges, so that each cell depends on its two neighbours alone.
    fn lane(&self, lane: u8, rows: u8) -> Vec<Draft> {
        let mut drafts = Vec::new();
        let mut taken = Pixels::new(rows);
        self.layout.index.each(&self.layout.spots, lane, self.level, self.cover, &mut |item| {
            if let Some(spot) = self.layout.spots.get(item as usize) {
                let (from, to) = (self.px(spot.extent.from), self.px(spot.extent.to));
                taken.take(spot.row, from, to);
                let stretch = Stretch::between(from, to);
                drafts.push(Draft { row: spot.row, stretch, from: spot.extent.from, what: Drafted::Item(item) });
            }
        });
        let cells = self.layout.pyramid.cells(lane, self.level, self.cover);
        for parity in 0..2 {
            for cell in cells.iter().filter(|cell| cell.bucket & 1 == parity) {
                self.cell(lane, rows, cell, &mut taken, &mut drafts);
            }
        }
        drafts
    }

    /// The marks of a cell: its items, or the important of many, in the upper rows; the rest as one mark on the ground.
    fn cell(&self, lane: u8, rows: u8, cell: &Cell, taken: &mut Pixels, drafts: &mut Vec<Draft>) {
        let ground = rows.saturating_sub(1);
        let few = cell.count as usize <= KEEP;
        let least = if cell.count > MANY { 1 } else { 2 };
        let mut apart = [NO_ITEM; KEEP];
        let mut left = cell.count;
        let odd = (cell.bucket & 1) as u8;
        // Of many, one of the remembered stays behind to stand for the rest.
        let most = if few { KEEP } else { KEEP - 1 };
        for (item, slot) in self.layout.pyramid.named(cell).zip(apart.iter_mut().take(most)) {
            let Some(spot) = self.layout.spots.get(item as usize) else { continue };
            if !few && spot.importance > least {
                break;
            }
            let stretch = self.short(spot);
            if let Some(row) = free_row(taken, spot.importance, ground, odd, stretch) {
                drafts.push(Draft { row, stretch, from: spot.extent.from, what: Drafted::Item(item) });
                *slot = item;
                left -= 1;
            }
        }
        let top = self.layout.pyramid.named(cell).find(|item| !apart.contains(item));
        let Some((top, spot)) = top.and_then(|top| Some((top, self.layout.spots.get(top as usize)?))) else { return };
        if left == 1 {
            let dot = self.dot(spot);
            if taken.take(ground, dot.x, dot.end()) {
                drafts.push(Draft { row: ground, stretch: dot, from: spot.extent.from, what: Drafted::Item(top) });
                return;
            }
        }
        // As near its most important item as the cell's middle allows: half a mark from both of its edges.
        let from = cell.bucket << self.level;
        let target = self.options.target;
        let first = self.px(from) + target / 2.0;
        let last = first + (1_i64 << self.level) as f64 / self.per_px - 2.0 * target;
        let stretch = Stretch { x: self.dot(spot).x.min(last).max(first), w: target };
        taken.take(ground, stretch.x, stretch.end());
        let (from, what) = if left == 1 {
            (spot.extent.from, Drafted::Item(top))
        } else {
            (from, Drafted::Cluster(Cluster { lane, count: left, top, level: self.level, bucket: cell.bucket, apart }))
        };
        drafts.push(Draft { row: ground, stretch, from, what });
    }

    /// An item too short to be drawn to length at this level: still as long as it is, but never narrower than a mark.
    fn short(&self, spot: &Spot) -> Stretch {
        let whole = Stretch::between(self.px(spot.extent.from), self.px(spot.extent.to));
        if whole.w > self.options.target && spot.class < self.level { whole } else { self.dot(spot) }
    }

    fn dot(&self, spot: &Spot) -> Stretch {
        let from = self.px(spot.extent.from);
        let middle = from + (self.px(spot.extent.to) - from) / 2.0;
        Stretch { x: middle - self.options.target / 2.0, w: self.options.target }
    }

    /// Gives a lane's drafts their labels, and keeps what is in view.
    fn finish(
        &self,
        lane: u8,
        y: f64,
        drafts: &[Draft],
        scale: &Scale,
        marks: &mut Vec<PlacedMark>,
        order: &mut Vec<Key>,
    ) {
        let Options { row_height, target, label_min, .. } = *self.options;
        let mut keys: Vec<Key> = Vec::with_capacity(drafts.len());
        for (draft, number) in drafts.iter().zip(0..) {
            keys.push((u32::from(draft.row), (draft.stretch.x * 8.0) as i64, number));
        }
        sort(&mut keys);
        let walls = Stretch::between(self.px(self.layout.story.from), self.px(self.layout.story.to));
        let offset = scale.x(self.origin);
        let window = Stretch { x: 0.0, w: scale.width() };
        let beyond = self.layout.label_px + 2.0 * target;
        let clip = Stretch { x: -beyond, w: scale.width() + 2.0 * beyond };
        for row in keys.chunk_by(|one, next| one.0 == next.0) {
            let mut wishes: Vec<Wish> = Vec::with_capacity(row.len());
            for draft in row.iter().filter_map(|key| drafts.get(key.2 as usize)) {
                let item =
                    if let Drafted::Item(item) = draft.what { self.layout.items.get(item as usize) } else { None };
                let (wants, importance) = item.map_or((0.0, u8::MAX), |item| (item.label_px, item.importance));
                wishes.push(Wish { mark: draft.stretch, wants, importance, place: Place::None });
            }
            place(&mut wishes, label_min, walls);
            for (draft, wish) in row.iter().filter_map(|key| drafts.get(key.2 as usize)).zip(wishes) {
                let mark = Stretch { x: draft.stretch.x + offset, w: draft.stretch.w };
                let label = match wish.place {
                    Place::None => None,
                    Place::Beside(label) => Some(Stretch { x: label.x + offset, w: label.w }),
                    Place::Inside => inside(mark, window, wish.wants, label_min),
                };
                let seen = |stretch: Stretch| stretch.end() > 0.0 && stretch.x < window.w;
                if !seen(mark) && !label.is_some_and(seen) {
                    continue;
                }
                let what = match draft.what {
                    Drafted::Cluster(cluster) => What::Cluster(cluster),
                    Drafted::Item(item) => {
                        let Some(of) = self.layout.items.get(item as usize) else { continue };
                        let x = |minute| scale.x(minute);
                        What::Item { item, drawing: Drawing::new(of, self.layout.story, mark, clip, target, &x) }
                    }
                };
                let Stretch { x, w } = mark.within(clip);
                order.push((0, draft.from, marks.len() as u32));
                let y = y + f64::from(draft.row) * row_height;
                marks.push(PlacedMark { lane, row: draft.row, x, y, w, h: row_height, label, what });
            }
        }
    }
}

/// Takes the best row above the ground: the important from the top, details from below. Neighbouring cells start at rows one
/// apart, so that their marks leave each other's labels room.
fn free_row(taken: &mut Pixels, importance: u8, ground: u8, odd: u8, stretch: Stretch) -> Option<u8> {
    (0..ground)
        .map(|turn| match importance {
            1 => (turn + odd) % ground,
            2 => (turn + odd + 1) % ground,
            _ => (2 * ground - 1 - turn - odd) % ground,
        })
        .find(|row| taken.take(*row, stretch.x, stretch.end()))
}

impl Frame {
    fn mirror(&mut self, width: f64) {
        for tick in &mut self.axis.ticks {
            tick.x = width - tick.x;
        }
        for context in &mut self.axis.contexts {
            context.x = width - context.x - context.w;
        }
        for era in &mut self.eras {
            era.area = era.area.mirrored(width);
            era.label = era.label.map(|label| label.mirrored(width));
        }
        for mark in &mut self.marks {
            mark.x = width - mark.x - mark.w;
            mark.label = mark.label.map(|label| label.mirrored(width));
            if let What::Item { drawing, .. } = &mut mark.what {
                drawing.mirror(width);
            }
        }
    }
}
