//! A story as it is written: an ordered tree in the form of `docs/story-format.md`.

use serde::ser::{Serialize, SerializeMap as _, Serializer};

use super::json::Value;

/// A story.
#[derive(Debug, Clone, PartialEq)]
pub struct Story(pub(super) Value);

/// The lists of an object that are tables of a file of TOML, by file.
const FILES: [(&str, &[&str]); 6] = [
    ("story.toml", &["themes", "lanes", "topics", "eras", "chapters", "revisions"]),
    ("sources.toml", &["sources"]),
    ("events.toml", &["events"]),
    ("glossary.toml", &["terms"]),
    ("questions.toml", &["questions"]),
    ("voices.toml", &["voices"]),
];

impl Story {
    /// As one JSON object.
    ///
    /// # Errors
    /// None that a tree of texts, numbers, lists and objects has.
    pub fn json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(&self.0)
    }

    /// As files of TOML, by name. Files of lists that the story does not have are not among them.
    ///
    /// # Errors
    /// A value that TOML has no form for: none, in a story that passes the checks.
    pub fn toml(&self) -> Result<Vec<(&'static str, String)>, toml::ser::Error> {
        let mut files = Vec::new();
        for (name, lists) in FILES {
            let mut tables = Vec::new();
            if name == "story.toml" {
                let is_head =
                    |(key, _): &&(String, Value)| !FILES.iter().any(|(_, lists)| lists.contains(&key.as_str()));
                let head = self.0.fields().iter().filter(is_head).filter(|(key, _)| key != "$schema").cloned();
                tables.push(("story".to_owned(), tables_last(Value::Object(head.collect()))));
            }
            for list in lists {
                let rows = self.0.get(list).and_then(Value::list).unwrap_or_default();
                if !rows.is_empty() {
                    let rows = rows.iter().cloned().map(as_table).collect();
                    tables.push((list.trim_end_matches('s').to_owned(), Value::List(rows)));
                }
            }
            if !tables.is_empty() {
                files.push((name, toml::to_string_pretty(&Value::Object(tables))?));
            }
        }
        Ok(files)
    }

    /// The rows of a list: `events`.
    pub(super) fn rows(&self, list: &str) -> &[Value] {
        self.0.get(list).and_then(Value::list).unwrap_or_default()
    }
}

/// A row with the names that TOML has for its own rows.
fn as_table(row: Value) -> Value {
    let Value::Object(fields) = row else { return row };
    let renamed =
        fields.into_iter().filter(|(_, value)| *value != Value::Nothing).map(|(key, value)| match key.as_str() {
            "accounts" => ("account".to_owned(), value),
            _ => (key, value),
        });
    tables_last(Value::Object(renamed.collect()))
}

/// Keys with tables stand behind those with values, or they would belong to the tables.
fn tables_last(value: Value) -> Value {
    let Value::Object(mut fields) = value else { return value };
    let is_table = |value: &Value| match value {
        Value::List(list) => list.iter().any(|value| matches!(value, Value::Object(_))),
        Value::Object(_) => true,
        _ => false,
    };
    fields.retain(|(_, value)| *value != Value::Nothing);
    fields.sort_by_key(|(_, value)| is_table(value));
    Value::Object(fields)
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Nothing => serializer.serialize_none(),
            Value::Truth(truth) => serializer.serialize_bool(*truth),
            Value::Number(number) => match whole(*number) {
                Some(number) => serializer.serialize_i64(number),
                None => serializer.serialize_f64(*number),
            },
            Value::Text(words) => serializer.serialize_str(words),
            Value::List(values) => serializer.collect_seq(values),
            Value::Object(fields) => {
                let mut map = serializer.serialize_map(Some(fields.len()))?;
                for (key, value) in fields {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

#[allow(clippy::cast_possible_truncation, reason = "the number is checked to be in range before the cast")]
fn whole(number: f64) -> Option<i64> {
    (number.fract() == 0.0 && number.abs() < 9e15).then_some(number as i64)
}

impl From<&Value> for serde_json::Value {
    fn from(value: &Value) -> Self {
        match value {
            Value::Nothing => serde_json::Value::Null,
            Value::Truth(truth) => (*truth).into(),
            Value::Number(number) => whole(*number).map_or_else(|| (*number).into(), Into::into),
            Value::Text(words) => words.as_str().into(),
            Value::List(values) => values.iter().map(serde_json::Value::from).collect(),
            Value::Object(fields) => {
                let fields = fields.iter().map(|(key, value)| (key.clone(), serde_json::Value::from(value)));
                serde_json::Value::Object(fields.collect())
            }
        }
    }
}
