//! Dates in words, as newspapers print them: "5 or 6 January 2022", not "5 January 2022 or 6 January 2022".

use super::ast::{End, Member, Moment, Offset, Time, Unit, Written};
use super::languages::BILLION;
use super::lexicon::{About, Form, Grammar, Kind, Rules, month_in};
use crate::model::Qualifier;

/// Components that a date leaves out because the next one has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Omit {
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
        Some([&day, ", ", &times, self.doubt_of(count)].concat())
    }

    /// "66 to 2 million years ago": two counts of years before today.
    fn deep_span(&self, from: Moment, to: Moment) -> Option<String> {
        let year = |moment: Moment| match moment.unit {
            unit @ (Unit::Year(year) | Unit::Estimate { year, .. }) if Kind::of(unit) == Kind::Deep && year < 0 => {
                Some(three_digits(year.unsigned_abs()))
            }
            _ => None,
        };
        let (early, late) = (year(from)?, year(to)?);
        if from.qualifier != to.qualifier || from.approximate() != to.approximate() {
            return None;
        }
        let (first, last) = ((self.deep_count)(early), (self.deep_count)(late));
        let [to_same, to_other] = self.deep_to;
        let count = match first.split_once(' ') {
            Some((number, _)) if (early < BILLION) == (late < BILLION) => [number, to_same, &last].concat(),
            _ => [&first, to_other, &last].concat(),
        };
        let about = if from.approximate() { self.deep_about } else { "" };
        let doubts = if from.qualifier.uncertain { 2 } else { 0 };
        Some(self.deep_past.replacen("{}", &[about, &count].concat(), 1) + self.doubt_of(doubts))
    }

    /// Two dates in a phrase of two halves. The first leaves out the part that the second repeats.
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
            let omit = repeated(first.unit, second.unit);
            [self.fill(about, first, omit), self.fill(exact, second, Omit::Nothing)]
        } else {
            [self.slot(before, first, shared(first, second)), self.slot(behind, second, Omit::Nothing)]
        };
        let [first, second] = halves;
        match (early, late) {
            (true, true) => first + &second + self.doubt_of(2),
            _ => first + self.doubt(early) + &second + self.doubt(late),
        }
    }

    fn one_of(&self, members: &[Member]) -> String {
        if let Some(words) = self.same_month(members) {
            return words;
        }
        let moments: Vec<Moment> = members.iter().flat_map(|member| member.moments()).collect();
        let all_doubted = moments.iter().all(|moment| moment.qualifier.uncertain);
        let plain = members.iter().all(|member| matches!(member, Member::At(_)));
        let neighbours = || moments.iter().zip(moments.iter().skip(1));
        let (omit, rest) = match (self.about, moments.as_slice()) {
            // "Около 1990 или 1991 года": the preposition governs every date.
            (About::Once, [first, others @ ..])
                if plain
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
        let doubt = |moment: Moment| self.doubt(moment.qualifier.uncertain && !all_doubted);
        let mut out = String::new();
        for (index, member) in members.iter().enumerate() {
            let last = index + 1 == members.len();
            let words = match *member {
                Member::At(moment) => {
                    let omit = if plain && !last { omit } else { Omit::Nothing };
                    self.slot(if index == 0 { self.alone } else { rest }, moment, omit) + doubt(moment)
                }
                Member::Between(first, second) if all_doubted => {
                    self.slot(self.between, first, shared(first, second)) + &self.slot(self.and, second, Omit::Nothing)
                }
                Member::Between(first, second) => self.pair(self.between, first, self.and, second),
                Member::NotAfter(moment) => self.slot(self.not_after, moment, Omit::Nothing) + doubt(moment),
                Member::NotBefore(moment) => self.slot(self.not_before, moment, Omit::Nothing) + doubt(moment),
            };
            match index {
                0 => {}
                _ if last => out.push_str((self.or)(&words)),
                _ => out.push_str(", "),
            }
            out.push_str(&words);
        }
        if all_doubted { out + self.doubt_of(moments.len()) } else { out }
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
        let late = self.year_in(late);
        Some([month_in(&self.months, month), self.month_year, &self.number(early), (self.or)(&late), &late].concat())
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

    fn unit(&self, moment: Moment, form: Form, omit: Omit) -> String {
        let inflected = |forms: &[&'static str; 3]| forms.get(form as usize).copied().unwrap_or_default();
        match moment.unit {
            unit @ (Unit::Year(year) | Unit::Estimate { year, .. }) => match Kind::of(unit) {
                Kind::Deep => self.deep(year, moment.approximate()),
                _ if omit >= Omit::Year => self.number(year),
                _ => [&self.number(year), inflected(&self.year_noun), self.era(year)].concat(),
            },
            Unit::Block { first, digits } => self.block(first, digits, &inflected),
            Unit::Part { year, part } => {
                let name = inflected(self.parts.get(part_index(part)).unwrap_or(&[""; 3]));
                let joint = if is_season(part) { self.season_year } else { self.part_year };
                let southern = if is_southern(part) { self.southern } else { "" };
                if omit >= Omit::Year { name.to_owned() } else { [name, joint, &self.year_in(year), southern].concat() }
            }
            Unit::Month { year, month } => {
                let months = if form == Form::Oblique { &self.months_of } else { &self.months };
                let name = month_in(months, month);
                if omit >= Omit::Year { name.to_owned() } else { [name, self.month_year, &self.year_in(year)].concat() }
            }
            Unit::Day { year, month, day, time } => {
                let mut out = inflected(&self.day_article).to_owned();
                match day {
                    1 => out.push_str(self.first_day),
                    _ => out.extend([&day.to_string(), self.day_end]),
                }
                if omit < Omit::Month {
                    out.extend([self.day_month, month_in(&self.months_of, month)]);
                }
                if omit < Omit::Year {
                    out.extend([self.month_year, &self.year_in(year)]);
                }
                if let Some(time) = time {
                    out.extend([", ", &self.clock(time)]);
                }
                out
            }
        }
    }

    /// "14:30 UTC+6"; without a zone where none was written.
    fn clock(&self, time: Time) -> String {
        self.bare_clock(time) + self.oclock + &time.offset.map(zone).unwrap_or_default()
    }

    fn bare_clock(&self, time: Time) -> String {
        (self.time)(time.minute / 60, time.minute % 60)
    }

    /// A year behind its month.
    fn year_in(&self, year: i64) -> String {
        let [_, of, _] = self.year_noun;
        [&self.number(year), of, self.era(year)].concat()
    }

    /// The number by which people call a year. Before 10,000 BCE it is rounded to three digits.
    fn number(&self, year: i64) -> String {
        let number = if year <= 0 { year.unsigned_abs() + 1 } else { year.unsigned_abs() };
        if number < 10_000 {
            number.to_string()
        } else {
            grouped(if year <= 0 { three_digits(number) } else { number }, self.thousands)
        }
    }

    fn era(&self, year: i64) -> &'static str {
        match era(year) {
            Era::Before => self.before_era,
            Era::Understood => "",
            Era::Named => self.of_era,
        }
    }

    /// Decades by their digits where these name the same ten years and no century (the 2000s are a decade by now),
    /// centuries and millennia by their number. These begin
    /// a year later than the digits (the 20th century in 1901); newspapers read 19XX as the 20th century all the same.
    fn block(&self, first: i64, digits: u8, inflected: &dyn Fn(&[&'static str; 3]) -> &'static str) -> String {
        let size = 10_i64.pow(u32::from(digits));
        let last = first + size - 1;
        let (pattern, number) = match digits {
            1 if first > 0 && (first % 100 != 0 || first == 2000) => (&self.decade, first.to_string()),
            1 => {
                let years = if first == 0 {
                    "1–9".to_owned()
                } else {
                    format!("{}–{}", self.number(first), self.number(last))
                };
                (&self.decade_from_to, years)
            }
            _ => {
                let count = if last <= 0 { (1 - first) / size } else { first / size + 1 };
                let number = (self.ordinal)(count.unsigned_abs());
                (if digits == 2 { &self.century } else { &self.millennium }, number)
            }
        };
        let era = if last > 0 && digits > 1 { "" } else { self.era(last) };
        [&inflected(pattern).replacen("{}", &number, 1), era].concat()
    }

    fn deep(&self, year: i64, about: bool) -> String {
        let count = (self.deep_count)(three_digits(year.unsigned_abs()));
        let about = if about { self.deep_about } else { "" };
        let pattern = if year < 0 { self.deep_past } else { self.deep_future };
        pattern.replacen("{}", &[about, &count].concat(), 1)
    }
}

/// Which of the thirteen names a part of the year, 21 to 41, has.
fn part_index(part: u8) -> usize {
    usize::from(match part {
        21..=32 => (part - 21) % 4,
        _ => part.saturating_sub(29),
    })
}

/// The exact pattern and the one for a date that is about, of the first row for the date's kind.
fn rule(rules: Rules, moment: Moment) -> [&'static str; 2] {
    let kind = Kind::of(moment.unit);
    let row = rules.iter().find(|(kinds, ..)| kinds.is_empty() || kinds.contains(&kind));
    row.map_or(["{}"; 2], |(_, exact, about)| [exact, about])
}

/// A date behind the preposition of another.
const OBLIQUE: Rules = &[(&[], "{o}", "{o}")];

/// " UTC", " UTC+6", " UTC−3:30", with the minus sign of typography.
fn zone(offset: Offset) -> String {
    let Offset(minutes) = offset;
    let sign = match minutes {
        0 => return " UTC".to_owned(),
        ..0 => '−',
        _ => '+',
    };
    let (hours, minutes) = (minutes.abs() / 60, minutes.abs() % 60);
    if minutes == 0 { format!(" UTC{sign}{hours}") } else { format!(" UTC{sign}{hours}:{minutes:02}") }
}

/// Rounded to three significant digits.
fn three_digits(number: u64) -> u64 {
    let step = 10_u64.pow(number.checked_ilog10().unwrap_or(0).saturating_sub(2));
    (number + step / 2) / step * step
}

/// Digits in groups of three.
pub(super) fn grouped(number: u64, separator: &str) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push_str(separator);
        }
        out.push(digit);
    }
    out
}
