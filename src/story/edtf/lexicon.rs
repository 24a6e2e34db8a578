//! Types of the tables of words for dates. `words` applies a table, `languages` has one for each language.

use super::ast::Unit;
use super::languages;
use super::words::is_era_understood;

/// The words in which dates are shown.
#[derive(Debug)]
pub struct Lexicon(Option<&'static Grammar>);

impl Lexicon {
    /// Words of a language, by its BCP 47 tag: the table of the tag itself ("de-AT"), else that of its first part ("en" for
    /// "en-GB"). `None` without a table; [`Lexicon::or_english`] is what readers then get.
    pub fn for_language(tag: &str) -> Option<&'static Lexicon> {
        let tag = tag.replace('_', "-");
        let language = tag.split('-').next().unwrap_or_default();
        let table = |tag: &str| languages::ALL.iter().find(|(name, _)| name.eq_ignore_ascii_case(tag));
        table(&tag).or_else(|| table(language)).map(|(_, lexicon)| lexicon)
    }

    /// As [`Lexicon::for_language`], English where there is no table: words in a language that readers may not know still say
    /// more than `[..2022-01-08]`.
    pub fn or_english(tag: &str) -> &'static Lexicon {
        Lexicon::for_language(tag).unwrap_or(&languages::ENGLISH)
    }

    /// Dates as written, in EDTF: for comparison and for programs, not for readers.
    pub const ISO: Lexicon = Lexicon(None);

    /// A date's words with no-break spaces between days and their months, where the language has a space there: a line that ends
    /// in "8" and one that begins with "January" are hard to read.
    pub fn unbroken(&self, words: &str) -> String {
        let Calendar { months, months_of, .. } = self.calendar();
        let is_month = |rest: &str| months.split('|').chain(months_of.split('|')).any(|month| rest.starts_with(month));
        let mut out = String::with_capacity(words.len() + 4);
        for (nth, word) in words.split(' ').enumerate() {
            // German days end in a full stop.
            let is_behind_day = out.trim_end_matches('.').ends_with(char::is_numeric);
            if nth > 0 {
                out.push(if is_behind_day && is_month(word) { '\u{a0}' } else { ' ' });
            }
            out.push_str(word);
        }
        out
    }

    /// Names of months and patterns of single days, for an axis. English for [`Lexicon::ISO`].
    pub fn calendar(&self) -> Calendar {
        let grammar = self.0.unwrap_or(&languages::en::GRAMMAR);
        let [before_era, of_era] = grammar.eras;
        let [months, ..] = grammar.months;
        let [months_of, ..] = grammar.days;
        let [day, ..] = grammar.day;
        let year = ["{y}", grammar.year_in].concat();
        Calendar {
            months,
            months_of,
            months_short: grammar.cldr.short,
            day: day.replacen("{y}", &year, 1),
            month: grammar.month.replacen("{y}", &year, 1),
            before_era,
            of_era,
            zero: grammar.zero,
        }
    }

    /// The figures of a year whose era goes without saying, without a word for "year"; `None` for others, and for
    /// [`Lexicon::ISO`].
    pub fn number_of_year(&self, year: i64) -> Option<String> {
        self.0.filter(|_| is_era_understood(year)).map(|grammar| grammar.number(year))
    }

    pub(super) const fn new(grammar: &'static Grammar) -> Lexicon {
        Lexicon(Some(grammar))
    }

    pub(super) fn grammar(&self) -> Option<&'static Grammar> {
        self.0
    }
}

/// What an axis needs of a language. Lists have `|` between their words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// January to December, alone or before a year.
    pub months: &'static str,
    /// January to December, in a day's date.
    pub months_of: &'static str,
    /// January to December, short.
    pub months_short: &'static str,
    /// A day, of `{d}`, `{m}` and `{y}`.
    pub day: String,
    /// A month, of `{m}` and `{y}`.
    pub month: String,
    /// A year before 1, of its number `{}`.
    pub before_era: &'static str,
    /// A year from 1 on, of its number `{}`.
    pub of_era: &'static str,
    /// The digit 0 of its numerals.
    pub zero: char,
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

impl Form {
    /// Its entry in a table of three.
    pub(super) fn of(self, forms: &[&'static str; 3]) -> &'static str {
        forms.get(self as usize).copied().unwrap_or_default()
    }
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

/// What CLDR says of a language: see `languages/cldr.rs`, which is generated. Twelve names of months have `|` between them.
#[derive(Debug)]
pub(super) struct Cldr {
    /// January to December in a day's date.
    pub(super) months: &'static str,
    /// January to December in a month's date: `LLLL` where the language has it.
    pub(super) alone: &'static str,
    /// January to December, short.
    pub(super) short: &'static str,
    /// A day: `{d}`, `{m}`, `{y}`.
    pub(super) day: &'static str,
    /// A day without its year.
    pub(super) day_month: &'static str,
    /// A month and its year.
    pub(super) month: &'static str,
    /// Years before 1, and from 1 on, of the number `{}`.
    pub(super) eras: [&'static str; 2],
    /// "or" between two, with its spaces.
    pub(super) or: &'static str,
    /// Between members of a longer list, and before its last.
    pub(super) commas: [&'static str; 2],
    /// The digit 0 of its numerals.
    pub(super) zero: char,
    /// Between whole number and fraction, and between thousands.
    pub(super) marks: [&'static str; 2],
}

/// One language. Patterns have `{d}`, `{m}`, `{p}` and `{y}` for day, month, part of a year and year, `{}` for the one thing
/// that they are about. Tables of three are in the order of [`Form`]. Lists have `|` between their words.
#[derive(Debug)]
pub(super) struct Grammar {
    /// Its names and patterns in CLDR.
    pub(super) cldr: &'static Cldr,
    /// The digit 0 of its numerals.
    pub(super) zero: char,
    /// January to December in a month's date.
    pub(super) months: [&'static str; 3],
    /// January to December in a day's date.
    pub(super) days: [&'static str; 3],
    /// A day, a day of a known year, a day of a known month. Where the year stands first, it is the second of two dates that
    /// leaves out what they share, else the first.
    pub(super) day: [&'static str; 3],
    /// A month.
    pub(super) month: &'static str,
    /// A season.
    pub(super) season: &'static str,
    /// A quarter, third or half of a year.
    pub(super) part: &'static str,
    /// Spring to winter, four quarters, three thirds, two halves.
    pub(super) parts: [&'static str; 3],
    /// Behind a southern season.
    pub(super) southern: &'static str,
    /// The first of a month: "1er".
    pub(super) first_day: &'static str,
    /// Before a day: "le ".
    pub(super) day_article: [&'static str; 3],
    /// Behind a year's number: " год".
    pub(super) year_noun: [&'static str; 3],
    /// Behind a year's number in a longer date: " года".
    pub(super) year_in: &'static str,
    /// Years before 1, and years 1 to 999 and beyond 9999, which readers would not recognise as years.
    pub(super) eras: [&'static str; 2],
    /// A time of day, of hour and minute.
    pub(super) time: fn(u16, u16) -> String,
    /// Behind a time of day or a range of them.
    pub(super) oclock: &'static str,
    /// Between a day and its time.
    pub(super) time_joint: &'static str,
    /// `{}` is 1980, `{t}` its decade in words or two digits (see `tens`), `{c}` the number of its century.
    pub(super) decade: [&'static str; 3],
    /// What `{t}` is in the decades from 00 to 90; a decade without a word is written as `decade_from_to`.
    pub(super) tens: &'static str,
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
    /// Between two counts of one unit, which the first leaves out ("66 to 2 million"; empty where it cannot), and of any
    /// ("4.5 billion to 541 million").
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
    /// `b` of `a/b`, with the space before it. A dash has spaces around it where the first date has some.
    pub(super) to: Rules,
    /// `[..b]`.
    pub(super) not_after: Rules,
    /// `[a..]`.
    pub(super) not_before: Rules,
    /// `a` of `[a..b]`.
    pub(super) between: Rules,
    /// `b` of `[a..b]`, with the space before it.
    pub(super) and: Rules,
    /// "or", with its spaces, before these words, where it depends on them.
    pub(super) or: Option<fn(&str) -> &'static str>,
    /// Contractions at the beginning of a word: "de le " is "du ". The text behind `|` must follow and is kept; `#` in it is
    /// any digit.
    pub(super) contractions: &'static [(&'static str, &'static str)],
}

impl Grammar {
    /// "or" between two dates, of which these words are the second.
    pub(super) fn or(&self, words: &str) -> &'static str {
        self.or.map_or(self.cldr.or, |or| or(words))
    }

    /// What stands before the last of three dates and more.
    pub(super) fn last_or(&self, words: &str) -> &'static str {
        let [_, last] = self.cldr.commas;
        self.or.map_or(last, |or| or(words))
    }

    /// The name of a month, 1 to 12.
    pub(super) fn month_name(&self, month: u8) -> &'static str {
        nth(self.cldr.alone, month.wrapping_sub(1))
    }
}

/// A word of a list with `|` between its words, counted from 0; empty behind its last.
pub(super) fn nth(list: &'static str, index: u8) -> &'static str {
    list.split('|').nth(usize::from(index)).unwrap_or_default()
}
