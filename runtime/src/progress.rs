//! [`Progress`]: how far an attempt has come, so that a timeout can report more than the timeout.

use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;

use crate::error::{AttemptError, ErrorKind, Failure};
use crate::operation::Operation;
use crate::response::RawResponse;

/// The progress of one attempt, shared with the executor that limits its time.
#[derive(Debug, Default)]
pub(crate) struct Progress(Mutex<Phase>);

#[derive(Debug, Default)]
enum Phase {
    /// The attempt has not started.
    #[default]
    Begun,
    /// Credentials are being obtained, so nothing has been sent; the reason to report if that takes too long.
    Authorizing(&'static str),
    /// The request may have reached the server.
    Sent,
    /// The head of an error response has arrived; its body may still arrive. Boxed, because most attempts succeed.
    Failed(Box<AttemptError>),
}

impl Progress {
    /// Records that credentials are being obtained.
    pub(crate) fn authorizing(&self, timeout_reason: &'static str) {
        *self.phase() = Phase::Authorizing(timeout_reason);
    }

    /// Records that the request is being sent.
    pub(crate) fn sent(&self) {
        *self.phase() = Phase::Sent;
    }

    /// Records that the head of an error response has arrived.
    pub(crate) fn failed(&self, error: AttemptError) {
        *self.phase() = Phase::Failed(Box::new(error));
    }

    /// The error that was recorded, with the body that has arrived since, and the message that it has.
    pub(crate) fn with_body(
        &self,
        operation: &'static Operation,
        body: Bytes,
        message: impl FnOnce(&RawResponse) -> Option<String>,
    ) -> AttemptError {
        let mut error = self.timed_out(operation, false);
        if let Some(response) = &mut error.failure.response {
            response.body = body;
            let message = message(response);
            error.failure.set_message(message);
        }
        error
    }

    /// Why the attempt failed, given that its time limit has passed. `call_timed_out` says that the call's has too.
    pub(crate) fn timed_out(&self, operation: &'static Operation, call_timed_out: bool) -> AttemptError {
        let kind = match std::mem::replace(&mut *self.phase(), Phase::Sent) {
            Phase::Failed(error) => return *error,
            Phase::Authorizing(reason) => ErrorKind::Credentials { reason: reason.to_owned(), retryable: true },
            _ if call_timed_out => ErrorKind::Timeout,
            Phase::Begun | Phase::Sent => ErrorKind::AttemptTimeout,
        };
        Failure::new(operation, kind).into()
    }

    fn phase(&self) -> MutexGuard<'_, Phase> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
