//! Which failures of a connection are permanent: the next attempt would meet the same server and fail in the same way.

use std::error::Error as StdError;
use std::io;

use rustls::{AlertDescription, Error};

/// Whether one of the causes is permanent.
pub(super) fn is_permanent(error: &(dyn StdError + 'static)) -> bool {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if error.downcast_ref().is_some_and(is_permanent_tls) {
            return true;
        }
        // hyper has a predicate for it only in servers.
        if error.to_string() == "message head is too large" {
            return true;
        }
        // An I/O error passes over the error that it contains.
        cause = match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(inner) => Some(inner),
            None => error.source(),
        };
    }
    false
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
