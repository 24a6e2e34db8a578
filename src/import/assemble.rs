//! From a draft to a story: ids, lanes, themes, sources, the level of evidence, the language, typography.

use std::collections::BTreeMap;

use super::context::Context;
use super::draft::{Draft, EventDraft, LaneDraft, SourceDraft, TermDraft};
use super::gate::Places;
use super::ids::{Ids, slug};
use super::json::Value;
use super::language;
use super::media::Medium;
use super::report::Place;
use super::rich::Rich;
use super::story::Story;
use super::typography::Quotes;
use crate::story::limits;

/// Longest headline, in characters.
const HEADLINE: usize = 90;
/// Most media of an entry.
const MEDIA: usize = 8;
/// Most slots of the palette.
const COLOURS: usize = 8;

/// The story of a draft, and the places of its rows.
pub(super) fn assemble(mut draft: Draft, context: &mut Context<'_>) -> (Story, Places) {
    let lang = lang(&draft, context);
    context.report.lang.clone_from(&lang);
    let mut assembly = Assembly {
        quotes: Quotes::of(&lang),
        is_sourced_by_pages: distinct_sources(&draft) <= limits::LABELS,
        ids: Ids::default(),
        sources: Sources::default(),
        typography: 0,
        context,
    };
    // Stated ids go before those that are made.
    let event_ids = assembly
        .ids(draft.events.iter().map(|event| (event.id.as_deref(), event.headline.as_str(), &event.place)), "event");
    let term_ids =
        assembly.ids(draft.terms.iter().map(|term| (term.id.as_deref(), term.label.as_str(), &term.place)), "term");
    let lanes = assembly.lanes(&mut draft, &lang);
    let themes = assembly.themes(&mut draft.events);
    let mut places = Places::default();
    let eras = assembly.eras(&mut draft, &mut places);
    let title = assembly.title(draft.title.take(), &lang);
    let standfirst = std::mem::take(&mut draft.standfirst);
    let standfirst = assembly.set(standfirst).one_paragraph();
    let media = assembly.media(std::mem::take(&mut draft.media), &Place::Whole);
    let is_cited = |sources: &[SourceDraft]| !sources.is_empty();
    let is_sourced = assembly.is_sourced_by_pages
        && draft.eras.is_empty()
        && draft.events.iter().all(|event| is_cited(&event.sources))
        && draft.terms.iter().all(|term| is_cited(&term.sources))
        && !(draft.events.is_empty() && draft.terms.is_empty());
    let events: Vec<Value> = draft
        .events
        .into_iter()
        .zip(event_ids)
        .map(|(event, id)| {
            places.events.push(event.place.clone().unwrap_or(Place::Whole));
            assembly.event(event, id)
        })
        .collect();
    let terms: Vec<Value> = draft
        .terms
        .into_iter()
        .zip(term_ids)
        .map(|(term, id)| {
            places.terms.push(term.place.clone().unwrap_or(Place::Whole));
            assembly.term(term, id)
        })
        .collect();
    assembly.tell_typography();
    let sources = assembly.sources.rows;
    let mut top = vec![("lang", text(lang)), ("title", text(title))];
    if !standfirst.is_empty() {
        top.push(("standfirst", text(standfirst)));
    }
    top.push(("evidence", text(if is_sourced { "source" } else { "none" }.to_owned())));
    let lists = [("media", media), ("lanes", lanes), ("themes", themes), ("eras", eras), ("sources", sources)];
    top.extend(lists.into_iter().filter(|(_, rows)| !rows.is_empty()).map(|(key, rows)| (key, Value::List(rows))));
    top.push(("events", Value::List(events)));
    if !terms.is_empty() {
        top.push(("terms", Value::List(terms)));
    }
    (Story(object(top)), places)
}

fn text(words: String) -> Value {
    Value::Text(words)
}

fn object(fields: Vec<(&str, Value)>) -> Value {
    Value::Object(fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

/// The named language, else the file's own, else the one that its texts are in.
fn lang(draft: &Draft, context: &mut Context<'_>) -> String {
    let named = context.options.lang.as_deref().and_then(language::tag);
    if let Some(tag) = named.or_else(|| draft.lang.as_deref().and_then(language::tag)) {
        return tag;
    }
    let mut sample = String::new();
    for words in draft.events.iter().flat_map(|event| [event.headline.clone(), event.summary.words()]) {
        sample.push_str(&words);
        sample.push_str(". ");
        if sample.len() > 6_000 {
            break;
        }
    }
    for term in draft.terms.iter().take(60) {
        sample.push_str(&term.definition.words());
    }
    let help = "if it is another: `--lang TAG`, for example `--lang de`";
    let Some(tag) = language::of(&sample) else {
        let message = "the language is taken for English: nothing says another";
        context.note("language", &Place::Whole, message, help);
        return "en".to_owned();
    };
    let message = format!("the texts are in the language `{tag}`, by their letters");
    context.note("language", &Place::Whole, message, help);
    tag.to_owned()
}

fn distinct_sources(draft: &Draft) -> usize {
    let events = draft.events.iter().flat_map(|event| &event.sources);
    let all = events.chain(draft.terms.iter().flat_map(|term| &term.sources));
    let keys: std::collections::BTreeSet<_> = all.map(|source| (&source.url, &source.title)).collect();
    keys.len()
}

/// Rows of sources, one for each page.
#[derive(Default)]
struct Sources {
    rows: Vec<Value>,
    ids: BTreeMap<(Option<String>, Option<String>), String>,
    taken: Ids,
}

struct Assembly<'c, 'a> {
    context: &'c mut Context<'a>,
    quotes: Quotes,
    ids: Ids,
    sources: Sources,
    /// Whether the pages of a story are few enough to be its sources.
    is_sourced_by_pages: bool,
    /// Number of texts whose signs were set.
    typography: usize,
}

impl Assembly<'_, '_> {
    fn ids<'d>(
        &mut self,
        entries: impl Iterator<Item = (Option<&'d str>, &'d str, &'d Option<Place>)>,
        noun: &'static str,
    ) -> Vec<String> {
        let entries: Vec<_> = entries.collect();
        let stated: Vec<Option<String>> =
            entries.iter().map(|(id, ..)| id.and_then(|id| self.ids.stated(id))).collect();
        let mut ids = Vec::new();
        for ((written, words, place), stated) in entries.into_iter().zip(stated) {
            ids.push(match (stated, written) {
                (Some(id), _) => id,
                (None, Some(written)) => {
                    let id = self.ids.made(written, noun);
                    let place = place.clone().unwrap_or(Place::Whole);
                    let shown: String = written.chars().take(60).collect();
                    let message = format!("the id “{shown}” became `{id}`");
                    self.context.changed("id-changed", &place, message, "mend links to it");
                    id
                }
                (None, None) => self.ids.made(words, noun),
            });
        }
        ids
    }

    /// Groups become lanes in the order of their first use; events without one stand in a lane below.
    fn lanes(&mut self, draft: &mut Draft, lang: &str) -> Vec<Value> {
        let mut lanes: Vec<LaneDraft> = std::mem::take(&mut draft.lanes);
        let used: std::collections::BTreeSet<&str> =
            draft.events.iter().filter_map(|event| event.group.as_deref()).collect();
        lanes.retain(|lane| used.contains(lane.key.as_str()));
        let mut known: std::collections::BTreeSet<String> = lanes.iter().map(|lane| lane.key.clone()).collect();
        for group in draft.events.iter().filter_map(|event| event.group.as_ref()) {
            if known.insert(group.clone()) {
                lanes.push(LaneDraft { key: group.clone(), label: group.clone(), colour: None });
            }
        }
        if lanes.is_empty() {
            return Vec::new();
        }
        let surplus = lanes.split_off(lanes.len().min(limits::LABELS - 1));
        if !surplus.is_empty() {
            let message = format!("{} groups are beyond the {} lanes of a story", surplus.len(), limits::LABELS);
            self.context.lost("too-many-groups", &Place::Whole, message, "group events by fewer words");
        }
        let mut ids = Ids::default();
        let keys: BTreeMap<String, String> =
            lanes.iter().map(|lane| (lane.key.clone(), ids.made(&lane.label, "lane"))).collect();
        let mut is_mixed = false;
        let other = ids.made("other", "lane");
        for event in &mut draft.events {
            let id = event.group.as_ref().and_then(|group| keys.get(group));
            is_mixed |= id.is_none();
            event.group = Some(id.unwrap_or(&other).clone());
        }
        let mut slots: Vec<String> = Vec::new();
        let mut rows = Vec::new();
        for lane in &lanes {
            let id = keys.get(&lane.key).cloned().unwrap_or_default();
            let mut fields = vec![("id", text(id)), ("label", text(self.typographic(&lane.label)))];
            if let Some(slot) = lane.colour.as_ref().and_then(|colour| self.slot(colour, &mut slots)) {
                fields.push(("colour", slot));
            }
            rows.push(object(fields));
        }
        if is_mixed {
            let [label, _] = language::words(lang);
            let message = format!("events without a group stand in a lane “{label}”");
            self.context.note("lane-added", &Place::Whole, message, "name it in story.toml as you like");
            rows.push(object(vec![("id", text(other)), ("label", text(label.to_owned()))]));
        }
        rows
    }

    /// Distinct colours take the slots of the palette in their order.
    fn slot(&mut self, colour: &str, slots: &mut Vec<String>) -> Option<Value> {
        let position = slots.iter().position(|known| known == colour).or_else(|| {
            slots.push(colour.to_owned());
            (slots.len() <= COLOURS).then(|| slots.len() - 1)
        });
        let Some(position) = position.filter(|position| *position < COLOURS) else {
            let message = format!("the colour “{colour}” is beyond the {COLOURS} of a story");
            self.context.lost("too-many-colours", &Place::Whole, message, "group events by fewer colours");
            return None;
        };
        u8::try_from(position + 1).ok().map(|slot| Value::Number(f64::from(slot)))
    }

    /// Tags become themes in the order of their first use.
    fn themes(&mut self, events: &mut [EventDraft]) -> Vec<Value> {
        let mut ids = Ids::default();
        let mut known: BTreeMap<String, Option<String>> = BTreeMap::new();
        let mut rows = Vec::new();
        for event in events {
            let mut tags = Vec::new();
            for tag in std::mem::take(&mut event.tags) {
                let id = known.entry(tag.clone()).or_insert_with(|| {
                    (rows.len() < limits::LABELS).then(|| {
                        let id = ids.made(&tag, "theme");
                        rows.push((id.clone(), tag.clone()));
                        id
                    })
                });
                tags.extend(id.clone().filter(|id| !tags.contains(id)));
            }
            event.tags = tags;
        }
        let surplus = known.values().filter(|id| id.is_none()).count();
        if surplus > 0 {
            let message = format!("{surplus} tags are beyond the {} themes of a story", limits::LABELS);
            self.context.lost("too-many-tags", &Place::Whole, message, "use fewer tags");
        }
        let row =
            |(id, label): (String, String)| object(vec![("id", text(id)), ("label", text(self.typographic(&label)))]);
        rows.into_iter().map(row).collect()
    }

    fn eras(&mut self, draft: &mut Draft, places: &mut Places) -> Vec<Value> {
        let mut ids = Ids::default();
        let mut rows = Vec::new();
        for era in &draft.eras {
            places.eras.push(era.place.clone());
            let id = ids.made(&era.label, "era");
            let label = self.typographic(&era.label);
            rows.push(object(vec![("id", text(id)), ("label", text(label)), ("date", text(era.date.clone()))]));
        }
        rows
    }

    /// The named title, else the file's own, else the file's name.
    fn title(&mut self, own: Option<String>, lang: &str) -> String {
        let named = self.context.options.title.clone().filter(|title| !title.trim().is_empty());
        if let Some(title) = named.or(own.filter(|title| !title.is_empty())) {
            let title = self.context.words(&title, &Place::Whole);
            return self.typographic(&title);
        }
        let name = self.context.options.name.clone().unwrap_or_default();
        let stem = name.rsplit(['/', '\\']).next().unwrap_or_default().split('.').next().unwrap_or_default();
        let stem = self.context.words(&stem.replace(['-', '_'], " "), &Place::Whole);
        let mut letters = stem.chars();
        let title = match letters.next() {
            Some(first) => first.to_uppercase().chain(letters).collect(),
            None => language::words(lang)[1].to_owned(),
        };
        let message = format!("the file has no title; it is called “{title}”");
        self.context.note("title-made", &Place::Whole, message, "name it: `--title \"…\"`, or in story.toml");
        title
    }

    fn event(&mut self, event: EventDraft, id: String) -> Value {
        let place = event.place.unwrap_or(Place::Whole);
        let (headline, summary) = self.headline(&event.headline, event.summary, &place);
        let mut fields = vec![("id", text(id)), ("date", text(event.date))];
        if let Some(shown) = event.shown.filter(|shown| !shown.is_empty()) {
            fields.push(("shown", text(self.typographic(&shown))));
        }
        fields.push(("headline", text(headline)));
        fields.extend(event.short.filter(|short| !short.is_empty()).map(|short| ("short", text(short))));
        let summary = self.set(summary).markdown();
        if !summary.is_empty() {
            fields.push(("summary", text(summary)));
        }
        fields.extend(event.group.map(|lane| ("lane", text(lane))));
        if !event.tags.is_empty() {
            fields.push(("themes", Value::List(event.tags.into_iter().map(text).collect())));
        }
        fields.extend(event.importance.map(|importance| ("importance", Value::Number(f64::from(importance)))));
        if !event.search.is_empty() {
            fields.push(("search", Value::List(event.search.into_iter().map(text).collect())));
        }
        let mut media = event.media;
        fields.extend(self.cites(event.sources, &mut media));
        let media = self.media(media, &place);
        if !media.is_empty() {
            fields.push(("media", Value::List(media)));
        }
        object(fields)
    }

    fn term(&mut self, term: TermDraft, id: String) -> Value {
        let place = term.place.unwrap_or(Place::Whole);
        let mut fields = vec![("id", text(id)), ("label", text(self.typographic(&term.label)))];
        let kind = term.kind.unwrap_or_else(|| {
            let message = "terms whose kind is not given are of the kind `concept`";
            self.context.note_once(
                "kind-assumed",
                &Place::Whole,
                message,
                "name persons, organisations and places as such",
            );
            "concept".to_owned()
        });
        fields.push(("kind", text(kind)));
        let mut forms = vec![term.label];
        forms.extend(term.forms);
        let mut seen = std::collections::BTreeSet::new();
        forms.retain(|form| !form.is_empty() && seen.insert(form.clone()));
        fields.push(("forms", Value::List(forms.into_iter().take(limits::FORMS).map(text).collect())));
        let definition = self.set(term.definition).markdown();
        fields.push(("definition", text(definition)));
        let mut media = term.media;
        fields.extend(self.cites(term.sources, &mut media));
        let media = self.media(media, &place);
        if !media.is_empty() {
            fields.push(("media", Value::List(media)));
        }
        object(fields)
    }

    /// A headline that fits. A longer one is cut to its first sentence or at a word, and stands whole in the summary.
    fn headline(&mut self, headline: &str, summary: Rich, place: &Place) -> (String, Rich) {
        let headline = self.typographic(headline);
        if headline.chars().count() <= HEADLINE {
            // A summary that repeats the headline says nothing.
            let repeats = self.set_quietly(&summary).words() == headline
                && summary.blocks.iter().all(|block| block.runs.iter().all(|run| run.link.is_none()));
            return (headline, if repeats { Rich::default() } else { summary });
        }
        let message =
            format!("a headline of {} characters was cut; it stands whole in the summary", headline.chars().count());
        self.context.changed("headline-cut", place, message, &format!("write one of at most {HEADLINE}"));
        let short = shortened(&headline);
        if summary.words().starts_with(headline.trim_end_matches('…')) {
            return (short, summary);
        }
        let mut whole = Rich::plain(&headline);
        if summary.markdown.is_some() {
            let markdown = format!("{}\n\n{}", whole.markdown(), summary.markdown());
            return (short, Rich { blocks: Vec::new(), markdown: Some(markdown) });
        }
        whole.blocks.extend(summary.blocks);
        (short, whole)
    }

    /// Sources as cites; where there are too many pages for sources, as cards.
    fn cites(&mut self, sources: Vec<SourceDraft>, media: &mut Vec<Medium>) -> Option<(&'static str, Value)> {
        if sources.is_empty() {
            return None;
        }
        if !self.is_sourced_by_pages {
            let message =
                format!("the file links more than {} pages; they stand as cards under their events", limits::LABELS);
            self.context.note_once(
                "links-as-cards",
                &Place::Whole,
                message,
                "nothing: readers find each link at its event",
            );
            media.extend(sources.into_iter().filter_map(|source| {
                Some(Medium { url: source.url?, kind: Some("page"), title: source.title, ..Medium::default() })
            }));
            return None;
        }
        let mut cites: Vec<String> = Vec::new();
        for source in sources {
            let id = self.source(source);
            if !cites.contains(&id) {
                cites.push(id);
            }
        }
        Some(("cites", Value::List(cites.into_iter().map(text).collect())))
    }

    fn source(&mut self, source: SourceDraft) -> String {
        let key = (source.url.clone(), source.title.clone());
        if let Some(id) = self.sources.ids.get(&key) {
            return id.clone();
        }
        let host = source.url.as_deref().map(host).unwrap_or_default();
        let address = source.url.as_deref().map(|url| {
            let bare = url.split_once("://").map_or(url, |(_, bare)| bare).trim_end_matches('/');
            bare.chars().take(120).collect::<String>()
        });
        let title = source.title.clone().or(address).unwrap_or_default();
        let words = if host.is_empty() { slug(&title) } else { slug(&host) };
        let id = self.sources.taken.made(&words, "source");
        let mut fields = vec![("id", text(id.clone())), ("title", text(self.typographic(&title)))];
        match source.publisher {
            Some(publisher) => fields.push(("publisher", text(publisher))),
            None if !host.is_empty() => fields.push(("label", text(host))),
            None => {}
        }
        fields.extend(source.published.map(|date| ("published", text(date))));
        fields.extend(source.url.map(|url| ("url", text(url))));
        self.sources.rows.push(object(fields));
        self.sources.ids.insert(key, id.clone());
        id
    }

    fn media(&mut self, media: Vec<Medium>, place: &Place) -> Vec<Value> {
        let mut seen = std::collections::BTreeSet::new();
        let mut media: Vec<Medium> = media.into_iter().filter(|medium| seen.insert(medium.url.clone())).collect();
        let surplus = media.split_off(media.len().min(MEDIA));
        if !surplus.is_empty() {
            let message = format!("{} media are beyond the {MEDIA} of an entry", surplus.len());
            self.context.lost("too-many-media", place, message, "link them in the text");
        }
        media
            .into_iter()
            .map(|mut medium| {
                medium.caption = self.set(medium.caption);
                for words in [&mut medium.alt, &mut medium.title, &mut medium.credit].into_iter().flatten() {
                    *words = self.typographic(words);
                }
                medium.value(self.context, place)
            })
            .collect()
    }

    fn set(&mut self, rich: Rich) -> Rich {
        let (rich, is_changed) = rich.set(&self.quotes);
        self.typography += usize::from(is_changed);
        rich
    }

    fn set_quietly(&self, rich: &Rich) -> Rich {
        rich.clone().set(&self.quotes).0
    }

    fn typographic(&mut self, words: &str) -> String {
        let set = self.quotes.set(words, None);
        self.typography += usize::from(set != words);
        set
    }

    fn tell_typography(&mut self) {
        if self.typography > 0 {
            let message = format!("typographic signs were set in {} texts: “ ” ’ – …", self.typography);
            self.context.note("typography", &Place::Whole, message, "nothing");
        }
    }
}

/// `gazette.example` of `https://www.gazette.example/bridge`.
fn host(url: &str) -> String {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default().split(':').next().unwrap_or_default();
    host.trim_start_matches("www.").to_owned()
}

/// The first sentence of a headline, or as many words as fit.
pub(super) fn shortened(headline: &str) -> String {
    let sentences = headline.match_indices(['.', '!', '?', '…', '。']).map(|(at, sign)| (at, at + sign.len()));
    let fits = |end: usize| headline.get(..end).is_some_and(|words| (20..=HEADLINE).contains(&words.chars().count()));
    let first = sentences.into_iter().find(|(_, end)| headline.get(*end..).is_some_and(|rest| rest.starts_with(' ')));
    if let Some((at, end)) = first.filter(|(at, _)| fits(*at)) {
        let end = if headline.get(at..end) == Some(".") { at } else { end };
        return headline.get(..end).unwrap_or_default().to_owned();
    }
    let cut: String = headline.chars().take(HEADLINE - 2).collect();
    let cut =
        cut.rsplit_once(' ').filter(|(words, _)| words.chars().count() > 40).map_or(cut.as_str(), |(words, _)| words);
    format!("{}…", cut.trim_end_matches([',', ';', ':', '–', '-', ' ', '.']))
}
