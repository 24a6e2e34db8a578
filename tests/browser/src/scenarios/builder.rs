//! The embed builder, as an editor uses it.

use crate::engine::Engine;
use crate::page::Page;
use crate::scenario::{Failure, Scenario};
use anyhow::ensure;

pub const SCENARIOS: &[Scenario] = &[
    Scenario::new("builder: what is chosen is shown and written", "/dist/builder.html", chooses),
    Scenario::new("builder: every way has its snippet, policy and notes", "/dist/builder.html", ways),
    Scenario::new("builder: what it writes works when pasted", "/dist/builder.html", pasted),
    Scenario::new("builder: it opens at any event or term, found by its words", "/dist/builder.html", entries),
    Scenario::new("builder: it serves narrow windows, light and dark", "/dist/builder.html", narrow),
];

const WAYS: [&str; 5] = ["element", "section", "frame", "address", "text"];

/// Chooses in the form as an editor does.
fn choose(page: &Page, name: &str, value: &str) -> Result<(), Failure> {
    page.script(&format!(
        "const named = [...find('#choices').elements].filter((it) => it.name === '{name}');
         const field = named.find((it) => !/radio|checkbox/.test(it.type) || it.value === '{value}');
         if (!field) throw new Error('no field {name}');
         if (/radio|checkbox/.test(field.type)) field.click();
         else {{
           field.value = '{value}';
           if (field.value !== '{value}') throw new Error('{name} cannot be {value}');
           field.dispatchEvent(new Event('input', {{ bubbles: true }}));
         }}"
    ))
    .map(drop)
}

fn snippet(page: &Page) -> Result<String, Failure> {
    page.eval("find('#snippets pre').textContent")
}

fn chooses(page: &mut Page) -> Result<(), Failure> {
    page.wait_for("find('back-story >>> .row')", "the preview is shown")?;
    choose(page, "view", "glossary")?;
    page.wait_for("find('back-story >>> .terms')", "the preview shows the glossary")?;
    choose(page, "theme", "dark")?;
    ensure!(page.eval::<String>("getComputedStyle(find('back-story')).colorScheme")? == "dark");
    choose(page, "themes", "january")?;
    choose(page, "accent", "#0b6e99")?;
    choose(page, "entry", "term:closed-doors")?;
    page.wait_for("find('back-story >>> [data-selected]')", "the preview opens the term")?;
    let written = snippet(page)?;
    let tag = "<back-story view=\"glossary\" term=\"closed-doors\" themes=\"january\" theme=\"dark\">";
    ensure!(written.starts_with(tag), "it wrote {written}");
    ensure!(page.eval::<bool>("find('#snippets').textContent.includes('--backstory-accent: #0b6e99')")?);
    choose(page, "folder", "https://news.example/embeds")?;
    ensure!(snippet(page)?.contains("src=\"https://news.example/embeds/backstory.js\""));
    ensure!(page.eval::<bool>(
        "find('#snippets').textContent.includes(\"script-src https://news.example 'wasm-unsafe-eval'\")"
    )?);
    Ok(())
}

fn ways(page: &mut Page) -> Result<(), Failure> {
    page.wait_for("find('back-story >>> .row')", "the preview is shown")?;
    for way in WAYS {
        choose(page, "way", way)?;
        ensure!(snippet(page)?.len() > 2 || way == "text", "{way} has no snippet");
        ensure!(page.eval::<usize>("find('#notes').children.length")? > 1, "{way} says nothing of systems");
        let policy: bool = page.eval("/policy/.test(find('#snippets').textContent)")?;
        ensure!(policy == (way != "text"), "the policy of {way}");
        if matches!(way, "frame" | "address") {
            page.enter_frame("#page iframe")?;
            page.wait_for("find('back-story >>> .row')", "the frame shows the embed")?;
            page.leave_frames()?;
        }
    }
    // In the preview of the plain text no script may run, nor can any collect problems.
    choose(page, "way", "element")?;
    page.wait_for("find('back-story').checkVisibility() && !find('#page iframe')", "the element is back")
}

fn entries(page: &mut Page) -> Result<(), Failure> {
    page.wait_for("find('back-story >>> .row')", "the preview is shown")?;
    let missing: Vec<String> = page.eval(
        "(async () => {
           const request = await fetch('/dist/story.html'), text = await request.text();
           const ids = [...text.matchAll(/<(?:li class=\"event[^>]*|dt[^>]*) id=\"backstory-([^\"]+)\"/g)].map((it) => it[1]);
           const offered = new Set([...find('#entries').options].map((it) => it.value.split(':')[1]));
           return ids.length < 200 ? [`the page has ${ids.length}`] : ids.filter((id) => !offered.has(id));
         })()",
    )?;
    ensure!(missing.is_empty(), "not offered: {missing:?}");
    page.click("#choices [name=find]")?;
    page.type_text("removes massimov")?;
    page.wait_for("find('#found').textContent === '1 found'", "its words find one event")?;
    page.press("Enter")?;
    page.wait_for(
        "find('back-story >>> #backstory-removed-as-security-chief-5-january[data-selected]')",
        "it is shown",
    )?;
    ensure!(snippet(page)?.contains("event=\"removed-as-security-chief-5-january\""), "{}", snippet(page)?);
    page.script("find('#choices [name=find]').select();")?;
    page.type_text("cafe zzz")?;
    page.wait_for("find('#found').textContent === '0 found'", "nothing is found")?;
    // What is chosen stays in the list.
    ensure!(page.eval::<String>("find('#entries').value")? == "event:removed-as-security-chief-5-january");
    Ok(())
}

/// Pastes what was written into a fresh document, with the page's own text where the snippet has "…".
fn pasted(page: &mut Page) -> Result<(), Failure> {
    page.wait_for("find('back-story >>> .row')", "the preview is shown")?;
    choose(page, "view", "voices")?;
    for pinned in [false, true] {
        if pinned {
            page.script("find('#choices [name=pinned]').click();")?;
            choose(page, "loading", "eager")?;
        }
        let mut written = snippet(page)?;
        if pinned {
            let [_, early]: [String; 2] =
                page.eval("[...document.querySelectorAll('#snippets pre')].slice(0, 2).map((it) => it.textContent)")?;
            ensure!(early.matches("integrity=\"sha384-").count() == 2, "no lines for the head: {early}");
            written = [early, written].concat();
        }
        page.open("/pages/silent/")?;
        page.script(&format!(
            "const host = new DOMParser().parseFromString({}, 'text/html');
             for (const it of [...host.head.children, ...host.body.children]) {{
               if (it.localName !== 'script') {{ find('main').append(document.importNode(it, true)); continue; }}
               // A parsed script does not run; one that is made does.
               const script = document.createElement('script');
               for (const {{ name, value }} of it.attributes) script.setAttribute(name, value);
               document.head.append(script);
             }}
             find('#frame').remove();",
            serde_json::Value::from(written)
        ))?;
        page.wait_for("find('back-story >>> .voices')", "the pasted embed is shown")?;
        let engines: usize =
            page.eval("performance.getEntriesByType('resource').filter((it) => it.name.endsWith('_bg.wasm')).length")?;
        // Outside Chromium the script's own request is a second one, beside the early one.
        let most = if page.engine() == Engine::Chromium { 1 } else { 2 };
        ensure!((1..=most).contains(&engines), "the engine was requested {engines} times");
        page.open("/dist/builder.html")?;
        page.wait_for("find('back-story >>> .row')", "the preview is shown")?;
        choose(page, "view", "voices")?;
    }
    Ok(())
}

fn narrow(page: &mut Page) -> Result<(), Failure> {
    page.wait_for("find('back-story >>> .row')", "the preview is shown")?;
    page.script("find('#choices details').open = true;")?;
    for (width, dark) in [(1280, false), (360, true)] {
        page.size(width, 800)?;
        page.scheme(dark)?;
        // Names and colours are the same in every engine.
        if page.engine() == Engine::Chromium {
            page.assert_accessible("")?;
        }
        // Nothing of the preview lies below the page.
        let empty = "document.documentElement.scrollHeight \
                     - Math.ceil(find('main').getBoundingClientRect().bottom + scrollY) <= 0";
        page.wait_for(empty, "nothing is empty at the end")?;
        let wide: i32 = page.eval("document.documentElement.scrollWidth - innerWidth")?;
        ensure!(wide <= 0, "{wide} px too wide at {width}");
    }
    Ok(())
}
