//! A file of TimelineJS, from its bytes to the first event: imported, checked and shown by the desk's module and the embed, beside
//! TimelineJS reading the same file.

use super::measure::{LIMIT, Measured, SLOWER, Weights, measure};
use super::report::grouped;
use super::{RUNS, export};
use crate::generate;
use crate::server::Server;
use anyhow::{Result, bail};
use std::fmt::Write as _;

/// Events of the file.
const EVENTS: usize = 10_000;
/// Ratio to TimelineJS's time that may not be exceeded.
const RATIO: f64 = 1.0 / 3.0;

/// Measures both and writes a section of the report.
///
/// # Errors
/// When Chromium does not start or is not slowed, or our own import cannot be measured.
pub fn report(server: &Server) -> Result<String> {
    server.publish(&format!("timelinejs-{EVENTS}.json"), export::timelinejs(&generate::story(EVENTS)?));
    let [ours, theirs] = [("import", "Backstory"), ("timelinejs", "TimelineJS")].map(|(page, name)| {
        let mut runs = Vec::new();
        for _ in 0..RUNS {
            let run = measure(server, page, EVENTS, &mut Weights::default())?;
            println!("{name:<13} imports {EVENTS}: {}", run.short());
            let is_last = !matches!(run, Measured::Done(_));
            runs.push(run);
            if is_last {
                break;
            }
        }
        anyhow::Ok(runs)
    });
    let ours = match middle(&ours?) {
        Ok(first) => first,
        Err(words) => bail!("importing could not be measured: {words}"),
    };
    let theirs = middle(&theirs?);
    let mut out = format!(
        "
## Importing

From a TimelineJS file of {} events, fetched, to the end of the frame in which the first event stands, on the processor slowed
{SLOWER} times: Backstory imports it with the desk's module, without a worker, checks it as a story and shows it; TimelineJS reads it.

| | milliseconds |
|---|---:|
| Backstory | {ours:.0} |
| TimelineJS | {} |

",
        grouped(EVENTS),
        theirs.as_ref().map_or_else(String::clone, |first| format!("{first:.0}")),
    );
    // What gave up takes longer than the limit.
    let theirs = theirs.unwrap_or(LIMIT.as_secs_f64() * 1_000.0);
    let (ratio, word) = (ours / theirs, if ours / theirs <= RATIO { "holds" } else { "does not hold" });
    writeln!(out, "- Importing and showing beside TimelineJS: {ratio:.2}; the limit {RATIO:.2} {word}.")?;
    Ok(out)
}

/// The middle time until the first event, or why there is none.
fn middle(runs: &[Measured]) -> Result<f64, String> {
    let mut times = Vec::new();
    for run in runs {
        match run {
            Measured::Done(figures) => times.push(figures.opening.first),
            other => return Err(other.short()),
        }
    }
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().ok_or_else(|| "not measured".to_owned())
}
