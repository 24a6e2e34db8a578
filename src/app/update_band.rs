//! What the messages of the drawn timeline and of the stage below it change.

use super::{Announcement, App, Band, Effect, Entry, Message, Move, Notice, Place, Stage};
use crate::timeline::MarkKind;

impl App {
    /// Learns where the band stands, and lays it out there; in the same window, if that shows less than everything.
    pub fn place(&mut self, place: Place) {
        if self.band.as_ref().is_none_or(|band| band.place != place) {
            let before = self.band.as_ref().filter(|band| band.is_narrowed()).map(|band| band.scale);
            self.band = Some(Band::new(&self.story, &self.state.filter, place, before));
        }
    }

    /// Carries out a message about the band or the stage.
    pub(super) fn update_band(&mut self, message: &Message) {
        match *message {
            Message::Mark(event) => self.stage(event),
            Message::Step(forward) => self.step(forward),
            Message::Play => {
                self.state.playing = !self.state.playing;
                self.effects.push(Effect::Play(self.state.playing));
                if self.state.playing && self.state.stage.is_none() {
                    self.step(true);
                }
            }
            Message::Unstage => {
                self.state.stage = None;
                self.stop();
                self.effects.push(Effect::FocusMark);
            }
            _ => self.move_band(message),
        }
    }

    fn move_band(&mut self, message: &Message) {
        let Some(band) = &mut self.band else { return };
        match *message {
            Message::Move(wish) => {
                if let Some(glide) = band.go(wish) {
                    self.effects.push(Effect::Glide(glide));
                }
                if wish == Move::Arrive {
                    self.settle();
                }
            }
            Message::Walk(forward) => {
                band.walk(forward);
                self.effects.push(Effect::FocusMark);
            }
            Message::End(last) => {
                band.end(last);
                self.effects.push(Effect::FocusMark);
            }
            Message::Cluster(event) => {
                let Some(mark) = band.item_of(event).and_then(|item| band.mark_of(item)) else { return };
                let MarkKind::Cluster(cluster) = mark.kind else { return self.stage(event) };
                band.item = cluster.top;
                if let Some(glide) = band.open(&cluster) {
                    self.effects.push(Effect::Glide(glide));
                    return;
                }
                let mut events = Vec::new();
                for item in band.layout.members(&cluster) {
                    if let Some(event) = band.event(item) {
                        events.push(event);
                    }
                }
                self.state.stage = Some(Stage::Several(events));
            }
            _ => {
                band.draw(true);
                self.settle();
            }
        }
    }

    /// Where there is only the strip, its window says what is listed.
    fn settle(&mut self) {
        let Some(band) = &mut self.band else { return };
        band.rest();
        let days = band.is_narrowed().then(|| band.days());
        if !band.is_wide() && days != self.state.filter.days {
            self.state.filter.days = days;
            self.refiltered();
        }
    }

    /// Lays the band out anew after the filter has changed; in the same window, unless another time was asked for.
    pub(super) fn relay(&mut self, keep: bool) {
        if let Some(band) = &self.band {
            let before = Some(band.scale).filter(|_| keep);
            self.band = Some(Band::new(&self.story, &self.state.filter, band.place, before));
        }
    }

    /// Shows an event below the band and makes it the selection.
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

    /// Brings the mark of an event into the band's window.
    pub(super) fn reveal(&mut self, event: usize) {
        if let Some(band) = &mut self.band
            && let Some(item) = band.item_of(event)
        {
            band.reveal(item);
        }
    }

    /// Shows the next event of the list below the band, or the one before; after the last comes the first.
    fn step(&mut self, forward: bool) {
        let events = self.events();
        let place = match self.state.selected {
            Some(Entry::Event(event)) => {
                let place = events.partition_point(|shown| *shown < event);
                let is_listed = events.get(place) == Some(&event);
                if forward { place + usize::from(is_listed) } else { place.wrapping_sub(1) }
            }
            _ => 0,
        };
        let ends = if forward { events.first() } else { events.last() };
        if let Some(event) = events.get(place).or(ends) {
            self.stage(*event);
        }
    }

    /// Ends the stepping by itself.
    pub(super) fn stop(&mut self) {
        if std::mem::take(&mut self.state.playing) {
            self.effects.push(Effect::Play(false));
        }
    }
}
