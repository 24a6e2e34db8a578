//! The widget: the content of the shadow root, a function of the story and the state.

use super::controls::numbered;
use super::node::{Element, el};
use super::timeline::timeline_frame;
use super::words::{count, halves};
use super::{Context, Surface};
use crate::app::{Announcement, Entry, FEW, Filter, State, View, list, shown, visible_events};
use crate::model::joined;
use crate::model::words::Word;

/// The whole widget. `context.surface` is taken as [`Surface::Widget`].
pub fn widget(context: Context, state: &State) -> Element {
    let context = Context { surface: Surface::Widget, ..context };
    let Context { story, .. } = context;
    let words = context.words();
    let panel = context.panel(state);
    let announcement = state.announcement.map(|it| context.announcement(state, it));
    let about = el("button.plain type=button data-act=view data-n=4").word(words, Word::ABOUT_LINK);
    let has_filters = state.view == View::Timeline && state.results.is_none();
    let mut foot = el("p");
    if !story.updated.is_empty() {
        let (before, after) = halves(words.get(Word::UPDATED));
        foot = foot.text(before).text(&story.updated).text(after).text(" ");
    }
    let head = el("header.head")
        .child(context.heading(0).attr("id", "title").text(&story.title))
        .maybe(context.prose(el("p.standfirst"), &story.standfirst))
        .maybe(context.language_buttons().filled());
    context
        .with_story_lang(el("section.root part=root aria-labelledby=title"))
        .child(context.inlines(head, &story.media))
        .child(
            context
                .with_ui_lang(el("div.toolbar part=toolbar"))
                .child(context.views(state))
                .child(context.search_field(state))
                .maybe(has_filters.then(|| context.filter_button(state))),
        )
        .child(panel)
        .child(context.with_ui_lang(el("footer.foot part=footer")).child(foot.child(about)))
        .child(context.with_ui_lang(el("p.hidden role=status")).text(&announcement.unwrap_or_default()))
        .child(context.card(state))
}

impl Context<'_> {
    /// The languages that the story can be read in, each a button.
    fn language_buttons(&self) -> Element {
        let mut buttons = el("p.actions");
        for language in &self.story.languages {
            let button = el("button.plain type=button data-act=language").attr("lang", &language.id);
            let is_current = language.id == self.story.lang;
            let button = if is_current { button.attr("aria-current", "true") } else { button };
            buttons = buttons.behind(" · ").child(button.text(&language.label));
        }
        buttons
    }

    /// The search results, or the view on show under its name.
    fn panel(&self, state: &State) -> Element {
        if let Some(results) = &state.results {
            return el("div.panel id=panel").key(View::ALL.len()).child(self.results(state, results));
        }
        let name = self.words().nth(Word::VIEWS, state.view as usize);
        let heading = self.with_ui_lang(self.heading(1)).attr("class", "hidden").text(name);
        let panel =
            el("div.panel id=panel role=tabpanel").key(state.view as usize).attr("aria-label", name).child(heading);
        let list = list(self.story, state, state.view);
        match state.view {
            View::Timeline => self.timeline_panel(panel, state, &list),
            View::Record => self.about_parts(self.list(panel, state, state.view, &list)),
            View::Accounts | View::Voices | View::Glossary => self.list(panel, state, state.view, &list),
        }
    }

    fn timeline_panel(&self, panel: Element, state: &State, list: &[usize]) -> Element {
        let is_open = state.filters_open;
        let dated = self.story.events.iter().any(|event| event.when.date().is_some());
        let panel = panel
            .maybe(is_open.then(|| self.facets(state, list.len())))
            .maybe(self.chapters(state))
            .maybe(dated.then(timeline_frame))
            .maybe((!is_open && state.filter.is_narrowed()).then(|| self.filtered(state, list.len())));
        if list.is_empty() {
            return panel.child(self.with_ui_lang(el("p.nothing")).word(self.words(), Word::NO_EVENTS));
        }
        self.list(panel, state, View::Timeline, list)
    }

    /// The rows on show of a list, with the buttons that make it grow or close it again.
    pub(super) fn list(&self, panel: Element, state: &State, kind: View, list: &[usize]) -> Element {
        let words = self.words();
        let n = kind as usize;
        let rows = state.rows(kind);
        let range = rows.range(list.len());
        let shown = shown(self.story, state, kind, list);
        // Results are ordered by relevance, not by date.
        let is_timeline = kind == View::Timeline && state.results.is_none();
        let content = if is_timeline {
            self.dated_list(state, &shown)
        } else {
            el(rows_of(kind)).each(shown.len(), &|n| self.row(state, kind.entry(*shown.get(n)?)))
        };
        let mut more = self.with_ui_lang(el("p.more"));
        let left = list.len() - range.end;
        if is_timeline && !rows.is_grown() && list.len() > shown.len() {
            let nouns = if state.filter.key_only { Word::SHOW_KEY_EVENTS } else { Word::SHOW_EVENTS };
            let words = count(words, list.len(), nouns);
            more = more.child(el("button.plain type=button").act("more", n).text(&words));
        } else if left > 0 {
            more = more.child(numbered("more", n, words, Word::MORE, left));
        }
        if is_timeline {
            let (message, label) =
                if state.filter.key_only { ("all", Word::ALL_EVENTS) } else { ("key", Word::KEY_EVENTS) };
            let total = self.count_with(state, !state.filter.key_only);
            // At rest a short story's list leads with them, or has few others.
            let is_of_use = state.filter.key_only || rows.is_grown() || Filter::first_look(self.story).key_only;
            if is_of_use && total > 0 && total != list.len() {
                more = more.child(numbered(message, 0, words, label, total));
            }
        }
        if rows.is_grown() && list.len() > FEW {
            more = more.child(el("button.plain type=button").act("fewer", n).word(words, Word::FEWER));
        }
        panel
            .maybe((range.start > 0).then(|| {
                self.with_ui_lang(el("p.more")).child(numbered("earlier", n, words, Word::EARLIER, range.start))
            }))
            .maybe(content.filled())
            .maybe(more.filled())
    }

    /// Number of events that the filter would leave with key events only, or with all.
    fn count_with(&self, state: &State, key_only: bool) -> usize {
        visible_events(self.story, &Filter { key_only, ..state.filter }).len()
    }

    /// An entry in a list: a row that opens.
    pub(super) fn row(&self, state: &State, entry: Entry) -> Option<Element> {
        let story = self.story;
        Some(match entry {
            Entry::Event(n) => self.event_row(n, story.events.get(n)?, state),
            Entry::Question(n) => self.question_row(n, story.questions.get(n)?, state),
            Entry::Voice(n) => self.voice_row(n, story.voices.get(n)?, state),
            Entry::Term(n) => self.term_row(n, story.terms.get(n)?, state),
            Entry::Source(n) => self.source_row(n, story.sources.get(n)?, state),
        })
    }

    /// What is said about the sources, each part under a heading that opens it.
    fn about_parts(&self, panel: Element) -> Element {
        let panel = self.headed(panel, Word::ABOUT, self.about());
        let panel = self.headed(panel, Word::HOW_TO_READ, self.how_to_read());
        let panel = self.headed(panel, Word::REVISIONS, self.revisions());
        self.headed(panel, Word::REPORT, self.running(el("p"), &self.story.report))
    }

    /// Adds an element under a heading that opens it; nothing where it is empty.
    fn headed(&self, panel: Element, heading: Word, content: Element) -> Element {
        if content.children.is_empty() {
            return panel;
        }
        let summary = self.with_ui_lang(el("summary")).child(self.heading(2).word(self.words(), heading));
        panel.child(el("details").child(summary).child(content))
    }

    fn announcement(&self, state: &State, announcement: Announcement) -> String {
        match announcement {
            Announcement::Events(n) => {
                let chapter = state.filter.chapter.and_then(|n| self.story.chapters.get(usize::from(n)));
                let noun = if state.filter.key_only { Word::KEY_EVENT_COUNT } else { Word::EVENTS };
                let events = count(self.words(), n, noun);
                chapter.map_or(events.clone(), |chapter| joined(&[&chapter.label, ": ", &events]))
            }
            Announcement::Results(n) => count(self.words(), n, Word::RESULTS),
            Announcement::Staged(n) => self.staged_words(state, n),
            Announcement::Copied(_) => self.words().get(Word::COPIED).into(),
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
