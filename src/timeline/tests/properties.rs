//! Properties of frames over random stories and windows.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "counts fit 32 bits, numbers of choices 8; minutes are exact in `f64`"
)]

use super::*;
use proptest::prelude::*;

const LANES: u8 = 3;

/// Any date that begins on a day: points, spans and one-of sets; vague, open and unknown ends; times of day.
fn date(day: i64) -> impl Strategy<Value = Entry> {
    let length = prop_oneof![Just(0_i64), 0_i64..3, 0_i64..40, 0_i64..4000];
    let soft = prop_oneof![Just(0_i64), 0_i64..400];
    (length, soft, 0_u8..12, prop::option::of(0_u16..1440)).prop_map(move |(length, soft, kind, minute)| {
        let (begin, end) = ((day, day + soft), (day + length, day + length + soft));
        match kind {
            0..4 => point(day, day).with(|date| date.minute = minute),
            4 => point(begin.0, begin.1),
            5 => point(begin.0, begin.1).with(|date| date.starts = Ending::Open),
            6 => point(begin.0, begin.1).with(|date| date.ends = Ending::Open),
            // As the compiler has it: an open or unknown end repeats the bounds of the other.
            7 => span(begin, begin).with(|date| date.ends = Ending::Open),
            8 => span(end, end).with(|date| date.starts = Ending::Open),
            9 => span(begin, begin).with(|date| {
                (date.starts, date.ends) =
                    if soft > 200 { (Ending::Unknown, Ending::Open) } else { (Ending::Known, Ending::Unknown) };
            }),
            10 => {
                let candidates = [(day, day), (day + length, day + length + 1)];
                let candidates = candidates.map(|(earliest, latest)| Bounds { earliest, latest });
                span((day, day), (day + length, day + length + 1))
                    .with(|date| date.shape = Shape::OneOf(candidates.to_vec()))
            }
            _ => span(begin, end).with(|date| date.minute = minute.filter(|_| soft == 0)),
        }
    })
}

/// Days of about thirty years, many in one dense month; seldom of deep time.
fn day() -> impl Strategy<Value = i64> {
    prop_oneof![6 => -2000_i64..9000, 6 => 4000_i64..4030, 1 => -5_040_000_000_000_i64..5_040_000_000_000]
}

fn item(day: impl Strategy<Value = i64>) -> impl Strategy<Value = Entry> {
    let label_px = prop_oneof![Just(0.0), 20.0..260.0_f64];
    (day.prop_flat_map(date), 1_u8..4, 0..LANES, label_px).prop_map(|(entry, importance, lane, label_px)| Entry {
        importance,
        lane,
        label_px,
        ..entry
    })
}

fn layouts() -> impl Strategy<Value = Layout> {
    let entries = prop_oneof![
        3 => prop::collection::vec(item(prop_oneof![-2000_i64..9000, 4000_i64..4030]), 0..160),
        1 => prop::collection::vec(item(day()), 0..160),
    ];
    (entries, prop::collection::vec(item(day()), 0..4), 2_u8..8)
        .prop_map(|(entries, eras, rows)| lay_out(entries, &eras, LANES, rows).layout)
}

/// A window anywhere in the story, from all of it to a few minutes.
fn window(layout: &Layout, at: f64, zoom: f64, width: f64) -> Scale {
    let all = Scale::new(layout.extent(), width);
    all.zoom_about(width * at, zoom.exp2()).clamped(layout.extent(), 10.0)
}

/// Pixels of its row that a mark takes, label included.
fn taken(mark: &PlacedMark) -> (f64, f64) {
    let label = mark.label.unwrap_or(Stretch { x: mark.area.x, w: 0.0 });
    (mark.area.x.min(label.x), mark.area.end().max(label.end()))
}

/// Identity of a mark: the same in every frame.
fn name(mark: &PlacedMark) -> (u8, u8, i64) {
    match &mark.kind {
        MarkKind::Item(item) => (0, 0, i64::from(*item)),
        MarkKind::Cluster(cluster) => (cluster.lane + 1, cluster.level, cluster.bucket),
    }
}

/// The frame of a window with rows allocated for another, or with each lane's own.
fn allocated(layout: &Layout, scale: &Scale, allocated_at: Option<&Scale>) -> Frame {
    let allocations = allocated_at.map_or_else(Vec::new, |scale| layout.allocate_rows(scale, &OPTIONS));
    layout.frame(scale, &OPTIONS, &allocations)
}

proptest! {
    #[test]
    fn nothing_overlaps(
        layout in layouts(), at in 0.0..1.0_f64, zoom in 0.0..20.0_f64, width in 200.0..1600.0_f64, allocates in any::<bool>(),
    ) {
        let scale = window(&layout, at, zoom, width);
        let frame = allocated(&layout, &scale, allocates.then_some(&scale));
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
        let begins = |mark: &PlacedMark| match &mark.kind {
            MarkKind::Item(item) => *item,
            MarkKind::Cluster(cluster) => cluster.top,
        };
        prop_assert!(frame.marks.windows(2).all(|pair| begins(&pair[0]) <= begins(&pair[1])));
    }

    #[test]
    fn every_item_has_exactly_one_mark(layout in layouts(), width in 300.0..1600.0_f64) {
        let frame = layout.frame(&Scale::new(layout.extent(), width), &OPTIONS, &[]);
        let mut seen = Vec::new();
        for mark in &frame.marks {
            match &mark.kind {
                MarkKind::Item(item) => seen.push(*item),
                MarkKind::Cluster(cluster) => {
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
    fn items_in_view_are_drawn(
        layout in layouts(), at in 0.0..1.0_f64, zoom in 0.0..20.0_f64, allocates in any::<bool>(),
    ) {
        let scale = window(&layout, at, zoom, 800.0);
        let frame = allocated(&layout, &scale, allocates.then_some(&scale));
        prop_assert!(!frame.is_cut);
        for (item, it) in (0..).zip(&layout.items) {
            let middle = scale.x(it.at);
            // A cluster may sit most of a cell, 96 pixels, from its farthest item.
            if (96.0..=704.0).contains(&middle) {
                prop_assert!(layout.mark_of(&frame, item).is_some(), "{item} {it:?}");
            }
        }
    }

    #[test]
    fn the_height_is_the_same_for_every_allocation(
        layout in layouts(), zoom in 0.0..20.0_f64, at in 0.0..1.0_f64, other in 0.0..1.0_f64,
    ) {
        let scale = window(&layout, at, zoom, 800.0);
        let elsewhere = window(&layout, other, zoom, 800.0);
        let height = allocated(&layout, &scale, None).height;
        for allocated_at in [&scale, &elsewhere] {
            let frame = allocated(&layout, &scale, Some(allocated_at));
            prop_assert!((frame.height - height).abs() < 1e-6, "{} {height}", frame.height);
            prop_assert!(frame.lanes.last().is_none_or(|lane| (lane.y + lane.h - height).abs() < 1e-6));
        }
    }

    #[test]
    fn an_allocation_for_another_window_reports_cut_marks(
        layout in layouts(), zoom in 0.0..20.0_f64, at in 0.0..1.0_f64, other in 0.0..1.0_f64,
    ) {
        let scale = window(&layout, at, zoom, 800.0);
        let elsewhere = window(&layout, other, zoom, 800.0);
        let frame = allocated(&layout, &scale, Some(&elsewhere));
        for (item, it) in (0..).zip(&layout.items) {
            if (96.0..=704.0).contains(&scale.x(it.at)) {
                prop_assert!(frame.is_cut || layout.mark_of(&frame, item).is_some(), "{item} {it:?}");
            }
        }
    }

    #[test]
    fn panning_moves_marks_and_changes_none(
        layout in layouts(), at in 0.0..1.0_f64, zoom in 0.0..20.0_f64, dx in -500.0..500.0_f64, allocates in any::<bool>(),
    ) {
        let scale = window(&layout, at, zoom, 800.0);
        let allocated_at = allocates.then_some(&scale);
        let (before, after) = (allocated(&layout, &scale, allocated_at), allocated(&layout, &scale.pan(dx), allocated_at));
        prop_assert!((before.height - after.height).abs() < 1e-9);
        let place = |frame: &Frame, mark: &PlacedMark| mark.area.x - frame.viewport_x;
        // Where a label stands in the window before the pan, if neither window cuts it.
        let label = |frame: &Frame, mark: &PlacedMark, panned: f64| {
            let label = mark.label?;
            let x = label.x - frame.viewport_x + panned;
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
        let layout = lay_out(entries, &[], LANES, rows).layout;
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
            if let MarkKind::Cluster(cluster) = mark.kind {
                let Some(opened) = layout.open(&cluster, &scale) else { continue };
                prop_assert!(opened.per_px() < scale.per_px());
                let members = layout.members(&cluster);
                let seen = members.iter().map(|member| opened.x(layout.items[*member as usize].at));
                let seen = seen.filter(|x| (0.0..=width).contains(x)).count();
                prop_assert!(seen * 3 >= members.len() * 2, "{seen} of {}", members.len());
            }
        }
    }

    #[test]
    fn a_revealed_item_is_in_view(layout in layouts(), at in 0.0..1.0_f64, zoom in 0.0..20.0_f64) {
        let scale = window(&layout, at, zoom, 800.0);
        for item in (0..layout.len() as u32).step_by(7) {
            let shown = layout.reveal(item, &scale);
            prop_assert!(layout.item_extent(item).is_some_and(|extent| extent.overlaps(shown.extent())));
        }
    }

    #[test]
    fn drawings_lie_in_their_marks(layout in layouts(), at in 0.0..1.0_f64, zoom in 0.0..20.0_f64) {
        let frame = layout.frame(&window(&layout, at, zoom, 800.0), &OPTIONS, &[]);
        let items = frame.marks.iter().filter(|mark| matches!(mark.kind, MarkKind::Item(_)));
        for PlacedMark { area, drawing, kind, .. } in items {
            let parts = frame.candidates.iter().filter(|(item, _)| *kind == MarkKind::Item(*item)).map(|(_, part)| part);
            for part in parts.chain([&drawing.core]) {
                prop_assert!(part.w >= 0.0 && part.x >= area.x - 1e-6 && part.end() <= area.end() + 1e-6, "{area:?} {drawing:?}");
            }
        }
    }

    #[test]
    fn eras_are_drawn_wherever_they_are_in_view(layout in layouts(), at in 0.0..1.0_f64, zoom in 0.0..20.0_f64) {
        let scale = window(&layout, at, zoom, 800.0);
        let frame = layout.frame(&scale, &OPTIONS, &[]);
        let story = layout.extent();
        for (index, era) in layout.eras.iter().enumerate() {
            let extent = era.extent;
            prop_assert!(extent.from < extent.to && extent.from >= story.from && extent.to <= story.to);
            let placed = frame.eras.iter().find(|placed| placed.era == index);
            let is_visible = extent.overlaps(scale.extent()) && extent.span() as f64 > scale.per_px() / 100.0;
            prop_assert!(placed.is_some() || !is_visible, "{era:?}");
            if let Some(placed) = placed {
                let x = |minute| scale.x(minute) + frame.viewport_x;
                let (from, to) = (x(extent.from).max(x(frame.overscan.from)), x(extent.to).min(x(frame.overscan.to)));
                let is_exact = (placed.area.x - from).abs() < 1e-3 && (placed.area.end() - to).abs() < 1e-3;
                prop_assert!(is_exact, "{from} {to} {placed:?}");
            }
        }
    }

    #[test]
    fn density_counts_everything_once(layout in layouts(), bins in 1_usize..300) {
        let density = layout.density(bins);
        prop_assert_eq!(density.len(), bins);
        prop_assert_eq!(density.iter().sum::<usize>(), layout.len());
    }
}

/// Days of 1970 that eras and the axis reach from and to, without the margin.
fn eras_and_axis(events: &[i64], eras: &[Entry]) -> (Vec<(i64, i64)>, (i64, i64)) {
    let entries = events.iter().map(|day| point(*day, *day)).collect();
    let layout = lay_out(entries, eras, 1, 3).layout;
    let (story, known) = (layout.extent(), layout.known_extent());
    let day = |minute: i64| {
        let inside = if minute == story.from { known.from } else { minute };
        (if minute == story.to { known.to } else { inside }) / DAY
    };
    let drawn = layout.frame(&Scale::new(story, 1000.0), &OPTIONS, &[]).eras;
    assert_eq!(drawn.len(), eras.len(), "every era is drawn");
    let extents = (0..eras.len()).filter_map(|era| layout.era_extent(era));
    (extents.map(|extent| (day(extent.from), day(extent.to))).collect(), (known.from / DAY, known.to / DAY))
}

#[test]
fn open_ended_eras_reach_to_the_end_of_the_axis_and_do_not_stretch_it() {
    let ends = |days, starts, ends| span(days, days).with(|date| (date.starts, date.ends) = (starts, ends));
    let since = ends((200, 209), Ending::Known, Ending::Open);
    let until = ends((300, 309), Ending::Open, Ending::Known);
    let since_unknown = ends((200, 209), Ending::Known, Ending::Unknown);
    let events = [100, 399];
    for (events, era, expected, axis) in [
        (&events[..], &since, (200, 400), (100, 400)),
        (&events, &until, (100, 310), (100, 400)),
        (&events, &since_unknown, (200, 210), (100, 400)),
        // An era alone: its known end with the margin around it.
        (&[], &since, (200, 210), (200, 210)),
        (&[], &until, (300, 310), (300, 310)),
        // Long before 1970, and after it.
        (&[-90_000], &until, (-90_000, 310), (-90_000, 310)),
        (&[9_000], &since, (200, 9_001), (200, 9_001)),
    ] {
        assert_eq!(eras_and_axis(events, std::slice::from_ref(era)), (vec![expected], axis), "{events:?} {era:?}");
    }
    // Open at both ends of the axis.
    assert_eq!(eras_and_axis(&[100, 399], &[since, until]).0, [(200, 400), (100, 310)]);
}

#[test]
fn an_empty_story_has_an_empty_frame() {
    let layout = Layout::new(&[], &[], 2, 4);
    let frame = layout.frame(&Scale::new(layout.extent(), 0.0), &OPTIONS, &[]);
    assert!(frame.marks.is_empty());
    assert_eq!(frame.lanes.len(), 2);
    assert_eq!(layout.density(3), [0, 0, 0]);
}

#[test]
fn deep_time_and_a_minute_are_drawn_together() {
    use crate::model::civil::days_from_civil;
    let bang = days_from_civil(-13_800_000_000, 1, 1);
    let today = days_from_civil(2022, 1, 5);
    let entries = vec![point(bang, bang), point(today, today).with(|date| date.minute = Some(700))];
    let layout = lay_out(entries, &[], 1, 3).layout;
    let all = layout.frame(&Scale::new(layout.extent(), 1000.0), &OPTIONS, &[]);
    assert_eq!(all.marks.len(), 2);
    let minute = minute_of(today) + 700;
    let close = layout.frame(&Scale::new(Extent::new(minute - 2, minute + 3), 1000.0), &OPTIONS, &[]);
    assert_eq!(
        close.marks.iter().map(|mark| (mark.area.x - close.viewport_x, mark.area.w)).collect::<Vec<_>>(),
        [(400.0, 200.0)]
    );
}
