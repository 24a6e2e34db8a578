//! What must hold of every frame of every story, and pictures of one.

mod pictures;
mod properties;

use super::*;
use crate::model::{Bounds, Date, Ending, Qualifier, Shape};

const OPTIONS: Options = Options { height: 240.0, row_height: 24.0, lane_gap: 8.0, target: 24.0, em: 12.0 };

/// An item.
#[derive(Debug, Clone)]
struct Entry {
    date: Date,
    importance: u8,
    lane: u8,
    label_px: f64,
}

/// Entries in the order of the axis, and their layout.
#[derive(Debug)]
struct Laid {
    layout: Layout,
    entries: Vec<Entry>,
}

fn lay_out(mut entries: Vec<Entry>, lanes: u8, rows: u8) -> Laid {
    entries.sort_by_key(|entry| entry.date.sort_key());
    let items: Vec<Item> = entries
        .iter()
        .map(|Entry { date, importance, lane, label_px }| Item {
            date,
            importance: *importance,
            lane: *lane,
            label_px: *label_px,
        })
        .collect();
    Laid { layout: Layout::new(&items, lanes, rows), entries }
}

/// A point within some days.
fn point(earliest: i64, latest: i64) -> Entry {
    let bounds = Bounds { earliest, latest };
    let date = Date {
        shape: Shape::Point,
        begin: bounds,
        end: bounds,
        starts: Ending::Known,
        ends: Ending::Known,
        qualifier: Qualifier::default(),
        minute: None,
        words: String::new(),
    };
    Entry { date, importance: 2, lane: 0, label_px: 160.0 }
}

/// A span from somewhere in the first pair of days to somewhere in the second.
fn span(begin: (i64, i64), end: (i64, i64)) -> Entry {
    let mut entry = point(begin.0, begin.1);
    entry.date.shape = Shape::Span;
    entry.date.end = Bounds { earliest: end.0, latest: end.1 };
    entry
}

impl Entry {
    /// The same with another date.
    fn with(mut self, change: impl FnOnce(&mut Date)) -> Self {
        change(&mut self.date);
        self
    }
}
