//! A page under test: acts, queries and waits of scenarios.
//!
//! Elements are named by CSS selectors; ` >>> ` steps into a shadow root: `back-story >>> button[aria-expanded]`.
//! Scripts know the functions of `find.js`.
//!
//! A wait ends on a state of the page, never after a time: [`TIMEOUT`] only ends a wait in vain, and is generous enough for
//! a machine with other work.

mod environment;
mod input;

use crate::axe;
use crate::engine::Engine;
use crate::server::{Request, Server};
use crate::webdriver::{Refused, Session, element};
use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};

/// Limit of a wait for a state.
const TIMEOUT: Duration = Duration::from_mins(1);
/// Pause between two polls of a state.
const POLL_INTERVAL: Duration = Duration::from_millis(25);
/// The viewport a scenario begins with, in CSS pixels.
pub const VIEWPORT: (u32, u32) = (1280, 900);

const FIND: &str = include_str!("find.js");

/// An exception that a scenario's script threw, in its own words.
#[derive(Debug)]
struct Thrown(String);

impl std::fmt::Display for Thrown {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "it threw {}", self.0)
    }
}

impl std::error::Error for Thrown {}

/// A problem of a page, as the collector saw it.
#[derive(Clone, Debug, Deserialize)]
pub struct Problem {
    /// `console.error`, `console.warn`, `error`, `load`, `rejection`, `csp` or `third-party`.
    pub kind: String,
    pub text: String,
}

/// An open page in one engine.
pub struct Page<'run> {
    session: &'run Session,
    server: &'run Server,
    axe: Option<&'run Path>,
    problems: Vec<Problem>,
    requests: Vec<Request>,
}

impl<'run> Page<'run> {
    pub fn new(session: &'run Session, server: &'run Server, axe: Option<&'run Path>) -> Self {
        Self { session, server, axe, problems: Vec::new(), requests: Vec::new() }
    }

    /// The engine, for the few things that engines do differently.
    pub fn engine(&self) -> Engine {
        self.session.engine
    }

    /// The server's origin, `http://127.0.0.1:PORT`.
    pub fn origin(&self) -> String {
        self.server.origin()
    }

    /// Serves these bytes under `/made/NAME`.
    pub fn publish(&self, name: &str, bytes: Vec<u8>) {
        self.server.publish(name, bytes);
    }

    /// The bytes that the server answers a path with.
    pub fn file(&self, path: &str) -> Vec<u8> {
        self.server.body(path)
    }

    /// An origin that breaks off in the middle of every answer.
    pub fn cut(&self) -> String {
        self.server.cut()
    }

    // Navigating.

    /// Opens a path of the test server, and forgets the requests so far.
    pub fn open(&mut self, path: &str) -> Result<()> {
        self.collect()?;
        self.note_requests();
        self.requests.clear();
        self.session.go(&format!("{}{path}", self.server.origin())).with_context(|| format!("opening {path}"))?;
        // WebKit's driver may answer while module scripts are still to run.
        self.wait_for("document.readyState === 'complete'", "the page has loaded")
    }

    /// Goes back, as the browser's button does.
    pub fn back(&self) -> Result<()> {
        // The driver's own command: WebKit's never answers a script that reaches a document as it goes into the back/forward cache.
        self.session.post("back", &json!({}))?;
        self.wait_for("document.readyState === 'complete'", "the page before is loaded")
    }

    /// Loads the document anew, as the browser's button does.
    pub fn reload(&self) -> Result<()> {
        // No command of the driver: Firefox's forgets how far the page was scrolled. The script's own answer must come before.
        self.script("window.isBeingLeft = true; setTimeout(() => location.reload());")?;
        self.wait_for("!window.isBeingLeft && document.readyState === 'complete'", "the page is loaded anew")
    }

    /// Steps into an iframe: everything that follows happens there.
    pub fn enter_frame(&self, path: &str) -> Result<()> {
        let frame = self.element(path)?;
        self.session.post("frame", &json!({ "id": frame })).map(drop)
    }

    /// Steps back to the top document.
    pub fn leave_frames(&self) -> Result<()> {
        self.session.post("frame", &json!({ "id": null })).map(drop)
    }

    // Querying.

    /// The value of a script expression; promises are awaited.
    pub fn eval<T: DeserializeOwned>(&self, expression: &str) -> Result<T> {
        let value = self.script(&format!("return ({expression});"))?;
        serde_json::from_value(value).with_context(|| format!("`{expression}` is of another type"))
    }

    /// Runs the body of a function; a promise that it returns is awaited.
    pub fn script(&self, body: &str) -> Result<Value> {
        // Drivers read meaning into properties of what is thrown: they never get to see it.
        let guarded = format!(
            "{FIND}\nreturn (async () => {{ {body}\n }})().catch((thrown) => ({{ thrownInTheScript: String(thrown) }}));"
        );
        let answer = self.session.execute(&guarded, &[]).with_context(|| format!("running `{body}`"))?;
        if let Some(thrown) = answer.get("thrownInTheScript") {
            return Err(Thrown(thrown.to_string()).into());
        }
        Ok(answer)
    }

    /// Waits until a script expression is true; `what` completes "waited in vain until …". An expression that throws, as
    /// where an element is not there yet, is not true; nor is one in a document that is being replaced.
    pub fn wait_for(&self, condition: &str, what: &str) -> Result<()> {
        let started = Instant::now();
        let mut last = String::new();
        loop {
            // Firefox answers with nothing where the document is replaced while the script runs.
            match self.eval::<Option<bool>>(&format!("Boolean({condition})")) {
                Ok(Some(true)) => return Ok(()),
                Ok(_) => last.clear(),
                Err(problem) if problem.is::<Thrown>() || is_navigating(&problem) => last = format!(": {problem:#}"),
                Err(problem) => return Err(problem),
            }
            ensure!(started.elapsed() < TIMEOUT, "waited in vain until {what} (`{condition}`){last}");
            std::thread::sleep(POLL_INTERVAL);
        }
    }

    /// Waits until the widget of the page's first embed is at rest: drawn, with no motion under way.
    pub fn wait_for_rest(&self) -> Result<()> {
        self.script("await rested();").map(drop)
    }

    /// Waits until the server has answered a request whose path holds `part`.
    pub fn wait_for_answer(&mut self, part: &str) -> Result<()> {
        let started = Instant::now();
        while !self.requests().iter().any(|request| request.path.contains(part)) {
            ensure!(started.elapsed() < TIMEOUT, "waited in vain for a request of `{part}`");
            std::thread::sleep(POLL_INTERVAL);
        }
        Ok(())
    }

    /// The text of an element.
    pub fn text(&self, path: &str) -> Result<String> {
        let text: Option<String> = self.eval(&format!("find({})?.textContent ?? null", quoted(path)))?;
        text.with_context(|| format!("there is no `{path}`"))
    }

    /// The role in the accessibility tree; `None` where the driver does not know the command.
    pub fn role(&self, path: &str) -> Result<Option<String>> {
        self.computed(path, "computedrole")
    }

    /// The name in the accessibility tree; `None` where the driver does not know the command.
    pub fn label(&self, path: &str) -> Result<Option<String>> {
        self.computed(path, "computedlabel")
    }

    fn computed(&self, path: &str, what: &str) -> Result<Option<String>> {
        let found = self.element(path)?;
        let id = element(&found).context("the engine did not name the element")?;
        match self.session.get(&format!("element/{id}/{what}")) {
            Ok(answer) => Ok(answer.as_str().map(String::from)),
            Err(problem) if problem.downcast_ref::<Refused>().is_some_and(|it| it.code == "unknown command") => {
                Ok(None)
            }
            Err(problem) => Err(problem),
        }
    }

    fn element(&self, path: &str) -> Result<Value> {
        let found = self.script(&format!("return find({});", quoted(path)))?;
        ensure!(!found.is_null(), "there is no `{path}`");
        Ok(found)
    }

    // Chromium's own.

    /// Chromium's own protocol, for what the others do not have: print media, slower processors, being offline.
    pub fn cdp(&self, command: &str, parameters: &Value) -> Result<Value> {
        self.session.cdp(command, parameters)
    }

    /// Cuts Chromium's network for the time of `act`.
    pub fn without_network<T>(&self, act: impl FnOnce() -> Result<T>) -> Result<T> {
        let emulate = |offline: bool| {
            let conditions =
                json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
            self.cdp("Network.emulateNetworkConditions", &conditions)
        };
        self.cdp("Network.enable", &json!({}))?;
        emulate(true)?;
        let outcome = self.wait_for("!navigator.onLine", "the network is cut").and_then(|()| act());
        emulate(false)?;
        self.cdp("Network.disable", &json!({}))?;
        outcome
    }

    /// One of Chromium's counters, such as `LayoutCount`; they count from the command `Performance.enable` on.
    pub fn metric(&self, name: &str) -> Result<f64> {
        self.session.metric(name)
    }

    // Checking for problems.

    /// Objections of axe-core inside the elements that match `context` (a selector; `""` for the whole page), one
    /// line each.
    pub fn axe(&self, context: &str) -> Result<Vec<String>> {
        axe::violations(self.session, self.axe, context)
    }

    /// Fails with axe-core's objections, if there are any.
    pub fn assert_accessible(&self, context: &str) -> Result<()> {
        let violations = self.axe(context)?;
        ensure!(violations.is_empty(), "axe-core objects:\n{}", violations.join("\n"));
        Ok(())
    }

    /// The requests since the page was opened.
    pub fn requests(&mut self) -> &[Request] {
        self.note_requests();
        &self.requests
    }

    /// Waits for a problem of this kind whose text holds `part`, and takes it as expected: it no longer counts.
    pub fn expect_problem(&mut self, kind: &str, part: &str) -> Result<()> {
        let started = Instant::now();
        let meant = |problem: &Problem| problem.kind == kind && problem.text.contains(part);
        while !self.problems.iter().any(meant) {
            ensure!(
                started.elapsed() < TIMEOUT,
                "the page should have had a problem of the kind {kind} with `{part}`; it had {:?}",
                self.problems
            );
            std::thread::sleep(POLL_INTERVAL);
            self.collect()?;
        }
        self.problems.retain(|problem| !meant(problem));
        Ok(())
    }

    /// Accepts that a path with `part` in it was answered with an error.
    pub fn expect_missing(&mut self, part: &str) -> Result<()> {
        self.note_requests();
        let before = self.requests.len();
        self.requests.retain(|request| !(request.status >= 400 && request.path.contains(part)));
        ensure!(self.requests.len() < before, "no request with `{part}` was answered with an error");
        Ok(())
    }

    /// The problems that no scenario expected: the collector's problems and requests answered with an error.
    pub fn unexpected(&mut self) -> Result<Vec<String>> {
        self.leave_frames()?;
        self.collect()?;
        self.note_requests();
        let problems = self.problems.drain(..).map(|problem| format!("{}: {}", problem.kind, problem.text));
        let missing = self.requests.drain(..).filter(|request| request.status >= 400);
        Ok(problems.chain(missing.map(|request| format!("{}: {}", request.status, request.path))).collect())
    }

    /// Takes the collector's problems from the current document and the frames inside it.
    fn collect(&mut self) -> Result<()> {
        let started = Instant::now();
        let found: Option<Vec<Problem>> = loop {
            let collected = self.eval::<(Option<Vec<Problem>>, String, bool)>(
                "[window.__harness?.take() ?? null, location.href,
                  document.documentElement.outerHTML.includes('harness: unwatched')]",
            );
            let (found, address, is_unwatched) = match collected {
                Err(problem) if is_navigating(&problem) && started.elapsed() < TIMEOUT => continue,
                collected => collected?,
            };
            if found.is_some() || !address.starts_with(&self.server.origin()) || is_unwatched {
                break found;
            }
            // A frame may still be loading.
            ensure!(started.elapsed() < TIMEOUT, "the collector did not run in {address}: its policy forbids it?");
            std::thread::sleep(POLL_INTERVAL);
        };
        self.problems.extend(found.unwrap_or_default());
        let frames: u16 = self.eval("window.frames.length")?;
        for frame in 0..frames {
            // A frame may go away while we look.
            if self.session.post("frame", &json!({ "id": frame })).is_ok() {
                self.collect()?;
                self.session.post("frame/parent", &json!({}))?;
            }
        }
        Ok(())
    }

    fn note_requests(&mut self) {
        self.requests.extend(self.server.take_requests());
    }

    // Printing and screenshots.

    /// The page as a printer would get it, as PDF.
    pub fn print(&self) -> Result<Vec<u8>> {
        self.session.print()
    }

    /// Writes a picture of the viewport.
    pub fn screenshot(&self, path: &Path) -> Result<()> {
        write_picture(path, &self.session.screenshot()?)
    }

    /// A picture of an element, as PNG. WebKit's driver leaves parts of such a picture black: there it is cut out of one of the
    /// window, in which the element must be whole.
    pub fn picture_of(&self, path: &str) -> Result<Vec<u8>> {
        if self.engine() == Engine::Webkit {
            let place = format!(
                "(() => {{ const {{ left, top, width, height }} = find({}).getBoundingClientRect();
                   return [left, top, width, height].map(Math.round); }})()",
                quoted(path)
            );
            let (left, top, width, height): (u32, u32, u32, u32) = self.eval(&place)?;
            let window = image::load_from_memory(&self.session.screenshot()?).context("reading a screenshot")?;
            let is_whole = left + width <= window.width() && top + height <= window.height();
            ensure!(is_whole, "`{path}` is not whole in a window of {}×{}", window.width(), window.height());
            let mut png = std::io::Cursor::new(Vec::new());
            window.crop_imm(left, top, width, height).write_to(&mut png, image::ImageFormat::Png)?;
            return Ok(png.into_inner());
        }
        let found = self.element(path)?;
        self.session.screenshot_of(element(&found).context("the engine did not name the element")?)
    }

    /// A picture of each section of the page, by its id. Each is taken alone at the beginning of a window that is as high as the
    /// highest: what sticks to the window's end would stand in the middle of a picture, and rows far below the window are as
    /// high as they are guessed to be.
    pub fn pictures_of_sections(&self) -> Result<Vec<(String, Vec<u8>)>> {
        let sections: Vec<(String, u32)> = self.eval(
            "[...document.querySelectorAll('main > section')].map((it) => [it.id, Math.ceil(it.getBoundingClientRect().height)])",
        )?;
        let width: u32 = self.eval("innerWidth")?;
        let mut window = sections.iter().map(|(_, height)| *height).max().unwrap_or(0) + 200;
        self.size(width, window)?;
        let mut pictures = Vec::new();
        for (name, _) in sections {
            let show = format!(
                "for (const it of document.querySelectorAll('main > section')) it.style.display = it.id === {name:?} ? '' : 'none';
                 scrollTo(0, 0);
                 for (let n = 0; n < 3; n += 1) await new Promise((done) => requestAnimationFrame(done));
                 return Math.ceil(document.getElementById({name:?}).getBoundingClientRect().bottom);"
            );
            loop {
                let end = self.script(&show)?.as_u64().and_then(|end| u32::try_from(end).ok()).context("no height")?;
                if end <= window {
                    break;
                }
                window = end + 200;
                self.size(width, window)?;
            }
            let picture =
                self.picture_of(&format!("main > [id={name:?}]")).with_context(|| format!("taking #{name}"))?;
            pictures.push((name, picture));
        }
        Ok(pictures)
    }

    /// Writes a picture of the whole page. In WebKit the viewport stays as tall as the page.
    pub fn screenshot_of_page(&self, path: &Path) -> Result<()> {
        if let Some(picture) = self.session.screenshot_of_page()? {
            return write_picture(path, &picture);
        }
        let (width, height): (u32, u32) = self.eval("[innerWidth, document.documentElement.scrollHeight]")?;
        self.size(width, height.min(7_500))?;
        self.screenshot(path)
    }

    /// Restores the state that a scenario may have changed.
    pub fn reset(&self) -> Result<()> {
        self.leave_frames()?;
        // A page of the same origin: for `about:blank` browsers start a process, and another for the next page.
        self.session.go(&format!("{}/pages/blank/", self.server.origin()))?;
        if self.engine() == Engine::Chromium {
            self.session.cdp("Emulation.setEmulatedMedia", &json!({ "media": "", "features": [] }))?;
            self.session.cdp("Emulation.setCPUThrottlingRate", &json!({ "rate": 1 }))?;
        }
        self.scheme(false)?;
        self.size(VIEWPORT.0, VIEWPORT.1)
    }
}

/// Whether a command failed because the document it was sent to is being replaced by another.
fn is_navigating(problem: &anyhow::Error) -> bool {
    const WORDS: [&str; 6] = ["context", "unload", "navigat", "discarded", "destroyed", "detached"];
    problem.downcast_ref::<Refused>().is_some_and(|refused| {
        let is_kind = matches!(
            refused.code.as_str(),
            "unknown error" | "javascript error" | "no such window" | "no such frame" | "stale element reference"
        );
        is_kind && WORDS.iter().any(|word| refused.message.to_ascii_lowercase().contains(word))
    })
}

fn write_picture(path: &Path, picture: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, picture).with_context(|| format!("writing {}", path.display()))
}

/// A string as a script writes it.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}
