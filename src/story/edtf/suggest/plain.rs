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

/// Words between the parts of a date that say nothing of it.
const FILLERS: [&str; 16] =
    ["of", "the", "in", "on", "de", "del", "du", "le", "el", "la", "im", "dem", "года", "год", "г", "гг"];

/// "5 January 2022", "Jan. 5th, 2022", "05-Jan-22", "janvier 2022", "5 января 2022 года".
fn named(text: &str) -> Option<String> {
    let (mut day, mut month, mut year) = (None, None, None);
    for word in text.split([' ', ',', '.', '-', '/']).filter(|word| !word.is_empty()) {
        let number = ["st", "nd", "rd", "th", "er"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
        if is_year(word) && year.is_none() {
            year = Some(word.to_owned());
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
    languages::grammars()
        .flat_map(|grammar| [&grammar.months, &grammar.months_of])
        .find_map(|months| months.iter().position(|name| name.to_lowercase().starts_with(word)))
        .or((word == "sept").then_some(8))
        .map(|index| index + 1)
}

/// A text of a table of words, as `suggest` folds its input.
fn folded(text: &str) -> String {
    super::fold(text)
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
    let is_named = |forms: &[&str; 3]| {
        let bare =
            |form: &str| folded(form).split(' ').filter(|word| !FILLERS.contains(word)).collect::<Vec<_>>().join(" ");
        forms.iter().any(|form| bare(form) == name)
    };
    let index = languages::grammars().find_map(|grammar| grammar.parts.iter().position(is_named))?;
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
    let is_known = PATTERNS.contains(&pattern.as_str())
        || languages::grammars().any(|grammar| grammar.decade.iter().any(|form| folded(form) == pattern));
    is_known.then(|| format!("{tens}X"))
}

/// "20th century", "5th century BC", "20. Jahrhundert", "siglo XX", "XX век".
fn century(text: &str) -> Option<String> {
    let (before, text) = before_era(text);
    let number = english_century(text).or_else(|| {
        languages::grammars().find_map(|grammar| {
            let mut numbers = grammar.century.iter().filter_map(|form| {
                let form = folded(form);
                let (head, tail) = form.split_once("{}")?;
                Some(text.strip_prefix(head)?.strip_suffix(tail)?.to_owned())
            });
            let number = numbers.next()?;
            let digits = number.trim_end_matches(|sign: char| !sign.is_ascii_digit()).parse().ok();
            digits.or_else(|| (1..=MOST_CENTURIES).find(|count| folded(&(grammar.ordinal)(*count)) == number))
        })
    });
    let number = number.filter(|number| (1..=99).contains(number))?;
    Some(format!("{}{:02}XX", if before { "-" } else { "" }, number - 1))
}

/// Beyond the 40th century nobody counts in Roman numerals.
const MOST_CENTURIES: u64 = 40;

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
    let languages: Vec<String> = languages::grammars().map(|grammar| folded(grammar.before_era)).collect();
    let of_language = || languages.iter().find_map(|era| text.strip_suffix(era.as_str()).map(str::trim_end));
    match BEFORE.iter().find_map(|era| text.strip_suffix(era)).or_else(of_language) {
        Some(rest) => (true, rest),
        None => (false, text),
    }
}

/// "500 BC", "AD 79", "44 v. Chr.", "44 год до н. э.".
fn era(text: &str) -> Option<String> {
    let (before, rest) = before_era(text);
    let number = if before {
        rest
    } else {
        let languages: Vec<String> = languages::grammars().map(|grammar| folded(grammar.of_era)).collect();
        let of_language = || languages.iter().find_map(|era| text.strip_suffix(era.as_str()).map(str::trim_end));
        text.strip_prefix("ad ").or_else(|| text.strip_suffix(" ad")).or_else(of_language)?
    };
    let number = [" год", " года", " г."].iter().find_map(|noun| number.strip_suffix(noun)).unwrap_or(number);
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
