//! Acting as a reader: keys, pointer and wheel.
#![allow(clippy::cast_possible_truncation, reason = "coordinates are whole pixels")]

use super::{Page, is_navigating, quoted};
use crate::keys;
use anyhow::{Result, ensure};
use serde::Deserialize;
use serde_json::{Value, json};

/// A point of an element, in CSS pixels of the viewport, and what a click there would hit.
#[derive(Deserialize)]
struct Target {
    x: f64,
    y: f64,
    hit: bool,
    over: String,
}

impl Page<'_> {
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

    /// Taps an element with a finger. WebKit's driver has none.
    pub fn tap(&self, path: &str) -> Result<()> {
        let target = self.target(path)?;
        ensure!(target.hit, "a tap on `{path}` would hit {}", target.over);
        self.act(&json!([{
            "type": "pointer", "id": "finger", "parameters": { "pointerType": "touch" },
            "actions": [goto(target.x, target.y), down(), up()],
        }]))
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
