//! What the time band's geometry costs, from 100 to 100,000 items: laid out once, a pan step, a zoom step, and one after which
//! the band rests. All but the first grow with what is in view, and not with the story.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "random numbers below a small bound"
)]
#![allow(missing_docs)] // of the function the macro makes

use backstory::model::{Bounds, Date, Ending, Qualifier, Shape};
use backstory::timeline::{DAY, Item, Layout, Options, Scale};
use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;

const SIZES: [u32; 4] = [100, 1_000, 10_000, 100_000];
const LANES: u8 = 5;
const ROWS: u8 = 6;
const WIDTH: f64 = 1_200.0;
/// Forty years.
const DAYS: u64 = 14_610;

const OPTIONS: Options = Options { height: 300.0, row_height: 28.0, lane_gap: 8.0, target: 24.0, em: 12.0 };

/// Days, spans, vague dates and times of day over forty years, a fifth of them in one month.
fn dates(count: u32) -> Vec<Date> {
    let mut random = random();
    let mut dates = Vec::new();
    for _ in 0..count {
        let first = if random(5) == 0 { 13_000 + random(31) } else { random(DAYS) };
        let (shape, vague, length) = match random(10) {
            0 => (Shape::Span, 0, 1 + random(900)),
            1 => (Shape::Span, 30, 30 + random(200)),
            2 => (Shape::Point, 30, 0),
            _ => (Shape::Point, 0, 0),
        };
        let begin = Bounds { earliest: first, latest: first + vague };
        dates.push(Date {
            end: Bounds { earliest: begin.earliest + length, latest: begin.latest + length },
            begin,
            minute: (shape == Shape::Point && vague == 0 && random(2) == 0).then(|| random(1_440) as u16),
            shape,
            starts: Ending::Known,
            ends: Ending::Known,
            qualifier: Qualifier::default(),
            words: String::new(),
        });
    }
    dates.sort_by_key(Date::sort_key);
    dates
}

/// What is drawn of them.
fn items(dates: &[Date]) -> Vec<Item<'_>> {
    let mut random = random();
    let item = |date| Item {
        date,
        importance: 1 + random(3) as u8,
        lane: random(u64::from(LANES)) as u8,
        label_px: 60.0 + random(180) as f64,
    };
    dates.iter().map(item).collect()
}

/// Numbers below a limit, the same in every run.
fn random() -> impl FnMut(u64) -> i64 {
    let mut state = 42_u64;
    move |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) % below).cast_signed()
    }
}

/// Pans to and fro about a window a share of the story wide, a tenth of the window a step.
fn pans(layout: &Layout, share: f64) -> Vec<Scale> {
    let all = Scale::new(layout.extent(), WIDTH);
    let start = all.zoom_about(WIDTH * 0.4, 1.0 / share);
    (0..40).map(|step| start.pan(f64::from(step) * WIDTH / 10.0).clamped(layout.extent(), DAY as f64)).collect()
}

fn geometry(criterion: &mut Criterion) {
    for count in SIZES {
        let dates = dates(count);
        let items = items(&dates);
        let layout = Layout::new(&items, LANES, ROWS);
        for (name, share) in [("all", 1.0), ("decade", 0.25), ("year", 1.0 / 40.0), ("month", 1.0 / 480.0)] {
            let scales = pans(&layout, share);
            let mut at = 0;
            criterion.bench_function(&format!("pan {name}, {count}"), |bench| {
                bench.iter(|| {
                    at = (at + 1) % scales.len();
                    black_box(layout.frame(&scales[at], &OPTIONS, &[]))
                });
            });
        }
        let all = Scale::new(layout.extent(), WIDTH);
        let zooms: Vec<Scale> = (0..60).map(|step| all.zoom_about(WIDTH * 0.89, 1.2_f64.powi(step))).collect();
        let mut at = 0;
        criterion.bench_function(&format!("zoom, {count}"), |bench| {
            bench.iter(|| {
                at = (at + 1) % zooms.len();
                black_box(layout.frame(&zooms[at], &OPTIONS, &[]))
            });
        });
        criterion.bench_function(&format!("zoom at rest, {count}"), |bench| {
            bench.iter(|| {
                at = (at + 1) % zooms.len();
                let allocations = layout.allocate_rows(&zooms[at], &OPTIONS);
                black_box(layout.frame(&zooms[at], &OPTIONS, &allocations))
            });
        });
        criterion.bench_function(&format!("layout, {count}"), |bench| {
            bench.iter(|| black_box(Layout::new(&items, LANES, ROWS)));
        });
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(20)
        .warm_up_time(std::time::Duration::from_millis(300))
        .measurement_time(std::time::Duration::from_secs(1));
    targets = geometry
}
criterion_main!(benches);
