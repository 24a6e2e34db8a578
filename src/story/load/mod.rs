//! Reads a story's files into the authored model: parse, don't validate. Whatever comes out has known ids, cites
//! inside their documents and readable dates; whatever is wrong is reported all at once, each problem at its place.

mod desk;
mod entries;
mod names;
mod row;
mod sources;
mod top;
mod typography;
mod value;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::authored::{Span, Story};
use super::check;
use super::files::{Files, NAMES as FILES};
use super::problem::{Problem, nearest, sort};
use desk::{Desk, Read};
use names::{Kind, Names};
use row::Row;

/// Tables that may stand in each of [`FILES`].
const TABLES: [&[&str]; 6] =
    [&["story", "theme", "lane", "era", "revision"], &["source"], &["event"], &["term"], &["question"], &["voice"]];

/// A file's place in [`Files`] and its tables.
type Parsed<'a> = Option<(usize, Spanned<DeTable<'a>>)>;

/// Reads a story. Beside the story stand its warnings.
///
/// # Errors
/// All problems, warnings among them, if at least one is an error; in the order of the files.
pub fn load(files: &Files) -> Result<(Story, Vec<Problem>), Vec<Problem>> {
    let mut problems = Vec::new();
    let mut unreadable = Vec::new();
    let parsed: Vec<Parsed<'_>> = FILES
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

    let mut names = Names::default();
    for kind in Kind::ALL {
        if let Some(Some((file, table))) = parsed.get(kind.file()) {
            names.gather(kind, *file, table.get_ref(), &mut problems);
        }
    }

    let desk = Desk::new(files, names, unreadable, problems);
    for (parsed, tables) in parsed.iter().zip(TABLES) {
        if let Some((file, table)) = parsed {
            report_strays(&desk, *file, table.get_ref(), tables);
        }
    }
    let story = read(&desk, &parsed);
    let mut problems = desk.into_problems();
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

/// Parses one file as far as it can be; tells whether that was the whole of it.
fn parse<'a>(files: &'a Files, name: &str, problems: &mut Vec<Problem>) -> (Parsed<'a>, bool) {
    let Some((index, file)) = files.position(name).and_then(|index| Some((index, files.0.get(index)?))) else {
        problems.push(
            Problem::without_place("missing-file", format!("the story has no `{name}`")).help(
                "create it (it may be empty but for a comment), or run `backstory new FOLDER` and copy from there",
            ),
        );
        return (None, false);
    };
    let (table, errors) = DeTable::parse_recoverable(&file.text);
    let is_whole = errors.is_empty();
    for error in errors {
        let bytes = error.span().unwrap_or(0..0);
        let message = error.message().lines().next().unwrap_or("this is not TOML").to_owned();
        problems.push(
            Problem::error("toml-syntax", Span { file: index, bytes }, message)
                .help("look for a missing quotation mark, comma or bracket on this line or above"),
        );
    }
    (Some((index, table)), is_whole)
}

/// Complains about top-level keys that do not belong into a file.
fn report_strays(desk: &Desk<'_>, file: usize, table: &DeTable<'_>, tables: &[&str]) {
    for key in table.keys().filter(|key| !tables.contains(&key.get_ref().as_ref())) {
        let home = TABLES.iter().zip(FILES).find(|(tables, _)| tables.contains(&key.get_ref().as_ref()));
        let help = match (home, nearest(key.get_ref(), tables.iter().copied())) {
            (Some((_, home)), _) => format!("`{}` belongs into {home}", key.get_ref()),
            (None, Some(near)) => format!("did you mean `{near}`?"),
            (None, None) => format!("this file takes {}", tables.join(", ")),
        };
        let message = format!("unknown table `{}`", key.get_ref());
        desk.report(Problem::error("unknown-key", Span { file, bytes: key.span() }, message).help(help));
    }
}

/// Reads every row of every file, then looks at them together.
fn read<'a>(desk: &'a Desk<'a>, parsed: &'a [Parsed<'a>]) -> Read<Story> {
    let head = top::head(desk, parsed);
    let themes = rows(desk, parsed, Kind::Theme, top::named);
    let lanes = rows(desk, parsed, Kind::Lane, top::named);
    let eras = rows(desk, parsed, Kind::Era, top::era);
    let revisions = table_rows(desk, parsed, 0, "revision", top::revision);
    let sources = rows(desk, parsed, Kind::Source, sources::source);
    let events = rows(desk, parsed, Kind::Event, entries::event);
    let terms = rows(desk, parsed, Kind::Term, entries::term);
    let questions = rows(desk, parsed, Kind::Question, entries::question);
    let voices = rows(desk, parsed, Kind::Voice, entries::voice);

    let whole = check::order(survivors(&events)).into_iter().chain(check::forms(survivors(&terms)));
    for problem in whole {
        desk.report(problem);
    }
    let head = head?;
    Ok(Story {
        id: head.id,
        lang: head.lang,
        title: head.title,
        standfirst: head.standfirst,
        about: head.about,
        report: head.report,
        updated: head.updated,
        themes: all(themes)?,
        lanes: all(lanes)?,
        eras: all(eras)?,
        sources: all(sources)?,
        events: all(events)?,
        terms: all(terms)?,
        questions: all(questions)?,
        voices: all(voices)?,
        revisions: all(revisions)?,
    })
}

fn survivors<T>(rows: &[Read<T>]) -> Vec<&T> {
    rows.iter().filter_map(|row| row.as_ref().ok()).collect()
}

fn all<T>(rows: Vec<Read<T>>) -> Read<Vec<T>> {
    rows.into_iter().collect()
}

/// Reads the rows of a kind; more than the compiled story can count are an error.
fn rows<'a, T>(
    desk: &'a Desk<'a>,
    parsed: &'a [Parsed<'a>],
    kind: Kind,
    read: impl Fn(&Row<'a>) -> Read<T>,
) -> Vec<Read<T>> {
    let mut rows = table_rows(desk, parsed, kind.file(), kind.table(), read);
    let most = match kind {
        Kind::Theme | Kind::Lane | Kind::Source => usize::from(u8::MAX),
        _ => usize::from(u16::MAX),
    };
    if rows.len() > most {
        let message = format!("a story can have {most} of `[[{}]]`, not {}", kind.table(), rows.len());
        rows.push(Err(desk.report(Problem::without_place("too-many", message).help("split the story in two"))));
    }
    if kind == Kind::Event && rows.is_empty() && !desk.unreadable.contains(&kind) {
        let problem = Problem::without_place("missing-key", "the story has no `[[event]]`");
        rows.push(Err(desk.report(problem.help("add one to events.toml"))));
    }
    rows
}

/// Reads every row of one array of tables.
fn table_rows<'a, T>(
    desk: &'a Desk<'a>,
    parsed: &'a [Parsed<'a>],
    file: usize,
    table: &'static str,
    read: impl Fn(&Row<'a>) -> Read<T>,
) -> Vec<Read<T>> {
    let Some(Some((file, top))) = parsed.get(file) else { return Vec::new() };
    let Some(rows) = top.get_ref().get(table) else { return Vec::new() };
    nested_rows(desk, *file, table, rows, read)
}

/// Reads every table of an array.
fn nested_rows<'a, T>(
    desk: &'a Desk<'a>,
    file: usize,
    noun: &str,
    rows: &'a Spanned<DeValue<'a>>,
    read: impl Fn(&Row<'a>) -> Read<T>,
) -> Vec<Read<T>> {
    let Some(rows) = rows.get_ref().as_array() else {
        let span = Span { file, bytes: rows.span() };
        let message = format!("`{noun}` is a list of tables, not {}", value::describe(rows.get_ref()));
        let help = format!("write `[[{noun}]]`, in double square brackets");
        return vec![Err(desk.report(Problem::error("wrong-type", span, message).help(help)))];
    };
    rows.iter()
        .map(|node| {
            let row = Row::open(desk, file, noun, node)?;
            let read = read(&row);
            row.finish();
            read
        })
        .collect()
}
