//! [`Progress`]: how far an attempt got, so that running out of time says more than that.

use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;

use crate::attempt::AttemptError;
use crate::error::{ErrorKind, Failure};
use crate::operation::Operation;

/// What is known of an attempt from outside.
#[derive(Debug, Default)]
pub(crate) struct Progress(Mutex<Phase>);

#[derive(Debug, Default)]
enum Phase {
    /// Nothing has happened yet.
    #[default]
    Begun,
    /// Credentials are being obtained; nothing of the call has been sent. What it means if that takes too long.
    Authorizing(&'static str),
    /// The request may have reached the server.
    Sent,
    /// The server has refused; the body of its response may still arrive.
    AttemptError(AttemptError),
}

impl Progress {
    /// Credentials are being obtained.
    pub(crate) fn authorizing(&self, timeout_reason: &'static str) {
        *self.phase() = Phase::Authorizing(timeout_reason);
    }

    /// The request is on its way.
    pub(crate) fn sent(&self) {
        *self.phase() = Phase::Sent;
    }

    /// The head of a refusal is there.
    pub(crate) fn refused(&self, refused: AttemptError) {
        *self.phase() = Phase::AttemptError(refused);
    }

    /// The refusal, with the body that has arrived since.
    pub(crate) fn with_body(&self, operation: &'static Operation, body: Bytes) -> AttemptError {
        let mut refused = self.out_of_time(operation, false);
        if let Some(response) = &mut refused.failure.response {
            response.body = body;
        }
        refused
    }

    /// Why the attempt failed, given that it had no more time. `is_over` says that the call has none either.
    pub(crate) fn out_of_time(&self, operation: &'static Operation, is_over: bool) -> AttemptError {
        let kind = match std::mem::replace(&mut *self.phase(), Phase::Sent) {
            Phase::AttemptError(refused) => return refused,
            _ if is_over => ErrorKind::Timeout,
            Phase::Authorizing(late) => ErrorKind::Credentials { reason: late.to_owned(), retryable: true },
            Phase::Begun | Phase::Sent => ErrorKind::AttemptTimeout,
        };
        Failure::new(operation, kind).into()
    }

    fn phase(&self) -> MutexGuard<'_, Phase> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
