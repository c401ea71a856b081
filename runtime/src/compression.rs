//! Compressed responses: which encodings are accepted, and their decoding while the body arrives.
//!
//! Each read decodes at most sixteen kilobytes. A small body that expands to gigabytes therefore reaches the size limit
//! before it fills the memory.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use async_compression::tokio::bufread::{BrotliDecoder, GzipDecoder, ZstdDecoder};
use bytes::{Buf, Bytes};
use futures_core::Stream;
use http::{HeaderMap, header};
use tokio::io::{AsyncBufRead, AsyncRead, ReadBuf};

use crate::body::Body;
use crate::boxed::BoxError;

/// The value of `Accept-Encoding`.
pub(crate) const ACCEPT_ENCODING: &str = "gzip, br, zstd";

/// More encodings of one response than this are not decoded.
const MAX_LAYERS: usize = 4;

/// Decodes a response, if all its encodings are known, and removes them from the headers.
pub(crate) fn decode(headers: &mut HeaderMap, mut body: Body) -> Body {
    if !headers.contains_key(header::CONTENT_ENCODING) {
        return body;
    }
    let named = headers.get_all(header::CONTENT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    let layers: Vec<String> = named
        .flat_map(|value| value.split(','))
        .map(|name| name.trim().to_ascii_lowercase())
        .filter(|name| !matches!(name.as_str(), "" | "identity"))
        .collect();
    let known = |name: &String| matches!(name.as_str(), "gzip" | "x-gzip" | "br" | "zstd");
    if layers.is_empty() || layers.len() > MAX_LAYERS || !layers.iter().all(known) {
        return body;
    }
    // The encodings are listed in the order in which they were applied.
    for layer in layers.iter().rev() {
        body = decode_layer(layer, body);
    }
    headers.remove(header::CONTENT_ENCODING);
    headers.remove(header::CONTENT_LENGTH);
    body
}

fn decode_layer(name: &str, body: Body) -> Body {
    let reader = Some(Reader { body, chunk: Bytes::new() });
    Body::from_stream(Layer { name: name.to_owned(), reader, plain: None })
}

/// One encoding. It is decoded only once there are bytes.
///
/// A response to HEAD, a 204 or an empty 200 may name an encoding and have no body.
struct Layer {
    name: String,
    /// The encoded body, until its first bytes have arrived.
    reader: Option<Reader>,
    /// The decoded body, from then on.
    plain: Option<Body>,
}

impl Stream for Layer {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Some(reader) = &mut self.reader {
            match Pin::new(reader).poll_fill_buf(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(Err(error)) => return Poll::Ready(Some(Err(error.into()))),
                Poll::Ready(Ok([])) => return Poll::Ready(None),
                Poll::Ready(Ok(_)) => self.plain = self.reader.take().map(|reader| decoder(&self.name, reader)),
            }
        }
        match &mut self.plain {
            Some(plain) => plain.poll_chunk(context),
            None => Poll::Ready(None),
        }
    }
}

fn decoder(name: &str, reader: Reader) -> Body {
    match name {
        "br" => Body::from_stream(Chunks(BrotliDecoder::new(reader))),
        "zstd" => {
            let mut decoder = ZstdDecoder::new(reader);
            decoder.multiple_members(true);
            Body::from_stream(Chunks(decoder))
        }
        _ => {
            let mut decoder = GzipDecoder::new(reader);
            decoder.multiple_members(true);
            Body::from_stream(Chunks(decoder))
        }
    }
}

/// A body as an [`AsyncBufRead`].
struct Reader {
    body: Body,
    chunk: Bytes,
}

impl AsyncBufRead for Reader {
    fn poll_fill_buf(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<&[u8]>> {
        let this = self.get_mut();
        while this.chunk.is_empty() {
            match this.body.poll_chunk(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(None) => break,
                Poll::Ready(Some(Ok(chunk))) => this.chunk = chunk,
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Err(io::Error::other(error))),
            }
        }
        Poll::Ready(Ok(&this.chunk))
    }

    fn consume(self: Pin<&mut Self>, amount: usize) {
        self.get_mut().chunk.advance(amount);
    }
}

impl AsyncRead for Reader {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        match self.as_mut().poll_fill_buf(context) {
            Poll::Pending => Poll::Pending,
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            Poll::Ready(Ok(available)) => {
                let amount = available.len().min(buffer.remaining());
                buffer.put_slice(&available[..amount]);
                self.consume(amount);
                Poll::Ready(Ok(()))
            }
        }
    }
}

/// The output of a decoder as a stream.
struct Chunks<D>(D);

impl<D: AsyncRead + Unpin> Stream for Chunks<D> {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut space = [0; 16 * 1024];
        let mut buffer = ReadBuf::new(&mut space);
        match Pin::new(&mut self.0).poll_read(context, &mut buffer) {
            Poll::Pending => Poll::Pending,
            Poll::Ready(Err(error)) => Poll::Ready(Some(Err(error.into()))),
            Poll::Ready(Ok(())) if buffer.filled().is_empty() => Poll::Ready(None),
            Poll::Ready(Ok(())) => Poll::Ready(Some(Ok(Bytes::copy_from_slice(buffer.filled())))),
        }
    }
}
