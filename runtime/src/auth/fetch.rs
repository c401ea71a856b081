//! One request for a token. It is nobody's: whoever waits for the token drives it, and it outlives the call that began
//! it, so that impatient callers do not send one request each.

use std::fmt;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use bytes::Bytes;
use http::Request;
use serde_json::Value;

use super::access_token::{Token, TokenClient};
use crate::body::{Body, ReadError};
use crate::boxed::{BoxError, BoxFuture};
use crate::clock::{Clock, timeout};
use crate::error::is_transient_status;
use crate::platform::Instant;
use crate::retry_after;
use crate::transport::Transport;

/// The largest token response that is read; real ones have some kilobytes.
const MAX_RESPONSE_SIZE: u64 = 256 * 1024;

/// What is said of a token endpoint for which a time limit has passed.
pub(super) const SLOW: &str = "the token endpoint does not respond in time";

/// A request for a token that is under way.
pub(super) struct Fetch {
    ends: Option<Instant>,
    outcome: BoxFuture<'static, Result<Token, TokenError>>,
}

impl Fetch {
    pub(super) fn begin(client: &TokenClient<'_>, request: Request<Body>) -> Self {
        let asked_at = client.clock.now();
        let (transport, clock) = (Arc::clone(client.transport), Arc::clone(client.clock));
        Self {
            ends: client.limit.and_then(|limit| asked_at.checked_add(limit)),
            outcome: Box::pin(async move { send(&*transport, &*clock, request, asked_at).await }),
        }
    }

    /// The time until its limit; `None` without a limit.
    pub(super) fn left(&self, now: Instant) -> Option<Duration> {
        self.ends.map(|ends| ends.saturating_duration_since(now))
    }

    /// Waits for the outcome; `None` if the limit passes first. The request stays where it is unless it has ended.
    pub(super) async fn drive(
        place: &mut Option<Self>,
        clock: &Arc<dyn Clock>,
        limit: Option<Duration>,
    ) -> Option<Result<Token, TokenError>> {
        let outcome = std::future::poll_fn(|context| {
            // If the transport panics, the request is gone.
            let Some(mut fetch) = place.take() else {
                return Poll::Ready(Err(TokenError::slow()));
            };
            let poll = fetch.outcome.as_mut().poll(context);
            if poll.is_pending() {
                *place = Some(fetch);
            }
            poll
        });
        timeout(&**clock, limit, std::pin::pin!(outcome)).await
    }
}

async fn send(
    transport: &dyn Transport,
    clock: &dyn Clock,
    request: Request<Body>,
    asked_at: Instant,
) -> Result<Token, TokenError> {
    let response = transport.send(request).await.map_err(|error| TokenError {
        retryable: !error.is_permanent(),
        ..TokenError::new("the token endpoint cannot be reached").caused_by(error)
    })?;
    let (head, body) = response.into_parts();
    let body = match body.read(MAX_RESPONSE_SIZE).await {
        Ok(body) => body,
        // The status of an error response is reported even if its body cannot be read.
        Err(_) if !head.status.is_success() => Bytes::new(),
        Err(error) => return Err(unreadable(error)),
    };
    let body: Option<Value> = serde_json::from_slice(without_mark(&body)).ok();
    if !head.status.is_success() {
        let code = body.as_ref().and_then(error_code).map(|code| format!(", {code}")).unwrap_or_default();
        return Err(TokenError {
            retryable: is_transient_status(head.status),
            retry_after: retry_after::parse(&head.headers, clock.utc()),
            ..TokenError::new(format!("the token endpoint responds with {}{code}", head.status))
        });
    }
    body.as_ref()
        .and_then(|body| Token::from_response(body, asked_at))
        .ok_or_else(|| TokenError::new("the response of the token endpoint contains no bearer token"))
}

fn unreadable(error: ReadError) -> TokenError {
    let reason = match error {
        ReadError::Broken(_) => TokenError::transient("the response of the token endpoint cannot be read"),
        ReadError::TooLarge { .. } => TokenError::new("the response of the token endpoint is too large"),
    };
    reason.caused_by(error)
}

/// The text without a byte order mark.
fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body)
}

/// The error code, if the standard defines it (RFC 6749, sections 4.1.2.1 and 5.2). Any other string might contain what
/// the client sent.
fn error_code(body: &Value) -> Option<&'static str> {
    const CODES: [&str; 9] = [
        "invalid_request",
        "invalid_client",
        "invalid_grant",
        "unauthorized_client",
        "unsupported_grant_type",
        "invalid_scope",
        "access_denied",
        "server_error",
        "temporarily_unavailable",
    ];
    let code = body.get("error")?.as_str()?;
    CODES.into_iter().find(|known| *known == code)
}

/// Why no token was obtained.
#[derive(Debug)]
pub(crate) struct TokenError {
    pub(crate) reason: String,
    pub(crate) retryable: bool,
    /// How long the endpoint asks to wait.
    pub(crate) retry_after: Option<Duration>,
    source: Option<BoxError>,
}

impl fmt::Display for TokenError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.reason)
    }
}

impl std::error::Error for TokenError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|source| source.as_ref() as _)
    }
}

impl TokenError {
    pub(super) fn new(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), retryable: false, retry_after: None, source: None }
    }

    fn transient(reason: impl Into<String>) -> Self {
        Self { retryable: true, ..Self::new(reason) }
    }

    /// The time limit of the request has passed.
    pub(super) fn slow() -> Self {
        Self::transient(SLOW)
    }

    fn caused_by(self, source: impl Into<BoxError>) -> Self {
        Self { source: Some(source.into()), ..self }
    }
}
