//! The command as an editor runs it: what it prints where, how it exits, and what it leaves alone.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A folder that is deleted when the test ends, with the starter story in `story/`.
struct Folder(TempDir);

impl Folder {
    fn started() -> Self {
        let folder = Self(TempDir::new().unwrap());
        assert!(backstory(&["new"], &folder.path()).status.success());
        folder
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("story")
    }

    fn edit(&self, file: &str, from: &str, to: &str) {
        let path = self.path().join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from));
        fs::write(path, text.replace(from, to)).unwrap();
    }

    /// Every file with its text.
    fn contents(&self) -> Vec<(PathBuf, String)> {
        let files = fs::read_dir(self.path()).unwrap().map(|entry| entry.unwrap().path());
        let mut contents: Vec<_> = files.map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect();
        contents.sort();
        contents
    }
}

fn backstory(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_backstory")).args(arguments).arg(folder).output().unwrap()
}

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_backstory")).args(arguments).output().unwrap()
}

fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

fn documents() -> String {
    format!("{}/tests/verify/documents", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn a_new_story_passes_check_and_check_writes_nothing() {
    let folder = Folder::started();
    let before = folder.contents();
    let check = backstory(&["check", "--deny-warnings"], &folder.path());
    assert_eq!(check.status.code(), Some(0), "{}", err(&check));
    assert_eq!(out(&check), "0 problems: 3 events, 2 terms, 1 question, 1 voice, 2 sources\n");
    assert_eq!(err(&check), "");
    assert_eq!(folder.contents(), before);
}

#[test]
fn a_story_is_never_overwritten() {
    let folder = Folder::started();
    folder.edit("story.toml", "Elmford", "Elsewhere");
    let before = folder.contents();
    let again = backstory(&["new"], &folder.path());
    assert_eq!(again.status.code(), Some(1));
    assert!(err(&again).contains("nothing was written"), "{}", err(&again));
    assert_eq!(folder.contents(), before);
}

#[test]
fn errors_exit_with_1_and_are_told_without_colour_to_a_pipe() {
    let folder = Folder::started();
    folder.edit("events.toml", "2024-03-02", "2 March 2024");
    let check = backstory(&["check"], &folder.path());
    assert_eq!(check.status.code(), Some(1));
    assert!(err(&check).contains("events.toml:16:9"), "{}", err(&check));
    assert!(!err(&check).contains('\u{1b}'));
    assert!(out(&check).starts_with("1 error in "), "{}", out(&check));
    let export = backstory(&["export", "--format", "json"], &folder.path());
    assert_eq!((export.status.code(), out(&export)), (Some(1), ""));
}

#[test]
fn warnings_exit_with_0_unless_denied() {
    let folder = Folder::started();
    folder.edit("events.toml", "The footbridge opens", "The footbridge opens.");
    assert_eq!(backstory(&["check"], &folder.path()).status.code(), Some(0));
    assert_eq!(backstory(&["check", "--deny-warnings"], &folder.path()).status.code(), Some(1));
}

#[test]
fn a_folder_that_is_not_there_is_said_so() {
    let check = backstory(&["check"], Path::new("no/such/folder"));
    assert_eq!(check.status.code(), Some(1));
    assert!(err(&check).contains("backstory new"));
}

#[test]
fn an_exported_story_is_one_json_object_with_plain_words_and_written_cites() {
    let folder = Folder::started();
    let export = backstory(&["export", "--format", "json"], &folder.path());
    let story: serde_json::Value = serde_json::from_slice(&export.stdout).unwrap();
    assert_eq!(story["id"], "elmford-footbridge");
    assert_eq!(story["sources"][0]["furniture"][0], "5");
    let event = &story["events"][1];
    assert_eq!((&event["date"], &event["date_words"]), (&"2024-03-02".into(), &"2 March 2024".into()));
    assert!(event["summary"].as_str().unwrap().ends_with("says the roads office."), "links are their words");
    assert_eq!(event["cites"], serde_json::json!(["gazette:2", "gazette:3", "notice:2"]));
    assert_eq!(story["events"][2]["after"], "bridge-closed");
    assert_eq!(story["questions"][0]["accounts"][1]["attributed_to"], "Ada Penn, who bakes beside the bridge");
    assert_eq!(story["voices"][0]["on"], serde_json::json!(["repairs"]));
    assert_eq!(story["terms"][0]["kind"], "place");
}

#[test]
fn verify_proves_a_story_once_fingerprints_are_written_and_fails_on_a_wrong_year() {
    let folder = Folder::started();
    let documents = documents();
    let verify = ["verify", "--documents", documents.as_str()];
    let unproven = backstory(&verify, &folder.path());
    assert!(unproven.status.code() == Some(1) && err(&unproven).contains("--write"), "{}", err(&unproven));
    let written = backstory(&["verify", "--write", "--documents", &documents], &folder.path());
    assert_eq!(written.status.code(), Some(0), "{}", err(&written));
    let before = folder.contents();
    assert_eq!(backstory(&verify, &folder.path()).status.code(), Some(0));
    assert_eq!(folder.contents(), before);
    folder.edit("events.toml", "\"1932\"", "\"1923\"");
    let wrong = backstory(&verify, &folder.path());
    assert!(wrong.status.code() == Some(1) && err(&wrong).contains("1923"), "{}", err(&wrong));
}

#[test]
fn a_missing_document_is_named() {
    let folder = Folder::started();
    let missing = backstory(&["verify", "--documents", "no/such/folder"], &folder.path());
    assert!(missing.status.code() == Some(1) && err(&missing).contains("gazette.txt"), "{}", err(&missing));
}

#[test]
fn verify_reads_no_file_outside_the_folder_of_documents() {
    let folder = Folder::started();
    let documents = folder.0.path().join("documents");
    fs::create_dir(&documents).unwrap();
    fs::write(folder.0.path().join("gazette.txt"), "A private line.\n").unwrap();
    for document in ["../gazette.txt", folder.0.path().join("gazette.txt").to_str().unwrap()] {
        folder.edit("sources.toml", "\"gazette.txt\"", &format!("\"{document}\""));
        let before = folder.contents();
        let verify = backstory(&["verify", "--write", "--documents", documents.to_str().unwrap()], &folder.path());
        assert!(verify.status.code() == Some(1) && err(&verify).contains("document-outside"), "{}", err(&verify));
        assert_eq!(folder.contents(), before);
        folder.edit("sources.toml", &format!("\"{document}\""), "\"gazette.txt\"");
    }
}

#[test]
fn addresses_in_exported_markdown_hold_no_links_of_their_own() {
    let folder = TempDir::new().unwrap();
    let story = folder.path().join("story.json");
    let address = "https://a.example/b)[c](javascript:alert(1)";
    let media =
        [format!(r#"{{ "url": "{address}.jpg", "alt": "x" }}"#), format!(r#"{{ "url": "{address}" }}"#)].join(", ");
    let text = format!(
        r#"{{ "id": "a", "lang": "en", "title": "A", "evidence": "source",
          "sources": [{{ "id": "b", "title": "B", "url": "{address}" }}],
          "events": [{{ "date": "2021", "headline": "One", "summary": "To [c](<{address}>).", "cites": ["b"], "media": [{media}] }}] }}"#
    );
    fs::write(&story, text).unwrap();
    let export = backstory(&["export", "--to", "markdown"], &story);
    assert_eq!(export.status.code(), Some(0), "{}", err(&export));
    assert_eq!(out(&export).matches("%5Bc%5D%28javascript:alert%281%29").count(), 4, "{}", out(&export));
    assert!(!out(&export).contains("[c](javascript"), "{}", out(&export));
}

#[test]
fn a_foreign_file_sends_no_control_characters_to_the_terminal() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("rows.tsv");
    for rows in ["Date\tHeadline\x1b[2J\n\x1b]0;x\x07 2021x\tOne\n2021\tTwo\u{9b}2J\n", "\x1b[2J\tx\u{9b}\n1\t2\n"] {
        fs::write(&file, rows).unwrap();
        let import = backstory(&["import", file.to_str().unwrap()], &folder.path().join("story"));
        let told = [out(&import), err(&import)].concat();
        assert!(told.contains('␛') && !told.contains(|c: char| c.is_control() && c != '\n'), "{told:?}");
    }
}

#[test]
fn every_command_takes_a_story_in_one_json_file() {
    let folder = Folder::started();
    let documents = documents();
    let written = backstory(&["verify", "--write", "--documents", &documents], &folder.path());
    assert_eq!(written.status.code(), Some(0), "{}", err(&written));
    let file = folder.path().join("story.json");
    fs::write(&file, backstory(&["export", "--format", "story"], &folder.path()).stdout).unwrap();
    let text = fs::read_to_string(&file).unwrap();

    let check = backstory(&["check", "--deny-warnings"], &file);
    assert_eq!((check.status.code(), err(&check)), (Some(0), ""));
    for command in [&["render"][..], &["export"], &["export", "--format", "story"]] {
        let (of_folder, of_file) = (backstory(command, &folder.path()), backstory(command, &file));
        assert!(of_file.status.success(), "{command:?}: {}", err(&of_file));
        assert_eq!(out(&of_file), out(&of_folder), "{command:?}");
    }
    let packed = |story: &Path| {
        let blob = folder.path().join("story.bks");
        assert!(backstory(&["pack", "--blob", &blob.display().to_string()], story).status.success());
        fs::read(blob).unwrap()
    };
    assert!(packed(&file) == packed(&folder.path()), "packed differently");

    let verify = backstory(&["verify", "--documents", &documents], &file);
    assert_eq!(verify.status.code(), Some(0), "{}", err(&verify));
    let refused = backstory(&["verify", "--write", "--documents", &documents], &file);
    assert!(refused.status.code() == Some(1) && err(&refused).contains("JSON"), "{}", err(&refused));
    assert_eq!(fs::read_to_string(&file).unwrap(), text);

    fs::write(&file, text.replace("2024-03-02\"", "2 March 2024\"")).unwrap();
    let wrong = backstory(&["check"], &file);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(err(&wrong).contains("error[bad-date]") && err(&wrong).contains("story.json:"), "{}", err(&wrong));
}

#[test]
fn structured_data_has_only_days_that_a_source_gives() {
    let folder = Folder::started();
    let data = |date: &str| {
        let path = folder.path().join("events.toml");
        let text = fs::read_to_string(&path).unwrap();
        let before = text.split("date = \"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        fs::write(&path, text.replacen(&format!("date = \"{before}\""), &format!("date = \"{date}\""), 1)).unwrap();
        let page = backstory(&["render"], &folder.path());
        assert_eq!(page.status.code(), Some(0), "{}", err(&page));
        let json = out(&page).split("application/ld+json\">").nth(1).unwrap().split("</script>").next().unwrap();
        let value: serde_json::Value = serde_json::from_str(json).unwrap();
        let events = value["@graph"][0]["about"].as_array().unwrap();
        let event = events.iter().find(|event| event["name"] == "The footbridge opens");
        event.map(|event| (event["startDate"].clone(), event["endDate"].clone()))
    };
    let day = |start: &str, end: Option<&str>| Some((serde_json::json!(start), serde_json::json!(end)));
    assert_eq!(data("1932-05-01"), day("1932-05-01", Some("1932-05-01")));
    assert_eq!(data("-0043-03-15"), day("-0043-03-15", Some("-0043-03-15")));
    assert_eq!(data("1932-05-01/.."), day("1932-05-01", None));
    for unknown in ["[..1932-05-01]", "../1932-05-01", "1932-05-01/", "1932", "1932-05-01~", "Y12345"] {
        assert_eq!(data(unknown), None, "{unknown}");
    }
}

#[test]
fn a_translation_begins_with_a_file_of_its_own_and_grows_in_it() {
    let folder = Folder::started();
    let story = folder.path();
    let file = story.join("translations/de.toml");
    let translate = |lang: &str| run(&["translate", story.to_str().unwrap(), lang]);
    let written = translate("de");
    assert!(written.status.success(), "{}", err(&written));
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains("[event.bridge-closed]\n# The council closes the footbridge\n# headline = \"\"\n"), "{text}");
    assert!(text.contains("[[question.how-long.account]]\n# Six weeks.\n# says = \"\"\n"), "{text}");

    fs::write(&file, text.replacen("# title = \"\"", "title = \"Der Steg von Elmford\"", 1)).unwrap();
    let check = backstory(&["check", "--lang", "de"], &story);
    assert!(check.status.success(), "{}", err(&check));
    assert!(out(&check).contains("de lacks headline of event `bridge-closed`\n"), "{}", out(&check));
    assert!(!out(&check).contains("lacks title of the story"), "{}", out(&check));
    assert!(err(&check).contains("warning[untranslated]: `de` lacks 39 of 40 texts"), "{}", err(&check));

    // Once there is a file, what it lacks is printed.
    let before = fs::read_to_string(&file).unwrap();
    let rest = translate("de");
    assert!(
        rest.status.success() && out(&rest).contains("# headline") && !out(&rest).contains("# title"),
        "{}",
        out(&rest)
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), before);

    for (lang, why) in
        [("en", "the story itself is in `en`"), ("Deutsch", "not a BCP 47 language tag"), ("../x", "not a BCP 47")]
    {
        let refused = translate(lang);
        assert!(refused.status.code() == Some(1) && err(&refused).contains(why), "{lang}: {}", err(&refused));
    }
    let none = backstory(&["check", "--lang", "fr"], &story);
    assert!(none.status.code() == Some(1) && err(&none).contains("no translation in `fr`"), "{}", err(&none));
}

#[test]
fn a_story_is_packed_and_rendered_in_each_language() {
    let folder = Folder::started();
    let story = folder.path();
    fs::create_dir(story.join("translations")).unwrap();
    fs::write(story.join("translations/de.toml"), "[story]\ntitle = \"Der Steg von Elmford\"\n").unwrap();
    let blob = folder.0.path().join("my.bks");
    assert!(backstory(&["pack", "--blob", blob.to_str().unwrap()], &story).status.success());
    let packed = |name: &str| backstory::model::unpack(&fs::read(folder.0.path().join(name)).unwrap()).unwrap();
    let langs = ["my.bks", "my.en.bks", "my.de.bks"].map(|name| (packed(name).lang, packed(name).languages.len()));
    assert_eq!(langs, [("en".to_owned(), 2), ("en".to_owned(), 2), ("de".to_owned(), 2)]);

    // Alone it has no switch: the others may be anywhere.
    let alone = folder.0.path().join("alone.bks");
    assert!(backstory(&["pack", "--lang", "de", "--blob", alone.to_str().unwrap()], &story).status.success());
    let alone = packed("alone.bks");
    assert_eq!((alone.title.as_str(), alone.languages.len()), ("Der Steg von Elmford", 0));

    let page = backstory(&["render", "--lang", "de"], &story);
    assert!(out(&page).contains("<html lang=\"de\">") && out(&page).contains("Quellen"), "{}", out(&page));
    // The interface of a language that nothing is translated into, around the texts in their own.
    let page = backstory(&["render", "--fragment", "--lang", "ar"], &story);
    assert!(page.status.success() && err(&page).contains("`ar` lacks 40 of 40 texts"), "{}", err(&page));
    assert!(out(&page).contains("lang=\"ar\" dir=\"rtl\"") && out(&page).contains("<span dir=\"auto\" lang=\"en\">"));
    let page = backstory(&["render", "--lang", "x"], &story);
    assert!(page.status.code() == Some(1) && err(&page).contains("bad-language"), "{}", err(&page));
}
