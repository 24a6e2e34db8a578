//! A folder over time: caches that keep script and engine apart, and pages whose text is older than the story.

use super::host::loaded;
use crate::page::Page;
use crate::scenario::{Failure, Scenario};
use crate::server::unhashed;
use anyhow::{Context as _, ensure};

const MANUAL: &str = "/pages/host/?loading=manual";

pub const SCENARIOS: &[Scenario] = &[
    Scenario::new("published: a cache that holds another engine is passed by", "/pages/host/?dist=/aged", aged),
    Scenario::new("published: a script from a cache finds the engine it was published with", "", apart),
    Scenario::new("published: a page with the text of the story hears nothing", "/dist/index.html", fresh),
    Scenario::new("published: a page with old text hears it, and shows what is new", MANUAL, stale),
    Scenario::new(
        "published: a term of an embed that is taken out meanwhile is no error",
        "/dist/index.html",
        taken_out,
    ),
];

fn aged(page: &mut Page) -> Result<(), Failure> {
    page.wait_for("find('back-story >>> .root')", "the widget is shown")?;
    ensure!(page.eval::<bool>("window.error() === undefined")?, "no error");
    let engines =
        page.requests().iter().filter(|request| unhashed(&request.path).ends_with("backstory_bg.wasm")).count();
    ensure!(engines >= 2, "the engine was asked for {engines} times");
    Ok(())
}

/// The built script and the name of the engine in it.
const PUBLISHED: &str = "
    const script = await (await fetch('/dist/backstory.js')).text();
    const [name] = /backstory\\.[0-9a-f]{12}_bg\\.wasm/.exec(script);
    const engine = await (await fetch('/dist/' + name)).arrayBuffer();
    const integrity = async (bytes) =>
      'sha384-' + btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest('SHA-384', bytes))));";

/// A page that loads the script of `/made/`.
const PAGE: &str = "/pages/host/?dist=/made";

fn apart(page: &mut Page) -> Result<(), Failure> {
    page.open(MANUAL)?;
    let (script, name): (String, String) =
        serde_json::from_value(page.script(&format!("{PUBLISHED} return [script, name];"))?)?;
    let engine = page.file(&format!("/dist/{name}"));
    // Another engine: one more section, which nobody reads.
    let other_name = "backstory.000000000000_bg.wasm";
    let mut other = engine.clone();
    other.extend([0, 5, 4, b't', b'e', b's', b't']);
    page.publish(other_name, other);
    let hashes: (String, String) = serde_json::from_value(page.script(&format!(
        "{PUBLISHED}
         const other = await (await fetch('/made/{other_name}')).arrayBuffer();
         return [await integrity(engine), await integrity(other)];"
    ))?)?;
    ensure!(script.contains(&hashes.0), "the script holds the hash of its engine");
    page.publish(&name, engine);
    page.publish("backstory.js", script.clone().into_bytes());
    page.open(PAGE)?;
    page.wait_for("find('back-story >>> .root')", "the first publication is shown")?;

    // The second: the old engine stays in the folder, and the old script in the reader's cache.
    page.publish("backstory.js", script.replace(&name, other_name).replace(&hashes.0, &hashes.1).into_bytes());
    page.open(PAGE)?;
    page.wait_for("find('back-story >>> .root')", "the widget is shown whichever script came")?;
    // The cache has the new one from here on.
    page.script("await fetch('/made/backstory.js', { cache: 'reload' });")?;
    page.open(PAGE)?;
    page.wait_for("find('back-story >>> .root')", "the second publication is shown")?;
    page.wait_for_answer(other_name).context("the second publication's engine")
}

fn fresh(page: &mut Page) -> Result<(), Failure> {
    page.wait_for("customElements.get('back-story')", "the script has run")?;
    page.script(
        "window.emitted = [];
         for (const name of ['ready', 'stale']) addEventListener(`backstory-${name}`, ({ detail }) => window.emitted.push({ name, detail }));
         const other = document.createElement('back-story');
         other.loading = 'manual';
         other.append(find('section.backstory').cloneNode(true));
         document.body.append(other);
         await other.load();",
    )?;
    let revision: String = page.eval("window.emitted.findLast((it) => it.name === 'ready').detail.revision")?;
    let pasted: String = page.eval("find('section.backstory').dataset.backstoryRevision")?;
    ensure!(pasted.ends_with(&format!("-{revision}")), "the text is of {pasted}, the story of {revision}");
    ensure!(page.eval::<bool>("!window.emitted.some((it) => it.name === 'stale')")?, "the page heard of {pasted}");
    Ok(())
}

fn stale(page: &mut Page) -> Result<(), Failure> {
    page.wait_for("customElements.get('back-story')", "the script has run")?;
    page.script(
        "const host = find('back-story'), article = document.createElement('p');
         article.innerHTML = '<span data-backstory-term=\"massimov\">Massimov</span>';
         find('main').append(article);
         host.innerHTML = `<section class=\"backstory\" data-backstory-revision=\"massimov-00000000\"><h2>The story</h2>
           <dl class=\"terms\"><dt id=\"backstory-massimov\"><dfn>Massimov</dfn></dt><dd>An old text.</dd></dl></section>`;",
    )?;
    loaded(page)?;
    page.wait_for("window.emitted.some((it) => it.name === 'stale')", "the page hears of it")?;
    let [pasted, current, ready]: [String; 3] = page.eval(
        "(() => { const detail = (name) => window.emitted.find((it) => it.name === name).detail;
           return [detail('stale').pasted, detail('stale').current, detail('ready').revision]; })()",
    )?;
    ensure!(pasted == "00000000" && current == ready && current.len() == 8, "{pasted}, {current}, {ready}");
    page.script("await customElements.get('back-story').scan();")?;
    page.click("[data-backstory-term]")?;
    let card = "find('back-story-card')?.shadowRoot?.querySelector('.card')?.textContent";
    page.wait_for(&format!("({card} ?? '').length > 20"), "the definition is open")?;
    let text: String = page.eval(card)?;
    ensure!(!text.contains("An old text."), "the card shows the old text: {text}");
    ensure!(page.eval::<bool>("window.error() === undefined")?, "old text is no error");
    Ok(())
}

fn taken_out(page: &mut Page) -> Result<(), Failure> {
    page.script(
        "const host = find('back-story'), home = host.parentElement;
         await host.load();
         window.errors = [];
         addEventListener('backstory-error', ({ detail }) => window.errors.push(detail.message));
         const terms = document.createElement('div');
         home.append(terms);
         for (let n = 0; n < 40; n += 1) {
           terms.replaceChildren(...Array.from({ length: 150 }, () => {
             const term = document.createElement('span');
             term.dataset.backstoryTerm = 'massimov';
             term.textContent = 'Massimov';
             return term;
           }));
           // At another moment of the search for terms each time.
           const found = customElements.get('back-story').scan();
           for (let turns = n % 8; turns; turns -= 1) await new Promise((done) => setTimeout(done));
           host.remove();
           await customElements.get('back-story').scan();
           home.append(host);
           await found;
         }",
    )?;
    let errors: Vec<String> = page.eval("window.errors")?;
    ensure!(errors.is_empty(), "{errors:?}");
    Ok(())
}
