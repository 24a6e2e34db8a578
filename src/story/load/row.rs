//! A table being read: returns the values of its keys and, at the end, reports missing and unknown keys.

use std::cell::RefCell;

use super::context::{LoadContext, Read, Reported};
use super::form::Form;
use super::value::{Value, id_from};
use crate::model::Evidence;
use crate::story::authored::Span;
use crate::story::problem::{Problem, nearest};
use crate::story::tree::{Node, Table};

/// One table.
pub(super) struct Row<'a> {
    pub(super) context: &'a LoadContext<'a>,
    /// Its header.
    pub(super) at: Span,
    /// Its index in its list; 0 where it is in none.
    pub(super) index: usize,
    /// "the event `x`".
    pub(super) what: String,
    table: &'a Table,
    known: RefCell<Vec<&'static str>>,
    missing: RefCell<Vec<&'static str>>,
}

impl<'a> Row<'a> {
    /// Opens a table; `noun` names it in messages.
    pub(super) fn open(context: &'a LoadContext<'a>, file: usize, noun: &str, node: &'a Node) -> Read<Row<'a>> {
        let Some(table) = node.table() else {
            let span = Span { file, bytes: node.span.clone() };
            let message = format!("a {noun} is {}, not {}", context.form.table(), context.form.describe(node));
            let help = match context.form {
                Form::Toml => format!("begin it with `[[{noun}]]` on a line of its own"),
                Form::Object => "put its keys and values in braces".to_owned(),
            };
            return Err(context.report(Problem::error("wrong-type", span, message).help(help)));
        };
        let what = match table.get("id").and_then(Node::text) {
            Some(id) => format!("the {noun} `{id}`"),
            None => format!("this {noun}"),
        };
        Ok(Row {
            context,
            at: Span { file, bytes: node.span.clone() },
            index: 0,
            what,
            table,
            known: RefCell::default(),
            missing: RefCell::default(),
        })
    }

    fn get(&self, key: &'static str) -> Option<Value<'a>> {
        self.known.borrow_mut().push(key);
        self.table.get(key).map(|node| Value::new(self.context, self.at.file, key, node))
    }

    /// Marks keys as known that are read elsewhere.
    pub(super) fn knows(&self, keys: impl IntoIterator<Item = &'static str>) {
        self.known.borrow_mut().extend(keys);
    }

    /// A key that must be there.
    pub(super) fn required<T>(&self, key: &'static str, read: impl FnOnce(Value<'a>) -> Read<T>) -> Read<T> {
        match self.get(key) {
            Some(value) => read(value),
            None => Err(self.missing(key)),
        }
    }

    /// A key that may be absent.
    pub(super) fn optional<T>(&self, key: &'static str, read: impl FnOnce(Value<'a>) -> Read<T>) -> Read<Option<T>> {
        self.get(key).map(read).transpose()
    }

    /// A key that must be there in a story whose evidence is paragraphs, and may be absent in others.
    pub(super) fn documented<T>(&self, key: &'static str, read: impl FnOnce(Value<'a>) -> Read<T>) -> Read<Option<T>> {
        match self.context.evidence {
            Evidence::Paragraph => self.required(key, read).map(Some),
            Evidence::Source | Evidence::None => self.optional(key, read),
        }
    }

    /// A list; an absent one is empty.
    pub(super) fn list<T>(&self, key: &'static str, read: impl Fn(Value<'a>) -> Read<T>) -> Read<Vec<T>> {
        self.get(key).map_or(Ok(Vec::new()), |value| value.list(read))
    }

    /// A list with something in it.
    pub(super) fn some<T>(&self, key: &'static str, read: impl Fn(Value<'a>) -> Read<T>) -> Read<Vec<T>> {
        let value = self.get(key).ok_or_else(|| self.missing(key))?;
        let list = value.list(read)?;
        if list.is_empty() {
            let message = format!("{} needs at least one entry in `{key}`", self.what);
            let problem = Problem::error("missing-value", value.span(), message);
            return Err(self.context.report(problem.help(format!("add {}", advice(self.context.form, key)))));
        }
        Ok(list)
    }

    /// Notes a missing key; [`Row::finish`] reports all of them as one problem.
    fn missing(&self, key: &'static str) -> Reported {
        self.missing.borrow_mut().push(key);
        Reported::soon()
    }

    /// Reports missing and unknown keys.
    pub(super) fn finish(self) {
        let missing = self.missing.borrow();
        if let Some((last, others)) = missing.split_last() {
            let quoted = |key: &&str| format!("`{key}`");
            let list = match others {
                [] => quoted(last),
                _ => format!("{} or {}", others.iter().map(quoted).collect::<Vec<_>>().join(", "), quoted(last)),
            };
            let problem = Problem::error("missing-key", self.at.clone(), format!("{} has no {list}", self.what));
            let advice: Vec<String> = missing.iter().map(|key| self.advice(key)).collect();
            self.context.report(problem.help(format!("add {}", advice.join("\n  and "))));
        }
        self.report_strays();
    }

    /// Advice for a missing key; for an id, a suggestion from the row's own words.
    fn advice(&self, key: &str) -> String {
        let words = ["headline", "label", "name", "asks", "title"].iter().find_map(|key| self.table.get(key)?.text());
        match (key, words.map(id_from)) {
            ("id", Some(id)) if !id.is_empty() => {
                let pair = self.context.form.pair("id", &format!("\"{id}\""));
                format!("`{pair}`, or any other id: links will point at it")
            }
            _ => advice(self.context.form, key),
        }
    }

    fn report_strays(&self) {
        let known = self.known.borrow();
        for entry in self.table.entries().iter().filter(|entry| !known.contains(&entry.key.as_str())) {
            let span = Span { file: self.at.file, bytes: entry.at.clone() };
            let message = format!("{} has an unknown key `{}`", self.what, entry.key);
            let help = match (foreign(&entry.key), nearest(&entry.key, known.iter().copied())) {
                (Some(advice), _) => advice.to_owned(),
                (None, Some(near)) => format!("did you mean `{near}`?"),
                (None, None) => format!("the keys known here are {}", known.join(", ")),
            };
            self.context.report(Problem::error("unknown-key", span, message).help(help));
        }
    }
}

/// Advice for a key that other tools have and this row does not.
fn foreign(key: &str) -> Option<&'static str> {
    Some(match key {
        "link" | "links" | "href" => {
            "there are no links of entries: a source has a `url`, and cites lead to it; texts have links, \
             `[words](https://…)`"
        }
        "media" | "image" | "images" | "img" | "picture" | "photo" | "video" | "audio" => {
            "pictures, video and audio are `media` of an event, a term or the story: each has a `url`, an image an `alt`"
        }
        "thumbnail" | "src" => "the address of a medium is its `url`; of other sizes, `srcset`",
        "caption" | "credit" | "alt" | "licence" | "license" => "it belongs into one of `media`, beside its `url`",
        "group" | "tags" | "category" => "there are no groups: use `themes` and `lane`",
        "color" | "colour" | "background" | "icon" => {
            "an entry has no colour and no icon of its own: `colour = 1` to `8` is for a lane or a theme"
        }
        "display_date" | "date_words" => "a date’s words follow from `date`: for others use `shown`",
        _ => return None,
    })
}

/// Advice for a missing key.
fn advice(form: Form, key: &str) -> String {
    let (value, why) = match key {
        "id" => ("\"…\"", "lower-case words joined by hyphens, which links will point at".to_owned()),
        "cites" => ("[\"source:paragraph\"]", "every statement says who says so".to_owned()),
        "attributed_to" => ("\"…\"", "the words a reader sees after “According to”".to_owned()),
        "headline" => ("\"…\"", "plain words, at most 90 characters, no final stop".to_owned()),
        "definition" => ("\"…\"", "one to three sentences".to_owned()),
        "status" => {
            return "`status`: reported, official, allegation, anonymous, opinion or inference; and `claimant` unless \
                    reported"
                .to_owned();
        }
        "account" => return "two or more `[[question.account]]`".to_owned(),
        "accounts" => return "two or more `accounts`".to_owned(),
        "paragraphs" => return "`paragraphs`: how many non-blank lines the document has".to_owned(),
        _ => return format!("`{key}`"),
    };
    format!("`{}`: {why}", form.pair(key, value))
}
