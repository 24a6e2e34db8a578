//! The digest, and the upgrade from it to the widget: wherever the reader is, nothing else on the page moves. Links to entries
//! arrive.

use super::host::LOAD;
use crate::engine::Engine;
use crate::page::Page;
use crate::scenario::{Failure, Scenario};
use anyhow::ensure;
use flate2::read::ZlibDecoder;
use std::io::Read as _;

pub const SCENARIOS: &[Scenario] = &[
    Scenario::new("digest: it is small, closed", "/manual/index.html", small),
    Scenario::new("digest: an entry in a closed part opens beside the article's word", "/manual/index.html", defined),
    Scenario::new(
        "digest: without an engine, links to what it does not hold lead to the story page",
        "/pages/article-no-wasm/",
        leads_on,
    ),
    // The other engines' drivers do not emulate print media, and WebKit's prints nothing.
    Scenario::new("digest: the article with it prints on four pages", "/dist/index.html", paper)
        .only_in(&[Engine::Chromium, Engine::Firefox]),
    Scenario::new("widget: with the digest it has at most 1,800 nodes at rest", "/dist/index.html", few_nodes),
    Scenario::new("upgrade: nothing else moves, wherever the window is", "/manual/index.html", still),
    Scenario::new("upgrade: what fills the room again is given back", "/manual/index.html", given_back),
    Scenario::new("upgrade: a click is answered while the page still scrolls", "/manual/index.html", answers),
    Scenario::new("links: an entry's address brings it into view and keeps it", "/pages/selfcheck/", arrives),
    Scenario::new("links: a page that grows when the focus comes has no error", "/pages/selfcheck/", quiet),
    Scenario::new("links: an address that changes on the way is not lost", "/manual/index.html", changes_on_the_way),
    Scenario::new("links: an entry's address is copied, or else the page's own", "/dist/index.html", copied),
    Scenario::new("links: Back from an entry's address selects the one before", "/dist/index.html", back_to_entry),
];

/// Scripts that measure.
pub(super) const HOST: &str = "find('back-story').getBoundingClientRect()";
pub(super) const NEXT: &str = "find('#next').getBoundingClientRect().top";

/// Waits until the widget is shown, and everything on the page with it.
pub(super) fn upgraded(page: &Page) -> Result<(), Failure> {
    page.wait_for("find('back-story >>> .row')", "the widget is shown")?;
    page.wait_for_rest()?;
    // Its height may be settled in a later frame.
    page.script("await find('back-story').ready; await settled(() => scrollY + document.documentElement.scrollHeight);")
        .map(drop)
}

fn answers(page: &mut Page) -> Result<(), Failure> {
    let answered: bool = page
        .script(
            "const host = find('back-story'), frame = () => new Promise(requestAnimationFrame);
             let isScrolling = true;
             const scroll = async () => { for (let way = 1; isScrolling; way = -way) { scrollBy(0, way); await frame(); } };
             void scroll();
             void host.load();
             while (!find('back-story >>> .event')) await frame();
             // The rest of the first view comes in the tasks after its list.
             for (let frames = 0; frames < 3; frames += 1) await frame();
             const filters = () => find('back-story >>> [data-act=filters]');
             filters().click();
             await frame();
             const answered = filters().getAttribute('aria-expanded') === 'true';
             isScrolling = false;
             await host.ready;
             return answered;",
        )?
        .as_bool()
        .unwrap_or_default();
    ensure!(answered, "a click on Filters was lost");
    Ok(())
}

fn small(page: &mut Page) -> Result<(), Failure> {
    for (width, height, most) in [(1280, 800, 900.0), (360, 740, 1_500.0)] {
        page.size(width, height)?;
        let height: f64 = page.eval(&format!("{HOST}.height"))?;
        ensure!(height <= most, "{height} px at {width}");
        let wide: f64 = page.eval("document.documentElement.scrollWidth - innerWidth")?;
        ensure!(wide <= 0.0, "the page scrolls sideways by {wide} px at {width}");
    }
    let nodes: usize = page.eval(
        "(() => {
           const walker = document.createTreeWalker(find('back-story'));
           let count = 0;
           while (walker.nextNode()) count += 1;
           return count;
         })()",
    )?;
    ensure!(nodes <= 700, "{nodes} nodes");
    page.assert_accessible("back-story")
}

fn few_nodes(page: &mut Page) -> Result<(), Failure> {
    page.script(LOAD)?;
    page.wait_for_rest()?;
    let nodes: usize = page.eval(
        "(() => {
           let count = 0;
           for (const root of [find('back-story'), find('back-story').shadowRoot]) {
             for (const walker = document.createTreeWalker(root); walker.nextNode(); ) count += 1;
           }
           return count;
         })()",
    )?;
    ensure!(nodes <= 1_800, "{nodes} nodes");
    Ok(())
}

fn defined(page: &mut Page) -> Result<(), Failure> {
    let term = "find('article > p [data-backstory-term=knb]')";
    page.wait_for(&format!("{term}.hasAttribute('aria-haspopup')"), "the terms are buttons")?;
    page.script(&format!("{term}.click();"))?;
    let card = "find('back-story-card >>> .card')";
    page.wait_for(&format!("{card}?.querySelector('.definition')?.textContent.length > 20"), "its definition is open")?;
    ensure!(
        page.eval::<bool>(&format!("{card}.querySelector('.claim a').hash.includes('source-')"))?,
        "nobody says so"
    );
    ensure!(!page.requests().iter().any(|request| request.path.contains("_bg.wasm")), "the engine was asked for");
    // One that the digest does not hold comes from the engine.
    page.script(&format!(
        "[...{card}.querySelectorAll('a.term')].find((it) => it.href.includes('story.html')).click();"
    ))?;
    page.wait_for(
        &format!("{card}.querySelector('.card-foot').childElementCount === 3"),
        "another definition is open",
    )?;
    page.press("Escape")?;
    // The full entry is the digest's own.
    page.script(&format!("{term}.click();"))?;
    page.wait_for(&format!("{card}?.querySelector('.definition')"), "it is open again")?;
    page.script(&format!("{card}.querySelectorAll('.card-foot button')[0].click();"))?;
    page.wait_for(
        "find('.digest .glossary').open && location.hash === '#backstory-knb'",
        "its part of the digest opens",
    )
}

fn leads_on(page: &mut Page) -> Result<(), Failure> {
    page.wait_for("find('#mill').hasAttribute('aria-haspopup')", "the terms are buttons")?;
    page.script(
        "find('dt#backstory-mill + dd a').setAttribute('href', '/dist/story.html#backstory-knb');
         find('#mill').click();",
    )?;
    page.wait_for("find('back-story-card >>> .card .definition a')", "the definition is open")?;
    page.click("back-story-card >>> .card .definition a")?;
    page.wait_for_answer("/dist/story.html")?;
    page.wait_for(
        "location.pathname === '/dist/story.html' && find(':target')?.id === 'backstory-knb'",
        "the entry there",
    )?;
    page.unexpected().map(drop)
}

fn paper(page: &mut Page) -> Result<(), Failure> {
    upgraded(page)?;
    let pdf = page.print()?;
    let pages = pages_of(&pdf);
    ensure!((1..=4).contains(&pages), "{pages} pages");
    page.script("dispatchEvent(new Event('beforeprint'));")?;
    page.wait_for("find('.digest .leads').checkVisibility()", "the digest is printed")?;
    let address: String = page.eval("find('back-story').shadowRoot.lastElementChild.textContent")?;
    ensure!(address.ends_with("/story.html") && address.starts_with("http"), "{address}");
    page.script("dispatchEvent(new Event('afterprint'));")?;
    ensure!(page.eval::<bool>("find('back-story').shadowRoot.querySelector('slot') === null")?, "it stays");
    Ok(())
}

/// Number of pages of a PDF: of its objects of that type, which may be in compressed streams (ISO 32000-1, 7.5.7 and 7.7.3.3).
pub(super) fn pages_of(pdf: &[u8]) -> usize {
    const STREAM: &[u8] = b"stream";
    let mut text = pdf.to_vec();
    for (at, _) in pdf.windows(STREAM.len()).enumerate().filter(|(_, word)| *word == STREAM) {
        let data = pdf.get(at + STREAM.len()..).unwrap_or_default();
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let mut inflated = Vec::new();
        // What is no stream of this kind holds no pages.
        let _ = ZlibDecoder::new(data.strip_prefix(b"\n").unwrap_or(data)).read_to_end(&mut inflated);
        text.extend(inflated);
    }
    let text = String::from_utf8_lossy(&text).replace("/Type/Page", "/Type /Page");
    text.matches("/Type /Page").count() - text.matches("/Type /Pages").count()
}

/// Records layout shifts, in the engine that reports them.
const WATCH: &str = "
    window.shifts = [];
    if (PerformanceObserver.supportedEntryTypes.includes('layout-shift')) {
      new PerformanceObserver((list) => {
        for (const it of list.getEntries()) window.shifts.push(`${it.value}: ${it.sources.map((at) => at.node?.nodeName + at.node?.id)}`);
      }).observe({ type: 'layout-shift', buffered: false });
    }";

/// Scroll positions before the upgrade, from the top of the page to its end: `top` and `bottom` are the host's.
const PLACES: [&str; 7] = [
    "0",
    "top - innerHeight - 50",
    "top - innerHeight + 300",
    "top - 60",
    "top + 200",
    "bottom - innerHeight / 2",
    "document.documentElement.scrollHeight",
];

fn still(page: &mut Page) -> Result<(), Failure> {
    for (width, height) in [(1280, 800), (360, 740), (1280, 2_400), (360, 400)] {
        page.size(width, height)?;
        for place in PLACES {
            page.open("/manual/index.html")?;
            page.wait_for("customElements.get('back-story')", "the script has run")?;
            page.script(&format!(
                "const {{ top: y, bottom: end }} = {HOST}, top = y + scrollY, bottom = end + scrollY;
                 scrollTo({{ top: {place}, behavior: 'instant' }});
                 await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)));
                 {WATCH}
                 window.seen = [...document.querySelectorAll('article > *, .masthead, .colophon')].flatMap((it) => {{
                   const {{ top, bottom }} = it.getBoundingClientRect();
                   return it.localName !== 'back-story' && bottom > 0 && top < innerHeight ? [[it, top]] : [];
                 }});
                 window.unseen = [...document.querySelectorAll('article > *')].filter((it) =>
                   it.localName !== 'back-story' && it.getBoundingClientRect().top >= innerHeight);"
            ))?;
            page.script(LOAD)?;
            page.wait_for_rest()?;
            let moved: Vec<String> = page.eval(
                "window.seen.filter(([it, top]) => Math.abs(it.getBoundingClientRect().top - top) > 1)
                   .map(([it, top]) => `${it.localName} “${it.textContent.slice(0, 20)}” ${it.getBoundingClientRect().top - top}`)",
            )?;
            ensure!(moved.is_empty(), "at {place}, {width}×{height}: {moved:?} moved");
            let came: usize =
                page.eval("window.unseen.filter((it) => it.getBoundingClientRect().top < innerHeight - 1).length")?;
            ensure!(came == 0, "at {place}, {width}×{height}: {came} came into view");
            let shifts: Vec<String> = page.eval("window.shifts")?;
            ensure!(shifts.is_empty(), "at {place}, {width}×{height}: {shifts:?} shifted");
        }
    }
    Ok(())
}

fn given_back(page: &mut Page) -> Result<(), Failure> {
    page.size(1280, 3_400)?;
    page.wait_for("customElements.get('back-story')", "the script has run")?;
    // A taller text, and one that is shorter than the widget.
    for height in ["1800px", "780px"] {
        page.open("/manual/index.html")?;
        page.script(&format!("find('.digest').style.height = '{height}'; window.next = {NEXT}; {LOAD}"))?;
        page.wait_for_rest()?;
        ensure!(page.eval::<f64>(&format!("Math.abs(window.next - {NEXT})"))? <= 1.0, "{height}: the rest moved");
        page.script("find('back-story >>> .row').click();")?;
        page.wait_for(
            "find('back-story').style.minHeight === '' &&
             Math.abs(find('back-story').getBoundingClientRect().bottom - find('back-story >>> .root').getBoundingClientRect().bottom) < 2",
            "the widget takes its own height when the reader acts",
        )?;
    }
    Ok(())
}

fn quiet(page: &mut Page) -> Result<(), Failure> {
    page.open(&format!("/dist/index.html#backstory={LATE}"))?;
    upgraded(page)?;
    page.wait_for("find('back-story >>> [data-selected]')", "it is selected")?;
    // The runner fails the scenario for any error that the page hears of.
    page.script(
        "focused().blur();
         const grow = (height) => {
           const late = document.createElement('p');
           late.style.height = height;
           find('.masthead').after(late);
         };
         addEventListener('focusin', () => grow('40px'));
         grow('700px');
         await settled(() => scrollY);",
    )?;
    let place = place_of(LATE);
    page.wait_for(&format!("{place} >= -0.01 && {place} < 0.5"), "the entry is in view")
}

/// Where an entry stands in the window, from 0 at its top to 1 at its end.
fn place_of(id: &str) -> String {
    format!("find('back-story >>> #backstory-{id}').getBoundingClientRect().top / innerHeight")
}

/// An event late in the shipped story.
const LATE: &str = "sentenced-24-april";

fn arrives(page: &mut Page) -> Result<(), Failure> {
    for (width, height) in [(1280, 800), (360, 740)] {
        page.size(width, height)?;
        for folder in ["dist", "manual"] {
            // Another document each time: a fragment alone loads none.
            page.open("/pages/selfcheck/")?;
            page.open(&format!("/{folder}/index.html#backstory={LATE}"))?;
            upgraded(page)?;
            let place = place_of(LATE);
            page.wait_for(&format!("{place} >= -0.01 && {place} < 0.5"), "the entry is in view")?;
            page.wait_for("find('back-story >>> [data-selected]')", "it is selected")?;
            page.script(
                "const late = document.createElement('p'); late.style.height = '700px'; find('.masthead').after(late);",
            )?;
            page.wait_for(
                &format!("find('.masthead').nextSibling.offsetHeight === 700 && {place} >= -0.01 && {place} < 0.5"),
                "it stays in view",
            )?;
        }
    }
    // While the page is open, before the widget is shown.
    page.open("/pages/selfcheck/")?;
    page.open("/manual/index.html")?;
    page.wait_for("customElements.get('back-story')", "the script has run")?;
    page.script(SCROLLING_OBSERVERS)?;
    page.script(&format!("location.hash = 'backstory={LATE}';"))?;
    upgraded(page)?;
    let in_view = format!("{0} >= -0.01 && {0} < 0.5", place_of(LATE));
    page.wait_for(&in_view, "the entry is in view")?;
    page.script(
        "window.before = scrollY;
         const late = document.createElement('p'); late.style.height = '700px'; find('.masthead').after(late);",
    )?;
    page.wait_for(&format!("scrollY > window.before + 500 && {in_view}"), "the page follows the entry")?;
    ensure!(page.eval::<u32>("window.notified")? > 0, "no observer was notified");
    ensure!(page.eval::<u32>("window.scrolling")? == 0, "an observer scrolled within its notification");
    Ok(())
}

/// Counts the notifications of observers of sizes that scroll the page: what that shows may change the observed sizes, which is an
/// error of the page. The browser itself keeps no place here.
const SCROLLING_OBSERVERS: &str = "
    [window.notified, window.scrolling, window.before] = [0, 0, 0];
    document.documentElement.style.overflowAnchor = 'none';
    window.ResizeObserver = class extends ResizeObserver {
      constructor(callback) {
        super((...given) => {
          const before = scrollY;
          callback(...given);
          window.notified += 1;
          if (scrollY !== before) window.scrolling += 1;
        });
      }
    };";

fn changes_on_the_way(page: &mut Page) -> Result<(), Failure> {
    // In each turn of the event loop between the start and the end of loading.
    for turn in 0..12 {
        page.open("/pages/selfcheck/")?;
        page.open("/manual/index.html")?;
        page.wait_for("customElements.get('back-story')", "the script has run")?;
        page.script(&format!(
            "const own = setTimeout;
             let turn = 0;
             window.setTimeout = (does, ms, ...more) => own(() => {{
               if (!ms && turn++ === {turn}) location.hash = 'backstory={LATE}';
               does();
             }}, ms, ...more);
             await find('back-story').load();"
        ))?;
        if page.eval::<String>("location.hash")?.is_empty() {
            ensure!(turn > 3, "there are only {turn} turns");
            break;
        }
        page.wait_for(
            &format!("find('back-story >>> [data-selected]')?.id === 'backstory-{LATE}'"),
            &format!("the entry is selected that turn {turn} named"),
        )?;
    }
    Ok(())
}

fn copied(page: &mut Page) -> Result<(), Failure> {
    upgraded(page)?;
    page.script("find('back-story >>> .event .row').click();")?;
    let link = "find('back-story >>> [data-act=copy]')";
    page.wait_for(link, "an open entry has the link")?;
    page.script(&format!(
        "const clipboard = {{ writeText: async (text) => (window.copied = text) }};
         Object.defineProperty(navigator, 'clipboard', {{ value: clipboard, configurable: true }});
         {link}.click();"
    ))?;
    page.wait_for("window.copied?.includes('/dist/index.html#backstory=')", "the address is copied")?;
    page.wait_for("find('back-story >>> [role=status]').textContent.includes('opied')", "the reader hears it")?;
    ensure!(page.eval::<String>("location.hash")?.is_empty(), "the page's address is another");
    page.script(&format!(
        "Object.defineProperty(navigator, 'clipboard', {{ value: undefined }});
         {link}.click();"
    ))?;
    page.wait_for("location.hash.startsWith('#backstory=')", "without a clipboard it is the page's address")
}

fn back_to_entry(page: &mut Page) -> Result<(), Failure> {
    upgraded(page)?;
    let ids: Vec<String> = page.eval(
        "[...find('back-story').shadowRoot.querySelectorAll('.event')].map((it) => it.id.replace('backstory-', '')).slice(0, 2)",
    )?;
    let is_selected = |id: &str| format!("find('back-story >>> [data-selected]')?.id === 'backstory-{id}'");
    for id in &ids {
        page.script(&format!("location.hash = 'backstory={id}';"))?;
        page.wait_for(&is_selected(id), "the entry is selected")?;
    }
    page.script("history.back();")?;
    if let Some(first) = ids.first() {
        page.wait_for(&is_selected(first), "the one before is selected")?;
    }
    Ok(())
}
