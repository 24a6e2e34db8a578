//! The harness against itself: a check that cannot fail would be worth nothing. Each scenario makes something go wrong
//! and holds only when the harness saw it.

use crate::engine::Engine;
use crate::page::Page;
use crate::scenario::{Failure, Scenario};
use anyhow::ensure;
use serde_json::json;

pub const SCENARIOS: &[Scenario] = &[
    Scenario::new("harness: errors in a page are seen", "/pages/selfcheck/", errors_are_seen),
    Scenario::new("harness: violated policies are seen", "/pages/selfcheck-strict/", policies),
    Scenario::new("harness: third-party requests are seen", "/pages/selfcheck/", third_parties),
    Scenario::new("harness: missing files are seen", "/pages/selfcheck/", missing_files),
    Scenario::new("harness: problems in frames are seen", "/pages/selfcheck/", frames),
    Scenario::new("harness: a quiet page has no problems", "/pages/selfcheck/", quiet),
    Scenario::new("harness: keys, clicks and the wheel arrive", "/pages/selfcheck/", input),
    Scenario::new("harness: a covered button is not clicked", "/pages/selfcheck/", covered),
    Scenario::new("harness: width and scheme are what was asked", "/pages/selfcheck/", surroundings),
    Scenario::new("harness: axe-core objects where it should", "/pages/selfcheck/", axe_objects),
    Scenario::new("harness: roles and names are read", "/pages/selfcheck/", roles),
    Scenario::new("harness: a broken host is broken", "/pages/selfcheck/", broken_hosts),
];

fn errors_are_seen(page: &mut Page) -> Result<(), Failure> {
    page.click("#noise")?;
    page.expect_problem("error", "thrown on purpose")?;
    page.expect_problem("rejection", "rejected on purpose")?;
    page.expect_problem("console.error", "logged on purpose")?;
    page.expect_problem("console.warn", "warned on purpose")
}

fn policies(page: &mut Page) -> Result<(), Failure> {
    page.expect_problem("csp", "style-src")?;
    page.expect_problem("csp", "script-src")
}

fn third_parties(page: &mut Page) -> Result<(), Failure> {
    page.script("new Image().src = 'http://third-party.invalid/pixel.png';")?;
    page.expect_problem("third-party", "http://third-party.invalid")?;
    page.script("fetch('http://third-party.invalid/data').catch(() => {}); return null;")?;
    page.expect_problem("third-party", "connect-src")
}

fn missing_files(page: &mut Page) -> Result<(), Failure> {
    page.script("return fetch('no-such-file').then(() => null);")?;
    let asked_by = format!("{}/pages/selfcheck/", page.origin());
    let noted = page.requests().iter().find(|request| request.path == "/pages/selfcheck/no-such-file");
    ensure!(noted.is_some_and(|request| request.referer.as_ref() == Some(&asked_by)), "{noted:?}");
    page.expect_missing("no-such-file")?;
    page.script("const image = new Image(); image.src = 'no-such-picture'; document.body.append(image);")?;
    page.expect_problem("load", "no-such-picture")?;
    page.expect_missing("no-such-picture")
}

fn frames(page: &mut Page) -> Result<(), Failure> {
    page.script(
        "const frame = document.createElement('iframe'); frame.src = 'inner.html'; document.body.append(frame);",
    )?;
    page.expect_problem("console.error", "logged from a frame")?;
    page.enter_frame("iframe")?;
    ensure!(page.text("p")? == "Inside.");
    page.leave_frames()?;
    ensure!(page.text("h1")? == "Selfcheck");
    Ok(())
}

fn quiet(page: &mut Page) -> Result<(), Failure> {
    let unexpected = page.unexpected()?;
    ensure!(unexpected.is_empty(), "{unexpected:?}");
    Ok(())
}

fn input(page: &mut Page) -> Result<(), Failure> {
    page.click("shadow-box >>> button")?;
    page.wait_for("focused()?.localName === 'button'", "the button in the shadow root has the focus")?;
    ensure!(page.text("shadow-box >>> output")? == "clicked");
    page.press("Tab")?;
    page.wait_for("focused()?.id === 'noise'", "Tab went on to the next button")?;
    page.press("Shift+Tab")?;
    page.wait_for("focused()?.textContent === 'Press'", "Shift+Tab went back")?;
    page.click("input")?;
    page.type_text("Алма ‘x’")?;
    page.press("Control+ArrowLeft")?;
    page.press("Escape")?;
    let value: String = page.eval("find('input').value")?;
    ensure!(value == "Алма ‘x’", "the field holds {value}");
    let keys: Vec<String> = page.eval("window.seen.keys")?;
    ensure!(keys.ends_with(&["Control+ArrowLeft".into(), "Escape".into()]), "{keys:?}");
    page.wheel("#tall", 0, 120, "")?;
    page.wait_for("scrollY > 0", "the wheel scrolled the page")?;
    page.drag("#tall", 40.0, 0.0)?;
    let moved: f64 = page.eval("window.seen.moved")?;
    ensure!((moved - 40.0).abs() < 1.0, "dragged by {moved}");
    page.hover("h1")?;
    page.wait_for("find('h1').matches(':hover')", "the heading is under the mouse")
}

fn covered(page: &mut Page) -> Result<(), Failure> {
    page.script("find('#cover').hidden = false;")?;
    let problem = page.click("#noise").err().map(|problem| problem.to_string()).unwrap_or_default();
    ensure!(problem.contains("would hit"), "a covered button was clicked: {problem}");
    Ok(())
}

fn surroundings(page: &mut Page) -> Result<(), Failure> {
    for width in [360, 768, 1280] {
        page.size(width, 700)?;
        let (inner, height): (u32, u32) = page.eval("[innerWidth, innerHeight]")?;
        ensure!((inner, height) == (width, 700), "asked for {width}×700, got {inner}×{height}");
    }
    for (dark, colour) in [(true, "rgb(0, 0, 0)"), (false, "rgb(255, 255, 255)")] {
        page.scheme(dark)?;
        page.wait_for(
            &format!("getComputedStyle(document.body).backgroundColor === '{colour}'"),
            "the page's background follows the scheme",
        )?;
    }
    if page.engine() == Engine::Chromium {
        page.cdp("Emulation.setEmulatedMedia", &json!({ "media": "print" }))?;
        page.wait_for("matchMedia('print').matches", "the page is printed")?;
    }
    Ok(())
}

fn axe_objects(page: &mut Page) -> Result<(), Failure> {
    page.assert_accessible("main")?;
    page.script("find('#room').innerHTML = '<img src=\"data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7\">';")?;
    let violations = page.axe("")?;
    ensure!(violations.iter().any(|violation| violation.contains("image-alt")), "{violations:?}");
    page.script("find('#room').replaceChildren();")?;
    Ok(())
}

fn roles(page: &mut Page) -> Result<(), Failure> {
    if let (Some(role), Some(label)) = (page.role("shadow-box >>> button")?, page.label("shadow-box >>> button")?) {
        ensure!((role.as_str(), label.as_str()) == ("button", "Press"), "{role} {label}");
    }
    Ok(())
}

fn broken_hosts(page: &mut Page) -> Result<(), Failure> {
    let status = |how: &str| {
        format!("fetch('/broken/{how}/backstory_bg.wasm').then((it) => [it.status, it.headers.get('content-type')])")
    };
    let (code, kind): (u16, String) = page.eval(&status("mime"))?;
    ensure!((code, kind.as_str()) == (200, "application/octet-stream"), "{code} {kind}");
    let (code, _): (u16, String) = page.eval(&status("missing"))?;
    ensure!(code == 404);
    page.expect_missing("/broken/missing/")?;
    let bytes = |path: &str| {
        format!("fetch('{path}/backstory_bg.wasm').then((it) => it.arrayBuffer()).then((it) => it.byteLength)")
    };
    let whole: u32 = page.eval(&bytes("/dist"))?;
    ensure!(page.eval::<u32>(&bytes("/broken/truncated"))? == whole / 2);
    ensure!(page.eval::<u32>(&bytes("/broken/altered"))? == whole);
    Ok(())
}
