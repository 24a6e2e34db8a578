//! Stories of forty to a hundred thousand events: the nodes and the work in a reader's browser do not grow with them.
//!
//! All is counted, nothing is timed: times say as much of the machine as of the widget, and are benchmarks
//! (`cargo xtask bench`).

use crate::engine::Engine;
use crate::generate::story;
use crate::page::Page;
use crate::scenario::{Failure, Scenario};
use anyhow::ensure;
use backstory::model::pack;
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::{Mutex, PoisonError};

pub const SCENARIOS: &[Scenario] = &[
    Scenario::new("the first page of every view is as small in a large story", "", first_pages),
    // The other engines count neither passes of layout nor of style.
    Scenario::new("a step along the band does the same work in any story", "", flat).only_in(&[Engine::Chromium]),
];

/// Limit of a widget's nodes, shadow root included.
const NODES: usize = 2_500;
/// Limits of the nodes that a step of a pan and of a zoom changes. The band is drawn in one step of three at most: in a pan the marks
/// that come and go are some dozens; in a zoom all have other places, a few hundred.
const CHANGES: [f64; 2] = [40.0, 300.0];
/// Steps of a kind that are counted.
const STEPS: u32 = 60;

/// Packed stories by their numbers of events, for all scenarios and engines.
static MADE: Mutex<BTreeMap<usize, Vec<u8>>> = Mutex::new(BTreeMap::new());

/// Opens a page with a story of so many events, and waits for it.
fn open(page: &mut Page, events: usize) -> Result<(), Failure> {
    let name = format!("story-{events}.bks");
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    let packed = match made.entry(events) {
        Entry::Occupied(packed) => packed.into_mut(),
        Entry::Vacant(free) => free.insert(pack(&story(events)?)?),
    };
    page.publish(&name, packed.clone());
    drop(made);
    page.open(&format!("/pages/bench/backstory.html?events={events}"))?;
    page.wait_for("bench.widget?.event()", "an event is on show")
}

fn count(page: &Page) -> Result<usize, Failure> {
    page.eval("bench.size().nodes")
}

/// Turns to a view, by its number.
fn turn(page: &Page, view: usize) -> Result<(), Failure> {
    page.script(&format!("find('back-story >>> [data-act=view][data-n=\"{view}\"]').click();")).map(drop)
}

fn first_pages(page: &mut Page) -> Result<(), Failure> {
    for events in [40, 1_000, 10_000] {
        open(page, events)?;
        for view in 0..5 {
            turn(page, view)?;
            let nodes = count(page)?;
            ensure!(nodes <= NODES, "{events} events: view {view} holds {nodes} nodes");
        }
    }
    Ok(())
}

/// Work of one step, averaged over [`STEPS`] of a kind.
#[derive(Debug)]
struct Work {
    /// Passes of layout and of style, as Chromium counts them; the harness forces some of each.
    layouts: f64,
    styles: f64,
    /// Nodes added, removed or given another attribute.
    changes: f64,
}

/// The answer of `bench.counted()`.
#[derive(Deserialize)]
struct Counted {
    steps: u32,
    idle: u32,
    changes: u32,
}

/// Each story is moved in the window in which it shows most: a few dozen marks of a hundred events, and as many as there is
/// room for of a hundred thousand. Close to, a hundred events would leave two or three in view, and nothing to compare.
/// Times of steps are in `docs/benchmarks.md`.
fn flat(page: &mut Page) -> Result<(), Failure> {
    page.media(&[("prefers-reduced-motion", "reduce")])?;
    page.cdp("Performance.enable", &json!({}))?;
    let (small, large) = (work(page, 100)?, work(page, 100_000)?);
    for (((kind, limit), small), large) in ["pan", "zoom"].into_iter().zip(CHANGES).zip(small).zip(large) {
        println!("          {kind}: {small:?} at 100 events, {large:?} at 100,000");
        // Below one pass a step, the numbers tell only how many steps fell into one frame.
        let is_flat = |small: f64, large: f64| large <= (small * 1.5).max(1.0);
        let is_flat = is_flat(small.layouts, large.layouts) && is_flat(small.styles, large.styles);
        ensure!(is_flat && large.changes <= limit, "a {kind} is {small:?} at 100 events, and {large:?} at 100,000");
    }
    Ok(())
}

/// Work of a pan and of a zoom in a story of so many events.
fn work(page: &mut Page, events: usize) -> Result<[Work; 2], Failure> {
    open(page, events)?;
    page.wait_for("bench.can()", "the band is drawn")?;
    let marks: usize = page.eval("bench.crowd()")?;
    ensure!(marks >= 30, "{events} events show {marks} marks at most");
    let kind = |name: &str| -> Result<Work, Failure> {
        let before = [page.metric("LayoutCount")?, page.metric("RecalcStyleCount")?];
        let Counted { steps, idle, changes } = page.eval(&format!("bench.counted('{name}', {STEPS})"))?;
        ensure!(steps >= STEPS / 2 && idle <= steps / 4, "{steps} {name} moved the band, {idle} did not");
        let [layouts, styles] = [page.metric("LayoutCount")? - before[0], page.metric("RecalcStyleCount")? - before[1]];
        let a_step = |count: f64| count / f64::from(STEPS);
        Ok(Work { layouts: a_step(layouts), styles: a_step(styles), changes: a_step(f64::from(changes)) })
    };
    Ok([kind("pan")?, kind("zoom")?])
}
