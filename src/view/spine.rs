//! The spine that a narrow widget shows beside its rows: years, months of several rows, and the posts held. What stands in the
//! spine a row's date leaves out, but for screen readers, which get it whole.

use super::Context;
use super::node::{Element, el};
use super::words::with_last;
use crate::app::State;
use crate::model::civil::civil_from_days;
use crate::model::words::Word;
use crate::model::{Date, Day, Ending, Event, Shape, Story, When, joined};
use crate::search::find;
use std::ops::Range;

/// A list with more rows is long.
const LONG: usize = 400;
/// Most bytes of a year that stands in the spine; "13.8 billion years ago" is a heading.
const LONGEST_YEAR: usize = 9;

/// What stands beside a row.
#[derive(Default)]
pub(super) struct Spine<'a> {
    /// The year, where the rows above have not said it; a dash where rows without a date begin.
    pub(super) year: &'a str,
    /// The year that the row stands under, said here or above.
    under: &'a str,
    /// Heading over the first row of a month, or of a time whose name is too long for the spine.
    pub(super) heading: String,
    /// Name of a post, at the first of its rows.
    post: &'a str,
    /// True if somebody holds a post at the time.
    pub(super) is_held: bool,
}

/// What the spine has said of the rows above.
struct Above<'a> {
    year: &'a str,
    /// Month of the last row, by the day before it.
    month: Option<Day>,
    /// The month whose heading the last row stands under.
    heading: Option<Day>,
    /// Index of the event that is the post held in the last row.
    post: Option<usize>,
    /// The day that the list has come to: undated rows stand in it, and a month's row behind rows of its days.
    reached: Day,
}

/// A key span of the first lane that has any.
struct Post {
    from: Day,
    to: Day,
    event: usize,
}

impl<'a> Context<'a> {
    /// Events by date, each with the spine beside it.
    pub(super) fn dated_list(&self, state: &State, events: &[usize]) -> Element {
        let posts = posts(self.story);
        let mut above = Above { year: "", month: None, heading: None, post: None, reached: Day::MIN };
        let mut list =
            el(if events.len() > LONG { "ol.spine.long role=list part=list" } else { "ol.spine role=list part=list" });
        for (nth, n) in events.iter().enumerate() {
            let Some(event) = self.story.events.get(*n) else { continue };
            let next = events.get(nth + 1).and_then(|next| self.story.events.get(*next));
            let spine = self.beside(*n, event, next, &posts, &mut above);
            list = list.child(self.event_item(*n, event, state, &spine));
        }
        list
    }

    /// What stands beside event `n`, which the event `next` follows.
    fn beside(
        &self,
        n: usize,
        event: &Event,
        next: Option<&Event>,
        posts: &[Post],
        above: &mut Above<'a>,
    ) -> Spine<'a> {
        let date = event.when.date();
        let under = date.map_or("–", |_| self.year_over(n));
        let month = date.and_then(month_of);
        // Behind a month's rows, or rows without a date, the year is said again.
        let is_month_left = above.heading.is_some() && above.heading != month;
        let is_new = is_month_left || under != above.year;
        let is_long = under.len() > LONGEST_YEAR;
        let is_first_of_several =
            month != above.month && next.and_then(|next| next.when.date().and_then(month_of)) == month;
        if is_month_left {
            above.heading = None;
        }
        let heading = match month {
            _ if is_long && is_new => under.into(),
            Some(before) if is_first_of_several => {
                above.heading = month;
                let (year, month, _) = civil_from_days(before + 1);
                self.day_words(year, month, 0)
            }
            _ => String::new(),
        };
        // The heading of a month has the year in it.
        let is_in_heading = under == above.year && above.heading.is_some();
        above.reached = date.map_or(above.reached, |date| above.reached.max(day_of(date)));
        let post =
            posts.iter().rev().find(|post| (post.from..=post.to).contains(&above.reached)).map(|post| post.event);
        let spine = Spine {
            year: if is_long || is_in_heading || !is_new { "" } else { under },
            under,
            heading,
            post: post.filter(|_| post != above.post).and_then(|n| self.story.events.get(n)).map_or("", name_of),
            is_held: post.is_some(),
        };
        (above.year, above.month, above.post) = (under, month, post);
        spine
    }

    /// The label of the group that an event is in: its year, or a longer time.
    fn year_over(&self, event: usize) -> &'a str {
        let groups = &self.story.groups;
        let next = groups.partition_point(|group| group.first as usize <= event);
        groups.get(next.wrapping_sub(1)).map_or("", |group| &group.label)
    }

    /// The words of an event's date; those that the spine says beside it stand in an element of their own.
    pub(super) fn row_date(&self, event: &Event, spine: &Spine) -> Element {
        let post = el("span.post aria-hidden=true").text(spine.post).filled();
        let date = match &event.when {
            When::After { .. } => {
                return self.with_ui_lang(el("span.date").maybe(post)).word(self.words(), Word::UNDATED);
            }
            When::Dated(date) => date,
        };
        let words = date.words.as_str();
        let said = if words == spine.heading { 0..words.len() } else { self.year_within(date, spine.under) };
        let (before, rest) = words.split_at_checked(said.start).unwrap_or_default();
        let (said, behind) = rest.split_at_checked(said.len()).unwrap_or_default();
        el("~span.date").maybe(post).text(before).maybe(el("span.said").text(said).filled()).text(behind)
    }

    /// Bytes of a date's words that say `year`, with what joins it to the rest: " 2022", " de 2022", "2022年". None where the rest
    /// would say something else: "since 2004", "about 1990", "March 2022 or 2023".
    fn year_within(&self, date: &Date, year: &str) -> Range<usize> {
        let words = date.words.as_str();
        let (first, last) = (date.begin.earliest, date.end.latest);
        let is_in_one_year = civil_from_days(first).0 == civil_from_days(last).0;
        let is_firm = date.starts == Ending::Known && date.ends == Ending::Known && !date.qualifier.approximate;
        if year.is_empty() || !is_in_one_year || !is_firm && month_of(date).is_none() {
            return 0..0;
        }
        let is_year = date.shape == Shape::Point && last - first > 363 && !date.qualifier.uncertain;
        if is_year && words.starts_with(year) {
            return 0..words.len();
        }
        // The pattern's last placeholder is the year. Behind a month alone, Hindi joins it by a space.
        let parts = [with_last(self.words().get(Word::DAY), 2, year), joined(&[" ", year])];
        let place = |part: &String| find(words.as_bytes(), part.as_bytes()).map(|at| at..at + part.len());
        parts.iter().find_map(place).unwrap_or(0..0)
    }
}

/// The key spans of the first lane that has any, in order.
fn posts(story: &Story) -> Vec<Post> {
    let mut posts = Vec::new();
    let mut lane = u8::MAX;
    for (n, event) in story.events.iter().enumerate() {
        let Some(date) = event.when.date().filter(|date| date.shape == Shape::Span) else { continue };
        if event.importance > 1 || event.lane > lane {
            continue;
        }
        if event.lane < lane {
            lane = event.lane;
            posts.clear();
        }
        let to = if date.ends == Ending::Open { Day::MAX } else { date.end.latest };
        posts.push(Post { from: date.begin.earliest, to, event: n });
    }
    posts
}

/// An event's short name.
fn name_of(event: &Event) -> &str {
    event.short.as_deref().unwrap_or(&event.headline)
}

/// The day by which posts are held in an event's row. On one of several days: nobody holds a post on the first of them for
/// certain.
fn day_of(date: &Date) -> Day {
    if matches!(date.shape, Shape::OneOf(_)) { date.end.latest } else { date.sort_key().0 }
}

/// The month in which a date lies as a whole, by the day before it.
fn month_of(date: &Date) -> Option<Day> {
    let before = |day| day - Day::from(civil_from_days(day).2);
    let month = before(date.begin.earliest);
    (month == before(date.end.latest)).then_some(month)
}
