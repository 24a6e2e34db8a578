//! Rows within lanes. Every item that can be drawn to length gets a row once and for all, whatever the zoom, so that marks
//! never jump between rows and lanes never change their height while a reader moves.
//!
//! The last row of a lane is its ground: nothing is drawn to length there, so that clusters always find room.

use super::scale::Extent;
use super::window::{Key, Spot, class_of, regroup};

/// Items at least a 64th of the story long are rowed first: at far zooms they are all there is.
const BROAD: u8 = 6;
/// Lanes with more short items than this get a third row, for their labels.
const FEW: usize = 3;

/// Gives every spot its row, the more important first, and says how many rows each lane has, its ground included: 1 for an
/// empty lane, otherwise 2 to `most`. `order` has the spots by beginning.
pub(super) fn assign(spots: &mut [Spot], order: &[Key], story: Extent, lanes: u8, most: u8) -> Vec<u8> {
    let most = most.max(2);
    let broad = class_of(story.span()).saturating_sub(BROAD);
    let keys = regroup(order, 256 << 3, &|item| {
        spots.get(item as usize).map_or(0, |spot| {
            let fine = u32::from(spot.class < broad);
            u32::from(spot.lane) << 3 | fine << 2 | u32::from(spot.importance.min(3))
        })
    });
    let mut rows = Vec::with_capacity(usize::from(lanes));
    for lane in 0..lanes {
        let first = keys.partition_point(|key| key.0 >> 3 < u32::from(lane));
        let last = keys.partition_point(|key| key.0 >> 3 <= u32::from(lane));
        let of_lane = keys.get(first..last).unwrap_or_default();
        let fine = of_lane.iter().filter(|key| key.0 & 4 != 0).count();
        let mut taken = Taken::new(most - 1);
        let mut pass = u32::MAX;
        for key in of_lane {
            if key.0 != pass {
                pass = key.0;
                taken.next_pass();
            }
            // Broad items leave the last row but ground to the shorter ones.
            let limit = if key.0 & 4 == 0 && fine > 0 { (most - 2).max(1) } else { most - 1 };
            if let Some(spot) = spots.get_mut(key.2 as usize)
                && let Some(row) = taken.find(spot.extent, limit)
            {
                spot.row = row;
            }
        }
        let used = taken.used();
        let least = if fine > FEW { 3.min(most) } else { 1 };
        rows.push(if of_lane.is_empty() { 1 } else { (used + 1).max(least) });
    }
    rows
}

/// What is taken of each row: settled by earlier passes, and being added, by time, by this one.
struct Taken {
    rows: Vec<Row>,
}

#[derive(Default)]
struct Row {
    settled: Vec<Extent>,
    added: Vec<Extent>,
    /// The first settled one that may still be in the way.
    cursor: usize,
}

impl Taken {
    fn new(rows: u8) -> Self {
        let mut taken = Taken { rows: Vec::new() };
        taken.rows.resize_with(usize::from(rows), Row::default);
        taken
    }

    /// The first row below `limit` with room. Within a pass extents come by beginning.
    fn find(&mut self, extent: Extent, limit: u8) -> Option<u8> {
        for (number, row) in (0..limit).zip(&mut self.rows) {
            while row.settled.get(row.cursor).is_some_and(|settled| settled.to <= extent.from) {
                row.cursor += 1;
            }
            let blocked = row.settled.get(row.cursor).is_some_and(|settled| settled.from < extent.to)
                || row.added.last().is_some_and(|added| added.to > extent.from);
            if !blocked {
                row.added.push(extent);
                return Some(number);
            }
        }
        None
    }

    /// Settles what this pass added.
    fn next_pass(&mut self) {
        for row in &mut self.rows {
            row.cursor = 0;
            if row.added.is_empty() {
                continue;
            }
            let mut merged = Vec::with_capacity(row.settled.len() + row.added.len());
            let mut added = row.added.iter().peekable();
            for settled in &row.settled {
                while let Some(earlier) = added.next_if(|added| added.from < settled.from) {
                    merged.push(*earlier);
                }
                merged.push(*settled);
            }
            merged.extend(added);
            row.settled = merged;
            row.added.clear();
        }
    }

    fn used(&self) -> u8 {
        let last = self.rows.iter().rposition(|row| !row.settled.is_empty() || !row.added.is_empty());
        last.map_or(0, |last| last as u8 + 1)
    }
}

/// What is taken of a lane's rows in one frame, in pixels.
pub(super) struct Pixels {
    rows: Vec<Vec<(f64, f64)>>,
}

impl Pixels {
    pub fn new(rows: u8) -> Self {
        Pixels { rows: vec![Vec::new(); usize::from(rows)] }
    }

    /// Takes a stretch of a row if all of it is free.
    pub fn take(&mut self, row: u8, from: f64, to: f64) -> bool {
        let Some(taken) = self.rows.get_mut(usize::from(row)) else { return false };
        let place = taken.partition_point(|stretch| stretch.1 <= from);
        let free = taken.get(place).is_none_or(|stretch| stretch.0 >= to);
        if free {
            taken.insert(place, (from, to));
        }
        free
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::window::{NO_ROW, sort};
    use proptest::prelude::*;

    fn spot(from: i64, span: i64, lane: u8, importance: u8) -> Spot {
        Spot::new(Extent::new(from, from + span), lane, importance)
    }

    fn by_beginning(spots: &[Spot]) -> Vec<Key> {
        let mut order: Vec<Key> = (0..).zip(spots).map(|(item, spot)| (0, spot.extent.from, item)).collect();
        sort(&mut order);
        order
    }

    proptest! {
        #[test]
        fn what_shares_a_row_never_meets(
            items in prop::collection::vec((0_i64..20_000, 1_i64..3_000, 0_u8..2, 1_u8..4), 0..150), most in 0_u8..7,
        ) {
            let mut spots: Vec<Spot> = items.iter().map(|item| spot(item.0, item.1, item.2, item.3)).collect();
            let order = by_beginning(&spots);
            let rows = assign(&mut spots, &order, Extent::new(0, 23_000), 2, most);
            for (place, one) in spots.iter().enumerate() {
                prop_assert!(one.row == NO_ROW || one.row + 1 < rows[usize::from(one.lane)], "the ground stays free");
                for other in &spots[..place] {
                    prop_assert!(
                        one.lane != other.lane || one.row == NO_ROW || one.row != other.row || !one.extent.meets(other.extent),
                        "{one:?} {other:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn the_important_keep_their_row() {
        let mut spots = vec![spot(0, 10, 0, 3), spot(5, 10, 0, 2), spot(8, 10, 0, 1)];
        let order = by_beginning(&spots);
        let rows = assign(&mut spots, &order, Extent::new(0, 100), 2, 2);
        assert_eq!(spots.iter().map(|spot| spot.row).collect::<Vec<_>>(), [NO_ROW, NO_ROW, 0]);
        assert_eq!(rows, [2, 1]);
    }
}
