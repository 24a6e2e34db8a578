//! Lists of terms and definitions: lines of text, `<dl>` in HTML, a WordPress export, a list of objects. Tables with these
//! headings are read as tables.

use std::collections::BTreeSet;

use super::Failure;
use super::context::Context;
use super::draft::{Draft, SourceDraft, TermDraft};
use super::format::Format;
use super::json::Value;
use super::report::Place;
use super::rows::kind;
use super::xml::{Piece, Pieces};

/// Longest term of a line, in characters.
const TERM: usize = 80;
/// Fewest lines that are recognised as a list.
const LINES: usize = 2;

/// Terms so far.
#[derive(Default)]
struct List {
    draft: Draft,
    labels: BTreeSet<String>,
}

impl List {
    fn add(&mut self, label: &str, definition: &str, place: Place, context: &mut Context<'_>) -> Result<(), Failure> {
        context.row(None)?;
        let label = context.words(label, &place);
        let (definition, media) = context.text(definition, &place);
        let fault = if label.is_empty() {
            Some(("no-term", "the entry has no term".to_owned(), "write the term, or take the entry out"))
        } else if definition.is_empty() {
            Some(("no-definition", format!("“{label}” has no definition"), "write one to three sentences"))
        } else if !self.labels.insert(label.clone()) {
            Some(("duplicate-term", format!("“{label}” is defined above"), "make one entry of the two"))
        } else {
            None
        };
        match fault {
            Some((kind, message, help)) => context.leave_out(kind, &place, message, help),
            None => self.draft.terms.push(TermDraft {
                label,
                definition,
                media,
                place: Some(place),
                ..TermDraft::default()
            }),
        }
        Ok(())
    }
}

/// `Term: definition`, `Term – definition`, `Term = definition`, a line each.
///
/// # Errors
/// There are too many terms, or the caller stopped the import.
pub(super) fn lines(text: &str, context: &mut Context<'_>) -> Result<Option<Draft>, Failure> {
    let written = || text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let is_named = context.options.format == Some(Format::Glossary);
    let fits = written().filter(|(_, line)| parted(line).is_some()).count();
    let all = written().count();
    if fits == 0 || !is_named && (fits < LINES || fits * 10 < all * 8) {
        return Ok(None);
    }
    context.report.format = Format::Glossary;
    let mut list = List::default();
    for (index, line) in written() {
        let place = Place::Line(index + 1);
        if let Some((term, definition)) = parted(line) {
            list.add(term, definition, place, context)?;
            continue;
        }
        context.row(None)?;
        let shown: String = line.trim().chars().take(40).collect();
        let message = format!("“{shown}” is no term with a definition");
        context.leave_out("no-definition", &place, message, "write `Term: definition`");
    }
    Ok(Some(list.draft))
}

fn parted(line: &str) -> Option<(&str, &str)> {
    let line = line.trim().trim_start_matches(['-', '*', '•']).trim();
    let separators = [": ", " – ", " — ", " - ", " = ", "\t"];
    let (term, definition) =
        separators.iter().filter_map(|sign| line.split_once(sign)).min_by_key(|(term, _)| term.len())?;
    let (term, definition) =
        (term.trim().trim_matches('*').trim_matches('"'), definition.trim().trim_start_matches('*').trim());
    let is_term = !term.is_empty() && term.chars().count() <= TERM && !term.starts_with(['<', '{', '[']);
    (is_term && definition.chars().count() > 2).then_some((term, definition))
}

/// `<dl><dt>Term<dd>Definition</dl>`.
///
/// # Errors
/// There are too many terms, or the caller stopped the import.
pub(super) fn html(text: &str, context: &mut Context<'_>) -> Result<Option<Draft>, Failure> {
    let lower = text.to_ascii_lowercase();
    let mut list = List::default();
    let mut at = 0;
    let mut number = 0;
    while let Some(begin) = find_tag(&lower, "dt", at) {
        let inside = lower.get(begin..).and_then(|rest| rest.find('>')).map_or(lower.len(), |end| begin + end + 1);
        let next = find_tag(&lower, "dt", inside).unwrap_or(lower.len());
        let end = lower.get(inside..).and_then(|rest| rest.find("</dl")).map_or(next, |end| (inside + end).min(next));
        let definition = find_tag(&lower, "dd", inside).filter(|at| *at < end).unwrap_or(end);
        number += 1;
        let term = text.get(inside..definition).unwrap_or_default();
        let words = text.get(definition..end).unwrap_or_default();
        list.add(term, words, Place::Element { name: "dt", number }, context)?;
        at = next;
    }
    if number == 0 {
        return Ok(None);
    }
    context.report.format = Format::Glossary;
    Ok(Some(list.draft))
}

fn find_tag(lower: &str, name: &str, from: usize) -> Option<usize> {
    let rest = lower.get(from..)?;
    let tag = format!("<{name}");
    rest.match_indices(&tag).map(|(at, _)| from + at).find(|at| {
        lower.get(at + tag.len()..).is_some_and(|behind| behind.starts_with(['>', ' ', '\t', '\n', '\r', '/']))
    })
}

/// Posts of an export of `WordPress` (WXR): the title is the term, the content its definition.
///
/// # Errors
/// There are too many posts, or none; or the caller stopped the import.
pub(super) fn wordpress(text: &str, context: &mut Context<'_>) -> Result<Draft, Failure> {
    context.report.format = Format::Glossary;
    let mut list = List::default();
    let mut item: Option<[String; 4]> = None;
    let mut field = None;
    let mut number = 0;
    for piece in Pieces::new(text) {
        match piece {
            Ok(Piece::Start { name, .. }) if name == "item" => item = Some(Default::default()),
            Ok(Piece::Start { name, .. }) => {
                field = match name.as_str() {
                    "title" => Some(0),
                    "content:encoded" => Some(1),
                    "description" | "excerpt:encoded" => Some(2),
                    "wp:status" => Some(3),
                    _ => None,
                };
            }
            Ok(Piece::Text(words)) => {
                let text = field.and_then(|field: usize| item.as_mut()?.get_mut(field));
                if let Some(text) = text {
                    text.push_str(&words);
                }
            }
            Ok(Piece::End(name)) if name == "item" => {
                let Some([title, content, excerpt, status]) = item.take() else { continue };
                number += 1;
                let place = Place::Element { name: "item", number };
                let definition = if content.trim().is_empty() { excerpt } else { content };
                // Block comments of the editor are no text.
                if matches!(status.trim(), "" | "publish") {
                    list.add(&title, &definition, place, context)?;
                } else {
                    context.row(None)?;
                    let message = format!("“{}” is not published: {}", title.trim(), status.trim());
                    context.leave_out("not-published", &place, message, "publish it, or copy it into glossary.toml");
                }
            }
            Ok(Piece::End(_)) => field = None,
            Err(fault) if number == 0 => {
                return Err(Failure::Syntax {
                    what: "XML",
                    line: fault.line,
                    column: fault.column,
                    message: fault.message,
                });
            }
            Err(fault) => {
                let message = format!("the XML is broken here: {}; what follows was not read", fault.message);
                context.lost("broken-xml", &Place::Line(fault.line), message, "export it anew");
            }
        }
    }
    if number == 0 { Err(Failure::NotOfFormat(Format::Glossary)) } else { Ok(list.draft) }
}

/// A list of objects with a term and a definition, or an object of definitions by term.
///
/// # Errors
/// There are too many terms, or the caller stopped the import.
pub(super) fn json(top: &Value, context: &mut Context<'_>) -> Result<Option<Draft>, Failure> {
    const TERMS: [&str; 7] = ["term", "word", "label", "title", "name", "headword", "heading"];
    const DEFINITIONS: [&str; 8] =
        ["definition", "meaning", "description", "text", "content", "body", "explanation", "value"];
    let nested = top.first(&["terms", "glossary", "entries", "items", "data"]);
    let (key, inner) = nested.map_or(("", top), |(key, inner)| (key, inner));
    let root = if key.is_empty() { Place::Pointer(String::new()) } else { Place::Pointer(format!("/{key}")) };
    let mut list = List::default();
    if let Some(entries) = inner.list() {
        for (index, entry) in entries.iter().enumerate() {
            let place = root.inside(index);
            // WordPress's REST interface has `{"rendered": …}`.
            let text = |keys: &[&str]| {
                keys.iter().find_map(|key| {
                    let value = entry.get(key)?;
                    value.words().or_else(|| value.text("rendered"))
                })
            };
            let (term, definition) = (text(&TERMS).unwrap_or_default(), text(&DEFINITIONS).unwrap_or_default());
            let known = list.draft.terms.len();
            list.add(&term, &definition, place.clone(), context)?;
            if let Some(added) = list.draft.terms.get_mut(known) {
                added.kind = text(&["kind", "type"]).and_then(|words| kind(&words));
                let forms =
                    entry.first(&["forms", "synonyms", "aliases", "variants"]).and_then(|(_, forms)| forms.list());
                added.forms = forms
                    .into_iter()
                    .flatten()
                    .filter_map(Value::words)
                    .map(|form| context.words(&form, &place))
                    .collect();
                let link = text(&["url", "link", "source"]).filter(|url| url.contains("://"));
                let url = link.and_then(|url| context.address(&url, &place));
                added.sources =
                    url.into_iter().map(|url| SourceDraft { url: Some(url), ..SourceDraft::default() }).collect();
            }
        }
    } else {
        let fields = inner.fields();
        if fields.is_empty() || !fields.iter().all(|(_, value)| matches!(value, Value::Text(_))) {
            return Ok(None);
        }
        for (term, definition) in fields {
            list.add(term, &definition.words().unwrap_or_default(), root.inside(term), context)?;
        }
    }
    let is_empty = list.draft.terms.is_empty() && context.report.rows == 0;
    Ok((!is_empty).then_some(list.draft))
}
