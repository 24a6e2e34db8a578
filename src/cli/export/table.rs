//! The story's events as a table of CSV, with headings that the import takes back. Words that a spreadsheet would take for a
//! formula stand behind an apostrophe, which the import takes back too.

use super::texts::Texts;
use super::timelinejs::Losses;
use crate::import::delimited::escaped;
use crate::story::authored::{Event, Story, When};

const HEADINGS: [&str; 17] = [
    "id",
    "date (EDTF)",
    "shown",
    "headline",
    "short",
    "summary (Markdown)",
    "group",
    "tags",
    "importance",
    "search",
    "media",
    "credit",
    "caption (Markdown)",
    "alt",
    "licence",
    "source",
    "type",
];

/// The table, and what was lost.
///
/// # Errors
/// None that a text has.
pub(super) fn table(story: &Story) -> Result<(String, Losses), csv::Error> {
    let mut losses = Losses::new();
    let texts = Texts::of(story);
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADINGS)?;
    let mut title = vec![String::new(); HEADINGS.len()];
    let set = |row: &mut Vec<String>, heading: &str, words: String| {
        if let Some(cell) = HEADINGS.iter().position(|name| *name == heading).and_then(|column| row.get_mut(column)) {
            *cell = words;
        }
    };
    set(&mut title, "headline", story.title.clone());
    set(&mut title, "summary (Markdown)", texts.markdown(&story.standfirst));
    set(&mut title, "type", "title".to_owned());
    writer.write_record(title.iter().map(|cell| escaped(cell)))?;
    for era in &story.eras {
        let mut row = vec![String::new(); HEADINGS.len()];
        set(&mut row, "date (EDTF)", era.date.to_string());
        set(&mut row, "headline", era.label.clone());
        set(&mut row, "type", "era".to_owned());
        writer.write_record(row.iter().map(|cell| escaped(cell)))?;
    }
    for event in &story.events {
        let Some(row) = row(story, event, &texts, &mut losses) else { continue };
        writer.write_record(row.iter().map(|cell| escaped(cell)))?;
    }
    let lists = [
        (story.terms.len(), "terms"),
        (story.questions.len(), "questions"),
        (story.voices.len(), "voices"),
        (story.chapters.len(), "chapters"),
        (story.media.len(), "media of the title"),
    ];
    losses.extend(lists.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| (what, count)));
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok((String::from_utf8_lossy(&bytes).into_owned(), losses))
}

fn row(story: &Story, event: &Event, texts: &Texts<'_>, losses: &mut Losses) -> Option<[String; 17]> {
    let mut lose = |what: &'static str| *losses.entry(what).or_default() += 1;
    let When::Dated { date, after } = &event.when else {
        lose("events without a date");
        return None;
    };
    let claim = &event.claim;
    let lost = [
        (after.is_some(), "stated orders (`after`)"),
        (claim.claimant.is_some(), "claimants and statuses"),
        (claim.inferred.is_some(), "inferences"),
        (claim.cites.iter().any(|cite| cite.value.paragraph > 0), "paragraphs of cites"),
        (event.chapter.is_some(), "chapters of events"),
        (event.media.len() > 1, "media beyond the first of an event"),
    ];
    for (_, what) in lost.into_iter().filter(|(is_lost, _)| *is_lost) {
        lose(what);
    }
    let lane = story.lanes.iter().find(|lane| Some(&lane.id) == event.lane.as_ref()).filter(|_| story.lanes.len() > 1);
    let tags = event.themes.iter().filter_map(|id| story.themes.iter().find(|theme| theme.id == *id));
    let sources = claim.cites.iter().filter_map(|cite| story.sources.get(usize::from(cite.value.source)));
    let medium = event.media.first();
    let of = |text: Option<&String>| text.cloned().unwrap_or_default();
    Some([
        event.id.clone(),
        date.value.to_string(),
        of(event.shown.as_ref()),
        event.headline.clone(),
        of(event.short.as_ref()),
        texts.markdown(&event.summary),
        lane.map(|lane| lane.label.clone()).unwrap_or_default(),
        tags.map(|theme| theme.label.as_str()).collect::<Vec<_>>().join("; "),
        if event.importance == 2 { String::new() } else { event.importance.to_string() },
        event.search.join("; "),
        medium.map(|medium| medium.url.clone()).unwrap_or_default(),
        of(medium.and_then(|medium| medium.credit.as_ref())),
        medium.map(|medium| texts.markdown(&medium.caption)).unwrap_or_default(),
        of(medium.and_then(|medium| medium.alt.as_ref())),
        of(medium.and_then(|medium| medium.licence.as_ref())),
        sources.map(|source| source.url.as_ref().unwrap_or(&source.title).as_str()).collect::<Vec<_>>().join(" "),
        String::new(),
    ])
}
