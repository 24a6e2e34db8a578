//! Which events are shown. A facet with nothing chosen lets everything through.

use crate::model::{Day, Event, Story};

/// Which of up to 256 things are chosen, by their indices.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Choices([u32; 8]);

impl Choices {
    /// Chooses one, or unchooses it.
    pub fn toggle(&mut self, n: u8) {
        if let Some(part) = self.0.get_mut(usize::from(n / 32)) {
            *part ^= 1 << (n % 32);
        }
    }

    /// Whether this one is chosen.
    pub fn has(&self, n: u8) -> bool {
        self.0.get(usize::from(n / 32)).is_some_and(|part| part >> (n % 32) & 1 == 1)
    }

    /// How many are chosen.
    pub fn len(&self) -> usize {
        (0..=u8::MAX).filter(|n| self.has(*n)).count()
    }

    /// Whether none is chosen.
    pub fn is_empty(&self) -> bool {
        self.0 == [0; 8]
    }
}

/// The filters of the timeline.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only events of importance 1.
    pub key_only: bool,
    /// Chosen themes.
    pub themes: Choices,
    /// Chosen statuses, by their place in [`Status::ALL`](crate::model::Status::ALL).
    pub statuses: Choices,
    /// Chosen sources.
    pub sources: Choices,
    /// First and last day of a stretch of time.
    pub days: Option<(Day, Day)>,
}

/// Below this number of events a story is short enough to be shown whole at once.
const SHORT: usize = 24;

impl Filter {
    /// What a reader in a hurry should see: the key events of a long story, all of a short one.
    pub fn first_look(story: &Story) -> Filter {
        let key = story.events.iter().filter(|event| event.importance == 1).count();
        Filter { key_only: story.events.len() > SHORT && key > 0, ..Filter::default() }
    }

    /// Whether an event is shown in lists.
    pub fn keeps(&self, event: &Event) -> bool {
        (!self.key_only || event.importance == 1)
            && self.days.is_none_or(|(from, to)| {
                event.when.date().is_some_and(|date| date.begin.earliest <= to && date.end.latest >= from)
            })
            && self.fits(event)
    }

    /// Whether an event fits the facets, whatever its importance and day.
    pub fn fits(&self, event: &Event) -> bool {
        (self.statuses.is_empty() || self.statuses.has(event.claim.status as u8))
            && (self.themes.is_empty() || event.themes.iter().any(|theme| self.themes.has(*theme)))
            && (self.sources.is_empty() || event.claim.cites.iter().any(|cite| self.sources.has(cite.source)))
    }

    /// How many facets' values are chosen.
    pub fn chosen(&self) -> usize {
        self.themes.len() + self.statuses.len() + self.sources.len()
    }

    /// Whether anything but "key events" is chosen.
    pub fn is_narrowed(&self) -> bool {
        self.days.is_some() || self.chosen() > 0
    }
}
