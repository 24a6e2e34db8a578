//! The page of states, `www/states.html`: each state of each part looks as its reference picture.

use crate::page::Page;
use crate::pictures;
use crate::scenario::{Failure, Scenario};
use anyhow::{Context as _, bail, ensure};

pub const SCENARIOS: &[Scenario] = &[
    Scenario::new("states: each looks as its picture, on a phone", "/pages/selfcheck/", narrow),
    Scenario::new("states: each looks as its picture, in an article", "/pages/selfcheck/", wide),
    Scenario::new("states: each looks as its picture, in an article, dark", "/pages/selfcheck/", dark),
];

fn narrow(page: &mut Page) -> Result<(), Failure> {
    compare(page, "width=360", "360")
}

fn wide(page: &mut Page) -> Result<(), Failure> {
    compare(page, "width=712", "712")
}

fn dark(page: &mut Page) -> Result<(), Failure> {
    compare(page, "width=712&theme=dark", "712-dark")
}

/// Compares a picture of each section of the page; all differences are listed.
fn compare(page: &mut Page, query: &str, suffix: &str) -> Result<(), Failure> {
    page.open(&format!("/dist/states.html?{query}"))?;
    page.wait_for("document.documentElement.dataset.ready === ''", "all states are there")?;
    let failed: Option<String> = page.eval("document.documentElement.dataset.failed ?? null")?;
    ensure!(failed.is_none(), "{failed:?}");
    let names: Vec<String> = page.eval("[...document.querySelectorAll('main > section')].map((it) => it.id)")?;
    // Of a page shorter than the window WebKit's driver takes the wrong part too.
    page.script("document.body.style.paddingBlockEnd = '200vh';")?;
    let mut differences = Vec::new();
    for name in &names {
        // Alone, and so at the beginning of the window: of a page that has scrolled WebKit's driver takes the wrong part.
        page.script(&format!(
            "for (const it of document.querySelectorAll('main > section')) it.style.display = it.id === '{name}' ? '' : 'none';
             scrollTo(0, 0);
             for (let n = 0; n < 3; n += 1) await new Promise((done) => requestAnimationFrame(done));"
        ))?;
        let picture =
            page.picture_of(&format!("main > #{name}")).with_context(|| format!("taking a picture of #{name}"))?;
        if let Err(difference) = pictures::compare(&picture, page.engine(), &format!("{name}-{suffix}")) {
            differences.push(format!("{difference:#}"));
        }
    }
    if differences.is_empty() { Ok(()) } else { bail!("{}", differences.join("\n")) }
}
