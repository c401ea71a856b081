//! The settings of a client's connections, on its builder: the transport, TLS, proxies. `transport` has the same for who
//! makes a transport.

use std::sync::Arc;
use std::time::Duration;

use crate::build_error::BuildError;
use crate::builder::ClientBuilder;
use crate::client::Api;
use crate::transport::{ConnectionLimits, CryptoProvider, Transport, TransportOptions};

impl<A: Api> ClientBuilder<A> {
    /// Sends requests with this transport. The settings of connections are its own then.
    pub fn transport(self, transport: impl Transport) -> Self {
        self.given("transport", Ok(Arc::new(transport)))
    }

    /// Sends requests with a reqwest client as it is configured: a `reqwest::ClientBuilder`, or a `reqwest::Client` that
    /// follows no redirects itself, so that the rules of this client apply to them.
    #[cfg(feature = "reqwest-no-provider")]
    pub fn http_client<C>(self, client: C) -> Self
    where
        C: TryInto<crate::ReqwestTransport, Error = crate::BoxError>,
    {
        let transport = client.try_into().map(|transport| Arc::new(transport) as Arc<dyn Transport>);
        self.given("http_client", transport.map_err(|error| BuildError::Transport(error.to_string())))
    }

    fn given(mut self, setting: &'static str, transport: Result<Arc<dyn Transport>, BuildError>) -> Self {
        self.given.set(setting, transport);
        self
    }

    /// Limits the time to connect; 10 seconds by default. It applies to the default transports only.
    pub fn connect_timeout(self, timeout: Duration) -> Self {
        self.network(|network| network.limits(ConnectionLimits::from(timeout)))
    }

    /// Trusts these certificates besides the public ones, as those of a company: PEM with one or more of them, or one in
    /// DER.
    pub fn root_certificate(self, certificate: impl AsRef<[u8]>) -> Self {
        self.network(|network| network.root_certificate(certificate))
    }

    /// Trusts the given certificates only: none of Mozilla's list, which is compiled in.
    pub fn without_public_roots(self) -> Self {
        self.network(TransportOptions::without_public_roots)
    }

    /// Trusts the certificates of the platform too.
    #[cfg(feature = "platform-roots")]
    pub fn platform_roots(self) -> Self {
        self.network(TransportOptions::platform_roots)
    }

    /// Shows this certificate to servers that ask for one: PEM with the certificate, those between it and its root, and
    /// the private key.
    pub fn client_certificate(self, pem: impl Into<String>) -> Self {
        self.network(|network| network.client_certificate(pem))
    }

    /// Selects who does the cryptography of TLS: `aws-lc-rs` where its feature is on, else `ring`.
    pub fn crypto_provider(self, provider: CryptoProvider) -> Self {
        self.network(|network| network.crypto_provider(provider))
    }

    /// Sends requests through this proxy: `http://`, `https://`, or with the feature `proxy` `socks5://`, `socks5h://`,
    /// `socks4://` or `socks4a://`, with user name and password if it wants them.
    ///
    /// It replaces the proxies of the environment (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`), which the
    /// feature `proxy` and the transport over reqwest use. If both transports are compiled in, the one over hyper is
    /// used, unless it lacks the feature `proxy`.
    #[cfg(any(feature = "proxy", feature = "reqwest-no-provider"))]
    pub fn proxy(self, url: impl Into<String>) -> Self {
        self.network(|network| network.proxy(url))
    }

    /// The hosts that the proxy is not used for, as in the variable `NO_PROXY`: names with their subdomains, addresses
    /// and networks, with commas between them.
    #[cfg(any(feature = "proxy", feature = "reqwest-no-provider"))]
    pub fn proxy_exceptions(self, hosts: impl Into<String>) -> Self {
        self.network(|network| network.proxy_exceptions(hosts))
    }

    /// Uses no proxy, whatever the environment says.
    #[cfg(any(feature = "proxy", feature = "reqwest-no-provider"))]
    pub fn no_proxy(self) -> Self {
        self.network(TransportOptions::no_proxy)
    }

    fn network(mut self, change: impl FnOnce(TransportOptions) -> TransportOptions) -> Self {
        self.network = change(self.network);
        self
    }
}
