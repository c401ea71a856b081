//! Tracing of calls, with the feature `tracing`: a span per call and an event per attempt.
//!
//! They contain operation ids, statuses, sizes and durations, but never a URL, a header, a parameter or a body.

use std::time::Duration;

use crate::attempt::Success;
use crate::error::Failure;
use crate::model::Drift;
use crate::operation::Operation;

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
            attempts = tracing::field::Empty,
            status = tracing::field::Empty,
            error = tracing::field::Empty,
        );
        Self { span }
    }

    /// Reports the end of an attempt, and the delay before the next one, if there is a next one.
    pub(crate) fn attempt(
        &self,
        attempt: u32,
        took: Duration,
        outcome: &Result<Success, Failure>,
        delay: Option<Duration>,
    ) {
        let took = took.as_secs_f64();
        match outcome {
            Ok(success) => {
                let bytes = success.body.as_bytes().map(<[u8]>::len);
                let status = success.status.as_u16();
                tracing::debug!(parent: &self.span, attempt, status, bytes, took, "attempt succeeded");
            }
            Err(failure) => {
                let status = failure.response.as_ref().map(|response| response.status.as_u16());
                let reason = failure.kind.name();
                match delay.map(|delay| delay.as_secs_f64()) {
                    Some(delay) => {
                        tracing::info!(parent: &self.span, attempt, status, reason, took, delay, "attempt failed, retrying");
                    }
                    None => tracing::debug!(parent: &self.span, attempt, status, reason, took, "attempt failed"),
                }
            }
        }
    }

    /// Reports the end of the call.
    pub(crate) fn end(&self, attempts: u32, outcome: &Result<Success, Failure>) {
        self.span.record("attempts", attempts);
        match outcome {
            Ok(success) => drop(self.span.record("status", success.status.as_u16())),
            Err(failure) => {
                if let Some(response) = &failure.response {
                    self.span.record("status", response.status.as_u16());
                }
                self.span.record("error", failure.kind.name());
            }
        }
    }

    /// Runs a future inside the span, so that the events of the transport belong to the call.
    pub(crate) fn around<F: Future>(&self, future: F) -> impl Future<Output = F::Output> + use<F> {
        tracing::Instrument::instrument(future, self.span.clone())
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
    pub(crate) fn attempt(&self, _: u32, _: Duration, _: &Result<Success, Failure>, _: Option<Duration>) {}
    pub(crate) fn end(&self, _: u32, _: &Result<Success, Failure>) {}
    pub(crate) fn around<F: Future>(&self, future: F) -> F {
        future
    }
}
