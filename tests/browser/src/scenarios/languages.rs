//! A story in each script, and one with words 40 % longer than English: the same in both sinks, accessible, and nothing cut.

use super::parity::{both, compiled, same, stand};
use crate::page::Page;
use crate::scenario::{Failure, Scenario};
use crate::spoken_story::{longer_story, spoken_story};
use anyhow::{Context as _, ensure};
use backstory::app::{App, Entry, Message, View};
use backstory::model::{Story, pack};
use std::rc::Rc;

pub const SCENARIOS: &[Scenario] = &[
    Scenario::new("languages: a story in each script is whole, and the same as native", MANUAL, scripts),
    Scenario::new("languages: words 40 % longer than English are cut nowhere", MANUAL, longer),
];

const MANUAL: &str = "/pages/host/?loading=manual";

/// A language for each script: Cyrillic, Arabic, Hebrew, Devanagari, Kana and Han, Hangul; German for its long words.
const LANGUAGES: [&str; 7] = ["ru", "ar", "he", "hi", "ja", "ko", "de"];

/// A telephone, and a desk.
const SIZES: [(u32, u32); 2] = [(360, 740), (1280, 900)];

fn scripts(page: &mut Page) -> Result<(), Failure> {
    for lang in LANGUAGES {
        let story = compiled(&spoken_story(lang)?).with_context(|| lang.to_owned())?;
        whole(page, lang, &story).with_context(|| format!("in {lang}"))?;
    }
    Ok(())
}

fn longer(page: &mut Page) -> Result<(), Failure> {
    let story = compiled(&longer_story()?)?;
    ensure!(story.words.list.iter().any(|words| words == "Clööšèè"), "the words are longer");
    whole(page, "longer", &story)
}

fn whole(page: &mut Page, name: &str, story: &Story) -> Result<(), Failure> {
    page.publish("spoken.bks", pack(story)?);
    for (width, height) in SIZES {
        page.size(width, height)?;
        page.script(&format!(
            "find('back-story').remove();
             const host = document.createElement('back-story');
             host.setAttribute('loading', 'manual');
             host.src = '/made/spoken.bks?{name}{width}';
             find('main').append(host);"
        ))?;
        let mut app = App::new(Rc::new(story.clone()));
        if width > 500 {
            stand(page, &mut app)?;
        } else {
            // A narrow widget has a spine and no band.
            page.script("return find('back-story').load().then(() => null);")?;
            page.wait_for("find('back-story >>> .spine')", "the list is drawn")?;
        }
        same(page, &app, "at first")?;
        fits(page, "at first")?;
        let direction: String = page.eval("getComputedStyle(find('back-story >>> .root')).direction")?;
        ensure!(direction == if story.is_right_to_left { "rtl" } else { "ltr" }, "it is written {direction}");
        both(page, &mut app, Message::ToggleFilters, "filters", 0)?;
        fits(page, "with filters")?;
        both(page, &mut app, Message::ToggleFilters, "filters", 0)?;
        let lead = app.story.leads.first().copied().context("the story has leads")? as usize;
        both(page, &mut app, Message::Toggle(Entry::Event(lead)), "toggle", Entry::Event(lead).operand())?;
        fits(page, "with an event open")?;
        page.assert_accessible("back-story")?;
        for view in [View::Accounts, View::Glossary, View::Record] {
            both(page, &mut app, Message::Show(view), "view", view as usize)?;
            fits(page, "in another view")?;
        }
    }
    Ok(())
}

/// Words that are wider than what they stand in, or that stand out of the widget.
const OVERFLOWING: &str =
    "(() => { const root = find('back-story >>> .root'), { left, right } = root.getBoundingClientRect();
     const faults = [];
     const page = document.documentElement;
     if (page.scrollWidth > page.clientWidth) faults.push(`the page is ${page.scrollWidth} wide`);
     for (const button of root.querySelectorAll('button, summary, legend, .count, .status, .kind, .size, .choice')) {
       const box = button.getBoundingClientRect();
       if (!box.width || button.closest('.marks, .hidden, .skip:not(:focus)') || !button.checkVisibility()) continue;
       if (button.scrollWidth > button.clientWidth + 1 && getComputedStyle(button).display !== 'inline')
         faults.push(`cut: ${button.textContent}`);
       // A line of tabs or chips is scrolled.
       if (!button.closest('.line') && (box.left < left - 1 || box.right > right + 1))
         faults.push(`outside: ${button.textContent}`);
     }
     const boxes = [...root.querySelectorAll('.more > button, .foot p')].map((it) => [it.textContent, it.getBoundingClientRect()]);
     for (const [n, [words, one]] of boxes.entries())
       for (const [others, other] of boxes.slice(n + 1))
         if (one.width && other.width && one.left < other.right && other.left < one.right && one.top < other.bottom
             && other.top < one.bottom) faults.push(`one over the other: ${words}, ${others}`);
     return faults; })()";

fn fits(page: &Page, when: &str) -> Result<(), Failure> {
    let faults: Vec<String> = page.eval(OVERFLOWING)?;
    ensure!(faults.is_empty(), "{when}: {faults:#?}");
    Ok(())
}
