//! The reading order of a story's events, from their dates and from stated orders (`after`).
//!
//! An event stands at the latest minute at which it can have begun, so that nothing precedes what may have led to it.
//! `A after B` narrows both: A cannot have begun before the earliest beginning of B, nor B after the latest of A. The
//! rule for editors is in `docs/story-format.md`, "Reading order".
//!
//! Knows dates and indices; nothing of files, spans or texts.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::model::{Date, Day, Ending, Shape};

/// Minutes since 1970-01-01T00:00.
pub type Minute = i64;

const DAY: Minute = 24 * 60;

/// An event with its date and stated order.
#[derive(Debug, Clone, Copy)]
pub struct Stated<'a> {
    /// Absent where the event is known only by order.
    pub date: Option<&'a Date>,
    /// Index of the event it is stated to follow.
    pub after: Option<usize>,
}

/// An event with its minute in the reading order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// Index into the list that was ordered.
    pub event: usize,
    /// The minute it stands at: for an undated event, that of the event it follows.
    pub minute: Minute,
}

impl Placed {
    /// The day of [`Placed::minute`].
    pub fn day(self) -> Day {
        self.minute.div_euclid(DAY)
    }
}

/// The reason why events have no order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OrderError {
    /// Each of these follows the next one, and the last follows the first; the first is the lowest index.
    Circle(Vec<usize>),
    /// An event is stated to follow one that certainly began later.
    Contradiction {
        /// The event stated to follow.
        event: usize,
        /// The event whose date is later than any of the first one's.
        earlier: usize,
    },
}

/// When an event can have begun.
#[derive(Debug, Clone, Copy)]
struct Window {
    /// First possible minute; [`Minute::MIN`] where none is known.
    first: Minute,
    /// Last possible minute; [`Minute::MAX`] where none is known.
    last: Minute,
    /// The minute it stands at unless a stated order moves it: `last`, or the end of the named date where `last` is open.
    usual: Minute,
}

impl Window {
    const OPEN: Window = Window { first: Minute::MIN, last: Minute::MAX, usual: Minute::MAX };

    fn of(date: &Date) -> Window {
        let window = Window::printed(date);
        // "About 1990" bounds nothing: it may have been 1991.
        let is_firm = !date.qualifier.approximate && !date.qualifier.uncertain;
        if is_firm { window } else { Window { usual: window.usual, ..Window::OPEN } }
    }

    /// The window of a date without its qualifier.
    fn printed(date: &Date) -> Window {
        let end_of = |day: i64| day.saturating_mul(DAY).saturating_add(DAY - 1);
        match (date.starts, date.minute) {
            // Began at no known time (`../2012`, `[..2012]`): nothing but the end bounds it.
            (Ending::Open | Ending::Unknown, _) => {
                let last = end_of(date.end.latest);
                Window { first: Minute::MIN, last, usual: last }
            }
            (Ending::Known, Some(minute)) if date.begin.earliest == date.begin.latest => {
                let minute = date.begin.earliest.saturating_mul(DAY).saturating_add(minute.into());
                Window { first: minute, last: minute, usual: minute }
            }
            (Ending::Known, _) => {
                let usual = end_of(date.begin.latest);
                // A point that ends open is one of which only the first possible day is known (`[2022-04..]`).
                let is_open = date.ends == Ending::Open && date.shape != Shape::Span;
                let last = if is_open { Minute::MAX } else { usual };
                Window { first: date.begin.earliest.saturating_mul(DAY), last, usual }
            }
        }
    }
}

/// The minute a date stands at where no stated order moves it: the last at which it can have begun.
pub fn usual_minute(date: &Date) -> Minute {
    Window::of(date).usual
}

/// The events in reading order: dated ones by the latest minute at which they can have begun, as far as stated orders
/// allow; undated ones directly behind the event they follow. Ties keep the order of the list. Takes O(n log n).
///
/// # Errors
/// Every circle and every contradiction.
pub fn reading_order(events: &[Stated<'_>]) -> Result<Vec<Placed>, Vec<OrderError>> {
    let mut leaders: Vec<Option<usize>> =
        events.iter().map(|event| event.after.filter(|leader| *leader < events.len())).collect();
    let (leaders_first, mut errors) = leaders_first(&mut leaders);
    let windows: Vec<Window> = events.iter().map(|event| event.date.map_or(Window::OPEN, Window::of)).collect();
    errors.extend(contradictions(&leaders, &leaders_first, &windows));
    if !errors.is_empty() {
        return Err(errors);
    }
    let minutes = minutes(events, &leaders, &leaders_first, &windows);
    Ok(sorted(events, &leaders, &minutes))
}

/// All indices, each behind that of its leader, and the circles. The events of a circle lose their leaders.
fn leaders_first(leaders: &mut [Option<usize>]) -> (Vec<usize>, Vec<OrderError>) {
    const UNMET: usize = 0;
    // The walk along the leaders in which an event was met.
    let mut met = vec![UNMET; leaders.len()];
    let mut order = Vec::with_capacity(leaders.len());
    let mut circles = Vec::new();
    for start in 0..leaders.len() {
        let mut path = Vec::new();
        let mut next = Some(start);
        while let Some(event) = next {
            let Some(walk) = met.get_mut(event) else { break };
            if *walk == start + 1 {
                let round: Vec<usize> = path.iter().copied().skip_while(|met| *met != event).collect();
                for event in &round {
                    if let Some(leader) = leaders.get_mut(*event) {
                        *leader = None;
                    }
                }
                circles.push(circle(round));
                break;
            }
            if *walk != UNMET {
                break;
            }
            *walk = start + 1;
            path.push(event);
            next = leaders.get(event).copied().flatten();
        }
        order.extend(path.into_iter().rev());
    }
    (order, circles)
}

/// A circle that begins with its lowest index.
fn circle(mut events: Vec<usize>) -> OrderError {
    let lowest = events.iter().enumerate().min_by_key(|(_, event)| **event).map_or(0, |(at, _)| at);
    events.rotate_left(lowest);
    OrderError::Circle(events)
}

/// The events that cannot have begun after the earliest beginning of all they follow, directly or through others.
fn contradictions(leaders: &[Option<usize>], leaders_first: &[usize], windows: &[Window]) -> Vec<OrderError> {
    // The earliest minute an event can have begun at, and the event whose date says so.
    let mut floors: Vec<(Minute, usize)> = windows.iter().map(|window| window.first).zip(0..).collect();
    let mut contradictions = Vec::new();
    for event in leaders_first.iter().copied() {
        let leader = leaders.get(event).copied().flatten().and_then(|leader| floors.get(leader).copied());
        let (Some((floor, earlier)), Some(window), Some(own)) = (leader, windows.get(event), floors.get_mut(event))
        else {
            continue;
        };
        if window.last < floor {
            // What follows this event is held against its own date alone, so that one slip is reported once.
            contradictions.push((event, earlier));
        } else if floor > own.0 {
            *own = (floor, earlier);
        }
    }
    contradictions.sort_unstable();
    contradictions.into_iter().map(|(event, earlier)| OrderError::Contradiction { event, earlier }).collect()
}

/// The minute each event stands at. No event stands before its leader.
fn minutes(
    events: &[Stated<'_>],
    leaders: &[Option<usize>],
    leaders_first: &[usize],
    windows: &[Window],
) -> Vec<Minute> {
    let mut ceilings: Vec<Minute> = windows.iter().map(|window| window.last).collect();
    for event in leaders_first.iter().rev().copied() {
        if let Some(ceiling) = ceilings.get(event).copied()
            && let Some(leader) = leaders.get(event).copied().flatten().and_then(|leader| ceilings.get_mut(leader))
        {
            *leader = ceiling.min(*leader);
        }
    }
    let mut minutes: Vec<Minute> =
        windows.iter().zip(&ceilings).map(|(window, ceiling)| window.usual.min(*ceiling)).collect();
    for event in leaders_first.iter().copied() {
        let Some(leader) = leaders.get(event).copied().flatten().and_then(|leader| minutes.get(leader).copied()) else {
            continue;
        };
        let is_dated = events.get(event).is_some_and(|event| event.date.is_some());
        if let Some(minute) = minutes.get_mut(event) {
            *minute = if is_dated { leader.max(*minute) } else { leader };
        }
    }
    minutes
}

fn sorted(events: &[Stated<'_>], leaders: &[Option<usize>], minutes: &[Minute]) -> Vec<Placed> {
    let mut followers = vec![Vec::new(); events.len()];
    let mut ready = BinaryHeap::new();
    for (event, (leader, minute)) in leaders.iter().zip(minutes).enumerate() {
        match leader.and_then(|leader| followers.get_mut(leader)) {
            Some(list) => list.push((event, *minute)),
            None => ready.push(Reverse((*minute, event))),
        }
    }
    let mut order = Vec::with_capacity(events.len());
    while let Some(Reverse((minute, first))) = ready.pop() {
        // A stack instead of recursion: chains may be as long as the story.
        let mut run = vec![(first, minute)];
        while let Some((event, minute)) = run.pop() {
            order.push(Placed { event, minute });
            for (follower, minute) in followers.get(event).into_iter().flatten().rev().copied() {
                if events.get(follower).is_some_and(|event| event.date.is_some()) {
                    ready.push(Reverse((minute, follower)));
                } else {
                    run.push((follower, minute));
                }
            }
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::edtf::{Edtf, Lexicon};
    use proptest::prelude::*;

    /// Events as `DATE`, `DATE<LEADER` or `<LEADER`, where the leader is the index of another.
    fn order(list: &str) -> Result<Vec<usize>, Vec<OrderError>> {
        let events: Vec<(Option<Date>, Option<usize>)> = list
            .split_whitespace()
            .map(|word| {
                let (date, leader) = word.split_once('<').map_or((word, None), |(date, leader)| (date, Some(leader)));
                let date = (!date.is_empty()).then(|| Edtf::parse(date).unwrap().date(&Lexicon::ISO));
                (date, leader.map(|leader| leader.parse().unwrap()))
            })
            .collect();
        let stated: Vec<_> = events.iter().map(|(date, after)| Stated { date: date.as_ref(), after: *after }).collect();
        reading_order(&stated).map(|order| order.into_iter().map(|placed| placed.event).collect())
    }

    #[test]
    fn dated_events_stand_at_the_latest_minute_they_can_have_begun_at() {
        for (list, expected) in [
            ("", &[][..]),
            ("2022 2021 2020", &[2, 1, 0]),
            // One of several days, "by" a day, a month, a year: behind the days they may have followed.
            ("[2022-01-05,2022-01-06] 2022-01-05", &[1, 0]),
            ("[2022-01-05,2022-01-06] 2022-01-07", &[0, 1]),
            ("[..2022-01-08] 2022-01-07 2022-01-09", &[1, 0, 2]),
            ("2022-01 2022-01-20 2022-02-01", &[1, 0, 2]),
            ("2022 2022-11 2022-12 2023-01-01", &[1, 0, 2, 3]),
            ("198X 1989-05", &[1, 0]),
            ("2022-01-05 2022-01-05T14:30 2022-01-05T09:00", &[2, 1, 0]),
            // Spans by their beginning, those without one by their end, open points by the day they name.
            ("2007/2012 2007-01-10 2008", &[1, 0, 2]),
            ("2010 ../2005 2005-12-30 2006", &[2, 1, 3, 0]),
            ("[2022-04..] 2022-05 1994/.. 1995", &[2, 3, 0, 1]),
            // Ties keep the order of the list.
            ("2022 2022 2022-12-31 2022", &[0, 1, 2, 3]),
        ] {
            assert_eq!(order(list).as_deref(), Ok(expected), "{list}");
        }
    }

    #[test]
    fn undated_events_stand_directly_behind_what_they_follow() {
        for (list, expected) in [
            ("2020 2021 <0", &[0, 2, 1][..]),
            ("<3 <0 <3 2020 2019", &[4, 3, 0, 1, 2]),
            ("<1 <2 <3 2020", &[3, 2, 1, 0]),
        ] {
            assert_eq!(order(list).as_deref(), Ok(expected), "{list}");
        }
    }

    #[test]
    fn a_stated_order_moves_dated_events_as_far_as_their_dates_allow() {
        for (list, expected) in [
            // A tie that the list has the other way round.
            ("2022-01-05<1 2022-01-05 2022-01-05", &[1, 0, 2][..]),
            // The leader is known to a month: it moves to the day of what follows it.
            ("2022-01 2022-01-05<0 2022-01-10", &[0, 1, 2]),
            ("2022-01-04 2022-01-05<2 2022-01 2022-01-10", &[0, 2, 1, 3]),
            // Through an undated event and through another dated one.
            ("2022 <0 2022-03<1 2022-02", &[3, 0, 1, 2]),
            ("2022-01-05<1 2022-01<2 2022", &[2, 1, 0]),
            // On or after a day, and after something later.
            ("[2022-04..]<1 2023-05-01 2023-06", &[1, 0, 2]),
            // "By" a day, after a day.
            ("[..2022-01-08]<1 2022-01-05 2022-01-06", &[1, 2, 0]),
            // A qualified date gives way to a stated order, on either side of it.
            ("1990~<1 1995 1996", &[1, 0, 2]),
            ("1990?/1992<1 1995-06", &[1, 0]),
            ("1994 1990 1990<3 1995%", &[1, 3, 2, 0]),
            // Followers that tie come in the order of the list.
            ("2022<2 2022<2 2022", &[2, 0, 1]),
        ] {
            assert_eq!(order(list).as_deref(), Ok(expected), "{list}");
        }
    }

    #[test]
    fn contradictions_and_circles_are_errors() {
        let against = |event, earlier| OrderError::Contradiction { event, earlier };
        for (list, expected) in [
            ("2020<1 2021", vec![against(0, 1)]),
            ("2020-01-05T09:00<1 2020-01-05T14:30", vec![against(0, 1)]),
            // Through what is undated, open or less precise in between.
            ("2023<1 <2 2024-03-02", vec![against(0, 2)]),
            ("2020<1 [2019..]<2 2021", vec![against(0, 2)]),
            ("2022-01-05<1 2022-01<2 2022-01-06", vec![against(0, 2)]),
            // One slip is reported once.
            ("2022 2020<0 2021<1", vec![against(1, 0)]),
            ("2020<1 2021 2019<0", vec![against(0, 1), against(2, 0)]),
            ("2020 <1", vec![OrderError::Circle(vec![1])]),
            ("<1 <0 2020 <0", vec![OrderError::Circle(vec![0, 1])]),
            ("<2 2020<3 2020<1 <2", vec![OrderError::Circle(vec![1, 3, 2])]),
            ("<0 2020<2 2021", vec![OrderError::Circle(vec![0]), against(1, 2)]),
        ] {
            assert_eq!(order(list), Err(expected), "{list}");
        }
        assert_eq!(order("2020-01-05<1 2020-01-05").as_deref(), Ok(&[1, 0][..]), "one day may be one moment");
    }

    #[test]
    fn long_chains_take_no_time() {
        let count = 100_000;
        let date = Edtf::parse("2022").unwrap().date(&Lexicon::ISO);
        // Each event follows the next, so that walks and stacks are as long as the story.
        let chain = |is_dated: fn(usize) -> bool| -> Vec<Placed> {
            let stated: Vec<_> = (0..count)
                .map(|event| Stated {
                    date: (is_dated(event) || event == count - 1).then_some(&date),
                    after: (event + 1 < count).then_some(event + 1),
                })
                .collect();
            reading_order(&stated).unwrap()
        };
        for is_dated in [|_| false, |_| true, |event| event % 2 == 0] as [fn(usize) -> bool; 3] {
            assert!(chain(is_dated).into_iter().map(|placed| placed.event).eq((0..count).rev()));
        }
    }

    fn dates() -> impl Strategy<Value = Option<&'static str>> {
        prop::sample::select(vec![
            None,
            Some("2022-01-05"),
            Some("2022-01-05T14:30"),
            Some("2022-01-07"),
            Some("2022-01"),
            Some("2022-02"),
            Some("2022"),
            Some("2022-01-06/2022-01-11"),
            Some("[2022-01-05,2022-01-08]"),
            Some("[..2022-01-08]"),
            Some("[2022-01-06..]"),
            Some("../2022-03"),
            Some("2021~"),
            Some("2022-01-09?"),
        ])
    }

    proptest! {
        #[test]
        fn every_event_stands_once_behind_its_leader_and_within_its_date(
            events in prop::collection::vec((dates(), prop::option::of(0..20_usize)), 0..20)
        ) {
            let events: Vec<(Option<Date>, Option<usize>)> = events
                .into_iter()
                .map(|(date, after)| (date.map(|date| Edtf::parse(date).unwrap().date(&Lexicon::ISO)), after))
                .collect();
            let stated: Vec<_> =
                events.iter().map(|(date, after)| Stated { date: date.as_ref(), after: *after }).collect();
            let Ok(order) = reading_order(&stated) else { return Ok(()) };
            prop_assert!(order.is_sorted_by_key(|placed| placed.minute));
            let mut positions = vec![None; events.len()];
            for (position, placed) in order.iter().enumerate() {
                prop_assert_eq!(positions[placed.event].replace(position), None);
                if let Some(date) = stated[placed.event].date {
                    let window = Window::of(date);
                    prop_assert!((window.first..=window.last).contains(&placed.minute));
                }
            }
            prop_assert!(positions.iter().all(Option::is_some));
            for (event, after) in stated.iter().map(|stated| stated.after).enumerate() {
                if let Some(leader) = after.filter(|leader| *leader < events.len()) {
                    prop_assert!(positions[leader] < positions[event]);
                }
            }
        }
    }
}
