//! The table, as Markdown.
#![allow(clippy::cast_precision_loss, reason = "measured numbers are small")]

use super::measure::{Figures, LIMIT, Measured, Moved, SLOWER, STEPS, STEPS_LIMIT, VIEWPORT};
use super::{RUNS, Row, Slices, generate};
use anyhow::Result;
use std::fmt::Write as _;
use std::time::{SystemTime, UNIX_EPOCH};

/// Writes the report on these rows; `load` is the machine's before they were measured.
pub fn write(
    rows: &[Row],
    articles: &[Slices; 2],
    names: &[String],
    browser: &str,
    load: Option<&str>,
) -> Result<String> {
    let today = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs() / 86_400;
    let today = generate::day_words(i64::try_from(today)?);
    let cores = std::thread::available_parallelism()?;
    let slowed: Vec<f64> = rows.iter().filter_map(|row| row.figures()).map(|figures| figures.slowed).collect();
    let slowed = slowed.iter().sum::<f64>() / slowed.len() as f64;
    let (width, height) = VIEWPORT;
    let mut out = String::new();
    writeln!(out, "# Benchmarks\n")?;
    writeln!(
        out,
        "Written by `cargo xtask bench` on {today}: {}, in {browser}, on {cores} cores ({}, {}), load {} before.\n",
        names.join(", "),
        std::env::consts::ARCH,
        std::env::consts::OS,
        load.unwrap_or("unknown"),
    )?;
    writeln!(
        out,
        "| events | widget | bytes: widget + story | first event | blocking | longest task | nodes | heap | pan: median / worst | zoom: median / worst | all work a pan | all work a zoom |"
    )?;
    writeln!(out, "|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|")?;
    for row in rows {
        write!(out, "| {} | {} |", grouped(row.events), row.widget)?;
        match row.middle() {
            Some(Measured::Done(figures)) => line(&mut out, figures)?,
            other => writeln!(out, " {} |  |  |  |  |  |  |  |  |  |", other.map(Measured::short).unwrap_or_default())?,
        }
    }
    writeln!(out)?;
    claims(&mut out, rows)?;
    let [article, megabyte] = articles;
    writeln!(
        out,
        "
Finding the terms of an article in its text, on the same slowed processor: {:.0} ms of script for 10,000 words without a
term in them, in {} slices of at most {:.0} ms; {:.0} ms for a megabyte, in {} slices of at most {:.0} ms. Between slices the
page has its turn.",
        article.busy, article.count, article.longest, megabyte.busy, megabyte.count, megabyte.longest,
    )?;
    writeln!(
        out,
        "
The stories are made by a formula (`tests/browser/src/generate.rs`): forty years, a fifth of the events in one month, a
fifth of them lasting, four lanes. Each widget shows them as its own documentation does first, from files beside it. Every
measurement has a browser of its own with a viewport of {width} × {height} CSS pixels, reduced motion, and a processor slowed
{SLOWER} times by the browser ({slowed:.1} times, by arithmetic in the page). Times are milliseconds of that processor.

- **Bytes**: every file the page asked for, after brotli at quality 11, each by itself; the page's own few lines are left
  out, and so are fonts that TimelineJS asks another host for and does not get here. Backstory's engine has the shipped
  story in it, which these pages do not use.
- **First event**: from adding the widget to an article that has been drawn and has come to rest, on this machine and without a
  network between, to the end of the frame in which the first event stands.
- **Blocking**: what tasks took beyond 50 ms each, together, from then until two seconds without a longer one.
- **Nodes**: all inside the widget, of every kind, shadow roots and frames included. **Heap**: what scripts hold after a
  garbage collection, and WebAssembly's memory.
- **Pan** and **zoom**: {STEPS} steps, or as many as were begun within {} s (then their number stands behind). A step’s cost is
  script, style and layout: the call or event itself with a forced layout behind it, and the same for the callbacks of the
  next two frames. Backstory is moved by pointer and wheel events on its band; vis-timeline by `setWindow`, `zoomIn` and
  `zoomOut` without animation; TimelineJS by dragging its strip, which is drawn whole, and by the calls behind its zoom
  buttons. A step of Backstory moves what is drawn; its window is drawn anew a few times a second, a quarter of the time at
  most, which is in the worst step and in all the work.
- **All work**: everything that the page's main thread did meanwhile, painting, timers and animations included, by the
  browser's own count, divided by the steps. It is the figure of the claims: a step's own cost leaves out what a widget draws
  later, or draws much of to move little.
- Each widget is measured up to {RUNS} times at each size; the table has the run with the middle work of a pan.
- **A square** is no widget: a step moves or stretches one element and does nothing else. What it costs, the browser asks for
  two frames and the harness for a step; nothing can be measured to cost less.
- A widget that is not at rest after {} s is given up. At 100 and at 100,000 events only Backstory is asked.",
        STEPS_LIMIT.as_secs(),
        LIMIT.as_secs(),
    )?;
    Ok(out)
}

impl Row {
    fn figures(&self) -> Option<&Figures> {
        match self.middle()? {
            Measured::Done(figures) => Some(figures),
            _ => None,
        }
    }

    fn middle(&self) -> Option<&Measured> {
        self.measured.get(self.measured.len() / 2)
    }

    /// Least, middle and most of all the work of a pan in milliseconds, where every run has it.
    fn pan_work(&self) -> Option<[f64; 3]> {
        let of = |run: Option<&Measured>| run.map(Measured::pan_work).filter(|work| work.is_finite());
        Some([of(self.measured.first())?, of(self.middle())?, of(self.measured.last())?])
    }
}

/// Ratio of the work of a pan that may not be exceeded, to the better peer at so many events.
const CLAIMS: [(usize, f64); 2] = [(1_000, 1.0 / 3.0), (10_000, 1.0 / 10.0)];
/// Limit of the growth of that work from the smallest of these stories to the largest.
const GROWTH: (usize, usize, f64) = (100, 100_000, 2.5);

/// The claims, each with its ratio in this run: of the middle runs, and of the runs that are least and most favourable.
fn claims(out: &mut String, rows: &[Row]) -> Result<()> {
    let work = |widget: &str, events: usize| {
        rows.iter().find(|row| row.widget == widget && row.events == events).and_then(Row::pan_work)
    };
    let mut claim = |text: String, ours: Option<[f64; 3]>, other: Option<[f64; 3]>, limit: f64| -> Result<()> {
        let (Some(ours), Some(other)) = (ours, other) else { return Ok(writeln!(out, "- {text}: not measured.")?) };
        let [least, middle, most] = [ours[0] / other[2], ours[1] / other[1], ours[2] / other[0]];
        let word = if middle <= limit { "holds" } else { "does not hold" };
        writeln!(out, "- {text}: {middle:.2} ({least:.2} to {most:.2}); the limit {limit:.2} {word}.")?;
        Ok(())
    };
    let peer = |events: usize| {
        let peers = ["TimelineJS", "vis-timeline"].into_iter().filter_map(|name| work(name, events));
        peers.min_by(|a, b| a[1].total_cmp(&b[1]))
    };
    for (events, limit) in CLAIMS {
        let text = format!("All work of a pan beside the better peer, at {} events", grouped(events));
        claim(text, work("Backstory", events), peer(events), limit)?;
    }
    let (small, large, limit) = GROWTH;
    let text = format!("All work of a pan at {} events beside {}", grouped(large), grouped(small));
    claim(text, work("Backstory", large), work("Backstory", small), limit)
}

fn line(out: &mut String, figures: &Figures) -> Result<()> {
    let Figures { widget_bytes, story_bytes, opening, nodes, heap, zoom, pan, .. } = figures;
    let costs = |moved: &Moved| match moved {
        Moved::Done(it) if it.count < STEPS => format!("{:.1} / {:.1} ({} steps)", it.median, it.worst, it.count),
        Moved::Done(it) => format!("{:.1} / {:.1}", it.median, it.worst),
        Moved::Cannot => "–".into(),
        Moved::GaveUp => Measured::GaveUp.short(),
    };
    let busy = |moved: &Moved| match moved {
        Moved::Done(it) => format!("{:.1}", it.busy),
        Moved::Cannot | Moved::GaveUp => "–".into(),
    };
    writeln!(
        out,
        " {} + {} | {:.0} | {:.0} | {:.0} | {} | {:.1} MB | {} | {} | {} | {} |",
        grouped(*widget_bytes),
        grouped(*story_bytes),
        opening.first,
        opening.blocking(),
        opening.longest(),
        grouped(*nodes),
        *heap as f64 / 1e6,
        costs(pan),
        costs(zoom),
        busy(pan),
        busy(zoom),
    )?;
    Ok(())
}

/// A number with commas between thousands.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn thousands_are_grouped() {
        assert_eq!([7, 999, 1_000, 1_234_567].map(super::grouped), ["7", "999", "1,000", "1,234,567"]);
    }
}
