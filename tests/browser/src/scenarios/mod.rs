//! Every scenario, in one list: one file for each part of the embed.

mod api;
mod article;
mod band;
mod builder;
mod calls;
mod cases;
mod compile;
mod desk;
mod examples;
mod front;
mod host;
mod hosts;
mod keyboard;
mod languages;
mod legible;
mod lifetime;
mod looks;
mod media;
mod monkey;
mod parity;
mod places;
mod prose;
mod published;
mod reach;
mod reader;
mod reading;
mod scale;
mod scenes;
mod selfcheck;
mod shell;
mod states;
mod tasks;
mod upgrade;

pub use hosts::folder as hosts_folder;
pub use monkey::{ASKED as ASKED_ACTS, Found, NAME as MONKEY, USUAL as USUAL_ACTS};
pub use prose::{Slices, read_articles};
pub use scenes::{PREPARED, SCENES, Scene};

use crate::scenario::Scenario;
use anyhow::Result;

/// All of them, in the order they run.
///
/// # Errors
/// When a case of the hostile hosts cannot be read.
pub fn all() -> Result<Vec<Scenario>> {
    let files: &[&[Scenario]] = &[
        selfcheck::SCENARIOS,
        front::SCENARIOS,
        parity::SCENARIOS,
        languages::SCENARIOS,
        reader::SCENARIOS,
        reading::SCENARIOS,
        reach::SCENARIOS,
        host::SCENARIOS,
        article::SCENARIOS,
        prose::SCENARIOS,
        band::SCENARIOS,
        legible::SCENARIOS,
        looks::SCENARIOS,
        media::SCENARIOS,
        keyboard::SCENARIOS,
        api::SCENARIOS,
        compile::SCENARIOS,
        lifetime::SCENARIOS,
        scale::SCENARIOS,
        examples::SCENARIOS,
        builder::SCENARIOS,
        desk::SCENARIOS,
        shell::SCENARIOS,
        calls::SCENARIOS,
        monkey::SCENARIOS,
        published::SCENARIOS,
        upgrade::SCENARIOS,
        places::SCENARIOS,
        tasks::SCENARIOS,
        cases::SCENARIOS,
        states::SCENARIOS,
    ];
    let mut all: Vec<Scenario> = files.iter().copied().flatten().copied().collect();
    all.extend(hosts::cases()?);
    Ok(all)
}
