//! Runs other programs. Errors name the command line; long commands print a heartbeat.

use anyhow::{Context as _, Result, bail};
use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// Interval between two lines of progress.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// The cargo that runs xtask, in the checkout.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(crate::repo::root());
    command
}

/// Runs `command` with its output shown, and fails when it fails.
///
/// # Errors
/// When the program cannot be started or ends with a failure.
pub fn run(command: &mut Command) -> Result<()> {
    let shown = shown(command);
    let status = command.status().with_context(|| format!("could not start `{shown}`"))?;
    if !status.success() {
        bail!("`{shown}` failed ({status})");
    }
    Ok(())
}

/// Runs `command` and returns what it wrote to its standard output; its standard error is shown.
///
/// # Errors
/// When the program cannot be started, ends with a failure, or writes something other than UTF-8.
pub fn read(command: &mut Command) -> Result<String> {
    let shown = shown(command);
    let output = command.stderr(Stdio::inherit()).output().with_context(|| format!("could not start `{shown}`"))?;
    if !output.status.success() {
        bail!("`{shown}` failed ({})", output.status);
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{shown}` wrote something other than UTF-8"))
}

/// Runs `command`, printing `what` and the elapsed time at intervals; its own output is printed only when it fails.
///
/// # Errors
/// When the program cannot be started or ends with a failure.
pub fn run_with_progress(what: &str, command: &mut Command) -> Result<()> {
    let shown = shown(command);
    let started = Instant::now();
    eprintln!("{what} …");
    let (mut pipe, writer) = std::io::pipe()?;
    command.stdin(Stdio::null()).stdout(writer.try_clone()?).stderr(writer);
    let mut child = command.spawn().with_context(|| format!("could not start `{shown}`"))?;
    // The command holds the pipe's ends for writing, of which none may be left when the program ends.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let (sender, receiver) = channel();
    let reader = std::thread::spawn(move || {
        let mut text = Vec::new();
        let _ = pipe.read_to_end(&mut text);
        // The receiver is gone only after an error, which needs no heartbeat.
        let _ = sender.send(());
        text
    });
    while let Err(RecvTimeoutError::Timeout) = receiver.recv_timeout(HEARTBEAT) {
        eprintln!("{what} … {} s", started.elapsed().as_secs());
    }
    let status = child.wait()?;
    let text = reader.join().unwrap_or_default();
    if !status.success() {
        std::io::stderr().write_all(&text)?;
        bail!("`{shown}` failed ({status})");
    }
    eprintln!("{what}: done in {} s", started.elapsed().as_secs());
    Ok(())
}

fn shown(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|word| word.to_string_lossy().into_owned()));
    words.join(" ")
}
