//! The story page: the whole story as plain, complete HTML that needs no script and no style, and that survives the
//! strictest sanitizers: only headings, lists, paragraphs, links and `data-*`, `id`, `class`, `role`, `lang`, `dir` and `aria-*`.
//!
//! Only entries have ids, and the parts that the contents lead to, whose ids hold that of the story: the texts of several
//! stories on one page have none twice. [`prefix_ids`] sets two of one story apart.

use super::claim::anchor;
use super::node::{Element, Node, el};
use super::{Context, Surface};
use crate::model::words::{Word, fill};

/// The fragment that shows an entry in the widget.
pub fn permalink_anchor(id: &str) -> String {
    let mut out = String::from("#backstory=");
    out.push_str(id);
    out
}

/// The whole story, without headings over empty lists. `context.surface` is taken as [`Surface::Static`].
pub fn story_page(context: Context) -> Element {
    let context = Context { surface: Surface::Static, ..context };
    let Context { story, .. } = context;
    let words = context.words();
    let [timeline, accounts, voices, glossary] = [0, 1, 2, 3].map(|view| words.nth(Word::VIEWS, view));
    let part =
        |literal: &'static str, title: &str| el(literal).child(context.with_ui_lang(context.heading(1)).text(title));
    let list = |literal: &'static str, title: &str, content: Element| {
        (!content.children.is_empty()).then(|| part(literal, title).child(content))
    };

    let events: Vec<usize> = (0..story.events.len()).collect();
    let updated = fill(words.get(Word::UPDATED), &[&story.updated]);
    let updated = (!story.updated.is_empty()).then(|| context.with_ui_lang(el("p")).text(&updated));
    let mut revisions = list("section.revisions", words.get(Word::REVISIONS), context.revisions());
    if !story.report.is_empty() {
        let text = context.running(context.label(el("p.report"), Word::REPORT), &story.report);
        revisions = Some(revisions.unwrap_or_else(|| el("section.revisions")).child(text));
    }
    let standfirst = context.running(el("p.standfirst"), &story.standfirst);

    let root = context
        .with_story_lang(el("section.backstory").attr("aria-label", &story.title))
        .child(context.heading(0).text(&story.title))
        .maybe((!standfirst.children.is_empty()).then_some(standfirst))
        .maybe(context.language_links(""));
    let before_contents = root.children.len();
    let mut root = context
        .inlines(root, &story.media)
        .child(part("section.about", words.get(Word::ABOUT)).child(context.about()).maybe(updated))
        .maybe(list(
            "section.timeline",
            timeline,
            context.grouped(2, &events, &|n| Some(context.event_entry(n, story.events.get(n)?, 3))),
        ))
        .maybe(list(
            "section.accounts",
            accounts,
            el("ul.questions role=list")
                .each(story.questions.len(), &|n| Some(context.question(n, story.questions.get(n)?, 2))),
        ))
        .maybe(list(
            "section.voices",
            voices,
            el("ul.voices role=list").each(story.voices.len(), &|n| Some(context.voice(n, story.voices.get(n)?, 2))),
        ))
        .maybe(list("section.glossary", glossary, context.terms("")))
        .maybe(list(
            "section.record",
            words.get(Word::SOURCES),
            el("ul.sources role=list")
                .each(story.sources.len(), &|n| Some(context.source(n, story.sources.get(n)?, 2))),
        ))
        .child(part("section.reading", words.get(Word::HOW_TO_READ)).child(context.how_to_read()))
        .maybe(revisions);
    let contents = contents(&mut root, &story.id);
    root.children.insert(before_contents, Node::Element(contents));
    if story.is_right_to_left {
        set_directions(&mut root);
    }
    root
}

/// Links to the parts of the page that have a heading, and to the years of its timeline; gives ids to all of them.
fn contents(root: &mut Element, story: &str) -> Element {
    let mut parts = el("ul.parts role=list");
    for part in sections(&mut root.children, "section") {
        let class = part.attrs.iter().find(|(name, _)| *name == "class").map(|(_, class)| class.to_string());
        // No entry's id has two hyphens in a row.
        let id = anchor(&["-", story, "-", &class.unwrap_or_default()].concat());
        let Some(link) = link_to(part, &id) else { continue };
        let mut years = el("ul.groups role=list");
        for list in sections(&mut part.children, "ol") {
            for (n, year) in sections(&mut list.children, "li").enumerate() {
                let id = [&id, "-", &(n + 1).to_string()].concat();
                years = years.maybe(link_to(year, &id).map(|link| el("li").child(link)));
            }
        }
        parts = parts.child(el("li").child(link).maybe(years.filled()));
    }
    el("nav.contents").child(parts)
}

fn sections<'a>(children: &'a mut [Node], tag: &'a str) -> impl Iterator<Item = &'a mut Element> {
    children.iter_mut().filter_map(move |child| match child {
        Node::Element(element) if element.tag == tag => Some(element),
        _ => None,
    })
}

/// A link to a part in the words of the heading that it begins with, and in their language. The part takes the id.
fn link_to(part: &mut Element, id: &str) -> Option<Element> {
    let Some(Node::Element(heading)) = part.children.first() else { return None };
    if !matches!(heading.tag, "h1" | "h2" | "h3" | "h4" | "h5" | "h6") {
        return None;
    }
    let mut link = el("a").attr("href", &["#", id].concat());
    link.attrs.extend(heading.attrs.iter().filter(|(name, _)| *name == "lang").cloned());
    link.children.clone_from(&heading.children);
    part.attrs.push(("id", id.to_owned().into()));
    Some(link)
}

/// Sets the direction of the interface's words, and isolates cites, each with its numbers, in a story from right to left
/// (UAX #9; HTML standard § 3.2.6.4).
pub(super) fn set_directions(element: &mut Element) {
    let has = |name, value: &str| element.attrs.iter().any(|(it, words)| *it == name && words == value);
    let is_cites = has("class", "cites");
    for child in &mut element.children {
        let Node::Element(child) = child else { continue };
        if is_cites {
            child.attrs.push(("dir", "auto".into()));
        } else if child.attrs.iter().any(|(name, _)| *name == "lang") && !has_direction(child) {
            child.attrs.push(("dir", "ltr".into()));
        }
        set_directions(child);
    }
}

fn has_direction(element: &Element) -> bool {
    element.attrs.iter().any(|(name, _)| *name == "dir")
}

/// Puts a prefix into the ids of a page's text, and into the links to them: `backstory-PREFIX-ID`.
#[cfg(feature = "cli")]
pub fn prefix_ids(element: &mut Element, prefix: &str) {
    for (name, value) in &mut element.attrs {
        let bare = match *name {
            "id" => value.strip_prefix(&anchor("")).map(|id| ("", id)),
            "href" => value.strip_prefix('#').and_then(|value| value.strip_prefix(&anchor(""))).map(|id| ("#", id)),
            _ => None,
        };
        if let Some((hash, id)) = bare {
            *value = [hash, &anchor(prefix), "-", id].concat().into();
        }
    }
    for child in &mut element.children {
        if let Node::Element(child) = child {
            prefix_ids(child, prefix);
        }
    }
}
