//! Screenshots at three widths, light and dark, in each engine: for people to look at.

use crate::Options;
use crate::engine::Engine;
use crate::page::Page;
use crate::server::Server;
use crate::webdriver::Session;
use anyhow::{Context as _, Result};
use serde_json::Value;
use std::path::Path;

/// A telephone, a tablet and a desk, in CSS pixels.
const WIDTHS: [u32; 3] = [360, 768, 1280];

/// Takes them all into `folder`.
///
/// # Errors
/// When an engine does not start or a picture cannot be taken.
pub fn take(options: &Options, folder: &Path) -> Result<()> {
    for &engine in &options.engines {
        let driver = engine.start_driver(&options.geckodriver)?;
        let server = Server::start(&options.folders)?;
        let session = Session::start(engine, &driver)?;
        let mut page = Page::new(&session, &server, None);
        for width in WIDTHS {
            for dark in [false, true] {
                page.reset()?;
                page.size(width, 900)?;
                page.scheme(dark)?;
                page.open(&options.page)?;
                prepare(&page, options, dark)?;
                let scheme = if dark { "dark" } else { "light" };
                let view = options.view.as_deref().unwrap_or("default");
                let path = folder.join(format!("{view}-{width}-{scheme}-{engine}.png"));
                page.screenshot_of_page(&path)?;
                println!("{}", path.display());
            }
        }
    }
    Ok(())
}

/// Waits for the embed, where there is one, and turns it to the view that is wanted.
fn prepare(page: &Page, options: &Options, dark: bool) -> Result<()> {
    if page.engine() == Engine::Webkit {
        page.scheme(dark)?;
    }
    page.script(
        "const late = new Promise((resolve) => setTimeout(resolve, 5000));
         return Promise.race([late, document.querySelector('back-story')?.load?.()]).then(() => null);",
    )
    .context("the embed did not come up")?;
    if let Some(view) = &options.view {
        let view = Value::from(view.as_str());
        page.script(&format!("document.querySelector('back-story')?.setAttribute('view', {view});"))?;
    }
    // Two frames and a moment: fonts and transitions come to rest.
    std::thread::sleep(std::time::Duration::from_millis(300));
    Ok(())
}
