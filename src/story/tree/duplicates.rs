//! Keys that an object of a JSON text has twice. `JSON.parse` and serde keep the last one without a word.

use std::collections::BTreeMap;
use std::ops::Range;

use super::push_key;

/// A key that one object has twice.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Duplicate {
    /// The key's path: `events[3].date`.
    pub(crate) path: String,
    /// The first key, quotation marks included, in bytes of the text.
    pub(crate) first: Range<usize>,
    /// The second one.
    pub(crate) second: Range<usize>,
}

/// An object or a list that is not closed yet.
enum Open<'a> {
    /// The keys it has so far, and the last of them, behind which a value is read.
    Object { keys: BTreeMap<&'a str, Range<usize>>, key: Option<&'a str> },
    /// The index of the value that is read.
    List(usize),
}

/// Every duplicate key of a text that is known to be JSON; of any other text, some. Keys are compared as they are written.
pub(crate) fn duplicate_keys(text: &str) -> Vec<Duplicate> {
    let mut duplicates = Vec::new();
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        let start = at;
        at += 1;
        match byte {
            b'{' => open.push(Open::Object { keys: BTreeMap::new(), key: None }),
            b'[' => open.push(Open::List(0)),
            b'}' | b']' => {
                open.pop();
            }
            b',' => match open.last_mut() {
                Some(Open::Object { key, .. }) => *key = None,
                Some(Open::List(index)) => *index += 1,
                None => {}
            },
            b'"' => {
                at = end_of_string(text, at);
                if let Some(Open::Object { keys, key: key @ None }) = open.last_mut() {
                    let name = text.get(start + 1..at - 1).unwrap_or_default();
                    *key = Some(name);
                    if let Some(first) = keys.insert(name, start..at) {
                        duplicates.push(Duplicate { path: path(&open), first, second: start..at });
                    }
                }
            }
            _ => {}
        }
    }
    duplicates
}

/// The byte behind the quotation mark that closes a string whose inside begins at `at`.
fn end_of_string(text: &str, mut at: usize) -> usize {
    loop {
        match text.as_bytes().get(at) {
            Some(b'\\') => at += 2,
            Some(b'"') | None => return (at + 1).min(text.len()),
            Some(_) => at += 1,
        }
    }
}

fn path(open: &[Open<'_>]) -> String {
    let mut path = String::new();
    for open in open {
        match open {
            Open::Object { key, .. } => push_key(&mut path, key.unwrap_or_default()),
            Open::List(index) => path.extend(["[", &index.to_string(), "]"]),
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_twice_are_found_with_their_paths() {
        for (text, paths) in [
            (r#"{"a": 1, "b": {"a": 2}, "c": [{"a": 3}, {"a": 4}]}"#, &[][..]),
            (r#"{"a": 1, "b": 2, "a": 3}"#, &["a"]),
            (r#"{"a": null, "a": 3}"#, &["a"]),
            (
                r#"{"events": [{"id": "x"}, {"date": "a", "d e": ",\"date\": {", "date": "b", "d e": 1}]}"#,
                &["events[1].date", "events[1][\"d e\"]"],
            ),
            (r#"["a", "a", {"a": "a"}]"#, &[]),
            (r#"{"a": "\\", "a": ""#, &["a"]),
            (r#"{"a": "\"#, &[]),
        ] {
            let found: Vec<String> = duplicate_keys(text).into_iter().map(|duplicate| duplicate.path).collect();
            assert_eq!(found, paths, "{text}");
        }
        let found = duplicate_keys(r#"{"a":1,"a":2}"#);
        assert_eq!((found[0].first.clone(), found[0].second.clone()), (1..4, 7..10));
    }
}
