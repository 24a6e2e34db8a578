//! The three engines: the start of each one's driver and the capabilities of its sessions.

use crate::process::Group;
use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};
use std::fmt;
use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Stdio};
use std::str::FromStr;

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Chromium,
    Firefox,
    /// WebKitGTK's MiniBrowser, which stands in for Safari.
    Webkit,
}

/// Whether WebKit joins a page from layers, by a graphics processor, which is only imitated here: half of its work. The other engines
/// take no notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compositing {
    /// Pictures need it, and pages that are kept for Back: shown again without it, they have no frames.
    On,
    Off,
}

/// A running driver; dropping it ends the driver and its screen.
pub struct Driver {
    /// `http://127.0.0.1:PORT`.
    pub address: String,
    pub compositing: Compositing,
    /// The driver first, then the screen it draws on.
    _groups: (Group, Option<Group>),
}

/// The virtual screen for WebKit, in pixels: tall, so that a whole page fits into one window for a picture.
const SCREEN: &str = "1920x8000x24";

impl Engine {
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::Webkit];

    /// Starts the engine's driver on a free port.
    ///
    /// # Errors
    /// When a program is missing or does not start; the message names it.
    pub fn start_driver(self, geckodriver: &Path, compositing: Compositing) -> Result<Driver> {
        let port = free_port()?;
        let mut screen = None;
        let mut command = match self {
            Self::Chromium => {
                let mut command = Command::new("chromedriver");
                command.arg(format!("--port={port}"));
                command
            }
            Self::Firefox => {
                let mut command = Command::new(geckodriver);
                // The dark scheme is switched through a preference, at run time.
                command.args(["--host", "127.0.0.1", "--port", &port.to_string(), "--allow-system-access"]);
                command
            }
            Self::Webkit => {
                let (group, display) = start_screen()?;
                screen = Some(group);
                let mut command = Command::new("WebKitWebDriver");
                command.args([&format!("--port={port}"), "--host=127.0.0.1"]);
                command.env("DISPLAY", display).env("GDK_BACKEND", "x11").env("NO_AT_BRIDGE", "1");
                // MiniBrowser's tool bar would keep its window wider than a telephone.
                command.env("XDG_CONFIG_HOME", concat!(env!("CARGO_MANIFEST_DIR"), "/webkit-config"));
                if compositing == Compositing::Off {
                    command.env("WEBKIT_DISABLE_COMPOSITING_MODE", "1");
                }
                command
            }
        };
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let program = command.get_program().to_string_lossy().into_owned();
        let driver = Group::spawn(&mut command).with_context(|| format!("could not start {program}"))?;
        Ok(Driver { address: format!("http://127.0.0.1:{port}"), compositing, _groups: (driver, screen) })
    }

    /// Capabilities of a new session.
    pub fn capabilities(self) -> Value {
        let wanted = match self {
            Self::Chromium => json!({
                "browserName": "chrome",
                // Pages without a browser's window around them, whose drawing is a third of its work.
                "goog:chromeOptions": { "binary": "/usr/lib/chromium/chromium-headless-shell", "args": [
                    "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage",
                    "--no-first-run", "--disable-background-networking", "--disable-component-update",
                    "--disable-sync", "--hide-scrollbars", "--lang=en-GB",
                    // No request leaves this machine, not even one for a font of a measured page.
                    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
                ] },
            }),
            Self::Firefox => json!({
                "browserName": "firefox",
                "moz:firefoxOptions": { "binary": "/usr/bin/firefox-esr", "args": ["-headless"], "prefs": {
                    "intl.accept_languages": "en-GB",
                    "ui.useOverlayScrollbars": 1,
                    "app.update.enabled": false,
                    "browser.safebrowsing.malware.enabled": false,
                    "browser.safebrowsing.phishing.enabled": false,
                } },
            }),
            // A browserName would be compared with the application's own and refused.
            Self::Webkit => json!({
                "webkitgtk:browserOptions": {
                    "binary": minibrowser(), "args": ["--automation"],
                },
            }),
        };
        json!({ "capabilities": { "alwaysMatch": wanted } })
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        })
    }
}

impl FromStr for Engine {
    type Err = anyhow::Error;

    fn from_str(name: &str) -> Result<Self> {
        match Self::ALL.into_iter().find(|engine| engine.to_string() == name) {
            Some(engine) => Ok(engine),
            None => bail!("there is no engine `{name}`; there are chromium, firefox, webkit"),
        }
    }
}

/// Debian puts it under the machine's architecture.
fn minibrowser() -> String {
    format!("/usr/lib/{}-linux-gnu/webkit2gtk-4.1/MiniBrowser", std::env::consts::ARCH)
}

/// A port nobody listens on. It is free for a moment only: drivers cannot be given a bound one.
fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// Starts a virtual screen and returns its name, such as `:1`.
fn start_screen() -> Result<(Group, String)> {
    let mut command = Command::new("Xvfb");
    command
        .args(["-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut group = Group::spawn(&mut command).context("could not start Xvfb")?;
    let output = group.take_output().context("Xvfb's output is missing")?;
    let mut number = String::new();
    BufReader::new(output).read_line(&mut number).context("Xvfb did not name its screen")?;
    if number.trim().is_empty() {
        bail!("Xvfb ended before it had a screen");
    }
    Ok((group, format!(":{}", number.trim())))
}
