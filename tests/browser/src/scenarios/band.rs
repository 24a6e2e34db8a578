//! The drawn timeline, moved by hand, wheel and keys.

use crate::engine::Engine;
use crate::page::Page;
use crate::scenario::{Failure, Scenario};
use anyhow::{Context as _, ensure};

pub const SCENARIOS: &[Scenario] = &[
    Scenario::new("band: a drag moves time, the plain wheel moves the page", PAGE, hands),
    Scenario::new("band: keys walk from mark to mark, and Enter shows the event", PAGE, keys),
    Scenario::new("band: one click from forty years opens January 2022", PAGE, opens),
    Scenario::new("band: lanes that hold little leave their rows to the crowded", PAGE, shares),
    Scenario::new("band: what no zoom sets apart is listed", PAGE, lists),
    Scenario::new("band: the strip's window is a slider, and dragging it moves time", PAGE, strip),
    Scenario::new("band: on a narrow page the strip says what is listed", PAGE, narrow),
    Scenario::new("band: previous, next and play make a guided read", PAGE, steps),
    Scenario::new("band: an event selected anywhere is selected everywhere", PAGE, selection),
    Scenario::new("band: eras and lanes are shortcuts", PAGE, shortcuts),
    Scenario::new("band: on a right-to-left page time and keys run the other way", PAGE, mirrored),
    // The other engines' drivers cannot set a reader's preferences.
    Scenario::new("band: without motion a step arrives at once", PAGE, still).only_in(&[Engine::Chromium]),
    Scenario::new("band: hidden at first, it is drawn when it is shown", PAGE, hidden),
];

const PAGE: &str = "/pages/host/";
const LOAD: &str = "return find('back-story').load().then(() => null);";
/// The period on show, in words.
const PERIOD: &str = "find('back-story >>> .field').getAttribute('aria-label')";

fn comes_up(page: &Page) -> Result<(), Failure> {
    page.wait_for("customElements.get('back-story')", "the script has run")?;
    page.script(LOAD)?;
    page.wait_for("find('back-story >>> .field .mark')", "the band is drawn")
}

fn period(page: &Page) -> Result<String, Failure> {
    page.eval(PERIOD)
}

fn years(page: &Page) -> Result<(i32, i32), Failure> {
    let words = period(page)?;
    let mut years = words.split(|c: char| !c.is_ascii_digit()).filter(|part| part.len() == 4);
    let mut year = || years.next().and_then(|year| year.parse().ok()).context("no year in the period");
    Ok((year()?, year()?))
}

/// Magnifies about a fraction of the field, with the wheel and Ctrl, and waits until the band is at rest.
fn nearer(page: &Page, fraction: f64, notches: f64) -> Result<(), Failure> {
    page.script(&format!(
        "const field = find('back-story >>> .field');
         const {{ left, width }} = field.getBoundingClientRect();
         field.dispatchEvent(new WheelEvent('wheel', {{ bubbles: true, composed: true, cancelable: true, ctrlKey: true,
           deltaY: -100 * {notches}, clientX: left + width * {fraction} }}));
         await rested();"
    ))
    .map(drop)
}

fn hands(page: &mut Page) -> Result<(), Failure> {
    comes_up(page)?;
    let whole = period(page)?;
    for _ in 0..4 {
        nearer(page, 0.5, 1.0)?;
    }
    let before = years(page)?;
    ensure!(before.1 - before.0 < 30, "still {before:?} after four notches");
    // What lies under the pointer stays there; its neighbours leave.
    page.drag("back-story >>> .lane:first-child", -200.0, 0.0)?;
    page.wait_for(&format!("!{PERIOD}.includes('{}')", before.0), "the window has moved")?;
    let after = years(page)?;
    ensure!(after.0 > before.0, "a drag to the left shows later time: {before:?} {after:?}");
    page.wait_for_rest()?;
    let here = period(page)?;
    page.wheel("back-story >>> .field", 0, 120, "")?;
    ensure!(period(page)? == here, "the plain wheel is the page's");
    page.script("find('back-story >>> [data-act=whole]').click();")?;
    page.wait_for(&format!("{PERIOD} === '{whole}'"), "all of it is back")?;
    // A press that does not move is a click, one that moves is none.
    page.drag("back-story >>> .mark:not(.cluster)", 60.0, 0.0)?;
    ensure!(!page.eval::<bool>("Boolean(find('back-story >>> .stage').childElementCount)")?, "a drag is no click");
    Ok(())
}

fn keys(page: &mut Page) -> Result<(), Failure> {
    comes_up(page)?;
    let stops: usize = page.eval("find('back-story').shadowRoot.querySelectorAll('.field [tabindex=\"0\"]').length")?;
    ensure!(stops == 1, "the Tab key finds {stops} marks");
    page.script("find('back-story >>> .mark[tabindex=\"0\"]').focus();")?;
    let name = "focused().getAttribute('aria-label')";
    let first: String = page.eval(name)?;
    page.press("ArrowRight")?;
    page.wait_for(&format!("{name} !== {first:?}"), "the next mark has the focus")?;
    page.press("ArrowLeft")?;
    page.wait_for(&format!("{name} === {first:?}"), "and the one before again")?;
    page.press("End")?;
    page.wait_for(&format!("focused()?.matches('.mark') && {name} !== {first:?}"), "the last mark has the focus")?;
    page.press("Home")?;
    page.wait_for(&format!("{name} === {first:?}"), "the first mark has the focus")?;
    while page.eval::<bool>("focused().matches('.cluster')")? {
        page.press("ArrowRight")?;
    }
    let label: String = page.eval(name)?;
    let status = ["Reported", "Official", "Allegation", "Unnamed source", "Opinion", "Inference"];
    ensure!(status.iter().any(|status| label.ends_with(status)), "“{label}” names no status");
    ensure!(label.matches(", ").count() >= 2, "“{label}” is not “date, headline, status”");
    page.press("Enter")?;
    page.wait_for("find('back-story >>> .stage .headline')", "the event is on the stage")?;
    let headline = page.text("back-story >>> .stage .headline")?;
    ensure!(label.contains(headline.trim()), "“{label}” opened “{headline}”");
    page.wait_for(
        &format!("find('back-story >>> [role=status]').textContent.startsWith({:?})", headline.trim()),
        "the headline is announced",
    )?;
    ensure!(page.eval::<bool>("focused().matches('.mark')")?, "the mark keeps the focus");
    page.press("Escape")?;
    page.wait_for("!find('back-story >>> .stage').childElementCount", "the stage is empty")?;
    page.wait_for("focused()?.matches('.mark')", "the focus is on the mark")?;
    let whole = period(page)?;
    page.press("+")?;
    page.wait_for(&format!("{PERIOD} !== '{whole}'"), "nearer")?;
    page.press("0")?;
    page.wait_for(&format!("{PERIOD} === '{whole}'"), "all of it")?;
    ensure!(page.eval::<f64>("scrollY")? == 0.0, "the host was scrolled");
    Ok(())
}

const LARGEST: &str = "[...find('back-story').shadowRoot.querySelectorAll('.cluster')]
    .reduce((most, it) => +it.textContent > +most.textContent ? it : most)";

fn opens(page: &mut Page) -> Result<(), Failure> {
    comes_up(page)?;
    let (from, to) = years(page)?;
    ensure!(to - from > 40, "{from} to {to} is not forty years");
    page.script(&format!("{LARGEST}.click();"))?;
    page.wait_for(&format!("{PERIOD}.includes('January 2022')"), "January 2022 is on show")?;
    page.wait_for(
        "find('back-story >>> .contexts, .axis > :first-child').textContent.includes('January 2022')
         || find('back-story >>> .axis').textContent.includes('January 2022')",
        "the axis counts days or hours of it",
    )?;
    let days: usize = page.eval(
        "new Set([...find('back-story').shadowRoot.querySelectorAll('.mark:not(.cluster)')]
           .map((it) => it.getAttribute('aria-label').split(',')[0])).size",
    )?;
    ensure!(days >= 4, "events of only {days} dates are told apart");
    Ok(())
}

/// Its height, how high the lowest and the highest of its lanes are, and how many marks with words stand in it.
const LANES: &str = "(() => {
    const root = find('back-story').shadowRoot;
    const lanes = [...root.querySelectorAll('.lane')].map((it) => it.offsetHeight);
    return [root.querySelector('.field').offsetHeight, Math.min(...lanes), Math.max(...lanes),
        root.querySelectorAll('.label').length];
})()";

fn shares(page: &mut Page) -> Result<(), Failure> {
    comes_up(page)?;
    let [height, low, high, _]: [f64; 4] = page.eval(LANES)?;
    ensure!(high <= low * 2.0, "in the whole story lanes are {low} to {high} px high");
    page.script(&format!("{LARGEST}.click();"))?;
    page.wait_for(&format!("{PERIOD}.includes('January 2022')"), "January 2022 is on show")?;
    page.wait_for(&format!("{LANES}[2] > {high}"), "the crowded lane has more rows")?;
    page.wait_for("find('back-story').shadowRoot.getAnimations().length === 0", "the lanes have come to rest")?;
    let [near, low, _, labels]: [f64; 4] = page.eval(LANES)?;
    ensure!((near - height).abs() <= 1.0, "the band was {height} px high and is {near}");
    ensure!(low >= 20.0 && labels >= 12.0, "the lowest lane is {low} px high, {labels} marks say what they are");
    page.script("find('back-story >>> [data-act=whole]').click();")?;
    page.wait_for(&format!("{LANES}[2] === {high}"), "in the whole story each lane has its own rows again")
}

fn lists(page: &mut Page) -> Result<(), Failure> {
    comes_up(page)?;
    // Events of one day without an hour stay together however near one looks.
    for _ in 0..30 {
        page.script(&format!(
            "if (find('back-story >>> .cluster') && !find('back-story >>> .stage').childElementCount) {LARGEST}.click();
             await rested();"
        ))?;
        if page.eval::<bool>("Boolean(find('back-story >>> .stage li'))")? {
            let listed: usize = page.eval("find('back-story').shadowRoot.querySelectorAll('.stage li').length")?;
            ensure!(listed > 1, "{listed} listed");
            page.script("find('back-story >>> .stage [data-act=mark]').click();")?;
            return page.wait_for("find('back-story >>> .stage .headline')", "one of the list is shown");
        }
        if !page.eval::<bool>("Boolean(find('back-story >>> .cluster'))")? {
            // Nothing is left to be listed: each has a mark of its own.
            return Ok(());
        }
    }
    anyhow::bail!("clusters neither open nor are listed")
}

fn strip(page: &mut Page) -> Result<(), Failure> {
    comes_up(page)?;
    let whole = period(page)?;
    if let (Some(role), Some(label)) = (page.role("back-story >>> .grip.end")?, page.label("back-story >>> .grip.end")?)
    {
        ensure!(role == "slider" && !label.is_empty(), "{role} “{label}”");
    }
    // Both ends inside the story: what lies outside it is not in the words.
    for (grip, key) in [("start", "ArrowRight"), ("end", "ArrowLeft")] {
        page.script(&format!("find('back-story >>> .grip.{grip}').focus();"))?;
        for _ in 0..20 {
            page.press(key)?;
        }
    }
    page.wait_for(&format!("{PERIOD} !== '{whole}'"), "the ends have moved")?;
    let (from, to) = years(page)?;
    ensure!(page.eval::<bool>("focused().matches('.end')")?, "the grip keeps the focus");
    let told: String = page.eval("focused().getAttribute('aria-valuetext')")?;
    ensure!(told == period(page)?, "the slider says “{told}”");
    page.drag("back-story >>> .grip.whole", 150.0, 0.0)?;
    page.wait_for(&format!("!{PERIOD}.includes('{from}')"), "the window was dragged")?;
    let moved = years(page)?;
    ensure!(moved.0 > from && (moved.1 - moved.0 - (to - from)).abs() <= 1, "{from}–{to} became {moved:?}");
    page.drag("back-story >>> .grip.start", -60.0, 0.0)?;
    page.wait_for(&format!("!{PERIOD}.includes('{}')", moved.0), "its start was dragged")?;
    ensure!(years(page)?.1 == moved.1, "only the start has moved");
    Ok(())
}

fn narrow(page: &mut Page) -> Result<(), Failure> {
    // A band that was wide, is narrow and will be wide again.
    comes_up(page)?;
    page.size(400, 800)?;
    page.wait_for("!find('back-story >>> .field') && find('back-story >>> .strip')", "only the strip is drawn")?;
    let rows = "find('back-story').shadowRoot.querySelectorAll('.event').length";
    let all: usize = page.eval(rows)?;
    page.script("find('back-story >>> .grip.end').focus();")?;
    for _ in 0..30 {
        page.press("ArrowLeft")?;
    }
    page.wait_for(&format!("{rows} < {all}"), "later events are not listed")?;
    page.wait_for("find('back-story >>> [data-act=reset]')", "there is a way back")?;
    page.script("find('back-story >>> [data-act=whole]').click();")?;
    page.wait_for(&format!("{rows} === {all}"), "all of the time, all of the list")?;
    // Wide again, it is a band; and nothing sticks out meanwhile.
    page.size(1280, 900)?;
    page.wait_for("find('back-story >>> .field .mark')", "the band is back")?;
    ensure!(page.eval::<i32>("document.documentElement.scrollWidth - innerWidth")? <= 0);
    Ok(())
}

fn steps(page: &mut Page) -> Result<(), Failure> {
    comes_up(page)?;
    let next = "back-story >>> [data-act=step][data-n='1']";
    page.click(next)?;
    let shown = "find('back-story >>> .stage .headline')?.textContent";
    page.wait_for(shown, "the first event is on the stage")?;
    let first: String = page.eval(shown)?;
    page.wait_for("find('back-story >>> .stage .count').textContent.startsWith('1 of ')", "its place is told")?;
    page.click(next)?;
    page.wait_for(&format!("{shown} !== {first:?}"), "the next follows")?;
    page.wait_for("find('back-story >>> [role=status]').textContent.includes('2 of ')", "its place is announced")?;
    page.click("back-story >>> [data-act=step][data-n='0']")?;
    page.wait_for(&format!("{shown} === {first:?}"), "and back")?;
    let play = "find('back-story >>> [data-act=play]')";
    let offers: String = page.eval(&format!("{play}.textContent"))?;
    page.script(&format!("{play}.click();"))?;
    page.wait_for(&format!("{play}.textContent !== {offers:?}"), "it offers to stop")?;
    page.wait_for(&format!("{shown} !== {first:?}"), "it steps by itself")?;
    page.script(&format!("{play}.click();"))?;
    page.wait_for(&format!("{play}.textContent === {offers:?}"), "and stops")?;
    page.assert_accessible("")
}

fn selection(page: &mut Page) -> Result<(), Failure> {
    comes_up(page)?;
    // An event without a date has no mark.
    let dated =
        "[...find('back-story').shadowRoot.querySelectorAll('.event')].find((row) => !row.querySelector('.undated'))";
    let id: String = page.eval(&format!("{dated}.id.replace('backstory-', '')"))?;
    let headline: String = page.eval(&format!("{dated}.querySelector('.words').textContent"))?;
    ensure!(page.eval::<bool>(&format!("find('back-story').select({id:?})"))?);
    page.wait_for("find('back-story >>> .mark.selected')", "its mark is selected")?;
    let label: String = page.eval("find('back-story >>> .mark.selected').getAttribute('aria-label')")?;
    ensure!(label.contains(headline.trim()), "“{label}” is not “{headline}”");
    // The other way round: a mark is pressed, the row and the host hear of it.
    page.script("[...find('back-story').shadowRoot.querySelectorAll('.mark.key:not(.selected)')].pop().click();")?;
    page.wait_for("find('back-story >>> .event[data-selected]')", "the row is marked")?;
    let told: String = page.eval("window.told.findLast((it) => it.name === 'select').detail.id")?;
    let row: String = page.eval("find('back-story >>> .event[data-selected]').id.replace('backstory-', '')")?;
    ensure!(told == row, "the host hears {told}, the row is {row}");
    // And an address selects a mark.
    page.script(&format!("location.hash = '#backstory={id}';"))?;
    page.wait_for(
        &format!("find('back-story >>> .mark.selected')?.getAttribute('aria-label').includes({:?})", headline.trim()),
        "the mark of the address is selected",
    )
}

fn shortcuts(page: &mut Page) -> Result<(), Failure> {
    comes_up(page)?;
    let whole = period(page)?;
    page.script("find('back-story >>> [data-act=lane][data-n=\"3\"]').click();")?;
    page.wait_for(&format!("{PERIOD} !== '{whole}'"), "the lane's time is on show")?;
    page.script("find('back-story >>> [data-act=whole]').click();")?;
    page.wait_for(&format!("{PERIOD} === '{whole}'"), "all of it")?;
    page.script("find('back-story >>> [data-act=era]').click();")?;
    page.wait_for(&format!("{PERIOD} !== '{whole}'"), "the era is on show")
}

fn mirrored(page: &mut Page) -> Result<(), Failure> {
    page.wait_for("customElements.get('back-story')", "the script has run")?;
    page.script("document.documentElement.dir = 'rtl';")?;
    comes_up(page)?;
    let order: f64 = page.eval(
        "(() => { const ticks = [...find('back-story').shadowRoot.querySelectorAll('.axis .minor, .axis .major')];
                  return ticks.at(-1).getBoundingClientRect().left - ticks[0].getBoundingClientRect().left; })()",
    )?;
    ensure!(order < 0.0, "later years lie to the right");
    page.script("find('back-story >>> .mark[tabindex=\"0\"]').focus();")?;
    let name = "focused().getAttribute('aria-label')";
    let first: String = page.eval(name)?;
    page.press("ArrowLeft")?;
    page.wait_for(&format!("{name} !== {first:?}"), "the left arrow leads to later marks")?;
    page.press("ArrowRight")?;
    page.wait_for(&format!("{name} === {first:?}"), "the right one back")?;
    for _ in 0..4 {
        nearer(page, 0.5, 1.0)?;
    }
    let before = years(page)?;
    page.drag("back-story >>> .lane:first-child", 200.0, 0.0)?;
    page.wait_for(&format!("!{PERIOD}.includes('{}')", before.0), "the window has moved")?;
    ensure!(years(page)?.0 > before.0, "a drag to the right shows later time");
    Ok(())
}

fn hidden(page: &mut Page) -> Result<(), Failure> {
    page.wait_for("customElements.get('back-story')", "the script has run")?;
    page.script("find('back-story').style.display = 'none';")?;
    page.script(LOAD)?;
    page.script("find('back-story').style.display = '';")?;
    page.wait_for("find('back-story >>> .field .mark')", "the band is drawn once it has a width")?;
    page.script("find('back-story').style.inlineSize = '0';")?;
    page.script("await rested(); find('back-story').style.inlineSize = '';")?;
    page.wait_for("find('back-story >>> .field .mark')", "and after it had none")
}

fn still(page: &mut Page) -> Result<(), Failure> {
    for (wish, is_still) in [("no-preference", false), ("reduce", true)] {
        page.media(&[("prefers-reduced-motion", wish)])?;
        page.open(PAGE)?;
        comes_up(page)?;
        // All of the engine is there, so that a press is answered in the same task.
        page.script("return find('back-story').select('').then(() => null);")?;
        let before = period(page)?;
        let at_once: String = page.eval(&format!(
            "(async () => {{ find('back-story >>> [data-act=nearer][data-n=\"1\"]').click();
                            await Promise.resolve();
                            return {PERIOD}; }})()"
        ))?;
        ensure!((at_once != before) == is_still, "{wish}: {before} became {at_once} at once");
        page.wait_for(&format!("{PERIOD} !== '{before}'"), "it arrives")?;
    }
    Ok(())
}
