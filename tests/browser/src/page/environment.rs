//! Changing what a page meets: the viewport, and what its reader prefers.

use super::{POLL_INTERVAL, Page, TIMEOUT};
use crate::engine::Engine;
use anyhow::{Result, ensure};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// Pause after which a window that has not taken its size is resized again; see [`Page::size`].
const RESIZE_INTERVAL: Duration = Duration::from_millis(400);

impl Page<'_> {
    /// Sets the viewport, in CSS pixels.
    pub fn size(&self, width: u32, height: u32) -> Result<()> {
        if self.engine() == Engine::Chromium {
            let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
            return self.session.cdp("Emulation.setDeviceMetricsOverride", &metrics).map(drop);
        }
        if self.eval::<(u32, u32)>("[innerWidth, innerHeight]")? == (width, height) {
            return Ok(());
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
}
