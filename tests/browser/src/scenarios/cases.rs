//! Smallest pages of faults that hosts have found; each was seen to fail. Others of their kind are hosts in `tests/hosts/`.

use super::compile::publish;
use super::host::keeps_fallback;
use crate::page::Page;
use crate::scenario::{Failure, Scenario};
use anyhow::ensure;

const MANUAL: &str = "/pages/host/?loading=manual";

pub const SCENARIOS: &[Scenario] = &[
    Scenario::new("case: years beyond two billion are written whole", MANUAL, deep_time),
    Scenario::new("case: undated events one after another are a story like any other", MANUAL, chain),
    Scenario::new("case: an open definition stays in a window that narrows", MANUAL, narrows),
    Scenario::new("case: what is no story is reported as data, at once", MANUAL, no_stories),
    Scenario::new("case: a story too large for a page is refused before it is read", MANUAL, too_large),
];

/// The starter story as an object.
const STARTER: &str = "const story = await (await fetch('/made/story.json')).json(); const host = find('back-story');";

fn prepared(page: &Page) -> Result<(), Failure> {
    page.wait_for("customElements.get('back-story')", "the script has run")?;
    publish(page, "story.json")
}

fn deep_time(page: &mut Page) -> Result<(), Failure> {
    prepared(page)?;
    page.script(&format!(
        "{STARTER}
         const dated = (id, date) => ({{ ...story.events[0], id, date, after: undefined, chapter: undefined }});
         for (const key of ['eras', 'questions', 'chapters', 'lead']) delete story[key];
         story.events = [dated('bang', 'Y-13800000000'), dated('earth', 'Y-4540000000'), dated('now', '2024')];
         host.story = story;
         await host.load();
         await rested();"
    ))?;
    let text: String = page.eval("find('back-story').shadowRoot.textContent.replace(/\\D/g, '')")?;
    ensure!(text.contains("13800000000"), "no year of eleven digits in the widget");
    // What 32 bits leave of those years.
    for wrong in ["915098112", "915098113", "1410065408", "245032704"] {
        ensure!(!text.contains(wrong), "the widget says {wrong}");
    }
    Ok(())
}

fn chain(page: &mut Page) -> Result<(), Failure> {
    prepared(page)?;
    // Quadratic work would take minutes, and the driver's limit for a script is two.
    page.script(&format!(
        "{STARTER}
         const [first] = story.events;
         for (let n = 0; n < 10000; n += 1) {{
           story.events.push({{ ...first, id: `link-${{n}}`, date: undefined, after: n ? `link-${{n - 1}}` : first.id }});
         }}
         host.story = story;
         await host.load();"
    ))?;
    page.wait_for("find('back-story >>> .root')", "the widget is shown")
}

/// A frame holds the widget: a window's own width changes only by a command of each engine's.
fn narrows(page: &mut Page) -> Result<(), Failure> {
    page.script(
        "const frame = document.createElement('iframe');
         frame.style = 'width: 1000px; height: 700px; border: 0';
         frame.id = 'narrowing';
         frame.src = '/pages/host/?loading=manual';
         document.body.replaceChildren(frame);
         await new Promise((done) => frame.addEventListener('load', done));",
    )?;
    page.enter_frame("#narrowing")?;
    page.wait_for("customElements.get('back-story')", "the script has run")?;
    page.script("await find('back-story').load(); await find('back-story').openTerm('massimov'); await rested();")?;
    page.wait_for("find('back-story >>> #card').checkVisibility()", "the definition is open")?;
    for width in [700, 420, 300, 1000] {
        page.script(&format!("frameElement.style.width = '{width}px'; await rested();"))?;
        page.wait_for(&format!("innerWidth === {width}"), "the window has its width")?;
        let fits = "(() => { const card = find('back-story >>> #card'), { left, right } = card.getBoundingClientRect();
            return document.documentElement.scrollWidth <= innerWidth && (!card.checkVisibility() || (left >= 0 && right <= innerWidth)); })()";
        page.wait_for(fits, "page and definition fit the window")?;
    }
    page.leave_frames()?;
    page.script("find('#narrowing').remove();").map(drop)
}

fn no_stories(page: &mut Page) -> Result<(), Failure> {
    page.wait_for("customElements.get('back-story')", "the script has run")?;
    let reported: Vec<String> = page.eval(
        "(async () => {
           const detached = new ArrayBuffer(9);
           structuredClone(detached, { transfer: [detached] });
           const loop = new Proxy({}, { ownKeys: () => ['a'], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
             get: () => loop });
           const sparse = { id: 'x', events: [] };
           sparse.events.length = 2 ** 32 - 1;
           const resizable = new ArrayBuffer(8, { maxByteLength: 99 });
           const reported = [];
           for (const [name, story] of Object.entries({ detached, loop, sparse, resizable, window })) {
             const host = document.createElement('back-story');
             host.loading = 'manual';
             document.body.append(host);
             host.story = story;
             const code = await host.load().then(() => 'shown', (error) => error.code);
             reported.push(`${name}: ${code}`);
             host.remove();
           }
           return reported;
         })()",
    )?;
    for reported in reported {
        ensure!(reported.ends_with(": data"), "{reported}");
    }
    Ok(())
}

fn too_large(page: &mut Page) -> Result<(), Failure> {
    page.wait_for("customElements.get('back-story')", "the script has run")?;
    // 50 MB of JSON.
    page.script(
        "const story = new Uint8Array(50_000_000).fill(32);
         story[0] = '{'.charCodeAt(0);
         window.failed = await Object.assign(find('back-story'), { story }).load().catch((error) => error);",
    )?;
    keeps_fallback(page, "data")?;
    ensure!(page.eval::<bool>("/4 MiB/.test(window.failed.message) && /backstory pack/.test(window.failed.help)")?);
    let compiled = page.requests().iter().any(|request| request.path.ends_with("_compile_bg.wasm"));
    ensure!(!compiled, "the compiler was fetched for it");
    // As an object it is read as far as the limit.
    let failed: String = page.eval(
        "(async () => {
           const host = document.createElement('back-story');
           host.loading = 'manual';
           document.body.append(host);
           host.story = { id: 'x', events: Array.from({ length: 500_000 }, (_, n) => n) };
           return host.load().then(() => 'shown', (error) => `${error.code}: ${error.message}`);
         })()",
    )?;
    ensure!(failed.starts_with("data: ") && failed.contains("more than 400000 values"), "{failed}");
    Ok(())
}
