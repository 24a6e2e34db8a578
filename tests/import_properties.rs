//! What holds of every import: no bytes make it panic, every row is an entry or is reported, and what comes out passes the check.
//! What an export can say comes back as it was. `PROPTEST_CASES=100000 cargo test --test import_properties NAME` tries more.

use std::collections::BTreeSet;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use backstory::import::{Failure, Format, Options, import};
use invariants::{Target, assert_no_markup, assert_sound, imported};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

#[path = "fuzzing/src/invariants.rs"]
mod invariants;

/// Runs a check on at least so many values; one that fails is made smaller before it is printed.
fn check<S: Strategy>(cases: u32, strategy: &S, check: impl Fn(S::Value)) {
    let default = Config { failure_persistence: None, ..Config::default() };
    let cases = std::env::var_os("PROPTEST_CASES").map_or(cases, |_| default.cases.max(cases));
    let mut runner = TestRunner::new(Config { cases, ..default });
    runner
        .run(strategy, |value| {
            check(value);
            Ok(())
        })
        .unwrap();
}

/// The inputs of `tests/import`.
fn inputs() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .flat_map(|case| fs::read_dir(case.unwrap().path()).unwrap().map(|file| file.unwrap().path()))
        .filter(|file| file.file_stem().is_some_and(|stem| stem == "input"))
        .collect();
    files.sort();
    files.iter().map(|file| fs::read(file).unwrap()).filter(|bytes| bytes.len() < 6_000).collect()
}

/// `bytes` with stretches replaced: a place, how much goes, what comes.
fn edited(bytes: &[u8], edits: &[(u16, u8, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for (place, length, filling) in edits {
        let start = usize::from(*place) % (bytes.len() + 1);
        let end = (start + usize::from(*length % 12)).min(bytes.len());
        bytes.splice(start..end, filling.iter().copied());
    }
    bytes
}

#[test]
fn damaged_files_of_every_format() {
    let inputs = inputs();
    assert!(inputs.len() > 40);
    let filling = prop_oneof![
        vec(any::<u8>(), 0..4),
        Just(b"\"".to_vec()),
        Just(b"-".to_vec()),
        Just(b"</p><script>".to_vec()),
        Just(b"[[".to_vec()),
        Just(b"9".to_vec()),
        Just("\u{202e}é\u{0}".as_bytes().to_vec()),
    ];
    let edits = vec((any::<u16>(), any::<u8>(), filling), 1..6);
    check(60, &(0..inputs.len(), edits), |(index, edits)| {
        assert_sound(imported(&edited(&inputs[index], &edits), &Options::default()));
    });
}

#[test]
fn any_bytes_in_any_format() {
    let formats: Vec<Option<Format>> = Format::ALL.map(Some).into_iter().chain([None]).collect();
    let bytes = prop_oneof![vec(any::<u8>(), 0..80), "[\\[\\]{}\",:a-c0-9<>/=;\n-]{0,60}".prop_map(String::into_bytes)];
    check(200, &(0..formats.len(), bytes), |(index, bytes)| {
        let options = Options { format: formats[index], ..Options::default() };
        assert_sound(imported(&bytes, &options));
    });
}

/// Cells that people and programs write.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "-?[0-9]{1,6}",
        "[0-9]{4}-[0-9]{2}(-[0-9]{2})?",
        "[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}",
        "(about|before|after|circa|since) [0-9]{3,4}",
        "(https?://|javascript:|//)[a-z]{1,6}\\.example/[a-z()]{0,8}(\\.jpg)?",
        "[\\PC\n\"';,*_<>&\\[\\]]{0,40}",
        "<[a-z]{1,6}( [a-z]{1,4}=\"[^\"]{0,9}\")?>[a-z *]{0,9}</?[a-z]{1,6}>",
        "[A-Z][a-z]{0,8}( [a-z]{1,8}){0,20}\\.?",
    ]
}

#[test]
fn tables_of_any_cells() {
    const HEADINGS: [&str; 14] = [
        "Date",
        "End Date",
        "Year",
        "Month",
        "Day",
        "Headline",
        "Text",
        "Media",
        "Media Caption",
        "Group",
        "Tags",
        "Source",
        "Type",
        "Id",
    ];
    let strategy = (vec(0..HEADINGS.len(), 2..9), vec(vec(cell(), 0..9), 0..6));
    check(60, &strategy, |(columns, rows)| {
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        writer.write_record(columns.iter().map(|column| HEADINGS[*column])).unwrap();
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        assert_sound(imported(&writer.into_inner().unwrap(), &Options::default()));
    });
}

/// Texts of HTML that leave nothing behind but words, marks and links.
#[test]
fn no_text_keeps_a_tag_or_a_script() {
    let piece = prop_oneof![
        Just("<script>"),
        Just("</script>"),
        Just("<svg/onload=x>"),
        Just("<a href=javascript:x>"),
        Just("<a href='https://a.example'>"),
        Just("</a>"),
        Just("<b>"),
        Just("</i>"),
        Just("<p>"),
        Just("<!--"),
        Just("-->"),
        Just("<style>"),
        Just("</style>"),
        Just("<li>"),
        Just("<ul>"),
        Just("</ul>"),
        Just("<br>"),
        Just("&lt;img src=x&gt;"),
        Just("words "),
        Just("\""),
        Just("<iframe srcdoc='"),
        Just("'>"),
        Just("<textarea>"),
        Just("<math><mi>"),
        Just("<noscript>"),
        Just("*"),
        Just("[x](javascript:y)"),
        Just("<img src=https://a.example/b.jpg alt='"),
        Just("[[x]]"),
        Just("&amp;lt;b&amp;gt;"),
        Just("\n\n"),
    ];
    check(100, &vec(piece, 0..14), |pieces| {
        assert_no_markup(&pieces.concat());
    });
}

/// Descriptions of pictures hold HTML where a newsroom's system has written it into the attribute.
#[test]
fn a_pictures_description_is_plain_words() {
    for alt in [
        "<p>Since 1932</p>",
        "&lt;b&gt;Since&lt;/b&gt; 1932",
        "&amp;lt;b&amp;gt;Since 1932",
        "Since <x-y>1932",
        "[[Since 1932]]",
    ] {
        assert_no_markup(&format!("<p>Words</p><img src='https://a.example/b.jpg' alt='{alt}'>"));
        let file = format!("Date,Headline,Media\n1990,It opens,\"<img src='https://a.example/b.jpg' alt='{alt}'>\"\n");
        let imported = assert_sound(imported(file.as_bytes(), &Options::default())).expect("a table");
        let json = imported.story.json().unwrap();
        assert!(json.contains("Since 1932") && !json.contains("[["), "{json}");
    }
}

/// The workbook around fuzzed parts is well by itself.
#[test]
fn a_workbook_of_no_parts_is_read() {
    let imported = assert_sound(imported(&invariants::workbook(b""), &Options::default())).expect("a workbook");
    assert_eq!((imported.report.rows, imported.report.entries.events), (1, 1), "{:#?}", imported.report);
}

/// The inputs that `cargo xtask fuzz --keep` kept: between them they reach what the targets are known to reach.
#[test]
fn kept_inputs_of_the_fuzz_targets() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzzing/corpus");
    let mut inputs: Vec<(Target, PathBuf)> = Vec::new();
    let mut targets = BTreeSet::new();
    for folder in fs::read_dir(&corpus).unwrap() {
        let folder = folder.unwrap();
        let name = folder.file_name().into_string().unwrap();
        let target = Target::named(&name).unwrap_or_else(|| panic!("{name} is no target"));
        inputs.extend(fs::read_dir(folder.path()).unwrap().map(|file| (target, file.unwrap().path())));
        targets.insert(name);
    }
    assert_eq!(targets.len(), Target::all().count(), "a folder for each target");
    let next = AtomicUsize::new(0);
    let bytes = AtomicU64::new(0);
    let replay = || {
        while let Some((target, file)) = inputs.get(next.fetch_add(1, Ordering::Relaxed)) {
            let input = fs::read(file).unwrap();
            assert!(input.len() <= 4_096, "{} is longer than the command keeps", file.display());
            bytes.fetch_add(input.len() as u64, Ordering::Relaxed);
            let outcome = std::panic::catch_unwind(|| target.check(&input));
            assert!(outcome.is_ok(), "{} fails", file.display());
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(replay);
        }
    });
    assert!(bytes.into_inner() <= 1 << 20, "the corpus is larger than 1 MiB");
}

fn exported(story: &str, format: &str) -> Vec<u8> {
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("story.json");
    fs::write(&file, story).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_backstory"))
        .args(["export", "--to", format])
        .arg(&file)
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// Stories of what both formats can say.
fn story() -> impl Strategy<Value = serde_json::Value> {
    let words = "[A-Z][a-z]{2,9}( [a-z]{2,9}){1,5}";
    let date = prop_oneof![
        "1[0-9]{3}",
        "20[0-2][0-9]-(0[1-9]|1[0-2])",
        "19[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])",
        "20[0-2][0-9]-0[1-9]-1[0-9]T1[0-9]:[1-5][0-9]",
        "-0[0-9]{2}[1-8]",
        "10[0-9]{2}/20[0-9]{2}",
    ];
    let text = prop_oneof![
        Just(String::new()),
        words.prop_map(String::from),
        (words, words).prop_map(|(one, other)| format!(
            "{one}, **{other}** and *more*.\n\nA [link](https://a.example/{}).",
            other.len()
        )),
        (words, words).prop_map(|(one, other)| format!("{one}:\n\n- {other}\n- two \\* three\n\n> said")),
    ];
    let event = (date, words, text, 0..3_usize, any::<bool>());
    vec(event, 1..6).prop_map(|events| {
        let lanes = ["One lane", "Another lane"];
        let mut seen = BTreeSet::new();
        let rows: Vec<_> = events
            .into_iter()
            .enumerate()
            .map(|(index, (date, headline, summary, lane, has_medium))| {
                let mut event = serde_json::json!({ "id": format!("event-number-{index}"), "date": date, "headline": headline });
                if !summary.is_empty() && summary != headline {
                    event["summary"] = summary.into();
                }
                // Lanes come in the order of their first use.
                let lane = lanes[if seen.is_empty() { 0 } else { lane % 2 }];
                seen.insert(lane);
                event["lane"] = lane.to_lowercase().replace(' ', "-").into();
                if has_medium {
                    event["media"] = serde_json::json!([{ "url": "https://a.example/b.jpg", "alt": "A bridge", "caption": "On *Sunday*", "credit": "A. Penn" }]);
                }
                event
            })
            .collect();
        let lane = |label: &&str| seen.contains(label).then(|| serde_json::json!({ "id": label.to_lowercase().replace(' ', "-"), "label": label }));
        serde_json::json!({
            "lang": "en", "title": "A story of some events", "evidence": "none", "lanes": lanes.iter().filter_map(lane).collect::<Vec<_>>(),
            "events": rows,
        })
    })
}

/// Import after export is the identity, where the format can say it.
#[test]
fn what_is_exported_comes_back() {
    check(6, &story(), |story| {
        for (format, lang) in [("timelinejs", "en"), ("csv", "en")] {
            let options = Options { lang: Some(lang.to_owned()), ..Options::default() };
            let bytes = exported(&story.to_string(), format);
            let imported = imported(&bytes, &options).unwrap();
            assert_eq!(imported.report.left_out, 0, "{:#?}", imported.report);
            let mut back: serde_json::Value = serde_json::from_str(&imported.story.json().unwrap()).unwrap();
            let mut same = story.clone();
            // A single lane is none in either format.
            if story["lanes"].as_array().is_some_and(|lanes| lanes.len() < 2) {
                for story in [&mut back, &mut same] {
                    story.as_object_mut().unwrap().remove("lanes");
                    for event in story["events"].as_array_mut().unwrap() {
                        event.as_object_mut().unwrap().remove("lane");
                    }
                }
            }
            assert_eq!(back, same, "{format}\n{}", String::from_utf8_lossy(&bytes));
        }
    });
}

/// A spreadsheet program must not take a story's words for formulas (OWASP, CSV Injection).
#[test]
fn no_exported_cell_is_a_formula_and_all_come_back() {
    let words = [
        "=HYPERLINK(1)",
        "+1 vote",
        "- it opens",
        "@all of it",
        "'=a formula",
        "''- quoted",
        "'Tis no formula",
        "＝SUM(1)",
    ];
    let events: Vec<_> = words
        .iter()
        .zip(1990..)
        .map(|(words, year)| {
            serde_json::json!({ "id": format!("e-{year}"), "date": format!("-0{}", year - 1500), "headline": words })
        })
        .collect();
    let story = serde_json::json!({ "lang": "en", "title": "=A title", "evidence": "none", "events": events });
    let table = String::from_utf8(exported(&story.to_string(), "csv")).unwrap();
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    for cell in rows.records().map(Result::unwrap).collect::<Vec<_>>().iter().flatten() {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝']), "{cell:?} in\n{table}");
    }
    let back = imported(table.as_bytes(), &Options { lang: Some("en".to_owned()), ..Options::default() }).unwrap();
    let back: serde_json::Value = serde_json::from_str(&back.story.json().unwrap()).unwrap();
    assert_eq!(back["title"], "=A title", "{table}");
    for (event, same) in back["events"].as_array().unwrap().iter().zip(&events) {
        assert_eq!((&event["date"], &event["id"]), (&same["date"], &same["id"]), "{table}");
    }
    let plain = |words: &serde_json::Value| words.as_str().unwrap().replace(['’', '‘'], "'").replace('–', "-");
    let found: Vec<_> = back["events"].as_array().unwrap().iter().map(|event| plain(&event["headline"])).collect();
    assert_eq!(found, words, "{table}");
}

#[test]
fn large_files_are_refused_or_read_within_bounds() {
    let rows = |count: usize| {
        let lines = (0..count).map(|row| format!("{},Event {row}", 1000 + row % 1000));
        std::iter::once("Date,Headline".to_owned()).chain(lines).collect::<Vec<_>>().join("\n")
    };
    let outcome = imported(rows(600).as_bytes(), &Options { lang: Some("en".into()), ..Options::default() });
    assert_eq!(assert_sound(outcome).unwrap().report.entries.events, 600);
    assert_eq!(imported(rows(100_001).as_bytes(), &Options::default()).unwrap_err().code(), "too-many-rows");
    assert_eq!(imported(&vec![b'x'; (64 << 20) + 1], &Options::default()).unwrap_err().code(), "too-large");
    // A single cell of many bytes is cut, and told.
    let long = format!("Date,Headline,Text\n1990,Long,{}\n", "words ".repeat(100_000));
    let imported = assert_sound(imported(long.as_bytes(), &Options::default())).unwrap();
    assert!(imported.report.kinds.contains_key("text-cut"), "{:?}", imported.report.kinds);
}

/// A sheet of `OpenDocument` with these rows.
fn sheet(rows: &str) -> Vec<u8> {
    let content = format!("<table:table table:name=\"Sheet1\">{rows}</table:table>");
    invariants::archive(&[("content.xml", content.as_bytes())])
}

#[test]
fn a_far_cell_in_every_row_takes_bounded_memory() {
    let cell = |columns: usize| {
        format!(
            "<table:table-cell table:number-columns-repeated=\"{columns}\"/><table:table-cell><text:p>x</text:p></table:table-cell>"
        )
    };
    let rows = |count: usize| sheet(&format!("<table:table-row>{}</table:table-row>", cell(999)).repeat(count));
    assert_eq!(imported(&rows(4_001), &Options::default()).unwrap_err().code(), "too-many-cells");
    assert_eq!(imported(&rows(100), &Options::default()).unwrap_err().code(), "no-headings");
}

#[test]
fn merged_cells_at_the_end_of_all_rows_are_read() {
    let cell = |span: u32| {
        format!("<table:table-cell table:number-rows-spanned=\"{span}\"><text:p>1990</text:p></table:table-cell>")
    };
    let row = |repeated: u32, span: u32| {
        format!("<table:table-row table:number-rows-repeated=\"{repeated}\">{}</table:table-row>", cell(span))
    };
    for (repeated, span) in [(u32::MAX, u32::MAX), (u32::MAX - 1, 2), (1, u32::MAX)] {
        let bytes = sheet(&[row(repeated, 1), row(1, span), row(1, span)].concat());
        assert_sound(imported(&bytes, &Options::default()));
    }
}

#[test]
fn an_import_can_be_stopped() {
    let lines: Vec<String> = (0..2_000).map(|row| format!("{},Event", 1_000 + row)).collect();
    let text = lines.join("\n");
    let mut calls = 0;
    let outcome = import(format!("Date,Headline\n{text}").as_bytes(), &Options::default(), &mut |progress| {
        calls += 1;
        if progress.done >= 1_000 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!(outcome, Err(Failure::Cancelled));
    assert!(calls > 1);
}

/// Every export of the shipped story is written, in the form that its readers take.
#[test]
fn the_shipped_story_is_exported_to_every_format() {
    let seeds = format!("{}/seeds", env!("CARGO_MANIFEST_DIR"));
    let export = |format: &str| {
        let output =
            Command::new(env!("CARGO_BIN_EXE_backstory")).args(["export", "--to", format, &seeds]).output().unwrap();
        assert!(output.status.success(), "{format}");
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let (timeline, losses) = export("timelinejs");
    let timeline: serde_json::Value = serde_json::from_str(&timeline).unwrap();
    assert!(timeline["events"].as_array().unwrap().len() > 30);
    for lost in ["cites", "questions", "terms", "voices"] {
        assert!(losses.contains(&format!("lost: {lost} (")), "{losses}");
    }
    let (table, _) = export("csv");
    let imported =
        assert_sound(imported(table.as_bytes(), &Options { lang: Some("en".into()), ..Options::default() })).unwrap();
    assert_eq!(imported.report.left_out, 0, "{:#?}", imported.report.notes);
    assert_eq!(imported.report.entries.events, timeline["events"].as_array().unwrap().len());
    let (calendar, _) = export("ics");
    assert!(
        calendar.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && calendar.ends_with("END:VCALENDAR\r\n"),
        "{calendar}"
    );
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), calendar.matches("DTSTART").count());
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75));
    let (data, _) = export("json-ld");
    let data: serde_json::Value = serde_json::from_str(&data).unwrap();
    assert_eq!(data["@context"], "https://schema.org");
    assert!(export("markdown").0.starts_with("# "));
}

/// A picture is well-formed XML of the size that was asked for, and holds the title and the axis.
#[test]
fn the_band_is_drawn() {
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("band.svg");
    let draw = |size: &str| {
        let arguments = ["draw", "--size", size, "--svg", file.to_str().unwrap()];
        let seeds = format!("{}/seeds", env!("CARGO_MANIFEST_DIR"));
        Command::new(env!("CARGO_BIN_EXE_backstory")).args(arguments).arg(seeds).output().unwrap()
    };
    for (size, width) in [("1200x630", "width=\"1200\""), ("480x320", "width=\"480\""), ("2400x1600", "width=\"2400\"")]
    {
        assert!(draw(size).status.success());
        let picture = fs::read_to_string(&file).unwrap();
        assert!(
            picture.contains(width) && picture.contains("Massimov") && picture.contains(">2010</text>"),
            "{picture}"
        );
        let mut reader = quick_xml::Reader::from_str(&picture);
        loop {
            match reader.read_event().expect("well-formed") {
                quick_xml::events::Event::Eof => break,
                quick_xml::events::Event::Start(tag) => assert_ne!(tag.name().as_ref(), "script"),
                _ => {}
            }
        }
    }
    assert_eq!(draw("10x10").status.code(), Some(2));
}
