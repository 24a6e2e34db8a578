//! The desk's panels and states in wide and narrow windows, light and dark.

use super::{DESK, ROWS, begin};
use crate::engine::Engine;
use crate::page::Page;
use crate::scenario::Failure;
use anyhow::{Context as _, ensure};

/// A window and a scheme of colours.
pub(super) const LOOKS: [(u32, bool); 2] = [(1280, false), (360, true)];
const PANELS: [&str; 9] = ["events", "terms", "sources", "voices", "questions", "story", "article", "look", "publish"];

pub(super) fn all(page: &mut Page) -> Result<(), Failure> {
    page.wait_for("document.body.dataset.ready === ''", "the desk is ready")?;
    for look in LOOKS {
        serves(page, look, "the beginning")?;
    }
    wear(page, LOOKS[0])?;
    begin(page, ROWS)?;
    page.wait_for("find('#preview-page back-story >>> .mark')", "the article’s layout is seen, its band drawn")?;
    fill(page)?;
    for look in LOOKS {
        wear(page, look)?;
        page.wait_for("find('#preview-page back-story >>> .row')", "the preview stands")?;
        let stage = "find('#preview-stage').scrollWidth - find('#preview-stage').clientWidth";
        ensure!(page.eval::<i32>(stage)? <= 0, "the preview scrolls sideways at {}", look.0);
        for tab in PANELS {
            page.click(&format!("#tab-{tab}"))?;
            page.script("for (const it of document.querySelectorAll('details')) it.open = true;")?;
            serves(page, look, tab)?;
        }
    }
    // What stands too short to be looked at.
    page.script("for (const id of ['making', 'busy', 'reading']) find(`#${id}`).hidden = false;")?;
    serves(page, LOOKS[1], "work under way")?;
    page.script("for (const id of ['making', 'busy', 'reading']) find(`#${id}`).hidden = true;")?;
    without_a_worker(page)?;
    page.wait_for("find('#kept').textContent === 'Draft kept in this browser'", "the draft is kept")?;
    page.open(DESK)?;
    page.wait_for("document.body.dataset.draft === 'found'", "the draft is found")?;
    serves(page, LOOKS[1], "the beginning with a draft")
}

/// The worker dies: the failure is told, and the next check is made in the page.
fn without_a_worker(page: &Page) -> Result<(), Failure> {
    page.script("Worker.prototype.postMessage = function () { this.dispatchEvent(new Event('error')); };")?;
    page.click("#tab-story")?;
    page.click("#panel-story input")?;
    page.type_text("A")?;
    page.wait_for("find('#fault').textContent.length > 20", "the failure is told")?;
    serves(page, LOOKS[1], "a failure")?;
    page.type_text(" ship")?;
    page.wait_for("!find('#fault').textContent", "the next check is made without it")
}

/// Gives every list of the story an entry.
fn fill(page: &Page) -> Result<(), Failure> {
    media(page)?;
    for tab in ["terms", "sources", "voices"] {
        page.click(&format!("#tab-{tab}"))?;
        page.script(&format!("find('#panel-{tab} .tools button').click();"))?;
        page.type_text("Council")?;
        page.press("Enter")?;
    }
    page.click("#tab-questions")?;
    page.script("find('#panel-questions .tools button').click();")?;
    let told = "find('#problem-list').textContent.includes('Question 1 has no question. Fill in “Question”.')";
    page.wait_for(told, "what it lacks is told in the words of the form")?;
    let problems = page.text("#problem-list")?;
    let is_plain = !["`", "EDTF", "attributed_to", "asks", "“says”"].iter().any(|key| problems.contains(key));
    ensure!(is_plain, "keys of the file in {problems}");
    Ok(())
}

fn wear(page: &Page, (width, dark): (u32, bool)) -> Result<(), Failure> {
    page.size(width, 800)?;
    page.scheme(dark)
}

/// Nothing is too wide, and axe-core has no objection: names and colours are the same in every engine, and are looked at in one.
pub(super) fn serves(page: &Page, look: (u32, bool), what: &str) -> Result<(), Failure> {
    wear(page, look)?;
    let wide: i32 = page.eval("document.documentElement.scrollWidth - innerWidth")?;
    ensure!(wide <= 0, "{what} is {wide} px too wide at {}", look.0);
    if page.engine() == Engine::Chromium {
        page.assert_accessible("").with_context(|| format!("{what} at {}", look.0))?;
    }
    Ok(())
}

const BRIDGE: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='160' height='90' viewBox='0 0 160 90'>\
                      <rect width='160' height='90' fill='#567'/></svg>";

/// Gives the first event a picture: what is missing is told at its field, its size is taken over, a click sets the focus point.
fn media(page: &Page) -> Result<(), Failure> {
    page.publish("bridge.svg", BRIDGE.as_bytes().to_vec());
    page.script("find('#panel-events .media-of > button').click();")?;
    page.type_text(&format!("{}/made/bridge.svg", page.origin()))?;
    let field = |key: &str| format!("find('[data-path=\"events.0.media.0.{key}\"]')");
    let alt = field("alt");
    page.wait_for(&format!("{alt}.getAttribute('aria-invalid') === 'true'"), "it needs its words")?;
    page.wait_for("find('#preview-note').textContent.startsWith('Without 1 event, 1 medium')", "the event is shown")?;
    page.script(
        "[...document.querySelectorAll('.where')].find((it) => /^Medium 1 of event 1/.test(it.textContent)).click();",
    )?;
    page.wait_for(&format!("document.activeElement === {alt}"), "the problem leads to the field")?;
    page.type_text("A bridge")?;
    page.wait_for(&format!("{alt}.getAttribute('aria-invalid') === null"), "it has them")?;
    page.wait_for("find('.sight .mend')", "its size is known")?;
    page.click(".sight .mend")?;
    ensure!(page.eval::<String>(&format!("{}.value", field("width")))? == "160");
    // WebKit's driver clicks where the picture was before the check took a problem out above it.
    page.wait_for("!find('#problem-list').textContent.includes('has no size')", "its size is taken over")?;
    page.click(".sight img")?;
    // WebKit's driver clicks at whole pixels, the picture lies between two: half a pixel is half a percent of its height.
    let focus: String = page.eval(&format!("{}.value", field("focus")))?;
    ensure!(matches!(focus.as_str(), "50% 50%" | "50% 49%" | "49% 50%" | "49% 49%"), "{focus}");
    page.click("#to-publish")?;
    page.wait_for(
        &format!("find('#snippets').textContent.includes('img-src {}')", page.origin()),
        "the policy lets the picture in",
    )?;
    page.click("#tab-events")
}
