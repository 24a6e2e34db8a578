//! Drawing of one window: rectangles in CSS pixels. The cost grows with the marks in view, not with the story.
//!
//! Items too short to be drawn to length at a zoom are filed in cells of absolute time, twice as long at each level. Cells, and
//! the origin of all pixels, depend on the zoom and not on the window: so a pan changes no comparison, and no cluster.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "counts fit 32 bits, numbers of choices 8; minutes are exact in `f64`"
)]

use super::lane_builder::LaneBuilder;
use super::layout::Layout;
use super::mark_shape::{Drawing, Stretch};
use super::scale::{Extent, Minute, Scale};
use super::ticks::Axis;

/// Lengths of a drawn timeline in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// Height of all lanes together, if they are no more than it has rows.
    pub height: f64,
    /// Height of a row.
    pub row_height: f64,
    /// Gap between lanes.
    pub lane_gap: f64,
    /// The narrowest mark: 24 for a mouse (WCAG 2.2, 2.5.8), 44 for a finger.
    pub target: f64,
    /// Font size of the axis and the labels.
    pub em: f64,
}

/// A finished frame. All its pixels are counted from [`origin`](Frame::origin).
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// The axis.
    pub axis: Axis,
    /// Every lane, from the top. Those that hold nothing in the window have no height.
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
    /// True if marks in the window had no row: the rows are to be allocated anew.
    pub is_cut: bool,
}

/// Rows that a lane has of those of all lanes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RowAllocation {
    /// Its rows, the last of them its cluster row.
    pub(super) rows: u8,
    /// Bit set of the rows that are drawn: none of a lane that holds nothing in the window.
    pub(super) shown: u32,
    /// Free pixels above its rows, and as many below them.
    pub(super) padding: f64,
}

/// Position of a lane.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LaneRect {
    /// Upper edge.
    pub y: f64,
    /// Height.
    pub h: f64,
}

/// A mark.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlacedMark {
    /// Lane, from 0.
    pub lane: u8,
    /// Row in the lane, from 0.
    pub row: u8,
    /// Upper edge.
    pub y: f64,
    /// Position along the axis: at least [`Options::target`] wide, unless it is cut far outside the window.
    pub area: Stretch,
    /// Its label, whole, in the same row: in or beside it. One inside lies where the mark comes into view.
    pub label: Option<Stretch>,
    /// Its item or items.
    pub kind: MarkKind,
    /// Drawing of its item; a dot for a cluster.
    pub drawing: Drawing,
    /// Width of the whole label in pixels; 0 for none.
    pub(super) preferred_width: f64,
    /// 0 to 3; more for clusters without a lead.
    pub(super) importance: u8,
    /// The item that gives it its position in the order of marks.
    pub(super) first: u32,
}

/// The item or items of a mark.
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
    /// Number of items.
    pub count: u32,
    /// The most important of them, the earliest among equals.
    pub top: u32,
    /// Level of its cell. Level and bucket name the cluster: they are the same in every frame of one zoom.
    pub level: u8,
    /// Number of its cell, which spans the minutes from `bucket << level` to `(bucket + 1) << level`.
    pub bucket: i64,
    /// Items of the cell that have marks of their own.
    pub(super) excluded: [u32; KEEP],
    /// The lane's last row: items in rows above have marks of their own.
    pub(super) last_row: u8,
}

impl Cluster {
    /// The time of its cell.
    pub(super) fn cell(&self) -> Extent {
        cell(self.bucket, self.level)
    }

    /// Returns whether an item filed in its cell is one of its own.
    pub(super) fn counts(&self, item: u32, layout: &Layout) -> bool {
        layout.items.get(item as usize).is_some_and(|it| it.lane == self.lane && !it.is_long(self.level, self.last_row))
            && !self.excluded.contains(&item)
    }
}

/// The time of a cell.
pub(super) fn cell(bucket: i64, level: u8) -> Extent {
    Extent { from: bucket << level, to: (bucket + 1) << level }
}

/// Number of items of a cell that can have marks of their own.
pub(super) const KEEP: usize = 8;
/// Width of a cell in marks: a mark that crosses a cell's end leaves room for one in the middle.
const CELL: f64 = 2.0;
/// Level of the longest cell, which is longer than any story.
pub(super) const LONGEST: u8 = 56;
/// The origin is the start of a block of this many cells, and the overscan ends at blocks of that many (as powers of two).
const ORIGIN_BLOCK: u8 = 5;
const OVERSCAN_BLOCK: u8 = 2;

impl Frame {
    /// Returns whether a window shows time that was not drawn.
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
        let viewport_x = -scale.x(origin);
        let mut frame = Frame {
            axis: Axis::new(&layer, overscan, viewport_x, options.em),
            lanes: Vec::new(),
            marks: Vec::new(),
            origin,
            viewport_x,
            overscan,
            scale: *scale,
            height: self.height(options),
            is_cut: false,
        };
        let mut y = 0.0;
        for (lane, rows) in (0..).zip(&self.rows) {
            let own = RowAllocation { rows: *rows, shown: u32::MAX, padding: 0.0 };
            let allocation = allocations.get(usize::from(lane)).copied().unwrap_or(own);
            let shown = allocation.shown & ((1 << allocation.rows) - 1);
            let content = f64::from(shown.count_ones()) * options.row_height + 2.0 * allocation.padding;
            let h = if shown == 0 { 0.0 } else { content + options.lane_gap };
            frame.lanes.push(LaneRect { y, h });
            let mut builder = LaneBuilder {
                layout: self,
                options,
                scale: layer,
                level,
                reach: Extent { from: view.from - reach, to: view.to + reach },
                lane,
                y: y + options.lane_gap / 2.0 + allocation.padding,
                allocation,
                is_roomy: allocation.rows > *rows,
                cluster_row: allocation.rows - 1,
                marks: Vec::new(),
                reserved: Vec::new(),
            };
            y += h;
            builder.lane();
            builder.finish(&mut frame, drawn);
        }
        frame
    }

    /// Number of lanes that hold anything.
    pub fn used_lanes(&self) -> usize {
        (0..self.rows.len()).filter(|lane| self.items.iter().any(|item| usize::from(item.lane) == *lane)).count()
    }

    /// Height of all lanes: a row for each at the least.
    pub(super) fn height(&self, options: &Options) -> f64 {
        options.height.max(self.used_lanes() as f64 * (options.row_height + options.lane_gap))
    }

    /// The mark of an item in a frame: its own, or its cluster's.
    pub fn mark_of(&self, frame: &Frame, item: u32) -> Option<usize> {
        let at = self.items.get(item as usize)?.at;
        frame.marks.iter().position(|mark| match &mark.kind {
            MarkKind::Item(other) => *other == item,
            MarkKind::Cluster(cluster) => at >> cluster.level == cluster.bucket && cluster.counts(item, self),
        })
    }
}
