//! Dates in words, as newspapers print them: "5 or 6 January 2022", not "5 January 2022 or 6 January 2022". Phrases are
//! here, single dates in `units`.

mod units;

pub(super) use units::grouped;

use super::ast::{End, Member, Moment, Unit, Written};
use super::languages::BILLION;
use super::lexicon::{About, Form, Grammar, Kind, Rules};
use crate::model::Qualifier;

/// Components that a date leaves out because the next one has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Omit {
    Nothing,
    /// The year of a day or month, the era of a year.
    Year,
    /// Month and year of a day.
    Month,
}

/// Words for a whole date.
pub(super) fn words(written: &Written, grammar: &Grammar) -> String {
    let text = match written {
        Written::One(moment) => grammar.single(*moment),
        Written::Interval { from, to } => grammar.interval(*from, *to),
        Written::OneOf(members) => grammar.one_of(members),
    };
    contract(&text, grammar.contractions)
}

/// Contracts words by the language's table, see [`Grammar::contractions`].
fn contract(text: &str, contractions: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let at_word = out.chars().next_back().is_none_or(char::is_whitespace);
        let found = contractions.iter().find_map(|(long, short)| {
            let (long, follows) = long.split_once('|').unwrap_or((long, ""));
            let behind = rest.strip_prefix(long).filter(|_| at_word)?;
            begins_with(behind, follows).then_some((behind, short))
        });
        if let Some((behind, short)) = found {
            out.push_str(short);
            rest = behind;
        } else {
            out.push(next);
            rest = rest.get(next.len_utf8()..).unwrap_or_default();
        }
    }
    out
}

/// Whether `text` begins with `pattern`, in which `#` is any digit.
fn begins_with(text: &str, pattern: &str) -> bool {
    let mut signs = text.chars();
    pattern
        .chars()
        .all(|expected| signs.next().is_some_and(|sign| sign == expected || (expected == '#' && sign.is_ascii_digit())))
}

/// The part of `first` that `second` repeats. Dates of different qualifiers, or that are about, share nothing.
fn shared(first: Moment, second: Moment) -> Omit {
    if first.qualifier != second.qualifier || first.approximate() {
        return Omit::Nothing;
    }
    repeated(first.unit, second.unit)
}

/// As [`shared`], of units alone.
fn repeated(first: Unit, second: Unit) -> Omit {
    match (first, second) {
        (Unit::Day { time: Some(_), .. }, Unit::Day { .. }) => Omit::Nothing,
        (Unit::Day { year: a, month: m, .. }, Unit::Day { year: b, month: n, .. }) if a == b => {
            if m == n {
                Omit::Month
            } else {
                Omit::Year
            }
        }
        (Unit::Month { year: a, .. }, Unit::Month { year: b, .. }) if a == b => Omit::Year,
        (Unit::Part { year: a, part: p }, Unit::Part { year: b, part: q })
            if a == b && is_season(p) == is_season(q) && is_southern(p) == is_southern(q) =>
        {
            Omit::Year
        }
        (Unit::Year(a), Unit::Year(b)) if era(a) == era(b) => Omit::Year,
        _ => Omit::Nothing,
    }
}

fn is_season(part: u8) -> bool {
    part <= 32
}

fn is_southern(part: u8) -> bool {
    (29..=32).contains(&part)
}

#[derive(PartialEq, Eq)]
enum Era {
    Before,
    Understood,
    Named,
}

/// The era of a year, and whether it must be written.
fn era(year: i64) -> Era {
    match year {
        ..=0 => Era::Before,
        1_000..=9_999 => Era::Understood,
        _ => Era::Named,
    }
}

/// Whether the era of a year goes without saying.
pub(super) fn is_era_understood(year: i64) -> bool {
    era(year) == Era::Understood
}

impl Grammar {
    /// The mark of doubt behind one date.
    fn doubt(&self, uncertain: bool) -> &'static str {
        self.doubt_of(usize::from(uncertain))
    }

    /// The mark of doubt behind a phrase whose `count` dates are all uncertain.
    fn doubt_of(&self, count: usize) -> &'static str {
        let [one, both, all] = self.uncertain;
        match count {
            0 => "",
            1 => one,
            2 => both,
            _ => all,
        }
    }

    /// A date by itself, with its doubt.
    fn single(&self, moment: Moment) -> String {
        self.slot(self.alone, moment, Omit::Nothing) + self.doubt(moment.qualifier.uncertain)
    }

    /// A date in a phrase, with its doubt.
    fn phrase(&self, rules: Rules, moment: Moment) -> String {
        self.slot(rules, moment, Omit::Nothing) + self.doubt(moment.qualifier.uncertain)
    }

    fn interval(&self, from: End, to: End) -> String {
        match (from, to) {
            (End::At(from), End::At(to)) => self.span(from, to),
            (End::At(from), End::Unknown) => self.phrase(self.starting, from) + self.end_unknown,
            (End::At(from), End::Open) => self.phrase(self.since, from),
            (End::Unknown, End::At(to)) => self.phrase(self.until, to) + self.beginning_unknown,
            (End::Open, End::At(to)) => self.phrase(self.until, to),
            _ => String::new(),
        }
    }

    fn span(&self, from: Moment, to: Moment) -> String {
        if from == to {
            return self.single(from);
        }
        self.same_day(from, to)
            .or_else(|| self.deep_span(from, to))
            .unwrap_or_else(|| self.pair(self.from, from, self.to, to))
    }

    /// "5 January 2022, 14:30–16:00": two times of one written day. The offset is written once where both have the same.
    fn same_day(&self, from: Moment, to: Moment) -> Option<String> {
        let (Unit::Day { time: Some(first), .. }, Unit::Day { time: Some(last), .. }) = (from.unit, to.unit) else {
            return None;
        };
        if from.unit.bounds() != to.unit.bounds() || from.qualifier != to.qualifier {
            return None;
        }
        let times = if first.offset == last.offset {
            [&self.bare_clock(first), "–", &self.clock(last)].concat()
        } else {
            [&self.clock(first), " – ", &self.clock(last)].concat()
        };
        let day = self.slot(self.alone, from.without_time(), Omit::Nothing);
        let count = if from.qualifier.uncertain { 2 } else { 0 };
        Some([&day, self.time_joint, &times, self.doubt_of(count)].concat())
    }

    /// "66 to 2 million years ago": two counts of years before today.
    fn deep_span(&self, from: Moment, to: Moment) -> Option<String> {
        let year = |moment: Moment| match moment.unit {
            unit @ (Unit::Year(year) | Unit::Estimate { year, .. }) if Kind::of(unit) == Kind::Deep && year < 0 => {
                Some(units::three_digits(year.unsigned_abs()))
            }
            _ => None,
        };
        let (early, late) = (year(from)?, year(to)?);
        if from.qualifier != to.qualifier || from.approximate() != to.approximate() {
            return None;
        }
        let (first, last) = (self.figures((self.deep_count)(early)), self.figures((self.deep_count)(late)));
        let [to_same, to_other] = self.deep_to;
        let count = match first.split_once(' ') {
            Some((number, _)) if !to_same.is_empty() && (early < BILLION) == (late < BILLION) => {
                [number, to_same, &last].concat()
            }
            _ => [&first, to_other, &last].concat(),
        };
        let about = if from.approximate() { self.deep_about } else { "" };
        let doubts = if from.qualifier.uncertain { 2 } else { 0 };
        Some(self.deep_past.replacen("{}", &[about, &count].concat(), 1) + self.doubt_of(doubts))
    }

    /// Two dates in a phrase of two halves. One leaves out the part that they share.
    fn pair(&self, before: Rules, first: Moment, behind: Rules, second: Moment) -> String {
        let (early, late) = (first.qualifier.uncertain, second.qualifier.uncertain);
        let is_once = self.about == About::Once
            && first.approximate()
            && first.qualifier == second.qualifier
            && second.approximate()
            && ![first.unit, second.unit].map(Kind::of).contains(&Kind::Deep);
        let halves = if is_once {
            let [_, about] = rule(before, first);
            let [exact, _] = rule(behind, second);
            let [omit, behind] = self.halves(first, repeated(first.unit, second.unit));
            [self.fill(about, first, omit), self.fill(exact, second, behind)]
        } else {
            let [omit, omit_behind] = self.halves(first, shared(first, second));
            [self.slot(before, first, omit), self.slot(behind, second, omit_behind)]
        };
        let [first, second] = halves;
        match (early, late) {
            (true, true) => joined(&first, &second) + self.doubt_of(2),
            _ => joined(&(first + self.doubt(early)), &second) + self.doubt(late),
        }
    }

    /// What the first and the second of two dates leave out.
    fn halves(&self, first: Moment, omit: Omit) -> [Omit; 2] {
        if self.is_second_short(Kind::of(first.unit)) { [Omit::Nothing, omit] } else { [omit, Omit::Nothing] }
    }

    fn one_of(&self, members: &[Member]) -> String {
        if let Some(words) = self.same_month(members) {
            return words;
        }
        let moments: Vec<Moment> = members.iter().flat_map(|member| member.moments()).collect();
        let all_doubted = moments.iter().all(|moment| moment.qualifier.uncertain);
        let plain = members.iter().all(|member| matches!(member, Member::At(_)));
        let neighbours = || moments.iter().zip(moments.iter().skip(1));
        let (omit, rest) = match moments.as_slice() {
            // "Около 1990 или 1991 года": the preposition governs every date.
            [first, others @ ..]
                if plain
                    && self.governs(*first)
                    && first.approximate()
                    && !others.is_empty()
                    && moments.iter().all(|moment| !moment.qualifier.uncertain)
                    && others.iter().all(|moment| !moment.approximate()) =>
            {
                (neighbours().map(|(first, second)| repeated(first.unit, second.unit)).min(), OBLIQUE)
            }
            _ => (neighbours().map(|(first, second)| shared(*first, *second)).min(), self.alone),
        };
        let omit = omit.unwrap_or(Omit::Nothing);
        let is_second_short = moments.first().is_some_and(|moment| self.is_second_short(Kind::of(moment.unit)));
        let [comma, _] = self.cldr.commas;
        let doubt = |moment: Moment| self.doubt(moment.qualifier.uncertain && !all_doubted);
        let mut out = String::new();
        for (index, member) in members.iter().enumerate() {
            let last = index + 1 == members.len();
            let words = match *member {
                Member::At(moment) => {
                    let is_whole = if is_second_short { index == 0 } else { last };
                    let omit = if plain && !is_whole { omit } else { Omit::Nothing };
                    self.slot(if index == 0 { self.alone } else { rest }, moment, omit) + doubt(moment)
                }
                Member::Between(first, second) if all_doubted => {
                    let [omit, omit_behind] = self.halves(first, shared(first, second));
                    joined(&self.slot(self.between, first, omit), &self.slot(self.and, second, omit_behind))
                }
                Member::Between(first, second) => self.pair(self.between, first, self.and, second),
                Member::NotAfter(moment) => self.slot(self.not_after, moment, Omit::Nothing) + doubt(moment),
                Member::NotBefore(moment) => self.slot(self.not_before, moment, Omit::Nothing) + doubt(moment),
            };
            match index {
                0 => {}
                1 if last => out.push_str(self.or(&words)),
                _ if last => out.push_str(self.last_or(&words)),
                _ => out.push_str(comma),
            }
            out.push_str(&words);
        }
        if all_doubted { out + self.doubt_of(moments.len()) } else { out }
    }

    /// Whether "about" before a date takes a form of its own.
    fn governs(&self, moment: Moment) -> bool {
        let [_, about] = rule(self.alone, moment);
        about.contains("{o}")
    }

    /// "March 2022 or 2023": one month in two years of the same era, both firm.
    fn same_month(&self, members: &[Member]) -> Option<String> {
        let [Member::At(first), Member::At(second)] = members else { return None };
        let (Unit::Month { year: early, month }, Unit::Month { year: late, month: same }) = (first.unit, second.unit)
        else {
            return None;
        };
        let firm = [first, second].iter().all(|moment| moment.qualifier == Qualifier::default());
        if month != same || early == late || era(early) != era(late) || !firm {
            return None;
        }
        if self.is_second_short(Kind::Month) {
            return None;
        }
        let late = self.year_in(late);
        let years = [&self.number(early), self.or(&late), &late].concat();
        Some(self.month.replacen("{m}", self.month(Form::Bare, month), 1).replacen("{y}", &years, 1))
    }

    /// A date in the pattern for its kind, "about" included.
    fn slot(&self, rules: Rules, moment: Moment, omit: Omit) -> String {
        let [exact, about] = rule(rules, moment);
        let is_about = moment.approximate() && Kind::of(moment.unit) != Kind::Deep;
        self.fill(if is_about { about } else { exact }, moment, omit)
    }

    /// Puts a date into a pattern.
    fn fill(&self, pattern: &'static str, moment: Moment, omit: Omit) -> String {
        for (mark, form) in [("{}", Form::Bare), ("{o}", Form::Oblique), ("{g}", Form::Goal)] {
            if let Some((start, end)) = pattern.split_once(mark) {
                return [start, &self.unit(moment, form, omit), end].concat();
            }
        }
        pattern.to_owned()
    }
}

/// Two halves of a phrase. A dash between them has spaces where the first half has one: "5–8 Ocak", "5 Ocak – 8 Şubat".
fn joined(first: &str, second: &str) -> String {
    match second.strip_prefix('–') {
        Some(second) if first.contains(char::is_whitespace) => [first, " – ", second].concat(),
        _ => [first, second].concat(),
    }
}

/// The exact pattern and the one for a date that is about, of the first row for the date's kind.
fn rule(rules: Rules, moment: Moment) -> [&'static str; 2] {
    let kind = Kind::of(moment.unit);
    let row = rules.iter().find(|(kinds, ..)| kinds.is_empty() || kinds.contains(&kind));
    row.map_or(["{}"; 2], |(_, exact, about)| [exact, about])
}

/// A date behind the preposition of another.
const OBLIQUE: Rules = &[(&[], "{o}", "{o}")];
