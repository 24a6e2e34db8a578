//! `story.toml`, or the top of an object: the head of the story, and how it is cut.

use super::Parsed;
use super::context::{LoadContext, Read, Reported};
use super::entries::cites;
use super::form::{self, Form};
use super::media::media;
use super::names::Kind;
use super::row::Row;
use super::value::{Value, id_from};
use crate::model::Evidence;
use crate::story::authored::{At, Chapter, Era, Medium, Named, Revision};
use crate::story::edtf::Edtf;
use crate::story::limits;
use crate::story::problem::Problem;
use crate::story::text::Marked;

/// The fields of `[story]`, or of the object itself.
pub(super) struct Head {
    pub(super) id: String,
    pub(super) lang: String,
    pub(super) title: String,
    pub(super) standfirst: Marked,
    pub(super) about: Vec<Marked>,
    pub(super) report: Marked,
    pub(super) updated: Option<Edtf>,
    pub(super) media: Vec<Medium>,
    pub(super) lead: Vec<At<String>>,
}

pub(super) fn head<'a>(context: &'a LoadContext<'a>, parsed: &'a [Parsed<'a>]) -> Read<Head> {
    let Some(Some((file, top))) = parsed.first() else {
        if context.unreadable.contains(&Kind::Theme) {
            // The file's own problem is listed.
            return Err(Reported::soon());
        }
        return Err(context.report(
            Problem::without_place("missing-key", "the story has no `[story]`").help("it belongs in story.toml"),
        ));
    };
    let node = match context.form {
        Form::Toml => top.table().and_then(|table| table.get("story")),
        Form::Object => Some(*top),
    };
    let Some(node) = node else {
        let problem = Problem::without_place("missing-key", "story.toml has no `[story]`");
        return Err(context.report(problem.help(
            "begin the file with `[story]`: lang, title, and what else you have: standfirst, about, report, updated",
        )));
    };
    let row = Row::open(context, *file, "story", node)?;
    let id = row.optional("id", Value::id);
    let lang = row.required("lang", Value::lang);
    let title = row.required("title", Value::words);
    let standfirst = row.optional("standfirst", Value::paragraph);
    let about = row.list("about", Value::text);
    let report = row.optional("report", Value::text);
    let updated = row.optional("updated", Value::date);
    // Read ahead of everything else: see `evidence`.
    let evidence = row.optional("evidence", |value| value.choice(&LEVELS));
    let lead = lead(&row);
    let media = media(&row, "story.media");
    if context.form == Form::Object {
        row.knows(form::lists().chain(["$schema", "words", super::translation::LIST]));
    }
    row.finish();
    evidence?;
    let title = title?;
    Ok(Head {
        id: id?.unwrap_or_else(|| made_id(&title)),
        lang: lang?,
        title,
        standfirst: standfirst?.unwrap_or_default(),
        about: about?,
        report: report?.unwrap_or_default(),
        updated: updated?,
        media: media?,
        lead: lead?,
    })
}

/// The levels of evidence, by name.
const LEVELS: [(&str, Evidence); 3] =
    [("paragraph", Evidence::Paragraph), ("source", Evidence::Source), ("none", Evidence::None)];

/// The level of evidence that a story declares. Where it declares none: paragraphs, if it has documents; sources, if it has
/// others; and nothing. Where the sources cannot be read, the strictest.
pub(super) fn evidence(form: Form, parsed: &[Parsed<'_>], unreadable: &[Kind]) -> Evidence {
    let table = |kind: Kind| parsed.get(kind.file()).and_then(|parsed| parsed.as_ref()?.1.table());
    let head = table(Kind::Theme).and_then(|top| match form {
        Form::Toml => top.get("story")?.table(),
        Form::Object => Some(top),
    });
    let declared = head.and_then(|head| head.get("evidence")?.text());
    if let Some((_, level)) = LEVELS.iter().find(|(name, _)| Some(*name) == declared) {
        return *level;
    }
    let sources = table(Kind::Source).and_then(|top| top.get(form.key(Kind::Source.table()))?.list());
    let sources = sources.unwrap_or_default();
    let has_document = sources.iter().any(|source| source.table().is_some_and(|row| row.get("document").is_some()));
    if has_document || unreadable.contains(&Kind::Source) {
        Evidence::Paragraph
    } else if sources.is_empty() {
        Evidence::None
    } else {
        Evidence::Source
    }
}

/// The id of a story that states none.
fn made_id(title: &str) -> String {
    let id = id_from(title);
    if id.is_empty() { "story".to_owned() } else { id }
}

/// The events that tell the story in a few lines.
fn lead(row: &Row<'_>) -> Read<Vec<At<String>>> {
    let lead = row.list("lead", |value| value.at(|value| value.known(Kind::Event)))?;
    let Some(surplus) = lead.get(limits::LEADS) else { return Ok(lead) };
    let message = format!("`lead` names {} events; {} are the most that lead a story", lead.len(), limits::LEADS);
    let help = "keep those that tell the story by their headlines alone";
    Err(row.context.report(Problem::error("too-many", surplus.span.clone(), message).help(help)))
}

/// Slots of the palette.
const COLOURS: u16 = 8;

/// A theme or a lane.
pub(super) fn named(row: &Row<'_>) -> Read<Named> {
    let colour = row.optional("colour", |value| value.whole(1..=COLOURS));
    let named = topic(row);
    let colour = colour?.and_then(|slot| u8::try_from(slot).ok());
    Ok(Named { colour: colour.unwrap_or_default(), ..named? })
}

/// A topic.
pub(super) fn topic(row: &Row<'_>) -> Read<Named> {
    let id = row.required("id", Value::id);
    let label = row.required("label", Value::words);
    Ok(Named { id: id?, label: label?, colour: 0, at: row.at.clone() })
}

/// A backdrop period.
pub(super) fn era(row: &Row<'_>) -> Read<Era> {
    let id = row.required("id", Value::id);
    let label = row.required("label", Value::words);
    let date = row.required("date", Value::date);
    let cites = cites(row);
    Ok(Era { id: id?, label: label?, date: date?, cites: cites?, at: row.at.clone() })
}

/// A part of the story.
pub(super) fn chapter(row: &Row<'_>) -> Read<Chapter> {
    let id = row.required("id", Value::id);
    let label = row.required("label", Value::words);
    let when = row.required("when", |value| value.at(Value::date));
    Ok(Chapter { id: id?, label: label?, when: when?, at: row.at.clone() })
}

/// A correction or addition.
pub(super) fn revision(row: &Row<'_>) -> Read<Revision> {
    let date = row.required("date", Value::date);
    let says = row.required("says", Value::text);
    Ok(Revision { date: date?, says: says?, at: row.at.clone() })
}
