//! What a reader does, with mouse and keyboard.

use crate::engine::Engine;
use crate::page::Page;
use crate::scenario::{Failure, Scenario};
use anyhow::ensure;
use serde_json::json;

pub const SCENARIOS: &[Scenario] = &[
    Scenario::new("an event opens and closes by keyboard", "/dist/index.html", opens_by_keyboard),
    Scenario::new("Escape closes the definition and returns the focus to the term", "/dist/index.html", card),
    Scenario::new("a link inside the widget takes the focus to its entry", "/dist/index.html", follows),
    Scenario::new("a click outside closes the definition", "/dist/index.html", click_outside),
    Scenario::new("typing searches, Escape ends it, the field keeps the focus", "/dist/index.html", search),
    Scenario::new("a button that takes itself away hands the focus on", "/dist/index.html", focus_stays),
    Scenario::new("a list grows by rows, and closes again at the reader's place", "/dist/index.html", grows),
    Scenario::new("a link leads on, and Back restores view, place and focus", "/dist/index.html", back),
    Scenario::new("accounts open inside their event, side by side", "/dist/index.html", accounts),
    Scenario::new("Copy link copies and says so", "/dist/index.html", copies),
    Scenario::new("a definition that the page opened gives the focus back", "/dist/index.html", given_back),
    Scenario::new("a search marks what it found, and counts it once", "/dist/index.html", marks),
    Scenario::new("every mention of a term is a link away", "/dist/index.html", mentions),
    Scenario::new("filters narrow, count aloud and reset", "/dist/index.html", filters),
    Scenario::new("every view satisfies axe-core, light and dark", "/dist/index.html", accessible),
    Scenario::new("no view holds more than 2,500 nodes", "/dist/index.html", nodes),
    // The other engines' drivers do not emulate print media.
    Scenario::new("printing shows the digest", "/dist/index.html", print).only_in(&[Engine::Chromium]),
    Scenario::new("nothing is stored", "/dist/index.html", storage),
    Scenario::new("narrow windows need no sideways scrolling", "/dist/index.html", narrow),
];

const LOAD: &str = "return find('back-story').load().then(() => null);";
const ROW: &str = "back-story >>> .row";

fn opens_by_keyboard(page: &mut Page) -> Result<(), Failure> {
    page.script(LOAD)?;
    page.script("find('back-story >>> .row').focus();")?;
    ensure!(page.text("back-story >>> .row")?.len() > 4);
    page.press("Enter")?;
    page.wait_for("find('back-story >>> .row').getAttribute('aria-expanded') === 'true'", "the row is open")?;
    page.wait_for("find('back-story >>> .body .cites')", "its cites are on show")?;
    ensure!(page.eval::<bool>("focused() === find('back-story >>> .row')")?, "the row keeps the focus");
    page.press("Tab")?;
    page.wait_for("focused()?.closest('.body')", "Tab goes on into the details")?;
    page.script("find('back-story >>> .row').focus();")?;
    page.press("Space")?;
    page.wait_for("!find('back-story >>> .body')", "the row is closed again")
}

fn card(page: &mut Page) -> Result<(), Failure> {
    page.script(LOAD)?;
    page.script("find('back-story >>> .standfirst .term').focus();")?;
    page.press("Enter")?;
    page.wait_for("focused()?.id === 'card'", "the definition has the focus")?;
    let words = page.text("back-story >>> .standfirst .term")?;
    ensure!(page.text("back-story >>> #card")?.len() > words.len(), "the card defines the term");
    if let (Some(role), Some(label)) = (page.role("back-story >>> #card")?, page.label("back-story >>> #card")?) {
        ensure!(role == "dialog" && !label.is_empty(), "{role} “{label}”");
    }
    let inside: bool = page.eval(
        "(({ left, top, right, bottom }) => left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight)(
           find('back-story >>> #card').getBoundingClientRect())",
    )?;
    ensure!(inside, "the card is cut off by the window");
    if page.eval::<bool>("Boolean(find('back-story >>> #card .term'))")? {
        page.click("back-story >>> #card .term")?;
        page.wait_for("find('back-story >>> #card [data-act=back]')", "there is a way back")?;
        page.click("back-story >>> #card [data-act=back]")?;
        page.wait_for("!find('back-story >>> #card [data-act=back]')", "back at the first definition")?;
    }
    page.press("Escape")?;
    page.wait_for("!find('back-story >>> #card').childElementCount", "the card is closed")?;
    page.wait_for("focused() === find('back-story >>> .standfirst .term')", "the focus is back on the term")
}

fn follows(page: &mut Page) -> Result<(), Failure> {
    page.script(LOAD)?;
    page.click(ROW)?;
    page.click("back-story >>> .body .cites .link")?;
    page.wait_for("focused()?.matches('.source[data-selected] .row')", "the source's row has the focus")?;
    page.script("find('back-story >>> [data-act=view][data-n=\"3\"]').click();")?;
    page.script("find('back-story >>> .entry [data-act=toggle]').click();")?;
    page.script("find('back-story >>> .mentions [data-act=go]').click();")?;
    page.wait_for("focused()?.matches('.event[data-selected] .row')", "an event's row takes it")
}

fn click_outside(page: &mut Page) -> Result<(), Failure> {
    page.script(LOAD)?;
    page.click("back-story >>> .standfirst .term")?;
    page.wait_for("find('back-story >>> #card').childElementCount", "the definition is open")?;
    page.click("back-story >>> .head > :first-child")?;
    page.wait_for("!find('back-story >>> #card').childElementCount", "the definition is closed")?;
    page.click("back-story >>> .standfirst .term")?;
    page.wait_for("find('back-story >>> #card').childElementCount", "it opens again")?;
    page.click("h1")?;
    page.wait_for("!find('back-story >>> #card').childElementCount", "a click in the article closes it too")
}

fn search(page: &mut Page) -> Result<(), Failure> {
    page.script(LOAD)?;
    page.click("back-story >>> #query")?;
    page.type_text("masimov")?;
    page.wait_for("find('back-story >>> .results .terms dfn')?.textContent === 'Karim Massimov'", "the term is found")?;
    page.wait_for("find('back-story >>> [role=status]').textContent.includes('result')", "the count is announced")?;
    ensure!(page.eval::<String>("focused()?.id")? == "query");
    page.press("Escape")?;
    page.wait_for("!find('back-story >>> .results')", "the search is over")?;
    ensure!(page.eval::<bool>("focused()?.id === 'query' && focused().value === ''")?);
    Ok(())
}

fn focus_stays(page: &mut Page) -> Result<(), Failure> {
    page.script(LOAD)?;
    let press = |path: &str| -> Result<(), Failure> {
        page.script(&format!("find('back-story >>> {path}').focus();"))?;
        page.press("Enter")?;
        page.wait_for(&format!("!find('back-story >>> {path}')?.matches(':focus')"), "the button is gone")
    };
    page.click("back-story >>> #query")?;
    page.type_text("kazakhstan")?;
    page.wait_for("find('back-story >>> .results .row')", "something is found")?;
    press(".results [data-act=more]")?;
    page.wait_for("focused()?.matches('.found .row')", "the first row that is new has the focus")?;
    let eighth = "[...focused().closest('.found').querySelectorAll('.row')].indexOf(focused()) === 8";
    ensure!(page.eval::<bool>(eighth)?, "the first eight are still on show");
    press("[data-act=clear]")?;
    ensure!(page.eval::<bool>("focused()?.id === 'query' && !focused().value")?, "clear hands on to the field");
    page.type_text("massimov")?;
    page.wait_for("find('back-story >>> .results .row')", "something is found")?;
    page.script("find('back-story >>> .results .row').focus();")?;
    page.press("Escape")?;
    page.wait_for("focused()?.id === 'query'", "the row is gone and the field has the focus")?;

    page.click("back-story >>> [data-act=filters]")?;
    page.click("back-story >>> [data-act=status][data-n='1']")?;
    page.script("find('back-story >>> .facets [data-act=filters]').focus();")?;
    page.press("Enter")?;
    page.wait_for("focused()?.matches('.toolbar [data-act=filters]')", "Done hands on to the button that opened")?;
    press("[data-act=reset]")?;
    ensure!(page.eval::<bool>("focused()?.matches('.toolbar [data-act=filters]')")?, "so does Clear filters");
    Ok(())
}

/// Rows on show.
const ROWS: &str = "find('back-story').shadowRoot.querySelectorAll('.panel .row').length";

fn grows(page: &mut Page) -> Result<(), Failure> {
    page.script(LOAD)?;
    let few: usize = page.eval(ROWS)?;
    let height = "Math.round(find('back-story').getBoundingClientRect().height)";
    let at_rest: f64 = page.eval(height)?;
    page.click("back-story >>> [data-act=more]")?;
    let key: usize = page.eval(ROWS)?;
    page.click("back-story >>> [data-act=all]")?;
    let all: usize = page.eval(ROWS)?;
    ensure!(few < key && key < all, "{few}, {key}, {all} rows");
    page.script("find('back-story >>> [data-act=fewer]').scrollIntoView({ block: 'center', behavior: 'instant' });")?;
    let before: f64 = page.eval("find('back-story >>> [data-act=fewer]').getBoundingClientRect().top")?;
    page.script("find('back-story >>> [data-act=fewer]').click();")?;
    page.wait_for("focused()?.matches('[data-act=more]')", "the button that grows the list has the focus")?;
    let after: f64 = page.eval("focused().getBoundingClientRect().top")?;
    ensure!((before - after).abs() < 2.0, "the reader's place moved from {before} to {after}");
    page.script("find('back-story >>> [data-act=key]').click();")?;
    ensure!((page.eval::<f64>(height)? - at_rest).abs() < 0.5, "the list is as short as before");
    Ok(())
}

fn back(page: &mut Page) -> Result<(), Failure> {
    page.script(LOAD)?;
    page.script("[...find('back-story').shadowRoot.querySelectorAll('.row')][4].click();")?;
    page.script("find('back-story >>> .body .cites .link').scrollIntoView({ block: 'center', behavior: 'instant' });")?;
    page.script("find('back-story >>> .body .cites .link').focus({ preventScroll: true });")?;
    let (link, top): (String, f64) = page.eval("[focused().textContent, focused().getBoundingClientRect().top]")?;
    page.press("Enter")?;
    page.wait_for("find('back-story >>> .source[data-selected] [data-act=return]')", "there is a way back")?;
    let headline: String = page.eval("find('back-story >>> [data-act=return]').textContent")?;
    ensure!(headline.starts_with("← Back to ") && headline.len() > 20, "{headline}");
    page.script("find('back-story >>> [data-act=return]').focus();")?;
    page.press("Enter")?;
    page.wait_for("focused()?.matches('.body .cites .link')", "the link has the focus again")?;
    let (same, now): (String, f64) = page.eval("[focused().textContent, focused().getBoundingClientRect().top]")?;
    ensure!(link == same && (top - now).abs() < 2.0, "{link} at {top}, then {same} at {now}");
    Ok(())
}

fn accounts(page: &mut Page) -> Result<(), Failure> {
    page.script(LOAD)?;
    page.script("find('back-story >>> .event:has(.differ) .row').click();")?;
    page.script("find('back-story >>> .body .question [data-act=toggle]').click();")?;
    page.wait_for("find('back-story >>> .body .account')", "its accounts open in the event")?;
    let columns: usize = page.eval(
        "new Set([...find('back-story').shadowRoot.querySelectorAll('.body .account')].map((it) => it.offsetLeft)).size",
    )?;
    ensure!(columns == 2, "{columns} columns");
    page.assert_accessible("")
}

fn copies(page: &mut Page) -> Result<(), Failure> {
    page.script(LOAD)?;
    page.script(
        "Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.copied = text; } } });
         find('back-story >>> .row').click();
         find('back-story >>> [data-act=copy]').click();",
    )?;
    page.wait_for("find('back-story >>> [role=status]').textContent === 'Copied'", "it is announced")?;
    page.wait_for("find('back-story >>> [data-act=copy]').textContent === 'Copied'", "and shown")?;
    ensure!(page.eval::<bool>("window.copied === find('back-story >>> [data-act=copy]').href")?);
    ensure!(page.eval::<bool>("location.hash === ''")?, "the address stays");
    Ok(())
}

fn given_back(page: &mut Page) -> Result<(), Failure> {
    page.script(LOAD)?;
    page.script(
        "const button = document.createElement('button');
         button.id = 'opener';
         button.textContent = 'Who?';
         find('h1').after(button);
         button.focus();
         return find('back-story').openTerm('massimov').then(() => null);",
    )?;
    page.wait_for("focused()?.id === 'card'", "the definition has the focus")?;
    page.press("Escape")?;
    page.wait_for("focused()?.id === 'opener'", "the page's button has it back")
}

fn marks(page: &mut Page) -> Result<(), Failure> {
    page.script(LOAD)?;
    page.script(
        "window.said = [];
         new MutationObserver(() => {
           const words = find('back-story >>> [role=status]').textContent;
           if (words.includes('result')) window.said.push(words);
         }).observe(find('back-story >>> [role=status]'), { childList: true, characterData: true, subtree: true });",
    )?;
    page.click("back-story >>> #query")?;
    page.type_text("Toqaev")?;
    page.wait_for("find('back-story >>> .results mark')?.textContent === 'Tokayev'", "another spelling is marked")?;
    page.wait_for("window.said.length", "the count is said in a pause")?;
    ensure!(page.eval::<usize>("window.said.length")? == 1, "once, not with every letter");
    let strays: usize =
        page.eval("find('back-story').shadowRoot.querySelectorAll(':is(.status, .kind, .cites) mark').length")?;
    ensure!(strays == 0, "words of the interface are marked");
    page.assert_accessible("")
}

fn mentions(page: &mut Page) -> Result<(), Failure> {
    page.script(LOAD)?;
    page.script("return find('back-story').select('massimov').then(() => null);")?;
    page.wait_for("find('back-story >>> .mentions summary')", "its entry says how many")?;
    page.script("find('back-story >>> .mentions summary').focus();")?;
    page.press("Enter")?;
    page.wait_for("find('back-story >>> .mentions li').checkVisibility()", "all of them")?;
    let (listed, said): (usize, String) = page.eval(
        "[find('back-story').shadowRoot.querySelectorAll('.mentions li').length,
          find('back-story >>> .mentions summary').textContent.replace(/[^0-9]/g, '')]",
    )?;
    ensure!(said.parse::<usize>()? == listed, "{said} mentions, {listed} links");
    page.assert_accessible("")
}

fn filters(page: &mut Page) -> Result<(), Failure> {
    page.script(LOAD)?;
    let counted = "find('back-story >>> .bar .count').textContent";
    page.click("back-story >>> [data-act=filters]")?;
    let all: String = page.eval(counted)?;
    page.click("back-story >>> [data-act=status][data-n='1']")?;
    page.wait_for("find('back-story >>> [role=status]').textContent.includes('event')", "the count is announced")?;
    let official: String = page.eval(counted)?;
    ensure!(official.ends_with(" key events") && official != all, "{official} of {all}");
    // The choice's own count is the result.
    let left: String =
        page.eval("find('back-story >>> .choice:has([data-act=status][data-n=\"1\"]) .size').textContent")?;
    ensure!(official.starts_with(&format!("{left} of ")), "{official}, {left}");
    page.click("back-story >>> .facets [data-act=reset]")?;
    ensure!(page.eval::<String>(counted)? != official);
    ensure!(!page.eval::<bool>("find('back-story >>> [data-act=status][data-n=\"1\"]').checked")?);
    Ok(())
}

fn accessible(page: &mut Page) -> Result<(), Failure> {
    page.script(LOAD)?;
    for dark in [false, true] {
        page.scheme(dark)?;
        for view in 0..5 {
            page.script(&format!("find('back-story >>> [data-act=view][data-n=\"{view}\"]').click();"))?;
            page.script(
                "for (const row of [...find('back-story').shadowRoot.querySelectorAll('.row')].slice(0, 3)) {
                   if (row.getAttribute('aria-expanded') === 'false') row.click();
                 }",
            )?;
            page.assert_accessible("")?;
        }
        page.script(
            "find('back-story >>> [data-act=view]').click();
             if (find('back-story >>> [data-act=filters]').getAttribute('aria-expanded') === 'false') {
               find('back-story >>> [data-act=filters]').click();
             }
             find('back-story >>> .standfirst .term').click();",
        )?;
        page.wait_for("!find('back-story >>> #card').getAnimations().length", "the card has faded in")?;
        page.assert_accessible("")?;
        page.press("Escape")?;
    }
    Ok(())
}

fn nodes(page: &mut Page) -> Result<(), Failure> {
    page.script(LOAD)?;
    page.click("back-story >>> [data-act=all]")?;
    for view in 0..5 {
        page.script(&format!("find('back-story >>> [data-act=view][data-n=\"{view}\"]').click();"))?;
        let count: usize = page.eval(
            "(() => { const walk = document.createTreeWalker(find('back-story').shadowRoot);
                      let count = 0; while (walk.nextNode()) count += 1; return count; })()",
        )?;
        ensure!(count <= 2_500, "view {view} holds {count} nodes");
    }
    Ok(())
}

fn print(page: &mut Page) -> Result<(), Failure> {
    page.script(LOAD)?;
    ensure!(!page.eval::<bool>("find('.digest .leads').checkVisibility()")?, "both at once on screen");
    page.cdp("Emulation.setEmulatedMedia", &json!({ "media": "print" }))?;
    page.script("dispatchEvent(new Event('beforeprint'));")?;
    page.wait_for("find('.digest .leads').checkVisibility()", "the digest is printed")?;
    ensure!(!page.eval::<bool>("find('back-story >>> .root').checkVisibility()")?, "both at once on paper");
    page.cdp("Emulation.setEmulatedMedia", &json!({ "media": "" }))?;
    page.script("dispatchEvent(new Event('afterprint'));")?;
    page.wait_for("!find('.digest .leads').checkVisibility()", "the widget is back")?;
    page.click(ROW)?;
    page.wait_for("find('back-story >>> .body')", "and it hears the reader")
}

fn storage(page: &mut Page) -> Result<(), Failure> {
    page.script(LOAD)?;
    page.click(ROW)?;
    let kept: usize = page.eval("document.cookie.length + localStorage.length + sessionStorage.length")?;
    ensure!(kept == 0);
    Ok(())
}

fn narrow(page: &mut Page) -> Result<(), Failure> {
    page.size(360, 740)?;
    page.script(LOAD)?;
    for view in 0..5 {
        page.script(&format!("find('back-story >>> [data-act=view][data-n=\"{view}\"]').click();"))?;
        let wide: i32 = page.eval("document.documentElement.scrollWidth - innerWidth")?;
        ensure!(wide <= 0, "view {view} is {wide} px too wide");
    }
    page.script("find('back-story >>> .standfirst .term').click();")?;
    page.wait_for(
        "(({ left, right, bottom }) => left === 0 && right === innerWidth && Math.abs(bottom - innerHeight) < 1)(
           find('back-story >>> #card').getBoundingClientRect())",
        "the definition is a sheet at the bottom",
    )
}
