//! An embed's whole life: a thousand mounts, paper, and pages where no script runs at all.

use super::host::{LOAD, loaded};
use crate::engine::Engine;
use crate::page::Page;
use crate::scenario::{Failure, Scenario};
use anyhow::{Context as _, ensure};
use serde_json::json;

pub const SCENARIOS: &[Scenario] = &[
    Scenario::new(
        "lifetime: a thousand mounts leave listeners, nodes and memory flat",
        "/pages/host/?loading=manual",
        thousand,
    ),
    Scenario::new("lifetime: sections that left the page leave nothing", "/pages/host/?loading=manual", sections)
        .only_in(&[Engine::Chromium]),
    Scenario::new("lifetime: a section that comes back works again", "/pages/host/?loading=manual", section_returns),
    Scenario::new("lifetime: moved into a frame of the page, it is shown there", "/pages/host/?loading=manual", moved),
    Scenario::new("lifetime: back from another page it still hears the reader", "/pages/host/", back).composited(),
    // WebKit's driver knows no printing.
    Scenario::new("lifetime: after printing the widget is back", "/dist/index.html", paper)
        .only_in(&[Engine::Chromium, Engine::Firefox]),
    Scenario::new("lifetime: the frame narrows its policy to its own origin", "/hosts/sandboxed/index.html", narrows),
    Scenario::new("lifetime: without script the text is all there", "/pages/silent/", silent),
];

/// Mounts and removes elements, one after another, each drawn and used; then lets the browser settle.
fn mount(page: &Page, times: usize) -> Result<(), Failure> {
    page.script(&format!(
        "for (let n = 0; n < {times}; n += 1) {{
           const host = document.createElement('back-story');
           host.setAttribute('view', 'record');
           find('main').append(host);
           await host.load();
           if (n % 10 === 0) await host.openTerm('massimov');
           host.remove();
         }}
         await new Promise((done) => setTimeout(done, 100));"
    ))
    .map(drop)
}

/// What Chromium counts after collecting garbage: listeners, nodes, bytes of JavaScript's heap.
fn counted(page: &Page) -> Result<[f64; 3], Failure> {
    // What is finalised in one collection falls in the next.
    for _ in 0..3 {
        page.cdp("HeapProfiler.collectGarbage", &json!({}))?;
        page.script("await new Promise((done) => setTimeout(done, 50));")?;
    }
    let counters = page.cdp("Memory.getDOMCounters", &json!({}))?;
    let heap = page.cdp("Runtime.getHeapUsage", &json!({}))?;
    let number = |it: &serde_json::Value, name: &str| it.get(name).and_then(serde_json::Value::as_f64);
    let all = [number(&counters, "jsEventListeners"), number(&counters, "nodes"), number(&heap, "usedSize")];
    let [Some(listeners), Some(nodes), Some(bytes)] = all else { anyhow::bail!("Chromium did not count") };
    Ok([listeners, nodes, bytes])
}

fn thousand(page: &mut Page) -> Result<(), Failure> {
    page.wait_for("customElements.get('back-story')", "the script has run")?;
    if page.engine() != Engine::Chromium {
        // The others do not count; that they bear it can be seen.
        mount(page, 100)?;
        page.script(LOAD)?;
        return page.wait_for("find('back-story >>> .row')", "the page's own embed still comes up");
    }
    mount(page, 20)?;
    let before = counted(page)?;
    for _ in 0..10 {
        mount(page, 100)?;
    }
    let after = counted(page)?;
    let [listeners, nodes, bytes] = [0, 1, 2].map(|n| (before.get(n).copied(), after.get(n).copied()));
    ensure!(listeners.1 <= listeners.0, "listeners grew: {listeners:?}");
    // A text node or two are the browser's own.
    ensure!(nodes.1 <= nodes.0.map(|it| it + 50.0), "nodes grew: {nodes:?}");
    ensure!(bytes.1 <= bytes.0.map(|it| it + 500_000.0), "the heap grew: {bytes:?}");
    Ok(())
}

/// Puts a section into the page, which is upgraded and taken out again, so many times.
fn pass_sections(page: &Page, times: usize) -> Result<(), Failure> {
    page.script(&format!(
        "for (let n = 0; n < {times}; n += 1) {{
           const section = document.createElement('section');
           section.setAttribute('data-backstory-src', '');
           section.setAttribute('data-backstory-loading', 'eager');
           find('main').prepend(section);
           const ready = new Promise((done) => section.addEventListener('backstory-ready', done));
           await customElements.get('back-story').scan();
           await ready;
           section.remove();
         }}
         window.emitted.length = 0;"
    ))
    .map(drop)
}

fn sections(page: &mut Page) -> Result<(), Failure> {
    page.wait_for("customElements.get('back-story')", "the script has run")?;
    pass_sections(page, 3)?;
    let [listeners, nodes, _] = counted(page)?;
    pass_sections(page, 20)?;
    let [listeners_after, nodes_after, _] = counted(page)?;
    ensure!(listeners_after <= listeners, "listeners grew from {listeners} to {listeners_after}");
    ensure!(nodes_after <= nodes + 50.0, "nodes grew from {nodes} to {nodes_after}");
    Ok(())
}

fn section_returns(page: &mut Page) -> Result<(), Failure> {
    loaded(page)?;
    page.script(
        "window.section = find('section[data-backstory-src]');
         section.removeAttribute('data-backstory-loading');
         section.scrollIntoView({ behavior: 'instant' });
         customElements.get('back-story').scan();",
    )?;
    page.wait_for("find('section[data-backstory-src] >>> .terms')", "the section is upgraded")?;
    page.script("section.remove(); await new Promise((done) => setTimeout(done, 50)); find('main').prepend(section);")?;
    page.click("section[data-backstory-src] >>> .row")?;
    page.wait_for("find('section[data-backstory-src] >>> .row[aria-expanded=true]')", "it hears the reader")
}

fn back(page: &mut Page) -> Result<(), Failure> {
    loaded(page)?;
    page.click("back-story >>> .row")?;
    page.wait_for("find('back-story >>> .body')", "an event is open")?;
    page.script("window.isKept = true;")?;
    page.open("/pages/silent/")?;
    page.back()?;
    ensure!(page.eval::<String>("location.pathname")? == "/pages/host/");
    // A browser may keep the page or load it anew; either way the embed works.
    if !page.eval::<bool>("Boolean(window.isKept)")? {
        loaded(page)?;
    }
    page.wait_for("find('back-story >>> .row')", "the widget is shown")?;
    let was: bool = page.eval("Boolean(find('back-story >>> .body'))")?;
    page.click("back-story >>> .row")?;
    page.wait_for(&format!("Boolean(find('back-story >>> .body')) !== {was}"), "it hears the reader")
}

fn paper(page: &mut Page) -> Result<(), Failure> {
    page.script(LOAD)?;
    page.print()?;
    page.wait_for("find('back-story >>> .root').checkVisibility()", "the widget is back on screen")
}

fn narrows(page: &mut Page) -> Result<(), Failure> {
    page.enter_frame("#frame")?;
    page.wait_for("find('back-story >>> .terms')", "the widget is shown")?;
    // The page's own policy would allow it, and the server's answer too: what refuses it is the policy that the script adds.
    let elsewhere = page.origin().replace("127.0.0.1", "localhost");
    let asked: String =
        page.eval(&format!("fetch('{elsewhere}/dist/oembed.json').then(() => 'answered', () => 'refused')"))?;
    ensure!(asked == "refused", "a request elsewhere was {asked}");
    page.leave_frames()?;
    page.expect_problem("csp", "connect-src")?;
    page.expect_problem("third-party", "connect-src")
}

fn silent(page: &mut Page) -> Result<(), Failure> {
    page.wait_for("find('#frame')", "the frame is there")?;
    page.wait_for("find('#frame').contentDocument?.readyState === 'complete'", "the frame is loaded")?;
    page.enter_frame("#frame").context("stepping into the frame")?;
    ensure!(page.eval::<bool>("!customElements.get('back-story') && !find('back-story').shadowRoot")?, "a script ran");
    let length: usize = page.eval("find('back-story').innerText.length")?;
    ensure!(length > 700, "only {length} letters to read");
    let parts: usize = page.eval("find('back-story').querySelectorAll('details').length")?;
    ensure!(parts >= 4, "only {parts} parts to open");
    page.leave_frames()?;
    // Nobody can collect problems where no script runs.
    page.script("find('#frame').remove();").map(drop)
}

/// An article that is moved into a frame of the page's own, as readers' views and editors' previews do it, before and after
/// the first view.
fn moved(page: &mut Page) -> Result<(), Failure> {
    page.wait_for("customElements.get('back-story')", "the script has run")?;
    page.script(
        "const frame = document.createElement('iframe');
         [frame.srcdoc, frame.title] = ['<!doctype html><title>A preview</title><body>', 'A preview'];
         await new Promise((done) => { frame.onload = done; find('main').prepend(frame); });
         window.host = find('back-story');
         frame.contentDocument.body.append(host);
         await host.load();",
    )?;
    let styled = "host.shadowRoot.querySelector('.row') && host.shadowRoot.adoptedStyleSheets.length === 1";
    page.wait_for(styled, "the widget is shown in the frame")?;
    page.script("find('main').append(host); await host.load();")?;
    page.wait_for(styled, "the widget is shown in the page")?;
    page.wait_for_rest()?;
    page.click("back-story >>> .row")?;
    page.wait_for("find('back-story >>> .row[aria-expanded=true]')", "it hears the reader")?;
    ensure!(page.eval::<bool>("window.error() === undefined")?, "a move is no error");
    Ok(())
}
