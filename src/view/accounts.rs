//! Questions on which the sources differ, with accounts side by side, none called right; and voices: people and bodies that
//! take a position.

use super::claim::{entry, is_empty};
use super::event::row;
use super::node::{Element, el};
use super::words::count;
use super::{Context, Surface};
use crate::app::View;
use crate::model::{Question, Voice};

impl Context<'_> {
    /// A question with all its accounts, for a page.
    pub(super) fn question(&self, index: usize, question: &Question, depth: u8) -> Element {
        let item = entry("li.question", index, &question.id, false);
        self.question_body(item.child(self.heading(depth).text(&question.asks)), question)
    }

    /// A question in the widget's list: a row that opens.
    pub(super) fn question_row(&self, index: usize, question: &Question, is_open: bool, is_selected: bool) -> Element {
        let row = row("toggle-question", index, is_open).child(el("~span.headline").text(&question.asks)).child(
            self.with_ui_lang(el("span.size")).text(&count(question.accounts.len(), self.words.counts.accounts)),
        );
        let item = entry("li.question", index, &question.id, is_selected).child(self.heading(2).child(row));
        if is_open { self.question_body(item, question).child(self.actions(&question.id)) } else { item }
    }

    fn question_body(&self, into: Element, question: &Question) -> Element {
        let context = self.running(el("p.context"), &question.context);
        let accounts = el("ul.accounts role=list").each(question.accounts.len(), &|n| {
            let account = question.accounts.get(n)?;
            let item = el("li.account")
                .child(el("~p.attribution").text(account.claim.claimant.as_deref().unwrap_or_default()))
                .child(self.running(el("p.says"), &account.says))
                .child(self.evidence(&account.claim))
                .maybe(self.inference(&account.claim));
            Some(item)
        });
        let events = self.label(el("p.bears-on"), &self.words.bears_on);
        into.maybe((!is_empty(&context)).then_some(context)).child(accounts).maybe(self.links(
            events,
            " · ",
            View::Timeline,
            &question.events,
        ))
    }

    /// A voice with its position.
    pub(super) fn voice(&self, index: usize, voice: &Voice, depth: u8, is_selected: bool) -> Element {
        let mut name = self.heading(depth).text(&voice.name).story_text();
        if !voice.named {
            name = name
                .text(" ")
                .child(self.with_ui_lang(el("span.unnamed")).text("(").static_text(&self.words.unnamed).text(")"));
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
