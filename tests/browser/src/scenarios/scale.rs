//! Stories of forty to a hundred thousand events: what a reader's browser must hold and do does not grow with them.
//!
//! Times are never held against a clock alone. Tasks are measured in units of the same arithmetic done in the same page,
//! steps as a ratio within one run; and since whatever else the machine does can only add to a time, the best of a few
//! tries counts.

use crate::engine::Engine;
use crate::generate::story;
use crate::page::Page;
use crate::scenario::{Failure, Scenario};
use anyhow::{Context as _, ensure};
use backstory::model::pack;
use serde::Deserialize;
use serde_json::json;

pub const SCENARIOS: &[Scenario] = &[
    Scenario { name: "the first page of every view is as small in a large story", page: "", run: first_pages },
    Scenario { name: "no view of any story grows past 2,500 nodes", page: "", run: nodes },
    Scenario { name: "forty events block nothing on a slow processor", page: "", run: forty },
    Scenario { name: "ten thousand events block for 50 ms at most on a slow processor", page: "", run: ten_thousand },
    Scenario { name: "a step along the band costs the same in any story", page: "", run: flat },
];

/// The most nodes that a widget may be made of, shadow root included.
const NODES: usize = 2_500;
/// How many times slower the processor is made.
const SLOWER: u32 = 4;
/// Milliseconds that `bench.work()` takes on the machine whose milliseconds the budgets mean, with the processor slowed.
const REFERENCE: f64 = 12.0;
/// A task blocks by what it takes beyond these milliseconds (the Long Tasks specification).
const LONG: f64 = 50.0;
/// How often something is tried whose time others may spoil.
const TRIES: usize = 5;

/// What `bench.settled()` tells.
#[derive(Deserialize)]
struct Opening {
    /// Of the tasks longer than [`LONG`], in milliseconds.
    durations: Vec<f64>,
}

/// What `bench.pans()` and `bench.zooms()` tell.
#[derive(Deserialize)]
struct Costs {
    /// Milliseconds that half of the steps took at most; none where nothing moved.
    median: Option<f64>,
    steps: usize,
    idle: usize,
}

/// Opens a page with a story of so many events, and waits for it.
fn open(page: &mut Page, events: usize) -> Result<(), Failure> {
    page.publish(&format!("story-{events}.bks"), pack(&story(events)?)?);
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

fn nodes(page: &mut Page) -> Result<(), Failure> {
    for events in [40, 1_000, 10_000, 100_000] {
        open(page, events)?;
        page.script(
            "find('back-story >>> [data-act=all]').click();
             find('back-story >>> [data-act=filters]').click();",
        )?;
        for view in 0..5 {
            turn(page, view)?;
            further(page, &format!("{events} events, view {view}"))?;
        }
        page.script("return find('back-story').search('council').then(() => null);")?;
        further(page, &format!("{events} events, a search"))?;
    }
    Ok(())
}

/// Asks ten times for more, by the button or by going to the end, and counts what stands then.
fn further(page: &Page, which: &str) -> Result<(), Failure> {
    for times in 0..=10 {
        let nodes = count(page)?;
        ensure!(nodes <= NODES, "{which}: {nodes} nodes after asking {times} times for more");
        page.script(
            "(find('back-story >>> [data-act=turn][data-n=\"1\"]') ?? find('back-story >>> [data-act=found]'))?.click();
             scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' });
             await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));",
        )?;
    }
    Ok(())
}

fn forty(page: &mut Page) -> Result<(), Failure> {
    blocks(page, 40, 0.0)
}

fn ten_thousand(page: &mut Page) -> Result<(), Failure> {
    blocks(page, 10_000, 50.0)
}

/// Opening such a story blocks no longer than `most` milliseconds of the reference machine.
fn blocks(page: &mut Page, events: usize, most: f64) -> Result<(), Failure> {
    if page.engine() != Engine::Chromium {
        return Ok(());
    }
    let mut tries = Vec::new();
    for _ in 0..TRIES {
        page.cdp("Emulation.setCPUThrottlingRate", &json!({ "rate": 1 }))?;
        page.open("/pages/bench/blank.html")?;
        let fast = arithmetic(page)?;
        page.cdp("Emulation.setCPUThrottlingRate", &json!({ "rate": SLOWER }))?;
        open(page, events)?;
        let Opening { durations } = page.eval("bench.settled()")?;
        let slow = arithmetic(page)?;
        if slow < fast * f64::from(SLOWER) / 2.0 {
            tries.push("the processor was not slowed".into());
            continue;
        }
        // On a faster machine a task is as long as it is: the browser does not tell of shorter ones.
        let slower = (slow / REFERENCE).max(1.0);
        let blocked: f64 = durations.iter().map(|task| (task / slower - LONG).max(0.0)).sum();
        if blocked <= most {
            return Ok(());
        }
        tries.push(format!("{blocked:.0} ms by tasks of {durations:.0?} ms, {slower:.1} times slower"));
    }
    anyhow::bail!("{events} events block for more than {most} ms, each time: {}", tries.join("; "))
}

/// How many times slower the machine is now than the one whose milliseconds the budgets mean; never less than 1.
pub fn slower(page: &Page) -> Result<f64, Failure> {
    Ok((arithmetic(page)? / REFERENCE).max(1.0))
}

/// Milliseconds of a fixed piece of arithmetic: the least of five tries, each in a task of its own.
fn arithmetic(page: &Page) -> Result<f64, Failure> {
    (0..5).try_fold(f64::MAX, |least, _| Ok(least.min(page.eval("bench.work()")?)))
}

/// Of a pan and of a zoom, the least median that vis-timeline's have had at 1,000 events (TimelineJS zooms for 461 ms; it
/// drags its strip for 1.6 and paints it for 390), in milliseconds of the reference machine; see docs/benchmarks.md.
const PEER: [f64; 2] = [8.7, 26.8];

/// Each story is moved in the window in which it shows most: a few dozen marks of a hundred events, and as many as there is
/// room for of a hundred thousand. Close to, a hundred events would leave two or three in view, and nothing to compare. A
/// step moves what is drawn; drawing anew, which is done a few times a second, is in `benchmarks.md` as the worst step and
/// in all the work. What a bare square costs that is moved is the browser's and the harness's, and is not held against the
/// peer's tenth.
fn flat(page: &mut Page) -> Result<(), Failure> {
    if page.engine() != Engine::Chromium {
        return Ok(());
    }
    page.media(&[("prefers-reduced-motion", "reduce")])?;
    let [mut square, mut small, mut large] = [[f64::MAX; 2]; 3];
    let mut problems = Vec::new();
    for _ in 0..TRIES {
        page.open("/pages/bench/square.html")?;
        page.cdp("Emulation.setCPUThrottlingRate", &json!({ "rate": SLOWER }))?;
        let machine = (page.eval::<f64>("bench.unit()")? / (REFERENCE / 10.0)).max(1.0);
        best(page, &mut square)?;
        for (events, costs) in [(100, &mut small), (100_000, &mut large)] {
            page.cdp("Emulation.setCPUThrottlingRate", &json!({ "rate": 1 }))?;
            open(page, events)?;
            ensure!(page.eval::<bool>("bench.can()")?, "there is no band");
            let marks: usize = page.eval("bench.crowd()")?;
            ensure!(marks >= 30, "{events} events show {marks} marks at most");
            page.cdp("Emulation.setCPUThrottlingRate", &json!({ "rate": SLOWER }))?;
            best(page, costs)?;
        }
        page.cdp("Emulation.setCPUThrottlingRate", &json!({ "rate": 1 }))?;
        problems.clear();
        for (n, kind) in ["pan", "zoom"].into_iter().enumerate() {
            let (none, small, large) = (square[n], small[n], large[n]);
            let most = none + PEER[n] / 10.0 * machine;
            if large > small * 1.5 || large > most {
                problems.push(format!(
                    "a {kind} costs {small:.2} ms at 100 events, {large:.2} ms at 100,000, {none:.2} ms where there is \
                     nothing, and should not {most:.2}"
                ));
            }
        }
        if problems.is_empty() {
            return Ok(());
        }
    }
    anyhow::bail!("{}", problems.join("; "))
}

/// What a pan and a zoom cost where they cost less than in the tries before: the median of sixty, in milliseconds.
fn best(page: &Page, costs: &mut [f64; 2]) -> Result<(), Failure> {
    for (kind, least) in ["pans", "zooms"].into_iter().zip(costs) {
        let Costs { median, steps, idle } = page.eval(&format!("bench.{kind}(60, 10_000)"))?;
        ensure!(steps >= 30 && idle <= steps / 4, "{steps} {kind} moved the band, {idle} did not");
        *least = least.min(median.context("nothing moved")?);
    }
    Ok(())
}
