//! The lean transport: hyper with a connection pool, HTTP/1.1 over rustls.

use std::error::Error;
use std::fmt;

use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::{Client, connect::HttpConnector};
use hyper_util::rt::{TokioExecutor, TokioTimer};

use super::interface::{Transport, TransportError};
use super::limits::ConnectionLimits;
use super::tls;
use crate::body::Body;
use crate::boxed::{BoxError, BoxFuture};
use crate::operation::Operation;

/// Sends requests with hyper.
///
/// All clones share its connections. It must be used inside a tokio runtime.
#[derive(Clone)]
pub struct HyperTransport {
    client: Client<HttpsConnector<HttpConnector>, Body>,
}

impl HyperTransport {
    /// Creates a transport with these limits. A [`Duration`](std::time::Duration) is the limit for connecting.
    ///
    /// # Errors
    ///
    /// If TLS cannot be set up.
    pub fn new(limits: impl Into<ConnectionLimits>) -> Result<Self, BoxError> {
        let limits = limits.into();
        let mut http = HttpConnector::new();
        http.enforce_http(false);
        http.set_nodelay(true);
        http.set_connect_timeout(Some(limits.connect));
        http.set_keepalive(Some(limits.idle));
        #[cfg(any(target_os = "android", target_os = "fuchsia", target_os = "linux"))]
        http.set_tcp_user_timeout(Some(limits.unread));
        let https = HttpsConnectorBuilder::new()
            .with_tls_config(tls::config()?)
            .https_or_http()
            .enable_http1()
            .wrap_connector(http);
        let client = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(limits.idle)
            .build(https);
        Ok(Self { client })
    }
}

impl fmt::Debug for HyperTransport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("HyperTransport")
    }
}

impl Transport for HyperTransport {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let response = self.client.request(request);
        Box::pin(async move {
            match response.await {
                Ok(response) => Ok(response.map(Body::received)),
                Err(error) if error.is_connect() => Err(TransportError::connect(error).classified()),
                // The server had closed a connection of the pool before a byte was written.
                Err(error) if is_canceled(&error) => Err(TransportError::connect(error)),
                Err(error) => Err(TransportError::connection(error).classified()),
            }
        })
    }

    fn send_operation(
        &self,
        request: http::Request<Body>,
        _: &'static Operation,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        self.send(request)
    }
}

fn is_canceled(error: &hyper_util::client::legacy::Error) -> bool {
    let source = error.source().and_then(|source| source.downcast_ref::<hyper::Error>());
    source.is_some_and(hyper::Error::is_canceled)
}
