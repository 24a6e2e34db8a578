//! Limits of a story's size, for the loader, the compiler, the command and the manual.
//!
//! Events are limited by what is measured (`docs/benchmarks.md`), lists by the indices of the compiled story, which has
//! one byte for labels and sources and two for terms, and sizes by what a browser compiles in seconds.

/// Events.
pub const EVENTS: usize = 100_000;
/// Terms, questions, voices, eras and revisions, of each.
pub const ENTRIES: usize = 65_535;
/// Themes, lanes, topics, chapters and sources, of each.
pub const LABELS: usize = 255;
/// Events that lead a story.
pub const LEADS: usize = 8;
/// Media of one event or term, or of the story.
pub const MEDIA: usize = 8;
/// Forms of one term, and again its further spellings for search; words for search of one event.
pub const FORMS: usize = 1_000;
/// Bytes of one text in UTF-8.
pub const TEXT_BYTES: usize = 65_536;
/// Bytes of a story's files together.
pub const STORY_BYTES: u64 = 67_108_864;
/// Values in an object, lists and texts alike.
pub const VALUES: usize = 4_000_000;
/// The same where a page compiles the object: it can do nothing else meanwhile.
pub const PAGE_VALUES: usize = 400_000;

#[cfg(test)]
mod tests {
    #[test]
    fn the_manual_states_every_limit() {
        let manual = include_str!("../../docs/story-format.md");
        let (_, limits) = manual.split_once("## Limits").unwrap();
        for stated in [
            "100,000 events",
            "65,535",
            "255",
            "eight events lead",
            "eight media",
            "1,000 forms",
            "65,536 bytes",
            "64 MiB",
            "4,000,000 values",
            "400,000",
        ] {
            assert!(limits.contains(stated), "{stated}");
        }
        let limits = (
            super::EVENTS,
            super::ENTRIES,
            super::LABELS,
            super::MEDIA,
            super::FORMS,
            super::TEXT_BYTES,
            super::STORY_BYTES,
            super::VALUES,
            super::PAGE_VALUES,
        );
        assert_eq!(limits, (100_000, 65_535, 255, 8, 1_000, 65_536, 64 << 20, 4_000_000, 400_000));
    }
}
