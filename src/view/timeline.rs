//! The drawn timeline: the axis, the lanes with their marks, the strip that shows the whole story. It is written apart from the
//! rest of the widget, up to many times a second.
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
use super::words::count;
use crate::app::{Entry, Stage, State, Timeline, item_in, visible_events};
use crate::model::{Event, joined};
use crate::timeline::{EndStyle, MarkKind, MarkShape, PlacedMark, Stretch};

/// Height of the strip's picture of the story, in units of its view box.
const HEIGHT: usize = 24;
/// Number of events of a cluster that are listed, where no zoom sets them apart.
const SEVERAL: usize = 60;

/// Position and length along the axis; position from the top, and height. No custom properties: everything inside would inherit
/// them, and be styled anew with them.
pub(super) const START: &str = "inset-inline-start";
const SIZE: &str = "inline-size";
const TOP: &str = "inset-block-start";
const TALL: &str = "block-size";

impl Context<'_> {
    /// Buttons that move the window, an empty element for the drawing, and the stage below it.
    pub(super) fn timeline_frame(&self, state: &State) -> Element {
        let words = self.words;
        let tools = self
            .with_ui_lang(el("div.tools role=group"))
            .attr("aria-label", words.drawn)
            .child(el("button.plain type=button data-act=step data-n=0").text(words.previous))
            .child(el("button.plain type=button data-act=step data-n=1").text(words.next))
            .child(el("button.plain type=button data-act=play data-n=0").text(if state.playing {
                words.pause
            } else {
                words.play
            }))
            .child(
                el("span.zoom")
                    .child(el("button.plain type=button data-act=whole data-n=0").text(words.whole))
                    .child(
                        el("button.tool type=button data-act=nearer data-n=0")
                            .attr("aria-label", words.farther)
                            .text("–"),
                    )
                    .child(
                        el("button.tool type=button data-act=nearer data-n=1")
                            .attr("aria-label", words.nearer)
                            .text("+"),
                    ),
            );
        el("div.drawn").key(0).child(el("div.band id=band part=band")).child(tools).child(self.stage(state))
    }

    /// The stage: an event or a list of events below the drawing.
    fn stage(&self, state: &State) -> Element {
        let stage = el("div.stage part=stage");
        match &state.stage {
            None => stage,
            Some(Stage::Event(n)) => match self.story.events.get(*n) {
                Some(event) => self.staged(stage, state, *n, event),
                None => stage,
            },
            Some(Stage::Several(events)) => {
                let list = el("ul role=list").each(events.len().min(SEVERAL), &|n| {
                    let at = *events.get(n)?;
                    let event = self.story.events.get(at)?;
                    let date = el("span.date").text(event.when.words());
                    let link = el("button.link type=button").act("mark", at).text(&event.headline);
                    Some(el("li").child(date).text(" ").child(link))
                });
                let number = count(events.len(), self.words.counts.events);
                stage.child(self.with_ui_lang(el("p.stage-head")).text(&number).child(self.unstage())).child(list)
            }
        }
    }

    fn staged(&self, stage: Element, state: &State, n: usize, event: &Event) -> Element {
        let position = self.position_words(state, n).map(|words| self.with_ui_lang(el("span.count")).text(&words));
        let date = el("span.date").text(event.when.words());
        stage
            .child(el("p.stage-head").child(date).text(" ").maybe(position).child(self.unstage()))
            .child(self.heading(2).attr("class", "headline").text(&event.headline))
            .child(self.event_body(event))
            .child(self.actions(Entry::Event(n), state))
    }

    /// "3 of 37", where the list has the event.
    fn position_words(&self, state: &State, n: usize) -> Option<String> {
        let shown = visible_events(self.story, &state.filter);
        let mut words = decimal(shown.binary_search(&n).ok()? as u64 + 1);
        words.push_str(self.words.counts.of);
        words.push_str(&decimal(shown.len() as u64));
        Some(words)
    }

    /// The event on the stage and its position in the list, for a live region.
    pub(super) fn staged_words(&self, state: &State, n: usize) -> String {
        let headline = self.story.events.get(n).map(|event| event.headline.as_str()).unwrap_or_default();
        match self.position_words(state, n) {
            Some(position) => joined(&[headline, ", ", &position]),
            None => headline.to_owned(),
        }
    }

    fn unstage(&self) -> Element {
        self.with_ui_lang(el("button.plain.unstage type=button data-act=unstage data-n=0")).text(self.words.close)
    }

    /// Content of the element `#band`.
    pub fn drawn_timeline(&self, timeline: &Timeline) -> Vec<Node> {
        let mut parts = Vec::new();
        if timeline.is_wide() {
            parts.push(Node::Element(self.plot(timeline)));
        }
        parts.push(Node::Element(self.strip(timeline)));
        parts
    }

    fn plot(&self, timeline: &Timeline) -> Element {
        let frame = &timeline.frame;
        let em = 1.5 * timeline.viewport.em;
        // Rows for the names that fit.
        let named = frame.eras.iter().filter(|era| era.label.is_some());
        let rows = named.map(|era| era.row + 1).max().unwrap_or(0);
        let eras = el("div.eras").each(frame.eras.len(), &|n| {
            let era = frame.eras.get(n)?;
            let label = &self.story.eras.get(era.era)?.label;
            let name = era.label.map(|place| {
                el("button.era-name type=button tabindex=-1")
                    .act("era", era.era)
                    .text(label)
                    .along(Stretch { x: place.x - era.area.x, w: place.w })
                    .px(TOP, f64::from(era.row) * em)
            });
            let open = |end, class| if end == EndStyle::Sharp { "" } else { class };
            let class = joined(&["era", open(era.start, " open-start"), open(era.end, " open-end")]);
            Some(classed("div", &class).key(era.era).maybe(name).along(era.area))
        });
        let names = el("div.lane-names").each(frame.lanes.len(), &|n| {
            let lane = frame.lanes.get(n)?;
            let name = el("button.lane-name type=button").act("lane", n).text(&self.story.lanes.get(n)?.label);
            Some(name.px(TOP, lane.y).px(TALL, lane.h))
        });
        let lanes = el("div.lanes").each(frame.lanes.len(), &|n| {
            let lane = frame.lanes.get(n)?;
            Some(el("div.lane").px(TOP, lane.y).px(TALL, lane.h))
        });
        let field = el("div.field role=group")
            .attr("aria-label", &self.window_words(timeline))
            .child(lanes)
            .child(el("div.marks id=marks"))
            .px(TALL, frame.height);
        // The shell scrolls the back and the field together: the first and last element here. In each, the first child is wide
        // enough to be scrolled, and layers follow.
        el("div.plot")
            .key(0)
            .child(el("div.back").child(el("div.room")).child(self.axis(timeline)).child(eras))
            .child(el("div.era-names").px(TALL, f64::from(rows) * em))
            .child(names)
            .child(field)
    }

    /// Content of the element `#marks`. Most steps of a pan leave it as it is.
    pub fn marks(&self, timeline: &Timeline, state: &State) -> Vec<Node> {
        let focused = timeline.focused_mark();
        let marks = timeline.frame.marks.iter().enumerate();
        marks.filter_map(|(n, mark)| self.mark(timeline, mark, focused == Some(n), state)).map(Node::Element).collect()
    }

    fn mark(&self, timeline: &Timeline, mark: &PlacedMark, is_focused: bool, state: &State) -> Option<Element> {
        let item = item_in(mark);
        let n = timeline.event(item)?;
        let event = self.story.events.get(n)?;
        let button = el(if is_focused { "button type=button tabindex=0" } else { "button type=button tabindex=-1" });
        if let MarkKind::Cluster(cluster) = &mark.kind {
            let number = cluster.count as usize;
            let mut name = count(number, self.words.counts.events);
            name.push_str(self.words.among_them);
            name.push_str(&event.headline);
            let button = button
                .key(item as usize | 1 << 30)
                .act("cluster", n)
                .attr("class", "mark cluster")
                .attr("aria-label", &name);
            return Some(button.text(&decimal(cluster.count.into())).along(mark.area).px(TOP, mark.y));
        }
        let date = event.when.date()?;
        let drawing = &mark.drawing;
        let is_linked = drawing.shape == MarkShape::Linked;
        let candidates = if is_linked { timeline.frame.candidates.as_slice() } else { &[] };
        let status = event.claim.status;
        let is_bar = drawing.shape == MarkShape::Bar;
        let is_long = is_bar || drawing.shape == MarkShape::Bracket;
        let mut class = String::from("mark");
        class.push_str(match drawing.shape {
            MarkShape::Dot => "",
            MarkShape::Bracket => " bracket",
            MarkShape::Bar => " span",
            MarkShape::Linked => " linked",
        });
        for (edge, [fuzzy, arrow, faded]) in [(drawing.start, STARTS), (drawing.end, ENDS)] {
            class.push_str(match edge {
                EndStyle::Sharp => "",
                EndStyle::Fuzzy => fuzzy,
                EndStyle::Arrow => arrow,
                EndStyle::Faded => faded,
            });
        }
        for (is, name) in [
            (date.qualifier.approximate || date.qualifier.uncertain, " vague"),
            (event.importance == 1, " key"),
            (state.selected == Some(Entry::Event(n)), " selected"),
        ] {
            class.push_str(if is { name } else { "" });
        }
        let is_before = mark.label.is_some_and(|label| label.x < mark.area.x);
        let mut label = String::from(if is_before { "label before" } else { "label" });
        // The status shape is drawn before the words where these lie in the mark.
        let shaped =
            if mark.label.is_some_and(|label| label.w < mark.area.w) && is_long { &mut label } else { &mut class };
        shaped.push_str(" status-");
        shaped.push_str(status.name());
        let name = joined(&[&date.words, ", ", &event.headline, ", ", self.words.status(status)]);
        let inside = |stretch: Stretch| Stretch { x: stretch.x - mark.area.x, w: stretch.w };
        let words = mark
            .label
            .map(|place| classed("span", &label).child(el("span").text(&event.headline)).along(inside(place)));
        let button = button
            .key(item as usize)
            .act("mark", n)
            .attr("class", &class)
            .attr("aria-label", &name)
            .each(candidates.len(), &|n| {
                let (of, candidate) = *candidates.get(n)?;
                (of == item).then(|| el("i.part").along(inside(candidate)))
            })
            .maybe(words)
            .along(mark.area)
            .px(TOP, mark.y);
        let core = inside(drawing.core);
        Some(if is_bar { button.px("--from", core.x).px("--to", core.end()) } else { button })
    }

    /// A small picture of the whole story, and the window on it.
    fn strip(&self, timeline: &Timeline) -> Element {
        let story = timeline.layout.extent();
        let whole = story.span() as f64;
        let from = (timeline.scale.extent().from - story.from) as f64 / whole;
        let w = timeline.scale.span() / whole;
        let picture = el("svg viewBox=0,0,96,24 preserveAspectRatio=none aria-hidden=true")
            .child(el("path").attr("d", &columns(&timeline.density)));
        let words = self.window_words(timeline);
        let grip = |literal, name: &str, at: f64| {
            el(literal).attr("aria-label", name).number("aria-valuenow", permille(at)).attr("aria-valuetext", &words)
        };
        let [window, start, end] = self.words.grips;
        el("div.strip")
            .key(1)
            .child(picture)
            .child(
                el("div.window")
                    .child(grip("div.grip.whole role=slider tabindex=0 aria-valuemax=1000", window, from + w / 2.0))
                    .child(grip("div.grip.start role=slider tabindex=0 aria-valuemax=1000", start, from))
                    .child(grip("div.grip.end role=slider tabindex=0 aria-valuemax=1000", end, from + w))
                    .set("--x", &percent(from))
                    .set("--w", &percent(w)),
            )
            .child(el("p.window-words aria-hidden=true").text(&words))
    }
}

const STARTS: [&str; 3] = [" start-fuzzy", " start-arrow", " start-faded"];
const ENDS: [&str; 3] = [" end-fuzzy", " end-arrow", " end-faded"];

impl Element {
    /// Sets a length in whole pixels.
    pub(super) fn px(self, property: &'static str, length: f64) -> Self {
        let pixels = length.round();
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

fn permille(fraction: f64) -> usize {
    (fraction * 1_000.0) as usize
}

/// A fraction as a percentage with a decimal.
fn percent(fraction: f64) -> String {
    let tenths = permille(fraction) as u64;
    joined(&[&decimal(tenths / 10), ".", &decimal(tenths % 10), "%"])
}

/// Columns as tall as their counts, the tallest as tall as the picture: an outline (SVG 2 § 9.3).
fn columns(counts: &[usize]) -> String {
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let mut path = String::from("M0 24");
    for count in counts {
        // One event can be seen beside a hundred.
        let height = if *count == 0 { 0 } else { 2 + count * (HEIGHT - 2) / most };
        path.push('V');
        path.push_str(&decimal((HEIGHT - height) as u64));
        path.push_str("h1");
    }
    path.push_str("V24z");
    path
}
