//! Puts the compiled story together: ids become indices, marks become links, dates become days and words.

use super::CompileError;
use super::direction::{is_right_to_left, isolated};
use super::fold;
use super::headings;
use super::link::{Headword, Linker};
use super::words::Interface;
use crate::model::texts::Words as TextWords;
use crate::model::{self, Day, language};
use crate::story::authored;
use crate::story::chapters::{chapters_of, days};
use crate::story::edtf::{Edtf, Lexicon};
use crate::story::limits;
use crate::story::order::Placed;
use crate::story::text::Marked;
use crate::story::texts::{self, for_each_text};
use crate::story::words::Dictionary;
use ids::Ids;
use order::{dates, order};
use std::collections::BTreeSet;

/// The compiled form of an authored story.
///
/// # Errors
/// More entries than indices can number, ids that name nothing, events that follow each other in a circle, or a form that
/// two terms share. A story that `check` passes fails only by its size.
pub fn compile(story: &authored::Story) -> Result<model::Story, CompileError> {
    let assembler = Assembler::new(story)?;
    let events = assembler.events()?;
    let questions = assembler.questions()?;
    let voices = assembler.voices()?;
    let terms = assembler.terms()?;
    let placed = assembler.order.iter().map(|placed| (assembler.date(placed.event), placed.minute));
    let groups = headings::groups(placed, assembler.lexicon)?;
    let leads = assembler.leads(&events)?;
    let mut compiled = model::Story {
        id: story.id.clone(),
        lang: story.lang.clone(),
        languages: story.languages.iter().map(|lang| language_label(lang)).collect(),
        is_right_to_left: is_right_to_left(&story.lang),
        title: story.title.clone(),
        standfirst: assembler.text(&story.standfirst)?,
        about: story.about.iter().map(|paragraph| assembler.text(paragraph)).collect::<Result<_, _>>()?,
        report: assembler.text(&story.report)?,
        updated: story.updated.as_ref().map(|date| assembler.words(date)).unwrap_or_default(),
        evidence: story.evidence,
        media: assembler.media(&story.media)?,
        themes: story.themes.iter().map(label).collect(),
        lanes: assembler.lanes(),
        topics: story.topics.iter().map(label).collect(),
        chapters: assembler.chapters(),
        leads,
        sources: story.sources.iter().map(|source| assembler.source(source)).collect::<Result<_, _>>()?,
        axis: model::axis_order(&events),
        groups,
        events,
        terms,
        questions,
        voices,
        revisions: assembler.revisions()?,
        folds: std::rc::Rc::default(),
        words: assembler.interface.words(story.evidence),
    };
    model::rebuild_backlinks(&mut compiled);
    compiled.folds = folds(&compiled).into();
    let links = links(&compiled);
    if links > model::MAX_LINKS {
        return Err(CompileError::too_many("different words that are links", links, model::MAX_LINKS));
    }
    Ok(compiled)
}

/// The story being compiled, with its ids, linker and order.
struct Assembler<'a> {
    story: &'a authored::Story,
    lexicon: &'static Lexicon,
    interface: Interface,
    linker: Linker,
    /// Terms in alphabetical order, by their number in the file.
    alphabet: Vec<(&'a authored::Term, String)>,
    /// The dates of events, in file order.
    dates: Vec<Option<model::Date>>,
    /// In reading order; indices are those of the file.
    order: Vec<Placed>,
    /// In the order of their days.
    chapters: Vec<&'a authored::Chapter>,
    themes: Ids<'a>,
    lanes: Ids<'a>,
    topics: Ids<'a>,
    events: Ids<'a>,
    terms: Ids<'a>,
}

impl<'a> Assembler<'a> {
    fn new(story: &'a authored::Story) -> Result<Assembler<'a>, CompileError> {
        for (what, count, limit) in [
            ("sources", story.sources.len(), limits::LABELS),
            ("themes", story.themes.len(), limits::LABELS),
            ("lanes", story.lanes.len(), limits::LABELS),
            ("topics", story.topics.len(), limits::LABELS),
            ("chapters", story.chapters.len(), limits::LABELS),
            ("events", story.events.len(), limits::EVENTS),
            ("terms", story.terms.len(), limits::ENTRIES),
            ("questions", story.questions.len(), limits::ENTRIES),
            ("voices", story.voices.len(), limits::ENTRIES),
        ] {
            if count > limit {
                return Err(CompileError::too_many(what, count, limit));
            }
        }
        let lexicon = Lexicon::or_english(&story.lang);

        let mut alphabet: Vec<_> =
            story.terms.iter().map(|term| (term, alphabetical(term.sort.as_ref().unwrap_or(&term.label)))).collect();
        alphabet.sort_by(|a, b| a.1.cmp(&b.1));
        let headwords: Vec<Headword> = alphabet
            .iter()
            .map(|(t, _)| Headword { id: &t.id, label: &t.label, kind: t.kind, forms: &t.forms })
            .collect();
        let linker = Linker::new(&headwords, prose(story))?;

        let dates = dates(story, lexicon);
        let order = order(story, &dates)?;
        let mut chapters: Vec<&authored::Chapter> = Vec::new();
        for chapter in &story.chapters {
            // They are few, and a sort is more code.
            let first = |chapter: &authored::Chapter| *days(&chapter.when.value).start();
            chapters.insert(chapters.partition_point(|other| first(other) <= first(chapter)), chapter);
        }
        let event_id = |index: usize| story.events.get(index).map_or("", |event| event.id.as_str());

        Ok(Assembler {
            lexicon,
            interface: Interface::new(&story.lang, &story.words),
            linker,
            themes: Ids::new("theme", story.themes.iter().map(|t| t.id.as_str())),
            lanes: Ids::new("lane", story.lanes.iter().map(|l| l.id.as_str())),
            topics: Ids::new("topic", story.topics.iter().map(|t| t.id.as_str())),
            events: Ids::new("event", order.iter().map(|placed| event_id(placed.event))),
            terms: Ids::new("term", alphabet.iter().map(|(term, _)| term.id.as_str())),
            alphabet,
            dates,
            order,
            chapters,
            story,
        })
    }

    fn text(&self, text: &Marked) -> Result<model::Text, CompileError> {
        self.linker.link(text, None)
    }

    fn words(&self, date: &Edtf) -> String {
        self.lexicon.unbroken(&date.words(self.lexicon))
    }

    fn events(&self) -> Result<Vec<model::Event>, CompileError> {
        let chapters = chapters_of(&self.story.events.iter().collect::<Vec<_>>(), &self.order, &self.chapters);
        let in_order = self.order.iter().filter_map(|placed| self.story.events.get(placed.event).zip(Some(placed)));
        in_order
            .zip(self.accounts()?)
            .map(|((event, placed), accounts)| {
                let summary = self.text(&event.summary)?;
                Ok(model::Event {
                    id: event.id.clone(),
                    when: self.when(event, placed)?,
                    headline: event.headline.clone(),
                    short: event.short.clone(),
                    search: event.search.clone(),
                    in_heading: self.in_heading(&event.headline, &[&summary]),
                    hue: self.hue(event),
                    summary,
                    media: self.media(&event.media)?,
                    claim: claim(&event.claim),
                    themes: event.themes.iter().map(|id| self.themes.index_u8(id)).collect::<Result<_, _>>()?,
                    lane: event.lane.as_ref().map_or(Ok(0), |lane| self.lanes.index_u8(lane))?,
                    chapter: chapters
                        .get(placed.event)
                        .copied()
                        .flatten()
                        .and_then(|chapter| u8::try_from(chapter).ok()),
                    importance: event.importance,
                    accounts,
                    questions: Vec::new(),
                })
            })
            .collect()
    }

    /// Indices of events, each once.
    fn ascending(&self, ids: &[String]) -> Result<Vec<u32>, CompileError> {
        let mut events = self.events.all(ids, Ids::index)?;
        events.sort_unstable();
        events.dedup();
        Ok(events)
    }

    /// Accounts of the questions that dispute what an event's headline says, of each event in reading order.
    fn accounts(&self) -> Result<Vec<u8>, CompileError> {
        let mut accounts = vec![0_u8; self.order.len()];
        for question in &self.story.questions {
            for event in self.ascending(&question.disputes)? {
                if let Some(accounts) = accounts.get_mut(event as usize) {
                    let own = u8::try_from(question.accounts.len()).unwrap_or(u8::MAX);
                    *accounts = accounts.saturating_add(own);
                }
            }
        }
        Ok(accounts)
    }

    fn date(&self, event: usize) -> Option<&model::Date> {
        self.dates.get(event)?.as_ref()
    }

    fn when(&self, event: &authored::Event, placed: &Placed) -> Result<model::When, CompileError> {
        match (self.date(placed.event), &event.when) {
            (Some(date), _) => Ok(model::When::Dated(date.clone())),
            (None, authored::When::After(leader) | authored::When::Dated { after: Some(leader), .. }) => {
                let id = &leader.value;
                let leader = self.story.events.iter().find(|event| event.id == *id);
                let headline = leader.map(|leader| leader.headline.as_str()).unwrap_or_default();
                let words = format!("{}: {headline}", self.interface.after());
                Ok(model::When::After { event: self.events.index(id)?, words })
            }
            (None, authored::When::Dated { .. }) => Err(CompileError::unknown("event", "")),
        }
    }

    /// The story's lanes, or one for all its events.
    fn lanes(&self) -> Vec<model::Label> {
        let lanes: Vec<_> = self.story.lanes.iter().map(label).collect();
        if lanes.is_empty() && !self.story.events.is_empty() {
            return vec![model::Label { id: "events".to_owned(), label: self.interface.lane().to_owned() }];
        }
        lanes
    }

    /// In the order of their days. Open ends become the first or last day of any event.
    fn chapters(&self) -> Vec<model::Chapter> {
        let dates = || self.dates.iter().flatten();
        let first = dates().map(|date| date.begin.earliest).min().unwrap_or_default();
        let last = dates().map(|date| date.end.latest).max().unwrap_or_default();
        let chapter = |chapter: &&authored::Chapter| {
            let days = days(&chapter.when.value);
            let from = if *days.start() == Day::MIN { first.min(*days.end()) } else { *days.start() };
            let to = if *days.end() == Day::MAX { last.max(from) } else { *days.end() };
            model::Chapter { id: chapter.id.clone(), label: chapter.label.clone(), from, to }
        };
        self.chapters.iter().map(chapter).collect()
    }

    /// The events that lead the story: those the editor names, or key events, or any, evenly spread.
    fn leads(&self, events: &[model::Event]) -> Result<Vec<u32>, CompileError> {
        let ids: Vec<String> = self.story.lead.iter().map(|id| id.value.clone()).collect();
        if !ids.is_empty() {
            return self.ascending(&ids);
        }
        let of = |most| (0..).zip(events).filter(move |(_, event)| event.importance <= most).map(|(n, _)| n);
        let mut from: Vec<u32> = of(1).collect();
        if from.is_empty() {
            from.extend(of(u8::MAX));
        }
        Ok(evenly(&from, limits::LEADS))
    }

    fn questions(&self) -> Result<Vec<model::Question>, CompileError> {
        let account = |account: &authored::Account| {
            Ok(model::Account { says: self.text(&account.says)?, claim: claim(&account.claim) })
        };
        let question = |question: &authored::Question| {
            let context = self.text(&question.context)?;
            let accounts: Vec<_> = question.accounts.iter().map(account).collect::<Result<_, _>>()?;
            let texts: Vec<_> =
                accounts.iter().map(|account: &model::Account| &account.says).chain([&context]).collect();
            Ok(model::Question {
                id: question.id.clone(),
                asks: question.asks.clone(),
                in_heading: self.in_heading(&question.asks, &texts),
                context,
                accounts,
                events: self.ascending(&question.events)?,
                importance: question.importance,
            })
        };
        self.story.questions.iter().map(question).collect()
    }

    fn voices(&self) -> Result<Vec<model::Voice>, CompileError> {
        let voice = |voice: &authored::Voice| {
            let mut on = self.topics.all(&voice.on, Ids::index_u8)?;
            on.sort_unstable();
            on.dedup();
            Ok(model::Voice {
                id: voice.id.clone(),
                name: voice.name.clone(),
                named: voice.named,
                role: self.text(&voice.role)?,
                holds: self.text(&voice.holds)?,
                on,
                claim: claim(&voice.claim),
            })
        };
        self.story.voices.iter().map(voice).collect()
    }

    fn terms(&self) -> Result<Vec<model::Term>, CompileError> {
        let term = |(term, _): &(&authored::Term, String)| {
            let index = self.terms.index_u16(&term.id)?;
            Ok(model::Term {
                id: term.id.clone(),
                label: term.label.clone(),
                kind: term.kind,
                forms: term.forms.iter().filter(|form| **form != language::untagged(&term.label)).cloned().collect(),
                search: search_only(term),
                definition: self.linker.link(&term.definition, Some(index))?,
                media: self.media(&term.media)?,
                claim: claim(&term.claim),
                see: self.terms.all(&term.see, |ids, id| ids.index_u16(id).map(u32::from))?,
                in_events: Vec::new(),
                in_questions: Vec::new(),
            })
        };
        self.alphabet.iter().map(term).collect()
    }

    /// Terms that a heading names and the texts under it do not link.
    fn in_heading(&self, heading: &str, texts: &[&model::Text]) -> Vec<u32> {
        let is_linked = |named: &u16| {
            texts.iter().copied().flatten().any(|inline| match inline {
                model::Inline::Term { term, .. } => term == named,
                _ => false,
            })
        };
        self.linker.mentions(heading).into_iter().filter(|term| !is_linked(term)).map(u32::from).collect()
    }

    /// The figures of an entry.
    fn media(&self, media: &[authored::Medium]) -> Result<model::Text, CompileError> {
        let mut figures = model::Text::new();
        for medium in media {
            medium::figure(&mut figures, medium, self.text(&medium.caption)?);
        }
        Ok(figures)
    }

    /// The hue of an event: that of its first theme with a colour, or its lane's.
    fn hue(&self, event: &authored::Event) -> u8 {
        let story = self.story;
        let themes = event.themes.iter().filter_map(|id| story.themes.iter().find(|theme| theme.id == *id));
        let lane = event.lane.as_ref().and_then(|id| story.lanes.iter().find(|lane| lane.id == *id));
        themes.chain(lane).map(|label| palette::hue(label.colour)).find(|hue| *hue > 0).unwrap_or_default()
    }

    fn source(&self, source: &authored::Source) -> Result<model::Source, CompileError> {
        let is_rtl = is_right_to_left(&self.story.lang);
        let detail = |detail: &Option<String>| detail.as_ref().map(|detail| isolated(detail, is_rtl));
        Ok(model::Source {
            id: source.id.clone(),
            label: source.label.clone(),
            title: source.title.clone(),
            kind: detail(&source.kind),
            publisher: detail(&source.publisher),
            author: detail(&source.author),
            published: source.published.as_ref().map(|date| self.words(date)),
            url: source.url.clone(),
            missing: source.missing.iter().map(|part| self.interface.printable(part)).collect(),
            description: self.text(&source.description)?,
            paragraphs: source.paragraphs,
        })
    }

    /// Newest first; those of one day in the order of the file.
    fn revisions(&self) -> Result<Vec<model::Revision>, CompileError> {
        let mut revisions: Vec<_> = self.story.revisions.iter().collect();
        revisions.sort_by_key(|revision| std::cmp::Reverse(revision.date.date(self.lexicon).begin.earliest));
        let revision = |revision: &authored::Revision| {
            Ok(model::Revision { date: self.words(&revision.date), says: self.text(&revision.says)? })
        };
        revisions.into_iter().map(revision).collect()
    }
}

/// The words of a story's texts, but for spellings of terms, which are no prose.
fn prose(story: &authored::Story) -> Vec<&str> {
    let mut prose = Vec::new();
    for_each_text(story, &mut |text| {
        if !matches!((text.owner, text.key), (texts::Owner::Term(_), "label" | "forms" | "search")) {
            prose.extend(text.words.pieces());
        }
    });
    prose
}

/// At most `most` of a list, evenly spread, its first and its last among them.
fn evenly(list: &[u32], most: usize) -> Vec<u32> {
    if list.len() <= most {
        return list.to_vec();
    }
    let last = list.len() - 1;
    (0..most).filter_map(|n| list.get(n * last / (most - 1)).copied()).collect()
}

/// Number of different links of a story: terms under different words.
fn links(story: &model::Story) -> usize {
    let mut links = BTreeSet::new();
    model::texts::for_each_text(story, &mut |_, text| {
        if let model::texts::Words::Running(text) = text {
            links.extend(text.iter().filter_map(|inline| match inline {
                model::Inline::Term { term, words } => Some((*term, words.as_str())),
                _ => None,
            }));
        }
    });
    links.len()
}

/// The tables for every letter that a search can meet.
fn folds(story: &model::Story) -> model::Folds {
    let mut words = Vec::new();
    model::texts::for_each_entry_text(story, &mut |_, text| match text {
        TextWords::Heading(text) | TextWords::Spelling(text) | TextWords::Date(text) | TextWords::Plain(text) => {
            words.push(text);
        }
        TextWords::Running(text) => words.extend(text.iter().filter_map(|inline| match inline {
            model::Inline::Plain(words) | model::Inline::Term { words, .. } => Some(words.as_str()),
            _ => None,
        })),
    });
    fold::table(&story.lang, words)
}

/// The spellings of a term that no text links: those listed so, and the headword where it is not a listed form.
fn search_only(term: &authored::Term) -> Vec<String> {
    let label = language::untagged(&term.label).into_owned();
    let label = (!term.forms.contains(&label)).then_some(label);
    term.search.iter().cloned().chain(label).collect()
}

fn claim(claim: &authored::Claim) -> model::Claim {
    model::Claim {
        status: claim.status,
        claimant: claim.claimant.clone(),
        cites: claim.cites.iter().map(|cite| cite.value).collect(),
        inferred: claim.inferred.clone(),
    }
}

/// A language under its own name.
fn language_label(tag: &str) -> model::Label {
    model::Label { id: tag.to_owned(), label: Dictionary::name_of(tag).to_owned() }
}

fn label(named: &authored::Named) -> model::Label {
    model::Label { id: named.id.clone(), label: named.label.clone() }
}

/// Sort key of a label: folded, without a leading article or quotation mark.
fn alphabetical(label: &str) -> String {
    let folded = fold::fold(&language::untagged(label));
    let bare = folded.trim_start_matches(|c: char| !c.is_alphanumeric());
    bare.strip_prefix("the ").unwrap_or(bare).to_owned()
}

mod ids;
mod medium;
mod order;
mod palette;
#[cfg(test)]
mod tests;
