//! Rows go to the lanes that need them: a lane that holds nothing in the window has none, crowded lanes spread out their
//! clusters. The height of all lanes together is the same in every window.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "counts fit 32 bits, numbers of choices 8; minutes are exact in `f64`"
)]

use super::frame::{MarkKind, Options, RowAllocation};
use super::layout::{EXTRA, Layout};
use super::mark_shape::Stretch;
use super::scale::Scale;

/// Marks of a lane in the window, counted.
#[derive(Debug, Clone, Copy, Default)]
struct LaneOccupancy {
    /// Bit set of the rows that hold marks.
    rows: u32,
    /// The rows down to the last one that holds an item of importance 0.
    kept: u32,
    /// Number of items that an extra row may show: those in its clusters, and those whose dots lie outside.
    waiting: u32,
}

impl Layout {
    /// Allocates rows to lanes by the marks in a window. Lanes with clusters take the rows that are free; where there are too
    /// few, the lanes with most rows lose some, and show more of their items as clusters.
    pub fn allocate_rows(&self, scale: &Scale, options: &Options) -> Vec<RowAllocation> {
        let own = |rows: &u8| RowAllocation { rows: *rows, shown: u32::MAX, padding: 0.0 };
        let mut allocations: Vec<RowAllocation> = self.rows.iter().map(own).collect();
        let mut lanes = self.occupancy(scale, options, &allocations);
        let height = self.height(options);
        let used = |lanes: &[LaneOccupancy]| lanes.iter().filter(|lane| lane.rows > 0).count() as f64;
        // Rows of all lanes but those that are left empty.
        let room =
            |lanes: &[LaneOccupancy]| ((height - used(lanes) * options.lane_gap) / options.row_height + 0.001) as u32;
        let needed = |lanes: &[LaneOccupancy]| lanes.iter().map(|lane| lane.rows.count_ones()).sum::<u32>();
        let free = room(&lanes).saturating_sub(needed(&lanes));
        for _ in 0..free {
            // The lane with most waiting items for each extra row so far.
            let (mut most, mut taker) = (0, None);
            for ((allocation, own), lane) in allocations.iter_mut().zip(&self.rows).zip(&lanes) {
                let extra = allocation.rows - own;
                let waiting = lane.waiting / u32::from(1 + extra);
                if waiting > most && extra < EXTRA {
                    (most, taker) = (waiting, Some(allocation));
                }
            }
            let Some(allocation) = taker else { break };
            allocation.rows += 1;
        }
        lanes = self.occupancy(scale, options, &allocations);
        // Each round takes a row away; a lane that keeps one has its cluster row.
        while needed(&lanes) > room(&lanes) {
            for _ in room(&lanes)..needed(&lanes) {
                let (mut most, mut giver) = ((0, 1), None);
                for (allocation, lane) in allocations.iter_mut().zip(&mut lanes) {
                    // Rows below those that are kept, and below their cluster row, first; of equals in the last lane.
                    let rows = lane.rows.count_ones();
                    let spare = rows.saturating_sub((lane.rows & lane.kept).count_ones() + 1);
                    if rows > 1 && (spare, rows) >= most {
                        (most, giver) = ((spare, rows), Some((allocation, lane)));
                    }
                }
                let Some((allocation, lane)) = giver else { break };
                // Without its last row that holds marks.
                lane.rows &= !(1 << lane.rows.ilog2());
                allocation.rows = lane.rows.ilog2() as u8 + 1;
            }
            lanes = self.occupancy(scale, options, &allocations);
        }
        // Height that no lane needs is spread among those with marks.
        let rows = f64::from(needed(&lanes)) * options.row_height;
        let spare = (height - rows) / used(&lanes).max(1.0) - options.lane_gap;
        for (allocation, lane) in allocations.iter_mut().zip(lanes) {
            allocation.shown = lane.rows;
            allocation.padding = spare.max(0.0) / 2.0;
        }
        allocations
    }

    /// Height of the rows that hold marks in a window, where they may have that of `options`, with the gaps between lanes.
    pub fn needed_height(&self, scale: &Scale, options: &Options) -> f64 {
        let mut height = 0.0;
        for RowAllocation { shown, .. } in self.allocate_rows(scale, options) {
            if shown > 0 {
                height += f64::from(shown.count_ones()) * options.row_height + options.lane_gap;
            }
        }
        height
    }

    /// Occupancy of each lane in a window.
    fn occupancy(&self, scale: &Scale, options: &Options, allocations: &[RowAllocation]) -> Vec<LaneOccupancy> {
        let frame = self.frame(scale, options, allocations);
        let mut all = vec![LaneOccupancy::default(); allocations.len()];
        let view = Stretch { x: frame.viewport_x, w: scale.width() };
        for mark in frame.marks.iter().filter(|mark| mark.area.overlaps(view)) {
            if let Some(lane) = all.get_mut(usize::from(mark.lane)) {
                lane.rows |= 1 << mark.row;
                if mark.importance == 0 {
                    lane.kept |= (2 << mark.row) - 1;
                }
                if let MarkKind::Cluster(cluster) = mark.kind {
                    lane.waiting += cluster.count;
                }
            }
        }
        // What reaches into the window from before it and has no row is a dot outside.
        let from = scale.extent().from;
        for item in self.items.iter().take(self.first_at(from)).filter(|item| item.outline.extent.to > from) {
            let lane = usize::from(item.lane);
            if let (Some(lane), Some(allocation)) = (all.get_mut(lane), allocations.get(lane)) {
                lane.waiting += u32::from(item.row >= allocation.rows - 1);
            }
        }
        all
    }
}
