//! Questions on which the sources differ, with accounts side by side, none called right; and voices: people and bodies that
//! take a position.

use super::claim::entry;
use super::event::ROW;
use super::node::{Element, el};
use super::words::count;
use super::{BETWEEN, Context};
use crate::app::{Entry, State};
use crate::model::words::Word;
use crate::model::{Question, Voice};

impl Context<'_> {
    /// A question with all its accounts, for a page.
    pub(super) fn question(&self, index: usize, question: &Question, depth: u8) -> Element {
        let item = entry("li.question", index, &question.id, false);
        let item = self.question_body(item.child(self.heading(depth).text(&question.asks)), question, depth + 1);
        self.affected(item, question)
    }

    /// A question in its list: a row that opens.
    pub(super) fn question_row(&self, index: usize, question: &Question, state: &State) -> Element {
        let it = Entry::Question(index);
        let (item, is_open) = self.item(el("li.question"), it, state, self.row_of_question(question), None);
        if !is_open {
            return item;
        }
        self.affected(self.question_body(item, question, 3), question).child(self.actions(it, state))
    }

    /// A question inside an event that it bears on.
    pub(super) fn question_in_event(&self, n: usize, question: &Question, state: &State) -> Element {
        let is_open = state.open.contains(&Entry::Question(n));
        let row =
            self.row_of_question(question).act("toggle", Entry::Question(n).operand()).state("aria-expanded", is_open);
        let item = el("div.question").child(self.heading(3).child(row));
        if is_open { self.question_body(item, question, 4) } else { item }
    }

    fn row_of_question(&self, question: &Question) -> Element {
        let number = count(self.words(), question.accounts.len(), Word::ACCOUNTS);
        let number = self.with_ui_lang(el("span.size")).text(&number);
        el(ROW).child(el("~span.headline").text(&question.asks)).text(" ").child(number)
    }

    fn question_body(&self, into: Element, question: &Question, depth: u8) -> Element {
        let accounts = el("ul.accounts role=list").each(question.accounts.len(), &|n| {
            let account = question.accounts.get(n)?;
            let name = self.heading(depth).attr("class", "attribution").story_text();
            let item = el("li.account")
                .child(name.text(account.claim.claimant.as_deref().unwrap_or_default()))
                .child(self.running(el("p.says"), &account.says));
            Some(self.evidenced(item, &account.claim))
        });
        into.maybe(self.prose(el("p.context"), &question.context)).child(accounts)
    }

    /// Adds links to the events that a question bears on.
    fn affected(&self, into: Element, question: &Question) -> Element {
        let events = &question.events;
        let list = el("ul").each(events.len(), &|n| self.link_item(Entry::Event(*events.get(n)? as usize)));
        into.maybe(list.filled().map(|list| self.label(el("div.bears-on"), Word::BEARS_ON).child(list)))
    }

    /// A voice with its position, for a page.
    pub(super) fn voice(&self, index: usize, voice: &Voice, depth: u8) -> Element {
        let name = self.voice_name(self.heading(depth), voice);
        self.voice_body(entry("li.voice", index, &voice.id, false).child(name), voice)
    }

    /// A voice in its list: a row that opens.
    pub(super) fn voice_row(&self, index: usize, voice: &Voice, state: &State) -> Element {
        let it = Entry::Voice(index);
        let line = el(ROW).child(self.voice_name(el("span.headline"), voice));
        let (item, is_open) = self.item(el("li.voice"), it, state, line, Some((el("p.first"), &voice.holds)));
        if is_open { self.voice_body(item, voice).child(self.actions(it, state)) } else { item }
    }

    fn voice_name(&self, into: Element, voice: &Voice) -> Element {
        let name = into.text(&voice.name).story_text();
        if voice.named {
            return name;
        }
        name.text(" ").child(self.with_ui_lang(el("span.unnamed")).word(self.words(), Word::UNNAMED))
    }

    fn voice_body(&self, into: Element, voice: &Voice) -> Element {
        let mut on = el("p.on");
        for (nth, topic) in voice.on.iter().enumerate() {
            if nth > 0 {
                on = on.text(BETWEEN);
            }
            on = on.text(self.story.topics.get(usize::from(*topic)).map_or("", |topic| &topic.label));
        }
        let body = into
            .maybe(self.prose(el("p.role"), &voice.role))
            .maybe(on.filled())
            .child(self.running(el("p.holds"), &voice.holds));
        self.evidenced(body, &voice.claim)
    }
}
