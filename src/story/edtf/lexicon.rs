//! The words of dates, a table for each language. `words` puts them together, `languages` holds the tables.

use super::ast::Unit;
use super::languages;

/// The words in which dates are shown.
#[derive(Debug)]
pub struct Lexicon(Option<&'static Grammar>);

impl Lexicon {
    /// Words of a language, by the first part of its BCP 47 tag: "en" and "en-GB" are one. `None` for a language we have no
    /// table for; a caller then takes [`Lexicon::ISO`], so that no reader meets English where it was not asked for.
    pub fn for_language(tag: &str) -> Option<&'static Lexicon> {
        let language = tag.split(['-', '_']).next().unwrap_or_default();
        languages::ALL.iter().find(|(name, _)| name.eq_ignore_ascii_case(language)).map(|(_, lexicon)| lexicon)
    }

    /// Dates as written, in EDTF: the same in every language.
    pub const ISO: Lexicon = Lexicon(None);

    pub(super) const fn of(grammar: &'static Grammar) -> Lexicon {
        Lexicon(Some(grammar))
    }

    pub(super) fn grammar(&self) -> Option<&'static Grammar> {
        self.0
    }
}

/// The shape a phrase asks of a date: `{}`, `{o}` and `{g}` in patterns, 0, 1 and 2 in tables of three.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `{}`: as it stands alone.
    Bare = 0,
    /// `{o}`: behind most prepositions. The genitive, the dative, or the form with an article, as the language has it.
    Oblique = 1,
    /// `{g}`: where a span ends, if that differs: the accusative.
    Goal = 2,
}

/// What kinds of dates a rule is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Days and times.
    Day,
    Month,
    /// Seasons, quarters, thirds, halves.
    Part,
    Year,
    Decade,
    /// Centuries and millennia.
    Century,
    /// A million years and more from year 0.
    Deep,
}

impl Kind {
    pub(super) fn of(unit: Unit) -> Kind {
        match unit {
            Unit::Day { .. } => Kind::Day,
            Unit::Month { .. } => Kind::Month,
            Unit::Part { .. } => Kind::Part,
            Unit::Year(year) | Unit::Estimate { year, .. } if year.unsigned_abs() >= DEEP => Kind::Deep,
            Unit::Year(_) | Unit::Estimate { .. } => Kind::Year,
            Unit::Block { digits: 1, .. } => Kind::Decade,
            Unit::Block { .. } => Kind::Century,
        }
    }
}

/// From here on years are counted in millions and billions, and from today rather than from year 0.
const DEEP: u64 = 1_000_000;

/// Patterns by kind; the first that fits holds. An empty list of kinds fits all.
pub(super) type Rules = &'static [(&'static [Kind], &'static str)];

/// Where "about" goes in a longer phrase.
#[derive(Debug, Clone, Copy)]
pub(super) enum Roughly {
    /// Before the date: "since about 1990".
    Inside(&'static str),
    /// Before the phrase: "примерно с 1990 года".
    Before(&'static str),
}

/// One language.
#[derive(Debug)]
pub(super) struct Grammar {
    /// January to December, alone.
    pub(super) months: [&'static str; 12],
    /// January to December in a day's date and in the oblique form.
    pub(super) months_of: [&'static str; 12],
    /// Spring to winter, four quarters, three thirds, two halves; each in three forms.
    pub(super) parts: [[&'static str; 3]; 13],
    /// Behind a southern season.
    pub(super) southern: &'static str,
    /// The first of a month: "1er".
    pub(super) first_day: &'static str,
    /// Behind any other day's number: ".".
    pub(super) day_end: &'static str,
    /// Before a day, in three forms: "le ".
    pub(super) day_article: [&'static str; 3],
    /// Between day and month.
    pub(super) day_month: &'static str,
    /// Between month and year.
    pub(super) month_year: &'static str,
    /// Between season and year.
    pub(super) season_year: &'static str,
    /// Between quarter, third or half and year.
    pub(super) part_year: &'static str,
    /// Behind a year's number, in three forms: " год".
    pub(super) year_noun: [&'static str; 3],
    /// Behind years before 1.
    pub(super) before_era: &'static str,
    /// Behind years 1 to 999 and beyond 9999, which would not be taken for years.
    pub(super) of_era: &'static str,
    /// Between groups of three digits.
    pub(super) thousands: &'static str,
    /// `{}` is 1980.
    pub(super) decade: [&'static str; 3],
    /// `{}` is 1900–1909: "1900s" would be taken for a century.
    pub(super) decade_from_to: [&'static str; 3],
    /// `{}` is the century's number.
    pub(super) century: [&'static str; 3],
    /// `{}` is the millennium's number.
    pub(super) millennium: [&'static str; 3],
    /// The number of a century or millennium: "20th", "XX".
    pub(super) ordinal: fn(u64) -> String,
    /// Millions and billions of years, of a number rounded to three digits: "13.8 billion".
    pub(super) deep_count: fn(u64) -> String,
    /// `{}` years ago.
    pub(super) deep_past: &'static str,
    /// In `{}` years.
    pub(super) deep_future: &'static str,
    /// "about", before a count of years.
    pub(super) deep_about: &'static str,
    /// `1990~` alone.
    pub(super) about: Rules,
    /// `~` in a longer phrase.
    pub(super) roughly: Roughly,
    /// `?`: behind what is not sure.
    pub(super) uncertain: &'static str,
    /// `a/..`.
    pub(super) since: Rules,
    /// `../b`.
    pub(super) until: Rules,
    /// `a/`, before "end unknown".
    pub(super) starting: Rules,
    /// Behind `a/`.
    pub(super) end_unknown: &'static str,
    /// Behind `/b`.
    pub(super) beginning_unknown: &'static str,
    /// `a` of `a/b`.
    pub(super) from: Rules,
    /// `b` of `a/b`, with the space before it.
    pub(super) to: Rules,
    /// `[..b]`.
    pub(super) not_after: Rules,
    /// `[a..]`.
    pub(super) not_before: Rules,
    /// `a` of `[a..b]`.
    pub(super) between: Rules,
    /// `b` of `[a..b]`, with the space before it.
    pub(super) and: Rules,
    /// "or", with its spaces, before these words.
    pub(super) or: fn(&str) -> &'static str,
    /// What runs together at the beginning of a word: "de le " is "du ".
    pub(super) contractions: &'static [(&'static str, &'static str)],
}

impl Grammar {
    /// The name of a month, 1 to 12.
    pub(super) fn month_name(&self, month: u8) -> &'static str {
        month_in(&self.months, month)
    }
}

/// The word for a month, 1 to 12.
pub(super) fn month_in(months: &[&'static str; 12], month: u8) -> &'static str {
    usize::from(month).checked_sub(1).and_then(|index| months.get(index)).copied().unwrap_or_default()
}
