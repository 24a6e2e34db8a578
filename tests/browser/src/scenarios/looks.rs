//! What every story must look like, whatever its length, dates, language and host: nothing lies on anything else, nothing is cut,
//! nothing leaves the host. And what a stranger reads of the shipped one in the first view.

use crate::page::Page;
use crate::scenario::{Failure, Scenario};
use anyhow::ensure;

pub const SCENARIOS: &[Scenario] = &[
    Scenario::new("looks: hard stories lie whole inside their hosts, on a phone", "/pages/selfcheck/", narrow),
    Scenario::new("looks: hard stories lie whole inside their hosts, in an article", "/pages/selfcheck/", wide),
    Scenario::new("looks: the first view says what the story is, on a desk and on a phone", "/dist/index.html", says),
    Scenario::new("looks: every colour of every theme has its contrast (1.4.3, 1.4.11)", "/dist/index.html", themes),
];

/// Limit of a widget's nodes, shadow root included.
const NODES: usize = 2_500;

fn narrow(page: &mut Page) -> Result<(), Failure> {
    cases(page, 360, 328)
}

fn wide(page: &mut Page) -> Result<(), Failure> {
    cases(page, 1280, 712)
}

/// Faults of every case: what is cut, lies on something else or leaves its host.
const FAULTS: &str = "(() => {
    const faults = [];
    const shows = (it) => it.checkVisibility() && !it.closest('.hidden, .said, .skip');
    for (const host of document.querySelectorAll('main back-story')) {
      const name = host.previousElementSibling.textContent, root = host.shadowRoot;
      const fault = (words) => faults.push(`${name}: ${words}`);
      const outer = host.getBoundingClientRect();
      if (!root?.querySelector('.event')) { fault('it shows no event'); continue; }
      const nodes = root.querySelectorAll('*').length + host.querySelectorAll('*').length;
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), boxes = [], range = document.createRange();
      let texts = 0;
      while (walker.nextNode()) {
        const text = walker.currentNode, parent = text.parentElement;
        texts += 1;
        if (!text.data.trim() || !shows(parent) || parent.closest('.axis')) continue;
        range.selectNodeContents(text);
        const field = parent.closest('.field')?.getBoundingClientRect();
        // Lines that scroll, or that are clipped on purpose, have their own ends.
        const line = parent.closest('.line, .first, .way-back')?.getBoundingClientRect();
        for (let { left, right, top, bottom } of range.getClientRects()) {
          if (field && (right <= field.left || left >= field.right)) continue;
          if (line) [left, right] = [Math.max(left, line.left), Math.min(right, line.right)];
          if (right - left < 1) continue;
          const words = text.data.trim().slice(0, 40);
          if (left < outer.left - 1 || right > outer.right + (line ? 4 : 1)) fault(`“${words}” leaves the host`);
          // The letters themselves, not the leading above and below them.
          const inset = (bottom - top) * 0.2;
          boxes.push([words, left, right, top + inset, bottom - inset, parent]);
        }
      }
      if (nodes + texts > NODES) fault(`${nodes + texts} nodes`);
      for (const [n, one] of boxes.entries())
        for (const two of boxes.slice(n + 1))
          if (one[5] !== two[5] && one[1] < two[2] - 1 && two[1] < one[2] - 1 && one[3] < two[4] && two[3] < one[4])
            fault(`“${one[0]}” lies on “${two[0]}”`);
      for (const it of root.querySelectorAll('.headline, .label, .lane-name, .standfirst, #title, .chip, .year, .month')) {
        if (!shows(it)) continue;
        range.selectNodeContents(it);
        const words = range.getBoundingClientRect(), room = it.getBoundingClientRect();
        const { display, fontSize } = getComputedStyle(it);
        // Fonts of Devanagari are higher than the lines, which nothing clips.
        const below = room.bottom + Math.max(4, parseFloat(fontSize) * 0.3);
        const isInline = display.startsWith('inline');
        if (!isInline && words.width && (words.right > room.right + 1 || words.left < room.left - 1 || words.bottom > below))
          fault(`“${it.textContent.slice(0, 40)}” does not fit: ${[words, room].map((it) => [it.left, it.right, it.bottom].map(Math.round))}`);
      }
      for (const it of root.querySelectorAll('.label')) {
        const text = it.firstChild;
        for (const { 0: word, index } of text.data.matchAll(/(?<!\\p{Pd})\\p{L}+/gu)) {
          range.setStart(text, index);
          range.setEnd(text, index + word.length);
          if (!/\\p{Script=Han}|\\p{Script=Hiragana}/u.test(word) && new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1)
            fault(`“${word}” is broken`);
        }
      }
      // The first words stand on the line below the headline, whatever its length, beside a date of one line or two.
      for (const it of root.querySelectorAll('.event > .first')) {
        if (!shows(it)) continue;
        range.selectNodeContents(it.parentElement.querySelector('.date'));
        if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 2) continue;
        range.selectNodeContents(it.parentElement.querySelector('.headline'));
        const gap = it.getBoundingClientRect().top - range.getBoundingClientRect().bottom;
        if (gap < -4 || gap > 6) fault(`${Math.round(gap)} px between “${it.textContent.slice(0, 40)}” and its headline`);
      }
      // Type has one scale, whatever the host's size, and the column of dates grows with it.
      const set = ['#title', '.standfirst', '.row', '.row .date'].map((it) => root.querySelector(it)).filter((it) => it);
      const sizes = set.map((it) => parseFloat(getComputedStyle(it).fontSize));
      if (sizes.some((size, n) => size > sizes[n - 1])) fault(`its type measures ${sizes}`);
      const row = getComputedStyle(root.querySelector('.row'));
      if (row.display === 'grid' && parseFloat(row.gridTemplateColumns) < 10 * parseFloat(row.fontSize))
        fault(`its column of dates measures ${row.gridTemplateColumns}`);
      // The year beside a row ends with it.
      for (const it of root.querySelectorAll('.spine > .event > .year')) {
        if (!shows(it)) continue;
        range.selectNodeContents(it);
        if (range.getBoundingClientRect().bottom > it.parentElement.getBoundingClientRect().bottom + 1)
          fault(`the year “${it.textContent}” is higher than its row`);
      }
      // Where events have dates the band draws them.
      const field = root.querySelector('.field')?.getBoundingClientRect();
      if (field?.width && ![...root.querySelectorAll('.mark')].some((it) => {
        const { left, right } = it.getBoundingClientRect();
        return right > field.left && left < field.right;
      })) fault('its band is empty');
      // Names of lanes stand in their lanes.
      const lanes = [...root.querySelectorAll('.lane-name')].filter(shows);
      for (const lane of lanes) {
        range.selectNodeContents(lane);
        const words = range.getBoundingClientRect(), room = lane.getBoundingClientRect();
        if (words.top < room.top - 1 || words.bottom > room.bottom + 1) fault(`“${lane.textContent}” is higher than its lane`);
      }
      for (const it of root.querySelectorAll('button, input, .stage, .tip, .legend, .search, .band, li')) {
        if (!shows(it) || it.closest('.line, .field, .back')) continue;
        const { left, right, width } = it.getBoundingClientRect();
        if (width && (left < outer.left - 4 || right > outer.right + 4)) fault(`${it.className || it.localName} leaves the host`);
      }
    }
    if (document.documentElement.scrollWidth > innerWidth) faults.push(`the page is ${document.documentElement.scrollWidth} px wide`);
    return [...new Set(faults)];
  })()";

fn cases(page: &mut Page, window: u32, host: u32) -> Result<(), Failure> {
    page.size(window, 900)?;
    page.open(&format!("/pages/cases/?width={host}"))?;
    page.wait_for("document.documentElement.dataset.ready === ''", "all cases are there")?;
    let failed: Option<String> = page.eval("document.documentElement.dataset.failed ?? null")?;
    ensure!(failed.is_none(), "{failed:?}");
    let faults: Vec<String> = page.eval(&FAULTS.replace("NODES", &NODES.to_string()))?;
    ensure!(faults.is_empty(), "{host} px: {} faults:\n{}", faults.len(), faults.join("\n"));
    Ok(())
}

/// What a stranger is to read in the first view of the shipped story, in at most five seconds.
const READABLE: [(&str, &str); 7] = [
    ("the man", "Karim Massimov"),
    ("his first office", "Prime minister"),
    ("his last office", "Security chief"),
    ("January", "January 2022"),
    ("the removal", "Removed|removes Massimov"),
    ("the arrest", "Detained|is detained"),
    ("the verdict", "18 years"),
];

/// The words that are in the window, and neither clipped nor hidden, a line for each piece of text.
const IN_VIEW: &str = "(() => {
    const root = find('back-story').shadowRoot, lines = [], range = document.createRange();
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode, parent = text.parentElement;
      if (!text.data.trim() || !parent.checkVisibility()) continue;
      range.selectNodeContents(text);
      const whole = [...range.getClientRects()].every(({ left, right, top, bottom }) => {
        if (left < 0 || right > innerWidth || top < 0 || bottom > innerHeight) return false;
        for (let it = parent; it; it = it.parentElement) {
          const style = getComputedStyle(it), box = it.getBoundingClientRect();
          if (style.clipPath !== 'none') return false;
          if (style.overflowX !== 'visible' && (left < box.left - 1 || right > box.right + 1)) return false;
          if (style.overflowY !== 'visible' && (top < box.top - 1 || bottom > box.bottom + 1)) return false;
        }
        return true;
      });
      if (whole) lines.push(text.data.trim());
    }
    return lines; })()";

/// Controls whose words are on more than one line.
const BROKEN_CONTROLS: &str = "[...find('back-story').shadowRoot.querySelectorAll('button:not(.row, .mark)')]
    .filter((it) => {
      const range = document.createRange();
      range.selectNodeContents(it);
      return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1;
    })
    .map((it) => it.textContent)";

fn says(page: &mut Page) -> Result<(), Failure> {
    for (width, height) in [(1280, 800), (360, 740)] {
        page.size(width, height)?;
        page.open("/dist/index.html")?;
        page.script(
            "await find('back-story').load();
             find('back-story').scrollIntoView({ block: 'start', behavior: 'instant' });
             await rested();",
        )?;
        let lines: Vec<String> = page.eval(IN_VIEW)?;
        for (what, words) in READABLE {
            let is_there = words.split('|').any(|words| lines.iter().any(|line| line.contains(words)));
            ensure!(is_there, "{width}×{height}: {what} (“{words}”) is not in the first view: {lines:#?}");
        }
        // The doubt: sources differ, in the title's own words or as a tag at a row.
        let doubt = lines.iter().any(|line| line.contains("do not always agree"))
            && lines.iter().any(|line| line.ends_with(" accounts"));
        ensure!(doubt, "{width}×{height}: nothing says that the accounts differ: {lines:#?}");
        let broken: Vec<String> = page.eval(BROKEN_CONTROLS)?;
        ensure!(broken.is_empty(), "{width}×{height}: the words of {broken:?} stand on several lines");
    }
    Ok(())
}

/// Themes that lie beside the script, and the widget as it is without one.
const THEMES: [&str; 4] = ["", "almanac", "newsprint", "plain"];

/// Pairs of colours with less contrast than they need: text 4.5, marks, borders and underlines 3. Each is a value of the
/// stylesheet, over the paper, the raised surface or a mark's own fill.
const PAIRS: &str = "(() => {
    const root = find('back-story >>> .root'), canvas = document.createElement('canvas');
    canvas.width = canvas.height = 1;
    const pen = canvas.getContext('2d', { willReadFrequently: true });
    const probe = document.createElement('i');
    root.append(probe);
    const resolved = (value) => { probe.style.color = value; return getComputedStyle(probe).color; };
    const behind = [find('back-story'), document.body].map((it) => getComputedStyle(it).backgroundColor)
      .find((color) => !/^(transparent|rgba\\(0, 0, 0, 0\\))$/.test(color)) ?? 'white';
    const over = (...colors) => {
      for (const color of [behind, ...colors.map(resolved)]) { pen.fillStyle = color; pen.fillRect(0, 0, 1, 1); }
      return [...pen.getImageData(0, 0, 1, 1).data];
    };
    const luminance = (rgb) => rgb.slice(0, 3).map((v) => v / 255).map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
      .reduce((sum, v, n) => sum + v * [0.2126, 0.7152, 0.0722][n], 0);
    const mix = (token, share) => `color-mix(in srgb, var(${token}) ${share}%, transparent)`;
    const paper = ['var(--paper)'], raised = ['var(--surface)'];
    const bar = [...paper, mix('--accent', 38)], chip = [...paper, 'var(--faint)'], found = [...paper, mix('--accent', 22)];
    const faults = [];
    let count = 0;
    for (const [fore, back, least] of [
      ...['--ink', '--muted', '--accent'].flatMap((text) => [[`var(${text})`, [], 4.5], [`var(${text})`, paper, 4.5], [`var(${text})`, raised, 4.5]]),
      ['var(--ink)', bar, 4.5], ['var(--ink)', chip, 4.5], ['var(--ink)', found, 4.5],
      ...['--under', '--edge', '--focus'].flatMap((line) => [[`var(${line})`, [], 3], [`var(${line})`, paper, 3], [`var(${line})`, raised, 3]]),
      [mix('--accent', 75), paper, 3],
    ]) {
      count += 1;
      const [low, high] = [luminance(over(...back, fore)), luminance(over(...back))].sort((a, b) => a - b);
      const ratio = (high + 0.05) / (low + 0.05);
      if (!(ratio >= least)) faults.push(`${fore} on ${back.join(' + ') || 'the page'}: ${ratio.toFixed(2)}, not ${least}`);
    }
    probe.remove();
    return count > 20 ? faults : ['too few pairs'];
  })()";

fn themes(page: &mut Page) -> Result<(), Failure> {
    for theme in THEMES {
        for scheme in ["light", "dark"] {
            page.open("/dist/index.html")?;
            page.script(&format!(
                "document.documentElement.style.colorScheme = {scheme:?};
                 if ({theme:?}) {{
                   const link = Object.assign(document.createElement('link'), {{ rel: 'stylesheet', href: 'themes/{theme}.css' }});
                   document.head.append(link);
                   await new Promise((done, failed) => Object.assign(link, {{ onload: done, onerror: failed }}));
                 }}
                 await find('back-story').load();
                 await find('back-story').select('');
                 await rested();"
            ))?;
            let faults: Vec<String> = page.eval(PAIRS)?;
            ensure!(faults.is_empty(), "{theme:?}, {scheme}: {faults:#?}");
            let leaves: bool = page.eval("document.documentElement.scrollWidth > innerWidth")?;
            ensure!(!leaves, "{theme:?}: the page scrolls sideways");
        }
    }
    Ok(())
}
