//! Backstory's scenarios in Chromium, Firefox and WebKit.
//!
//! Each engine has its own driver, its own server on 127.0.0.1 and its own thread; scenarios follow one another in it.
//! The harness knows browsers and pages. What the widget does is known only to `scenarios/`.
#![forbid(unsafe_code)]
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod axe;
mod bad_answers;
mod bench;
mod browser;
mod engine;
mod generate;
mod http;
mod keys;
mod page;
mod pictures;
mod process;
mod random_story;
mod runner;
mod scenario;
mod scenarios;
mod screenshots;
mod server;
mod sheets;
mod spoken_story;
mod webdriver;

use anyhow::{Context as _, Result, ensure};
use engine::Engine;
use lexopt::prelude::*;
use server::Folders;
use std::path::PathBuf;
use std::process::ExitCode;

const USAGE: &str = "\
  --engines A,B       of chromium, firefox, webkit (all)
  --only TEXT         only scenarios whose name contains TEXT; with --bench: `import`, which is printed only
  --jobs N            browsers of each engine that run at the same time (1)
  --monkey N          only random acts, so many of them (2000)
  --seed N            the number that the random acts follow from (14 in Chromium, 15 in Firefox, 16 in WebKit)
  --list              names the scenarios and runs none
  --dist FOLDER       the built embed (dist)
  --axe FILE          axe-core's axe.min.js
  --examples FOLDER   the bundled examples, where dist holds those that need no bundler
  --geckodriver FILE  Firefox's WebDriver (geckodriver on PATH)
  --renew-pictures    write tests/pictures/ from www/states.html instead of comparing with it
  --shots FOLDER      take screenshots into FOLDER instead of running scenarios
  --page PATH         with --shots: the page (/dist/index.html)
  --view NAME         with --shots: the embed's view attribute
  --scene A,B         with --shots: the window over the embed in these states, of scenarios/scenes.rs (all: in every one)
  --sections          with --shots: a picture for each section of a page of states or cases, not one of the page
  --sheets            with --shots: as --sections, joined on sheets
  --size WxH,WxH      with --shots: viewports in CSS pixels (360x900,768x900,1280x900)
  --readme            with --shots: only the two pictures of the README
  --bench FILE        measure the embed beside others, in Chromium, and write the table into FILE
  --packages FOLDER   with --bench: the node_modules of the others";

/// The command line's choices, and the paths of what the run needs.
pub struct Options {
    engines: Vec<Engine>,
    only: String,
    /// Browsers of each engine that run at the same time.
    jobs: usize,
    folders: Folders,
    /// Folder of screenshots of failures and of the list of flaky scenarios.
    failures: PathBuf,
    axe: Option<PathBuf>,
    geckodriver: PathBuf,
    screenshots: Option<PathBuf>,
    page: String,
    view: Option<String>,
    scenes: Vec<String>,
    /// Viewports of screenshots, in CSS pixels.
    sizes: Vec<(u32, u32)>,
    /// Each section of the page has a picture of its own.
    has_sections: bool,
    /// They are joined on sheets.
    has_sheets: bool,
    /// Only the pictures of the README are taken.
    is_for_readme: bool,
    bench: Option<PathBuf>,
}

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(problem) => {
            eprintln!("error: {problem:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<bool> {
    let Some(options) = read_arguments()? else { return Ok(true) };
    process::end_children_on_interrupt()?;
    match (&options.screenshots, &options.bench) {
        (Some(folder), _) if options.is_for_readme => screenshots::for_readme(&options, folder).map(|()| true),
        (Some(folder), _) => screenshots::take(&options, folder).map(|()| true),
        (None, Some(report)) => bench::run(&options, report).map(|()| true),
        (None, None) => runner::run(&options),
    }
}

/// `None` when the arguments asked for a list or for help, which has been printed.
fn read_arguments() -> Result<Option<Options>> {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let root = here.join("../..");
    let mut options = Options {
        engines: Engine::ALL.into(),
        only: String::new(),
        jobs: 1,
        folders: Folders {
            dist: root.join("dist"),
            pages: root.join("tests/pages"),
            hosts: scenarios::hosts_folder(),
            examples: None,
            packages: None,
        },
        failures: root.join("target/browser-failures"),
        axe: None,
        geckodriver: "geckodriver".into(),
        screenshots: None,
        page: "/dist/index.html".into(),
        view: None,
        scenes: Vec::new(),
        sizes: screenshots::SIZES.into(),
        has_sections: false,
        has_sheets: false,
        is_for_readme: false,
        bench: None,
    };
    let mut acts = scenarios::USUAL_ACTS;
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("engines" | "engine") => {
                let names = arguments.value()?.string()?;
                options.engines = names.split(',').map(str::parse).collect::<Result<_>>()?;
            }
            Long("only") => options.only = arguments.value()?.string()?,
            Long("monkey") => {
                acts.count = arguments.value()?.parse()?;
                scenarios::MONKEY.clone_into(&mut options.only);
            }
            Long("seed") => acts.seed = Some(arguments.value()?.parse()?),
            Long("jobs") => options.jobs = arguments.value()?.parse()?,
            Long("dist") => options.folders.dist = arguments.value()?.into(),
            Long("axe") => options.axe = Some(arguments.value()?.into()),
            Long("examples") => options.folders.examples = Some(arguments.value()?.into()),
            Long("geckodriver") => options.geckodriver = arguments.value()?.into(),
            Long("shots") => options.screenshots = Some(arguments.value()?.into()),
            Long("page") => options.page = arguments.value()?.string()?,
            Long("view") => options.view = Some(arguments.value()?.string()?),
            Long("scene") => options.scenes = arguments.value()?.string()?.split(',').map(String::from).collect(),
            Long("size") => {
                options.sizes = arguments.value()?.string()?.split(',').map(size).collect::<Result<_>>()?;
            }
            Long("sections") => options.has_sections = true,
            Long("sheets") => (options.has_sections, options.has_sheets) = (true, true),
            Long("readme") => options.is_for_readme = true,
            Long("renew-pictures") => {
                let _ = pictures::RENEW.set(());
                "states:".clone_into(&mut options.only);
            }
            Long("bench") => options.bench = Some(arguments.value()?.into()),
            Long("packages") => options.folders.packages = Some(arguments.value()?.into()),
            Long("list") => {
                for scenario in scenarios::all()? {
                    println!("{}", scenario.name);
                }
                return Ok(None);
            }
            Long("help") | Short('h') => {
                println!("{USAGE}");
                return Ok(None);
            }
            other => return Err(other.unexpected()).context(USAGE),
        }
    }
    // There is one run.
    let _ = scenarios::ASKED_ACTS.set(acts);
    ensure!(
        options.folders.dist.join("backstory.js").is_file(),
        "{} holds no build of the embed; run `cargo xtask build`",
        options.folders.dist.display()
    );
    Ok(Some(options))
}

/// A viewport, such as `640x360`.
fn size(text: &str) -> Result<(u32, u32)> {
    let (width, height) = text.split_once('x').with_context(|| format!("`{text}` is no size such as 640x360"))?;
    Ok((width.parse()?, height.parse()?))
}
