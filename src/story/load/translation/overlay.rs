//! Lays a translation's texts over the rows of a story, and finds what they do not fit.

use super::{Given, LIST, from_file, untranslated};
use crate::story::authored::{Missing, Span, Story};
use crate::story::load::context::LoadContext;
use crate::story::load::form::{Form, is_key, texts_of};
use crate::story::load::names::Kind;
use crate::story::problem::{Problem, nearest};
use crate::story::tree::{Data, Entry, Node, Origin, Table};
use std::collections::BTreeMap;
use std::ops::Range;

/// Texts that a language may need and another not: it may add them, and nobody misses them.
const FREE: [&str; 5] = ["short", "search", "sort", "forms", "shown"];
/// Names of works and their makers, which mostly stay as they are printed.
const NAMES: [(&str, &str); 5] =
    [("source", "title"), ("source", "publisher"), ("source", "author"), ("media", "credit"), ("media", "licence")];
/// A text of which the other is another form: with a new one the other is no longer of use.
const FORMS: [(&str, &str); 2] = [("headline", "short"), ("label", "sort")];
/// Texts that only find entries: they are kept as they are, and their language is not told.
const SPELLINGS: [&str; 3] = ["forms", "search", "sort"];

/// A row of a translation, and its place.
type Row<'a> = (&'a Table, Range<usize>);

/// A translation over a story.
pub(super) struct Overlay<'a, 'c, 'f> {
    context: &'c LoadContext<'f>,
    story: &'a Story,
    given: Given<'a>,
    rows: BTreeMap<(Kind, &'a str), Row<'a>>,
    revisions: Vec<(&'a str, Row<'a>)>,
    missing: Vec<Missing>,
    asked: usize,
    has_failed: bool,
}

impl<'a, 'c, 'f> Overlay<'a, 'c, 'f> {
    /// Reads the tables of a translation.
    pub(super) fn new(context: &'c LoadContext<'f>, story: &'a Story, given: Given<'a>) -> Self {
        let mut overlay = Overlay {
            context,
            story,
            given,
            rows: BTreeMap::new(),
            revisions: Vec::new(),
            missing: Vec::new(),
            asked: 0,
            has_failed: false,
        };
        overlay.report_strays();
        for kind in Kind::ALL {
            overlay.gather(kind);
        }
        overlay.gather_revisions();
        overlay
    }

    /// Number of texts to be translated, and which of them are not; nothing where there were errors.
    pub(super) fn finish(mut self) -> Option<(usize, Vec<Missing>)> {
        for (date, (_, at)) in std::mem::take(&mut self.revisions) {
            let help = "a translated revision has the date of the original; take it out, or correct the date";
            self.error("unknown-id", at, format!("the story has no revision of `{date}`, or not so many"), help);
        }
        (!self.has_failed).then_some((self.asked, self.missing))
    }

    fn error(&mut self, code: &'static str, bytes: Range<usize>, message: String, help: impl Into<String>) {
        let span = Span { file: self.given.file, bytes };
        self.context.report(Problem::error(code, span, message).help(help));
        self.has_failed = true;
    }

    /// The texts of the story itself: a table in TOML, the translation's own keys in an object.
    fn head(&self) -> Option<&'a Table> {
        match self.context.form {
            Form::Toml => self.given.table.get("story")?.table(),
            Form::Object => Some(self.given.table),
        }
    }

    /// Reports tables of the translation that no story has.
    fn report_strays(&mut self) {
        let form = self.context.form;
        let mut known: Vec<&str> = Kind::ALL.iter().map(|kind| form.key(kind.table())).collect();
        known.extend([form.key("revision"), "words"]);
        let head: &[&str] = match form {
            Form::Toml => &["story"],
            Form::Object => &["lang", "media"],
        };
        known.extend(head);
        if form == Form::Object {
            known.extend(texts_of("story"));
        }
        for entry in self.given.table.entries().iter().filter(|entry| !known.contains(&entry.key.as_str())) {
            let help = match nearest(&entry.key, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("a translation takes {}", known.join(", ")),
            };
            self.error(
                "unknown-key",
                entry.at.clone(),
                format!("unknown table `{}` in a translation", entry.key),
                help,
            );
        }
        if form == Form::Toml
            && let Some(entry) = self.given.table.entries().iter().find(|entry| entry.key == "story")
            && entry.node.table().is_none()
        {
            self.error(
                "wrong-type",
                entry.at.clone(),
                "`story` is a table".to_owned(),
                "write `[story]` on a line of its own",
            );
        }
    }

    /// Collects the rows of a kind by their ids.
    fn gather(&mut self, kind: Kind) {
        let (form, table) = (self.context.form, kind.table());
        let Some(node) = self.given.table.get(form.key(table)) else { return };
        let rows: Vec<(&'a str, Range<usize>, &'a Node)> = match (form, &node.data) {
            (Form::Toml, Data::Table(rows)) => {
                rows.entries().iter().map(|row| (row.key.as_str(), row.at.clone(), &row.node)).collect()
            }
            (Form::Object, Data::List(rows)) => {
                let id = |row: &'a Node| row.table().and_then(|row| row.get("id"));
                let named = |row: &'a Node| {
                    let id = id(row)?;
                    Some((id.text()?, id.span.clone(), row))
                };
                if let Some(row) = rows.iter().find(|row| named(row).is_none()) {
                    let help = "add the `id` of the original, which names what is translated";
                    self.error("missing-key", row.span.clone(), format!("this translated {table} has no `id`"), help);
                    return;
                }
                rows.iter().filter_map(named).collect()
            }
            _ => {
                let help = match form {
                    Form::Toml => format!("write `[{table}.ID]` on a line of its own, with the original’s id"),
                    Form::Object => "put objects with the originals’ `id` in square brackets".to_owned(),
                };
                let message = format!(
                    "`{}` in a translation is {}, not {}",
                    form.key(table),
                    if form == Form::Toml { "tables by id" } else { "a list of objects" },
                    form.describe(node)
                );
                return self.error("wrong-type", node.span.clone(), message, help);
            }
        };
        for (id, at, node) in rows {
            let Some(row) = node.table() else {
                let help = format!("write `[{table}.{id}]` on a line of its own");
                self.error("wrong-type", at, format!("the {table} `{id}` is {}", form.table()), help);
                continue;
            };
            let is_known = self.context.names.find(kind, id).is_some();
            if !is_known {
                let help = self.context.suggest(kind, id);
                self.error("unknown-id", at, format!("the story has no {table} `{id}` to translate"), help);
            } else if self.rows.insert((kind, id), (row, at.clone())).is_some() {
                self.error("duplicate-id", at, format!("the {table} `{id}` is translated twice"), "take one out");
            }
        }
    }

    /// Collects revisions, which have no ids: their dates name them, and of one date their order.
    fn gather_revisions(&mut self) {
        let key = self.context.form.key("revision");
        let Some(node) = self.given.table.get(key) else { return };
        let Some(rows) = node.list() else {
            let help = "write `[[revision]]` with the `date` of the original";
            return self.error("wrong-type", node.span.clone(), format!("`{key}` in a translation is a list"), help);
        };
        for node in rows {
            let Some((row, date)) = node.table().and_then(|row| Some((row, row.get("date")?.text()?))) else {
                let help = "add the `date` of the original, in quotation marks";
                self.error("missing-key", node.span.clone(), "this revision has no `date`".to_owned(), help);
                continue;
            };
            self.revisions.push((date, (row, node.span.clone())));
        }
    }

    /// A tree of the story with the translation's texts.
    pub(super) fn tree(&mut self, tree: &Node) -> Node {
        let Some(table) = tree.table() else { return tree.clone() };
        let form = self.context.form;
        let mut entries = Vec::new();
        let mut has_head = form == Form::Toml;
        for entry in table.entries() {
            let kind = Kind::ALL.into_iter().find(|kind| form.key(kind.table()) == entry.key);
            let node = match (kind, entry.key.as_str()) {
                (Some(kind), _) => self.each(&entry.node, |overlay, index, row| overlay.entry(kind, index, row)),
                (None, key) if key == form.key("revision") => {
                    self.each(&entry.node, |overlay, _, row| overlay.revision(row))
                }
                (None, "story") if form == Form::Toml => match entry.node.table() {
                    Some(row) => Node { data: Data::Table(self.top(row)), ..entry.node.clone() },
                    None => entry.node.clone(),
                },
                // Words of the interface are of a language too.
                (None, "words" | LIST) => continue,
                (None, _) if form == Form::Object => {
                    // Its own keys are laid over all at once.
                    if std::mem::replace(&mut has_head, true) {
                        continue;
                    }
                    entries.extend(self.top(&head_of(table)).entries().iter().cloned());
                    continue;
                }
                (None, _) => entry.node.clone(),
            };
            entries.push(Entry { key: entry.key.clone(), at: entry.at.clone(), node });
        }
        let is_first = form == Form::Object || table.get("story").is_some();
        if let Some(words) = self.given.table.entries().iter().find(|entry| is_first && entry.key == "words") {
            entries.push(Entry { node: from_file(&words.node, self.given.file), ..words.clone() });
        }
        Node { data: Data::Table(entries.into_iter().collect()), ..tree.clone() }
    }

    /// Rows of a list.
    fn each(&mut self, list: &Node, row: impl Fn(&mut Self, usize, &Table) -> Table) -> Node {
        let Some(rows) = list.list() else { return list.clone() };
        let rows = rows.iter().enumerate().map(|(index, node)| match node.table() {
            Some(table) => Node { data: Data::Table(row(self, index, table)), ..node.clone() },
            None => node.clone(),
        });
        let rows = rows.collect();
        Node { data: Data::List(rows), ..list.clone() }
    }

    /// The head of the story, in the translation's language and under the story's id.
    fn top(&mut self, base: &Table) -> Table {
        let head = self.head().map(|table| (table, self.given.at.clone()));
        let row = self.row("story", "", "the story", base, head.as_ref());
        let lang = from_file(self.given.tag, self.given.file);
        let is_kept = |entry: &Entry| entry.key != "lang" && entry.key != "id";
        let id = Node::new(0..0, Data::Text(self.story.id.clone()));
        let entry = |key: &str, node: Node| Entry { key: key.to_owned(), at: node.span.clone(), node };
        let kept = row.into_entries().into_iter().filter(is_kept);
        kept.chain([entry("lang", lang), entry("id", id)]).collect()
    }

    /// An entry with an id; the id of an event may have been made of its headline.
    fn entry(&mut self, kind: Kind, index: usize, base: &Table) -> Table {
        let made = self.story.events.get(index).filter(|_| kind == Kind::Event).map(|event| event.id.clone());
        let stated = base.get("id").and_then(Node::text).map(str::to_owned);
        let Some(id) = stated.clone().or(made) else { return base.clone() };
        let given = self.rows.get(&(kind, id.as_str())).cloned();
        let name = format!("{} `{id}`", kind.table());
        let row = self.row(kind.table(), "", &name, base, given.as_ref());
        if stated.is_some() {
            return row;
        }
        let id = Entry { key: "id".to_owned(), at: 0..0, node: Node::new(0..0, Data::Text(id)) };
        row.into_entries().into_iter().chain([id]).collect()
    }

    fn revision(&mut self, base: &Table) -> Table {
        let date = base.get("date").and_then(Node::text).unwrap_or_default();
        let found = self.revisions.iter().position(|(of, _)| *of == date);
        let given = found.map(|found| self.revisions.remove(found).1);
        self.row("revision", "", &format!("the revision of {date}"), base, given.as_ref())
    }

    /// A row with the texts that are given; `owner` names it, `prefix` is the path of a row inside it.
    fn row(&mut self, table: &'static str, prefix: &str, owner: &str, base: &Table, given: Option<&Row<'_>>) -> Table {
        let texts = texts_of(table);
        let nested = [("media", "media"), (self.context.form.accounts(), "account")];
        let value = |key: &str| given.and_then(|(given, _)| given.get(key));
        let mut entries = Vec::new();
        for entry in base.entries() {
            let key = entry.key.as_str();
            let text = texts.iter().find(|text| **text == key);
            let node = if let Some((_, table)) = nested.iter().find(|(name, _)| *name == key) {
                self.nested(table, &[prefix, key].concat(), owner, &entry.node, value(key))
            } else if let Some(node) = text.and(value(key)) {
                self.asked += 1;
                from_file(node, self.given.file)
            } else if text.is_some() {
                if FORMS.iter().any(|(whole, other)| *other == key && value(whole).is_some()) {
                    continue;
                }
                let is_name = NAMES.contains(&(table, key));
                if !is_name && (!FREE.contains(&key) || matches!(key, "forms" | "shown")) {
                    self.asked += 1;
                    self.missing.push(Missing { owner: owner.to_owned(), key: [prefix, key].concat() });
                }
                if SPELLINGS.contains(&key) { entry.node.clone() } else { untranslated(&entry.node, &self.story.lang) }
            } else {
                entry.node.clone()
            };
            entries.push(Entry { key: entry.key.clone(), at: entry.at.clone(), node });
        }
        if let Some((given, _)) = given {
            entries.extend(self.added(table, owner, base, given));
        }
        entries.into_iter().collect()
    }

    /// Texts that the original has not; and errors for what is no text of the row.
    fn added(&mut self, table: &'static str, owner: &str, base: &Table, given: &Table) -> Vec<Entry> {
        let texts = texts_of(table);
        let is_head_of_object = table == "story" && self.context.form == Form::Object;
        let accounts = self.context.form.accounts();
        let mut added = Vec::new();
        for entry in given.entries() {
            let key = entry.key.as_str();
            let is_row_of_object = self.context.form == Form::Object && key == "id";
            let is_text = texts.contains(&key);
            let is_inside =
                matches!((table, key), ("story" | "event" | "term", "media")) || table == "question" && key == accounts;
            if is_row_of_object || table == "revision" && key == "date" || is_head_of_object && !is_text && !is_inside {
                continue;
            }
            if is_text && FREE.contains(&key) && base.get(key).is_none() {
                added.push(Entry { node: from_file(&entry.node, self.given.file), ..entry.clone() });
            } else if (is_text || is_inside) && base.get(key).is_none() {
                let message = format!("{owner} has no `{key}` to translate");
                self.error("stale-translation", entry.at.clone(), message, "take it out, or write the original first");
            } else if !is_text && !is_inside {
                let help = match nearest(key, texts.iter().copied()) {
                    _ if is_key(key) => {
                        "it is the same in every language, and stays with the original; take it out".to_owned()
                    }
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("its texts are {}", texts.join(", ")),
                };
                self.error(
                    "unknown-key",
                    entry.at.clone(),
                    format!("`{key}` of {owner} is no text to translate"),
                    help,
                );
            }
        }
        added
    }

    /// Rows inside a row, which have no ids: there are as many in the translation, in the same order.
    fn nested(&mut self, table: &'static str, path: &str, owner: &str, base: &Node, given: Option<&Node>) -> Node {
        let Some(rows) = base.list() else { return base.clone() };
        let mut translated = vec![None; rows.len()];
        if let Some(given) = given {
            let list = given.list().unwrap_or_default();
            if list.len() == rows.len() {
                translated = list.iter().map(|node| node.table().map(|row| (row, node.span.clone()))).collect();
            } else {
                let message = format!("{owner} has {} of `{path}`, its translation {}", rows.len(), list.len());
                let help = "they are matched by their order: translate each, or leave one empty";
                self.error("stale-translation", given.span.clone(), message, help);
            }
        }
        let merged = rows.iter().zip(translated).enumerate().map(|(nth, (node, given))| match node.table() {
            Some(row) => {
                let prefix = format!("{path}[{nth}].");
                Node { data: Data::Table(self.row(table, &prefix, owner, row, given.as_ref())), ..node.clone() }
            }
            None => node.clone(),
        });
        let merged = merged.collect();
        Node { span: base.span.clone(), data: Data::List(merged), origin: Origin::Row }
    }
}

/// The keys of an object that are the story's own, without its lists.
fn head_of(table: &Table) -> Table {
    let is_list = |key: &str| {
        Kind::ALL.iter().any(|kind| Form::Object.key(kind.table()) == key)
            || [Form::Object.key("revision"), "words", LIST].contains(&key)
    };
    table.entries().iter().filter(|entry| !is_list(&entry.key)).cloned().collect()
}
