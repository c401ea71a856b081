//! What sends requests: the interface, its two implementations and the choice between them.

mod default;
#[cfg(feature = "hyper")]
mod hyper;
mod interface;
mod limits;
#[cfg(any(feature = "hyper", feature = "reqwest"))]
mod permanent;
#[cfg(feature = "reqwest")]
mod reqwest;
#[cfg(any(feature = "hyper", feature = "reqwest"))]
mod tls;
mod wrappers;

pub(crate) use self::default::transport as default;
#[cfg(feature = "hyper")]
pub use self::hyper::HyperTransport;
pub use self::interface::{Transport, TransportError};
pub use self::limits::ConnectionLimits;
#[cfg(feature = "reqwest")]
pub use self::reqwest::ReqwestTransport;
pub(crate) use self::wrappers::Wrappers;
