//! A date in words, as a newspaper prints it: "5 or 6 January 2022", never "5 January 2022 or 6 January 2022".

use super::ast::{End, Member, Moment, Time, Unit, Written, Zone};
use super::lexicon::{Form, Grammar, Kind, Roughly, Rules, month_in};
use crate::model::Qualifier;

/// What the date before need not say because the next one does.
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
        Written::One(moment) => grammar.alone(*moment, Omit::Nothing) + grammar.doubt(moment.qualifier.uncertain),
        Written::Interval { from, to } => grammar.interval(*from, *to),
        Written::OneOf(members) => grammar.one_of(members),
    };
    contract(&text, grammar.contractions)
}

/// Runs words together where the language does.
fn contract(text: &str, contractions: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let at_word = out.chars().next_back().is_none_or(char::is_whitespace);
        let found = contractions.iter().find(|(long, _)| at_word && rest.starts_with(long));
        let length = found.map_or(next.len_utf8(), |(long, _)| long.len());
        match found {
            Some((_, short)) => out.push_str(short),
            None => out.push(next),
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    out
}

/// How much of `first` can be left to `second`. Dates of different firmness are told apart in full.
fn shared(first: Moment, second: Moment) -> Omit {
    if first.qualifier != second.qualifier || first.approximate() {
        return Omit::Nothing;
    }
    match (first.unit, second.unit) {
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

/// Whether a year's era must be said.
fn era(year: i64) -> Era {
    match year {
        ..=0 => Era::Before,
        1_000..=9_999 => Era::Understood,
        _ => Era::Named,
    }
}

impl Grammar {
    fn doubt(&self, uncertain: bool) -> &'static str {
        if uncertain { self.uncertain } else { "" }
    }

    /// A date with its doubt, in a phrase.
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
            return self.alone(from, Omit::Nothing) + self.doubt(from.qualifier.uncertain);
        }
        if let (Unit::Day { time: Some(_), .. }, Unit::Day { time: Some(until), .. }) = (from.unit, to.unit)
            && from.unit.bounds() == to.unit.bounds()
            && from.qualifier == to.qualifier
        {
            let times = format!("{}–{}", self.alone(from, Omit::Nothing), clock(until));
            return times + self.doubt(from.qualifier.uncertain);
        }
        self.pair(self.from, from, self.to, to)
    }

    /// Two dates in a phrase of two halves, the first told as shortly as the second allows.
    fn pair(&self, before: Rules, first: Moment, behind: Rules, second: Moment) -> String {
        let (early, late) = (first.qualifier.uncertain, second.qualifier.uncertain);
        [
            self.slot(before, first, shared(first, second)).as_str(),
            self.doubt(early && !late),
            self.slot(behind, second, Omit::Nothing).as_str(),
            self.doubt(late),
        ]
        .concat()
    }

    fn one_of(&self, members: &[Member]) -> String {
        if let Some(words) = self.same_month(members) {
            return words;
        }
        let moments: Vec<Moment> = members.iter().flat_map(|member| member.moments()).collect();
        let all_doubted = moments.iter().all(|moment| moment.qualifier.uncertain);
        let plain = members.iter().all(|member| matches!(member, Member::At(_)));
        let neighbours = moments.iter().zip(moments.iter().skip(1));
        let omit = neighbours.map(|(first, second)| shared(*first, *second)).min().unwrap_or(Omit::Nothing);
        let mut out = String::new();
        for (index, member) in members.iter().enumerate() {
            let last = index + 1 == members.len();
            let words = match *member {
                Member::At(moment) => {
                    let omit = if plain && !last { omit } else { Omit::Nothing };
                    self.alone(moment, omit) + self.doubt(moment.qualifier.uncertain && !all_doubted)
                }
                Member::Between(first, second) if all_doubted => {
                    self.slot(self.between, first, shared(first, second)) + &self.slot(self.and, second, Omit::Nothing)
                }
                Member::Between(first, second) => self.pair(self.between, first, self.and, second),
                Member::NotAfter(moment) => {
                    self.slot(self.not_after, moment, Omit::Nothing)
                        + self.doubt(moment.qualifier.uncertain && !all_doubted)
                }
                Member::NotBefore(moment) => {
                    self.slot(self.not_before, moment, Omit::Nothing)
                        + self.doubt(moment.qualifier.uncertain && !all_doubted)
                }
            };
            match index {
                0 => {}
                _ if last => out.push_str((self.or)(&words)),
                _ => out.push_str(", "),
            }
            out.push_str(&words);
        }
        out + self.doubt(all_doubted)
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

    /// A date that stands alone, "about" included.
    fn alone(&self, moment: Moment, omit: Omit) -> String {
        if moment.approximate() && Kind::of(moment.unit) != Kind::Deep {
            self.fill(self.about, moment, omit, "")
        } else {
            self.unit(moment, Form::Bare, omit)
        }
    }

    /// A date in a phrase.
    fn slot(&self, rules: Rules, moment: Moment, omit: Omit) -> String {
        let about = moment.approximate() && Kind::of(moment.unit) != Kind::Deep;
        match self.roughly {
            Roughly::Inside(word) if about => self.fill(rules, moment, omit, word),
            // Behind a joining word the space stands first.
            Roughly::Before(word) if about => {
                let phrase = self.fill(rules, moment, omit, "");
                match phrase.strip_prefix(' ') {
                    Some(phrase) => [" ", word, phrase].concat(),
                    None => [word, &phrase].concat(),
                }
            }
            _ => self.fill(rules, moment, omit, ""),
        }
    }

    /// Puts a date, and a word before it, into the first pattern for its kind.
    fn fill(&self, rules: Rules, moment: Moment, omit: Omit, before: &str) -> String {
        let kind = Kind::of(moment.unit);
        let pattern = rules
            .iter()
            .find(|(kinds, _)| kinds.is_empty() || kinds.contains(&kind))
            .map_or("{}", |(_, pattern)| pattern);
        for (mark, form) in [("{}", Form::Bare), ("{o}", Form::Oblique), ("{g}", Form::Goal)] {
            if let Some((start, end)) = pattern.split_once(mark) {
                return [start, before, &self.unit(moment, form, omit), end].concat();
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
                    out.extend([", ", &clock(time)]);
                }
                out
            }
        }
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

/// "14:30", with UTC where that was said; an offset only made the time local.
fn clock(time: Time) -> String {
    let zone = if time.zone == Zone::Utc { " UTC" } else { "" };
    format!("{:02}:{:02}{zone}", time.minute / 60, time.minute % 60)
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
