//! Days and civil dates in the proleptic Gregorian calendar, with astronomical years: 0 is 1 BCE, -1 is 2 BCE.
//!
//! Integer arithmetic only (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms"), so that the browser engine
//! and the compiler share it. Exact for years within ±20 billion, with four orders of magnitude to spare in an `i64`.
#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "days of a month and months are small")]

use super::Day;

/// Days in 400 years, after which the calendar repeats.
const DAYS_PER_ERA: i64 = 146_097;
/// From 0000-03-01 to 1970-01-01.
const EPOCH: i64 = 719_468;

/// The day number of a date: days since 1970-01-01. `month` is 1 to 12, `day` 1 to 31; the last days of a shorter month
/// run on into the next.
///
/// ```
/// use backstory::model::civil::days_from_civil;
/// assert_eq!(days_from_civil(1970, 1, 1), 0);
/// assert_eq!(days_from_civil(2022, 1, 5), 18_997);
/// ```
pub const fn days_from_civil(year: i64, month: u8, day: u8) -> Day {
    // Years that begin in March put the leap day last.
    let year = if month <= 2 { year - 1 } else { year };
    let march_month = (month as i64 + 9) % 12;
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * march_month + 2) / 5 + day as i64 - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * DAYS_PER_ERA + day_of_era - EPOCH
}

/// Year, month (1 to 12) and day (1 to 31) of a day number.
///
/// ```
/// use backstory::model::civil::civil_from_days;
/// assert_eq!(civil_from_days(-1), (1969, 12, 31));
/// ```
pub const fn civil_from_days(days: Day) -> (i64, u8, u8) {
    let days = days + EPOCH;
    let era = days.div_euclid(DAYS_PER_ERA);
    let day_of_era = days.rem_euclid(DAYS_PER_ERA);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * day_of_year + 2) / 153;
    let day = (day_of_year - (153 * march_month + 2) / 5 + 1) as u8;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 } as u8;
    let year = year_of_era + era * 400 + if month <= 2 { 1 } else { 0 };
    (year, month, day)
}

/// First and last day of a partial date (ISO 8601-1 § 4.3.2): a year of four digits, or with a sign of up to eleven, its month,
/// its day.
///
/// ```
/// use backstory::model::civil::{days_from_civil, days_of};
/// assert_eq!(days_of("2022-02"), Some((days_from_civil(2022, 2, 1), days_from_civil(2022, 2, 28))));
/// assert_eq!(days_of("2022-02-30"), None);
/// ```
pub fn days_of(date: &str) -> Option<(Day, Day)> {
    let date = date.trim_ascii().as_bytes();
    let (year, last) = two_digits(date);
    let (year, month) = two_digits(year);
    // One part alone is the month.
    let (month, day) = if month > 0 { (month, last) } else { (last, 0) };
    let is_negative = year.starts_with(b"-");
    let has_sign = is_negative || year.starts_with(b"+");
    let digits = year.get(usize::from(has_sign)..)?;
    let most = if has_sign { 11 } else { 4 };
    let mut year = 0;
    for digit in digits.iter().take(most) {
        year = year * 10 + i64::from(digit.wrapping_sub(b'0'));
    }
    let year = if is_negative { -year } else { year };
    let last_month = if month > 0 { month } else { 12 };
    let longest = days_in_month(year, last_month);
    let last_day = if day > 0 { day } else { longest };
    let is_sound = (4..=most).contains(&digits.len())
        && digits.iter().all(u8::is_ascii_digit)
        && last_month <= 12
        && last_day <= longest;
    let first = || days_from_civil(year, month.max(1), day.max(1));
    is_sound.then(|| (first(), days_from_civil(year, last_month, last_day)))
}

/// A month or day at the end of a date behind a hyphen, and what stands before; 0 where there is none. A written zero is no month
/// and no day, as 100 is none.
fn two_digits(date: &[u8]) -> (&[u8], u8) {
    match date {
        [before @ .., b'-', tens @ b'0'..=b'9', ones @ b'0'..=b'9'] if !before.is_empty() => {
            let number = (tens - b'0') * 10 + ones - b'0';
            (before, if number > 0 { number } else { 100 })
        }
        _ => (date, 0),
    }
}

/// Whether the year has a 29 February.
pub const fn is_leap_year(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Number of days in a month (1 to 12) of a year.
pub const fn days_in_month(year: i64, month: u8) -> u8 {
    match month {
        2 if is_leap_year(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_days() {
        for (date, day) in [
            ((1970, 1, 1), 0),
            ((2000, 2, 29), 11_016),
            ((1969, 12, 31), -1),
            ((1, 1, 1), -719_162),
            ((0, 3, 1), -719_468),
            ((0, 1, 1), -719_528),
            ((-1, 12, 31), -719_529),
        ] {
            assert_eq!(days_from_civil(date.0, date.1, date.2), day, "{date:?}");
            assert_eq!(civil_from_days(day), date);
        }
    }

    #[test]
    fn partial_dates_are_days() {
        let days = |date: &str| days_of(date).map(|(first, last)| [first, last].map(civil_from_days));
        for (date, first, last) in [
            ("2022", (2022, 1, 1), (2022, 12, 31)),
            (" 2024-02 ", (2024, 2, 1), (2024, 2, 29)),
            ("2022-01-05", (2022, 1, 5), (2022, 1, 5)),
            ("+000002022-01", (2022, 1, 1), (2022, 1, 31)),
            ("-0044-03-15", (-44, 3, 15), (-44, 3, 15)),
            ("-13800000000", (-13_800_000_000, 1, 1), (-13_800_000_000, 12, 31)),
        ] {
            assert_eq!(days(date), Some([first, last]), "{date}");
        }
        for date in [
            "",
            "-",
            "yesterday",
            "20220101",
            "2022-1",
            "2022-13",
            "2022-00",
            "2022-01-00",
            "2022-02-30",
            "2023-02-29",
            "2022-01-05-07",
            "-20-22",
            "+123",
            "-999999999999999999999999999",
            "2022-01-05T10:00",
        ] {
            assert_eq!(days(date), None, "{date}");
        }
    }

    #[test]
    fn the_calendar_is_gregorian() {
        assert!(is_leap_year(2000) && is_leap_year(0) && is_leap_year(-4) && is_leap_year(2024));
        assert!(!is_leap_year(1900) && !is_leap_year(-100) && !is_leap_year(2023));
        assert_eq!(days_in_month(1900, 2), 28);
    }

    proptest! {
        #[test]
        fn days_survive_the_round_trip(day in -5_100_000_000_000_i64..5_100_000_000_000) {
            let (year, month, of_month) = civil_from_days(day);
            prop_assert!((1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&of_month));
            prop_assert_eq!(days_from_civil(year, month, of_month), day);
        }

        #[test]
        fn any_text_is_a_date_or_none(date in "[-+0-9]{0,14}") {
            if let Some((first, last)) = days_of(&date) {
                prop_assert!(first <= last && last - first < 366, "{date}");
            }
        }

        #[test]
        fn the_next_day_is_the_next_date(day in -5_100_000_000_000_i64..5_100_000_000_000) {
            prop_assert!(civil_from_days(day) < civil_from_days(day + 1));
        }
    }
}
