//! Evidence of a statement: status, claimant, cites; and running text with its links.

use super::node::{Element, Node, classed, decimal, el};
use super::{Context, Surface};
use crate::app::{Entry, View};
use crate::model::{Cite, Claim, Inline, Status, Text};

impl Context<'_> {
    /// Running text in an element, its terms linked.
    pub(super) fn running(&self, into: Element, text: &Text) -> Element {
        let mut into = into.story_text();
        let mut rest = text.as_slice();
        while let [inline, next @ ..] = rest {
            rest = next;
            let (term, words) = match inline {
                Inline::Plain(words) => {
                    into = into.text(words);
                    continue;
                }
                Inline::Term { term, words } => (usize::from(*term), words),
            };
            let link = self.term_link(term, words);
            // A comma or possessive right behind a button stays on its line.
            let tail = match next.first() {
                Some(Inline::Plain(words)) if self.surface == Surface::Widget => no_break(words),
                _ => None,
            };
            into = match tail {
                None => into.child(link),
                Some((kept, after)) => {
                    rest = next.get(1..).unwrap_or_default();
                    into.child(el("span.stick").child(link).text(kept)).text(after)
                }
            };
        }
        into
    }

    /// Words that open a term's definition.
    pub(super) fn term_link(&self, term: usize, words: &str) -> Element {
        let Some(entry) = self.story.terms.get(term) else { return el("span").text(words) };
        match self.surface {
            Surface::Ground => el("a").attr("href", &anchor_ref(&entry.id)),
            Surface::Widget => el("button.term type=button part=term aria-haspopup=dialog").act("term", term),
        }
        .text(words)
        .story_text()
    }

    /// A link to an entry elsewhere in the same view: an anchor, or a button that shows it.
    pub(super) fn entry_link(&self, message: &'static str, index: usize, id: &str, words: &str) -> Element {
        match self.surface {
            Surface::Ground => el("a").attr("href", &anchor_ref(id)),
            Surface::Widget => el("button.link type=button").act(message, index),
        }
        .text(words)
    }

    /// Adds links to entries of one kind to a line, separated by `by`; no line where there are none.
    pub(super) fn links(&self, line: Element, by: &str, kind: View, indices: &dyn Indices) -> Option<Element> {
        let mut line = line;
        let mut n = 0;
        while let Some(index) = indices.at(n) {
            line = if n > 0 { line.text(by) } else { line };
            line = line.child(self.link(kind.entry(index), "term")?);
            n += 1;
        }
        (n > 0).then_some(line)
    }

    /// A link to an entry; `term` is the message of one to a term.
    pub(super) fn link(&self, entry: Entry, term: &'static str) -> Option<Element> {
        let story = self.story;
        let n = entry.index();
        let (message, words) = match entry {
            Entry::Event(_) => ("event", &story.events.get(n)?.headline),
            Entry::Question(_) => ("question", &story.questions.get(n)?.asks),
            Entry::Voice(_) => ("voice", &story.voices.get(n)?.name),
            _ => (term, &story.terms.get(n)?.label),
        };
        Some(self.entry_link(message, n, entry.id(story)?, words).story_text())
    }

    /// The line under a statement: its status, claimant and cites.
    pub(super) fn claim(&self, claim: &Claim) -> Element {
        self.claim_line(claim, claim.claimant.as_deref())
    }

    /// The same without the claimant, where that is named already.
    pub(super) fn evidence(&self, claim: &Claim) -> Element {
        self.claim_line(claim, None)
    }

    fn claim_line(&self, claim: &Claim, claimant: Option<&str>) -> Element {
        let mut line = el("p.claim").child(self.status(claim.status)).text(" · ");
        if let Some(claimant) = claimant {
            line = self.ui_text(line, &self.words.according_to).text(claimant).text(" · ");
        }
        line.child(self.cites(&claim.cites))
    }

    /// The reason of an inferred statement.
    pub(super) fn inference(&self, claim: &Claim) -> Option<Element> {
        let inferred = claim.inferred.as_ref()?;
        Some(self.label(el("p.inferred"), &self.words.inferred).text(inferred))
    }

    /// A status as shape and word: the shape is drawn by the stylesheet.
    pub(super) fn status(&self, status: Status) -> Element {
        let mut class = String::from("status status-");
        class.push_str(status.name());
        self.with_ui_lang(classed("span", &class)).text(self.words.status(status))
    }

    /// Source and paragraph of each cite; repeated sources are named once.
    pub(super) fn cites(&self, cites: &[Cite]) -> Element {
        let mut out = el("span.cites");
        let mut last: Option<u8> = None;
        for cite in cites {
            let Some(source) = self.story.sources.get(usize::from(cite.source)) else { continue };
            let mut words = String::new();
            if last == Some(cite.source) {
                out = out.text(", ");
            } else {
                if last.is_some() {
                    out = out.text("; ");
                }
                words.push_str(&source.label);
                words.push('\u{a0}');
            }
            words.push_str(self.words.paragraph);
            words.push('\u{a0}');
            words.push_str(&decimal(cite.paragraph.into()));
            last = Some(cite.source);
            let mut id = String::from("source-");
            id.push_str(&source.id);
            out = out.child(self.entry_link("source", cite.source.into(), &id, &words));
        }
        out
    }
}

/// Indices of entries, in numbers of any size.
pub(super) trait Indices {
    /// The one of a number.
    fn at(&self, n: usize) -> Option<usize>;
}

impl Indices for Vec<u16> {
    fn at(&self, n: usize) -> Option<usize> {
        self.get(n).map(|index| usize::from(*index))
    }
}

impl Indices for Vec<u32> {
    fn at(&self, n: usize) -> Option<usize> {
        self.get(n).map(|index| *index as usize)
    }
}

/// The part of `words` before its first space, and the rest; nothing where it begins with one.
fn no_break(words: &str) -> Option<(&str, &str)> {
    let at = words.bytes().position(|byte| byte == b' ').unwrap_or(words.len());
    (at > 0).then(|| words.split_at_checked(at)).flatten()
}

/// An entry's element, under its id.
pub(super) fn entry(literal: &'static str, index: usize, id: &str, is_selected: bool) -> Element {
    el(literal).key(index).attr("id", &anchor(id)).flag("data-selected", is_selected)
}

/// The id of an entry's element in the ground state, and the fragment that links to it.
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

/// Returns whether an element has nothing in it.
pub(super) fn is_empty(element: &Element) -> bool {
    element.children.iter().all(|child| matches!(child, Node::Text(words) if words.is_empty()))
}
