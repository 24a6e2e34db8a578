//! What the record is: its documents, how to read a statement, corrections.

use super::Context;
use super::claim::anchor;
use super::node::{Element, classed, el};
use crate::model::{Source, Status};

impl Context<'_> {
    /// A document, and what is not printed in it.
    pub(super) fn source(&self, index: usize, source: &Source, depth: u8, is_selected: bool) -> Element {
        let mut id = String::from("source-");
        id.push_str(&source.id);
        let title = match &source.url {
            Some(url) if is_web(url) => {
                el("a").attr("href", url).attr("rel", "noopener").child(el("cite").text(&source.title))
            }
            _ => el("cite").text(&source.title),
        };
        let mut facts = classed("p", "facts").text(&source.kind);
        for fact in [&source.publisher, &source.author, &source.published].into_iter().flatten() {
            facts = facts.text(" · ").text(fact);
        }
        facts = facts.text(" · ").number_text(source.paragraphs.into()).text(" ").text(self.words.paragraphs);
        let mut missing = classed("p", "missing").child(el("b").text(self.words.not_printed));
        for (nth, what) in source.missing.iter().enumerate() {
            let words = self.words.printables.iter().find(|(name, _)| name == what).map_or(what.as_str(), |p| p.1);
            missing = missing.text(if nth > 0 { ", " } else { "" }).text(words);
        }
        el("li")
            .key(index)
            .attr("id", &anchor(&id))
            .attr("class", "source")
            .flag("data-selected", is_selected)
            .child(self.heading(depth).text(&source.label))
            .child(classed("p", "title").child(title))
            .child(facts)
            .child(self.running(classed("p", "description"), &source.description))
            .maybe((!source.missing.is_empty()).then_some(missing))
    }

    /// What each status means.
    pub(super) fn how_to_read(&self) -> Element {
        classed("dl", "statuses").each(Status::ALL.len(), &|n| {
            let meaning = self.words.status_meanings.get(n)?;
            Some(el("div").child(el("dt").child(self.status(*Status::ALL.get(n)?))).child(el("dd").text(meaning)))
        })
    }

    /// What the record is, a paragraph each.
    pub(super) fn about(&self) -> Element {
        self.story.about.iter().fold(classed("div", "about"), |div, text| div.child(self.running(el("p"), text)))
    }

    /// Corrections and additions.
    pub(super) fn revisions(&self) -> Element {
        classed("ul", "revisions").each(self.story.revisions.len(), &|n| {
            let revision = self.story.revisions.get(n)?;
            let line = el("li").child(classed("span", "date").text(&revision.date)).text(" ");
            Some(self.running(line, &revision.says))
        })
    }
}

impl Element {
    fn number_text(self, number: usize) -> Self {
        let digits = super::node::decimal(number);
        self.text(&digits)
    }
}

/// Only web addresses become links.
fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}
