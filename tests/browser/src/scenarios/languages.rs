//! A story in each script, and one with words 40 % longer than English: the same in both sinks, accessible, and nothing cut.

use super::parity::{both, compiled, same, stand};
use crate::engine::Engine;
use crate::page::Page;
use crate::scenario::{Failure, Scenario};
use crate::spoken_story::{longer_story, spoken_story};
use anyhow::{Context as _, anyhow, ensure};
use backstory::app::{App, Entry, Message, View};
use backstory::compile::compile;
use backstory::model::{Story, pack};
use backstory::story::files::{File, Files};
use backstory::story::load_json;
use serde_json::{Value, json};
use std::rc::Rc;

pub const SCENARIOS: &[Scenario] = &[
    Scenario::new("languages: a story in each script is whole, and the same as native", MANUAL, scripts),
    Scenario::new("languages: a switch keeps view, selection, window, place and focus", MANUAL, switched),
    // The other engines' drivers cannot cut the network.
    Scenario::new("languages: a switch without a network costs that act alone", MANUAL, cut_off)
        .only_in(&[Engine::Chromium]),
    Scenario::new("languages: a page's own story has its languages in itself", MANUAL, written_out),
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

/// A story in English, with some texts in German and its title alone in Hebrew.
fn translated_story() -> Result<Value, Failure> {
    let mut story = spoken_story("en")?;
    story["translations"] = json!([
        { "lang": "de", "title": "Die Quellen", "events": [{ "id": "e2", "headline": "Auf Deutsch" }] },
        { "lang": "he", "title": "מקורות" },
    ]);
    Ok(story)
}

/// What a switch keeps: view, selection, years on the axis, scroll position of the page and the title's place.
const KEPT: &str = "(() => { const root = find('back-story').shadowRoot;
    return JSON.stringify([root.querySelector('.tab[aria-selected=true]').dataset.n,
        root.querySelector('.mark[aria-current=true]')?.dataset.n, root.querySelector('.chip[aria-pressed=true]')?.dataset.n,
        root.querySelector('.axis').textContent.match(/\\d{4}/g).sort(), location.hash,
        scrollY, root.querySelector('#title').getBoundingClientRect().top]); })()";

/// The page hears the next error's code and message as `window.heard`.
const HEAR: &str = "window.heard = '';
    find('back-story').addEventListener('backstory-error', ({ detail }) => (window.heard += detail.code + detail.message));";

/// Shows the translated story, at its second event, on a page longer than the window.
fn show_translated(page: &mut Page) -> Result<(), Failure> {
    let files = Files(vec![File { name: "story.json".into(), text: translated_story()?.to_string() }]);
    let (story, _) = load_json(&files).map_err(|problems| anyhow!("{problems:?}"))?;
    page.publish("two.bks", pack(&compile(&story)?)?);
    for story in story.translations.iter().map(|translation| &translation.story).chain([&story]) {
        page.publish(&format!("two.{}.bks", story.lang), pack(&compile(story)?)?);
    }
    page.size(1280, 900)?;
    page.script(
        "const host = find('back-story');
         host.src = '/made/two.bks';
         host.style.marginTop = '300px';
         document.body.style.minHeight = '3000px';
         return host.load().then(() => host.select('e2')).then(() => null);",
    )?;
    page.wait_for("find('back-story >>> .mark')", "the band is drawn")
}

fn cut_off(page: &mut Page) -> Result<(), Failure> {
    show_translated(page)?;
    page.script(HEAR)?;
    let choose = |lang: &str| page.script(&format!("find('back-story >>> [data-act=language][lang={lang}]').click();"));
    let shows = |lang: &str| page.wait_for(&format!("find('back-story >>> .root').lang === '{lang}'"), lang);
    choose("de")?;
    shows("de")?;
    let before: String = page.eval(KEPT)?;
    page.without_network(|| {
        choose("he")?;
        page.wait_for("window.heard", "the page hears of it")?;
        page.wait_for_rest()
    })?;
    let heard: String = page.eval("window.heard")?;
    ensure!(heard.starts_with("offline") && heard.matches("offline").count() == 1, "the page heard {heard}");
    shows("de")?;
    ensure!(page.eval::<String>(KEPT)? == before, "{} was {before}", page.eval::<String>(KEPT)?);
    choose("he")?;
    shows("he")
}

fn switched(page: &mut Page) -> Result<(), Failure> {
    show_translated(page)?;
    page.click("back-story >>> [data-act=zoom][data-n=\"1\"]")?;
    page.wait_for_rest()?;
    page.script("scrollTo({ top: 200, behavior: 'instant' });")?;
    let before: String = page.eval(KEPT)?;
    for (name, lang, direction) in [("Deutsch", "de", "ltr"), ("עברית", "he", "rtl"), ("English", "en", "ltr")] {
        // The driver's own click scrolls the page.
        let button = format!("find('back-story >>> [data-act=language][lang={lang}]')");
        page.script(&format!("{button}.focus({{ preventScroll: true }}); {button}.click();"))?;
        page.wait_for(&format!("find('back-story >>> .root').lang === '{lang}'"), &format!("the story is in {name}"))?;
        page.wait_for_rest()?;
        let is: String = page.eval("getComputedStyle(find('back-story >>> .root')).direction")?;
        ensure!(is == direction, "{name} is {is}");
        ensure!(page.eval::<String>("find('back-story').language")? == lang, "the attribute follows");
        ensure!(page.eval::<String>(KEPT)? == before, "{name}: {} was {before}", page.eval::<String>(KEPT)?);
        let focused: String = page.eval("find('back-story').shadowRoot.activeElement?.textContent ?? ''")?;
        ensure!(focused == name, "the focus is on {focused:?}");
        page.assert_accessible("back-story")?;
    }
    // A language that nobody has published costs that act alone.
    page.script(HEAR)?;
    page.script("find('back-story').language = 'fr';")?;
    page.wait_for("window.heard", "the page hears of it")?;
    page.wait_for_rest()?;
    page.expect_missing("two.fr.bks")?;
    let heard: String = page.eval("window.heard")?;
    ensure!(heard.starts_with("http") && heard.matches("two.fr").count() == 1, "the page heard {heard}");
    ensure!(page.eval::<String>(KEPT)? == before, "what was shown stays");
    ensure!(page.eval::<String>("find('back-story >>> .root').lang")? == "en", "and its language");
    Ok(())
}

fn written_out(page: &mut Page) -> Result<(), Failure> {
    page.size(1280, 900)?;
    page.script(&format!(
        "const host = find('back-story');
         host.language = 'he';
         host.story = {};
         return host.load().then(() => null);",
        translated_story()?
    ))?;
    page.wait_for("find('back-story >>> .mark')", "the band is drawn")?;
    let title = "find('back-story >>> #title').textContent";
    ensure!(page.eval::<String>(title)? == "מקורות", "the attribute names the language");
    page.click("back-story >>> [data-act=language][lang=de]")?;
    page.wait_for("find('back-story >>> .root').lang === 'de'", "the story is in German")?;
    ensure!(page.eval::<String>(title)? == "Die Quellen", "the switch has it compiled again");
    // What a translation lacks says its language.
    let marked: usize = page.eval("find('back-story').shadowRoot.querySelectorAll('[part~=list] [lang=en]').length")?;
    ensure!(marked > 0, "English words in German say that they are English");
    page.assert_accessible("back-story")
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
        if width > 500 {
            // The narrow widget has the same names and colours.
            page.assert_accessible("back-story")?;
        }
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
         // Lines that touch may share a fraction of a pixel.
         if (one.width && other.width && one.left < other.right && other.left < one.right && one.top < other.bottom - 1
             && other.top < one.bottom - 1) faults.push(`one over the other: ${words}, ${others}`);
     return faults; })()";

fn fits(page: &Page, when: &str) -> Result<(), Failure> {
    let faults: Vec<String> = page.eval(OVERFLOWING)?;
    ensure!(faults.is_empty(), "{when}: {faults:#?}");
    Ok(())
}
