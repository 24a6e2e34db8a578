//! Every scenario, in one list: one file for each part of the embed.

mod article;
mod front;
mod host;
mod parity;
mod reader;
mod scale;
mod selfcheck;

use crate::scenario::Scenario;

/// All of them, in the order they run.
pub fn all() -> Vec<Scenario> {
    let files: [&[Scenario]; 7] = [
        selfcheck::SCENARIOS,
        front::SCENARIOS,
        parity::SCENARIOS,
        reader::SCENARIOS,
        host::SCENARIOS,
        article::SCENARIOS,
        scale::SCENARIOS,
    ];
    files.into_iter().flatten().copied().collect()
}
