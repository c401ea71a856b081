//! Why there is no connection, or why one failed, in the few words that an error has room for. The whole story is in the
//! chain of its sources.

use std::borrow::Cow;
use std::error::Error;
use std::io;

use crate::causes::causes;
use crate::streamed::Stalled;

/// What the sources of a failure say, if it is something that a user can act on.
pub(crate) fn reason(source: &(dyn Error + 'static)) -> Option<Cow<'static, str>> {
    causes(source).find_map(of)
}

fn of(error: &(dyn Error + 'static)) -> Option<Cow<'static, str>> {
    if let Some(stalled) = error.downcast_ref::<Stalled>() {
        return Some(stalled.to_string().into());
    }
    if let Some(error) = error.downcast_ref::<io::Error>() {
        match error.kind() {
            io::ErrorKind::ConnectionRefused => return Some("it was refused".into()),
            io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkUnreachable => {
                return Some("the host cannot be reached".into());
            }
            _ => {}
        }
    }
    // The libraries have no type for these that all transports share.
    let text = error.to_string();
    if let Some((_, problem)) = text.split_once("invalid peer certificate: ") {
        return Some(format!("the certificate of the server is not valid, {problem}").into());
    }
    match () {
        () if text == "dns error" => Some("the address of the host cannot be found".into()),
        () if text.contains("InvalidContentType") => Some("the server does not speak TLS".into()),
        () if text == "tls handshake eof" => Some("it ended within the TLS handshake".into()),
        () => None,
    }
}
