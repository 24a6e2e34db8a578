//! `[words]`: words of the interface that replace those of the story's language.

use super::Parsed;
use super::context::{LoadContext, Read};
use super::value::Value;
use crate::story::problem::Problem;
use crate::story::tree::{Data, Node};
use crate::story::words::Dictionary;

/// A word by its key.
type Word<'a> = (String, Value<'a>);

/// The words that the story gives, by key: `close`, `status.official`.
pub(super) fn words<'a>(context: &'a LoadContext<'a>, parsed: &'a [Parsed<'a>]) -> Read<Vec<(String, String)>> {
    let Some((file, node, lang)) = given(parsed) else { return Ok(Vec::new()) };
    let whole = Value::new(context, file, "words", node);
    let words = flat(&whole)?;
    let mut dictionary = Dictionary::nearest(lang);
    let (rules, others): (Vec<Word<'_>>, Vec<Word<'_>>) =
        words.into_iter().partition(|(key, _)| key.starts_with("plural."));
    if !rules.is_empty() {
        dictionary = dictionary.without_rules();
    }
    let set = |(key, value): Word<'a>| {
        let words = if value.node.data == Data::Strange { String::new() } else { value.exact()? };
        match dictionary.set(&key, &words) {
            Ok(()) => Ok((key, value.exact()?)),
            Err(refusal) => {
                Err(context.report(Problem::error("bad-word", value.span(), refusal.message).help(refusal.help)))
            }
        }
    };
    let read: Vec<Read<(String, String)>> = rules.into_iter().chain(others).map(set).collect();
    let read = read.into_iter().collect::<Read<Vec<_>>>()?;
    let missing = dictionary.missing();
    if !missing.is_empty() {
        let message = format!("`words` has rules of plurals, but not every form: {}", missing.join(", "));
        return Err(context.report(Problem::error("missing-word", whole.span(), message).help("add them")));
    }
    let (given, all) = (read.len(), dictionary.size());
    if Dictionary::for_language(lang).is_none() && given < all {
        let message =
            format!("`words` gives {given} of the interface’s {all} words in `{lang}`; the others are in English");
        let help = "screen readers will be told that all are in English: give the others too, see docs/translating.md";
        context.report(Problem::warning("missing-word", whole.span(), message).help(help));
    }
    Ok(read)
}

/// The table, its file, and the story's language.
fn given<'a>(parsed: &'a [Parsed<'a>]) -> Option<(usize, &'a Node, &'a str)> {
    let (file, node) = (*parsed.first()?)?;
    let top = node.table()?;
    // An object is itself the story.
    let head = top.get("story").and_then(Node::table).unwrap_or(top);
    Some((file, top.get("words")?, head.get("lang").and_then(Node::text).unwrap_or("en")))
}

/// The texts of a table and of the tables inside it.
fn flat<'a>(whole: &Value<'a>) -> Read<Vec<Word<'a>>> {
    let Some(table) = whole.node.table() else {
        return Err(wrong_type(whole, "a table with words by their keys"));
    };
    let mut words = Vec::new();
    for entry in table.entries() {
        let value = Value { key: &entry.key, node: &entry.node, ..*whole };
        match &entry.node.data {
            // Of an object, what is under a key that no story has is not read.
            Data::Text(_) | Data::Strange => words.push((entry.key.clone(), value)),
            Data::Table(parts) => {
                for part in parts.entries() {
                    let value = Value { key: &part.key, node: &part.node, ..*whole };
                    words.push((format!("{}.{}", entry.key, part.key), value));
                }
            }
            _ => return Err(wrong_type(&value, "a text, or a table of texts")),
        }
    }
    Ok(words)
}

fn wrong_type(value: &Value<'_>, wanted: &str) -> super::context::Reported {
    let found = value.context.form.describe(value.node);
    let message = format!("`{}` wants {wanted}, not {found}", value.key);
    let span = value.span();
    value.context.report(Problem::error("wrong-type", span, message).help("docs/translating.md lists the words"))
}
