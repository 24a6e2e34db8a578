//! The drawn timeline, moved by pointer, wheel and keys.

use crate::engine::Engine;
use crate::page::Page;
use crate::scenario::{Failure, Scenario};
use anyhow::{Context as _, ensure};

pub const SCENARIOS: &[Scenario] = &[
    Scenario::new("band: a drag moves time, the plain wheel moves the page", PAGE, dragged),
    Scenario::new("band: keys walk from mark to mark, and Enter shows the event", PAGE, keys),
    Scenario::new("band: one click from all years opens January 2022", PAGE, opens),
    Scenario::new("band: it is as high in every window, and nothing below it moves", PAGE, stands_still),
    Scenario::new("band: it draws what the list lists", PAGE, listed),
    Scenario::new("band: a chapter is the window", PAGE, chapters),
    Scenario::new("band: what no zoom sets apart is listed", PAGE, lists),
    Scenario::new("band: on a narrow page there is none", PAGE, narrow),
    Scenario::new("band: previous and next make a guided read, which ends", PAGE, steps),
    Scenario::new(
        "band: magnifying leads to the selected event, or to where most are, until it shows no more",
        PAGE,
        zooms,
    ),
    Scenario::new("band: an event selected anywhere is selected everywhere", PAGE, selection),
    Scenario::new("band: a pressed mark has the focus, and every mark has a name", PAGE, names),
    Scenario::new("band: labels are whole, and lie on nothing", PAGE, labels),
    Scenario::new("band: there is a way past it", PAGE, skips),
    Scenario::new("band: on a right-to-left page time and keys run the other way", PAGE, mirrored),
    // The other engines' drivers cannot set a reader's preferences.
    Scenario::new("band: without motion a step arrives at once", PAGE, still).only_in(&[Engine::Chromium]),
    Scenario::new("band: hidden at first, it is drawn when it is shown", PAGE, hidden),
];

const PAGE: &str = "/pages/host/";
const LOAD: &str = "return find('back-story').load().then(() => null);";
/// The period on show, in words.
const PERIOD: &str = "find('back-story >>> .window-words').textContent";
/// The event on the stage.
const STAGED: &str = "find('back-story >>> .stage .headline')?.textContent";
/// Shows all of the list's time.
const WHOLE: &str = "find('back-story >>> .mark[tabindex=\"0\"]').dispatchEvent(
    new KeyboardEvent('keydown', { key: '0', bubbles: true, composed: true, cancelable: true }));";

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

fn dragged(page: &mut Page) -> Result<(), Failure> {
    comes_up(page)?;
    let whole = period(page)?;
    for _ in 0..4 {
        nearer(page, 0.5, 1.0)?;
    }
    let before = years(page)?;
    ensure!(before.1 - before.0 < 10, "still {before:?} after four notches");
    // What lies under the pointer stays there; its neighbours leave.
    page.drag("back-story >>> .lane:first-child", -200.0, 0.0)?;
    page.wait_for(&format!("!{PERIOD}.includes('{}')", before.0), "the window has moved")?;
    let after = years(page)?;
    ensure!(after.0 > before.0, "a drag to the left shows later time: {before:?} {after:?}");
    page.wait_for_rest()?;
    let here = period(page)?;
    page.wheel("back-story >>> .field", 0, 120, "")?;
    ensure!(period(page)? == here, "the plain wheel is the page's");
    page.script(WHOLE)?;
    page.wait_for(&format!("{PERIOD} === '{whole}'"), "all of it is back")?;
    // A press that does not move is a click, one that moves is none.
    page.drag("back-story >>> .mark:not(.cluster)", 60.0, 0.0)?;
    ensure!(!page.eval::<bool>("Boolean(find('back-story >>> .stage'))")?, "a drag is no click");
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
        &format!("find('back-story >>> [role=status]').textContent.includes({:?})", headline.trim()),
        "the headline is announced",
    )?;
    ensure!(page.eval::<bool>("focused().matches('.mark')")?, "the mark keeps the focus");
    page.press("Escape")?;
    page.wait_for("!find('back-story >>> .stage')", "the stage is empty")?;
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
    .reduce((most, it) => +it.firstChild.data > +most.firstChild.data ? it : most)";

fn opens(page: &mut Page) -> Result<(), Failure> {
    comes_up(page)?;
    let (from, to) = years(page)?;
    ensure!(to - from > 10, "{from} to {to} is not more than ten years");
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

/// Where the band's parts and what is below it stand, from the host's upper edge; and the heights of lanes.
const PLACES: &str = "(() => {
    const host = find('back-story'), { top } = host.getBoundingClientRect();
    return ['.tools', '.axis', '.field', '.legend', '.drawn + *'].map((part) =>
        Math.round(host.shadowRoot.querySelector(part).getBoundingClientRect().top - top));
})()";

fn stands_still(page: &mut Page) -> Result<(), Failure> {
    comes_up(page)?;
    let height: f64 = page.eval("find('back-story >>> .band').offsetHeight")?;
    ensure!((300.0..=380.0).contains(&height), "the band is {height} px high");
    let places: Vec<i32> = page.eval(PLACES)?;
    let stays = |what: &str| -> Result<(), Failure> {
        let now: Vec<i32> = page.eval(PLACES)?;
        ensure!(now == places, "{what}: {places:?} became {now:?}");
        let lanes: Vec<f64> =
            page.eval("[...find('back-story').shadowRoot.querySelectorAll('.lane')].map((it) => it.offsetHeight)")?;
        ensure!(lanes.iter().all(|lane| *lane >= 20.0), "{what}: an empty lane is drawn: {lanes:?}");
        Ok(())
    };
    page.script(&format!("{LARGEST}.click();"))?;
    page.wait_for(&format!("{PERIOD}.includes('January 2022')"), "January 2022 is on show")?;
    page.wait_for("find('back-story').shadowRoot.getAnimations().length === 0", "the lanes have come to rest")?;
    stays("in January")?;
    page.script(WHOLE)?;
    for _ in 0..12 {
        page.script("find('back-story >>> [data-act=step][data-n=\"1\"]').click(); await rested();")?;
        stays(&page.eval::<String>(STAGED)?)?;
        let inside: bool = page.eval(
            "(() => { const [stage, band] = ['.stage', '.band'].map((it) => find(`back-story >>> ${it}`).getBoundingClientRect());
               return stage.top >= band.top && stage.bottom <= band.bottom + 1 && stage.left >= band.left && stage.right <= band.right + 1;
            })()",
        )?;
        ensure!(inside, "the stage reaches out of the band");
    }
    Ok(())
}

/// Number of events that the band draws: marks, and the members of clusters.
const DRAWN: &str = "[...find('back-story').shadowRoot.querySelectorAll('.mark')]
    .reduce((sum, it) => sum + (it.matches('.cluster') ? +it.firstChild.data : 1), 0)";

fn listed(page: &mut Page) -> Result<(), Failure> {
    comes_up(page)?;
    let key: usize = page.eval(DRAWN)?;
    page.script("find('back-story >>> [data-act=all]').click();")?;
    page.wait_for(&format!("{DRAWN} > {key}"), "all events are drawn")?;
    page.script("find('back-story >>> [data-act=key]').click();")?;
    page.wait_for(&format!("{DRAWN} === {key}"), "and the key events alone")
}

fn chapters(page: &mut Page) -> Result<(), Failure> {
    comes_up(page)?;
    if !page.eval::<bool>("Boolean(find('back-story >>> [data-act=chapter]'))")? {
        return Ok(());
    }
    let whole = period(page)?;
    let chips: usize = page.eval("find('back-story').shadowRoot.querySelectorAll('[data-act=chapter]').length")?;
    let mut shown = vec![whole.clone()];
    for chip in 1..chips {
        page.script(&format!("find('back-story >>> [data-act=chapter][data-n=\"{chip}\"]').click(); await rested();"))?;
        shown.push(period(page)?);
        ensure!(page.eval::<usize>(DRAWN)? > 0, "chapter {chip} draws nothing");
    }
    shown.sort();
    shown.dedup();
    ensure!(shown.len() == chips, "{chips} chips show {shown:?}");
    page.script("find('back-story >>> [data-act=chapter][data-n=\"0\"]').click();")?;
    page.wait_for(&format!("{PERIOD} === '{whole}'"), "all years")
}

fn lists(page: &mut Page) -> Result<(), Failure> {
    comes_up(page)?;
    // Events of one day without an hour stay together however near one looks.
    for _ in 0..30 {
        page.script(&format!(
            "if (find('back-story >>> .cluster') && !find('back-story >>> .stage')) {LARGEST}.click();
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

fn narrow(page: &mut Page) -> Result<(), Failure> {
    // A band that was wide, is narrow and will be wide again.
    comes_up(page)?;
    page.size(400, 800)?;
    page.wait_for("find('back-story >>> .drawn').getBoundingClientRect().height === 0", "no band, no buttons of one")?;
    page.wait_for("find('back-story >>> .event')", "the list is there")?;
    page.size(1280, 900)?;
    page.wait_for("find('back-story >>> .field .mark')?.offsetWidth > 0", "the band is back")?;
    ensure!(page.eval::<i32>("document.documentElement.scrollWidth - innerWidth")? <= 0);
    Ok(())
}

fn steps(page: &mut Page) -> Result<(), Failure> {
    comes_up(page)?;
    let next = "back-story >>> [data-act=step][data-n='1']";
    let place = "parseInt(find('back-story >>> .stage .count').textContent)";
    page.click(next)?;
    page.wait_for(STAGED, "the first event in the window is on the stage")?;
    let (first, at): (String, usize) = (page.eval(STAGED)?, page.eval(place)?);
    page.click(next)?;
    page.wait_for(&format!("{STAGED} !== {first:?} && {place} === {at} + 1"), "the next follows")?;
    page.wait_for(
        "find('back-story >>> [role=status]').textContent.includes(find('back-story >>> .stage .date').textContent)",
        "its date is announced",
    )?;
    page.click("back-story >>> [data-act=step][data-n='0']")?;
    page.wait_for(&format!("{STAGED} === {first:?}"), "and back")?;
    page.assert_accessible("")?;
    let disabled = format!("find({next:?}).ariaDisabled === 'true'");
    for _ in 0..60 {
        if page.eval::<bool>(&disabled)? {
            break;
        }
        page.script(&format!("find({next:?}).click(); await rested();"))?;
        // A dated event has a mark in the window, be it the cluster that holds it.
        let lost: bool = page.eval(
            "(() => { const root = find('back-story').shadowRoot, field = find('back-story >>> .field').getBoundingClientRect();
               if (/^after/.test(root.querySelector('.stage .date').textContent)) return false;
               const mark = root.querySelector('.mark[aria-current=true]')?.getBoundingClientRect();
               return !mark || mark.right < field.left || mark.left > field.right; })()",
        )?;
        ensure!(!lost, "“{}” has no selected mark", page.eval::<String>(STAGED)?);
    }
    ensure!(page.eval::<bool>(&disabled)?, "the steps do not end");
    let last: String = page.eval(STAGED)?;
    page.script(&format!("find({next:?}).click(); await rested();"))?;
    ensure!(page.eval::<String>(STAGED)? == last, "after the last comes nothing");
    Ok(())
}

fn zooms(page: &mut Page) -> Result<(), Failure> {
    comes_up(page)?;
    let nearer = "find('back-story >>> [data-act=zoom][data-n=\"1\"]')";
    let in_view = |selector: &str| {
        format!(
            "[...find('back-story').shadowRoot.querySelectorAll('{selector}')].filter((it) => {{
               const field = find('back-story >>> .field').getBoundingClientRect(), {{ left, right }} = it.getBoundingClientRect();
               return right > field.left && left < field.right; }}).length"
        )
    };
    for (selector, before) in [
        (".mark", ""),
        (".mark[aria-current=true]", "return find('back-story').select('sentenced-24-april').then(() => null);"),
    ] {
        page.script(before)?;
        page.script(WHOLE)?;
        page.wait_for_rest()?;
        let mut presses = 0;
        while !page.eval::<bool>(&format!("{nearer}.ariaDisabled === 'true'"))? {
            presses += 1;
            ensure!(presses < 15, "it is never near enough: {}", period(page)?);
            page.script(&format!("{nearer}.click(); await rested();"))?;
            ensure!(page.eval::<usize>(&in_view(selector))? > 0, "{} shows no {selector}", period(page)?);
        }
        ensure!(presses > 2, "only {presses} levels");
        let here = period(page)?;
        page.script(&format!("{nearer}.click(); await rested();"))?;
        ensure!(period(page)? == here, "the last level is the last");
    }
    Ok(())
}

fn names(page: &mut Page) -> Result<(), Failure> {
    comes_up(page)?;
    let mark = "back-story >>> .mark.span:not([tabindex='0'])";
    let name = page.label(mark)?;
    let name = name.map_or_else(|| page.eval(&format!("find({mark:?}).getAttribute('aria-label')")), Ok)?;
    page.hover(mark)?;
    page.wait_for(&format!("find('back-story >>> .tip').textContent === {name:?}"), "the pointer names it")?;
    let inside: bool = page.eval(
        "(() => { const tip = find('back-story >>> .tip').getBoundingClientRect();
           return tip.width > 0 && tip.left >= 0 && tip.right <= innerWidth; })()",
    )?;
    ensure!(inside, "the name reaches out of the window");
    page.click(mark)?;
    page.wait_for(STAGED, "it is shown")?;
    page.wait_for(&format!("focused()?.getAttribute('aria-label') === {name:?}"), "it has the focus")?;
    ensure!(page.eval::<bool>("focused().getAttribute('aria-current') === 'true'")?, "it is selected");
    ensure!(page.eval::<f64>("find('back-story >>> .tip').offsetHeight")? == 0.0, "its name is not told twice");
    page.press("ArrowRight")?;
    page.wait_for(
        "(({ textContent, offsetHeight }) => offsetHeight && textContent === focused().getAttribute('aria-label'))(find('back-story >>> .tip'))",
        "the keyboard names the next",
    )
}

fn labels(page: &mut Page) -> Result<(), Failure> {
    comes_up(page)?;
    let faults = "(async () => {
        const root = find('back-story').shadowRoot, faults = [];
        const wordsOf = (element) => {
          const range = document.createRange();
          range.selectNodeContents(element);
          return range.getBoundingClientRect();
        };
        const boxes = [...root.querySelectorAll('.label')].map((label) => {
          const words = wordsOf(label), room = label.getBoundingClientRect();
          if (words.right > room.right + 1 || words.left < room.left - 1) faults.push(`${label.textContent} does not fit`);
          return [label, words];
        });
        for (const [label, one] of boxes)
          for (const [other, two] of boxes)
            if (label !== other && one.left < two.right && two.left < one.right && one.top < two.bottom - 1 && two.top < one.bottom - 1)
              faults.push(`${label.textContent} lies on ${other.textContent}`);
        const stage = root.querySelector('.stage')?.getBoundingClientRect();
        for (const [label, one] of stage ? boxes : [])
          if (one.left < stage.right && stage.left < one.right && one.top < stage.bottom && stage.top < one.bottom)
            faults.push(`${label.textContent} is cut by the event`);
        for (const words of stage ? root.querySelectorAll('.axis b, .axis .major, .axis .minor') : []) {
          const { left, right, top, bottom } = wordsOf(words);
          const isBeside = bottom > stage.top && top < stage.bottom;
          if (isBeside && [stage.left, stage.right].some((edge) => left < edge - 1 && edge + 1 < right))
            faults.push(`${words.textContent} on the axis is cut by the event`);
        }
        return faults;
      })()";
    let check = |when: &str| -> Result<(), Failure> {
        let found: Vec<String> = page.eval(faults)?;
        ensure!(found.is_empty(), "{when}: {found:?}");
        Ok(())
    };
    check("all years")?;
    let marks = "[...find('back-story').shadowRoot.querySelectorAll('.mark:not(.cluster)')]";
    for n in 0..page.eval::<usize>(&format!("{marks}.length"))? {
        page.script(&format!("{marks}[{n}].click(); await rested();"))?;
        check(&page.eval::<String>(STAGED)?)?;
    }
    page.script("find('back-story >>> [data-act=unstage]').click(); await rested();")?;
    page.script(&format!("{LARGEST}.click(); await rested();"))?;
    check("January")?;
    page.script("find('back-story >>> [data-act=all]').click(); await rested();")?;
    check("all events of January")?;
    page.script(WHOLE)?;
    page.wait_for_rest()?;
    check("all events")?;
    for _ in 0..6 {
        page.script("find('back-story >>> [data-act=step][data-n=\"1\"]').click(); await rested();")?;
        check(&page.eval::<String>(STAGED)?)?;
    }
    page.script("find('back-story >>> [data-act=unstage]').click(); await rested();")?;
    // Text as WCAG 1.4.12 has readers space it, and twice as large (1.4.4).
    for style in ["letterSpacing = '0.12em'", "fontSize = '200%'"] {
        page.script(&format!(
            "find('back-story >>> .band').style.{style};
             find('back-story').style.inlineSize = '1200px';
             await rested();"
        ))?;
        check(style)?;
    }
    Ok(())
}

fn skips(page: &mut Page) -> Result<(), Failure> {
    comes_up(page)?;
    page.script("find('back-story >>> .skip').focus();")?;
    ensure!(page.eval::<f64>("find('back-story >>> .skip').offsetHeight")? >= 24.0, "it can be seen with the focus");
    page.press("Enter")?;
    page.wait_for("focused()?.closest('.event')", "the first row has the focus")
}

fn selection(page: &mut Page) -> Result<(), Failure> {
    comes_up(page)?;
    // An event without a date has no mark.
    let dated =
        "[...find('back-story').shadowRoot.querySelectorAll('.event')].find((row) => !row.querySelector('.undated'))";
    let id: String = page.eval(&format!("{dated}.id.replace('backstory-', '')"))?;
    let headline: String = page.eval(&format!("{dated}.querySelector('[part=item-title]').textContent"))?;
    ensure!(page.eval::<bool>(&format!("find('back-story').select({id:?})"))?);
    page.wait_for("find('back-story >>> .mark[aria-current=true]')", "its mark is selected")?;
    let label: String = page.eval("find('back-story >>> .mark[aria-current=true]').getAttribute('aria-label')")?;
    ensure!(label.contains(headline.trim()), "“{label}” is not “{headline}”");
    // The other way round: a mark is pressed, the row and the host hear of it. Leads have rows at rest.
    page.script(
        "[...find('back-story').shadowRoot.querySelectorAll('.mark')]
           .find((it) => it.getAttribute('aria-label').includes('sentenced to 18 years')).click();",
    )?;
    page.wait_for("find('back-story >>> .event[data-selected]')", "the row is marked")?;
    let emitted: String = page.eval("window.emitted.findLast((it) => it.name === 'select').detail.id")?;
    let row: String = page.eval("find('back-story >>> .event[data-selected]').id.replace('backstory-', '')")?;
    ensure!(emitted == row, "the host hears {emitted}, the row is {row}");
    // And an address selects a mark.
    page.script(&format!("location.hash = '#backstory={id}';"))?;
    page.wait_for(
        &format!(
            "find('back-story >>> .mark[aria-current=true]')?.getAttribute('aria-label').includes({:?})",
            headline.trim()
        ),
        "the mark of the address is selected",
    )
}

fn mirrored(page: &mut Page) -> Result<(), Failure> {
    comes_up(page)?;
    // As the story's own language would have it.
    page.script(
        "find('back-story').shadowRoot.querySelector('.root').dir = 'rtl';
         find('back-story').style.inlineSize = '680px';
         await rested();",
    )?;
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
    for _ in 0..2 {
        nearer(page, 0.5, 1.0)?;
    }
    let before = years(page)?;
    page.drag("back-story >>> .lane:first-child", 200.0, 0.0)?;
    page.wait_for(&format!("!{PERIOD}.includes('{}')", before.0), "the window has moved")?;
    let after = years(page)?;
    ensure!(after.0 > before.0, "a drag to the right shows later time: {before:?} {after:?}");
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
    for (preference, is_still) in [("no-preference", false), ("reduce", true)] {
        page.media(&[("prefers-reduced-motion", preference)])?;
        page.open(PAGE)?;
        comes_up(page)?;
        // All of the engine is there, so that a press is answered in the same task.
        page.script("return find('back-story').select('').then(() => null);")?;
        let before = period(page)?;
        let at_once: String = page.eval(&format!(
            "(async () => {{ find('back-story >>> [data-act=zoom][data-n=\"1\"]').click();
                            await Promise.resolve();
                            return {PERIOD}; }})()"
        ))?;
        ensure!((at_once != before) == is_still, "{preference}: {before} became {at_once} at once");
        page.wait_for(&format!("{PERIOD} !== '{before}'"), "it arrives")?;
    }
    Ok(())
}
