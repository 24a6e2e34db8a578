//! A single date in another notation: numbers in other orders, month names, seasons, decades, centuries, eras.

use super::super::moment::iso_year;
use super::names::{FILLERS, names};

/// The EDTF for one date. Not yet held against the calendar.
pub(super) fn plain(text: &str) -> Option<String> {
    numbers(text)
        .or_else(|| named(text))
        .or_else(|| season(text))
        .or_else(|| decade(text))
        .or_else(|| century(text))
        .or_else(|| era(text))
        .or_else(|| named_in_era(text))
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

/// "05/01/2022" in British order, then in American.
pub(super) fn day_month_year(text: &str) -> Option<[String; 2]> {
    let [first, second, year] = fields(text).try_into().ok()?;
    if !is_year(year) {
        return None;
    }
    let (first, second) = (pair(first)?, pair(second)?);
    Some([format!("{year}-{second}-{first}"), format!("{year}-{first}-{second}")])
}

/// A year of one to three digits where a mark says that it is one: "?70", "107?".
pub(super) fn short_year(text: &str) -> Option<String> {
    (text.len() <= 3 && all_digits(text)).then(|| format!("{text:0>4}"))
}

/// "1900s": the decade, and the century.
pub(super) fn century_or_decade(text: &str) -> Option<[String; 2]> {
    let text = text.strip_prefix("in ").unwrap_or(text);
    let text = text.strip_prefix("the ").unwrap_or(text);
    let digits = text.strip_suffix('s')?.trim_end_matches('\'');
    let hundreds = digits.strip_suffix("00").filter(|_| is_year(digits))?;
    Some([format!("{hundreds}0X"), format!("{hundreds}XX")])
}

/// "2022/1/5", "20220105", "1/2022", "2022/1".
fn numbers(text: &str) -> Option<String> {
    if text.len() == 3 && all_digits(text) {
        return short_year(text);
    }
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

/// "5 January 2022", "Jan. 5th, 2022", "05-Jan-22", "janvier 2022", "5 января 2022 года", "1 March 987".
fn named(text: &str) -> Option<String> {
    let (mut day, mut month, mut year) = (None, None, None);
    for word in text.split([' ', ',', '.', '-', '/']).filter(|word| !word.is_empty()) {
        let number = ["st", "nd", "rd", "th", "er"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
        if (3..=4).contains(&word.len()) && all_digits(word) && year.is_none() {
            year = Some(format!("{word:0>4}"));
        } else if day.is_none() && pair(number).is_some() {
            day = pair(number);
        } else if day.is_some() && month.is_some() && year.is_none() && word.len() == 2 && all_digits(word) {
            // The pivot of POSIX `strptime`, `%y`: 69 to 99 are of the 20th century.
            year = Some(format!("{}{word}", if word < "69" { "20" } else { "19" }));
        } else if month.is_none() && month_named(word).is_some() {
            month = month_named(word);
        } else if !FILLERS.contains(&word) {
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
    let found = names().months.iter().find(|(name, _)| name.starts_with(word)).map(|(_, index)| *index);
    found.or((word == "sept").then_some(8)).map(|index| index + 1)
}

/// "autumn 1984", "fall of 1984", "winter 1984/85", "весна 2022", "Q3 2022", "second half of 2022".
fn season(text: &str) -> Option<String> {
    let mut year = None;
    let mut name = Vec::new();
    for word in text.split([' ', '-', ',', '/']).filter(|word| !word.is_empty() && !FILLERS.contains(word)) {
        if is_year(word) && year.is_none() {
            year = Some(word);
        } else {
            name.push(word);
        }
    }
    let year = year?;
    let next = (year.parse::<u32>().ok()? + 1).to_string();
    // A winter is of the year it begins in.
    if let [_, .., last] = name.as_slice()
        && (*last == next || next.get(2..) == Some(*last))
    {
        name.pop();
        return (part_named(&name.join(" ")) == Some(24)).then(|| format!("{year}-24"));
    }
    part_named(&name.join(" ")).map(|part| format!("{year}-{part}"))
}

/// The number of a season, quarter, third or half in EDTF, by its name in any of the languages.
fn part_named(name: &str) -> Option<usize> {
    match name {
        "fall" => return Some(23),
        "frühjahr" => return Some(21),
        "q1" | "q2" | "q3" | "q4" => return name.get(1..)?.parse::<usize>().ok().map(|quarter| 32 + quarter),
        _ => {}
    }
    let (_, index) = *names().parts.iter().find(|(part, _)| part == name)?;
    Some(if index < 4 { 21 + index } else { 29 + index })
}

/// "1980s", "1980's", "1980er Jahre", "années 1980", "1980-е годы". The 1900s may be a century: see
/// [`century_or_decade`].
fn decade(text: &str) -> Option<String> {
    const PATTERNS: [&str; 8] = ["{}'s", "{}er", "{}er jahre", "{}er jahren", "{}-е", "{}-х", "{}-е гг.", "años {}"];
    let at = text.find(|sign: char| sign.is_ascii_digit())?;
    let digits = text.get(at..at + 4).filter(|digits| is_year(digits) && !digits.ends_with("00"))?;
    let tens = digits.strip_suffix('0')?;
    let pattern = text.replacen(digits, "{}", 1);
    let is_known = PATTERNS.contains(&pattern.as_str()) || names().decades.contains(&pattern);
    is_known.then(|| format!("{tens}X"))
}

/// "20th century", "5th century BC", "20. Jahrhundert", "siglo XX", "XX век".
fn century(text: &str) -> Option<String> {
    let (before, text) = before_era(text);
    let number = english_century(text).or_else(|| {
        names().centuries.iter().find_map(|([head, tail], ordinals)| {
            let number = text.strip_prefix(head.as_str())?.strip_suffix(tail.as_str())?;
            let digits = number.trim_end_matches(|sign: char| !sign.is_ascii_digit()).parse().ok();
            digits.or_else(|| (1..).zip(ordinals).find(|(_, ordinal)| *ordinal == number).map(|(count, _)| count))
        })
    });
    let number = number.filter(|number| (1..=99).contains(number))?;
    Some(format!("{}{:02}XX", if before { "-" } else { "" }, number - 1))
}

/// "20th century", "20th-century", "20th c.".
fn english_century(text: &str) -> Option<u64> {
    let number = text.strip_suffix("century").or_else(|| text.strip_suffix("c."))?.trim_end().trim_end_matches('-');
    let number = ["st", "nd", "rd", "th"].iter().find_map(|ending| number.strip_suffix(ending))?;
    number.parse().ok()
}

/// The text before "BC" or the same in another language, and whether that was there.
fn before_era(text: &str) -> (bool, &str) {
    const BEFORE: [&str; 11] = [
        " bce",
        " bc",
        " b.c.e.",
        " b.c.",
        " v.chr.",
        " v. u. z.",
        " v.u.z.",
        " av. jc",
        " av. j.-c",
        " a.c.",
        " до н.э.",
    ];
    let of_language = || of_era(text, 0);
    match BEFORE.iter().find_map(|era| text.strip_suffix(era)).or_else(of_language) {
        Some(rest) => (true, rest),
        None => (false, text),
    }
}

/// The text without the words for years before 1 (`which` is 0) or from 1 on in any of the languages.
fn of_era(text: &str, which: usize) -> Option<&str> {
    names().eras.get(which)?.iter().find_map(|[head, tail]| {
        let rest = text.strip_prefix(head.as_str())?.strip_suffix(tail.as_str())?.trim_end();
        Some(rest).filter(|rest| rest.len() < text.len())
    })
}

/// The text without the words for an era, and whether years before 1 are meant.
fn in_era(text: &str) -> Option<(bool, &str)> {
    let (before, rest) = before_era(text);
    if before {
        return Some((true, rest));
    }
    let rest = text.strip_prefix("ad ").or_else(|| text.strip_suffix(" ad")).or_else(|| text.strip_suffix(" ce"));
    Some((false, rest.or_else(|| of_era(text, 1))?))
}

/// "15 March 44 BC", "August 79 AD", "24 August AD 79": the last number is the year, however many digits it has.
fn named_in_era(text: &str) -> Option<String> {
    let without_prefix = text.replacen(" ad ", " ", 1);
    let (before, rest) = if without_prefix == text { in_era(text)? } else { (false, without_prefix.as_str()) };
    let (date, year) = rest.rsplit_once([' ', ','])?;
    let year: i64 = year.parse().ok().filter(|year| (1..=9_999).contains(year))?;
    // A leap year holds the place of the year; the date is held against the calendar later.
    let in_2000 = named(&format!("{date} 2000"))?;
    Some(iso_year(if before { 1 - year } else { year }) + in_2000.strip_prefix("2000")?)
}

/// "500 BC", "AD 79", "44 v. Chr.", "44 год до н. э.".
fn era(text: &str) -> Option<String> {
    let (before, number) = in_era(text)?;
    let number = [" год", " года", " г.", " рік", " року", " жыл", "年", "년"]
        .iter()
        .find_map(|noun| number.strip_suffix(noun))
        .unwrap_or(number);
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
