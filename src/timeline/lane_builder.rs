//! Drawing of one lane: first the items drawn to length, then the cells.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts fit 32 bits; minutes are exact in `f64`"
)]

use super::frame::{Cluster, Frame, KEEP, LONGEST, MarkKind, Options, PlacedMark, RowAllocation, cell};
use super::labels::LabelRoom;
use super::layout::{CLASSES, Layout, LayoutItem};
use super::mark_shape::{Drawing, MarkShape, Stretch};
use super::scale::{Extent, Minute, Scale};

/// Number of items of a cell that can have marks of their own in a lane without extra rows: the marks of neighbouring cells leave no more room for labels.
const FEW: usize = 3;
/// Items of a cell with more than this have none: neighbouring cells are as full, and leave no room for a label.
const DENSE: usize = 40;
/// Room beside a mark for the gaps around its label, in ems.
const LABEL_ROOM: f64 = 1.0;
/// No item.
const NO_ITEM: u32 = u32::MAX;

/// A lane being drawn.
pub(super) struct LaneBuilder<'a> {
    pub layout: &'a Layout,
    pub options: &'a Options,
    /// The zoom, with the frame's origin at pixel 0.
    pub scale: Scale,
    pub level: u8,
    /// Time whose items can affect the marks in view.
    pub reach: Extent,
    pub lane: u8,
    pub y: f64,
    pub allocation: RowAllocation,
    /// True if it has more rows than its own: more items of a cell have marks of their own.
    pub is_roomy: bool,
    /// The last row: nothing is drawn to length there, so that clusters always find room.
    pub cluster_row: u8,
    /// The lane's marks, by row and position.
    pub marks: Vec<PlacedMark>,
    /// Room for the items of importance 0. They are few, and placed whatever the window.
    pub reserved: Vec<Reserved>,
}

/// Room that a lane keeps for an item.
pub(super) struct Reserved {
    item: u32,
    row: u8,
    mark: Stretch,
    /// The mark with its label.
    whole: Stretch,
}

impl LaneBuilder<'_> {
    /// The marks of a lane: first items drawn to length, each in its own row; then the cells, every other one first. A cell's
    /// dots cross its ends by half a mark and its other marks end in the next one, so that each cell depends on its two
    /// neighbours alone.
    pub fn lane(&mut self) {
        let Layout { items, by_length, .. } = self.layout;
        let first_at = |minute| self.layout.first_at(minute);
        let mut long: Vec<u32> = Vec::new();
        for class in self.level..CLASSES - 1 {
            // Four times as long as their class, where they have given way to important items.
            let longest = 8_i64 << class.min(LONGEST);
            let (from, to) = (first_at(self.reach.from - longest), first_at(self.reach.to + longest));
            let group = usize::from(self.lane) << 6 | usize::from(class);
            for index in by_length.between(group, from, to) {
                if let Some(item) = items.get(*index as usize)
                    && item.row < self.cluster_row
                    && item.outline.extent.overlaps(self.reach)
                {
                    long.push(*index);
                    self.put(
                        item.row,
                        Stretch::of(item.outline.extent, &self.scale),
                        MarkKind::Item(*index),
                        item,
                        *index,
                    );
                }
            }
        }
        self.reserve();
        for parity in 0..2 {
            for bucket in self.reach.from >> self.level..=self.reach.to >> self.level {
                if bucket & 1 == parity {
                    self.cell(bucket, &long);
                }
            }
        }
    }

    /// Reserves rows for the items of importance 0, where their labels have room.
    fn reserve(&mut self) {
        let Layout { items, by_weight, .. } = self.layout;
        for index in by_weight.between(usize::from(self.lane) << 2, 0, items.len()) {
            let Some(item) = items.get(*index as usize).filter(|item| !item.is_long(self.level, self.cluster_row))
            else {
                continue;
            };
            let mark = self.short(item);
            let label = item.label_px + LABEL_ROOM * self.options.em;
            let is_left = mark.end() + label > self.scale.x(self.layout.story.to);
            let whole = Stretch { x: if is_left { mark.x - label } else { mark.x }, w: mark.w + label };
            let mut rows = 0..self.cluster_row;
            if let Some(row) = rows.find(|row| self.is_free(*row, whole, *index, false)) {
                self.reserved.push(Reserved { item: *index, row, mark, whole });
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
        for importance in 0..4 {
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
        let keep = match count {
            0..=DENSE if self.is_roomy => KEEP,
            0..=DENSE => FEW,
            _ => 0,
        };
        for (nth, (index, slot)) in best.iter().zip(&mut excluded).enumerate() {
            let Some(item) = items.get(*index as usize) else { break };
            let is_crowded = !self.is_roomy && count > FEW && (item.importance > 1 || left < 3);
            if item.importance > 0 && (nth >= keep || is_crowded) {
                break;
            }
            let stretch = self.short(item);
            let reserved = self.reserved.iter().find(|it| it.item == *index).map(|it| it.row);
            let reserved = reserved.filter(|row| self.is_free(*row, stretch, *index, false));
            // A length that is drawn says more than the name of another mark.
            let is_to_length = stretch.w > self.options.target;
            let free = |is_over_labels| self.free_row(item.importance, *index, stretch, is_over_labels);
            if let Some(row) = reserved.or_else(|| [false, is_to_length].into_iter().find_map(free)) {
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
        let dot = self.dot(item, 0);
        let stretch = Stretch { x: dot.x.min(last).max(first), w: target };
        if left > 1 {
            let cluster = Cluster {
                lane: self.lane,
                count: left as u32,
                top,
                level: self.level,
                bucket,
                excluded,
                last_row: self.cluster_row,
            };
            self.put(self.cluster_row, stretch, MarkKind::Cluster(cluster), item, top);
        } else {
            let alone = if self.is_free(self.cluster_row, dot, top, false) { dot } else { stretch };
            self.put(self.cluster_row, alone, MarkKind::Item(top), item, top);
        }
    }

    /// An item too short to be drawn to length at this level: still as long as it is, but never narrower than a mark.
    fn short(&self, item: &LayoutItem) -> Stretch {
        let whole = Stretch::of(item.outline.extent, &self.scale);
        let is_in_cell = item.outline.extent.span() < 1 << self.level;
        if whole.w > self.options.target && is_in_cell && !item.is_day() {
            whole
        } else {
            self.dot(item, (3 << self.level) / 4)
        }
    }

    /// A dot in an item's middle, or so many minutes behind the end of its cell if that comes first: three quarters of a cell
    /// leave half a mark, so that it ends in the next cell.
    fn dot(&self, item: &LayoutItem, beyond: Minute) -> Stretch {
        let end = cell(item.at >> self.level, self.level).to + beyond;
        let middle = end.min(item.at + (item.outline.extent.to - item.at) / 2);
        let target = self.options.target;
        Stretch { x: self.scale.x(middle) - target / 2.0, w: target }
    }

    /// The best row above the cluster row with room: important items from the top, details from below. Items that follow each
    /// other begin at rows one apart, so that their marks leave each other's labels room.
    fn free_row(&self, importance: u8, index: u32, stretch: Stretch, is_over_labels: bool) -> Option<u8> {
        let rows = self.cluster_row;
        let first = (index & 15) as u8;
        (first..first + rows)
            .map(|nth| if importance < 3 { nth % rows } else { rows - 1 - nth % rows })
            .find(|row| self.is_free(*row, stretch, NO_ITEM, is_over_labels))
    }

    /// Index in the lane's list at which a mark in a row belongs.
    fn index_of(&self, row: u8, x: f64) -> usize {
        self.marks.partition_point(|mark| mark.row < row || (mark.row == row && mark.area.x < x))
    }

    /// Returns whether a row has neither marks in a stretch nor room that is reserved for others than an item; with
    /// `is_over_labels`, for their marks.
    fn is_free(&self, row: u8, stretch: Stretch, item: u32, is_over_labels: bool) -> bool {
        let is_taken = |it: &Reserved| {
            it.row == row && it.item != item && if is_over_labels { it.mark } else { it.whole }.overlaps(stretch)
        };
        if self.reserved.iter().any(is_taken) {
            return false;
        }
        let index = self.index_of(row, stretch.x);
        let clear =
            |neighbour: Option<&PlacedMark>| neighbour.is_none_or(|it| it.row != row || !it.area.overlaps(stretch));
        clear(self.marks.get(index)) && clear(self.marks.get(index.wrapping_sub(1)))
    }

    fn put(&mut self, row: u8, area: Stretch, kind: MarkKind, item: &LayoutItem, first: u32) {
        let above = self.allocation.shown & ((1 << row) - 1);
        let y = self.y + f64::from(above.count_ones()) * self.options.row_height;
        // A cluster carries the name of its lead, so that none is without.
        let (shape, is_named) = match kind {
            MarkKind::Item(_) => (item.outline.shape, true),
            MarkKind::Cluster(_) => (MarkShape::Dot, item.importance == 0),
        };
        let (preferred_width, importance) = if is_named { (item.label_px, item.importance) } else { (0.0, u8::MAX) };
        let drawing = Drawing { shape, ..Drawing::default() };
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
    pub fn finish(mut self, frame: &mut Frame, overscan: Stretch) {
        let Options { target, em, .. } = *self.options;
        let beyond = self.layout.label_px + 2.0 * target;
        let clip = Stretch { x: overscan.x - beyond, w: overscan.w + 2.0 * beyond };
        let room = LabelRoom {
            story: Stretch::of(self.layout.story, &self.scale),
            view: Stretch { x: frame.viewport_x, w: frame.scale.width() },
            em,
            target,
            has_days: frame.axis.has_days(),
        };
        for row in self.marks.chunk_by_mut(|one, next| one.row == next.row) {
            room.place(row);
        }
        for mut mark in self.marks {
            if !(mark.area.overlaps(overscan) || mark.label.is_some_and(|label| label.overlaps(overscan))) {
                continue;
            }
            if self.allocation.shown >> mark.row & 1 == 0 {
                frame.is_cut |= mark.area.overlaps(room.view);
            } else {
                mark.area = mark.area.within(clip);
                if let MarkKind::Item(index) = mark.kind
                    && let Some(item) = self.layout.items.get(index as usize)
                {
                    mark.drawing = Drawing::new(&item.outline, mark.area, &self.scale, target, frame.axis.exact);
                }
                let index = frame.marks.partition_point(|other| other.first <= mark.first);
                frame.marks.insert(index, mark);
            }
        }
    }
}
