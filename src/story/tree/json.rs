//! Parses JSON into a tree in which every value has its bytes, so that problems have lines; and serializes a tree as JSON.

use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap as _, Serializer};
use serde_json::value::RawValue;

use super::{DEPTH, Data, Entry, Fault, Node, Table};

/// Reads a text.
///
/// # Errors
/// The first syntax error.
pub(crate) fn parse(text: &str) -> Result<Node, Fault> {
    let bare = text.trim_start_matches('\u{feff}');
    let raw: &RawValue = serde_json::from_str(bare).map_err(|error| {
        let lines = bare.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len);
        let at = text.len() - bare.len() + lines.sum::<usize>() + error.column().saturating_sub(1);
        let start = text.floor_char_boundary(at.min(text.len()));
        let end = text.ceil_char_boundary((start + 1).min(text.len()));
        Fault { bytes: start..end, message: what(&error.to_string()).to_owned() }
    })?;
    Ok(node(text, raw, 0))
}

/// The message of an error without its line, which the diagnostic shows.
fn what(message: &str) -> &str {
    message.rsplit_once(" at line ").map_or(message, |(what, _)| what)
}

/// A value of a text that is JSON. A number too large or a value nested too deep is [`Data::Strange`].
fn node(text: &str, raw: &RawValue, depth: usize) -> Node {
    let written = raw.get();
    let span = bytes_of(text, written);
    let inside = |value: &RawValue| node(text, value, depth + 1);
    let data = match written.as_bytes().first() {
        _ if depth >= DEPTH => Ok(Data::Strange),
        Some(b'{') => serde_json::from_str::<Fields<'_>>(written).map(|Fields(fields)| {
            let entry = |(key, value): (&RawValue, &RawValue)| {
                let node = inside(value);
                let name = serde_json::from_str(key.get()).unwrap_or_default();
                Entry { key: name, at: bytes_of(text, key.get()), node }
            };
            Data::Table(fields.into_iter().map(entry).collect::<Table>())
        }),
        Some(b'[') => serde_json::from_str::<Vec<&RawValue>>(written)
            .map(|values| Data::List(values.into_iter().map(inside).collect())),
        Some(b'"') => serde_json::from_str(written).map(Data::Text),
        Some(b't' | b'f') => serde_json::from_str(written).map(Data::Truth),
        Some(b'n') => Ok(Data::Nothing),
        _ => serde_json::from_str(written).map(Data::number),
    };
    // A table is where it begins: the whole of it would be underlined.
    let span = if written.starts_with('{') { span.start..span.start + 1 } else { span };
    Node::new(span, data.unwrap_or(Data::Strange))
}

/// The bytes of a part of a text.
fn bytes_of(text: &str, part: &str) -> Range<usize> {
    let start = (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    start..start + part.len()
}

/// The keys and values of a table, unread.
struct Fields<'a>(Vec<(&'a RawValue, &'a RawValue)>);

impl<'de> Deserialize<'de> for Fields<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Fields<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a table")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields<'de>, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }
        deserializer.deserialize_map(Reader)
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.data {
            Data::Text(words) | Data::Day(words) => serializer.serialize_str(words),
            Data::Whole(_, Some(number)) => serializer.serialize_u16(*number),
            Data::Truth(truth) => serializer.serialize_bool(*truth),
            Data::List(nodes) => serializer.collect_seq(nodes),
            Data::Table(table) => {
                let mut map = serializer.serialize_map(Some(table.entries().len()))?;
                for entry in table.entries() {
                    map.serialize_entry(&entry.key, &entry.node)?;
                }
                map.end()
            }
            // None of these is in a story without problems.
            Data::Whole(_, None) | Data::Number | Data::Nothing | Data::Strange => serializer.serialize_none(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_and_key_knows_its_bytes() {
        let text = "\u{feff}{ \"a\\u0062\": [1.0, \"é\"],\n \"c\": null }";
        let node = parse(text).ok().unwrap();
        let table = node.table().unwrap();
        let [entry] = table.entries() else { panic!("null is absent") };
        assert_eq!((entry.key.as_str(), text.get(entry.at.clone())), ("ab", Some("\"a\\u0062\"")));
        let list = entry.node.list().unwrap();
        assert_eq!(list[0].data, Data::Whole("1".into(), Some(1)));
        assert_eq!(text.get(list[1].span.clone()), Some("\"é\""));
    }

    #[test]
    fn a_fault_is_where_json_ends() {
        let fault = parse("{\n \"a\": 1,\n}").err().unwrap();
        assert_eq!((fault.bytes, fault.message.as_str()), (11..12, "key must be a string"));
    }

    #[test]
    fn nesting_beyond_the_limit_is_dropped() {
        let depth = |text: &str| {
            let node = parse(text).ok().unwrap();
            let mut depth = 0;
            let mut inner = Some(&node);
            while let Some(list) = inner.and_then(Node::list) {
                depth += 1;
                inner = list.first();
            }
            depth
        };
        assert_eq!(depth("[[[1]]]"), 3);
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(depth(&deep), DEPTH);
    }
}
