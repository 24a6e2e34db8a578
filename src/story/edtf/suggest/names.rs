//! Names of all languages' tables, folded once as `suggest` folds its input.

use super::super::languages;
use super::super::lexicon::Grammar;
use super::fold;
use std::sync::OnceLock;

/// Beyond the 40th century nobody counts in Roman numerals.
const MOST_CENTURIES: u64 = 40;

/// Words between the parts of a date that say nothing of it.
pub(super) const FILLERS: [&str; 16] =
    ["of", "the", "in", "on", "de", "del", "du", "le", "el", "la", "im", "dem", "года", "год", "г", "гг"];

/// Names of every language.
pub(super) struct Names {
    /// Months that are words, counted from 0.
    pub(super) months: Vec<(String, usize)>,
    /// Seasons, quarters, thirds and halves without fillers, counted from 0.
    pub(super) parts: Vec<(String, usize)>,
    /// Decades, `{}` for the year.
    pub(super) decades: Vec<String>,
    /// Centuries: the text around the ordinal, and the ordinals from the first.
    pub(super) centuries: Vec<([String; 2], Vec<String>)>,
    /// The text around a year before 1, and from 1 on.
    pub(super) eras: [Vec<[String; 2]>; 2],
}

/// The names.
pub(super) fn names() -> &'static Names {
    static NAMES: OnceLock<Names> = OnceLock::new();
    NAMES.get_or_init(Names::new)
}

impl Names {
    fn new() -> Names {
        let all = |lists: fn(&'static Grammar) -> Vec<&'static str>, change: fn(&str) -> String| {
            let lists = languages::grammars().flat_map(lists);
            let names = lists.flat_map(|list| list.split('|').map(change).zip(0..));
            let mut unique: Vec<(String, usize)> = Vec::new();
            for name in names {
                if !unique.contains(&name) {
                    unique.push(name);
                }
            }
            unique
        };
        let mut months = all(|table| vec![table.cldr.alone, table.cldr.months], fold);
        months.retain(|(name, _)| !name.starts_with(|sign: char| sign.is_ascii_digit()));
        let mut decades: Vec<String> = languages::grammars().flat_map(|table| table.decade).map(fold).collect();
        decades.sort();
        decades.dedup();
        let around = |pattern: &str| fold(pattern).split_once("{}").map(|(head, tail)| [head.into(), tail.into()]);
        let eras = |which: usize| {
            let mut eras: Vec<[String; 2]> =
                languages::grammars().filter_map(|table| around(table.eras.get(which)?)).collect();
            eras.sort();
            eras.dedup();
            eras
        };
        let mut centuries: Vec<([String; 2], Vec<String>)> = languages::grammars()
            .flat_map(|table| table.century.into_iter().map(move |form| (table, form)))
            .filter_map(|(table, form)| {
                let ordinals = (1..=MOST_CENTURIES).map(|count| fold(&(table.ordinal)(count)));
                Some((around(form)?, ordinals.collect()))
            })
            .collect();
        centuries.sort();
        centuries.dedup();
        Names { months, parts: all(|table| table.parts.to_vec(), bare), decades, centuries, eras: [eras(0), eras(1)] }
    }
}

/// The words that name something.
fn bare(text: &str) -> String {
    fold(text).split(' ').filter(|word| !FILLERS.contains(word)).collect::<Vec<_>>().join(" ")
}
