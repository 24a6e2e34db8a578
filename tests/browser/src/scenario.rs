//! What a scenario is.

use crate::page::Page;

/// The script that the server puts first into every page.
pub const COLLECTOR: &str = include_str!("collector.js");

/// A page that holds this comment is left as it is: nobody collects its errors.
pub const UNWATCHED: &str = "<!-- harness: unwatched -->";

/// Why a scenario did not hold: one sentence for the person who reads the run.
pub type Failure = anyhow::Error;

/// Something a reader or an editor does, and what must hold.
#[derive(Clone, Copy)]
pub struct Scenario {
    /// What must hold, as a sentence: "Escape closes the definition and returns focus to the term".
    pub name: &'static str,
    /// The path that is open when it begins, such as `/pages/selfcheck/` or `/dist/index.html`.
    pub page: &'static str,
    /// Does it. Errors that the page itself ran into are looked for afterwards, by the runner.
    pub run: fn(&mut Page) -> Result<(), Failure>,
}
