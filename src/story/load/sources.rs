//! `sources.toml`: a story's documents, with the details that they do not print, and web pages.

use super::context::Read;
use super::row::Row;
use super::value::Value;
use crate::model::Evidence;
use crate::story::authored::Source;
use crate::story::problem::Problem;

/// Details that a document may not print, and their keys.
const MISSABLE: [(&str, &str); 3] = [("publisher", "publisher"), ("author", "author"), ("date", "published")];

/// A document, or a web page.
pub(super) fn source(row: &Row<'_>) -> Read<Source> {
    let id = row.required("id", Value::id);
    let label = row.optional("label", Value::words);
    let document = row.documented("document", Value::exact);
    let title = row.required("title", Value::words);
    let kind = row.documented("kind", Value::words);
    let publisher = row.optional("publisher", Value::words);
    let author = row.optional("author", Value::words);
    let published = row.optional("published", Value::date);
    let url = row.optional("url", Value::url);
    let missing = row.list("missing", |value| value.choice(&MISSABLE.map(|(name, _)| (name, name))));
    let description = row.documented("description", Value::text);
    let is_document = row.context.evidence == Evidence::Paragraph || !matches!(document, Ok(None));
    let count = |value: Value<'_>| value.whole(1..=u16::MAX);
    let paragraphs = if is_document {
        row.required("paragraphs", count)
    } else {
        row.optional("paragraphs", count).map(Option::unwrap_or_default)
    };
    let fingerprints = row.list("fingerprints", Value::fingerprint);
    let last = paragraphs.as_ref().map_or(u16::MAX, |last| *last);
    let furniture = row.list("furniture", |value| value.paragraphs(last));

    // Of a web page nobody knows what it does not print.
    if let Ok(missing) = &missing
        && is_document
    {
        let printed = [matches!(publisher, Ok(None)), matches!(author, Ok(None)), matches!(published, Ok(None))];
        for ((name, key), is_absent) in MISSABLE.into_iter().zip(printed) {
            let is_listed = missing.contains(&name);
            let (message, help) = match (is_absent, is_listed) {
                (true, false) => (
                    format!("{} has no `{key}` and does not say that it is missing", row.what),
                    format!("add `{key}`, or `\"{name}\"` to `missing` if the document does not print it"),
                ),
                (false, true) => (
                    format!("{} lists “{name}” as missing but gives `{key}`", row.what),
                    "take out one of the two".to_owned(),
                ),
                _ => continue,
            };
            row.context.report(Problem::error("missing-mismatch", row.at.clone(), message).help(help));
        }
    }
    if let (Ok(fingerprints), Ok(paragraphs)) = (&fingerprints, &paragraphs)
        && !fingerprints.is_empty()
        && fingerprints.len() != usize::from(*paragraphs)
    {
        let message = format!("{} has {paragraphs} paragraphs but {} fingerprints", row.what, fingerprints.len());
        row.context.report(
            Problem::warning("fingerprint-count", row.at.clone(), message)
                .help("run `backstory verify --documents DIR --write` to write them anew"),
        );
    }
    let (title, publisher) = (title?, publisher?);
    Ok(Source {
        id: id?,
        label: label?.or_else(|| publisher.clone()).unwrap_or_else(|| title.clone()),
        document: document?,
        title,
        kind: kind?,
        publisher,
        author: author?,
        published: published?,
        url: url?,
        missing: missing?.into_iter().map(str::to_owned).collect(),
        description: description?.unwrap_or_default(),
        paragraphs: paragraphs?,
        fingerprints: fingerprints?,
        furniture: furniture?,
        at: row.at.clone(),
    })
}
