//! Layout of a story: everything that does not depend on the window, computed once. Frames are drawn from it.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "counts fit 32 bits, numbers of choices 8; minutes are exact in `f64`"
)]

use super::frame::Cluster;
use super::mark_shape::{DateOutline, MarkShape, known, start_minute};
use super::scale::{DAY, Extent, Minute, Scale, minute_of};
use crate::model::Date;
use std::ops::Range;

/// A dated thing to be drawn. Items are named by their index in the list the layout was built from, which is in the
/// order of the axis ([`Date::sort_key`]).
#[derive(Debug, Clone, Copy)]
pub struct Item<'a> {
    /// Its date.
    pub date: &'a Date,
    /// 0 (always drawn, and labelled first) to 3.
    pub importance: u8,
    /// Lane, from 0.
    pub lane: u8,
    /// Preferred width of its label in pixels; 0 for none.
    pub label_px: f64,
}

/// The row of an item that found none.
pub(super) const NO_ROW: u8 = u8::MAX;

/// An item with its position in time.
#[derive(Debug, Clone, Copy)]
pub(super) struct LayoutItem {
    pub outline: DateOutline,
    /// The minute it is filed under: its beginning, or its end where that is open. Never before that of the item before it.
    pub at: Minute,
    pub label_px: f64,
    pub lane: u8,
    pub importance: u8,
    /// Its row in the lane when it is long enough to be drawn to length, if the lane has as many; `NO_ROW` if none was left.
    pub row: u8,
    /// Power of two of its length: `1 << class <= length < 2 << class`; less by 1 for a day, and by 2 for an unsure date that
    /// gives way.
    pub class: u8,
}

impl LayoutItem {
    /// Returns whether it is a point of which the day is known. That is a dot in the middle of its day, as wide as days may be,
    /// until they are so wide that the axis tells hours.
    pub fn is_day(&self) -> bool {
        self.outline.shape == MarkShape::Wide && self.outline.extent.span() == DAY
    }

    /// Returns whether it is drawn to length at a level, above its lane's cluster row, rather than counted in a cell.
    pub fn is_long(&self, level: u8, cluster_row: u8) -> bool {
        self.class >= level && self.row < cluster_row
    }
}

/// Items in groups, each still in the order of the axis.
#[derive(Debug)]
pub(super) struct Groups {
    ends: Vec<usize>,
    items: Vec<u32>,
}

impl Groups {
    /// Groups below `count`; items of others are left out. Counted and moved once.
    fn new(all: &[LayoutItem], count: usize, group_of: &dyn Fn(&LayoutItem) -> usize) -> Self {
        let mut ends = vec![0; count + 1];
        for item in all {
            if let Some(next) = ends.get_mut(group_of(item) + 1) {
                *next += 1;
            }
        }
        let mut before = 0;
        for end in &mut ends {
            before += *end;
            *end = before;
        }
        let mut items = vec![0; before];
        // Meanwhile `ends` holds the next free slot of each group, which at last is its end.
        for (index, item) in (0..).zip(all) {
            if let Some(next) = ends.get_mut(group_of(item))
                && let Some(slot) = items.get_mut(*next)
            {
                *slot = index;
                *next += 1;
            }
        }
        Groups { ends, items }
    }

    /// The items of a group from one index among all items to before another.
    pub fn between(&self, group: usize, from: usize, to: usize) -> &[u32] {
        let end = |group: usize| self.ends.get(group).copied().unwrap_or(0);
        let first = if group == 0 { 0 } else { end(group - 1) };
        let items = self.items.get(first..end(group)).unwrap_or_default();
        let before = |index: usize| items.partition_point(|item| (*item as usize) < index);
        items.get(before(from)..before(to)).unwrap_or_default()
    }
}

/// Fraction of the story's length kept free at each end: room for the last mark, and its label, when all is in view.
const MARGIN: f64 = 0.06;
/// Fraction of the window kept free around an item that it is moved to.
const PADDING: f64 = 0.15;
/// Number of rows that a lane can have beyond its own.
pub(super) const EXTRA: u8 = 6;
/// Number of classes of length, which are powers of two.
pub(super) const CLASSES: u8 = 64;

/// The part of a drawn timeline that is the same in every window.
#[derive(Debug)]
pub struct Layout {
    pub(super) items: Vec<LayoutItem>,
    /// Rows of each lane, its cluster row included.
    pub(super) rows: Vec<u8>,
    known: Extent,
    pub(super) story: Extent,
    /// By lane and importance: `lane << 2 | importance`.
    pub(super) by_weight: Groups,
    /// Items that have a row, by lane and class: `lane << 6 | class`.
    pub(super) by_length: Groups,
    /// Width of the widest label.
    pub(super) label_px: f64,
}

impl Layout {
    /// Lays out items given in the order of the axis in `lanes` lanes of at most `rows` rows (2 to 16). Items of lanes that do not
    /// exist are not drawn.
    pub fn new(items: &[Item], lanes: u8, rows: u8) -> Self {
        let dates = items.iter().map(|item| item.date);
        let known = dates.map(known).reduce(Extent::union).unwrap_or(Extent { from: 0, to: 1 });
        let story = known.padded(MARGIN);
        let mut laid: Vec<LayoutItem> = Vec::with_capacity(items.len());
        let mut label_px: f64 = 0.0;
        let mut last = Minute::MIN;
        for item in items {
            let outline = DateOutline::new(item.date, story);
            let minute = start_minute(item.date).map_or(0, Minute::from);
            // Clamp items out of order instead of dropping them.
            last = last.max(minute_of(item.date.sort_key().0) + minute);
            label_px = label_px.max(item.label_px);
            let mut item = LayoutItem {
                outline,
                at: last,
                label_px: item.label_px,
                lane: item.lane,
                importance: item.importance.min(3),
                row: NO_ROW,
                class: 63 - outline.extent.span().leading_zeros() as u8,
            };
            item.class -= u8::from(item.is_day());
            laid.push(item);
        }
        let rows = assign_rows(&mut laid, lanes, rows.clamp(2, 16));
        let lanes = usize::from(lanes);
        let by_weight =
            Groups::new(&laid, lanes << 2, &|item| usize::from(item.lane) << 2 | usize::from(item.importance));
        let by_length = Groups::new(&laid, lanes << 6, &|item| {
            if item.row == NO_ROW { lanes << 6 } else { usize::from(item.lane) << 6 | usize::from(item.class) }
        });
        Layout { items: laid, rows, known, story, by_weight, by_length, label_px }
    }

    /// The time of the story with a margin: the bounds of every window, and the ends of open spans.
    pub fn extent(&self) -> Extent {
        self.story
    }

    /// The time of the story without the margin; open ends add nothing.
    pub fn known_extent(&self) -> Extent {
        self.known
    }

    /// Number of rows that a lane has at every zoom.
    pub fn rows(&self, lane: u8) -> u8 {
        self.rows.get(usize::from(lane)).copied().unwrap_or(0)
    }

    /// Number of items.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Returns whether there is none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Time that an item may have taken; open ends reach to the ends of the story.
    pub fn item_extent(&self, item: u32) -> Option<Extent> {
        self.items.get(item as usize).map(|item| item.outline.extent)
    }

    /// The first item filed at or after a minute.
    pub(super) fn first_at(&self, minute: Minute) -> usize {
        self.items.partition_point(|item| item.at < minute)
    }

    /// The items of a cluster, in the order of the axis.
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
            let item = self.items.get(item as usize)?;
            // Whole days and months, where they are shorter than the cell.
            times.push(if item.class < cluster.level { item.outline.extent } else { Extent::new(item.at, item.at) });
        }
        let (first, last) = (*times.first()?, *times.last()?);
        let mut best = first.union(last);
        let most = times.len().div_ceil(3) * 2;
        for (from, to) in times.iter().zip(times.iter().skip(most - 1)) {
            let run = from.union(*to);
            if run.span() < best.span() / 3 {
                best = run;
            }
        }
        let opened = Scale::fit(best, scale.width(), scale.width() * PADDING);
        (last.from > first.from && opened.per_px() < scale.per_px() * 0.7).then_some(opened)
    }

    /// The window moved as little as needed to show an item clear of the edges; unmoved if it is in view, or fills it.
    pub fn reveal(&self, item: u32, scale: &Scale) -> Scale {
        let Some(extent) = self.item_extent(item) else { return *scale };
        let (first, last) = (scale.width() * PADDING, scale.width() * (1.0 - PADDING));
        let before = (scale.x(extent.to) - first).min(0.0);
        let after = (scale.x(extent.from) - last).max(0.0);
        scale.pan(before + after)
    }

    /// The window that shows an item as its date is known: as [`reveal`](Self::reveal), and wide enough for all of it.
    pub fn show(&self, item: u32, scale: &Scale) -> Scale {
        match self.item_extent(item) {
            Some(extent) if extent.span() as f64 > scale.span() * (1.0 - 2.0 * PADDING) => {
                Scale::fit(extent, scale.width(), scale.width() * PADDING)
            }
            _ => self.reveal(item, scale),
        }
    }

    /// The items filed in a stretch of time.
    pub fn filed(&self, extent: Extent) -> Range<usize> {
        self.first_at(extent.from)..self.first_at(extent.to)
    }

    /// The part of a stretch of time, of at most `span` minutes, in which most items are filed: the earliest of equals.
    pub fn densest(&self, within: Extent, span: Minute) -> Option<Extent> {
        let found = self.items.get(self.filed(within))?;
        let (mut most, mut best, mut end) = (0, None, 0);
        for (begin, first) in found.iter().enumerate() {
            while let Some(last) = found.get(end).filter(|last| last.at - first.at < span) {
                end += 1;
                if end - begin > most {
                    (most, best) = (end - begin, Some(Extent::new(first.at, last.at)));
                }
            }
        }
        best
    }

    /// The shortest time that an item filed in a stretch of time may have taken.
    pub fn finest(&self, extent: Extent) -> Option<Minute> {
        self.items.get(self.filed(extent))?.iter().map(|item| item.outline.extent.span()).min()
    }
}

/// Gives every item its row and returns how many rows each lane has, its cluster row included: 1 for an empty lane, otherwise
/// 2 to `most`. Every item that can be drawn to length has its row once and for all, whatever the zoom, so that marks never jump
/// between rows while a reader moves. The last row of a lane is its cluster row: nothing is drawn to length there, so that
/// clusters always find room. Details leave one more row to more important items. Items that find no row get one among the
/// extra rows of a lane ([`Layout::allocate_rows`]).
fn assign_rows(items: &mut [LayoutItem], lanes: u8, most: u8) -> Vec<u8> {
    let mut rows = Vec::with_capacity(usize::from(lanes));
    for lane in 0..lanes {
        let mut cluster_row = None;
        // The important have theirs first, whatever lies beside them.
        let mut leads: Vec<(u8, Extent)> = Vec::new();
        for item in items.iter_mut().filter(|item| item.lane == lane && item.importance == 0) {
            let extent = item.outline.extent;
            let is_taken = |row: u8| leads.iter().any(|(at, other)| *at == row && other.overlaps(extent));
            if let Some(row) = (0..most - 1).find(|row| !is_taken(*row)) {
                item.row = row;
                leads.push((row, extent));
            }
        }
        for limit in [most - 1, EXTRA] {
            let (mut ends, mut count) = (Vec::new(), 0);
            if cluster_row.is_none() {
                count = leads.len();
                ends.resize(leads.iter().map(|(row, _)| usize::from(*row) + 1).max().unwrap_or(0), Minute::MIN);
            }
            for item in items.iter_mut().filter(|item| item.lane == lane && item.row == NO_ROW) {
                count += 1;
                let limit = if item.importance > 2 { (limit - 1).max(1) } else { limit };
                let extent = item.outline.extent;
                // An unsure date gives way to leads within and near it: it is drawn to length from two zoom levels on.
                let is_near = |(_, lead): &(u8, Extent)| lead.overlaps(extent.padded(0.5));
                let is_unsure = item.outline.shape == MarkShape::Wide && !item.is_day();
                if cluster_row.is_none() && is_unsure && leads.iter().any(is_near) {
                    item.class = item.class.saturating_sub(2);
                }
                let is_taken = |row: u8| {
                    let row = cluster_row.unwrap_or(0) + row;
                    leads.iter().any(|(at, other)| *at == row && other.overlaps(extent))
                };
                let row = (0..limit)
                    .filter(|row| !is_taken(*row))
                    .find(|row| ends.get(usize::from(*row)).is_none_or(|end| *end <= extent.from));
                if let Some(row) = row {
                    item.row = cluster_row.unwrap_or(0) + row;
                    match ends.get_mut(usize::from(row)) {
                        Some(end) => *end = extent.to,
                        None => ends.push(extent.to),
                    }
                }
            }
            if cluster_row.is_none() {
                let least = if count > 1 { most.min(3) } else { 1 };
                let own = (ends.len() as u8 + 1).max(least);
                rows.push(own);
                cluster_row = Some(own - 1);
            }
        }
    }
    rows
}
