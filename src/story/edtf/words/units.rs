//! Single dates: their numbers, names and eras in the order of the language.

use super::super::ast::{Moment, Offset, Time, Unit};
use super::super::lexicon::{Form, Grammar, Kind, nth};
use super::{Era, Omit, era, is_season, is_southern};

impl Grammar {
    /// A date in a grammatical form, without what a phrase omits.
    pub(in super::super) fn unit(&self, moment: Moment, form: Form, omit: Omit) -> String {
        match moment.unit {
            unit @ (Unit::Year(year) | Unit::Estimate { year, .. }) => match Kind::of(unit) {
                Kind::Deep => self.deep(year, moment.approximate()),
                // An era before its year is not left out: "公元前500年至490年" would end after it.
                _ if omit < Omit::Year || self.is_second_short(Kind::Year) => {
                    self.in_era(year, &[&self.number(year), form.of(&self.year_noun)].concat())
                }
                _ => self.number(year),
            },
            Unit::Block { first, digits } => self.block(first, digits, form),
            Unit::Part { year, part } => self.part(year, part, form, omit),
            Unit::Month { year, month } => {
                let name = self.month(form, month);
                if omit >= Omit::Year {
                    return name.to_owned();
                }
                self.month.replacen("{m}", name, 1).replacen("{y}", &self.year_in(year), 1)
            }
            Unit::Day { year, month, day, time } => {
                let [whole, of_year, of_month] = self.day;
                let pattern = match omit {
                    Omit::Nothing => whole,
                    Omit::Year => of_year,
                    Omit::Month => of_month,
                };
                let number = if day == 1 { self.first_day.to_owned() } else { day.to_string() };
                let day = pattern
                    .replacen("{d}", &self.figures(number), 1)
                    .replacen("{m}", nth(form.of(&self.days), month.wrapping_sub(1)), 1)
                    .replacen("{y}", &self.year_in(year), 1);
                let time = time.map_or_else(String::new, |time| [self.time_joint, &self.clock(time)].concat());
                [form.of(&self.day_article), &day, &time].concat()
            }
        }
    }

    /// A season, quarter, third or half.
    fn part(&self, year: i64, part: u8, form: Form, omit: Omit) -> String {
        let name = nth(form.of(&self.parts), part_index(part));
        if omit >= Omit::Year {
            return name.to_owned();
        }
        let pattern = if is_season(part) { self.season } else { self.part };
        let southern = if is_southern(part) { self.southern } else { "" };
        pattern.replacen("{p}", name, 1).replacen("{y}", &self.year_in(year), 1) + southern
    }

    /// The name of a month in a month's date.
    pub(super) fn month(&self, form: Form, month: u8) -> &'static str {
        nth(form.of(&self.months), month.wrapping_sub(1))
    }

    /// Whether the second of two dates leaves out what they share: a year or era that stands first is written once, there.
    pub(super) fn is_second_short(&self, kind: Kind) -> bool {
        let [day, ..] = self.day;
        let [before, _] = self.eras;
        match kind {
            Kind::Year => !before.starts_with("{}"),
            Kind::Part => self.part.starts_with("{y}"),
            _ => day.starts_with("{y}"),
        }
    }

    /// "14:30 UTC+6"; without a zone where none was written.
    pub(super) fn clock(&self, time: Time) -> String {
        self.bare_clock(time) + self.oclock + &time.offset.map(zone).unwrap_or_default()
    }

    pub(super) fn bare_clock(&self, time: Time) -> String {
        self.figures((self.time)(time.minute / 60, time.minute % 60))
    }

    /// A year in a longer date.
    pub(super) fn year_in(&self, year: i64) -> String {
        self.in_era(year, &[&self.number(year), self.year_in].concat())
    }

    /// The number by which people call a year. Before 10,000 BCE it is rounded to three digits.
    pub(in super::super) fn number(&self, year: i64) -> String {
        let number = if year <= 0 { year.unsigned_abs() + 1 } else { year.unsigned_abs() };
        let [_, thousands] = self.cldr.marks;
        self.figures(match number {
            0..10_000 => number.to_string(),
            _ if year <= 0 => grouped(three_digits(number), thousands),
            _ => grouped(number, thousands),
        })
    }

    /// A text with the numerals of the language.
    pub(super) fn figures(&self, text: String) -> String {
        if self.zero == '0' {
            return text;
        }
        let figure = |sign: char| match sign.to_digit(10) {
            Some(digit) => char::from_u32(u32::from(self.zero) + digit).unwrap_or(sign),
            None => sign,
        };
        text.chars().map(figure).collect()
    }

    /// A text with the era of a year, where that must be written.
    fn in_era(&self, year: i64, text: &str) -> String {
        let [before, of] = self.eras;
        match era(year) {
            Era::Before => before.replacen("{}", text, 1),
            Era::Understood => text.to_owned(),
            Era::Named => of.replacen("{}", text, 1),
        }
    }

    /// Decades by their digits where these name the same ten years and no century (the 2000s are a decade by now),
    /// centuries and millennia by their number. These begin
    /// a year later than the digits (the 20th century in 1901); newspapers read 19XX as the 20th century all the same.
    fn block(&self, first: i64, digits: u8, form: Form) -> String {
        let size = 10_i64.pow(u32::from(digits));
        let last = first + size - 1;
        let text = if digits == 1 {
            self.decade(first, form)
        } else {
            let count = if last <= 0 { (1 - first) / size } else { first / size + 1 };
            let pattern = form.of(if digits == 2 { &self.century } else { &self.millennium });
            pattern.replacen("{}", &self.figures((self.ordinal)(count.unsigned_abs())), 1)
        };
        if last > 0 && digits > 1 { text } else { self.in_era(last, &text) }
    }

    fn decade(&self, first: i64, form: Form) -> String {
        let last = first + 9;
        let pattern = form.of(&self.decade);
        let tens = nth(self.tens, u8::try_from(first.rem_euclid(100) / 10).unwrap_or_default());
        if first <= 0 || first % 100 == 0 && first != 2000 || pattern.contains("{t}") && tens.is_empty() {
            let years = match first {
                0 => self.figures("1–9".to_owned()),
                _ => [&self.number(first), "–", &self.number(last)].concat(),
            };
            return form.of(&self.decade_from_to).replacen("{}", &years, 1);
        }
        let century = (self.ordinal)(first.unsigned_abs() / 100 + 1);
        pattern
            .replacen("{}", &self.figures(first.to_string()), 1)
            .replacen("{t}", &self.figures(tens.to_owned()), 1)
            .replacen("{c}", &self.figures(century), 1)
    }

    fn deep(&self, year: i64, about: bool) -> String {
        let count = self.figures((self.deep_count)(three_digits(year.unsigned_abs())));
        let about = if about { self.deep_about } else { "" };
        let pattern = if year < 0 { self.deep_past } else { self.deep_future };
        pattern.replacen("{}", &[about, &count].concat(), 1)
    }
}

/// Which of the thirteen names a part of the year, 21 to 41, has.
fn part_index(part: u8) -> u8 {
    match part {
        21..=32 => (part - 21) % 4,
        _ => part.saturating_sub(29),
    }
}

/// " UTC", " UTC+6", " UTC−3:30", with the minus sign of typography. In Latin digits everywhere: between Arabic ones the sign
/// would change places.
fn zone(offset: Offset) -> String {
    let Offset(minutes) = offset;
    let sign = match minutes {
        0 => return " UTC".to_owned(),
        ..0 => '−',
        _ => '+',
    };
    let (hours, minutes) = (minutes.abs() / 60, minutes.abs() % 60);
    if minutes == 0 { format!(" UTC{sign}{hours}") } else { format!(" UTC{sign}{hours}:{minutes:02}") }
}

/// Rounded to three significant digits.
pub(super) fn three_digits(number: u64) -> u64 {
    let step = 10_u64.pow(number.checked_ilog10().unwrap_or(0).saturating_sub(2));
    (number + step / 2) / step * step
}

/// Digits in groups of three.
pub(in super::super) fn grouped(number: u64, separator: &str) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push_str(separator);
        }
        out.push(digit);
    }
    out
}
