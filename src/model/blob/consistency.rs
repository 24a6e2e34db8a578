//! Whether a compiled story can be followed: every index in range, every date a date.

use crate::model::words::COUNT;
use crate::model::{Bounds, Claim, Date, Day, Inline, Shape, Story, When};

/// Days from 1970 to the farthest date: 22 billion years, which later arithmetic cannot overflow.
const FARTHEST: Day = 8_000_000_000_000;

/// Whether every index is in range and every date is valid.
pub(super) fn is_consistent(story: &Story) -> bool {
    let bounds = |b: &Bounds| -FARTHEST <= b.earliest && b.earliest <= b.latest && b.latest <= FARTHEST;
    let date = |date: &Date| {
        let members = match &date.shape {
            Shape::OneOf(members) => !members.is_empty() && members.iter().all(bounds),
            Shape::Point | Shape::Span => true,
        };
        members && bounds(&date.begin) && bounds(&date.end) && date.minute.is_none_or(|m| m < 24 * 60)
    };
    let in_range = |index: usize, len: usize| index < len;
    let claim = |claim: &Claim| claim.cites.iter().all(|c| in_range(c.source.into(), story.sources.len()));
    let text = |text: &[Inline]| {
        let mut depth = 0_usize;
        let mut takes_attributes = false;
        let is_sound = text.iter().all(|inline| {
            let is_sound = match inline {
                Inline::Plain(_) => true,
                Inline::Term { term, .. } => in_range((*term).into(), story.terms.len()),
                Inline::Attribute(..) => takes_attributes,
                Inline::Open(_) => {
                    depth += 1;
                    true
                }
                Inline::Close => {
                    let is_open = depth > 0;
                    depth = depth.wrapping_sub(1);
                    is_open
                }
            };
            takes_attributes = matches!(inline, Inline::Open(_) | Inline::Attribute(..));
            is_sound
        });
        is_sound && depth == 0
    };
    let wide = |list: &[u32], len: usize| list.iter().all(|i| in_range(*i as usize, len));
    let ascends = |list: &[u32], len: usize| {
        list.is_sorted_by(|a, b| a < b) && list.last().is_none_or(|last| in_range(*last as usize, len))
    };
    let narrow = |list: &[u8], len: usize| list.iter().all(|i| in_range((*i).into(), len));

    (0..).zip(&story.events).all(|(n, e)| {
        claim(&e.claim)
            && text(&e.summary)
            && text(&e.media)
            && narrow(&e.themes, story.themes.len())
            && in_range(e.lane.into(), story.lanes.len())
            && e.chapter.is_none_or(|chapter| in_range(chapter.into(), story.chapters.len()))
            && wide(&e.in_heading, story.terms.len())
            && ascends(&e.questions, story.questions.len())
            && match &e.when {
                When::Dated(when) => date(when),
                When::After { event, .. } => *event < n,
            }
    }) && story.axis.iter().all(|e| in_range(*e as usize, story.events.len()))
        && ascends(&story.leads, story.events.len())
        && story.chapters.iter().all(|c| bounds(&Bounds { earliest: c.from, latest: c.to }))
        && story.chapters.is_sorted_by(|a, b| a.to < b.from)
        && story.terms.iter().all(|t| {
            claim(&t.claim)
                && text(&t.definition)
                && text(&t.media)
                && wide(&t.see, story.terms.len())
                && ascends(&t.in_events, story.events.len())
                && ascends(&t.in_questions, story.questions.len())
        })
        && story.questions.iter().all(|q| {
            text(&q.context)
                && q.accounts.iter().all(|a| claim(&a.claim) && text(&a.says))
                && ascends(&q.events, story.events.len())
                && wide(&q.in_heading, story.terms.len())
        })
        && story
            .voices
            .iter()
            .all(|v| claim(&v.claim) && text(&v.role) && text(&v.holds) && narrow(&v.on, story.topics.len()))
        && story.sources.iter().all(|s| text(&s.description))
        && story.revisions.iter().all(|r| text(&r.says))
        && story.about.iter().all(|p| text(p))
        && text(&story.standfirst)
        && text(&story.report)
        && story.words.list.len() == COUNT
        && text(&story.media)
        && story.groups.first().map_or(story.events.is_empty(), |g| g.first == 0)
        && story.groups.is_sorted_by(|a, b| a.first < b.first)
        && story.groups.iter().all(|g| in_range(g.first as usize, story.events.len()))
}
