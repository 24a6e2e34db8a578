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
    let mut differences = Vec::new();
    for name in &names {
        // Whole: drivers cut what is partly in the window already.
        page.script(&format!("find('#{name}').scrollIntoView({{ behavior: 'instant' }});"))?;
        let picture =
            page.picture_of(&format!("main > #{name}")).with_context(|| format!("taking a picture of #{name}"))?;
        if let Err(difference) = pictures::compare(&picture, page.engine(), &format!("{name}-{suffix}")) {
            differences.push(format!("{difference:#}"));
        }
    }
    if differences.is_empty() { Ok(()) } else { bail!("{}", differences.join("\n")) }
}
