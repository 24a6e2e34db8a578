//! Calls of the engine: from the host's listeners, from gestures that outlive their band, and calls that fail.

use super::host::{keeps_fallback, loaded};
use crate::page::Page;
use crate::scenario::{Failure, Scenario};
use anyhow::ensure;

const HOST: &str = "/pages/host/";
const BAND: &str = "/dist/index.html";

pub const SCENARIOS: &[Scenario] = &[
    Scenario::new("calls: a listener may call the widget from inside its event", HOST, nested),
    Scenario::new("calls: a bound without a day or a month means the whole of it", HOST, periods),
    Scenario::new("calls: an animation whose band has gone ends quietly", BAND, animations),
    Scenario::new("calls: a press that was released elsewhere drags nothing", BAND, released),
    Scenario::new("calls: keys with a modifier are the browser's", BAND, modifiers),
    Scenario::new("calls: Escape closes the definition wherever the focus is", BAND, escape),
    Scenario::new("calls: a call that fails costs that call and nothing else", HOST, fault),
    Scenario::new("calls: after a trap the widget goes on in a fresh engine, once", HOST, trap),
];

/// The words of the band's window.
const PERIOD: &str = "find('back-story >>> .window-words').textContent";

fn shown(page: &Page) -> Result<(), Failure> {
    loaded(page)?;
    page.wait_for("find('back-story >>> .row')", "the widget is shown")
}

fn drawn(page: &Page) -> Result<(), Failure> {
    shown(page)?;
    page.wait_for("find('back-story >>> .field .mark')", "the band is drawn")
}

fn nested(page: &mut Page) -> Result<(), Failure> {
    shown(page)?;
    page.script(
        "const host = find('back-story');
         host.addEventListener('backstory-select', () => host.setAttribute('view', 'glossary'), { once: true });
         await host.select('source-001');",
    )?;
    page.wait_for("find('back-story >>> .terms')", "the view that the listener asked for")?;
    page.script(
        "const host = find('back-story');
         host.addEventListener('backstory-filter', () => (window.nested = host.select('massimov')), { once: true });
         window.found = await host.search('Tokayev');",
    )?;
    ensure!(page.eval::<bool>("window.nested")?, "the call inside the event found its entry");
    ensure!(page.eval::<usize>("window.found")? > 0, "the call around it has its answer");
    // The event of a definition does not close it.
    ensure!(page.eval::<bool>("find('back-story').openTerm('knb')")?);
    ensure!(page.eval::<bool>("find('back-story >>> #card').matches(':popover-open')")?, "the definition is open");
    ensure!(page.eval::<bool>("window.error() === undefined")?, "no error");
    Ok(())
}

fn periods(page: &mut Page) -> Result<(), Failure> {
    shown(page)?;
    let count = |filter: &str| page.eval::<usize>(&format!("find('back-story').filter({filter})"));
    for (partial, whole) in [
        ("{ to: '2022' }", "{ to: '2022-12-31' }"),
        ("{ from: '2022-02' }", "{ from: '2022-02-01' }"),
        ("{ from: '2022', to: '2022-01' }", "{ from: '2022-01-01', to: '2022-01-31' }"),
        ("{ to: '2022-02-30' }", "{}"),
        ("{ to: '2023-02-29' }", "{}"),
        ("{ to: '2022-01-00' }", "{}"),
        ("{ from: '2022-13', to: '2022-1' }", "{}"),
        ("{ from: '-13800000000', to: '+000002022-01' }", "{ to: '2022-01-31' }"),
        ("{ from: 'yesterday', to: '20220101' }", "{}"),
    ] {
        let (left, right) = (count(partial)?, count(whole)?);
        ensure!(left == right && left > 0, "{partial}: {left} events, {whole}: {right}");
    }
    let all = count("{ to: '2022' }")?;
    page.script("find('back-story').setAttribute('to', '2022');")?;
    let rows = "parseInt(find('back-story >>> .count').textContent)";
    page.wait_for(&format!("{rows} === {all}"), "the attribute means the same")
}

fn animations(page: &mut Page) -> Result<(), Failure> {
    drawn(page)?;
    for leave in [
        "find('back-story >>> [data-act=view][data-n=\"3\"]').click()",
        "void find('back-story').search('Tokayev')",
        "void find('back-story').select('massimov')",
    ] {
        for begin in [
            "find('back-story >>> [data-act=zoom][data-n=\"1\"]').click()",
            "find('back-story >>> .field').dispatchEvent(new WheelEvent('wheel',
               { bubbles: true, composed: true, cancelable: true, ctrlKey: true, deltaY: -100 }))",
        ] {
            page.script(&format!(
                "{begin};
                 await new Promise((done) => requestAnimationFrame(done));
                 {leave};
                 await rested();"
            ))?;
            ensure!(page.eval::<bool>("!find('back-story >>> .field')")?, "another view is on show");
            page.script(
                "const host = find('back-story'); await host.reset(); host.view = 'glossary'; host.view = 'timeline';",
            )?;
            page.wait_for("find('back-story >>> .field')", "the band comes back")?;
        }
    }
    Ok(())
}

/// Sends pointer events to the band's field, of which the browser knows no pointer.
const SEND: &str = "
    Element.prototype.setPointerCapture = () => {};
    const field = find('back-story >>> .field');
    const { left, top, width, height } = field.getBoundingClientRect();
    const send = (kind, fraction, init) => field.dispatchEvent(new PointerEvent(kind, { bubbles: true, composed: true,
      pointerId: 7, isPrimary: true, pointerType: 'mouse', clientX: left + width * fraction, clientY: top + height / 2, ...init }));";

fn released(page: &mut Page) -> Result<(), Failure> {
    drawn(page)?;
    page.script(
        "find('back-story >>> [data-act=zoom][data-n=\"1\"]').click();
         await rested();",
    )?;
    let before: String = page.eval(PERIOD)?;
    for press in ["{ button: 0, buttons: 1 }", "{ button: 0, buttons: 1, ctrlKey: true }"] {
        page.script(&format!(
            "{SEND}
             send('pointerdown', 0.5, {press});
             send('contextmenu', 0.5, {{}});
             for (const fraction of [0.6, 0.7, 0.8]) send('pointermove', fraction, {{ button: -1, buttons: 0 }});
             await rested();"
        ))?;
        let after: String = page.eval(PERIOD)?;
        ensure!(after == before, "a bare pointer moved the band from {before} to {after}");
    }
    // With the button down it does.
    page.script(&format!(
        "{SEND}
         send('pointerdown', 0.5, {{ button: 0, buttons: 1 }});
         for (const fraction of [0.6, 0.7, 0.8]) send('pointermove', fraction, {{ button: -1, buttons: 1 }});
         send('pointerup', 0.8, {{ button: 0, buttons: 0 }});"
    ))?;
    page.wait_for(&format!("{PERIOD} !== {before:?}"), "a drag moves the band")
}

fn modifiers(page: &mut Page) -> Result<(), Failure> {
    drawn(page)?;
    let swallowed: Vec<String> = page.eval(
        "(() => {
           const swallowed = [];
           for (const selector of ['[data-act=step]', '.field .mark']) {
             const target = find(`back-story >>> ${selector}`);
             for (const modifier of ['altKey', 'metaKey', 'ctrlKey']) {
               for (const key of ['ArrowLeft', 'ArrowRight', 'Home', 'End']) {
                 const event = new KeyboardEvent('keydown', { key, [modifier]: true, bubbles: true, composed: true, cancelable: true });
                 if (!target.dispatchEvent(event)) swallowed.push(`${modifier} ${key} on ${selector}`);
               }
             }
           }
           return swallowed;
         })()",
    )?;
    ensure!(swallowed.is_empty(), "swallowed: {swallowed:?}");
    Ok(())
}

fn escape(page: &mut Page) -> Result<(), Failure> {
    drawn(page)?;
    for place in ["#card", "#card .link", "#card [data-act=close]"] {
        page.script(&format!("await find('back-story').openTerm('knb'); find('back-story >>> {place}').focus();"))?;
        ensure!(page.eval::<bool>("find('back-story >>> #card').matches(':popover-open')")?, "open, focus on {place}");
        page.press("Escape")?;
        page.wait_for("!find('back-story >>> #card').matches(':popover-open')", "Escape closes the definition")?;
    }
    Ok(())
}

/// Makes the next call of the engine fail in the DOM with this error; returns how the call ended. The error is of the page's
/// realm, which Firefox keeps apart from its driver's.
fn planted(page: &Page, error: &str) -> Result<String, Failure> {
    page.eval(&format!(
        "(async () => {{
           const own = document.createElementNS;
           document.createElementNS = () => {{ throw new window.{error}('planted'); }};
           const outcome = await find('back-story').search('Tokayev').then(() => 'answered', (error) => error.code);
           document.createElementNS = own;
           return outcome;
         }})()"
    ))
}

const ERRORS: &str = "window.emitted.filter((it) => it.name === 'error').length";

fn fault(page: &mut Page) -> Result<(), Failure> {
    shown(page)?;
    ensure!(planted(page, "TypeError")? == "panic", "the call is rejected");
    ensure!(page.eval::<usize>(ERRORS)? == 1, "the page hears of it");
    page.wait_for("find('back-story >>> .row') && !find('back-story >>> .results')", "the view is what it was")?;
    ensure!(page.eval::<usize>("find('back-story').search('Tokayev')")? > 0, "the next call is answered");
    page.wait_for("find('back-story >>> .results')", "and shown")?;
    page.script("await find('back-story').reset();")?;
    for _ in 0..2 {
        ensure!(planted(page, "TypeError")? == "panic");
    }
    keeps_fallback(page, "panic")?;
    ensure!(page.eval::<usize>(ERRORS)? == 3, "three faults, three events");
    let how: String =
        page.eval("find('back-story').select('massimov').then(() => 'answered', (error) => error.code)")?;
    ensure!(how == "panic", "a later call is {how}");
    Ok(())
}

fn trap(page: &mut Page) -> Result<(), Failure> {
    shown(page)?;
    page.script("window.before = find('back-story >>> .root');")?;
    ensure!(planted(page, "WebAssembly.RuntimeError")? == "panic");
    page.wait_for(
        "window.emitted.filter((it) => it.name === 'ready').length === 2 && find('back-story >>> .row')",
        "the widget is shown anew",
    )?;
    ensure!(page.eval::<bool>("window.before !== find('back-story >>> .root')")?, "it is the old one");
    ensure!(page.eval::<bool>("find('back-story').select('massimov')")?, "it answers");
    ensure!(planted(page, "WebAssembly.RuntimeError")? == "panic");
    keeps_fallback(page, "panic")
}
