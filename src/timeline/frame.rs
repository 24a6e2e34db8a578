//! Drawing of one window: rectangles in CSS pixels. The cost grows with the marks in view, not with the story.
//!
//! Items too short to be drawn to length at a zoom are filed in cells of absolute time, twice as long at each level. Cells, and
//! the origin of all pixels, depend on the zoom and not on the window: so a pan changes no comparison, and no cluster.

use super::labels;
use super::layout::{CLASSES, Layout, LayoutItem};
use super::mark_shape::{Drawing, EndStyle, Stretch};
use super::scale::{Extent, Minute, Scale};
use super::ticks::Axis;

/// Lengths of a drawn timeline in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// Height of a row.
    pub row_height: f64,
    /// Gap between lanes.
    pub lane_gap: f64,
    /// The narrowest mark: 24 for a mouse (WCAG 2.2, 2.5.8), 44 for a finger.
    pub target: f64,
    /// The shortest a label is cut to.
    pub label_min: f64,
    /// Font size of the axis.
    pub em: f64,
}

/// A finished frame. All its pixels are counted from [`origin`](Frame::origin).
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// The axis.
    pub axis: Axis,
    /// Eras in the overscan, in the layout's order.
    pub eras: Vec<PlacedEra>,
    /// Every lane, from the top.
    pub lanes: Vec<LaneRect>,
    /// Marks in the overscan by time, which is the order of the keyboard: no two overlap, labels included.
    pub marks: Vec<PlacedMark>,
    /// The minute at pixel 0. It lies before the window, and neighbouring windows of one zoom have the same: so a pan moves one
    /// layer, not each mark.
    pub origin: Minute,
    /// The pixel at which the window begins.
    pub viewport_x: f64,
    /// The time that is drawn: the window and its surroundings.
    pub overscan: Extent,
    /// The window it was drawn for.
    pub scale: Scale,
    /// Height of all lanes: the same in every window.
    pub height: f64,
    /// Whether marks had no row: the rows are to be allocated anew.
    pub is_cut: bool,
}

/// Rows that a lane has of those that all lanes share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RowAllocation {
    /// Rows beyond its own, above its cluster row.
    pub(super) extra: u8,
    /// Bit set of the rows that are drawn.
    pub(super) shown: u32,
    /// Height in rows.
    pub(super) height: f64,
}

impl RowAllocation {
    /// A lane's own rows.
    pub(super) fn own(rows: u8) -> RowAllocation {
        RowAllocation { extra: 0, shown: u32::MAX, height: f64::from(rows) }
    }
}

/// Position of a lane.
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
    /// Position along the axis.
    pub area: Stretch,
    /// Position of its label, if there is room.
    pub label: Option<Stretch>,
    /// Row of its label; eras that overlap have different ones.
    pub row: u8,
    /// The earlier end.
    pub start: EndStyle,
    /// The later end.
    pub end: EndStyle,
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
    /// Position along the axis: at least [`Options::target`] wide, unless it is cut far outside the window.
    pub area: Stretch,
    /// Its label: in or beside it, in the same row. One inside lies where the mark comes into view.
    pub label: Option<Stretch>,
    /// The item or the items it stands for.
    pub kind: MarkKind,
    /// Drawing of its item; a dot for a cluster.
    pub drawing: Drawing,
    /// Width of the whole label in pixels; 0 for none.
    pub(super) preferred_width: f64,
    /// 1 to 3; more for clusters.
    pub(super) importance: u8,
    /// The item that gives it its position in the order of marks.
    pub(super) first: u32,
}

/// The item or the items a mark stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum MarkKind {
    /// One item, by its index.
    Item(u32),
    /// Several.
    Cluster(Cluster),
}

/// Several items drawn as one mark, with their count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cluster {
    /// Lane, from 0.
    pub lane: u8,
    /// How many items.
    pub count: u32,
    /// The most important of them, the earliest among equals.
    pub top: u32,
    /// Level of its cell. Level and bucket name the cluster: they are the same in every frame of one zoom.
    pub level: u8,
    /// Number of its cell, which spans the minutes from `bucket << level` to `(bucket + 1) << level`.
    pub bucket: i64,
    /// Items of the cell that have marks of their own.
    excluded: [u32; KEEP],
    /// The lane's last row: items in rows above have marks of their own.
    cluster_row: u8,
}

impl Cluster {
    /// The time of its cell.
    pub(super) fn cell(&self) -> Extent {
        cell(self.bucket, self.level)
    }

    /// Whether an item filed in its cell is one of its own.
    pub(super) fn counts(&self, item: u32, layout: &Layout) -> bool {
        layout
            .items
            .get(item as usize)
            .is_some_and(|it| it.lane == self.lane && !it.is_long(self.level, self.cluster_row))
            && !self.excluded.contains(&item)
    }
}

fn cell(bucket: i64, level: u8) -> Extent {
    Extent { from: bucket << level, to: (bucket + 1) << level }
}

/// How many items of a cell can have marks of their own.
const KEEP: usize = 8;
/// How many can in a lane without extra rows: the marks of neighbouring cells leave no more room for labels.
const FEW: usize = 3;
/// Items of a cell with more than this have none: neighbouring cells are as full, and leave no room for a label.
const DENSE: usize = 40;
/// No item.
const NO_ITEM: u32 = u32::MAX;
/// Width of a cell in marks: a mark that crosses a cell's end leaves room for one in the middle.
const CELL: f64 = 2.0;
/// Level of the longest cell, which is longer than any story.
const LONGEST: u8 = 56;
/// The origin is the start of a block of this many cells, and the overscan ends at blocks of that many (as powers of two).
const ORIGIN_BLOCK: u8 = 5;
const OVERSCAN_BLOCK: u8 = 2;

/// A lane being drawn.
struct LaneBuilder<'a> {
    layout: &'a Layout,
    options: &'a Options,
    /// The zoom, with the frame's origin at pixel 0.
    scale: Scale,
    level: u8,
    /// Time whose items can affect the marks in view.
    reach: Extent,
    lane: u8,
    y: f64,
    allocation: RowAllocation,
    /// The last row: nothing is drawn to length there, so that clusters always find room.
    cluster_row: u8,
    /// The lane's marks, by row and position.
    marks: Vec<PlacedMark>,
}

impl Frame {
    /// Whether a window shows time that was not drawn.
    pub fn is_past(&self, scale: &Scale) -> bool {
        let view = scale.extent();
        view.from < self.overscan.from || view.to > self.overscan.to
    }
}

impl Layout {
    /// Draws a window. A lane without an allocation has its own rows.
    pub fn frame(&self, scale: &Scale, options: &Options, allocations: &[RowAllocation]) -> Frame {
        let cell = CELL * options.target * scale.per_px();
        let mut level = 0;
        while level < LONGEST && ((1_i64 << level) as f64) < cell {
            level += 1;
        }
        let view = scale.extent();
        let reach = (2.0 * (self.label_px + options.target) * scale.per_px()) as Minute + (12 << level);
        // The blocks that the window overlaps, and one more on each side: a pan to and fro draws nothing twice.
        let (block, far) = (level + OVERSCAN_BLOCK, level + ORIGIN_BLOCK);
        let overscan = Extent { from: ((view.from >> block) - 1) << block, to: ((view.to >> block) + 2) << block };
        let origin = ((view.from >> far) - 1) << far;
        let layer = scale.starting_at(origin);
        let drawn = Stretch::of(overscan, &layer);
        let mut frame = Frame {
            axis: Axis::new(&layer, overscan, options.em),
            eras: Vec::new(),
            lanes: Vec::new(),
            marks: Vec::new(),
            origin,
            viewport_x: -scale.x(origin),
            overscan,
            scale: *scale,
            height: 0.0,
            is_cut: false,
        };
        for (index, era) in self.eras.iter().enumerate() {
            let area = Stretch::of(era.extent, &layer).within(drawn);
            if area.w > 0.0 {
                let label = labels::inside(area, frame.viewport_x, era.label_px, options.label_min);
                frame.eras.push(PlacedEra { era: index, area, label, row: era.row, start: era.start, end: era.end });
            }
        }
        for (lane, rows) in (0..).zip(&self.rows) {
            let allocation = allocations.get(usize::from(lane)).copied().unwrap_or(RowAllocation::own(*rows));
            let y = frame.height;
            let h = allocation.height * options.row_height;
            frame.lanes.push(LaneRect { y, h });
            frame.height += h + options.lane_gap;
            let mut builder = LaneBuilder {
                layout: self,
                options,
                scale: layer,
                level,
                reach: Extent { from: view.from - reach, to: view.to + reach },
                lane,
                y,
                allocation,
                cluster_row: rows + allocation.extra - 1,
                marks: Vec::new(),
            };
            builder.lane();
            builder.finish(&mut frame, drawn);
        }
        frame.height = (frame.height - options.lane_gap).max(0.0);
        frame
    }

    /// The mark of a frame that stands for an item, alone or in a cluster.
    pub fn mark_of(&self, frame: &Frame, item: u32) -> Option<usize> {
        let at = self.items.get(item as usize)?.at;
        frame.marks.iter().position(|mark| match &mark.kind {
            MarkKind::Item(other) => *other == item,
            MarkKind::Cluster(cluster) => at >> cluster.level == cluster.bucket && cluster.counts(item, self),
        })
    }
}

impl LaneBuilder<'_> {
    /// The marks of a lane: first items drawn to length, each in its own row; then the cells, every other one first. A cell's
    /// dots cross its ends by half a mark and its other marks end in the next one, so that each cell depends on its two
    /// neighbours alone.
    fn lane(&mut self) {
        let Layout { items, by_length, .. } = self.layout;
        let first_at = |minute| self.layout.first_at(minute);
        let mut long: Vec<u32> = Vec::new();
        for class in self.level..CLASSES - 1 {
            let longest = 2_i64 << class.min(LONGEST);
            let (from, to) = (first_at(self.reach.from - longest), first_at(self.reach.to + longest));
            let group = usize::from(self.lane) << 6 | usize::from(class);
            for index in by_length.between(group, from, to) {
                if let Some(item) = items.get(*index as usize)
                    && item.row < self.cluster_row
                    && item.extent.overlaps(self.reach)
                {
                    long.push(*index);
                    self.put(item.row, Stretch::of(item.extent, &self.scale), MarkKind::Item(*index), item, *index);
                }
            }
        }
        for parity in 0..2 {
            for bucket in self.reach.from >> self.level..=self.reach.to >> self.level {
                if bucket & 1 == parity {
                    self.cell(bucket, &long);
                }
            }
        }
    }

    /// The marks of a cell: its items, or the important of many, in the upper rows; the rest as one mark in the cluster row.
    fn cell(&mut self, bucket: i64, long: &[u32]) {
        let Layout { items, by_weight, .. } = self.layout;
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
            let found = by_weight.between(group, from, to);
            // Items drawn to length are not counted again.
            count += found.len() - long.iter().filter(|item| found.binary_search(item).is_ok()).count();
            let short = found.iter().filter(|item| !long.contains(item));
            for (item, slot) in short.zip(&mut slots) {
                *slot = *item;
            }
        }
        let mut excluded = [NO_ITEM; KEEP];
        let mut left = count;
        let odd = (bucket & 1) as u8;
        let is_roomy = self.allocation.extra > 0;
        let keep = match count {
            0..=DENSE if is_roomy => KEEP,
            0..=DENSE => FEW,
            _ => 0,
        };
        for (index, slot) in best.iter().zip(&mut excluded).take(keep) {
            let Some(item) = items.get(*index as usize) else { break };
            if !is_roomy && count > FEW && (item.importance > 1 || left < 3) {
                break;
            }
            let stretch = self.short(item);
            if let Some(row) = self.free_row(item.importance, odd, stretch) {
                self.put(row, stretch, MarkKind::Item(*index), item, *index);
                *slot = *index;
                left -= 1;
            }
        }
        let Some(top) = best.into_iter().find(|item| !excluded.contains(item)) else { return };
        let Some(item) = items.get(top as usize) else { return };
        // As near its most important item as the cell's middle allows: half a mark from both of its ends.
        let target = self.options.target;
        let first = self.scale.x(extent.from) + target / 2.0;
        let last = self.scale.x(extent.to) - 1.5 * target;
        let dot = self.dot(item);
        let stretch = Stretch { x: dot.x.min(last).max(first), w: target };
        if left > 1 {
            let cluster = Cluster {
                lane: self.lane,
                count: left as u32,
                top,
                level: self.level,
                bucket,
                excluded,
                cluster_row: self.cluster_row,
            };
            self.put(self.cluster_row, stretch, MarkKind::Cluster(cluster), item, top);
        } else {
            let alone = if self.is_free(self.cluster_row, dot) { dot } else { stretch };
            self.put(self.cluster_row, alone, MarkKind::Item(top), item, top);
        }
    }

    /// An item too short to be drawn to length at this level: still as long as it is, but never narrower than a mark.
    fn short(&self, item: &LayoutItem) -> Stretch {
        let whole = Stretch::of(item.extent, &self.scale);
        if whole.w > self.options.target && item.class < self.level { whole } else { self.dot(item) }
    }

    /// A dot in an item's middle, or at the end of its cell if that comes first.
    fn dot(&self, item: &LayoutItem) -> Stretch {
        let end = cell(item.at >> self.level, self.level).to;
        let middle = end.min(item.at + (item.extent.to - item.at) / 2);
        let target = self.options.target;
        Stretch { x: self.scale.x(middle) - target / 2.0, w: target }
    }

    /// The best row above the cluster row with room: important items from the top, details from below. Neighbouring cells
    /// begin at rows one apart, so that their marks leave each other's labels room.
    fn free_row(&self, importance: u8, odd: u8, stretch: Stretch) -> Option<u8> {
        let rows = self.cluster_row;
        (0..rows)
            .map(|nth| if importance < 3 { (nth + odd) % rows } else { (2 * rows - 1 - nth - odd) % rows })
            .find(|row| self.is_free(*row, stretch))
    }

    /// Index in the lane's list at which a mark in a row belongs.
    fn index_of(&self, row: u8, x: f64) -> usize {
        self.marks.partition_point(|mark| mark.row < row || (mark.row == row && mark.area.x < x))
    }

    fn is_free(&self, row: u8, stretch: Stretch) -> bool {
        let index = self.index_of(row, stretch.x);
        let clear = |neighbour: Option<&PlacedMark>| {
            neighbour.is_none_or(|it| it.row != row || it.area.end() <= stretch.x || it.area.x >= stretch.end())
        };
        clear(self.marks.get(index)) && clear(self.marks.get(index.wrapping_sub(1)))
    }

    fn put(&mut self, row: u8, area: Stretch, kind: MarkKind, item: &LayoutItem, first: u32) {
        let above = self.allocation.shown & ((1 << row) - 1);
        let y = self.y + f64::from(above.count_ones()) * self.options.row_height;
        let (preferred_width, importance) =
            if matches!(kind, MarkKind::Item(_)) { (item.label_px, item.importance) } else { (0.0, u8::MAX) };
        let drawing = Drawing::default();
        let mark = PlacedMark {
            lane: self.lane,
            row,
            y,
            area,
            label: None,
            kind,
            drawing,
            preferred_width,
            importance,
            first,
        };
        self.marks.insert(self.index_of(row, area.x), mark);
    }

    /// Places the labels of the lane's marks, and moves those in the overscan to the frame.
    fn finish(mut self, frame: &mut Frame, overscan: Stretch) {
        let Options { label_min, target, .. } = *self.options;
        let bounds = Stretch::of(self.layout.story, &self.scale);
        let beyond = self.layout.label_px + 2.0 * target;
        let clip = Stretch { x: overscan.x - beyond, w: overscan.w + 2.0 * beyond };
        let view = Stretch { x: frame.viewport_x, w: frame.scale.width() };
        for row in self.marks.chunk_by_mut(|one, next| one.row == next.row) {
            labels::place(row, label_min, bounds);
        }
        for mut mark in self.marks {
            let is_seen = |stretch: Stretch| stretch.end() > overscan.x && stretch.x < overscan.end();
            if !(is_seen(mark.area) || mark.label.is_some_and(is_seen)) {
                continue;
            }
            if self.allocation.shown >> mark.row & 1 == 0 {
                frame.is_cut = true;
            } else {
                mark.area = mark.area.within(clip);
                if labels::is_inside(&mark) {
                    mark.label = labels::inside(mark.area, view.x, mark.preferred_width, label_min);
                }
                let least = mark.preferred_width.min(label_min);
                mark.label = mark.label.and_then(|label| labels::fitted(label, mark.area, view, least));
                if let MarkKind::Item(index) = mark.kind
                    && let (Some(item), Some(outline)) =
                        (self.layout.items.get(index as usize), self.layout.outlines.get(index as usize))
                {
                    mark.drawing = Drawing::new(outline, item.extent, mark.area, &self.scale, target);
                }
                let index = frame.marks.partition_point(|other| other.first <= mark.first);
                frame.marks.insert(index, mark);
            }
        }
    }
}
