//! The ground state: the whole story as plain, complete HTML that needs no script and no style, and that survives the
//! strictest sanitizers: only headings, lists, paragraphs, links and `data-*`, `id`, `class`, `role` and `aria-*`.

use super::claim::anchor;
use super::node::{Element, classed, el};
use super::{Context, Surface};

/// The fragment that shows an entry in the widget.
pub fn permalink_anchor(id: &str) -> String {
    let mut out = String::from("#backstory=");
    out.push_str(id);
    out
}

/// The whole story. `context.surface` is taken as [`Surface::Ground`].
pub fn ground(context: Context) -> Element {
    let context = Context { surface: Surface::Ground, ..context };
    let Context { story, words, .. } = context;
    let [timeline, accounts, voices, glossary, _] = words.views;
    let part = |id: &str, title: &str| {
        let mut heading_id = anchor(id);
        heading_id.push_str("-title");
        classed("section", id)
            .attr("id", &anchor(id))
            .attr("aria-labelledby", &heading_id)
            .child(context.ours(context.heading(1)).attr("id", &heading_id).text(title))
    };

    let events: Vec<usize> = (0..story.events.len()).collect();
    let mut updated = String::from(words.updated);
    updated.push_str(&story.updated);
    updated.push('.');

    el("section.backstory aria-labelledby=backstory-title")
        .attr("lang", &story.lang)
        .child(context.heading(0).attr("id", "backstory-title").text(&story.title))
        .child(context.running(el("p.standfirst"), &story.standfirst))
        .child(part("about", words.about).child(context.about()).child(context.ours(el("p")).text(&updated)))
        .child(
            part("timeline", timeline)
                .child(context.grouped(2, &events, &|n| Some(context.event_entry(n, story.events.get(n)?, 3)))),
        )
        .child(
            part("accounts", accounts).child(
                el("ul.questions role=list")
                    .each(story.questions.len(), &|n| Some(context.question(n, story.questions.get(n)?, 2))),
            ),
        )
        .child(
            part("voices", voices).child(
                el("ul.voices role=list")
                    .each(story.voices.len(), &|n| Some(context.voice(n, story.voices.get(n)?, 2, false))),
            ),
        )
        .child(part("glossary", glossary).child(context.terms("")))
        .child(
            part("record", words.sources).child(
                el("ul.sources role=list")
                    .each(story.sources.len(), &|n| Some(context.source(n, story.sources.get(n)?, 2, false))),
            ),
        )
        .child(part("reading", words.how_to_read).child(context.how_to_read()))
        .child(
            part("revisions", words.revisions)
                .child(context.revisions())
                .child(context.running(context.label(el("p.report"), &words.report).text(" "), &story.report)),
        )
}
