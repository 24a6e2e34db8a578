//! A story laid out: all that does not depend on the window, worked out once. Frames are drawn from it.

use super::frame::Cluster;
use super::marks::{extent_of, known, start_minute};
use super::scale::{Extent, Minute, Scale, minute_of};
use crate::model::Date;

/// Something dated, with what the layout needs to know of it. Items are named by their place in the list the layout was
/// built from, which is in the order of the axis ([`Date::sort_key`]).
#[derive(Debug, Clone, Copy)]
pub struct Item<'a> {
    /// When.
    pub date: &'a Date,
    /// 1 (first to be drawn and labelled) to 3.
    pub importance: u8,
    /// Row of the band, from 0.
    pub lane: u8,
    /// What its label would like, in pixels; 0 for none.
    pub label_px: f64,
}

/// A backdrop period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Era {
    /// When.
    pub extent: Extent,
    /// What its label takes, in pixels.
    pub label_px: f64,
}

/// A row nobody has.
pub(super) const NO_ROW: u8 = u8::MAX;

/// An item as the layout sees it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    pub extent: Extent,
    /// The minute it is filed under: its beginning, or its end where that is open. Never before that of the spot before it.
    pub at: Minute,
    pub label_px: f64,
    pub lane: u8,
    pub importance: u8,
    /// Its row in the lane when it is long enough to be drawn to length, if the lane has as many; `NO_ROW` if none was left.
    pub row: u8,
    /// Power of two of its length: `1 << class <= length < 2 << class`.
    pub class: u8,
}

impl Spot {
    /// Whether it is drawn to length at a level, above its lane's `ground`, rather than counted in a cell.
    pub fn is_long(&self, level: u8, ground: u8) -> bool {
        self.class >= level && self.row < ground
    }
}

/// Spots in groups, each still in the order of the axis.
#[derive(Debug)]
pub(super) struct Groups {
    ends: Vec<usize>,
    items: Vec<u32>,
}

impl Groups {
    /// Groups below `count`; spots of others are left out. Counted and moved once.
    fn new(spots: &[Spot], count: usize, group_of: &dyn Fn(&Spot) -> usize) -> Self {
        let mut ends = vec![0; count + 1];
        for spot in spots {
            if let Some(next) = ends.get_mut(group_of(spot) + 1) {
                *next += 1;
            }
        }
        let mut before = 0;
        for end in &mut ends {
            before += *end;
            *end = before;
        }
        let mut items = vec![0; before];
        // While it is filled, `ends` holds each group's next free place, which in the end is where it ends.
        for (item, spot) in (0..).zip(spots) {
            if let Some(next) = ends.get_mut(group_of(spot))
                && let Some(slot) = items.get_mut(*next)
            {
                *slot = item;
                *next += 1;
            }
        }
        Groups { ends, items }
    }

    /// The spots of a group from one place among all spots to before another.
    pub fn between(&self, group: usize, from: usize, to: usize) -> &[u32] {
        let end = |group: usize| self.ends.get(group).copied().unwrap_or(0);
        let first = if group == 0 { 0 } else { end(group - 1) };
        let items = self.items.get(first..end(group)).unwrap_or_default();
        let before = |place: usize| items.partition_point(|item| (*item as usize) < place);
        items.get(before(from)..before(to)).unwrap_or_default()
    }
}

/// Share of the story's length kept free at each end: room for the last mark, and its label, when all is in view.
const MARGIN: f64 = 0.06;
/// Share of the window kept free around what it is moved to.
const PADDING: f64 = 0.15;
/// Lanes with more items than this get a third row, for their labels.
const FEW: usize = 3;
/// How many rows a lane can be given beyond its own.
pub(super) const EXTRA: u8 = 6;
/// Lengths are told apart by powers of two.
pub(super) const CLASSES: u8 = 64;

/// Everything about a story's band that holds in every window.
#[derive(Debug)]
pub struct Layout {
    pub(super) spots: Vec<Spot>,
    /// Eras and the row their label is in.
    pub(super) eras: Vec<(Era, u8)>,
    /// Rows of each lane, its ground included.
    pub(super) rows: Vec<u8>,
    hull: Extent,
    pub(super) story: Extent,
    /// By lane and importance: `lane << 2 | importance`.
    pub(super) by_weight: Groups,
    /// Those that have a row, by lane and class: `lane << 6 | class`.
    pub(super) by_length: Groups,
    /// The widest label asked for.
    pub(super) label_px: f64,
}

impl Layout {
    /// Lays out items given in the order of the axis, and eras, in `lanes` lanes of at most `rows` rows (2 to 16). Items of lanes
    /// that do not exist are not drawn.
    pub fn new(items: &[Item], eras: Vec<Era>, lanes: u8, rows: u8) -> Self {
        let mut hull: Option<Extent> = None;
        let mut reach = |extent: Extent| hull = Some(hull.map_or(extent, |hull| hull.hull(extent)));
        for item in items {
            reach(known(item.date));
        }
        for era in &eras {
            reach(era.extent);
        }
        let hull = hull.unwrap_or(Extent { from: 0, to: 1 });
        let story = hull.padded(MARGIN);
        let mut spots: Vec<Spot> = Vec::with_capacity(items.len());
        let mut label_px: f64 = 0.0;
        let mut last = Minute::MIN;
        for item in items {
            let extent = extent_of(item.date, story);
            let minute = start_minute(item.date).map_or(0, Minute::from);
            // Whoever breaks the order is filed late rather than lost.
            last = last.max(minute_of(item.date.sort_key().0) + minute);
            label_px = label_px.max(item.label_px);
            spots.push(Spot {
                extent,
                at: last,
                label_px: item.label_px,
                lane: item.lane,
                importance: item.importance.clamp(1, 3),
                row: NO_ROW,
                class: 63 - extent.span().leading_zeros() as u8,
            });
        }
        let rows = assign(&mut spots, lanes, rows.clamp(2, 16));
        let lanes = usize::from(lanes);
        let by_weight =
            Groups::new(&spots, lanes << 2, &|spot| usize::from(spot.lane) << 2 | usize::from(spot.importance));
        let by_length = Groups::new(&spots, lanes << 6, &|spot| {
            if spot.row == NO_ROW { lanes << 6 } else { usize::from(spot.lane) << 6 | usize::from(spot.class) }
        });
        Layout { spots, eras: row_eras(eras), rows, hull, story, by_weight, by_length, label_px }
    }

    /// The story's time and a margin: the bounds no window leaves, and the ends open spans are drawn to.
    pub fn extent(&self) -> Extent {
        self.story
    }

    /// The story's time without the margin.
    pub fn hull(&self) -> Extent {
        self.hull
    }

    /// How many rows a lane has at every zoom.
    pub fn rows(&self, lane: u8) -> u8 {
        self.rows.get(usize::from(lane)).copied().unwrap_or(0)
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.spots.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.spots.is_empty()
    }

    /// When an item may have happened; open ends reach to the ends of the story.
    pub fn extent_of(&self, item: u32) -> Option<Extent> {
        self.spots.get(item as usize).map(|spot| spot.extent)
    }

    /// When an era was.
    pub fn era(&self, era: usize) -> Option<Extent> {
        self.eras.get(era).map(|(era, _)| era.extent)
    }

    /// From where the first item of a lane is filed to the last; nothing for an empty lane. Open ends count for nothing.
    pub fn lane(&self, lane: u8) -> Option<Extent> {
        let mut found: Option<Extent> = None;
        for spot in &self.spots {
            if spot.lane == lane {
                let from = found.map_or(spot.at, |found| found.from);
                found = Some(Extent::new(from, spot.at));
            }
        }
        found
    }

    /// The first item filed at or after a minute.
    pub(super) fn first_at(&self, minute: Minute) -> usize {
        self.spots.partition_point(|spot| spot.at < minute)
    }

    /// The items a cluster stands for, in the order of the axis.
    pub fn members(&self, cluster: &Cluster) -> Vec<u32> {
        let cell = cluster.cell();
        let mut members = Vec::new();
        for item in self.first_at(cell.from)..self.first_at(cell.to) {
            if cluster.counts(item as u32, self) {
                members.push(item as u32);
            }
        }
        members
    }

    /// The window that spreads out a cluster's items, or the dense part of them where two thirds lie in a third of their
    /// time; nothing where no zoom sets them apart: list them instead.
    pub fn open(&self, cluster: &Cluster, scale: &Scale) -> Option<Scale> {
        let mut times: Vec<Extent> = Vec::new();
        for item in self.members(cluster) {
            let spot = self.spots.get(item as usize)?;
            // Whole days and months, where they are shorter than the cell.
            times.push(if spot.class < cluster.level { spot.extent } else { Extent::new(spot.at, spot.at) });
        }
        let (first, last) = (*times.first()?, *times.last()?);
        let mut best = first.hull(last);
        let most = times.len().div_ceil(3) * 2;
        for (from, to) in times.iter().zip(times.iter().skip(most - 1)) {
            let run = from.hull(*to);
            if run.span() < best.span() / 3 {
                best = run;
            }
        }
        let opened = Scale::fit(best, scale.width(), scale.width() * PADDING);
        (last.from > first.from && opened.per_px() < scale.per_px() * 0.7).then_some(opened)
    }

    /// The window moved as little as needed to show an item clear of the edges; unmoved if it is in view, or fills it.
    pub fn reveal(&self, item: u32, scale: &Scale) -> Scale {
        let Some(extent) = self.extent_of(item) else { return *scale };
        let (first, last) = (scale.width() * PADDING, scale.width() * (1.0 - PADDING));
        let early = (scale.x(extent.to) - first).min(0.0);
        let late = (scale.x(extent.from) - last).max(0.0);
        scale.pan(early + late)
    }

    /// How many items are filed in each of `bins` equal parts of the story.
    pub fn density(&self, bins: usize) -> Vec<usize> {
        let width = self.story.span() as f64 / bins as f64;
        let mut counts = Vec::with_capacity(bins);
        let mut before = 0;
        for bin in 1..=bins {
            let until = self.first_at(self.story.from + (width * bin as f64).ceil() as Minute);
            counts.push(until - before);
            before = until;
        }
        counts
    }
}

/// Gives every spot its row and says how many rows each lane has, its ground included: 1 for an empty lane, otherwise 2 to
/// `most`. Every item that can be drawn to length has its row once and for all, whatever the zoom, so that marks never jump
/// between rows while a reader moves. The last row of a lane is its ground: nothing is drawn to length there, so that clusters
/// always find room. Details leave one more row to what matters more. What finds no row has one among those that a lane may be
/// given ([`Layout::share`]).
fn assign(spots: &mut [Spot], lanes: u8, most: u8) -> Vec<u8> {
    let mut rows = Vec::with_capacity(usize::from(lanes));
    for lane in 0..lanes {
        let mut ground = None;
        for limit in [most - 1, EXTRA] {
            let mut ends: Vec<Minute> = Vec::new();
            let mut count = 0;
            for spot in spots.iter_mut().filter(|spot| spot.lane == lane && spot.row == NO_ROW) {
                count += 1;
                let limit = if spot.importance > 2 { (limit - 1).max(1) } else { limit };
                let row = (0..limit).find(|row| ends.get(usize::from(*row)).is_none_or(|end| *end <= spot.extent.from));
                if let Some(row) = row {
                    spot.row = ground.unwrap_or(0) + row;
                    match ends.get_mut(usize::from(row)) {
                        Some(end) => *end = spot.extent.to,
                        None => ends.push(spot.extent.to),
                    }
                }
            }
            if ground.is_none() {
                let least = if count > FEW { most.min(3) } else { 1 };
                let own = (ends.len() as u8 + 1).max(least);
                rows.push(own);
                ground = Some(own - 1);
            }
        }
    }
    rows
}

/// Eras that share time get label rows of their own.
fn row_eras(eras: Vec<Era>) -> Vec<(Era, u8)> {
    let mut rowed: Vec<(Era, u8)> = Vec::with_capacity(eras.len());
    for era in eras {
        let mut row = 0;
        while rowed.iter().any(|(other, taken)| *taken == row && other.extent.meets(era.extent)) && row < u8::MAX {
            row += 1;
        }
        rowed.push((era, row));
    }
    rowed
}
