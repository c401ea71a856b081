//! Tracing of calls, with the feature `tracing`: a span per call and an event per attempt.
//!
//! They contain operation ids, hosts, statuses, request ids, sizes and durations, but never a whole URL, a parameter, a
//! body, or a header other than the request id.

use std::time::Duration;

use http::Uri;

use crate::attempt::Success;
use crate::error::Failure;
use crate::model::Drift;
use crate::operation::Operation;
#[cfg(feature = "tracing")]
use crate::raw_response::request_id;

/// Traces one call.
#[derive(Debug)]
pub(crate) struct Observer {
    #[cfg(feature = "tracing")]
    span: tracing::Span,
}

#[cfg(feature = "tracing")]
impl Observer {
    pub(crate) fn new(client: &'static str, operation: &'static Operation) -> Self {
        let span = tracing::info_span!(
            "call",
            client,
            operation = operation.id,
            method = %http::Method::from(operation.method),
            path = operation.path,
            host = tracing::field::Empty,
            attempts = tracing::field::Empty,
            status = tracing::field::Empty,
            request_id = tracing::field::Empty,
            error = tracing::field::Empty,
            cause = tracing::field::Empty,
        );
        Self { span }
    }

    /// Reports where the call goes.
    pub(crate) fn host(&self, url: &Uri) {
        // Where the host begins and ends is looked for only where somebody listens.
        if !self.span.is_disabled()
            && let Some(host) = url.host()
        {
            self.span.record("host", host);
        }
    }

    /// Reports the end of an attempt, and the delay before the next one, if there is a next one.
    pub(crate) fn attempt(
        &self,
        attempt: u32,
        took: impl Fn() -> Duration,
        outcome: &Result<Success, Failure>,
        delay: Option<Duration>,
    ) {
        // Only where somebody listens is the clock read.
        let took = || took().as_secs_f64();
        match outcome {
            Ok(success) => {
                let bytes = success.body.as_bytes().map(<[u8]>::len);
                let (status, headers) = (success.status.as_u16(), &success.headers);
                // What is looked for in the macro is looked for only where somebody listens.
                tracing::debug!(parent: &self.span, attempt, status, request_id = request_id(headers), bytes, took = took(), "attempt succeeded");
            }
            Err(failure) => {
                let status = failure.response.as_ref().map(|response| response.status.as_u16());
                let request_id = failure.response.as_ref().and_then(|response| response.request_id());
                let (reason, cause) = (failure.kind.name(), failure.kind.cause());
                let delay = delay.map(|delay| delay.as_secs_f64());
                if delay.is_some() {
                    tracing::info!(parent: &self.span, attempt, status, request_id, reason, cause, took = took(), delay, "attempt failed, retrying");
                } else {
                    tracing::debug!(parent: &self.span, attempt, status, request_id, reason, cause, took = took(), "attempt failed");
                }
            }
        }
    }

    /// Reports the end of the call.
    pub(crate) fn end(&self, attempts: u32, outcome: &Result<Success, Failure>) {
        if self.span.is_disabled() {
            return;
        }
        self.span.record("attempts", attempts);
        let response = match outcome {
            Ok(success) => Some((success.status, &success.headers)),
            Err(failure) => failure.response.as_ref().map(|response| (response.status, &response.headers)),
        };
        if let Some((status, headers)) = response {
            self.span.record("status", status.as_u16());
            if let Some(id) = request_id(headers) {
                self.span.record("request_id", id);
            }
        }
        if let Err(failure) = outcome {
            self.span.record("error", failure.kind.name());
            if let Some(cause) = failure.kind.cause() {
                self.span.record("cause", cause);
            }
        }
    }

    /// Runs a part of the call inside the span, so that the events of the transport belong to the call.
    pub(crate) fn within<T>(&self, run: impl FnOnce() -> T) -> T {
        self.span.in_scope(run)
    }
}

/// A response differs from the document: how often, and the first place.
#[cfg(feature = "tracing")]
pub(crate) fn drift(client: &'static str, operation: &'static Operation, drift: &[Drift]) {
    let Some(first) = drift.first() else {
        return;
    };
    let (places, path, kind) = (drift.len(), first.path(), first.kind());
    tracing::warn!(client, operation = operation.id, places, path, ?kind, "the response differs from the document");
}

#[cfg(not(feature = "tracing"))]
pub(crate) fn drift(_: &'static str, _: &'static Operation, _: &[Drift]) {}

#[cfg(not(feature = "tracing"))]
#[expect(clippy::unused_self, reason = "the same interface as with the feature")]
impl Observer {
    pub(crate) fn new(_: &'static str, _: &'static Operation) -> Self {
        Self {}
    }
    pub(crate) fn host(&self, _: &Uri) {}
    pub(crate) fn attempt(&self, _: u32, _: impl Fn() -> Duration, _: &Result<Success, Failure>, _: Option<Duration>) {}
    pub(crate) fn end(&self, _: u32, _: &Result<Success, Failure>) {}
    pub(crate) fn within<T>(&self, run: impl FnOnce() -> T) -> T {
        run()
    }
}
