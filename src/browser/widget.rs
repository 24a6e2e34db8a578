//! One widget on the page, as the loader shell drives it.

use super::{bindings, card, dom, notice, story};
use crate::app::{App, Effect, Entry, Filter, Message, View};
use crate::model::{Status, Story};
use crate::view::claim::anchor;
use crate::view::node::Node;
use crate::view::words::Words;
use crate::view::{Context, Surface, widget};
use js_sys::{Function, Uint8Array};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlInputElement, KeyboardEvent, ShadowRoot};

/// The title's level where the host page does not say: an article's own title is `h1`, its sections `h2`.
const HEADING: u8 = 2;

/// A story on a page.
#[wasm_bindgen]
pub struct Widget(RefCell<Inner>);

struct Inner {
    app: App,
    tell: Function,
    root: ShadowRoot,
    heading: u8,
    drawn: Vec<Node>,
    opener: Option<Element>,
}

#[wasm_bindgen]
impl Widget {
    /// A widget that stands in `root` and draws nothing yet. Its story is what `blob` holds; `is_own` says that it is the
    /// engine's own, which is read once a page. `tell` hears what the host page should know.
    ///
    /// # Errors
    /// The story cannot be read; the thrown text says why.
    #[wasm_bindgen(constructor)]
    pub fn new(root: ShadowRoot, tell: Function, blob: &Uint8Array, is_own: bool) -> Result<Widget, JsValue> {
        let story = if is_own { story::own(blob) } else { story::read(blob) };
        let story = story.map_err(|error| JsValue::from_str(blob_message(error)))?;
        Ok(Widget(RefCell::new(Inner {
            app: App::new(story),
            root,
            tell,
            heading: HEADING,
            drawn: Vec::new(),
            opener: None,
        })))
    }

    /// Takes an attribute of the host element; unknown names and values change nothing.
    pub fn set(&self, name: &str, value: &str) {
        let Ok(mut inner) = self.0.try_borrow_mut() else { return };
        inner.set(name, value);
    }

    /// Draws. Call it once the first attributes are set; every change draws by itself afterwards.
    ///
    /// # Errors
    /// Passes on what the DOM throws.
    pub fn draw(&self) -> Result<(), JsValue> {
        let Ok(mut inner) = self.0.try_borrow_mut() else { return Ok(()) };
        inner.draw()
    }

    /// Hears an event of the shadow root or, while a definition is open, of the page.
    ///
    /// # Errors
    /// Passes on what the DOM throws.
    pub fn hear(&self, event: &Event) -> Result<(), JsValue> {
        // An event sent while another is being heard comes from our own doing.
        let Ok(mut inner) = self.0.try_borrow_mut() else { return Ok(()) };
        let Some(message) = inner.message(event) else { return Ok(()) };
        let effects = inner.app.update(message);
        inner.carry_out(effects)
    }

    /// Selects the entry of an id without moving focus or page. Returns whether there is one.
    ///
    /// # Errors
    /// Passes on what the DOM throws.
    pub fn select(&self, id: &str) -> Result<bool, JsValue> {
        let Ok(mut inner) = self.0.try_borrow_mut() else { return Ok(false) };
        let Some(entry) = Entry::find(&inner.app.story, id) else { return Ok(false) };
        inner.update(Message::Select(entry))?;
        Ok(true)
    }

    /// Opens the definition of a term's id. Returns whether there is one.
    ///
    /// # Errors
    /// Passes on what the DOM throws.
    #[wasm_bindgen(js_name = openTerm)]
    pub fn open_term(&self, id: &str) -> Result<bool, JsValue> {
        let Ok(mut inner) = self.0.try_borrow_mut() else { return Ok(false) };
        let Some(Entry::Term(term)) = Entry::find(&inner.app.story, id) else { return Ok(false) };
        inner.opener = inner.root.active_element();
        inner.update(Message::OpenTerm(term))?;
        Ok(true)
    }

    /// Searches; an empty query ends the search. Returns how many entries fit.
    ///
    /// # Errors
    /// Passes on what the DOM throws.
    pub fn search(&self, query: &str) -> Result<u32, JsValue> {
        let Ok(mut inner) = self.0.try_borrow_mut() else { return Ok(0) };
        inner.update(Message::Search(query.to_owned()))?;
        Ok(inner.app.state.results.as_ref().map_or(0, |results| results.len() as u32))
    }

    /// Shows only events that fit the choices: `theme:ID`, `status:NAME` and `source:ID`, parted by spaces; unknown
    /// ones are left out. Returns how many fit.
    ///
    /// # Errors
    /// Passes on what the DOM throws.
    pub fn filter(&self, choices: &str) -> Result<u32, JsValue> {
        let Ok(mut inner) = self.0.try_borrow_mut() else { return Ok(0) };
        let story = inner.app.story.clone();
        let mut filter = Filter { themes: chosen_themes(&story, "theme:", choices), ..Filter::default() };
        for status in Status::ALL {
            if has_word(choices, "status:", status.name()) {
                filter.statuses.push(status);
            }
        }
        for (n, source) in story.sources.iter().enumerate() {
            if has_word(choices, "source:", &source.id) {
                filter.sources.push(n as u8);
            }
        }
        let effects = inner.app.set_filter(filter);
        inner.carry_out(effects)?;
        Ok(inner.app.events().len() as u32)
    }

    /// Takes every filter and the search back.
    ///
    /// # Errors
    /// Passes on what the DOM throws.
    pub fn reset(&self) -> Result<(), JsValue> {
        let Ok(mut inner) = self.0.try_borrow_mut() else { return Ok(()) };
        inner.update(Message::Reset)
    }
}

impl Inner {
    fn set(&mut self, name: &str, value: &str) {
        let story = self.app.story.clone();
        match name {
            "view" => {
                if let Some(view) = View::named(value) {
                    // Nobody used anything: there is no focus to move.
                    self.app.update(Message::Show(view));
                }
            }
            "heading-level" => {
                if let [level @ b'1'..=b'6'] = value.as_bytes() {
                    self.heading = level - b'0';
                }
            }
            "themes" => {
                self.app.state.filter.themes = chosen_themes(&story, "", value);
            }
            "event" | "term" => {
                if let Some(entry) = Entry::find(&story, value) {
                    self.app.update(Message::Select(entry));
                }
            }
            _ => {}
        }
    }

    fn draw(&mut self) -> Result<(), JsValue> {
        let context = Context {
            story: &self.app.story,
            words: Words::for_language(&self.app.story.lang),
            surface: Surface::Widget,
            heading: self.heading,
        };
        let view = vec![Node::Element(widget(context, &self.app.state))];
        bindings::DOCUMENT.with(|document| dom::patch(document, &self.root, &self.drawn, &view))?;
        self.drawn = view;
        Ok(())
    }

    fn update(&mut self, message: Message) -> Result<(), JsValue> {
        let effects = self.app.update(message);
        self.carry_out(effects)
    }

    fn carry_out(&mut self, effects: Vec<Effect>) -> Result<(), JsValue> {
        self.draw()?;
        for effect in effects {
            match effect {
                Effect::Focus(entry) => self.focus(entry),
                Effect::OpenCard => card::open(&self.root, self.opener.as_ref()),
                Effect::CloseCard => card::close(&self.root, self.opener.take()),
                Effect::Emit(told) => notice::send(&self.tell, &self.app.story, &self.app.state.query, &told),
            }
        }
        Ok(())
    }

    /// The reader followed a link inside the widget: the entry takes the focus and comes into view.
    fn focus(&self, entry: Entry) {
        let Some(address) = entry.address(&self.app.story) else { return };
        let Some(element) = bindings::by_id(&self.root, &anchor(&address)) else { return };
        let row = element.query_selector(".row").ok().flatten();
        if row.is_none() {
            // Entries without a button can still take the focus a link sends them.
            let _ = element.set_attribute("tabindex", "-1");
        }
        let target = row.as_ref().unwrap_or(&element);
        bindings::focus(target);
        element.scroll_into_view_with_bool(true);
    }

    fn message(&mut self, event: &Event) -> Option<Message> {
        let target: Element = event.composed_path().get(0).dyn_into().ok()?;
        let is_inside = target.get_root_node().is_same_node(Some(&self.root));
        match event.type_().as_str() {
            "click" if is_inside => {
                let used = target.closest("[data-act]").ok()??;
                if used.is_instance_of::<HtmlInputElement>() {
                    return None;
                }
                self.used(&used)
            }
            "change" if is_inside => self.used(&target),
            "input" if is_inside => {
                let field = target.dyn_into::<HtmlInputElement>().ok()?;
                (field.id() == "query").then(|| Message::Search(field.value()))
            }
            "keydown" if is_inside => {
                let key = event.dyn_ref::<KeyboardEvent>()?;
                if key.key() != "Escape" {
                    None
                } else if !self.app.state.cards.is_empty() {
                    Some(Message::Close)
                } else {
                    (!self.app.state.query.is_empty()).then(|| Message::Search(String::new()))
                }
            }
            "pointerdown" => {
                let in_card = is_inside && target.closest(".card, [data-act=term]").ok()?.is_some();
                (!self.app.state.cards.is_empty() && !in_card).then_some(Message::Close)
            }
            _ => None,
        }
    }

    fn used(&mut self, used: &Element) -> Option<Message> {
        let name = used.get_attribute("data-act")?;
        let operand = used.get_attribute("data-n")?.parse().ok()?;
        let message = Message::parse(&name, operand)?;
        if matches!(message, Message::OpenTerm(_)) && used.closest(".card").ok()?.is_none() {
            self.opener = Some(used.clone());
        }
        Some(message)
    }
}

/// Indices of the themes whose ids, behind `prefix`, are among the words.
fn chosen_themes(story: &Story, prefix: &str, words: &str) -> Vec<u8> {
    let mut chosen = Vec::new();
    for (n, theme) in story.themes.iter().enumerate() {
        if has_word(words, prefix, &theme.id) {
            chosen.push(n as u8);
        }
    }
    chosen
}

/// Whether one of the words, parted by single spaces, is `prefix` and `word`.
fn has_word(words: &str, prefix: &str, word: &str) -> bool {
    let is_it = |part: &[u8]| part.strip_prefix(prefix.as_bytes()) == Some(word.as_bytes());
    words.as_bytes().split(|byte| *byte == b' ').any(is_it)
}

fn blob_message(error: crate::model::BlobError) -> &'static str {
    use crate::model::BlobError;
    match error {
        BlobError::NotABlob => "no packed story here; make one with `backstory pack`",
        BlobError::Version(_) => "the story was packed for another version of Backstory; pack it again",
        BlobError::Damaged => "the packed story is damaged or cut short; publish the file again",
        BlobError::Invalid => "the packed story is inconsistent; run `backstory check` and pack it again",
    }
}
