//! `backstory annotate`, case by case. Each folder of `tests/annotate` holds `input.html` and `expected.html`; the story is
//! the starter with `tests/annotate/glossary.toml`. The browser half of the same table is a scenario of tests/browser. Add
//! a folder to add a case; run with `UPDATE_EXPECTED=1` to write what comes out now, then read the difference.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The starter story with the cases' glossary, in a folder of the test's own.
struct Story(TempDir);

impl Story {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        for file in fs::read_dir(root().join("src/cli/starter")).unwrap() {
            let file = file.unwrap();
            fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
        }
        fs::copy(root().join("tests/annotate/glossary.toml"), folder.path().join("glossary.toml")).unwrap();
        Self(folder)
    }

    fn annotate(&self, article: &Path, more: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_backstory"));
        command.arg("annotate").arg(article).arg("--story").arg(self.0.path()).args(more).output().unwrap()
    }
}

fn cases() -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join("tests/annotate")).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.is_dir()).collect()
}

fn messages(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn each_article_is_linked_as_expected() {
    let story = Story::new();
    let mut differing = Vec::new();
    for case in cases() {
        let output = story.annotate(&case.join("input.html"), &[]);
        assert!(output.status.success(), "{}: {}", case.display(), messages(&output));
        let expected = case.join("expected.html");
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&expected, &output.stdout).unwrap();
        } else if fs::read(&expected).unwrap_or_default() != output.stdout {
            differing.push(format!("== {} ==\n{}", case.display(), String::from_utf8_lossy(&output.stdout)));
        }
    }
    assert!(cases().len() > 10, "the cases are where they should be");
    assert!(differing.is_empty(), "linked otherwise than expected:\n{}", differing.join("\n"));
}

#[test]
fn nothing_but_links_is_added_and_a_second_time_changes_nothing() {
    let story = Story::new();
    for case in cases() {
        let (input, expected) = (case.join("input.html"), case.join("expected.html"));
        let linked = fs::read_to_string(&expected).unwrap();
        assert_eq!(without_links(&linked), without_links(&fs::read_to_string(input).unwrap()), "{}", case.display());
        let again = story.annotate(&expected, &[]);
        assert_eq!(String::from_utf8(again.stdout).unwrap(), linked, "{}", case.display());
    }
}

/// A file without the links that the command writes.
fn without_links(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, link)) = rest.split_once("<a href=\"#backstory-") {
        let (_, link) = link.split_once("\">").unwrap();
        let (words, after) = link.split_once("</a>").unwrap();
        out.push_str(before);
        out.push_str(words);
        rest = after;
    }
    out + rest
}

#[test]
fn what_is_wrong_is_said_and_nothing_is_written() {
    let story = Story::new();
    let article = story.0.path().join("article.html");
    let out = story.0.path().join("out.html");
    let to = ["--out", out.to_str().unwrap()];

    let missing = story.annotate(&article, &to);
    assert_eq!(missing.status.code(), Some(1));
    assert!(messages(&missing).contains("cannot be read"), "{}", messages(&missing));

    fs::write(&article, "<p>Tokayev</p>").unwrap();
    let rootless = story.annotate(&article, &to);
    assert_eq!(rootless.status.code(), Some(1));
    assert!(messages(&rootless).contains("--selector"), "{}", messages(&rootless));

    let selector = story.annotate(&article, &["--selector", "p[", "--out", out.to_str().unwrap()]);
    assert_eq!(selector.status.code(), Some(2));

    fs::write(&article, b"<article>\xff</article>").unwrap();
    let encoding = story.annotate(&article, &to);
    assert_eq!(encoding.status.code(), Some(1));
    assert!(messages(&encoding).contains("UTF-8"), "{}", messages(&encoding));
    assert!(!out.exists());

    fs::write(&article, "<p>Tokayev and the KNB.</p>").unwrap();
    let capped = story.annotate(&article, &["--selector", "p", "--cap", "1", "--out", out.to_str().unwrap()]);
    assert!(capped.status.success() && capped.stdout.is_empty());
    assert!(messages(&capped).starts_with("note:") && messages(&capped).contains("1 link in"), "{}", messages(&capped));
    let linked = "<p><a href=\"#backstory-tokayev\" data-backstory-term=\"tokayev\">Tokayev</a> and the KNB.</p>";
    assert_eq!(fs::read_to_string(&out).unwrap(), linked);
}

/// Work of the square of the depth would take seconds.
#[test]
fn an_article_may_nest_as_deep_as_it_likes() {
    let story = Story::new();
    let article = story.0.path().join("deep.html");
    let deep = 20_000;
    let html = ["<article>", &"<div>".repeat(deep), "Tokayev", &"</div>".repeat(deep), "</article>"].concat();
    fs::write(&article, &html).unwrap();
    let output = story.annotate(&article, &[]);
    assert!(output.status.success(), "{}", messages(&output));
    let linked = String::from_utf8(output.stdout).unwrap();
    assert!(linked.contains("\">Tokayev</a>"), "nothing is linked");
    assert_eq!(without_links(&linked), html);
}
