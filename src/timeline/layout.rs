//! A story laid out: all that does not depend on the window, worked out once. Frames are drawn from it.

use super::cluster::{Cluster, Pyramid};
use super::lanes::assign;
use super::marks::Item;
use super::scale::{Extent, Minute, Scale};
use super::window::{Index, Key, Spot, sort};

/// A backdrop period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Era {
    /// When.
    pub extent: Extent,
    /// What its label takes, in pixels.
    pub label_px: f64,
}

/// Share of the story's length kept free at each end: room for the last mark, and its label, when all is in view.
const MARGIN: f64 = 0.06;
/// Share of the window kept free around what it is moved to.
const PADDING: f64 = 0.15;

/// Everything about a story's band that holds in every window.
#[derive(Debug)]
pub struct Layout {
    pub(super) items: Vec<Item>,
    pub(super) spots: Vec<Spot>,
    /// Eras and the row their label is in.
    pub(super) eras: Vec<(Era, u8)>,
    /// Rows of each lane, its ground included.
    pub(super) rows: Vec<u8>,
    pub(super) story: Extent,
    pub(super) index: Index,
    pub(super) pyramid: Pyramid,
    /// The widest label asked for.
    pub(super) label_px: f64,
    /// By beginning: the order arrow keys go.
    order: Vec<Key>,
    /// Where every item is filed, in order, for counting.
    times: Vec<Key>,
}

impl Layout {
    /// Lays out items, in any order, and eras in `lanes` lanes of at most `rows` rows (2 or more). Items of lanes that do
    /// not exist are not drawn.
    pub fn new(items: Vec<Item>, eras: Vec<Era>, lanes: u8, rows: u8) -> Self {
        let mut known: Option<Extent> = None;
        for extent in items.iter().map(Item::known).chain(eras.iter().map(|era| era.extent)) {
            known = Some(known.map_or(extent, |known| known.hull(extent)));
        }
        let known = known.unwrap_or(Extent { from: 0, to: 1 });
        let story = known.padded(MARGIN);
        let mut spots: Vec<Spot> =
            items.iter().map(|item| Spot::new(item.extent(story), item.lane, item.importance.clamp(1, 3))).collect();
        let mut order: Vec<Key> = Vec::with_capacity(spots.len());
        let mut times: Vec<Key> = Vec::with_capacity(spots.len());
        for (item, spot) in (0..).zip(&spots) {
            order.push((0, spot.extent.from, item));
            times.push((0, spot.at(), item));
        }
        sort(&mut order);
        sort(&mut times);
        let rows = assign(&mut spots, &order, story, lanes, rows);
        let label_px = items.iter().fold(0.0, |widest: f64, item| widest.max(item.label_px));
        let index = Index::new(&spots, &order);
        let pyramid = Pyramid::new(&spots, &times, lanes);
        let eras = row_eras(eras);
        Layout { items, spots, eras, rows, story, index, pyramid, label_px, order, times }
    }

    /// The story's time and a margin: the bounds no window leaves, and the ends open spans are drawn to.
    pub fn extent(&self) -> Extent {
        self.story
    }

    /// How many rows a lane has at every zoom.
    pub fn rows(&self, lane: u8) -> u8 {
        self.rows.get(usize::from(lane)).copied().unwrap_or(0)
    }

    /// When an item may have happened; open ends reach to the ends of the story.
    pub fn extent_of(&self, item: u32) -> Option<Extent> {
        self.spots.get(item as usize).map(|spot| spot.extent)
    }

    /// The item after this one by time; the first without one.
    pub fn next(&self, item: Option<u32>) -> Option<u32> {
        let place = match item {
            None => 0,
            Some(item) => self.place(item)? + 1,
        };
        self.order.get(place).map(|key| key.2)
    }

    /// The item before this one by time; the last without one.
    pub fn previous(&self, item: Option<u32>) -> Option<u32> {
        let place = match item {
            None => self.order.len(),
            Some(item) => self.place(item)?,
        };
        self.order.get(place.checked_sub(1)?).map(|key| key.2)
    }

    fn place(&self, item: u32) -> Option<usize> {
        let key = (0, self.extent_of(item)?.from, item);
        self.order.binary_search(&key).ok()
    }

    /// The items a cluster stands for, by time.
    pub fn members(&self, cluster: &Cluster) -> Vec<u32> {
        self.pyramid.members(cluster, &self.spots)
    }

    /// The window that spreads out a cluster's items, or the dense part of them where two thirds lie in a third of their
    /// time; nothing where no zoom sets them apart: list them instead.
    pub fn open(&self, cluster: &Cluster, scale: &Scale) -> Option<Scale> {
        let members: Vec<&Spot> =
            self.members(cluster).iter().filter_map(|member| self.spots.get(*member as usize)).collect();
        let (first, last) = (members.first()?, members.last()?);
        let most = members.len().div_ceil(3) * 2;
        let runs = members.iter().zip(members.iter().skip(most.saturating_sub(1)));
        let dense = runs.min_by_key(|(from, to)| to.at() - from.at());
        let (from, to) = match dense {
            Some((from, to)) if (to.at() - from.at()).saturating_mul(3) < last.at() - first.at() => (from, to),
            _ => (first, last),
        };
        // Whole days and months, where they are shorter than the cell.
        let whole = |spot: &Spot| {
            if spot.class < cluster.level { spot.extent } else { Extent { from: spot.at(), to: spot.at() } }
        };
        let times = whole(from).hull(whole(to));
        let opened = Scale::fit(Extent::new(times.from, times.to), scale.width(), scale.width() * PADDING);
        (last.at() > first.at() && opened.per_px() < scale.per_px() * 0.7).then_some(opened)
    }

    /// The window moved as little as needed to show an item clear of the edges; unmoved if it is in view, or fills it.
    pub fn reveal(&self, item: u32, scale: &Scale) -> Scale {
        let Some(extent) = self.extent_of(item) else { return *scale };
        let (from, to) = (scale.x(extent.from), scale.x(extent.to));
        let (first, last) = (scale.width() * PADDING, scale.width() * (1.0 - PADDING));
        if to < first {
            scale.pan(to - first)
        } else if from > last {
            scale.pan(from - last)
        } else {
            *scale
        }
    }

    /// How many items lie in each of `bins` equal parts of the story. Items longer than a part count in their middle.
    pub fn density(&self, bins: usize) -> Vec<u32> {
        let width = self.story.span() as f64 / bins.max(1) as f64;
        let mut counts = Vec::with_capacity(bins);
        let mut before = 0;
        for bin in 1..=bins {
            let end: Minute = self.story.from.saturating_add((width * bin as f64) as Minute);
            let until = self.times.partition_point(|key| bin == bins || key.1 < end);
            counts.push((until - before) as u32);
            before = until;
        }
        counts
    }
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
