//! What is drawn can be read: no letter, word or tick is cut, and each label stands by its mark.

use crate::engine::Engine;
use crate::page::Page;
use crate::scenario::{Failure, Scenario};
use anyhow::ensure;

pub const SCENARIOS: &[Scenario] = &[
    Scenario::new("legible: from decades to hours no label or tick is cut or touches another", PAGE, zooms),
    Scenario::new("legible: each kind of statement has a shape of its own in the band", PAGE, shapes),
];

const PAGE: &str = "/pages/host/";

fn comes_up(page: &Page) -> Result<(), Failure> {
    page.wait_for("customElements.get('back-story')", "the script has run")?;
    page.script("return find('back-story').load().then(() => null);")?;
    page.wait_for("find('back-story >>> .field .mark')", "the band is drawn")
}

/// Labels whose letters are cut, whose words are broken, or that are away from their marks.
const CUT_LABELS: &str = "(() => { const faults = [];
       const pen = document.createElement('canvas').getContext('2d');
       for (const label of find('back-story').shadowRoot.querySelectorAll('.mark .label')) {
         const words = label, text = words.firstChild;
         const { font, lineHeight } = getComputedStyle(words);
         pen.font = font;
         const ink = pen.measureText('gpqy');
         const range = document.createRange();
         range.selectNodeContents(words);
         const lines = [...range.getClientRects()].slice(0, 2);
         // How far the letters of the last line on show reach down.
         const box = words.getBoundingClientRect();
         const shown = lines.filter((line) => line.top < box.bottom - parseFloat(lineHeight) / 2);
         const foot = Math.max(...shown.map((line) => line.bottom)) - ink.fontBoundingBoxDescent
           + ink.actualBoundingBoxDescent;
         if (foot > box.bottom + 0.5) faults.push(`cut by ${foot - box.bottom} below: ${text.data}`);
         for (const { 0: word, index } of text.data.matchAll(/(?<!\\p{Pd})\\p{L}+/gu)) {
           range.setStart(text, index);
           range.setEnd(text, index + word.length);
           const tops = [...range.getClientRects()].map(({ top }) => top)
             .filter((top) => shown.some((line) => Math.abs(line.top - top) < 3));
           if (Math.max(...tops) - Math.min(...tops) > 3) faults.push(`${word} is broken: ${text.data}`);
         }
         // One before its mark ends at it.
         const mark = label.parentElement.getBoundingClientRect();
         const end = Math.max(...shown.map((line) => line.right));
         if (label.getBoundingClientRect().right <= mark.left && mark.left - end > 8)
           faults.push(`${Math.round(mark.left - end)} away from its mark: ${text.data}`);
       }
       return faults; })()";

/// Ticks whose words are cut by the ends of the axis.
const CUT_TICKS: &str =
    "(() => { const axis = find('back-story >>> .axis'), { left, right } = axis.parentElement.getBoundingClientRect();
       const range = document.createRange();
       return [...axis.querySelectorAll('.minor, .major')].filter((tick) => {
         range.selectNodeContents(tick);
         const box = range.getBoundingClientRect();
         return [left, right].some((edge) => box.left < edge - 0.5 && box.right > edge + 0.5);
       }).map((tick) => tick.textContent); })()";

/// Pairs of labels, and ticks, that touch each other.
const TOUCHING: &str = "(() => {
    const field = find('back-story >>> .field').getBoundingClientRect();
    const boxes = [...find('back-story').shadowRoot.querySelectorAll('.mark .label')]
      .map((it) => [it.textContent, it.getBoundingClientRect()])
      .filter(([, box]) => box.right > field.left && box.left < field.right);
    const touching = [];
    for (const [n, [one, a]] of boxes.entries())
      for (const [two, b] of boxes.slice(n + 1))
        if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)
          touching.push(`${one} | ${two}`);
    const ticks = [...find('back-story').shadowRoot.querySelectorAll('.axis .minor, .axis .major')]
      .filter((it) => it.textContent)
      .map((it) => { const range = document.createRange(); range.selectNodeContents(it); return range.getBoundingClientRect(); });
    for (const [n, box] of ticks.entries()) if (n && box.left < ticks[n - 1].right) touching.push(`tick ${n}`);
    return touching; })()";

/// Looks at the whole story and at each of 22 notches nearer.
fn zooms(page: &mut Page) -> Result<(), Failure> {
    comes_up(page)?;
    for step in 0..22 {
        for (kind, faults) in [("cut", CUT_LABELS), ("cut at the ends", CUT_TICKS), ("touching", TOUCHING)] {
            let faults: Vec<String> = page.eval(faults)?;
            ensure!(faults.is_empty(), "{kind} after {step} notches: {faults:?}");
        }
        page.script(
            "const field = find('back-story >>> .field');
             const { left, width } = field.getBoundingClientRect();
             field.dispatchEvent(new WheelEvent('wheel', { bubbles: true, composed: true, cancelable: true, ctrlKey: true,
               deltaY: -100, clientX: left + width * 0.89 }));
             await rested();",
        )?;
    }
    Ok(())
}

/// The shapes of points and of labels in bars, by the kind of statement: what is filled, bordered, rounded or cut how.
const SHAPES: &str = "(() => {
    const mark = [...find('back-story').shadowRoot.querySelectorAll('.mark:not(.cluster)')].find((it) => it.querySelector('.label'));
    const kinds = ['reported', 'official', 'allegation', 'anonymous', 'opinion', 'inference'];
    const shapes = (element, name) => kinds.map((kind) => {
      element.className = `${name} status-${kind}`;
      const { backgroundColor, borderRadius, clipPath, borderTopWidth, borderLeftWidth } = getComputedStyle(element, '::before');
      return [backgroundColor, borderRadius, clipPath, borderTopWidth, borderLeftWidth].join(' ');
    });
    return [shapes(mark, 'mark'), shapes(mark.querySelector('.label'), 'label')]; })()";

fn shapes(page: &mut Page) -> Result<(), Failure> {
    comes_up(page)?;
    for shapes in page.eval::<Vec<Vec<String>>>(SHAPES)? {
        let mut distinct = shapes.clone();
        distinct.sort_unstable();
        distinct.dedup();
        ensure!(distinct.len() == shapes.len(), "two kinds of statement look the same: {shapes:?}");
        let hollow = shapes.iter().filter(|shape| shape.starts_with("rgba(0, 0, 0, 0)")).count();
        ensure!(hollow == 2, "{hollow} are hollow, not unnamed sources and inferences: {shapes:?}");
    }
    if page.engine() == Engine::Chromium {
        page.media(&[("forced-colors", "active"), ("prefers-color-scheme", "dark")])?;
        let paper: String = page.eval(
            "(() => { document.body.style.backgroundColor = 'Canvas'; return getComputedStyle(document.body).backgroundColor; })()",
        )?;
        for shapes in page.eval::<Vec<Vec<String>>>(SHAPES)? {
            ensure!(
                !shapes.iter().any(|shape| shape.starts_with(&paper)),
                "with forced colours shapes vanish: {shapes:?}"
            );
        }
    }
    Ok(())
}
