//! Bodies from readers and into writers: uploads with a length, downloads with their progress.

use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use crate::body::Body;
use crate::body_error::BodyError;
use crate::boxed::BoxError;

/// How much of a reader is sent at once.
const PIECE: usize = 64 * 1024;

impl Body {
    /// Sends this many bytes of a reader, such as a file, with their number in `Content-Length`.
    ///
    /// Such a body can be sent only once, so the request is not retried. If the reader ends early, the request fails; what
    /// follows `length` is not read.
    ///
    /// ```
    /// # use clientgen_runtime::Body;
    /// # async fn example(file: impl tokio::io::AsyncRead + Send + 'static) {
    /// let body = Body::from_reader(file, 1024);
    /// # drop(body);
    /// # }
    /// ```
    pub fn from_reader(reader: impl AsyncRead + Send + 'static, length: u64) -> Self {
        let buffer = vec![0; PIECE.min(usize::try_from(length).unwrap_or(PIECE))].into_boxed_slice();
        Self::wrap(Reader { reader: Box::pin(reader), left: length, buffer })
    }

    /// Writes the bytes into a writer as they arrive, such as a file, and tells after each piece how many have been
    /// written, and how many there are if the server has said so. Returns their number.
    ///
    /// ```
    /// # use clientgen_runtime::{Body, BodyError};
    /// # async fn example(body: Body, mut file: impl tokio::io::AsyncWrite + Unpin) -> Result<(), BodyError> {
    /// let length = body
    ///     .write_to(&mut file, |done, all| match all {
    ///         Some(all) => println!("{done} of {all} bytes"),
    ///         None => println!("{done} bytes"),
    ///     })
    ///     .await?;
    /// # let _ = length;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If the connection fails, if the bytes do not match the length or the encoding in the headers, or if the writer
    /// fails; the last is an [`io::Error`] of the writer.
    pub async fn write_to<W>(
        mut self,
        writer: &mut W,
        mut on_progress: impl FnMut(u64, Option<u64>),
    ) -> Result<u64, BodyError>
    where
        W: AsyncWrite + Unpin + ?Sized,
    {
        let all = HttpBody::size_hint(&self).exact();
        let mut done = 0_u64;
        while let Some(piece) = self.next_chunk().await {
            let piece = piece?;
            write_all(writer, &piece).await.map_err(failed)?;
            done = done.saturating_add(piece.len() as u64);
            on_progress(done, all);
        }
        poll_fn(|context| Pin::new(&mut *writer).poll_flush(context)).await.map_err(failed)?;
        Ok(done)
    }
}

fn failed(error: io::Error) -> BodyError {
    BodyError::new(error.into())
}

async fn write_all<W: AsyncWrite + Unpin + ?Sized>(writer: &mut W, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        let written = poll_fn(|context| Pin::new(&mut *writer).poll_write(context, bytes)).await?;
        if written == 0 {
            return Err(io::ErrorKind::WriteZero.into());
        }
        bytes = bytes.get(written..).unwrap_or_default();
    }
    Ok(())
}

/// A reader as a body of a known length.
struct Reader<R> {
    reader: Pin<Box<R>>,
    left: u64,
    buffer: Box<[u8]>,
}

impl<R: AsyncRead> HttpBody for Reader<R> {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = self.get_mut();
        if this.left == 0 {
            return Poll::Ready(None);
        }
        let most = this.buffer.len().min(usize::try_from(this.left).unwrap_or(usize::MAX));
        let mut buffer = ReadBuf::new(this.buffer.get_mut(..most).unwrap_or_default());
        if let Err(error) = ready!(this.reader.as_mut().poll_read(context, &mut buffer)) {
            return Poll::Ready(Some(Err(error.into())));
        }
        let read = buffer.filled();
        if read.is_empty() {
            this.left = 0;
            return Poll::Ready(Some(Err(io::Error::from(io::ErrorKind::UnexpectedEof).into())));
        }
        this.left = this.left.saturating_sub(read.len() as u64);
        Poll::Ready(Some(Ok(Frame::data(Bytes::copy_from_slice(read)))))
    }

    fn is_end_stream(&self) -> bool {
        self.left == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}
