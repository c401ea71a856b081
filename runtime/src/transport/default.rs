//! The transport of a client that is given none.

use std::sync::Arc;
use std::time::Duration;

use super::interface::Transport;
use crate::boxed::BoxError;

/// The transport of the enabled features; `None` if no feature brings one.
#[cfg_attr(not(any(feature = "hyper", feature = "reqwest")), expect(unused_variables, reason = "no transport"))]
pub(crate) fn transport(connect_timeout: Duration) -> Option<Result<Arc<dyn Transport>, BoxError>> {
    #[cfg(feature = "hyper")]
    return Some(super::hyper::HyperTransport::new(connect_timeout).map(|transport| Arc::new(transport) as _));
    #[cfg(all(feature = "reqwest", not(feature = "hyper")))]
    return Some(super::reqwest::ReqwestTransport::new(connect_timeout).map(|transport| Arc::new(transport) as _));
    #[cfg(not(any(feature = "hyper", feature = "reqwest")))]
    None
}
