//! What readers come for: twelve tasks on the demonstration article, each in at most so many steps, wide and narrow.
//!
//! A step is one act of a reader: a scroll by most of a window, a press, or words typed into a field. Every scenario prints its
//! row of the table: the task, the steps before issue 14, and the steps now.

use super::host::LOAD;
use super::upgrade::pages_of;
use crate::engine::Engine;
use crate::page::Page;
use crate::scenario::{Failure, Scenario};
use anyhow::ensure;

pub const SCENARIOS: &[Scenario] = &[
    Scenario::new("task: find Kulibaev from the article", ARTICLE, find_name),
    Scenario::new("task: what happened on 5 January", ARTICLE, find_day),
    Scenario::new("task: who disputes the date of the detention", ARTICLE, disputes),
    Scenario::new("task: what one source says", ARTICLE, one_source),
    Scenario::new("task: the verdict", ARTICLE, verdict),
    Scenario::new("task: go back to where a link was followed", ARTICLE, go_back),
    Scenario::new("task: a definition inside a definition, and back", ARTICLE, definitions),
    Scenario::new("task: share a link to an event", ARTICLE, share),
    Scenario::new("task: find names in other spellings and scripts", ARTICLE, spellings),
    Scenario::new("task: zoom to 5 January", ARTICLE, zoom),
    Scenario::new("task: read on from event to event", ARTICLE, read_on),
    Scenario::new("task: print the article", ARTICLE, print),
];

const ARTICLE: &str = "/dist/index.html";
/// The windows of the table.
const WINDOWS: [(u32, u32); 2] = [(1280, 800), (360, 740)];
/// The part of a window that a reader scrolls by.
const SCROLL: f64 = 0.9;

/// A reader whose steps are counted.
struct Reader<'a, 'run> {
    page: &'a mut Page<'run>,
    width: u32,
    steps: usize,
}

impl Reader<'_, '_> {
    /// Scrolls until the middle of an element's first line is in the window.
    fn go_to(&mut self, path: &str) -> Result<(), Failure> {
        let far = format!(
            "(() => {{ const {{ top, height }} = find({path:?}).getClientRects()[0], at = top + height / 2;
                       return at < 0 ? -1 : at > innerHeight ? 1 : 0; }})()"
        );
        for _ in 0..20 {
            let direction: i32 = self.page.eval(&far)?;
            if direction == 0 {
                return Ok(());
            }
            self.page.script(&format!(
                "scrollBy({{ top: {direction} * {SCROLL} * innerHeight, behavior: 'instant' }});
                 await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));"
            ))?;
            self.steps += 1;
        }
        anyhow::bail!("scrolling does not come to {path}")
    }

    /// Scrolls to an element and presses it.
    fn press(&mut self, path: &str) -> Result<(), Failure> {
        self.go_to(path)?;
        self.page.click(path)?;
        self.steps += 1;
        Ok(())
    }

    /// Types into the field that has the focus.
    fn write(&mut self, words: &str) -> Result<(), Failure> {
        self.page.type_text(words)?;
        self.steps += 1;
        Ok(())
    }

    /// Waits until the element of an expression is there; it must then begin inside the window, without another step.
    fn sees(&mut self, element: &str, what: &str) -> Result<(), Failure> {
        self.page.wait_for(&format!("({element})?.getClientRects().length"), what)?;
        self.page.wait_for_rest()?;
        let (top, end): (f64, f64) = self.page.eval(&format!(
            "(({{ top, bottom }}) => [top, innerHeight - Math.min(bottom, top + 24)])(({element}).getBoundingClientRect())"
        ))?;
        ensure!(
            top >= 0.0 && end >= 0.0,
            "{what}: it is out of the window of {} pixels, {top} from its top",
            self.width
        );
        Ok(())
    }
}

/// Does a task in both windows, prints its row and holds it to its steps: `most` at 1280 pixels, and at 360.
fn counted(
    page: &mut Page,
    [task, before]: [&str; 2],
    most: [usize; 2],
    run: fn(&mut Reader) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut steps = Vec::new();
    for (width, height) in WINDOWS {
        page.size(width, height)?;
        page.open(ARTICLE)?;
        page.wait_for("customElements.get('back-story')", "the script has run")?;
        page.script(LOAD)?;
        page.wait_for_rest()?;
        let mut reader = Reader { page, width, steps: 0 };
        run(&mut reader)?;
        steps.push(reader.steps);
    }
    println!("{:<9} | {task} | {before} | {} and {} |", page.engine(), steps[0], steps[1]);
    ensure!(steps.iter().zip(most).all(|(steps, most)| *steps <= most), "{steps:?} steps, over {most:?}");
    Ok(())
}

/// The first result of a search, of whatever kind.
const FIRST: &str = "find('back-story').shadowRoot.querySelector('.results :is(.headline, dfn, .name)')";
const QUERY: &str = "back-story >>> #query";

fn find_name(page: &mut Page) -> Result<(), Failure> {
    counted(page, ["find Kulibaev", "4 and 5"], [3, 4], |reader| {
        reader.press(QUERY)?;
        reader.write("Kulibaev")?;
        reader.sees(&format!("{FIRST}?.textContent.includes('Kulibaev') ? {FIRST} : null"), "he is the first result")
    })
}

fn find_day(page: &mut Page) -> Result<(), Failure> {
    counted(page, ["5 January", "6 and 7, at places 10 to 13"], [3, 4], |reader| {
        reader.press(QUERY)?;
        reader.write("5 January")?;
        reader.sees("find('back-story >>> .results .events .row')", "its events are found")?;
        let dates: Vec<String> = reader.page.eval(
            "[...find('back-story').shadowRoot.querySelectorAll('.results .events .row .date')].slice(0, 4).map((it) => it.textContent)",
        )?;
        ensure!(dates.iter().all(|date| date == "5\u{a0}January 2022"), "the first are of {dates:?}");
        Ok(())
    })
}

fn disputes(page: &mut Page) -> Result<(), Failure> {
    counted(page, ["who disputes the date of the detention", "2 and the way to the 24th row"], [4, 5], |reader| {
        reader.press("back-story >>> #backstory-detained-5-or-6-january .row")?;
        reader.press("back-story >>> #backstory-detained-5-or-6-january .question [data-act=toggle]")?;
        reader.sees("find('back-story >>> .body .account')", "an account is beside another")?;
        let accounts: usize =
            reader.page.eval("find('back-story').shadowRoot.querySelectorAll('.body .account').length")?;
        ensure!(accounts >= 5, "{accounts} accounts");
        Ok(())
    })
}

fn one_source(page: &mut Page) -> Result<(), Failure> {
    counted(page, ["what Orda says", "4 and 5, 12 of 32 shown; the count out of the window at 360"], [6, 7], |reader| {
        reader.press("back-story >>> [data-act=filters]")?;
        let orda = "[...find('back-story').shadowRoot.querySelectorAll('.choice')].find((it) => it.textContent.startsWith(' Orda'))";
        reader.page.script(&format!("({orda}).id = 'orda';"))?;
        reader.press("back-story >>> #orda input")?;
        reader.sees("find('back-story >>> .bar .count')", "how many there are")?;
        let (count, size): (String, String) = reader.page.eval(&format!(
            "[find('back-story >>> .bar .count').textContent, ({orda}).querySelector('.size').textContent]"
        ))?;
        ensure!(count.starts_with(&format!("{size} of ")) && count.ends_with(" key events"), "{count}, {size}");
        reader.press("back-story >>> [data-act=all]")?;
        let shown: usize = reader.page.eval("find('back-story').shadowRoot.querySelectorAll('.panel .row').length")?;
        let all: String = reader.page.eval("find('back-story >>> .bar .count').textContent")?;
        ensure!(all.starts_with(&format!("{shown} of ")), "{shown} rows are shown, {all}");
        Ok(())
    })
}

fn verdict(page: &mut Page) -> Result<(), Failure> {
    counted(page, ["the verdict", "fails: the 36th row, and not found by its name"], [2, 3], |reader| {
        let row = "back-story >>> #backstory-sentenced-24-april .row";
        reader.go_to(row)?;
        ensure!(reader.page.text(row)?.contains("18 years for high treason"), "the row does not say it");
        let steps = reader.steps;
        reader.press(QUERY)?;
        reader.write("verdict")?;
        let first = "find('back-story >>> .results .events .event')";
        reader.page.wait_for(&format!("{first}?.id === 'backstory-sentenced-24-april'"), "its name finds it first")?;
        reader.steps = steps;
        Ok(())
    })
}

fn go_back(page: &mut Page) -> Result<(), Failure> {
    counted(page, ["go back", "fails: there is no way back"], [1, 1], |reader| {
        reader.press("back-story >>> .event .row")?;
        let cite = "back-story >>> .body .cites .link";
        reader.go_to(cite)?;
        let top: f64 = reader.page.eval(&format!("find('{cite}').getBoundingClientRect().top"))?;
        reader.page.script(&format!("find('{cite}').click();"))?;
        reader.sees("find('back-story >>> [data-act=return]')", "the way back")?;
        reader.steps = 0;
        reader.press("back-story >>> [data-act=return]")?;
        reader.sees(&format!("find('{cite}')"), "the link")?;
        let now: f64 = reader.page.eval(&format!("find('{cite}').getBoundingClientRect().top"))?;
        ensure!((now - top).abs() < 2.0, "it was at {top}, and is at {now}");
        Ok(())
    })
}

fn definitions(page: &mut Page) -> Result<(), Failure> {
    counted(page, ["a definition in a definition", "3"], [3, 3], |reader| {
        reader.press("main p [data-backstory-term=massimov]")?;
        let title = "find('back-story-card >>> .term-name')";
        reader.page.wait_for(&format!("{title}?.textContent"), "the definition is open")?;
        let first: String = reader.page.eval(&format!("{title}.textContent"))?;
        reader.press("back-story-card >>> .card .term")?;
        reader.page.wait_for(&format!("{title}?.textContent !== {first:?}"), "another is")?;
        reader.press("back-story-card >>> .card-foot button")?;
        reader.page.wait_for(&format!("{title}?.textContent === {first:?}"), "the first is again")
    })
}

fn share(page: &mut Page) -> Result<(), Failure> {
    counted(page, ["share a link", "fails: it opens 3,129 and 4,528 pixels above its event"], [5, 6], |reader| {
        reader.page.script(
            "const writeText = async (text) => (window.copied = text);
             Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });",
        )?;
        reader.press("back-story >>> #backstory-sentenced-24-april .row")?;
        reader.press("back-story >>> #backstory-sentenced-24-april [data-act=copy]")?;
        reader.page.wait_for("window.copied", "the address is copied")?;
        let link: String = reader.page.eval("new URL(window.copied).pathname + new URL(window.copied).hash")?;
        reader.page.open("/pages/selfcheck/")?;
        reader.page.open(&link)?;
        reader.page.wait_for("find('back-story >>> [data-selected]')", "the event is selected")?;
        reader.sees("find('back-story >>> #backstory-sentenced-24-april .row')", "whoever gets it sees the event")
    })
}

/// What readers type, and the headword of what they mean.
const SPELLINGS: [(&str, &str); 4] =
    [("Tokaev", "Tokayev"), ("peking", "Peking"), ("Назарбаев", "Nazarbayev"), ("kulibayev", "Kulibaev")];

fn spellings(page: &mut Page) -> Result<(), Failure> {
    counted(page, ["Tokaev, peking, Назарбаев, kulibayev", "two of four are found"], [9, 10], |reader| {
        reader.press(QUERY)?;
        for (n, (typed, meant)) in SPELLINGS.into_iter().enumerate() {
            if n > 0 {
                reader.page.press("Escape")?;
                reader.steps += 1;
            }
            reader.write(typed)?;
            reader.sees(
                &format!("{FIRST}?.textContent.includes('{meant}') ? {FIRST} : null"),
                &format!("{typed} is {meant}"),
            )?;
        }
        Ok(())
    })
}

fn zoom(page: &mut Page) -> Result<(), Failure> {
    counted(page, ["zoom to 5 January", "1 to 14, untold; not reached at 360"], [2, 3], |reader| {
        reader.press("back-story >>> .chips > :nth-child(4)")?;
        ensure!(reader.page.text("back-story >>> .chips > :nth-child(4)")? == "January 2022");
        if reader.width > 640 {
            let days = "find('back-story').shadowRoot.querySelector('.axis')";
            reader.sees(days, "the axis")?;
            let mark = "[...find('back-story').shadowRoot.querySelectorAll('.mark')].find((it) => /^5\\sJanuary 2022, Removed/.test(it.ariaLabel ?? it.getAttribute('aria-label')))";
            return reader.sees(&format!("({mark})?.querySelector('.label')"), "what happened that day, by name");
        }
        let row = "[...find('back-story').shadowRoot.querySelectorAll('.row')].find((it) => it.textContent.startsWith('5\u{a0}January 2022'))";
        reader.go_to("back-story >>> #backstory-removed-as-security-chief-5-january .row")?;
        reader.sees(
            &format!("({row}) && find('back-story >>> #backstory-removed-as-security-chief-5-january .row')"),
            "its row",
        )
    })
}

fn read_on(page: &mut Page) -> Result<(), Failure> {
    counted(page, ["read on from January", "the picture jumps to 1988, and begins anew at the end"], [4, 5], |reader| {
        reader.press("back-story >>> .chips > :nth-child(4)")?;
        if reader.width > 640 {
            for turn in 0..2 {
                reader.press("back-story >>> .tools [data-act=step][data-n='1']")?;
                reader.sees("find('back-story >>> .stage .headline')", "the event")?;
                let date = reader.page.text("back-story >>> .stage .date")?;
                ensure!(date.ends_with("January 2022"), "step {turn} leads to {date}");
                ensure!(
                    reader.page.eval::<bool>("Boolean(find('back-story >>> .mark[aria-current=true]'))")?,
                    "no mark is"
                );
            }
            return Ok(());
        }
        for n in [1, 2] {
            let row = format!("back-story >>> .event:nth-child({n}) .row");
            reader.press(&row)?;
            reader.sees(&format!("find('{row}')"), "the row stays")?;
            reader.sees(&format!("find('back-story >>> .event:nth-child({n}) .body')"), "its text opens below it")?;
        }
        Ok(())
    })
}

fn print(page: &mut Page) -> Result<(), Failure> {
    counted(page, ["print the article", "fails: 104 pages"], [1, 1], |reader| {
        reader.steps += 1;
        if reader.page.engine() == Engine::Webkit {
            // Its driver prints nothing.
            reader.page.script("dispatchEvent(new Event('beforeprint'));")?;
            reader.page.wait_for("find('.digest .leads').checkVisibility()", "the digest is printed")?;
            return reader.page.script("dispatchEvent(new Event('afterprint'));").map(drop);
        }
        let pages = pages_of(&reader.page.print()?);
        ensure!((1..=4).contains(&pages), "{pages} pages");
        Ok(())
    })
}
