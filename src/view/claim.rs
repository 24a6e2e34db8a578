//! Evidence of a statement: status, claimant, cites; and running text with its links.

use super::node::{Element, Node, classed, el};
use super::words::figure;
use super::{BETWEEN, Context, Surface, permalink_anchor};
use crate::app::{Entry, State, View};
use crate::model::words::{Word, fill};
use crate::model::{Cite, Claim, Inline, Status, Text, joined};

/// The elements of [`Mark`](crate::model::Mark)s, in their order.
const MARKS: [&str; 16] = [
    "p",
    "blockquote",
    "ul",
    "ol",
    "li",
    "em",
    "strong",
    "br",
    "a rel=noopener",
    "figure",
    "figcaption",
    "small",
    "img loading=lazy decoding=async",
    "video controls preload=none",
    "audio controls preload=none",
    "span.page",
];

impl Context<'_> {
    /// Running text in an element, its terms linked. Paragraphs make a `div` of a `p`.
    pub(super) fn running(&self, into: Element, text: &Text) -> Element {
        let mut into = into.story_text();
        if into.tag == "p" && matches!(text.first(), Some(Inline::Open(mark)) if mark.is_block()) {
            into.tag = "div";
        }
        self.inlines(into, text)
    }

    /// Adds pieces of text, or figures.
    pub(super) fn inlines(&self, mut into: Element, text: &Text) -> Element {
        let mut outer = Vec::new();
        for inline in text {
            into = match inline {
                Inline::Plain(words) => into.text(words),
                Inline::Term { term, words } => into.child(self.term_link(usize::from(*term), words)),
                Inline::Open(mark) => {
                    outer.push(into);
                    el(MARKS.get(mark.number()).copied().unwrap_or_default())
                }
                Inline::Attribute(attribute, value) => self.attribute(into, *attribute, value),
                Inline::Close => match outer.pop() {
                    Some(parent) => parent.child(into),
                    None => into,
                },
            };
        }
        into
    }

    /// Running text in an element; nothing where there is none.
    pub(super) fn prose(&self, into: Element, text: &Text) -> Option<Element> {
        self.running(into, text).filled()
    }

    /// Words that open a term's definition.
    pub(super) fn term_link(&self, term: usize, words: &str) -> Element {
        let Some(entry) = self.story.terms.get(term) else { return el("span").text(words) };
        match self.surface {
            Surface::Static => el("a").attr("href", &anchor_ref(&entry.id)),
            // No `button`: that is a block to line breaking.
            // The shell says which of them is expanded.
            Surface::Widget => {
                el("a.term role=button tabindex=0 part=term aria-haspopup=dialog aria-expanded=false").act("term", term)
            }
        }
        .text(words)
        .story_text()
    }

    /// A link to an entry elsewhere in the same view; in the widget, to the definition of a term.
    pub(super) fn entry_link(&self, entry: Entry, id: &str, words: &str) -> Element {
        match self.surface {
            Surface::Static => el("a").attr("href", &anchor_ref(id)),
            Surface::Widget => {
                let link = el("a.link").attr("href", &permalink_anchor(id));
                if let Entry::Term(n) = entry { link.act("term", n) } else { link.act("go", entry.operand()) }
            }
        }
        .text(words)
    }

    /// Adds links to entries of one kind to a line; no line where there are none.
    pub(super) fn links(&self, line: Element, kind: View, indices: &[u32]) -> Option<Element> {
        let mut line = line;
        for (n, index) in indices.iter().enumerate() {
            line = line.text(if n > 0 { BETWEEN } else { "" }).child(self.link(kind.entry(*index as usize))?);
        }
        (!indices.is_empty()).then_some(line)
    }

    /// A link to an entry.
    fn link(&self, entry: Entry) -> Option<Element> {
        let link = self.entry_link(entry, entry.id(self.story)?, self.name(entry)?);
        Some(link.story_text())
    }

    /// A link to an entry, in a list of its own.
    pub(super) fn link_item(&self, entry: Entry) -> Option<Element> {
        Some(el("li").child(self.link(entry)?))
    }

    /// The button that leads back from the entry that the reader came to by a link.
    pub(super) fn way_back(&self, state: &State, entry: Entry) -> Option<Element> {
        let (destination, before) = state.trail.last()?;
        if *destination != entry {
            return None;
        }
        let origin = before.selected.filter(|selected| before.results.is_none() && before.open.contains(selected));
        let words = match origin {
            Some(origin) => self.name(origin)?,
            None if before.results.is_some() => before.query.trim_ascii(),
            None => self.words().nth(Word::VIEWS, before.view as usize),
        };
        let button = el("button.plain.way-back type=button data-act=return data-n=0");
        Some(self.ui_pattern(button, Word::BACK_TO, Node::Text(words.to_owned())))
    }

    /// What an entry is called.
    fn name(&self, entry: Entry) -> Option<&str> {
        let story = self.story;
        let n = entry.index();
        Some(match entry {
            Entry::Event(_) => &story.events.get(n)?.headline,
            Entry::Question(_) => &story.questions.get(n)?.asks,
            Entry::Voice(_) => &story.voices.get(n)?.name,
            Entry::Term(_) => &story.terms.get(n)?.label,
            Entry::Source(_) => &story.sources.get(n)?.label,
        })
    }

    /// Adds what bears a statement out: a line with its status, claimant and cites, unless it has none but the usual status; and
    /// the reason of an inferred one.
    pub(super) fn claimed(&self, into: Element, claim: &Claim) -> Element {
        self.backed(into, claim, claim.claimant.as_deref())
    }

    /// The same without the claimant, where that is named already.
    pub(super) fn evidenced(&self, into: Element, claim: &Claim) -> Element {
        self.backed(into, claim, None)
    }

    fn backed(&self, into: Element, claim: &Claim, claimant: Option<&str>) -> Element {
        into.maybe(self.claim_line(claim, claimant)).maybe(self.inference(claim))
    }

    fn claim_line(&self, claim: &Claim, claimant: Option<&str>) -> Option<Element> {
        let mut line = el("p.claim");
        // Nearly every statement is reported.
        if claim.status != Status::Reported {
            line = line.child(self.status(claim.status));
        }
        if let Some(claimant) = claimant {
            line = self.ui_pattern(line.behind(BETWEEN), Word::ACCORDING_TO, Node::Text(claimant.to_owned()));
        }
        if !claim.cites.is_empty() {
            line = line.behind(BETWEEN).child(self.cites(&claim.cites));
        }
        line.filled()
    }

    /// The reason of an inferred statement.
    pub(super) fn inference(&self, claim: &Claim) -> Option<Element> {
        let inferred = claim.inferred.as_ref()?;
        let line = el("p.inferred");
        // The line above is its label.
        let line = if claim.status == Status::Inference { line } else { self.label(line, Word::INFERRED) };
        Some(line.text(inferred))
    }

    /// A status as shape and word: the shape is drawn by the stylesheet.
    pub(super) fn status(&self, status: Status) -> Element {
        let mut class = String::from("status status-");
        class.push_str(status.name());
        self.with_ui_lang(classed("span", &class)).text(self.words().nth(Word::STATUSES, status as usize))
    }

    /// Source of each cite, and its paragraph unless the source is cited as a whole; repeated sources are named once.
    pub(super) fn cites(&self, cites: &[Cite]) -> Element {
        let mut out = el("span.cites");
        let mut last: Option<u8> = None;
        for cite in cites {
            let Some(source) = self.story.sources.get(usize::from(cite.source)) else { continue };
            let paragraph = fill(self.words().get(Word::PARAGRAPH), &[&figure(self.words(), cite.paragraph.into())]);
            let is_whole = cite.paragraph == 0;
            let named = if is_whole { source.label.clone() } else { joined(&[&source.label, " ", &paragraph]) };
            let is_same = last == Some(cite.source) && !is_whole;
            out = out.text(if is_same {
                ", "
            } else if last.is_some() {
                "; "
            } else {
                ""
            });
            last = Some(cite.source);
            let id = joined(&["source-", &source.id]);
            let link =
                self.entry_link(Entry::Source(cite.source.into()), &id, if is_same { &paragraph } else { &named });
            // A number alone would be no name (WCAG 2.4.9).
            out = out.child(if is_same { link.attr("aria-label", &named) } else { link });
        }
        out
    }
}

/// An entry's element, under its id.
pub(super) fn entry(literal: &'static str, index: usize, id: &str, is_selected: bool) -> Element {
    el(literal).key(index).attr("id", &anchor(id)).flag("data-selected", is_selected)
}

/// The id of an entry's element in the fallback, and the fragment that links to it.
pub fn anchor(id: &str) -> String {
    let mut out = String::from("backstory-");
    out.push_str(id);
    out
}

fn anchor_ref(id: &str) -> String {
    let mut out = String::from("#");
    out.push_str(&anchor(id));
    out
}
