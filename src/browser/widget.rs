//! One widget on the page, as the loader shell drives it.

use super::shell::{Hold, hand_over};
use super::{dom, story};
use crate::app::{App, Choices, Effect, Entry, Filter, Message, Motion, Navigation, Timeline, View, Viewport};
use crate::model::{BlobError, Day, Status, Story};
use crate::timeline::PlacedMark;
use crate::view::node::Node;
use crate::view::words::Words;
use crate::view::{Context, Surface, widget};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

/// The title's level where the host page does not say: an article's own title is `h1`, its sections `h2`.
const HEADING: u8 = 2;
/// Farther than any day of a story, in days.
const FAR: f64 = 1e13;

/// A story on a page.
#[wasm_bindgen]
pub struct Widget(RefCell<Inner>);

struct Inner {
    app: App,
    hold: Hold,
    heading: u8,
    drawn: Vec<Node>,
    /// What stands in the element `#band`, which is drawn by itself.
    band: Vec<Node>,
    /// What stands in `#marks`, and from what it was made: the marks, and the item whose mark the Tab key finds.
    marks: Vec<Node>,
    placed: (Vec<PlacedMark>, u32),
}

#[wasm_bindgen]
impl Widget {
    /// A widget that draws nothing yet. Its story is what `blob` holds; `is_own` says that it is the engine's own, which is
    /// read once a page. The shell behind `hold` has its root, and is told where the reader goes and what the host should
    /// know.
    ///
    /// # Errors
    /// The story cannot be read; the thrown text says why.
    #[wasm_bindgen(constructor)]
    pub fn new(hold: Hold, blob: &[u8], is_own: bool) -> Result<Widget, JsValue> {
        let story = if is_own { story::own(blob) } else { story::read(blob) };
        let story = story.map_err(|error| JsValue::from_str(blob_message(error)))?;
        Ok(Widget(RefCell::new(Inner {
            app: App::new(story),
            hold,
            heading: HEADING,
            drawn: Vec::new(),
            band: Vec::new(),
            marks: Vec::new(),
            placed: Default::default(),
        })))
    }

    /// Draws for the first time, under a title of this level, 1 to 6, if it is one. What the first view needs is in the first
    /// of the engine's two modules: this, and [`place`](Self::place) until a reader has done something. All other
    /// methods need the second.
    ///
    /// # Errors
    /// Passes on what the DOM throws.
    pub fn draw(&self, heading: u8) -> Result<(), JsValue> {
        let Ok(mut inner) = self.0.try_borrow_mut() else { return Ok(()) };
        if (1..=6).contains(&heading) {
            inner.heading = heading;
        }
        inner.draw()
    }

    /// Tells where the band stands: its width, the size of its letters, the least size of its marks, in pixels.
    ///
    /// # Errors
    /// Passes on what the DOM throws.
    pub fn place(&self, width: f64, em: f64, target: f64) -> Result<(), JsValue> {
        let Ok(mut inner) = self.0.try_borrow_mut() else { return Ok(()) };
        inner.app.set_viewport(Viewport { width, em, target });
        inner.draw_band(false)
    }

    /// Does what a word asks, with what it is about. Words and texts that mean nothing here change nothing.
    ///
    /// | word | text | does | answers |
    /// |---|---|---|---|
    /// | `set-NAME` | a value | takes an attribute of the host element; draws nothing | 0 |
    /// | `draw` | – | draws; to be asked once attributes are set | 0 |
    /// | `select` | an id | selects its entry without moving focus or page | 1 if there is one |
    /// | `define` | a term's id | opens its definition | 1 if there is one |
    /// | `search` | a query | searches; an empty one ends the search | how many entries fit |
    /// | `narrow` | `theme:ID`, `status:NAME`, `source:ID`, parted by spaces | shows only such events, within the days that bound them | how many fit |
    /// | a `data-act` | its `data-n` | what [`Message::parse`] says | 1 |
    ///
    /// # Errors
    /// Passes on what the DOM throws.
    pub fn ask(&self, word: &str, text: &str) -> Result<u32, JsValue> {
        // What is asked while another wish is carried out comes from our own doing.
        let Ok(mut inner) = self.0.try_borrow_mut() else { return Ok(0) };
        inner.ask(word, text)
    }

    /// Writes the entry of a term's id into `parent`, or every term's where the id is empty, as the ground state has it.
    /// Needs no view to have been drawn.
    ///
    /// # Errors
    /// Passes on what the DOM throws.
    pub fn define(&self, id: &str, parent: &web_sys::Element) -> Result<(), JsValue> {
        let Ok(inner) = self.0.try_borrow() else { return Ok(()) };
        let Some(document) = parent.owner_document() else { return Ok(()) };
        let context = Context { surface: Surface::Ground, ..inner.context() };
        dom::patch(&document, parent, &[], &[Node::Element(context.terms(id))])
    }

    /// Does what takes numbers, at sixty frames a second.
    ///
    /// | what | a, b | does |
    /// |---|---|---|
    /// | 1 | pixels | moves its window towards later time |
    /// | 2 | pixel, factor | magnifies about a pixel |
    /// | 3 | – | ends a glide in its window |
    /// | 4 | – | the hand has left the band |
    /// | 5 | first day, last day, since 1970-01-01 | shows events between them only; what is no number bounds nothing; draws nothing |
    /// | 6 | 1 at rest, 0 on the way | draws the band's window |
    ///
    /// 1 and 2 move what is drawn of the band. To draw it anew in every frame would be too much for slow devices: the shell
    /// asks for that when there is time.
    ///
    /// # Errors
    /// Passes on what the DOM throws.
    pub fn go(&self, what: u8, a: f64, b: f64) -> Result<(), JsValue> {
        let Ok(mut inner) = self.0.try_borrow_mut() else { return Ok(()) };
        let message = match what {
            1 => Message::Navigate(Navigation::Pan(a)),
            2 => Message::Navigate(Navigation::Zoom(a, b)),
            3 => Message::Navigate(Navigation::Arrive),
            5 => {
                inner.bound(a, b);
                return Ok(());
            }
            6 => {
                if let Some(timeline) = &mut inner.app.timeline {
                    timeline.draw(if a > 0.0 { Motion::AtRest } else { Motion::Moving });
                    timeline.settle();
                }
                return inner.draw_band(false);
            }
            _ => Message::Settle,
        };
        inner.update(message, what)
    }
}

impl Inner {
    fn ask(&mut self, word: &str, text: &str) -> Result<u32, JsValue> {
        if let Some(name) = word.strip_prefix("set-") {
            self.set(name, text);
            return Ok(0);
        }
        let story = &self.app.story;
        let message = match word {
            "draw" => {
                self.draw()?;
                return Ok(0);
            }
            "select" => Entry::find(story, text).map(Message::Select),
            "define" => match Entry::find(story, text) {
                Some(Entry::Term(term)) => Some(Message::OpenTerm(term)),
                _ => None,
            },
            "search" => Some(Message::Search(text.to_owned())),
            "narrow" => {
                let days = self.app.state.filter.days;
                Some(Message::SetFilter(Filter { days, ..narrowed(story, text) }))
            }
            _ => text.parse().ok().and_then(|n| Message::parse(word, n)),
        };
        let Some(message) = message else { return Ok(0) };
        self.update(message, 3)?;
        Ok(match word {
            "search" => self.app.state.results.as_ref().map_or(0, |results| results.len() as u32),
            "narrow" => self.app.events().len() as u32,
            _ => 1,
        })
    }

    /// Carries out a message and draws: what can have changed, by the number of what was asked (see [`Widget::go`]).
    fn update(&mut self, message: Message, what: u8) -> Result<(), JsValue> {
        let effects = self.app.update(message);
        match what {
            1 | 2 => self.shift()?,
            _ => self.draw()?,
        }
        self.hand_over(&effects);
        Ok(())
    }

    fn hand_over(&self, effects: &[Effect]) {
        let Some(shell) = self.hold.shell() else { return };
        for effect in effects {
            hand_over(&shell, &self.app, effect);
        }
    }

    fn bound(&mut self, first: f64, last: f64) {
        // The greater of something and what is no number is the former.
        let days = (first.max(-FAR) as Day, last.min(FAR) as Day);
        let days = (days != (-FAR as Day, FAR as Day)).then_some(days);
        self.app.update(Message::SetDays(days));
    }

    fn set(&mut self, name: &str, value: &str) {
        let app = &mut self.app;
        match name {
            "view" => {
                if let Some(view) = View::named(value) {
                    // The host asked, and is not told; but what was open or playing has ended.
                    let effects = app.update(Message::Show(view));
                    self.hand_over(&effects);
                }
            }
            "heading-level" => {
                if let [level @ b'1'..=b'6'] = value.as_bytes() {
                    self.heading = level - b'0';
                }
            }
            "themes" => {
                let themes = chosen_themes(&app.story, "", value);
                app.update(Message::SetThemes(themes));
            }
            "event" | "term" => {
                if let Some(entry) = Entry::find(&app.story, value) {
                    app.update(Message::Select(entry));
                }
            }
            _ => {}
        }
    }

    fn context(&self) -> Context<'_> {
        Context {
            story: &self.app.story,
            words: Words::for_language(&self.app.story.lang),
            surface: Surface::Widget,
            heading: self.heading,
        }
    }

    fn draw(&mut self) -> Result<(), JsValue> {
        let view = vec![Node::Element(widget(self.context(), &self.app.state))];
        let Some(root) = self.hold.shell().map(|shell| shell.root()) else { return Ok(()) };
        // Only documents belong to none.
        let Some(document) = root.owner_document() else { return Ok(()) };
        dom::patch(&document, &root, &self.drawn, &view)?;
        self.drawn = view;
        self.draw_band(true)
    }

    /// Draws the band; its marks only where they have changed, unless `is_whole`.
    fn draw_band(&mut self, is_whole: bool) -> Result<(), JsValue> {
        let place = self.hold.shell().and_then(|shell| shell.root().get_element_by_id("band"));
        let (Some(place), Some(band)) = (place, &self.app.timeline) else { return Ok(()) };
        let Some(document) = place.owner_document() else { return Ok(()) };
        let view = self.context().drawn_timeline(band);
        // Another view may have been on show meanwhile: then it is another element.
        if !place.has_child_nodes() {
            self.band.clear();
        }
        dom::patch(&document, &place, &self.band, &view)?;
        self.band = view;
        let Some(place) = place.query_selector("#marks")? else { return Ok(()) };
        let (placed, item) = &self.placed;
        if !place.has_child_nodes() {
            self.marks.clear();
        } else if !is_whole && *item == band.focused && *placed == band.frame.marks {
            return self.shift();
        }
        let marks = self.context().marks(band, &self.app.state);
        dom::patch(&document, &place, &self.marks, &marks)?;
        self.placed = (band.frame.marks.clone(), band.focused);
        self.marks = marks;
        self.shift()
    }

    /// Moves what is drawn of the band to where the window is.
    fn shift(&self) -> Result<(), JsValue> {
        let (Some(shell), Some(band)) = (self.hold.shell(), &self.app.timeline) else { return Ok(()) };
        let Timeline { frame, scale, .. } = band;
        shell.shift(-scale.x(frame.origin), frame.scale.per_px() / scale.per_px(), frame.is_past(scale))
    }
}

/// The filter that a host page's choices make.
fn narrowed(story: &Story, choices: &str) -> Filter {
    let mut filter = Filter { themes: chosen_themes(story, "theme:", choices), ..Filter::default() };
    for status in Status::ALL {
        if has_word(choices, "status:", status.name()) {
            filter.statuses.toggle(status as u8);
        }
    }
    for (n, source) in story.sources.iter().enumerate() {
        if has_word(choices, "source:", &source.id) {
            filter.sources.toggle(n as u8);
        }
    }
    filter
}

/// Indices of the themes whose ids, behind `prefix`, are among the words.
fn chosen_themes(story: &Story, prefix: &str, words: &str) -> Choices {
    let mut chosen = Choices::default();
    for (n, theme) in story.themes.iter().enumerate() {
        if has_word(words, prefix, &theme.id) {
            chosen.toggle(n as u8);
        }
    }
    chosen
}

/// Whether one of the words, parted by single spaces, is `prefix` and `word`.
fn has_word(words: &str, prefix: &str, word: &str) -> bool {
    let is_it = |part: &[u8]| part.strip_prefix(prefix.as_bytes()) == Some(word.as_bytes());
    words.as_bytes().split(|byte| *byte == b' ').any(is_it)
}

fn blob_message(error: BlobError) -> &'static str {
    match error {
        BlobError::NotABlob => "no packed story here; make one with `backstory pack`",
        BlobError::Version(_) => "the story was packed for another version of Backstory; pack it again",
        BlobError::Damaged => "the packed story is damaged or cut short; publish the file again",
        BlobError::Invalid => "the packed story is inconsistent; run `backstory check` and pack it again",
    }
}
