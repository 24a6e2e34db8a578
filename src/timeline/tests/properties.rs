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
    (day.prop_flat_map(date), 0_u8..4, 0..LANES, label_px).prop_map(|(entry, importance, lane, label_px)| Entry {
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
    (entries, 2_u8..8).prop_map(|(entries, rows)| lay_out(entries, LANES, rows).layout)
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

/// Pixels from the words of a mark's label to the shape of a mark, or 0 where the label lies in it.
fn distance(label: Stretch, labelled: &PlacedMark, other: &PlacedMark) -> f64 {
    let Options { row_height, target, em, .. } = OPTIONS;
    let middle = |mark: &PlacedMark| mark.y + row_height / 2.0;
    let is_dot = other.area.w <= target + 3.0 && !matches!(other.drawing.shape, MarkShape::Bar);
    let (from, to, tall) = if matches!(other.kind, MarkKind::Cluster(_)) {
        // A ring as wide as the mark.
        (other.area.x, other.area.end(), 0.8 * em)
    } else if is_dot {
        let x = other.area.x + other.area.w / 2.0;
        (x - 0.4 * em, x + 0.4 * em, 0.4 * em)
    } else {
        (other.area.x, other.area.end(), row_height / 2.0 - 0.15 * em)
    };
    let across = (from - label.end()).max(label.x - to).max(0.0);
    let down = ((middle(other) - middle(labelled)).abs() - tall - 0.5 * em).max(0.0);
    if labelled.row == other.row && labelled.lane == other.lane { across } else { across.hypot(down) }
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
        for (index, lane) in frame.lanes.iter().enumerate() {
            let is_empty = !frame.marks.iter().any(|mark| usize::from(mark.lane) == index);
            prop_assert!(lane.y >= end - 1e-9, "{:?}", frame.lanes);
            prop_assert!(lane.h >= OPTIONS.row_height - 1e-9 || (is_empty && lane.h == 0.0), "{:?}", frame.lanes);
            end = lane.y + lane.h;
        }
        prop_assert!(!allocates || end <= frame.height + 1e-6, "{end} {}", frame.height);
        for (place, mark) in frame.marks.iter().enumerate() {
            let lane = frame.lanes[usize::from(mark.lane)];
            prop_assert!(mark.y >= lane.y && mark.y + OPTIONS.row_height <= lane.y + lane.h + 1e-9);
            let (from, to) = taken(mark);
            for other in frame.marks[..place].iter().filter(|other| (other.y - mark.y).abs() < OPTIONS.row_height - 1e-6) {
                let (other_from, other_to) = taken(other);
                prop_assert!(to <= other_from + 1e-6 || other_to <= from + 1e-6, "{mark:#?}\n{other:#?}");
            }
            if let Some(label) = mark.label {
                prop_assert!(label.w >= mark.preferred_width && mark.preferred_width > 0.0, "cut: {mark:#?}");
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
            prop_assert!(frame.lanes.last().is_none_or(|lane| lane.y + lane.h < height + 1e-6));
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
        let width = 2_400.0;
        let scale = window(&layout, at, zoom, width);
        let allocated_at = allocates.then_some(&scale);
        let (before, after) = (allocated(&layout, &scale, allocated_at), allocated(&layout, &scale.pan(dx), allocated_at));
        prop_assert!((before.height - after.height).abs() < 1e-9);
        let place = |frame: &Frame, mark: &PlacedMark| mark.area.x - frame.viewport_x;
        let label = |frame: &Frame, mark: &PlacedMark| mark.label.map(|label| (label.x - frame.viewport_x, label.w));
        for mark in &before.marks {
            let x = place(&before, mark);
            // Whole in both windows.
            let is_in = |margin: f64| [x, x - dx].iter().all(|x| *x > margin && x + mark.area.w < width - margin);
            if !is_in(0.0) {
                continue;
            }
            let moved = after.marks.iter().find(|other| name(other) == name(mark));
            prop_assert!(moved.is_some_and(|moved| {
                moved.row == mark.row && (place(&after, moved) - x + dx).abs() < 1e-3
                    && (moved.area.w - mark.area.w).abs() < 1e-3
            }), "{mark:#?}\n{moved:#?}");
            // Its label, unless an edge of a window is so near that it could have turned, or that of a neighbour's neighbour: clusters
            // have labels too.
            if let (true, Some(moved)) = (is_in(1_000.0), moved) {
                let same = match (label(&before, mark), label(&after, moved)) {
                    (Some(one), Some(other)) => (one.0 - dx - other.0).abs() < 1e-3 && (one.1 - other.1).abs() < 1e-3,
                    (one, other) => one.is_none() && other.is_none(),
                };
                prop_assert!(same, "{mark:#?}\n{moved:#?}");
            }
        }
    }

    #[test]
    fn a_label_is_nearer_to_its_own_mark_than_to_any_other(
        layout in layouts(), at in 0.0..1.0_f64, zoom in 0.0..20.0_f64, width in 200.0..1600.0_f64,
    ) {
        let scale = window(&layout, at, zoom, width);
        let frame = allocated(&layout, &scale, Some(&scale));
        for mark in &frame.marks {
            let Some(label) = mark.label else { continue };
            let own = distance(label, mark, mark);
            for other in frame.marks.iter().filter(|other| name(other) != name(mark)) {
                prop_assert!(own < distance(label, mark, other), "{own}: {mark:#?}\n{other:#?}");
            }
        }
    }

    #[test]
    fn a_label_begins_in_its_own_day(layout in layouts(), at in 0.0..1.0_f64, zoom in 8.0..20.0_f64) {
        let scale = window(&layout, at, zoom, 800.0);
        let frame = allocated(&layout, &scale, Some(&scale));
        if !frame.axis.has_days() {
            return Ok(());
        }
        for mark in &frame.marks {
            // To the left it would stand in the day before.
            let seen = mark.label.filter(|label| label.end() > frame.viewport_x && label.x < frame.viewport_x + 800.0);
            prop_assert!(seen.is_none_or(|label| label.x >= mark.area.x + 6.0), "{mark:#?}");
        }
    }

    #[test]
    fn the_window_cuts_no_label(layout in layouts(), at in 0.0..1.0_f64, zoom in 0.0..20.0_f64) {
        let scale = window(&layout, at, zoom, 800.0);
        let frame = allocated(&layout, &scale, Some(&scale));
        for mark in &frame.marks {
            let Some(label) = mark.label else { continue };
            let x = label.x - frame.viewport_x;
            prop_assert!(x + label.w <= 0.0 || x >= 800.0 || (x >= 0.0 && x + label.w <= 800.0), "{mark:#?}");
        }
    }

    #[test]
    fn zooming_in_leads_to_items_until_it_tells_no_more_apart(layout in layouts(), at in 0.0..1.0_f64, zoom in 0.0..12.0_f64) {
        let view = window(&layout, at, zoom, 800.0).extent();
        let half = view.span() / 2;
        let filed = layout.filed(view);
        let densest = layout.densest(view, half.max(1));
        prop_assert_eq!(densest.is_none(), filed.is_empty());
        if let Some(found) = densest {
            prop_assert!(found.span() <= half.max(1) + 1 && !layout.filed(found).is_empty());
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
        let layout = lay_out(entries, LANES, rows).layout;
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
        for PlacedMark { area, drawing, .. } in items {
            let core = drawing.core;
            prop_assert!(core.w >= 0.0 && core.x >= area.x - 1e-6 && core.end() <= area.end() + 1e-6, "{area:?} {drawing:?}");
        }
    }
}

#[test]
fn an_empty_story_has_an_empty_frame() {
    let layout = Layout::new(&[], 2, 4);
    let frame = layout.frame(&Scale::new(layout.extent(), 0.0), &OPTIONS, &[]);
    assert!(frame.marks.is_empty());
    assert_eq!(frame.lanes.len(), 2);
}

#[test]
fn deep_time_and_a_minute_are_drawn_together() {
    use crate::model::civil::days_from_civil;
    let bang = days_from_civil(-13_800_000_000, 1, 1);
    let today = days_from_civil(2022, 1, 5);
    let entries = vec![point(bang, bang), point(today, today).with(|date| date.minute = Some(700))];
    let layout = lay_out(entries, 1, 3).layout;
    let all = layout.frame(&Scale::new(layout.extent(), 1000.0), &OPTIONS, &[]);
    assert_eq!(all.marks.len(), 2);
    let minute = minute_of(today) + 700;
    let close = layout.frame(&Scale::new(Extent::new(minute - 2, minute + 3), 1000.0), &OPTIONS, &[]);
    assert_eq!(
        close.marks.iter().map(|mark| (mark.area.x - close.viewport_x, mark.area.w)).collect::<Vec<_>>(),
        [(400.0, 200.0)]
    );
}

/// Marks of items in a window of so many pixels: shape, position in the window, and whether it is soft.
fn drawn(entries: Vec<Entry>, from: i64, to: i64, width: f64) -> Vec<(MarkShape, f64, f64, bool)> {
    let layout = lay_out(entries, 1, 3).layout;
    let frame = layout.frame(&Scale::new(Extent::new(minute_of(from), minute_of(to)), width), &OPTIONS, &[]);
    let marks = frame.marks.iter();
    marks
        .map(|mark| (mark.drawing.shape, mark.area.x - frame.viewport_x, mark.area.w, mark.drawing.is_soft()))
        .collect()
}

#[test]
fn neighbouring_days_are_dots_apart_in_the_middle_of_their_days() {
    for day in [25.0, 31.7, 48.0, 66.0, 80.0, 110.0, 130.0] {
        let entries = vec![point(0, 0), point(4, 4), point(5, 5), point(30, 30)];
        let marks = drawn(entries, 0, 31, 31.0 * day);
        for (mark, noon) in marks.iter().zip([0.5, 4.5, 5.5, 30.5]) {
            let (shape, x, w, is_soft) = *mark;
            assert_eq!((shape, is_soft), (MarkShape::Dot, false), "{day}: {marks:?}");
            assert!((x + w / 2.0 - noon * day).abs() < 1e-3 && w < day, "{day}: {marks:?}");
        }
    }
}

#[test]
fn a_day_is_soft_where_the_axis_tells_hours() {
    let marks = drawn(vec![point(4, 4), point(4, 4).with(|date| date.minute = Some(720))], 4, 5, 960.0);
    assert_eq!(marks, [(MarkShape::Wide, 0.0, 960.0, true), (MarkShape::Dot, 468.0, 24.0, false)]);
}

#[test]
fn what_lasts_longer_than_the_window_is_drawn_in_it_where_rows_are_free() {
    let entries = vec![point(0, 31), point(4, 4), point(4, 4), point(4, 4), point(4, 4), point(4, 4)];
    let layout = lay_out(entries, 1, 3).layout;
    let morning = Scale::new(Extent::new(minute_of(4) + 60, minute_of(4) + 600), 800.0);
    let frame = allocated(&layout, &morning, Some(&morning));
    let is_in_view = |mark: &&PlacedMark| {
        let x = mark.area.x - frame.viewport_x;
        x < 800.0 && x + mark.area.w > 0.0
    };
    let marks: Vec<_> = frame.marks.iter().filter(is_in_view).map(|mark| mark.kind).collect();
    assert_eq!(marks.len(), layout.len(), "{marks:?}");
}

/// An item of importance 0 with a label of so many pixels.
fn lead(entry: Entry, label_px: f64) -> Entry {
    Entry { importance: 0, label_px, ..entry }
}

#[test]
fn a_length_is_drawn_though_names_of_others_would_have_its_room() {
    for days in [30, 40, 60] {
        let bar = span((740, 740), (740 + days, 740 + days));
        let entries = vec![
            lead(point(0, 0), 0.0),
            lead(point(690, 690), 150.0),
            lead(point(694, 694), 150.0),
            lead(bar, 100.0),
            lead(point(1_900, 1_900), 40.0),
        ];
        let marks = drawn(entries, 0, 2_000, 2_000.0);
        let (shape, x, w, is_soft) = marks[3];
        let whole = (days + 1) as f64;
        assert!(shape == MarkShape::Bar && (x - 740.0).abs() < 1.0, "{days}: {marks:?}");
        assert!((w - whole).abs() < 1.0 && !is_soft, "{days}: {marks:?}");
    }
}

#[test]
fn two_marks_side_by_side_both_have_names() {
    let entries = vec![lead(point(0, 0), 0.0), lead(point(500, 500), 150.0), lead(point(530, 530), 150.0)];
    let layout = lay_out(entries, 1, 3).layout;
    let scale = Scale::new(Extent::new(minute_of(0), minute_of(600)), 600.0);
    let frame = allocated(&layout, &scale, Some(&scale));
    let named = frame.marks.iter().filter(|mark| mark.label.is_some()).count();
    assert_eq!((frame.marks.len(), named), (3, 2), "{:?}", frame.marks);
}
