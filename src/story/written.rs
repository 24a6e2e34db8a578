//! A story's files as one JSON object, with every mark and key as written. Only dates change: to the form that other
//! readers of EDTF take.

use super::edtf::Edtf;
use super::files::{Files, NAMES};
use super::load::{ACCOUNT, list};
use super::tree::{Data, Entry, Node, Table, json, toml};

/// The JSON of a story that has been loaded from these files; one that is in JSON already is written anew.
///
/// # Errors
/// The files hold no story.
pub fn written(files: &Files) -> Result<String, serde_json::Error> {
    let node = match files.0.as_slice() {
        [file] => json::parse(&file.text).unwrap_or(Node::new(0..0, Data::Nothing)),
        _ => joined(files),
    };
    serde_json::to_string_pretty(&with_canonical_dates(node))
}

/// Keys whose values are dates, in every kind of row.
const DATES: [&str; 4] = ["date", "updated", "published", "when"];

fn with_canonical_dates(node: Node) -> Node {
    let data = match node.data {
        Data::Table(table) => {
            let entries = table.into_entries().into_iter().map(|Entry { key, at, node }| {
                let node = match &node.data {
                    Data::Text(text) if DATES.contains(&key.as_str()) => {
                        let date = Edtf::parse(text).map_or_else(|_| text.clone(), |date| date.to_string());
                        Node { data: Data::Text(date), ..node }
                    }
                    _ => with_canonical_dates(node),
                };
                Entry { key, at, node }
            });
            Data::Table(entries.collect())
        }
        Data::List(nodes) => Data::List(nodes.into_iter().map(with_canonical_dates).collect()),
        data => data,
    };
    Node { data, ..node }
}

/// The tables of all files in one.
fn joined(files: &Files) -> Node {
    let found = NAMES.iter().filter_map(|name| files.0.get(files.position(name)?));
    let tables = found.filter_map(|file| match toml::parse(&file.text).0.data {
        Data::Table(table) => Some(table),
        _ => None,
    });
    let entries = tables.flat_map(Table::into_entries).flat_map(|Entry { key, at, node }| match node.data {
        Data::Table(head) if key == "story" => head.into_entries(),
        data => {
            let data = if key == "question" { with_accounts(data) } else { data };
            vec![Entry { key: list(&key).to_owned(), at, node: Node { data, ..node } }]
        }
    });
    let mut entries: Vec<Entry> = entries.collect();
    let translations: Vec<Node> =
        files.translations().filter_map(|(file, lang)| translation(&files.0.get(file)?.text, lang)).collect();
    if !translations.is_empty() {
        entries.push(entry("translations", Data::List(translations)));
    }
    Node::new(0..0, Data::Table(entries.into_iter().collect()))
}

fn entry(key: &str, data: Data) -> Entry {
    Entry { key: key.to_owned(), at: 0..0, node: Node::new(0..0, data) }
}

/// A file of a translation as the object that holds the same: rows under their ids become lists of rows with ids.
fn translation(text: &str, lang: &str) -> Option<Node> {
    let Data::Table(tables) = toml::parse(text).0.data else { return None };
    let mut entries = vec![entry("lang", Data::Text(lang.to_owned()))];
    for Entry { key, at, node } in tables.into_entries() {
        match node.data {
            Data::Table(head) if key == "story" => entries.extend(head.into_entries()),
            Data::Table(rows) if key != "words" => {
                let row = |row: Entry| match row.node.data {
                    Data::Table(fields) => {
                        let id = entry("id", Data::Text(row.key));
                        let fields = std::iter::once(id).chain(fields.into_entries());
                        Node { data: Data::Table(fields.collect()), ..row.node }
                    }
                    data => Node { data, ..row.node },
                };
                let rows = Data::List(rows.into_entries().into_iter().map(row).collect());
                let rows = if key == "question" { with_accounts(rows) } else { rows };
                entries.push(entry(list(&key), rows));
            }
            data => entries.push(Entry { key: list(&key).to_owned(), at, node: Node { data, ..node } }),
        }
    }
    Some(Node::new(0..0, Data::Table(entries.into_iter().collect())))
}

/// Questions with their accounts under the name that an object has for them.
fn with_accounts(questions: Data) -> Data {
    let Data::List(questions) = questions else { return questions };
    let renamed = questions.into_iter().map(|question| match question.data {
        Data::Table(table) => {
            let entries = table.into_entries().into_iter().map(|entry| match entry.key.as_str() {
                "account" => Entry { key: list(ACCOUNT).to_owned(), ..entry },
                _ => entry,
            });
            Node { data: Data::Table(entries.collect()), ..question }
        }
        data => Node { data, ..question },
    });
    Data::List(renamed.collect())
}
