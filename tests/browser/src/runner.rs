//! Runs the scenarios in each engine and tells how they went.

use crate::engine::{Driver, Engine};
use crate::page::Page;
use crate::scenario::{Failure, Scenario};
use crate::server::Server;
use crate::webdriver::Session;
use crate::{Options, scenarios};
use anyhow::{Result, anyhow, ensure};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::Instant;

/// How one scenario went in one engine.
struct Verdict {
    engine: Engine,
    scenario: &'static str,
    failure: Option<String>,
}

/// Runs what `options` choose; `false` when anything failed.
///
/// # Errors
/// When no scenario has the chosen name. An engine that does not start fails all its scenarios instead.
pub fn run(options: &Options) -> Result<bool> {
    let chosen: Vec<Scenario> =
        scenarios::all()?.into_iter().filter(|scenario| scenario.name.contains(&options.only)).collect();
    ensure!(!chosen.is_empty(), "no scenario's name contains `{}`", options.only);
    let chosen = chosen.as_slice();
    let verdicts: Vec<Verdict> = std::thread::scope(|scope| {
        let engines: Vec<_> =
            options.engines.iter().map(|&engine| scope.spawn(move || in_engine(engine, chosen, options))).collect();
        engines.into_iter().filter_map(|engine| engine.join().ok()).flatten().collect()
    });
    tell(chosen, &options.engines, &verdicts);
    let failed = verdicts.iter().filter(|verdict| verdict.failure.is_some()).count();
    // A thread that broke down has no verdicts: its scenarios have failed as well.
    let expected = chosen.len() * options.engines.len();
    let failed = failed + expected - verdicts.len();
    println!("{} passed, {failed} failed", expected - failed);
    Ok(failed == 0)
}

fn in_engine(engine: Engine, chosen: &[Scenario], options: &Options) -> Vec<Verdict> {
    let verdict = |scenario: &Scenario, failure| Verdict { engine, scenario: scenario.name, failure };
    let started = (|| -> Result<(Driver, Server)> {
        Ok((engine.start_driver(&options.geckodriver)?, Server::start(&options.folders)?))
    })();
    let (mut driver, server) = match started {
        Ok(started) => started,
        Err(problem) => {
            println!("{engine}  FAILED to start: {problem:#}");
            return chosen.iter().map(|scenario| verdict(scenario, Some(format!("{problem:#}")))).collect();
        }
    };
    let mut session = None;
    let mut verdicts = Vec::new();
    for scenario in chosen {
        let began = Instant::now();
        let mut run = |session: &mut Option<Session>| -> Result<()> {
            let open = session.take().map_or_else(|| Session::start(engine, &driver), Ok).or_else(|_| {
                // A driver may have died with the browser it drove, or never have had its port.
                driver = engine.start_driver(&options.geckodriver)?;
                Session::start(engine, &driver)
            })?;
            attempt(&open, &server, scenario, options)?;
            // After a failure the browser may be in any state: the next scenario gets a new one.
            *session = Some(open);
            Ok(())
        };
        // Three engines at work on few processors can make one wait too long. What fails twice has failed.
        let outcome = run(&mut session).or_else(|problem| {
            println!("{engine:<9} wavered          {}: {problem:#}", scenario.name);
            run(&mut session)
        });
        let failure = outcome.err().map(|problem| format!("{problem:#}"));
        let word = if failure.is_some() { "FAILED" } else { "ok" };
        println!("{engine:<9} {word:<7} {:>5.1} s  {}", began.elapsed().as_secs_f32(), scenario.name);
        if let Some(failure) = &failure {
            println!("          {}", failure.replace('\n', "\n          "));
        }
        verdicts.push(verdict(scenario, failure));
    }
    verdicts
}

/// Runs one scenario, whatever it does to itself, and looks for what went wrong in the page meanwhile.
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
    // The failure is told either way.
    let _ = page.screenshot(Path::new(&picture));
    outcome
}

fn file_name(name: &str) -> String {
    let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '-' };
    name.chars().map(plain).collect()
}

/// Prints the table of scenarios and engines.
fn tell(chosen: &[Scenario], engines: &[Engine], verdicts: &[Verdict]) {
    println!();
    for scenario in chosen {
        for &engine in engines {
            let verdict = verdicts.iter().find(|it| it.engine == engine && it.scenario == scenario.name);
            let word = if verdict.is_some_and(|it| it.failure.is_none()) { "ok" } else { "FAILED" };
            print!("{:<16}", format!("{engine} {word}"));
        }
        println!("{}", scenario.name);
    }
    println!();
}
