//! `backstory watch`, as an editor's browser meets it.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::built;

/// The command while it watches; dropping it ends it.
struct Watching {
    child: Child,
    port: u16,
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Watching {
    fn start(at: &Path, arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_backstory"));
        command.args(["watch", "--port", "0"]).args(arguments).current_dir(at);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut first = String::new();
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        lines.read_line(&mut first).unwrap();
        // What is printed later must find a reader.
        std::thread::spawn(move || std::io::copy(&mut lines, &mut std::io::sink()));
        let port = first.split_once("127.0.0.1:").unwrap().1.split('/').next().unwrap().parse().unwrap();
        Self { child, port }
    }

    fn request(&self, path: &str, host: &str) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n").unwrap();
        stream
    }

    /// The whole answer to a path.
    fn get(&self, path: &str) -> String {
        let mut answer = Vec::new();
        self.request(path, &format!("127.0.0.1:{}", self.port)).read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// What the page hears.
    fn events(&self) -> Events {
        Events(BufReader::new(self.request("/watch/events", &format!("localhost:{}", self.port))))
    }
}

struct Events(BufReader<TcpStream>);

impl Events {
    /// The next message that `wanted` takes.
    fn next(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            let mut line = String::new();
            assert!(self.0.read_line(&mut line).unwrap() > 0, "the stream has ended");
            let data = line.strip_prefix("data: ").map(|data| serde_json::from_str(data).unwrap());
            if let Some(data) = data.filter(&wanted) {
                return data;
            }
        }
    }
}

fn edit(at: &Path, change: impl Fn(&str) -> String) {
    let path = at.join("story/story.toml");
    fs::write(&path, change(&fs::read_to_string(&path).unwrap())).unwrap();
}

#[test]
fn a_change_is_shown_and_an_error_leaves_what_was_shown() {
    let folder = built::prepared();
    let at = folder.path();
    let watching = Watching::start(at, &["story", "site"]);
    let mut events = watching.events();
    let first = events.next(|it| it["built"] == 1);
    assert_eq!(first["problems"], "");
    let page = watching.get("/");
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("The footbridge at Elmford"), "{page}");
    assert!(page.contains("<script src=\"watch/watch.js\" defer>"), "{page}");
    assert!(watching.get("/watch/watch.js").contains("EventSource"));
    assert!(watching.get("/backstory.js?x").contains("Content-Type: text/javascript"));
    assert!(at.join("site/story.html").is_file(), "the folder is not written");

    edit(at, |text| text.replace("title = \"", "title = \"Corrected: "));
    events.next(|it| it["built"] == 2);
    assert!(watching.get("/index.html").contains("Corrected: The footbridge"));
    assert!(fs::read_to_string(at.join("site/story.html")).unwrap().contains("Corrected: "));
    assert!(!fs::read_to_string(at.join("site/index.html")).unwrap().contains("watch.js"));

    edit(at, |text| format!("{text}\ncolour = 3\n"));
    let broken = events.next(|it| it["problems"] != "");
    assert_eq!(broken["built"], 2);
    let problems = broken["problems"].as_str().unwrap();
    assert!(problems.contains("error") && problems.contains("colour") && problems.contains("story.toml"), "{problems}");
    assert!(!problems.contains('\u{1b}'), "colours of a terminal: {problems}");
    assert!(watching.get("/").contains("Corrected: "), "the last good story has gone");

    edit(at, |text| text.replace("\ncolour = 3\n", ""));
    assert_eq!(events.next(|it| it["built"] == 3)["problems"], "");
}

#[test]
fn a_story_that_is_broken_from_the_beginning_is_told_in_the_page() {
    let folder = built::prepared();
    let at = folder.path();
    fs::write(at.join("draft.json"), "{ \"id\": \"x\" ").unwrap();
    let watching = Watching::start(at, &["draft.json"]);
    let mut events = watching.events();
    assert_eq!(events.next(|it| it["problems"] != "")["built"], 0);
    assert!(watching.get("/").contains("cannot be shown yet"));
    let story = r#"{ "lang": "en", "title": "The dam", "events": [{ "date": "1932", "headline": "It opens" }] }"#;
    fs::write(at.join("draft.json"), story).unwrap();
    events.next(|it| it["built"] == 1);
    assert!(watching.get("/").contains("The dam"));
}

#[test]
fn nobody_else_is_answered() {
    let folder = built::prepared();
    let watching = Watching::start(folder.path(), &["story"]);
    watching.events().next(|it| it["built"] == 1);
    // A page elsewhere whose name leads to this computer.
    let mut answer = String::new();
    watching.request("/", "rebound.example").read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 403"), "{answer}");
    for path in ["/../story/story.toml", "/%2e%2e/story/story.toml", "/story/story.toml", "//etc/passwd"] {
        assert!(watching.get(path).starts_with("HTTP/1.1 404"), "{path}");
    }
    assert!(TcpStream::connect(("127.0.0.2", watching.port)).is_err(), "it listens elsewhere");
    let failed = Command::new(env!("CARGO_BIN_EXE_backstory"))
        .args(["watch", "story", "--from", "nowhere"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(failed.status.code() == Some(1) && String::from_utf8_lossy(&failed.stderr).contains("--from"));
}
