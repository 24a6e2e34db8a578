//! Every scenario, in one list: one file for each part of the embed.

mod front;
mod selfcheck;

use crate::scenario::Scenario;

/// All of them, in the order they run.
pub fn all() -> Vec<Scenario> {
    let files: [&[Scenario]; 2] = [selfcheck::SCENARIOS, front::SCENARIOS];
    files.into_iter().flatten().copied().collect()
}
