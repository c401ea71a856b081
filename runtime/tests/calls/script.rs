//! A server on loopback that answers each request by a script of bytes, pauses and broken connections.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// One step of an answer.
#[derive(Clone, Debug)]
pub enum Step {
    /// Sends bytes.
    Send(Vec<u8>),
    /// Sends a piece again and again until the other side leaves.
    Forever(Vec<u8>),
    /// Says nothing until the other side leaves.
    Hang,
    /// Ends the connection.
    Close,
    /// Ends the connection with a reset.
    Reset,
}

pub fn send(text: impl AsRef<[u8]>) -> Step {
    Step::Send(text.as_ref().to_vec())
}

/// A complete response.
pub fn response(status: u16, headers: &str, body: impl AsRef<[u8]>) -> Vec<Step> {
    let body = body.as_ref();
    let head = format!("HTTP/1.1 {status} X\r\ncontent-length: {}\r\n{headers}\r\n", body.len());
    vec![send(head), send(body)]
}

pub fn json(body: &str) -> Vec<Step> {
    response(200, "content-type: application/json\r\n", body)
}

/// The server: requests it has seen, head and body, as text.
#[derive(Clone)]
pub struct Script {
    pub url: String,
    answers: Arc<Mutex<VecDeque<Vec<Step>>>>,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Script {
    /// Answers requests with these scripts in turn; the last one goes on.
    pub async fn new(answers: impl IntoIterator<Item = Vec<Step>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let answers: Arc<Mutex<VecDeque<_>>> = Arc::new(Mutex::new(answers.into_iter().collect()));
        let seen = Arc::default();
        let server = Self { url, answers: Arc::clone(&answers), seen: Arc::clone(&seen) };
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&answers), Arc::clone(&seen)));
            }
        });
        server
    }

    /// Answers further requests with other scripts, such as those that name the server.
    pub fn answer(&self, answers: impl IntoIterator<Item = Vec<Step>>) {
        *self.answers.lock().unwrap() = answers.into_iter().collect();
    }

    pub fn seen(&self) -> Vec<String> {
        self.seen.lock().unwrap().clone()
    }
}

async fn serve(mut stream: TcpStream, answers: Arc<Mutex<VecDeque<Vec<Step>>>>, seen: Arc<Mutex<Vec<String>>>) {
    while let Some(request) = read(&mut stream).await {
        seen.lock().unwrap().push(request);
        let steps = {
            let mut answers = answers.lock().unwrap();
            if answers.len() > 1 { answers.pop_front() } else { answers.front().cloned() }
        };
        for step in steps.unwrap_or_default() {
            let goes_on = match step {
                Step::Send(bytes) => stream.write_all(&bytes).await.is_ok(),
                Step::Forever(bytes) => {
                    while stream.write_all(&bytes).await.is_ok() {}
                    false
                }
                Step::Hang => {
                    let _ = stream.read(&mut [0]).await;
                    false
                }
                Step::Close => false,
                Step::Reset => {
                    #[expect(deprecated, reason = "a linger of zero, which does not block, makes a reset")]
                    let _ = stream.set_linger(Some(Duration::ZERO));
                    false
                }
            };
            if !goes_on {
                return;
            }
        }
    }
}

/// One request: head and as much body as announced, or chunked.
async fn read(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        if let Some(end) = text.find("\r\n\r\n") {
            let length = text.split("content-length: ").nth(1).and_then(|rest| rest.lines().next()?.parse().ok());
            let chunked = text[..end].contains("transfer-encoding: chunked");
            let complete =
                if chunked { text.ends_with("0\r\n\r\n") } else { bytes.len() >= end + 4 + length.unwrap_or(0) };
            if complete {
                return Some(String::from_utf8_lossy(&bytes).into_owned());
            }
        }
        let mut buffer = [0; 4096];
        match stream.read(&mut buffer).await {
            Ok(count) if count > 0 => bytes.extend_from_slice(&buffer[..count]),
            _ => return None,
        }
    }
}
