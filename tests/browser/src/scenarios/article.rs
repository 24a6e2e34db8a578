//! Terms in the host's own prose, and the definition they open.

use super::shell::STORY;
use crate::engine::Engine;
use crate::page::Page;
use crate::scenario::{Failure, Scenario};
use anyhow::ensure;
use serde_json::json;

pub const SCENARIOS: &[Scenario] = &[
    Scenario::new("article: a term opens by keyboard, and Tab goes on", "/pages/article/", keyboard),
    Scenario::new("article: terms inside definitions open in place", "/pages/article/", nested),
    Scenario::new("article: Escape and a click outside close", "/pages/article/", dismissed),
    Scenario::new("article: resting on a term opens it, leaving closes it", "/pages/article/", hovered),
    Scenario::new("article: a tap opens, and never a hover", "/pages/article/", tapped),
    Scenario::new("article: links and buttons of the host stay what they are", "/pages/article/", natives),
    Scenario::new("article: what cannot be a term stays plain words", "/pages/article/", refused),
    Scenario::new("article: removing the embed undoes everything", "/pages/article/", undone),
    Scenario::new("article: terms that come later are found by scan", "/pages/article/", later),
    Scenario::new("article: a host that unsets everything keeps its terms", "/pages/article/", unset),
    Scenario::new("article: the definition is inside every window", "/pages/article/", placed),
    Scenario::new("article: an open definition stays inside a window that narrows", "/dist/index.html", narrowed),
    Scenario::new("article: axe-core has no objection to the card", "/pages/article/", accessible),
    Scenario::new("article: on paper definitions are notes", "/pages/article/", printed),
    Scenario::new(
        "article: definitions open where WebAssembly is forbidden",
        "/pages/article-no-wasm/",
        without_engine,
    ),
    Scenario::new(
        "article: the full entry is the page's own where WebAssembly is forbidden",
        "/pages/article-no-wasm/",
        full_entry_without_engine,
    ),
    Scenario::new(
        "article: the definitions are those of the story that the embed shows",
        "/pages/article/",
        other_story,
    ),
    Scenario::new("article: a hidden embed serves definitions only", "/pages/article-bare/", bare),
    Scenario::new("article: one definition at a time", "/dist/index.html", one_at_a_time),
    Scenario::new("article: the full entry is shown in the widget", "/dist/index.html", full_entry),
    Scenario::new("article: two copies of the script open one definition", "/pages/article/", twice),
    Scenario::new("article: ten thousand terms leave the page its turn", "/pages/article/", many),
];

const CARD: &str = "back-story-card >>> .card";
/// Waits until the card has stayed as it is for longer than it takes to open or to close by hovering (350 ms).
const LINGER: &str = "await settled(() => find('back-story-card >>> .card')?.childElementCount, 500);";
const IS_CLOSED: &str = "!find('back-story-card >>> .card')?.childElementCount";

fn ready(page: &Page) -> Result<(), Failure> {
    page.wait_for("document.querySelector('[data-backstory-term][aria-haspopup]')", "the terms are buttons")
}

fn shows(page: &Page, headword: &str) -> Result<(), Failure> {
    let shown = format!("find('{CARD} .term-name')?.textContent === '{headword}'");
    page.wait_for(&shown, &format!("the card defines “{headword}”"))
}

fn closed(page: &Page) -> Result<(), Failure> {
    page.wait_for(IS_CLOSED, "the definition is closed")
}

fn keyboard(page: &mut Page) -> Result<(), Failure> {
    ready(page)?;
    if let (Some(role), Some(label)) = (page.role("#mill")?, page.label("#mill")?) {
        ensure!((role.as_str(), label.as_str()) == ("button", "water mill"), "{role} “{label}”");
    }
    page.script("find('#mill').focus();")?;
    for key in ["Enter", "Space"] {
        page.press(key)?;
        shows(page, "Mill")?;
        page.wait_for("focused()?.getAttribute('role') === 'dialog'", "the definition has the focus")?;
        ensure!(page.eval::<String>("find('#mill').getAttribute('aria-expanded')")? == "true");
        ensure!(page.eval::<f64>("scrollY")? == 0.0, "{key} scrolled the page");
        page.press("Escape")?;
        closed(page)?;
        page.wait_for("focused() === find('#mill')", "the focus is back on the term")?;
        ensure!(page.eval::<String>("find('#mill').getAttribute('aria-expanded')")? == "false");
    }
    // Closed is closed: the focus that came back does not open it again.
    page.script(LINGER)?;
    closed(page)?;
    page.press("Enter")?;
    shows(page, "Mill")?;
    page.script("[...find('back-story-card').shadowRoot.querySelectorAll('button')].at(-1).focus();")?;
    page.press("Tab")?;
    closed(page)?;
    // WebKit's Tab skips links, as Safari's does.
    page.wait_for("['link', 'real'].includes(focused()?.id)", "Tab goes on in the article")?;
    let reported: Vec<serde_json::Value> =
        page.eval("emitted.filter((it) => it.name === 'term').map((it) => it.detail)")?;
    let is_right =
        reported.len() == 3 && reported.iter().all(|it| *it == json!({ "v": 1, "id": "mill", "source": "article" }));
    ensure!(is_right, "the page heard {reported:?}");
    Ok(())
}

fn nested(page: &mut Page) -> Result<(), Failure> {
    ready(page)?;
    page.click("#mill")?;
    shows(page, "Mill")?;
    ensure!(page.text(&format!("{CARD} .claim"))?.contains("Gazette"), "who says so is in the card");
    page.click(&format!("{CARD} .term"))?;
    shows(page, "River")?;
    page.wait_for("focused()?.getAttribute('role') === 'dialog'", "the new definition is announced")?;
    ensure!(page.text(&format!("{CARD} .definition"))?.contains("<script>"), "text stays text");
    page.script(&format!("find('{CARD} .term').focus();"))?;
    page.press("Space")?;
    shows(page, "Mill")?;
    for headword in ["River", "Mill"] {
        page.click(&format!("{CARD} .card-foot button"))?;
        shows(page, headword)?;
    }
    ensure!(page.text(&format!("{CARD} .card-foot button"))? != "Back", "nothing to go back to");
    // The term that is open closes when it is used again.
    page.script("find('#mill').click();")?;
    closed(page)
}

fn dismissed(page: &mut Page) -> Result<(), Failure> {
    ready(page)?;
    page.click("#mill")?;
    shows(page, "Mill")?;
    page.click("#after")?;
    closed(page)?;
    page.click("#mill")?;
    shows(page, "Mill")?;
    page.click(&format!("{CARD} .status"))?;
    shows(page, "Mill")?;
    page.press("Escape")?;
    closed(page)?;
    page.click("#mill")?;
    page.script(&format!("find('{CARD} .card-foot button:last-child').click();"))?;
    closed(page)?;
    page.wait_for("focused() === find('#mill')", "the focus is back on the term")
}

fn hovered(page: &mut Page) -> Result<(), Failure> {
    ready(page)?;
    page.script("document.body.tabIndex = -1; document.body.focus();")?;
    page.script(
        "find('#mill').addEventListener('pointerover', () => (window.hoveredAt = performance.now()), { once: true });
         addEventListener('backstory-term', () => (window.openedAt = performance.now()), { once: true });",
    )?;
    page.hover("#mill")?;
    shows(page, "Mill")?;
    let waited: f64 = page.eval("window.openedAt - window.hoveredAt")?;
    ensure!(waited >= 200.0, "it opened after {waited} ms, under a pointer that may only pass");
    ensure!(page.eval::<bool>("focused() === document.body")?, "looking moves no focus");
    page.hover(&format!("{CARD} .definition"))?;
    page.script(LINGER)?;
    shows(page, "Mill")?;
    page.hover("#after")?;
    closed(page)?;
    page.hover("#mill")?;
    shows(page, "Mill")?;
    page.press("Escape")?;
    closed(page)?;
    page.hover("#after")?;
    page.hover("#mill")?;
    shows(page, "Mill")?;
    page.click("#mill")?;
    page.wait_for("focused()?.getAttribute('role') === 'dialog'", "a click keeps it open and goes in")?;
    page.hover("#after")?;
    page.script(LINGER)?;
    shows(page, "Mill")
}

fn tapped(page: &mut Page) -> Result<(), Failure> {
    ready(page)?;
    page.size(360, 740)?;
    page.script(
        "const { left, top } = find('#mill').getBoundingClientRect();
         const init = { bubbles: true, composed: true, pointerType: 'touch', clientX: left, clientY: top };
         find('#mill').dispatchEvent(new PointerEvent('pointerover', init));",
    )?;
    page.script(LINGER)?;
    closed(page)?;
    if page.engine() == Engine::Chromium {
        let (x, y): (f64, f64) = page.eval("(({ x, y }) => [x + 5, y + 5])(find('#mill').getClientRects()[0])")?;
        page.cdp("Input.dispatchTouchEvent", &json!({ "type": "touchStart", "touchPoints": [{ "x": x, "y": y }] }))?;
        page.cdp("Input.dispatchTouchEvent", &json!({ "type": "touchEnd", "touchPoints": [] }))?;
    } else {
        page.click("#mill")?;
    }
    shows(page, "Mill")?;
    let sizes: Vec<f64> = page.eval(
        "[...find('back-story-card').shadowRoot.querySelectorAll('button')].map((it) => it.getBoundingClientRect().height)",
    )?;
    ensure!(sizes.iter().all(|size| *size >= 36.0), "buttons of {sizes:?} pixels");
    Ok(())
}

fn natives(page: &mut Page) -> Result<(), Failure> {
    ready(page)?;
    ensure!(page.eval::<bool>("!find('#link').hasAttribute('role') && !find('#real').hasAttribute('tabindex')")?);
    page.click("#link")?;
    shows(page, "River")?;
    ensure!(page.eval::<String>("location.hash")?.is_empty(), "the link was followed");
    page.press("Escape")?;
    page.script("find('#real').focus();")?;
    page.press("Enter")?;
    shows(page, "Mill")
}

fn refused(page: &mut Page) -> Result<(), Failure> {
    ready(page)?;
    page.wait_for("window.error()", "the page learns of the unknown id")?;
    page.script("await customElements.get('back-story').scan();")?;
    let reported: Vec<(String, String)> =
        page.eval("emitted.filter((it) => it.name === 'error').map((it) => [it.detail.code, it.detail.help])")?;
    let [(code, help)] = reported.as_slice() else { anyhow::bail!("got {reported:?}") };
    ensure!(code == "data" && help.contains("nobody"), "{code}: {help}");
    let plain: bool = page.eval(
        "[...find('#refusals').querySelectorAll('[data-backstory-term]')].every((it) =>
           !it.hasAttribute('role') && !it.hasAttribute('tabindex') && !it.hasAttribute('aria-haspopup'))",
    )?;
    ensure!(plain, "something became a button that must not");
    Ok(())
}

fn undone(page: &mut Page) -> Result<(), Failure> {
    let before = "new DOMParser().parseFromString(text, 'text/html').querySelector('article > p').outerHTML";
    let paragraph: String =
        page.eval(&format!("fetch(location.href).then((it) => it.text()).then((text) => {before})"))?;
    ready(page)?;
    page.click("#mill")?;
    shows(page, "Mill")?;
    page.script("window.taken = find('back-story'); taken.remove();")?;
    page.wait_for("!document.querySelector('[aria-haspopup], back-story-card')", "every term is plain again")?;
    ensure!(page.eval::<String>("find('article > p').outerHTML")? == paragraph, "the prose is not what it was");
    ensure!(page.eval::<usize>("document.adoptedStyleSheets.length")? == 0, "a sheet stayed behind");
    page.script("find('main').append(taken);")?;
    ready(page)?;
    page.script("find('#mill').setAttribute('data-backstory-skip', ''); customElements.get('back-story').scan();")?;
    page.wait_for("!find('#mill').hasAttribute('role')", "opting out undoes it")
}

fn later(page: &mut Page) -> Result<(), Failure> {
    ready(page)?;
    page.script(
        "const late = document.createElement('em');
         late.id = 'late'; late.textContent = 'the river'; late.setAttribute('data-backstory-term', 'river');
         find('article > p').append(late);
         customElements.get('back-story').scan(find('article'));",
    )?;
    page.wait_for("find('#late').getAttribute('role') === 'button'", "the new term is a button")?;
    page.click("#late")?;
    shows(page, "River")?;
    page.script("find('#late').remove(); customElements.get('back-story').scan();")?;
    closed(page)
}

fn unset(page: &mut Page) -> Result<(), Failure> {
    ready(page)?;
    page.script("document.documentElement.className = 'hostile';")?;
    ensure!(page.eval::<String>("getComputedStyle(find('#mill')).textDecorationStyle")? == "dashed");
    page.script("find('#mill').focus();")?;
    page.press("Enter")?;
    shows(page, "Mill")?;
    page.wait_for(
        "(({ display, position }) => display === 'block' && position === 'absolute')(
           getComputedStyle(find('back-story-card >>> .card')))",
        "the card looks like itself",
    )?;
    page.press("Escape")?;
    page.script("document.body.tabIndex = -1; document.body.focus();")?;
    page.press("Tab")?;
    page.wait_for("focused()?.id === 'mill'", "the term is reached")?;
    // WebKit's driver gives the window no focus.
    page.wait_for(
        "!document.hasFocus() || getComputedStyle(find('#mill')).outlineStyle === 'solid'",
        "the focus is seen",
    )
}

fn placed(page: &mut Page) -> Result<(), Failure> {
    ready(page)?;
    for (width, height) in [(1280, 900), (1000, 500), (740, 360), (360, 740), (620, 490)] {
        page.size(width, height)?;
        for corner in
            ["top: 0; left: 0", "top: 0; right: 0", "bottom: 0; left: 0", "bottom: 0; right: 0", "top: 45%; left: 45%"]
        {
            let rules: Vec<String> = corner
                .split("; ")
                .filter_map(|rule| rule.split_once(": "))
                .map(|(name, value)| format!("find('#mill').style.setProperty('{name}', '{value}');"))
                .collect();
            page.script(&format!(
                "find('#mill').removeAttribute('style'); find('#mill').style.position = 'fixed'; {}
                 find('#mill').click();",
                rules.concat()
            ))?;
            shows(page, "Mill")?;
            page.wait_for("!find('back-story-card >>> .card').getAnimations().length", "the card has faded in")?;
            let (left, top, right, bottom): (f64, f64, f64, f64) = page.eval(
                "(({ left, top, right, bottom }) => [left, top, innerWidth - right, innerHeight - bottom])(
                   find('back-story-card >>> .card').getBoundingClientRect())",
            )?;
            let edges = [left, top, right, bottom];
            ensure!(edges.iter().all(|edge| *edge >= -0.5), "{width}×{height}, {corner}: {edges:?} past the window");
            if width < 600 || height < 480 {
                ensure!(left == 0.0 && right == 0.0 && bottom.abs() < 1.0, "{width}×{height} wants a sheet: {edges:?}");
            }
            page.press("Escape")?;
            closed(page)?;
        }
    }
    Ok(())
}

fn narrowed(page: &mut Page) -> Result<(), Failure> {
    page.size(1000, 700)?;
    page.script("return find('back-story').load().then(() => null);")?;
    ready(page)?;
    // The definition that begins farthest to the right: in the widget, then in the article.
    for (terms, card) in [
        (
            "find('back-story').shadowRoot.querySelectorAll('.standfirst .term, .panel [data-act=term]')",
            "back-story >>> #card",
        ),
        ("document.querySelectorAll('article > p [data-backstory-term]')", CARD),
    ] {
        page.size(1000, 700)?;
        page.script(&format!(
            "const left = (it) => it.getBoundingClientRect().left;
             const [far] = [...{terms}].sort((a, b) => left(b) - left(a));
             far.scrollIntoView({{ block: 'center', behavior: 'instant' }});
             far.click();"
        ))?;
        page.wait_for(&format!("find('{card}')?.matches(':popover-open')"), "the definition is open")?;
        page.size(700, 700)?;
        page.wait_for(
            &format!("innerWidth < 750 && find('{card}').getBoundingClientRect().right <= innerWidth"),
            "it is inside the window",
        )?;
        ensure!(page.eval::<bool>("document.documentElement.scrollWidth <= innerWidth")?, "the page scrolls sideways");
    }
    Ok(())
}

fn accessible(page: &mut Page) -> Result<(), Failure> {
    ready(page)?;
    for dark in [false, true] {
        page.scheme(dark)?;
        page.click("#mill")?;
        shows(page, "Mill")?;
        page.wait_for("!find('back-story-card >>> .card').getAnimations().length", "the card has faded in")?;
        page.assert_accessible("")?;
        page.press("Escape")?;
        closed(page)?;
    }
    Ok(())
}

fn printed(page: &mut Page) -> Result<(), Failure> {
    ready(page)?;
    page.script("dispatchEvent(new Event('beforeprint'));")?;
    ensure!(!page.eval::<bool>("Boolean(find('back-story-card >>> .notes'))")?, "the glossary is printed anyway");
    page.script("dispatchEvent(new Event('afterprint')); find('back-story').hidden = true;")?;
    page.click("#mill")?;
    shows(page, "Mill")?;
    page.script("dispatchEvent(new Event('beforeprint'));")?;
    ensure!(page.text("back-story-card >>> .notes")?.contains("ground corn"), "the definitions are at the end");
    ensure!(page.eval::<usize>("find('back-story-card >>> .notes').querySelectorAll('dt').length")? == 2);
    ensure!(page.eval::<bool>(IS_CLOSED)?, "the card lies over the text");
    page.script("dispatchEvent(new Event('afterprint'));")?;
    ensure!(!page.eval::<bool>("Boolean(find('back-story-card >>> .notes'))")?);
    Ok(())
}

fn without_engine(page: &mut Page) -> Result<(), Failure> {
    ready(page)?;
    page.click("#mill")?;
    shows(page, "Mill")?;
    ensure!(page.eval::<String>("getComputedStyle(find('#mill')).textDecorationStyle")? == "dashed");
    let asked = page.requests().iter().filter(|request| request.path.contains("_bg.wasm")).count();
    ensure!(asked == 0, "the engine was asked for");
    Ok(())
}

fn full_entry_without_engine(page: &mut Page) -> Result<(), Failure> {
    ready(page)?;
    page.script("await find('back-story').load().catch(() => null);")?;
    for (act, entry) in [(".card-foot button", "#backstory-mill"), (".cites a", "#backstory-source-001")] {
        page.script("find('#mill').click();")?;
        shows(page, "Mill")?;
        page.script(&format!("find('{CARD} {act}').click();"))?;
        closed(page)?;
        page.wait_for(&format!("location.hash === '{entry}'"), "the entry in the page's own text is shown")?;
    }
    page.expect_problem("csp", "")?;
    Ok(())
}

fn other_story(page: &mut Page) -> Result<(), Failure> {
    ready(page)?;
    page.script(
        "find('#link').setAttribute('data-backstory-term', 'massimov'); customElements.get('back-story').scan();",
    )?;
    page.wait_for("window.error()", "the fallback's story has no such term")?;
    page.script(&format!(
        "{STORY}
         find('back-story').src = URL.createObjectURL(new Blob([bytes]));"
    ))?;
    page.wait_for("find('#link').hasAttribute('aria-haspopup')", "the term is tried anew")?;
    page.script("find('#link').click();")?;
    shows(page, "Karim Massimov")?;
    page.press("Escape")?;
    page.script("find('#mill').click();")?;
    page.wait_for("!find('#mill').hasAttribute('aria-haspopup')", "a term of the first story is plain words")
}

fn bare(page: &mut Page) -> Result<(), Failure> {
    ready(page)?;
    ensure!(!page.requests().iter().any(|request| request.path.contains("_bg.wasm")), "the engine before it is needed");
    page.click("#knb")?;
    shows(page, "KNB")?;
    ensure!(page.text(&format!("{CARD} .definition"))?.len() > 20);
    ensure!(page.eval::<bool>("!find('back-story').shadowRoot")?, "the hidden embed was drawn");
    ensure!(!page.text(&format!("{CARD} .card-foot"))?.contains("Full entry"), "there is no entry to go to");
    page.click(&format!("{CARD} .definition .term"))?;
    page.wait_for("find('back-story-card >>> .term-name').textContent !== 'KNB'", "a term inside opens too")?;
    page.press("Escape")?;
    page.click("#nobody")?;
    page.wait_for("window.error()", "the page learns of the unknown id")?;
    ensure!(page.eval::<String>("window.error().code")? == "data");
    ensure!(page.eval::<bool>("!find('#nobody').hasAttribute('role')")?, "it is plain words again");
    Ok(())
}

fn one_at_a_time(page: &mut Page) -> Result<(), Failure> {
    page.script("return find('back-story').load().then(() => null);")?;
    ready(page)?;
    let widget_is_closed = "!find('back-story >>> #card').childElementCount";
    page.script("find('back-story >>> .standfirst .term').click();")?;
    page.wait_for(&format!("!({widget_is_closed})"), "a definition is open in the widget")?;
    page.script("find('[data-backstory-term=knb]').click();")?;
    shows(page, "KNB")?;
    ensure!(page.eval::<bool>(widget_is_closed)?, "two definitions are open");
    page.wait_for("focused()?.getAttribute('role') === 'dialog'", "the definition has the focus")?;
    page.script("find('back-story >>> .standfirst .term').click();")?;
    closed(page)?;
    ensure!(!page.eval::<bool>(widget_is_closed)?, "none is open");
    Ok(())
}

fn full_entry(page: &mut Page) -> Result<(), Failure> {
    page.script("return find('back-story').load().then(() => null);")?;
    ready(page)?;
    page.script("find('[data-backstory-term=knb]').click();")?;
    shows(page, "KNB")?;
    page.script(&format!("find('{CARD} .card-foot button').click();"))?;
    closed(page)?;
    page.wait_for("focused()?.closest('#backstory-knb')", "the entry in the widget has the focus")?;
    page.script("find('[data-backstory-term=knb]').click();")?;
    shows(page, "KNB")?;
    page.script(&format!("find('{CARD} .cites a').click();"))?;
    page.wait_for("find('back-story >>> .sources')", "a cite leads to its document")
}

fn twice(page: &mut Page) -> Result<(), Failure> {
    ready(page)?;
    page.script("await import('/newer/backstory.js'); await customElements.get('back-story').scan();")?;
    page.click("#mill")?;
    shows(page, "Mill")?;
    page.script(LINGER)?;
    ensure!(page.eval::<usize>("document.querySelectorAll('back-story-card').length")? == 1, "two cards");
    let opened: usize = page.eval("emitted.filter((it) => it.name === 'term').length")?;
    ensure!(opened == 1, "opened {opened} times");
    Ok(())
}

fn many(page: &mut Page) -> Result<(), Failure> {
    ready(page)?;
    // Hostile: a megabyte of terms, deeply nested and hidden. Slices are counted, for seconds say more of the machine: what
    // changed in one is reported in one call.
    page.script(
        "window.turns = 0; window.largest = 0;
         new MutationObserver((changes) => { window.turns += 1; window.largest = Math.max(window.largest, changes.length); })
           .observe(document, { subtree: true, attributeFilter: ['aria-haspopup'] });
         let deep = find('article');
         for (let n = 0; n < 400; n += 1) deep = deep.appendChild(document.createElement('div'));
         const room = document.createElement('div');
         room.hidden = true;
         for (let n = 0; n < 10_000; n += 1) {
           const term = document.createElement('i');
           term.textContent = 'x'.repeat(60); term.setAttribute('data-backstory-term', 'mill'); room.append(term);
         }
         deep.append(room);
         await customElements.get('back-story').scan();",
    )?;
    page.wait_for("document.querySelectorAll('[aria-haspopup]').length > 10_000", "every one is a button")?;
    let (turns, largest): (u32, u32) = page.eval("[turns, largest]")?;
    ensure!(turns >= 100 && largest <= 100, "the page got {turns} turns, after as many as {largest} terms");
    page.script("find('back-story').remove();")?;
    page.wait_for("!document.querySelector('[aria-haspopup]')", "and none is left")
}
