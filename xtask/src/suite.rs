//! Everything a change must pass. Each step says its name and time; a failing one does not keep the others from
//! running.

use crate::tools::{self, browsers};
use crate::{build, build_std, process, repo, size, stage};
use anyhow::{Context as _, Result, bail, ensure};
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Instant;

/// What became of a step.
enum Outcome {
    /// So many checks held, and so many did not.
    Counted { passed: usize, failed: usize },
    /// It was not run, and that is no fault.
    Skipped(&'static str),
}

const PASSED: Outcome = Outcome::Counted { passed: 1, failed: 0 };
const FAILED: Outcome = Outcome::Counted { passed: 0, failed: 1 };

/// Runs all steps; `false` when anything failed.
///
/// # Errors
/// Only when an argument is unknown: a failing step is counted, not returned.
pub fn run(arguments: &[String]) -> Result<bool> {
    let options = Options::parse(arguments)?;
    let mut tally = Tally::default();
    tally.step("formatting", || checked(process::cargo().args(["fmt", "--all", "--check"])));
    tally.step("clippy, native", || {
        checked(process::cargo().args(["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"]))
    });
    tally.step("clippy, the engine for browsers", || {
        build_std::prepare()?;
        checked(process::cargo().args(CLIPPY_ENGINE))
    });
    tally.step("clippy, the compiler for browsers", || {
        checked(process::cargo().args(CLIPPY_ENGINE.map(|word| if word == BROWSER { COMPILER } else { word })))
    });
    tally.step("native tests", || checked(process::cargo().args(["test", "--quiet", "--workspace"])));
    tally.step("the shipped story holds together", || {
        checked(stage::backstory().args(["check", "seeds", "--deny-warnings"]))
    });
    tally.step("the shipped story against its documents", verify_documents);
    tally.step("the ground state is valid HTML", validate_ground);
    let built = tally.step("build", || build::build(&[]).map(|()| PASSED));
    tally.step("size budgets", || {
        ensure!(built, "there is no build to weigh");
        Ok(if size::report()? { PASSED } else { FAILED })
    });
    tally.step("scenarios in the browsers", || {
        if options.skip_browsers {
            return Ok(Outcome::Skipped("by choice"));
        }
        ensure!(built, "there is no build to run them on");
        scenarios(&options.engines, &[])
    });
    Ok(tally.conclude())
}

/// The features of the crate's two modules for browsers.
const BROWSER: &str = "--features=browser";
const COMPILER: &str = "--features=compiler";

const CLIPPY_ENGINE: [&str; 10] = [
    "clippy",
    "--quiet",
    "--package=backstory",
    "--lib",
    "--no-default-features",
    BROWSER,
    "--target=wasm32-unknown-unknown",
    "--",
    "-D",
    "warnings",
];

/// Runs only the browser scenarios, on what `dist/` holds; further arguments go to them.
///
/// # Errors
/// When an engine is missing or the scenarios cannot be run.
pub fn browse(arguments: &[String]) -> Result<bool> {
    let options = Options::take_engines(arguments)?;
    match scenarios(&options.engines, &options.rest)? {
        Outcome::Counted { failed, .. } => Ok(failed == 0),
        Outcome::Skipped(_) => Ok(true),
    }
}

/// Takes screenshots of what `dist/` holds.
///
/// # Errors
/// When an engine is missing or a picture cannot be taken.
pub fn shots(arguments: &[String]) -> Result<bool> {
    let options = Options::take_engines(arguments)?;
    let mut command = browser_command(&options.engines)?;
    process::run(command.arg("--shots").arg(repo::target().join("shots")).args(&options.rest))?;
    Ok(true)
}

/// Builds, measures the embed beside its peers and writes `docs/benchmarks.md`.
///
/// # Errors
/// When something is missing, the build fails or the embed cannot be measured.
pub fn bench() -> Result<bool> {
    build::build(&[])?;
    let mut command = browser_command(&["chromium".into()])?;
    command.arg("--bench").arg(repo::root().join("docs/benchmarks.md"));
    process::run(command.arg("--packages").arg(tools::peers()?.packages()))?;
    Ok(true)
}

/// What the command line asks for.
struct Options {
    engines: Vec<String>,
    skip_browsers: bool,
    rest: Vec<String>,
}

impl Options {
    fn parse(arguments: &[String]) -> Result<Self> {
        let mut options = Self::take_engines(arguments)?;
        options.skip_browsers = options.rest.iter().any(|argument| argument == "--skip-browsers");
        if let Some(unknown) = options.rest.iter().find(|argument| *argument != "--skip-browsers") {
            bail!("test knows no argument `{unknown}`");
        }
        Ok(options)
    }

    /// Takes `--engines A,B` (or `--engine A`) out of the arguments; without it, all engines are meant.
    fn take_engines(arguments: &[String]) -> Result<Self> {
        let mut engines: Vec<String> = browsers::ALL.map(String::from).into();
        let mut rest = Vec::new();
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            if matches!(argument.as_str(), "--engines" | "--engine") {
                let names = arguments.next().context("--engines takes names with commas between them")?;
                engines = names.split(',').map(String::from).collect();
            } else {
                rest.push(argument.clone());
            }
        }
        Ok(Self { engines, skip_browsers: false, rest })
    }
}

/// The scenario runner, told where the tools are; installs what it needs.
fn browser_command(engines: &[String]) -> Result<Command> {
    let names: Vec<&str> = engines.iter().map(String::as_str).collect();
    browsers::find_or_install(&names)?;
    let mut command = process::cargo();
    command.args(["run", "--quiet", "--package", "backstory-browser", "--"]);
    command.args(["--engines", &engines.join(",")]).arg("--dist").arg(repo::dist());
    command.arg("--axe").arg(tools::npm()?.file("axe-core/axe.min.js"));
    command.arg("--examples").arg(examples()?);
    if names.contains(&"firefox") {
        command.arg("--geckodriver").arg(tools::geckodriver()?);
    }
    Ok(command)
}

/// Bundles the examples for frameworks and gives the folder that holds them, as `dist/` holds the others.
fn examples() -> Result<PathBuf> {
    let folder = repo::target().join("xtask/examples");
    let (tools, frameworks) = (tools::npm()?, tools::frameworks()?);
    let mut node = Command::new("node");
    node.arg(repo::root().join("xtask/src/examples.mjs")).arg(tools.file("esbuild/lib/main.js"));
    node.arg(frameworks.file("")).arg(repo::root().join("www/examples")).arg(folder.join("examples"));
    process::run(&mut node).context("bundling www/examples")?;
    Ok(folder)
}

/// Runs the scenarios and reads the counts from their last line.
fn scenarios(engines: &[String], arguments: &[String]) -> Result<Outcome> {
    let mut child = browser_command(engines)?
        .args(arguments)
        .stdout(Stdio::piped())
        .spawn()
        .context("could not start the scenario runner")?;
    let output = child.stdout.take().context("the scenario runner's output is missing")?;
    let mut last = String::new();
    for line in BufReader::new(output).lines() {
        last = line?;
        println!("{last}");
    }
    let status = child.wait()?;
    match counts(&last) {
        Some((passed, failed)) => Ok(Outcome::Counted { passed, failed }),
        None if status.success() => Ok(Outcome::Skipped("nothing was run")),
        None => bail!("the scenario runner ended early ({status})"),
    }
}

/// Reads `N passed, N failed`.
fn counts(line: &str) -> Option<(usize, usize)> {
    let (passed, failed) = line.strip_suffix(" failed")?.split_once(" passed, ")?;
    Some((passed.parse().ok()?, failed.parse().ok()?))
}

/// The documents are not ours to publish; where they lie beside the checkout, every cite is held against them.
fn verify_documents() -> Result<Outcome> {
    let documents = repo::root().join("../shared/seeds");
    if !documents.is_dir() {
        return Ok(Outcome::Skipped("the documents are not beside this checkout"));
    }
    checked(stage::backstory().args(["verify", "seeds", "--documents"]).arg(documents))
}

fn validate_ground() -> Result<Outcome> {
    let page = process::read(stage::backstory().args(["render", "seeds"]))?;
    let folder = repo::target().join("xtask");
    std::fs::create_dir_all(&folder)?;
    let path = folder.join("ground.html");
    std::fs::write(&path, page)?;
    // Of its rules only matters of style are off, and the one against `role="list"`, which Safari needs on a list
    // without markers. Given a path, it would want a newer Node than Debian's for expanding it.
    let mut validate = tools::npm()?.script("html-validate/bin/html-validate.mjs");
    let page = std::fs::File::open(&path)?;
    checked(validate.args(["--config", "tests/html-validate.json", "--max-warnings", "0", "--stdin"]).stdin(page))
        .with_context(|| format!("{} is not valid", path.display()))
}

fn checked(command: &mut Command) -> Result<Outcome> {
    process::run(command).map(|()| PASSED)
}

/// The steps so far.
#[derive(Default)]
struct Tally {
    lines: Vec<String>,
    passed: usize,
    failed: usize,
}

impl Tally {
    /// Runs a step and counts what came of it; `true` when nothing failed.
    fn step(&mut self, name: &str, work: impl FnOnce() -> Result<Outcome>) -> bool {
        println!("── {name}");
        let started = Instant::now();
        let outcome = work().unwrap_or_else(|problem| {
            eprintln!("error: {problem:#}");
            FAILED
        });
        let seconds = started.elapsed().as_secs_f32();
        let (word, failed) = match outcome {
            Outcome::Counted { passed, failed } => {
                self.passed += passed;
                self.failed += failed;
                (if failed == 0 { "passed".to_owned() } else { format!("{failed} FAILED") }, failed)
            }
            Outcome::Skipped(why) => (format!("skipped: {why}"), 0),
        };
        println!("── {name}: {word} ({seconds:.1} s)\n");
        self.lines.push(format!("{seconds:>7.1} s  {name}: {word}"));
        failed == 0
    }

    fn conclude(self) -> bool {
        for line in &self.lines {
            println!("{line}");
        }
        println!("\n{} passed, {} failed", self.passed, self.failed);
        self.failed == 0
    }
}

#[cfg(test)]
mod tests {
    use super::counts;

    #[test]
    fn the_last_line_is_read() {
        assert_eq!(counts("12 passed, 3 failed"), Some((12, 3)));
        assert_eq!(counts("12 passed"), None);
        assert_eq!(counts("error: 3 failed"), None);
    }
}
