//! Child processes that end with this one: each in a process group of its own, ended as a whole when dropped, also after a
//! panic or an interrupt.

use anyhow::Result;
use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;
use std::os::unix::process::CommandExt as _;
use std::process::{Child, ChildStdout, Command};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Limit of a group's end by itself, before it is killed.
const GRACE: Duration = Duration::from_secs(3);

/// The groups alive, for the interrupt handler.
static ALIVE: Mutex<Vec<Pid>> = Mutex::new(Vec::new());

/// A process and its children.
pub struct Group {
    child: Child,
    id: Pid,
}

impl Group {
    /// Starts `command` at the head of a new group.
    pub fn spawn(command: &mut Command) -> std::io::Result<Self> {
        let child = command.process_group(0).spawn()?;
        // Process ids are positive and fit: the kernel's limit is 2^22.
        let id = Pid::from_raw(i32::try_from(child.id()).unwrap_or(i32::MAX));
        ALIVE.lock().unwrap_or_else(PoisonError::into_inner).push(id);
        Ok(Self { child, id })
    }

    /// Standard output of the process, where it was piped.
    pub fn take_output(&mut self) -> Option<ChildStdout> {
        self.child.stdout.take()
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        // The group may have ended already.
        let _ = killpg(self.id, Signal::SIGTERM);
        let started = Instant::now();
        while started.elapsed() < GRACE && matches!(self.child.try_wait(), Ok(None)) {
            std::thread::sleep(Duration::from_millis(20));
        }
        let _ = killpg(self.id, Signal::SIGKILL);
        let _ = self.child.wait();
        ALIVE.lock().unwrap_or_else(PoisonError::into_inner).retain(|id| *id != self.id);
    }
}

/// Ends every child on an interrupt or a termination signal.
///
/// # Errors
/// When the handler cannot be set.
pub fn end_children_on_interrupt() -> Result<()> {
    ctrlc::set_handler(|| {
        // Drivers close their browsers on this signal. The process must end at once, so that nothing is waited for longer.
        for id in ALIVE.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            let _ = killpg(*id, Signal::SIGTERM);
        }
        std::thread::sleep(Duration::from_millis(500));
        std::process::exit(130);
    })?;
    Ok(())
}
