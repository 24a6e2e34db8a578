//! Changes by messages about the drawn timeline and the stage over it.

use crate::app::{
    Announcement, App, Effect, Entry, Message, Motion, Navigation, Notice, Stage, Timeline, View, Viewport,
};
use crate::timeline::MarkKind;

/// The window of a timeline that is built anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Window {
    /// The one before, unless that was the whole story.
    Kept,
    /// The time that the filter is bounded to.
    OfFilter,
}

impl App {
    /// Lays the timeline out in its element, as measured; at rest, where it is laid out already.
    pub fn set_viewport(&mut self, viewport: Viewport) {
        match &mut self.timeline {
            Some(timeline) if timeline.viewport == viewport => {
                timeline.draw(Motion::AtRest);
                timeline.settle();
            }
            _ => self.build_timeline(viewport, Window::Kept),
        }
    }

    /// Lays the timeline out anew after the filter has changed.
    pub(super) fn rebuild_timeline(&mut self, window: Window) {
        if let Some(timeline) = &self.timeline {
            self.build_timeline(timeline.viewport, window);
        }
    }

    fn build_timeline(&mut self, viewport: Viewport, window: Window) {
        let before = self.timeline.as_ref().filter(|timeline| window == Window::Kept && timeline.is_narrowed());
        let before = before.map(|timeline| timeline.scale);
        self.timeline = Some(Timeline::new(&self.story, &self.state.filter, viewport, before));
    }

    /// Carries out a message about the timeline or the stage.
    pub(super) fn update_timeline(&mut self, message: &Message) {
        match *message {
            Message::Mark(event) => {
                self.stage(event);
                if let Some(timeline) = &mut self.timeline
                    && let Some(item) = timeline.item_of(event)
                {
                    // It is in the window already; and keeps the focus that the press gave it.
                    timeline.focused = item;
                    self.effect(Effect::FocusMark);
                }
            }
            Message::NextEvent(direction) => {
                let selected = self.state.selected_event();
                let next = self.timeline.as_ref().and_then(|timeline| timeline.neighbour(selected, direction));
                if let Some(event) = next {
                    self.stage(event);
                    self.reveal(event);
                }
            }
            Message::Unstage => {
                self.state.stage = None;
                self.effect(Effect::FocusMark);
            }
            Message::Skip => {
                if let Some(event) = self.shown(View::Timeline).first() {
                    self.effect(Effect::Focus(Entry::Event(*event)));
                }
            }
            _ => self.move_timeline(message),
        }
    }

    fn move_timeline(&mut self, message: &Message) {
        let selected = self.state.selected_event();
        let Some(timeline) = &mut self.timeline else { return };
        match *message {
            Message::Navigate(navigation) => {
                let navigation = match navigation {
                    Navigation::ZoomIn(None) => Navigation::ZoomIn(selected),
                    _ => navigation,
                };
                if let Some(glide) = timeline.navigate(navigation) {
                    self.effect(Effect::Glide(glide));
                }
                if navigation == Navigation::Arrive
                    && let Some(timeline) = &mut self.timeline
                {
                    timeline.settle();
                }
            }
            Message::FocusNextMark(direction) => {
                timeline.focus_next_mark(direction);
                self.effect(Effect::FocusMark);
            }
            Message::FocusFirstMark => {
                timeline.focus_first_mark();
                self.effect(Effect::FocusMark);
            }
            Message::FocusLastMark => {
                timeline.focus_last_mark();
                self.effect(Effect::FocusMark);
            }
            Message::Cluster(event) => {
                let Some(mark) = timeline.item_of(event).and_then(|item| timeline.mark_of(item)) else { return };
                let MarkKind::Cluster(cluster) = mark.kind else { return self.stage(event) };
                timeline.focused = cluster.top;
                if let Some(glide) = timeline.open(&cluster) {
                    self.effect(Effect::Glide(glide));
                    return;
                }
                let mut events = Vec::new();
                for item in timeline.layout.members(&cluster) {
                    if let Some(event) = timeline.event(item) {
                        events.push(event);
                    }
                }
                self.state.stage = Some(Stage::Several(events));
            }
            Message::Settle => {
                timeline.draw(Motion::AtRest);
                timeline.settle();
            }
            _ => {}
        }
    }

    /// Shows an event over the timeline and selects it.
    fn stage(&mut self, event: usize) {
        if self.story.events.get(event).is_none() {
            return;
        }
        self.state.stage = Some(Stage::Event(event));
        self.state.selected = Some(Entry::Event(event));
        self.state.announcement = Some(Announcement::Staged(event));
        self.emit(Notice::Select(Entry::Event(event)));
    }

    /// Brings the mark of an event into the window.
    pub(super) fn reveal(&mut self, event: usize) {
        if let Some(timeline) = &mut self.timeline
            && let Some(item) = timeline.item_of(event)
        {
            timeline.show_item(item);
        }
    }
}
