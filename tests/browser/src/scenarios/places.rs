//! The reader's place in the page while the widget comes: after a reload, Back and End, at a fragment, at words that a link names or
//! a search finds, and in a part of the digest.

use super::upgrade::{HOST, NEXT, upgraded};
use crate::page::Page;
use crate::scenario::{Failure, Scenario};
use anyhow::ensure;

pub const SCENARIOS: &[Scenario] = &[
    Scenario::new("place: a reload keeps the place below", "/dist/index.html", reload),
    Scenario::new("place: Back keeps the place below", "/dist/index.html", back).composited(),
    Scenario::new("place: End right after loading ends at the end", "/dist/index.html", end),
    Scenario::new("place: words that a link names, or a search finds, stay in view", "/pages/selfcheck/", found),
    Scenario::new("place: an open part of the digest stays until it is closed", "/manual/index.html", opened),
    Scenario::new(
        "place: words that a link names in a closed part of the digest are shown",
        "/pages/selfcheck/",
        unfolded,
    ),
    Scenario::new("place: a fragment of the page stays at the top", "/pages/selfcheck/", fragment),
];

/// Reads below the embed: the heading there is at the top of the window, and where it is then.
fn read_below(page: &mut Page) -> Result<f64, Failure> {
    let scroll = "find('#next').scrollIntoView({ behavior: 'instant' }); await settled(() => scrollY);";
    page.script(scroll)?;
    upgraded(page)?;
    page.script(scroll)?;
    page.eval(NEXT)
}

/// The heading is where it was.
fn stays(page: &Page, before: f64) -> Result<(), Failure> {
    upgraded(page)?;
    let after: f64 = page.eval(NEXT)?;
    ensure!((after - before).abs() <= 8.0, "the place moved from {before} to {after}");
    Ok(())
}

fn reload(page: &mut Page) -> Result<(), Failure> {
    for (width, height) in [(1280, 800), (360, 740)] {
        page.size(width, height)?;
        page.open("/dist/index.html")?;
        let before = read_below(page)?;
        page.reload()?;
        stays(page, before)?;
    }
    Ok(())
}

fn back(page: &mut Page) -> Result<(), Failure> {
    let before = read_below(page)?;
    page.open("/pages/selfcheck/")?;
    page.back()?;
    stays(page, before)
}

fn end(page: &mut Page) -> Result<(), Failure> {
    for (width, height) in [(360, 740), (1280, 800)] {
        page.size(width, height)?;
        page.open("/dist/index.html")?;
        page.press("End")?;
        upgraded(page)?;
        let left: f64 = page.eval("document.documentElement.scrollHeight - innerHeight - scrollY")?;
        // A widget that is drawn while the page still scrolls grows below the window.
        let is_in_view: bool = page.eval(&format!("{NEXT} < innerHeight && {NEXT} > -innerHeight"))?;
        ensure!(is_in_view && left < 300.0, "{left} px below the window, of {width}×{height}");
    }
    Ok(())
}

fn fragment(page: &mut Page) -> Result<(), Failure> {
    for (width, height) in [(360, 740), (1280, 600)] {
        page.size(width, height)?;
        page.open("/pages/selfcheck/")?;
        page.open("/dist/index.html#next")?;
        upgraded(page)?;
        let place: f64 =
            page.eval(&format!("Math.min({NEXT}, document.documentElement.scrollHeight - innerHeight - scrollY)"))?;
        ensure!(place.abs() <= 2.0, "{place} px from the heading, or from the end");
    }
    Ok(())
}

/// Whether the reader sees words of an element: what is found or linked is scrolled to the middle, or as far as the page goes.
fn sees(page: &Page, element: &str, what: &str) -> Result<(), Failure> {
    let place: f64 = page.eval(&format!("({element}).getBoundingClientRect().top / innerHeight"))?;
    ensure!((-0.01..0.99).contains(&place), "{what}: at {place} of the window");
    Ok(())
}

fn found(page: &mut Page) -> Result<(), Failure> {
    let words = "find('article > :last-child')";
    for (width, height) in [(360, 740), (1280, 600)] {
        page.size(width, height)?;
        // A text fragment (URL Fragment Text Directives), in the engines that have them.
        page.open("/pages/selfcheck/")?;
        page.open("/dist/index.html#:~:text=intended%20to%20appeal")?;
        let is_known: bool = page.eval("'fragmentDirective' in document")?;
        upgraded_below(page)?;
        if is_known {
            sees(page, words, "the words that the link names")?;
        }
        // A search in the page, as far as scripts can do one.
        page.open("/pages/selfcheck/")?;
        page.open("/manual/index.html")?;
        page.wait_for("customElements.get('back-story')", "the script has run")?;
        ensure!(page.eval::<bool>("window.find('intended to appeal')")?, "the words are in the page");
        sees(page, words, "the words that are found")?;
        let before: f64 = page.eval(&format!("{words}.getBoundingClientRect().top"))?;
        page.script("find('back-story').loading = 'lazy';")?;
        upgraded_below(page)?;
        let after: f64 = page.eval(&format!("{words}.getBoundingClientRect().top"))?;
        ensure!((before - after).abs() <= 1.0, "they moved from {before} to {after}");
        ensure!(page.eval::<String>("String(getSelection())")? == "intended to appeal", "they are no longer selected");
    }
    Ok(())
}

/// As [`upgraded`], for readers who are below: the widget is loaded when it is near.
fn upgraded_below(page: &Page) -> Result<(), Failure> {
    page.script("await settled(() => scrollY);")?;
    if page.eval::<bool>(&format!("{HOST}.bottom > -600 && {HOST}.top < innerHeight + 600"))? {
        upgraded(page)?;
    }
    Ok(())
}

fn opened(page: &mut Page) -> Result<(), Failure> {
    let summary = "find('.digest .accounts summary')";
    let is_digest =
        "!find('back-story').shadowRoot?.childElementCount && find('.digest .accounts li').checkVisibility()";
    // The reader opens a part before the engine has come.
    page.script(&format!("{summary}.click(); find('back-story').loading = 'eager';"))?;
    page.wait_for_answer("_bg.wasm")?;
    page.script("await settled(() => document.documentElement.scrollHeight, 500);")?;
    ensure!(page.eval::<bool>(is_digest)?, "what the reader reads was taken away");
    page.script(&format!("{summary}.click();"))?;
    upgraded(page)?;
    // A link to an entry, or the page, calls for the widget.
    for call in ["location.hash = 'backstory=massimov';", "void find('back-story').load();"] {
        page.open("/pages/selfcheck/")?;
        page.open("/manual/index.html")?;
        page.script(&format!("{summary}.click(); find('back-story').loading = 'eager';"))?;
        page.wait_for_answer("_bg.wasm")?;
        page.script("await settled(() => document.documentElement.scrollHeight);")?;
        ensure!(page.eval::<bool>(is_digest)?, "what the reader reads was taken away");
        page.script(call)?;
        upgraded(page)?;
    }
    Ok(())
}

fn unfolded(page: &mut Page) -> Result<(), Failure> {
    page.open("/manual/index.html")?;
    let words: String =
        page.eval("find('.digest .accounts li').textContent.trim().split(/\\s+/).slice(0, 6).join(' ')")?;
    let address: String = page.eval(&format!("'/dist/index.html#:~:text=' + encodeURIComponent({words:?})"))?;
    page.open("/pages/selfcheck/")?;
    page.open(&address)?;
    page.script("await settled(() => scrollY);")?;
    // Engines that do not look into closed parts leave the page at its top.
    if page.eval::<bool>("find('.digest .accounts').open")? {
        page.wait_for_answer("_bg.wasm")?;
        page.script("await settled(() => document.documentElement.scrollHeight, 500);")?;
        sees(page, "find('.digest .accounts li')", "the words that the link names")?;
    }
    Ok(())
}
