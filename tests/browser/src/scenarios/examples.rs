//! The examples of `www/examples/`, as a newsroom copies them.

use crate::engine::Engine;
use crate::page::Page;
use crate::scenario::{Failure, Scenario};
use anyhow::ensure;

pub const SCENARIOS: &[Scenario] = &[
    Scenario::new("examples: plain HTML", "/examples/examples/plain.html", plain),
    Scenario::new("examples: React", "/examples/examples/react.html", framework),
    Scenario::new("examples: Vue", "/examples/examples/vue.html", framework),
    Scenario::new("examples: Svelte", "/examples/examples/svelte.html", framework),
    // What the bundlers write is the same for every engine.
    Scenario::new("examples: bundled by esbuild, Rollup, Vite and webpack", "", bundled).only_in(&[Engine::Chromium]),
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

/// The engine, the compiler and the parts are found by a page that a bundler has written, and nothing else is asked for.
fn bundled(page: &mut Page) -> Result<(), Failure> {
    for bundler in ["esbuild", "rollup", "vite", "webpack"] {
        page.open(&format!("/examples/bundled/{bundler}/index.html"))?;
        page.wait_for("find('back-story >>> .row')", &format!("the widget is shown, bundled by {bundler}"))?;
        page.wait_for("find('#prose [data-backstory-term]')", &format!("a term is found, bundled by {bundler}"))?;
        page.script(
            "find('back-story').story = { id: 'bridge', lang: 'en', title: 'The footbridge',
               events: [{ date: '2020-05-01', headline: 'It opens' }] };",
        )?;
        let title = "find('back-story >>> #title')?.textContent === 'The footbridge'";
        page.wait_for(title, &format!("a story is compiled, bundled by {bundler}"))?;
    }
    Ok(())
}
