//! The properties that must hold for streams of events and JSON lines, in whatever chunks their bytes arrive.

use std::pin::Pin;
use std::sync::Mutex;
use std::task::{Context, Poll};

use bytes::Bytes;
use clientgen_runtime::codegen::*;
use clientgen_runtime::{Body, Call, EventStream, FromResponse, JsonLines, Text, TransportError, http};
use futures_core::Stream;

use crate::calls::{FrozenClock, core, finish};

static STREAM: Operation = Operation { path: "/stream", ..Operation::new("stream") };

/// The first byte is the length of a list of chunk sizes that follows; the rest is the body.
pub fn split(data: &[u8]) -> (&[u8], &[u8]) {
    let Some((&count, rest)) = data.split_first() else { return (&[], &[]) };
    rest.split_at(usize::from(count % 16).min(rest.len()))
}

/// Checks that the events do not depend on the chunks, and are those of the HTML standard.
pub fn check_events(sizes: &[u8], body: &[u8]) {
    let whole = events::<Text>(pieces(&[], body));
    assert_eq!(events::<Text>(pieces(sizes, body)), whole, "in pieces it is read differently");
    if std::str::from_utf8(body).is_ok() {
        let whole: Vec<_> = whole.into_iter().map(|event| event.expect("text of valid UTF-8 decodes")).collect();
        assert_eq!(whole, interpret(&String::from_utf8_lossy(body)), "not as the standard says");
    }
    events::<Value>(pieces(sizes, body));
}

/// Checks that the lines and their number do not depend on the chunks.
pub fn check_lines(sizes: &[u8], body: &[u8]) {
    let whole = lines(pieces(&[], body));
    assert_eq!(lines(pieces(sizes, body)), whole, "in pieces it is read differently");
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let expected = body.split(|byte| matches!(byte, b'\n' | b'\r')).filter(|line| !line.trim_ascii().is_empty());
    let expected: Vec<Option<Value>> = expected.map(|line| serde_json::from_slice(line).ok()).collect();
    let end = expected.iter().position(Option::is_none).map_or(expected.len(), |at| at + 1);
    // One parser accepts lines that the other refuses. Only lines that both accept are compared.
    for (read, expected) in whole.iter().zip(&expected[..end]) {
        if let (Ok(read), Some(expected)) = (read, expected) {
            assert_eq!(read, expected);
        }
    }
}

type Seen = Result<(String, Option<String>, String), String>;

fn events<T: FromResponse + std::fmt::Debug + 'static>(body: Pieces) -> Vec<Seen> {
    let mut seen = Vec::new();
    finish(async {
        let mut stream: EventStream<T> = call::<EventStream<T>>(body).await.expect("the status is a success");
        while let Some(event) = stream.next().await {
            let event = event.map(|event| (event.name, event.id, show(&event.data)));
            seen.push(event.map_err(|error| error.to_string()));
        }
        assert!(stream.next().await.is_none(), "it goes on after its end");
    });
    seen
}

/// The content of a string; empty for other types.
fn show<T: std::fmt::Debug + 'static>(data: &T) -> String {
    let data: &dyn std::any::Any = data;
    match data.downcast_ref::<Text>() {
        Some(text) => text.0.clone(),
        None => String::new(),
    }
}

fn lines(body: Pieces) -> Vec<Result<Value, String>> {
    let mut seen = Vec::new();
    finish(async {
        let mut stream = call::<JsonLines<Value>>(body).await.expect("the status is a success");
        while let Some(line) = stream.next().await {
            seen.push(line.map_err(|error| error.to_string()));
        }
        assert!(stream.next().await.is_none(), "it goes on after its end");
    });
    seen
}

fn call<T>(body: Pieces) -> Call<T, Value> {
    let body = Mutex::new(Some(body));
    let transport = move |_| {
        let pieces = body.lock().ok().and_then(|mut body| body.take()).unwrap_or_default();
        std::future::ready(Ok::<_, TransportError>(http::Response::new(Body::from_stream(pieces))))
    };
    Call::new(&core(transport, FrozenClock::new(0, 0.0)), &STREAM)
}

/// A body in chunks.
#[derive(Debug, Default)]
struct Pieces(std::collections::VecDeque<Bytes>);

fn pieces(sizes: &[u8], body: &[u8]) -> Pieces {
    let mut body = Bytes::copy_from_slice(body);
    let mut pieces = Pieces::default();
    for &size in sizes {
        pieces.0.push_back(body.split_to(usize::from(size).min(body.len())));
    }
    // The last size repeats to the end, so that a few bytes of input make many small chunks.
    let step = usize::from(sizes.last().copied().unwrap_or_default());
    while step > 0 && body.len() > step && pieces.0.len() < 4096 {
        pieces.0.push_back(body.split_to(step));
    }
    pieces.0.push_back(body);
    pieces
}

impl Stream for Pieces {
    type Item = Result<Bytes, std::io::Error>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop_front().map(Ok))
    }
}

/// Section 9.2.6 of the HTML standard, implemented as simply as possible.
fn interpret(text: &str) -> Vec<(String, Option<String>, String)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n");
    let (mut name, mut id, mut data, mut seen) = (String::new(), None, Vec::new(), Vec::new());
    // The bytes after the last line end are not a line.
    let whole = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
    for line in whole.split('\n').filter(|_| text.contains('\n')) {
        if line.is_empty() {
            let event = std::mem::take(&mut name);
            let lines = std::mem::take(&mut data);
            if lines.is_empty() {
                continue;
            }
            if lines == ["[DONE]"] {
                break;
            }
            let event = if event.is_empty() { "message".to_owned() } else { event };
            seen.push((event, id.clone(), lines.join("\n")));
            continue;
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value).to_owned();
        match field {
            "event" => name = value,
            "data" => data.push(value),
            "id" if !value.contains('\0') => id = Some(value),
            _ => {}
        }
    }
    seen
}
