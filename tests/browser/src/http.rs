//! As much of HTTP/1.1 as a browser under test needs: GET without a body, a thread and an end for each connection.
//! Browsers open connections ahead of need and leave them silent; a server with a fixed pool of threads starves on them.

use anyhow::Result;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

/// The longest head that is read, in bytes.
const HEAD: u64 = 64 << 10;
/// Limit of a connection's silence.
const READ_TIMEOUT: Duration = Duration::from_secs(30);

/// A browser's request.
pub struct Request {
    /// Path and query.
    pub path: String,
    pub referer: Option<String>,
    /// Whether no cache may answer: `Cache-Control: no-cache`, which `cache: "reload"` sends.
    pub is_reload: bool,
}

/// The answer to a request.
pub struct Response {
    pub status: u16,
    /// Value of the header `Content-Type`.
    pub kind: &'static str,
    /// Headers besides it.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

/// A server on 127.0.0.1; dropping it ends it.
pub struct Http {
    pub port: u16,
    is_over: Arc<AtomicBool>,
    accepting: Option<JoinHandle<()>>,
}

impl Http {
    /// Takes a free port.
    ///
    /// # Errors
    /// When none can be had.
    pub fn bind() -> Result<TcpListener> {
        Ok(TcpListener::bind("127.0.0.1:0")?)
    }

    /// Answers every request to `listener`.
    ///
    /// # Errors
    /// When the listener has no address.
    pub fn serve(listener: TcpListener, answer: impl Fn(Request) -> Response + Send + Sync + 'static) -> Result<Self> {
        let port = listener.local_addr()?.port();
        let is_over = Arc::new(AtomicBool::new(false));
        let (ends, answer) = (Arc::clone(&is_over), Arc::new(answer));
        let accepting = std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if ends.load(Ordering::Acquire) {
                    return;
                }
                let answer = Arc::clone(&answer);
                // The browser may have closed the connection.
                std::thread::spawn(move || converse(stream, &*answer).unwrap_or_default());
            }
        });
        Ok(Self { port, is_over, accepting: Some(accepting) })
    }
}

impl Drop for Http {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Release);
        // Wake the accept loop, which then sees the flag.
        let _ = TcpStream::connect(("127.0.0.1", self.port));
        if let Some(accepting) = self.accepting.take() {
            let _ = accepting.join();
        }
    }
}

/// Reads one request and answers it.
fn converse(mut stream: TcpStream, answer: &impl Fn(Request) -> Response) -> std::io::Result<()> {
    stream.set_read_timeout(Some(READ_TIMEOUT))?;
    let mut lines = BufReader::new(stream.try_clone()?.take(HEAD)).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    let Some(path) = first.strip_prefix("GET ").and_then(|rest| rest.split(' ').next()) else { return Ok(()) };
    let mut request = Request { path: path.to_owned(), referer: None, is_reload: false };
    for line in lines {
        let line = line?;
        match line.split_once(": ") {
            Some((name, value)) if name.eq_ignore_ascii_case("referer") => request.referer = Some(value.to_owned()),
            Some((name, value)) if name.eq_ignore_ascii_case("cache-control") => {
                request.is_reload = value == "no-cache";
            }
            Some(_) => {}
            None => break,
        }
    }
    let Response { status, kind, headers, body } = answer(request);
    // Browsers read the number of the status only, so it has no reason phrase.
    let mut head = format!(
        "HTTP/1.1 {status} -\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n",
        body.len()
    );
    if !headers.iter().any(|(name, _)| name == "Cache-Control") {
        head.push_str("Cache-Control: no-store\r\n");
    }
    for (name, value) in headers {
        head.extend([&name, ": ", &value, "\r\n"]);
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes())?;
    stream.write_all(&body)
}
