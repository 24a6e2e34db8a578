//! Terms found in the host's prose. What `backstory annotate` links at publishing time is linked here too: the same cases,
//! and thousands of random texts, go through both.

use crate::page::Page;
use crate::scenario::{Failure, Scenario};
use anyhow::{Context as _, anyhow, ensure};
use backstory::compile::annotate::{Part, plan};
use backstory::compile::compile;
use backstory::compile::link::{Headword, Linker};
use backstory::story::authored::Story;
use backstory::story::files::{File, Files, NAMES};
use backstory::story::load;
use backstory::view::html::write;
use backstory::view::{Context, Surface, story_page};
use serde::Deserialize;
use serde_json::Value;
use std::path::{Path, PathBuf};

pub const SCENARIOS: &[Scenario] = &[
    Scenario::new("prose: linked as at publishing time, and restored", PAGE, cases),
    Scenario::new("prose: random texts are linked as at publishing time", PAGE, random),
    Scenario::new("prose: a host that edits its text is not fought", PAGE, edited),
    Scenario::new("prose: a megabyte is read in slices", PAGE, huge),
    Scenario::new("prose: a selector that is none is reported", PAGE, asked),
    Scenario::new("prose: a number of links that is none means the default", PAGE, caps),
    Scenario::new("prose: without a fallback the engine knows the forms", "/pages/host/", engine),
];

const PAGE: &str = "/pages/article-prose/";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The story of the cases in `tests/annotate`.
fn story() -> Result<Story, Failure> {
    let mut files = Vec::new();
    for name in NAMES {
        let own = root().join("tests/annotate").join(name);
        let starter = root().join("src/cli/starter").join(name);
        let path = if own.exists() { own } else { starter };
        let text = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        files.push(File { name: name.to_owned(), text });
    }
    let (story, _) = load(&Files(files)).map_err(|problems| anyhow!("the story has {} problems", problems.len()))?;
    Ok(story)
}

/// Puts the story's plain HTML into the page's embed.
fn tell_story(page: &Page) -> Result<Story, Failure> {
    let story = story()?;
    let compiled = compile(&story).context("compiling the story")?;
    let html = write(&story_page(Context { story: &compiled, surface: Surface::Static, heading: 2 }));
    page.wait_for("customElements.get('back-story')", "the script has run")?;
    page.script(&format!("find('back-story').innerHTML = {};", Value::from(html)))?;
    Ok(story)
}

/// Fills the room with an article, and has its terms linked.
fn annotate(page: &Page, article: &str, cap: &str) -> Result<(), Failure> {
    page.script(&format!(
        "const parsed = new DOMParser().parseFromString({}, 'text/html');
         find('#room').replaceChildren(...parsed.body.childNodes);
         window.texts = () => {{
           const walk = document.createTreeWalker(find('#room'), NodeFilter.SHOW_TEXT);
           const texts = []; while (walk.nextNode()) texts.push(walk.currentNode.data);
           return JSON.stringify(texts);
         }};
         window.textsBefore = window.texts();
         window.marked = (room) => {{
           const copy = room.cloneNode(true);
           for (const term of copy.querySelectorAll('[data-backstory-term]')) {{
             term.replaceWith(`⟦${{term.getAttribute('data-backstory-term')}}|${{term.textContent}}⟧`);
           }}
           return copy.innerHTML;
         }};
         window.before = window.marked(find('#room'));
         find('back-story').setAttribute('annotate-cap', '{cap}');
         find('back-story').setAttribute('annotate', 'article');
         await customElements.get('back-story').scan();",
        Value::from(article)
    ))?;
    Ok(())
}

/// Takes the links back; the article must be what it was.
fn restored(page: &Page, of: &str) -> Result<(), Failure> {
    page.script("find('back-story').removeAttribute('annotate'); await customElements.get('back-story').scan();")?;
    ensure!(page.eval::<bool>("window.before === window.marked(find('#room'))")?, "{of} was not restored");
    ensure!(page.eval::<bool>("window.textsBefore === window.texts()")?, "the texts of {of} were not restored");
    Ok(())
}

fn cases(page: &mut Page) -> Result<(), Failure> {
    tell_story(page)?;
    let mut seen = 0;
    for entry in std::fs::read_dir(root().join("tests/annotate"))? {
        let case = entry?.path();
        if !case.is_dir() {
            continue;
        }
        seen += 1;
        let read = |name: &str| std::fs::read_to_string(case.join(name)).context("reading a case");
        let name = case.file_name().unwrap_or_default().to_string_lossy().into_owned();
        annotate(page, &read("input.html")?, "12")?;
        let linked: String = page.eval("window.marked(find('#room'))")?;
        let expected: String = page.eval(&format!(
            "window.marked(new DOMParser().parseFromString({}, 'text/html').body)",
            Value::from(read("expected.html")?)
        ))?;
        ensure!(linked == expected, "{name}: at publishing time\n{expected}\n in the browser\n{linked}");
        restored(page, &name)?;
    }
    ensure!(seen > 10, "the cases are where they should be");
    Ok(())
}

/// A small generator (Knuth's MMIX constants): the same texts in every run and engine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.roll(from.len())]
    }
}

/// What stands between and beside forms, and what the rules look at.
const GLUE: [&str; 58] = [
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    "",
    ". ",
    ", ",
    "’",
    "'",
    "‘",
    "’s ",
    "s’ ",
    "-",
    "‑",
    "–",
    "“",
    "” ",
    "(",
    ") ",
    ".",
    ",",
    "@",
    "&",
    "#",
    "/",
    ": ",
    "! ",
    "… ",
    "。",
    "\u{ad}",
    "\u{200d}",
    "\u{301}",
    "_",
    "7",
    "179",
    "a",
    "der ",
    "The ",
    "the ",
    "Timur ",
    "President ",
    "Vice-",
    "When ",
    "yesterday ",
    "January ",
    "T.",
    "D.A. ",
    "University ",
    " I ",
    "«",
    "» ",
    "的",
    "에서",
    "и",
    "É",
];

fn random(page: &mut Page) -> Result<(), Failure> {
    let story = tell_story(page)?;
    let headwords: Vec<Headword> = story
        .terms
        .iter()
        .map(|term| Headword { id: &term.id, label: &term.label, kind: term.kind, forms: &term.forms })
        .collect();
    let ids: Vec<&str> = headwords.iter().map(|headword| headword.id).collect();
    let forms: Vec<&str> = story.terms.iter().flat_map(|term| &term.forms).map(String::as_str).collect();
    let linker = Linker::new(&headwords, [])?;
    let mut dice = Dice(4);
    let mut texts = Vec::new();
    for _ in 0..3_000 {
        let mut text = String::new();
        for _ in 0..=dice.roll(9) {
            text.push_str(if dice.roll(3) == 0 { dice.pick(&forms) } else { dice.pick(&GLUE) });
        }
        let spaced: Vec<&str> = text.split_whitespace().collect();
        texts.push(spaced.join(" "));
    }
    let mut links = 0;
    let expected: Vec<String> = texts
        .iter()
        .map(|text| {
            let parts = [Part::Words { text: text.clone(), is_open: true }];
            let mut out = String::new();
            let mut done = 0;
            for link in plan(&linker, &ids, &parts, usize::MAX) {
                links += 1;
                let (id, words) = (ids[usize::from(link.term)], &text[link.at.clone()]);
                for part in [&text[done..link.at.start], "⟦", id, "|", words, "⟧"] {
                    out.push_str(part);
                }
                done = link.at.end;
            }
            out + &text[done..]
        })
        .collect();
    ensure!(links > 1_000, "only {links} links in {} texts", texts.len());
    annotate(page, "<article></article>", "12")?;
    page.script(&format!(
        "find('back-story').removeAttribute('annotate');
         await customElements.get('back-story').scan();
         for (const text of {}) {{
           const section = document.createElement('section');
           section.textContent = text;
           find('article').append(section);
         }}
         find('back-story').setAttribute('annotate-cap', '1000000');
         find('back-story').setAttribute('annotate', 'article');
         await customElements.get('back-story').scan();",
        serde_json::to_string(&texts)?
    ))?;
    let linked: Vec<String> = page.eval(
        "[...find('article').children].map((section) => {
           const copy = section.cloneNode(true);
           for (const term of copy.querySelectorAll('[data-backstory-term]')) {
             term.replaceWith(`⟦${term.getAttribute('data-backstory-term')}|${term.textContent}⟧`);
           }
           return copy.textContent; })",
    )?;
    ensure!(linked.len() == expected.len());
    let differing: Vec<String> = linked
        .iter()
        .zip(&expected)
        .filter(|(linked, expected)| linked != expected)
        .map(|(linked, expected)| format!("  at publishing time {expected}\n  in the browser     {linked}"))
        .collect();
    ensure!(
        differing.is_empty(),
        "{} of {} differ:\n{}",
        differing.len(),
        expected.len(),
        differing.iter().take(12).cloned().collect::<Vec<_>>().join("\n")
    );
    Ok(())
}

fn edited(page: &mut Page) -> Result<(), Failure> {
    tell_story(page)?;
    annotate(
        page,
        "<article><p id=a>Massimov met Tokayev.</p><p id=b>The KNB.</p><p id=c>Almaty and Aliyev.</p></article>",
        "12",
    )?;
    page.script(
        "find('#a').textContent = 'The host’s own words.';
         find('#b').firstElementChild.textContent = 'committee';
         find('#c').prepend('In ');
         find('#c').querySelectorAll('span')[1].innerHTML = '<b>nobody</b>';
         find('back-story').removeAttribute('annotate');
         await customElements.get('back-story').scan();",
    )?;
    let left: String = page.eval("find('article').innerHTML")?;
    let wanted = "<p id=\"a\">The host’s own words.</p><p id=\"b\">The committee.</p><p id=\"c\">In Almaty and <b>nobody</b>.</p>";
    ensure!(left == wanted, "{left}");
    ensure!(!page.eval::<bool>("Boolean(document.querySelector('[aria-haspopup]'))")?);
    // The links that are there open like any other.
    annotate(page, "<article><p>Massimov met Tokayev.</p></article>", "12")?;
    page.click("#room [data-backstory-term=tokayev]")?;
    page.wait_for(
        "find('back-story-card >>> .term-name')?.textContent === 'Kassym-Jomart Tokayev'",
        "the definition opens",
    )?;
    page.script("find('back-story').remove();")?;
    page.wait_for("find('article').innerHTML === '<p>Massimov met Tokayev.</p>'", "with the embed the links go")
}

/// One text node and no link in it, which is the worst to cut; but names all along that are not quite terms, for which the
/// rules are asked. Times are in `docs/benchmarks.md`.
fn huge(page: &mut Page) -> Result<(), Failure> {
    tell_story(page)?;
    let Slices { count, .. } = read_through(page, 1_000_000)?;
    ensure!(count > 1, "a megabyte is read in one go");
    Ok(())
}

/// Slices in which an article is read for terms, between which the page has its turn. Times are in milliseconds.
#[derive(Deserialize)]
pub struct Slices {
    pub count: usize,
    pub busy: f64,
    pub longest: f64,
}

/// Reads two articles, of some 10,000 words and of a megabyte, on a page just opened.
pub fn read_articles(page: &mut Page) -> Result<[Slices; 2], Failure> {
    page.open(PAGE)?;
    tell_story(page)?;
    Ok([read_through(page, 60_000)?, read_through(page, 1_000_000)?])
}

/// Reads an article of so many bytes.
fn read_through(page: &Page, bytes: usize) -> Result<Slices, Failure> {
    page.script(&format!(
        "find('back-story').removeAttribute('annotate');
         await customElements.get('back-story').scan();
         const article = document.createElement('article');
         article.textContent = window.almost.repeat({bytes} / window.almost.length);
         find('#room').replaceChildren(article);
         // What is fetched on first use does not count.
         find('back-story').setAttribute('annotate', 'nav');
         await customElements.get('back-story').scan();
         window.restart();
         find('back-story').setAttribute('annotate', 'article');
         await customElements.get('back-story').scan();
         window.pass();"
    ))?;
    ensure!(!page.eval::<bool>("Boolean(find('article [data-backstory-term]'))")?, "there is nothing to link");
    page.eval("({ count: window.turns, busy: window.busy, longest: window.longest })")
}

fn asked(page: &mut Page) -> Result<(), Failure> {
    tell_story(page)?;
    page.script("find('back-story').setAttribute('annotate', 'p['); await customElements.get('back-story').scan();")?;
    page.wait_for("window.error()", "the page learns that this is no selector")?;
    ensure!(page.eval::<String>("window.error().code")? == "data");
    ensure!(page.eval::<String>("window.error().help")?.contains("selector"));
    Ok(())
}

fn caps(page: &mut Page) -> Result<(), Failure> {
    tell_story(page)?;
    let article = "<article><p>Massimov, Tokayev, Aliyev and the KNB in Almaty.</p></article>";
    for (cap, links) in
        [("", 5), ("twelve", 5), ("-1", 5), ("2.5", 5), ("0x2", 5), ("Infinity", 5), (" 2 ", 2), ("0", 0)]
    {
        annotate(page, article, cap)?;
        let linked: usize = page.eval("document.querySelectorAll('#room [data-backstory-term]').length")?;
        ensure!(linked == links, "annotate-cap=\"{cap}\": {linked} links, not {links}");
        restored(page, cap)?;
    }
    Ok(())
}

fn engine(page: &mut Page) -> Result<(), Failure> {
    page.wait_for("customElements.get('back-story')", "the script has run")?;
    page.script(
        "const article = document.createElement('article');
         article.innerHTML = '<p>The KNB and Karim Massimov.</p>';
         find('main').prepend(article);
         // Beside an element a section links nothing.
         find('back-story').remove();
         find('section[data-backstory-src]').setAttribute('data-backstory-annotate', 'article');
         await customElements.get('back-story').scan();",
    )?;
    ensure!(page.eval::<usize>("document.querySelectorAll('article [data-backstory-term][role=button]').length")? == 2);
    page.click("article [data-backstory-term=massimov]")?;
    page.wait_for("find('back-story-card >>> .term-name')?.textContent === 'Karim Massimov'", "the definition opens")
}
