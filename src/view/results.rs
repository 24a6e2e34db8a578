//! Results of a search: terms first, since a reader who types a name wants to know whose it is; then events, questions and
//! voices. Matches are marked in the story's words.

use super::node::{Element, Node, el};
use super::words::count;
use super::{BETWEEN, Context};
use crate::app::{FEW, State, View, list};
use crate::model::words::Word;
use crate::search::{Results, highlight};

/// The kinds of results, in order.
const KINDS: [View; 4] = [View::Glossary, View::Timeline, View::Accounts, View::Voices];

impl Context<'_> {
    /// Results of every kind.
    pub(super) fn results(&self, state: &State, results: &Results) -> Element {
        let mut found = self.found(state, results);
        found.mark(false, &|words| {
            let mut any = false;
            let mut marked = el("span");
            for (piece, is_match) in highlight(words, &state.query, &self.story.folds) {
                any |= is_match;
                marked = if is_match { marked.child(el("mark").text(piece)) } else { marked.text(piece) };
            }
            any.then_some(marked)
        });
        found
    }

    fn found(&self, state: &State, results: &Results) -> Element {
        let words = self.words();
        let panel = el("div.results");
        if results.is_empty() {
            return panel.child(self.nothing(state, results));
        }
        let panel = panel.child(self.with_ui_lang(el("p.count")).text(&count(words, results.len(), Word::RESULTS)));
        panel.each(KINDS.len(), &|n| {
            let kind = *KINDS.get(n)?;
            let hits = list(self.story, state, kind);
            if hits.is_empty() {
                return None;
            }
            let title = words.nth(Word::VIEWS, kind as usize);
            let found = el("section.found").key(n).child(self.with_ui_lang(self.heading(1)).text(title));
            Some(self.list(found, state, kind, &hits))
        })
    }

    fn nothing(&self, state: &State, results: &Results) -> Element {
        let query = el("q").text(state.query.trim_ascii());
        let mut line = self.ui_pattern(el("p.nothing"), Word::NO_RESULTS, Node::Element(query));
        if !results.nearest.is_empty() {
            line = self.ui_text(line.text(" "), self.words().get(Word::NEAREST)).text(" ");
        }
        for (nth, index) in results.nearest.iter().take(FEW).enumerate() {
            let Some(term) = self.story.terms.get(*index) else { continue };
            line = line.text(if nth > 0 { BETWEEN } else { "" }).child(self.term_link(*index, &term.label));
        }
        line
    }
}

impl Element {
    /// Replaces story text by the elements that `find` returns for it.
    fn mark(&mut self, is_story_text: bool, find: &dyn Fn(&str) -> Option<Element>) {
        let is_story_text = is_story_text || self.is_story_text;
        for child in &mut self.children {
            match child {
                Node::Element(child) => child.mark(is_story_text, find),
                Node::Text(words) if is_story_text => {
                    if let Some(marked) = find(words) {
                        *child = Node::Element(marked);
                    }
                }
                Node::Text(_) => {}
            }
        }
    }
}
