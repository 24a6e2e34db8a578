//! The story as TimelineJS 3 reads it, and what it has no place for.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::texts::Texts;
use crate::model::Ending;
use crate::model::civil::civil_from_days;
use crate::story::authored::{Event, Medium, MediumKind, Story, When};
use crate::story::edtf::{Edtf, Lexicon};

/// What was lost, each with how often.
pub(super) type Losses = BTreeMap<&'static str, usize>;

/// The object, and what was lost.
pub(super) fn timelinejs(story: &Story) -> (Value, Losses) {
    let mut losses = Losses::new();
    let texts = Texts::of(story);
    let lexicon = Lexicon::for_language(&story.lang).unwrap_or(&Lexicon::ISO);
    let mut to = To { story, texts, lexicon, losses: &mut losses };
    let mut title = json!({ "text": { "headline": escaped(&story.title), "text": to.texts.html(&story.standfirst) } });
    to.add_media(&story.media, &mut title);
    let events: Vec<Value> = story.events.iter().filter_map(|event| to.slide(event)).collect();
    let mut eras = Vec::new();
    for era in &story.eras {
        match to.dates(&era.date) {
            (Dates { start, end: Some(end) }, _) => {
                eras.push(json!({ "start_date": start, "end_date": end, "text": { "headline": escaped(&era.label) } }));
            }
            _ => to.lose("eras without two dates"),
        }
    }
    to.lose_lists();
    let mut top = json!({ "title": title, "events": events });
    if !eras.is_empty() {
        top["eras"] = json!(eras);
    }
    let is_deep =
        story.events.iter().filter_map(Event::date).flat_map(|date| date.value.years()).any(|year| year < -271_820);
    if is_deep {
        top["scale"] = json!("cosmological");
    }
    (top, losses)
}

fn escaped(words: &str) -> String {
    html_escape::encode_text(words).into_owned()
}

struct To<'a> {
    story: &'a Story,
    texts: Texts<'a>,
    lexicon: &'a Lexicon,
    losses: &'a mut Losses,
}

/// A beginning and an end as TimelineJS has them.
struct Dates {
    start: Value,
    end: Option<Value>,
}

impl To<'_> {
    fn lose(&mut self, what: &'static str) {
        *self.losses.entry(what).or_default() += 1;
    }

    fn slide(&mut self, event: &Event) -> Option<Value> {
        let When::Dated { date, after } = &event.when else {
            self.lose("events without a date");
            return None;
        };
        if after.is_some() {
            self.lose("stated orders (`after`)");
        }
        let (Dates { start, end }, is_exact) = self.dates(&date.value);
        let mut slide = json!({
            "unique_id": event.id,
            "start_date": start,
            "text": { "headline": escaped(&event.headline), "text": self.texts.html(&event.summary) },
        });
        if let Some(end) = end {
            slide["end_date"] = end;
        }
        let words = match (&event.shown, is_exact) {
            (Some(shown), _) => Some(shown.clone()),
            (None, false) => {
                self.lose("precision of dates, which stand in words");
                Some(date.value.words(self.lexicon))
            }
            (None, true) => None,
        };
        if let Some(words) = words {
            slide["display_date"] = json!(escaped(&words));
        }
        if self.story.lanes.len() > 1
            && let Some(lane) = self.story.lanes.iter().find(|lane| Some(&lane.id) == event.lane.as_ref())
        {
            slide["group"] = json!(escaped(&lane.label));
        }
        self.add_media(&event.media, &mut slide);
        self.lose_fields(event);
        Some(slide)
    }

    fn lose_fields(&mut self, event: &Event) {
        let fields = [
            (!event.claim.cites.is_empty(), "cites"),
            (event.claim.claimant.is_some(), "claimants and statuses"),
            (!event.themes.is_empty(), "themes of events"),
            (event.importance != 2, "importance"),
            (event.short.is_some(), "short labels"),
            (!event.search.is_empty(), "words for search"),
            (event.chapter.is_some(), "chapters of events"),
        ];
        for (_, what) in fields.into_iter().filter(|(is_lost, _)| *is_lost) {
            self.lose(what);
        }
    }

    fn lose_lists(&mut self) {
        let story = self.story;
        let lists = [
            (story.terms.len(), "terms"),
            (story.questions.len(), "questions"),
            (story.voices.len(), "voices"),
            (story.sources.len(), "sources"),
            (story.chapters.len(), "chapters"),
            (story.themes.len(), "themes"),
            (story.about.len(), "paragraphs about the record"),
            (story.revisions.len(), "revisions"),
        ];
        self.losses.extend(lists.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| (what, count)));
    }

    fn add_media(&mut self, media: &[Medium], slide: &mut Value) {
        let Some((first, others)) = media.split_first() else { return };
        for _ in others {
            self.lose("media beyond the first of a slide");
        }
        let mut fields = Map::new();
        let mut add = |key: &str, value: String| {
            if !value.is_empty() {
                fields.insert(key.to_owned(), Value::String(value));
            }
        };
        add("url", first.url.clone());
        add("caption", self.texts.html(&first.caption));
        add("credit", first.credit.as_deref().map(escaped).unwrap_or_default());
        add("alt", first.alt.clone().unwrap_or_default());
        add("title", first.title.clone().unwrap_or_default());
        add("link", first.link.clone().unwrap_or_default());
        slide["media"] = Value::Object(fields);
        let lost =
            first.licence.is_some() || first.focus.is_some() || !first.srcset.is_empty() || first.poster.is_some();
        if lost || first.size.is_some() && first.kind == MediumKind::Image {
            self.lose("licences, sizes and posters of media");
        }
    }

    /// Dates, and whether they say all that was written.
    fn dates(&self, date: &Edtf) -> (Dates, bool) {
        let written = date.to_string();
        let (from, to) = written.split_once('/').map_or((written.as_str(), None), |(from, to)| (from, Some(to)));
        if let (Some(start), Some(end)) = (parts(from), to.map_or(Some(None), |to| parts(to).map(Some))) {
            let clocks = written.split('/').filter_map(|date| date.split_once('T'));
            let has_offset = clocks.into_iter().any(|(_, clock)| clock.contains(['Z', '+', '-']));
            return (Dates { start, end }, !has_offset);
        }
        let bounds = date.date(self.lexicon);
        let (first, last) = match (bounds.starts, bounds.ends) {
            (Ending::Known, Ending::Known) => (bounds.begin.earliest, bounds.end.latest),
            (Ending::Known, _) => (bounds.begin.earliest, bounds.begin.latest),
            _ => (bounds.end.latest, bounds.end.latest),
        };
        let start = day_parts(first);
        let end = (last != first).then(|| day_parts(last));
        (Dates { start, end }, false)
    }
}

/// A year as TimelineJS counts: 1 BCE is -1.
fn year(astronomical: i64) -> i64 {
    // A shift by one says nothing of millions of years, and the import makes none.
    if astronomical <= 0 && astronomical > -1_000_000 { astronomical - 1 } else { astronomical }
}

fn day_parts(day: i64) -> Value {
    let (of, month, day) = civil_from_days(day);
    json!({ "year": year(of), "month": month, "day": day })
}

/// A date of one year, month or day, perhaps with a time; `None` for what needs more.
fn parts(written: &str) -> Option<Value> {
    let (date, clock) = written.split_once('T').map_or((written, None), |(date, clock)| (date, Some(clock)));
    let (sign, plain) = date.strip_prefix('-').map_or((1, date), |plain| (-1, plain));
    let fields: Vec<&str> = match plain.strip_prefix('Y') {
        Some(years) => return years.parse::<i64>().ok().map(|of| json!({ "year": year(of) })),
        None => plain.split('-').collect(),
    };
    let number = |index: usize| fields.get(index).map(|field| field.parse::<i64>());
    let mut found = Map::new();
    found.insert("year".to_owned(), json!(year(sign * number(0)?.ok()?)));
    if let Some(month) = number(1) {
        let month = month.ok().filter(|month| (1..=12).contains(month))?;
        found.insert("month".to_owned(), json!(month));
    }
    if let Some(day) = number(2) {
        found.insert("day".to_owned(), json!(day.ok()?));
    }
    if let Some(clock) = clock {
        let time = clock.split(['Z', '+', '-']).next().unwrap_or_default();
        for (key, field) in ["hour", "minute", "second"].into_iter().zip(time.split(':')) {
            let number: u32 = field.parse().ok()?;
            if key != "second" || number > 0 {
                found.insert(key.to_owned(), json!(number));
            }
        }
    }
    Some(Value::Object(found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_counted_as_timelinejs_counts() {
        assert_eq!(parts("-0499"), Some(json!({ "year": -500 })));
        assert_eq!(parts("0000-03-15"), Some(json!({ "year": -1, "month": 3, "day": 15 })));
        assert_eq!(parts("Y-13800000000"), Some(json!({ "year": -13_800_000_000_i64 })));
        assert_eq!(
            parts("2022-01-05T14:30:00"),
            Some(json!({ "year": 2022, "month": 1, "day": 5, "hour": 14, "minute": 30 }))
        );
        for other in ["198X", "1990~", "[1990..1991]", "1984-23", ".."] {
            assert_eq!(parts(other), None, "{other}");
        }
    }
}
