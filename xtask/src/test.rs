//! The checks that every change must pass, as tables of steps. A failing step does not keep the others from running.
//!
//! The build and the browsers run beside the checks that need neither: links use one processor each, and browsers wait.

use crate::tools::{self, browsers};
use crate::{build, build_std, command, imported, process, repo, size, stage};
use anyhow::{Context as _, Result, anyhow, bail, ensure};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// One check, with its name in the report.
struct Step(&'static str, Work);

/// The work of a step.
enum Work {
    /// A cargo command that must succeed.
    Cargo(&'static [&'static str]),
    /// A call of the `backstory` command that must succeed.
    Backstory(&'static [&'static str]),
    /// A function; [`Run`] carries the results of earlier steps.
    Call(fn(&mut Run) -> Result<Outcome>),
}

/// The first steps, which the others rely on.
const TOOLS: [Step; 2] = [
    Step("tools for building", Work::Call(|_| build_std::prepare().map(|()| PASSED))),
    Step("native programs and tests", Work::Call(|_| build::build_native().map(|()| PASSED))),
];

/// Steps that need no build.
const CHECKS: [Step; 11] = [
    // First, so that they are there before the build is.
    Step("tools for browsing", Work::Call(prepare_browsers)),
    Step("formatting", Work::Cargo(&["fmt", "--all", "--check"])),
    Step("clippy, native", Work::Cargo(&["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"])),
    Step("clippy, the engine for browsers", Work::Cargo(&clippy_for_browsers("--features=browser"))),
    Step("clippy, compiler and desk for browsers", Work::Cargo(&clippy_for_browsers("--features=compiler,desk"))),
    Step("native tests", Work::Cargo(&["test", "--quiet", "--workspace", "--no-fail-fast"])),
    Step("native tests of the pure rooms, 32 bit as the engine", Work::Call(test_32_bit)),
    Step("the shipped story holds together", Work::Backstory(&["check", "seeds", "--deny-warnings"])),
    Step("the shipped story against its documents", Work::Call(verify_documents)),
    Step("digest and story page are valid HTML", Work::Call(validate_html)),
    Step("the command as an npm package", Work::Call(|_| command::package().map(|()| PASSED))),
];

/// Steps that build, and whose results others need.
const BUILD: [Step; 3] = [
    Step("build", Work::Call(build)),
    Step("the folder of the shipped story and of another", Work::Call(publish_folders)),
    Step("the script imported by bundlers and by a server", Work::Call(import_script)),
];

/// Steps that look at what was built.
const READINGS: [Step; 2] =
    [Step("types and lint of www", Work::Call(lint_scripts)), Step("size budgets", Work::Call(weigh))];

/// Steps that open what was built.
const BROWSERS: [Step; 1] = [Step("scenarios in the browsers", Work::Call(run_scenarios))];

const fn clippy_for_browsers(features: &'static str) -> [&'static str; 10] {
    [
        "clippy",
        "--quiet",
        "--package=backstory",
        "--lib",
        "--no-default-features",
        features,
        "--target=wasm32-unknown-unknown",
        "--",
        "-D",
        "warnings",
    ]
}

/// Result of a step.
enum Outcome {
    /// Numbers of checks that held, failed, could not be made, and held at the second try only.
    Counted { passed: usize, failed: usize, skipped: usize, flaky: usize },
    /// The step was not run; the reason.
    Skipped(&'static str),
}

const PASSED: Outcome = Outcome::Counted { passed: 1, failed: 0, skipped: 0, flaky: 0 };
const FAILED: Outcome = Outcome::Counted { passed: 0, failed: 1, skipped: 0, flaky: 0 };

/// Runs all steps; `false` when anything failed.
///
/// # Errors
/// Only when an argument is unknown: a failing step is counted, not returned.
pub fn run(arguments: &[String]) -> Result<bool> {
    let mut run = Run { options: Options::parse(arguments)?, is_built: false };
    let mut tally = Tally::of(&TOOLS, &mut run);
    let (checks, readings) = std::thread::scope(|scope| {
        let beside = |steps: &'static [Step], run: &Run| {
            let mut run = run.clone();
            scope.spawn(move || Tally::of(steps, &mut run))
        };
        let checks = beside(&CHECKS, &run);
        tally.add(Tally::of(&BUILD, &mut run));
        let readings = beside(&READINGS, &run);
        tally.add(Tally::of(&BROWSERS, &mut run));
        (checks.join(), readings.join())
    });
    for beside in [checks, readings] {
        tally.add(beside.map_err(|_| anyhow!("the checks beside the build ended early"))?);
    }
    Ok(tally.conclude())
}

/// Runs only the browser scenarios, on the contents of `dist/`; further arguments go to them.
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

/// Takes screenshots of the contents of `dist/`.
///
/// # Errors
/// When an engine is missing or a picture cannot be taken.
pub fn screenshots(arguments: &[String]) -> Result<bool> {
    let options = Options::take_engines(arguments)?;
    let mut command = browser_command(&options.engines)?;
    let is_for_readme = options.rest.iter().any(|argument| argument == "--readme");
    let folder = if is_for_readme { repo::root().join("docs/pictures") } else { repo::target().join("shots") };
    process::run(command.arg("--shots").arg(folder).args(&options.rest))?;
    Ok(true)
}

/// Builds, measures the embed beside its peers and writes `docs/benchmarks.md`; with `--only PART` prints that part alone.
///
/// # Errors
/// When something is missing, the build fails or the embed cannot be measured.
pub fn bench(arguments: &[String]) -> Result<bool> {
    build::build(&[])?;
    let mut command = browser_command(&["chromium".into()])?;
    command.args(arguments);
    command.arg("--bench").arg(repo::root().join("docs/benchmarks.md"));
    process::run(command.arg("--packages").arg(tools::peers()?.packages()))?;
    Ok(true)
}

/// Options of the command line.
#[derive(Clone)]
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

    /// Takes `--engines A,B` (or `--engine A`) out of the arguments; the default is all engines.
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

/// State that later steps need of earlier ones.
#[derive(Clone)]
struct Run {
    options: Options,
    is_built: bool,
}

/// The engine counts in 32 bits; tests run in 64 otherwise.
fn test_32_bit(_: &mut Run) -> Result<Outcome> {
    if !cfg!(all(target_arch = "x86_64", target_os = "linux")) {
        return Ok(Outcome::Skipped("only x86-64 Linux runs i686 programs"));
    }
    let target = "i686-unknown-linux-musl";
    build_std::add_target(target)?;
    let mut cargo = process::cargo();
    // A quarter of the usual random cases: what the width of a number breaks, the tests at its limits find.
    cargo.args(["test", "--quiet", "--package=backstory", "--lib", "--target", target]).env("PROPTEST_CASES", "64");
    process::run_with_progress("native tests, 32 bit", &mut cargo).map(|()| PASSED)
}

/// The documents are not ours to publish; where they lie beside the checkout, every cite is held against them.
fn verify_documents(_: &mut Run) -> Result<Outcome> {
    let documents = repo::root().join("../shared/seeds");
    if !documents.is_dir() {
        return Ok(Outcome::Skipped("the documents are not beside this checkout"));
    }
    checked(stage::backstory().args(["verify", "seeds", "--documents"]).arg(documents))
}

fn validate_html(_: &mut Run) -> Result<Outcome> {
    let page = process::read(stage::backstory().args(["render", "seeds"]))?;
    let digest = process::read(stage::backstory().args(["render", "--fragment", "--id-prefix", "digest", "seeds"]))?;
    let folder = repo::target().join("xtask");
    std::fs::create_dir_all(&folder)?;
    let (from, to) = (page.find("<main>"), page.find("</main>"));
    let (Some(from), Some(to)) = (from, to) else { bail!("the story page has no <main>") };
    let with_digest = [page.get(..from + 6).unwrap_or_default(), &digest, page.get(to..).unwrap_or_default()].concat();
    validate_page(&folder.join("story.html"), &page)?;
    validate_page(&folder.join("digest.html"), &with_digest)
}

/// Validates a page, which is kept in a file for whoever looks for a fault.
fn validate_page(path: &Path, page: &str) -> Result<Outcome> {
    std::fs::write(path, page)?;
    // Of its rules only matters of style are off, and the one against `role="list"`, which Safari needs on a list
    // without markers. Given a path, it would want a newer Node than Debian's for expanding it.
    let mut validate = tools::npm()?.script("html-validate/bin/html-validate.mjs");
    let page = std::fs::File::open(path)?;
    checked(validate.args(["--config", "tests/html-validate.json", "--max-warnings", "0", "--stdin"]).stdin(page))
        .with_context(|| format!("{} is not valid", path.display()))
}

fn build(run: &mut Run) -> Result<Outcome> {
    build::build(&[])?;
    run.is_built = true;
    Ok(PASSED)
}

/// Publishes the shipped story from the build, which must give the build's own bytes, and the starter story, in whose folder no
/// name of the shipped one may be left.
fn publish_folders(run: &mut Run) -> Result<Outcome> {
    ensure!(run.is_built, "there is no build to publish");
    let work = repo::target().join("xtask/published");
    if work.exists() {
        std::fs::remove_dir_all(&work)?;
    }
    let publish = |story: &Path, name: &str| -> Result<PathBuf> {
        let folder = work.join(name);
        process::run(stage::backstory().arg("publish").args([story, &folder]).arg("--from").arg(repo::dist()))?;
        Ok(folder)
    };
    for entry in std::fs::read_dir(publish(Path::new("seeds"), "shipped")?)? {
        let entry = entry?;
        let (path, name) = (entry.path(), entry.file_name());
        // The build's front page is an article.
        if path.is_file() && name != "index.html" {
            ensure!(
                std::fs::read(&path)? == std::fs::read(repo::dist().join(&name))?,
                "{} differs from the build's",
                path.display()
            );
        }
    }
    let starter = work.join("starter");
    process::run(stage::backstory().arg("new").arg(&starter))?;
    for entry in std::fs::read_dir(publish(&starter, "other")?)? {
        let path = entry?.path();
        let bytes = if path.is_file() { std::fs::read(&path)? } else { Vec::new() };
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        ensure!(!text.contains("massimov"), "{} holds the shipped story", path.display());
    }
    Ok(Outcome::Counted { passed: 2, failed: 0, skipped: 0, flaky: 0 })
}

/// Holds the scripts of `www/` against the types of wasm-bindgen's glue, which the build writes, and against the rules of
/// `www/eslint.config.cjs`.
fn lint_scripts(run: &mut Run) -> Result<Outcome> {
    ensure!(run.is_built, "without a build there are no types of the engine");
    let lint = tools::lint()?;
    let www = repo::root().join("www");
    // What it knows of files that are as they were is kept.
    let mut types = lint.script("typescript/bin/tsc");
    types.args(["--project", ".", "--incremental", "--tsBuildInfoFile"]).arg(repo::target().join("xtask/types"));
    process::run(types.current_dir(&www))?;
    process::run(lint.script("eslint/bin/eslint.js").arg(".").env("NODE_PATH", lint.packages()).current_dir(&www))?;
    Ok(Outcome::Counted { passed: 2, failed: 0, skipped: 0, flaky: 0 })
}

fn import_script(run: &mut Run) -> Result<Outcome> {
    ensure!(run.is_built, "there is no build to import");
    Ok(Outcome::Counted { passed: imported::check()?, failed: 0, skipped: 0, flaky: 0 })
}

fn weigh(run: &mut Run) -> Result<Outcome> {
    ensure!(run.is_built, "there is no build to weigh");
    Ok(if size::report()? { PASSED } else { FAILED })
}

fn run_scenarios(run: &mut Run) -> Result<Outcome> {
    if run.options.skip_browsers {
        return Ok(Outcome::Skipped("by choice"));
    }
    ensure!(run.is_built, "there is no build to run them on");
    scenarios(&run.options.engines, &[])
}

/// Installs what the last step needs, and builds the scenario runner.
fn prepare_browsers(run: &mut Run) -> Result<Outcome> {
    if run.options.skip_browsers {
        return Ok(Outcome::Skipped("by choice"));
    }
    process::run_with_progress("the scenario runner", browser_command(&run.options.engines)?.arg("--list"))?;
    Ok(PASSED)
}

/// The scenario runner with the paths of its tools, which are installed where missing.
fn browser_command(engines: &[String]) -> Result<Command> {
    let names: Vec<&str> = engines.iter().map(String::as_str).collect();
    browsers::find_or_install(&names)?;
    let mut command = if build::built_command().is_some() {
        let mut runner = Command::new(build::native("backstory-browser"));
        runner.current_dir(repo::root());
        runner
    } else {
        let mut cargo = process::cargo();
        cargo.args(["run", "--quiet", "--package", "backstory-browser", "--"]);
        cargo
    };
    command.args(["--engines", &engines.join(",")]).arg("--dist").arg(repo::dist());
    command.arg("--axe").arg(tools::npm()?.file("axe-core/axe.min.js"));
    command.arg("--examples").arg(examples()?);
    if names.contains(&"firefox") {
        command.arg("--geckodriver").arg(tools::geckodriver()?);
    }
    Ok(command)
}

/// Bundles the examples for frameworks and returns the folder that holds them, as `dist/` holds the others.
fn examples() -> Result<PathBuf> {
    let folder = imported::examples();
    let (tools, frameworks) = (tools::npm()?, tools::frameworks()?);
    let mut node = Command::new("node");
    node.arg(repo::root().join("xtask/src/examples.mjs")).arg(tools.file("esbuild/lib/main.js"));
    node.arg(frameworks.file("")).arg(repo::root().join("www/examples")).arg(folder.join("examples"));
    process::run(&mut node).context("bundling www/examples")?;
    Ok(folder)
}

/// Runs the scenarios and reads the counts from their last line.
fn scenarios(engines: &[String], arguments: &[String]) -> Result<Outcome> {
    imported::bundle_page()?;
    let mut child = browser_command(engines)?
        .args(arguments)
        .stdout(Stdio::piped())
        .spawn()
        .context("could not start the scenario runner")?;
    let output = child.stdout.take().context("the scenario runner's output is missing")?;
    let mut last = String::new();
    let mut flaky = 0;
    for line in BufReader::new(output).lines() {
        last = line?;
        println!("{last}");
        flaky = last.strip_suffix(" flaky").and_then(|count| count.parse().ok()).unwrap_or(flaky);
    }
    let status = child.wait()?;
    match counts(&last, flaky) {
        Some(counted) => Ok(counted),
        None if status.success() => Ok(Outcome::Skipped("nothing was run")),
        None => bail!("the scenario runner ended early ({status})"),
    }
}

/// Reads `N passed, N failed, N skipped`.
fn counts(line: &str, flaky: usize) -> Option<Outcome> {
    let (passed, rest) = line.split_once(" passed, ")?;
    let (failed, rest) = rest.split_once(" failed, ")?;
    let skipped = rest.strip_suffix(" skipped")?;
    Some(Outcome::Counted {
        passed: passed.parse().ok()?,
        failed: failed.parse().ok()?,
        skipped: skipped.parse().ok()?,
        flaky,
    })
}

fn checked(command: &mut Command) -> Result<Outcome> {
    process::run(command).map(|()| PASSED)
}

/// Report of the steps so far.
#[derive(Default)]
struct Tally {
    lines: Vec<String>,
    passed: usize,
    failed: usize,
    skipped: usize,
    flaky: usize,
}

impl Tally {
    /// Runs steps one after another.
    fn of(steps: &[Step], run: &mut Run) -> Self {
        let mut tally = Self::default();
        for step in steps {
            tally.step(step, run);
        }
        tally
    }

    fn add(&mut self, other: Self) {
        self.lines.extend(other.lines);
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
        self.flaky += other.flaky;
    }

    /// Runs a step and counts its outcome.
    fn step(&mut self, Step(name, work): &Step, run: &mut Run) {
        println!("── {name}: begun");
        let started = Instant::now();
        let outcome = match work {
            // Its output would stand between the lines of the build beside it.
            Work::Cargo(arguments) => {
                process::run_with_progress(name, process::cargo().args(*arguments)).map(|()| PASSED)
            }
            Work::Backstory(arguments) => checked(stage::backstory().args(*arguments)),
            Work::Call(call) => call(run),
        };
        let outcome = outcome.unwrap_or_else(|problem| {
            eprintln!("error: {problem:#}");
            FAILED
        });
        let seconds = started.elapsed().as_secs_f32();
        let word = match outcome {
            Outcome::Counted { passed, failed, skipped, flaky } => {
                self.flaky += flaky;
                self.passed += passed;
                self.failed += failed;
                self.skipped += skipped;
                if failed == 0 { "passed".to_owned() } else { format!("{failed} FAILED") }
            }
            Outcome::Skipped(reason) => {
                self.skipped += 1;
                format!("skipped: {reason}")
            }
        };
        println!("── {name}: {word} ({seconds:.1} s)\n");
        self.lines.push(format!("{seconds:>7.1} s  {name}: {word}"));
    }

    fn conclude(self) -> bool {
        for line in &self.lines {
            println!("{line}");
        }
        println!("\n{} flaky", self.flaky);
        println!("{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped);
        self.failed == 0
    }
}

#[cfg(test)]
mod tests {
    use super::{Outcome, counts};

    #[test]
    fn the_last_line_is_read() {
        let Some(Outcome::Counted { passed, failed, skipped, flaky }) = counts("12 passed, 3 failed, 4 skipped", 1)
        else {
            panic!("nothing was counted")
        };
        assert_eq!((passed, failed, skipped, flaky), (12, 3, 4, 1));
        assert!(counts("12 passed, 3 failed", 0).is_none());
        assert!(counts("error: 3 failed", 0).is_none());
    }
}
