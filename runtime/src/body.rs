//! [`Body`]: the bytes of a request or response, whole or in chunks.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http_body::{Body as HttpBody, Frame, SizeHint};

use crate::body_error::BodyError;
use crate::boxed::BoxError;

/// The bytes of a request or response, whole or in chunks that arrive one by one.
///
/// It can be sent or read once. It implements [`http_body::Body`] and [`Stream`].
#[derive(Default)]
pub struct Body(BodyKind);

#[derive(Default)]
enum BodyKind {
    #[default]
    Empty,
    Whole(Bytes),
    // The mutex makes the body `Sync`, which reqwest requires.
    Chunks(Mutex<Chunks>),
    #[cfg(feature = "hyper-no-provider")]
    Received(hyper::body::Incoming),
}

type Chunks = Pin<Box<dyn HttpBody<Data = Bytes, Error = BoxError> + Send>>;

/// How much of an announced length is reserved before it arrives. It is only what the server says.
const MAX_RESERVED: u64 = 4 * 1024 * 1024;

impl Body {
    /// No bytes.
    #[must_use]
    pub const fn empty() -> Self {
        Self(BodyKind::Empty)
    }

    /// Wraps a body of another library.
    pub fn wrap<B>(body: B) -> Self
    where
        B: HttpBody<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        Self(BodyKind::Chunks(Mutex::new(Box::pin(Wrapped(Box::pin(body))))))
    }

    /// As [`wrap`](Self::wrap), without a box.
    #[cfg(feature = "hyper-no-provider")]
    pub(crate) const fn received(body: hyper::body::Incoming) -> Self {
        Self(BodyKind::Received(body))
    }

    /// Wraps a stream of bytes, for uploads that do not fit into memory.
    ///
    /// Such a body can be sent only once, so the request is not retried.
    pub fn from_stream<S, C, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<C, E>> + Send + 'static,
        C: Into<Bytes>,
        E: Into<BoxError>,
    {
        Self(BodyKind::Chunks(Mutex::new(Box::pin(Streamed(Box::pin(stream))))))
    }

    /// Returns all bytes, unless the body is a stream.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match &self.0 {
            BodyKind::Empty => Some(&[]),
            BodyKind::Whole(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// The bytes of a body that is not a stream.
    pub(crate) fn into_bytes(self) -> Option<Bytes> {
        match self.0 {
            BodyKind::Empty => Some(Bytes::new()),
            BodyKind::Whole(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// Reads all bytes.
    ///
    /// # Errors
    ///
    /// [`ReadError::TooLarge`] as soon as there are more bytes than `limit`, [`ReadError::Broken`] if the
    /// connection fails before the end.
    pub async fn read(mut self, limit: u64) -> Result<Bytes, ReadError> {
        self.take(limit).await
    }

    /// As [`read`](Self::read), without space for the body in the future.
    pub(crate) async fn take(&mut self, limit: u64) -> Result<Bytes, ReadError> {
        if HttpBody::size_hint(self).lower() > limit {
            return Err(ReadError::TooLarge { limit });
        }
        match std::mem::take(&mut self.0) {
            BodyKind::Empty => return Ok(Bytes::new()),
            BodyKind::Whole(bytes) => return Ok(bytes),
            arriving => self.0 = arriving,
        }
        let mut arriving = Arriving { body: self, length: 0, limit };
        let Some(first) = poll_fn(|context| arriving.poll_chunk(context)).await? else {
            return Ok(Bytes::new());
        };
        // Most responses are one chunk, which need not be copied.
        let Some(second) = poll_fn(|context| arriving.poll_chunk(context)).await? else {
            return Ok(first);
        };
        // Boxed, so that they need no space for it.
        Box::pin(arriving.join(first, second)).await
    }

    /// Returns the next bytes; `None` at the end.
    ///
    /// # Errors
    ///
    /// If the connection fails, or the bytes do not match the length or the encoding in the headers.
    pub async fn next_chunk(&mut self) -> Option<Result<Bytes, BodyError>> {
        poll_fn(|context| self.poll_chunk(context)).await.map(|chunk| chunk.map_err(BodyError::new))
    }

    /// As the stream, with the error as it is.
    pub(crate) fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
        loop {
            return match Pin::new(&mut *self).poll_frame(context) {
                Poll::Pending => Poll::Pending,
                Poll::Ready(None) => Poll::Ready(None),
                Poll::Ready(Some(Err(error))) => Poll::Ready(Some(Err(error))),
                Poll::Ready(Some(Ok(frame))) => match frame.into_data() {
                    Ok(data) => Poll::Ready(Some(Ok(data))),
                    Err(_trailers) => continue,
                },
            };
        }
    }
}

/// A body that is read up to a limit, and how much of it has arrived.
struct Arriving<'a> {
    body: &'a mut Body,
    length: u64,
    limit: u64,
}

impl Arriving<'_> {
    /// Returns the next bytes; `None` at the end.
    fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Result<Option<Bytes>, ReadError>> {
        self.body.poll_chunk(context).map(|chunk| {
            let chunk = chunk.transpose().map_err(ReadError::Broken)?;
            self.length = self.length.saturating_add(chunk.as_ref().map_or(0, Bytes::len) as u64);
            if self.length > self.limit { Err(ReadError::TooLarge { limit: self.limit }) } else { Ok(chunk) }
        })
    }

    /// Copies the first chunks and the rest into one.
    async fn join(mut self, first: Bytes, second: Bytes) -> Result<Bytes, ReadError> {
        let rest = HttpBody::size_hint(self.body).lower().min(self.limit).min(MAX_RESERVED);
        let rest = usize::try_from(rest).unwrap_or_default();
        let mut all = BytesMut::with_capacity(first.len() + second.len() + rest);
        for chunk in [first, second] {
            all.extend_from_slice(&chunk);
        }
        while let Some(chunk) = poll_fn(|context| self.poll_chunk(context)).await? {
            all.extend_from_slice(&chunk);
        }
        Ok(all.freeze())
    }
}

/// Why a body could not be read to its end.
#[derive(Debug)]
#[non_exhaustive]
pub enum ReadError {
    /// There are more bytes than allowed.
    TooLarge {
        /// How many bytes were allowed.
        limit: u64,
    },
    /// The connection failed, or the bytes do not match the length or encoding in the headers.
    Broken(BoxError),
}

impl fmt::Display for ReadError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { limit } => write!(formatter, "the body has more than {limit} bytes"),
            Self::Broken(_) => formatter.write_str("the body ended early"),
        }
    }
}

impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::TooLarge { .. } => None,
            Self::Broken(error) => Some(error.as_ref()),
        }
    }
}

impl HttpBody for Body {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match &mut self.0 {
            BodyKind::Empty => Poll::Ready(None),
            BodyKind::Whole(bytes) => {
                let bytes = std::mem::take(bytes);
                self.0 = BodyKind::Empty;
                Poll::Ready((!bytes.is_empty()).then(|| Ok(Frame::data(bytes))))
            }
            BodyKind::Chunks(chunks) => {
                chunks.get_mut().unwrap_or_else(PoisonError::into_inner).as_mut().poll_frame(context)
            }
            #[cfg(feature = "hyper-no-provider")]
            BodyKind::Received(body) => Pin::new(body).poll_frame(context).map_err(Into::into),
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            BodyKind::Empty => true,
            BodyKind::Whole(bytes) => bytes.is_empty(),
            BodyKind::Chunks(_) => false,
            #[cfg(feature = "hyper-no-provider")]
            BodyKind::Received(body) => body.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            BodyKind::Empty => SizeHint::with_exact(0),
            BodyKind::Whole(bytes) => SizeHint::with_exact(bytes.len() as u64),
            BodyKind::Chunks(chunks) => chunks.lock().unwrap_or_else(PoisonError::into_inner).size_hint(),
            #[cfg(feature = "hyper-no-provider")]
            BodyKind::Received(body) => body.size_hint(),
        }
    }
}

impl Stream for Body {
    type Item = Result<Bytes, BodyError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_chunk(context).map(|chunk| chunk.map(|chunk| chunk.map_err(BodyError::new)))
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            BodyKind::Empty => formatter.write_str("Body(empty)"),
            BodyKind::Whole(bytes) => write!(formatter, "Body({} bytes)", bytes.len()),
            _ => formatter.write_str("Body(stream)"),
        }
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(if bytes.is_empty() { BodyKind::Empty } else { BodyKind::Whole(bytes) })
    }
}

macro_rules! from_bytes {
    ($($type:ty),*) => {$(
        impl From<$type> for Body {
            fn from(bytes: $type) -> Self {
                Bytes::from(bytes).into()
            }
        }
    )*};
}
from_bytes!(Vec<u8>, String, &'static [u8], &'static str);

/// A body of another library with boxed errors.
struct Wrapped<B>(B);

impl<B> HttpBody for Wrapped<B>
where
    B: HttpBody<Data = Bytes> + Unpin,
    B::Error: Into<BoxError>,
{
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        Pin::new(&mut self.0).poll_frame(context).map_err(Into::into)
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}

/// A stream as a body.
struct Streamed<S>(Pin<Box<S>>);

impl<S, C, E> HttpBody for Streamed<S>
where
    S: Stream<Item = Result<C, E>>,
    C: Into<Bytes>,
    E: Into<BoxError>,
{
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let item = self.0.as_mut().poll_next(context);
        item.map(|item| item.map(|item| item.map(|data| Frame::data(data.into())).map_err(Into::into)))
    }
}

/// The body of a call, which can be sent again unless it is a stream.
#[derive(Clone, Debug, Default)]
pub(crate) enum Payload {
    #[default]
    Empty,
    Whole(Bytes),
    /// `None` once it has been sent.
    Once(Arc<Mutex<Option<Body>>>),
}

impl Payload {
    /// Whether it can be sent again.
    pub(crate) fn is_replayable(&self) -> bool {
        !matches!(self, Self::Once(_))
    }

    /// Returns a body to send; `None` if it is a stream that has been sent already.
    pub(crate) fn to_body(&self) -> Option<Body> {
        match self {
            Self::Empty => Some(Body::empty()),
            Self::Whole(bytes) => Some(bytes.clone().into()),
            Self::Once(body) => body.lock().unwrap_or_else(PoisonError::into_inner).take(),
        }
    }
}

impl From<Body> for Payload {
    fn from(body: Body) -> Self {
        match body.0 {
            BodyKind::Empty => Self::Empty,
            BodyKind::Whole(bytes) => Self::Whole(bytes),
            arriving => Self::Once(Arc::new(Mutex::new(Some(Body(arriving))))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two bytes in two chunks, with another length.
    struct Promise(Vec<&'static str>);

    impl HttpBody for Promise {
        type Data = Bytes;
        type Error = BoxError;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
            Poll::Ready(self.0.pop().map(|chunk| Ok(Frame::data(chunk.into()))))
        }

        fn size_hint(&self) -> SizeHint {
            SizeHint::with_exact(1 << 60)
        }
    }

    #[tokio::test]
    async fn memory_is_not_taken_for_what_is_only_announced() {
        let body = Body::wrap(Promise(vec!["b", "a"]));
        assert_eq!(body.read(u64::MAX).await.ok(), Some(Bytes::from("ab")));
        let body = Body::wrap(Promise(vec!["b", "a"]));
        assert!(matches!(body.read(8).await, Err(ReadError::TooLarge { limit: 8 })));
    }
}
