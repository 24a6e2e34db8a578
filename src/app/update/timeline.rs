//! Changes by messages about the drawn timeline and the stage below it.

use crate::app::{
    Announcement, App, Direction, Effect, Entry, Message, Motion, Navigation, Notice, Stage, Timeline, Viewport,
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
    /// Measures the timeline's element, and lays the timeline out in it.
    pub fn set_viewport(&mut self, viewport: Viewport) {
        if self.timeline.as_ref().is_none_or(|timeline| timeline.viewport != viewport) {
            self.build_timeline(viewport, Window::Kept);
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
            Message::Mark(event) => self.stage(event),
            Message::NextEvent(direction) => self.next_event(direction),
            Message::Play => {
                self.state.playing = !self.state.playing;
                self.effect(Effect::Play(self.state.playing));
                if self.state.playing && self.state.stage.is_none() {
                    self.next_event(Direction::Next);
                }
            }
            Message::Unstage => {
                self.state.stage = None;
                self.stop();
                self.effect(Effect::FocusMark);
            }
            _ => self.move_timeline(message),
        }
    }

    fn move_timeline(&mut self, message: &Message) {
        let Some(timeline) = &mut self.timeline else { return };
        match *message {
            Message::Navigate(navigation) => {
                if let Some(glide) = timeline.navigate(navigation) {
                    self.effect(Effect::Glide(glide));
                }
                if navigation == Navigation::Arrive {
                    self.settle();
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
                self.settle();
            }
            _ => {}
        }
    }

    /// Makes the window the filter's time bounds where only the strip is drawn: there it is the only way to set them.
    fn settle(&mut self) {
        let Some(timeline) = &mut self.timeline else { return };
        timeline.settle();
        let days = timeline.is_narrowed().then(|| timeline.days());
        if !timeline.is_wide() && days != self.state.filter.days {
            self.state.filter.days = days;
            self.filter_changed();
        }
    }

    /// Shows an event below the timeline and selects it.
    fn stage(&mut self, event: usize) {
        if self.story.events.get(event).is_none() {
            return;
        }
        self.state.stage = Some(Stage::Event(event));
        self.state.selected = Some(Entry::Event(event));
        self.state.announcement = Some(Announcement::Staged(event));
        self.reveal(event);
        self.emit(Notice::Select(Entry::Event(event)));
    }

    /// Brings the mark of an event into the window.
    pub(super) fn reveal(&mut self, event: usize) {
        if let Some(timeline) = &mut self.timeline
            && let Some(item) = timeline.item_of(event)
        {
            timeline.reveal(item);
        }
    }

    /// Shows the next event of the list below the timeline, or the previous one; after the last comes the first.
    fn next_event(&mut self, direction: Direction) {
        let events = self.events();
        let index = match self.state.selected {
            Some(Entry::Event(event)) => match (events.binary_search(&event), direction) {
                (Ok(index) | Err(index), Direction::Previous) => index.wrapping_sub(1),
                (Ok(index), Direction::Next) => index + 1,
                (Err(index), Direction::Next) => index,
            },
            _ => 0,
        };
        let end = if direction == Direction::Next { events.first() } else { events.last() };
        if let Some(event) = events.get(index).or(end) {
            self.stage(*event);
        }
    }

    /// Stops showing event after event.
    pub(super) fn stop(&mut self) {
        if std::mem::take(&mut self.state.playing) {
            self.effect(Effect::Play(false));
        }
    }
}
