//! Stories that a page writes out: as an object, or in JSON. A part of its own compiles them.

use super::host::{keeps_fallback, loaded};
use crate::engine::Engine;
use crate::page::Page;
use crate::scenario::{Failure, Scenario};
use anyhow::{Context as _, ensure};
use backstory::story::files::{File, Files, NAMES};
use backstory::story::written::written;
use std::path::Path;

const MANUAL: &str = "/pages/host/?loading=manual";

pub const SCENARIOS: &[Scenario] = &[
    Scenario::new("compile: an object is shown, and another in its place", MANUAL, object),
    Scenario::new("compile: src may name JSON, whatever its name", MANUAL, json),
    Scenario::new("compile: packed bytes do not load the compiler", MANUAL, packed),
    Scenario::new("compile: every problem is reported with its path: data", MANUAL, broken),
    Scenario::new("compile: what is no story is reported: data", MANUAL, no_story),
    Scenario::new("compile: of two stories in a row the later is shown", MANUAL, overtaken),
    Scenario::new(
        "compile: a strict policy without Trusted Types is enough",
        "/hosts/trusted-types/index.html",
        strict,
    ),
    Scenario::new(
        "compile: without its compiler the fallback shows: http",
        "/pages/host/?dist=/broken/compiler-missing&loading=manual",
        missing,
    ),
    Scenario::new(
        "compile: another compiler than the script's is refused: integrity",
        "/pages/host/?dist=/broken/compiler-altered&loading=manual",
        altered,
    ),
    Scenario::new("compile: without WebAssembly the fallback shows: csp-wasm", "/hosts/no-wasm/index.html", no_wasm),
    Scenario::new(
        "compile: without requests the fallback shows: csp-connect",
        "/hosts/no-connect/index.html",
        no_connect,
    ),
];

/// What the widget shows as its title.
const TITLE: &str = "find('back-story >>> .root h2')?.textContent";
/// The starter story's.
const STARTER: &str = "The footbridge at Elmford";
/// What the page has asked the server for, by name.
const ASKED: &str = "performance.getEntriesByType('resource').map((it) => it.name.split('/').pop())";

/// Publishes the story that `backstory new` writes as JSON, under this name, and waits for the script.
pub(super) fn publish(page: &Page, name: &str) -> Result<(), Failure> {
    let starter = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src/cli/starter");
    let read = |name: &str| -> Result<File, Failure> {
        let text = std::fs::read_to_string(starter.join(name)).with_context(|| format!("reading {name}"))?;
        Ok(File { name: name.to_owned(), text })
    };
    let files: Result<Vec<File>, Failure> = NAMES.iter().map(|name| read(name)).collect();
    page.publish(name, written(&Files(files?))?.into_bytes());
    page.wait_for("customElements.get('back-story')", "the script has run")
}

/// Sets the starter story, as this makes it, and waits until the element has loaded or failed.
fn set(page: &Page, change: &str) -> Result<(), Failure> {
    publish(page, "story.json")?;
    page.script(&format!(
        "const host = find('back-story');
         const story = await (await fetch('/made/story.json')).json();
         {change};
         host.story = story;
         await host.load().catch(() => 0);"
    ))?;
    Ok(())
}

fn object(page: &mut Page) -> Result<(), Failure> {
    set(page, "window.story = story")?;
    ensure!(page.eval::<String>(TITLE)? == STARTER);
    ensure!(page.eval::<bool>("find('back-story').story === window.story")?, "what was set is given back");
    ensure!(page.eval::<bool>("find('back-story').openTerm('roads-office')")?, "its terms are there");
    // The same object, with another story in it.
    page.script("story.title = 'Another'; find('back-story').story = story;")?;
    page.wait_for(&format!("{TITLE} === 'Another'"), "the object is read again")?;
    page.script("find('back-story').story = null;")?;
    page.wait_for(&format!("{TITLE}.includes('Massimov')"), "without one the engine's own story stands")?;
    ensure!(page.eval::<usize>(&format!("{ASKED}.filter((it) => /compile/.test(it)).length"))? == 2, "fetched again");
    ensure!(page.eval::<bool>("window.error() === undefined")?);
    Ok(())
}

fn json(page: &mut Page) -> Result<(), Failure> {
    publish(page, "story.bks")?;
    page.script("find('back-story').src = '/made/story.bks'; await find('back-story').load();")?;
    ensure!(page.eval::<String>(TITLE)? == STARTER);
    // As bytes, behind what editors on other systems write first.
    page.script(
        "const text = await (await fetch('/made/story.bks')).text();
         find('back-story').story = new TextEncoder().encode(`\\ufeff\\n ${text.replace('The footbridge', 'A bridge')}`);",
    )?;
    page.wait_for(&format!("{TITLE} === 'A bridge at Elmford'"), "bytes of JSON are a story")?;
    let section = "find('section[data-backstory-src]')";
    page.script(&format!(
        "{section}.dataset.backstorySrc = '/made/story.bks';
         {section}.removeAttribute('data-backstory-loading');
         {section}.scrollIntoView({{ behavior: 'instant' }});
         customElements.get('back-story').scan();"
    ))?;
    page.wait_for("find('section[data-backstory-src] >>> .terms')", "a section shows it too")
}

fn packed(page: &mut Page) -> Result<(), Failure> {
    loaded(page)?;
    let asked: Vec<String> = page.eval(ASKED)?;
    ensure!(!asked.iter().any(|name| name.contains("compile")), "{asked:?}");
    Ok(())
}

fn broken(page: &mut Page) -> Result<(), Failure> {
    set(
        page,
        "story.events[2].date = '2024-13-04';
         story.terms[0].sumary = 'x';
         delete story.questions[0].accounts[1].says;
         story.lanes.push(() => 0)",
    )?;
    keeps_fallback(page, "data")?;
    let reported: String = page.eval("window.error().message")?;
    for part in [
        "error at events[2].date: ",
        "error at terms[0].sumary: ",
        "error at questions[0].accounts[1]: ",
        "error at lanes[1]: a lane is an object, not a value of a type that no story has",
    ] {
        ensure!(reported.contains(part), "no `{part}` in {reported}");
    }
    ensure!(page.eval::<bool>("window.error().help.includes('story.schema.json')")?);
    let rejected: String = page.eval("find('back-story').load().catch((error) => `${error.code} ${error.message}`)")?;
    ensure!(rejected == format!("data {reported}"), "{rejected}");
    Ok(())
}

fn no_story(page: &mut Page) -> Result<(), Failure> {
    // A page's mistakes, each in an element of its own.
    publish(page, "story.json")?;
    let reported: Vec<String> = page.eval(
        "(async () => {
           const circle = {};
           circle.events = [circle];
           const reported = [];
           for (const story of [[], new Date(), circle, document, { get title() { throw new Error('mine'); } },
                                new TextEncoder().encode('{ \"title\": ')]) {
             const host = document.createElement('back-story');
             host.loading = 'manual';
             document.body.append(host);
             host.story = story;
             const failure = await host.load().catch((error) => error);
             reported.push(`${failure.code}: ${failure.message}`);
             host.remove();
           }
           return reported;
         })()",
    )?;
    let begins = [
        "data: the story has problems\nerror: a story is an object, not a list",
        "data: the story has problems\nerror: the story has no `events`",
        "data: the story has problems",
        "data: the story has problems",
        "data: the story cannot be read: mine",
        "data: the story is not JSON: ",
    ];
    ensure!(reported.len() == begins.len(), "{reported:?}");
    for (reported, begin) in reported.iter().zip(begins) {
        ensure!(reported.starts_with(begin), "{reported} begins not with {begin}");
    }
    Ok(())
}

fn overtaken(page: &mut Page) -> Result<(), Failure> {
    set(page, "")?;
    page.script(
        "const host = find('back-story');
         const titled = (title) => ({ ...host.story, title });
         const first = titled('First');
         const last = titled('Last');
         host.story = { title: 'Broken' };
         host.story = first;
         host.story = last;
         window.last = last;",
    )?;
    page.wait_for(&format!("{TITLE} === 'Last'"), "the last one is shown")?;
    // However late what was asked for earlier comes, and whatever is wrong with it.
    page.script(
        "const host = find('back-story');
         host.story = null;
         host.src = '/slow/none.bks';
         // The request is on its way.
         await new Promise((done) => setTimeout(done, 50));
         host.story = window.last;",
    )?;
    page.wait_for_answer("/slow/none.bks")?;
    page.script("await settled(() => window.emitted.length);")?;
    ensure!(page.eval::<String>(TITLE)? == "Last");
    ensure!(page.eval::<bool>("window.error() === undefined")?, "what is overtaken is nobody's error");
    page.expect_missing("/slow/none.bks")?;
    Ok(())
}

fn strict(page: &mut Page) -> Result<(), Failure> {
    set(page, "")?;
    page.wait_for(&format!("{TITLE} === '{STARTER}'"), "the story is shown")
}

fn missing(page: &mut Page) -> Result<(), Failure> {
    set(page, "")?;
    keeps_fallback(page, "http")?;
    page.expect_missing("_compile_bg.wasm")?;
    Ok(())
}

fn altered(page: &mut Page) -> Result<(), Failure> {
    set(page, "")?;
    keeps_fallback(page, "integrity")
}

/// An embed beside the page's own is given an object, and rejects with this code. For the page's own, whose story is the
/// engine's, a frame is tried and not let in.
fn refused(page: &mut Page, code: &str) -> Result<(), Failure> {
    page.wait_for("window.error()", "the engine is refused")?;
    page.script(
        "const host = document.createElement('back-story');
         host.loading = 'manual';
         host.append('Words of its own.');
         document.body.append(host);
         host.story = { id: 'x' };
         window.failed = await host.load().catch((error) => error.code);",
    )?;
    let failed: String = page.eval("window.failed")?;
    ensure!(failed == code, "rejected with {failed}");
    page.expect_problem("csp", "frame-src")
}

fn no_wasm(page: &mut Page) -> Result<(), Failure> {
    refused(page, "csp-wasm")?;
    // WebKit keeps quiet about it.
    if page.engine() != Engine::Webkit {
        page.expect_problem("csp", "")?;
    }
    Ok(())
}

fn no_connect(page: &mut Page) -> Result<(), Failure> {
    refused(page, "csp-connect")?;
    page.expect_problem("csp", "connect-src")
}
