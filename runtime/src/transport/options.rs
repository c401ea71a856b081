//! [`TransportOptions`]: how the transports of this crate connect: time limits, TLS, proxies.

use std::fmt;
use std::time::Duration;

use secrecy::SecretString;

use super::limits::ConnectionLimits;

/// How a transport connects: its time limits, the certificates it trusts and shows, and the proxies it uses.
///
/// [`ClientBuilder`](crate::ClientBuilder) has the same settings for the transport that it makes itself.
///
/// ```
/// use clientgen_runtime::{ConnectionLimits, TransportOptions};
///
/// let options = TransportOptions::default()
///     .limits(ConnectionLimits::default())
///     .root_certificate("-----BEGIN CERTIFICATE-----\n..\n-----END CERTIFICATE-----");
/// ```
#[derive(Clone, Default)]
#[cfg_attr(
    not(any(feature = "hyper-no-provider", all(feature = "reqwest-no-provider", not(target_family = "wasm")))),
    expect(dead_code, reason = "no transport reads them")
)]
pub struct TransportOptions {
    pub(super) limits: ConnectionLimits,
    pub(super) roots: Vec<Vec<u8>>,
    pub(super) skips_public_roots: bool,
    pub(super) wants_platform_roots: bool,
    pub(super) identity: Option<SecretString>,
    pub(super) crypto: Option<CryptoProvider>,
    #[cfg(any(feature = "proxy", feature = "reqwest-no-provider"))]
    pub(super) proxy: ProxyChoice,
    /// The hosts that the proxy given by its URL is not used for.
    #[cfg(any(feature = "proxy", feature = "reqwest-no-provider"))]
    pub(super) exceptions: String,
    /// The setting that was made last, if any: those of another transport have no effect.
    pub(crate) set: Option<&'static str>,
}

/// Who does the cryptography of TLS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CryptoProvider {
    /// The crate `ring`.
    #[cfg(feature = "ring")]
    Ring,
    /// The crate `aws-lc-rs`.
    #[cfg(feature = "aws-lc-rs")]
    AwsLcRs,
}

/// Which proxies are used.
#[cfg(any(feature = "proxy", feature = "reqwest-no-provider"))]
#[derive(Clone, Default)]
pub(crate) enum ProxyChoice {
    /// Those of the environment, as far as the transport can use proxies.
    #[default]
    Environment,
    /// None.
    Nothing,
    /// This one.
    #[cfg_attr(target_family = "wasm", expect(dead_code, reason = "the browser decides"))]
    Url(SecretString),
}

impl TransportOptions {
    /// Sets the time limits of connections.
    #[must_use]
    pub fn limits(self, limits: ConnectionLimits) -> Self {
        Self { limits, ..self }
    }

    /// Trusts these certificates besides the public ones: PEM with one or more of them, or one in DER.
    #[must_use]
    pub fn root_certificate(mut self, certificate: impl AsRef<[u8]>) -> Self {
        self.roots.push(certificate.as_ref().to_vec());
        Self { set: Some("root_certificate"), ..self }
    }

    /// Trusts the given certificates only: none of Mozilla's list, which is compiled in.
    #[must_use]
    pub fn without_public_roots(self) -> Self {
        Self { skips_public_roots: true, set: Some("without_public_roots"), ..self }
    }

    /// Trusts the certificates of the platform too.
    #[cfg(feature = "platform-roots")]
    #[must_use]
    pub fn platform_roots(self) -> Self {
        Self { wants_platform_roots: true, set: Some("platform_roots"), ..self }
    }

    /// Shows this certificate to servers that ask for one: PEM with the certificate, those between it and its root, and
    /// the private key.
    #[must_use]
    pub fn client_certificate(self, pem: impl Into<String>) -> Self {
        let identity = Some(SecretString::from(pem.into()));
        Self { identity, set: Some("client_certificate"), ..self }
    }

    /// Selects who does the cryptography of TLS: `aws-lc-rs` where its feature is on, else `ring`.
    #[must_use]
    pub fn crypto_provider(self, provider: CryptoProvider) -> Self {
        Self { crypto: Some(provider), set: Some("crypto_provider"), ..self }
    }

    /// Sends requests through this proxy: `http://`, `https://`, `socks4://`, `socks4a://`, `socks5://` or `socks5h://`,
    /// with user name and password if it wants them. It replaces the proxies of the environment.
    #[cfg(any(feature = "proxy", feature = "reqwest-no-provider"))]
    #[must_use]
    pub fn proxy(self, url: impl Into<String>) -> Self {
        Self { proxy: ProxyChoice::Url(url.into().into()), set: Some("proxy"), ..self }
    }

    /// The hosts that [`proxy`](Self::proxy) is not used for, as in the variable `NO_PROXY`: names with their
    /// subdomains, addresses and networks, with commas between them.
    #[cfg(any(feature = "proxy", feature = "reqwest-no-provider"))]
    #[must_use]
    pub fn proxy_exceptions(self, hosts: impl Into<String>) -> Self {
        Self { exceptions: hosts.into(), set: Some("proxy_exceptions"), ..self }
    }

    /// Uses no proxy, whatever the environment says.
    #[cfg(any(feature = "proxy", feature = "reqwest-no-provider"))]
    #[must_use]
    pub fn no_proxy(self) -> Self {
        Self { proxy: ProxyChoice::Nothing, set: Some("no_proxy"), ..self }
    }
}

impl From<ConnectionLimits> for TransportOptions {
    fn from(limits: ConnectionLimits) -> Self {
        Self::default().limits(limits)
    }
}

impl From<Duration> for TransportOptions {
    /// The defaults, with another limit for connecting.
    fn from(connect: Duration) -> Self {
        ConnectionLimits::from(connect).into()
    }
}

impl fmt::Debug for TransportOptions {
    /// Omits certificates, keys and the proxy, whose URL may contain a password.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("TransportOptions")
            .field("limits", &self.limits)
            .field("roots", &self.roots.len())
            .finish_non_exhaustive()
    }
}
