//! JSON as other tools write it: values in order, texts and numbers alike, with what scripts wrap around it.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use super::Failure;

/// Deepest nesting that is read: TimelineJS is five deep, a published sheet six.
pub(super) const DEPTH: usize = 64;

/// A value. Numbers are kept as they read, because most formats take them as texts too.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Nothing,
    Truth(bool),
    Number(f64),
    Text(String),
    List(Vec<Value>),
    Object(Vec<(String, Value)>),
}

impl Value {
    /// The value of a key; of a key twice, the last, as `JSON.parse` has it.
    pub(super) fn get(&self, key: &str) -> Option<&Value> {
        match self {
            Value::Object(fields) => fields.iter().rev().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The first of several keys that is there.
    pub(super) fn first<'k>(&self, keys: &[&'k str]) -> Option<(&'k str, &Value)> {
        keys.iter().find_map(|key| Some((*key, self.get(key).filter(|value| **value != Value::Nothing)?)))
    }

    pub(super) fn list(&self) -> Option<&[Value]> {
        match self {
            Value::List(values) => Some(values),
            _ => None,
        }
    }

    pub(super) fn fields(&self) -> &[(String, Value)] {
        match self {
            Value::Object(fields) => fields,
            _ => &[],
        }
    }

    /// A text or a number as a trimmed text; `None` where it is empty or something else.
    pub(super) fn words(&self) -> Option<String> {
        match self {
            Value::Text(words) => Some(words.trim().to_owned()).filter(|words| !words.is_empty()),
            Value::Number(number) => Some(written(*number)),
            _ => None,
        }
    }

    /// [`Value::words`] of a key.
    pub(super) fn text(&self, key: &str) -> Option<String> {
        self.get(key).and_then(Value::words)
    }

    /// [`Value::text`] of the first of several keys that has one.
    pub(super) fn text_of(&self, keys: &[&str]) -> Option<String> {
        keys.iter().find_map(|key| self.text(key))
    }
}

/// A number as it is written in JSON, whole ones without a fraction.
fn written(number: f64) -> String {
    number.to_string()
}

/// A value and the keys that an object in it has twice.
pub(super) struct Read {
    pub(super) value: Value,
    pub(super) duplicates: Vec<String>,
}

/// Reads JSON, or what scripts make of it: assigned to a variable or handed to a function (JSONP), with comments, single
/// quotation marks, bare keys and commas at the end.
///
/// # Errors
/// The text is neither, or is nested deeper than [`DEPTH`].
pub(super) fn read(text: &str) -> Result<Read, Failure> {
    let bare = text.trim_start_matches('\u{feff}').trim();
    let duplicates = Cell::new(Vec::new());
    let seed = Seed { depth: 0, duplicates: &duplicates };
    let mut strict = serde_json::Deserializer::from_str(bare);
    let error = match seed.deserialize(&mut strict).and_then(|value| strict.end().map(|()| value)) {
        Ok(value) => return Ok(Read { value, duplicates: duplicates.into_inner() }),
        Err(error) => error,
    };
    if error.to_string().contains(TOO_DEEP) || error.to_string().contains("recursion limit") {
        return Err(Failure::TooDeep);
    }
    let (line, column) = (error.line(), error.column());
    let script = unwrapped(bare);
    let duplicates = Cell::new(Vec::new());
    let seed = Seed { depth: 0, duplicates: &duplicates };
    let mut loose = json5::Deserializer::from_str(script);
    match seed.deserialize(&mut loose) {
        Ok(value) if matches!(value, Value::List(_) | Value::Object(_)) => {
            Ok(Read { value, duplicates: duplicates.into_inner() })
        }
        Err(error) if error.to_string().contains(TOO_DEEP) => Err(Failure::TooDeep),
        _ => {
            let message = error.to_string();
            let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(what, _)| what);
            Err(Failure::Syntax { what: "JSON", line, column, message: message.to_owned() })
        }
    }
}

const TOO_DEEP: &str = "nested too deep";

/// Whether a text that begins with no bracket is a script that holds an object: `var story = {`, `callback({`.
pub(super) fn is_script(text: &str) -> bool {
    let head = text.get(..text.floor_char_boundary(400)).unwrap_or(text);
    let Some(at) = head.find(['{', '[']) else { return false };
    let before = head.get(..at).unwrap_or_default();
    let line = before.lines().next_back().unwrap_or_default();
    before.starts_with("//")
        || before.starts_with("/*")
        || line.trim_end().ends_with(['=', '('])
        || line.contains("export default")
}

/// The object or list inside `name = …;`, `name(…);` or `export default …`.
fn unwrapped(text: &str) -> &str {
    let Some(start) = text.find(['{', '[']) else { return text };
    match text.rfind(['}', ']']) {
        Some(end) if end > start && (start == 0 || is_script(text)) => text.get(start..=end).unwrap_or(text),
        _ => text,
    }
}

/// Reads a value down to [`DEPTH`], whichever parser calls it.
#[derive(Clone, Copy)]
struct Seed<'d> {
    depth: usize,
    duplicates: &'d Cell<Vec<String>>,
}

impl Seed<'_> {
    fn inside(self) -> Self {
        Seed { depth: self.depth + 1, ..self }
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        if self.depth > DEPTH { Err(D::Error::custom(TOO_DEEP)) } else { deserializer.deserialize_any(self) }
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Value;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a JSON value")
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Value, E> {
        Ok(Value::Truth(truth))
    }

    #[allow(clippy::cast_precision_loss, reason = "larger whole numbers are rounded by JSON too")]
    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number as f64))
    }

    #[allow(clippy::cast_precision_loss, reason = "larger whole numbers are rounded by JSON too")]
    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number as f64))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Number(number))
    }

    fn visit_str<E>(self, words: &str) -> Result<Value, E> {
        Ok(Value::Text(words.to_owned()))
    }

    fn visit_string<E>(self, words: String) -> Result<Value, E> {
        Ok(Value::Text(words))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = values.next_element_seed(self.inside())? {
            list.push(value);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut values: A) -> Result<Value, A::Error> {
        let mut fields: Vec<(String, Value)> = Vec::new();
        while let Some(key) = values.next_key::<String>()? {
            // Linear: objects of these formats have a dozen keys.
            if fields.len() < 64 && fields.iter().any(|(name, _)| *name == key) {
                let mut known = self.duplicates.take();
                known.push(key.clone());
                self.duplicates.set(known);
            }
            fields.push((key, values.next_value_seed(self.inside())?));
        }
        Ok(Value::Object(fields))
    }
}
