//! The facts of a text that can be compared without understanding it: numbers, years, months and days, in whatever shape
//! they are written.
#![allow(
    clippy::cast_possible_truncation,
    reason = "a story has at most 255 sources; numbers of days and months are small"
)]

use std::collections::BTreeSet;
use std::ops::Range;

use super::numerals::{Numeral, month, month_name, numeral};

/// Something a text states in figures, or in words that stand for figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fact {
    /// A number, in thousandths.
    Number(u128),
    /// "1980s", by its first year.
    Decade(u128),
    /// "Dozens", "thousands": a round number of nothing in particular.
    Round(u128),
    /// A month by name, 1 to 12.
    Month(u8),
    /// A day of a month.
    Day(u8, u8),
}

impl Fact {
    pub(super) fn whole(number: u128) -> Self {
        Fact::Number(number.saturating_mul(1_000))
    }

    /// Whether some facts bear this one out: a decade needs no more than a year in it.
    pub(super) fn is_in(self, known: &BTreeSet<Fact>) -> bool {
        known.contains(&self)
            || matches!(self, Fact::Decade(first) if known.range(Fact::whole(first)..Fact::whole(first + 10)).next().is_some())
    }

    /// "the number 18", "6 January".
    pub(super) fn describe(self) -> String {
        match self {
            Fact::Number(thousandths) => {
                let (whole, part) = (thousandths / 1_000, thousandths % 1_000);
                let part = format!("{part:03}");
                match part.trim_end_matches('0') {
                    "" => format!("the number {whole}"),
                    part => format!("the number {whole}.{part}"),
                }
            }
            Fact::Decade(first) => format!("the {first}s"),
            Fact::Round(12) => "the word “dozens”".to_owned(),
            Fact::Round(100) => "the word “hundreds”".to_owned(),
            Fact::Round(1_000) => "the word “thousands”".to_owned(),
            Fact::Round(1_000_000) => "the word “millions”".to_owned(),
            Fact::Round(_) => "the word “billions”".to_owned(),
            Fact::Month(month) => format!("the month {}", month_name(month)),
            Fact::Day(month, day) => format!("the day {day} {}", month_name(month)),
        }
    }
}

/// A fact and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stated {
    pub(super) fact: Fact,
    pub(super) bytes: Range<usize>,
}

/// Facts a text states that need a source: all but the small words one, two, first and second.
pub(super) fn stated(text: &str) -> Vec<Stated> {
    let mut facts = Vec::new();
    read(text, &mut |found| {
        let is_small_word = found.spelled && matches!(found.fact, Fact::Number(..3_000));
        if !is_small_word && !found.lesser {
            facts.push(Stated { fact: found.fact, bytes: found.bytes });
        }
    });
    facts
}

/// Everything a text can be the source of.
pub(super) fn printed(text: &str) -> BTreeSet<Fact> {
    let mut facts = BTreeSet::new();
    read(text, &mut |found| {
        facts.insert(found.fact);
    });
    facts
}

/// A fact as the reader below finds it.
struct Found {
    fact: Fact,
    bytes: Range<usize>,
    /// Written in letters.
    spelled: bool,
    /// A reading that a text may be the source of, though it does not itself claim it: the million of "20 million".
    lesser: bool,
}

#[derive(Debug, Clone)]
struct Token<'a> {
    bytes: Range<usize>,
    raw: &'a str,
    /// In thousandths.
    number: Option<u128>,
}

/// Cuts a text into words and figures; "08Jan22" is three tokens, "20,000" one.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..).unwrap_or_default();
        let length = if c.is_ascii_digit() {
            figure(rest)
        } else if c.is_alphabetic() {
            rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())
        } else {
            at += c.len_utf8();
            continue;
        };
        let raw = rest.get(..length).unwrap_or_default();
        tokens.push(Token { bytes: at..at + length, raw, number: c.is_ascii_digit().then(|| thousandths(raw)) });
        at += length;
    }
    tokens
}

/// How many bytes at the beginning of `rest` are one number: digits, groups of three, one decimal point.
fn figure(rest: &str) -> usize {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut length = digits(rest);
    if length <= 3 {
        while let Some(tail) = rest.get(length..) {
            let Some(separator) = tail.chars().next().filter(|c| matches!(c, ',' | '\u{a0}' | '\u{202f}' | '\u{2009}'))
            else {
                break;
            };
            let group = tail.get(separator.len_utf8()..).unwrap_or_default();
            if digits(group) != 3 {
                break;
            }
            length += separator.len_utf8() + 3;
        }
    }
    let decimals = rest.get(length..).and_then(|tail| tail.strip_prefix('.')).map_or(0, digits);
    let is_dotted_date = rest
        .get(length + 1 + decimals..)
        .is_some_and(|tail| tail.starts_with('.') && digits(tail.get(1..).unwrap_or_default()) > 0);
    if (1..=3).contains(&decimals) && !is_dotted_date { length + 1 + decimals } else { length }
}

fn thousandths(raw: &str) -> u128 {
    let (whole, part) = raw.split_once('.').unwrap_or((raw, ""));
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    let whole: u128 = digits.parse().unwrap_or(u128::MAX);
    let part: u128 = format!("{part:0<3}").parse().unwrap_or(0);
    whole.saturating_mul(1_000).saturating_add(part)
}

fn read(text: &str, find: &mut impl FnMut(Found)) {
    let tokens = tokens(text);
    let gap = |left: usize, right: usize| match (tokens.get(left), tokens.get(right)) {
        (Some(left), Some(right)) => text.get(left.bytes.end..right.bytes.start).unwrap_or("\n"),
        _ => "\n",
    };
    let mut is_day = vec![false; tokens.len()];
    for (at, token) in tokens.iter().enumerate() {
        let Some(month) = month(token.raw) else { continue };
        find(Found { fact: Fact::Month(month), bytes: token.bytes.clone(), spelled: false, lesser: false });
        for (day, bytes) in days(&tokens, &gap, at, &mut is_day) {
            find(Found { fact: Fact::Day(month, day), bytes, spelled: false, lesser: false });
        }
    }
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if is_day.get(at) == Some(&true) {
            at += 1;
        } else if let Some(number) = token.number {
            let scale = tokens.get(at + 1).and_then(|next| numeral(&next.raw.to_lowercase()));
            let bytes = token.bytes.clone();
            if let Some(Numeral::Scale(scale)) = scale
                && matches!(gap(at, at + 1), " " | "-" | "\u{a0}" | "")
            {
                find(Found { fact: Fact::Round(scale), bytes: bytes.clone(), spelled: true, lesser: true });
                find(Found { fact: Fact::Number(number.saturating_mul(scale)), bytes, spelled: false, lesser: false });
                at += 2;
            } else if let Some(s) = decade(&tokens, &gap, at) {
                let bytes = bytes.start..s.bytes.end;
                find(Found { fact: Fact::Decade(number / 1_000), bytes, spelled: false, lesser: false });
                at += 2;
            } else {
                find(Found { fact: Fact::Number(number), bytes, spelled: false, lesser: false });
                at += 1;
            }
        } else {
            at += spelled(&tokens, &gap, at, find).max(1);
        }
    }
}

/// The `s` that makes the year at `at` a decade.
fn decade<'a, 't>(tokens: &'a [Token<'t>], gap: &impl Fn(usize, usize) -> &'t str, at: usize) -> Option<&'a Token<'t>> {
    let year = tokens.get(at)?.number?;
    let is_decade = year % 10_000 == 0 && (1_000_000..3_000_000).contains(&year);
    tokens.get(at + 1).filter(|next| is_decade && next.raw == "s" && matches!(gap(at, at + 1), "" | "’" | "'"))
}

/// The days beside the month at `at`: "6 January", "5 or 6 January", "Jan. 6", "January 5-6", "08Jan22".
fn days<'t>(
    tokens: &[Token<'_>],
    gap: &impl Fn(usize, usize) -> &'t str,
    at: usize,
    is_day: &mut [bool],
) -> Vec<(u8, Range<usize>)> {
    let day = |at: usize| {
        let number = tokens.get(at)?.number?;
        (number % 1_000 == 0 && (1_000..=31_000).contains(&number)).then_some((number / 1_000) as u8)
    };
    // "5 or 6", "5-6", "5 to 6".
    let joined = |left: usize, right: usize| -> bool {
        right == left + 1 && matches!(gap(left, right), "-" | "–" | "/" | " – ")
            || right == left + 2 && tokens.get(left + 1).is_some_and(|word| matches!(word.raw, "or" | "and" | "to"))
    };
    let mut found = Vec::new();
    let mut take = |at: usize, is_day: &mut [bool]| {
        if let (Some(number), Some(token), Some(flag)) = (day(at), tokens.get(at), is_day.get_mut(at)) {
            *flag = true;
            found.push((number, token.bytes.clone()));
        }
    };
    // Back over "of" and the "nd" of "2nd".
    let word = |at: usize, words: &[&str]| tokens.get(at).is_some_and(|token| words.contains(&token.raw));
    let mut before = at.checked_sub(1);
    if let Some(of) = before.filter(|of| word(*of, &["of"])) {
        before = of.checked_sub(1);
    }
    if let Some(ending) = before.filter(|ending| word(*ending, &["st", "nd", "rd", "th"])) {
        before = ending.checked_sub(1);
    }
    let before = before.filter(|before| {
        day(*before).is_some() && (before + 1 < at || matches!(gap(*before, at), "" | " " | "\u{a0}"))
    });
    if let Some(before) = before {
        take(before, is_day);
        for left in [before.checked_sub(1), before.checked_sub(2)].into_iter().flatten() {
            if joined(left, before) && day(left).is_some() {
                take(left, is_day);
            }
        }
        return found;
    }
    let after = at + 1;
    if day(after).is_some() && matches!(gap(at, after), " " | ". " | "\u{a0}" | ".\u{a0}") {
        take(after, is_day);
        for right in [after + 1, after + 2] {
            if joined(after, right) && day(right).is_some() {
                take(right, is_day);
            }
        }
    }
    found
}

/// Reads a number written out from `at`; tells how many tokens it took.
fn spelled<'t>(
    tokens: &[Token<'_>],
    gap: &impl Fn(usize, usize) -> &'t str,
    at: usize,
    find: &mut impl FnMut(Found),
) -> usize {
    let (mut total, mut current): (u128, Option<u128>) = (0, None);
    let mut next = at;
    let mut end = 0;
    while let Some(token) = tokens.get(next) {
        if next > at && !matches!(gap(next - 1, next), " " | "-" | "\u{a0}") {
            break;
        }
        let word = token.raw.to_lowercase();
        match (numeral(&word), current) {
            (Some(Numeral::Small(value)), None) => current = Some(value),
            (Some(Numeral::Small(value @ 1..=9)), Some(tens)) if tens % 10 == 0 && tens >= 20 => {
                current = Some(tens + value);
            }
            (Some(Numeral::Small(value)), Some(hundreds)) if hundreds >= 100 && hundreds % 100 == 0 => {
                current = Some(hundreds + value);
            }
            (Some(Numeral::Scale(scale @ (12 | 100))), Some(value)) => current = Some(value.saturating_mul(scale)),
            (Some(Numeral::Scale(scale)), Some(value)) => {
                total = total.saturating_add(value.saturating_mul(scale));
                current = None;
            }
            (Some(Numeral::Scale(scale)), None) => {
                if next == at {
                    find(Found { fact: Fact::Round(scale), bytes: token.bytes.clone(), spelled: true, lesser: false });
                    find(Found { fact: Fact::whole(scale), bytes: token.bytes.clone(), spelled: true, lesser: true });
                    return 1;
                }
                break;
            }
            (None, Some(hundreds)) if word == "and" && hundreds >= 100 && next > at => {}
            _ => break,
        }
        if word != "and" {
            end = next;
        }
        next += 1;
    }
    let value = total.saturating_add(current.unwrap_or(0));
    let (Some(first), Some(last)) = (tokens.get(at), tokens.get(end)) else { return 1 };
    if end < at || numeral(&first.raw.to_lowercase()).is_none() {
        return 1;
    }
    find(Found { fact: Fact::whole(value), bytes: first.bytes.start..last.bytes.end, spelled: true, lesser: false });
    end - at + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(text: &str) -> Vec<String> {
        stated(text).into_iter().map(|found| found.fact.describe()).collect()
    }

    #[test]
    fn numbers_are_read_in_every_shape() {
        for (text, number) in [
            ("18", 18_000),
            ("an 18-year term", 18_000),
            ("eighteen", 18_000),
            ("the eighteenth", 18_000),
            ("20,000 people", 20_000_000),
            ("twenty thousand", 20_000_000),
            ("20 thousand", 20_000_000),
            ("$17 million", 17_000_000_000),
            ("seventeen million", 17_000_000_000),
            ("two hundred and thirty-eight", 238_000),
            ("238", 238_000),
            ("2.5 years", 2_500),
            ("1.5 million", 1_500_000_000),
            ("twenty-four", 24_000),
            ("thirdly", 3_000),
        ] {
            let found: Vec<Fact> = stated(text).into_iter().map(|found| found.fact).collect();
            assert_eq!(found, [Fact::Number(number)], "{text}");
        }
    }

    #[test]
    fn days_are_read_in_every_shape() {
        for text in ["Jan. 6", "January 6", "6 January", "06Jan22", "6th January", "the 6th of January", "Jan 6, 2022"]
        {
            assert!(printed(text).contains(&Fact::Day(1, 6)), "{text}");
            assert!(printed(text).contains(&Fact::Month(1)), "{text}");
        }
        assert_eq!(facts("5 or 6 January"), ["the month January", "the day 6 January", "the day 5 January"]);
        assert_eq!(facts("on January 5-6"), ["the month January", "the day 5 January", "the day 6 January"]);
        assert_eq!(facts("January 2022"), ["the month January", "the number 2022"]);
    }

    #[test]
    fn small_words_need_no_source_and_small_figures_do() {
        assert_eq!(facts("one of two, the first and second"), [""; 0]);
        assert_eq!(facts("2 of them"), ["the number 2"]);
        assert_eq!(facts("dozens, thousands"), ["the word “dozens”", "the word “thousands”"]);
    }

    #[test]
    fn a_year_bears_out_its_decade_and_not_the_other_way_round() {
        let decade = Fact::Decade(1980);
        assert!(decade.is_in(&printed("in 1985")) && decade.is_in(&printed("the mid-1980s")));
        assert!(!decade.is_in(&printed("in 1990")));
        assert!(!Fact::whole(1980).is_in(&printed("in the 1980s")));
    }

    #[test]
    fn a_day_of_the_month_is_no_number_of_anything_else() {
        assert!(!printed("on April 18").contains(&Fact::whole(18)));
        assert!(!printed("20 million").contains(&Fact::whole(20)));
    }

    #[test]
    fn any_characters_can_be_read() {
        for text in [
            "",
            "1,",
            "1.",
            "9999999999999999999999999999999999999999999 billion",
            "1.1.1",
            "٣ three",
            "hundred and",
            "a-",
        ] {
            let _ = (stated(text), printed(text));
        }
    }
}
