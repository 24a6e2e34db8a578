//! Reads a story's files into the authored model: parse, don't validate. A story that comes out has known ids, cites inside
//! their documents and valid dates; all problems are reported at once, each at its location.

mod context;
mod entries;
mod form;
mod invisible;
mod language;
mod markup;
mod media;
mod names;
mod row;
mod sources;
mod top;
mod translation;
mod typography;
mod value;
mod words;

use super::authored::{Span, Story};
use super::check;
use super::files::{Files, NAMES as FILES};
use super::limits;
use super::object::Object;
use super::problem::{Problem, nearest, sort};
#[cfg(feature = "cli")]
use super::tree::{Duplicate, duplicate_keys};
use super::tree::{Node, Table, toml};
use context::{LoadContext, Read};
use form::Form;
pub(super) use form::is_key;
#[cfg(feature = "cli")]
pub(super) use form::{ACCOUNT, list, texts_of};
use names::{Kind, Names};
use row::Row;

/// Tables of each of [`FILES`].
const TABLES: [&[&str]; 6] = [
    &["story", "theme", "lane", "topic", "era", "chapter", "revision", "words"],
    &["source"],
    &["event"],
    &["term"],
    &["question"],
    &["voice"],
];

/// The index of a file in [`Files`] and its content. An object is the content of every file.
type Parsed<'a> = Option<(usize, &'a Node)>;

/// A story and its warnings; or all problems, warnings among them, if at least one is an error.
type Loaded = Result<(Story, Vec<Problem>), Vec<Problem>>;

/// Reads a story's TOML files. Returns the story and its warnings.
///
/// # Errors
/// All problems, warnings among them, if at least one is an error; in the order of the files.
pub fn load(files: &Files) -> Loaded {
    let mut problems = Vec::new();
    let mut unreadable = Vec::new();
    let trees: Vec<Option<(usize, Node)>> = FILES
        .iter()
        .enumerate()
        .map(|(index, name)| {
            let (parsed, is_whole) = parse(files, name, &mut problems);
            if !is_whole {
                unreadable.extend(Kind::ALL.into_iter().filter(|kind| kind.file() == index));
            }
            parsed
        })
        .collect();
    let parsed: Vec<Parsed<'_>> = trees.iter().map(|tree| tree.as_ref().map(|(file, node)| (*file, node))).collect();
    read_all(files, Form::Toml, &parsed, unreadable, problems, translation::files)
}

/// Reads a story that is one JSON text, the only one of the files. Returns the story and its warnings.
///
/// # Errors
/// All problems, warnings among them, if at least one is an error; in the order of the text.
#[cfg(feature = "cli")]
pub fn load_json(files: &Files) -> Loaded {
    let text = files.0.first().map(|file| file.text.as_str()).unwrap_or_default();
    match super::tree::json::parse(text) {
        Ok(node) => whole(files, &node, duplicate_keys(text).into_iter().map(duplicate_key).collect()),
        Err(fault) => Err(vec![
            Problem::error("json-syntax", Span { file: 0, bytes: fault.bytes }, fault.message)
                .help("look for a missing quotation mark, comma or brace here or on the line above"),
        ]),
    }
}

/// Reads a story that is an object. Returns the story and its warnings.
///
/// # Errors
/// All problems, warnings among them, if at least one is an error; in the order of the object. [`Object::path`] turns
/// their spans into paths.
pub fn load_object(object: &Object) -> Loaded {
    if let Some(limit) = object.exceeds() {
        let message = format!("the object holds more than {limit} values");
        let problem = Problem::error("too-many", Span { file: 0, bytes: 0..1 }, message);
        return Err(vec![problem.help("split the story in two; or look at what was set as the story")]);
    }
    whole(&Files::default(), object.root(), Vec::new())
}

#[cfg(feature = "cli")]
fn duplicate_key(duplicate: Duplicate) -> Problem {
    let at = |bytes| Span { file: 0, bytes };
    Problem::error("duplicate-key", at(duplicate.second), "this key is in its object twice")
        .help("take one out")
        .also(at(duplicate.first), "the first")
}

/// Reads a story that is one object.
fn whole(files: &Files, node: &Node, problems: Vec<Problem>) -> Loaded {
    if node.table().is_none() {
        let message = format!("a story is an object, not {}", Form::Object.describe(node));
        let problem = Problem::error("wrong-type", Span { file: 0, bytes: node.span.clone() }, message);
        return Err(vec![problem.help("docs/story-format.md shows one in JSON; `backstory pack` makes bytes of one")]);
    }
    read_all(files, Form::Object, &FILES.map(|_| Some((0, node))), Vec::new(), problems, translation::objects)
}

/// Reads a story of either form. Where its translations are is a parameter: modules that read objects only have no parser of TOML.
fn read_all<'a>(
    files: &'a Files,
    form: Form,
    parsed: &'a [Parsed<'a>],
    unreadable: Vec<Kind>,
    mut problems: Vec<Problem>,
    sources: translation::Sources<'a>,
) -> Loaded {
    let mut names = Names::default();
    for kind in Kind::ALL {
        if let Some((file, table)) = top(parsed, kind.file()) {
            names.gather(kind, form, file, table, &mut problems);
        }
    }

    if let Some((file, table)) = top(parsed, Kind::Event.file()) {
        names.make_ids(form, file, table, &mut problems);
    }

    let evidence = top::evidence(form, parsed, &unreadable);
    let context = LoadContext::new(files, form, names, evidence, unreadable, problems);
    if form == Form::Toml {
        for (index, tables) in TABLES.into_iter().enumerate() {
            if let Some((file, table)) = top(parsed, index) {
                report_strays(&context, file, table, tables);
            }
        }
    }
    let mut story = read(&context, parsed);
    if let Ok(story) = &mut story
        && !context.has_errors()
    {
        story.translations = translation::translations(&context, parsed, story, &sources(&context, parsed));
        story.name_languages();
    }
    let mut problems = context.into_problems();
    if let Ok(story) = &story
        && !problems.iter().any(Problem::is_error)
    {
        problems.extend(check::unused(story));
    }
    sort(&mut problems);
    match story {
        Ok(story) if !problems.iter().any(Problem::is_error) => Ok((story, problems)),
        _ => Err(problems),
    }
}

/// The tables of a file, and its index in [`Files`].
fn top<'a>(parsed: &[Parsed<'a>], index: usize) -> Option<(usize, &'a Table)> {
    let (file, node) = (*parsed.get(index)?)?;
    Some((file, node.table()?))
}

/// The files that every story has; one without the others has no sources, terms, questions or voices.
const NEEDED: [&str; 2] = ["story.toml", "events.toml"];

/// Parses one file; the flag is false where it is broken, or absent and needed, and a problem is listed.
fn parse(files: &Files, name: &str, problems: &mut Vec<Problem>) -> (Option<(usize, Node)>, bool) {
    let Some((index, file)) = files.position(name).and_then(|index| Some((index, files.0.get(index)?))) else {
        if !NEEDED.contains(&name) {
            return (None, true);
        }
        problems.push(
            Problem::without_place("missing-file", format!("the story has no `{name}`")).help(
                "create it (it may be empty but for a comment), or run `backstory new FOLDER` and copy from there",
            ),
        );
        return (None, false);
    };
    match parse_toml(index, &file.text) {
        Ok(node) => (Some((index, node)), true),
        Err(problem) => {
            problems.push(*problem);
            (None, false)
        }
    }
}

/// Parses a text of TOML.
fn parse_toml(file: usize, text: &str) -> Result<Node, Box<Problem>> {
    let (node, faults) = toml::parse(text);
    // The first fault alone: those behind it, and rows read in spite of it, are mostly its consequences.
    let Some(fault) = faults.into_iter().next() else { return Ok(node) };
    let problem = Problem::error("toml-syntax", Span { file, bytes: fault.bytes }, fault.message)
        .help("look for a missing quotation mark, comma or bracket on this line or above");
    Err(problem.into())
}

/// Reports top-level keys that do not belong in a file.
fn report_strays(context: &LoadContext<'_>, file: usize, table: &Table, tables: &[&str]) {
    for entry in table.entries().iter().filter(|entry| !tables.contains(&entry.key.as_str())) {
        let home = TABLES.iter().zip(FILES).find(|(tables, _)| tables.contains(&entry.key.as_str()));
        let help = match (home, nearest(&entry.key, tables.iter().copied())) {
            (Some((_, home)), _) => format!("`{}` belongs into {home}", entry.key),
            (None, Some(near)) => format!("did you mean `{near}`?"),
            (None, None) => format!("this file takes {}", tables.join(", ")),
        };
        let message = format!("unknown table `{}`", entry.key);
        context.report(Problem::error("unknown-key", Span { file, bytes: entry.at.clone() }, message).help(help));
    }
}

/// Reads every row of every file, then looks at them together.
fn read<'a>(context: &'a LoadContext<'a>, parsed: &'a [Parsed<'a>]) -> Read<Story> {
    let head = top::head(context, parsed);
    let themes = rows(context, parsed, Kind::Theme, top::named);
    let lanes = rows(context, parsed, Kind::Lane, top::named);
    let topics = rows(context, parsed, Kind::Topic, top::topic);
    let eras = rows(context, parsed, Kind::Era, top::era);
    let chapters = rows(context, parsed, Kind::Chapter, top::chapter);
    let revisions = table_rows(context, parsed, 0, "revision", top::revision);
    let sources = rows(context, parsed, Kind::Source, sources::source);
    let events = rows(context, parsed, Kind::Event, entries::event);
    let terms = rows(context, parsed, Kind::Term, entries::term);
    let questions = rows(context, parsed, Kind::Question, entries::question);
    let voices = rows(context, parsed, Kind::Voice, entries::voice);

    let whole = check::order(&survivors(&events))
        .into_iter()
        .chain(check::chapters(&survivors(&chapters)))
        .chain(check::forms(survivors(&terms)));
    for problem in whole {
        context.report(problem);
    }
    let words = words::words(context, parsed);
    let head = head?;
    Ok(Story {
        id: head.id,
        lang: head.lang,
        title: head.title,
        standfirst: head.standfirst,
        about: head.about,
        report: head.report,
        updated: head.updated,
        evidence: context.evidence,
        media: head.media,
        lead: head.lead,
        themes: all(themes)?,
        lanes: all(lanes)?,
        topics: all(topics)?,
        eras: all(eras)?,
        chapters: all(chapters)?,
        sources: all(sources)?,
        events: all(events)?,
        terms: all(terms)?,
        questions: all(questions)?,
        voices: all(voices)?,
        revisions: all(revisions)?,
        words: words?,
        languages: Vec::new(),
        translations: Vec::new(),
    })
}

fn survivors<T>(rows: &[Read<T>]) -> Vec<&T> {
    rows.iter().filter_map(|row| row.as_ref().ok()).collect()
}

fn all<T>(rows: Vec<Read<T>>) -> Read<Vec<T>> {
    rows.into_iter().collect()
}

/// Reads the rows of a kind; more than [`limits`] allow are an error.
fn rows<'a, T>(
    context: &'a LoadContext<'a>,
    parsed: &'a [Parsed<'a>],
    kind: Kind,
    read: impl Fn(&Row<'a>) -> Read<T>,
) -> Vec<Read<T>> {
    let most = match kind {
        Kind::Theme | Kind::Lane | Kind::Topic | Kind::Chapter | Kind::Source => limits::LABELS,
        Kind::Event => limits::EVENTS,
        Kind::Era | Kind::Term | Kind::Question | Kind::Voice => limits::ENTRIES,
    };
    let list = top(parsed, kind.file()).and_then(|(_, top)| top.get(context.form.key(kind.table()))?.list());
    let count = list.map_or(0, <[Node]>::len);
    if count > most {
        let message = format!("a story can have {most} of `{}`, not {count}", context.form.rows(kind.table()));
        return vec![Err(context.report(Problem::without_place("too-many", message).help("split the story in two")))];
    }
    let mut rows = table_rows(context, parsed, kind.file(), kind.table(), read);
    if kind == Kind::Event && rows.is_empty() && !context.unreadable.contains(&kind) {
        let message = format!("the story has no `{}`", context.form.rows(kind.table()));
        let help = match context.form {
            Form::Toml => "add one to events.toml",
            Form::Object => "add at least one event",
        };
        rows.push(Err(context.report(Problem::without_place("missing-key", message).help(help))));
    }
    rows
}

/// Reads every row of one array of tables.
fn table_rows<'a, T>(
    context: &'a LoadContext<'a>,
    parsed: &'a [Parsed<'a>],
    file: usize,
    table: &'static str,
    read: impl Fn(&Row<'a>) -> Read<T>,
) -> Vec<Read<T>> {
    let Some((file, top)) = top(parsed, file) else { return Vec::new() };
    let Some(rows) = top.get(context.form.key(table)) else { return Vec::new() };
    nested_rows(context, file, table, rows, read)
}

/// Reads every table of an array.
fn nested_rows<'a, T>(
    context: &'a LoadContext<'a>,
    file: usize,
    noun: &'static str,
    rows: &'a Node,
    read: impl Fn(&Row<'a>) -> Read<T>,
) -> Vec<Read<T>> {
    let Some(list) = rows.list() else {
        let span = Span { file, bytes: rows.span.clone() };
        let (form, found) = (context.form, context.form.describe(rows));
        let (message, help) = match form {
            Form::Toml => (
                format!("`{noun}` is a list of tables, not {found}"),
                format!("write `[[{noun}]]`, in double square brackets"),
            ),
            Form::Object => (
                format!("`{}` is a list of objects, not {found}", form.rows(noun)),
                "put the objects in square brackets".to_owned(),
            ),
        };
        return vec![Err(context.report(Problem::error("wrong-type", span, message).help(help)))];
    };
    list.iter()
        .enumerate()
        .map(|(index, node)| {
            let mut row = Row::open(context, file, context.form.row(noun), node)?;
            row.index = index;
            let read = read(&row);
            row.finish();
            read
        })
        .collect()
}
