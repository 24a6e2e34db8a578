//! The widget: the content of the shadow root, a function of the story and the state.

use super::controls::switch;
use super::node::{Element, el};
use super::words::count;
use super::{Context, Surface};
use crate::app::{Announcement, Entry, State, View, list, window};
use crate::model::TermKind;
use std::ops::Range;

/// The whole widget. `context.surface` is taken as [`Surface::Widget`].
pub fn widget(context: Context, state: &State) -> Element {
    let context = Context { surface: Surface::Widget, ..context };
    let Context { story, words, .. } = context;
    let panel = context.panel(state);
    let announcement = state.announcement.map(|it| context.announcement(state, it));
    let about = el("button.link type=button data-act=view data-n=4").static_text(&words.about);
    context
        .with_story_lang(el("section.root part=root aria-labelledby=title"))
        .child(
            el("header.head")
                .child(context.heading(0).attr("id", "title").text(&story.title))
                .child(context.running(el("p.standfirst"), &story.standfirst)),
        )
        .child(
            context
                .with_ui_lang(el("div.toolbar part=toolbar"))
                .child(context.views(state))
                .child(context.search_field(state)),
        )
        .child(panel)
        .child(
            context
                .with_ui_lang(el("footer.foot part=footer"))
                .child(el("p").static_text(&words.updated).text(&story.updated).text(". ").child(about)),
        )
        .child(context.with_ui_lang(el("p.hidden role=status")).text(&announcement.unwrap_or_default()))
        .child(context.card(state))
}

impl Context<'_> {
    /// The search results, or the view on show under its name.
    fn panel(&self, state: &State) -> Element {
        if let Some(results) = &state.results {
            return el("div.panel id=panel").key(View::ALL.len()).child(self.results(state, results));
        }
        let name = self.words.views.get(state.view as usize).copied();
        let heading = self.with_ui_lang(self.heading(1)).attr("class", "hidden").text(name.unwrap_or_default());
        let panel = el("div.panel id=panel").key(state.view as usize).child(heading);
        match state.view {
            View::Timeline => self.timeline_panel(panel, state),
            View::Accounts | View::Voices => self.list(panel, state, state.view, &list(self.story, state)),
            View::Glossary => self.glossary(panel, state),
            View::Record => self.record(panel, state),
        }
    }

    fn timeline_panel(&self, panel: Element, state: &State) -> Element {
        let shown = list(self.story, state);
        let dated = self.story.events.iter().any(|event| event.when.date().is_some());
        let panel = panel
            .maybe(dated.then(|| self.timeline_frame(state)))
            .child(self.timeline_bar(state, shown.len()))
            .maybe(state.filters_open.then(|| self.facets(state)));
        if shown.is_empty() {
            return panel.child(self.with_ui_lang(el("p.nothing")).static_text(&self.words.no_events));
        }
        self.list(panel, state, View::Timeline, &shown)
    }

    /// The window of a list, with the buttons that move it.
    pub(super) fn list(&self, panel: Element, state: &State, kind: View, entries: &[usize]) -> Element {
        let Range { start, end } = window(kind, state.first, entries.len());
        let shown = entries.get(start..end).unwrap_or_default();
        let row = |n| self.row(state, kind.entry(n));
        // Results are ordered by relevance, not by date.
        let rows = if kind == View::Timeline && state.results.is_none() {
            self.grouped(2, shown, &row)
        } else {
            el(rows_of(kind)).each(shown.len(), &|n| row(*shown.get(n)?))
        };
        panel.maybe(self.more("turn", 0, self.words.earlier, start)).child(rows).maybe(self.more(
            "turn",
            1,
            self.words.more,
            entries.len() - end,
        ))
    }

    /// An entry in a list: a row that opens, or, for voices and documents, the whole.
    pub(super) fn row(&self, state: &State, entry: Entry) -> Option<Element> {
        let is_open = state.open.contains(&entry);
        let is_selected = state.selected == Some(entry);
        let story = self.story;
        Some(match entry {
            Entry::Event(n) => self.event_row(n, story.events.get(n)?, state),
            Entry::Question(n) => self.question_row(n, story.questions.get(n)?, is_open, is_selected),
            Entry::Voice(n) => self.voice(n, story.voices.get(n)?, 2, is_selected),
            Entry::Term(n) => self.term_row(n, story.terms.get(n)?, is_open, is_selected),
            Entry::Source(n) => self.source(n, story.sources.get(n)?, 3, is_selected),
        })
    }

    fn glossary(&self, panel: Element, state: &State) -> Element {
        let panel = panel.child(self.kinds(state)).child(self.letters(state));
        self.list(panel, state, View::Glossary, &list(self.story, state))
    }

    /// Buttons for every kind of term the story has.
    fn kinds(&self, state: &State) -> Element {
        let group = self.with_ui_lang(el("div.switch.kinds role=group")).attr("aria-label", self.words.kinds_label);
        let all = switch("kind", 0, state.kind.is_none(), self.words.all_kinds);
        group.child(all).each(TermKind::ALL.len(), &|n| {
            let kind = *TermKind::ALL.get(n)?;
            let is_used = self.story.terms.iter().any(|term| term.kind == kind);
            is_used.then(|| switch("kind", n + 1, state.kind == Some(kind), self.words.kind(kind)))
        })
    }

    /// Buttons for every letter the story's terms begin with.
    fn letters(&self, state: &State) -> Element {
        let mut group = el("div.letters role=group")
            .attr("aria-label", self.words.letters)
            .child(self.with_ui_lang(switch("letter", 0, state.letter.is_none(), self.words.all_kinds)));
        let mut last = "";
        for (n, term) in self.story.terms.iter().enumerate() {
            if term.letter != last {
                last = &term.letter;
                group = group.child(switch("letter", n + 1, state.letter == Some(n), &term.letter));
            }
        }
        group
    }

    fn record(&self, panel: Element, state: &State) -> Element {
        let Context { story, words, .. } = *self;
        let panel = panel
            .child(self.about())
            .child(self.with_ui_lang(self.heading(2)).static_text(&words.how_to_read))
            .child(self.how_to_read());
        let sources = el(rows_of(View::Record)).each(story.sources.len(), &|n| self.row(state, Entry::Source(n)));
        let report = self.running(el("p"), &story.report);
        let panel = self.headed(panel, &words.sources, sources);
        let panel = self.headed(panel, &words.revisions, self.revisions());
        self.headed(panel, &words.report, report)
    }

    /// Adds an element under a heading; nothing where it is empty.
    fn headed(&self, panel: Element, heading: &&'static str, content: Element) -> Element {
        if content.children.is_empty() {
            return panel;
        }
        panel.child(self.with_ui_lang(self.heading(2)).static_text(heading)).child(content)
    }

    fn announcement(&self, state: &State, announcement: Announcement) -> String {
        let counts = &self.words.counts;
        match announcement {
            Announcement::Events(n) => count(n, counts.events),
            Announcement::Terms(n) => count(n, counts.terms),
            Announcement::Results(n) => count(n, counts.results),
            Announcement::Staged(n) => self.staged_words(state, n),
        }
    }
}

/// The list element of a kind of rows.
pub(super) fn rows_of(kind: View) -> &'static str {
    match kind {
        View::Timeline => "ol.events role=list",
        View::Accounts => "ul.questions role=list",
        View::Voices => "ul.voices role=list",
        View::Glossary => "dl.terms part=glossary",
        View::Record => "ul.sources role=list",
    }
}
