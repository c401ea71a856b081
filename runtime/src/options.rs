//! [`ClientOptions`]: what a client that is derived from another one does differently.

use std::fmt;
use std::time::Duration;

use http::{HeaderName, HeaderValue};

use crate::client::{Client, Inner};
use crate::drift::{DriftHook, DriftReport};
use crate::model::Strictness;
use crate::own_headers;
use crate::retry::RetryPolicy;

/// The options of a client that can differ in a client derived from it, from the method `with` of a client.
///
/// What is not set is as in the first client. Servers, credentials and the transport are the same.
#[must_use = "options do nothing until they are returned"]
pub struct ClientOptions(Inner);

impl Client {
    /// A client with other options over the same connections and tokens.
    #[doc(hidden)]
    #[must_use]
    pub fn with(&self, change: impl FnOnce(ClientOptions) -> ClientOptions) -> Self {
        Self::new(change(ClientOptions(self.inner().clone())).0)
    }
}

impl ClientOptions {
    /// Limits the time of each attempt, including the body.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.0.limits.attempt_timeout = Some(timeout);
        self
    }

    /// Limits the time of a call, including all attempts.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.0.limits.timeout = Some(timeout);
        self
    }

    /// Limits how long a streamed body may pause before it ends with [`Stalled`](crate::Stalled).
    pub fn stall_timeout(mut self, timeout: Duration) -> Self {
        self.0.limits.stall_timeout = Some(timeout);
        self
    }

    /// Sets what is retried, and when.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.0.retry = policy;
        self
    }

    /// Limits the size of a response after decompression, in bytes.
    pub fn max_response_size(mut self, bytes: u64) -> Self {
        self.0.limits.max_response_size = bytes;
        self
    }

    /// Reads responses strictly: whatever does not fit the document is an error.
    pub fn strict(mut self) -> Self {
        self.0.decode.strictness = Strictness::Strict;
        self
    }

    /// Reads whatever loses nothing and invents nothing.
    pub fn lenient(mut self) -> Self {
        self.0.decode.strictness = Strictness::Lenient;
        self
    }

    /// Reads whatever is JSON: what does not fit is the empty value of its type.
    pub fn tolerant(mut self) -> Self {
        self.0.decode.strictness = Strictness::Tolerant;
        self
    }

    /// Keeps members that the document does not declare, for `Response::undeclared`.
    pub fn keep_undeclared(mut self) -> Self {
        self.0.decode.keep_undeclared = true;
        self
    }

    /// Is called for every response that differs from the document, with the operation and the places.
    pub fn on_drift(mut self, hook: impl Fn(&DriftReport<'_>) + Send + Sync + 'static) -> Self {
        self.0.on_drift = Some(DriftHook::new(hook));
        self
    }

    /// Sets a header of every request, replacing the headers of that name.
    ///
    /// If it is not valid, every call fails before anything is sent.
    pub fn default_header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        let name = name.as_ref();
        match (HeaderName::try_from(name), HeaderValue::try_from(value.as_ref())) {
            (Ok(key), Ok(value)) if !own_headers::is_reserved(&key) => {
                self.0.headers.remove(&key);
                own_headers::append(&mut self.0.headers, key, value);
            }
            _ => self.0.error = Some(format!("the default header {name:?} is not valid, or the client sets it itself")),
        }
        self
    }
}

impl fmt::Debug for ClientOptions {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ClientOptions").field("limits", &self.0.limits).finish_non_exhaustive()
    }
}
