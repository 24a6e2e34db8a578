//! The embed beside two others, on the same generated stories, in Chromium on a slowed processor. The pages are in
//! `tests/pages/bench/`; the report says how each figure is measured.

mod cold;
mod export;
mod import;
mod measure;
mod report;

use crate::engine::{Compositing, Engine};
use crate::generate;
use crate::page::Page;
use crate::scenarios::{Slices, read_articles};
use crate::server::Server;
use crate::{Options, webdriver::Session};
use anyhow::{Context as _, Result};
use backstory::model::pack;
use measure::{Measured, SLOWER};
use std::path::Path;
use std::time::Instant;

/// Numbers of events of the stories.
const SIZES: [usize; 5] = [40, 100, 1_000, 10_000, 100_000];
/// Those of other widgets, which are not made for larger ones.
const OTHERS: &[usize] = &[40, 1_000, 10_000];

/// Measurements of each widget at each size: the table has the middle one, and the claims have the spread.
const RUNS: usize = 3;

/// A measured widget.
struct Widget {
    name: &'static str,
    /// Its page in `tests/pages/bench/`, without `.html`.
    page: &'static str,
    /// The folder of its package, whose `package.json` holds its version; none for ours.
    package: Option<&'static str>,
    /// Numbers of events of its stories.
    sizes: &'static [usize],
}

const WIDGETS: [Widget; 4] = [
    Widget { name: "*a square*", page: "square", package: None, sizes: &[40] },
    Widget { name: "Backstory", page: "backstory", package: None, sizes: &SIZES },
    Widget { name: "TimelineJS", page: "timelinejs", package: Some("@knight-lab/timelinejs"), sizes: OTHERS },
    Widget { name: "vis-timeline", page: "vis", package: Some("vis-timeline"), sizes: OTHERS },
];

/// One line of the table.
struct Row {
    events: usize,
    widget: &'static str,
    /// In order of all the work that a pan makes.
    measured: Vec<Measured>,
}

/// Measures everything, prints the table and writes it into `report`; with `--only import` or `first-visits` that part alone,
/// which is printed.
///
/// # Errors
/// When Chromium does not start, the packages are missing, or our own widget cannot be measured. A peer that takes too
/// long or breaks down is a line in the table.
pub fn run(options: &Options, report: &Path) -> Result<()> {
    let load = load();
    let packages = options.folders.packages.as_ref();
    let packages = packages.context("where are the packages? run `cargo xtask bench`")?;
    let server = Server::start(&options.folders)?;
    if options.only == "import" {
        println!("{}", import::report(&server)?);
        return Ok(());
    }
    let first_visits = cold::report(&server, &options.folders.dist)?;
    if options.only == "first-visits" {
        println!("{first_visits}");
        return Ok(());
    }
    let mut weights = measure::Weights::default();
    let mut rows = Vec::new();
    for events in SIZES {
        let story = match generate::story(events) {
            Ok(story) => story,
            Err(problem) => {
                println!("no story of {events} events: {problem:#}");
                continue;
            }
        };
        server.publish(&format!("story-{events}.bks"), pack(&story)?);
        server.publish(&format!("timelinejs-{events}.json"), export::timelinejs(&story));
        server.publish(&format!("vis-{events}.json"), export::vis(&story));
        for widget in WIDGETS.iter().filter(|widget| widget.sizes.contains(&events)) {
            let mut measured = Vec::new();
            for _ in 0..RUNS {
                let began = Instant::now();
                let run = measure::measure(&server, widget.page, events, &mut weights)?;
                println!("{:<13}{events:>8}  {} ({:.0} s)", widget.name, run.short(), began.elapsed().as_secs_f32());
                if let (None, Measured::Failed(problem)) = (widget.package, &run) {
                    anyhow::bail!("the embed could not be measured at {events} events: {problem}");
                }
                // A widget that is given up once takes the time of all measurements.
                let is_last = !matches!(run, Measured::Done(_));
                measured.push(run);
                if is_last {
                    break;
                }
            }
            measured.sort_by(|a, b| a.pan_work().total_cmp(&b.pan_work()));
            rows.push(Row { events, widget: widget.name, measured });
        }
    }
    let articles = articles(&server)?;
    let mut text = report::write(&rows, &articles, &names(packages)?, &browser()?, load.as_deref())?;
    text.push_str(&first_visits);
    text.push_str(&import::report(&server)?);
    println!("\n{text}");
    std::fs::write(report, text).with_context(|| format!("writing {}", report.display()))
}

/// Reads articles for terms on the slowed processor.
fn articles(server: &Server) -> Result<[Slices; 2]> {
    let driver = Engine::Chromium.start_driver(Path::new(""), Compositing::On)?;
    let session = Session::start(Engine::Chromium, &driver)?;
    let mut page = Page::new(&session, server, None);
    page.cdp("Emulation.setCPUThrottlingRate", &serde_json::json!({ "rate": SLOWER }))?;
    read_articles(&mut page)
}

/// The average number of tasks that wanted a processor in the last minute, where the system says so: others' work spoils
/// times.
fn load() -> Option<String> {
    let text = std::fs::read_to_string("/proc/loadavg").ok()?;
    text.split_whitespace().next().map(String::from)
}

/// Each widget's name and version.
fn names(packages: &Path) -> Result<Vec<String>> {
    let version = |widget: &Widget| -> Result<String> {
        let Some(package) = widget.package else { return Ok(env!("CARGO_PKG_VERSION").into()) };
        let text = std::fs::read_to_string(packages.join(package).join("package.json"))
            .with_context(|| format!("reading the version of {package}"))?;
        let manifest: serde_json::Value = serde_json::from_str(&text)?;
        Ok(manifest.get("version").and_then(serde_json::Value::as_str).unwrap_or("unknown").into())
    };
    // The square is nobody's.
    WIDGETS.iter().skip(1).map(|widget| Ok(format!("{} {}", widget.name, version(widget)?))).collect()
}

/// The browser's name and version.
fn browser() -> Result<String> {
    let driver = Engine::Chromium.start_driver(Path::new(""), Compositing::On)?;
    let version = Session::start(Engine::Chromium, &driver)?.cdp("Browser.getVersion", &serde_json::json!({}))?;
    Ok(version
        .get("product")
        .and_then(serde_json::Value::as_str)
        .unwrap_or("Chromium")
        .replace("HeadlessChrome/", "Chromium ")
        .replace("Chrome/", "Chromium "))
}
