//! One view, two sinks: after the same acts the shadow root holds, to the letter, the HTML that the native side writes.

use crate::page::Page;
use crate::random_story::random_story;
use crate::scenario::{Failure, Scenario};
use anyhow::{Context as _, anyhow, ensure};
use backstory::app::{App, Direction, Entry, Facet, Glide, Message, Motion, Navigation, View, Viewport};
use backstory::compile::compile;
use backstory::model::{Status, Story, pack};
use backstory::story::files::{File, Files, NAMES};
use backstory::story::{load, load_json};
use backstory::view::html::write;
use backstory::view::node::Node;
use backstory::view::{Context, Surface, widget};
use serde_json::{Value, json};
use std::path::Path;
use std::rc::Rc;

pub const SCENARIOS: &[Scenario] = &[
    Scenario::new("parity: every view is the same as a string and as nodes", "/dist/index.html", views),
    Scenario::new("parity: it stays the same while the reader changes it", "/dist/index.html", changes),
    Scenario::new("parity: the band is the same at every zoom", "/dist/index.html", band),
    Scenario::new("parity: any story is the same, from deep time on", "/pages/host/?loading=manual", random),
];

/// Number of random stories besides the one of deep time.
const RANDOM_STORIES: u64 = 16;

/// The shipped story, as the native side knows it.
fn shipped() -> Result<App, Failure> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds");
    let mut files = Vec::new();
    for name in NAMES {
        let text = std::fs::read_to_string(folder.join(name)).with_context(|| format!("reading {name}"))?;
        files.push(File { name: (*name).to_owned(), text });
    }
    let (story, _) = load(&Files(files)).map_err(|problems| anyhow!("the story has {} problems", problems.len()))?;
    Ok(App::new(Rc::new(compile(&story).context("compiling the story")?)))
}

/// The embed has come up; the app stands where it stands.
pub(super) fn stand(page: &Page, app: &mut App) -> Result<(), Failure> {
    page.script("return find('back-story').load().then(() => null);")?;
    page.wait_for("find('back-story >>> #band').childElementCount", "the band is drawn")?;
    let [width, em, target]: [f64; 3] = page.eval(
        "(() => { const band = find('back-story >>> #band');
                  return [band.clientWidth, parseFloat(getComputedStyle(band).fontSize),
                          matchMedia('(pointer: coarse)').matches ? 44 : 24]; })()",
    )?;
    app.set_viewport(Viewport { width, em, target });
    // What is compared at once must not wait for the rest of the engine. Selecting what is not there changes nothing.
    page.script("return find('back-story').select('').then(() => null);").map(drop)
}

/// The widget's HTML; the position of the card and the ends of lines that are cut are the browser's own additions.
const DRAWN: &str =
    "find('back-story').shadowRoot.innerHTML.replace(/(<div [^>]*id=\"card\"[^>]*?) style=\"[^\"]*\"/, '$1')
       .replace(/(<div class=\"tip\" aria-hidden=\"true\")[^>]*>[^<]*/, '$1>').replace(/ data-cut=\"\"/g, '')";

pub(super) fn same(page: &Page, app: &App, when: &str) -> Result<(), Failure> {
    compare(&page.eval::<String>(DRAWN)?, app, when)
}

/// Compares the HTML of a page's widget with the native one.
fn compare(drawn: &str, app: &App, when: &str) -> Result<(), Failure> {
    // The view does not know by which of its links a term's definition was opened: the shell marks that link.
    let [link, opener] = ["false", "true"].map(|is| format!("aria-haspopup=\"dialog\" aria-expanded=\"{is}\""));
    let drawn = drawn.replace(&opener, &link);
    let context = Context { story: &app.story, surface: Surface::Widget, heading: 2 };
    let mut native = write(&widget(context, &app.state));
    // The band is drawn by itself, into the place that the widget leaves for it.
    if let Some(band) = &app.timeline {
        let parts = context.drawn_timeline(band, &app.state);
        let parts: String =
            parts.iter().map(|part| if let Node::Element(part) = part { write(part) } else { String::new() }).collect();
        let place = "id=\"band\" part=\"band\">";
        native = native.replacen(place, &format!("{place}{parts}"), 1);
        let marks = context.marks(band, &app.state);
        let marks: String =
            marks.iter().map(|mark| if let Node::Element(mark) = mark { write(mark) } else { String::new() }).collect();
        // Other views hold no band.
        if let Some(at) = native.find("id=\"marks\"").and_then(|at| Some(at + native.get(at..)?.find('>')? + 1)) {
            native.insert_str(at, &marks);
        }
    }
    if native == drawn {
        return Ok(());
    }
    let at = native.bytes().zip(drawn.bytes()).take_while(|(a, b)| a == b).count();
    let around = |text: &str| {
        let from = at.saturating_sub(80);
        String::from_utf8_lossy(text.as_bytes().get(from..(at + 120).min(text.len())).unwrap_or_default()).into_owned()
    };
    Err(anyhow!("{when}, byte {at}:\n native …{}…\n drawn  …{}…", around(&native), around(&drawn)))
}

/// Lets the app and the page do the same.
pub(super) fn both(page: &Page, app: &mut App, message: Message, act: &str, n: usize) -> Result<(), Failure> {
    app.update(message);
    page.script(&format!(
        "const used = find('back-story').shadowRoot.querySelector('[data-act=\"{act}\"][data-n=\"{n}\"]');
         if (!used) throw new Error('nothing says {act} {n}');
         used.click();"
    ))?;
    same(page, app, &format!("after {act} {n}"))
}

fn views(page: &mut Page) -> Result<(), Failure> {
    let mut app = shipped()?;
    stand(page, &mut app)?;
    same(page, &app, "at first")?;
    for (n, view) in View::ALL.into_iter().enumerate().rev() {
        both(page, &mut app, Message::Show(view), "view", n)?;
    }
    Ok(())
}

fn changes(page: &mut Page) -> Result<(), Failure> {
    let mut app = shipped()?;
    stand(page, &mut app)?;
    both(page, &mut app, Message::Chapter(Some(2)), "chapter", 3)?;
    both(page, &mut app, Message::More(View::Timeline), "more", 0)?;
    both(page, &mut app, Message::Chapter(None), "chapter", 0)?;
    both(page, &mut app, Message::KeyOnly(false), "all", 0)?;
    both(page, &mut app, Message::ToggleFilters, "filters", 0)?;
    both(page, &mut app, Message::Choose(Facet::Status, Status::Official as u8), "status", 1)?;
    both(page, &mut app, Message::Choose(Facet::Theme, 3), "theme", 3)?;
    both(page, &mut app, Message::Reset, "reset", 0)?;
    both(page, &mut app, Message::More(View::Timeline), "more", 0)?;
    for n in [3, 40, 41, 7] {
        both(page, &mut app, Message::Toggle(Entry::Event(n)), "toggle", Entry::Event(n).operand())?;
    }
    both(page, &mut app, Message::Toggle(Entry::Event(40)), "toggle", Entry::Event(40).operand())?;
    both(page, &mut app, Message::KeyOnly(true), "key", 0)?;
    let term: usize = page.eval("Number(find('back-story >>> .standfirst .term').dataset.n)")?;
    both(page, &mut app, Message::OpenTerm(term), "term", term)?;
    both(page, &mut app, Message::Close, "close", 0)?;
    for query in ["Toqaev", "5 January", "zzqxw", ""] {
        app.update(Message::Search(query.to_owned()));
        // Read in the task of the input: the count of results is announced in one of its own.
        let drawn: String = page.eval(&format!(
            "(() => {{ const field = find('back-story >>> #query');
                       field.value = '{query}';
                       field.dispatchEvent(new InputEvent('input', {{ bubbles: true, composed: true }}));
                       return {DRAWN}; }})()"
        ))?;
        compare(&drawn, &app, &format!("searching for “{query}”"))?;
    }
    both(page, &mut app, Message::Show(View::Glossary), "view", 3)?;
    both(page, &mut app, Message::More(View::Glossary), "more", 3)?;
    ensure!(app.state.rows(View::Glossary).is_grown());
    both(page, &mut app, Message::Fewer(View::Glossary), "fewer", 3)?;
    both(page, &mut app, Message::Toggle(Entry::Term(2)), "toggle", Entry::Term(2).operand())?;
    let source: usize = page.eval("Number(find('back-story >>> .panel [data-act=go]').dataset.n)")?;
    both(page, &mut app, Message::Go(Entry::of_operand(source).context("no entry")?), "go", source)?;
    both(page, &mut app, Message::Return, "return", 0)?;
    Ok(())
}

/// Compiles a story that is given as one JSON object.
pub(super) fn compiled(story: &Value) -> Result<Story, Failure> {
    let files = Files(vec![File { name: "story.json".into(), text: story.to_string() }]);
    let (story, _) = load_json(&files).map_err(|problems| anyhow!("{problems:?}"))?;
    compile(&story).context("compiling the story")
}

/// Random stories and one from the beginning of the universe to no known end: the engine counts in 32 bits, the native
/// side in 64.
fn random(page: &mut Page) -> Result<(), Failure> {
    let mut deep = random_story(1, 4);
    for (n, date) in ["Y-13800000000", "Y-13800000000/..", "Y-66000000", "2022-01-05"].into_iter().enumerate() {
        deep["events"][n]["date"] = date.into();
    }
    deep["eras"] = json!([{ "id": "life", "label": "Life", "date": "Y-3500000000/..", "cites": ["s0:1"] }]);
    let stories = [deep].into_iter().chain((0..RANDOM_STORIES).map(|seed| random_story(seed, 30)));
    for (n, story) in stories.enumerate() {
        let story = compiled(&story)?;
        page.publish("random.bks", pack(&story)?);
        let mut app = App::new(Rc::new(story));
        page.script(&format!("find('back-story').src = '/made/random.bks?{n}';"))?;
        stand(page, &mut app).with_context(|| format!("story {n}"))?;
        same(page, &app, &format!("story {n} at first"))?;
        let views = View::ALL.into_iter().enumerate().rev().map(|(n, view)| (Message::Show(view), "view", n));
        for (message, act, operand) in [(Message::KeyOnly(false), "all", 0)].into_iter().chain(views) {
            // A story without voices, say, has no such view.
            let path = format!("find('back-story >>> [data-act={act}][data-n=\"{operand}\"]')");
            if page.eval::<bool>(&format!("Boolean({path})"))? {
                both(page, &mut app, message, act, operand).with_context(|| format!("story {n}"))?;
            }
        }
        page.script(
            "find('back-story').remove(); find('main').append(document.createElement('back-story'));
                     find('back-story').setAttribute('loading', 'manual');",
        )?;
    }
    Ok(())
}

fn band(page: &mut Page) -> Result<(), Failure> {
    let mut app = shipped()?;
    stand(page, &mut app)?;
    same(page, &app, "all of it")?;
    both(page, &mut app, Message::NextEvent(Direction::Next), "step", 1)?;
    both(page, &mut app, Message::NextEvent(Direction::Next), "step", 1)?;
    both(page, &mut app, Message::Unstage, "unstage", 0)?;
    // What a wheel with Ctrl does, in the engine's own numbers.
    for step in 0..14 {
        let (x, factor): (f64, f64) = page.eval(&format!(
            "(async () => {{
                       const field = find('back-story >>> .field');
                       const {{ left }} = field.getBoundingClientRect();
                       const clientX = Math.ceil(left + {});
                       field.dispatchEvent(new WheelEvent('wheel', {{ bubbles: true, composed: true, cancelable: true,
                         ctrlKey: true, deltaY: -90, clientX }}));
                       await rested();
                       return [clientX - left, 1.6 ** 0.9]; }})()",
            480 + step
        ))?;
        app.update(Message::Navigate(Navigation::Move(Glide { x, factor, dx: 0.0 })));
        let band = app.timeline.as_mut().context("the band stands")?;
        band.draw(Motion::AtRest);
        band.settle();
        same(page, &app, &format!("{} times nearer", step + 1))?;
    }
    Ok(())
}
