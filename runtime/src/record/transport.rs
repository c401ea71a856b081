//! [`RecordingTransport`]: passes exchanges on, and records each when the body of its response ends.

use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::{Instant, SystemTime};

use bytes::Bytes;
use http::{Request, Response, header};
use http_body::{Body as HttpBody, Frame, SizeHint};

use super::body::Captured;
use super::entry::{self, Head, Sent};
use super::file::HarFile;
use super::names::Names;
use crate::body::Body;
use crate::boxed::{BoxError, BoxFuture};
use crate::operation::Operation;
use crate::secrets::Secrets;
use crate::transport::{Transport, TransportError};

/// Where a transport records, and what it may not write.
pub(super) struct Recording {
    pub(super) file: Arc<HarFile>,
    pub(super) names: Names,
    pub(super) secrets: Secrets,
    pub(super) max_body: usize,
    pub(super) max_file: u64,
}

/// A transport that records what another one sends and receives; see [`Recorder`](crate::Recorder).
pub struct RecordingTransport<T> {
    inner: T,
    recording: Arc<Recording>,
}

impl<T> RecordingTransport<T> {
    pub(super) fn new(inner: T, recording: Arc<Recording>) -> Self {
        Self { inner, recording }
    }
}

impl<T: Transport> RecordingTransport<T> {
    /// Takes down a request, and lets its body be seen while it is sent.
    fn sent(&self, request: &mut Request<Body>, operation: Option<&'static Operation>) -> (Sent, Capture) {
        // What is compressed could be neither cleaned nor read.
        request.headers_mut().remove(header::ACCEPT_ENCODING);
        let capture = Capture::default();
        let body = std::mem::take(request.body_mut());
        *request.body_mut() = match body.as_bytes() {
            Some(bytes) => {
                capture.push(bytes, self.recording.max_body);
                body
            }
            None => {
                let (capture, recording) = (capture.clone(), Arc::clone(&self.recording));
                Body::wrap(Watched { body, capture, max: recording.max_body, then: None })
            }
        };
        let operation = operation.or_else(|| request.extensions().get::<&'static Operation>().copied());
        let sent = Sent {
            at: SystemTime::now(),
            begin: Instant::now(),
            // A request beyond the document has no path of its own.
            operation: operation.filter(|operation| !operation.path.is_empty()),
            method: request.method().clone(),
            url: request.uri().clone(),
            version: request.version(),
            headers: request.headers().clone(),
        };
        (sent, capture)
    }

    /// Records the response at once if it is there, else when its body ends.
    fn received(&self, sent: Sent, request: Capture, response: Response<Body>) -> Response<Body> {
        let (parts, body) = response.into_parts();
        let head = Head {
            after: sent.begin.elapsed(),
            status: parts.status,
            version: parts.version,
            headers: parts.headers.clone(),
        };
        let capture = Capture::default();
        let exchange =
            Exchange { sent, request, head, response: capture.clone(), recording: Arc::clone(&self.recording) };
        let max = self.recording.max_body;
        let body = match body.as_bytes() {
            Some(bytes) => {
                capture.push(bytes, max);
                exchange.record();
                body
            }
            None => Body::wrap(Watched { body, capture, max, then: Some(exchange) }),
        };
        Response::from_parts(parts, body)
    }
}

impl<T: Transport> Transport for RecordingTransport<T> {
    fn send(&self, mut request: Request<Body>) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(async move {
            let (sent, capture) = self.sent(&mut request, None);
            let response = self.inner.send(request).await?;
            Ok(self.received(sent, capture, response))
        })
    }

    fn send_operation(
        &self,
        mut request: Request<Body>,
        operation: &'static Operation,
    ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(async move {
            let (sent, capture) = self.sent(&mut request, Some(operation));
            let response = self.inner.send_operation(request, operation).await?;
            Ok(self.received(sent, capture, response))
        })
    }
}

impl<T> fmt::Debug for RecordingTransport<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("RecordingTransport").field("file", &self.recording.file).finish_non_exhaustive()
    }
}

/// A body that is seen while it passes.
#[derive(Clone, Default)]
struct Capture(Arc<Mutex<Captured>>);

impl Capture {
    fn push(&self, bytes: &[u8], max: usize) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(bytes, max);
    }

    fn take(&self) -> Captured {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn set_unfinished(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_unfinished = true;
    }
}

/// An exchange whose response is arriving.
struct Exchange {
    sent: Sent,
    request: Capture,
    head: Head,
    response: Capture,
    recording: Arc<Recording>,
}

impl Exchange {
    fn record(self) {
        let Recording { file, names, secrets, max_file, .. } = &*self.recording;
        let (request, response) = (self.request.take(), self.response.take());
        file.append(&entry::line(&self.sent, &request, &self.head, &response, names, secrets), *max_file);
    }
}

/// Passes a body on, keeps what it has seen, and records its exchange at the end.
struct Watched {
    body: Body,
    capture: Capture,
    max: usize,
    then: Option<Exchange>,
}

impl Watched {
    fn end(&mut self) {
        self.then.take().into_iter().for_each(Exchange::record);
    }
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = Pin::new(&mut self.body).poll_frame(context);
        match &frame {
            Poll::Ready(Some(Ok(frame))) => {
                if let Some(data) = frame.data_ref() {
                    self.capture.push(data, self.max);
                }
                if self.body.is_end_stream() {
                    self.end();
                }
            }
            Poll::Ready(Some(Err(_))) => self.capture.set_unfinished(),
            Poll::Ready(None) => self.end(),
            Poll::Pending => {}
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Watched {
    /// A caller that stops before the end has received a part all the same.
    fn drop(&mut self) {
        if self.then.is_some() && !self.body.is_end_stream() {
            self.capture.set_unfinished();
        }
        self.end();
    }
}
