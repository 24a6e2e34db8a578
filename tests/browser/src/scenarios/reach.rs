//! Who cannot see, point or read small print reaches everything: each rule with its criterion of WCAG 2.2.

use crate::engine::Engine;
use crate::page::Page;
use crate::scenario::{Failure, Scenario};
use anyhow::ensure;

pub const SCENARIOS: &[Scenario] = &[
    Scenario::new("reach: no view at rest is taller than its budget", PAGE, heights),
    Scenario::new("reach: few stops of the Tab key before the first row", PAGE, stops),
    Scenario::new("reach: arrow keys go on in tabs and chips", PAGE, rows_of_buttons),
    Scenario::new("reach: focus that leaves a definition closes it (2.4.11)", PAGE, sheet),
    Scenario::new("reach: every colour has its contrast, light and dark (1.4.3, 1.4.11)", PAGE, contrast),
    Scenario::new("reach: text of twice the size at 360 pixels scrolls one way only (1.4.4)", PAGE, large_text),
    Scenario::new("reach: long words at 320 pixels scroll one way only (1.4.10)", PAGE, long_words),
    Scenario::new("reach: spaced text is not cut (1.4.12)", PAGE, spaced),
    Scenario::new("reach: an English story keeps its direction in a page from right to left (1.3.2)", PAGE, direction),
    Scenario::new("reach: rows, tabs and links have names, roles and states (4.1.2)", PAGE, names),
    Scenario::new("reach: terms break across lines as text does", PAGE, inline),
    // The other engines' drivers do not emulate forced colours.
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

/// Contrast of colours with the paper: a selector, a property, and the least ratio.
const CONTRAST: &str = "(() => {
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
      ['#title', 'color', 4.5], ['.standfirst', 'color', 4.5], ['.tab', 'color', 4.5], ['.chip', 'color', 4.5], ['.date', 'color', 4.5],
      ['.headline', 'color', 4.5], ['.words', 'color', 4.5], ['.differ', 'color', 4.5], ['.status', 'color', 4.5], ['.foot p', 'color', 4.5],
      ['.claim', 'color', 4.5], ['[data-selected] .headline', 'color', 4.5], ['.size', 'color', 4.5], ['.more .plain', 'color', 4.5],
      ['.chip', 'borderTopColor', 3], ['.search', 'borderTopColor', 3], ['.cites .link', 'textDecorationColor', 3],
      ['.term', 'textDecorationColor', 3], ['.plain', 'textDecorationColor', 3], ['.tab[aria-selected=true]', 'borderBottomColor', 3],
      ['.account', 'borderTopColor', 3],
    ]) {
      const found = [...root.querySelectorAll(selector)];
      if (!found.length) faults.push(`no ${selector}`);
      for (const it of found) {
        const contrast = ratio(getComputedStyle(it)[property]);
        if (!(contrast >= least)) { faults.push(`${selector} ${property} ${contrast.toFixed(2)}`); break; }
      }
    }
    return faults; })()";

fn contrast(page: &mut Page) -> Result<(), Failure> {
    for dark in [false, true] {
        page.scheme(dark)?;
        page.script(LOAD)?;
        page.script(
            "const row = find('back-story >>> .event:has(.differ) .row');
             if (row?.getAttribute('aria-expanded') === 'false') row.click();
             const question = find('back-story >>> .body [data-act=toggle-question]');
             if (question?.getAttribute('aria-expanded') === 'false') question.click();
             find('back-story >>> .event:not(:has(.body)) .row').click();",
        )?;
        let faults: Vec<String> = page.eval(CONTRAST)?;
        ensure!(faults.is_empty(), "dark {dark}: {faults:?}");
    }
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
    assert_one_way(page, "spaced text")
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
    let date: String = page.eval("find('back-story >>> .event .date').textContent")?;
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
    let levels: Vec<String> =
        page.eval("[...find('back-story').shadowRoot.querySelectorAll('h2, h3, h4, h5')].map((it) => it.localName)")?;
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
    }
    Ok(())
}
