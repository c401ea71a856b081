//! Header values made of secrets.

use http::HeaderValue;
use secrecy::{ExposeSecret, SecretString};

use crate::model::Base64;

/// `Basic ...` (RFC 7617), or the reason why there can be none.
pub(super) fn basic(user: &str, password: &SecretString) -> Result<HeaderValue, &'static str> {
    if user.contains(':') {
        return Err("a user name for HTTP Basic cannot contain a colon");
    }
    let pair = Base64::from(format!("{user}:{}", password.expose_secret()).into_bytes());
    secret(&format!("Basic {pair}"))
}

/// `Bearer ...` (RFC 6750), or the reason why there can be none.
pub(super) fn bearer(token: &SecretString) -> Result<HeaderValue, &'static str> {
    secret(&format!("Bearer {}", token.expose_secret()))
}

/// A header value that `Debug` does not print.
pub(super) fn secret(text: &str) -> Result<HeaderValue, &'static str> {
    let mut value = HeaderValue::from_str(text).map_err(|_| "a secret has a character that headers cannot contain")?;
    value.set_sensitive(true);
    Ok(value)
}
