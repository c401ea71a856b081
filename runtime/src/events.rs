//! Responses that are streams of values: server-sent events and JSON lines.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http::StatusCode;

use crate::body::Body;
use crate::call::{CallValue, DecodeFailure};
use crate::context::DecodeContext;
use crate::decoder::Decoder;
use crate::drift::DriftLog;
use crate::error::{Error, ErrorKind, Failure};
use crate::model::{DecodeError, Drift};
use crate::response::{FromResponse, RawResponse, Response};

/// The largest event or line, in bytes.
const MAX_EVENT_SIZE: usize = 16 * 1024 * 1024;

/// A stream of server-sent events (`text/event-stream`) with decoded data.
///
/// It ends with the response, when the connection fails, or at an event whose data is `[DONE]`, with which many APIs end
/// a stream. An event that does not fit is an error, after which the next one can be read.
#[must_use = "a stream does nothing until it is polled"]
pub struct EventStream<T> {
    lines: Lines,
    marker: PhantomData<fn() -> T>,
}

/// One server-sent event.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event<T> {
    /// The name; `message` if the server sends none.
    pub name: String,
    /// The last id that the server has sent, with which some APIs can resume a stream.
    pub id: Option<String>,
    /// The data.
    pub data: T,
}

/// A stream of values, one per line (`application/x-ndjson`, `application/jsonl`), or of JSON values that begin with the
/// byte 0x1E each (`application/json-seq`, RFC 7464).
///
/// Empty lines are skipped. It ends with the response or when the connection fails; a value that does not fit is an error,
/// after which the next one can be read.
#[must_use = "a stream does nothing until it is polled"]
pub struct JsonLines<T> {
    lines: Lines,
    marker: PhantomData<fn() -> T>,
}

impl<T: FromResponse> EventStream<T> {
    fn new(context: DecodeContext, body: Body) -> Self {
        Self { lines: Lines::new(context, body), marker: PhantomData }
    }

    fn poll_event(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Event<T>, Failure>>> {
        loop {
            let line = match self.lines.poll_line(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(Some(Ok(line))) => line,
                Poll::Ready(Some(Err(failure))) => return Poll::Ready(Some(Err(failure))),
                // The specification requires that an event without an empty line after it is dropped.
                Poll::Ready(None) => return Poll::Ready(None),
            };
            if let Some(event) = self.lines.event.line(&line) {
                if event.data == "[DONE]" {
                    self.lines.end();
                    return Poll::Ready(None);
                }
                let Event { name, id, data } = event;
                let event = self.lines.decode(data.into()).map(|data| Event { name, id, data });
                return Poll::Ready(Some(event));
            }
        }
    }
}

impl<T: FromResponse> JsonLines<T> {
    fn new(context: DecodeContext, body: Body) -> Self {
        Self { lines: Lines::new(context, body), marker: PhantomData }
    }

    fn poll_event(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Failure>>> {
        loop {
            return match self.lines.poll_value(context) {
                Poll::Ready(Some(Ok(line))) if line.trim_ascii().is_empty() => continue,
                Poll::Ready(Some(Ok(line))) => Poll::Ready(Some(self.lines.decode(line))),
                Poll::Ready(Some(Err(failure))) => Poll::Ready(Some(Err(failure))),
                Poll::Ready(None) => Poll::Ready(None),
                Poll::Pending => Poll::Pending,
            };
        }
    }
}

/// Implements what both streams have in common.
macro_rules! stream_of_values {
    ($name:ident yields $item:ty) => {
        impl<T: FromResponse> $name<T> {
            /// Returns the next value; `None` at the end.
            ///
            /// # Errors
            ///
            /// If the connection fails or a value does not fit its type.
            pub async fn next(&mut self) -> Option<Result<$item, Error>> {
                std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
            }

            /// Where the values so far differ from what the document promises, up to some number of places.
            pub fn drift(&self) -> &[Drift] {
                self.lines.drift.as_slice()
            }
        }

        impl<T: FromResponse> Stream for $name<T> {
            type Item = Result<$item, Error>;

            fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
                let operation = self.lines.context.request.operation;
                let value = self.poll_event(context);
                // After a value that does not fit, the next one begins where it should.
                if let Poll::Ready(Some(Err(failure))) = &value
                    && !matches!(failure.kind, ErrorKind::Decode(_))
                {
                    self.lines.end();
                }
                value.map_err(|failure| Error::from_failure(failure, operation))
            }
        }

        impl<T: FromResponse> CallValue for $name<T> {
            const STREAMS: bool = true;

            fn read(response: Response<Body>, context: DecodeContext) -> Result<Response<Self>, Box<DecodeFailure>> {
                Ok(response.map(|body| Self::new(context, body)))
            }
        }

        impl<T> fmt::Debug for $name<T> {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(stringify!($name))
            }
        }
    };
}
stream_of_values!(EventStream yields Event<T>);
stream_of_values!(JsonLines yields T);

/// Reads a body line by line. A line ends with a line feed, a carriage return, or both.
struct Lines {
    context: DecodeContext,
    drift: DriftLog,
    body: Option<Body>,
    buffer: BytesMut,
    /// How many bytes at the start of the buffer contain no end of a line.
    searched: usize,
    /// Whether a line feed at the start belongs to the carriage return before it.
    after_return: bool,
    started: bool,
    /// Whether values begin with a separator, as no JSON does, and may have several lines.
    is_sequence: bool,
    event: EventBuilder,
}

/// What a JSON value of a sequence begins with.
const RECORD_SEPARATOR: u8 = 0x1E;

impl Lines {
    fn new(context: DecodeContext, body: Body) -> Self {
        Self {
            context,
            drift: DriftLog::default(),
            body: Some(body),
            buffer: BytesMut::new(),
            searched: 0,
            after_return: false,
            started: false,
            is_sequence: false,
            event: EventBuilder::default(),
        }
    }

    fn end(&mut self) {
        self.body = None;
        self.buffer.clear();
    }

    fn poll_line(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Failure>>> {
        self.poll_piece(context, Self::take_line)
    }

    /// The next line, or the next value of a sequence.
    fn poll_value(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Failure>>> {
        self.poll_piece(context, Self::take_value)
    }

    fn poll_piece(
        &mut self,
        context: &mut Context<'_>,
        take: fn(&mut Self) -> Option<Bytes>,
    ) -> Poll<Option<Result<Bytes, Failure>>> {
        loop {
            if let Some(line) = take(self) {
                return Poll::Ready(Some(Ok(line)));
            }
            if self.buffer.len() + self.event.data.len() > MAX_EVENT_SIZE {
                return Poll::Ready(Some(Err(self.failure(ErrorKind::TooLarge(MAX_EVENT_SIZE as u64)))));
            }
            let Some(body) = &mut self.body else {
                return Poll::Ready(None);
            };
            match body.poll_chunk(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(Some(Ok(chunk))) => self.buffer.extend_from_slice(&chunk),
                Poll::Ready(Some(Err(error))) => {
                    return Poll::Ready(Some(Err(self.failure(ErrorKind::Connection).source(error))));
                }
                Poll::Ready(None) => {
                    self.body = None;
                    let rest = self.buffer.split().freeze();
                    return Poll::Ready((!rest.is_empty()).then_some(Ok(rest)));
                }
            }
        }
    }

    /// Skips a byte order mark; `false` as long as there are too few bytes to see one.
    fn start(&mut self) -> bool {
        const MARK: &[u8] = b"\xef\xbb\xbf";
        if !self.started {
            // One or two bytes may be the start of a byte order mark.
            if self.buffer.len() < MARK.len() && MARK.starts_with(&self.buffer) {
                return false;
            }
            self.started = true;
            if self.buffer.starts_with(MARK) {
                let _ = self.buffer.split_to(MARK.len());
            }
        }
        true
    }

    /// The first value of a sequence, without its separator, or the first line.
    fn take_value(&mut self) -> Option<Bytes> {
        if !self.start() {
            return None;
        }
        self.skip_line_feed();
        self.is_sequence |= self.buffer.first() == Some(&RECORD_SEPARATOR);
        if !self.is_sequence {
            return self.take_line();
        }
        while self.buffer.first() == Some(&RECORD_SEPARATOR) {
            let _ = self.buffer.split_to(1);
            self.searched = 0;
        }
        let unsearched = self.buffer.get(self.searched..)?;
        let separator = unsearched.iter().position(|byte| *byte == RECORD_SEPARATOR).map(|end| self.searched + end);
        // The server may wait before it sends the next value, so this one is over with the line that completes it.
        let has_line = separator.is_some() || unsearched.contains(&b'\n');
        let line =
            if has_line { whole_value(self.buffer.get(..separator.unwrap_or(self.buffer.len()))?) } else { None };
        let Some(end) = line.or(separator) else {
            self.searched = self.buffer.len();
            return None;
        };
        self.searched = 0;
        Some(self.buffer.split_to(end).freeze())
    }

    /// The first line of the buffer, without its end.
    fn take_line(&mut self) -> Option<Bytes> {
        if !self.start() {
            return None;
        }
        self.skip_line_feed();
        let unsearched = self.buffer.get(self.searched..)?;
        let Some(end) = unsearched.iter().position(|byte| matches!(byte, b'\n' | b'\r')) else {
            self.searched = self.buffer.len();
            return None;
        };
        let mut line = self.buffer.split_to(self.searched + end + 1);
        self.searched = 0;
        self.after_return = line.last() == Some(&b'\r');
        line.truncate(line.len() - 1);
        Some(line.freeze())
    }

    /// Skips the line feed that belongs to the carriage return before it.
    fn skip_line_feed(&mut self) {
        if let Some(first) = self.buffer.first() {
            if self.after_return && *first == b'\n' {
                let _ = self.buffer.split_to(1);
            }
            self.after_return = false;
        }
    }

    fn decode<T: FromResponse>(&mut self, data: Bytes) -> Result<T, Failure> {
        let response = RawResponse::new(StatusCode::OK, data);
        let mut decoder = self.context.decoder();
        let value = T::read(&response, &mut decoder);
        self.note(decoder, value.as_ref().err());
        value.map_err(|error| self.failure(ErrorKind::Decode(error)).response(response))
    }

    /// Keeps and tells what did not fit.
    fn note(&mut self, decoder: Decoder, error: Option<&DecodeError>) {
        let drift = decoder.into_drift();
        let drift = error.map_or(&drift[..], DecodeError::drift);
        if !drift.is_empty() {
            self.context.report(drift);
            self.drift.extend(drift);
        }
    }

    fn failure(&self, kind: ErrorKind) -> Failure {
        Failure { attempts: 1, ..self.context.failure(kind) }
    }
}

/// The length of the lines that a whole value takes, however much comes after them.
fn whole_value(bytes: &[u8]) -> Option<usize> {
    let mut values = serde_json::Deserializer::from_slice(bytes).into_iter::<serde::de::IgnoredAny>();
    values.next()?.ok()?;
    let end = values.byte_offset();
    let rest = bytes.get(end..)?;
    let blank = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r')).count();
    (rest.get(blank) == Some(&b'\n')).then_some(end + blank + 1)
}

/// Builds an event from its lines (HTML standard, "Interpreting an event stream").
#[derive(Default)]
struct EventBuilder {
    name: String,
    id: Option<String>,
    data: String,
    has_data: bool,
}

impl EventBuilder {
    /// Adds a line. Returns the event if the line completes it.
    fn line(&mut self, line: &[u8]) -> Option<Event<String>> {
        let line = String::from_utf8_lossy(line);
        if line.is_empty() {
            return self.complete();
        }
        let (field, value) = line.split_once(':').unwrap_or((&line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut self.name),
            "id" if !value.contains('\0') => self.id = Some(value.to_owned()),
            "data" => {
                if self.has_data {
                    self.data.push('\n');
                }
                self.has_data = true;
                self.data.push_str(value);
            }
            // A comment, a reconnection time, or an unknown field.
            _ => {}
        }
        None
    }

    fn complete(&mut self) -> Option<Event<String>> {
        let has_data = std::mem::take(&mut self.has_data);
        let data = std::mem::take(&mut self.data);
        let name = Some(std::mem::take(&mut self.name)).filter(|name| !name.is_empty());
        // The id applies to the following events too.
        has_data.then(|| Event { name: name.unwrap_or_else(|| "message".to_owned()), id: self.id.clone(), data })
    }
}
