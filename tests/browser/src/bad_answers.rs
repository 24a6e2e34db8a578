//! A second server, whose answers have no good end.
//!
//! | path | what it is |
//! |---|---|
//! | `/endless…` | bytes without end, of no stated length |
//! | `/enormous…` | the first bytes of a stated 1 TiB, and then nothing while the connection stays open |
//! | all others | the first bytes of 100,000, after which the connection is closed |

use anyhow::Result;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};

/// Serves until the process ends; returns the port on 127.0.0.1.
///
/// # Errors
/// When no port can be had.
pub fn serve() -> Result<u16> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let port = listener.local_addr()?.port();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // The browser may close the connection at any point.
            std::thread::spawn(move || answer(stream).unwrap_or_default());
        }
    });
    Ok(port)
}

fn answer(mut stream: TcpStream) -> std::io::Result<()> {
    let mut request = [0; 4096];
    let read = stream.read(&mut request)?;
    let request = request.get(..read).unwrap_or_default();
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nAccess-Control-Allow-Origin: *\r\n";
    if request.starts_with(b"GET /endless") {
        write!(stream, "{head}\r\n")?;
        loop {
            stream.write_all(&[1; 1 << 14])?;
        }
    }
    if request.starts_with(b"GET /enormous") {
        write!(stream, "{head}Content-Length: {}\r\n\r\nThe first bytes", 1_u64 << 40)?;
        // The browser ends the connection.
        return stream.read(&mut [0]).map(|_| ());
    }
    write!(stream, "{head}Content-Length: 100000\r\n\r\nThe first bytes")
}
