//! The transport of a client: the one that it is given, or that of the enabled features.

use std::sync::Arc;

use super::interface::Transport;
use super::options::TransportOptions;
use crate::boxed::BoxError;
use crate::build_error::BuildError;

/// The transports that a client is given, by the setting that gives them.
#[derive(Default)]
pub(crate) struct GivenTransports(Vec<(&'static str, Outcome)>);

type Outcome = Result<Arc<dyn Transport>, BuildError>;

impl GivenTransports {
    /// Takes a transport. It replaces the one before of the same setting, as everywhere.
    pub(crate) fn set(&mut self, setting: &'static str, transport: Outcome) {
        self.0.retain(|(other, _)| *other != setting);
        self.0.push((setting, transport));
    }

    /// The transport that was given, or one with these options. Both together are an error: options that have no effect
    /// would be lost in silence.
    pub(crate) fn choose(self, options: TransportOptions) -> Outcome {
        let mut given = self.0.into_iter();
        let Some((setting, transport)) = given.next() else {
            let transport = default(options).ok_or(BuildError::NoTransport)?;
            return transport.map_err(|error| BuildError::Transport(error.to_string()));
        };
        match given.next().map(|(other, _)| other).or(options.set) {
            Some(other) => Err(BuildError::Conflict(setting, other)),
            None => transport,
        }
    }
}

/// The transport of the enabled features; `None` if no feature brings one.
///
/// If both are there, it is that over hyper, unless a proxy is wanted that only the other one can use.
#[cfg_attr(
    not(any(feature = "hyper-no-provider", feature = "reqwest-no-provider")),
    expect(unused_variables, reason = "no transport")
)]
fn default(options: TransportOptions) -> Option<Result<Arc<dyn Transport>, BoxError>> {
    #[cfg(all(feature = "hyper-no-provider", feature = "reqwest-no-provider", not(feature = "proxy")))]
    if let super::options::ProxyChoice::Url(_) = options.proxy {
        return Some(super::ReqwestTransport::new(options).map(|transport| Arc::new(transport) as _));
    }
    #[cfg(feature = "hyper-no-provider")]
    return Some(super::hyper::HyperTransport::new(options).map(|transport| Arc::new(transport) as _));
    #[cfg(all(feature = "reqwest-no-provider", not(feature = "hyper-no-provider")))]
    return Some(super::ReqwestTransport::new(options).map(|transport| Arc::new(transport) as _));
    #[cfg(not(any(feature = "hyper-no-provider", feature = "reqwest-no-provider")))]
    None
}
