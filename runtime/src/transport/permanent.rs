//! Which failures of a connection are permanent: the next attempt would meet the same server and fail in the same way.

use std::error::Error as StdError;

use rustls::{AlertDescription, Error};

use crate::causes::causes;

/// Whether one of the causes is permanent.
pub(super) fn is_permanent(error: &(dyn StdError + 'static)) -> bool {
    // hyper has a predicate for a head that is too large only in servers.
    causes(error).any(|cause| {
        cause.downcast_ref().is_some_and(is_permanent_tls) || cause.to_string() == "message head is too large"
    })
}

fn is_permanent_tls(error: &Error) -> bool {
    match error {
        Error::InvalidCertificate(_)
        | Error::InvalidCertRevocationList(_)
        | Error::NoCertificatesPresented
        | Error::UnsupportedNameType
        | Error::PeerIncompatible(_)
        // The other side does not speak TLS.
        | Error::InvalidMessage(_) => true,
        Error::AlertReceived(alert) => !matches!(
            alert,
            AlertDescription::CloseNotify | AlertDescription::UserCanceled | AlertDescription::InternalError
        ),
        _ => false,
    }
}
