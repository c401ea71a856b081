//! One access token with its lifetime, and what a client needs to fetch one. `fetch` makes the request, `token` keeps
//! what it returns.

use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;
use secrecy::SecretString;
use serde_json::Value;

use super::header_value;
use crate::clock::Clock;
use crate::platform::Instant;
use crate::transport::Transport;

/// A token is replaced this long before it expires, or in the last tenth of its lifetime if that is shorter.
const REFRESH_AHEAD: Duration = Duration::from_secs(60);

/// The parts of the client that are used to fetch a token.
pub(crate) struct TokenClient<'a> {
    pub(crate) transport: &'a Arc<dyn Transport>,
    pub(crate) clock: &'a Arc<dyn Clock>,
    pub(crate) user_agent: &'a HeaderValue,
    /// How long the token endpoint may take.
    pub(crate) limit: Option<Duration>,
    /// The root of the operation's server.
    pub(crate) server_root: &'a str,
    pub(crate) allow_http: bool,
}

/// A token as a header value, and its lifetime.
pub(crate) struct Token {
    pub(crate) header: HeaderValue,
    /// The refresh token that replaces the last one.
    pub(super) refresh_token: Option<SecretString>,
    refresh_at: Option<Instant>,
    expires_at: Option<Instant>,
}

impl Token {
    /// `None` if the response contains no bearer token (RFC 6749, section 5.1).
    pub(super) fn from_response(body: &Value, asked_at: Instant) -> Option<Self> {
        let kind = body.get("token_type").and_then(Value::as_str);
        if kind.is_some_and(|kind| !kind.eq_ignore_ascii_case("bearer")) {
            return None;
        }
        let token = body.get("access_token")?.as_str().filter(|token| !token.is_empty())?;
        let header = header_value::bearer(&SecretString::from(token)).ok()?;
        let seconds = body.get("expires_in").and_then(|seconds| match seconds {
            Value::String(text) => text.trim().parse().ok(),
            number => number.as_f64(),
        });
        let life = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
        // A lifetime too long for the clock is as good as none.
        let expires_at = life.and_then(|life| asked_at.checked_add(life));
        let ahead = life.map(|life| REFRESH_AHEAD.min(life / 10));
        let refresh_at = expires_at.zip(ahead).and_then(|(expires_at, ahead)| expires_at.checked_sub(ahead));
        let refresh_token = body.get("refresh_token").and_then(Value::as_str).filter(|token| !token.is_empty());
        Some(Self { header, refresh_token: refresh_token.map(SecretString::from), refresh_at, expires_at })
    }

    pub(super) fn is_alive(&self, now: Instant) -> bool {
        self.expires_at.is_none_or(|expires_at| now < expires_at)
    }

    pub(super) fn is_aging(&self, now: Instant) -> bool {
        self.refresh_at.is_some_and(|refresh_at| now >= refresh_at)
    }
}
