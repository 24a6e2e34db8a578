//! Random acts of a reader and of a host page: whatever comes in whatever order, nothing fails and the widget stays.
//!
//! The acts are made in the page, by `monkey.js`, in batches: a driver's command for each would take minutes. Their events are a
//! script's, which engines do not check against the pointer's state; real input is what the other scenarios send. `cargo xtask
//! browse --monkey 50000 --seed 7` makes more of them, with another seed.

use crate::page::Page;
use crate::scenario::{Failure, Scenario};
use anyhow::{Result, ensure};
use serde_json::Value;
use std::sync::OnceLock;
use std::time::Instant;

/// The part of the name by which the command line chooses the scenario.
pub const NAME: &str = "monkey: ";

// Without compositing WebKit reports, in one of some ten thousand acts, a loop of `ResizeObserver`; with it, it has not been seen to.
pub const SCENARIOS: &[Scenario] =
    &[Scenario::new("monkey: random acts break nothing and lose nothing", "/dist/index.html", let_loose).composited()];

const MONKEY: &str = include_str!("../monkey.js");

/// Acts in one call of the driver, whose time is limited.
const BATCH: u32 = 500;

/// How many acts are made, and the number that they follow from.
#[derive(Clone, Copy)]
pub struct Acts {
    pub count: u32,
    /// `None` for another number in each engine: what goes wrong in one mostly goes wrong in all, and so they try more together.
    pub seed: Option<u32>,
}

/// What the suite runs.
pub const USUAL: Acts = Acts { count: 2_000, seed: None };

/// What the command line asks for.
pub static ASKED: OnceLock<Acts> = OnceLock::new();

/// A fault that the acts have found. It is not tried again: another run may not come upon it.
#[derive(Debug)]
pub struct Found(String);

impl std::fmt::Display for Found {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for Found {}

fn let_loose(page: &mut Page) -> Result<(), Failure> {
    let Acts { count, seed } = *ASKED.get_or_init(|| USUAL);
    let seed = seed.unwrap_or(14 + page.engine() as u32);
    let began = Instant::now();
    page.wait_for("customElements.get('back-story')", "the script has run")?;
    page.script("await find('back-story').load(); await rested();")?;
    page.script(&format!("{MONKEY}; window.monkey = makeMonkey({seed}); return null;"))?;
    let mut done = 0;
    while done < count {
        let batch = BATCH.min(count - done);
        let failures: Vec<String> = page.eval(&format!("window.monkey.run({batch})"))?;
        if !failures.is_empty() {
            let last: Vec<String> = page.eval("window.monkey.last")?;
            return Err(Found(format!(
                "seed {seed}, within acts {done} to {}:\n{}\nthe last acts:\n{}",
                done + batch,
                failures.join("\n"),
                last.join("\n")
            ))
            .into());
        }
        done += batch;
    }
    ensure!(page.eval::<bool>("window.monkey.calm()")?, "after seed {seed} the widget no longer answers");
    let counts: Value = page.eval("window.monkey.counts")?;
    println!(
        "{:<9} monkey: seed {seed}, {count} acts in {:.0} s: {counts}",
        page.engine(),
        began.elapsed().as_secs_f32()
    );
    Ok(())
}
