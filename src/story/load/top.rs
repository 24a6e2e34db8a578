//! `story.toml`, or the top of an object: the head of the story, and how it is cut.

use super::Parsed;
use super::context::{LoadContext, Read, Reported};
use super::form::{self, Form};
use super::names::Kind;
use super::row::Row;
use super::value::Value;
use crate::story::authored::{At, Chapter, Era, Named, Revision};
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
    pub(super) updated: Edtf,
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
        return Err(context.report(
            problem.help("begin the file with `[story]`: id, lang, title, standfirst, about, report, updated"),
        ));
    };
    let row = Row::open(context, *file, "story", node)?;
    let id = row.required("id", Value::id);
    let lang = row.required("lang", Value::lang);
    let title = row.required("title", Value::words);
    let standfirst = row.required("standfirst", Value::text);
    let about = row.some("about", Value::text);
    let report = row.required("report", Value::text);
    let updated = row.required("updated", Value::date);
    let lead = lead(&row);
    if context.form == Form::Object {
        row.knows(form::lists().chain(["$schema"]));
    }
    row.finish();
    Ok(Head {
        id: id?,
        lang: lang?,
        title: title?,
        standfirst: standfirst?,
        about: about?,
        report: report?,
        updated: updated?,
        lead: lead?,
    })
}

/// The events that tell the story in a few lines.
fn lead(row: &Row<'_>) -> Read<Vec<At<String>>> {
    let lead = row.list("lead", |value| value.at(|value| value.known(Kind::Event)))?;
    let Some(surplus) = lead.get(limits::LEADS) else { return Ok(lead) };
    let message = format!("`lead` names {} events; {} are the most that lead a story", lead.len(), limits::LEADS);
    let help = "keep those that tell the story by their headlines alone";
    Err(row.context.report(Problem::error("too-many", surplus.span.clone(), message).help(help)))
}

/// A theme, a lane or a topic.
pub(super) fn named(row: &Row<'_>) -> Read<Named> {
    let id = row.required("id", Value::id);
    let label = row.required("label", Value::words);
    Ok(Named { id: id?, label: label?, at: row.at.clone() })
}

/// A backdrop period.
pub(super) fn era(row: &Row<'_>) -> Read<Era> {
    let id = row.required("id", Value::id);
    let label = row.required("label", Value::words);
    let date = row.required("date", Value::date);
    let cites = row.some("cites", Value::cite);
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
