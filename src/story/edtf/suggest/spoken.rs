//! Dates as the tables of words would write them. A text that is exactly the words of a date, in any of the languages and in
//! any grammatical form, is that date.

mod pair;

use super::super::ast::{Moment, Unit};
use super::super::languages;
use super::super::lexicon::{Form, Grammar, Kind, Rules};
use super::super::moment::iso_year;
use super::super::words::Omit;
use super::fold;
use crate::model::Qualifier;
use crate::model::civil::days_in_month;
use pair::Pair;
use std::sync::OnceLock;

/// Centuries that are tried, before and after the change of era.
const MOST_CENTURIES: i64 = 30;

/// A language's words, folded once.
struct Spoken {
    grammar: &'static Grammar,
    phrases: Vec<Phrase>,
    pairs: Vec<Pair>,
    /// Names of months and of parts of a year, in every form, with their numbers in EDTF.
    months: Vec<(String, u8)>,
    parts: Vec<(String, u8)>,
    /// Ordinals of centuries, from the first.
    ordinals: Vec<String>,
    /// The text around the numbers in names of centuries and of their decades.
    around_centuries: Vec<Vec<String>>,
}

/// A phrase of one date: the text around the date, the EDTF around it.
struct Phrase {
    kinds: &'static [Kind],
    head: String,
    tail: String,
    before: &'static str,
    behind: &'static str,
}

/// The EDTF for a folded text.
pub(super) fn spoken(text: &str) -> Option<String> {
    static LANGUAGES: OnceLock<Vec<Spoken>> = OnceLock::new();
    let languages = LANGUAGES.get_or_init(|| languages::grammars().map(Spoken::new).collect());
    languages.iter().find_map(|language| language.read(text))
}

impl Spoken {
    fn new(grammar: &'static Grammar) -> Spoken {
        let names = |lists: &[&'static str], number: fn(u8) -> u8| {
            let names = lists.iter().flat_map(|list| (0..).zip(list.split('|')));
            let mut names: Vec<(String, u8)> = names.map(|(index, name)| (fold(name), number(index))).collect();
            names.sort();
            names.dedup();
            names
        };
        let numbered = |pattern: &&'static str| {
            let pieces = pattern.split(['{', '}']).map(fold);
            pieces.filter(|piece| !matches!(piece.as_str(), "" | "t" | "c")).collect::<Vec<String>>()
        };
        let of_century = grammar.century.iter().chain(grammar.decade.iter().filter(|decade| decade.contains("{t}")));
        let all_months = [grammar.months, grammar.days].concat();
        let mut phrases = Vec::new();
        let plain: Rules = &[(&[], "{}", "{}")];
        for (rules, before, behind, behind_about) in [
            (plain, "", "", ""),
            (grammar.alone, "", "", "~"),
            (grammar.since, "", "/..", "~/.."),
            (grammar.until, "../", "", "~"),
            (grammar.not_after, "[..", "]", "~]"),
            (grammar.not_before, "[", "..]", "~..]"),
        ] {
            for (kinds, exact, about) in rules {
                for (pattern, behind) in [(exact, behind), (about, behind_about)] {
                    if let Some((head, tail)) = around(pattern) {
                        phrases.push(Phrase { kinds, head, tail, before, behind });
                    }
                }
            }
        }
        Spoken {
            grammar,
            phrases,
            pairs: Pair::all(grammar),
            months: names(&all_months, |index| index + 1),
            parts: names(&grammar.parts, |index| if index < 4 { 21 + index } else { 29 + index }),
            around_centuries: of_century.map(numbered).collect(),
            ordinals: (1..=MOST_CENTURIES.unsigned_abs()).map(|century| fold(&(grammar.ordinal)(century))).collect(),
        }
    }

    fn read(&self, text: &str) -> Option<String> {
        let whole = self.moment(text);
        let phrase = self.phrases.iter().find_map(|phrase| {
            let date = text.strip_prefix(phrase.head.as_str())?.strip_suffix(phrase.tail.as_str())?.trim();
            let unit = if date == text { whole } else { self.moment(date) }?;
            let fits = phrase.kinds.is_empty() || phrase.kinds.contains(&Kind::of(unit));
            Some([phrase.before, &edtf(unit).filter(|_| fits)?, phrase.behind].concat())
        });
        phrase.or_else(|| self.pairs.iter().find_map(|pair| self.read_pair(pair, text)))
    }

    /// The date whose words in some form are this text.
    fn moment(&self, text: &str) -> Option<Unit> {
        let numbers = numbers(text);
        let (months, parts) = (named(&self.months, text), named(&self.parts, text));
        let mut units = Vec::new();
        for year in numbers.iter().filter(|number| **number > 0).flat_map(|number| [*number, 1 - *number]) {
            units.push(Unit::Year(year));
            units.extend((year > 0 && year % 10 == 0).then_some(Unit::Block { first: year, digits: 1 }));
            units.extend(parts.iter().map(|part| Unit::Part { year, part: *part }));
            for month in &months {
                units.push(Unit::Month { year, month: *month });
                let days = numbers.iter().filter_map(|day| u8::try_from(*day).ok());
                let days = days.filter(|day| (1..=days_in_month(year, *month)).contains(day));
                units.extend(days.map(|day| Unit::Day { year, month: *month, day, time: None }));
            }
        }
        let is_century =
            self.around_centuries.iter().any(|around| around.iter().all(|piece| text.contains(piece.as_str())));
        let ordinals = self.ordinals.iter().take(if is_century { self.ordinals.len() } else { 0 });
        for (century, _) in (0..).zip(ordinals).filter(|(_, ordinal)| text.contains(ordinal.as_str())) {
            units.extend([century * 100, -99 - century * 100].map(|first| Unit::Block { first, digits: 2 }));
            // "80s of the 20th century".
            units.extend((0..10).map(|tens| Unit::Block { first: century * 100 + tens * 10, digits: 1 }));
        }
        units.into_iter().find(|unit| {
            let moment = Moment { unit: *unit, qualifier: Qualifier::default() };
            let forms = [Form::Bare, Form::Oblique, Form::Goal];
            forms.into_iter().any(|form| fold(&self.grammar.unit(moment, form, Omit::Nothing)) == text)
        })
    }
}

/// The text before and behind the date of a pattern, folded. Spaces at the outer ends, which `fold` drops, stay.
fn around(pattern: &str) -> Option<(String, String)> {
    let (head, rest) = pattern.split_once('{')?;
    let (_, tail) = rest.split_once('}')?;
    Some((spaced(head), spaced(tail)))
}

fn spaced(text: &str) -> String {
    let space = |has: bool| if has { " " } else { "" };
    let inner = fold(text);
    if inner.is_empty() {
        return space(!text.is_empty()).to_owned();
    }
    [space(text.starts_with(' ')), &inner, space(text.ends_with(' '))].concat()
}

/// The numbers of up to four digits in a text.
fn numbers(text: &str) -> Vec<i64> {
    let digits = text.split(|sign: char| !sign.is_ascii_digit()).filter(|digits| (1..=4).contains(&digits.len()));
    digits.filter_map(|digits| digits.parse().ok()).collect()
}

/// The numbers of the names that a text has.
fn named(names: &[(String, u8)], text: &str) -> Vec<u8> {
    names.iter().filter(|(name, _)| text.contains(name.as_str())).map(|(_, number)| *number).collect()
}

/// A date as EDTF writes it.
fn edtf(unit: Unit) -> Option<String> {
    Some(match unit {
        Unit::Year(year) => iso_year(year),
        Unit::Month { year, month } => format!("{}-{month:02}", iso_year(year)),
        Unit::Part { year, part } => format!("{}-{part}", iso_year(year)),
        Unit::Day { year, month, day, .. } => format!("{}-{month:02}-{day:02}", iso_year(year)),
        Unit::Block { first, digits } => {
            let last = first + 10_i64.pow(u32::from(digits)) - 1;
            let year = iso_year(if first < 0 { last } else { first });
            let known = year.get(..year.len().checked_sub(usize::from(digits))?)?;
            [known, "XXX".get(..usize::from(digits))?].concat()
        }
        Unit::Estimate { .. } => return None,
    })
}
