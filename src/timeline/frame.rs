//! What is drawn in one window: rectangles in CSS pixels. Costs what is in view, whatever the story's size.
//!
//! What is too short to be drawn to length at a zoom is filed in cells of absolute time, twice as long at each level. Cells,
//! and the origin pixels are counted from, depend on the zoom and never on where the window stands: so a pan changes no
//! comparison, and no cluster.

use super::labels;
use super::layout::{Layout, Spot};
use super::marks::Stretch;
use super::scale::{Extent, Minute, Scale};
use super::ticks::Axis;

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
    /// Size of the axis's letters.
    pub em: f64,
}

/// A finished frame.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// The axis.
    pub axis: Axis,
    /// Those near the window, in the layout's order.
    pub eras: Vec<PlacedEra>,
    /// Every lane, from the top.
    pub lanes: Vec<LaneRect>,
    /// Those in the window and near it, by time, which is the order of the keyboard: no two overlap, labels included.
    pub marks: Vec<PlacedMark>,
    /// The minute whose pixel all others are counted from. It lies before the window, and is the same for neighbouring
    /// windows of one zoom: so a pan moves one thing, not each mark.
    pub origin: Minute,
    /// The pixel at which the window begins.
    pub edge: f64,
    /// What is drawn: the window, and as much around it as it is likely to be moved.
    pub near: Extent,
    /// The window it was drawn for.
    pub scale: Scale,
    /// Of all lanes: the same in every window.
    pub height: f64,
    /// Whether marks had no row: the lanes are to be shared out anew.
    pub is_cut: bool,
}

/// What a lane has of the band's rows, which all lanes share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// Rows that others have no use for, above its ground.
    pub(super) extra: u8,
    /// Which rows are drawn, from the lowest bit on.
    pub(super) shown: u32,
    /// How high it is, in rows.
    pub(super) height: f64,
}

impl Share {
    /// The rows that a lane has by itself.
    pub(super) fn own(rows: u8) -> Share {
        Share { extra: 0, shown: u32::MAX, height: f64::from(rows) }
    }
}

/// Where a lane lies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LaneRect {
    /// Upper edge.
    pub y: f64,
    /// Height.
    pub h: f64,
}

/// The part of an era that is drawn.
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
    /// Upper edge.
    pub y: f64,
    /// Where, counted from [`Frame::origin`]: at least [`Options::target`] wide, unless it is cut off far outside the window.
    pub area: Stretch,
    /// Its label: in or beside it, in the same row. One inside is where the mark begins to be seen.
    pub label: Option<Stretch>,
    /// What it stands for.
    pub what: What,
    /// What the whole label would take, in pixels; 0 for none.
    pub(super) wants: f64,
    /// 1 to 3; more for clusters.
    pub(super) importance: u8,
    /// The item by whose place among all others it is sorted.
    pub(super) first: u32,
}

/// What a mark stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum What {
    /// One item, by its index.
    Item(u32),
    /// Several.
    Cluster(Cluster),
}

/// Several items drawn as one mark, with their count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cluster {
    /// Row of the band, from 0.
    pub lane: u8,
    /// How many.
    pub count: u32,
    /// The most important of them, the earliest among equals.
    pub top: u32,
    /// Names the cell together with `bucket`: the same cluster has the same name in every frame of the same zoom.
    pub level: u8,
    /// Number of the cell: it spans the minutes from `bucket << level` to `(bucket + 1) << level`.
    pub bucket: i64,
    /// Items of the cell that have marks of their own; and the lane's last row, below which none has one.
    apart: [u32; KEEP],
    ground: u8,
}

impl Cluster {
    /// The time its cell spans.
    pub(super) fn cell(&self) -> Extent {
        cell(self.bucket, self.level)
    }

    /// Whether an item filed in its cell is one of its own.
    pub(super) fn counts(&self, item: u32, layout: &Layout) -> bool {
        layout
            .spots
            .get(item as usize)
            .is_some_and(|spot| spot.lane == self.lane && !spot.is_long(self.level, self.ground))
            && !self.apart.contains(&item)
    }
}

fn cell(bucket: i64, level: u8) -> Extent {
    Extent { from: bucket << level, to: (bucket + 1) << level }
}

/// How many items of a cell can have marks of their own.
const KEEP: usize = 8;
/// How many have in a lane of its own rows only: their neighbours leave no more room for labels.
const FEW: usize = 3;
/// Of a cell with more items than this none does: its neighbours are as full, and leave no room for a label.
const DENSE: usize = 40;
/// No item.
const NO_ITEM: u32 = u32::MAX;
/// Cells are this many marks wide, so that what strays over a cell's edges leaves room for one in its middle.
const CELL: f64 = 2.0;
/// The longest cell is longer than any story.
const LONGEST: u8 = 56;
/// Pixels are counted from the start of a block of this many cells, and marks drawn in blocks of that many (as powers of
/// two).
const BLOCK: u8 = 5;
const NEAR: u8 = 2;

/// A frame being drawn.
struct Pen<'a> {
    layout: &'a Layout,
    options: &'a Options,
    per_px: f64,
    origin: Minute,
    level: u8,
    /// What may bear on what is in view.
    cover: Extent,
    lane: u8,
    y: f64,
    share: Share,
    /// The last row.
    ground: u8,
    /// The lane's marks, by row and place.
    marks: Vec<PlacedMark>,
}

impl Frame {
    /// Whether the window has left what was drawn.
    pub fn is_past(&self, scale: &Scale) -> bool {
        let view = scale.extent();
        view.from < self.near.from || view.to > self.near.to
    }
}

impl Layout {
    /// Draws a window. What lanes have of the rows is said by `shares`; a lane of which nothing is said has its own.
    pub fn frame(&self, scale: &Scale, options: &Options, shares: &[Share]) -> Frame {
        let cell = CELL * options.target * scale.per_px();
        let mut level = 0;
        while level < LONGEST && ((1_i64 << level) as f64) < cell {
            level += 1;
        }
        let view = scale.extent();
        let reach = (2.0 * (self.label_px + options.target) * scale.per_px()) as Minute + (12 << level);
        // The blocks that the window meets, and one more on each side: a pan to and fro draws nothing twice.
        let (block, far) = (level + NEAR, level + BLOCK);
        let near = Extent { from: ((view.from >> block) - 1) << block, to: ((view.to >> block) + 2) << block };
        let origin = ((view.from >> far) - 1) << far;
        let px = |minute| (minute - origin) as f64 / scale.per_px();
        let drawn = Stretch::between(px(near.from), px(near.to));
        let mut frame = Frame {
            axis: Axis::new(&scale.over(near), options.em, drawn.x),
            eras: Vec::new(),
            lanes: Vec::new(),
            marks: Vec::new(),
            origin,
            edge: -scale.x(origin),
            near,
            scale: *scale,
            height: 0.0,
            is_cut: false,
        };
        for (era, (placed, row)) in self.eras.iter().enumerate() {
            let whole = Stretch::between(px(placed.extent.from), px(placed.extent.to));
            let area = whole.within(drawn);
            if area.w > 0.0 {
                let label = labels::inside(area, frame.edge, placed.label_px, options.label_min);
                frame.eras.push(PlacedEra { era, area, label, row: *row });
            }
        }
        for (lane, rows) in (0..).zip(&self.rows) {
            let share = shares.get(usize::from(lane)).copied().unwrap_or(Share::own(*rows));
            let y = frame.height;
            let h = share.height * options.row_height;
            frame.lanes.push(LaneRect { y, h });
            frame.height += h + options.lane_gap;
            let mut pen = Pen {
                layout: self,
                options,
                per_px: scale.per_px(),
                origin,
                level,
                cover: Extent { from: view.from - reach, to: view.to + reach },
                lane,
                y,
                share,
                ground: rows + share.extra - 1,
                marks: Vec::new(),
            };
            pen.lane();
            pen.finish(&mut frame, drawn);
        }
        frame.height = (frame.height - options.lane_gap).max(0.0);
        frame
    }

    /// The mark of a frame that stands for an item, alone or in a cluster.
    pub fn mark_of(&self, frame: &Frame, item: u32) -> Option<usize> {
        let at = self.spots.get(item as usize)?.at;
        frame.marks.iter().position(|mark| match &mark.what {
            What::Item(other) => *other == item,
            What::Cluster(cluster) => at >> cluster.level == cluster.bucket && cluster.counts(item, self),
        })
    }
}

impl Pen<'_> {
    fn px(&self, minute: Minute) -> f64 {
        (minute - self.origin) as f64 / self.per_px
    }

    /// The marks of a lane: first what is drawn to length, in its own row; then the cells, every other one first. A cell's
    /// dots stray half a mark over its edges, its other marks end in the next one, so that each cell depends on its two neighbours alone.
    fn lane(&mut self) {
        let Layout { spots, by_length, .. } = self.layout;
        let first_at = |minute| self.layout.first_at(minute);
        let mut long: Vec<u32> = Vec::new();
        for class in self.level..super::layout::CLASSES - 1 {
            let longest = 2_i64 << class.min(LONGEST);
            let (from, to) = (first_at(self.cover.from - longest), first_at(self.cover.to + longest));
            let group = usize::from(self.lane) << 6 | usize::from(class);
            for item in by_length.between(group, from, to) {
                if let Some(spot) = spots.get(*item as usize)
                    && spot.row < self.ground
                    && spot.extent.meets(self.cover)
                {
                    long.push(*item);
                    let whole = Stretch::between(self.px(spot.extent.from), self.px(spot.extent.to));
                    self.put(spot.row, whole, What::Item(*item), spot, *item);
                }
            }
        }
        for parity in 0..2 {
            for bucket in self.cover.from >> self.level..=self.cover.to >> self.level {
                if bucket & 1 == parity {
                    self.cell(bucket, &long);
                }
            }
        }
    }

    /// The marks of a cell: its items, or the important of many, in the upper rows; the rest as one mark on the ground.
    fn cell(&mut self, bucket: i64, long: &[u32]) {
        let Layout { spots, by_weight, .. } = self.layout;
        let extent = cell(bucket, self.level);
        let (from, to) = (self.layout.first_at(extent.from), self.layout.first_at(extent.to));
        if from == to {
            return;
        }
        let mut count = 0;
        let mut best = [NO_ITEM; KEEP + 1];
        let mut slots = best.iter_mut();
        for importance in 1..4 {
            let group = usize::from(self.lane) << 2 | importance;
            let items = by_weight.between(group, from, to);
            // What is drawn to length is not counted again.
            count += items.len() - long.iter().filter(|item| items.binary_search(item).is_ok()).count();
            let short = items.iter().filter(|item| !long.contains(item));
            for (item, slot) in short.zip(&mut slots) {
                *slot = *item;
            }
        }
        let mut apart = [NO_ITEM; KEEP];
        let mut left = count;
        let odd = (bucket & 1) as u8;
        let is_roomy = self.share.extra > 0;
        let keep = match count {
            0..=DENSE if is_roomy => KEEP,
            0..=DENSE => FEW,
            _ => 0,
        };
        for (item, slot) in best.iter().zip(&mut apart).take(keep) {
            let Some(spot) = spots.get(*item as usize) else { break };
            if !is_roomy && count > FEW && (spot.importance > 1 || left < 3) {
                break;
            }
            let stretch = self.short(spot);
            if let Some(row) = self.free_row(spot.importance, odd, stretch) {
                self.put(row, stretch, What::Item(*item), spot, *item);
                *slot = *item;
                left -= 1;
            }
        }
        let Some(top) = best.into_iter().find(|item| !apart.contains(item)) else { return };
        let Some(spot) = spots.get(top as usize) else { return };
        // As near its most important item as the cell's middle allows: half a mark from both of its edges.
        let target = self.options.target;
        let first = self.px(extent.from) + target / 2.0;
        let last = self.px(extent.to) - 1.5 * target;
        let dot = self.dot(spot);
        let stretch = Stretch { x: dot.x.min(last).max(first), w: target };
        if left > 1 {
            let cluster = Cluster {
                lane: self.lane,
                count: left as u32,
                top,
                level: self.level,
                bucket,
                apart,
                ground: self.ground,
            };
            self.put(self.ground, stretch, What::Cluster(cluster), spot, top);
        } else {
            let alone = if self.is_free(self.ground, dot) { dot } else { stretch };
            self.put(self.ground, alone, What::Item(top), spot, top);
        }
    }

    /// An item too short to be drawn to length at this level: still as long as it is, but never narrower than a mark.
    fn short(&self, spot: &Spot) -> Stretch {
        let whole = Stretch::between(self.px(spot.extent.from), self.px(spot.extent.to));
        if whole.w > self.options.target && spot.class < self.level { whole } else { self.dot(spot) }
    }

    /// In its middle, or at the end of its cell where that comes first.
    fn dot(&self, spot: &Spot) -> Stretch {
        let end = cell(spot.at >> self.level, self.level).to;
        let middle = end.min(spot.at + (spot.extent.to - spot.at) / 2);
        let target = self.options.target;
        Stretch { x: self.px(middle) - target / 2.0, w: target }
    }

    /// The best row above the ground with room: the important from the top, details from below. Neighbouring cells start at
    /// rows one apart, so that their marks leave each other's labels room.
    fn free_row(&self, importance: u8, odd: u8, stretch: Stretch) -> Option<u8> {
        let ground = self.ground;
        (0..ground)
            .map(|turn| if importance < 3 { (turn + odd) % ground } else { (2 * ground - 1 - turn - odd) % ground })
            .find(|row| self.is_free(*row, stretch))
    }

    /// Where in the lane's list a stretch of a row belongs.
    fn place(&self, row: u8, x: f64) -> usize {
        self.marks.partition_point(|mark| mark.row < row || (mark.row == row && mark.area.x < x))
    }

    fn is_free(&self, row: u8, stretch: Stretch) -> bool {
        let place = self.place(row, stretch.x);
        let clear = |neighbour: Option<&PlacedMark>| {
            neighbour.is_none_or(|it| it.row != row || it.area.end() <= stretch.x || it.area.x >= stretch.end())
        };
        clear(self.marks.get(place)) && clear(self.marks.get(place.wrapping_sub(1)))
    }

    fn put(&mut self, row: u8, area: Stretch, what: What, spot: &Spot, first: u32) {
        let above = self.share.shown & ((1 << row) - 1);
        let y = self.y + f64::from(above.count_ones()) * self.options.row_height;
        let (wants, importance) =
            if matches!(what, What::Item(_)) { (spot.label_px, spot.importance) } else { (0.0, u8::MAX) };
        let mark = PlacedMark { lane: self.lane, row, y, area, label: None, what, wants, importance, first };
        self.marks.insert(self.place(row, area.x), mark);
    }

    /// Gives the lane's marks their labels, and hands over all that is seen of what is `near` the window.
    fn finish(mut self, frame: &mut Frame, near: Stretch) {
        let story = self.layout.story;
        let walls = Stretch::between(self.px(story.from), self.px(story.to));
        let beyond = self.layout.label_px + 2.0 * self.options.target;
        let clip = Stretch { x: near.x - beyond, w: near.w + 2.0 * beyond };
        for row in self.marks.chunk_by_mut(|one, next| one.row == next.row) {
            labels::place(row, self.options.label_min, walls);
        }
        for mut mark in self.marks {
            let seen = |stretch: Stretch| stretch.end() > near.x && stretch.x < near.end();
            if !(seen(mark.area) || mark.label.is_some_and(seen)) {
                continue;
            }
            if self.share.shown >> mark.row & 1 == 0 {
                frame.is_cut = true;
            } else {
                mark.area = mark.area.within(clip);
                if labels::is_inside(&mark) {
                    mark.label = labels::inside(mark.area, frame.edge, mark.wants, self.options.label_min);
                }
                let view = Stretch { x: frame.edge, w: frame.scale.width() };
                let least = mark.wants.min(self.options.label_min);
                mark.label = mark.label.and_then(|label| labels::fitted(label, mark.area, view, least));
                let place = frame.marks.partition_point(|other| other.first <= mark.first);
                frame.marks.insert(place, mark);
            }
        }
    }
}
