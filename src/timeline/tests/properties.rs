//! Properties of frames over random stories and windows.

use super::*;
use proptest::prelude::*;

const LANES: u8 = 3;

/// One item somewhere in about thirty years, of any kind; many fall in one dense month.
fn item() -> impl Strategy<Value = Entry> {
    let day = prop_oneof![-2000_i64..9000, 4000_i64..4030];
    let length = prop_oneof![Just(0_i64), 0_i64..3, 0_i64..40, 0_i64..4000];
    let about = (1_u8..4, 0..LANES, prop_oneof![Just(0.0), 20.0..260.0_f64], prop::option::of(0_u16..1440));
    (day, length, prop_oneof![Just(0_i64), 0_i64..400], 0_u8..8, about).prop_map(
        |(day, length, soft, kind, (importance, lane, label_px, minute))| {
            let bare = match kind {
                0..4 => point(day, day + if kind == 0 { soft } else { 0 }),
                4..7 => span((day, day + soft), (day + length, day + length + soft)),
                _ => {
                    let candidates = [(day, day), (day + length, day + length + 1)];
                    let candidates = candidates.map(|(earliest, latest)| Bounds { earliest, latest });
                    span((day, day), (day + length, day + length + 1))
                        .with(|date| date.shape = Shape::OneOf(candidates.to_vec()))
                }
            };
            let bare = bare.with(|date| {
                date.minute = minute.filter(|_| kind == 1);
                // As the compiler has it: an open beginning repeats the end, an open end the beginning.
                if kind == 6 && soft == 0 {
                    (date.ends, date.end) = (Ending::Open, date.begin);
                } else if kind == 5 && soft == 0 {
                    (date.starts, date.begin) = (Ending::Open, date.end);
                }
            });
            Entry { importance, lane, label_px, ..bare }
        },
    )
}

fn layouts() -> impl Strategy<Value = Layout> {
    (prop::collection::vec(item(), 0..160), 2_u8..8)
        .prop_map(|(entries, rows)| lay_out(entries, Vec::new(), LANES, rows).layout)
}

/// A window anywhere in the story, from all of it to a few minutes.
fn window(layout: &Layout, at: f64, zoom: f64, width: f64) -> Scale {
    let all = Scale::new(layout.extent(), width);
    all.zoom_about(width * at, zoom.exp2()).clamped(layout.extent(), 10.0)
}

/// What a mark takes of its row, label included.
fn taken(mark: &PlacedMark) -> (f64, f64) {
    let label = mark.label.unwrap_or(Stretch { x: mark.area.x, w: 0.0 });
    (mark.area.x.min(label.x), mark.area.end().max(label.end()))
}

/// What a mark stands for, the same in every frame.
fn name(mark: &PlacedMark) -> (u8, u8, i64) {
    match &mark.what {
        What::Item(item) => (0, 0, i64::from(*item)),
        What::Cluster(cluster) => (cluster.lane + 1, cluster.level, cluster.bucket),
    }
}

/// The frame of a window whose lanes have shared the rows out at another, or have their own.
fn shared(layout: &Layout, scale: &Scale, shared_at: Option<&Scale>) -> Frame {
    let shares = shared_at.map_or_else(Vec::new, |scale| layout.share(scale, &OPTIONS));
    layout.frame(scale, &OPTIONS, &shares)
}

proptest! {
    #[test]
    fn nothing_overlaps(
        layout in layouts(), at in 0.0..1.0_f64, zoom in 0.0..20.0_f64, width in 200.0..1600.0_f64, shares in any::<bool>(),
    ) {
        let scale = window(&layout, at, zoom, width);
        let frame = shared(&layout, &scale, shares.then_some(&scale));
        let mut end = 0.0;
        for lane in &frame.lanes {
            prop_assert!(lane.y >= end - 1e-9 && lane.h >= OPTIONS.row_height - 1e-9, "{:?}", frame.lanes);
            end = lane.y + lane.h;
        }
        for (place, mark) in frame.marks.iter().enumerate() {
            let lane = frame.lanes[usize::from(mark.lane)];
            prop_assert!(mark.y >= lane.y && mark.y + OPTIONS.row_height <= lane.y + lane.h + 1e-9);
            let (from, to) = taken(mark);
            for other in frame.marks[..place].iter().filter(|other| (other.y - mark.y).abs() < OPTIONS.row_height - 1e-6) {
                let (other_from, other_to) = taken(other);
                prop_assert!(to <= other_from + 1e-6 || other_to <= from + 1e-6, "{mark:#?}\n{other:#?}");
            }
            if let Some(label) = mark.label {
                let beside = label.x >= mark.area.end() || label.end() <= mark.area.x;
                let inside = label.x >= mark.area.x && label.end() <= mark.area.end();
                prop_assert!(beside || inside, "{mark:#?}");
                prop_assert!(label.w > 0.0);
            }
        }
    }

    #[test]
    fn marks_come_by_time(layout in layouts(), zoom in 0.0..20.0_f64) {
        let frame = layout.frame(&window(&layout, 0.4, zoom, 900.0), &OPTIONS, &[]);
        let begins = |mark: &PlacedMark| match &mark.what {
            What::Item(item) => *item,
            What::Cluster(cluster) => cluster.top,
        };
        prop_assert!(frame.marks.windows(2).all(|pair| begins(&pair[0]) <= begins(&pair[1])));
    }

    #[test]
    fn every_item_has_exactly_one_mark(layout in layouts(), width in 300.0..1600.0_f64) {
        let frame = layout.frame(&Scale::new(layout.extent(), width), &OPTIONS, &[]);
        let mut seen = Vec::new();
        for mark in &frame.marks {
            match &mark.what {
                What::Item(item) => seen.push(*item),
                What::Cluster(cluster) => {
                    let members = layout.members(cluster);
                    prop_assert_eq!(members.len(), cluster.count as usize);
                    prop_assert!(cluster.count > 1 && members.contains(&cluster.top));
                    seen.extend(members);
                }
            }
        }
        seen.sort_unstable();
        prop_assert_eq!(seen, (0..layout.len() as u32).collect::<Vec<_>>());
    }

    #[test]
    fn what_is_in_view_is_drawn(
        layout in layouts(), at in 0.0..1.0_f64, zoom in 0.0..20.0_f64, shares in any::<bool>(),
    ) {
        let scale = window(&layout, at, zoom, 800.0);
        let frame = shared(&layout, &scale, shares.then_some(&scale));
        prop_assert!(!frame.is_cut);
        for (item, spot) in (0..).zip(&layout.spots) {
            let middle = scale.x(spot.at);
            // A cluster may sit most of a cell, 96 pixels, from its farthest item.
            if (96.0..=704.0).contains(&middle) {
                prop_assert!(layout.mark_of(&frame, item).is_some(), "{item} {spot:?}");
            }
        }
    }

    #[test]
    fn the_band_is_as_high_however_its_rows_are_shared(
        layout in layouts(), zoom in 0.0..20.0_f64, at in 0.0..1.0_f64, other in 0.0..1.0_f64,
    ) {
        let scale = window(&layout, at, zoom, 800.0);
        let elsewhere = window(&layout, other, zoom, 800.0);
        let height = shared(&layout, &scale, None).height;
        for shared_at in [&scale, &elsewhere] {
            let frame = shared(&layout, &scale, Some(shared_at));
            prop_assert!((frame.height - height).abs() < 1e-6, "{} {height}", frame.height);
            prop_assert!(frame.lanes.last().is_none_or(|lane| (lane.y + lane.h - height).abs() < 1e-6));
        }
    }

    #[test]
    fn rows_from_elsewhere_cut_marks_and_say_so(
        layout in layouts(), zoom in 0.0..20.0_f64, at in 0.0..1.0_f64, other in 0.0..1.0_f64,
    ) {
        let scale = window(&layout, at, zoom, 800.0);
        let elsewhere = window(&layout, other, zoom, 800.0);
        let frame = shared(&layout, &scale, Some(&elsewhere));
        for (item, spot) in (0..).zip(&layout.spots) {
            if (96.0..=704.0).contains(&scale.x(spot.at)) {
                prop_assert!(frame.is_cut || layout.mark_of(&frame, item).is_some(), "{item} {spot:?}");
            }
        }
    }

    #[test]
    fn panning_moves_marks_and_changes_none(
        layout in layouts(), at in 0.0..1.0_f64, zoom in 0.0..20.0_f64, dx in -500.0..500.0_f64, shares in any::<bool>(),
    ) {
        let scale = window(&layout, at, zoom, 800.0);
        let shared_at = shares.then_some(&scale);
        let (before, after) = (shared(&layout, &scale, shared_at), shared(&layout, &scale.pan(dx), shared_at));
        prop_assert!((before.height - after.height).abs() < 1e-9);
        let place = |frame: &Frame, mark: &PlacedMark| mark.area.x - frame.edge;
        // Where a label stands in the window before the pan, if neither window cuts it.
        let label = |frame: &Frame, mark: &PlacedMark, panned: f64| {
            let label = mark.label?;
            let x = label.x - frame.edge + panned;
            [x, x - dx].iter().all(|x| *x > 0.01 && x + label.w < 799.99).then_some((x, label.w))
        };
        let whole = |mark: &PlacedMark| place(&before, mark) > 0.0 && place(&before, mark) + mark.area.w < 800.0;
        for mark in before.marks.iter().filter(|mark| whole(mark)) {
            let x = place(&before, mark) - dx;
            if x <= 0.0 || x + mark.area.w >= 800.0 {
                continue;
            }
            let moved = after.marks.iter().find(|other| name(other) == name(mark));
            prop_assert!(moved.is_some_and(|moved| {
                moved.row == mark.row && (place(&after, moved) - x).abs() < 1e-3
                    && (moved.area.w - mark.area.w).abs() < 1e-3
                    && match (label(&after, moved, dx), label(&before, mark, 0.0)) {
                        (Some(one), Some(other)) => (one.0 - other.0).abs() < 1e-3 && (one.1 - other.1).abs() < 1e-3,
                        (one, other) => one.is_none() && other.is_none(),
                    }
            }), "{mark:#?}\n{moved:#?}");
        }
    }

    #[test]
    fn a_frame_has_no_more_marks_than_its_width_holds(
        count in 1_i64..4000, dense in 1_i64..3000, zoom in 0.0..14.0_f64, rows in 2_u8..6,
    ) {
        let entries = (0..count).map(|number| Entry {
            importance: 1 + (number % 3) as u8,
            lane: (number % 3) as u8,
            ..if number % 5 == 0 { span((number % dense, number % dense), (number % dense + number % 90, number % dense + 90)) }
              else { point(number * 7919 % dense, number * 7919 % dense) }
        }).collect();
        let layout = lay_out(entries, Vec::new(), LANES, rows).layout;
        let frame = layout.frame(&window(&layout, 0.5, zoom, 960.0), &OPTIONS, &[]);
        // A cell is 48 pixels or more and has four marks at most; a row holds as many bars as cells.
        let cells = 960 / 48 + 2;
        let labelled = 2 * 160 / 24 * usize::from(rows);
        let most = usize::from(LANES) * (cells * (4 + usize::from(rows)) + labelled);
        prop_assert!(frame.marks.len() <= most, "{} > {most}", frame.marks.len());
    }

    #[test]
    fn a_cluster_opens_on_most_of_its_members(layout in layouts(), width in 300.0..1200.0_f64) {
        let scale = Scale::new(layout.extent(), width);
        for mark in layout.frame(&scale, &OPTIONS, &[]).marks {
            if let What::Cluster(cluster) = mark.what {
                let Some(opened) = layout.open(&cluster, &scale) else { continue };
                prop_assert!(opened.per_px() < scale.per_px());
                let members = layout.members(&cluster);
                let seen = members.iter().map(|member| opened.x(layout.spots[*member as usize].at));
                let seen = seen.filter(|x| (0.0..=width).contains(x)).count();
                prop_assert!(seen * 3 >= members.len() * 2, "{seen} of {}", members.len());
            }
        }
    }

    #[test]
    fn what_is_revealed_is_in_view(layout in layouts(), at in 0.0..1.0_f64, zoom in 0.0..20.0_f64) {
        let scale = window(&layout, at, zoom, 800.0);
        for item in (0..layout.len() as u32).step_by(7) {
            let shown = layout.reveal(item, &scale);
            prop_assert!(layout.extent_of(item).is_some_and(|extent| extent.meets(shown.extent())));
        }
    }

    #[test]
    fn density_counts_everything_once(layout in layouts(), bins in 1_usize..300) {
        let density = layout.density(bins);
        prop_assert_eq!(density.len(), bins);
        prop_assert_eq!(density.iter().sum::<usize>(), layout.len());
    }
}

#[test]
fn an_empty_story_has_an_empty_frame() {
    let layout = Layout::new(&[], Vec::new(), 2, 4);
    let frame = layout.frame(&Scale::new(layout.extent(), 0.0), &OPTIONS, &[]);
    assert!(frame.marks.is_empty());
    assert_eq!(frame.lanes.len(), 2);
    assert_eq!(layout.density(3), [0, 0, 0]);
}

#[test]
fn deep_time_and_a_minute_share_a_band() {
    use crate::model::civil::days_from_civil;
    let bang = days_from_civil(-13_800_000_000, 1, 1);
    let today = days_from_civil(2022, 1, 5);
    let entries = vec![point(bang, bang), point(today, today).with(|date| date.minute = Some(700))];
    let layout = lay_out(entries, Vec::new(), 1, 3).layout;
    let all = layout.frame(&Scale::new(layout.extent(), 1000.0), &OPTIONS, &[]);
    assert_eq!(all.marks.len(), 2);
    let minute = minute_of(today) + 700;
    let close = layout.frame(&Scale::new(Extent::new(minute - 2, minute + 3), 1000.0), &OPTIONS, &[]);
    assert_eq!(
        close.marks.iter().map(|mark| (mark.area.x - close.edge, mark.area.w)).collect::<Vec<_>>(),
        [(400.0, 200.0)]
    );
}
