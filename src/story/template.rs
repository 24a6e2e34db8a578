//! The template of a translation: a file with a place for every text, each under its original.

use super::authored::{Missing, Story};
use super::files::{Files, NAMES};
use super::load::texts_of;
use super::tree::{Data, Node, Table, toml};
use std::fmt::Write as _;

/// The tables whose rows have ids, in the order of their files.
const KINDS: [&str; 10] = ["theme", "lane", "topic", "era", "chapter", "source", "event", "term", "question", "voice"];

/// A template for a translator, in TOML, of all texts or of those that are missing.
pub fn template(files: &Files, story: &Story, lang: &str, missing: Option<&[Missing]>) -> String {
    let mut template = Template { out: String::new(), missing };
    let _ = writeln!(
        template.out,
        "# The texts of `{}` in `{lang}`. Over each stands the original in `{}`: take the # away before a key and write the\n\
         # words between the quotation marks. What stays behind a # is shown in the original language. Ids, dates and cites are\n\
         # those of the story. docs/translating.md says more.",
        story.id, story.lang
    );
    for name in NAMES {
        let Some(file) = files.position(name).and_then(|index| files.0.get(index)) else { continue };
        let (tree, _) = toml::parse(&file.text);
        let Some(tree) = tree.table() else { continue };
        if let Some(head) = tree.get("story").and_then(Node::table) {
            template.row("story", "story", "[story]", "the story", head);
        }
        for kind in KINDS {
            for (index, row) in rows(tree, kind).enumerate() {
                let made = story.events.get(index).filter(|_| kind == "event").map(|event| event.id.as_str());
                let Some(id) = row.get("id").and_then(Node::text).or(made) else { continue };
                let path = format!("{kind}.{id}");
                template.row(kind, &path, &format!("[{path}]"), &format!("{kind} `{id}`"), row);
            }
        }
        for row in rows(tree, "revision") {
            let date = row.get("date").and_then(Node::text).unwrap_or_default();
            let header = format!("[[revision]]\ndate = \"{date}\"");
            template.row("revision", "revision", &header, &format!("the revision of {date}"), row);
        }
    }
    template.out
}

fn rows<'a>(table: &'a Table, key: &str) -> impl Iterator<Item = &'a Table> {
    table.get(key).and_then(Node::list).unwrap_or_default().iter().filter_map(Node::table)
}

struct Template<'a> {
    out: String,
    missing: Option<&'a [Missing]>,
}

impl Template<'_> {
    fn is_wanted(&self, owner: &str, key: &str) -> bool {
        self.missing.is_none_or(|missing| missing.iter().any(|it| it.owner == owner && it.key == key))
    }

    /// A row, and the rows inside it, under its header; nothing where none of its texts is wanted.
    fn row(&mut self, table: &'static str, path: &str, header: &str, owner: &str, row: &Table) {
        let own = self.keys(table, "", owner, row);
        let nested: Vec<(String, String)> = [("media", "media"), ("account", "account")]
            .into_iter()
            .flat_map(|(key, table)| {
                // The path of an account is that of its list in an object as well.
                rows(row, key).enumerate().map(move |(nth, row)| (key, table, nth, row)).collect::<Vec<_>>()
            })
            .map(|(key, table, nth, row)| {
                (format!("[[{path}.{key}]]"), self.keys(table, &format!("{key}[{nth}]."), owner, row))
            })
            .collect();
        if own.is_empty() && nested.iter().all(|(_, keys)| keys.is_empty()) {
            return;
        }
        let _ = write!(self.out, "\n{header}\n{own}");
        for (header, keys) in nested {
            let _ = write!(self.out, "\n{header}\n{keys}");
        }
    }

    /// The wanted texts of a row, each under its original.
    fn keys(&self, table: &str, prefix: &str, owner: &str, row: &Table) -> String {
        let mut out = String::new();
        for key in texts_of(table) {
            let Some(node) = row.get(key) else { continue };
            if !self.is_wanted(owner, &[prefix, key].concat()) {
                continue;
            }
            let (original, place) = match &node.data {
                Data::Text(words) => (vec![words.as_str()], "\"\""),
                Data::List(nodes) => (nodes.iter().filter_map(Node::text).collect(), "[\"\"]"),
                _ => continue,
            };
            for line in original.iter().flat_map(|words| words.trim().lines()) {
                let _ = writeln!(out, "# {line}");
            }
            let _ = writeln!(out, "# {key} = {place}");
        }
        out
    }
}
