//! The lean transport: hyper with a connection pool over rustls, HTTP/1.1 or with a feature HTTP/2.

use std::error::Error;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::uri::Scheme;
use http::{HeaderValue, header};
use http_body::{Body as _, Frame, SizeHint};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::{Client, connect::HttpConnector};
use hyper_util::rt::{TokioExecutor, TokioTimer};

use super::interface::{Transport, TransportError};
#[cfg(all(feature = "reqwest-no-provider", not(feature = "proxy")))]
use super::options::ProxyChoice;
use super::options::TransportOptions;
#[cfg(feature = "proxy")]
use super::proxied::{Proxies, ProxyConnector};
use super::tls;
use crate::body::Body;
use crate::boxed::{BoxError, BoxFuture};
use crate::operation::Operation;

/// What opens connections, before TLS.
#[cfg(not(feature = "proxy"))]
type Connector = HttpConnector;
#[cfg(feature = "proxy")]
type Connector = ProxyConnector;

/// How much of a response is read at once, and so the most that its head may have. hyper's own limit is three times that,
/// which every connection of a list that is requested in advance would hold.
const MAX_READ: usize = 128 * 1024;

/// Sends requests with hyper.
///
/// All clones share its connections. It must be used inside a tokio runtime.
#[derive(Clone)]
pub struct HyperTransport {
    client: Client<HttpsConnector<Connector>, SmallBody>,
    #[cfg(feature = "proxy")]
    proxies: Proxies,
}

impl HyperTransport {
    /// Creates a transport with these options. A [`Duration`](std::time::Duration) is the limit for connecting.
    ///
    /// # Errors
    ///
    /// If TLS or the proxy cannot be set up.
    pub fn new(options: impl Into<TransportOptions>) -> Result<Self, BoxError> {
        let options = options.into();
        let tls = tls::config(&options)?;
        let mut http = HttpConnector::new();
        http.enforce_http(false);
        http.set_nodelay(true);
        http.set_connect_timeout(Some(options.limits.connect));
        http.set_keepalive(Some(options.limits.idle));
        #[cfg(any(target_os = "android", target_os = "fuchsia", target_os = "linux"))]
        http.set_tcp_user_timeout(Some(options.limits.unread));
        #[cfg(feature = "proxy")]
        let proxies = Proxies::new(&options)?;
        #[cfg(feature = "proxy")]
        let http = ProxyConnector {
            proxies: proxies.clone(),
            to_proxy: HttpsConnectorBuilder::new()
                .with_tls_config(tls.clone())
                .https_or_http()
                .enable_http1()
                .wrap_connector(http.clone()),
            direct: http,
        };
        #[cfg(all(feature = "reqwest-no-provider", not(feature = "proxy")))]
        if let ProxyChoice::Url(_) = options.proxy {
            return Err("the transport over hyper takes a proxy with the feature `proxy`".into());
        }
        let https = HttpsConnectorBuilder::new().with_tls_config(tls).https_or_http();
        #[cfg(feature = "http2")]
        let https = https.enable_all_versions();
        #[cfg(not(feature = "http2"))]
        let https = https.enable_http1();
        let client = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(options.limits.idle)
            .http1_max_buf_size(MAX_READ)
            .build(https.wrap_connector(http));
        Ok(Self {
            client,
            #[cfg(feature = "proxy")]
            proxies,
        })
    }
}

impl fmt::Debug for HyperTransport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("HyperTransport")
    }
}

impl Transport for HyperTransport {
    fn send(&self, mut request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        name_host(&mut request);
        #[cfg(feature = "proxy")]
        self.proxies.authorize(&mut request);
        let response = self.client.request(request.map(SmallBody::new));
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

/// Adds the header `Host` if it has a port: hyper adds the same one, but takes the URL apart and formats it for each
/// request. Only plain http is HTTP/1.1 for certain, and HTTP/2 does not have the header.
fn name_host(request: &mut http::Request<Body>) {
    let uri = request.uri();
    if uri.scheme() != Some(&Scheme::HTTP) {
        return;
    }
    let Some(authority) = uri.authority().filter(|authority| authority.port_u16().is_some_and(|port| port != 80))
    else {
        return;
    };
    // User names do not belong into the header.
    if !authority.as_str().contains('@')
        && let Ok(host) = HeaderValue::from_str(authority.as_str())
    {
        request.headers_mut().entry(header::HOST).or_insert(host);
    }
}

/// The body of a request, as small as a pointer: hyper copies requests a dozen times, and most have no body.
struct SmallBody(Option<Box<Body>>);

impl SmallBody {
    fn new(body: Body) -> Self {
        Self((!body.is_end_stream()).then(|| Box::new(body)))
    }
}

impl http_body::Body for SmallBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match &mut self.0 {
            Some(body) => Pin::new(&mut **body).poll_frame(context),
            None => Poll::Ready(None),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.0.as_ref().is_none_or(|body| body.is_end_stream())
    }

    fn size_hint(&self) -> SizeHint {
        self.0.as_ref().map_or_else(|| SizeHint::with_exact(0), |body| body.size_hint())
    }
}

fn is_canceled(error: &hyper_util::client::legacy::Error) -> bool {
    let source = error.source().and_then(|source| source.downcast_ref::<hyper::Error>());
    source.is_some_and(hyper::Error::is_canceled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_http_to_a_port_has_its_host_in_advance() {
        let table = [
            ("http://127.0.0.1:8080/x", Some("127.0.0.1:8080")),
            ("http://[::1]:8080/x?y#z", Some("[::1]:8080")),
            ("http://a.example/x", None),
            ("http://a.example:80/x", None),
            ("http://jo@a.example:81/x", None),
            ("https://a.example:8443/x", None),
            ("/x", None),
        ];
        for (url, expected) in table {
            let mut request = http::Request::new(Body::empty());
            *request.uri_mut() = url.parse().unwrap_or_default();
            name_host(&mut request);
            let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
            assert_eq!(host, expected, "{url}");
        }
    }
}
