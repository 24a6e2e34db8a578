//! A widget on the page: the typed methods by which the loader shell drives it.
#![allow(clippy::cast_possible_truncation, reason = "counts fit 32 bits; days and minutes are exact in `f64`")]

use super::callbacks::{CallbacksRef, deliver};
use super::dom;
use super::story::{HEADING, Story};
use crate::app::{App, Choices, Effect, Entry, Filter, Message, Motion, Navigation, Notice, Timeline, View, Viewport};
use crate::model::{self, Day, Status};
use crate::view::node::Node;
use crate::view::{Context, Surface, widget};
use std::cell::{RefCell, RefMut};
use std::mem::take;
use wasm_bindgen::prelude::*;
use web_sys::Document;

/// Farther than any day of a story, in days.
const FAR: f64 = 1e14;

/// A story on a page. A method that changes it draws, and then, with nothing borrowed any more, delivers the effects: the host's
/// listeners may call it again.
#[wasm_bindgen]
pub struct Widget {
    callbacks: CallbacksRef,
    inner: RefCell<Inner>,
}

struct Inner {
    app: App,
    heading: u8,
    /// What the root shows; nothing where that is unknown.
    drawn: Vec<Node>,
    /// What the element `#band` shows, which is drawn by itself.
    band: Vec<Node>,
    /// What the element `#marks` shows, likewise.
    marks: Vec<Node>,
}

#[wasm_bindgen]
impl Widget {
    /// A widget that has drawn nothing yet.
    #[wasm_bindgen(constructor)]
    pub fn new(callbacks: CallbacksRef, story: &Story) -> Widget {
        let inner = Inner {
            app: App::new(story.0.clone()),
            heading: HEADING,
            drawn: Vec::new(),
            band: Vec::new(),
            marks: Vec::new(),
        };
        Widget { callbacks, inner: RefCell::new(inner) }
    }

    /// Draws what the attributes have set.
    ///
    /// # Errors
    /// As all methods: passes on what the DOM or a callback throws, and refuses calls while it draws.
    pub fn draw(&self) -> Result<(), JsValue> {
        let mut inner = self.borrow()?;
        inner.draw(self.root().as_ref())?;
        self.finish(inner, Vec::new())
    }

    /// Follows an attribute of the element: `view`, `heading-level` (1 to 6), `themes` (ids parted by spaces), or `event` and
    /// `term`, which select the entry of an id, as the address's permalink does. A value that means nothing changes nothing.
    /// Like [`set_period`](Self::set_period) it draws nothing and emits no event.
    ///
    /// # Errors
    /// As for [`draw`](Self::draw).
    #[wasm_bindgen(js_name = followAttribute)]
    pub fn follow_attribute(&self, name: &str, value: &str) -> Result<(), JsValue> {
        let mut inner = self.borrow()?;
        let story = &inner.app.story;
        let message = match name {
            "view" => View::named(value).map(Message::Show),
            "themes" => Some(Message::SetThemes(chosen_themes(story, value))),
            "heading-level" => {
                if let [digit @ b'1'..=b'6'] = value.as_bytes() {
                    inner.heading = digit - b'0';
                }
                None
            }
            _ => Entry::find(story, value).map(Message::Select),
        };
        drop(inner);
        message.map_or(Ok(()), |message| self.follow(message))
    }

    /// Follows the attributes `from` and `to`: first and last day, since 1970-01-01; NaN bounds nothing.
    ///
    /// # Errors
    /// As for [`draw`](Self::draw).
    #[wasm_bindgen(js_name = setPeriod)]
    pub fn set_period(&self, first: f64, last: f64) -> Result<(), JsValue> {
        self.follow(Message::SetDays(period(first, last)))
    }

    /// Lays the band out: its width, the size of its letters and the least width of its marks, in CSS pixels.
    ///
    /// # Errors
    /// As for [`draw`](Self::draw).
    pub fn resize(&self, width: f64, em: f64, target: f64) -> Result<(), JsValue> {
        let mut inner = self.borrow()?;
        inner.app.set_viewport(Viewport { width, em, target });
        inner.draw_band(self.root().as_ref())?;
        self.finish(inner, Vec::new())
    }

    /// Selects the entry of an id without moving focus or page; returns whether there is one.
    ///
    /// # Errors
    /// As for [`draw`](Self::draw).
    pub fn select(&self, id: &str) -> Result<bool, JsValue> {
        let entry = Entry::find(&self.borrow()?.app.story, id);
        self.update_if(entry.map(Message::Select))
    }

    /// Opens the definition of a term; returns whether there is one.
    ///
    /// # Errors
    /// As for [`draw`](Self::draw).
    #[wasm_bindgen(js_name = openTerm)]
    pub fn open_term(&self, id: &str) -> Result<bool, JsValue> {
        let entry = Entry::find(&self.borrow()?.app.story, id);
        self.update_if(match entry {
            Some(Entry::Term(term)) => Some(Message::OpenTerm(term)),
            _ => None,
        })
    }

    /// Searches, or ends the search where the query is empty; returns the count of results.
    ///
    /// # Errors
    /// As for [`draw`](Self::draw).
    pub fn search(&self, query: String) -> Result<u32, JsValue> {
        self.update(Message::Search(query))?;
        Ok(self.borrow()?.app.state.results.as_ref().map_or(0, |results| results.len() as u32))
    }

    /// Shows only events of these themes, statuses and sources, each a list of ids parted by spaces, in a period as
    /// [`set_period`](Self::set_period) takes it; returns the count of events.
    ///
    /// # Errors
    /// As for [`draw`](Self::draw).
    #[wasm_bindgen(js_name = setFilter)]
    pub fn set_filter(
        &self,
        themes: &str,
        statuses: &str,
        sources: &str,
        first: f64,
        last: f64,
    ) -> Result<u32, JsValue> {
        let inner = self.borrow()?;
        let story = &inner.app.story;
        let mut filter = Filter { days: period(first, last), ..Filter::default() };
        filter.themes = chosen_themes(story, themes);
        for status in Status::ALL {
            if has_word(statuses, status.name()) {
                filter.statuses.toggle(status as u8);
            }
        }
        for (n, source) in story.sources.iter().enumerate() {
            if has_word(sources, &source.id) {
                filter.sources.toggle(n as u8);
            }
        }
        drop(inner);
        self.update(Message::SetFilter(filter))?;
        Ok(self.borrow()?.app.events().len() as u32)
    }

    /// Carries out the command that an element of the view names by its `data-act` and `data-n`.
    ///
    /// # Errors
    /// As for [`draw`](Self::draw); and where there is no such command.
    pub fn dispatch(&self, command: &str, index: u32) -> Result<(), JsValue> {
        let unknown = || JsValue::from_str("unknown command");
        self.update(Message::parse(command, index as usize).ok_or_else(unknown)?)
    }

    /// Moves the band's window by pixels towards later time; returns whether what is drawn no longer fills it. Moves only what
    /// is drawn: drawing in each frame would be too much for slow devices, which [`redraw`](Self::redraw) is for.
    ///
    /// # Errors
    /// As for [`draw`](Self::draw).
    pub fn pan(&self, dx: f64) -> Result<bool, JsValue> {
        self.navigate(Navigation::Pan(dx))
    }

    /// Magnifies the band's window about a pixel; otherwise as [`pan`](Self::pan).
    ///
    /// # Errors
    /// As for [`draw`](Self::draw).
    pub fn zoom(&self, x: f64, factor: f64) -> Result<bool, JsValue> {
        self.navigate(Navigation::Zoom(x, factor))
    }

    /// Draws the band's window while it moves: lanes keep their rows.
    ///
    /// # Errors
    /// As for [`draw`](Self::draw).
    pub fn redraw(&self) -> Result<(), JsValue> {
        self.redraw_band(Motion::Moving)
    }

    /// Draws the band's window at rest: rows are allocated to lanes anew.
    ///
    /// # Errors
    /// As for [`draw`](Self::draw).
    #[wasm_bindgen(js_name = redrawAtRest)]
    pub fn redraw_at_rest(&self) -> Result<(), JsValue> {
        self.redraw_band(Motion::AtRest)
    }
}

impl Widget {
    /// Borrows the state. While it is drawn or changed, only scripts that tamper with the DOM can call.
    fn borrow(&self) -> Result<RefMut<'_, Inner>, JsValue> {
        self.inner.try_borrow_mut().map_err(|_| JsValue::from_str("called while it draws"))
    }

    /// The root to draw into, unless the host is gone.
    fn root(&self) -> Option<web_sys::ShadowRoot> {
        self.callbacks.get().map(|callbacks| callbacks.root())
    }

    fn update_if(&self, message: Option<Message>) -> Result<bool, JsValue> {
        match message {
            Some(message) => self.update(message).map(|()| true),
            None => Ok(false),
        }
    }

    /// Carries out a message, draws, and delivers the effects.
    fn update(&self, message: Message) -> Result<(), JsValue> {
        let root = self.root();
        let mut inner = self.borrow()?;
        let effects = inner.app.update(message);
        inner.draw(root.as_ref())?;
        self.finish(inner, effects)
    }

    /// Carries out a message of the host's that draws nothing, without an event: the host knows.
    fn follow(&self, message: Message) -> Result<(), JsValue> {
        let mut inner = self.borrow()?;
        let mut effects = Vec::new();
        for effect in inner.app.update(message) {
            if !matches!(effect, Effect::Emit(_)) {
                effects.push(effect);
            }
        }
        self.finish(inner, effects)
    }

    fn navigate(&self, navigation: Navigation) -> Result<bool, JsValue> {
        let mut inner = self.borrow()?;
        let effects = inner.app.update(Message::Navigate(navigation));
        let is_stale = inner.app.timeline.as_ref().is_some_and(|Timeline { frame, scale, .. }| {
            frame.is_past(scale) || (frame.scale.per_px() / scale.per_px() - 1.0).abs() > 1e-9
        });
        self.finish(inner, effects)?;
        Ok(is_stale)
    }

    fn redraw_band(&self, motion: Motion) -> Result<(), JsValue> {
        let mut inner = self.borrow()?;
        if let Some(timeline) = &mut inner.app.timeline {
            timeline.draw(motion);
            timeline.settle();
        }
        inner.draw_band(self.root().as_ref())?;
        self.finish(inner, Vec::new())
    }

    /// Ends the borrow; then moves what is drawn of the band to where its window is, and delivers the effects, all of them:
    /// of several faults the first is thrown.
    fn finish(&self, inner: RefMut<Inner>, effects: Vec<Effect>) -> Result<(), JsValue> {
        let transform = inner
            .app
            .timeline
            .as_ref()
            .map(|Timeline { frame, scale, .. }| (-scale.x(frame.origin), frame.scale.per_px() / scale.per_px()));
        drop(inner);
        let Some(callbacks) = self.callbacks.get() else { return Ok(()) };
        let mut result = match transform {
            Some((x, size)) => callbacks.transform_band(x, size),
            None => Ok(()),
        };
        for effect in effects {
            let text = self.borrow()?.text_of(&effect);
            result = result.and(deliver(&callbacks, &effect, &text));
        }
        result
    }
}

impl Inner {
    fn context(&self) -> Context<'_> {
        Context { story: &self.app.story, surface: Surface::Widget, heading: self.heading }
    }

    /// What an effect's callback takes besides: the id of its entry, or the query.
    fn text_of(&self, effect: &Effect) -> String {
        let entry = match effect {
            Effect::Focus(entry) | Effect::Emit(Notice::Select(entry)) => *entry,
            Effect::Emit(Notice::Term(term)) => Entry::Term(*term),
            Effect::Emit(Notice::Filter(_)) => return self.app.state.query.clone(),
            _ => return String::new(),
        };
        entry.address(&self.app.story).unwrap_or_default()
    }

    fn draw(&mut self, root: Option<&web_sys::ShadowRoot>) -> Result<(), JsValue> {
        let view = vec![Node::Element(widget(self.context(), &self.app.state))];
        let Some(root) = root else { return Ok(()) };
        // Only documents belong to none.
        let Some(document) = root.owner_document() else { return Ok(()) };
        show(&document, root, &mut self.drawn, view)?;
        self.draw_band(Some(root))
    }

    /// Draws the band, where the view on show has it.
    fn draw_band(&mut self, root: Option<&web_sys::ShadowRoot>) -> Result<(), JsValue> {
        let element = root.and_then(|root| root.get_element_by_id("band"));
        let (Some(element), Some(timeline)) = (element, &self.app.timeline) else { return Ok(()) };
        let Some(document) = element.owner_document() else { return Ok(()) };
        let view = self.context().drawn_timeline(timeline, &self.app.state);
        // Another view may have been on show meanwhile: then it is another element.
        if !element.has_child_nodes() {
            self.band.clear();
        }
        show(&document, &element, &mut self.band, view)?;
        let Some(element) = element.query_selector("#marks")? else { return Ok(()) };
        let Some(timeline) = &self.app.timeline else { return Ok(()) };
        if !element.has_child_nodes() {
            self.marks.clear();
        }
        let marks = self.context().marks(timeline, &self.app.state);
        show(&document, &element, &mut self.marks, marks)
    }
}

/// Makes `parent`, which shows `drawn`, show `view`. If that throws half-way, what it shows is unknown, and is made anew the next
/// time.
fn show(document: &Document, parent: &web_sys::Node, drawn: &mut Vec<Node>, view: Vec<Node>) -> Result<(), JsValue> {
    let old = take(drawn);
    if old.is_empty() {
        // What is there stays until all of the new view is made.
        let made = document.create_document_fragment();
        dom::patch(document, &made, &[], &view)?;
        while let Some(child) = parent.first_child() {
            parent.remove_child(&child)?;
        }
        parent.append_child(&made)?;
    } else {
        dom::patch(document, parent, &old, &view)?;
    }
    *drawn = view;
    Ok(())
}

/// The days between two bounds, of which NaN is none; `None` where neither bounds anything.
fn period(first: f64, last: f64) -> Option<(Day, Day)> {
    // The greater of a number and NaN is the number.
    let (first, last) = (first.max(-FAR), last.min(FAR));
    (first > -FAR || last < FAR).then_some((first as Day, last as Day))
}

/// Indices of the themes whose ids are among the words.
fn chosen_themes(story: &model::Story, ids: &str) -> Choices {
    let mut chosen = Choices::default();
    for (n, theme) in story.themes.iter().enumerate() {
        if has_word(ids, &theme.id) {
            chosen.toggle(n as u8);
        }
    }
    chosen
}

/// Whether `word` is one of the words, parted by white space.
fn has_word(words: &str, word: &str) -> bool {
    words.as_bytes().split(u8::is_ascii_whitespace).any(|part| part == word.as_bytes())
}
