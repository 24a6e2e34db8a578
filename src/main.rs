//! The `backstory` command.
#![forbid(unsafe_code)]

fn main() -> std::process::ExitCode {
    backstory::cli::run()
}
