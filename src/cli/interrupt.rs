//! What an interrupted command takes away: files and folders that it writes beside their place.

use std::path::Path;

/// Has a file or folder removed when the command is interrupted (SIGINT, SIGTERM), before the command ends as it would
/// have. What has been moved to its place meanwhile stays. On other systems than Unix nothing is removed.
pub(super) fn remove_on_interrupt(path: &Path) {
    #[cfg(unix)]
    signals::register(path);
    #[cfg(not(unix))]
    let _ = path;
}

#[cfg(unix)]
mod signals {
    use std::fs;
    use std::path::{Path, PathBuf};
    use std::sync::{Mutex, Once, PoisonError};

    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    static REGISTERED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

    pub(super) fn register(path: &Path) {
        static LISTENING: Once = Once::new();
        LISTENING.call_once(listen);
        REGISTERED.lock().unwrap_or_else(PoisonError::into_inner).push(path.to_path_buf());
    }

    fn listen() {
        // SIGHUP is left alone: `nohup` has it ignored, which a handler would end.
        let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else { return };
        std::thread::spawn(move || {
            let Some(signal) = signals.forever().next() else { return };
            // Held to the end: nothing further is registered, so that nothing further is written.
            let registered = REGISTERED.lock().unwrap_or_else(PoisonError::into_inner);
            for path in registered.iter() {
                let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
            }
            let _ = emulate_default_handler(signal);
        });
    }
}
