//! `backstory import`: another tool's timeline or glossary, or a spreadsheet, as a story in a new folder.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{IsTerminal as _, Read as _, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::{Args, ValueEnum};

use super::Outcome;
use super::draft::Draft;
use super::interrupt::remove_on_interrupt;
use super::report::{plural, say, without_controls};
use crate::import::report::{Effect, Note, Report};
use crate::import::{BYTES, Field, Format, Imported, Options, Order, Progress, import};

/// Notes of one kind that are printed whole; the report in JSON has more.
const SHOWN: usize = 10;
/// Time after which progress is shown.
const DELAY: Duration = Duration::from_secs(1);

/// What to import, and where to.
#[derive(Debug, Args)]
pub(super) struct Import {
    /// The file, or `-` for standard input: .json, .csv, .tsv, .xlsx, .ods, .xml, .html, .txt
    file: PathBuf,
    /// The folder to create; none of a story's files may be in it yet. A list of terms may go into a story without a glossary
    folder: PathBuf,
    #[command(flatten)]
    how: How,
}

/// How to read the file.
#[derive(Debug, Default, Args)]
pub(super) struct How {
    /// The format, where it is not to be recognised
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    from: Option<Format>,
    /// What a column is, by its heading or letter: "Stadt=group", B=headline; may be given several times
    #[arg(long, value_name = "COLUMN=FIELD", value_parser = mapped)]
    map: Vec<(String, Field)>,
    /// The workbook's sheet
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// What comes first in dates like 5/1/2022
    #[arg(long, value_enum)]
    dates: Option<Dates>,
    /// The story's title
    #[arg(long)]
    title: Option<String>,
    /// The story's language, a BCP 47 tag
    #[arg(long, value_name = "TAG")]
    lang: Option<String>,
    /// Write the report as JSON to a file, or to standard output
    #[arg(long, value_name = "FILE|-")]
    report: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Dates {
    /// 5 January
    DayMonth,
    /// May 1
    MonthDay,
}

fn format(name: &str) -> Result<Format, String> {
    Format::named(name).ok_or_else(|| format!("known are {}", Format::names().join(", ")))
}

fn mapped(pair: &str) -> Result<(String, Field), String> {
    let (column, field) = pair.rsplit_once('=').ok_or("write the column, `=`, and the field")?;
    let names = || Field::ALL.iter().map(|field| field.name()).collect::<Vec<_>>().join(", ");
    let field = Field::named(field).ok_or_else(|| format!("fields are {}", names()))?;
    Ok((column.trim().to_owned(), field))
}

impl Import {
    pub(super) fn run(self) -> Outcome {
        outcome_of(into_folder(&self.file, &self.folder, &self.how))
    }
}

/// The outcome of a command; a failure is printed.
pub(super) fn outcome_of(result: Result<(), String>) -> Outcome {
    match result {
        Ok(()) => Outcome::Fine,
        Err(message) => {
            eprintln!("error: {message}");
            Outcome::Failed
        }
    }
}

/// Imports a file into a new folder, and says what became of it.
///
/// # Errors
/// The message to print. Nothing was written then.
pub(super) fn into_folder(file: &Path, folder: &Path, how: &How) -> Result<(), String> {
    let bytes = bytes(file)?;
    let options = Options {
        format: how.from,
        name: (file != Path::new("-")).then(|| file.display().to_string()),
        title: how.title.clone(),
        lang: how.lang.clone(),
        map: how.map.clone(),
        sheet: how.sheet.clone(),
        order: match how.dates {
            Some(Dates::DayMonth) => Order::DayFirst,
            Some(Dates::MonthDay) => Order::MonthFirst,
            None => Order::Unknown,
        },
    };
    let stderr = std::io::stderr();
    let mut meter = Meter::new(&stderr, stderr.is_terminal());
    let imported = import(&bytes, &options, &mut |progress| meter.show(progress));
    meter.clear();
    let Imported { story, report } = imported.map_err(|failure| {
        let (code, help) = (failure.code(), failure.help());
        without_controls(&format!("{}: {failure} [{code}]\n  help: {help}", file.display()))
    })?;
    print(&report);
    if let Some(path) = &how.report {
        save_report(&report, path)?;
    }
    if report.entries.total() == report.entries.titles {
        return Err(format!("no row of `{}` can be imported; nothing was written", file.display()));
    }
    let mut files = story.toml().map_err(|error| format!("the story cannot be written as TOML: {error}"))?;
    let is_glossary = report.entries.events == 0;
    if is_glossary && folder.join("story.toml").exists() {
        files.retain(|(name, _)| *name == "glossary.toml");
    }
    write(folder, &files)?;
    let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    let shown = folder.display();
    say(&format!("{} written to `{shown}`: {}", summary(&report), names.join(", ")));
    say(&if is_glossary && files.len() > 1 {
        format!(
            "A story needs at least one event: add it to `{shown}/events.toml`, then run `backstory check {shown}`."
        )
    } else {
        format!("Run `backstory check {shown}` as you go on.")
    });
    Ok(())
}

/// A file's bytes, no more than an import takes.
fn bytes(file: &Path) -> Result<Vec<u8>, String> {
    let most = BYTES as u64 + 1;
    let mut bytes = Vec::new();
    let read = if file == Path::new("-") {
        std::io::stdin().lock().take(most).read_to_end(&mut bytes)
    } else {
        fs::File::open(file).and_then(|file| file.take(most).read_to_end(&mut bytes))
    };
    read.map(|_| bytes).map_err(|error| format!("`{}` cannot be read: {error}", file.display()))
}

/// "12 events, 2 eras, 5 terms; 3 of 22 rows left out".
fn summary(report: &Report) -> String {
    let entries = report.entries;
    let counts =
        [(entries.events, "event"), (entries.eras, "era"), (entries.terms, "term"), (entries.others, "other entry")];
    let counts = counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, noun)| plural(count, noun));
    let mut words = counts.collect::<Vec<_>>().join(", ");
    if entries.titles > 0 {
        words.push_str(", the title");
    }
    match report.left_out {
        0 => words,
        left_out => format!("{words}; {left_out} of {} left out;", plural(report.rows, "row")),
    }
}

/// Prints a report on standard error: columns, what became of the rows by kind, the first of each kind whole.
fn print(report: &Report) {
    let mut out = std::io::stderr().lock();
    // A closed pipe is the reader's choice, not a failure.
    let _ = out.write_all(without_controls(&written(report)).as_bytes());
}

fn written(report: &Report) -> String {
    let how = if report.recognised { "recognised as" } else { "read as" };
    let mut text = format!("{how} {}, {}", report.format.title(), plural(report.rows, "row"));
    let details = [report.encoding.clone(), report.sheet.as_ref().map(|sheet| format!("sheet “{sheet}”"))];
    for detail in details.into_iter().flatten() {
        let _ = write!(text, ", {detail}");
    }
    text.push('\n');
    for column in &report.columns {
        let field = column.field.unwrap_or("not read");
        let _ = writeln!(text, "  column {} “{}”: {field}", column.column, column.heading);
    }
    let mut printed: BTreeMap<&str, usize> = BTreeMap::new();
    for note in &report.notes {
        let count = printed.entry(note.kind).or_default();
        *count += 1;
        if *count <= SHOWN {
            text.push_str(&line(note));
        }
    }
    let mut kinds: Vec<(&&str, &usize)> = report.kinds.iter().filter(|(_, count)| **count > SHOWN).collect();
    kinds.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    for (kind, count) in kinds {
        let _ = writeln!(text, "{count:>7}  {kind} (the first {SHOWN} are above; all with --report FILE)");
    }
    text
}

fn line(note: &Note) -> String {
    let effect = match note.effect {
        Effect::LeftOut => "left out",
        Effect::Lost => "lost",
        Effect::Changed => "changed",
        Effect::Noted => "note",
    };
    let mut line = format!("{effect} [{}] {}: {}\n", note.kind, note.place, note.message);
    if !note.help.is_empty() && note.help != "nothing" {
        let _ = writeln!(line, "  help: {}", note.help);
    }
    line
}

fn save_report(report: &Report, path: &Path) -> Result<(), String> {
    let text =
        serde_json::to_string_pretty(report).map_err(|error| format!("the report cannot be written: {error}"))?;
    if path == Path::new("-") {
        say(&text);
        return Ok(());
    }
    Draft::new(path, (text + "\n").as_bytes())?.publish()
}

/// Writes a folder's files, all or none: each beside its place first, so that an interrupted command leaves no half story.
fn write(folder: &Path, files: &[(&'static str, String)]) -> Result<(), String> {
    if let Some((taken, _)) = files.iter().find(|(name, _)| folder.join(name).exists()) {
        return Err(format!("`{}` already has a `{taken}`; nothing was written. Name a new folder.", folder.display()));
    }
    let unwritten = |error: std::io::Error| format!("the story cannot be written to `{}`: {error}", folder.display());
    if folder.exists() {
        let drafts: Result<Vec<Draft>, String> =
            files.iter().map(|(name, text)| Draft::new(&folder.join(name), text.as_bytes())).collect();
        return drafts?.iter_mut().try_for_each(Draft::publish);
    }
    let name = folder.file_name().ok_or_else(|| format!("`{}` names no folder", folder.display()))?;
    let mut hidden = std::ffi::OsString::from(".");
    hidden.push(name);
    hidden.push(format!(".{}", std::process::id()));
    let beside = folder.with_file_name(hidden);
    remove_on_interrupt(&beside);
    let written = fs::create_dir_all(&beside)
        .and_then(|()| files.iter().try_for_each(|(name, text)| fs::write(beside.join(name), text)))
        .and_then(|()| fs::rename(&beside, folder));
    if written.is_err() {
        // What cannot be written can perhaps not be removed either.
        let _ = fs::remove_dir_all(&beside);
    }
    written.map_err(unwritten)
}

/// Tells on a terminal how far an import is, once it takes long.
struct Meter<W> {
    out: W,
    begun: Instant,
    last: Option<Instant>,
    is_terminal: bool,
}

impl<W: Write> Meter<W> {
    fn new(out: W, is_terminal: bool) -> Self {
        Meter { out, begun: Instant::now(), last: None, is_terminal }
    }

    fn show(&mut self, progress: Progress) -> ControlFlow<()> {
        let is_due = self.last.map_or(self.begun.elapsed() > DELAY, |last| last.elapsed() > DELAY / 5);
        if self.is_terminal && is_due {
            self.last = Some(Instant::now());
            let total = progress.total.map(|total| format!(" of {total}")).unwrap_or_default();
            let _ = write!(self.out, "\r{}{total} rows read …", progress.done);
        }
        ControlFlow::Continue(())
    }

    fn clear(&mut self) {
        if self.last.is_some() {
            let _ = write!(self.out, "\r\u{1b}[K");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a terminal shows of an import that began so long ago.
    fn shown(ago: Duration, is_terminal: bool) -> String {
        let mut meter = Meter::new(Vec::new(), is_terminal);
        meter.begun = Instant::now().checked_sub(ago).unwrap();
        for done in [500, 1_000] {
            assert!(meter.show(Progress { done, total: Some(9_000) }).is_continue());
        }
        meter.clear();
        String::from_utf8(meter.out).unwrap()
    }

    #[test]
    fn a_terminal_shows_progress_once_it_takes_long() {
        // Not with every step, and nothing is left of it.
        assert_eq!(shown(Duration::from_secs(2), true), "\r500 of 9000 rows read …\r\u{1b}[K");
        assert_eq!(shown(Duration::ZERO, true), "");
        assert_eq!(shown(Duration::from_secs(2), false), "");
    }
}
