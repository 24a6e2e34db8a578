//! Stories of any size for measuring: the same bytes for the same number of events, on every machine.
//!
//! Forty years in four lanes, a fifth of the events in one month, a fifth of them lasting, importances 1 to 3, and a few
//! terms, questions and voices, so that no view is empty.
#![allow(clippy::cast_possible_truncation, reason = "random numbers below a small bound")]

use anyhow::{Context as _, Result};
use backstory::model::civil::{civil_from_days, days_from_civil};
use backstory::model::{
    Account, Bounds, Cite, Claim, Date, Day, Ending, Event, Evidence, Group, Inline, Label, Qualifier, Question, Shape,
    Source, Status, Story, Term, TermKind, Text, Voice, When, axis_order, rebuild_backlinks,
};

const FIRST_YEAR: i64 = 1984;
const YEARS: i64 = 40;
/// The month that a fifth of the events fall into.
const DENSE: (i64, u8) = (2022, 1);
const SOURCES: usize = 3;

const WHO: [&str; 8] =
    ["The council", "A court", "Parliament", "The regulator", "An auditor", "The mayor", "A union", "The press"];
const DOES: [&str; 8] = ["adopts", "rejects", "publishes", "reviews", "suspends", "revises", "debates", "withdraws"];
const WHAT: [&str; 8] =
    ["a budget", "the charter", "its report", "a permit", "the contract", "a reform", "the inquiry", "new rules"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A linear congruential generator (Knuth's MMIX constants); its high bits are even enough for filling a page.
struct Random(u64);

impl Random {
    /// A number from 0 to `end`, without `end` itself.
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % (end.max(1) as u64)) as usize
    }

    fn days(&mut self, end: i64) -> Day {
        Day::try_from(self.below(end.unsigned_abs() as usize)).unwrap_or_default()
    }

    fn pick<'list>(&mut self, list: &[&'list str]) -> &'list str {
        list.get(self.below(list.len())).copied().unwrap_or_default()
    }
}

/// A story of so many events.
///
/// # Errors
/// When a compiled story cannot hold so many.
pub fn story(events: usize) -> Result<Story> {
    let mut random = Random(events as u64);
    let terms = terms((events / 20).clamp(4, 500))?;
    let mut dates: Vec<Date> = (0..events).map(|_| date(&mut random)).collect();
    dates.sort_by_key(Date::sort_key);
    let groups = groups(&dates)?;
    let mut list = Vec::with_capacity(events);
    for (n, date) in dates.into_iter().enumerate() {
        let event = event(&mut random, n, date, &terms)?;
        list.push(event);
    }
    let mut story = Story {
        id: format!("generated-{events}"),
        lang: "en".into(),
        languages: Vec::new(),
        is_right_to_left: false,
        title: format!("A story of {events} events"),
        standfirst: words("Forty years of a town that does not exist, for measuring."),
        about: vec![words("Nothing in it happened.")],
        report: words("There is nothing to report."),
        updated: "1 January 2024".into(),
        evidence: Evidence::Paragraph,
        media: Vec::new(),
        themes: labels("theme", "Theme", 3),
        lanes: labels("lane", "Lane", 4),
        topics: vec![Label { id: "case".into(), label: "the case".into() }],
        chapters: Vec::new(),
        leads: (0..events.min(8)).map(index).collect::<Result<_>>()?,
        sources: (0..SOURCES).map(source).collect(),
        events: list,
        axis: Vec::new(),
        groups,
        terms,
        questions: (0..2).map(|n| question(n, events)).collect::<Result<_>>()?,
        voices: (0..2).map(voice).collect::<Result<_>>()?,
        revisions: Vec::new(),
        folds: std::rc::Rc::default(),
        words: backstory::compile::words_of("en", Evidence::Paragraph),
    };
    story.axis = axis_order(&story.events);
    rebuild_backlinks(&mut story);
    Ok(story)
}

/// An index in whatever width the model has for it.
fn index<T: TryFrom<usize>>(n: usize) -> Result<T> {
    T::try_from(n).ok().with_context(|| format!("a compiled story has no index {n}"))
}

fn words(plain: &str) -> Text {
    vec![Inline::Plain(plain.into())]
}

fn labels(id: &str, label: &str, count: usize) -> Vec<Label> {
    (1..=count).map(|n| Label { id: format!("{id}-{n}"), label: format!("{label} {n}") }).collect()
}

fn source(n: usize) -> Source {
    Source {
        id: format!("{n:03}"),
        label: format!("Gazette {n}"),
        title: format!("The gazette, volume {n}"),
        kind: Some("news".into()),
        publisher: None,
        author: None,
        published: None,
        url: None,
        missing: Vec::new(),
        description: words("A paper that was never printed."),
        paragraphs: 100,
    }
}

fn claim(random: &mut Random) -> Result<Claim> {
    let status = match random.below(6) {
        0 => Status::Official,
        1 => Status::Allegation,
        _ => Status::Reported,
    };
    let claimant = (status != Status::Reported).then(|| "the town clerk".to_owned());
    let cite = Cite { source: index(random.below(SOURCES))?, paragraph: index(1 + random.below(100))? };
    Ok(Claim { status, claimant, cites: vec![cite], inferred: None })
}

/// Terms in alphabetical order, named by syllables that spell their number.
fn terms(count: usize) -> Result<Vec<Term>> {
    const SYLLABLES: [&str; 5] = ["ba", "ler", "min", "dos", "ket"];
    let mut random = Random(1);
    let mut terms = Vec::with_capacity(count);
    for n in 0..count {
        let letter = char::from(b'A' + index::<u8>(n % 26)?);
        let mut label = String::from(letter);
        for power in 0..4 {
            label.push_str(SYLLABLES.get(n / 26 / 5_usize.pow(power) % 5).copied().unwrap_or_default());
        }
        let kind = TermKind::ALL.get(random.below(TermKind::ALL.len())).copied().unwrap_or(TermKind::Concept);
        terms.push(Term {
            id: label.to_ascii_lowercase(),
            definition: words("A word that this story uses and that wants one sentence to explain it."),
            label,
            kind,
            forms: Vec::new(),
            search: Vec::new(),
            claim: claim(&mut random)?,
            media: Vec::new(),
            see: Vec::new(),
            in_events: Vec::new(),
            in_questions: Vec::new(),
        });
    }
    terms.sort_by(|a, b| a.label.cmp(&b.label));
    Ok(terms)
}

fn date(random: &mut Random) -> Date {
    let first = if random.below(5) == 0 {
        days_from_civil(DENSE.0, DENSE.1, 1) + random.days(31)
    } else {
        let start = days_from_civil(FIRST_YEAR, 1, 1);
        start + random.days(days_from_civil(FIRST_YEAR + YEARS, 1, 1) - start)
    };
    let (shape, last) =
        if random.below(5) == 0 { (Shape::Span, first + 1 + random.days(900)) } else { (Shape::Point, first) };
    let is_point = shape == Shape::Point;
    Date {
        shape,
        begin: Bounds { earliest: first, latest: first },
        end: Bounds { earliest: last, latest: last },
        starts: Ending::Known,
        ends: Ending::Known,
        qualifier: Qualifier::default(),
        minute: None,
        words: if is_point { day_words(first) } else { format!("{} – {}", day_words(first), day_words(last)) },
    }
}

/// A day as an English reader sees it: "5 January 2022".
pub fn day_words(day: Day) -> String {
    let (year, month, day) = civil_from_days(day);
    let month = MONTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or_default();
    format!("{day} {month} {year}")
}

fn event(random: &mut Random, n: usize, date: Date, terms: &[Term]) -> Result<Event> {
    let headline = format!("{} {} {}", random.pick(&WHO), random.pick(&DOES), random.pick(&WHAT));
    let sentence = format!(
        "It is decision {n} of its kind, and {} {} {} soon after",
        random.pick(&WHO).to_lowercase(),
        random.pick(&DOES),
        random.pick(&WHAT)
    );
    let term = random.below(terms.len());
    let summary = match terms.get(term) {
        Some(found) if random.below(3) == 0 => vec![
            Inline::Plain(sentence + ", as in "),
            Inline::Term { term: index(term)?, words: found.label.clone() },
            Inline::Plain(".".into()),
        ],
        _ => vec![Inline::Plain(sentence + ".")],
    };
    Ok(Event {
        id: format!("event-{n}"),
        when: When::Dated(date),
        headline,
        short: None,
        search: Vec::new(),
        summary,
        claim: claim(random)?,
        themes: vec![index(random.below(3))?],
        media: Vec::new(),
        lane: index(random.below(4))?,
        chapter: None,
        importance: index(1 + random.below(3))?,
        in_heading: Vec::new(),
        hue: 0,
        accounts: 0,
        questions: Vec::new(),
    })
}

/// A heading for each year in which something begins.
fn groups(dates: &[Date]) -> Result<Vec<Group>> {
    let mut groups: Vec<Group> = Vec::new();
    for (n, date) in dates.iter().enumerate() {
        let label = civil_from_days(date.begin.earliest).0.to_string();
        if groups.last().is_none_or(|last| last.label != label) {
            groups.push(Group { label, first: index(n)? });
        }
    }
    Ok(groups)
}

fn question(n: usize, events: usize) -> Result<Question> {
    let mut random = Random(n as u64);
    let says = ["It was the council.", "It was the court."];
    let account = |says: &&str| Ok(Account { says: words(says), claim: claim(&mut random)? });
    Ok(Question {
        id: format!("question-{n}"),
        asks: format!("Who decided first in case {n}?"),
        context: Text::new(),
        accounts: says.iter().map(account).collect::<Result<_>>()?,
        in_heading: Vec::new(),
        events: if n == 0 { (0..events.min(3)).map(index).collect::<Result<_>>()? } else { Vec::new() },
        importance: 1,
    })
}

fn voice(n: usize) -> Result<Voice> {
    Ok(Voice {
        id: format!("voice-{n}"),
        name: format!("Speaker {n}"),
        named: true,
        role: words("A member of the council."),
        holds: words("That it should have been decided otherwise."),
        on: vec![0],
        claim: claim(&mut Random(n as u64))?,
    })
}

#[cfg(test)]
mod tests {
    use super::{DENSE, day_words, story};
    use backstory::model::civil::{civil_from_days, days_from_civil};
    use backstory::model::{Shape, pack, unpack};

    #[test]
    fn the_same_number_makes_the_same_story() {
        assert_eq!(story(100).unwrap(), story(100).unwrap());
    }

    #[test]
    fn a_blob_holds_it() {
        let made = story(1_000).unwrap();
        assert_eq!(unpack(&pack(&made).unwrap()).unwrap(), made);
    }

    #[test]
    fn it_is_as_dense_and_as_mixed_as_it_says() {
        let story = story(10_000).unwrap();
        let dates: Vec<_> = story.events.iter().filter_map(|event| event.when.date()).collect();
        let in_month = |day| matches!(civil_from_days(day), (year, month, _) if (year, month) == DENSE);
        let dense = dates.iter().filter(|date| in_month(date.begin.earliest)).count();
        let spans = dates.iter().filter(|date| date.shape == Shape::Span).count();
        assert!((1_800..2_200).contains(&dense), "{dense} in the dense month");
        assert!((1_800..2_200).contains(&spans), "{spans} spans");
        for importance in 1..=3 {
            let share = story.events.iter().filter(|event| event.importance == importance).count();
            assert!((3_000..3_700).contains(&share), "{share} of importance {importance}");
        }
        assert_eq!((story.lanes.len(), story.groups.len()), (4, 40));
        assert!(story.terms.iter().all(|term| !term.in_events.is_empty()));
    }

    #[test]
    fn a_day_reads_as_one() {
        assert_eq!(day_words(days_from_civil(2022, 1, 5)), "5 January 2022");
    }
}
