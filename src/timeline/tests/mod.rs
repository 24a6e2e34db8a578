//! What must hold of every frame of every story, and pictures of one.

mod pictures;
mod properties;

use super::*;
use crate::model::{Bounds, Ending, Qualifier, Shape};

const OPTIONS: Options = Options {
    row_height: 24.0,
    lane_gap: 8.0,
    target: 24.0,
    label_min: 56.0,
    rtl: false,
    widths: TickWidths {
        time: 48.0,
        day: 28.0,
        month: 44.0,
        year: 48.0,
        deep: 110.0,
        context_day: 150.0,
        context_month: 120.0,
    },
};

/// A point within some days.
fn point(earliest: i64, latest: i64) -> Item {
    let bounds = Bounds { earliest, latest };
    Item {
        shape: Shape::Point,
        begin: bounds,
        end: bounds,
        starts: Ending::Known,
        ends: Ending::Known,
        qualifier: Qualifier::default(),
        minute: None,
        importance: 2,
        lane: 0,
        label_px: 160.0,
    }
}

/// A span from somewhere in the first pair of days to somewhere in the second.
fn span(begin: (i64, i64), end: (i64, i64)) -> Item {
    Item {
        shape: Shape::Span,
        begin: Bounds { earliest: begin.0, latest: begin.1 },
        end: Bounds { earliest: end.0, latest: end.1 },
        ..point(0, 0)
    }
}
