//! What sends requests: the interface, its two implementations and the choice between them.

#[cfg(all(feature = "reqwest-no-provider", target_family = "wasm"))]
mod browser;
mod default;
#[cfg(feature = "hyper-no-provider")]
mod hyper;
mod interface;
mod limits;
mod options;
#[cfg(all(any(feature = "hyper-no-provider", feature = "reqwest-no-provider"), not(target_family = "wasm")))]
mod permanent;
#[cfg(all(feature = "hyper-no-provider", feature = "proxy"))]
mod proxied;
#[cfg(all(feature = "reqwest-no-provider", not(target_family = "wasm")))]
mod reqwest;
#[cfg(all(any(feature = "hyper-no-provider", feature = "reqwest-no-provider"), not(target_family = "wasm")))]
mod tls;
mod wrappers;

#[cfg(all(feature = "reqwest-no-provider", target_family = "wasm"))]
pub use self::browser::ReqwestTransport;
pub(crate) use self::default::GivenTransports;
#[cfg(feature = "hyper-no-provider")]
pub use self::hyper::HyperTransport;
pub use self::interface::{Transport, TransportError};
pub use self::limits::ConnectionLimits;
pub use self::options::{CryptoProvider, TransportOptions};
#[cfg(all(feature = "reqwest-no-provider", not(target_family = "wasm")))]
pub use self::reqwest::ReqwestTransport;
pub(crate) use self::wrappers::Wrappers;
