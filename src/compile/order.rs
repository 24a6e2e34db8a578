//! The order of a story's events, and the headings over them.
//!
//! Knows dates and who follows whom; nothing of texts or terms.

use super::CompileError;
use crate::model::civil::civil_from_days;
use crate::model::{Bounds, Date, Day, Ending, Group, Shape};
use crate::story::edtf::{Edtf, Lexicon};

/// Where an event belongs.
#[derive(Debug, Clone)]
pub enum Place {
    /// At its date.
    At(Date),
    /// Directly behind the event with this number in the file.
    Behind(usize),
}

/// The numbers of `places` in reading order: by [`Date::sort_key`], each undated one directly behind the event it follows
/// and those that follow it in turn. Events that come at the same place keep the order of the file.
///
/// # Errors
/// The number of an event that is on, or hangs from, a circle of events that only follow one another.
pub fn reading_order(places: &[Place]) -> Result<Vec<usize>, usize> {
    let mut followers = vec![Vec::new(); places.len()];
    let mut dated = Vec::new();
    for (event, place) in places.iter().enumerate() {
        match place {
            Place::At(date) => dated.push((date.sort_key(), event)),
            Place::Behind(leader) => {
                if let Some(list) = followers.get_mut(*leader) {
                    list.push(event);
                }
            }
        }
    }
    dated.sort_by_key(|(key, _)| *key);

    let mut order = Vec::with_capacity(places.len());
    // A stack instead of recursion: chains may be as long as the story.
    let mut waiting: Vec<usize> = dated.into_iter().rev().map(|(_, event)| event).collect();
    while let Some(event) = waiting.pop() {
        order.push(event);
        waiting.extend(followers.get(event).into_iter().flatten().rev());
    }
    if order.len() == places.len() {
        return Ok(order);
    }
    let mut is_placed = vec![false; places.len()];
    for event in order {
        if let Some(placed) = is_placed.get_mut(event) {
            *placed = true;
        }
    }
    Err(is_placed.iter().position(|placed| !placed).unwrap_or_default())
}

/// Headings over `places`, which are in reading order: the year of the first possible day, or the decade, century or
/// millennium where the date names no more. What begins at no known time stands under the year it ended by; undated
/// events stand under the heading of the event they follow.
///
/// # Errors
/// More than 4,294,967,296 events.
pub fn groups<'a>(places: impl IntoIterator<Item = &'a Place>, lexicon: &Lexicon) -> Result<Vec<Group>, CompileError> {
    let mut groups: Vec<Group> = Vec::new();
    for (first, place) in places.into_iter().enumerate() {
        let Place::At(date) = place else { continue };
        let label = heading(date, lexicon);
        if groups.last().is_none_or(|group| group.label != label) {
            let first = u32::try_from(first).map_err(|_| CompileError::too_many("events", first, u32::MAX as usize))?;
            groups.push(Group { label, first });
        }
    }
    Ok(groups)
}

fn heading(date: &Date, lexicon: &Lexicon) -> String {
    let first = match (&date.shape, date.starts) {
        (_, Ending::Unknown | Ending::Open) => Bounds { earliest: date.end.latest, latest: date.end.latest },
        (Shape::OneOf(members), Ending::Known) => {
            members.iter().min_by_key(|member| member.earliest).copied().unwrap_or(date.begin)
        }
        (Shape::Point | Shape::Span, Ending::Known) => date.begin,
    };
    let edtf = block(first).unwrap_or_else(|| year_edtf(year(first.earliest)));
    Edtf::parse(&edtf).map_or_else(|_| edtf.clone(), |edtf| edtf.words(lexicon))
}

/// The decade, century or millennium that `bounds` are exactly: "198X". Before year 0 there is no digit to leave out.
fn block(bounds: Bounds) -> Option<String> {
    let (first, last) = (year(bounds.earliest), year(bounds.latest));
    let is_whole = year(bounds.earliest - 1) != first && year(bounds.latest + 1) != last;
    let (years, unknown) =
        [(10, "X"), (100, "XX"), (1000, "XXX")].into_iter().find(|(years, _)| last - first + 1 == *years)?;
    let known = 4 - unknown.len();
    (is_whole && (0..10_000).contains(&first) && first % years == 0)
        .then(|| format!("{:0known$}{unknown}", first / years))
}

fn year(day: Day) -> i64 {
    civil_from_days(day).0
}

fn year_edtf(year: i64) -> String {
    match year {
        0..10_000 => format!("{year:04}"),
        -9_999..0 => format!("-{:04}", -year),
        _ => format!("Y{year}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(edtf: &str) -> Place {
        Place::At(Edtf::parse(edtf).unwrap().date(Lexicon::for_language("en").unwrap()))
    }

    /// Dates, or `<n`: behind the event with that number.
    fn places(list: &str) -> Vec<Place> {
        let place = |word: &str| word.strip_prefix('<').map_or_else(|| at(word), |n| Place::Behind(n.parse().unwrap()));
        list.split_whitespace().map(place).collect()
    }

    #[test]
    fn events_are_read_by_date_and_undated_ones_behind_what_they_follow() {
        for (list, order) in [
            ("", &[][..]),
            ("2022 2021 2020", &[2, 1, 0]),
            ("2022-01-05 2022-01 2022", &[2, 1, 0]),
            ("2022-01-05T14:30 2022-01-05T09:00 2022-01-05", &[2, 1, 0]),
            ("2022 2022 2022", &[0, 1, 2]),
            ("2010 ../2005 2005-12-31 2006", &[1, 2, 3, 0]),
            ("2020 2021 <0", &[0, 2, 1]),
            ("<3 <0 <3 2020 2019", &[4, 3, 0, 1, 2]),
            ("<1 <2 <3 2020", &[3, 2, 1, 0]),
        ] {
            assert_eq!(reading_order(&places(list)).as_deref(), Ok(order), "{list}");
        }
    }

    #[test]
    fn circles_have_no_order() {
        assert_eq!(reading_order(&places("2020 <1")), Err(1));
        assert_eq!(reading_order(&places("<1 <0 2020 <0")), Err(0));
        assert_eq!(reading_order(&places("2020 <9")), Err(1));
    }

    #[test]
    fn headings_are_years_as_far_as_years_are_known() {
        for (list, headings) in [
            ("", vec![]),
            ("1984 1984-05-01 1985/1990 <2 1986", vec![("1984", 0), ("1985", 2), ("1986", 4)]),
            ("-0499 0001", vec![("500 BCE", 0), ("1 CE", 1)]),
            ("../2012 2012-12-31", vec![("2012", 0)]),
            ("/2012 [..2013-05-01]", vec![("2012", 0), ("2013", 1)]),
            ("198X 1980-05 198X/1999 19XX", vec![("1980s", 0), ("1980", 1), ("1980s", 2), ("20th century", 3)]),
            ("[2021,2022] 1990~ 2022-01-XX", vec![("2021", 0), ("1990", 1), ("2022", 2)]),
            ("Y-13800000000 Y170002", vec![("13.8 billion years ago", 0), ("170,002 CE", 1)]),
        ] {
            let found = groups(&places(list), Lexicon::for_language("en").unwrap()).unwrap();
            let found: Vec<_> = found.iter().map(|g| (g.label.as_str(), g.first)).collect();
            assert_eq!(found, headings, "{list}");
        }
    }

    proptest! {
        #[test]
        fn every_event_comes_once(leaders in proptest::collection::vec(proptest::option::of(any::<prop::sample::Index>()), 0..40)) {
            // Each follows one with a smaller number, or has a date: no circle.
            let places: Vec<Place> = leaders.iter().enumerate().map(|(event, leader)| match leader {
                Some(leader) if event > 0 => Place::Behind(leader.index(event)),
                _ => at(&format!("{}", 2000 + (event * 7) % 20)),
            }).collect();
            let order = reading_order(&places).unwrap();
            let mut sorted = order.clone();
            sorted.sort_unstable();
            prop_assert_eq!(sorted, (0..places.len()).collect::<Vec<_>>());
            let place_of = |event: usize| order.iter().position(|e| *e == event).unwrap();
            for (event, place) in places.iter().enumerate() {
                if let Place::Behind(leader) = place {
                    prop_assert!(place_of(*leader) < place_of(event));
                }
            }
        }
    }
}
