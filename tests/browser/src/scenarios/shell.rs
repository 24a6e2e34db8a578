//! The shell in odd circumstances: copies of itself, networks that break off, readers who come
//! from below.

use super::host::{LOAD, keeps_fallback, loaded};
use crate::page::Page;
use crate::scenario::{Failure, Scenario};
use crate::server::NEWER;
use anyhow::ensure;

pub const SCENARIOS: &[Scenario] = &[
    Scenario::new("shell: a second copy of the script upgrades nothing twice", "/pages/host/", twice),
    Scenario::new("shell: of two versions the higher one serves", "/pages/host/?loading=manual", versions),
    Scenario::new("shell: src works where URL.canParse does not", "/pages/host/?loading=manual", old_url),
    Scenario::new(
        "shell: a story that breaks off leaves the fallback: offline",
        "/pages/host/?loading=manual",
        breaks_off,
    ),
    Scenario::new("shell: a story without end is given up: data", "/pages/host/?loading=manual", endless),
    Scenario::new("shell: a story of a stated 1 TiB is not awaited: data", "/pages/host/?loading=manual", enormous),
    Scenario::new(
        "shell: somebody else's violation is not ours",
        "/pages/reporting/?dist=/broken/missing&loading=manual",
        others_violation,
    ),
    Scenario::new("shell: a web page in place of the engine: mime", "/pages/host/?dist=/broken/page", mime),
    Scenario::new("shell: a reader loads the script and the engine, and nothing later", "/pages/host/", nothing_later),
    Scenario::new(
        "shell: an engine that does not come leaves the fallback: timeout",
        "/pages/host/?dist=/broken/hangs&loading=manual",
        engine_hangs,
    ),
    Scenario::new(
        "shell: a part that does not come leaves the terms plain words: timeout",
        "/pages/host/?dist=/broken/article-hangs&loading=manual",
        part_hangs,
    ),
    Scenario::new(
        "shell: a frame whose script does not come shows its text",
        "/pages/host/?loading=manual",
        frame_hangs,
    ),
    Scenario::new(
        "shell: what changes while the first view is made is not missed",
        "/pages/host/?loading=manual",
        changes_meanwhile,
    ),
    Scenario::new("shell: the room kept below is given back", "/pages/host/?loading=manual", room),
    Scenario::new(
        "shell: the room kept for a view that another overtakes is given back",
        "/pages/host/?loading=manual",
        overtaken_room,
    ),
    Scenario::new("shell: who is below a long text stays there", "/pages/below/", from_below),
    Scenario::new("shell: an attribute closes the definition it takes away", "/dist/index.html", card),
];

/// What the page heard from one element.
const READY: &str = "window.emitted.filter((it) => it.name === 'ready').length";

/// The address of the shipped story as a file of its own.
pub const STORY: &str = "
    const wasm = await WebAssembly.compile(await (await fetch('/dist/backstory_bg.wasm')).arrayBuffer());
    const [bytes] = WebAssembly.Module.customSections(wasm, 'backstory.story');";

fn twice(page: &mut Page) -> Result<(), Failure> {
    loaded(page)?;
    page.script(
        "const section = find('section[data-backstory-src]');
         section.removeAttribute('data-backstory-loading');
         section.scrollIntoView({ behavior: 'instant' });
         customElements.get('back-story').scan();",
    )?;
    page.wait_for("find('section[data-backstory-src] >>> .terms')", "the section is upgraded")?;
    page.script(
        "window.drawn = find('section[data-backstory-src] >>> .root');
         await import('/dist/backstory.js?again');
         await settled(() => window.emitted.length);",
    )?;
    ensure!(page.eval::<usize>(READY)? == 2, "{} upgrades", page.eval::<usize>(READY)?);
    ensure!(page.eval::<bool>("window.drawn === find('section[data-backstory-src] >>> .root')")?, "drawn again");
    ensure!(page.eval::<bool>("window.error() === undefined")?, "a second copy is no error");
    Ok(())
}

fn versions(page: &mut Page) -> Result<(), Failure> {
    page.wait_for("customElements.get('back-story')", "the first copy has run")?;
    page.script("await import('/newer/backstory.js');")?;
    loaded(page)?;
    let version: String = page.eval("window.emitted.find((it) => it.name === 'ready').detail.version")?;
    ensure!(version == NEWER, "{version} serves");
    ensure!(page.eval::<bool>("find('back-story').select('massimov')")?, "the first copy's element drives it");
    ensure!(page.eval::<bool>("window.error() === undefined")?, "two versions are no error");
    Ok(())
}

fn old_url(page: &mut Page) -> Result<(), Failure> {
    page.wait_for("customElements.get('back-story')", "the script has run")?;
    page.script(&format!(
        "{STORY}
         delete URL.canParse;
         find('back-story').setAttribute('src', URL.createObjectURL(new Blob([bytes])));
         await find('back-story').load();"
    ))?;
    page.wait_for("find('back-story >>> .row')", "the widget is shown")
}

fn breaks_off(page: &mut Page) -> Result<(), Failure> {
    page.wait_for("customElements.get('back-story')", "the script has run")?;
    page.script(&format!("find('back-story').setAttribute('src', '{}/story.bks'); {LOAD}", page.cut()))?;
    keeps_fallback(page, "offline")
}

fn endless(page: &mut Page) -> Result<(), Failure> {
    too_large(page, "endless")
}

fn enormous(page: &mut Page) -> Result<(), Failure> {
    too_large(page, "enormous")
}

fn too_large(page: &mut Page, name: &str) -> Result<(), Failure> {
    page.wait_for("customElements.get('back-story')", "the script has run")?;
    page.script(&format!("find('back-story').setAttribute('src', '{}/{name}.bks'); {LOAD}", page.cut()))?;
    keeps_fallback(page, "data")?;
    let message: String = page.eval("window.error().message")?;
    ensure!(message.contains(name) && message.ends_with("has more than 64 MiB"), "{message}");
    Ok(())
}

fn others_violation(page: &mut Page) -> Result<(), Failure> {
    page.wait_for("customElements.get('back-story')", "the script has run")?;
    let elsewhere = page.origin().replace("127.0.0.1", "localhost");
    page.script(&format!(
        "const refused = new Promise((done) => document.addEventListener('securitypolicyviolation', done, {{ once: true }}));
         window.other = setInterval(() => fetch('{elsewhere}/dist/oembed.json').catch(() => {{}}), 5);
         await refused;
         {LOAD}"
    ))?;
    page.script("clearInterval(window.other); await settled(() => window.emitted.length);")?;
    keeps_fallback(page, "http")?;
    page.expect_problem("csp", "connect-src")?;
    page.expect_problem("third-party", "connect-src")?;
    page.expect_missing("_bg.wasm")
}

/// The files of the embed that the page has asked for, be it of a cache.
const FILES: &str = "performance.getEntriesByType('resource')
    .map((it) => it.name.split('/').pop().replace(/\\.[0-9a-f]{12}/, ''))
    .filter((it) => /^backstory/.test(it)).sort()";

fn nothing_later(page: &mut Page) -> Result<(), Failure> {
    loaded(page)?;
    page.wait_for("find('back-story >>> .row')", "the widget is shown")?;
    page.click("back-story >>> .row")?;
    page.wait_for("find('back-story >>> .body')", "a row opens")?;
    page.script(
        "const host = find('back-story');
         host.shadowRoot.querySelector('[data-act=zoom]')?.click();
         await host.search('Tokayev');
         await host.openTerm('massimov');
         await host.reset();",
    )?;
    let is_all = format!("(({FILES}).join() === 'backstory.js,backstory_bg.wasm')");
    // WebKit reports a fetch some time after it.
    page.wait_for(&is_all, "script and engine were asked for, and nothing else")
}

fn changes_meanwhile(page: &mut Page) -> Result<(), Failure> {
    page.wait_for("customElements.get('back-story')", "the script has run")?;
    // In every turn of the event loop from the start of loading on, so that some fall between any two of its steps.
    page.script(
        "const host = find('back-story');
         let isLoaded = false;
         host.load().then(() => (isLoaded = true));
         for (let n = 0; n < 400 && !isLoaded; n += 1) {
           host.view = n % 20 < 10 ? 'glossary' : 'timeline';
           await new Promise((done) => setTimeout(done));
         }
         host.view = 'voices';
         await host.load();",
    )?;
    page.wait_for("find('back-story >>> .voices')", "the last view is shown")?;
    page.open("/pages/host/?loading=manual")?;
    page.wait_for("customElements.get('back-story')", "the script has run")?;
    page.script(
        "const host = find('back-story'), load = host.load();
         await new Promise((done) => setTimeout(done, 20));
         host.view = 'voices';
         await load;",
    )?;
    page.wait_for("find('back-story >>> .voices')", "a view that was asked for meanwhile is shown")?;
    page.open("/pages/host/?loading=manual")?;
    page.wait_for("customElements.get('back-story')", "the script has run")?;
    // Between the first two steps, which part in a timer without a delay.
    page.script(
        "const own = setTimeout;
         window.setTimeout = (does, ms) => own(() => {
           if (ms === undefined && !location.hash) location.hash = 'backstory=massimov';
           does();
         }, ms);
         await find('back-story').load();",
    )?;
    page.wait_for("find('back-story >>> .entry[data-selected]')", "the entry that the address names meanwhile stands")
}

/// Shortens the time limit of requests, which is 30 seconds.
const HURRY: &str = "
    const own = window.setTimeout;
    window.setTimeout = (act, wait, ...more) => own(act, wait >= 30_000 ? 400 : wait, ...more);";

fn engine_hangs(page: &mut Page) -> Result<(), Failure> {
    page.wait_for("customElements.get('back-story')", "the script has run")?;
    page.script(&format!("{HURRY} {LOAD}"))?;
    keeps_fallback(page, "timeout")
}

fn part_hangs(page: &mut Page) -> Result<(), Failure> {
    page.wait_for("customElements.get('back-story')", "the script has run")?;
    page.script(&format!(
        "{HURRY}
         find('h1').setAttribute('data-backstory-term', 'knb');
         await customElements.get('back-story').scan();"
    ))?;
    page.wait_for("window.error()?.code === 'timeout'", "the page learns of the time limit")?;
    ensure!(!page.eval::<bool>("find('h1').hasAttribute('aria-haspopup')")?, "the term is no button");
    Ok(())
}

fn frame_hangs(page: &mut Page) -> Result<(), Failure> {
    page.script(
        "const frame = document.createElement('iframe');
         [frame.id, frame.title, frame.src] = ['frame', 'The background', '/broken/frame-hangs/embed.html?theme=dark'];
         find('h1').after(frame);",
    )?;
    page.wait_for(
        "find('#frame').contentWindow.performance.getEntriesByName('first-contentful-paint').length > 0",
        "its text is painted",
    )?;
    let (theme, margin): (String, String) = page.eval(
        "(({ documentElement, body }) => [documentElement.style.colorScheme, getComputedStyle(body).marginTop])(
           find('#frame').contentDocument)",
    )?;
    ensure!(theme == "dark" && margin == "0px", "it has the scheme {theme} and a margin of {margin}");
    page.script("find('#frame').remove();").map(drop)
}

fn mime(page: &mut Page) -> Result<(), Failure> {
    loaded(page)?;
    keeps_fallback(page, "mime")?;
    // Engines say on the console, where scripts cannot hear it, that the hash did not hold.
    page.unexpected().map(drop)
}

/// How far the element reaches below its widget, in CSS pixels.
const SLACK: &str =
    "find('back-story').getBoundingClientRect().bottom - find('back-story >>> .root').getBoundingClientRect().bottom";

/// Shows a widget that ends above the window's end, where a fallback reached below it; something is done before.
fn shorter(page: &mut Page, before: &str) -> Result<(), Failure> {
    page.size(1280, 6_000)?;
    page.wait_for("customElements.get('back-story')", "the script has run")?;
    page.script(&format!(
        "find('back-story').style.display = 'block';
         find('#fallback').style.height = '9000px';
         find('back-story').setAttribute('view', 'record');
         {before}
         await find('back-story').load();"
    ))?;
    ensure!(page.eval::<f64>(SLACK)? > 100.0, "no room is kept: {}", page.eval::<f64>(SLACK)?);
    ensure!(page.eval::<bool>("find('#after').getBoundingClientRect().top >= innerHeight")?, "the rest came into view");
    Ok(())
}

fn given_back(page: &mut Page) -> Result<(), Failure> {
    page.script("find('back-story >>> .tab').click();")?;
    page.wait_for(&format!("Math.abs({SLACK}) < 2"), "the room is given back when the reader does something")
}

fn overtaken_room(page: &mut Page) -> Result<(), Failure> {
    // Between the first view's tasks.
    shorter(
        page,
        "const host = find('back-story');
         host.attachShadow = (init) => {
             queueMicrotask(() => host.setAttribute('src', ''));
             return Element.prototype.attachShadow.call(host, init);
         };",
    )?;
    given_back(page)
}

fn room(page: &mut Page) -> Result<(), Failure> {
    shorter(page, "")?;
    given_back(page)?;
    // Where the widget is longer than the window, nothing is kept at all.
    page.size(1280, 900)?;
    page.open("/dist/index.html")?;
    page.script(LOAD)?;
    page.wait_for("find('back-story').style.minHeight === ''", "no room is kept where none is needed")
}

fn from_below(page: &mut Page) -> Result<(), Failure> {
    page.wait_for("customElements.get('back-story')", "the script has run")?;
    page.script(
        "scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' });
         window.kept = find('#after').getBoundingClientRect().top;",
    )?;
    page.wait_for("find('back-story >>> .row')", "the widget is shown")?;
    page.wait_for_rest()?;
    let moved: f64 = page.eval("find('#after').getBoundingClientRect().top - window.kept")?;
    ensure!(moved.abs() <= 1.0, "the text below moved by {moved} px");
    Ok(())
}

fn card(page: &mut Page) -> Result<(), Failure> {
    page.script(LOAD)?;
    page.click("back-story >>> .standfirst .term")?;
    page.wait_for("find('back-story >>> #card').matches(':popover-open')", "the definition is open")?;
    page.script("find('back-story').setAttribute('view', 'voices');")?;
    page.wait_for("find('back-story >>> .voices')", "the other view")?;
    ensure!(
        !page.eval::<bool>("find('back-story >>> #card').matches(':popover-open')")?,
        "an empty definition is open"
    );
    Ok(())
}
