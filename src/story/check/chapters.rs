//! Chapters: no day belongs to two of them, and each has events.

use super::order::placed;
use crate::story::authored::{Chapter, Story};
use crate::story::chapters::{chapters_of, days};
use crate::story::problem::Problem;

/// Chapters that share days.
pub(crate) fn chapters(chapters: &[&Chapter]) -> Vec<Problem> {
    let overlap = |one: &Chapter, other: &Chapter| {
        let (one, other) = (days(&one.when.value), days(&other.when.value));
        one.start() <= other.end() && other.start() <= one.end()
    };
    let mut problems = Vec::new();
    for (n, later) in chapters.iter().enumerate() {
        if let Some(earlier) = chapters.iter().take(n).find(|earlier| overlap(earlier, later)) {
            let message = format!("the chapters `{}` and `{}` share days", earlier.id, later.id);
            problems.push(
                Problem::error("overlapping-chapters", later.when.span.clone(), message)
                    .help("let each begin after the end of the one before")
                    .also(earlier.when.span.clone(), "the other one"),
            );
        }
    }
    problems
}

/// Warnings about chapters in which no event stands. Checked only in a story without errors.
pub(super) fn empty(story: &Story) -> Vec<Problem> {
    if story.chapters.is_empty() {
        return Vec::new();
    }
    let events: Vec<_> = story.events.iter().collect();
    let all: Vec<_> = story.chapters.iter().collect();
    let placed = placed(&events).unwrap_or_default();
    let held = chapters_of(&events, &placed, &all);
    let chapters = story.chapters.iter().enumerate().filter(|(n, _)| !held.contains(&Some(*n)));
    chapters
        .map(|(_, chapter)| {
            let message = format!("no event stands in the chapter `{}`", chapter.id);
            let problem = Problem::warning("empty-chapter", chapter.when.span.clone(), message);
            problem.help("widen its days, or take it out")
        })
        .collect()
}
