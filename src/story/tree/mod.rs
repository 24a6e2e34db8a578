//! The untyped tree of a story: tables, lists, texts and numbers, each with its location. TOML files, JSON and objects of a
//! script all become this tree, so that they follow the same rules.
#![allow(clippy::cast_possible_truncation, reason = "the value is checked to be in range before the cast")]

mod duplicates;
#[cfg(feature = "cli")]
pub(super) mod json;
pub(super) mod toml;

pub(super) use duplicates::{Duplicate, duplicate_keys};

use std::collections::BTreeSet;
use std::ops::Range;

/// Depth of a story's values plus one: a cite of a question's account is inside six others.
pub(crate) const DEPTH: usize = 8;

/// From here on whole numbers are rounded (`Number.MAX_SAFE_INTEGER`).
const MOST_EXACT: f64 = 9_007_199_254_740_992.0;

/// A value and its location.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node {
    /// Bytes of the file; in an object, the numbers of this value and of those inside it.
    pub(crate) span: Range<usize>,
    pub(crate) data: Data,
    pub(crate) origin: Origin,
}

/// Where a value of a translated story is from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) enum Origin {
    /// The file of its row.
    #[default]
    Row,
    /// Another file, by its index.
    File(usize),
    /// The file of its row, which is in another language than the story: a text that has not been translated.
    Untranslated(String),
}

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Data {
    Text(String),
    /// As it is written, and what it is if anything in a story can be so many.
    Whole(String, Option<u16>),
    /// A number with a fraction, or one that is none.
    Number,
    Truth(bool),
    /// TOML's own date, as it is written.
    Day(String),
    List(Vec<Node>),
    Table(Table),
    /// JSON's `null`.
    Nothing,
    /// A type that no story has: a function, bytes, an object inside itself.
    Strange,
}

/// A syntax error.
pub(crate) struct Fault {
    pub(crate) bytes: Range<usize>,
    /// The parser's message.
    pub(crate) message: String,
}

/// Values by key, in the order of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Table(Vec<Entry>);

/// A value under its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) key: String,
    /// The key's location.
    pub(crate) at: Range<usize>,
    pub(crate) node: Node,
}

impl Data {
    /// A number of a script or of JSON, where 3.0 is 3.
    pub(crate) fn number(number: f64) -> Data {
        if number.fract().abs() < f64::EPSILON && number.abs() < MOST_EXACT {
            let whole = number as i64;
            Data::Whole(whole.to_string(), u16::try_from(whole).ok())
        } else {
            Data::Number
        }
    }
}

impl Node {
    pub(crate) fn new(span: Range<usize>, data: Data) -> Node {
        Node { span, data, origin: Origin::Row }
    }

    pub(crate) fn text(&self) -> Option<&str> {
        match &self.data {
            Data::Text(words) => Some(words),
            _ => None,
        }
    }

    pub(crate) fn list(&self) -> Option<&[Node]> {
        match &self.data {
            Data::List(nodes) => Some(nodes),
            _ => None,
        }
    }

    pub(crate) fn table(&self) -> Option<&Table> {
        match &self.data {
            Data::Table(table) => Some(table),
            _ => None,
        }
    }

    /// A count, if it can be one.
    pub(crate) fn whole(&self) -> Option<u16> {
        match &self.data {
            Data::Whole(_, value) => *value,
            _ => None,
        }
    }
}

impl Table {
    /// The value of a key. Linear, because a story's tables have a dozen keys.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        self.0.iter().find(|entry| entry.key == key).map(|entry| &entry.node)
    }

    pub(crate) fn into_entries(self) -> Vec<Entry> {
        self.0
    }

    pub(crate) fn entries(&self) -> &[Entry] {
        &self.0
    }
}

impl FromIterator<Entry> for Table {
    /// Of two entries with one key the later stays: so does `JSON.parse`, and TOML has no key twice. An absent value and
    /// `null` are the same.
    fn from_iter<I: IntoIterator<Item = Entry>>(entries: I) -> Self {
        let mut entries: Vec<Entry> = entries.into_iter().collect();
        let mut behind = BTreeSet::new();
        let mut is_last: Vec<bool> = entries.iter().rev().map(|entry| behind.insert(entry.key.as_str())).collect();
        entries.retain(|entry| is_last.pop() == Some(true) && entry.node.data != Data::Nothing);
        Table(entries)
    }
}

/// Appends a key to a path, as a script writes it: `.date`, `["d e"]`.
pub(super) fn push_key(path: &mut String, key: &str) {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    if key.is_empty() || !key.chars().all(is_word) || key.starts_with(|c: char| c.is_ascii_digit()) {
        path.extend(["[\"", &key.replace('\\', "\\\\").replace('"', "\\\""), "\"]"]);
    } else {
        path.extend([if path.is_empty() { "" } else { "." }, key]);
    }
}
