//! The demonstration article as a reader's first visit loads it: nothing in any cache, a slow network, a slow processor;
//! by itself, with the embed, with ten, and with each of the others in the embed's place.

use super::export;
use super::measure::{SLOWER, VIEWPORT, Weights};
use crate::engine::{Compositing, Engine};
use crate::generate;
use crate::server::Server;
use crate::webdriver::Session;
use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;
use serde_json::json;
use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

/// "Slow 4G" of Lighthouse and `WebPageTest`: milliseconds a request, and bytes a second down (1.6 Mbit/s) and up.
const LATENCY: u32 = 150;
const DOWN: u32 = 200_000;
const UP: u32 = 93_750;
/// Events of the others' stories.
pub const EVENTS: usize = 40;
/// Visits of each page; the table has the middle one by the first event.
const VISITS: usize = 5;
/// Limit of a visit.
const LIMIT: Duration = Duration::from_mins(1);

/// Limit of the first event beside the better of the others.
const FIRST: f64 = 0.8;
/// Limit of what tasks may block in all, in milliseconds.
const BLOCKING: f64 = 50.0;

/// A page that is visited.
struct Visited {
    name: &'static str,
    /// What stands in the embed's place.
    embeds: Embeds,
    /// Elements of which the first one that has a box is the first event, as a JavaScript expression.
    event: &'static str,
}

enum Embeds {
    Ours { count: usize },
    Other { markup: &'static str },
}

const OURS: &str = "document.querySelector('back-story')?.shadowRoot?.querySelector('.row, .mark')";

const VISITED: [Visited; 5] = [
    Visited { name: "the article alone", embeds: Embeds::Ours { count: 0 }, event: "document.querySelector('h1')" },
    Visited { name: "with Backstory", embeds: Embeds::Ours { count: 1 }, event: OURS },
    Visited { name: "with ten of them", embeds: Embeds::Ours { count: 10 }, event: OURS },
    Visited {
        name: "with TimelineJS",
        embeds: Embeds::Other { markup: TIMELINEJS },
        event: "document.querySelector('.tl-timemarker')",
    },
    Visited {
        name: "with vis-timeline",
        embeds: Embeds::Other { markup: VIS },
        event: "document.querySelector('.vis-item')",
    },
];

/// As its documentation embeds it, from files on the host's own server.
const TIMELINEJS: &str = r#"<link rel="stylesheet" href="/packed/npm/@knight-lab/timelinejs/dist/css/timeline.css">
<div id="embed" style="height: 600px"></div>
<script src="/packed/npm/@knight-lab/timelinejs/dist/js/timeline.js"></script>
<script>fetch("/packed/made/cold-timelinejs.json").then((answer) => answer.json()).then((story) =>
  new TL.Timeline("embed", story, { script_path: `${location.origin}/packed/npm/@knight-lab/timelinejs/dist/js/` }));</script>"#;

/// As its first example shows it, with groups for lanes.
const VIS: &str = r##"<link rel="stylesheet" href="/packed/npm/vis-timeline/styles/vis-timeline-graph2d.min.css">
<div id="embed" style="height: 600px"></div>
<script src="/packed/npm/vis-timeline/standalone/umd/vis-timeline-graph2d.min.js"></script>
<script>fetch("/packed/made/cold-vis.json").then((answer) => answer.json()).then(({ groups, items }) =>
  new vis.Timeline(document.querySelector("#embed"), new vis.DataSet(items), new vis.DataSet(groups), { height: "600px" }));</script>"##;

/// What a visit costs. Times are milliseconds since the navigation began, or durations.
#[derive(Clone, Deserialize)]
struct Visit {
    /// The frame after the first event had a box.
    first: f64,
    /// Largest contentful paint.
    largest: f64,
    /// Layout shift, all of it.
    shift: f64,
    /// Of the tasks longer than 50 ms.
    tasks: Vec<f64>,
    /// The longest answer to a click on the first event, as the Event Timing API has it; 0 under 16 ms.
    interaction: f64,
    /// All work of the main thread.
    #[serde(default)]
    work: f64,
    /// Bytes after brotli at quality 11, the page included.
    #[serde(default)]
    bytes: usize,
}

impl Visit {
    fn blocking(&self) -> f64 {
        self.tasks.iter().map(|task| (task - 50.0).max(0.0)).fold(0.0, |sum, task| sum + task)
    }
}

/// Observes a page from before its first byte. `%EVENT%` is the expression of [`Visited::event`].
const OBSERVER: &str = r#"
window.visit = { first: 0, largest: 0, shift: 0, tasks: [], interaction: 0 };
const observe = (type, take, more) =>
  new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true, ...more });
observe("longtask", (it) => visit.tasks.push(it.duration));
observe("largest-contentful-paint", (it) => { visit.largest = it.startTime; });
observe("layout-shift", (it) => { if (!it.hadRecentInput) visit.shift += it.value; });
observe("event", (it) => { if (it.interactionId) visit.interaction = Math.max(visit.interaction, it.duration); },
  { durationThreshold: 16 });
const look = () => {
  const box = (%EVENT%)?.getClientRects().length;
  requestAnimationFrame(box ? (now) => { visit.first = now; } : look);
};
requestAnimationFrame(look);
"#;

/// Waits for the first event, and for two seconds without a long task.
const REST: &str = r"
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
while (!visit.first) await pause(50);
for (let seen = -1; seen !== visit.tasks.length; await pause(2000)) seen = visit.tasks.length;
";

/// Visits every page and writes a section of the report.
///
/// # Errors
/// When Chromium does not start, or our own page does not come to rest.
pub fn report(server: &Server, dist: &Path) -> Result<String> {
    let story = generate::story(EVENTS)?;
    server.publish("cold-timelinejs.json", export::timelinejs(&story));
    server.publish("cold-vis.json", export::vis(&story));
    let article = std::fs::read_to_string(dist.join("index.html")).context("reading the demonstration article")?;
    let mut weights = Weights::default();
    let mut rows = Vec::new();
    for (n, visited) in VISITED.iter().enumerate() {
        let name = format!("cold-{n}.html");
        server.publish(&name, visited.page(&article)?.into_bytes());
        let visits: Result<Vec<_>> = (0..VISITS).map(|_| visit(server, &name, visited.event, &mut weights)).collect();
        let mut visits = match (visits, &visited.embeds) {
            // One of the others may break down; its line says so.
            (Err(problem), Embeds::Other { .. }) => {
                println!("{:<18} {problem:#}", visited.name);
                Vec::new()
            }
            (visits, _) => visits.with_context(|| format!("visiting the article {}", visited.name))?,
        };
        visits.sort_by(|a, b| a.first.total_cmp(&b.first));
        println!("{:<18} first event after {:.0} ms", visited.name, visits.get(VISITS / 2).map_or(0.0, |it| it.first));
        rows.push((visited.name, visits));
    }
    write(&rows)
}

impl Visited {
    /// The article with these embeds in the place of its own.
    fn page(&self, article: &str) -> Result<String> {
        let (before, rest) = article.split_once("<back-story").context("the article has no embed")?;
        let (embed, after) = rest.split_once("</back-story>").context("the article's embed has no end")?;
        let embed = format!("<back-story{embed}</back-story>");
        let script = r#"<script type="module" src="backstory.js"></script>"#;
        ensure!(before.contains(script), "the article does not load the script as this expects");
        // The policy is the embed's own claim; the others work under none.
        let policy = before.find("<meta http-equiv").zip(before.find("<title>"));
        let policy = policy.and_then(|(from, to)| before.get(from..to)).unwrap_or_default();
        let before = before.replace(policy, "").replace("href=\"article.css\"", "href=\"/packed/dist/article.css\"");
        let preload = before.lines().find(|line| line.contains("application/wasm"));
        let preload = preload.context("the article does not request the engine at once")?;
        let ours = preload.replace("href=\"", "href=\"/packed/dist/");
        let before =
            before.replace(preload, if matches!(self.embeds, Embeds::Ours { count: 1.. }) { &ours } else { "" });
        Ok(match &self.embeds {
            Embeds::Ours { count } => {
                let script =
                    if *count == 0 { "" } else { r#"<script type="module" src="/packed/dist/backstory.js"></script>"# };
                let before = before.replace(r#"<script type="module" src="backstory.js"></script>"#, script);
                // Ids are once on a page.
                let embeds = (0..*count).map(|n| embed.replace("id=\"backstory", &format!("id=\"n{n}-backstory")));
                format!("{before}{}{after}", embeds.collect::<Vec<_>>().join("\n<p>More of the article.</p>\n"))
            }
            Embeds::Other { markup } => format!("{}{markup}{after}", before.replace(script, "")),
        })
    }
}

fn visit(server: &Server, page: &str, event: &str, weights: &mut Weights) -> Result<Visit> {
    let driver = Engine::Chromium.start_driver(Path::new(""), Compositing::On)?;
    let session = Session::with_limits(Engine::Chromium, &driver, LIMIT, LIMIT + Duration::from_secs(5))?;
    let (width, height) = VIEWPORT;
    let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    session.cdp("Emulation.setDeviceMetricsOverride", &metrics)?;
    session.cdp("Performance.enable", &json!({}))?;
    session.cdp("Network.enable", &json!({}))?;
    session.cdp(
        "Network.emulateNetworkConditions",
        &json!({ "offline": false, "latency": LATENCY, "downloadThroughput": DOWN, "uploadThroughput": UP }),
    )?;
    session.cdp("Emulation.setCPUThrottlingRate", &json!({ "rate": SLOWER }))?;
    let observer = json!({ "source": OBSERVER.replace("%EVENT%", event) });
    session.cdp("Page.addScriptToEvaluateOnNewDocument", &observer)?;
    server.take_requests();
    session.go(&format!("{}/packed/made/{page}", server.origin()))?;
    session.execute(&format!("return (async () => {{ {REST} return true; }})();"), &[])?;
    let work = session.metric("TaskDuration")? * 1_000.0;
    let requests = server.take_requests();
    // A reader's first act: the event that came first is clicked.
    let target =
        session.execute(&format!("const it = {event}; it.scrollIntoView({{ block: 'center' }}); return it;"), &[])?;
    let click = json!([{ "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" }, "actions": [
        { "type": "pointerMove", "duration": 0, "x": 2, "y": 2, "origin": target },
        { "type": "pointerDown", "button": 0 }, { "type": "pointerUp", "button": 0 } ] }]);
    session.act(&click)?;
    let observed = session.execute("return new Promise((done) => setTimeout(() => done(window.visit), 1500));", &[])?;
    let mut visit: Visit = serde_json::from_value(observed).context("what the page observed")?;
    visit.work = work;
    for request in requests {
        visit.bytes += weights.of(server, &request.path)?;
    }
    Ok(visit)
}

fn write(rows: &[(&str, Vec<Visit>)]) -> Result<String> {
    let mut out = format!(
        "
## A first visit

The demonstration article on a slow network ({LATENCY} ms a request, 1.6 Mbit/s down) and a processor slowed {SLOWER} times,
with nothing in a cache and every file compressed by brotli. The others have {EVENTS} generated events and stand in the embed's place,
600 pixels high, as their documentation embeds them; the embed has the shipped story, whose text is in the article. The middle
of {VISITS} visits by the first event, with the least and the most; times are milliseconds from the beginning of the navigation.

| | first event of the widget | largest paint | layout shift | blocking | longest task | main thread | first click | bytes |
|---|---:|---:|---:|---:|---:|---:|---:|---:|
"
    );
    for (name, visits) in rows {
        let Some(it) = visits.get(visits.len() / 2) else {
            writeln!(out, "| {name} | no event after {} s | | | | | | | |", LIMIT.as_secs())?;
            continue;
        };
        let ends = visits.first().zip(visits.last()).map_or((0.0, 0.0), |(least, most)| (least.first, most.first));
        writeln!(
            out,
            "| {name} | {:.0} ({:.0} to {:.0}) | {:.0} | {:.3} | {:.0} | {:.0} | {:.0} | {:.0} | {} |",
            it.first,
            ends.0,
            ends.1,
            it.largest,
            it.shift,
            it.blocking(),
            it.tasks.iter().copied().fold(0.0, f64::max),
            it.work,
            it.interaction,
            super::report::grouped(it.bytes),
        )?;
    }
    let middle =
        |name: &str| rows.iter().find(|row| row.0 == name).and_then(|(_, visits)| visits.get(visits.len() / 2));
    let peers = ["with TimelineJS", "with vis-timeline"].into_iter().filter_map(middle);
    let peer = peers.map(|visit| visit.first).min_by(f64::total_cmp).context("none of the others showed an event")?;
    let ours = middle("with Backstory").context("our own page was not visited")?;
    let verdict = |holds: bool| if holds { "holds" } else { "does not hold" };
    let ratio = ours.first / peer;
    writeln!(
        out,
        "
- The first event beside the better of the others: {ratio:.2}; the limit {FIRST} {}.
- Blocking with one embed: {:.0} ms; the limit of {BLOCKING:.0} ms {}. Layout shift {:.3}; the limit 0 {}.

**First click**: the longest answer to a click on the first event, 0 under 16 ms. **Main thread**: all of its work until two
seconds without a long task. **Bytes**: the page and every file that it asked for, after brotli at quality 11.",
        verdict(ratio <= FIRST),
        ours.blocking(),
        verdict(ours.blocking() <= BLOCKING),
        ours.shift,
        verdict(ours.shift < 0.0005),
    )?;
    Ok(out)
}
