//! A W3C WebDriver client: the dozen commands that the scenarios need.
#![allow(clippy::cast_possible_truncation, reason = "measured numbers are small")]

use crate::engine::{Compositing, Driver, Engine};
use anyhow::{Context as _, Result, anyhow, bail, ensure};
use base64::Engine as _;
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use ureq::Agent;

/// Limit of one command.
const COMMAND: Duration = Duration::from_mins(3);
/// Limit of a page's loading and of a script's run.
const SCRIPT: Duration = Duration::from_mins(2);
/// Limit of a driver's start.
const START: Duration = Duration::from_mins(2);
/// The key under which WebDriver passes elements.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A browser under remote control; dropping it closes the browser.
pub struct Session {
    agent: Agent,
    /// `http://127.0.0.1:PORT/session/ID`.
    address: String,
    pub engine: Engine,
    compositing: Compositing,
}

/// The driver refused a command.
#[derive(Debug)]
pub struct Refused {
    /// WebDriver's error code, such as `unknown command`.
    pub code: String,
    pub message: String,
}

impl std::fmt::Display for Refused {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}: {}", self.code, self.message.lines().next().unwrap_or_default())
    }
}

impl std::error::Error for Refused {}

impl Session {
    /// Opens a browser.
    ///
    /// # Errors
    /// When the driver does not answer or the browser does not start.
    pub fn start(engine: Engine, driver: &Driver) -> Result<Self> {
        Self::with_limits(engine, driver, SCRIPT, COMMAND)
    }

    /// Opens a browser with limits for scripts and page loads (`script`) and for every command (`command`).
    ///
    /// # Errors
    /// As [`Session::start`].
    pub fn with_limits(engine: Engine, driver: &Driver, script: Duration, command: Duration) -> Result<Self> {
        let agent: Agent =
            Agent::config_builder().http_status_as_error(false).timeout_global(Some(command)).build().into();
        let started = Instant::now();
        while agent.get(format!("{}/status", driver.address)).call().is_err() {
            if started.elapsed() > START {
                bail!("the driver of {engine} does not answer");
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let body = agent
            .post(format!("{}/session", driver.address))
            .send_json(engine.capabilities())?
            .body_mut()
            .read_json()?;
        let opened = value(body).with_context(|| format!("{engine} did not start"))?;
        let id = opened.get("sessionId").and_then(Value::as_str).context("the driver named no session")?;
        let session = Self {
            address: format!("{}/session/{id}", driver.address),
            agent,
            engine,
            compositing: driver.compositing,
        };
        let limit = script.as_millis() as u64;
        session.post("timeouts", &json!({ "script": limit, "pageLoad": limit, "implicit": 0 }))?;
        if engine == Engine::Firefox {
            // Its tab and address bar are drawn anew with every page: a sixth of its work.
            session.firefox_chrome("document.getElementById('navigator-toolbox').style.display = 'none';")?;
        }
        Ok(session)
    }

    /// Sends a command with a body.
    ///
    /// # Errors
    /// [`Refused`] when the driver refuses; otherwise when it does not answer.
    pub fn post(&self, command: &str, body: &Value) -> Result<Value> {
        let mut response = self.agent.post(format!("{}/{command}", self.address)).send_json(body)?;
        value(response.body_mut().read_json()?)
    }

    /// Asks for something.
    ///
    /// # Errors
    /// As [`Session::post`].
    pub fn get(&self, question: &str) -> Result<Value> {
        let mut response = self.agent.get(format!("{}/{question}", self.address)).call()?;
        // Screenshots are larger than the default limit.
        value(response.body_mut().with_config().limit(64 << 20).read_json()?)
    }

    /// Loads an address and waits for it.
    pub fn go(&self, url: &str) -> Result<()> {
        self.post("url", &json!({ "url": url })).map(drop)
    }

    /// Runs the body of a function; promises are awaited.
    pub fn execute(&self, body: &str, arguments: &[Value]) -> Result<Value> {
        self.post("execute/sync", &json!({ "script": body, "args": arguments }))
    }

    /// Performs W3C actions and lets go of every key and button.
    pub fn act(&self, sources: &Value) -> Result<()> {
        self.post("actions", &json!({ "actions": sources }))?;
        self.agent.delete(format!("{}/actions", self.address)).call()?;
        Ok(())
    }

    /// A picture of the viewport, as PNG.
    ///
    /// # Errors
    /// In WebKit without compositing, whose driver would not answer.
    pub fn screenshot(&self) -> Result<Vec<u8>> {
        ensure!(
            self.engine != Engine::Webkit || self.compositing == Compositing::On,
            "WebKit takes no pictures without compositing"
        );
        decoded(&self.get("screenshot")?)
    }

    /// A picture of an element, as PNG.
    pub fn screenshot_of(&self, element: &str) -> Result<Vec<u8>> {
        decoded(&self.get(&format!("element/{element}/screenshot"))?)
    }

    /// A picture of the whole page, as PNG, where the engine can do that without a larger window.
    pub fn screenshot_of_page(&self) -> Result<Option<Vec<u8>>> {
        match self.engine {
            Engine::Chromium => {
                let picture = self.cdp("Page.captureScreenshot", &json!({ "captureBeyondViewport": true }))?;
                decoded(picture.get("data").unwrap_or(&Value::Null)).map(Some)
            }
            Engine::Firefox => decoded(&self.get("moz/screenshot/full")?).map(Some),
            Engine::Webkit => Ok(None),
        }
    }

    /// The page on paper, as PDF.
    pub fn print(&self) -> Result<Vec<u8>> {
        decoded(&self.post("print", &json!({}))?)
    }

    /// Sets the window's outer size, in CSS pixels.
    pub fn set_window(&self, width: u32, height: u32) -> Result<()> {
        self.post("window/rect", &json!({ "width": width, "height": height })).map(drop)
    }

    /// Chromium's own protocol.
    pub fn cdp(&self, command: &str, parameters: &Value) -> Result<Value> {
        self.post("goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    /// One of the counters of Chromium's `Performance.getMetrics`: seconds, bytes or a count.
    pub fn metric(&self, name: &str) -> Result<f64> {
        let answer = self.cdp("Performance.getMetrics", &json!({}))?;
        let metrics = answer.get("metrics").and_then(Value::as_array).context("no metrics")?;
        let found = metrics.iter().find(|metric| metric.get("name").and_then(Value::as_str) == Some(name));
        found.and_then(|metric| metric.get("value")?.as_f64()).with_context(|| format!("no metric {name}"))
    }

    /// Runs a script with Firefox's own rights, for preferences.
    pub fn firefox_chrome(&self, body: &str) -> Result<Value> {
        self.post("moz/context", &json!({ "context": "chrome" }))?;
        let result = self.execute(body, &[]);
        self.post("moz/context", &json!({ "context": "content" }))?;
        result
    }

    /// Closes the browser; drivers do not always do so when they are ended.
    fn close(&self) -> Result<()> {
        self.agent.delete(&self.address).call()?;
        Ok(())
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // A browser that has crashed cannot be closed; the driver's end is next.
        let _ = self.close();
    }
}

/// The identifier of an element that a script returned.
pub fn element(found: &Value) -> Option<&str> {
    found.get(ELEMENT)?.as_str()
}

fn value(answer: Value) -> Result<Value> {
    let Value::Object(mut answer) = answer else { bail!("the driver's answer is no object") };
    let value = answer.remove("value").unwrap_or(Value::Null);
    if let Some(code) = value.get("error").and_then(Value::as_str) {
        let message = value.get("message").and_then(Value::as_str).unwrap_or_default();
        return Err(anyhow!(Refused { code: code.into(), message: message.into() }));
    }
    Ok(value)
}

fn decoded(sent: &Value) -> Result<Vec<u8>> {
    let text = sent.as_str().context("the driver sent nothing")?;
    Ok(base64::engine::general_purpose::STANDARD.decode(text)?)
}
