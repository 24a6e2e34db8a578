//! What `backstory check` tells an editor, case by case. Each folder of `tests/check` holds the files that differ from
//! the starter story, and `expected.txt`: the diagnostics as they are printed. Add a folder to add a case; run with
//! `UPDATE_EXPECTED=1` to write what is printed now, then read the difference.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use backstory::story::diagnose::{Paint, render};
use backstory::story::files::{File, Files, NAMES};
use backstory::story::{load, wording};

fn story_of(case: &Path) -> Files {
    let starter = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli/starter");
    let read = |name: &str| fs::read_to_string(case.join(name)).or_else(|_| fs::read_to_string(starter.join(name)));
    let mut files: Vec<File> = NAMES.map(|name| File { name: name.to_owned(), text: read(name).unwrap() }).into();
    for entry in fs::read_dir(case.join("translations")).into_iter().flatten() {
        let path = entry.unwrap().path();
        let name = format!("translations/{}", path.file_name().unwrap().display());
        files.push(File { name, text: fs::read_to_string(path).unwrap() });
    }
    files[NAMES.len()..].sort_by(|a, b| a.name.cmp(&b.name));
    Files(files)
}

fn report(files: &Files) -> String {
    let problems = match load(files) {
        Ok((story, warnings)) => warnings.into_iter().chain(wording(&story, files)).collect(),
        Err(problems) => problems,
    };
    let errors = problems.iter().filter(|problem| problem.is_error()).count();
    let mut report = String::new();
    for problem in &problems {
        report.push_str(&render(problem, files, Paint::Plain));
        report.push_str("\n\n");
    }
    let _ = writeln!(report, "{errors} errors, {} warnings", problems.len() - errors);
    report
}

#[test]
fn each_case_is_told_as_expected() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check");
    let mut differing = Vec::new();
    let mut seen = 0;
    for case in fs::read_dir(cases).unwrap() {
        let case = case.unwrap().path();
        let report = report(&story_of(&case));
        let expected = case.join("expected.txt");
        seen += 1;
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&expected, &report).unwrap();
        } else if fs::read_to_string(&expected).unwrap_or_default() != report {
            differing.push(format!("== {} ==\n{report}", case.display()));
        }
    }
    assert!(seen > 10, "the cases are where they should be");
    assert!(differing.is_empty(), "report differently than expected:\n{}", differing.join("\n"));
}

#[test]
fn a_missing_file_says_what_to_do_and_accuses_no_ids_it_may_hold() {
    let mut files = story_of(Path::new("none"));
    files.0.retain(|file| file.name != "events.toml");
    let problems = load(&files).unwrap_err();
    let [problem] = problems.as_slice() else { panic!("one problem, not {problems:?}") };
    assert_eq!(problem.code, "missing-file");
    assert!(problem.help.as_deref().is_some_and(|help| help.contains("backstory new")));
}

mod mutated {
    use super::*;
    use proptest::prelude::*;

    /// Cuts a hole into a file and fills it.
    fn mutate(text: &str, at: usize, cut: usize, fill: &str) -> String {
        let start = text.floor_char_boundary(at % (text.len() + 1));
        let end = text.ceil_char_boundary((start + cut).min(text.len()));
        format!("{}{fill}{}", &text[..start], &text[end..])
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn no_file_makes_load_or_the_diagnostics_panic(
            file in 0..6_usize,
            holes in prop::collection::vec((any::<usize>(), 0..40_usize, "[\\[\\]\"'=.,#\\\\\n \u{feff}é|!a0:-]{0,6}"), 1..4),
        ) {
            let mut files = story_of(Path::new("none"));
            for (at, cut, fill) in holes {
                let text = mutate(&files.0[file].text, at, cut, &fill);
                files.0[file].text = text;
            }
            let report = report(&files);
            prop_assert!(report.ends_with("warnings\n"));
        }
    }
}
