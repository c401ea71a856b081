//! The transport over reqwest, for users who configure a `reqwest::Client` themselves.

use std::fmt;

use secrecy::ExposeSecret;

use super::interface::{Transport, TransportError};
use super::options::{ProxyChoice, TransportOptions};
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
    /// Creates a transport with these options and the TLS settings of this crate. A
    /// [`Duration`](std::time::Duration) is the limit for connecting.
    ///
    /// # Errors
    ///
    /// If TLS or the proxy cannot be set up.
    pub fn new(options: impl Into<TransportOptions>) -> Result<Self, BoxError> {
        let options = options.into();
        let limits = options.limits;
        #[cfg_attr(not(feature = "http2"), expect(unused_mut, reason = "only HTTP/2 is negotiated"))]
        let mut tls = tls::config(&options)?;
        #[cfg(feature = "http2")]
        tls.alpn_protocols.extend([b"h2".to_vec(), b"http/1.1".to_vec()]);
        let builder = reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .connect_timeout(limits.connect)
            .pool_idle_timeout(limits.idle)
            .tcp_keepalive(limits.idle);
        #[cfg(any(target_os = "android", target_os = "fuchsia", target_os = "linux"))]
        let builder = builder.tcp_user_timeout(limits.unread);
        with_proxy(builder, &options)?.try_into()
    }
}

fn with_proxy(builder: reqwest::ClientBuilder, options: &TransportOptions) -> Result<reqwest::ClientBuilder, BoxError> {
    let url = match &options.proxy {
        ProxyChoice::Environment => return Ok(builder),
        ProxyChoice::Nothing => return Ok(builder.no_proxy()),
        ProxyChoice::Url(url) => url.expose_secret(),
    };
    if url.starts_with("socks") && !cfg!(feature = "proxy") {
        return Err("SOCKS proxies need the feature `proxy`".into());
    }
    // The error would quote the URL, which may contain a password.
    let proxy = reqwest::Proxy::all(url).map_err(|_| "the URL of the proxy is not valid")?;
    Ok(builder.proxy(proxy.no_proxy(reqwest::NoProxy::from_string(&options.exceptions))))
}

impl TryFrom<reqwest::ClientBuilder> for ReqwestTransport {
    type Error = BoxError;

    /// Uses a client as it is configured, except for redirects: this crate follows them itself.
    fn try_from(builder: reqwest::ClientBuilder) -> Result<Self, BoxError> {
        Ok(Self { client: builder.redirect(reqwest::redirect::Policy::none()).build()? })
    }
}

impl TryFrom<reqwest::Client> for ReqwestTransport {
    type Error = BoxError;

    /// Uses a client as it is. One that follows redirects itself is refused: it would send headers with secrets to other
    /// hosts, and POST requests twice.
    fn try_from(client: reqwest::Client) -> Result<Self, BoxError> {
        if follows_redirects(&client) {
            return Err("the reqwest client follows redirects itself; give its builder instead, or build it with \
                        `.redirect(reqwest::redirect::Policy::none())`"
                .into());
        }
        Ok(Self { client })
    }
}

/// Whether the client's policy is another than `none`. It is known only by how it prints.
fn follows_redirects(client: &reqwest::Client) -> bool {
    let printed = format!("{client:?}");
    let policy = printed.split_once("redirect_policy: ").map(|(_, policy)| policy);
    !cfg!(target_family = "wasm")
        && !policy.is_some_and(|policy| policy.starts_with(['"', 'P']) && policy.contains("(None)"))
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
