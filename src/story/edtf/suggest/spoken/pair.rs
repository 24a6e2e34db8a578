//! Two dates in a phrase: intervals, ranges, and one of two. What is found is put into words again, and taken only if these
//! are the text.

use super::super::super::ast::Unit;
use super::super::super::lexicon::Grammar;
use super::super::super::parse::written;
use super::super::super::words::words;
use super::super::fold;
use super::{Spoken, around, edtf, named, numbers};
use crate::model::civil::days_in_month;

/// A phrase of two dates: the text around and between them, the EDTF around and between them.
pub(super) struct Pair {
    head: String,
    infix: String,
    tail: String,
    open: &'static str,
    joint: &'static str,
    close: &'static str,
}

impl Pair {
    /// The phrases of a language.
    pub(super) fn all(grammar: &Grammar) -> Vec<Pair> {
        let mut pairs = Vec::new();
        for (first, second, open, joint, close) in
            [(grammar.from, grammar.to, "", "/", ""), (grammar.between, grammar.and, "[", "..", "]")]
        {
            for (_, before, _) in first {
                for (_, behind, _) in second {
                    if let (Some((head, middle)), Some((rest, tail))) = (around(before), around(behind)) {
                        pairs.push(Pair { head, infix: middle + &rest, tail, open, joint, close });
                    }
                }
            }
        }
        let infix = fold(grammar.cldr.or);
        pairs.push(Pair { head: String::new(), infix, tail: String::new(), open: "[", joint: ",", close: "]" });
        pairs
    }
}

impl Spoken {
    /// The EDTF for a text that is a phrase of two dates.
    pub(super) fn read_pair(&self, pair: &Pair, text: &str) -> Option<String> {
        let inner = text.strip_prefix(pair.head.as_str())?.strip_suffix(pair.tail.as_str())?;
        // In Kazakh nothing but a space parts the two.
        let infix = Some(pair.infix.trim()).filter(|infix| !infix.is_empty()).unwrap_or(&pair.infix);
        inner.match_indices(infix).filter(|_| !infix.is_empty()).find_map(|(at, _)| {
            let (first, second) = (inner.get(..at)?.trim(), inner.get(at + infix.len()..)?.trim());
            self.both(first, second).into_iter().find_map(|(first, second)| {
                let date = [pair.open, &edtf(first)?, pair.joint, &edtf(second)?, pair.close].concat();
                let again = fold(&words(&written(&date).ok()?, self.grammar));
                (again == text).then_some(date)
            })
        })
    }

    /// The pairs of dates that two texts can be, of which one may leave out what the other has.
    fn both(&self, first: &str, second: &str) -> Vec<(Unit, Unit)> {
        match (self.moment(first), self.moment(second)) {
            (Some(first), Some(second)) => vec![(first, second)],
            (None, Some(second)) => self.partial(first, second).into_iter().map(|first| (first, second)).collect(),
            (Some(first), None) => self.partial(second, first).into_iter().map(|second| (first, second)).collect(),
            (None, None) => Vec::new(),
        }
    }

    /// The dates that a text can be that leaves out what another date has.
    fn partial(&self, text: &str, other: Unit) -> Vec<Unit> {
        let numbers = numbers(text);
        let months = named(&self.months, text);
        match other {
            Unit::Day { year, month, .. } => {
                let months = months.into_iter().chain([month]);
                let days = months.flat_map(|month| {
                    let days = numbers.iter().filter_map(|day| u8::try_from(*day).ok());
                    let days = days.filter(move |day| (1..=days_in_month(year, month)).contains(day));
                    days.map(move |day| Unit::Day { year, month, day, time: None })
                });
                days.collect()
            }
            Unit::Month { year, .. } => months.into_iter().map(|month| Unit::Month { year, month }).collect(),
            Unit::Part { year, .. } => {
                named(&self.parts, text).into_iter().map(|part| Unit::Part { year, part }).collect()
            }
            Unit::Year(_) => numbers.iter().flat_map(|year| [*year, 1 - *year]).map(Unit::Year).collect(),
            Unit::Block { .. } | Unit::Estimate { .. } => Vec::new(),
        }
    }
}
