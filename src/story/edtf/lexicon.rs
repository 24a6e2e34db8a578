//! Types of the tables of words for dates. `words` applies a table, `languages` has one for each language.

use super::ast::Unit;
use super::languages;

/// The words in which dates are shown.
#[derive(Debug)]
pub struct Lexicon(Option<&'static Grammar>);

impl Lexicon {
    /// Words of a language, by its BCP 47 tag: the table of the tag itself ("de-AT"), else that of its first part ("en" for
    /// "en-GB"). `None` without a table; a caller then takes [`Lexicon::ISO`], so that readers of other languages do not
    /// meet English.
    pub fn for_language(tag: &str) -> Option<&'static Lexicon> {
        let tag = tag.replace('_', "-");
        let language = tag.split('-').next().unwrap_or_default();
        let table = |tag: &str| languages::ALL.iter().find(|(name, _)| name.eq_ignore_ascii_case(tag));
        table(&tag).or_else(|| table(language)).map(|(_, lexicon)| lexicon)
    }

    /// Dates as written, in EDTF: the same in every language.
    pub const ISO: Lexicon = Lexicon(None);

    pub(super) const fn new(grammar: &'static Grammar) -> Lexicon {
        Lexicon(Some(grammar))
    }

    pub(super) fn grammar(&self) -> Option<&'static Grammar> {
        self.0
    }
}

/// Grammatical form of a date in a phrase: `{}`, `{o}` and `{g}` in patterns, index 0, 1 and 2 in tables of three.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `{}`: the form of a date by itself.
    Bare = 0,
    /// `{o}`: behind most prepositions. The genitive, the dative, or the form with an article, as the language has it.
    Oblique = 1,
    /// `{g}`: where a span ends, if that differs: the accusative.
    Goal = 2,
}

/// Kinds of dates that rules distinguish.
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

/// Years from which dates are counted in millions and billions before or after today instead of by year.
const DEEP: u64 = 1_000_000;

/// Patterns by kind of date, the second for a date that is about (`~`). The first row that fits holds; an empty list of
/// kinds fits all. Deep time takes the first pattern always: its "about" belongs to the count ("vor etwa 13,8 Milliarden
/// Jahren").
pub(super) type Rules = &'static [(&'static [Kind], &'static str, &'static str)];

/// Position of "about" in a phrase of two dates that both have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    /// At each: "about 1990 to about 1995".
    Each,
    /// Once before the phrase: "примерно с 1990 по 1995 год".
    Once,
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
    /// Behind years 1 to 999 and beyond 9999, which readers would not recognise as years.
    pub(super) of_era: &'static str,
    /// A time of day, of hour and minute.
    pub(super) time: fn(u16, u16) -> String,
    /// Behind a time of day or a range of them.
    pub(super) oclock: &'static str,
    /// Between groups of three digits.
    pub(super) thousands: &'static str,
    /// `{}` is 1980.
    pub(super) decade: [&'static str; 3],
    /// `{}` is 1900–1909: readers take "1900s" for a century.
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
    /// Between two counts of one unit ("66 to 2 million"), and of two ("4.5 billion to 541 million").
    pub(super) deep_to: [&'static str; 2],
    /// A date by itself.
    pub(super) alone: Rules,
    /// Position of "about" where two dates of a phrase both have it.
    pub(super) about: About,
    /// `?`: behind one uncertain date, behind two, behind more.
    pub(super) uncertain: [&'static str; 3],
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
    /// Contractions at the beginning of a word: "de le " is "du ". The text behind `|` must follow and is kept; `#` in it is
    /// any digit.
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
