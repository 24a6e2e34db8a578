//! One synthetic story, 1981 to 2023 with forty events in January 2022, drawn as text at five zooms: a character is eight
//! pixels wide, a line a row.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "counts fit 32 bits, numbers of choices 8; minutes are exact in `f64`"
)]

use super::*;
use crate::model::civil::days_from_civil;
use std::fmt::Write;

const CHARACTER: f64 = 8.0;
const WIDTH: f64 = 1120.0;

struct Story {
    laid: Laid,
}

fn day(year: i64, month: u8, day: u8) -> i64 {
    days_from_civil(year, month, day)
}

/// A whole year or, with a month, that month.
fn whole(year: i64, month: Option<u8>) -> (i64, i64) {
    match month {
        None => (day(year, 1, 1), day(year, 12, 31)),
        Some(12) => (day(year, 12, 1), day(year, 12, 31)),
        Some(month) => (day(year, month, 1), day(year, month + 1, 1) - 1),
    }
}

fn story() -> Story {
    let mut entries = Vec::new();
    let mut add = |lane: u8, importance: u8, said: &str, entry: Entry| {
        let label_px = said.len() as f64 * CHARACTER;
        let entry = Entry { importance, lane, label_px, ..entry };
        entries.push(entry.with(|date| said.clone_into(&mut date.words)));
    };
    let on = |year, month, of_month| point(day(year, month, of_month), day(year, month, of_month));
    let within = |bounds: (i64, i64)| point(bounds.0, bounds.1);
    // Offices, some by the year only; two overlap.
    add(0, 3, "Clerk", span(whole(1981, None), whole(1985, None)));
    add(0, 3, "Adviser", span(whole(1988, None), whole(1991, None)));
    add(0, 2, "Minister of Trade", span(whole(2000, Some(1)), (day(2001, 2, 26), day(2001, 2, 26))));
    add(0, 2, "Deputy premier", span((day(2001, 2, 27), day(2001, 2, 27)), whole(2003, Some(6))));
    add(0, 1, "Premier", span((day(2007, 1, 10), day(2007, 1, 10)), (day(2012, 9, 24), day(2012, 9, 24))));
    add(0, 2, "Head of Office", span((day(2012, 9, 24), day(2012, 9, 24)), (day(2014, 4, 1), day(2014, 4, 1))));
    add(0, 1, "Premier again", span((day(2014, 4, 2), day(2014, 4, 2)), (day(2016, 9, 8), day(2016, 9, 8))));
    add(0, 1, "Head of Security", span((day(2016, 9, 8), day(2016, 9, 8)), (day(2022, 1, 5), day(2022, 1, 5))));
    let open = span((day(2019, 6, 1), day(2019, 6, 1)), (day(2019, 6, 1), day(2019, 6, 1)));
    add(0, 3, "Board member", open.with(|date| date.ends = Ending::Open));
    // A case, told sparsely; dates from a day to a year.
    add(1, 2, "Loan signed", within(whole(2009, None)));
    add(1, 3, "Audit", on(2013, 5, 14));
    add(1, 1, "Charged", on(2022, 1, 8));
    let about = Qualifier { approximate: true, uncertain: false };
    add(1, 3, "Moved to another cell", within(whole(2022, Some(3))).with(|date| date.qualifier = about));
    let either = Shape::OneOf(vec![
        Bounds { earliest: day(2022, 1, 5), latest: day(2022, 1, 5) },
        Bounds { earliest: day(2022, 1, 6), latest: day(2022, 1, 6) },
    ]);
    let either =
        span((day(2022, 1, 5), day(2022, 1, 5)), (day(2022, 1, 6), day(2022, 1, 6))).with(|date| date.shape = either);
    add(1, 1, "Detained", either);
    add(1, 2, "Trial opens", on(2022, 11, 1));
    add(1, 1, "Sentenced to eighteen years", on(2023, 4, 24));
    add(1, 2, "Appeal", on(2023, 6, 15));
    // The dense days: forty in January 2022, most from the 4th to the 8th.
    for number in 0..40_u16 {
        let (january, minute) = match number {
            0..4 => (2, None),
            4..12 => (4, Some(480 + number * 45)),
            12..26 => (5, (number % 2 == 0).then_some(60 + number * 40)),
            26..34 => (6, None),
            34..37 => (8, None),
            _ => (11 + i64::from(number - 37) * 5, None),
        };
        let importance = if number % 13 == 0 { 1 } else { 2 + (number % 2) as u8 };
        let january = day(2022, 1, 1) + january - 1;
        add(
            2,
            importance,
            &format!("Unrest {}", number + 1),
            point(january, january).with(|date| date.minute = minute),
        );
    }
    Story { laid: lay_out(entries, 3, 6) }
}

/// Writes `text` into a line at a pixel, cut to a width.
fn write_at(line: &mut [char], x: f64, w: f64, text: &str) {
    let first = (x / CHARACTER).round() as i64;
    let last = ((x + w) / CHARACTER).round() as i64;
    for (at, letter) in (first..last).zip(text.chars()) {
        if let Some(place) = usize::try_from(at).ok().and_then(|at| line.get_mut(at)) {
            *place = letter;
        }
    }
}

fn draw_item(line: &mut [char], mark: &PlacedMark, origin: f64) {
    let PlacedMark { area, drawing, .. } = mark;
    let x = area.x + origin;
    let cells = (area.w / CHARACTER).round().max(1.0) as usize;
    match drawing.shape {
        MarkShape::Dot => write_at(line, x + area.w / 2.0 - CHARACTER, CHARACTER * 2.0, "●"),
        MarkShape::Wide => write_at(line, x, area.w, &format!("[{}]", "·".repeat(cells.saturating_sub(2)))),
        MarkShape::Bar => {
            write_at(line, x, area.w, &"░".repeat(cells));
            let core = drawing.core;
            write_at(line, core.x + origin, core.w, &"█".repeat((core.w / CHARACTER).round() as usize));
        }
    }
}

/// A window at rest: its rows are allocated to lanes by what they hold.
fn draw(story: &Story, scale: &Scale) -> String {
    let Laid { layout, entries } = &story.laid;
    let frame = layout.frame(scale, &OPTIONS, &layout.allocate_rows(scale, &OPTIONS));
    let mut out = String::new();
    let columns = (WIDTH / CHARACTER) as usize;
    let mut push = |line: &[char]| {
        let text: String = line.iter().collect();
        let _ = writeln!(out, "{}", text.trim_end());
    };
    let origin = -frame.viewport_x;
    let mut axis = vec![' '; columns];
    for tick in &frame.axis.ticks {
        let text = match tick.label {
            TickLabel::Time { hour, minute } => format!("{hour:02}:{minute:02}"),
            TickLabel::Day { day, .. } => day.to_string(),
            TickLabel::Month { month, .. } => format!("m{month}"),
            TickLabel::Year { year, .. } => year.to_string(),
        };
        write_at(&mut axis, tick.x + origin, 60.0, &text);
    }
    push(&axis);
    for (lane, rect) in frame.lanes.iter().enumerate() {
        push(&['_'; 20]);
        let marks = || frame.marks.iter().filter(|mark| usize::from(mark.lane) == lane);
        let mut rows: Vec<f64> = marks().map(|mark| mark.y).collect();
        rows.sort_by(f64::total_cmp);
        rows.dedup();
        assert!(rows.iter().all(|y| *y >= rect.y && y + OPTIONS.row_height <= rect.y + rect.h), "{rows:?} {rect:?}");
        for y in rows {
            let mut line = vec![' '; columns];
            let marks = marks();
            for mark in marks.filter(|mark| (mark.y - y).abs() < 1e-6) {
                let area = Stretch { x: mark.area.x + origin, w: mark.area.w };
                let words = match &mark.kind {
                    MarkKind::Item(item) => {
                        let date = &entries[*item as usize].date;
                        draw_item(&mut line, mark, origin);
                        date.words.as_str()
                    }
                    MarkKind::Cluster(cluster) => {
                        write_at(&mut line, area.x, area.w, &format!("({})", cluster.count));
                        entries[cluster.top as usize].date.words.as_str()
                    }
                };
                if let Some(label) = mark.label {
                    write_at(&mut line, label.x + origin, label.w, words);
                }
            }
            push(&line);
        }
    }
    out
}

fn picture(from: i64, to: i64) -> String {
    let story = story();
    draw(&story, &Scale::new(Extent::new(minute_of(from), minute_of(to)), WIDTH))
}

#[test]
fn forty_years() {
    let story = story();
    insta::assert_snapshot!(draw(&story, &Scale::new(story.laid.layout.extent(), WIDTH)));
}

#[test]
fn decade() {
    insta::assert_snapshot!(picture(day(2013, 6, 1), day(2023, 9, 1)));
}

#[test]
fn year() {
    insta::assert_snapshot!(picture(day(2021, 12, 15), day(2022, 12, 15)));
}

#[test]
fn month() {
    insta::assert_snapshot!(picture(day(2022, 1, 1), day(2022, 2, 1)));
}

#[test]
fn dense_day() {
    insta::assert_snapshot!(picture(day(2022, 1, 5), day(2022, 1, 6)));
}

#[test]
fn one_click_from_forty_years_opens_january() {
    let story = story();
    let all = Scale::new(story.laid.layout.extent(), WIDTH);
    let biggest = story.laid.layout.frame(&all, &OPTIONS, &[]).marks.into_iter().filter_map(|mark| match mark.kind {
        MarkKind::Cluster(cluster) => Some(cluster),
        MarkKind::Item(_) => None,
    });
    let biggest = biggest.max_by_key(|cluster| cluster.count).expect("forty events in one month make a cluster");
    let opened = story.laid.layout.open(&biggest, &all).expect("they lie on different days");
    insta::assert_snapshot!(draw(&story, &opened));
}
