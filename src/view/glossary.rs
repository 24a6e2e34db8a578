//! Glossary entries, their links, and the card that explains a term beside the words that opened it.
use super::claim::anchor;
use super::event::ROW;
use super::node::{Element, el};
use super::words::count;
use super::{BETWEEN, Context};
use crate::app::{Entry, State, View};
use crate::model::Term;
use crate::model::words::Word;

impl Context<'_> {
    /// The entry of the term called `only`, or of every term where that is empty, for a page.
    pub(crate) fn terms(&self, only: &str) -> Element {
        self.term_list().each(self.story.terms.len(), &|n| {
            let term = self.story.terms.get(n)?;
            (only.is_empty() || only == term.id).then(|| self.term_entry(term))
        })
    }

    /// An empty list of entries. It has an attribute with the words of a card that the shell makes from an entry: "back", "full
    /// entry", "close".
    pub(super) fn term_list(&self) -> Element {
        let mut words = String::new();
        for word in [Word::BACK, Word::IN_GLOSSARY, Word::CLOSE] {
            add(&mut words, self.words().get(word));
        }
        el("dl.terms").attr("data-backstory-words", &words)
    }

    /// The headword and definition as a `dt`/`dd` pair in a `div`.
    fn term_entry(&self, term: &Term) -> Element {
        let body = self.explained(term);
        el("div.entry").child(self.headword(term)).child(body)
    }

    /// The headword of an entry, under its id. The forms that are linked in running text are in an attribute: the visible ones
    /// include spellings that are only searched for.
    pub(super) fn headword(&self, term: &Term) -> Element {
        let mut forms = String::new();
        if !term.search.contains(&term.label) {
            add(&mut forms, &term.label);
        }
        for form in &term.forms {
            add(&mut forms, form);
        }
        el("dt")
            .attr("id", &anchor(&term.id))
            .attr("data-backstory-kind", term.kind.name())
            .attr("data-backstory-forms", &forms)
            .child(el("~dfn").text(&term.label))
            .text(" ")
            .child(self.kind(term))
    }

    /// An entry in the widget: a row that opens.
    pub(super) fn term_row(&self, index: usize, term: &Term, state: &State) -> Element {
        let it = Entry::Term(index);
        let line =
            el(ROW).child(el("span.headline").child(el("~dfn").text(&term.label))).text(" ").child(self.kind(term));
        let first = Some((el("dd.first"), &term.definition));
        let (item, is_open) = self.item(el("div.entry part=entry"), it, state, line, first);
        if !is_open {
            return item;
        }
        item.child(self.explained(term).maybe(self.mentions(term)).child(self.actions(it, state)))
    }

    /// The card with the definition on show. Its element is always in the tree, so that the shell can position it.
    pub(super) fn card(&self, state: &State) -> Element {
        let card =
            el("div.card id=card part=term-card popover=manual role=dialog aria-labelledby=card-title tabindex=-1");
        let Some(&index) = state.cards.last() else { return card };
        let Some(term) = self.story.terms.get(index) else { return card };
        let words = self.words();
        let title = el("p.card-head")
            .child(el("strong.term-name id=card-title").text(&term.label))
            .text(" ")
            .child(self.kind(term));
        let back = (state.cards.len() > 1)
            .then(|| el("button.plain type=button data-act=back data-n=0").word(words, Word::BACK));
        let card = card.child(title).child(self.running(el("p.definition"), &term.definition));
        self.claimed(card, &term.claim).child(
            self.with_ui_lang(el("p.card-foot"))
                .maybe(back)
                .child(
                    el("button.plain type=button")
                        .act("go", Entry::Term(index).operand())
                        .word(words, Word::IN_GLOSSARY),
                )
                .child(el("button.plain type=button data-act=close data-n=0").word(words, Word::CLOSE)),
        )
    }

    /// The definition with all that is said of it.
    fn explained(&self, term: &Term) -> Element {
        let body = el("dd").child(self.running(el("p.definition"), &term.definition));
        let body = self.inlines(body, &term.media).maybe(self.forms(term));
        self.claimed(body, &term.claim).maybe(self.see_also(term))
    }

    fn kind(&self, term: &Term) -> Element {
        self.with_ui_lang(el("span.kind")).text(self.words().nth(Word::KINDS, term.kind as usize))
    }

    fn forms(&self, term: &Term) -> Option<Element> {
        let mut line = self.label(el("p.forms"), Word::ALSO);
        let mut any = false;
        for forms in [&term.forms, &term.search] {
            for form in forms {
                if *form != term.label {
                    line = if any { line.text(BETWEEN) } else { line }.text(form);
                    any = true;
                }
            }
        }
        any.then_some(line)
    }

    fn see_also(&self, term: &Term) -> Option<Element> {
        self.links(self.label(el("p.see"), Word::SEE_ALSO), View::Glossary, &term.see)
    }

    /// The events and questions that mention a term, behind their number.
    fn mentions(&self, term: &Term) -> Option<Element> {
        let (events, questions) = (&term.in_events, &term.in_questions);
        let list = el("ul")
            .each(events.len(), &|n| self.link_item(Entry::Event(*events.get(n)? as usize)))
            .each(questions.len(), &|n| self.link_item(Entry::Question(*questions.get(n)? as usize)));
        let number = list.children.len();
        let summary = || self.with_ui_lang(el("summary")).text(&count(self.words(), number, Word::MENTIONS));
        (number > 0).then(|| el("details.mentions").child(summary()).child(list))
    }
}

/// Adds a word to an attribute's, which are separated by bars.
fn add(to: &mut String, word: &str) {
    if !to.is_empty() {
        to.push('|');
    }
    to.push_str(word);
}
