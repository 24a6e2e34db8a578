//! Runs the scenarios in each engine and reports the verdicts.
//!
//! A scenario that fails is run a second time in a new browser. One that passes then is *flaky*: it counts as passed, is
//! listed by name, and more than [`FLAKY_LIMIT`] of them fail the run.

use crate::browser::Browser;
use crate::engine::Engine;
use crate::page::Page;
use crate::scenario::{Failure, Scenario};
use crate::server::Server;
use crate::webdriver::Session;
use crate::{Options, scenarios};
use anyhow::{Context as _, Result, anyhow, ensure};
use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// The percentage of runs that may be flaky.
const FLAKY_LIMIT: usize = 1;
/// The file with a line for each flaky scenario, in the folder of failures; empty after a run without any.
const FLAKY_FILE: &str = "flaky.txt";
/// The number of slow scenarios that the report names.
const SLOWEST: usize = 10;

/// Result of one scenario in one engine.
struct Verdict {
    engine: Engine,
    scenario: &'static str,
    outcome: Outcome,
    took: Duration,
}

/// What became of a scenario.
enum Outcome {
    Passed,
    /// It passed at the second try; the failure of the first.
    Flaky(String),
    /// It failed twice; the second failure.
    Failed(String),
    /// The engine's driver cannot do what the scenario needs.
    Skipped,
}

impl Outcome {
    fn word(&self) -> &'static str {
        match self {
            Self::Passed => "ok",
            Self::Flaky(_) => "FLAKY",
            Self::Failed(_) => "FAILED",
            Self::Skipped => "skipped",
        }
    }
}

/// Runs the scenarios that `options` choose; `false` when any failed or too many were flaky.
///
/// # Errors
/// When no scenario has the chosen name or the list of flaky scenarios cannot be written. An engine that does not start
/// fails all its scenarios instead.
pub fn run(options: &Options) -> Result<bool> {
    let chosen: Vec<Scenario> =
        scenarios::all()?.into_iter().filter(|scenario| scenario.name.contains(&options.only)).collect();
    ensure!(!chosen.is_empty(), "no scenario's name contains `{}`", options.only);
    let chosen = chosen.as_slice();
    let began = Instant::now();
    let verdicts = Mutex::new(Vec::new());
    let queues: Vec<Queue> = options.engines.iter().map(|&engine| Queue::new(engine, chosen)).collect();
    std::thread::scope(|scope| {
        let (queues, verdicts) = (&queues, &verdicts);
        for own in queues {
            for _ in 0..options.jobs {
                scope.spawn(move || {
                    let mut queue = Some(own);
                    while queue.is_some_and(|it| work(it, options, verdicts)) {
                        // The engines are not equally quick: whoever is done helps where most is left.
                        queue = queues.iter().filter(|it| it.left() > 1).max_by_key(|it| it.left());
                    }
                });
            }
        }
    });
    let verdicts = verdicts.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    print_table(chosen, &options.engines, &verdicts);
    print_slowest(&verdicts);
    println!("all scenarios took {:.0} s", began.elapsed().as_secs_f32());
    conclude(&verdicts, chosen.len() * options.engines.len(), options)
}

/// Prints the flaky scenarios and the counts, the last line `N passed, N failed, N skipped`.
fn conclude(verdicts: &[Verdict], expected: usize, options: &Options) -> Result<bool> {
    let count = |is: fn(&Outcome) -> bool| verdicts.iter().filter(|verdict| is(&verdict.outcome)).count();
    let skipped = count(|it| matches!(it, Outcome::Skipped));
    let flaky = count(|it| matches!(it, Outcome::Flaky(_)));
    let passed = count(|it| matches!(it, Outcome::Passed)) + flaky;
    // A thread that broke down has no verdicts: its scenarios have failed as well.
    let mut failed = expected - passed - skipped;
    let mut list = String::new();
    for verdict in verdicts {
        if let Outcome::Flaky(failure) = &verdict.outcome {
            let reason = failure.lines().next().unwrap_or_default();
            writeln!(list, "{}: {}: {reason}", verdict.engine, verdict.scenario)?;
        }
    }
    let file = options.failures.join(FLAKY_FILE);
    std::fs::create_dir_all(&options.failures)?;
    std::fs::write(&file, &list).with_context(|| format!("writing {}", file.display()))?;
    if flaky > 0 {
        print!("\nflaky, passed at the second try:\n{list}");
    }
    if flaky * 100 > (expected - skipped) * FLAKY_LIMIT {
        println!("more than {FLAKY_LIMIT} % of {} runs are flaky", expected - skipped);
        failed += 1;
    }
    println!("{flaky} flaky");
    println!("{passed} passed, {failed} failed, {skipped} skipped");
    Ok(failed == 0)
}

/// The scenarios that an engine is still to run.
struct Queue<'a> {
    engine: Engine,
    chosen: &'a [Scenario],
    next: AtomicUsize,
}

impl<'a> Queue<'a> {
    fn new(engine: Engine, chosen: &'a [Scenario]) -> Self {
        Self { engine, chosen, next: AtomicUsize::new(0) }
    }

    fn take(&self) -> Option<&'a Scenario> {
        self.chosen.get(self.next.fetch_add(1, Ordering::Relaxed))
    }

    fn left(&self) -> usize {
        self.chosen.len().saturating_sub(self.next.load(Ordering::Relaxed))
    }
}

/// Runs scenarios in a browser of its own until the queue is empty; `false` when the browser does not start.
fn work(queue: &Queue, options: &Options, verdicts: &Mutex<Vec<Verdict>>) -> bool {
    let engine = queue.engine;
    let started = (|| -> Result<(Browser, Server)> {
        Ok((Browser::start(engine, &options.geckodriver)?, Server::start(&options.folders)?))
    })();
    let (mut browser, server) = match started {
        Ok(started) => started,
        Err(problem) => {
            println!("{engine}  FAILED to start: {problem:#}");
            return false;
        }
    };
    while let Some(scenario) = queue.take() {
        let began = Instant::now();
        let mut run = || -> Result<()> {
            let session = browser.take_session(scenario.compositing)?;
            attempt(&session, &server, scenario, options)?;
            // After a failure the browser may be in any state: the next scenario gets a new one.
            browser.keep(session);
            Ok(())
        };
        let outcome = if scenario.engines.contains(&engine) {
            match run().map_err(|problem| {
                // Random acts that found nothing the second time do not take back what they found the first time.
                let again = if problem.is::<scenarios::Found>() { Err(anyhow!("{problem:#}")) } else { run() };
                (problem, again)
            }) {
                Ok(()) => Outcome::Passed,
                Err((first, Ok(()))) => Outcome::Flaky(format!("{first:#}")),
                Err((_, Err(second))) => Outcome::Failed(format!("{second:#}")),
            }
        } else {
            Outcome::Skipped
        };
        let took = began.elapsed();
        println!("{engine:<9} {:<7} {:>5.1} s  {}", outcome.word(), took.as_secs_f32(), scenario.name);
        if let Outcome::Flaky(failure) | Outcome::Failed(failure) = &outcome {
            println!("          {}", failure.replace('\n', "\n          "));
        }
        let verdict = Verdict { engine, scenario: scenario.name, outcome, took };
        verdicts.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(verdict);
    }
    true
}

/// Runs one scenario and collects the page's problems, after a panic too.
fn attempt(session: &Session, server: &Server, scenario: &Scenario, options: &Options) -> Result<(), Failure> {
    let mut page = Page::new(session, server, options.axe.as_deref());
    page.reset()?;
    server.take_requests();
    let run = AssertUnwindSafe(|| -> Result<()> {
        if !scenario.page.is_empty() {
            page.open(scenario.page)?;
        }
        (scenario.run)(&mut page)
    });
    let outcome = catch_unwind(run).unwrap_or_else(|_| Err(anyhow!("the scenario panicked")));
    let unexpected = page.unexpected().unwrap_or_else(|problem| vec![format!("{problem:#}")]);
    let outcome = match outcome {
        Ok(()) if unexpected.is_empty() => return Ok(()),
        Ok(()) => Err(anyhow!("the page had problems:\n{}", unexpected.join("\n"))),
        Err(failure) if unexpected.is_empty() => Err(failure),
        Err(failure) => Err(anyhow!("{failure:#}\nthe page had problems as well:\n{}", unexpected.join("\n"))),
    };
    let picture = options.failures.join(format!("{}-{}.png", session.engine, file_name(scenario.name)));
    // The failure is reported with or without a picture.
    let _ = page.screenshot(Path::new(&picture));
    outcome
}

fn file_name(name: &str) -> String {
    let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '-' };
    name.chars().map(plain).collect()
}

/// Prints the table of scenarios and engines.
fn print_table(chosen: &[Scenario], engines: &[Engine], verdicts: &[Verdict]) {
    println!();
    for scenario in chosen {
        for &engine in engines {
            let verdict = verdicts.iter().find(|it| it.engine == engine && it.scenario == scenario.name);
            let word = verdict.map_or("FAILED", |it| it.outcome.word());
            print!("{:<17}", format!("{engine} {word}"));
        }
        println!("{}", scenario.name);
    }
    println!();
}

/// Prints the scenarios that took longest.
fn print_slowest(verdicts: &[Verdict]) {
    let mut slowest: Vec<&Verdict> = verdicts.iter().collect();
    slowest.sort_by_key(|verdict| std::cmp::Reverse(verdict.took));
    println!("slowest:");
    for Verdict { engine, scenario, took, .. } in slowest.into_iter().take(SLOWEST) {
        println!("{:>7.1} s  {engine}: {scenario}", took.as_secs_f32());
    }
}
