//! Bodies that are read while they arrive: the limit of their pauses, and the place of their call among the concurrent
//! ones.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};
use tokio::sync::OwnedSemaphorePermit;

use crate::body::Body;
use crate::boxed::{BoxError, BoxFuture};
use crate::clock::Clock;

/// How long a body may pause.
#[derive(Clone)]
pub(crate) struct StallLimit {
    pub(crate) limit: Duration,
    pub(crate) clock: Arc<dyn Clock>,
}

/// No bytes of a streamed body arrived for as long as `stall_timeout` allows.
///
/// It is the error of the body: `error.is::<Stalled>()`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stalled {
    limit: Duration,
}

impl fmt::Display for Stalled {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "no bytes arrived for {:?}", self.limit)
    }
}

impl std::error::Error for Stalled {}

/// Returns the body with what limits and accompanies it.
pub(crate) fn watched(body: Body, stall: Option<StallLimit>, permit: Option<OwnedSemaphorePermit>) -> Body {
    if stall.is_none() && permit.is_none() {
        return body;
    }
    Body::wrap(Watched { body, stall, timer: None, _permit: permit })
}

struct Watched {
    body: Body,
    stall: Option<StallLimit>,
    /// Runs while nothing arrives.
    timer: Option<BoxFuture<'static, ()>>,
    /// Given back when the body is dropped.
    _permit: Option<OwnedSemaphorePermit>,
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = &mut *self;
        if let Poll::Ready(frame) = Pin::new(&mut this.body).poll_frame(context) {
            this.timer = None;
            return Poll::Ready(frame);
        }
        let Some(StallLimit { limit, clock }) = &this.stall else {
            return Poll::Pending;
        };
        let timer = this.timer.get_or_insert_with(|| clock.sleep(*limit));
        timer.as_mut().poll(context).map(|()| {
            // The connection goes, and nothing more arrives.
            this.body = Body::empty();
            this.timer = None;
            Some(Err(Stalled { limit: *limit }.into()))
        })
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
