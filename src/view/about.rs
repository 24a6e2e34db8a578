//! The record: its documents, how to read a statement, corrections.

use super::Context;
use super::claim::entry;
use super::event::ROW;
use super::media::is_web;
use super::node::{Element, el};
use super::words::count;
use crate::app::{Entry, State};
use crate::model::words::Word;
use crate::model::{Source, Status, joined};

impl Context<'_> {
    /// A source, for a page.
    pub(super) fn source(&self, index: usize, source: &Source, depth: u8) -> Element {
        let item = entry("li.source", index, &joined(&["source-", &source.id]), false);
        self.source_body(item.child(self.heading(depth).text(&source.label)), source)
    }

    /// A source in its list: a row that opens.
    pub(super) fn source_row(&self, index: usize, source: &Source, state: &State) -> Element {
        let it = Entry::Source(index);
        // "Unsigned exposé" says already that it is an exposé.
        let kind = source.kind.as_ref().filter(|kind| !source.label.ends_with(kind.as_str()));
        let line = el(ROW)
            .child(el("~span.headline").text(&source.label))
            .text(" ")
            .maybe(kind.map(|kind| el("span.kind").text(kind)));
        let first = Some((el("p.first"), &source.description));
        let (item, is_open) = self.item(el("li.source"), it, state, line, first);
        if is_open { self.source_body(item, source).child(self.actions(it, state)) } else { item }
    }

    /// What is known of a source, and the parts that are not printed in it.
    fn source_body(&self, into: Element, source: &Source) -> Element {
        let mut facts = el("p.facts");
        for fact in [&source.kind, &source.publisher, &source.author, &source.published].into_iter().flatten() {
            facts = facts.behind(" · ").text(fact);
        }
        if source.paragraphs > 0 {
            let paragraphs = count(self.words(), source.paragraphs.into(), Word::PARAGRAPHS);
            facts = facts.behind(" · ").child(self.with_ui_lang(el("span")).text(&paragraphs));
        }
        let mut missing = self.label(el("p.missing"), Word::NOT_PRINTED);
        for (nth, part) in source.missing.iter().enumerate() {
            missing = self.ui_text(missing.text(if nth > 0 { ", " } else { "" }), part);
        }
        into.child(el("p.title").child(Self::source_title(source)))
            .maybe(facts.filled())
            .maybe(self.prose(el("p.description"), &source.description))
            .maybe((!source.missing.is_empty()).then_some(missing))
    }

    /// The title of a document, linked to its address on the web where it has one.
    pub(super) fn source_title(source: &Source) -> Element {
        match &source.url {
            Some(url) if is_web(url) => el("a rel=noopener").attr("href", url).child(el("cite").text(&source.title)),
            _ => el("cite").text(&source.title),
        }
    }

    /// The meaning of each status.
    pub(super) fn how_to_read(&self) -> Element {
        self.with_ui_lang(el("dl.statuses")).each(Status::ALL.len(), &|n| {
            let meaning = self.words().nth(Word::MEANINGS, n);
            Some(el("div").child(el("dt").child(self.status(*Status::ALL.get(n)?))).child(el("dd").text(meaning)))
        })
    }

    /// The description of the record, and what its statements rest on.
    pub(super) fn about(&self) -> Element {
        let about = self.story.about.iter().fold(el("div.about"), |div, text| div.child(self.running(el("p"), text)));
        about.child(self.with_ui_lang(el("p")).word(self.words(), Word::EVIDENCE))
    }

    /// Corrections and additions.
    pub(super) fn revisions(&self) -> Element {
        el("ul.revisions").each(self.story.revisions.len(), &|n| {
            let revision = self.story.revisions.get(n)?;
            let line = el("li").child(el("span.date").text(&revision.date)).text(" ");
            Some(self.running(line, &revision.says))
        })
    }
}
