//! The three browser engines, from Debian's packages.

use crate::process;
use anyhow::{Result, bail};
use std::path::Path;
use std::process::Command;

/// An engine: its name on the command line and its packages.
pub struct Engine {
    pub name: &'static str,
    /// Pairs of a program and the package that contains it.
    needs: &'static [(&'static str, &'static str)],
}

pub const ALL: [&str; 3] = ["chromium", "firefox", "webkit"];

const ENGINES: [Engine; 3] = [
    Engine {
        name: "chromium",
        needs: &[
            ("/usr/lib/chromium/chromium-headless-shell", "chromium-headless-shell"),
            ("/usr/bin/chromedriver", "chromium-driver"),
        ],
    },
    Engine { name: "firefox", needs: &[("/usr/bin/firefox-esr", "firefox-esr")] },
    Engine { name: "webkit", needs: &[("/usr/bin/WebKitWebDriver", "webkit2gtk-driver"), ("/usr/bin/Xvfb", "xvfb")] },
];

/// Without these, text in screenshots is boxes and widths differ from machine to machine.
const FONTS: [(&str, &str); 2] =
    [("/usr/share/fonts/truetype/dejavu", "fonts-dejavu-core"), ("/usr/share/fonts/truetype/noto", "fonts-noto-core")];

/// Checks that the named engines are installed, and installs missing packages where the user may.
///
/// # Errors
/// When an engine is unknown, or missing and not installable by this user; the message holds the line to run.
pub fn find_or_install(names: &[&str]) -> Result<()> {
    if let Some(unknown) = names.iter().find(|name| !ALL.contains(name)) {
        bail!("there is no engine `{unknown}`; there are {}", ALL.join(", "));
    }
    let missing = missing(names);
    if missing.is_empty() {
        return Ok(());
    }
    let line = format!("apt-get install -y --no-install-recommends {}", missing.join(" "));
    if !is_root() || Command::new("apt-get").arg("--version").output().is_err() {
        bail!(
            "missing browser packages: {}\n  run: sudo {line}\n  or leave an engine out by choice: --engines {}",
            missing.join(" "),
            present(names)
        );
    }
    process::run_with_progress("reading Debian's package lists", Command::new("apt-get").args(["update", "-qq"]))?;
    let mut install = Command::new("apt-get");
    install.args(["install", "-y", "-qq", "--no-install-recommends"]).args(&missing);
    install.env("DEBIAN_FRONTEND", "noninteractive");
    process::run_with_progress(&format!("installing {}", missing.join(" ")), &mut install)
}

fn missing(names: &[&str]) -> Vec<&'static str> {
    let is_missing = |(program, _): &&(&str, &'static str)| !Path::new(program).exists();
    // All of an engine's packages where one is missing: a driver drives a browser of its own version.
    let engines = ENGINES.iter().filter(|it| names.contains(&it.name) && it.needs.iter().any(|need| is_missing(&need)));
    let wanted = engines.flat_map(|engine| engine.needs).chain(FONTS.iter().filter(is_missing));
    wanted.map(|(_, package)| *package).collect()
}

/// The named engines that are completely installed, for the advice in the error.
fn present(names: &[&str]) -> String {
    let whole = |engine: &&Engine| engine.needs.iter().all(|(program, _)| Path::new(program).exists());
    let there: Vec<&str> =
        ENGINES.iter().filter(whole).map(|engine| engine.name).filter(|name| names.contains(name)).collect();
    if there.is_empty() { "NAME,NAME".into() } else { there.join(",") }
}

fn is_root() -> bool {
    process::read(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
