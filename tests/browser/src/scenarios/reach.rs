//! Who cannot see, point or read small print reaches everything: each rule with its criterion of WCAG 2.2.

use crate::engine::Engine;
use crate::page::Page;
use crate::scenario::{Failure, Scenario};
use anyhow::ensure;
use serde_json::json;

pub const SCENARIOS: &[Scenario] = &[
    Scenario::new("reach: no view at rest is taller than its budget", PAGE, heights),
    Scenario::new("reach: few stops of the Tab key before the first row", PAGE, stops),
    Scenario::new("reach: arrow keys go on in tabs and chips", PAGE, rows_of_buttons),
    Scenario::new("reach: a line of tabs or chips fades where there is more", PAGE, ends),
    Scenario::new("reach: focus that leaves a definition closes it (2.4.11)", PAGE, sheet),
    Scenario::new("reach: every colour has its contrast, light and dark (1.4.3, 1.4.11)", PAGE, contrast),
    Scenario::new("reach: text of twice the size at 360 pixels scrolls one way only (1.4.4)", PAGE, large_text),
    Scenario::new("reach: long words at 320 pixels scroll one way only (1.4.10)", PAGE, long_words),
    Scenario::new("reach: spaced text is not cut (1.4.12)", PAGE, spaced),
    Scenario::new("reach: an English story keeps its direction in a page from right to left (1.3.2)", PAGE, direction),
    Scenario::new("reach: rows, tabs and links have names, roles and states (4.1.2)", PAGE, names),
    Scenario::new("reach: terms break across lines as text does", PAGE, inline),
    Scenario::new("reach: every target is at least 24 pixels wide and high (2.5.8)", PAGE, targets),
    Scenario::new("reach: a term whose definition is open is expanded (4.1.2)", PAGE, expanded),
    Scenario::new("reach: the selected row, chapter and view say so (1.4.1, 4.1.2)", PAGE, current),
    Scenario::new("reach: the period after a zoom is announced (4.1.3)", PAGE, period),
    // The other engines' drivers emulate neither fingers nor a reader's preferences.
    Scenario::new("reach: under a finger targets are 44 pixels high (2.5.5)", PAGE, touched)
        .only_in(&[Engine::Chromium]),
    Scenario::new("reach: readers who ask for more contrast get it", PAGE, more_contrast).only_in(&[Engine::Chromium]),
    Scenario::new("reach: forced colours leave states visible (1.4.1)", PAGE, forced).only_in(&[Engine::Chromium]),
];

const PAGE: &str = "/dist/index.html";
const LOAD: &str = "return find('back-story').load().then(() => find('back-story').select('')).then(() => null);";

/// Heights at rest, at the design's two windows: the first view, and the others, in CSS pixels.
const HEIGHTS: [(u32, u32, f64, f64); 2] = [(1280, 800, 900.0, 1200.0), (360, 740, 1100.0, 1110.0)];

fn heights(page: &mut Page) -> Result<(), Failure> {
    for (width, height, first, others) in HEIGHTS {
        page.open(PAGE)?;
        page.size(width, height)?;
        page.script(LOAD)?;
        for view in 0..5 {
            page.script(&format!("find('back-story >>> [data-act=view][data-n=\"{view}\"]').click();"))?;
            page.wait_for_rest()?;
            let tall: f64 = page.eval("find('back-story').getBoundingClientRect().height")?;
            let most = if view == 0 { first } else { others };
            ensure!(tall <= most, "view {view} at {width} is {tall} pixels tall, over {most}");
        }
    }
    Ok(())
}

fn stops(page: &mut Page) -> Result<(), Failure> {
    for (width, height) in [(1280, 800), (360, 740)] {
        page.size(width, height)?;
        page.script(LOAD)?;
        let stops: usize = page.eval(
            "(() => { const all = [...find('back-story').shadowRoot.querySelectorAll('a, button, input, [tabindex]')]
                        .filter((it) => it.tabIndex >= 0 && it.checkVisibility() && !it.closest('.card'));
                      return all.findIndex((it) => it.matches('.row')); })()",
        )?;
        ensure!(stops <= 12, "{stops} stops at {width}");
    }
    Ok(())
}

fn rows_of_buttons(page: &mut Page) -> Result<(), Failure> {
    page.script(LOAD)?;
    for row in [".tabs", ".chips"] {
        page.script(&format!("find('back-story >>> {row} [tabindex=\"0\"]').focus();"))?;
        page.press("ArrowRight")?;
        ensure!(
            page.eval::<bool>(&format!("focused() === find('back-story >>> {row} > :nth-child(2)')"))?,
            "{row}: next"
        );
        page.press("ArrowLeft")?;
        ensure!(
            page.eval::<bool>(&format!("focused() === find('back-story >>> {row} > :first-child')"))?,
            "{row}: back"
        );
        page.press("ArrowRight")?;
        page.press("Enter")?;
        page.wait_for(
            &format!("find('back-story >>> {row} > :nth-child(2)').matches('[tabindex=\"0\"]:is([aria-selected=true], [aria-pressed=true])')"),
            "it is chosen, and found by the Tab key",
        )?;
        page.script("find('back-story >>> .tab').click();")?;
    }
    Ok(())
}

fn ends(page: &mut Page) -> Result<(), Failure> {
    // The tabs that are cut, and the sides that fade.
    let cut = "(() => {
        const style = getComputedStyle(find('back-story >>> .tabs'));
        const sides = /to left/.test(style.maskImage) ? ['right', 'left'] : ['left', 'right'];
        const fading = ['--before', '--behind'].map((it, n) => style.getPropertyValue(it) && sides[n]);
        const tabs = [...find('back-story').shadowRoot.querySelectorAll('.tabs > [data-cut]')].map((it) => it.textContent);
        return [...tabs, ...(/gradient/.test(style.maskImage) ? fading.filter(Boolean) : [])].join(' ');
    })()";
    page.size(360, 740)?;
    page.script(LOAD)?;
    page.script("find('back-story').scrollIntoView({ block: 'start', behavior: 'instant' });")?;
    page.wait_for(&format!("{cut} === 'Sources right'"), "the last tab is cut")?;
    page.script("find('back-story >>> .tabs').scrollTo({ left: 1e4, behavior: 'instant' });")?;
    page.wait_for(&format!("{cut} === 'Timeline left'"), "at the other end, the first")?;
    page.script("find('back-story >>> .tabs').scrollTo({ left: 0, behavior: 'instant' });")?;
    // Each of these is awaited: a tab that is cut as much at one end as it was at the other has not changed for an observer.
    page.wait_for(&format!("{cut} === 'Sources right'"), "the last tab is cut again")?;
    page.script("find('back-story >>> .root').dir = 'rtl';")?;
    page.wait_for(&format!("{cut} === 'Sources left'"), "from right to left, the last at the left")?;
    page.script("find('back-story >>> .tabs').scrollTo({ left: -1e4, behavior: 'instant' });")?;
    page.wait_for(&format!("{cut} === 'Timeline right'"), "from right to left, the first at the right")?;
    page.script("find('back-story >>> .root').dir = 'ltr';")?;
    // A chosen chip is whole, with its neighbours in sight.
    page.script("find('back-story >>> .chips > :nth-child(4)').click();")?;
    let (one, neighbours): (bool, usize) = page.eval(
        "(() => { const [line, ...chips] = [find('back-story >>> .chips'), ...find('back-story >>> .chips').children].map((it) => it.getBoundingClientRect());
                  return [chips[3].left >= line.left && chips[3].right <= line.right,
                          [chips[2], chips[4]].filter((it) => it.right > line.left + 20 && it.left < line.right - 20).length]; })()",
    )?;
    ensure!(one && neighbours == 2, "the chosen chip is whole: {one}; {neighbours} of its neighbours are in sight");
    page.size(1280, 800)?;
    page.wait_for(&format!("{cut} === ''"), "nothing is cut where there is room").map(drop)
}

fn sheet(page: &mut Page) -> Result<(), Failure> {
    for width in [360, 1280] {
        page.size(width, 740)?;
        page.script(LOAD)?;
        page.click("back-story >>> .standfirst .term")?;
        page.wait_for("focused()?.id === 'card'", "the definition has the focus")?;
        page.script("find('back-story >>> #card [data-act=close]').focus();")?;
        page.press("Tab")?;
        page.wait_for("!find('back-story >>> #card').childElementCount", "it closes when the focus leaves")?;
    }
    Ok(())
}

/// Contrast of colours with the paper, of at least so much for text and for lines: a selector, a property, and the least ratio.
const CONTRAST: &str = "((text, line) => {
    const root = find('back-story').shadowRoot;
    const numbers = (color) => {
      const [r, g, b, a = 1] = (color.match(/[\\d.]+(e-\\d+)?/g) ?? []).map(Number);
      return color.startsWith('color(') ? [r * 255, g * 255, b * 255, a] : [r, g, b, a];
    };
    const paper = numbers(getComputedStyle(document.body).backgroundColor);
    const luminance = (rgb) => rgb.slice(0, 3).map((v) => v / 255).map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
      .reduce((sum, v, n) => sum + v * [0.2126, 0.7152, 0.0722][n], 0);
    const over = ([r, g, b, a]) => [r, g, b].map((v, n) => v * a + paper[n] * (1 - a));
    const ratio = (color) => {
      const [low, high] = [luminance(over(numbers(color))), luminance(paper)].sort((a, b) => a - b);
      return (high + 0.05) / (low + 0.05);
    };
    const faults = [];
    for (const [selector, property, least] of [
      ['#title', 'color', text], ['.standfirst', 'color', text], ['.tab', 'color', text], ['.chip', 'color', text], ['.date', 'color', text],
      ['.headline', 'color', text], ['.words', 'color', text], ['.differ', 'color', text], ['.status', 'color', text], ['.foot p', 'color', text],
      ['.claim', 'color', text], ['[data-selected] .headline', 'color', text], ['.size', 'color', text], ['.more .plain', 'color', text], ['.label', 'color', text], ['.axis', 'color', text], ['.lane-name', 'color', text],
      ['.window-words', 'color', text],
      ['.chip', 'borderTopColor', line], ['.search', 'borderTopColor', line], ['.cites .link', 'textDecorationColor', line],
      ['.term', 'textDecorationColor', line], ['.plain', 'textDecorationColor', line], ['.tab[aria-selected=true]', 'borderBottomColor', line],
      ['.account', 'borderTopColor', line], ['.cluster', 'borderTopColor', line], ['.tool:not([aria-disabled=true])', 'borderTopColor', line],
    ]) {
      const found = [...root.querySelectorAll(selector)];
      if (!found.length) faults.push(`no ${selector}`);
      for (const it of found) {
        const contrast = ratio(getComputedStyle(it)[property]);
        if (!(contrast >= least)) { faults.push(`${selector} ${property} ${contrast.toFixed(2)}`); break; }
      }
    }
    return faults; })";

fn contrast(page: &mut Page) -> Result<(), Failure> {
    for dark in [false, true] {
        page.scheme(dark)?;
        page.script(LOAD)?;
        show_everything(page)?;
        let faults: Vec<String> = page.eval(&format!("{CONTRAST}(4.5, 3)"))?;
        ensure!(faults.is_empty(), "dark {dark}: {faults:?}");
    }
    Ok(())
}

/// Opens an event with its accounts, and another, which is selected.
fn show_everything(page: &Page) -> Result<(), Failure> {
    page.script(
        "const row = find('back-story >>> .event:has(.differ) .row');
         if (row?.getAttribute('aria-expanded') === 'false') row.click();
         const question = find('back-story >>> .body .question [data-act=toggle]');
         if (question?.getAttribute('aria-expanded') === 'false') question.click();
         find('back-story >>> .event:not(:has(.body)) .row').click();",
    )
    .map(drop)
}

fn more_contrast(page: &mut Page) -> Result<(), Failure> {
    for scheme in ["light", "dark"] {
        page.media(&[("prefers-contrast", "more"), ("prefers-color-scheme", scheme)])?;
        page.script(LOAD)?;
        show_everything(page)?;
        // Text as WCAG's level AAA has it (1.4.6), but for the accent, which is the page's.
        let is_accent = "/^(.headline|.differ|.data-selected. .headline) /";
        let faults: Vec<String> = page.eval(&format!("{CONTRAST}(7, 3).filter((it) => !{is_accent}.test(it))"))?;
        ensure!(faults.is_empty(), "{scheme}: {faults:?}");
    }
    Ok(())
}

/// What is pressed, and is lower than so many pixels, or narrower than 24. Words in running text are exempt; of a closed entry, all
/// is its row's target.
const SMALL: &str = "((least) => [...find('back-story').shadowRoot.querySelectorAll('button, input, summary, .mark')]
    .filter((it) => it.checkVisibility() && !it.matches('.skip'))
    .map((it) => [it, (it.matches('input') ? it.closest('label, .search') : it.ariaExpanded === 'false' && it.closest('[id^=backstory-]') || it).getBoundingClientRect()])
    .filter(([, { width, height }]) => height < least - 0.5 || width < 23.5)
    .map(([it, { width, height }]) => `${it.className || it.id || it.localName} “${it.textContent.slice(0, 20)}” ${width}×${height}`))";

fn targets(page: &mut Page) -> Result<(), Failure> {
    for (width, height) in [(1280, 800), (360, 740)] {
        page.size(width, height)?;
        page.script(LOAD)?;
        for view in 0..5 {
            page.script(&format!("find('back-story >>> [data-act=view][data-n=\"{view}\"]').click();"))?;
            page.script(
                "find('back-story >>> .row').click();
                 const filters = find('back-story >>> .toolbar [data-act=filters]');
                 if (filters?.ariaExpanded === 'false') filters.click();",
            )?;
            page.wait_for_rest()?;
            let small: Vec<String> = page.eval(&format!("{SMALL}(24)"))?;
            ensure!(small.is_empty(), "view {view} at {width}: {small:?}");
        }
    }
    Ok(())
}

fn touched(page: &mut Page) -> Result<(), Failure> {
    page.cdp("Emulation.setTouchEmulationEnabled", &json!({ "enabled": true }))?;
    page.size(360, 740)?;
    page.open(PAGE)?;
    page.wait_for("matchMedia('(pointer: coarse)').matches", "a finger points")?;
    page.script(LOAD)?;
    page.wait_for_rest()?;
    let small: Vec<String> = page.eval(&format!("{SMALL}(44).filter((it) => !/^mark/.test(it))"))?;
    ensure!(small.is_empty(), "{small:?}");
    page.cdp("Emulation.setTouchEmulationEnabled", &json!({ "enabled": false })).map(drop)
}

fn expanded(page: &mut Page) -> Result<(), Failure> {
    page.script(LOAD)?;
    let state = "[...find('back-story').shadowRoot.querySelectorAll('.term')].filter((it) => it.getAttribute('aria-expanded') === 'true').length";
    let own = "find('back-story >>> .standfirst .term').getAttribute('aria-expanded')";
    ensure!(page.eval::<String>(own)? == "false" && page.eval::<usize>(state)? == 0, "closed at first");
    page.script("find('back-story >>> .standfirst .term').focus();")?;
    page.press("Enter")?;
    page.wait_for(&format!("{own} === 'true' && {state} === 1"), "the term is expanded, and no other")?;
    // A definition inside it takes its place.
    page.script("find('back-story >>> #card .term')?.click();")?;
    page.wait_for(&format!("{own} === 'true' && {state} === 1"), "and stays so")?;
    page.press("Escape")?;
    page.wait_for(&format!("{own} === 'false' && {state} === 0"), "it is collapsed")?;
    // A page's own button keeps its attributes.
    page.script(
        "const button = document.createElement('button');
         button.ariaExpanded = 'false';
         find('h1').after(button);
         button.focus();
         await find('back-story').openTerm('massimov');",
    )?;
    ensure!(page.eval::<String>("find('h1 + button').ariaExpanded")? == "false", "the page's button is another");
    page.press("Escape").map(drop)
}

fn current(page: &mut Page) -> Result<(), Failure> {
    page.script(LOAD)?;
    let rows = "[...find('back-story').shadowRoot.querySelectorAll('.row[aria-current=true]')]";
    ensure!(page.eval::<usize>(&format!("{rows}.length"))? == 0, "none at first");
    page.script("[...find('back-story').shadowRoot.querySelectorAll('.row')][2].click();")?;
    ensure!(
        page.eval::<bool>(&format!("{rows}.length === 1 && Boolean({rows}[0].closest('[data-selected]'))"))?,
        "the selected row"
    );
    page.script("find('back-story >>> .chips > :nth-child(4)').click();")?;
    let pressed: Vec<String> = page
        .eval("[...find('back-story').shadowRoot.querySelectorAll('.chip[aria-pressed=true], .tab[aria-selected=true]')].map((it) => it.textContent)")?;
    ensure!(pressed == ["Timeline", "January 2022"], "{pressed:?} are current");
    let status = "find('back-story >>> p[role=status]').textContent";
    ensure!(page.eval::<String>(status)?.starts_with("January 2022: "), "the chapter is announced");
    // On a phone the row of tabs is longer than the window.
    page.size(360, 740)?;
    for view in ["record", "timeline"] {
        page.script(&format!("find('back-story').view = '{view}';"))?;
        let is_seen: bool = page.eval(
            "(() => { const [tab, row] = ['.tab[aria-selected=true]', '.tabs'].map((it) => find(`back-story >>> ${it}`).getBoundingClientRect());
                      return tab.left >= row.left - 1 && tab.right <= row.right + 1; })()",
        )?;
        ensure!(is_seen, "the tab of the view {view}, which the page names, is out of sight");
    }
    Ok(())
}

fn period(page: &mut Page) -> Result<(), Failure> {
    page.script(LOAD)?;
    page.wait_for_rest()?;
    let live = "find('back-story >>> .window-words[aria-live=polite]').textContent";
    let before: String = page.eval(live)?;
    page.script("find('back-story >>> [data-act=zoom][data-n=\"1\"]').click();")?;
    page.wait_for_rest()?;
    let after: String = page.eval(live)?;
    let group: String = page.eval("find('back-story >>> .field').getAttribute('aria-label')")?;
    ensure!(before != after && group.ends_with(&after), "{before} became {after}, the group is {group}");
    Ok(())
}

/// Too wide by how much in any view.
fn assert_one_way(page: &Page, when: &str) -> Result<(), Failure> {
    for view in 0..5 {
        page.script(&format!(
            "find('back-story >>> [data-act=view][data-n=\"{view}\"]').click();
             find('back-story >>> .row')?.click();"
        ))?;
        let (wide, what): (i32, String) = page.eval(
            "(() => { const wide = document.documentElement.scrollWidth - innerWidth;
                      const it = [...find('back-story').shadowRoot.querySelectorAll('*')]
                        .filter((it) => !it.closest('.line, #band, .hidden, .first') && it.getBoundingClientRect().right > innerWidth + 1).pop();
                      return [wide, it ? it.outerHTML.slice(0, 120) : '']; })()",
        )?;
        ensure!(wide <= 0 && what.is_empty(), "{when}: view {view} is {wide} px too wide: {what}");
    }
    Ok(())
}

fn large_text(page: &mut Page) -> Result<(), Failure> {
    page.size(360, 740)?;
    page.script(LOAD)?;
    page.script("document.documentElement.style.fontSize = '200%';")?;
    assert_one_way(page, "text of twice the size")
}

fn long_words(page: &mut Page) -> Result<(), Failure> {
    page.size(320, 640)?;
    page.script(LOAD)?;
    page.script(
        "find('back-story >>> .event .row').click();
         for (const it of find('back-story').shadowRoot.querySelectorAll('.link, .term, .headline, .attribution'))
           it.textContent = 'Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle';",
    )?;
    let wide: i32 = page.eval("document.documentElement.scrollWidth - innerWidth")?;
    ensure!(wide <= 0, "{wide} px too wide");
    Ok(())
}

fn spaced(page: &mut Page) -> Result<(), Failure> {
    page.size(360, 740)?;
    page.script(LOAD)?;
    page.script(
        "const sheet = new CSSStyleSheet();
         sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }');
         find('back-story').shadowRoot.adoptedStyleSheets.push(sheet);
         find('back-story >>> .row').click();",
    )?;
    let cut: Vec<String> = page.eval(
        "[...find('back-story').shadowRoot.querySelectorAll('.headline, .tab, .chip, .date, .claim, .summary')]
           .filter((it) => it.scrollWidth > it.clientWidth + 1 && it.clientWidth).map((it) => it.textContent)",
    )?;
    ensure!(cut.is_empty(), "{cut:?}");
    assert_one_way(page, "spaced text")?;
    page.script("find('back-story >>> .tab').click();")?;
    page.size(1280, 800)?;
    page.wait_for("find('back-story >>> .label')", "the band is drawn")?;
    page.wait_for_rest()?;
    let touching: Vec<String> = page.eval(
        "(() => {
           const all = [...find('back-story').shadowRoot.querySelectorAll('.label')].map((it) => [it, it.getBoundingClientRect()]);
           const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
           return all.flatMap(([it, a], n) =>
             it.scrollWidth > it.clientWidth + 1 || all.slice(n + 1).some(([, b]) => meet(a, b)) ? [it.textContent] : []);
         })()",
    )?;
    ensure!(touching.is_empty(), "labels are cut or touch others: {touching:?}");
    Ok(())
}

fn direction(page: &mut Page) -> Result<(), Failure> {
    page.script("document.documentElement.dir = 'rtl';")?;
    page.script(LOAD)?;
    ensure!(page.eval::<String>("getComputedStyle(find('back-story >>> .root')).direction")? == "ltr");
    ensure!(page.eval::<String>("find('back-story >>> .root').lang")? == "en");
    let left: bool = page.eval(
        "find('back-story >>> #title').getBoundingClientRect().left - find('back-story').getBoundingClientRect().left < 8",
    )?;
    ensure!(left, "the title begins at the wrong end");
    Ok(())
}

fn names(page: &mut Page) -> Result<(), Failure> {
    page.script(LOAD)?;
    let row = "back-story >>> .event .row";
    // The post's name beside the date is drawn on a phone, and no name.
    let date: String = page.eval("find('back-story >>> .event .date').textContent.slice((find('back-story >>> .event .post')?.textContent ?? '').length)")?;
    if let Some(name) = page.label(row)? {
        ensure!(name.starts_with(&date) && name.as_bytes().get(date.len()) == Some(&b' '), "a row is called “{name}”");
    }
    if let Some(role) = page.role("back-story >>> .tab")? {
        ensure!(role == "tab", "{role}");
    }
    ensure!(
        page.eval::<String>(
            "find('back-story >>> .tab').ariaSelected ?? find('back-story >>> .tab').getAttribute('aria-selected')"
        )? == "true"
    );
    page.click(row)?;
    // A paragraph alone is no name (2.4.9).
    let bare: Vec<String> = page.eval(
        "[...find('back-story').shadowRoot.querySelectorAll('.cites .link')]
           .map((it) => it.getAttribute('aria-label') ?? it.textContent).filter((name) => /^para/.test(name))",
    )?;
    ensure!(bare.is_empty(), "{bare:?}");
    page.script(
        "find('back-story >>> .event:has(.differ):not(:has(.body)) .row')?.click();
         find('back-story >>> .body .question [data-act=toggle]').click();",
    )?;
    page.wait_for("find('back-story >>> .account')", "accounts are open")?;
    let unheaded: usize = page.eval(
        "[...find('back-story').shadowRoot.querySelectorAll('.account')].filter((it) => !it.querySelector('h3, h4, h5, h6')).length",
    )?;
    ensure!(unheaded == 0, "{unheaded} accounts have no heading (1.3.1)");
    let levels: Vec<String> = page
        .eval("[...find('back-story').shadowRoot.querySelectorAll('h2, h3, h4, h5, h6')].map((it) => it.localName)")?;
    ensure!(levels.windows(2).all(|pair| pair[1].as_bytes()[1] <= pair[0].as_bytes()[1] + 1), "{levels:?}");
    Ok(())
}

fn inline(page: &mut Page) -> Result<(), Failure> {
    page.script(LOAD)?;
    let blocks: usize = page.eval(
        "[...find('back-story').shadowRoot.querySelectorAll('.term, .link')]
           .filter((it) => getComputedStyle(it).display !== 'inline').length",
    )?;
    ensure!(blocks == 0, "{blocks} are blocks");
    // A button's keys.
    for key in ["Enter", "Space"] {
        page.script("find('back-story >>> .standfirst .term').focus();")?;
        page.press(key)?;
        page.wait_for("focused()?.id === 'card'", "the definition opens")?;
        page.press("Escape")?;
        page.wait_for("focused()?.matches('.term')", "and closes")?;
    }
    Ok(())
}

fn forced(page: &mut Page) -> Result<(), Failure> {
    for scheme in ["light", "dark"] {
        page.media(&[("forced-colors", "active"), ("prefers-color-scheme", scheme)])?;
        page.script(LOAD)?;
        let (current, others): (String, Vec<String>) = page.eval(
            "(() => { const line = (it) => getComputedStyle(it).borderBottomColor;
                      const tabs = [...find('back-story').shadowRoot.querySelectorAll('.tab')];
                      return [line(tabs[0]), tabs.slice(1).map(line)]; })()",
        )?;
        ensure!(others.iter().all(|other| *other != current), "{scheme}: the current tab is lined as {others:?}");
        let (chosen, other): (String, String) = page.eval(
            "[...find('back-story').shadowRoot.querySelectorAll('.chip')].slice(0, 2).map((it) => getComputedStyle(it).backgroundColor)",
        )?;
        ensure!(chosen != other, "{scheme}: the chosen chip is as the others");
        page.script("find('back-story >>> .mark.span').click();")?;
        page.wait_for_rest()?;
        let canvas: String = page.eval(
            "(() => { const it = document.createElement('i'); it.style.color = 'Canvas'; document.body.append(it);
                      const { color } = getComputedStyle(it); it.remove(); return color; })()",
        )?;
        // Bars have edges, points a fill, a cluster its ring; what is selected differs from the others.
        let lines: Vec<(String, String)> = page.eval(
            "[['.span', '::after', 'borderTopColor'], ['.mark:not(.span, .cluster)', '::before', 'backgroundColor'],
              ['.cluster', '', 'borderTopColor'], ['.chip[aria-pressed=false]', '', 'borderTopColor'], ['.search', '', 'borderTopColor']].flatMap(
              ([selector, part, property]) => {
                const it = find(`back-story >>> ${selector}`);
                return it ? [[selector, getComputedStyle(it, part)[property]]] : [];
              })",
        )?;
        ensure!(lines.len() >= 4, "{lines:?}");
        let lost: Vec<_> = lines.iter().filter(|(_, color)| *color == canvas || color == "rgba(0, 0, 0, 0)").collect();
        ensure!(lost.is_empty(), "{scheme}: {lost:?} cannot be seen");
        let (selected, others): (String, String) = page.eval(
            "['[aria-current=true]', ':not([aria-current=true])'].map((is) =>
               getComputedStyle(find(`back-story >>> .mark.span${is}`), '::after').borderTop)",
        )?;
        ensure!(selected != others, "{scheme}: the selected mark is as the others");
    }
    Ok(())
}
