//! The demonstration article, read from masthead to foot on a phone: by keyboard, by finger, without a network, without script.

use super::host::LOAD;
use super::keyboard::FAULT;
use crate::engine::Engine;
use crate::page::Page;
use crate::scenario::{Failure, Scenario};
use anyhow::ensure;

pub const SCENARIOS: &[Scenario] = &[
    Scenario::new("reading: by keyboard alone, from masthead to foot", ARTICLE, by_keyboard),
    // WebKit's driver has no fingers.
    Scenario::new("reading: by finger, from masthead to foot", ARTICLE, by_finger)
        .only_in(&[Engine::Chromium, Engine::Firefox]),
    // The other engines' drivers cannot cut the network.
    Scenario::new("reading: all of it without a network, once it is loaded", ARTICLE, cut_off)
        .only_in(&[Engine::Chromium]),
    Scenario::new("reading: without script, from masthead to foot", "/pages/selfcheck/", without_script),
];

const ARTICLE: &str = "/dist/index.html";

fn on_a_phone(page: &mut Page) -> Result<(), Failure> {
    page.size(360, 740)?;
    page.open(ARTICLE)?;
    page.wait_for("customElements.get('back-story')", "the script has run")?;
    page.script(LOAD)?;
    page.wait_for("find('article [data-backstory-term=abishev]').hasAttribute('aria-haspopup')", "terms are buttons")?;
    page.wait_for_rest()
}

fn by_keyboard(page: &mut Page) -> Result<(), Failure> {
    on_a_phone(page)?;
    page.script("window.stops = [];")?;
    for n in 0..90 {
        page.press("Tab")?;
        let fault: Option<String> = page.eval(FAULT)?;
        ensure!(fault.is_none(), "stop {n}: {}", fault.unwrap_or_default());
        let is_new: bool = page.eval("!window.stops.includes(focused()) && window.stops.push(focused()) > 0")?;
        ensure!(is_new, "stop {n} comes again: the focus goes in a circle");
        if page.eval::<bool>("focused().dataset.backstoryTerm === 'massimov'")? {
            // A definition on the way, and on.
            page.press("Enter")?;
            page.wait_for("find('back-story-card >>> .definition')", "its definition opens")?;
            page.wait_for("focused().getAttribute('role') === 'dialog'", "and has the focus")?;
            page.press("Escape")?;
            page.wait_for("focused().dataset.backstoryTerm === 'massimov'", "the focus is back on the term")?;
        }
        if page.eval::<bool>("focused().dataset.backstoryTerm === 'abishev'")? {
            // Every stop lies below the one before, or beside it: the order is that of the page.
            let jumps: Vec<String> = page.eval(
                "(() => {
                   const places = window.stops.filter((it) => it.isConnected).map((it) => [it, it.getBoundingClientRect().top + scrollY]);
                   return places.flatMap(([it, top], n) => n && top < places[n - 1][1] - 60 ? [it.outerHTML.slice(0, 80)] : []);
                 })()",
            )?;
            ensure!(jumps.is_empty(), "the focus goes up to {jumps:?}");
            return Ok(());
        }
    }
    anyhow::bail!("90 stops do not lead to the last term of the article")
}

/// The window shows the definition as a sheet at its bottom, with a way to close it.
fn sheet(page: &Page, card: &str) -> Result<(), Failure> {
    page.wait_for(
        &format!(
            "(({{ left, right, bottom }}) => left === 0 && right === innerWidth && Math.abs(bottom - innerHeight) < 1)(
               find('{card}').getBoundingClientRect())"
        ),
        "the definition is a sheet at the bottom",
    )
}

fn by_finger(page: &mut Page) -> Result<(), Failure> {
    on_a_phone(page)?;
    page.tap("article p [data-backstory-term=massimov]")?;
    sheet(page, "back-story-card >>> .card")?;
    page.tap("article h1")?;
    page.wait_for("!find('back-story-card >>> .card').childElementCount", "a tap beside it closes it")?;
    page.tap("back-story >>> .chips > :nth-child(4)")?;
    page.wait_for("find('back-story >>> .chips > :nth-child(4)').ariaPressed === 'true'", "the chapter is chosen")?;
    page.wait_for_rest()?;
    page.tap("back-story >>> .event .row")?;
    page.wait_for("find('back-story >>> .event .body')", "the row opens")?;
    page.tap("back-story >>> .event:nth-child(2) .row")?;
    page.wait_for("find('back-story >>> .event:nth-child(2) .body')", "so does the next")?;
    page.tap("back-story >>> .standfirst .term")?;
    sheet(page, "back-story >>> #card")?;
    page.tap("back-story >>> #card [data-act=close]")?;
    page.wait_for("!find('back-story >>> #card').childElementCount", "it closes")?;
    page.tap("back-story >>> .body .cites .link")?;
    page.wait_for("find('back-story >>> .source[data-selected]')", "a cite leads to its source")?;
    page.tap("back-story >>> [data-act=return]")?;
    page.wait_for("find('back-story >>> .event .body')", "and back")?;
    page.tap("article [data-backstory-term=abishev]")?;
    sheet(page, "back-story-card >>> .card")
}

fn cut_off(page: &mut Page) -> Result<(), Failure> {
    on_a_phone(page)?;
    page.without_network(|| read_offline(page))
}

fn read_offline(page: &Page) -> Result<(), Failure> {
    page.script("find('article [data-backstory-term=edilov]').click();")?;
    page.wait_for("find('back-story-card >>> .definition')?.textContent.length > 20", "a definition opens")?;
    page.press("Escape")?;
    for view in 0..5 {
        page.script(&format!("find('back-story >>> [data-act=view][data-n=\"{view}\"]').click();"))?;
        page.script("find('back-story >>> .row').click();")?;
        page.wait_for("find('back-story >>> .row').ariaExpanded === 'true'", "its first row opens")?;
    }
    page.script("find('back-story >>> #query').focus();")?;
    page.type_text("verdict")?;
    page.wait_for("find('back-story >>> .results .event')", "something is found")?;
    page.script("find('back-story >>> .results .term')?.click();").map(drop)
}

fn without_script(page: &mut Page) -> Result<(), Failure> {
    // Scripts do not run in a sandbox; this page's may look into it.
    page.script(
        "const frame = document.createElement('iframe');
         frame.sandbox = 'allow-same-origin';
         frame.style = 'inline-size: 360px; block-size: 740px; border: 0';
         frame.src = '/dist/index.html';
         document.body.replaceChildren(frame);
         await new Promise((done) => frame.addEventListener('load', done));
         window.article = frame.contentDocument;",
    )?;
    let (wide, buttons): (i32, usize) = page.eval(
        "[article.documentElement.scrollWidth - 360, article.querySelectorAll('[role=button], button, [aria-busy]').length]",
    )?;
    ensure!(wide <= 0 && buttons == 0, "{wide} px too wide, {buttons} things that do nothing");
    let leads: Vec<String> =
        page.eval("[...article.querySelectorAll('.digest .lead')].filter((it) => it.checkVisibility()).map((it) => it.textContent.trim())")?;
    ensure!((6..=8).contains(&leads.len()), "{leads:?}");
    // Every closed part opens, and has words in it.
    let empty: Vec<String> = page.eval(
        "[...article.querySelectorAll('.digest details')].flatMap((it) => {
           it.querySelector('summary').click();
           const isRead = it.open && it.innerText.length > 100;
           return isRead ? [] : [it.innerText];
         })",
    )?;
    ensure!(empty.is_empty(), "{empty:?}");
    let parts: usize = page.eval("article.querySelectorAll('.digest details').length")?;
    ensure!(parts >= 4, "{parts} parts");
    let broken: Vec<String> = page.eval(
        "(async () => {
           const broken = [];
           const addresses = new Set([...article.querySelectorAll('.digest a')].map((it) => it.href));
           const texts = new Map();
           for (const address of addresses) {
             const { origin, pathname, hash } = new URL(address);
             if (origin !== location.origin) continue;
             if (!texts.has(pathname)) texts.set(pathname, await fetch(pathname).then((it) => (it.ok ? it.text() : '')));
             const text = texts.get(pathname);
             if (!text || (hash && !text.includes(`id=\"${decodeURIComponent(hash.slice(1))}\"`))) broken.push(address);
           }
           return broken;
         })()",
    )?;
    ensure!(broken.is_empty(), "these lead nowhere: {broken:?}");
    // No script collects problems in there.
    page.script("document.body.replaceChildren();").map(drop)
}
