//! What a host page does to the embed and hears from it. Hosts that do it harm are in `tests/hosts/`.

use crate::engine::Engine;
use crate::page::Page;
use crate::scenario::{Failure, Scenario};
use anyhow::ensure;

pub const SCENARIOS: &[Scenario] = &[
    Scenario::new("a story that is none leaves the fallback: data", "/pages/host/?src=/pages/host/host.js", no_story),
    // The other engines' drivers cannot cut the network.
    Scenario::new("a dead network leaves the fallback: offline", "/pages/host/?loading=manual", offline)
        .only_in(&[Engine::Chromium]),
    Scenario::new("an address that is none leaves the fallback: data", "/pages/host/?src=http://[", no_story),
    Scenario::new(
        "an error that no listener takes is one line on the console",
        "/pages/host/?takes=nothing&loading=manual",
        untaken,
    ),
    Scenario::new("the host hears frozen events and drives the widget", "/pages/host/", drives),
    Scenario::new("a section that a sanitizer left is upgraded too", "/pages/host/", section),
    Scenario::new("moving keeps the widget, removing lets go", "/pages/host/", moves),
    Scenario::new("attributes are live", "/pages/host/?view=glossary", attributes),
];

pub const LOAD: &str = "return find('back-story').load().then(() => null, () => null);";

/// The page still shows its own text, and received this code with a way out.
pub fn keeps_fallback(page: &Page, code: &str) -> Result<(), Failure> {
    page.wait_for("window.error()", "the page learns of the failure")?;
    let reported: String = page.eval("window.error().code")?;
    ensure!(reported == code, "got {reported}, not {code}: {}", page.eval::<String>("window.error().message")?);
    ensure!(page.eval::<bool>("window.error().help.length > 20")?, "no help");
    ensure!(page.eval::<bool>("find('#fallback').checkVisibility() && find('#fallback').offsetHeight > 0")?, "blanked");
    Ok(())
}

pub fn loaded(page: &Page) -> Result<(), Failure> {
    page.wait_for("customElements.get('back-story')", "the script has run")?;
    page.script(LOAD).map(drop)
}

fn no_story(page: &mut Page) -> Result<(), Failure> {
    loaded(page)?;
    keeps_fallback(page, "data")
}

fn untaken(page: &mut Page) -> Result<(), Failure> {
    page.wait_for("customElements.get('back-story')", "the script has run")?;
    page.script(&format!("find('back-story').story = {{ id: 'x', events: [{{}}] }}; {LOAD}"))?;
    keeps_fallback(page, "data")?;
    let problems = page.unexpected()?;
    let [line] = problems.as_slice() else { anyhow::bail!("not one line, but {problems:?}") };
    ensure!(line.contains("Backstory: data: the story has problems") && line.contains("events[0]"), "{line}");
    Ok(())
}

fn offline(page: &mut Page) -> Result<(), Failure> {
    page.wait_for("customElements.get('back-story')", "the script has run")?;
    page.without_network(|| page.script(LOAD))?;
    keeps_fallback(page, "offline")
}

fn drives(page: &mut Page) -> Result<(), Failure> {
    loaded(page)?;
    let emitted = |name: &str| format!("window.emitted.findLast((it) => it.name === '{name}')");
    page.wait_for(&emitted("ready"), "the page hears that the widget is ready")?;
    ensure!(page.eval::<bool>("window.emitted.every((it) => it.frozen && it.composed && it.detail.v === 1)")?);
    ensure!(page.eval::<bool>("find('back-story').openTerm('knb')")?);
    ensure!(page.eval::<String>(&format!("{}.detail.id", emitted("term")))? == "knb");
    ensure!(page.eval::<bool>("find('back-story').select('massimov')")?);
    ensure!(page.eval::<String>(&format!("{}.detail.kind", emitted("select")))? == "term");
    ensure!(!page.eval::<bool>("find('back-story').select('no-such-entry')")?);
    // What the page hears addresses the same entry when the page says it.
    ensure!(page.eval::<bool>("find('back-story').select('source-001')")?);
    ensure!(page.eval::<String>(&format!("{}.detail.id", emitted("select")))? == "source-001");
    let found: usize = page.eval("find('back-story').search('Toqaev')")?;
    ensure!(found > 0 && page.eval::<usize>(&format!("{}.detail.count", emitted("filter")))? == found);
    let official: usize = page.eval("find('back-story').filter({ statuses: ['official'] })")?;
    let all: usize = page.eval("find('back-story').filter({})")?;
    ensure!(0 < official && official < all, "{official} of {all}");
    page.script("return find('back-story').reset().then(() => null);")?;
    ensure!(page.eval::<bool>("find('back-story').ready.then((it) => it === find('back-story'))")?);
    ensure!(page.eval::<f64>("scrollY")? == 0.0, "the host was scrolled");
    Ok(())
}

fn section(page: &mut Page) -> Result<(), Failure> {
    // The element above it has its height before anybody scrolls to the section.
    loaded(page)?;
    ensure!(!page.eval::<bool>("Boolean(find('section[data-backstory-src]').shadowRoot)")?, "manual means manual");
    page.script(
        "const section = find('section[data-backstory-src]');
         section.removeAttribute('data-backstory-loading');
         section.scrollIntoView({ behavior: 'instant' });
         customElements.get('back-story').scan();",
    )?;
    page.wait_for("find('section[data-backstory-src] >>> .terms')", "the section shows the glossary")
}

fn moves(page: &mut Page) -> Result<(), Failure> {
    loaded(page)?;
    page.click("back-story >>> .row")?;
    page.script("find('main').append(find('back-story'));")?;
    page.wait_for("find('back-story >>> .body')", "what was open is still open")?;
    page.click("back-story >>> .row")?;
    page.wait_for("!find('back-story >>> .body')", "and it still hears the reader")?;
    page.script(
        "window.taken = find('back-story'); taken.remove();
         await new Promise((done) => setTimeout(done, 50));
         find('main').prepend(taken);",
    )?;
    page.click("back-story >>> .row")?;
    page.wait_for("find('back-story >>> .body')", "put back, it hears again")
}

fn attributes(page: &mut Page) -> Result<(), Failure> {
    loaded(page)?;
    page.wait_for("find('back-story >>> .terms')", "it begins with the glossary, as asked")?;
    page.script("find('back-story').setAttribute('view', 'voices');")?;
    page.wait_for("find('back-story >>> .voices')", "another view, without reloading")?;
    page.script("return find('back-story').search('Tokayev').then(() => null);")?;
    page.wait_for("find('back-story >>> .results')", "a search")?;
    page.script("find('back-story').setAttribute('view', 'voices');")?;
    page.wait_for("!find('back-story >>> .results')", "a view asked for ends the search")?;
    page.script("find('back-story').setAttribute('view', 'nonsense');")?;
    page.wait_for("find('back-story >>> .spine')", "nonsense means the default")?;
    page.script("find('back-story').setAttribute('themes', 'career');")?;
    page.wait_for("find('back-story >>> [data-act=key]')", "all events of a theme asked for")?;
    page.script("find('back-story').setAttribute('heading-level', '4');")?;
    page.wait_for("find('back-story >>> h4#title')", "the title is an h4 now")?;
    page.script("find('back-story').setAttribute('theme', 'dark');")?;
    ensure!(page.eval::<String>("getComputedStyle(find('back-story')).colorScheme")? == "dark");
    page.script("find('back-story').removeAttribute('theme');")?;
    ensure!(page.eval::<String>("getComputedStyle(find('back-story')).colorScheme")? == "normal");
    Ok(())
}
