//! The examples of `www/examples/`, as a newsroom copies them.

use crate::page::Page;
use crate::scenario::{Failure, Scenario};
use anyhow::ensure;

pub const SCENARIOS: &[Scenario] = &[
    Scenario::new("examples: plain HTML", "/examples/examples/plain.html", plain),
    Scenario::new("examples: React", "/examples/examples/react.html", framework),
    Scenario::new("examples: Vue", "/examples/examples/vue.html", framework),
    Scenario::new("examples: Svelte", "/examples/examples/svelte.html", framework),
];

fn plain(page: &mut Page) -> Result<(), Failure> {
    page.wait_for("find('back-story >>> .row')", "the widget is shown")?;
    page.assert_accessible("")?;
    page.click("#glossary")?;
    page.wait_for("find('back-story >>> .terms')", "the page chooses the view")?;
    page.click("#term")?;
    page.wait_for("find('#last').textContent === 'Open: massimov'", "the page hears what was opened")?;
    page.press("Escape")
}

fn framework(page: &mut Page) -> Result<(), Failure> {
    plain(page)?;
    // By the property in one framework, by the attribute in the others.
    ensure!(page.eval::<String>("find('back-story >>> #title').localName")? == "h2");
    page.click("#toggle")?;
    page.wait_for("!find('back-story')", "the framework takes it away")?;
    page.click("#toggle")?;
    page.wait_for("find('back-story >>> .terms')", "and brings back a new one with the view it knows")
}
