//! A server on the loopback address for one reader: files out of memory, and a stream of events.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::publish::File;

/// Limit of a request's head, in bytes.
const HEAD: u64 = 16_384;
/// Silence after which a stream of events sends a comment, so that a closed one is noticed.
const SILENCE: Duration = Duration::from_secs(10);

const SCRIPT: &str = include_str!("watch.js");
/// The page while no story can be shown.
const EMPTY: &str = include_str!("empty.html");
/// The page that shows the story, and the script that it gets.
const PAGE: &str = "index.html";
const SCRIPT_NAME: &str = "watch/watch.js";
const EVENTS: &str = "watch/events";

/// What is shown.
#[derive(Default)]
pub(super) struct Site {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    files: BTreeMap<String, Vec<u8>>,
    /// Number of stories shown so far.
    built: u64,
    /// What is wrong with the story as it is now.
    problems: String,
    /// Number of changes of either.
    changes: u64,
}

impl Site {
    /// Shows a story's files from now on.
    pub(super) fn show(&self, files: Vec<File>) {
        let mut state = self.state();
        state.files = files.into_iter().collect();
        if let Some(page) = state.files.get_mut(PAGE) {
            let script = format!("<script src=\"{SCRIPT_NAME}\" defer></script></head>");
            *page = String::from_utf8_lossy(page).replacen("</head>", &script, 1).into_bytes();
        }
        state.built += 1;
        state.problems.clear();
        self.change(state);
    }

    /// Reports problems of the story to the open pages; what they show stays.
    pub(super) fn report(&self, problems: String) {
        let mut state = self.state();
        state.problems = problems;
        self.change(state);
    }

    fn change(&self, mut state: MutexGuard<State>) {
        state.changes += 1;
        drop(state);
        self.changed.notify_all();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A file, with its type.
    fn file(&self, name: &str) -> Option<(&'static str, Vec<u8>)> {
        if name == SCRIPT_NAME {
            return Some((type_of(name), SCRIPT.into()));
        }
        let state = self.state();
        let empty = || (name == PAGE).then(|| EMPTY.into());
        Some((type_of(name), state.files.get(name).cloned().or_else(empty)?))
    }

    /// Writes every change into a stream until it is closed.
    fn stream(&self, mut stream: &TcpStream) -> std::io::Result<()> {
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\r\n")?;
        let mut sent = None;
        loop {
            let state = self.state();
            let waiting = self.changed.wait_timeout_while(state, SILENCE, |state| sent == Some(state.changes));
            let (state, _) = waiting.unwrap_or_else(PoisonError::into_inner);
            let message = if sent == Some(state.changes) {
                ":\n\n".to_owned()
            } else {
                sent = Some(state.changes);
                let data = serde_json::json!({ "built": state.built, "problems": state.problems });
                format!("data: {data}\n\n")
            };
            drop(state);
            stream.write_all(message.as_bytes())?;
        }
    }
}

/// A server that listens until the process ends.
pub(super) struct Server {
    port: u16,
}

impl Server {
    /// Listens on a port, or on a free one where that is taken.
    pub(super) fn start(port: u16, site: &Arc<Site>) -> std::io::Result<Self> {
        let listener =
            TcpListener::bind((Ipv4Addr::LOCALHOST, port)).or_else(|_| TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))?;
        let port = listener.local_addr()?.port();
        let site = Arc::clone(site);
        std::thread::Builder::new().spawn(move || {
            for stream in listener.incoming().flatten() {
                let site = Arc::clone(&site);
                // A browser that has gone away is no failure.
                let answering = move || drop(answer(&stream, port, &site));
                let _ = std::thread::Builder::new().spawn(answering);
            }
        })?;
        Ok(Self { port })
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }
}

fn answer(stream: &TcpStream, port: u16, site: &Site) -> std::io::Result<()> {
    stream.set_read_timeout(Some(SILENCE))?;
    let mut lines = BufReader::new(stream.take(HEAD)).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    let mut host = String::new();
    for line in lines {
        let line = line?;
        if line.is_empty() {
            break;
        }
        if let Some((_, value)) = line.split_once(':').filter(|(name, _)| name.eq_ignore_ascii_case("host")) {
            value.trim().clone_into(&mut host);
        }
    }
    // Another name for this computer may be somebody's who reads what the page gets (DNS rebinding).
    if ![format!("127.0.0.1:{port}"), format!("localhost:{port}")].contains(&host) {
        return send(stream, "403 Forbidden", "text/plain", b"Open the address that `backstory watch` has printed.");
    }
    let path = first.strip_prefix("GET /").and_then(|rest| rest.split([' ', '?']).next());
    let Some(path) = path else { return send(stream, "405 Method Not Allowed", "text/plain", b"GET only") };
    if path == EVENTS {
        return site.stream(stream);
    }
    match site.file(if path.is_empty() { PAGE } else { path }) {
        Some((kind, bytes)) => send(stream, "200 OK", kind, &bytes),
        None => send(stream, "404 Not Found", "text/plain", b"There is no such file."),
    }
}

fn send(mut stream: &TcpStream, status: &str, kind: &str, bytes: &[u8]) -> std::io::Result<()> {
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-store\r\n\
         X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
        bytes.len()
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(bytes)
}

fn type_of(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "wasm" => "application/wasm",
        "png" => "image/png",
        _ => "application/octet-stream",
    }
}
