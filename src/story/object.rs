//! A story as an object: what a script sets, or what JSON becomes. It has no lines; a place in it is the path that a
//! script would write, `events[3].date`.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::authored::Span;
use super::problem::{Problem, Severity};
use super::tree::{DEPTH, Data, Entry, Node, Table};

/// How many values are read: more than the largest story has.
const MOST: usize = 4_000_000;

/// An object that may hold a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Object(Node);

/// A problem as a script is told of it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Told {
    /// `error` or `warning`.
    pub severity: &'static str,
    /// A stable name for the kind of problem: `unknown-key`.
    pub code: &'static str,
    /// Where: `events[3].date`; empty where it is the story as a whole.
    pub path: String,
    /// What is wrong, without a final stop.
    pub message: String,
    /// What to do about it; perhaps empty.
    pub help: String,
}

impl Object {
    /// Reads a value that is there already, whatever it is: what no story is made of becomes a problem at its place when the
    /// story is loaded. (A text that is yet to be parsed has faults of its own, which get lost here.)
    pub fn read<'de, D: Deserializer<'de>>(value: D) -> Object {
        let next = Cell::new(0);
        let seed = Seed { next: &next, depth: 0 };
        // A seed never fails.
        Object(seed.deserialize(value).unwrap_or(Node { span: 0..1, data: Data::Strange }))
    }

    pub(super) fn root(&self) -> &Node {
        &self.0
    }

    /// The path to a place: empty for the object itself.
    pub fn path(&self, span: &Span) -> String {
        let mut path = String::new();
        let mut at = &self.0;
        let holds = |node: &&Node| node.span.contains(&span.bytes.start);
        loop {
            if at.span.start == span.bytes.start {
                return path;
            }
            let next = match &at.data {
                Data::List(nodes) => nodes.iter().enumerate().find(|(_, node)| holds(node)).map(|(place, node)| {
                    path.push('[');
                    path.push_str(&place.to_string());
                    path.push(']');
                    node
                }),
                Data::Table(table) => table.entries().iter().find(|entry| holds(&&entry.node)).map(|entry| {
                    step(&mut path, &entry.key);
                    &entry.node
                }),
                _ => None,
            };
            let Some(next) = next else { return path };
            at = next;
        }
    }

    /// Problems as a script is told of them.
    pub fn told(&self, problems: &[Problem]) -> Vec<Told> {
        problems.iter().map(|problem| self.one_told(problem)).collect()
    }

    fn one_told(&self, problem: &Problem) -> Told {
        let mut message = problem.message.clone();
        for (span, words) in &problem.also {
            message.extend(["; ", words, ": ", &self.path(span)]);
        }
        Told {
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

/// Goes on by a key, as a script writes it.
fn step(path: &mut String, key: &str) {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    if key.is_empty() || !key.chars().all(is_word) || key.starts_with(|c: char| c.is_ascii_digit()) {
        path.extend(["[\"", &key.replace('\\', "\\\\").replace('"', "\\\""), "\"]"]);
    } else {
        path.extend([if path.is_empty() { "" } else { "." }, key]);
    }
}

/// Reads a value and numbers it, in the order of reading. It never fails: what cannot be read is [`Data::Strange`].
#[derive(Clone, Copy)]
struct Seed<'c> {
    next: &'c Cell<usize>,
    depth: usize,
}

impl Seed<'_> {
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
        let is_bounded = self.depth < DEPTH && start < MOST;
        let data = if is_bounded { value.deserialize_any(self).unwrap_or(Data::Strange) } else { Data::Strange };
        Ok(Node { span: start..self.next.get(), data })
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
        while let Some(node) = values.next_element_seed(self.inside())? {
            nodes.push(node);
        }
        Ok(Data::List(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut values: A) -> Result<Data, A::Error> {
        let mut table = Table::default();
        while let Some(key) = values.next_key::<String>()? {
            let node = values.next_value_seed(self.inside())?;
            table.put(Entry { key, at: node.span.clone(), node });
        }
        Ok(Data::Table(table))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn path_of(object: &Object, number: usize) -> String {
        object.path(&Span { file: 0, bytes: number..number + 1 })
    }

    #[test]
    fn every_value_has_the_path_a_script_would_write() {
        let object = Object::read(json!({ "a": [1, { "b": "x" }], "c-d": { "e\"f": true }, "g": null }));
        let paths: Vec<String> = (0..8).map(|number| path_of(&object, number)).collect();
        assert_eq!(
            paths,
            ["", "a", "a[0]", "a[1]", "a[1].b", "[\"c-d\"]", "[\"c-d\"][\"e\\\"f\"]", ""],
            "what is absent has no place"
        );
    }

    #[test]
    fn what_is_too_deep_is_not_followed() {
        let mut value = json!("x");
        for _ in 0..100 {
            value = serde_json::Value::Array(vec![value]);
        }
        let mut node = Object::read(value).0;
        let mut depth = 0;
        while let Data::List(mut inside) = node.data {
            node = inside.remove(0);
            depth += 1;
        }
        assert_eq!((depth, node.data), (DEPTH, Data::Strange));
    }

    #[test]
    fn numbers_are_what_they_are_to_a_script() {
        let data = |value| Object::read(value).0.data;
        assert_eq!(data(json!(3.0)), Data::Whole("3".into(), Some(3)));
        assert_eq!(data(json!(-1)), Data::Whole("-1".into(), None));
        assert_eq!(data(json!(0.5)), Data::Number);
    }
}
