//! The time axis: its ticks, and days, months and years in words.
#![allow(clippy::cast_precision_loss, reason = "counts fit 32 bits; minutes are exact in `f64`")]

use super::Context;
use super::node::{Element, el};
use super::timeline::{START, covered};
use super::words::figure;
use crate::app::{State, Timeline};
use crate::model::Day;
use crate::model::civil::{civil_from_days, days_in_month};
use crate::model::words::{Word, fill};
use crate::timeline::{Frame, Stretch, TickLabel};

/// Time of more days than this, three years, is worded in years.
const FEW_DAYS: Day = 1_096;
/// Dates before this year, 10,000 BCE, are rounded.
const EARLY: i64 = -9_999;

impl Context<'_> {
    /// Ticks, and above them the contexts they lie in.
    pub(super) fn axis(&self, timeline: &Timeline, state: &State) -> Element {
        let Frame { axis, viewport_x, scale, .. } = &timeline.frame;
        let view = Stretch { x: *viewport_x, w: scale.width() };
        let stage = covered(timeline, state).unwrap_or(view);
        // A cut year would read as another year.
        let is_cut = |x: f64, words: &str| {
            let end = x + (words.chars().count() as f64 * 0.7 + 0.5) * timeline.viewport.em;
            let is_across = |edge| x < edge && edge < end;
            [view, stage].iter().any(|it| is_across(it.x) || is_across(it.end()))
        };
        let contexts = el("div").each(axis.contexts.len(), &|n| {
            let context = axis.contexts.get(n)?;
            let words = context.label_offset.map(|x| {
                let words = self.context_words(context.label);
                let words = if is_cut(context.x + x, &words) { "" } else { &words };
                el("b").text(words).px(START, x)
            });
            Some(el("span.context").maybe(words).along(Stretch { x: context.x, w: context.w }))
        });
        let ticks = el("div").each(axis.ticks.len(), &|n| {
            let tick = axis.ticks.get(n)?;
            let line = el(if tick.major { "span.major" } else { "span.minor" });
            let words = self.tick_words(tick.label);
            Some(line.text(if is_cut(tick.x, &words) { "" } else { &words }).px(START, tick.x))
        });
        el("div.axis aria-hidden=true").child(contexts).child(ticks)
    }

    /// Words of a tick: the smallest part of its label.
    fn tick_words(&self, label: TickLabel) -> String {
        match label {
            TickLabel::Time { hour, minute } => {
                let mut out = self.figure(hour.into());
                out.push(':');
                if minute < 10 {
                    out.push_str(&self.figure(0));
                }
                out.push_str(&self.figure(minute.into()));
                out
            }
            TickLabel::Day { day, .. } => self.figure(day.into()),
            TickLabel::Month { month, .. } => self.month(Word::MONTHS_SHORT, month).to_owned(),
            TickLabel::Year { year, bce } => {
                let number = grouped(&self.figure(year.unsigned_abs()));
                // A bare "1" among the years would be no year.
                let era = if bce { Word::BCE } else { Word::CE };
                if bce || year == 1 { fill(self.words().get(era), &[&number]) } else { number }
            }
        }
    }

    /// Words of a context: the whole label.
    fn context_words(&self, label: TickLabel) -> String {
        match label {
            TickLabel::Day { year, month, day } => self.day_words(year, month, day),
            TickLabel::Month { year, month } => self.day_words(year, month, 0),
            _ => self.tick_words(label),
        }
    }

    /// An astronomical year.
    pub(super) fn year_words(&self, year: i64) -> String {
        self.tick_words(TickLabel::of_year(year))
    }

    fn figure(&self, number: u64) -> String {
        figure(self.words(), number)
    }

    fn month(&self, names: Word, month: u8) -> &str {
        self.words().nth(names, usize::from(month).saturating_sub(1))
    }

    /// A day, or with day 0 a month, with its year.
    pub(super) fn day_words(&self, year: i64, month: u8, day: u8) -> String {
        let words = self.words();
        let year = self.year_words(year);
        if day == 0 {
            return fill(words.get(Word::MONTH), &[self.month(Word::MONTHS, month), &year]);
        }
        fill(words.get(Word::DAY), &[&self.figure(day.into()), self.month(Word::MONTHS_OF, month), &year])
    }

    pub(super) fn words_of_day(&self, day: Day) -> String {
        let (year, month, day) = civil_from_days(day);
        self.day_words(year, month, day)
    }

    /// The time of the window in words.
    pub(super) fn window_words(&self, timeline: &Timeline) -> String {
        let (from, to) = timeline.days();
        let begins_year = |day| matches!(civil_from_days(day), (_, 1, 1));
        // Days of so long a time, or of whole years, would say more than the picture.
        let is_days = to - from <= FEW_DAYS && !(begins_year(from) && begins_year(to + 1));
        let words = |day| {
            if is_days {
                return self.words_of_day(day);
            }
            let (year, ..) = civil_from_days(day);
            // So early a year is a round number, and no year is lost in it for want of a year 0.
            self.year_words(if year < EARLY { year + 1 } else { year })
        };
        let (year, month, first) = civil_from_days(from);
        if first == 1 && to - from + 1 == Day::from(days_in_month(year, month)) {
            return self.day_words(year, month, 0);
        }
        let (mut out, end) = (words(from), words(to));
        if out != end {
            out.push_str(" – ");
            out.push_str(&end);
        }
        out
    }
}

/// Figures with separated thousands, from five on.
fn grouped(digits: &str) -> String {
    let length = digits.chars().count();
    if length < 5 {
        return digits.to_owned();
    }
    let mut out = String::new();
    for (nth, digit) in digits.chars().enumerate() {
        if nth > 0 && (length - nth).is_multiple_of(3) {
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    out
}
