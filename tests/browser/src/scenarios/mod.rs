//! Every scenario, in one list: one file for each part of the embed.

mod api;
mod article;
mod band;
mod front;
mod host;
mod parity;
mod prose;
mod reader;
mod scale;
mod selfcheck;
mod shell;

use crate::scenario::Scenario;

/// All of them, in the order they run.
pub fn all() -> Vec<Scenario> {
    let files: [&[Scenario]; 11] = [
        selfcheck::SCENARIOS,
        front::SCENARIOS,
        parity::SCENARIOS,
        reader::SCENARIOS,
        host::SCENARIOS,
        article::SCENARIOS,
        prose::SCENARIOS,
        band::SCENARIOS,
        api::SCENARIOS,
        scale::SCENARIOS,
        shell::SCENARIOS,
    ];
    files.into_iter().flatten().copied().collect()
}
