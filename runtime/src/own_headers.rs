//! The headers that a caller sets: which of them are refused, and which may be secret.

use http::{HeaderMap, HeaderName, HeaderValue, header};

use crate::secrets;

/// Whether the header follows from the URL and the body, so that another value would break the request.
pub(crate) fn is_reserved(name: &HeaderName) -> bool {
    [header::HOST, header::CONTENT_LENGTH, header::TRANSFER_ENCODING].contains(name)
}

/// Adds a header after earlier ones of its name. `Debug` does not show it if it may be a secret.
pub(crate) fn append(headers: &mut HeaderMap, name: HeaderName, mut value: HeaderValue) {
    let secret = [header::AUTHORIZATION, header::COOKIE, header::PROXY_AUTHORIZATION];
    value.set_sensitive(secret.contains(&name) || secrets::is_secret(name.as_str()));
    headers.append(name, value);
}
