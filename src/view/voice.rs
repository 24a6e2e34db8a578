//! A voice: who takes a position, in what capacity, and what they hold.

use super::claim::{entry, is_empty};
use super::node::{Element, el};
use super::{Context, Surface};
use crate::model::Voice;

impl Context<'_> {
    /// A voice in full.
    pub(super) fn voice(&self, index: usize, voice: &Voice, depth: u8, is_selected: bool) -> Element {
        let mut name = self.heading(depth).text(&voice.name).told();
        if !voice.named {
            name = name.text(" ").child(self.ours(el("span.unnamed")).text("(").say(&self.words.unnamed).text(")"));
        }
        let role = self.running(el("p.role"), &voice.role);
        let mut on = el("p.on");
        for (nth, topic) in voice.on.iter().enumerate() {
            if nth > 0 {
                on = on.text(" · ");
            }
            on = on.text(self.story.topics.get(usize::from(*topic)).map_or("", |topic| &topic.label));
        }
        entry("li.voice", index, &voice.id, is_selected)
            .child(name)
            .maybe((!is_empty(&role)).then_some(role))
            .maybe((!is_empty(&on)).then_some(on))
            .child(self.running(el("p.holds"), &voice.holds))
            .child(self.evidence(&voice.claim))
            .maybe(self.inference(&voice.claim))
            .maybe((self.surface == Surface::Widget).then(|| self.actions(&voice.id)))
    }
}
