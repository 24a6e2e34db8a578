//! The widget by keyboard alone: Tab shows where it stands, keys in the band stay in the band, and the page stays put.

use crate::page::Page;
use crate::scenario::{Failure, Scenario};
use anyhow::ensure;

pub const SCENARIOS: &[Scenario] = &[
    Scenario::new("keyboard: Tab shows where it stands, through the whole widget", PAGE, tab),
    Scenario::new("keyboard: no key of the band moves the page or loses the focus", PAGE, band),
];

const PAGE: &str = "/dist/index.html";

/// What is wrong with the focus: lost, out of sight, or its ring cut off by what it lies in. `null` where nothing is.
pub(super) const FAULT: &str = "(() => {
    const on = focused();
    if (!on || on === document.body) return 'the focus is lost';
    const name = `${on.className || on.id || on.localName} “${(on.getAttribute('aria-label') ?? on.textContent).slice(0, 30)}”`;
    const box = on.getBoundingClientRect();
    if (!box.width || box.bottom < 1 || box.top > innerHeight - 1) return `${name} is out of sight`;
    const field = on.matches('#query') ? on.closest('.search') : on;
    const { outlineStyle, outlineWidth, outlineOffset } = getComputedStyle(field);
    // No window has the focus where nobody manages windows: there is no ring to be seen.
    if (!document.hasFocus()) return null;
    if (outlineStyle === 'none') return `${name} has no ring`;
    // Fields of forms look as their engine likes.
    if (outlineStyle === 'auto') return null;
    const reach = parseFloat(outlineWidth) + parseFloat(outlineOffset);
    const frame = field.getBoundingClientRect();
    const ring = { left: frame.left - reach, right: frame.right + reach, top: frame.top - reach, bottom: frame.bottom + reach };
    for (let around = field.parentElement; around; around = around.parentElement) {
      const { overflowX, overflowY, position } = getComputedStyle(around);
      const edge = around.getBoundingClientRect();
      // A bar longer than the window shows its ring above and below.
      const isLong = frame.left < edge.left && frame.right > edge.left + 8 || frame.right > edge.right && frame.left < edge.right - 8;
      if (overflowX !== 'visible' && !around.matches('.drawn') && !isLong && (ring.left < edge.left - 0.5 || ring.right > edge.right + 0.5))
        return `${name}: its ring is cut at the side by ${around.className}`;
      if (overflowY !== 'visible' && !around.matches('.drawn') && (ring.top < edge.top - 0.5 || ring.bottom > edge.bottom + 0.5))
        return `${name}: its ring is cut above or below by ${around.className}`;
      if (position === 'fixed') break;
    }
    return null;
  })()";

fn comes_up(page: &Page) -> Result<(), Failure> {
    page.wait_for("customElements.get('back-story')", "the script has run")?;
    page.script("return find('back-story').load().then(() => null);")?;
    page.wait_for("find('back-story >>> .field .mark')", "the band is drawn")
}

/// Comes to an element by the Tab key, as whoever is to see a ring does.
fn enter(page: &Page, element: &str) -> Result<(), Failure> {
    page.script("document.querySelector('article a, article [data-backstory-term]')?.focus();")?;
    for _ in 0..40 {
        page.press("Tab")?;
        if page.eval::<bool>(&format!("focused() === {element}"))? {
            return Ok(());
        }
    }
    anyhow::bail!("Tab does not come to {element}")
}

fn tab(page: &mut Page) -> Result<(), Failure> {
    comes_up(page)?;
    // What the press draws has its place before the focus comes.
    page.script(
        "find('back-story >>> [data-act=filters]').click();
         await rested();
         find('back-story >>> .standfirst .term').focus();
         await rested();",
    )?;
    let mut seen = 0;
    for _ in 0..60 {
        let fault: Option<String> = page.eval(FAULT)?;
        ensure!(fault.is_none(), "after {seen} stops: {}", fault.unwrap_or_default());
        seen += 1;
        page.press("Tab")?;
        if !page.eval::<bool>("document.activeElement?.matches('back-story')")? {
            break;
        }
    }
    ensure!(seen > 40, "Tab left the widget after {seen} stops");
    Ok(())
}

fn band(page: &mut Page) -> Result<(), Failure> {
    // The whole band is in view: nothing scrolls the page to a mark.
    page.size(1280, 1300)?;
    comes_up(page)?;
    enter(page, "find('back-story >>> .mark[tabindex=\"0\"]')")?;
    page.script("find('back-story').scrollIntoView(true);")?;
    let start: f64 = page.eval("scrollY")?;
    let keys = "ArrowRight ArrowRight ArrowRight Enter Escape + + ArrowRight ArrowRight ArrowLeft - \
                End ArrowLeft + + + Home ArrowRight Enter ArrowRight Enter Escape 0 End 0 Home";
    for (n, key) in keys.split_whitespace().enumerate() {
        page.press(key)?;
        page.wait_for_rest()?;
        let now: f64 = page.eval("scrollY")?;
        ensure!((now - start).abs() < 1.0, "{key} ({n}) moved the page by {}", now - start);
        let fault: Option<String> = page.eval(FAULT)?;
        ensure!(fault.is_none(), "{key} ({n}): {}", fault.unwrap_or_default());
        let is_there: bool = page.eval(
            "(() => { const on = focused(); if (!on.matches('.mark')) return false;
                      const mark = on.getBoundingClientRect(), field = on.closest('.field').getBoundingClientRect();
                      return mark.right > field.left && mark.left < field.right; })()",
        )?;
        ensure!(is_there, "{key} ({n}): the mark with the focus is not in view");
    }
    Ok(())
}
