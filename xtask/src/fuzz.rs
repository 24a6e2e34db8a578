//! Fuzzing: builds the program of `tests/fuzzing` with coverage counters, runs each target for some minutes, and keeps what it finds.
//!
//! It calls libFuzzer, of whose output it reads the status lines and the final statistics. It does not know what a target does:
//! a target is a folder of `tests/fuzzing/corpus`.

use crate::{process, repo};
use anyhow::{Context as _, Result, bail, ensure};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Longest input in bytes; a kept one is a file of the repository.
const INPUT_BYTES: u64 = 4_096;
/// Most inputs, and bytes of them, that are kept for a target: the suite replays them in two seconds.
const KEPT: usize = 24;
const KEPT_BYTES: usize = 40 << 10;
/// Limits that libFuzzer holds: MiB of memory, and seconds an input, many for a machine that does other work too.
const LIMITS: [&str; 2] = ["-rss_limit_mb=1024", "-timeout=120"];
/// Values at the ends of what numbers hold, beside the words of the importers' sources.
const EXTREMES: [&str; 9] = [
    "4294967295",
    "4294967296",
    "2147483648",
    "-9223372036854775808",
    "18446744073709551615",
    "1e308",
    "-0.5",
    "\u{feff}",
    "\u{202e}",
];
/// Interval between two lines of progress.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// Coverage of edges as 8-bit counters, and of comparisons, as libFuzzer reads them
/// (<https://clang.llvm.org/docs/SanitizerCoverage.html>).
const COVERAGE: [&str; 6] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Cllvm-args=-simplifycfg-branch-fold-threshold=0",
];

/// What is asked for.
#[derive(Debug, PartialEq, Eq)]
struct Options {
    targets: Vec<String>,
    minutes: u64,
    action: Action,
}

#[derive(Debug, PartialEq, Eq)]
enum Action {
    /// Look for new inputs.
    Search,
    /// Write the corpus of the repository anew, of what is in it and what was found.
    Keep,
    /// Run one input.
    Replay(PathBuf),
}

impl Options {
    fn parse(arguments: &[String], known: &[String]) -> Result<Options> {
        let mut options = Options { targets: Vec::new(), minutes: 10, action: Action::Search };
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--minutes" => {
                    let minutes = arguments.next().context("`--minutes` wants a number")?;
                    options.minutes = minutes
                        .parse()
                        .ok()
                        .filter(|minutes| *minutes > 0)
                        .with_context(|| format!("`{minutes}` is no number of minutes"))?;
                }
                "--keep" => options.action = Action::Keep,
                "--replay" => {
                    options.action = Action::Replay(arguments.next().context("`--replay` wants a file")?.into());
                }
                target if known.iter().any(|known| known == target) => options.targets.push(target.to_owned()),
                other => bail!("`{other}` is no target; there are {}", known.join(", ")),
            }
        }
        if options.targets.is_empty() {
            options.targets = known.to_vec();
        }
        if matches!(options.action, Action::Replay(_)) {
            ensure!(options.targets.len() == 1, "name the one target that the file is for");
        }
        Ok(options)
    }
}

/// Runs the targets that are named, or all; `false` when an input was found that fails.
///
/// # Errors
/// When an argument is unknown, or the program cannot be built or started.
pub fn run(arguments: &[String]) -> Result<bool> {
    let options = Options::parse(arguments, &targets()?)?;
    let program = build()?;
    if let (Action::Replay(file), [target]) = (&options.action, options.targets.as_slice()) {
        let mut command = Command::new(&program);
        command.env("FUZZ_TARGET", target).arg(artifact_prefix(target)?).arg(file);
        return Ok(command.status()?.success());
    }
    let seeds = seeds()?;
    let dictionary = dictionary()?;
    let mut found = Vec::new();
    for target in &options.targets {
        let session = Session { program: &program, target, seeds: &seeds, dictionary: &dictionary };
        match options.action {
            Action::Keep => session.keep()?,
            _ => found.push(session.search(options.minutes)?),
        }
    }
    if options.action == Action::Keep {
        return Ok(true);
    }
    println!("{}", table(&options.targets, &found));
    let failing: Vec<&Path> = found.iter().filter_map(|found| found.failing.as_deref()).collect();
    for (target, found) in options.targets.iter().zip(&found) {
        if let Some(file) = &found.failing {
            println!("{target}: replay it with `cargo xtask fuzz {target} --replay {}`", file.display());
        }
    }
    Ok(failing.is_empty())
}

/// The option that has inputs that fail written into a folder of the target's, not where the command was called.
fn artifact_prefix(target: &str) -> Result<String> {
    let failing = work().join("failing").join(target);
    fs::create_dir_all(&failing)?;
    Ok(format!("-artifact_prefix={}/", failing.display()))
}

/// The targets: the folders of the kept corpus.
fn targets() -> Result<Vec<String>> {
    let folders = fs::read_dir(corpus()).context("reading tests/fuzzing/corpus")?;
    let mut names = Vec::new();
    for folder in folders {
        names.push(folder?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

fn corpus() -> PathBuf {
    repo::root().join("tests/fuzzing/corpus")
}

/// The folder of what is made while fuzzing.
fn work() -> PathBuf {
    repo::target().join("fuzz")
}

/// The versions of each package of a lock file.
fn versions(lock: &Path) -> Result<BTreeSet<(String, String)>> {
    let lock: toml::Table = fs::read_to_string(lock)?.parse().with_context(|| format!("reading {}", lock.display()))?;
    let packages = lock.get("package").and_then(toml::Value::as_array).context("a lock file without packages")?;
    let text = |package: &toml::Value, key| Some(package.get(key)?.as_str()?.to_owned());
    Ok(packages.iter().filter_map(|package| Some((text(package, "name")?, text(package, "version")?))).collect())
}

/// Builds the program, with the libraries that users get.
fn build() -> Result<PathBuf> {
    let ours = versions(&repo::root().join("Cargo.lock"))?;
    for (name, version) in versions(&repo::root().join("tests/fuzzing/Cargo.lock"))?.difference(&ours) {
        // What only the fuzzer needs is in no other lock file.
        ensure!(
            !ours.iter().any(|(other, _)| other == name),
            "tests/fuzzing/Cargo.lock has {name} {version}: copy Cargo.lock over it, and cargo takes out what is too much"
        );
    }
    let version = process::read(Command::new("rustc").arg("-vV").current_dir(repo::root()))?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc names no host")?;
    let mut cargo = process::cargo();
    // With a target, build scripts and procedural macros have no counters, which nothing would link.
    cargo.args(["build", "--release", "--manifest-path=tests/fuzzing/Cargo.toml", "--target", host]);
    cargo.arg("--target-dir").arg(work()).env("RUSTFLAGS", COVERAGE.join(" ")).env_remove("CARGO_ENCODED_RUSTFLAGS");
    process::run_with_progress("building the fuzz targets", &mut cargo)?;
    Ok(work().join(host).join("release/backstory-fuzzing"))
}

/// The inputs of `tests/import` in one folder, as libFuzzer wants them.
fn seeds() -> Result<PathBuf> {
    let folder = work().join("seeds");
    fs::create_dir_all(&folder)?;
    for case in fs::read_dir(repo::root().join("tests/import"))? {
        let case = case?;
        for file in fs::read_dir(case.path())? {
            let file = file?;
            let is_input = file.path().file_stem().is_some_and(|stem| stem == "input");
            if is_input && file.metadata()?.len() <= INPUT_BYTES {
                fs::copy(file.path(), folder.join(case.file_name()))?;
            }
        }
    }
    Ok(folder)
}

/// Words that make an input of a format: the short texts in the sources of the importers, which are keys, tags and headings.
fn dictionary() -> Result<PathBuf> {
    let mut words: BTreeSet<String> = EXTREMES.map(str::to_owned).into();
    for file in fs::read_dir(repo::root().join("src/import"))? {
        let source = fs::read_to_string(file?.path()).unwrap_or_default();
        for line in source.lines().filter(|line| !line.trim_start().starts_with("//")) {
            let texts = line.split('"').skip(1).step_by(2);
            words
                .extend(texts.filter(|text| (2..=24).contains(&text.len()) && !text.contains('\\')).map(str::to_owned));
        }
    }
    ensure!(words.len() > 200, "the sources of the importers hold only {} short texts", words.len());
    // Each byte by its number, so that nothing needs an escape.
    let byte = |byte: u8| ["\\x".to_owned(), format!("{byte:02X}")].concat();
    let entry = |word: &String| ["\"", &word.bytes().map(byte).collect::<Vec<_>>().concat(), "\"\n"].concat();
    let file = work().join("dictionary");
    fs::write(&file, words.iter().map(entry).collect::<Vec<_>>().concat())?;
    Ok(file)
}

/// One target with what it is run with.
struct Session<'a> {
    program: &'a Path,
    target: &'a str,
    seeds: &'a Path,
    dictionary: &'a Path,
}

impl Session<'_> {
    fn command(&self) -> Command {
        let mut command = Command::new(self.program);
        command.env("FUZZ_TARGET", self.target).args(LIMITS).arg(format!("-max_len={INPUT_BYTES}"));
        command
    }

    /// New inputs of this and earlier runs.
    fn found(&self) -> Result<PathBuf> {
        let folder = work().join("corpus").join(self.target);
        fs::create_dir_all(&folder)?;
        Ok(folder)
    }

    /// Looks for inputs that reach more, until one fails or the time is over.
    fn search(&self, minutes: u64) -> Result<Found> {
        let log = work().join(format!("{}.log", self.target));
        let mut command = self.command();
        command.arg(format!("-max_total_time={}", minutes * 60)).arg("-print_final_stats=1");
        command.arg(artifact_prefix(self.target)?).arg(format!("-dict={}", self.dictionary.display()));
        command.arg(self.found()?).arg(corpus().join(self.target)).arg(self.seeds);
        let started = Instant::now();
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(fs::File::create(&log)?).spawn()?;
        let mut shown = started;
        let status = loop {
            if let Some(status) = child.try_wait()? {
                break status;
            }
            if shown.elapsed() >= HEARTBEAT {
                shown = Instant::now();
                let line =
                    Status::of(&read(&log)?).map_or("reading the corpus".to_owned(), |status| status.to_string());
                eprintln!("{}: {} of {} s, {line}", self.target, started.elapsed().as_secs(), minutes * 60);
            }
            std::thread::sleep(Duration::from_millis(200));
        };
        let found = Found::of(&read(&log)?, started.elapsed());
        ensure!(status.success() || found.failing.is_some(), "{}: {status}; see {}", self.target, log.display());
        Ok(found)
    }

    /// Writes the kept corpus anew: the inputs that, one after another, reach the most that the inputs of `tests/import` and
    /// those before them do not.
    fn keep(&self) -> Result<()> {
        let kept = corpus().join(self.target);
        let merged = work().join("merged").join(self.target);
        if merged.exists() {
            fs::remove_dir_all(&merged)?;
        }
        fs::create_dir_all(&merged)?;
        let control = merged.with_extension("control");
        let _ = fs::remove_file(&control);
        let mut command = self.command();
        // Without counters a feature is an edge, however often it is taken.
        command
            .args(["-set_cover_merge=1", "-use_counters=0"])
            .arg(format!("-merge_control_file={}", control.display()));
        command.arg(&merged).arg(&kept).arg(self.found()?).arg(self.seeds);
        process::run_with_progress(&format!("minimising the corpus of {}", self.target), &mut command)?;
        let inputs = Input::of(&read(&control)?);
        ensure!(!inputs.is_empty(), "{} names no inputs", control.display());
        let mut chosen = Vec::new();
        for input in Input::fewest(&inputs, self.seeds) {
            chosen.push((input.file.file_name().unwrap_or_default(), fs::read(&input.file)?));
        }
        for old in fs::read_dir(&kept)? {
            fs::remove_file(old?.path())?;
        }
        for (name, bytes) in &chosen {
            fs::write(kept.join(name), bytes)?;
        }
        eprintln!("{}: {} of {} inputs are kept", self.target, chosen.len(), inputs.len());
        Ok(())
    }
}

/// An input as libFuzzer's control file of a merge has it: a name in the list at the top, its size behind `STARTED`, its features
/// behind `FT`.
#[derive(Debug, PartialEq, Eq)]
struct Input {
    file: PathBuf,
    bytes: usize,
    features: BTreeSet<u64>,
}

impl Input {
    fn of(control: &str) -> Vec<Input> {
        let mut lines = control.lines();
        let count: usize = lines.next().and_then(|count| count.parse().ok()).unwrap_or_default();
        let mut inputs: Vec<Input> = lines
            .by_ref()
            .skip(1)
            .take(count)
            .map(|file| Input { file: file.into(), bytes: 0, features: BTreeSet::new() })
            .collect();
        for line in lines {
            let mut words = line.split(' ');
            let kind = words.next();
            let Some(input) = words.next().and_then(|index| inputs.get_mut(index.parse::<usize>().ok()?)) else {
                continue;
            };
            match kind {
                Some("STARTED") => input.bytes = words.next().and_then(|size| size.parse().ok()).unwrap_or_default(),
                Some("FT") => input.features = words.filter_map(|feature| feature.parse().ok()).collect(),
                _ => {}
            }
        }
        inputs
    }

    /// Greedy cover of what the inputs in `seeds` do not reach, within the limits; of two that reach as much, the smaller.
    fn fewest<'a>(inputs: &'a [Input], seeds: &Path) -> Vec<&'a Input> {
        let (known, mut rest): (Vec<&Input>, Vec<&Input>) =
            inputs.iter().partition(|input| input.file.starts_with(seeds));
        let mut reached: BTreeSet<u64> = known.iter().flat_map(|input| &input.features).copied().collect();
        let (mut chosen, mut bytes) = (Vec::new(), 0);
        while chosen.len() < KEPT {
            rest.retain(|input| bytes + input.bytes <= KEPT_BYTES);
            let gain = |input: &Input| input.features.difference(&reached).count();
            let Some(best) = rest.iter().copied().max_by_key(|input| (gain(input), Reverse(input.bytes))) else {
                break;
            };
            // A target keeps one at least: its folder is its name.
            if gain(best) == 0 && !chosen.is_empty() {
                break;
            }
            bytes += best.bytes;
            reached.extend(&best.features);
            rest.retain(|input| input.file != best.file);
            chosen.push(best);
        }
        chosen
    }
}

fn read(log: &Path) -> Result<String> {
    let bytes = fs::read(log).with_context(|| format!("reading {}", log.display()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A status line of libFuzzer: `#4096 NEW cov: 1234 ft: 5678 corp: 90/12Kb exec/s: 2048 rss: 50Mb`.
#[derive(Debug, PartialEq, Eq)]
struct Status {
    executions: u64,
    edges: u64,
}

impl Status {
    /// The last one of a log.
    fn of(log: &str) -> Option<Status> {
        log.lines().rev().find_map(|line| {
            let executions = line.strip_prefix('#')?.split_whitespace().next()?.parse().ok()?;
            Some(Status { executions, edges: number_after(line, "cov: ")? })
        })
    }
}

impl std::fmt::Display for Status {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{} executions, {} edges", self.executions, self.edges)
    }
}

fn number_after(text: &str, words: &str) -> Option<u64> {
    text.split_once(words)?.1.split_whitespace().next()?.parse().ok()
}

/// What a run found.
#[derive(Debug, Default, PartialEq, Eq)]
struct Found {
    seconds: u64,
    executions: u64,
    edges: u64,
    /// Inputs that reach more than those before.
    added: u64,
    slowest_seconds: u64,
    peak_mebibytes: u64,
    /// An input that fails.
    failing: Option<PathBuf>,
}

impl Found {
    fn of(log: &str, elapsed: Duration) -> Found {
        let stat = |name: &str| number_after(log, &format!("stat::{name}:")).unwrap_or_default();
        Found {
            seconds: elapsed.as_secs(),
            executions: stat("number_of_executed_units"),
            edges: Status::of(log).map_or(0, |status| status.edges),
            added: stat("new_units_added"),
            slowest_seconds: stat("slowest_unit_time_sec"),
            peak_mebibytes: stat("peak_rss_mb"),
            // A slow input is written too, and the run goes on.
            failing: log
                .lines()
                .filter_map(|line| Some(PathBuf::from(line.split_once("Test unit written to ")?.1)))
                .find(|path| !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("slow-unit-"))),
        }
    }
}

fn table(targets: &[String], found: &[Found]) -> String {
    let mut lines = vec![format!(
        "{:<16}{:>8}{:>14}{:>10}{:>9}{:>8}{:>10}{:>8}  failing input",
        "target", "seconds", "executions", "a second", "edges", "new", "slowest s", "MiB"
    )];
    for (target, found) in targets.iter().zip(found) {
        let rate = found.executions / found.seconds.max(1);
        let failing = found.failing.as_ref().map_or("none".to_owned(), |file| file.display().to_string());
        lines.push(format!(
            "{target:<16}{:>8}{:>14}{rate:>10}{:>9}{:>8}{:>10}{:>8}  {failing}",
            found.seconds, found.executions, found.edges, found.added, found.slowest_seconds, found.peak_mebibytes
        ));
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_name_targets_and_what_to_do() {
        let known = ["any".to_owned(), "csv".to_owned()];
        let parse =
            |line: &str| Options::parse(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>(), &known);
        let all = Options { targets: known.to_vec(), minutes: 10, action: Action::Search };
        assert_eq!(parse("").unwrap(), all);
        let long = Options { targets: vec!["csv".into()], minutes: 30, action: Action::Search };
        assert_eq!(parse("csv --minutes 30").unwrap(), long);
        assert!(parse("--keep").is_ok_and(|options| options.action == Action::Keep));
        assert!(parse("csv --replay x").is_ok_and(|options| options.action == Action::Replay("x".into())));
        for wrong in ["xls", "--minutes", "--minutes x", "--minutes 0", "--replay x"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_fewest_inputs_that_reach_the_most_are_kept() {
        let control = "4\n0\nseeds/a\nfound/b\nfound/c\nfound/d\n\
            STARTED 0 9\nFT 0 1 2\nCOV 0 1\nSTARTED 1 90\nFT 1 1 3 4 5\nCOV 1 3\nSTARTED 2 20\nFT 2 3 4 6\nCOV 2 6\n\
            STARTED 3 2\nFT 3 2 3 4\n";
        let inputs = Input::of(control);
        assert_eq!(inputs[1], Input { file: "found/b".into(), bytes: 90, features: [1, 3, 4, 5].into() });
        let names: Vec<_> = Input::fewest(&inputs, Path::new("seeds")).iter().map(|input| &input.file).collect();
        assert_eq!(names, [Path::new("found/c"), Path::new("found/b")]);
    }

    #[test]
    fn what_the_fuzzer_writes_is_read() {
        let log = "INFO: Seed: 1\n#2\tINITED cov: 3 ft: 4 corp: 1/1b exec/s: 0 rss: 30Mb\n\
            #812\tNEW    cov: 57 ft: 90 corp: 9/80b lim: 4 exec/s: 0 rss: 33Mb L: 4/4 MS: 1 EraseBytes-\n\
            artifact_prefix='f/'; Test unit written to f/slow-unit-0a\nthread panicked\nartifact_prefix='f/'; Test unit written to f/crash-0a\n\
            stat::number_of_executed_units: 900\nstat::average_exec_per_sec:     90\nstat::new_units_added:          7\n\
            stat::slowest_unit_time_sec:    1\nstat::peak_rss_mb:              35\n";
        assert_eq!(Status::of(log), Some(Status { executions: 812, edges: 57 }));
        let found = Found {
            seconds: 10,
            executions: 900,
            edges: 57,
            added: 7,
            slowest_seconds: 1,
            peak_mebibytes: 35,
            failing: Some("f/crash-0a".into()),
        };
        assert_eq!(Found::of(log, Duration::from_secs(10)), found);
    }
}
