//! [`Transport`]: sends one request and receives its response.
//!
//! Retries, redirects, credentials, time limits and size limits belong to the executor, so they are the same over every
//! transport.

use std::fmt;
use std::sync::Arc;

use crate::body::Body;
use crate::boxed::{BoxError, BoxFuture};
use crate::operation::Operation;

/// Sends requests.
///
/// The transports of this crate and closures implement it. Implement it to wrap another transport, for example to log,
/// limit or cache:
///
/// ```
/// use clientgen_runtime::{Body, BoxFuture, Transport, TransportError};
///
/// #[derive(Debug)]
/// struct Logged<T>(T);
///
/// impl<T: Transport> Transport for Logged<T> {
///     fn send(
///         &self,
///         request: http::Request<Body>,
///     ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
///         println!("{} {}", request.method(), request.uri().path());
///         self.0.send(request)
///     }
/// }
/// ```
pub trait Transport: Send + Sync + 'static {
    /// Sends the request and resolves when the head of the response has arrived; its body may still arrive.
    ///
    /// A transport does not follow redirects and does not retry.
    ///
    /// # Errors
    ///
    /// [`TransportError`] if there is no response; it tells whether anything was sent.
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>>;

    /// As `send`, with the operation in the extensions of the request, for transports that depend on the operation,
    /// such as mocks, rate limits and logs. Other transports override it to save the time.
    #[doc(hidden)]
    fn send_operation(
        &self,
        mut request: http::Request<Body>,
        operation: &'static Operation,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        request.extensions_mut().insert(operation);
        self.send(request)
    }
}

impl<F, R> Transport for F
where
    F: Fn(http::Request<Body>) -> R + Send + Sync + 'static,
    R: Future<Output = Result<http::Response<Body>, TransportError>> + Send + 'static,
{
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(self(request))
    }
}

impl Transport for Arc<dyn Transport> {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        (**self).send(request)
    }

    fn send_operation(
        &self,
        request: http::Request<Body>,
        operation: &'static Operation,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        (**self).send_operation(request, operation)
    }
}

/// Why there is no response.
#[derive(Debug)]
pub struct TransportError {
    unsent: bool,
    timeout: bool,
    permanent: bool,
    source: BoxError,
}

impl TransportError {
    /// There was no connection. Nothing was sent, so any request may be retried.
    pub fn connect(source: impl Into<BoxError>) -> Self {
        Self { unsent: true, timeout: false, permanent: false, source: source.into() }
    }

    /// The connection failed after it was established.
    pub fn connection(source: impl Into<BoxError>) -> Self {
        Self { unsent: false, timeout: false, permanent: false, source: source.into() }
    }

    /// A time limit of the transport has passed.
    pub fn timeout(source: impl Into<BoxError>) -> Self {
        Self { unsent: false, timeout: true, permanent: false, source: source.into() }
    }

    /// Says that another attempt would fail in the same way, so none is made.
    #[must_use]
    pub fn permanent(self) -> Self {
        Self { permanent: true, ..self }
    }

    /// Whether nothing was sent.
    #[must_use]
    pub const fn is_connect(&self) -> bool {
        self.unsent
    }

    /// Whether a time limit of the transport has passed.
    #[must_use]
    pub const fn is_timeout(&self) -> bool {
        self.timeout
    }

    /// Whether another attempt would fail in the same way: a certificate that is not valid, a head that is too large.
    #[must_use]
    pub const fn is_permanent(&self) -> bool {
        self.permanent
    }

    /// Looks for the reason in the sources.
    #[cfg(all(any(feature = "hyper-no-provider", feature = "reqwest-no-provider"), not(target_family = "wasm")))]
    pub(super) fn classified(self) -> Self {
        let permanent = super::permanent::is_permanent(&*self.source);
        Self { permanent, ..self }
    }

    pub(crate) fn into_source(self) -> BoxError {
        self.source
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(if self.unsent { "no connection" } else { "the connection failed" })
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(self.source.as_ref())
    }
}
