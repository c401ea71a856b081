//! Connections of the hyper transport, direct or through a proxy: forwarded requests, tunnels, SOCKS.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use http::{Request, Uri, header, uri};
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_rustls::{HttpsConnector, MaybeHttpsStream};
use hyper_util::client::legacy::connect::proxy::{SocksV4, SocksV5, Tunnel};
use hyper_util::client::legacy::connect::{Connected, Connection, HttpConnector};
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use hyper_util::rt::TokioIo;
use secrecy::ExposeSecret;
use tokio::net::TcpStream;
use tower_service::Service;

use super::options::{ProxyChoice, TransportOptions};
use crate::boxed::{BoxError, BoxFuture};

/// Which requests go through which proxy; `None` if none does, which costs a call nothing.
#[derive(Clone, Debug)]
pub(super) struct Proxies(Option<Arc<Matcher>>);

/// URLs of a host that is in no list of exceptions.
const ANY_HOST: [&str; 2] = ["http://clientgen-runtime.invalid/", "https://clientgen-runtime.invalid/"];

impl Proxies {
    pub(super) fn new(options: &TransportOptions) -> Result<Self, BoxError> {
        let matcher = match &options.proxy {
            ProxyChoice::Environment => Matcher::from_env(),
            ProxyChoice::Nothing => Matcher::builder().build(),
            ProxyChoice::Url(url) => {
                let url = url.expose_secret();
                // The builder drops an unusable URL without an error.
                let all = Matcher::builder().all(url).build();
                if all.intercept(&Uri::from_static("https://example.com/")).is_none() {
                    return Err("the URL of the proxy is not valid, or its scheme is not supported".into());
                }
                Matcher::builder().all(url).no(options.exceptions.as_str()).build()
            }
        };
        let is_used = ANY_HOST.iter().any(|url| matcher.intercept(&Uri::from_static(url)).is_some());
        Ok(Self(is_used.then(|| Arc::new(matcher))))
    }

    fn intercept(&self, target: &Uri) -> Option<Intercept> {
        self.0.as_ref()?.intercept(target)
    }

    /// Adds the credentials of a proxy that forwards the request; those of a tunnel are sent when it is built.
    pub(super) fn authorize<B>(&self, request: &mut Request<B>) {
        if request.uri().scheme() != Some(&uri::Scheme::HTTP) {
            return;
        }
        let proxy = self.intercept(request.uri());
        if let Some(auth) = proxy.as_ref().and_then(Intercept::basic_auth) {
            request.headers_mut().insert(header::PROXY_AUTHORIZATION, auth.clone());
        }
    }
}

/// Connects directly or through a proxy.
#[derive(Clone, Debug)]
pub(super) struct ProxyConnector {
    pub(super) proxies: Proxies,
    pub(super) direct: HttpConnector,
    /// Proxies may be reached over TLS themselves.
    pub(super) to_proxy: HttpsConnector<HttpConnector>,
}

impl Service<Uri> for ProxyConnector {
    type Response = ProxiedStream;
    type Error = BoxError;
    type Future = BoxFuture<'static, Result<ProxiedStream, BoxError>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.direct.poll_ready(context).map_err(Into::into)
    }

    fn call(&mut self, target: Uri) -> Self::Future {
        let Some(proxy) = self.proxies.intercept(&target) else {
            let connecting = self.direct.call(target);
            return Box::pin(async move { Ok(ProxiedStream::new(MaybeHttpsStream::Http(connecting.await?))) });
        };
        match proxy.uri().scheme_str() {
            Some("http" | "https") if target.scheme() == Some(&uri::Scheme::HTTP) => {
                let connecting = self.to_proxy.call(proxy.uri().clone());
                Box::pin(async move { Ok(ProxiedStream { io: connecting.await?, is_forwarded: true }) })
            }
            Some("http" | "https") => {
                let tunnel = Tunnel::new(proxy.uri().clone(), self.to_proxy.clone());
                let mut tunnel = match proxy.basic_auth() {
                    Some(auth) => tunnel.with_auth(auth.clone()),
                    None => tunnel,
                };
                let connecting = tunnel.call(target);
                Box::pin(async move { Ok(ProxiedStream::new(connecting.await?)) })
            }
            _ => self.over_socks(&proxy, &target),
        }
    }
}

impl ProxyConnector {
    fn over_socks(&self, proxy: &Intercept, target: &Uri) -> BoxFuture<'static, Result<ProxiedStream, BoxError>> {
        let (Some(server), Some(target)) = (with_port(proxy.uri(), 1080), with_port(target, 80)) else {
            return Box::pin(async { Err("the URL of the proxy is not valid".into()) });
        };
        let scheme = proxy.uri().scheme_str().unwrap_or_default();
        let direct = self.direct.clone();
        if scheme.starts_with("socks4") {
            let connecting = SocksV4::new(server, direct).local_dns(scheme == "socks4").call(target);
            return Box::pin(async move { Ok(ProxiedStream::new(MaybeHttpsStream::Http(connecting.await?))) });
        }
        let socks = SocksV5::new(server, direct).local_dns(scheme == "socks5");
        let mut socks = match proxy.raw_auth() {
            Some((user, password)) => socks.with_auth(user.to_owned(), password.to_owned()),
            None => socks,
        };
        let connecting = socks.call(target);
        Box::pin(async move { Ok(ProxiedStream::new(MaybeHttpsStream::Http(connecting.await?))) })
    }
}

/// The URL with a port: its own, that of https, or this one.
fn with_port(url: &Uri, port: u16) -> Option<Uri> {
    if url.port().is_some() {
        return Some(url.clone());
    }
    let port = if url.scheme() == Some(&uri::Scheme::HTTPS) { 443 } else { port };
    let authority = format!("{}:{port}", url.host()?);
    Uri::builder().scheme(url.scheme_str()?).authority(authority).path_and_query("/").build().ok()
}

/// A connection to a server or to a proxy.
#[derive(Debug)]
pub(super) struct ProxiedStream {
    io: MaybeHttpsStream<TokioIo<TcpStream>>,
    /// The other side is a proxy that forwards requests, so it needs absolute URLs.
    is_forwarded: bool,
}

impl ProxiedStream {
    const fn new(io: MaybeHttpsStream<TokioIo<TcpStream>>) -> Self {
        Self { io, is_forwarded: false }
    }
}

impl Connection for ProxiedStream {
    fn connected(&self) -> Connected {
        self.io.connected().proxy(self.is_forwarded)
    }
}

impl Read for ProxiedStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_read(context, buffer)
    }
}

impl Write for ProxiedStream {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.io).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_shutdown(context)
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffers: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.io).poll_write_vectored(context, buffers)
    }
}
