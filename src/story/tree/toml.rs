//! TOML becomes a tree.

use std::borrow::Cow;

use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue};

use super::{Data, Entry, Fault, Node, Table};

/// Reads a text as far as it can be read.
pub(crate) fn parse(text: &str) -> (Node, Vec<Fault>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let faults = errors.into_iter().map(|error| Fault {
        bytes: error.span().unwrap_or(0..0),
        message: error.message().lines().next().unwrap_or("this is not TOML").to_owned(),
    });
    let faults = faults.collect();
    (Node::new(table.span(), Data::Table(entries(table.get_ref()))), faults)
}

fn entries(table: &DeTable<'_>) -> Table {
    let entry = |(key, value): (&Spanned<Cow<'_, str>>, &Spanned<DeValue<'_>>)| Entry {
        key: key.get_ref().clone().into_owned(),
        at: key.span(),
        node: node(value),
    };
    let mut entries: Vec<Entry> = table.iter().map(entry).collect();
    // The parser keeps them in the order of their names.
    entries.sort_by_key(|entry| entry.at.start);
    entries.into_iter().collect()
}

fn node(value: &Spanned<DeValue<'_>>) -> Node {
    let data = match value.get_ref() {
        DeValue::String(words) => Data::Text(words.clone().into_owned()),
        DeValue::Integer(number) => {
            Data::Whole(number.as_str().to_owned(), u16::from_str_radix(number.as_str(), number.radix()).ok())
        }
        DeValue::Float(_) => Data::Number,
        DeValue::Boolean(truth) => Data::Truth(*truth),
        DeValue::Datetime(date) => Data::Day(date.to_string()),
        DeValue::Array(values) => Data::List(values.iter().map(node).collect()),
        DeValue::Table(table) => Data::Table(entries(table)),
    };
    Node::new(value.span(), data)
}
