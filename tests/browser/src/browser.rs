//! A browser that is driven through one scenario after another.

use crate::engine::{Compositing, Driver, Engine};
use crate::webdriver::Session;
use anyhow::Result;
use std::path::Path;

/// A driver, and the session that the last scenario left in order.
pub struct Browser<'a> {
    engine: Engine,
    geckodriver: &'a Path,
    // Before the driver: a session is closed through it.
    session: Option<Session>,
    driver: Driver,
}

impl<'a> Browser<'a> {
    /// Starts a driver; the browser follows with the first session.
    ///
    /// # Errors
    /// When the driver is missing or does not start.
    pub fn start(engine: Engine, geckodriver: &'a Path) -> Result<Self> {
        let driver = engine.start_driver(geckodriver, Compositing::Off)?;
        Ok(Self { engine, geckodriver, session: None, driver })
    }

    /// The session that was kept, or a new one.
    ///
    /// # Errors
    /// When the browser does not start, not with a new driver either.
    pub fn take_session(&mut self, compositing: Compositing) -> Result<Session> {
        // WebKit takes it from the driver's environment.
        if self.engine == Engine::Webkit && self.driver.compositing != compositing {
            self.session = None;
            self.restart(compositing)?;
        }
        if let Some(session) = self.session.take() {
            return Ok(session);
        }
        Session::start(self.engine, &self.driver).or_else(|_| {
            // The driver may have died with the browser it drove, or never have had its port.
            self.restart(compositing)?;
            Session::start(self.engine, &self.driver)
        })
    }

    /// Keeps a session for the next scenario; one that is dropped closes its browser.
    pub fn keep(&mut self, session: Session) {
        self.session = Some(session);
    }

    fn restart(&mut self, compositing: Compositing) -> Result<()> {
        self.driver = self.engine.start_driver(self.geckodriver, compositing)?;
        Ok(())
    }
}
