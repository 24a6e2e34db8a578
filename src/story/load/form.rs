//! The two forms of a story: TOML files and an object. The fields are the same, the names of lists are not; messages use
//! the form that the editor writes.

use crate::story::tree::{Data, Node};

/// TOML files or an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Toml,
    Object,
}

/// The nested table of accounts.
pub(in crate::story) const ACCOUNT: &str = "question.account";
/// The end of the names of nested tables of media; in an object their list has the same name.
const MEDIA: &str = ".media";

/// The lists at the top of an object, by the names of TOML's tables.
const LISTS: [(&str, &str); 11] = [
    ("theme", "themes"),
    ("lane", "lanes"),
    ("topic", "topics"),
    ("era", "eras"),
    ("chapter", "chapters"),
    ("revision", "revisions"),
    ("source", "sources"),
    ("event", "events"),
    ("term", "terms"),
    ("question", "questions"),
    ("voice", "voices"),
];

/// Every other key of the format.
const KEYS: &[&str] = &[
    "$schema",
    "about",
    "accounts",
    "after",
    "alt",
    "asks",
    "attributed_to",
    "author",
    "caption",
    "chapter",
    "cites",
    "claimant",
    "colour",
    "context",
    "credit",
    "date",
    "decorative",
    "definition",
    "description",
    "disputes",
    "document",
    "evidence",
    "fingerprints",
    "focus",
    "forms",
    "furniture",
    "headline",
    "height",
    "holds",
    "id",
    "importance",
    "inferred",
    "kind",
    "label",
    "lane",
    "lang",
    "lead",
    "licence",
    "link",
    "media",
    "missing",
    "name",
    "named",
    "on",
    "paragraphs",
    "poster",
    "published",
    "publisher",
    "report",
    "role",
    "says",
    "search",
    "see",
    "short",
    "shown",
    "sort",
    "srcset",
    "standfirst",
    "status",
    "summary",
    "title",
    "translations",
    "updated",
    "url",
    "when",
    "width",
    "words",
];

/// The texts of each table: what a translation gives in another language. `story::texts` visits the same.
const TEXTS: [(&str, &[&str]); 14] = [
    ("story", &["title", "standfirst", "about", "report"]),
    ("media", &["alt", "title", "caption", "credit", "licence"]),
    ("theme", &["label"]),
    ("lane", &["label"]),
    ("topic", &["label"]),
    ("era", &["label"]),
    ("chapter", &["label"]),
    ("revision", &["says"]),
    ("source", &["label", "title", "kind", "publisher", "author", "description"]),
    ("event", &["shown", "headline", "short", "search", "summary", "claimant", "inferred"]),
    ("term", &["label", "sort", "forms", "search", "definition", "claimant", "inferred"]),
    ("question", &["asks", "context"]),
    ("account", &["says", "attributed_to", "inferred"]),
    ("voice", &["name", "role", "holds", "inferred"]),
];

/// The keys of a table's texts.
pub(in crate::story) fn texts_of(table: &str) -> &'static [&'static str] {
    TEXTS.iter().find(|(name, _)| *name == table).map_or(&[], |(_, texts)| texts)
}

/// Whether some row of an object has this key.
pub(in crate::story) fn is_key(key: &str) -> bool {
    KEYS.contains(&key) || lists().any(|list| list == key)
}

impl Form {
    /// The name of a list of rows: `[[event]]`, `events`.
    pub(super) fn rows(self, table: &'static str) -> String {
        match self {
            Form::Toml => format!("[[{table}]]"),
            Form::Object => self.key(table).to_owned(),
        }
    }

    /// The key of the rows of one of TOML's tables.
    pub(super) fn key(self, table: &'static str) -> &'static str {
        match self {
            Form::Toml => table,
            Form::Object => list(table),
        }
    }

    /// The key of a question's accounts.
    pub(super) fn accounts(self) -> &'static str {
        match self {
            Form::Toml => "account",
            Form::Object => list(ACCOUNT),
        }
    }

    /// The name of one row: `event`.
    pub(super) fn row(self, table: &'static str) -> &'static str {
        match (self, table) {
            (Form::Object, ACCOUNT) => "account",
            _ if table.ends_with(MEDIA) => "medium",
            _ => table,
        }
    }

    /// A key with a value: `importance = 1`, `"importance": 1`.
    pub(super) fn pair(self, key: &str, value: &str) -> String {
        match self {
            Form::Toml => format!("{key} = {value}"),
            Form::Object => format!("\"{key}\": {value}"),
        }
    }

    /// The name of a value with keys.
    pub(super) fn table(self) -> &'static str {
        match self {
            Form::Toml => "a table",
            Form::Object => "an object",
        }
    }

    /// A value's type in words an editor knows.
    pub(super) fn describe(self, value: &Node) -> &'static str {
        match value.data {
            Data::Text(_) => "a text in quotation marks",
            Data::Whole(..) | Data::Number => "a number",
            Data::Truth(_) => "true or false",
            Data::Day(_) => "a date without quotation marks",
            Data::List(_) => "a list",
            Data::Table(_) => self.table(),
            Data::Nothing => "nothing",
            Data::Strange => "a value of a type that no story has",
        }
    }
}

/// The name of an object's list for one of TOML's tables.
pub(in crate::story) fn list(table: &str) -> &str {
    if table == ACCOUNT {
        return "accounts";
    }
    if table.ends_with(MEDIA) {
        return "media";
    }
    LISTS.iter().find(|(name, _)| *name == table).map_or(table, |(_, list)| list)
}

/// The lists at the top of an object.
pub(super) fn lists() -> impl Iterator<Item = &'static str> {
    LISTS.iter().map(|(_, list)| *list)
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use serde_json::Value;

    fn keys(schema: &Value, found: &mut Vec<String>) {
        for (name, inside) in schema.as_object().into_iter().flatten() {
            if name == "properties" {
                found.extend(inside.as_object().into_iter().flat_map(|fields| fields.keys().cloned()));
            }
            keys(inside, found);
        }
    }

    #[test]
    fn every_key_of_the_schema_is_read() {
        let schema = serde_json::from_str(include_str!("../../../www/story.schema.json")).unwrap();
        let mut found = Vec::new();
        keys(&schema, &mut found);
        assert!(found.len() > 50);
        for key in found {
            assert!(super::is_key(&key), "{key}");
        }
    }
}
