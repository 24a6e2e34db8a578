//! A widget on the page: the typed methods by which the loader shell drives it.
#![allow(clippy::cast_possible_truncation, reason = "counts fit 32 bits; days and minutes are exact in `f64`")]

use super::callbacks::{CallbacksRef, deliver};
use super::dom;
use super::story::{HEADING, Story};
use crate::app::{
    App, Effect, Entry, Facet, Filter, Glide, Message, Motion, Navigation, Notice, Timeline, View, Viewport, period,
};
use crate::model::Day;
use crate::model::civil::days_of;
use crate::search::Results;
use crate::view::node::{Node, cut};
use crate::view::{Context, Surface, widget};
use std::cell::{RefCell, RefMut};
use std::mem::take;
use wasm_bindgen::prelude::*;
use web_sys::ShadowRoot;

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
    /// First day of the attribute `from`, last of `to`.
    bounds: (Option<Day>, Option<Day>),
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
            bounds: (None, None),
            drawn: Vec::new(),
            band: Vec::new(),
            marks: Vec::new(),
        };
        Widget { callbacks, inner: RefCell::new(inner) }
    }

    /// Follows an attribute of the element: `view`, `heading-level` (1 to 6), `themes` (ids parted by spaces), `from` and `to`
    /// (partial dates, see [`days_of`]), or `event` and `term`, which select the entry of an id, as the address's permalink does. A
    /// value that means nothing changes nothing, or bounds nothing. It draws nothing and emits no event.
    ///
    /// # Errors
    /// As all methods: passes on what the DOM or a callback throws, and refuses calls while it draws.
    #[wasm_bindgen(js_name = followAttribute)]
    pub fn follow_attribute(&self, name: &str, value: &str) -> Result<(), JsValue> {
        let mut inner = self.borrow()?;
        let story = &inner.app.story;
        let message = match name {
            "view" => View::named(value).map(Message::Show),
            "themes" => Some(Message::SetThemes(Facet::Theme.named(story, value))),
            "from" | "to" => {
                let (first, last) = days_of(value).unzip();
                if name == "to" {
                    inner.bounds.1 = last;
                } else {
                    inner.bounds.0 = first;
                }
                Some(Message::SetDays(period(inner.bounds.0, inner.bounds.1)))
            }
            "heading-level" => {
                if let [digit @ b'1'..=b'6'] = value.as_bytes() {
                    inner.heading = digit - b'0';
                }
                None
            }
            _ => Entry::find(story, value).map(Message::Select),
        };
        // Without an event: the host knows.
        let effects = message.map(|message| inner.app.follow(message)).unwrap_or_default();
        if !effects.is_empty() {
            // They look at what is drawn: a definition that is taken away must be gone.
            let root = self.root();
            inner.draw(root.as_ref())?;
        }
        self.finish(inner, effects)
    }

    /// Lays the band out and draws it at rest, its rows allocated to lanes anew: its width, the size of its letters and the least
    /// width of its marks, in CSS pixels.
    ///
    /// # Errors
    /// As for [`follow_attribute`](Self::follow_attribute).
    pub fn resize(&self, width: f64, em: f64, target: f64) -> Result<(), JsValue> {
        let mut inner = self.borrow()?;
        inner.app.set_viewport(Viewport { width, em, target });
        inner.draw_band(self.root().as_ref())?;
        self.finish(inner, Vec::new())
    }

    /// Selects the entry of an id without moving focus or page; returns whether there is one.
    ///
    /// # Errors
    /// As for [`follow_attribute`](Self::follow_attribute).
    pub fn select(&self, id: &str) -> Result<bool, JsValue> {
        let entry = Entry::find(&self.borrow()?.app.story, id);
        self.update_if(entry.map(Message::Select))
    }

    /// Opens the definition of a term; returns whether there is one.
    ///
    /// # Errors
    /// As for [`follow_attribute`](Self::follow_attribute).
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
    /// As for [`follow_attribute`](Self::follow_attribute).
    pub fn search(&self, query: &str) -> Result<u32, JsValue> {
        self.update(Message::Search(query.to_owned()))?;
        Ok(self.borrow()?.app.state.results.as_ref().map_or(0, Results::len) as u32)
    }

    /// Shows only events of some themes, statuses and sources, each a line of ids parted by spaces as in the attribute `themes`, from
    /// the partial date (see [`days_of`]) of the next line to that of the last; returns the count of events. What is empty filters
    /// nothing. One text, since each has its code on both sides.
    ///
    /// # Errors
    /// As for [`follow_attribute`](Self::follow_attribute).
    #[wasm_bindgen(js_name = setFilter)]
    pub fn set_filter(&self, lines: &str) -> Result<u32, JsValue> {
        let inner = self.borrow()?;
        let story = &inner.app.story;
        let mut rest = lines;
        let mut line = || {
            let (line, behind) = cut(rest, b'\n');
            rest = behind;
            line
        };
        let chosen = Facet::ALL.map(|facet| facet.named(story, line()));
        let (from, to) = (days_of(line()), days_of(line()));
        let days = period(from.map(|days| days.0), to.map(|days| days.1));
        let filter = Filter { chosen, days, ..Filter::default() };
        drop(inner);
        self.update(Message::SetFilter(filter))?;
        Ok(self.borrow()?.app.events().len() as u32)
    }

    /// Shows the same story in another language; returns whether it is the same.
    ///
    /// # Errors
    /// As for [`follow_attribute`](Self::follow_attribute).
    pub fn translate(&self, story: &Story) -> Result<bool, JsValue> {
        let is_same = self.borrow()?.app.story.id == story.0.id;
        if is_same {
            self.update(Message::Translate(story.0.clone()))?;
        }
        Ok(is_same)
    }

    /// Carries out the command that an element of the view names by its `data-act` and `data-n`.
    ///
    /// # Errors
    /// As for [`follow_attribute`](Self::follow_attribute); and where there is no such command.
    pub fn dispatch(&self, command: &str, index: u32) -> Result<(), JsValue> {
        let unknown = || JsValue::from_str("unknown command");
        self.update(Message::parse(command, index as usize).ok_or_else(unknown)?)
    }

    /// Moves the band's window: magnifies it about pixel `x`, and moves it by pixels towards later time. Returns whether what is
    /// drawn no longer fills it. Moves only what is drawn: drawing in each frame would be too much for slow devices, which
    /// [`redraw`](Self::redraw) is for.
    ///
    /// # Errors
    /// As for [`follow_attribute`](Self::follow_attribute).
    #[wasm_bindgen(js_name = moveWindow)]
    pub fn move_window(&self, x: f64, factor: f64, dx: f64) -> Result<bool, JsValue> {
        let mut inner = self.borrow()?;
        let effects = inner.app.update(Message::Navigate(Navigation::Move(Glide { x, factor, dx })));
        let is_stale = inner.app.timeline.as_ref().is_some_and(|Timeline { frame, scale, .. }| {
            frame.is_past(scale) || (frame.scale.per_px() / scale.per_px() - 1.0).abs() > 1e-9
        });
        self.finish(inner, effects)?;
        Ok(is_stale)
    }

    /// Draws the band's window while it moves: lanes keep their rows. At rest [`resize`](Self::resize) does.
    ///
    /// # Errors
    /// As for [`follow_attribute`](Self::follow_attribute).
    pub fn redraw(&self) -> Result<(), JsValue> {
        let mut inner = self.borrow()?;
        if let Some(timeline) = &mut inner.app.timeline {
            timeline.draw(Motion::Moving);
            timeline.settle();
        }
        inner.draw_band(self.root().as_ref())?;
        self.finish(inner, Vec::new())
    }
}

impl Widget {
    /// Borrows the state. While it is drawn or changed, only scripts that tamper with the DOM can call.
    fn borrow(&self) -> Result<RefMut<'_, Inner>, JsValue> {
        self.inner.try_borrow_mut().map_err(|_| JsValue::from_str("called while it draws"))
    }

    /// The root to draw into, unless the host is gone.
    fn root(&self) -> Option<ShadowRoot> {
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

    fn draw(&mut self, root: Option<&ShadowRoot>) -> Result<(), JsValue> {
        let view = vec![Node::Element(widget(self.context(), &self.app.state))];
        let Some(root) = root else { return Ok(()) };
        show(root, &mut self.drawn, view)?;
        self.draw_band(Some(root))
    }

    /// Draws the band, where the view on show has it.
    fn draw_band(&mut self, root: Option<&ShadowRoot>) -> Result<(), JsValue> {
        let Some(root) = root else { return Ok(()) };
        let (Some(element), Some(timeline)) = (root.get_element_by_id("band"), &self.app.timeline) else {
            return Ok(());
        };
        let view = self.context().drawn_timeline(timeline, &self.app.state);
        show(&element, &mut self.band, view)?;
        let (Some(element), Some(timeline)) = (root.get_element_by_id("marks"), &self.app.timeline) else {
            return Ok(());
        };
        let marks = self.context().marks(timeline, &self.app.state);
        show(&element, &mut self.marks, marks)
    }
}

/// Makes `parent`, which shows `drawn`, show `view`. If that throws half-way, what it shows is unknown, and is made anew the next
/// time.
fn show(parent: &web_sys::Node, drawn: &mut Vec<Node>, view: Vec<Node>) -> Result<(), JsValue> {
    // Only documents belong to none.
    let Some(document) = parent.owner_document() else { return Ok(()) };
    let old = take(drawn);
    // An empty one is another element: another view was on show meanwhile.
    if old.is_empty() || parent.first_child().is_none() {
        dom::replace(&document, parent, &view)?;
    } else {
        dom::patch(&document, parent, &old, &view)?;
    }
    *drawn = view;
    Ok(())
}
