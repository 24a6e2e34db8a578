//! The names that host pages rely on: what `tests/api.txt` freezes, held against what the built embed has.

use super::host::loaded;
use crate::page::Page;
use crate::scenario::{Failure, Scenario};
use anyhow::{bail, ensure};
use std::collections::BTreeSet;

pub const SCENARIOS: &[Scenario] = &[
    Scenario::new("api: names are those of tests/api.txt", "/pages/host/?loading=manual", names),
    Scenario::new("api: properties reflect attributes", "/pages/host/?loading=manual", reflects),
    Scenario::new("api: what was set before the script came is kept", "/pages/host/?loading=manual", early),
    Scenario::new("api: story takes objects and bytes, and nothing else", "/pages/host/?loading=manual", story),
    Scenario::new("api: words of the page replace those of the interface", "/pages/host/?loading=manual", words),
    Scenario::new("api: another src replaces the story", "/pages/host/?loading=manual", src),
    Scenario::new("api: from and to are days that bound what is shown", "/pages/host/?loading=manual", days),
    Scenario::new("api: filter takes days as the attributes do", "/pages/host/?loading=manual&from=2022-01-04", filter),
    Scenario::new("api: the height is emitted when it changes", "/pages/host/", resize),
];

const GOLDEN: &str = include_str!("../../../api.txt");

/// Everything with a name, as lines `kind name`.
const NAMES: &str = r#"
    const BackStory = customElements.get('back-story');
    const names = BackStory.observedAttributes.map((name) => `attribute ${name}`);
    const own = (it, skipped) => Object.getOwnPropertyNames(it).filter((name) => !skipped.test(name));
    for (const name of own(BackStory, /^(length|name|prototype|observedAttributes)$/)) names.push(`static ${name}`);
    for (const name of own(BackStory.prototype, /^constructor$|Callback$/)) {
      const isMethod = 'value' in Object.getOwnPropertyDescriptor(BackStory.prototype, name);
      names.push(`${isMethod ? 'method' : 'property'} ${name}`);
    }
    const events = new Set();
    const send = EventTarget.prototype.dispatchEvent;
    EventTarget.prototype.dispatchEvent = function (event) {
      if (event.type.startsWith('backstory')) events.add(event.type);
      return send.call(this, event);
    };
    const host = find('back-story');
    const text = document.createElement('section');
    text.className = 'backstory';
    text.dataset.backstoryRevision = 'massimov-00000000';
    host.append(text);
    await host.load();
    const parts = new Set();
    const look = () => {
      for (const it of host.shadowRoot.querySelectorAll('[part]')) parts.add(it.getAttribute('part'));
    };
    for (const view of ['timeline', 'accounts', 'voices', 'glossary', 'record']) {
      host.view = view;
      look();
    }
    host.view = 'timeline';
    host.shadowRoot.querySelector('.mark:not(.cluster)').click();
    look();
    await host.openTerm('massimov');
    look();
    await host.select('massimov');
    look();
    await host.search('Tokayev');
    look();
    host.story = 'no story';
    await settled(() => events.size);
    EventTarget.prototype.dispatchEvent = send;
    for (const event of events) names.push(`event ${event}`);
    for (const part of parts) names.push(`part ${part}`);
    const css = [];
    const read = (rules) => {
      for (const rule of rules) css.push(rule.cssText);
    };
    for (const sheet of host.shadowRoot.adoptedStyleSheets) read(sheet.cssRules);
    for (const name of new Set(css.join().match(/--backstory-[a-z-]+/g))) names.push(`custom-property ${name}`);
    const script = await (await fetch('/dist/backstory.js')).text();
    const [, help] = script.match(/(\{"csp-wasm":[^{}]*\})/);
    for (const [, code] of help.matchAll(/[{,]"?([a-z-]+)"?:/g)) names.push(`error ${code}`);
    return names;"#;

fn names(page: &mut Page) -> Result<(), Failure> {
    page.wait_for("customElements.get('back-story')", "the script has run")?;
    let real: BTreeSet<String> = serde_json::from_value(page.script(NAMES)?)?;
    let golden: BTreeSet<String> =
        GOLDEN.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(String::from).collect();
    let new: Vec<_> = real.difference(&golden).collect();
    let gone: Vec<_> = golden.difference(&real).collect();
    ensure!(new.is_empty() && gone.is_empty(), "not in tests/api.txt: {new:?}; only there: {gone:?}");
    Ok(())
}

fn reflects(page: &mut Page) -> Result<(), Failure> {
    page.wait_for("customElements.get('back-story')", "the script has run")?;
    let wrong: Vec<String> = page.eval(
        "(() => {
           const host = document.createElement('back-story');
           const wrong = [];
           const same = (what, is, wanted) => is === wanted || wrong.push(`${what}: ${is}, not ${wanted}`);
           const known = {
             view: ['timeline', 'glossary'], theme: ['auto', 'dark'], loading: ['lazy', 'eager'],
             permalinks: ['on', 'off'], headingLevel: ['2', '4'], src: ['', 'a.bks'], event: ['', 'x'],
             term: ['', 'y'], from: ['', '2022-01-01'], to: ['', '2022-02-01'], themes: ['', 'a b'],
             annotate: ['', 'p'], annotateCap: ['', '3'],
           };
           for (const [name, [usual, other]] of Object.entries(known)) {
             const attribute = name.replace(/[A-Z]/, (it) => `-${it.toLowerCase()}`);
             same(`${name} at first`, host[name], usual);
             host[name] = other;
             same(`${name} set`, host[name], other);
             same(`${name} as attribute`, host.getAttribute(attribute), other);
             host.setAttribute(attribute, 'nonsense');
             same(`${name} nonsense`, host[name], usual ? usual : 'nonsense');
             host[name] = null;
             same(`${name} gone`, host.hasAttribute(attribute), false);
           }
           return wrong;
         })()",
    )?;
    ensure!(wrong.is_empty(), "{}", wrong.join("; "));
    Ok(())
}

fn early(page: &mut Page) -> Result<(), Failure> {
    page.wait_for("customElements.get('back-story')", "the script has run")?;
    // A document whose script comes late, as a framework's may.
    let kept: Vec<String> = page.eval(
        "(async () => {
           const fresh = document.createElement('iframe');
           fresh.title = 'Fresh';
           document.body.append(fresh);
           const inside = fresh.contentDocument;
           const host = inside.createElement('back-story');
           host.view = 'glossary';
           host.headingLevel = 3;
           host.loading = 'manual';
           inside.body.append(host);
           const script = inside.createElement('script');
           script.type = 'module';
           script.src = '/dist/backstory.js';
           inside.head.append(script);
           await fresh.contentWindow.customElements.whenDefined('back-story');
           return [host.getAttribute('view'), host.getAttribute('heading-level'), host.loading];
         })()",
    )?;
    ensure!(kept == ["glossary", "3", "manual"], "{kept:?}");
    Ok(())
}

/// The shipped story's bytes, and a copy that no reader of stories accepts.
const BYTES: &str = "
    const wasm = await WebAssembly.compile(await (await fetch('/dist/backstory_bg.wasm')).arrayBuffer());
    const [bytes] = WebAssembly.Module.customSections(wasm, 'backstory.story');
    const host = find('back-story');";

fn story(page: &mut Page) -> Result<(), Failure> {
    page.wait_for("customElements.get('back-story')", "the script has run")?;
    page.script(&format!("{BYTES} host.story = 'An address'; if (host.story) throw new Error('taken');"))?;
    ensure!(page.eval::<String>("window.error().code")? == "unsupported");
    ensure!(page.eval::<bool>("window.error().help.includes('src')")?);
    page.script(&format!(
        "{BYTES}
         host.story = bytes;
         await host.load();
         window.first = find('back-story >>> .root');
         // Again while it stands, as a view of a larger buffer, and the attributes hold.
         const larger = new Uint8Array(bytes.byteLength + 7);
         larger.set(new Uint8Array(bytes), 7);
         host.view = 'glossary';
         host.story = larger.subarray(7);"
    ))?;
    page.wait_for(
        "find('back-story >>> .root') !== window.first && find('back-story >>> .terms')",
        "it is drawn anew",
    )?;
    page.script(&format!("{BYTES} host.story = bytes.slice(0, 900);"))?;
    page.wait_for(
        "window.emitted.findLast((it) => it.name === 'error').detail.code === 'data'",
        "a cut story is reported",
    )?;
    ensure!(page.eval::<bool>("find('#fallback').checkVisibility()")?, "the fallback is back");
    Ok(())
}

fn words(page: &mut Page) -> Result<(), Failure> {
    page.wait_for("customElements.get('back-story')", "the script has run")?;
    // Before the widget stands, with faults of each kind.
    page.script(
        "find('back-story').words = { filter: 'Refine', fewer: 'Less {n}', frobnicate: 'x', events: { dozens: '{n}' } };
         await find('back-story').load();",
    )?;
    let filter = "find('back-story >>> [data-act=filters]')?.textContent";
    ensure!(page.eval::<String>(filter)? == "Refine");
    let told: Vec<String> =
        page.eval("window.emitted.filter((it) => it.name === 'error').map((it) => it.detail.message)")?;
    let [message] = told.as_slice() else { return Err(anyhow::anyhow!("{told:?}")) };
    for problem in ["fewer has no placeholders", "there is no word frobnicate", "and no dozens"] {
        ensure!(message.contains(problem), "{message}");
    }
    // Afterwards, where the reader has been somewhere.
    let place = "[find('back-story >>> [role=tab][aria-selected=true]').textContent, find('back-story >>> [data-selected]').id, scrollY].join()";
    page.script(
        "const host = find('back-story');
         await host.select('massimov');
         scrollTo({ top: 100, behavior: 'instant' });
         await settled(() => scrollY);",
    )?;
    let before: String = page.eval(place)?;
    page.script("find('back-story').words = { search: 'Seek' };")?;
    page.wait_for("find('back-story >>> [for=query]')?.textContent === 'Seek'", "the new word stands")?;
    let after: String = page.eval(place)?;
    ensure!(before == after, "view, selection and place were {before} and are {after}");
    // Without words of its own the page has the story's back.
    page.script("find('back-story').words = null; find('back-story').view = 'timeline';")?;
    page.wait_for(&format!("{filter} === 'Filters'"), "the story's own words are back")
}

fn src(page: &mut Page) -> Result<(), Failure> {
    loaded(page)?;
    page.script(&format!(
        "{BYTES}
         window.first = find('back-story >>> .root');
         host.src = URL.createObjectURL(new Blob([bytes]));"
    ))?;
    page.wait_for("find('back-story >>> .root') !== window.first", "the story is drawn anew")?;
    // Of two in a row the later stands, however late the earlier comes.
    page.script("find('back-story').src = '/slow/backstory_bg.wasm'; find('back-story').src = '';")?;
    // The request that is superseded may be aborted before it leaves; one for the same file takes at least as long.
    page.script("await fetch('/slow/backstory_bg.wasm', { cache: 'no-store' });")?;
    page.script("await settled(() => window.emitted.length);")?;
    ensure!(page.eval::<bool>("window.error() === undefined && find('back-story >>> .row')?.isConnected")?);
    Ok(())
}

fn days(page: &mut Page) -> Result<(), Failure> {
    page.wait_for("customElements.get('back-story')", "the script has run")?;
    page.script("find('back-story').from = '2022-01-04'; find('back-story').to = '2022-01-06';")?;
    loaded(page)?;
    let shown = "parseInt(find('back-story >>> .count').textContent)";
    let window = "find('back-story >>> .field').ariaLabel";
    page.wait_for(&format!("{window}.endsWith(': 4 January 2022 – 6 January 2022')"), "the band shows these days")?;
    let between: usize = page.eval(shown)?;
    page.script("find('back-story').from = 'nonsense';")?;
    page.wait_for(&format!("{shown} > {between}"), "what is no day bounds nothing")?;
    page.wait_for(&format!("{window}.endsWith(' – 2022')"), "the other bound holds")?;
    page.script("find('back-story').to = null;")?;
    page.wait_for(&format!("{window}.endsWith(' – 2023')"), "taken away, they bound nothing")?;
    page.script("find('back-story').from = '9999-01-01';")?;
    page.wait_for("find('back-story >>> .nothing')", "there may be nothing to show")?;
    ensure!(page.eval::<bool>("!window.emitted.some((it) => it.name === 'filter')")?, "the host hears what it said");
    Ok(())
}

fn filter(page: &mut Page) -> Result<(), Failure> {
    loaded(page)?;
    let shown = "parseInt(find('back-story >>> .count').textContent)";
    let window = "find('back-story >>> .field').ariaLabel";
    let fit: Vec<usize> = page.eval(&format!(
        "(async () => {{
           const host = find('back-story');
           const all = await host.filter();
           const days = await host.filter({{ from: '2022-01-04', to: '2022-01-06' }});
           const shown = {shown};
           const both = await host.filter({{ statuses: ['official'], from: '2022-01-04', to: '2022-01-06' }});
           return [all, days, shown, both, await host.filter({{ to: 'nonsense' }})];
         }})()"
    ))?;
    let [all, days, shown, both, unbounded] = *fit else { bail!("{fit:?}") };
    ensure!(0 < both && both < days && days < all, "{fit:?}");
    ensure!(days == shown && all == unbounded, "{fit:?}");
    let reported: Vec<usize> =
        page.eval("window.emitted.filter((it) => it.name === 'filter').map((it) => it.detail.count)")?;
    ensure!(reported == [all, days, both, unbounded], "each is emitted once: {reported:?}");
    page.script("await find('back-story').filter({ from: '2022-01-04', to: '2022-01-06' });")?;
    ensure!(page.eval::<String>(window)?.ends_with(": 4 January 2022 – 6 January 2022"));
    page.script("await find('back-story').reset();")?;
    page.wait_for(&format!("!{window}.includes('4 January 2022')"), "what is reset bounds nothing")
}

fn resize(page: &mut Page) -> Result<(), Failure> {
    loaded(page)?;
    let heights = "window.emitted.filter((it) => it.name === 'resize').map((it) => it.detail.height)";
    let is_emitted = format!("{heights}.at(-1) === Math.round(find('back-story').getBoundingClientRect().height)");
    page.wait_for(&is_emitted, "the first height is emitted")?;
    page.script("find('back-story').view = 'record'; await rested();")?;
    page.wait_for(&is_emitted, "the new height is emitted")?;
    let repeats: usize = page.eval(&format!("{heights}.filter((it, n, all) => it === all[n - 1]).length"))?;
    ensure!(repeats == 0, "emitted again without a change");
    let before: usize = page.eval(&format!("{heights}.length"))?;
    page.script("find('back-story').style.color = 'navy'; await rested();")?;
    ensure!(page.eval::<usize>(&format!("{heights}.length"))? == before, "emitted without a change");
    Ok(())
}
