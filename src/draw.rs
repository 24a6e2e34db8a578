//! A picture of the drawn timeline as SVG, for social cards and print. The geometry is the widget's own, at rest, and so are the
//! words of the axis; the picture has its own colours and asks for no font but the system's.
//!
//! Knows the compiled story, the geometry and the views; neither files nor pixels: the command and the desk rasterise it.

use std::fmt::Write as _;

use crate::app::{Filter, State, Timeline, Viewport, item_in, words_of};
use crate::model::{Story, plain};
use crate::timeline::{MarkKind, MarkShape, PlacedMark};
use crate::view::node::{Element, Node};
use crate::view::{Context, Surface};

/// Width and height in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size {
    /// At least 480.
    pub width: f64,
    /// At least 320.
    pub height: f64,
}

/// What services show of a link: 1.91 to 1, as Open Graph's consumers crop it.
pub const SOCIAL: Size = Size { width: 1_200.0, height: 630.0 };

/// Width of the names of lanes in ems: the widget's.
const NAMES: f64 = 7.0;
/// Height of the axis in ems.
const AXIS: f64 = 3.2;
/// Font sizes that are tried, the largest first.
const EMS: [f64; 8] = [24.0, 21.0, 18.0, 16.0, 14.0, 13.0, 12.0, 11.0];

const STYLE: &str = "text{font-family:system-ui,'Noto Sans','DejaVu Sans',sans-serif;fill:#1c1917}\
.serif{font-family:Charter,Georgia,'Noto Serif','DejaVu Serif',serif;font-weight:700}\
.quiet{fill:#57534e}.lane{fill:#f5f5f4}.tick{stroke:#d6d3d1}.major{stroke:#a8a29e}.mark{fill:#78716c}.key{fill:#b23c17}\
.soft{opacity:.45}.wide{fill:#1c1917;fill-opacity:.06;stroke:#57534e;}.open{stroke-dasharray:4 3}.count{fill:#fff;text-anchor:middle;font-weight:700}.halo{stroke:#fff;stroke-width:3;paint-order:stroke}\
.on{fill:#fff}";

/// Escapes words.
fn escaped(words: &str) -> String {
    html_escape::encode_double_quoted_attribute(words).into_owned()
}

/// Words on lines of at most a width, and at most so many; what does not fit ends in an ellipsis.
fn lines(words: &str, em: f64, width: f64, most: usize) -> Vec<String> {
    let fits = |line: &str| line_width(line, em) <= width;
    let mut lines: Vec<String> = vec![String::new()];
    for word in words.split_whitespace() {
        let Some(last) = lines.last_mut() else { break };
        let longer = if last.is_empty() { word.to_owned() } else { format!("{last} {word}") };
        if fits(&longer) || last.is_empty() {
            *last = longer;
        } else {
            lines.push(word.to_owned());
        }
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while !fits(&format!("{last}…")) && last.contains(' ') {
                last.truncate(last.rfind(' ').unwrap_or(0));
            }
            last.push('…');
        }
    }
    lines
}

/// Width of words, about: letters of no script are wider than an em.
fn line_width(words: &str, em: f64) -> f64 {
    let letter = |c: char| match c {
        'f' | 'i' | 'j' | 'l' | 'r' | 't' | 'I' | ' ' | '\'' | ',' | '.' | ':' | '(' | ')' => 0.32,
        'm' | 'w' | 'M' | 'W' => 0.86,
        c if c.is_ascii_uppercase() || c.is_ascii_digit() => 0.64,
        c if (c as u32) < 0x0530 => 0.54,
        _ => 0.95,
    };
    words.chars().map(letter).sum::<f64>() * em
}

/// The picture of a story.
pub fn svg(story: &Story, size: Size) -> String {
    let unit = (size.width / 1_200.0).min(size.height / 630.0);
    let padding = 48.0 * unit;
    let inner = size.width - 2.0 * padding;
    let mut out = String::new();
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" role=\"img\" \
         aria-label=\"{2}\" lang=\"{3}\">\n<style>{STYLE}</style>\n<rect width=\"{0}\" height=\"{1}\" fill=\"#fff\"/>\n",
        size.width,
        size.height,
        escaped(&story.title),
        escaped(&story.lang),
    );
    let mut y = padding;
    let title = 46.0 * unit;
    for line in lines(&story.title, title, inner, 2) {
        y += title * 1.1;
        text(&mut out, "serif", padding, y, title, &line);
    }
    let small = 22.0 * unit;
    y += small * 0.5;
    for line in lines(&plain(&story.standfirst), small, inner, 2).iter().filter(|line| !line.is_empty()) {
        y += small * 1.35;
        text(&mut out, "quiet", padding, y, small, line);
    }
    y += small * 1.2;
    let room = size.height - padding * 0.7 - y;
    let timeline = EMS
        .iter()
        .map(|em| Timeline::new(story, &Filter::default(), viewport(inner, em * unit), None))
        .find(|timeline| timeline.frame.height + AXIS * timeline.viewport.em <= room)
        .unwrap_or_else(|| Timeline::new(story, &Filter::default(), viewport(inner, 10.0 * unit), None));
    let band = Band { story, timeline: &timeline, left: padding, top: y };
    band.draw(&mut out);
    out.push_str("</svg>\n");
    out
}

fn viewport(width: f64, em: f64) -> Viewport {
    Viewport { width, em, target: (em * 1.2).max(10.0) }
}

fn text(out: &mut String, class: &str, x: f64, y: f64, size: f64, words: &str) {
    let words = escaped(words);
    let _ = writeln!(out, "<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{size:.1}\">{words}</text>");
}

struct Band<'a> {
    story: &'a Story,
    timeline: &'a Timeline,
    left: f64,
    top: f64,
}

impl Band<'_> {
    fn em(&self) -> f64 {
        self.timeline.viewport.em
    }

    /// The pixel of the picture for one of the frame.
    fn x(&self, x: f64) -> f64 {
        self.left + NAMES * self.em() + x - self.timeline.frame.viewport_x
    }

    fn draw(&self, out: &mut String) {
        let frame = &self.timeline.frame;
        let (em, axis) = (self.em(), AXIS * self.em());
        let (start, width) = (self.left + NAMES * em, frame.scale.width());
        let lanes = self.top + axis;
        let _ = writeln!(
            out,
            "<clipPath id=\"field\"><rect x=\"{start:.1}\" y=\"{:.1}\" width=\"{width:.1}\" height=\"{:.1}\"/></clipPath>",
            self.top,
            axis + frame.height + em,
        );
        for (lane, drawn) in self.story.lanes.iter().zip(&frame.lanes).filter(|(_, drawn)| drawn.h > 0.0) {
            let (y, right) = (lanes + drawn.y, start - self.left + width);
            let _ = writeln!(
                out,
                "<rect class=\"lane\" x=\"{:.1}\" y=\"{y:.1}\" width=\"{right:.1}\" height=\"{:.1}\"/>",
                self.left,
                (drawn.h - 2.0).max(0.0),
            );
            if self.story.lanes.len() > 1 {
                let most = if drawn.h > em * 2.6 { 2 } else { 1 };
                for (n, line) in (1_u8..).zip(lines(&lane.label, em * 0.85, (NAMES - 0.8) * em, most)) {
                    text(out, "quiet", self.left + em * 0.4, y + f64::from(n) * em * 1.1, em * 0.85, &line);
                }
            }
        }
        out.push_str("<g clip-path=\"url(#field)\">\n");
        self.axis(out, lanes + frame.height);
        for mark in &frame.marks {
            self.mark(out, mark, lanes);
        }
        out.push_str("</g>\n");
    }

    /// Ticks and words of the axis, as the widget writes them.
    fn axis(&self, out: &mut String, bottom: f64) {
        let context = Context { story: self.story, surface: Surface::Static, heading: 1 };
        let state = State::default();
        let nodes = context.drawn_timeline(self.timeline, &state);
        let Some(axis) = nodes.iter().find_map(|node| find(node, "axis")) else { return };
        let em = self.em();
        for context in all(axis, "context") {
            let from = length(context, "inset-inline-start");
            for words in context.children.iter().filter_map(element) {
                let x = self.x(from + length(words, "inset-inline-start"));
                text(out, "", x, self.top + em, em * 0.85, &words_in(words));
            }
        }
        for (class, name) in [("tick", "minor"), ("major", "major")] {
            for tick in all(axis, name) {
                let x = self.x(length(tick, "inset-inline-start"));
                let _ = writeln!(out, "<path class=\"{class}\" d=\"M{x:.1} {:.1}V{bottom:.1}\"/>", self.top + em * 1.5);
                text(out, "quiet", x + em * 0.25, self.top + em * 2.4, em * 0.8, &words_in(tick));
            }
        }
    }

    fn mark(&self, out: &mut String, mark: &PlacedMark, lanes: f64) {
        let event = self.timeline.event(item_in(mark)).and_then(|event| self.story.events.get(event));
        let Some(event) = event else { return };
        let (em, row) = (self.em(), self.timeline.row_height());
        let (x, y, w) = (self.x(mark.area.x), lanes + mark.y, mark.area.w);
        let middle = y + row / 2.0;
        let key = if event.importance == 1 { "mark key" } else { "mark" };
        if let MarkKind::Cluster(cluster) = &mark.kind {
            let radius = (row * 0.36).min(w / 2.0);
            let centre = x + w / 2.0;
            let _ = writeln!(out, "<circle class=\"mark\" cx=\"{centre:.1}\" cy=\"{middle:.1}\" r=\"{radius:.1}\"/>");
            text(out, "count", centre, middle + em * 0.28, em * 0.75, &format!("+{}", cluster.count));
            return;
        }
        let drawing = &mark.drawing;
        let is_soft = drawing.is_soft();
        match drawing.shape {
            MarkShape::Dot => {
                let centre = x + w / 2.0;
                let soft = if is_soft { " soft" } else { "" };
                let _ = writeln!(
                    out,
                    "<circle class=\"{key}{soft}\" cx=\"{centre:.1}\" cy=\"{middle:.1}\" r=\"{:.1}\"/>",
                    row * 0.2
                );
            }
            MarkShape::Wide | MarkShape::Bar => {
                let (top, height) = (y + row * 0.12, row * 0.76);
                let bar = |out: &mut String, class: &str, x: f64, w: f64| {
                    let _ = writeln!(
                        out,
                        "<rect class=\"{class}\" x=\"{x:.1}\" y=\"{top:.1}\" width=\"{:.1}\" height=\"{height:.1}\" rx=\"3\"/>",
                        w.max(2.0)
                    );
                };
                if drawing.shape == MarkShape::Wide {
                    bar(out, if is_soft { "wide open" } else { "wide" }, x, w);
                } else {
                    bar(out, &format!("{key} soft"), x, w);
                    bar(out, key, self.x(drawing.core.x), drawing.core.w);
                }
            }
        }
        if let Some(label) = mark.label {
            let is_inside =
                label.x >= mark.area.x && label.end() <= mark.area.end() + 1.0 && drawing.shape != MarkShape::Dot;
            let class = if is_inside && drawing.shape == MarkShape::Bar { "on" } else { "halo" };
            let shown = lines(words_of(event), em * 0.92, label.w, 2);
            let first = if shown.len() > 1 { middle - em * 0.2 } else { middle + em * 0.32 };
            for (n, line) in (0_u8..).zip(&shown) {
                text(out, class, self.x(label.x) + em * 0.25, first + f64::from(n) * em, em * 0.92, line);
            }
        }
    }
}

fn element(node: &Node) -> Option<&Element> {
    match node {
        Node::Element(element) => Some(element),
        Node::Text(_) => None,
    }
}

fn has_class(element: &Element, class: &str) -> bool {
    element.attrs.iter().any(|(name, value)| *name == "class" && value.split(' ').any(|word| word == class))
}

/// The first element of a class.
fn find<'n>(node: &'n Node, class: &str) -> Option<&'n Element> {
    let element = element(node)?;
    if has_class(element, class) { Some(element) } else { element.children.iter().find_map(|child| find(child, class)) }
}

/// All elements of a class inside one.
fn all<'n>(inside: &'n Element, class: &'n str) -> Vec<&'n Element> {
    let mut found = Vec::new();
    for child in inside.children.iter().filter_map(element) {
        if has_class(child, class) {
            found.push(child);
        }
        found.extend(all(child, class));
    }
    found
}

fn words_in(element: &Element) -> String {
    let words = element.children.iter().map(|node| match node {
        Node::Element(element) => words_in(element),
        Node::Text(words) => words.clone(),
    });
    words.collect()
}

/// A length that the view sets, in pixels.
fn length(element: &Element, property: &str) -> f64 {
    let value = element.attrs.iter().find(|(name, _)| *name == property).map(|(_, value)| value.trim_end_matches("px"));
    value.and_then(|value| value.parse().ok()).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_end_in_an_ellipsis() {
        assert_eq!(lines("one two three", 10.0, 1_000.0, 2), ["one two three"]);
        let cut = lines(&"word ".repeat(40), 10.0, 200.0, 2);
        assert!(cut.len() == 2 && cut[1].ends_with('…'), "{cut:?}");
        assert_eq!(lines("", 10.0, 10.0, 2), [""]);
    }
}
