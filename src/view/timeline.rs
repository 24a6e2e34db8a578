//! The drawn timeline: its buttons, the axis, the lanes with their marks, a legend, and over it the event that is selected. It
//! is written apart from the rest of the widget, up to many times a second.
//!
//! Lengths are set as properties, one by one: policies forbid style attributes, not this.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "counts fit 32 bits; minutes are exact in `f64`"
)]

use super::Context;
use super::node::{Element, Node, classed, decimal, el};
use super::words::{count, count_of, figure};
use crate::app::{Direction, Entry, Stage, State, Timeline, item_in, visible_events, words_of};
use crate::model::words::{Word, fill};
use crate::model::{Event, Status, joined};
use crate::timeline::{EndStyle, MarkKind, MarkShape, PlacedMark, Stretch};

/// An empty element for the drawing.
pub(super) fn timeline_frame() -> Element {
    el("div.drawn").key(0).child(el("div.band id=band part=band"))
}

/// Number of events of a cluster that are listed, where no zoom sets them apart.
const SEVERAL: usize = 60;

/// Least and greatest width of the stage in ems of the band.
const STAGE: (f64, f64) = (16.0, 26.0);

/// Position and length along the axis; position from the top, and height. No custom properties: everything inside would inherit
/// them, and be styled anew with them.
pub(super) const START: &str = "inset-inline-start";
const SIZE: &str = "inline-size";
const TOP: &str = "inset-block-start";
const TALL: &str = "block-size";

impl Context<'_> {
    /// Buttons that step from event to event, and move the window. Keys do the latter in the field.
    fn tools(&self, timeline: &Timeline, state: &State) -> Element {
        let words = self.words();
        let selected = state.selected_event();
        let step = |n, direction, word| {
            let button = el("button.plain type=button").act("step", n).word(words, word);
            button.state("aria-disabled", timeline.neighbour(selected, direction).is_none())
        };
        let zoom = |n, sign, word, is_end| {
            let button = el("button.tool type=button tabindex=-1").act("zoom", n).attr("aria-label", words.get(word));
            button.state("aria-disabled", is_end).text(sign)
        };
        self.with_ui_lang(el("div.tools role=group").key(0).attr("aria-label", words.get(Word::DRAWN)))
            .child(el("button.plain.skip type=button data-act=skip data-n=0").word(words, Word::SKIP))
            .child(step(0, Direction::Previous, Word::PREVIOUS))
            .child(step(1, Direction::Next, Word::NEXT))
            .child(el("span.window-words aria-live=polite").text(&self.window_words(timeline)))
            .child(zoom(0, "–", Word::FARTHER, !timeline.is_narrowed()))
            .child(zoom(1, "+", Word::NEARER, timeline.zoomed_in(selected).is_none()))
    }

    /// The stage: an event or a list of events over the drawing, on the side away from the mark.
    fn stage(&self, timeline: &Timeline, state: &State) -> Option<Element> {
        let covered = covered(timeline, state)?;
        // Beside the names of the lanes.
        let start = timeline.viewport.width - timeline.scale.width() - timeline.frame.viewport_x;
        let stage = el("div.stage part=stage").key(4).px(START, start + covered.x).px(SIZE, covered.w);
        Some(match state.stage.as_ref()? {
            Stage::Event(n) => self.staged(stage, timeline, state, *n, self.story.events.get(*n)?),
            Stage::Several(events) => {
                let list = el("ul role=list").each(events.len().min(SEVERAL), &|n| {
                    let at = *events.get(n)?;
                    let event = self.story.events.get(at)?;
                    let date = el("span.date").text(event.when.words());
                    let link = el("button.link type=button").act("mark", at).text(&event.headline);
                    Some(el("li").child(date).text(" ").child(link))
                });
                let number = count(self.words(), events.len(), Word::EVENTS);
                stage.child(self.with_ui_lang(el("p.stage-head")).text(&number).child(self.unstage())).child(list)
            }
        })
    }

    fn staged(&self, stage: Element, timeline: &Timeline, state: &State, n: usize, event: &Event) -> Element {
        let position =
            self.position_words(&timeline.listed, n).map(|words| self.with_ui_lang(el("span.count")).text(&words));
        let date = el("span.date").text(event.when.words());
        stage
            .child(el("p.stage-head").child(date).text(" ").maybe(position).child(self.unstage()))
            .child(self.heading(2).attr("class", "headline").text(&event.headline))
            .child(self.event_body(event))
            .child(self.actions(Entry::Event(n), state))
    }

    /// "3 of 37", where the list has the event.
    fn position_words(&self, listed: &[usize], n: usize) -> Option<String> {
        Some(count_of(self.words(), listed.binary_search(&n).ok()? + 1, listed.len(), Word::OF))
    }

    /// The date and headline of the event on the stage and its position in the list, for a live region.
    pub(super) fn staged_words(&self, state: &State, n: usize) -> String {
        let Some(event) = self.story.events.get(n) else { return String::new() };
        let position = self.position_words(&visible_events(self.story, &state.filter), n).unwrap_or_default();
        joined(&[event.when.words(), ". ", &event.headline, ". ", &position])
    }

    fn unstage(&self) -> Element {
        self.with_ui_lang(el("button.plain.unstage type=button data-act=unstage data-n=0"))
            .word(self.words(), Word::CLOSE)
    }

    /// Content of the element `#band`.
    pub fn drawn_timeline(&self, timeline: &Timeline, state: &State) -> Vec<Node> {
        let tip = el("div.tip aria-hidden=true").key(5);
        // No axis where nothing has a date. (An element, as the shell measures a band that has none.)
        if timeline.layout.is_empty() {
            return vec![Node::Element(tip)];
        }
        let parts = [self.tools(timeline, state), self.plot(timeline, state), self.legend(timeline), tip];
        let mut view = Vec::new();
        for part in parts.into_iter().chain(self.stage(timeline, state)) {
            view.push(Node::Element(part));
        }
        view
    }

    fn plot(&self, timeline: &Timeline, state: &State) -> Element {
        let frame = &timeline.frame;
        // Lanes that hold nothing in the window are not drawn.
        let along_lane = |element: Element, n: usize| {
            let lane = frame.lanes.get(n).filter(|lane| lane.h > 0.0)?;
            Some(element.key(n).px(TOP, lane.y).px(TALL, lane.h))
        };
        let lanes = el("div.lanes").each(frame.lanes.len(), &|n| along_lane(el("div.lane"), n));
        let names = el("div.lane-names")
            .each(frame.lanes.len(), &|n| along_lane(el("div.lane-name").text(&self.story.lanes.get(n)?.label), n));
        let field = self
            .with_ui_lang(el("div.field role=group"))
            .attr("aria-label", &joined(&[self.words().get(Word::DRAWN), ": ", &self.window_words(timeline)]))
            .attr("aria-description", self.words().get(Word::KEYS))
            .child(lanes)
            .child(el("div.marks id=marks"))
            .px(TALL, frame.height);
        // The shell scrolls the back and the field together: the first and last element here. In each, the first child is wide
        // enough to be scrolled, and layers follow.
        el("div.plot")
            .key(1)
            .child(el("div.back").child(el("div.room")).child(self.axis(timeline, state)))
            .child(names)
            .child(field)
            .px("--row", timeline.row_height())
    }

    /// The shapes that are drawn; an empty line where every mark has the plain one, so that nothing moves with the window.
    fn legend(&self, timeline: &Timeline) -> Element {
        let (mut statuses, mut is_soft) = (0_u8, false);
        let view = Stretch { x: timeline.frame.viewport_x, w: timeline.scale.width() };
        for mark in timeline.frame.marks.iter().filter(|mark| mark.area.overlaps(view)) {
            if let MarkKind::Item(item) = mark.kind
                && let Some(event) = timeline.event(item).and_then(|event| self.story.events.get(event))
            {
                let status = 1 << event.claim.status as u8;
                // A reported time has no shape but its length.
                statuses |= if mark.drawing.shape == MarkShape::Dot { status } else { status & !1 };
                is_soft |= mark.drawing.is_soft();
            }
        }
        let drawn = self.with_ui_lang(el("p.legend").key(3)).each(Status::ALL.len(), &|n| {
            let status = *Status::ALL.get(n)?;
            (statuses >> n & 1 == 1 && (is_soft || statuses > 1)).then(|| self.status(status))
        });
        drawn.maybe(is_soft.then(|| el("span.status.soft-date").word(self.words(), Word::SOFT)))
    }

    /// Content of the element `#marks`. Most steps of a pan leave it as it is.
    pub fn marks(&self, timeline: &Timeline, state: &State) -> Vec<Node> {
        let focused = timeline.focused_mark();
        let selected = state.selected_event().and_then(|event| timeline.item_of(event));
        let selected = selected.and_then(|item| timeline.layout.mark_of(&timeline.frame, item));
        let marks = timeline.frame.marks.iter().enumerate();
        // No label is cut by the stage.
        let covered = covered(timeline, state);
        let is_whole = |label: &Stretch| covered.is_none_or(|it| !label.overlaps(it));
        let mark = |(n, mark): (usize, &PlacedMark)| {
            let mut mark = *mark;
            mark.label = mark.label.filter(is_whole);
            let button =
                el(if focused == Some(n) { "button type=button tabindex=0" } else { "button type=button tabindex=-1" });
            self.mark(button.state("aria-current", selected == Some(n)), timeline, &mark).map(Node::Element)
        };
        marks.filter_map(mark).collect()
    }

    fn mark(&self, button: Element, timeline: &Timeline, mark: &PlacedMark) -> Option<Element> {
        let item = item_in(mark);
        let n = timeline.event(item)?;
        let event = self.story.events.get(n)?;
        let inside = |stretch: Stretch| Stretch { x: stretch.x - mark.area.x, w: stretch.w };
        if let MarkKind::Cluster(cluster) = &mark.kind {
            let number = cluster.count as usize;
            let events = count(self.words(), number, Word::EVENTS);
            let name = fill(self.words().get(Word::AMONG_THEM), &[&events, &named(event)]);
            let button = button
                .key(item as usize | 1 << 30)
                .act("cluster", n)
                .attr("class", "mark cluster")
                .attr("aria-label", &name);
            // In the circle their number; beside it the lead, behind whose name the stylesheet puts an ellipsis.
            let words =
                mark.label.map(|place| classed("~span", label_class(mark)).text(words_of(event)).along(inside(place)));
            let number = figure(self.words(), cluster.count.into());
            return Some(button.text(&number).maybe(words).along(mark.area).px(TOP, mark.y));
        }
        let date = event.when.date()?;
        let drawing = &mark.drawing;
        let status = event.claim.status;
        let is_bar = drawing.shape == MarkShape::Bar;
        let mut class = String::from(match drawing.shape {
            MarkShape::Dot => "mark",
            MarkShape::Wide => "mark wide",
            MarkShape::Bar => "mark span",
        });
        let end = |style, soft, open| match style {
            EndStyle::Sharp => "",
            EndStyle::Soft => soft,
            EndStyle::Open => open,
        };
        class.push_str(end(drawing.start, " soft-start", " open-start"));
        class.push_str(end(drawing.end, " soft-end", " open-end"));
        class.push_str(if event.importance == 1 { " key" } else { "" });
        let mut label = String::from(label_class(mark));
        // The status shape is drawn before the words where these lie in the mark.
        let shaped = if mark.label.is_some() && drawing.shape != MarkShape::Dot { &mut label } else { &mut class };
        shaped.push_str(" status-");
        shaped.push_str(status.name());
        let name = joined(&[&date.words, ", ", &named(event), ", ", self.words().nth(Word::STATUSES, status as usize)]);
        let words = mark.label.map(|place| classed("~span", &label).text(words_of(event)).along(inside(place)));
        let button = button
            .key(item as usize)
            .act("mark", n)
            .attr("class", &class)
            .attr("aria-label", &name)
            .maybe(words)
            .hued(event.hue)
            .along(mark.area)
            .px(TOP, mark.y);
        let core = inside(drawing.core);
        Some(if is_bar { button.px("--from", core.x).px("--to", core.end()) } else { button })
    }
}

/// The pixels of the frame that the stage covers, where one is on show: in the window, on the side away from the mark and
/// its name.
pub(super) fn covered(timeline: &Timeline, state: &State) -> Option<Stretch> {
    state.stage.as_ref()?;
    let selected = state.selected_event().and_then(|event| timeline.item_of(event));
    let mark = timeline.mark_of(selected.unwrap_or(timeline.focused));
    let area = mark.map_or(Stretch::default(), |mark| mark.area);
    let label = mark.and_then(|mark| mark.label).unwrap_or(area);
    let (x, width) = (timeline.frame.viewport_x, timeline.scale.width());
    let before = area.x.min(label.x) - x;
    let behind = x + width - area.end().max(label.end());
    let (narrowest, widest) = STAGE;
    let em = timeline.viewport.em;
    let w = before.max(behind).min(widest * em).max(narrowest * em);
    Some(Stretch { x: if before > behind { x } else { x + width - w }, w })
}

/// An event's name with the words that are drawn (WCAG 2.5.3).
fn named(event: &Event) -> String {
    let short = event.short.as_deref().unwrap_or_default();
    joined(&[short, if short.is_empty() { "" } else { ": " }, &event.headline])
}

/// The class of a mark's label, before its mark or behind it.
fn label_class(mark: &PlacedMark) -> &'static str {
    if mark.label.is_some_and(|label| label.x < mark.area.x) { "label before" } else { "label" }
}

impl Element {
    /// Sets half of its hue, in degrees of OKLCH; 0 is none.
    fn hued(self, hue: u8) -> Self {
        if hue > 0 { self.number("--hue", hue.into()) } else { self }
    }

    /// Sets a length in whole pixels.
    pub(super) fn px(self, property: &'static str, length: f64) -> Self {
        // To the even one of two as near, which is one instruction.
        let pixels = length.round_ties_even();
        let mut value = String::from(if pixels < 0.0 { "-" } else { "" });
        value.push_str(&decimal(pixels.abs() as u64));
        value.push_str("px");
        self.set(property, &value)
    }

    /// Sets its position along the axis.
    pub(super) fn along(self, stretch: Stretch) -> Self {
        self.px(START, stretch.x).px(SIZE, stretch.w)
    }
}
