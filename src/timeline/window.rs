//! What lies in a window: items filed by lane and length, so that a query costs `O(log n + found)`.
//!
//! Within a class no item is twice as long as another, so all that reach into a window begin in one short run.

use super::scale::{Extent, Minute};

/// A row nobody has.
pub(super) const NO_ROW: u8 = u8::MAX;

/// An item as the layout sees it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    pub extent: Extent,
    /// Its row in the lane when it is long enough to be drawn to length; `NO_ROW` if none was left.
    pub row: u8,
    pub lane: u8,
    pub importance: u8,
    /// Power of two of its length: `1 << class <= length < 2 << class`.
    pub class: u8,
}

impl Spot {
    pub fn new(extent: Extent, lane: u8, importance: u8) -> Self {
        Spot { extent, row: NO_ROW, lane, importance, class: class_of(extent.span()) }
    }

    /// The minute it is filed under where it is too short to be drawn to length: its middle.
    pub fn at(&self) -> Minute {
        self.extent.from + self.extent.span() / 2
    }

    /// Whether it is drawn to length at a level, rather than counted in a cell.
    pub fn is_long(&self, level: u8) -> bool {
        self.class >= level && self.row != NO_ROW
    }
}

/// The power of two of a length in minutes (at least 1).
pub(super) fn class_of(span: Minute) -> u8 {
    63 - (span.max(1) as u64).leading_zeros() as u8
}

/// What lists are sorted by: a group, a time, the item itself. One type, so that one sort is compiled.
pub(super) type Key = (u32, Minute, u32);

/// Sorts keys by merging ever longer runs. The library's sort takes every reader a kilobyte more to fetch; lists here come
/// nearly sorted, and runs already in order are copied whole.
#[inline(never)]
pub(super) fn sort(keys: &mut Vec<Key>) {
    let mut merged: Vec<Key> = Vec::with_capacity(keys.len());
    let mut run = 1;
    while run < keys.len() {
        merged.clear();
        for pair in keys.chunks(2 * run) {
            let (mut left, mut right) = pair.split_at(run.min(pair.len()));
            if left.last() > right.first() {
                while let (Some((one, lefts)), Some((other, rights))) = (left.split_first(), right.split_first()) {
                    if one <= other {
                        merged.push(*one);
                        left = lefts;
                    } else {
                        merged.push(*other);
                        right = rights;
                    }
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        std::mem::swap(keys, &mut merged);
        run *= 2;
    }
}

/// Sorted keys put into groups below `groups`, each still in the order given: counted and moved once, which on long stories
/// is far cheaper than another sort.
pub(super) fn regroup(keys: &[Key], groups: u32, group_of: &dyn Fn(u32) -> u32) -> Vec<Key> {
    let mut starts = vec![0_usize; groups as usize + 1];
    for key in keys {
        if let Some(next) = starts.get_mut(group_of(key.2) as usize + 1) {
            *next += 1;
        }
    }
    let mut before = 0;
    for start in &mut starts {
        before += *start;
        *start = before;
    }
    let mut grouped = vec![(0, 0, 0); before];
    for key in keys {
        let group = group_of(key.2);
        if let Some(start) = starts.get_mut(group as usize)
            && let Some(slot) = grouped.get_mut(*start)
        {
            *slot = (group, key.1, key.2);
            *start += 1;
        }
    }
    grouped
}

/// Items of one lane and class, by beginning: `keys[first..last]`.
#[derive(Debug)]
struct Run {
    lane: u8,
    class: u8,
    first: usize,
    last: usize,
}

/// The items with a row of their own, filed by lane, class and beginning.
#[derive(Debug)]
pub(super) struct Index {
    runs: Vec<Run>,
    keys: Vec<Key>,
}

impl Index {
    /// Files items given by beginning.
    pub fn new(spots: &[Spot], order: &[Key]) -> Self {
        // A group too many takes those without a row.
        let nowhere = 256 << 6;
        let mut keys = regroup(order, nowhere + 1, &|item| match spots.get(item as usize) {
            Some(spot) if spot.row != NO_ROW => u32::from(spot.lane) << 6 | u32::from(spot.class),
            _ => nowhere,
        });
        keys.truncate(keys.partition_point(|key| key.0 < nowhere));
        let mut runs: Vec<Run> = Vec::new();
        for (place, key) in keys.iter().enumerate() {
            let (lane, class) = ((key.0 >> 6) as u8, key.0 as u8 & 63);
            match runs.last_mut() {
                Some(run) if run.lane == lane && run.class == class => run.last = place + 1,
                _ => runs.push(Run { lane, class, first: place, last: place + 1 }),
            }
        }
        Index { runs, keys }
    }

    /// Every item of `lane`, of class `level` or longer, that meets `view`, by class and beginning.
    pub fn each(&self, spots: &[Spot], lane: u8, level: u8, view: Extent, found: &mut dyn FnMut(u32)) {
        for run in self.runs.iter().filter(|run| run.lane == lane && run.class >= level) {
            let keys = self.keys.get(run.first..run.last).unwrap_or_default();
            let longest = 2_i64.checked_shl(u32::from(run.class)).unwrap_or(i64::MAX);
            let earliest = view.from.saturating_sub(longest);
            let first = keys.partition_point(|key| key.1 <= earliest);
            for key in keys.iter().skip(first).take_while(|key| key.1 < view.to) {
                if spots.get(key.2 as usize).is_some_and(|spot| spot.extent.to > view.from) {
                    found(key.2);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorting_sorts(keys in prop::collection::vec((0_u32..4, -50_i64..50, any::<u32>()), 0..300)) {
            let (mut ours, mut theirs) = (keys.clone(), keys);
            sort(&mut ours);
            theirs.sort_unstable();
            prop_assert_eq!(ours, theirs);
        }

        #[test]
        fn a_window_finds_what_looking_at_all_finds(
            items in prop::collection::vec((-5000_i64..5000, 0_u32..14, 0_u8..3), 0..200),
            from in -6000_i64..6000, span in 1_i64..4000, lane in 0_u8..3, level in 0_u8..8,
        ) {
            let mut spots = Vec::new();
            for (from, length, lane) in items {
                let mut spot = Spot::new(Extent::new(from, from + (1 << length) + from.rem_euclid(1 << length)), lane, 1);
                prop_assert!(spot.extent.span() >> spot.class == 1);
                spot.row = if from % 7 == 0 { NO_ROW } else { 0 };
                spots.push(spot);
            }
            let view = Extent::new(from, from + span);
            let mut found = Vec::new();
            let mut order: Vec<Key> = (0..).zip(&spots).map(|(item, spot)| (0, spot.extent.from, item)).collect();
            sort(&mut order);
            Index::new(&spots, &order).each(&spots, lane, level, view, &mut |item| found.push(item));
            found.sort_unstable();
            let all: Vec<u32> = (0..).zip(&spots)
                .filter(|(_, spot)| spot.lane == lane && spot.is_long(level) && spot.extent.meets(view))
                .map(|(item, _)| item).collect();
            prop_assert_eq!(found, all);
        }
    }
}
