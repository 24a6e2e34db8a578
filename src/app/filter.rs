//! Which events are shown. A facet with nothing chosen lets everything through.

use crate::model::{Day, Event, Status, Story};

/// The filters of the timeline.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only events of importance 1.
    pub key_only: bool,
    /// Indices of chosen themes, sorted.
    pub themes: Vec<u8>,
    /// Chosen statuses, sorted.
    pub statuses: Vec<Status>,
    /// Indices of chosen sources, sorted.
    pub sources: Vec<u8>,
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
        let among = |chosen: &[u8], mut has: &mut dyn FnMut(u8) -> bool| {
            chosen.is_empty() || chosen.iter().copied().any(&mut has)
        };
        (self.statuses.is_empty() || self.statuses.contains(&event.claim.status))
            && among(&self.themes, &mut |theme| has(&event.themes, theme))
            && among(&self.sources, &mut |source| event.claim.cites.iter().any(|cite| cite.source == source))
    }

    /// Whether anything but "key events" is chosen.
    pub fn is_narrowed(&self) -> bool {
        self.days.is_some() || self.themes.len() + self.statuses.len() + self.sources.len() > 0
    }
}

/// Whether a short list has a theme. `contains` would do, for 200 bytes more, compressed: for bytes it brings a fast search
/// of long texts.
#[expect(clippy::manual_contains, reason = "its weight")]
fn has(themes: &[u8], theme: u8) -> bool {
    themes.iter().any(|own| *own == theme)
}

/// Adds `item` to a sorted list, or takes it out.
pub(super) fn toggle<T: Ord>(list: &mut Vec<T>, item: T) {
    match list.binary_search(&item) {
        Ok(at) => {
            list.remove(at);
        }
        Err(at) => list.insert(at, item),
    }
}
