//! A page under test: acts, queries and waits of scenarios.
//!
//! Elements are named by CSS selectors; ` >>> ` steps into a shadow root: `back-story >>> button[aria-expanded]`.
//! Scripts know the functions of `find.js`.
//!
//! A wait ends on a state of the page, never after a time: [`TIMEOUT`] only ends a wait in vain, and is generous enough for
//! a machine with other work.
#![allow(clippy::cast_possible_truncation, reason = "coordinates are whole pixels")]

use crate::engine::Engine;
use crate::server::{Request, Server};
use crate::webdriver::{Refused, Session, element};
use crate::{axe, keys};
use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};

/// Limit of a wait for a state.
const TIMEOUT: Duration = Duration::from_secs(30);
/// Pause between two polls of a state.
const POLL_INTERVAL: Duration = Duration::from_millis(25);
/// Pause after which a window that has not taken its size is resized again; see [`Page::size`].
const RESIZE_INTERVAL: Duration = Duration::from_millis(400);
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

/// A point of an element, in CSS pixels of the viewport, and what a click there would hit.
#[derive(Deserialize)]
struct Target {
    x: f64,
    y: f64,
    hit: bool,
    over: String,
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

    /// Runs a script that leaves the document, such as `history.back();`, and waits until another document, or an earlier
    /// one that the browser has kept, is loaded in its place.
    pub fn leave_by(&self, script: &str) -> Result<()> {
        // The script's own answer would be lost with its document. One that the browser keeps is shown again by `pageshow`.
        let leaving = format!(
            "window.isBeingLeft = true;
             addEventListener('pageshow', () => (window.isBeingLeft = false), {{ once: true }});
             setTimeout(() => {{ {script} }});"
        );
        self.script(&leaving)?;
        self.wait_for("!window.isBeingLeft && document.readyState === 'complete'", "another document is loaded")
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

    // Acting as a reader.

    /// Presses a key or a chord: `Escape`, `Shift+Tab`, `Control+ArrowRight`.
    pub fn press(&self, chord: &str) -> Result<()> {
        self.act(&keys::chord(chord)?)
    }

    /// Types text into whatever has the focus.
    pub fn type_text(&self, text: &str) -> Result<()> {
        self.act(&keys::text(text))
    }

    /// Clicks the middle of an element's first line, and fails when something else lies over it.
    pub fn click(&self, path: &str) -> Result<()> {
        let target = self.target(path)?;
        ensure!(target.hit, "a click on `{path}` would hit {}", target.over);
        self.pointer(&[goto(target.x, target.y), down(), up()])
    }

    /// Moves the mouse onto an element.
    pub fn hover(&self, path: &str) -> Result<()> {
        let target = self.target(path)?;
        self.pointer(&[goto(target.x, target.y)])
    }

    /// Presses the mouse on an element, moves it by CSS pixels in five steps and lets go.
    pub fn drag(&self, path: &str, right: f64, below: f64) -> Result<()> {
        let Target { x, y, .. } = self.target(path)?;
        let mut actions = vec![goto(x, y), down()];
        actions.extend((1..=5).map(|step| goto(x + right * f64::from(step) / 5.0, y + below * f64::from(step) / 5.0)));
        actions.push(up());
        self.pointer(&actions)
    }

    /// Turns the wheel over an element, by CSS pixels, with modifier keys held, such as `Control` or nothing.
    pub fn wheel(&self, path: &str, right: i32, below: i32, held: &str) -> Result<()> {
        let Target { x, y, .. } = self.target(path)?;
        let mut sources = vec![json!({ "type": "wheel", "id": "wheel", "actions": [
            { "type": "pause", "duration": 0 },
            { "type": "scroll", "x": x.round() as i64, "y": y.round() as i64, "deltaX": right, "deltaY": below, "origin": "viewport" },
        ] })];
        if !held.is_empty() {
            let mut key = keys::chord(held)?;
            if let Some(source) = key.get_mut(0) {
                sources.push(source.take());
            }
        }
        self.act(&Value::Array(sources))
    }

    fn target(&self, path: &str) -> Result<Target> {
        let found = self.script(&format!(
            "const aim = find({});
             if (!aim) return null;
             // What comes near may be laid out only then, and move it: it is aimed at where it stays for a frame.
             let box, before;
             for (let tries = 0; tries < 10 && !(box && box.left === before?.left && box.top === before.top); tries += 1) {{
               before = box;
               aim.scrollIntoView({{ block: 'center', inline: 'center', behavior: 'instant' }});
               await new Promise((done) => requestAnimationFrame(done));
               box = aim.getClientRects()[0] ?? aim.getBoundingClientRect();
             }}
             const x = box.left + box.width / 2, y = box.top + box.height / 2;
             let over = document.elementFromPoint(x, y);
             for (let inner; over?.shadowRoot && (inner = over.shadowRoot.elementFromPoint(x, y)) && inner !== over;) over = inner;
             const name = over ? `<${{over.localName}} class=\"${{over.getAttribute('class') ?? ''}}\">` : 'nothing';
             return {{ x, y, hit: aim === over || aim.contains(over), over: name }};",
            quoted(path)
        ))?;
        ensure!(!found.is_null(), "there is no `{path}`");
        Ok(serde_json::from_value(found)?)
    }

    fn pointer(&self, actions: &[Value]) -> Result<()> {
        self.act(&json!([{
            "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" }, "actions": actions,
        }]))
    }

    /// Performs actions and waits until the page has drawn a frame after them.
    fn act(&self, sources: &Value) -> Result<()> {
        self.session.act(sources)?;
        match self.script("await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));") {
            // The act may have followed a link.
            Err(problem) if is_navigating(&problem) => Ok(()),
            outcome => outcome.map(drop),
        }
    }

    // Changing the environment.

    /// Sets the viewport, in CSS pixels.
    pub fn size(&self, width: u32, height: u32) -> Result<()> {
        if self.engine() == Engine::Chromium {
            let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
            return self.session.cdp("Emulation.setDeviceMetricsOverride", &metrics).map(drop);
        }
        if self.engine() == Engine::Firefox {
            // A window cannot be narrower than 500 pixels, but the page's place in it can.
            self.session.set_window(width.max(500) + 40, height + 200)?;
            self.session.firefox_chrome(&format!(
                "const {{ style }} = gBrowser.selectedBrowser;
                 style.width = style.minWidth = style.maxWidth = '{width}px';
                 style.height = style.minHeight = style.maxHeight = '{height}px';"
            ))?;
        }
        // A window has borders and bars of its own; the second time they are known.
        let started = Instant::now();
        let mut outer = (width, height);
        loop {
            if self.engine() == Engine::Webkit {
                self.session.set_window(outer.0, outer.1)?;
            }
            let resized = Instant::now();
            let mut inner: (u32, u32) = self.eval("[innerWidth, innerHeight]")?;
            while inner != (width, height) && resized.elapsed() < RESIZE_INTERVAL {
                std::thread::sleep(POLL_INTERVAL);
                inner = self.eval("[innerWidth, innerHeight]")?;
            }
            if inner == (width, height) {
                return Ok(());
            }
            ensure!(
                started.elapsed() < TIMEOUT,
                "{} made the viewport {}×{}, not {width}×{height}",
                self.engine(),
                inner.0,
                inner.1
            );
            outer = ((outer.0 + width).saturating_sub(inner.0), (outer.1 + height).saturating_sub(inner.1));
        }
    }

    /// Prefers dark or light, as a reader's system does; where no driver command sets it (WebKit), the root element's
    /// `color-scheme` is set, as a page with a theme switch does.
    pub fn scheme(&self, dark: bool) -> Result<()> {
        let word = if dark { "dark" } else { "light" };
        match self.engine() {
            Engine::Chromium => self.media(&[("prefers-color-scheme", word)]),
            Engine::Firefox => {
                // 0 is dark, 1 is light, 2 is the system's.
                let number = u8::from(!dark);
                let preference = "layout.css.prefers-color-scheme.content-override";
                self.session.firefox_chrome(&format!("Services.prefs.setIntPref('{preference}', {number});")).map(drop)
            }
            Engine::Webkit => {
                let scheme = if dark { "dark" } else { "" };
                self.script(&format!("document.documentElement.style.colorScheme = '{scheme}';")).map(drop)
            }
        }
    }

    /// Sets media features such as `("prefers-reduced-motion", "reduce")` or `("forced-colors", "active")`; each call
    /// replaces the one before. Chromium only.
    pub fn media(&self, features: &[(&str, &str)]) -> Result<()> {
        ensure!(self.engine() == Engine::Chromium, "media features can be set in Chromium only");
        let features: Vec<Value> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.session.cdp("Emulation.setEmulatedMedia", &json!({ "features": features })).map(drop)
    }

    /// Chromium's own protocol, for what the others do not have: print media, slower processors, being offline.
    pub fn cdp(&self, command: &str, parameters: &Value) -> Result<Value> {
        self.session.cdp(command, parameters)
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

    /// A picture of an element, as PNG.
    pub fn picture_of(&self, path: &str) -> Result<Vec<u8>> {
        let found = self.element(path)?;
        self.session.screenshot_of(element(&found).context("the engine did not name the element")?)
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
        self.session.go("about:blank")?;
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

fn goto(x: f64, y: f64) -> Value {
    json!({ "type": "pointerMove", "duration": 0, "x": x.round() as i64, "y": y.round() as i64, "origin": "viewport" })
}

fn down() -> Value {
    json!({ "type": "pointerDown", "button": 0 })
}

fn up() -> Value {
    json!({ "type": "pointerUp", "button": 0 })
}
