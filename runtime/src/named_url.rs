//! URLs that a response names as the next ones to ask: resolved, and only where the client may send its credentials.

use http::Uri;

use crate::custom_url;
use crate::request::Request;
use crate::url_reference;

/// Why a URL is not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// It is not a URL.
    NoUrl,
    /// It is on a host that the client does not know.
    UnknownHost,
}

/// The URL that the response of a request names, if the client may send its credentials there. `current` is the URL of
/// the request.
pub(crate) fn resolve(request: &Request, current: &Uri, named: &str) -> Result<String, Refusal> {
    let url = url_reference::resolve(current, named.as_bytes()).ok_or(Refusal::NoUrl)?;
    let url = on_the_same_scheme(url, current).to_string();
    // The error of a custom request says this in the words of its path.
    custom_url::url(&url, "", request.client.inner()).map_err(|_| Refusal::UnknownHost)
}

/// A proxy that ends TLS lets many servers believe that they are called over http, and write their links so.
fn on_the_same_scheme(url: Uri, current: &Uri) -> Uri {
    let is_downgrade = url.scheme_str() == Some("http") && current.scheme_str() == Some("https");
    if !is_downgrade || url.authority() != current.authority() {
        return url;
    }
    let mut parts = url.clone().into_parts();
    parts.scheme = Some(http::uri::Scheme::HTTPS);
    Uri::from_parts(parts).unwrap_or(url)
}
