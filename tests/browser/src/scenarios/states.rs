//! The page of states, `www/states.html`: each state of each part looks as its reference picture. So do the most telling of the
//! stories that are hard to draw.

use crate::page::Page;
use crate::pictures;
use crate::scenario::{Failure, Scenario};
use anyhow::{bail, ensure};

pub const SCENARIOS: &[Scenario] = &[
    Scenario::new("states: each looks as its picture, on a phone", "/pages/selfcheck/", narrow).composited(),
    Scenario::new("states: each looks as its picture, in an article", "/pages/selfcheck/", wide).composited(),
    Scenario::new("states: each looks as its picture, in an article, dark", "/pages/selfcheck/", dark).composited(),
    Scenario::new("states: hard stories look as their pictures", "/pages/selfcheck/", hard).composited(),
];

fn narrow(page: &mut Page) -> Result<(), Failure> {
    compare(page, "/dist/states.html?width=360", "360")
}

fn wide(page: &mut Page) -> Result<(), Failure> {
    compare(page, "/dist/states.html?width=712", "712")
}

fn dark(page: &mut Page) -> Result<(), Failure> {
    compare(page, "/dist/states.html?width=712&theme=dark", "712-dark")
}

/// Hard stories at the width of an article; the names are ids of `tests/pages/cases/`.
const WIDE: &str = "all-on-one-day,deep-time,headlines-of-160-characters,arabic";
/// On a phone, and in a host that is narrower still.
const NARROW: &str = "undated-only,deep-time,arabic,a-host-240-pixels-wide";

fn hard(page: &mut Page) -> Result<(), Failure> {
    compare(page, &format!("/pages/cases/?width=712&only={WIDE}"), "712")?;
    compare(page, &format!("/pages/cases/?width=328&only={NARROW}"), "328")
}

/// Compares a picture of each section of the page; all differences are listed.
fn compare(page: &mut Page, path: &str, suffix: &str) -> Result<(), Failure> {
    page.open(path)?;
    page.wait_for("document.documentElement.dataset.ready === ''", "all states are there")?;
    let failed: Option<String> = page.eval("document.documentElement.dataset.failed ?? null")?;
    ensure!(failed.is_none(), "{failed:?}");
    let mut differences = Vec::new();
    for (name, picture) in page.pictures_of_sections()? {
        if let Err(difference) = pictures::compare(&picture, page.engine(), &format!("{name}-{suffix}")) {
            differences.push(format!("{difference:#}"));
        }
    }
    if differences.is_empty() { Ok(()) } else { bail!("{}", differences.join("\n")) }
}
