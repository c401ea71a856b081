//! [`Transport`]: what carries a request to a server and brings the response back.
//!
//! A transport sends one request once. Retries, redirects, credentials, timeouts of attempts and limits are
//! the executor's business, so they are the same over every transport.

#[cfg(feature = "hyper")]
mod hyper;
mod limits;
#[cfg(feature = "reqwest")]
mod reqwest;
#[cfg(any(feature = "hyper", feature = "reqwest"))]
mod tls;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::body::Body;
use crate::operation::Operation;
use crate::{BoxError, BoxFuture};

/// Carries requests.
///
/// Implemented by the transports of this crate, by closures, and by whatever wraps another transport to log,
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
    /// Sends the request and resolves when the head of the response is there; its body may still arrive.
    ///
    /// A transport does not follow redirects and does not retry.
    ///
    /// # Errors
    ///
    /// [`TransportError`] if there is no response; it says whether anything was sent.
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>>;

    /// As `send`, with the operation among the request's extensions: for transports that do something by
    /// operation, such as mocks, rate limits and logs. Those that do not spare themselves the trouble.
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

/// Why a transport has no response.
#[derive(Debug)]
pub struct TransportError {
    unsent: bool,
    timeout: bool,
    source: BoxError,
}

impl TransportError {
    /// There was no connection; nothing was sent, so any request may be tried again.
    pub fn connect(source: impl Into<BoxError>) -> Self {
        Self { unsent: true, timeout: false, source: source.into() }
    }

    /// The exchange failed after the connection was made.
    pub fn connection(source: impl Into<BoxError>) -> Self {
        Self { unsent: false, timeout: false, source: source.into() }
    }

    /// The transport's own time limit has passed.
    pub fn timeout(source: impl Into<BoxError>) -> Self {
        Self { unsent: false, timeout: true, source: source.into() }
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

/// The transport of the features in force; `None` without any.
#[cfg_attr(not(any(feature = "hyper", feature = "reqwest")), expect(unused_variables, reason = "no transport"))]
pub(crate) fn default(connect_timeout: Duration) -> Option<Result<Arc<dyn Transport>, BoxError>> {
    #[cfg(feature = "hyper")]
    return Some(hyper::HyperTransport::new(connect_timeout).map(|transport| Arc::new(transport) as _));
    #[cfg(all(feature = "reqwest", not(feature = "hyper")))]
    return Some(reqwest::ReqwestTransport::new(connect_timeout).map(|transport| Arc::new(transport) as _));
    #[cfg(not(any(feature = "hyper", feature = "reqwest")))]
    None
}

#[cfg(feature = "hyper")]
pub use self::hyper::HyperTransport;
pub use self::limits::ConnectionLimits;
#[cfg(feature = "reqwest")]
pub use self::reqwest::ReqwestTransport;
