//! The type of a scenario.

use crate::engine::{Compositing, Engine};
use crate::page::Page;

/// The script that the server puts first into every page.
pub const COLLECTOR: &str = include_str!("collector.js");

/// A page that holds this comment is left as it is: nobody collects its errors.
pub const UNWATCHED: &str = "<!-- harness: unwatched -->";

/// Reason of a failure: one sentence for the person who reads the run.
pub type Failure = anyhow::Error;

/// An act of a reader, an editor or a host page, and what must hold after it.
#[derive(Clone, Copy)]
pub struct Scenario {
    /// What must hold, as a sentence: "Escape closes the definition and returns focus to the term".
    pub name: &'static str,
    /// The path that is open when it begins, such as `/pages/selfcheck/` or `/dist/index.html`.
    pub page: &'static str,
    /// The engines whose drivers can do what the scenario needs; in the others it is skipped.
    pub engines: &'static [Engine],
    pub compositing: Compositing,
    /// Runs it. Errors that the page itself ran into are looked for afterwards, by the runner.
    pub run: Run,
}

/// The body of a scenario.
pub type Run = fn(&mut Page) -> Result<(), Failure>;

impl Scenario {
    /// A scenario for every engine.
    pub const fn new(name: &'static str, page: &'static str, run: Run) -> Self {
        Self { name, page, engines: &Engine::ALL, compositing: Compositing::Off, run }
    }

    /// The same scenario for these engines only.
    pub const fn only_in(self, engines: &'static [Engine]) -> Self {
        Self { engines, ..self }
    }

    /// The same scenario, with compositing in WebKit.
    pub const fn composited(self) -> Self {
        Self { compositing: Compositing::On, ..self }
    }
}
