//! One widget with one story, in a browser of its own.
#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "measured numbers are small")]

use crate::engine::{Compositing, Engine};
use crate::server::{Server, brotli_of};
use crate::webdriver::Session;
use anyhow::{Context as _, Result, bail, ensure};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::Path;
use std::time::{Duration, Instant};

/// Factor by which the browser slows the processor.
pub const SLOWER: u32 = 4;
/// Limit of the time until a widget is at rest, and again of each kind of step.
pub const LIMIT: Duration = Duration::from_mins(1);
/// Measured steps of a kind.
pub const STEPS: u32 = 60;
/// No step is begun later than this after the first of its kind.
pub const STEPS_LIMIT: Duration = Duration::from_secs(20);
/// Tries until a browser that is not slowed, or is disturbed so that it seems so, is an error.
const TRIES: usize = 3;
/// The viewport, in CSS pixels.
pub const VIEWPORT: (u32, u32) = (1280, 900);

/// Result of a measurement.
pub enum Measured {
    Done(Box<Figures>),
    /// It had not come to rest within the limit.
    GaveUp,
    /// The page or the browser broke; in the browser's words.
    Failed(String),
}

/// Costs of a widget. Times are in milliseconds on the slowed processor, sizes in bytes.
pub struct Figures {
    /// After brotli at quality 11, each file by itself: what shows a story, and the story.
    pub widget_bytes: usize,
    pub story_bytes: usize,
    pub opening: Opening,
    pub nodes: usize,
    /// What scripts hold after a garbage collection, and modules' memory.
    pub heap: usize,
    pub pan: Moved,
    pub zoom: Moved,
    /// Ratio of the times of the same arithmetic with and without slowing.
    pub slowed: f64,
}

/// From adding the widget to rest, as `bench.settled()` returns it.
#[derive(Deserialize)]
pub struct Opening {
    /// Until the frame with the first event is done.
    pub first: f64,
    /// Of the tasks longer than 50 milliseconds.
    durations: Vec<f64>,
}

impl Opening {
    /// What tasks took beyond 50 milliseconds each, together.
    pub fn blocking(&self) -> f64 {
        self.durations.iter().fold(0.0, |sum, task| sum + (task - 50.0).max(0.0))
    }

    /// The longest task; 0 when none was longer than 50 milliseconds.
    pub fn longest(&self) -> f64 {
        self.durations.iter().copied().fold(0.0, f64::max)
    }
}

/// Result of measuring steps of a kind.
pub enum Moved {
    Done(Steps),
    /// The widget has no axis to move.
    Cannot,
    /// The steps before, or these, took longer than the limit.
    GaveUp,
}

/// Costs of steps of a kind, in milliseconds.
pub struct Steps {
    pub median: f64,
    pub worst: f64,
    pub count: u32,
    /// All work of the page's main thread from the first step to the last, painting included, divided by the steps.
    pub busy: f64,
}

#[derive(Deserialize)]
struct Costs {
    median: Option<f64>,
    worst: Option<f64>,
    steps: u32,
    idle: u32,
}

#[derive(Deserialize)]
struct Size {
    nodes: usize,
    wasm: usize,
}

/// Bytes of served files after brotli, each worked out once.
#[derive(Default)]
pub struct Weights(HashMap<String, usize>);

impl Weights {
    /// Bytes of what is served at a path.
    ///
    /// # Errors
    /// When they cannot be compressed.
    pub fn of(&mut self, server: &Server, path: &str) -> Result<usize> {
        if let Some(known) = self.0.get(path) {
            return Ok(*known);
        }
        // What is packed has been compressed already.
        let (body, is_packed) = (server.body(path), path.starts_with("/packed/"));
        let size = if is_packed { body.len() } else { brotli_of(&body)?.len() };
        self.0.insert(path.into(), size);
        Ok(size)
    }
}

impl Measured {
    /// All the work that a pan makes, in milliseconds; infinite where it was not measured.
    pub fn pan_work(&self) -> f64 {
        match self {
            Measured::Done(figures) => match &figures.pan {
                Moved::Done(steps) => steps.busy,
                Moved::Cannot | Moved::GaveUp => f64::INFINITY,
            },
            Measured::GaveUp | Measured::Failed(_) => f64::INFINITY,
        }
    }

    /// A few words of progress.
    pub fn short(&self) -> String {
        match self {
            Measured::Done(it) => format!("first event after {:.0} ms, {} nodes", it.opening.first, it.nodes),
            Measured::GaveUp => format!("gave up after {} s", LIMIT.as_secs()),
            Measured::Failed(problem) => format!("failed: {problem}"),
        }
    }
}

/// Opens a page of `tests/pages/bench/` with a story of so many events, and measures.
///
/// # Errors
/// When Chromium does not start or is not slowed. What goes wrong in the page is in the answer.
pub fn measure(server: &Server, page: &str, events: usize, weights: &mut Weights) -> Result<Measured> {
    for _ in 0..TRIES {
        let driver = Engine::Chromium.start_driver(Path::new(""), Compositing::On)?;
        let session = Session::with_limits(Engine::Chromium, &driver, LIMIT, LIMIT + Duration::from_secs(5))?;
        let began = Instant::now();
        let outcome = in_session(&session, server, page, events, weights);
        let took = began.elapsed();
        // A page that is still at work would keep its browser from closing in order.
        drop(driver);
        match outcome {
            Ok(None) => {}
            Ok(Some(figures)) => return Ok(Measured::Done(Box::new(figures))),
            Err(_) if took >= LIMIT => return Ok(Measured::GaveUp),
            Err(problem) => return Ok(Measured::Failed(format!("{problem:#}"))),
        }
    }
    bail!("the processor was not slowed, {TRIES} times in a row")
}

/// The figures, or nothing where the processor was not slowed.
fn in_session(
    session: &Session,
    server: &Server,
    page: &str,
    events: usize,
    weights: &mut Weights,
) -> Result<Option<Figures>> {
    let (width, height) = VIEWPORT;
    let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    session.cdp("Emulation.setDeviceMetricsOverride", &metrics)?;
    // A step is one redraw, not the many of an animation.
    let calm = json!({ "features": [{ "name": "prefers-reduced-motion", "value": "reduce" }] });
    session.cdp("Emulation.setEmulatedMedia", &calm)?;
    session.go(&format!("{}/pages/bench/blank.html", server.origin()))?;
    let fast = arithmetic(session)?;
    session.cdp("Emulation.setCPUThrottlingRate", &json!({ "rate": SLOWER }))?;
    session.cdp("Performance.enable", &json!({}))?;
    server.take_requests();

    session.go(&format!("{}/pages/bench/{page}.html?events={events}", server.origin()))?;
    let opening: Opening = ask(session, "bench.settled()")?;
    let slowed = arithmetic(session)? / fast;
    if slowed < f64::from(SLOWER) / 2.0 {
        return Ok(None);
    }
    let (mut widget_bytes, mut story_bytes) = (0, 0);
    for request in server.take_requests() {
        match request.path.split('/').nth(1) {
            Some("dist" | "npm") => widget_bytes += weights.of(server, &request.path)?,
            Some("made") => story_bytes += weights.of(server, &request.path)?,
            _ => {}
        }
    }
    let Size { nodes, wasm } = ask(session, "bench.size()")?;
    session.cdp("HeapProfiler.collectGarbage", &json!({}))?;
    let heap = session.metric("JSHeapUsedSize")? as usize + wasm;
    let moves = ask::<bool>(session, "bench.can()")?;
    let (pan, zoom) = if moves { both(session)? } else { (Moved::Cannot, Moved::Cannot) };
    if !matches!(zoom, Moved::GaveUp) {
        let problems: Vec<Value> = ask(session, "window.__harness.take()")?;
        ensure!(problems.iter().all(is_foreign), "the page had problems: {problems:?}");
    }
    Ok(Some(Figures { widget_bytes, story_bytes, opening, nodes, heap, pan, zoom, slowed }))
}

/// Pans and zooms, as far as the limit allows: a page that is past it answers nothing any more.
fn both(session: &Session) -> Result<(Moved, Moved)> {
    let Some(pan) = in_time(|| {
        ask::<Value>(session, "bench.enter(1)")?;
        let pan = steps(session, "pans")?;
        ask::<Value>(session, "bench.enter(-1)")?;
        Ok(pan)
    })?
    else {
        return Ok((Moved::GaveUp, Moved::GaveUp));
    };
    let zoom = in_time(|| steps(session, "zooms"))?;
    Ok((Moved::Done(pan), zoom.map_or(Moved::GaveUp, Moved::Done)))
}

/// What `work` comes to, or nothing when it failed after the limit.
fn in_time<T>(work: impl FnOnce() -> Result<T>) -> Result<Option<T>> {
    let began = Instant::now();
    match work() {
        Ok(done) => Ok(Some(done)),
        Err(_) if began.elapsed() >= LIMIT => Ok(None),
        Err(problem) => Err(problem),
    }
}

/// Whether a problem is only that a page asked for something outside this machine, which it does not get.
fn is_foreign(problem: &Value) -> bool {
    problem.get("kind").and_then(Value::as_str) == Some("third-party")
}

/// Milliseconds of the fixed piece of arithmetic; the shortest of three tries.
fn arithmetic(session: &Session) -> Result<f64> {
    ask(session, "Math.min(bench.work(), bench.work(), bench.work())")
}

fn steps(session: &Session, kind: &str) -> Result<Steps> {
    let before = session.metric("TaskDuration")?;
    let costs: Costs = ask(session, &format!("bench.{kind}({STEPS}, {})", STEPS_LIMIT.as_millis()))?;
    let busy = (session.metric("TaskDuration")? - before) * 1_000.0;
    let (Some(median), Some(worst)) = (costs.median, costs.worst) else { bail!("no step of {kind} moved it") };
    // At the ends of what can be zoomed, steps may stop short.
    ensure!(costs.idle <= costs.steps / 4, "{} of {} {kind} changed nothing", costs.idle, costs.idle + costs.steps);
    Ok(Steps { median, worst, count: costs.steps, busy: busy / f64::from(costs.steps + costs.idle) })
}

fn ask<T: serde::de::DeserializeOwned>(session: &Session, expression: &str) -> Result<T> {
    let answer =
        session.execute(&format!("return {expression};"), &[]).with_context(|| format!("asking {expression}"))?;
    serde_json::from_value(answer).with_context(|| format!("`{expression}` is of another type"))
}
