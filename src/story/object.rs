//! A story as an object: set by a script, or parsed from JSON. It has no lines; a location in it is the path that a script
//! would write, `events[3].date`.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::authored::Span;
use super::limits;
use super::load::is_key;
use super::problem::{Problem, Severity};
use super::tree::{DEPTH, Data, Duplicate, Entry, Node, duplicate_keys, push_key};
use super::words::is_word;

/// An object that may hold a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Object {
    root: Node,
    exceeds: Option<usize>,
}

/// A problem as a script gets it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Diagnostic {
    /// `error` or `warning`.
    pub severity: &'static str,
    /// A stable name for the kind of problem: `unknown-key`.
    pub code: &'static str,
    /// Path: `events[3].date`; empty for the story as a whole.
    pub path: String,
    /// Description, without a final stop.
    pub message: String,
    /// Advice; may be empty.
    pub help: String,
}

impl Object {
    /// Reads a value of any type. Types that no story has become problems at their paths when the story is loaded. (Syntax
    /// errors of a text that is parsed here are lost.)
    pub fn read<'de, D: Deserializer<'de>>(value: D) -> Object {
        Object::read_at_most(limits::VALUES, value)
    }

    /// The same, up to a number of values.
    pub fn read_at_most<'de, D: Deserializer<'de>>(limit: usize, value: D) -> Object {
        let next = Cell::new(0);
        let seed = Seed { next: &next, limit, depth: 0 };
        // A seed never fails.
        let root = seed.deserialize(value).unwrap_or(Node::new(0..1, Data::Strange));
        Object { root, exceeds: seed.is_full().then_some(limit) }
    }

    /// The number of values up to which the object was read, where it holds more.
    pub(super) fn exceeds(&self) -> Option<usize> {
        self.exceeds
    }

    pub(super) fn root(&self) -> &Node {
        &self.root
    }

    /// The path of a location: empty for the object itself.
    pub fn path(&self, span: &Span) -> String {
        let mut path = String::new();
        let mut at = &self.root;
        let holds = |node: &&Node| node.span.contains(&span.bytes.start);
        loop {
            if at.span.start == span.bytes.start {
                return path;
            }
            let next = match &at.data {
                Data::List(nodes) => nodes.iter().enumerate().find(|(_, node)| holds(node)).map(|(index, node)| {
                    path.push('[');
                    path.push_str(&index.to_string());
                    path.push(']');
                    node
                }),
                Data::Table(table) => table.entries().iter().find(|entry| holds(&&entry.node)).map(|entry| {
                    push_key(&mut path, &entry.key);
                    &entry.node
                }),
                _ => None,
            };
            let Some(next) = next else { return path };
            at = next;
        }
    }

    /// Problems with the paths of their places.
    pub fn diagnostics(&self, problems: &[Problem]) -> Vec<Diagnostic> {
        problems.iter().map(|problem| self.diagnostic(problem)).collect()
    }

    fn diagnostic(&self, problem: &Problem) -> Diagnostic {
        let mut message = problem.message.clone();
        for (span, words) in &problem.also {
            message.extend(["; ", words, ": ", &self.path(span)]);
        }
        Diagnostic {
            severity: match problem.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            code: problem.code,
            path: problem.span.as_ref().map(|span| self.path(span)).unwrap_or_default(),
            message,
            help: problem.help.clone().unwrap_or_default(),
        }
    }
}

/// Duplicate keys of a JSON text, as errors. An object parsed from the text has only the last of them.
pub fn duplicate_key_errors(json: &str) -> Vec<Diagnostic> {
    let error = |duplicate: Duplicate| Diagnostic {
        severity: "error",
        code: "duplicate-key",
        message: "this key is in its object twice".to_owned(),
        help: "take one out".to_owned(),
        path: duplicate.path,
    };
    duplicate_keys(json).into_iter().map(error).collect()
}

/// Reads a value and numbers it, in the order of reading. It never fails: what cannot be read is [`Data::Strange`].
#[derive(Clone, Copy)]
struct Seed<'c> {
    /// The number of the next value.
    next: &'c Cell<usize>,
    /// Maximum number of values read.
    limit: usize,
    depth: usize,
}

impl Seed<'_> {
    /// Whether no more values are read.
    fn is_full(self) -> bool {
        self.next.get() >= self.limit
    }

    /// A value that is not read.
    fn number(self, data: Data) -> Node {
        let start = self.next.get();
        self.next.set(start + 1);
        Node::new(start..start + 1, data)
    }

    fn inside(self) -> Self {
        Seed { depth: self.depth + 1, ..self }
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<Node, D::Error> {
        let start = self.next.get();
        self.next.set(start + 1);
        // An object may hold itself.
        let is_read = self.depth < DEPTH && !self.is_full();
        let data = if is_read { value.deserialize_any(self).unwrap_or(Data::Strange) } else { Data::Strange };
        Ok(Node::new(start..self.next.get(), data))
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Data;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("what a story is made of")
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Data, E> {
        Ok(Data::Truth(truth))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Data, E> {
        Ok(Data::Whole(number.to_string(), u16::try_from(number).ok()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Data, E> {
        Ok(Data::Whole(number.to_string(), u16::try_from(number).ok()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Data, E> {
        Ok(Data::number(number))
    }

    fn visit_str<E>(self, words: &str) -> Result<Data, E> {
        Ok(Data::Text(words.to_owned()))
    }

    fn visit_string<E>(self, words: String) -> Result<Data, E> {
        Ok(Data::Text(words))
    }

    fn visit_unit<E>(self) -> Result<Data, E> {
        Ok(Data::Nothing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Data, A::Error> {
        let mut nodes = Vec::new();
        // A list of a script may say that it has 4,294,967,295 values.
        while values.size_hint().is_none_or(|left| left < self.limit) && !self.is_full() {
            let Some(node) = values.next_element_seed(self.inside())? else { return Ok(Data::List(nodes)) };
            nodes.push(node);
        }
        self.next.set(self.limit);
        Ok(Data::Strange)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut values: A) -> Result<Data, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = values.next_key::<String>()? {
            let node = if is_key(&key) || is_word(&key) {
                values.next_value_seed(self.inside())?
            } else {
                // No story has this key: what is behind it may be anything, a page's whole `window` too.
                values.next_value::<IgnoredAny>()?;
                self.number(Data::Strange)
            };
            entries.push(Entry { key, at: node.span.clone(), node });
        }
        Ok(Data::Table(entries.into_iter().collect()))
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::*;
    use serde_json::json;

    fn path_of(object: &Object, number: usize) -> String {
        object.path(&Span { file: 0, bytes: number..number + 1 })
    }

    #[test]
    fn every_value_has_the_path_a_script_would_write() {
        let object = Object::read(json!({ "about": [1, { "id": "x" }], "c-d": 1, "e\"f": true, "title": null }));
        let paths: Vec<String> = (0..8).map(|number| path_of(&object, number)).collect();
        assert_eq!(
            paths,
            ["", "about", "about[0]", "about[1]", "about[1].id", "[\"c-d\"]", "[\"e\\\"f\"]", ""],
            "an absent value has no path"
        );
    }

    #[test]
    fn what_is_too_deep_is_not_followed() {
        let mut value = json!("x");
        for _ in 0..100 {
            value = serde_json::Value::Array(vec![value]);
        }
        let mut node = Object::read(value).root;
        let mut depth = 0;
        while let Data::List(mut inside) = node.data {
            node = inside.remove(0);
            depth += 1;
        }
        assert_eq!((depth, node.data), (DEPTH, Data::Strange));
    }

    #[test]
    fn numbers_are_what_they_are_to_a_script() {
        let data = |value| Object::read(value).root.data;
        assert_eq!(data(json!(3.0)), Data::Whole("3".into(), Some(3)));
        assert_eq!(data(json!(-1)), Data::Whole("-1".into(), None));
        assert_eq!(data(json!(0.5)), Data::Number);
    }

    #[test]
    fn what_no_story_has_is_not_walked_and_too_many_values_are_refused() {
        let object = Object::read(json!({ "window": { "title": ["x"] }, "title": "x" }));
        assert_eq!(path_of(&object, 2), "window");
        let window = object.root.table().and_then(|table| table.get("window")).map(|node| &node.data);
        assert_eq!((window, object.exceeds()), (Some(&Data::Strange), None));

        let many = || json!({ "about": ["x", "x"], "title": "x" });
        assert_eq!(Object::read_at_most(6, many()).exceeds(), None);
        assert_eq!(Object::read_at_most(5, many()).exceeds(), Some(5));
        let long = serde::de::value::SeqDeserializer::<_, serde::de::value::Error>::new(0..u32::MAX);
        assert!(Object::read(long).exceeds().is_some());
    }
}
