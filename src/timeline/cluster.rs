//! Crowding: what is too short to be drawn to length at a zoom is filed in cells of absolute time, twice as long at each
//! level, counted once when the story is laid out. A frame reads only the cells in view.
//!
//! Cells depend on the zoom, never on where the window stands, so panning changes no cluster.

use super::scale::Extent;
use super::window::{Key, NO_ROW, Spot, regroup};

/// How many items of a cell are remembered by name.
pub(super) const KEEP: usize = 4;
/// No item.
pub(super) const NO_ITEM: u32 = u32::MAX;
/// Cells of the last level are longer than any story.
const LEVELS: u8 = 57;

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
    /// Items of the cell that have marks of their own.
    pub(super) apart: [u32; KEEP],
}

impl Cluster {
    /// The time its cell spans.
    pub(super) fn cell(&self) -> Extent {
        let from = self.bucket << self.level;
        Extent::new(from, from.saturating_add(1 << self.level))
    }
}

/// The short items of a lane in one cell.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell {
    pub bucket: i64,
    pub count: u32,
    /// Ranks of the most important; `NO_ITEM` behind the last.
    best: [u32; KEEP],
}

impl Cell {
    /// Adds an item by its rank, among ranks.
    fn add(&mut self, rank: u32) {
        let mut rank = rank;
        for best in &mut self.best {
            if rank < *best {
                (*best, rank) = (rank, *best);
            }
        }
    }
}

/// The cells of every lane at one level, by lane and time.
#[derive(Debug, Default)]
struct Level {
    cells: Vec<Cell>,
    /// Where each lane's cells end.
    ends: Vec<usize>,
}

impl Level {
    fn lane(&self, lane: u8) -> &[Cell] {
        let end = |lane: usize| self.ends.get(lane).copied().unwrap_or(0);
        let first = usize::from(lane).checked_sub(1).map_or(0, end);
        self.cells.get(first..end(usize::from(lane))).unwrap_or_default()
    }
}

/// Cells at every level, and the items of each lane by time.
#[derive(Debug)]
pub(super) struct Pyramid {
    levels: Vec<Level>,
    by_time: Vec<Key>,
    /// Items by importance, then time: a rank is a place here.
    ranked: Vec<u32>,
    /// The finest level there is: the length of the shortest item. Below it all that has a row is drawn to length.
    finest: u8,
}

impl Pyramid {
    /// Files items given by their middles.
    pub fn new(spots: &[Spot], times: &[Key], lanes: u8) -> Self {
        let spot = |item: u32| spots.get(item as usize);
        let by_time = regroup(times, 256, &|item| spot(item).map_or(0, |spot| u32::from(spot.lane)));
        let ranked: Vec<u32> = regroup(times, 256, &|item| spot(item).map_or(0, |spot| u32::from(spot.importance)))
            .iter()
            .map(|key| key.2)
            .collect();
        let mut ranks = vec![0; spots.len()];
        for (rank, item) in (0..).zip(&ranked) {
            if let Some(slot) = ranks.get_mut(*item as usize) {
                *slot = rank;
            }
        }
        let finest = spots.iter().map(|spot| spot.class).min().unwrap_or(0);
        // An item joins the cells one level above its length; one without a row belongs to them from the first.
        let arrivals = regroup(times, 64 << 8, &|item| {
            spot(item).map_or(0, |spot| {
                let level = if spot.row == NO_ROW { finest } else { spot.class + 1 };
                u32::from(level) << 8 | u32::from(spot.lane)
            })
        });
        let mut arrivals = arrivals.as_slice();
        let mut levels: Vec<Level> = Vec::with_capacity(usize::from(LEVELS));
        for number in 0..LEVELS {
            let mut level = Level::default();
            for lane in if number < finest { 0..0 } else { 0..lanes } {
                let group = u32::from(number) << 8 | u32::from(lane);
                let (joining, later) = arrivals.split_at(arrivals.partition_point(|key| key.0 <= group));
                arrivals = later;
                let below = levels.last().map(|below| below.lane(lane)).unwrap_or_default();
                merge(&mut level.cells, number, below, joining, &ranks);
                level.ends.push(level.cells.len());
            }
            levels.push(level);
        }
        Pyramid { levels, by_time, ranked, finest }
    }

    /// The items of a cell that are remembered by name, the most important first, by time among equals.
    pub fn named<'a>(&'a self, cell: &'a Cell) -> impl Iterator<Item = u32> + 'a {
        cell.best.iter().map_while(|rank| self.ranked.get(*rank as usize).copied())
    }

    /// The cells of a lane that touch `view`, by time.
    pub fn cells(&self, lane: u8, level: u8, view: Extent) -> &[Cell] {
        let cells = self.levels.get(usize::from(level)).map(|found| found.lane(lane)).unwrap_or_default();
        let first = cells.partition_point(|cell| cell.bucket < view.from >> level);
        let last = cells.partition_point(|cell| cell.bucket <= (view.to - 1) >> level);
        cells.get(first..last).unwrap_or_default()
    }

    /// The items counted in a cluster, by time.
    pub fn members(&self, cluster: &Cluster, spots: &[Spot]) -> Vec<u32> {
        let cell = cluster.cell();
        let lane = u32::from(cluster.lane);
        let first = self.by_time.partition_point(|key| (key.0, key.1) < (lane, cell.from));
        let mut members = Vec::new();
        for key in self.by_time.iter().skip(first).take_while(|key| key.0 == lane && key.1 < cell.to) {
            let short = spots.get(key.2 as usize).is_some_and(|spot| !spot.is_long(cluster.level));
            if short && !cluster.apart.contains(&key.2) {
                members.push(key.2);
            }
        }
        members
    }

    /// The level whose cells are at least `minutes` long, and at most twice that unless it is the finest.
    pub fn level_for(&self, minutes: f64) -> u8 {
        let mut level = self.finest;
        while level < LEVELS - 1 && ((1_i64 << level) as f64) < minutes {
            level += 1;
        }
        level
    }
}

/// Appends a lane's cells at a level: those of the level below, two to one, and the items that join.
fn merge(cells: &mut Vec<Cell>, level: u8, below: &[Cell], joining: &[Key], ranks: &[u32]) {
    let first = cells.len();
    cells.reserve(below.len() + joining.len());
    let mut below = below.iter().peekable();
    let mut joining = joining.iter().peekable();
    loop {
        let old = below.peek().map(|cell| cell.bucket >> 1);
        let new = joining.peek().map(|key| key.1 >> level);
        let bucket = match (old, new) {
            (None, None) => break,
            (Some(bucket), None) | (None, Some(bucket)) => bucket,
            (Some(old), Some(new)) => old.min(new),
        };
        let mut added = Cell { bucket, count: 1, best: [NO_ITEM; KEEP] };
        if old == Some(bucket) {
            if let Some(cell) = below.next() {
                added = Cell { bucket, ..*cell };
            }
        } else if let Some(rank) = joining.next().and_then(|key| ranks.get(key.2 as usize)) {
            added.add(*rank);
        }
        let started = cells.len() > first;
        match cells.last_mut() {
            Some(cell) if started && cell.bucket == bucket => {
                cell.count += added.count;
                for rank in added.best.iter().take_while(|rank| **rank != NO_ITEM) {
                    cell.add(*rank);
                }
            }
            _ => cells.push(added),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::window::sort;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn cells_partition_the_short_items_at_every_level(
            items in prop::collection::vec((-9000_i64..9000, 0_u32..12, 0_u8..2, 1_u8..4, any::<bool>()), 0..120),
        ) {
            let spots: Vec<Spot> = items.iter().map(|&(from, length, lane, importance, rowed)| {
                let mut spot = Spot::new(Extent::new(from, from + (1 << length)), lane, importance);
                spot.row = if rowed { 0 } else { NO_ROW };
                spot
            }).collect();
            let mut times: Vec<Key> = (0..).zip(&spots).map(|(item, spot)| (0, spot.at(), item)).collect();
            sort(&mut times);
            let pyramid = Pyramid::new(&spots, &times, 2);
            for level in pyramid.finest..LEVELS {
                for lane in 0..2 {
                    let cells = pyramid.cells(lane, level, Extent::new(-100_000, 100_000));
                    prop_assert!(cells.windows(2).all(|pair| pair[0].bucket < pair[1].bucket));
                    let mut seen = Vec::new();
                    for cell in cells {
                        let named: Vec<u32> = pyramid.named(cell).collect();
                        let cluster = Cluster {
                            lane, level, count: cell.count, bucket: cell.bucket, top: named[0], apart: [NO_ITEM; KEEP],
                        };
                        let members = pyramid.members(&cluster, &spots);
                        prop_assert_eq!(members.len(), cell.count as usize);
                        let best = members.iter().copied()
                            .min_by_key(|item| (spots[*item as usize].importance, spots[*item as usize].at(), *item));
                        prop_assert_eq!(best, Some(named[0]));
                        prop_assert_eq!(named.len(), members.len().min(KEEP));
                        seen.extend(members);
                    }
                    seen.sort_unstable();
                    let short: Vec<u32> = (0..).zip(&spots).filter(|(_, spot)| spot.lane == lane && !spot.is_long(level))
                        .map(|(item, _)| item).collect();
                    prop_assert_eq!(seen, short);
                }
            }
        }
    }
}
