//! Days that partial ISO dates name, as host pages write the bounds of a period.

use crate::model::Day;
use crate::model::civil::{days_from_civil, days_in_month};

/// First and last day of the year, month or day that an ISO 8601 date names (`2022`, `2022-01`, `2022-01-05`), in days since
/// 1970-01-01; `None` for any other text. A year has four digits, or a sign and four to eleven (ISO 8601-1 § 4.3.2, expanded
/// representations).
pub fn days_of(date: &str) -> Option<(Day, Day)> {
    let date = date.trim_ascii().as_bytes();
    let (sign, most, date) = match date {
        [b'-', date @ ..] => (-1, 11, date),
        [b'+', date @ ..] => (1, 11, date),
        _ => (1, 4, date),
    };
    let mut parts = date.split(|byte| *byte == b'-');
    let year = sign * number(parts.next()?, 4, most)?;
    let (mut first, mut last) = ((1, 1), (12, 31));
    if let Some(month) = parts.next() {
        let month = number(month, 2, 2).filter(|month| (1..=12).contains(month))? as u8;
        let length = days_in_month(year, month);
        (first, last) = ((month, 1), (month, length));
        if let Some(day) = parts.next() {
            let day = number(day, 2, 2).filter(|day| (1..=i64::from(length)).contains(day))? as u8;
            (first, last) = ((month, day), (month, day));
        }
    }
    let is_whole = parts.next().is_none();
    is_whole.then(|| (days_from_civil(year, first.0, first.1), days_from_civil(year, last.0, last.1)))
}

/// The number that digits write, if there are `least` to `most` of them and nothing else.
fn number(digits: &[u8], least: usize, most: usize) -> Option<i64> {
    if digits.len() < least || digits.len() > most {
        return None;
    }
    let mut number = 0;
    for digit in digits {
        if !digit.is_ascii_digit() {
            return None;
        }
        number = number * 10 + i64::from(digit - b'0');
    }
    Some(number)
}

#[cfg(test)]
mod tests {
    use super::days_of;
    use crate::model::civil::days_from_civil;

    #[test]
    fn a_year_a_month_and_a_day_are_periods() {
        let day = days_from_civil;
        for (date, first, last) in [
            ("2022", day(2022, 1, 1), day(2022, 12, 31)),
            ("2022-01", day(2022, 1, 1), day(2022, 1, 31)),
            ("2024-02", day(2024, 2, 1), day(2024, 2, 29)),
            (" 2022-01-05 ", day(2022, 1, 5), day(2022, 1, 5)),
            ("-0043-03-15", day(-43, 3, 15), day(-43, 3, 15)),
            ("-13800000000", day(-13_800_000_000, 1, 1), day(-13_800_000_000, 12, 31)),
        ] {
            assert_eq!(days_of(date), Some((first, last)), "{date}");
        }
    }

    #[test]
    fn other_texts_are_no_period() {
        for text in [
            "",
            "22",
            "2022-",
            "2022-1",
            "2022-13",
            "2022-00",
            "2022-02-30",
            "2023-02-29",
            "2022-01-00",
            "2022-01-05-06",
            "2022-01-05T10:00",
            "20220105",
            "-999999999999",
            "2022/2023",
            "20x2",
            "--2022",
            "yesterday",
            "2０22",
        ] {
            assert_eq!(days_of(text), None, "{text}");
        }
    }
}
