//! Rows go to the lanes that need them: where a window holds little of one lane, another spreads out its clusters. The
//! height of all lanes together never changes.
#![allow(clippy::cast_precision_loss, reason = "counts fit 32 bits, numbers of choices 8; minutes are exact in `f64`")]

use super::frame::{Frame, MarkKind, Options, RowAllocation};
use super::layout::{EXTRA, Layout};
use super::scale::Scale;

/// Marks of a lane, counted.
#[derive(Debug, Clone, Copy, Default)]
struct LaneOccupancy {
    /// Bit set of the rows that hold marks.
    rows: u32,
    /// Number of items in its clusters.
    clustered: u32,
}

impl Layout {
    /// Allocates rows to lanes by the marks in a window and its overscan. A lane without clusters gives away empty rows;
    /// lanes with clusters take them.
    pub fn allocate_rows(&self, scale: &Scale, options: &Options) -> Vec<RowAllocation> {
        let mut allocations: Vec<RowAllocation> = self.rows.iter().map(|rows| RowAllocation::own(*rows)).collect();
        let before = occupancy(&self.frame(scale, options, &allocations), allocations.len());
        let mut free = 0;
        for (rows, lane) in self.rows.iter().zip(&before) {
            if lane.clustered == 0 {
                free += u32::from(*rows) - lane.rows.count_ones().clamp(1, (*rows).into());
            }
        }
        for _ in 0..free {
            // The lane with most clustered items for each extra row so far.
            let (mut most, mut taker) = (0, None);
            for (allocation, lane) in allocations.iter_mut().zip(&before) {
                let clustered = lane.clustered / u32::from(1 + allocation.extra);
                if clustered > most && allocation.extra < EXTRA {
                    (most, taker) = (clustered, Some(allocation));
                }
            }
            let Some(allocation) = taker else { break };
            allocation.extra += 1;
        }
        let after = occupancy(&self.frame(scale, options, &allocations), allocations.len());
        let mut spare = 0.0;
        for (allocation, lane) in allocations.iter_mut().zip(after) {
            // The name of an empty lane takes a row.
            let height = f64::from(lane.rows.count_ones().max(1));
            spare += allocation.height - height;
            allocation.shown = lane.rows;
            allocation.height = height;
        }
        // Height that no lane needs is spread among all.
        let spare = spare / allocations.len() as f64;
        for allocation in &mut allocations {
            allocation.height += spare;
        }
        allocations
    }
}

/// Occupancy of each lane of a frame.
fn occupancy(frame: &Frame, lanes: usize) -> Vec<LaneOccupancy> {
    let mut all = vec![LaneOccupancy::default(); lanes];
    for mark in &frame.marks {
        if let Some(lane) = all.get_mut(usize::from(mark.lane)) {
            lane.rows |= 1 << mark.row;
            if let MarkKind::Cluster(cluster) = mark.kind {
                lane.clustered += cluster.count;
            }
        }
    }
    all
}
