//! The transport over reqwest, for users who configure a `reqwest::Client` themselves.

use std::fmt;

use super::interface::{Transport, TransportError};
use super::limits::ConnectionLimits;
use super::tls;
use crate::body::Body;
use crate::boxed::{BoxError, BoxFuture};
use crate::operation::Operation;

/// Sends requests with reqwest.
#[derive(Clone)]
pub struct ReqwestTransport {
    client: reqwest::Client,
}

impl ReqwestTransport {
    /// Creates a transport with these limits and the TLS settings of this crate. A
    /// [`Duration`](std::time::Duration) is the limit for connecting.
    ///
    /// # Errors
    ///
    /// If the client cannot be set up.
    pub fn new(limits: impl Into<ConnectionLimits>) -> Result<Self, BoxError> {
        let limits = limits.into();
        let builder = reqwest::Client::builder()
            .tls_backend_preconfigured(tls::config()?)
            .connect_timeout(limits.connect)
            .pool_idle_timeout(limits.idle)
            .tcp_keepalive(limits.idle)
            .redirect(reqwest::redirect::Policy::none());
        #[cfg(any(target_os = "android", target_os = "fuchsia", target_os = "linux"))]
        let builder = builder.tcp_user_timeout(limits.unread);
        Ok(Self { client: builder.build()? })
    }
}

impl From<reqwest::Client> for ReqwestTransport {
    /// Uses a client as it is, with its timeouts, proxies and redirect policy.
    fn from(client: reqwest::Client) -> Self {
        Self { client }
    }
}

impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ReqwestTransport")
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let request = request.map(reqwest::Body::wrap);
            let request = reqwest::Request::try_from(request).map_err(TransportError::connect)?;
            match self.client.execute(request).await {
                Ok(response) => Ok(http::Response::from(response).map(Body::wrap)),
                // The URL may contain an API key.
                Err(error) if error.is_connect() => Err(TransportError::connect(error.without_url()).classified()),
                Err(error) if error.is_timeout() => Err(TransportError::timeout(error.without_url())),
                Err(error) => Err(TransportError::connection(error.without_url()).classified()),
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
