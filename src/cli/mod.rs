//! The `backstory` command: reads, checks, exports, verifies and starts stories. One file a command.
//!
//! Exit codes: 0, all is well (warnings may have been printed); 1, the story has errors (or warnings, where they are
//! denied) or a file could not be read or written; 2, the command line itself was wrong.
//!
//! Knows nothing of the browser.

mod annotate;
mod check;
mod draft;
mod draw;
mod export;
mod folder;
mod import;
mod interrupt;
mod new;
mod pack;
mod pasted;
mod publish;
mod render;
mod report;
mod translate;
mod verify;
mod watch;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The background to a news story in one embed, in which every statement says who says so.
#[derive(Debug, Parser)]
#[command(
    name = "backstory",
    version,
    after_help = "Exit codes: 0 all is well, 1 problems in the story or its files, 2 wrong usage."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Read a story and report every problem at its line; writes nothing
    Check(check::Check),
    /// Print a story as one JSON object
    Export(export::Export),
    /// Hold a story against its documents: numbers, names, cites, wording, fingerprints
    Verify(verify::Verify),
    /// Make a story of another tool's timeline, a spreadsheet or a list of terms
    Import(import::Import),
    /// Write a small complete story to start from
    New(new::New),
    /// Compile a story and put it into an engine, or write it alone
    Pack(pack::Pack),
    /// Write the whole folder that publishes a story: engine, script, pages
    Publish(publish::Publish),
    /// Show a story in a browser, and again whenever one of its files changes
    Watch(watch::Watch),
    /// Draw a story's timeline as a picture
    Draw(draw::Draw),
    /// Print a story as plain, complete HTML
    Render(render::Render),
    /// Write the file that a story's translation begins with: a place for every text, under its original
    Translate(translate::Translate),
    /// Link a story's terms in an article's HTML
    Annotate(annotate::Annotate),
}

/// How a command ended. Every failure has been printed on standard error by then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Exit code 0.
    Fine,
    /// Exit code 1.
    Failed,
}

/// Runs the command of this process.
pub fn run() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Check(command) => command.run(),
        Command::Export(command) => command.run(),
        Command::Verify(command) => command.run(),
        Command::Import(command) => command.run(),
        Command::New(command) => command.run(),
        Command::Pack(command) => command.run(),
        Command::Publish(command) => command.run(),
        Command::Watch(command) => command.run(),
        Command::Draw(command) => command.run(),
        Command::Render(command) => command.run(),
        Command::Translate(command) => command.run(),
        Command::Annotate(command) => command.run(),
    };
    match outcome {
        Outcome::Fine => ExitCode::SUCCESS,
        Outcome::Failed => ExitCode::FAILURE,
    }
}
