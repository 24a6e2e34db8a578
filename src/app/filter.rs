//! Which events are shown. A facet with nothing chosen lets everything through.

use crate::model::{Date, Day, Event, Status, Story, When};
use crate::timeline::{ALL_TIME, Extent, extent_of, minute_of};

/// A set of up to 256 indices.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Choices([u32; 8]);

impl Choices {
    /// Adds an index, or removes it.
    pub fn toggle(&mut self, n: u8) {
        if let Some(part) = self.0.get_mut(usize::from(n / 32)) {
            *part ^= 1 << (n % 32);
        }
    }

    /// Returns whether it holds an index.
    pub fn has(&self, n: u8) -> bool {
        self.0.get(usize::from(n / 32)).is_some_and(|part| part >> (n % 32) & 1 == 1)
    }

    /// Number of indices.
    pub fn len(&self) -> usize {
        (0..=u8::MAX).filter(|n| self.has(*n)).count()
    }

    /// Returns whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.0 == [0; 8]
    }
}

/// What events can be chosen by, beside their importance and time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Facet {
    /// [`Story::themes`].
    Theme,
    /// [`Status::ALL`].
    Status,
    /// [`Story::sources`] that are cited.
    Source,
}

impl Facet {
    /// Every facet, in the order of the filters.
    pub const ALL: [Facet; 3] = [Facet::Theme, Facet::Status, Facet::Source];

    /// The id of the choice of an index; nothing behind the last.
    pub fn id(self, story: &Story, n: usize) -> Option<&str> {
        Some(match self {
            Facet::Theme => &story.themes.get(n)?.id,
            Facet::Status => Status::ALL.get(n)?.name(),
            Facet::Source => &story.sources.get(n)?.id,
        })
    }

    /// The choices whose ids are among the words, which white space parts.
    pub fn named(self, story: &Story, words: &str) -> Choices {
        let mut named = Choices::default();
        for n in 0..=u8::MAX {
            let Some(id) = self.id(story, n.into()) else { break };
            if words.as_bytes().split(u8::is_ascii_whitespace).any(|word| word == id.as_bytes()) {
                named.toggle(n);
            }
        }
        named
    }
}

/// The filters of the timeline.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only events of importance 1.
    pub key_only: bool,
    /// Only events of this chapter: an index into [`Story::chapters`].
    pub chapter: Option<u8>,
    /// What is chosen of each [`Facet`].
    pub chosen: [Choices; 3],
    /// Time bounds: first and last day.
    pub days: Option<(Day, Day)>,
}

/// Time bounds by a first and a last day, of which one may be missing.
pub fn period(first: Option<Day>, last: Option<Day>) -> Option<(Day, Day)> {
    (first.is_some() || last.is_some()).then_some((first.unwrap_or(-FAR), last.unwrap_or(FAR)))
}

/// Farther than any day of a story.
const FAR: Day = 100_000_000_000_000;

/// Filters that the attributes of the host element set. They are kept apart from [`Filter`], so that an attribute that is
/// removed leaves no trace.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Attributes {
    /// `themes`.
    pub themes: Choices,
    /// `from` and `to`.
    pub days: Option<(Day, Day)>,
}

/// Stories with at most this many events are shown whole at first.
const SHORT: usize = 24;

impl Filter {
    /// The filter of a first view: the key events of a long story, all of a short one.
    pub fn first_look(story: &Story) -> Filter {
        let key = story.events.iter().filter(|event| event.importance == 1).count();
        Filter { key_only: story.events.len() > SHORT && key > 0, ..Filter::default() }
    }

    /// The filter of a view whose host set attributes. Events that the host asks for are shown whole.
    pub(super) fn with_attributes(self, story: &Story, attributes: &Attributes) -> Filter {
        let Attributes { themes, days } = *attributes;
        let key_only = themes.is_empty() && days.is_none() && Filter::first_look(story).key_only;
        let [_, statuses, sources] = self.chosen;
        Filter { key_only, chosen: [themes, statuses, sources], days, ..self }
    }

    /// Returns whether an event matches the facets, whatever its importance and day.
    pub fn matches_facets(&self, event: &Event) -> bool {
        Facet::ALL.into_iter().zip(&self.chosen).all(|(facet, chosen)| {
            chosen.is_empty()
                || match facet {
                    Facet::Theme => event.themes.iter().any(|theme| chosen.has(*theme)),
                    Facet::Status => chosen.has(event.claim.status as u8),
                    Facet::Source => event.claim.cites.iter().any(|cite| chosen.has(cite.source)),
                }
        })
    }

    /// Number of values chosen in all facets.
    pub fn chosen_count(&self) -> usize {
        self.chosen.iter().map(Choices::len).sum()
    }

    /// Returns whether it filters by more than "key events" and a chapter.
    pub fn is_narrowed(&self) -> bool {
        self.days.is_some() || self.chosen_count() > 0
    }
}

/// Returns whether a date can lie between two days; spans with an open end go on. The drawn timeline uses the same extents.
fn overlaps(date: &Date, (from, to): (Day, Day)) -> bool {
    extent_of(date, ALL_TIME).overlaps(Extent { from: minute_of(from), to: minute_of(to.saturating_add(1)) })
}

/// Indices of the events that pass a filter, in order. An undated event is within time bounds where the event it follows is.
pub fn visible_events(story: &Story, filter: &Filter) -> Vec<usize> {
    let mut shown = Vec::new();
    let mut within: Vec<bool> = Vec::with_capacity(story.events.len());
    for (n, event) in story.events.iter().enumerate() {
        let is_within = match (&filter.days, &event.when) {
            (None, _) => true,
            (Some(days), When::Dated(date)) => overlaps(date, *days),
            (_, When::After { event, .. }) => within.get(*event as usize) == Some(&true),
        };
        within.push(is_within);
        let is_in_chapter = filter.chapter.is_none_or(|chapter| event.chapter == Some(chapter));
        if is_within && is_in_chapter && (!filter.key_only || event.importance == 1) && filter.matches_facets(event) {
            shown.push(n);
        }
    }
    shown
}
