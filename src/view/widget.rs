//! The widget: what stands in the shadow root, a function of the story and the reader's state.

use super::controls::{PANEL, button};
use super::node::{Element, classed, el};
use super::words::count;
use super::{Context, Surface};
use crate::app::{Announcement, Entry, PAGE, State, TERMS_PAGE, View, visible_events, visible_terms};
use crate::model::TermKind;

/// The whole widget. `context.surface` is taken as [`Surface::Widget`].
pub fn widget(context: Context, state: &State) -> Element {
    let context = Context { surface: Surface::Widget, ..context };
    let Context { story, words, .. } = context;
    let panel = el("div").attr("id", PANEL).attr("class", "panel");
    let panel = if let Some(results) = &state.results {
        panel.key(View::ALL.len()).child(context.results(state, results))
    } else {
        let name = View::ALL.iter().zip(words.views).find_map(|(view, name)| (*view == state.view).then_some(name));
        let heading = context.heading(1).attr("class", "hidden").text(name.unwrap_or_default());
        let panel = panel.key(state.view as usize).child(heading);
        match state.view {
            View::Timeline => context.timeline(panel, state),
            View::Accounts => context.accounts(panel, state),
            View::Voices => context.all_voices(panel, state),
            View::Glossary => context.glossary(panel, state),
            View::Record => context.record(panel, state),
        }
    };
    classed("section", "root")
        .attr("part", "root")
        .attr("lang", &story.lang)
        .attr("aria-labelledby", "title")
        .child(
            classed("header", "head")
                .child(context.heading(0).attr("id", "title").text(&story.title))
                .child(context.running(classed("p", "standfirst"), &story.standfirst)),
        )
        .child(
            classed("div", "toolbar")
                .attr("part", "toolbar")
                .child(context.views(state))
                .child(context.search_field(state)),
        )
        .child(panel)
        .child(
            classed("footer", "foot").attr("part", "footer").child(
                el("p")
                    .text(words.updated)
                    .text(&story.updated)
                    .text(". ")
                    .child(button("view", 4).attr("class", "link").text(words.about)),
            ),
        )
        .child(classed("p", "hidden").attr("role", "status").text(&context.announcement(state)))
        .child(context.card(state))
}

impl Context<'_> {
    fn timeline(&self, panel: Element, state: &State) -> Element {
        let shown = visible_events(self.story, &state.filter);
        let limit = (state.more + 1) * PAGE;
        let on_page: &[usize] = shown.get(..limit).unwrap_or(&shown);
        let list = self.grouped(2, &|n| on_page.binary_search(&n).is_ok(), &|n, _| self.row(state, Entry::Event(n)));
        let panel =
            panel.child(self.timeline_bar(state, shown.len())).maybe(state.filters_open.then(|| self.facets(state)));
        if shown.is_empty() {
            return panel.child(classed("p", "nothing").text(self.words.no_events));
        }
        panel.child(list).maybe(self.more(on_page.len(), shown.len()))
    }

    /// An entry as it stands in a list: a row that opens, or, for voices and documents, the whole.
    pub(super) fn row(&self, state: &State, entry: Entry) -> Option<Element> {
        let is_open = state.open.contains(&entry);
        let is_selected = state.selected == Some(entry);
        let story = self.story;
        Some(match entry {
            Entry::Event(n) => self.event_row(n, story.events.get(n)?, is_open, is_selected),
            Entry::Question(n) => self.question_row(n, story.questions.get(n)?, is_open, is_selected),
            Entry::Voice(n) => self.voice(n, story.voices.get(n)?, 2, is_selected),
            Entry::Term(n) => self.term_row(n, story.terms.get(n)?, is_open, is_selected),
            Entry::Source(n) => self.source(n, story.sources.get(n)?, 3, is_selected),
        })
    }

    fn accounts(&self, panel: Element, state: &State) -> Element {
        let all = self.story.questions.len();
        let shown = all.min((state.more + 1) * PAGE);
        let list = classed("ul", "questions").attr("role", "list");
        panel.child(list.each(shown, &|n| self.row(state, Entry::Question(n)))).maybe(self.more(shown, all))
    }

    fn all_voices(&self, panel: Element, state: &State) -> Element {
        let all = self.story.voices.len();
        let shown = all.min((state.more + 1) * PAGE);
        let list = classed("ul", "voices").attr("role", "list");
        panel.child(list.each(shown, &|n| self.row(state, Entry::Voice(n)))).maybe(self.more(shown, all))
    }

    fn glossary(&self, panel: Element, state: &State) -> Element {
        let terms = visible_terms(self.story, state);
        let shown = terms.len().min((state.more + 1) * TERMS_PAGE);
        let list = classed("dl", "terms").attr("part", "glossary");
        let list = list.each(shown, &|n| self.row(state, Entry::Term(*terms.get(n)?)));
        panel.child(self.kinds(state)).child(self.letters(state)).child(list).maybe(self.more(shown, terms.len()))
    }

    /// Buttons for every kind of term the story has.
    fn kinds(&self, state: &State) -> Element {
        let group = classed("div", "switch kinds").attr("role", "group").attr("aria-label", self.words.kinds_label);
        let all = button("kind", 0).state("aria-pressed", state.kind.is_none()).text(self.words.all_kinds);
        group.child(all).each(TermKind::ALL.len(), &|n| {
            let kind = *TermKind::ALL.get(n)?;
            self.story.terms.iter().any(|term| term.kind == kind).then(|| {
                button("kind", n + 1).state("aria-pressed", state.kind == Some(kind)).text(self.words.kind(kind))
            })
        })
    }

    /// Buttons for every letter the story's terms begin with.
    fn letters(&self, state: &State) -> Element {
        let mut group = classed("div", "letters")
            .attr("role", "group")
            .attr("aria-label", self.words.letters)
            .child(button("letter", 0).state("aria-pressed", state.letter.is_none()).text(self.words.all_kinds));
        let mut last = "";
        for (n, term) in self.story.terms.iter().enumerate() {
            if term.letter != last {
                last = &term.letter;
                group = group
                    .child(button("letter", n + 1).state("aria-pressed", state.letter == Some(n)).text(&term.letter));
            }
        }
        group
    }

    fn record(&self, panel: Element, state: &State) -> Element {
        let words = self.words;
        panel
            .child(self.about())
            .child(self.heading(2).text(words.how_to_read))
            .child(self.how_to_read())
            .child(self.heading(2).text(words.sources))
            .child(
                classed("ul", "sources")
                    .attr("role", "list")
                    .each(self.story.sources.len(), &|n| self.row(state, Entry::Source(n))),
            )
            .child(self.heading(2).text(words.revisions))
            .child(self.revisions())
            .child(self.heading(2).text(words.report))
            .child(self.running(el("p"), &self.story.report))
    }

    fn announcement(&self, state: &State) -> String {
        let counts = &self.words.counts;
        match state.announcement {
            None => String::new(),
            Some(Announcement::Events(n)) => count(n, counts.events),
            Some(Announcement::Terms(n)) => count(n, counts.terms),
            Some(Announcement::Results(n)) => count(n, counts.results),
        }
    }
}
