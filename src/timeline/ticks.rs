//! The axis: calendar ticks for the visible range, and above them the month, year or day they lie in.
//!
//! Gives numbers, never words. Steps are chosen so that no label touches the next, from a minute to ten billion years.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "counts fit 32 bits, numbers of choices 8; minutes are exact in `f64`"
)]

use super::mark_shape::Stretch;
use super::scale::{DAY, Extent, Minute, Scale};
use crate::model::civil::{civil_from_days, days_from_civil, days_in_month};

/// Label of a tick, in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TickLabel {
    /// A time of day.
    Time {
        /// 0 to 23.
        hour: u8,
        /// 0 to 59.
        minute: u8,
    },
    /// A day: ticks print `day`, contexts all three.
    Day {
        /// Astronomical: 0 is 1 BCE.
        year: i64,
        /// 1 to 12.
        month: u8,
        /// 1 to 31.
        day: u8,
    },
    /// A month: ticks print `month`, contexts both.
    Month {
        /// Astronomical: 0 is 1 BCE.
        year: i64,
        /// 1 to 12.
        month: u8,
    },
    /// A year of the common era or before it.
    Year {
        /// 1 or more.
        year: i64,
        /// Before the common era.
        bce: bool,
    },
}

impl TickLabel {
    /// The label of an astronomical year: 0 is 1 BCE.
    pub fn of_year(astronomical: i64) -> Self {
        let bce = astronomical < 1;
        TickLabel::Year { year: if bce { 1 - astronomical } else { astronomical }, bce }
    }
}

/// Greatest width of each kind of label with its gap to the next, in ems.
mod widths {
    /// "23:59".
    pub const TIME: f64 = 4.0;
    /// "31".
    pub const DAY: f64 = 2.4;
    /// The short name of a month: "Sept".
    pub const MONTH: f64 = 3.7;
    /// A year of four digits.
    pub const YEAR: f64 = 4.0;
    /// A year before the common era or of more than four digits: "14 000 000 000 BCE".
    pub const DEEP: f64 = 9.2;
    /// A full day, over its hours: "Thursday 6 January 2022".
    pub const CONTEXT_DAY: f64 = 12.5;
    /// A month and its year, over its days: "September 2022".
    pub const CONTEXT_MONTH: f64 = 10.0;
}

/// A tick: a line and the label that belongs to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tick {
    /// Pixel of the line.
    pub x: f64,
    /// Minute of the line.
    pub at: Minute,
    /// Its label.
    pub label: TickLabel,
    /// True if a context begins here: midnight among hours, the first among days, January among months.
    pub major: bool,
}

/// The day, month or year that a run of ticks lies in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Context {
    /// Left edge of the part that is drawn.
    pub x: f64,
    /// Width of the part that is drawn.
    pub w: f64,
    /// Its label.
    pub label: TickLabel,
    /// Distance from `x` at which its label begins, so that it is in view; nothing where there is no room.
    pub label_offset: Option<f64>,
}

/// The two levels of the axis.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Axis {
    /// By time: those in range and one beyond each end.
    pub ticks: Vec<Tick>,
    /// By time, without gaps; empty where ticks are years.
    pub contexts: Vec<Context>,
    /// The longest date that its ticks tell to the end, in minutes: a day, or where they are times of day, a minute. 0 where
    /// they are longer than a day.
    pub(super) exact: Minute,
}

/// The distance between ticks. Days count within their month, months within their year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Minutes(i64),
    Days(u8),
    Months(u8),
    Years(i64),
}

const MINUTES: [i64; 7] = [1, 5, 15, 30, 60, 180, 360];
const DAYS: [u8; 4] = [1, 2, 5, 10];
const MONTHS: [(u8, Minute); 3] = [(1, SHORTEST_MONTH), (3, 90 * DAY), (6, 181 * DAY)];
const SHORTEST_MONTH: Minute = 28 * DAY;
const SHORTEST_YEAR: Minute = 365 * DAY;

impl Axis {
    /// Returns whether its ticks are days, or times of day.
    pub fn has_days(&self) -> bool {
        self.exact > 0
    }

    /// The axis of a range of time, in letters `em` pixels high, for a viewport that begins at pixel `viewport_x`.
    pub fn new(scale: &Scale, range: Extent, viewport_x: f64, em: f64) -> Self {
        let year = year_width(range, em * scale.per_px());
        let step = choose(&|minutes| minutes as f64 / scale.per_px() / em, year);
        let whole = Stretch::of(range, scale);
        let mut axis = Axis::default();
        step.each(range, &mut |at, label, major| {
            let x = scale.x(at);
            // One tick beyond each end is kept.
            if x < whole.x {
                axis.ticks.clear();
            }
            if axis.ticks.last().is_none_or(|last| last.x <= whole.end()) {
                axis.ticks.push(Tick { x, at, label, major });
            }
        });
        let (over, width, exact) = match step {
            Step::Minutes(_) => (Step::Days(1), widths::CONTEXT_DAY, 1),
            Step::Days(_) => (Step::Months(1), widths::CONTEXT_MONTH, DAY),
            Step::Months(_) => (Step::Years(1), year, 0),
            Step::Years(_) => return axis,
        };
        axis.exact = exact;
        let mut begun: Option<(f64, TickLabel)> = None;
        over.each(range, &mut |at, label, _| {
            let x = scale.x(at);
            if let Some((from, label)) = begun {
                let Stretch { x, w } = Stretch::between(from, x).within(whole);
                if w > 0.0 {
                    let hidden = (viewport_x - x).max(0.0);
                    let label_offset = (w - hidden >= width * em).then_some(hidden);
                    axis.contexts.push(Context { x, w, label, label_offset });
                }
            }
            begun = Some((x, label));
        });
        axis
    }
}

/// Width of a year's label in ems of so many minutes: an axis that reaches before 1 CE or beyond 9999 has the longer labels
/// everywhere. The ticks next to the range count too; they lie at most two and a half labels away.
fn year_width(range: Extent, em_minutes: f64) -> f64 {
    let beyond = (3.0 * widths::DEEP * em_minutes) as Minute;
    let short = range.from - beyond >= start_of(days_from_civil(1, 1, 1))
        && range.to + beyond < start_of(days_from_civil(10_000, 1, 1));
    if short { widths::YEAR } else { widths::DEEP }
}

/// The finest step whose labels, and those of the context over them, have room. `ems` converts minutes to ems.
fn choose(ems: &dyn Fn(Minute) -> f64, year: f64) -> Step {
    if ems(DAY) >= widths::CONTEXT_DAY {
        for minutes in MINUTES {
            if ems(minutes) >= widths::TIME {
                return Step::Minutes(minutes);
            }
        }
    }
    if ems(SHORTEST_MONTH) >= widths::CONTEXT_MONTH {
        for days in DAYS {
            if ems(Minute::from(days) * DAY) >= widths::DAY {
                return Step::Days(days);
            }
        }
    }
    for (months, shortest) in MONTHS {
        if ems(shortest) >= widths::MONTH && ems(SHORTEST_YEAR) >= year {
            return Step::Months(months);
        }
    }
    let mut decade: i64 = 1;
    loop {
        for factor in [1, 2, 5] {
            let years = decade * factor;
            // Around the change of era a step may be a year short (see `Step::each`).
            let least = if years >= 10 { years - 1 } else { years };
            if ems(least * SHORTEST_YEAR) >= year || years >= 50_000_000_000 {
                return Step::Years(years);
            }
        }
        decade *= 10;
    }
}

/// The first minute of a day, however far away: a tick may lie beyond every date.
fn start_of(day: i64) -> Minute {
    day * DAY
}

impl Step {
    /// Emits every tick of a range and at least one beyond each end, by time.
    #[inline]
    fn each<F: FnMut(Minute, TickLabel, bool)>(self, range: Extent, emit: &mut F) {
        self.call_each(range, emit);
    }

    fn call_each(self, range: Extent, emit: &mut dyn Emit) {
        let (year, month, _) = civil_from_days(range.from.div_euclid(DAY));
        match self {
            Step::Minutes(step) => {
                let mut at = (range.from.div_euclid(step) - 1) * step;
                while at <= range.to + step {
                    let of_day = at.rem_euclid(DAY);
                    let label = TickLabel::Time { hour: (of_day / 60) as u8, minute: (of_day % 60) as u8 };
                    emit.call(at, label, of_day == 0);
                    at += step;
                }
            }
            Step::Days(step) => {
                let mut index = year * 12 + i64::from(month) - 2;
                loop {
                    let (year, month) = (index.div_euclid(12), index.rem_euclid(12) as u8 + 1);
                    let (first, length) = (days_from_civil(year, month, 1), days_in_month(year, month));
                    let mut day = 1;
                    // The last step of a month gives way where the first of the next would crowd it.
                    while day + step <= length + 1 {
                        let at = start_of(first + i64::from(day) - 1);
                        emit.call(at, TickLabel::Day { year, month, day }, day == 1);
                        if at > range.to {
                            return;
                        }
                        day += step;
                    }
                    index += 1;
                }
            }
            Step::Months(step) => {
                let step = i64::from(step);
                let mut index = ((year * 12 + i64::from(month) - 1).div_euclid(step) - 1) * step;
                loop {
                    let (year, month) = (index.div_euclid(12), index.rem_euclid(12) as u8 + 1);
                    let at = start_of(days_from_civil(year, month, 1));
                    emit.call(at, TickLabel::Month { year, month }, month == 1);
                    if at > range.to {
                        return;
                    }
                    index += step;
                }
            }
            Step::Years(step) => {
                let mut count = year.div_euclid(step) - 2;
                loop {
                    if let Some(year) = nth_year(count, step) {
                        let at = start_of(days_from_civil(year, 1, 1));
                        emit.call(at, TickLabel::of_year(year), false);
                        if at > range.to {
                            return;
                        }
                    }
                    count += 1;
                }
            }
        }
    }
}

/// The astronomical year of a tick: round as people count on both sides of the change of era. 500 BCE, 1 CE, 500 CE; there is
/// no year 0, and a step below ten leaves 1 CE out, because it would crowd the next.
fn nth_year(count: i64, step: i64) -> Option<i64> {
    match count {
        _ if step == 1 => Some(count),
        0 => (step >= 10).then_some(1),
        1.. => Some(count * step),
        _ => Some(count * step + 1),
    }
}

/// Callback for ticks. `dyn FnMut` would do, but adds a function for every closure.
trait Emit {
    fn call(&mut self, at: Minute, label: TickLabel, major: bool);
}

impl<F: FnMut(Minute, TickLabel, bool)> Emit for F {
    fn call(&mut self, at: Minute, label: TickLabel, major: bool) {
        self(at, label, major);
    }
}

#[cfg(test)]
mod tests {
    use super::super::scale::minute_of;
    use super::*;
    use proptest::prelude::*;
    use std::fmt::Write;

    const EM: f64 = 12.0;

    fn day(year: i64, month: u8, day: u8) -> Minute {
        minute_of(days_from_civil(year, month, day))
    }

    fn width_of(label: TickLabel) -> f64 {
        match label {
            TickLabel::Time { .. } => EM * widths::TIME,
            TickLabel::Day { .. } => EM * widths::DAY,
            TickLabel::Month { .. } => EM * widths::MONTH,
            TickLabel::Year { year, bce } if bce || year > 9999 => EM * widths::DEEP,
            TickLabel::Year { .. } => EM * widths::YEAR,
        }
    }

    /// Ticks as text: one label a tick, contexts in brackets.
    fn draw(from: Minute, to: Minute) -> String {
        let range = Extent::new(from, to);
        let axis = Axis::new(&Scale::new(range, 1000.0), range, 0.0, EM);
        let words = |label| match label {
            TickLabel::Time { hour, minute } => format!("{hour:02}:{minute:02}"),
            TickLabel::Day { day, .. } => day.to_string(),
            TickLabel::Month { month, .. } => format!("m{month}"),
            TickLabel::Year { year, bce } => format!("{year}{}", if bce { " BCE" } else { "" }),
        };
        let mut out = String::new();
        for tick in &axis.ticks {
            let _ = write!(out, "{}{} ", if tick.major { "|" } else { "" }, words(tick.label));
        }
        for context in axis.contexts.iter().filter(|context| context.label_offset.is_some()) {
            let _ = match context.label {
                TickLabel::Day { year, month, day } => write!(out, "[{year}-{month}-{day}] "),
                TickLabel::Month { year, month } => write!(out, "[{year}-{month}] "),
                other => write!(out, "[{}] ", words(other)),
            };
        }
        out.trim_end().to_owned()
    }

    #[test]
    fn ticks_read_as_a_calendar() {
        let pictures = [
            ("forty years", day(1981, 1, 1), day(2023, 6, 1)),
            ("decade", day(2014, 1, 1), day(2024, 1, 1)),
            ("year", day(2022, 1, 1), day(2023, 1, 1)),
            ("month", day(2022, 1, 1), day(2022, 2, 1)),
            ("two months over a leap February", day(2024, 1, 20), day(2024, 3, 20)),
            ("week", day(2022, 1, 3), day(2022, 1, 10)),
            ("day", day(2022, 1, 5), day(2022, 1, 6)),
            ("ten minutes", day(2022, 1, 5) + 700, day(2022, 1, 5) + 710),
            ("change of era by years", day(-4, 1, 1), day(5, 1, 1)),
            ("change of era by twenties", day(-90, 1, 1), day(90, 1, 1)),
            ("change of era by months", day(-1, 9, 1), day(1, 4, 1)),
            ("all of time", day(-13_800_000_000, 1, 1), day(2026, 1, 1)),
        ];
        let mut out = String::new();
        for (name, from, to) in pictures {
            let _ = writeln!(out, "{name}: {}", draw(from, to));
        }
        insta::assert_snapshot!(out);
    }

    proptest! {
        #[test]
        fn ticks_are_in_order_apart_and_cover_the_window(
            from in prop_oneof![-7_300_000_000_000_000_i64..7_300_000_000_000_000, -3_000_000_000_i64..100_000_000],
            zoom in 4.0..53.0_f64, width in 50.0..3000.0_f64,
        ) {
            let range = Extent::new(from, from + zoom.exp2() as i64);
            let axis = Axis::new(&Scale::new(range, width), range, 0.0, EM);
            for pair in axis.ticks.windows(2) {
                let gap = pair[1].x - pair[0].x;
                let room = f64::midpoint(width_of(pair[0].label), width_of(pair[1].label));
                prop_assert!(gap >= room - 1e-6, "{pair:?}");
            }
            // No tick but one lies beyond each edge, and they are the nearest.
            prop_assert!(axis.ticks.iter().filter(|tick| tick.x < 0.0).count() <= 1);
            prop_assert!(axis.ticks.iter().filter(|tick| tick.x > width + 1e-6).count() <= 1);
            prop_assert!(axis.ticks.first().is_some_and(|tick| tick.x <= 0.0));
            prop_assert!(axis.ticks.last().is_some_and(|tick| tick.x >= width - 1e-6));
            prop_assert!(axis.ticks.len() as f64 <= width / EM * widths::DAY + 3.0);
            for tick in &axis.ticks {
                if let TickLabel::Year { year, .. } = tick.label {
                    prop_assert!(year >= 1);
                }
            }
        }

        #[test]
        fn contexts_tile_the_window(from in -3_000_000_000_i64..100_000_000, zoom in 4.0..24.0_f64) {
            let range = Extent::new(from, from + zoom.exp2() as i64);
            let axis = Axis::new(&Scale::new(range, 900.0), range, 0.0, EM);
            if axis.contexts.is_empty() {
                return Ok(());
            }
            let mut at = 0.0;
            for context in &axis.contexts {
                prop_assert!((context.x - at).abs() < 1e-6);
                at += context.w;
            }
            prop_assert!((at - 900.0).abs() < 1e-6);
            prop_assert!(axis.contexts.iter().any(|context| context.label_offset.is_some()), "{:?}", axis.contexts);
        }
    }
}
