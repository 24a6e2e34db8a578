//! Translations: a story's texts in another language, laid over its rows before these are read. So every rule of a text holds
//! for its translations, dates and ids are the same in all languages, and what is not translated stays, with its language.

mod overlay;

use super::context::LoadContext;
use super::form::Form;
use super::names::{Kind, Names};
use super::value::Value;
use super::{Parsed, parse_toml, read};
use crate::story::authored::{Missing, Span, Story, Translation};
use crate::story::problem::Problem;
use crate::story::tree::{Data, Node, Origin, Table};
use overlay::Overlay;
use std::ops::Range;

/// The key of translations in an object.
pub(super) const LIST: &str = "translations";
/// Entries that a warning names.
const NAMED: usize = 6;

/// What an editor has written in one language.
#[derive(Clone, Copy)]
struct Given<'a> {
    /// Its BCP 47 tag.
    lang: &'a str,
    /// The tag's value, which is read with the story.
    tag: &'a Node,
    file: usize,
    table: &'a Table,
    at: &'a Range<usize>,
}

impl Given<'_> {
    /// Its beginning, for what is wrong with the whole.
    fn span(&self) -> Span {
        Span { file: self.file, bytes: self.at.start..self.at.start }
    }

    fn holds(&self, form: Form, span: &Span) -> bool {
        match form {
            Form::Toml => span.file == self.file,
            Form::Object => self.at.contains(&span.bytes.start),
        }
    }
}

/// A translation's tree: its file, its tag and its content.
pub(super) type Source = (usize, Node, Node);

/// Finds the translations of a story of one form.
pub(super) type Sources<'a> = fn(&LoadContext<'a>, &[Parsed<'a>]) -> Vec<Source>;

/// The story in each language that there is a translation for, in the order of their tags. Problems are listed.
pub(super) fn translations<'a>(
    context: &LoadContext<'a>,
    parsed: &[Parsed<'a>],
    story: &Story,
    sources: &[Source],
) -> Vec<Translation> {
    let mut taken: Vec<&str> = vec![&story.lang];
    let mut translations = Vec::new();
    for (file, tag, node) in sources {
        let value = Value::new(context, *file, "lang", tag);
        let Ok(lang) = value.tag() else { continue };
        if taken.contains(&lang) {
            let message = format!("the story is in `{lang}` already");
            let help = "a translation is in another language than the story, and there is one for each";
            context.report(Problem::error("bad-language", value.span(), message).help(help));
            continue;
        }
        taken.push(lang);
        let Some(table) = node.table() else {
            let message = format!("a translation is {}, not {}", context.form.table(), context.form.describe(node));
            let span = Span { file: *file, bytes: node.span.clone() };
            context.report(Problem::error("wrong-type", span, message).help("docs/translating.md shows one"));
            continue;
        };
        let given = Given { lang, tag, file: *file, table, at: &node.span };
        translations.extend(translated(context, parsed, story, given));
    }
    translations.sort_by(|a, b| a.lang.cmp(&b.lang));
    translations
}

/// The files of translations, whose names are tags.
pub(super) fn files<'a>(context: &LoadContext<'a>, _: &[Parsed<'a>]) -> Vec<Source> {
    let mut sources = Vec::new();
    for (file, tag) in context.files.translations() {
        let text = context.files.0.get(file).map_or("", |file| file.text.as_str());
        match parse_toml(file, text) {
            Ok(node) => sources.push((file, Node::new(0..0, Data::Text(tag.to_owned())), node)),
            Err(problem) => {
                context.report(*problem);
            }
        }
    }
    sources
}

/// The objects of translations, which say their tags.
pub(super) fn objects<'a>(context: &LoadContext<'a>, parsed: &[Parsed<'a>]) -> Vec<Source> {
    let Some(list) = parsed.first().and_then(|parsed| parsed.as_ref()?.1.table()?.get(LIST)) else { return Vec::new() };
    let report = |node: &Node, message: String, help: &str| {
        let span = Span { file: 0, bytes: node.span.clone() };
        context.report(Problem::error("wrong-type", span, message).help(help));
    };
    let Some(nodes) = list.list() else {
        let message = format!("`{LIST}` is a list of objects, not {}", context.form.describe(list));
        report(list, message, "put the objects in square brackets");
        return Vec::new();
    };
    let mut sources = Vec::new();
    for node in nodes {
        match node.table().and_then(|table| table.get("lang")) {
            Some(tag) => sources.push((0, tag.clone(), node.clone())),
            None => report(node, "this translation has no `lang`".to_owned(), "add `\"lang\": \"…\"`, its language"),
        }
    }
    sources
}

/// The story in one language.
fn translated<'a>(
    context: &LoadContext<'a>,
    parsed: &[Parsed<'a>],
    story: &Story,
    given: Given<'_>,
) -> Option<Translation> {
    let mut overlay = Overlay::new(context, story, given);
    let trees: Vec<Option<(usize, Node)>> = match context.form {
        Form::Toml => parsed.iter().map(|it| it.as_ref().map(|(file, node)| (*file, overlay.tree(node)))).collect(),
        Form::Object => {
            let whole = parsed.first()?.as_ref().map(|(file, node)| (*file, overlay.tree(node)));
            parsed.iter().map(|_| whole.clone()).collect()
        }
    };
    let (asked, missing) = overlay.finish()?;
    let parsed: Vec<Parsed<'_>> = trees.iter().map(|tree| tree.as_ref().map(|(file, node)| (*file, node))).collect();
    let (read, problems) = read_again(context, &parsed);
    for mut problem in problems {
        let is_own = problem.span.as_ref().is_some_and(|span| given.holds(context.form, span));
        if is_own || problem.is_error() {
            if !is_own {
                problem.message = format!("in the translation `{}`: {}", given.lang, problem.message);
            }
            context.report(problem);
        }
    }
    if !missing.is_empty() {
        report_missing(context, story, given, asked, &missing);
    }
    Some(Translation { lang: given.lang.to_owned(), story: read?, missing })
}

/// Reads rows with translated texts. What is wrong with the rows themselves is listed already.
fn read_again(context: &LoadContext<'_>, parsed: &[Parsed<'_>]) -> (Option<Story>, Vec<Problem>) {
    let mut names = Names::default();
    for kind in Kind::ALL {
        if let Some((file, table)) = super::top(parsed, kind.file()) {
            names.gather(kind, context.form, file, table, &mut Vec::new());
        }
    }
    let context = LoadContext::new(context.files, context.form, names, context.evidence, Vec::new(), Vec::new());
    let story = read(&context, parsed).ok();
    (story, context.into_problems())
}

/// One warning for all that a translation lacks.
fn report_missing(context: &LoadContext<'_>, story: &Story, given: Given<'_>, asked: usize, missing: &[Missing]) {
    let mut owners: Vec<String> = Vec::new();
    for missing in missing {
        if owners.last() != Some(&missing.owner) {
            owners.push(missing.owner.clone());
        }
    }
    let others = owners.len().saturating_sub(NAMED);
    owners.truncate(NAMED);
    let rest = if others > 0 { format!(" and {others} more") } else { String::new() };
    let (lang, count) = (given.lang, missing.len());
    let message = format!(
        "`{lang}` lacks {count} of {asked} texts, which readers see in `{}`: {}{rest}",
        story.lang,
        owners.join(", ")
    );
    let help =
        format!("`backstory check --lang {lang}` lists them, `backstory translate` writes them out to be filled in");
    context.report(Problem::warning("untranslated", given.span(), message).help(help).about(lang));
}

/// A value that a translation gives in place of a row's own, or that has none.
fn from_file(node: &Node, file: usize) -> Node {
    Node { origin: Origin::File(file), ..node.clone() }
}

/// A text that is not translated.
fn untranslated(node: &Node, lang: &str) -> Node {
    let origin = Origin::Untranslated(lang.to_owned());
    let data = match &node.data {
        Data::List(nodes) => Data::List(nodes.iter().map(|node| untranslated(node, lang)).collect()),
        data => data.clone(),
    };
    Node { span: node.span.clone(), data, origin }
}
