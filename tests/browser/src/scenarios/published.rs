//! A folder over time: caches that keep script and engine apart, and pages whose text is older than the story.

use super::host::loaded;
use crate::engine::Engine;
use crate::page::Page;
use crate::scenario::{Failure, Scenario};
use crate::server::unhashed;
use anyhow::{Context as _, ensure};

const MANUAL: &str = "/pages/host/?loading=manual";

pub const SCENARIOS: &[Scenario] = &[
    Scenario::new("published: a cache that holds another engine is passed by", "/pages/host/?dist=/aged", aged),
    Scenario::new("published: a script from a cache finds the engine it was published with", "", apart),
    Scenario::new("published: the frame's engine is requested early, and once", "/dist/embed.html", preloaded),
    Scenario::new(
        "published: a frame shows stories of its folder, and nobody else's",
        "/pages/host/?loading=manual",
        others,
    ),
    Scenario::new("published: two stories on one page keep to themselves", MANUAL, two),
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

fn preloaded(page: &mut Page) -> Result<(), Failure> {
    page.wait_for("find('back-story >>> .row')", "the widget is shown")?;
    // Outside Chromium the script's own request is a second one, here where no cache may keep anything.
    let most = if page.engine() == Engine::Chromium { 1 } else { 2 };
    let requests = page.requests();
    let at = |end: &str| requests.iter().filter(|it| unhashed(&it.path).ends_with(end)).count();
    ensure!(
        (1..=most).contains(&at("/backstory_bg.wasm")),
        "the engine was requested {} times",
        at("/backstory_bg.wasm")
    );
    // By the page, before the script has asked for it.
    let [engine, script]: [f64; 2] = page.eval(
        "(() => { const begin = (end) => performance.getEntriesByType('resource').find((it) => it.name.endsWith(end)).startTime;
           return [begin('_bg.wasm'), performance.getEntriesByType('resource').find((it) => it.name.endsWith('/backstory.js')).responseEnd]; })()",
    )?;
    ensure!(engine < script, "requested at {engine} ms, the script came at {script}");
    Ok(())
}

/// A page that has frames open at addresses, one after another: what stands in each, and the errors that it hears.
const FRAMES: &str = "
    const frame = document.createElement('iframe');
    frame.title = 'The background';
    find('main').append(frame);
    let heard = [];
    addEventListener('message', ({ source, data }) => {
      if (source === frame.contentWindow && data?.backstory === 1) heard.push(data);
    });
    window.framed = async (src) => {
      heard = [];
      frame.src = `/made/embed.html?src=${encodeURIComponent(src)}`;
      const settled = () => heard.find(({ type }) => type === 'ready' || type === 'error');
      while (!settled()) await new Promise((done) => setTimeout(done, 20));
      const { title, body } = frame.contentDocument;
      const { type, detail } = settled();
      return [type, detail.code ?? '', title, body.textContent.includes('Massimov') ? 'own' : body.innerText.trim()];
    };";

fn others(page: &mut Page) -> Result<(), Failure> {
    let origin = page.origin();
    let other = origin.replace("127.0.0.1", "localhost");
    let frame = String::from_utf8_lossy(&page.file("/dist/embed.html")).into_owned();
    ensure!(frame.contains("content=\"\">"), "a list of addresses where there is none");
    let frame =
        frame.replace("src=\"embed.js\"", "src=\"/dist/embed.js\"").replace("\"backstory.", "\"/dist/backstory.");
    let listed = format!("name=\"backstory-stories\" content=\"{other}/made/listed/\"");
    let frame = frame.replace("name=\"backstory-stories\" content=\"\"", &listed);
    page.publish("embed.html", frame.into_bytes());
    let story = r#"{ "id": "bridge", "lang": "en", "title": "The footbridge", "events": [{ "date": "2020", "headline": "It opens" }] }"#;
    for name in ["stories/bridge.json", "listed/bridge.json", "uploads/bridge.json", "stories/bridge.html"] {
        page.publish(name, story.as_bytes().to_vec());
    }
    page.script(FRAMES)?;
    let framed =
        |src: &str| -> Result<[String; 4], Failure> { page.eval(&format!("framed({})", serde_json::Value::from(src))) };
    for src in ["stories/bridge.json", &format!("{other}/made/listed/bridge.json")] {
        let [kind, _, title, text] = framed(src)?;
        ensure!(kind == "ready" && title == "The footbridge" && text != "own", "{src}: {kind}, {title}, {text}");
    }
    for src in [
        "",
        "uploads/bridge.json",
        "stories/../uploads/bridge.json",
        "stories/%2e%2e/uploads/bridge.json",
        "stories\\..\\uploads/bridge.json",
        "stories/bridge.html",
        "stories/bridge.json?x",
        &format!("{origin}/made/uploads/bridge.json"),
        &format!("{other}/made/uploads/bridge.json"),
        &format!("{other}/made/listed/../uploads/bridge.json"),
        "//localhost/made/listed/bridge.json",
        &format!("{other}.evil.example/made/listed/bridge.json"),
        "data:application/json,{}",
        "javascript:alert(1)//stories/x.json",
    ] {
        let [kind, code, title, text] = framed(src)?;
        ensure!(kind == "error" && code == "data" && title.is_empty(), "{src}: {kind}, {code}, {title}");
        ensure!(text == "This page shows no story from that address.", "{src}: {text}");
    }
    // A story that is gone leaves no other in its place.
    let [kind, code, _, text] = framed("stories/gone.json")?;
    ensure!(
        kind == "error" && code == "http" && text.starts_with("The story cannot be shown"),
        "{kind}, {code}, {text}"
    );
    ensure!(
        !page.requests().iter().any(|it| it.path.starts_with("/made/uploads")),
        "a file of somebody else's was requested"
    );
    page.expect_missing("stories/gone.json")?;
    page.expect_problem("console.warn", "gone.json")
}

/// Two stories with ids in common, whose texts differ.
fn two(page: &mut Page) -> Result<(), Failure> {
    page.wait_for("customElements.get('back-story')", "the script has run")?;
    for name in ["bridge", "ferry"] {
        let story = serde_json::json!({
            "id": name, "lang": "en", "title": format!("The {name}"),
            "events": [{ "id": "opens", "date": "1932", "headline": format!("The {name} opens") },
                       { "id": format!("{name}-closes"), "date": "2024", "headline": format!("The {name} closes") }],
            "terms": [{ "id": "council", "label": "Council", "kind": "organisation", "definition": format!("It runs the {name}.") }],
        });
        page.publish(&format!("{name}.json"), story.to_string().into_bytes());
    }
    page.script(
        "find('main').replaceChildren(...['bridge', 'ferry'].map((name) => {
           const host = document.createElement('back-story');
           Object.assign(host, { id: name, src: `/made/${name}.json`, loading: 'manual' });
           return host;
         }));
         await Promise.all([find('#bridge').load(), find('#ferry').load()]);
         window.shown = (id) => find(`#${id}`).shadowRoot.textContent;
         window.selected = (id) => find(`#${id}`).shadowRoot.querySelector('[data-selected]')?.id ?? '';",
    )?;
    ensure!(
        page.eval::<bool>("!/ferry/.test(shown('bridge')) && !/bridge/.test(shown('ferry'))")?,
        "one has the other's text"
    );
    // An id that both have is each one's own; one that is another story's is nobody's.
    ensure!(page.eval::<bool>("find('#bridge').select('opens')")?);
    page.wait_for("selected('bridge') === 'backstory-opens'", "the first story's event is selected")?;
    ensure!(page.eval::<String>("selected('ferry')")?.is_empty(), "the other's is selected as well");
    ensure!(!page.eval::<bool>("find('#ferry').select('bridge-closes')")?, "an id of the other story was found");
    for name in ["bridge", "ferry"] {
        ensure!(page.eval::<bool>(&format!("find('#{name}').openTerm('council')"))?);
        let card = format!("find('#{name} >>> #card')?.textContent.includes('It runs the {name}.')");
        page.wait_for(&card, "the definition is the story's own")?;
    }
    page.script("location.hash = '#backstory=ferry-closes';")?;
    page.wait_for("selected('ferry') === 'backstory-ferry-closes'", "a permalink leads to its story")?;
    ensure!(page.eval::<String>("selected('bridge')")? == "backstory-opens", "the other story followed it too");
    ensure!(page.eval::<bool>("window.error() === undefined")?, "{}", page.eval::<String>("window.error().message")?);
    Ok(())
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
