//! The demonstration page, which is the first thing anybody sees of Backstory.

use crate::engine::Engine;
use crate::page::Page;
use crate::scenario::{Failure, Scenario};
use crate::server::unhashed;
use anyhow::ensure;

pub const SCENARIOS: &[Scenario] = &[
    Scenario::new("front page: the story is there before any script", "/pages/selfcheck/", plain),
    Scenario::new("front page: the embed comes up and asks nobody else", "/dist/index.html", comes_up),
    Scenario::new("front page: axe-core has no objection", "/dist/index.html", accessible),
];

fn plain(page: &mut Page) -> Result<(), Failure> {
    let (rows, parts): (usize, usize) = page.eval(
        "fetch('/dist/index.html').then((it) => it.text()).then((text) => {
           const page = new DOMParser().parseFromString(text, 'text/html');
           return ['.leads > li', 'details'].map((it) => page.querySelectorAll(`back-story ${it}`).length); })",
    )?;
    ensure!((1..=8).contains(&rows) && parts > 2, "{rows} leading events and {parts} parts in the page's own HTML");
    Ok(())
}

fn comes_up(page: &mut Page) -> Result<(), Failure> {
    page.script("return find('back-story').load().then(() => null);")?;
    page.wait_for("find('back-story').shadowRoot?.childElementCount > 0", "the widget is shown")?;
    let mut asked: Vec<String> = page.requests().iter().map(|request| unhashed(&request.path)).collect();
    asked.retain(|path| !path.starts_with("/__harness/") && path != "/favicon.ico");
    asked.sort_unstable();
    // Outside Chromium the script's own request of the engine is a second one, beside the page's early one.
    if page.engine() != Engine::Chromium {
        asked.dedup();
    }
    let wanted = [
        "/dist/article.css",
        "/dist/backstory.js",
        "/dist/backstory_article.js",
        "/dist/backstory_bg.wasm",
        "/dist/index.html",
    ];
    ensure!(asked == wanted, "the page asked for {asked:?}");
    Ok(())
}

fn accessible(page: &mut Page) -> Result<(), Failure> {
    page.assert_accessible("")?;
    page.script("return find('back-story').load().then(() => null);")?;
    page.assert_accessible("")
}
