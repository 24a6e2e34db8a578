//! A single date in another notation: numbers in other orders, month names, seasons, decades, centuries, eras.

use super::super::languages;
use super::super::moment::iso_year;

/// The EDTF for one date. Not yet held against the calendar.
pub(super) fn plain(text: &str) -> Option<String> {
    numbers(text)
        .or_else(|| named(text))
        .or_else(|| season(text))
        .or_else(|| decade(text))
        .or_else(|| century(text))
        .or_else(|| era(text))
        .or_else(|| ago(text))
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && all_digits(text)
}

/// A month or day, padded.
fn pair(text: &str) -> Option<String> {
    (text.len() <= 2 && all_digits(text)).then(|| format!("{text:0>2}"))
}

fn fields(text: &str) -> Vec<&str> {
    text.split(['/', '.', '-', ' ']).filter(|field| !field.is_empty()).collect()
}

/// "05/01/2022" as the British read it, then as Americans do.
pub(super) fn day_month_year(text: &str) -> Option<(Option<String>, Option<String>)> {
    let [first, second, year] = fields(text).try_into().ok()?;
    if !is_year(year) {
        return None;
    }
    let (first, second) = (pair(first)?, pair(second)?);
    Some((Some(format!("{year}-{second}-{first}")), Some(format!("{year}-{first}-{second}"))))
}

/// "2022/1/5", "20220105", "1/2022", "2022/1".
fn numbers(text: &str) -> Option<String> {
    if text.len() == 8 && all_digits(text) {
        return Some(format!("{}-{}-{}", text.get(..4)?, text.get(4..6)?, text.get(6..)?));
    }
    match fields(text).as_slice() {
        [year, month, day] if is_year(year) => Some(format!("{year}-{}-{}", pair(month)?, pair(day)?)),
        [day, month, year] if is_year(year) => Some(format!("{year}-{}-{}", pair(month)?, pair(day)?)),
        [year, month] | [month, year] if is_year(year) => {
            // "1990-95" is a span of years.
            pair(month).filter(|month| month.as_str() <= "12").map(|month| format!("{year}-{month}"))
        }
        _ => None,
    }
}

/// "5 January 2022", "Jan. 5th, 2022", "janvier 2022", "5 января 2022 года".
fn named(text: &str) -> Option<String> {
    let (mut day, mut month, mut year) = (None, None, None);
    for word in text.split([' ', ',', '.', '-', '/']).filter(|word| !word.is_empty()) {
        let number = ["st", "nd", "rd", "th", "er"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
        if is_year(word) && year.is_none() {
            year = Some(word);
        } else if day.is_none() && pair(number).is_some() {
            day = pair(number);
        } else if month.is_none() && month_named(word).is_some() {
            month = month_named(word);
        } else if !matches!(word, "of" | "the" | "in" | "on" | "de" | "del" | "le" | "года" | "г") {
            return None;
        }
    }
    let month = format!("{}-{:02}", year?, month?);
    Some(match day {
        Some(day) => format!("{month}-{day}"),
        None => month,
    })
}

/// The number of a month, by its name in any of our languages or its first three letters or more.
fn month_named(word: &str) -> Option<usize> {
    if word.chars().count() < 3 {
        return None;
    }
    languages::grammars()
        .flat_map(|grammar| [&grammar.months, &grammar.months_of])
        .find_map(|months| months.iter().position(|name| name.to_lowercase().starts_with(word)))
        .or((word == "sept").then_some(8))
        .map(|index| index + 1)
}

/// "autumn 1984", "fall of 1984", "Q3 2022", "2022 Q3".
fn season(text: &str) -> Option<String> {
    let mut words = text.split([' ', '-', ',']).filter(|word| !matches!(*word, "" | "of" | "the" | "in"));
    let (first, second) = (words.next()?, words.next()?);
    let (name, year) = if is_year(second) { (first, second) } else { (second, first) };
    let part = match name {
        "spring" => 21,
        "summer" => 22,
        "autumn" | "fall" => 23,
        "winter" => 24,
        "q1" => 33,
        "q2" => 34,
        "q3" => 35,
        "q4" => 36,
        _ => return None,
    };
    (is_year(year) && words.next().is_none()).then(|| format!("{year}-{part}"))
}

/// "1980s", "1980's".
fn decade(text: &str) -> Option<String> {
    let digits = text.strip_suffix('s')?.trim_end_matches('\'');
    let tens = digits.strip_suffix('0').filter(|_| is_year(digits))?;
    Some(format!("{tens}X"))
}

/// "20th century", "5th century BC".
fn century(text: &str) -> Option<String> {
    let (before, text) = before_era(text);
    let number = text.strip_suffix("century").or_else(|| text.strip_suffix("c."))?.trim_end().trim_end_matches('-');
    let number = ["st", "nd", "rd", "th"].iter().find_map(|ending| number.strip_suffix(ending))?;
    let hundreds = number.parse::<u8>().ok().filter(|number| (1..=99).contains(number))? - 1;
    Some(format!("{}{hundreds:02}XX", if before { "-" } else { "" }))
}

fn before_era(text: &str) -> (bool, &str) {
    match [" bce", " bc", " b.c.e.", " b.c."].iter().find_map(|era| text.strip_suffix(era)) {
        Some(rest) => (true, rest),
        None => (false, text),
    }
}

/// "500 BC", "AD 79".
fn era(text: &str) -> Option<String> {
    let (before, rest) = before_era(text);
    let number = if before {
        rest
    } else {
        text.strip_prefix("ad ").or_else(|| text.strip_suffix(" ad")).or_else(|| text.strip_suffix(" ce"))?
    };
    let year: i64 = number.replace(',', "").parse().ok().filter(|year| (1..=999_999_999).contains(year))?;
    Some(iso_year(if before { 1 - year } else { year }))
}

/// "13.8 billion years ago".
fn ago(text: &str) -> Option<String> {
    let (number, unit) = text.strip_suffix(" years ago")?.split_once(' ')?;
    let exponent: usize = match unit {
        "million" => 6,
        "billion" => 9,
        _ => return None,
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let mantissa = format!("{whole}{fraction}");
    let exponent = exponent.checked_sub(fraction.len()).filter(|_| all_digits(&mantissa))?;
    Some(format!("Y-{mantissa}E{exponent}"))
}
