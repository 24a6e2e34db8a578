//! A TOML table being read: hands out its keys one by one and, at the end, complains about those nobody asked for.

use std::cell::RefCell;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::desk::{Desk, Read, Reported};
use super::value::Value;
use crate::story::authored::Span;
use crate::story::problem::{Problem, nearest};

/// One table.
pub(super) struct Row<'a> {
    pub(super) desk: &'a Desk<'a>,
    /// Its header.
    pub(super) at: Span,
    /// "the event `x`".
    pub(super) what: String,
    table: &'a DeTable<'a>,
    asked: RefCell<Vec<&'static str>>,
    missing: RefCell<Vec<&'static str>>,
}

impl<'a> Row<'a> {
    /// Opens a table; `noun` names it in messages.
    pub(super) fn open(desk: &'a Desk<'a>, file: usize, noun: &str, node: &'a Spanned<DeValue<'a>>) -> Read<Row<'a>> {
        let Some(table) = node.get_ref().as_table() else {
            let span = Span { file, bytes: node.span() };
            let message = format!("a {noun} is a table, not {}", super::value::describe(node.get_ref()));
            return Err(desk.report(
                Problem::error("wrong-type", span, message)
                    .help(format!("begin it with `[[{noun}]]` on a line of its own")),
            ));
        };
        let what = match table.get("id").and_then(|id| id.get_ref().as_str()) {
            Some(id) => format!("the {noun} `{id}`"),
            None => format!("this {noun}"),
        };
        Ok(Row {
            desk,
            at: Span { file, bytes: node.span() },
            what,
            table,
            asked: RefCell::default(),
            missing: RefCell::default(),
        })
    }

    fn get(&self, key: &'static str) -> Option<Value<'a>> {
        self.asked.borrow_mut().push(key);
        self.table.get(key).map(|node| Value { desk: self.desk, file: self.at.file, key, node })
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
            return Err(self.desk.report(problem.help(format!("add {}", advice(key)))));
        }
        Ok(list)
    }

    /// Notes a key that is not there; [`Row::finish`] reports all of them in one.
    fn missing(&self, key: &'static str) -> Reported {
        self.missing.borrow_mut().push(key);
        Reported::soon()
    }

    /// Reports the keys that are missing, and every key that nobody asked for.
    pub(super) fn finish(self) {
        let missing = self.missing.borrow();
        if let Some((last, others)) = missing.split_last() {
            let quoted = |key: &&str| format!("`{key}`");
            let list = match others {
                [] => quoted(last),
                _ => format!("{} or {}", others.iter().map(quoted).collect::<Vec<_>>().join(", "), quoted(last)),
            };
            let problem = Problem::error("missing-key", self.at.clone(), format!("{} has no {list}", self.what));
            let advice: Vec<String> = missing.iter().map(|key| advice(key)).collect();
            self.desk.report(problem.help(format!("add {}", advice.join("\n  and "))));
        }
        self.report_strays();
    }

    fn report_strays(&self) {
        let asked = self.asked.borrow();
        for key in self.table.keys().filter(|key| !asked.contains(&key.get_ref().as_ref())) {
            let span = Span { file: self.at.file, bytes: key.span() };
            let message = format!("{} has an unknown key `{}`", self.what, key.get_ref());
            let help = match nearest(key.get_ref(), asked.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the keys known here are {}", asked.join(", ")),
            };
            self.desk.report(Problem::error("unknown-key", span, message).help(help));
        }
    }
}

/// How a missing key is written.
fn advice(key: &str) -> String {
    match key {
        "id" => "`id = \"…\"`: lower-case words joined by hyphens, which links will point at",
        "cites" => "`cites = [\"source:paragraph\"]`: every statement says who says so",
        "status" => {
            "`status`: reported, official, allegation, anonymous, opinion or inference; and `claimant` unless reported"
        }
        "attributed_to" => "`attributed_to = \"…\"`: the words a reader sees after “According to”",
        "themes" => "`themes = [\"…\"]`: the id of at least one [[theme]] of story.toml",
        "lane" => "`lane = \"…\"`: the id of a [[lane]] of story.toml",
        "importance" => "`importance = 1`, 2 or 3: 1 is what a reader in a hurry must see",
        "headline" => "`headline = \"…\"`: plain words, at most 90 characters, no final stop",
        "summary" | "definition" => return format!("`{key} = \"…\"`: one to three sentences"),
        "account" => "two or more `[[question.account]]`",
        "paragraphs" => "`paragraphs`: how many non-blank lines the document has",
        _ => return format!("`{key}`"),
    }
    .to_owned()
}
