//! What an import makes of other tools' files, case by case. Each folder of `tests/import` holds `input.*`, perhaps `options.txt`,
//! and what is expected: `story.json` and `report.json`, or `failure.txt`. Add a folder to add a case; run with
//! `UPDATE_EXPECTED=1` to write what comes out now, then read the difference.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use backstory::compile::compile;
use backstory::import::{Failure, Field, Format, Imported, Options, Order, Report, import};
use backstory::model::pack;
use backstory::story::files::{File, Files};
use backstory::story::problem::Problem;
use backstory::story::{load, load_json};

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import");
    let mut cases: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|case| case.unwrap().path()).collect();
    cases.sort();
    cases
}

/// The options of a case: a line each, `map B=headline`, `lang de`.
fn options(case: &Path) -> Options {
    let mut options = Options { name: Some("input.file".to_owned()), ..Options::default() };
    for line in fs::read_to_string(case.join("options.txt")).unwrap_or_default().lines() {
        let (key, value) = line.split_once(' ').unwrap();
        match key {
            "from" => options.format = Format::named(value),
            "lang" => options.lang = Some(value.to_owned()),
            "title" => options.title = Some(value.to_owned()),
            "sheet" => options.sheet = Some(value.to_owned()),
            "dates" => options.order = if value == "day-month" { Order::DayFirst } else { Order::MonthFirst },
            "map" => {
                let (column, field) = value.split_once('=').unwrap();
                options.map.push((column.to_owned(), Field::named(field).unwrap()));
            }
            other => panic!("{other}"),
        }
    }
    options
}

fn imported(bytes: &[u8], options: &Options) -> Result<Imported, Failure> {
    import(bytes, options, &mut |_| ControlFlow::Continue(()))
}

/// Every row is an entry or is reported.
fn assert_accounted(report: &Report) {
    assert_eq!(report.rows, report.entries.total() + report.left_out, "{report:#?}");
}

fn json_of(text: &str) -> Files {
    Files(vec![File { name: "story.json".into(), text: text.to_owned() }])
}

fn errors(problems: &[Problem]) -> Vec<String> {
    problems.iter().filter(|problem| problem.is_error()).map(|problem| format!("{problem:?}")).collect()
}

/// The story passes the check, and is the same in TOML.
fn assert_valid(imported: &Imported) {
    let json = imported.story.json().unwrap();
    if imported.report.entries.events == 0 {
        return;
    }
    let (story, _) = load_json(&json_of(&json)).unwrap_or_else(|problems| panic!("{:#?}\n{json}", errors(&problems)));
    let toml = imported.story.toml().unwrap();
    let files = toml.into_iter().map(|(name, text)| File { name: name.to_owned(), text });
    let files = Files(files.collect());
    let (same, _) = load(&files).unwrap_or_else(|problems| panic!("{:#?}\n{files:?}", errors(&problems)));
    assert!(pack(&compile(&story).unwrap()) == pack(&compile(&same).unwrap()), "TOML and JSON differ");
}

#[test]
fn each_case_comes_out_as_expected() {
    let mut differing = Vec::new();
    let mut seen = 0;
    for case in cases() {
        let mut files = fs::read_dir(&case).unwrap().map(|file| file.unwrap().path());
        let input = files.find(|file| file.file_stem().is_some_and(|stem| stem == "input")).expect("an input");
        let outcome = imported(&fs::read(input).unwrap(), &options(&case));
        let written = match &outcome {
            Ok(imported) => {
                assert_accounted(&imported.report);
                assert_valid(imported);
                let report = serde_json::to_string_pretty(&imported.report).unwrap();
                vec![("story.json", imported.story.json().unwrap()), ("report.json", report)]
            }
            Err(failure) => vec![("failure.txt", format!("{}: {failure}\n{}", failure.code(), failure.help()))],
        };
        seen += 1;
        for (name, text) in written {
            let (path, text) = (case.join(name), text + "\n");
            if std::env::var_os("UPDATE_EXPECTED").is_some() {
                fs::write(&path, &text).unwrap();
            } else if fs::read_to_string(&path).unwrap_or_default() != text {
                differing.push(format!("== {} ==\n{text}", path.display()));
            }
        }
    }
    assert!(seen > 20, "the cases are where they should be");
    assert!(differing.is_empty(), "other than expected:\n{}", differing.join("\n"));
}

/// What a file says of a time is kept, wherever it is imported.
#[test]
fn the_time_zone_of_the_machine_moves_no_date() {
    let folder = tempfile::TempDir::new().unwrap();
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/vis-clocks/input.json");
    let written: Vec<String> = ["Pacific/Kiritimati", "America/St_Johns", "Europe/Berlin", "UTC"]
        .map(|zone| {
            let story = folder.path().join(zone.replace('/', "-"));
            let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_backstory"));
            command.arg("import").arg(&case).arg(&story).env("TZ", zone);
            assert!(command.output().unwrap().status.success());
            fs::read_to_string(story.join("events.toml")).unwrap()
        })
        .into();
    assert!(written[0].contains("date = \"2013-04-20\"") && written.iter().all(|events| *events == written[0]));
}

/// The end while the rest of the file is still to come. The program handles no signal, so SIGTERM stands for Ctrl-C, which tests
/// ignore that a shell without job control has begun in the background (POSIX, 2.11).
#[cfg(unix)]
#[test]
fn an_import_that_is_interrupted_leaves_nothing() {
    use std::io::Write as _;
    use std::os::unix::process::ExitStatusExt as _;
    use std::process::{Command, Stdio};
    let folder = tempfile::TempDir::new().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_backstory"));
    command.args(["import", "-", "story"]).current_dir(folder.path()).stdin(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    // More than a pipe holds: it is reading once all of it has been taken.
    input.write_all("date,headline\n".repeat(20_000).as_bytes()).unwrap();
    assert!(Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().signal(), Some(15));
    drop(input);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

/// The end within the last write, which a pipe in the place of a file makes wait for its reader. The folder appears whole or not.
#[cfg(unix)]
#[test]
fn an_import_that_is_interrupted_while_it_writes_leaves_nothing() {
    use std::io::{Read as _, Write as _};
    use std::os::unix::fs::OpenOptionsExt as _;
    use std::process::{Command, Stdio};
    let folder = tempfile::TempDir::new().unwrap();
    let at = folder.path();
    let import = |story: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_backstory"));
        command.args(["import", "-", story]).current_dir(at).stdin(Stdio::piped()).spawn().unwrap()
    };
    // More than a pipe holds.
    let rows: Vec<String> =
        (0..1500).map(|row| format!("{},Event number {row} of a long list\n", 1600 + row % 400)).collect();
    let mut child = import("story");
    let beside = at.join(format!(".story.{}", child.id()));
    fs::create_dir(&beside).unwrap();
    let pipe = beside.join("events.toml");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    // O_NONBLOCK: opened before the writer is there.
    let mut reader = fs::OpenOptions::new().read(true).custom_flags(0o4000).open(&pipe).unwrap();
    child.stdin.take().unwrap().write_all(format!("date,headline\n{}", rows.concat()).as_bytes()).unwrap();
    while !reader.read(&mut [0; 1]).is_ok_and(|count| count > 0) {
        assert_eq!(child.try_wait().unwrap(), None, "it ended without writing");
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    assert!(Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap().success());
    assert_eq!(std::os::unix::process::ExitStatusExt::signal(&child.wait().unwrap()), Some(15));
    assert_eq!(fs::read_dir(at).unwrap().count(), 0, "neither half a story nor what it was to be made of");
    // The next one finds the place as it was.
    let mut child = import("story");
    child.stdin.take().unwrap().write_all(b"date,headline\n1932,The bridge opens\n").unwrap();
    assert!(child.wait().unwrap().success());
    assert_eq!(fs::read_dir(at).unwrap().count(), 1);
    let mut files = Vec::new();
    for file in fs::read_dir(at.join("story")).unwrap().map(Result::unwrap) {
        let text = fs::read_to_string(file.path()).unwrap();
        files.push(File { name: file.file_name().into_string().unwrap(), text });
    }
    assert!(load(&Files(files)).is_ok());
}
