//! The test server: the built embed, the scenarios' pages, the embed as a broken host would serve it, and a record of
//! every request.
//!
//! | path | what it is |
//! |---|---|
//! | `/dist/…` | the built embed, as a well-kept host serves it |
//! | `/pages/NAME/…` | `tests/pages/NAME/…`, with the lines of its file `headers` |
//! | `/hosts/NAME/…` | `tests/hosts/NAME/…`, likewise |
//! | `/broken/HOW/…` | the built embed with a broken engine: see [`Breakage`] |
//! | `/broken/FILE-HOW/…` | the same with another file broken: `compiler`, `article` (a part of the script) or `frame` (its script) |
//! | `/made/NAME` | the bytes given to [`Server::publish`], for every origin; scripts may be cached |
//! | `/npm/…` | the packages beside which the embed is measured, where [`Folders`] has them |
//! | `/examples/…` | the built embed with the bundled examples in its folder `examples/` |
//! | `/aged/…` | the built embed behind a cache that holds another engine under this one's name, until it is passed by |
//! | `/newer/…` | the built embed as another version, with a higher number |
//! | `/manual/…` | the built embed, its pages loading nothing until `load()` is called |
//! | `/packed/…` | the other paths, compressed by brotli as a well-kept host serves files |
//! | `/elsewhere/…` | a redirection to the built embed on another origin |
//! | `/slow/…` | the built embed, each file after a while |
//!
//! In pages and headers `{origin}` stands for the server's origin, `{other}` for a second origin that leads to the same
//! server, and `{cut}` for one whose answers have no good end ([`bad_answers`]).

use crate::bad_answers;
use crate::http::{self, Http, Response};
use crate::scenario::{COLLECTOR, UNWATCHED};
use anyhow::Result;
use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// One request in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Path and query.
    pub path: String,
    /// Value of the header `Referer`.
    pub referer: Option<String>,
    /// The HTTP status it was answered with.
    pub status: u16,
}

/// A server on 127.0.0.1; dropping it ends it.
pub struct Server {
    site: Arc<Site>,
    _http: Http,
}

/// Folders of the served files.
#[derive(Clone)]
pub struct Folders {
    /// The built embed.
    pub dist: PathBuf,
    /// The scenarios' pages.
    pub pages: PathBuf,
    /// The hostile hosts.
    pub hosts: PathBuf,
    /// The bundled examples, where `dist` holds those that need no bundler.
    pub examples: Option<PathBuf>,
    /// A `node_modules`.
    pub packages: Option<PathBuf>,
}

/// The served content and the log.
struct Site {
    folders: Folders,
    made: Mutex<HashMap<String, Vec<u8>>>,
    /// Compressed bodies of `/packed/`, by their path.
    packed: Mutex<HashMap<String, Vec<u8>>>,
    port: u16,
    /// Port whose answers have no good end.
    cut: u16,
    requests: Mutex<Vec<Request>>,
}

/// How `/broken/HOW/` breaks the wasm; everything else there is whole.
#[derive(Clone, Copy)]
enum Breakage {
    /// `mime`: served as `application/octet-stream`.
    Mime,
    /// `missing`: 404 with an HTML page.
    Missing,
    /// `page`: a web page with status 200, as servers of single-page apps answer unknown paths.
    Page,
    /// `truncated`: cut in half.
    Truncated,
    /// `altered`: one byte is another, so that its integrity does not hold.
    Altered,
    /// `no-cors`: nothing there may be read from another origin.
    NoCors,
    /// `hangs`: not answered for as long as a scenario lasts.
    Hangs,
}

/// The version in the scripts of `/newer/`: later than every other of this major one.
pub const NEWER: &str = concat!(env!("CARGO_PKG_VERSION_MAJOR"), ".1000.0");

/// Delay of `/slow/`.
const SLOW: Duration = Duration::from_millis(700);

/// Delay of a file that hangs: longer than any scenario.
const HANG: Duration = Duration::from_mins(5);

impl Server {
    /// Starts serving on a free port.
    ///
    /// # Errors
    /// When no port can be had.
    pub fn start(folders: &Folders) -> Result<Self> {
        let listener = Http::bind()?;
        let port = listener.local_addr()?.port();
        let cut = bad_answers::serve()?;
        let (folders, made, requests) = (folders.clone(), Mutex::default(), Mutex::default());
        let packed = Mutex::default();
        let site = Arc::new(Site { folders, made, packed, port, cut, requests });
        let http = Http::serve(listener, {
            let site = Arc::clone(&site);
            move |request| site.serve(request)
        })?;
        Ok(Self { site, _http: http })
    }

    /// `http://127.0.0.1:PORT`.
    pub fn origin(&self) -> String {
        self.site.origin()
    }

    /// The origin whose answers have no good end.
    pub fn cut(&self) -> String {
        self.site.cut()
    }

    /// Serves these bytes under `/made/NAME` from now on.
    pub fn publish(&self, name: &str, bytes: Vec<u8>) {
        self.site.made.lock().unwrap_or_else(PoisonError::into_inner).insert(name.into(), bytes);
    }

    /// Body of the answer to a path, without a request.
    pub fn body(&self, path: &str) -> Vec<u8> {
        self.site.answer(path).body
    }

    /// Takes the requests since the last call, in the order of their answers.
    pub fn take_requests(&self) -> Vec<Request> {
        std::mem::take(&mut self.site.requests.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Site {
    fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    fn cut(&self) -> String {
        format!("http://127.0.0.1:{}", self.cut)
    }

    fn serve(&self, http::Request { path, referer, is_reload }: http::Request) -> Response {
        let response = match path.strip_prefix("/aged/") {
            Some(rest) if is_reload => self.answer(&format!("/dist/{rest}")),
            Some(rest) => self.answer(&format!("/broken/altered/{rest}")).kept(),
            None => self.answer(&path),
        };
        let request = Request { path, referer, status: response.status };
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).push(request);
        response
    }

    fn answer(&self, url: &str) -> Response {
        let path = url.split(['?', '#']).next().unwrap_or_default();
        let steps: Vec<&str> = path.trim_start_matches('/').splitn(3, '/').collect();
        match *steps.as_slice() {
            ["__harness", "collector.js"] => Response::new("text/javascript", COLLECTOR.into()),
            // Browsers ask for it by themselves.
            ["favicon.ico"] => Response { status: 204, ..Response::new("image/x-icon", Vec::new()) },
            ["dist", ..] => {
                let rest = path.trim_start_matches("/dist/");
                self.file(&self.folders.dist, rest, &[]).published()
            }
            ["examples", ..] => {
                let rest = path.trim_start_matches("/examples/");
                let bundled =
                    self.folders.examples.as_ref().filter(|folder| plain(rest) && folder.join(rest).is_file());
                self.file(bundled.unwrap_or(&self.folders.dist), rest, &[])
            }
            ["packed", ..] => self.packed(path.trim_start_matches("/packed")),
            ["elsewhere", ..] => {
                let mut answer = Response { status: 302, ..Response::new("text/plain", Vec::new()) }.published();
                let other = self.fill(&format!("{{other}}/dist/{}", path.trim_start_matches("/elsewhere/")));
                answer.headers.push(("Location".into(), other));
                answer
            }
            ["slow", ..] => {
                std::thread::sleep(SLOW);
                self.file(&self.folders.dist, path.trim_start_matches("/slow/"), &[]).published()
            }
            ["manual", ..] => {
                let mut answer = self.file(&self.folders.dist, path.trim_start_matches("/manual/"), &[]);
                if kind_of(path).starts_with("text/html") {
                    let page = String::from_utf8_lossy(&answer.body);
                    // A page that calls for the engine itself does not have it requested early.
                    let lines = page.lines().filter(|line| !line.trim_start().starts_with("<link rel=\"preload\""));
                    let page = lines.collect::<Vec<_>>().join("\n");
                    answer.body = page.replace("<back-story ", "<back-story loading=\"manual\" ").into_bytes();
                }
                answer.published()
            }
            ["newer", ..] => {
                let mut answer = self.file(&self.folders.dist, path.trim_start_matches("/newer/"), &[]);
                let own = concat!("\"", env!("CARGO_PKG_VERSION"), "\"");
                if kind_of(path).starts_with("text/javascript") {
                    let script = String::from_utf8_lossy(&answer.body).replace(own, &format!("\"{NEWER}\""));
                    answer.body = script.into_bytes();
                }
                answer.published()
            }
            ["pages" | "hosts", name, rest] => {
                let folder =
                    if path.starts_with("/hosts") { &self.folders.hosts } else { &self.folders.pages }.join(name);
                let headers = if plain(name) { self.headers(&folder) } else { Vec::new() };
                self.file(&folder, rest, &headers)
            }
            ["made", ..] => self.made(path.trim_start_matches("/made/")),
            ["npm", ..] => match &self.folders.packages {
                Some(folder) => self.file(folder, path.trim_start_matches("/npm/"), &[]),
                None => Response::missing(),
            },
            ["broken", how, rest] => {
                let (which, how) = how.rsplit_once('-').filter(|_| how != "no-cors").unwrap_or(("", how));
                let is_meant = match which {
                    "compiler" => rest.ends_with("_compile_bg.wasm"),
                    "article" => rest.ends_with("_article.js"),
                    "frame" => rest == "embed.js",
                    _ => rest.ends_with("_bg.wasm") && !rest.ends_with("_compile_bg.wasm"),
                };
                let whole = self.file(&self.folders.dist, rest, &[]);
                Breakage::named(how).map_or_else(Response::missing, |it| it.break_it(whole, is_meant))
            }
            _ => Response::missing(),
        }
    }

    /// The bytes that were given for a name.
    fn made(&self, name: &str) -> Response {
        match self.made.lock().unwrap_or_else(PoisonError::into_inner).get(name) {
            Some(bytes) if kind_of(name).starts_with("text/javascript") => {
                Response::new(kind_of(name), bytes.clone()).kept()
            }
            Some(bytes) => Response::new(kind_of(name), bytes.clone()).published(),
            None => Response::missing(),
        }
    }

    /// What is at a path, compressed.
    fn packed(&self, path: &str) -> Response {
        let mut answer = self.answer(path);
        let mut packed = self.packed.lock().unwrap_or_else(PoisonError::into_inner);
        let body = packed.entry(path.to_owned()).or_insert_with(|| brotli_of(&answer.body).unwrap_or_default());
        if answer.status == 200 && !body.is_empty() {
            answer.headers.push(("Content-Encoding".into(), "br".into()));
            answer.body.clone_from(body);
        }
        answer
    }

    /// The lines `Name: value` of a folder's file `headers`.
    fn headers(&self, folder: &Path) -> Vec<(String, String)> {
        let text = std::fs::read_to_string(folder.join("headers")).unwrap_or_default();
        let lines = text.lines().filter_map(|line| line.split_once(": "));
        lines.map(|(name, value)| (name.to_owned(), self.fill(value.trim()))).collect()
    }

    fn file(&self, folder: &Path, rest: &str, headers: &[(String, String)]) -> Response {
        let rest = if rest.is_empty() { "index.html" } else { rest };
        if !plain(rest) {
            return Response::missing();
        }
        let Ok(body) = std::fs::read(folder.join(rest)) else { return Response::missing() };
        let kind = kind_of(rest);
        let mut answer = Response { headers: headers.to_vec(), ..Response::new(kind, body) };
        if kind.starts_with("text/html") {
            answer.body = self.page(&String::from_utf8_lossy(&answer.body)).into_bytes();
            let (allowed, kept) = answer.headers.into_iter().partition(|(name, _)| name == "X-Harness-Allow");
            answer.headers = kept;
            answer.headers.push(self.reporting_policy(&allowed));
        }
        answer
    }

    /// A policy that forbids nothing and reports each address outside our origin, and those the page's folder allows.
    fn reporting_policy(&self, allowed: &[(String, String)]) -> (String, String) {
        let allowed: Vec<&str> = allowed.iter().map(|(_, origin)| origin.as_str()).collect();
        let (origin, cut, allowed) = (self.origin(), self.cut(), allowed.join(" "));
        let sources = format!("{origin} {cut} data: blob: 'unsafe-inline' 'unsafe-eval' {allowed}");
        ("Content-Security-Policy-Report-Only".into(), format!("default-src {}", sources.trim_end()))
    }

    /// Puts the collector first into the head and fills in the origins.
    fn page(&self, text: &str) -> String {
        let text = self.fill(text);
        if text.contains(UNWATCHED) {
            return text;
        }
        let script = "<script src=\"/__harness/collector.js\"></script>";
        let open = ["<head>", "<html>"].into_iter().find_map(|tag| text.find(tag).map(|at| at + tag.len()));
        let at = open.or_else(|| Some(text.find("<head ")? + text.get(text.find("<head ")?..)?.find('>')? + 1));
        let doctype = || text.find('>').map_or(0, |end| if text.starts_with("<!") { end + 1 } else { 0 });
        let (before, after) = text.split_at(at.unwrap_or_else(doctype));
        format!("{before}{script}{after}")
    }

    fn fill(&self, text: &str) -> String {
        let other = format!("http://localhost:{}", self.port);
        text.replace("{origin}", &self.origin()).replace("{other}", &other).replace("{cut}", &self.cut())
    }
}

/// Bytes after brotli at quality 11, as a host compresses files beforehand.
///
/// # Errors
/// When they cannot be compressed.
pub fn brotli_of(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut compressed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters)?;
    Ok(compressed)
}

impl Response {
    fn new(kind: &'static str, body: Vec<u8>) -> Self {
        Self { status: 200, kind, body, headers: Vec::new() }
    }

    fn missing() -> Self {
        let body = "<!doctype html><title>Not found</title><p>Not found";
        Self { status: 404, ..Self::new("text/html; charset=utf-8", body.into()) }
    }

    /// With leave to caches to keep it for longer than a scenario lasts.
    fn kept(mut self) -> Self {
        self.headers.push(("Cache-Control".into(), "public, max-age=600".into()));
        self
    }

    /// With the headers that docs/hosting.md asks of a host: readable from every origin.
    fn published(mut self) -> Self {
        self.headers.push(("Access-Control-Allow-Origin".into(), "*".into()));
        self.headers.push(("Cross-Origin-Resource-Policy".into(), "cross-origin".into()));
        self
    }
}

impl Breakage {
    fn named(how: &str) -> Option<Self> {
        Some(match how {
            "mime" => Self::Mime,
            "missing" => Self::Missing,
            "page" => Self::Page,
            "truncated" => Self::Truncated,
            "altered" => Self::Altered,
            "no-cors" => Self::NoCors,
            "hangs" => Self::Hangs,
            _ => return None,
        })
    }

    fn break_it(self, mut whole: Response, is_meant: bool) -> Response {
        if matches!(self, Self::NoCors) {
            return whole;
        }
        if !is_meant {
            return whole.published();
        }
        match self {
            Self::Mime => whole.kind = "application/octet-stream",
            Self::Missing => whole = Response::missing(),
            Self::Page => whole = Response { status: 200, ..Response::missing() },
            Self::Truncated => whole.body.truncate(whole.body.len() / 2),
            Self::Altered => {
                if let Some(byte) = whole.body.last_mut() {
                    *byte ^= 1;
                }
            }
            Self::Hangs => std::thread::sleep(HANG),
            Self::NoCors => {}
        }
        whole.published()
    }
}

/// A path without the hash of the content in a file's name: `backstory.0123456789ab_bg.wasm` is `backstory_bg.wasm`.
pub fn unhashed(path: &str) -> String {
    let is_hash = |part: &&str| part.len() > 12 && part.bytes().take(12).all(|byte| byte.is_ascii_hexdigit());
    let (before, after) = path.split_once("backstory.").unwrap_or((path, ""));
    match Some(after).filter(is_hash) {
        Some(after) => [before, "backstory", after.get(12..).unwrap_or_default()].concat(),
        None => path.to_owned(),
    }
}

/// Whether a path stays inside the folder it is looked up in.
fn plain(path: &str) -> bool {
    Path::new(path).components().all(|step| matches!(step, Component::Normal(_)))
}

fn kind_of(name: &str) -> &'static str {
    match Path::new(name).extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::{Folders, Server, Site};
    use std::io::{Read as _, Write as _};
    use std::net::TcpStream;
    use std::sync::Mutex;
    use std::time::Duration;

    fn site() -> Site {
        let folders = Folders {
            dist: "/nowhere".into(),
            pages: "/nowhere".into(),
            hosts: "/nowhere".into(),
            examples: None,
            packages: Some("/nowhere".into()),
        };
        Site { folders, made: Mutex::default(), port: 7, cut: 8, packed: Mutex::default(), requests: Mutex::default() }
    }

    #[test]
    fn an_answer_asks_to_end_its_connection() {
        let server = Server::start(&site().folders).unwrap();
        server.publish("words.json", b"[1]".into());
        let mut connection = TcpStream::connect(("127.0.0.1", server.site.port)).unwrap();
        connection.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
        connection.write_all(b"GET /made/words.json HTTP/1.1\r\nHost: here\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        while !answer.ends_with(b"\r\n\r\n[1]") {
            let mut byte = [0];
            connection.read_exact(&mut byte).unwrap();
            answer.extend(byte);
        }
        let answer = String::from_utf8(answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200 ") && answer.contains("\r\nConnection: close\r\n"), "{answer}");
    }

    #[test]
    fn the_collector_comes_first() {
        for (page, before) in [
            ("<!doctype html><html><head><title>x</title>", "<!doctype html><html><head>"),
            ("<!doctype html><head lang=en><title>x</title>", "<!doctype html><head lang=en>"),
            ("<!doctype html>\n<title>x</title><header>", "<!doctype html>"),
            ("<p>x", ""),
        ] {
            let served = site().page(page);
            assert!(served.starts_with(&format!("{before}<script src=\"/__harness")), "{served}");
        }
    }

    #[test]
    fn a_path_cannot_leave_its_folder() {
        for path in [
            "/dist/../Cargo.toml",
            "/pages/../xtask/Cargo.toml",
            "/pages/a/../../x",
            "/dist//etc/passwd",
            "/npm/../x",
            "/npm//etc/passwd",
            "/made/../x",
            "/",
        ] {
            assert_eq!(site().answer(path).status, 404, "{path}");
        }
    }

    #[test]
    fn origins_are_filled_in() {
        let filled = "http://127.0.0.1:7 http://localhost:7 http://127.0.0.1:8";
        assert_eq!(site().fill("{origin} {other} {cut}"), filled);
    }
}
