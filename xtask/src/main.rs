//! `cargo xtask`: builds, serves, measures and tests Backstory with pinned tools.
//!
//! It calls compilers, bundlers and browsers. It does not know what a story is: it runs the `backstory` command.
#![forbid(unsafe_code)]
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod build;
mod build_std;
mod bundle;
mod command;
mod digest;
mod fuzz;
mod imported;
mod pages;
mod process;
mod repo;
mod reproduce;
mod size;
mod stage;
mod test;
mod tools;
mod wasm;

use anyhow::{Context as _, Result, bail};
use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask COMMAND

  serve [--port N]      build, serve on 127.0.0.1 (port 8080) and rebuild on change
  build [--address URL] build into dist/, print sizes, fail past the budgets; URL is where dist/ will be published
  test [--engines A,B] [--skip-browsers]
                        everything a change must pass, in three browser engines
  browse [ARGUMENTS]    only the browser scenarios, on what dist/ holds (--help lists the arguments)
  shots [--engines A,B] [--view NAME] [--page PATH] [--scene A,B] [--size WxH,WxH]
                        screenshots at three widths, light and dark, into target/shots/; scenes are states of the widget,
                        such as the band at decade, year, month and day (all: every one)
  shots --readme        the README's two pictures of the first view, into docs/pictures/
  package               build the backstory command as an npm package, for Node, and hold it against the native one
  bench [--only PART]   build, then measure the embed beside TimelineJS and vis-timeline; writes docs/benchmarks.md; with a
                        part, prints that alone: `first-visits` on a slow network, or `import` of a file of TimelineJS
  fuzz [TARGET…] [--minutes N]
                        look for inputs that make an importer fail, 10 minutes for each target (all: the folders of
                        tests/fuzzing/corpus)
  fuzz [TARGET…] --keep write that corpus anew, of what is in it and what was found
  fuzz TARGET --replay FILE
                        run one input
  reproduce             build the checked-out commit twice from nothing, in two folders, and compare every byte
  sizes                 the size table and the budgets, on what dist/ holds
  tools                 install every pinned tool
  stage                 Trunk's post-build hook; not for calling by hand";

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

/// Runs one command; `false` when a check failed.
fn run() -> Result<bool> {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    let rest: Vec<String> = arguments.collect();
    match command.as_str() {
        "serve" => build::serve(&rest).map(|()| true),
        "build" => build::build(&rest).and_then(|()| size::report()),
        "test" => test::run(&rest),
        "browse" => test::browse(&rest),
        "shots" => test::screenshots(&rest),
        "fuzz" => fuzz::run(&rest),
        "package" => command::package().map(|()| true),
        "bench" => test::bench(&rest),
        "sizes" => size::report(),
        "reproduce" => reproduce::run(),
        "tools" => tools::install_all().map(|()| true),
        "stage" => stage::stage().context("staging the embed").map(|()| true),
        "" | "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(true)
        }
        other => bail!("there is no command `{other}`\n\n{USAGE}"),
    }
}
