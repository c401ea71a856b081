//! [`Error`]: why a call failed. It is opaque and has predicates, so that new kinds can be added.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};
use serde_json::Value;

use crate::boxed::BoxError;
use crate::causes::causes;
use crate::failure_reason;
use crate::model::DecodeError;
use crate::operation::Operation;
use crate::raw_response::request_id;
use crate::response::{FromErrorBody, RawResponse};
use crate::streamed::Stalled;

/// Why a call failed. `B` is the type of the error body that the document declares.
///
/// The predicates tell what happened, the other methods return details.
///
/// `Display` is for people: the operation, the reason, the method and the URL, the status, and up to 200 characters of
/// what the server says. It has no credentials of the client, and no values of the query that may be secret.
///
/// `Debug` is for logs: it has nothing of a body. The same is true of traces and of [`DecodeError`].
pub struct Error<B = Value>(Box<Inner<B>>);

struct Inner<B> {
    failure: Failure,
    body: Option<B>,
}

/// An error before its body is decoded, as the executor makes it.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) kind: ErrorKind,
    pub(crate) operation: &'static Operation,
    /// Boxed, so that results are small.
    pub(crate) described: Option<Box<Described>>,
    pub(crate) attempts: u32,
    /// Boxed, so that results are small.
    pub(crate) response: Option<Box<RawResponse>>,
    pub(crate) retry_after: Option<Duration>,
    /// Whether the next attempt would fail in the same way, although others of its kind may not.
    pub(crate) is_permanent: bool,
    pub(crate) source: Option<BoxError>,
}

/// What a failure says of the request and in the words of the server, without secrets.
#[derive(Default)]
pub(crate) struct Described {
    method: Option<Method>,
    url: Option<String>,
    message: Option<String>,
}

impl fmt::Debug for Described {
    /// Omits the message, which is a part of a body.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Described").field("url", &self.url).finish_non_exhaustive()
    }
}

/// The kinds of errors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ErrorKind {
    /// The request could not be built from the values of the caller.
    Request(String),
    /// There are no credentials for any alternative of the operation.
    MissingCredentials(String),
    /// The credentials could not be obtained or applied.
    Credentials { reason: String, retryable: bool },
    /// There is no connection; nothing was sent.
    Connect,
    /// One attempt took too long.
    AttemptTimeout,
    /// The call took too long.
    Timeout,
    /// The connection failed after it was established.
    Connection,
    /// The response is larger than allowed.
    TooLarge(u64),
    /// A redirect that is not followed.
    Redirect(&'static str),
    /// A status that is not a success.
    Status,
    /// A body that does not fit its type.
    Decode(DecodeError),
    /// A list that repeats a page or does not end.
    Paging(&'static str),
    /// What the call began has failed, with the status that the server gives to it.
    Outcome(String),
    /// The server does not say what has become of what the call began.
    Waiting(&'static str),
}

impl Failure {
    pub(crate) fn new(operation: &'static Operation, kind: ErrorKind) -> Self {
        Self {
            kind,
            operation,
            described: None,
            attempts: 0,
            response: None,
            retry_after: None,
            is_permanent: false,
            source: None,
        }
    }

    pub(crate) fn source(mut self, source: impl Into<BoxError>) -> Self {
        self.source = Some(source.into());
        self
    }

    pub(crate) fn response(mut self, response: RawResponse) -> Self {
        self.response = Some(Box::new(response));
        self
    }

    /// Names the request.
    pub(crate) fn request(mut self, method: Method, url: Option<String>) -> Self {
        let described = self.described.get_or_insert_default();
        (described.method, described.url) = (Some(method), url);
        self
    }

    /// Quotes the server.
    pub(crate) fn set_message(&mut self, message: Option<String>) {
        self.described.get_or_insert_default().message = message;
    }

    fn status(&self) -> Option<StatusCode> {
        self.response.as_ref().map(|response| response.status)
    }

    /// Whether another attempt may succeed. Whether it may be made is another question.
    pub(crate) fn is_transient(&self) -> bool {
        match &self.kind {
            _ if self.is_permanent => false,
            ErrorKind::Connect | ErrorKind::AttemptTimeout | ErrorKind::Timeout | ErrorKind::Connection => true,
            ErrorKind::Credentials { retryable, .. } => *retryable,
            ErrorKind::Status => self.status().is_some_and(is_transient_status),
            _ => false,
        }
    }

    /// Whether the request certainly was not processed.
    pub(crate) fn is_unsent(&self) -> bool {
        matches!(self.kind, ErrorKind::Connect | ErrorKind::Credentials { .. })
    }
}

/// Why an attempt failed, and whether an attempt with new credentials may succeed.
#[derive(Debug)]
pub(crate) struct AttemptError {
    pub(crate) failure: Failure,
    pub(crate) new_credentials: bool,
}

impl From<Failure> for AttemptError {
    fn from(failure: Failure) -> Self {
        Self { failure, new_credentials: false }
    }
}

/// Whether a request with this method asks for something rather than to do something.
fn is_safe(method: &Method) -> bool {
    method.is_safe() || method.as_str() == "QUERY"
}

/// Whether a status is that of a temporary condition.
pub(crate) fn is_transient_status(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 429 | 500 | 502 | 503 | 504)
}

impl<B: FromErrorBody> Error<B> {
    #[cold]
    pub(crate) fn from_failure(failure: Failure, operation: &'static Operation) -> Self {
        let body = match (&failure.kind, &failure.response) {
            (ErrorKind::Status, Some(response)) => B::from_error_body(operation, response),
            _ => None,
        };
        Self(Box::new(Inner { failure, body }))
    }
}

impl<B> Error<B> {
    /// Returns the status of the response, if there is a response.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.0.failure.status()
    }

    /// Returns the typed body of an error response; `None` if there is none, or it does not fit its type.
    #[must_use]
    pub fn body(&self) -> Option<&B> {
        self.0.body.as_ref()
    }

    /// Takes the typed body of an error response.
    #[must_use]
    pub fn into_body(self) -> Option<B> {
        self.0.body
    }

    /// Returns the body of the response as received.
    #[must_use]
    pub fn raw_body(&self) -> Option<&Bytes> {
        self.0.failure.response.as_ref().map(|response| &response.body)
    }

    /// Returns the headers of the response.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.failure.response.as_ref().map(|response| &response.headers)
    }

    /// Returns the id that the server gave to the request, for support questions.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        request_id(self.headers()?)
    }

    /// Returns the operation id in the document.
    #[must_use]
    pub fn operation_id(&self) -> &'static str {
        self.0.failure.operation.id
    }

    /// Returns the HTTP method of the request.
    #[must_use]
    pub fn method(&self) -> Method {
        let described = self.0.failure.described.as_ref().and_then(|described| described.method.clone());
        described.unwrap_or_else(|| self.0.failure.operation.method.into())
    }

    /// Returns the URL of the request, without values that may be secret; `None` if the request was not built.
    #[must_use]
    pub fn url(&self) -> Option<&str> {
        self.0.failure.described.as_ref()?.url.as_deref()
    }

    /// Returns what the server says about the error, as one line for people: at most 200 characters of `message`, `error`,
    /// `detail`, `title` or `errors` of a JSON body, or of the first line of another body that has text.
    ///
    /// It has no markup, and `***` where the server repeats credentials of the client. [`body`](Self::body) and
    /// [`raw_body`](Self::raw_body) have all of it.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.0.failure.described.as_ref()?.message.as_deref()
    }

    /// Returns the number of attempts; 0 if none was made.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.failure.attempts
    }

    /// Returns how long the server asks to wait before another request.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.failure.retry_after
    }

    /// Returns where and why the body does not fit its type, for a decode error.
    #[must_use]
    pub fn decode_error(&self) -> Option<&DecodeError> {
        match &self.0.failure.kind {
            ErrorKind::Decode(error) => Some(error),
            _ => None,
        }
    }

    /// The server responded with a status that is not a success.
    #[must_use]
    pub fn is_status(&self) -> bool {
        self.0.failure.kind == ErrorKind::Status
    }

    /// The resource has not changed since the state that the request names (304).
    #[must_use]
    pub fn is_not_modified(&self) -> bool {
        self.has_status(StatusCode::NOT_MODIFIED)
    }

    /// The resource does not exist (404).
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.has_status(StatusCode::NOT_FOUND)
    }

    /// The server does not accept the credentials (401).
    #[must_use]
    pub fn is_unauthorized(&self) -> bool {
        self.has_status(StatusCode::UNAUTHORIZED)
    }

    /// The credentials do not allow the operation (403).
    #[must_use]
    pub fn is_forbidden(&self) -> bool {
        self.has_status(StatusCode::FORBIDDEN)
    }

    /// The request conflicts with the current state of the resource (409).
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        self.has_status(StatusCode::CONFLICT)
    }

    /// The server does not accept the request (400 or 422).
    #[must_use]
    pub fn is_invalid(&self) -> bool {
        self.has_status(StatusCode::BAD_REQUEST) || self.has_status(StatusCode::UNPROCESSABLE_ENTITY)
    }

    /// The client has sent too many requests (429); see [`retry_after`](Self::retry_after).
    #[must_use]
    pub fn is_rate_limited(&self) -> bool {
        self.has_status(StatusCode::TOO_MANY_REQUESTS)
    }

    /// The server failed (5xx).
    #[must_use]
    pub fn is_server_error(&self) -> bool {
        self.is_status() && self.status().is_some_and(|status| status.is_server_error())
    }

    /// An attempt or the call took too long.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(self.0.failure.kind, ErrorKind::AttemptTimeout | ErrorKind::Timeout)
    }

    /// There was no connection, so nothing was sent.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        self.0.failure.kind == ErrorKind::Connect
    }

    /// The connection failed after it was established. The server may have processed the request.
    #[must_use]
    pub fn is_connection(&self) -> bool {
        self.0.failure.kind == ErrorKind::Connection
    }

    /// The body does not fit its type; see [`decode_error`](Self::decode_error).
    #[must_use]
    pub fn is_decode(&self) -> bool {
        matches!(self.0.failure.kind, ErrorKind::Decode(_))
    }

    /// The server reported success, but its answer could not be read: it does not fit, is too large, or broke off. A second
    /// call would do twice what the method does.
    #[must_use]
    pub fn is_done_by_server(&self) -> bool {
        !self.is_status() && !self.is_outcome() && self.status().is_some_and(|status| status.is_success())
    }

    /// The response is larger than allowed.
    #[must_use]
    pub fn is_too_large(&self) -> bool {
        matches!(self.0.failure.kind, ErrorKind::TooLarge(_))
    }

    /// The request could not be built from the values of the caller, so nothing was sent.
    #[must_use]
    pub fn is_request(&self) -> bool {
        matches!(self.0.failure.kind, ErrorKind::Request(_))
    }

    /// Credentials are missing, or a token could not be obtained, so nothing was sent.
    #[must_use]
    pub fn is_credentials(&self) -> bool {
        matches!(self.0.failure.kind, ErrorKind::MissingCredentials(_) | ErrorKind::Credentials { .. })
    }

    /// The server responded with a redirect that is not followed.
    #[must_use]
    pub fn is_redirect(&self) -> bool {
        matches!(self.0.failure.kind, ErrorKind::Redirect(_))
    }

    /// The server repeats a page of a list, or does not end the list.
    #[must_use]
    pub fn is_paging(&self) -> bool {
        matches!(self.0.failure.kind, ErrorKind::Paging(_))
    }

    /// What the call began has failed or was cancelled, as the server said when it was asked; [`message`](Self::message)
    /// has its reason, and [`raw_body`](Self::raw_body) all that it says.
    #[must_use]
    pub fn is_outcome(&self) -> bool {
        matches!(self.0.failure.kind, ErrorKind::Outcome(_))
    }

    /// The server does not say what has become of what the call began, or names a place that the client does not know.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        matches!(self.0.failure.kind, ErrorKind::Waiting(_))
    }

    /// The condition is temporary: the same call may succeed later.
    ///
    /// It does not tell whether the request may be sent twice. The client has already retried what its policy allows.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.0.failure.is_transient()
    }

    fn has_status(&self, status: StatusCode) -> bool {
        self.is_status() && self.status() == Some(status)
    }
}

impl ErrorKind {
    /// The name in traces.
    #[cfg_attr(not(feature = "tracing"), expect(dead_code, reason = "only traces name kinds"))]
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Request(_) => "request",
            Self::MissingCredentials(_) | Self::Credentials { .. } => "credentials",
            Self::Connect => "connect",
            Self::AttemptTimeout => "attempt timeout",
            Self::Timeout => "timeout",
            Self::Connection => "connection",
            Self::TooLarge(_) => "too large",
            Self::Redirect(_) => "redirect",
            Self::Status => "status",
            Self::Decode(_) => "decode",
            Self::Paging(_) => "paging",
            Self::Outcome(_) => "outcome",
            Self::Waiting(_) => "waiting",
        }
    }

    /// What the server did, in an error after a success.
    const fn what_was_done(&self) -> &'static str {
        match self {
            Self::Decode(_) | Self::TooLarge(_) => "; the server did what was asked",
            _ => "; the server reported success before",
        }
    }

    /// Why there are no credentials, in traces: what the token endpoint responds, without its words.
    #[cfg(feature = "tracing")]
    pub(crate) fn cause(&self) -> Option<&str> {
        match self {
            Self::Credentials { reason, .. } => Some(reason),
            _ => None,
        }
    }
}

impl<B> fmt::Display for Error<B> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let failure = &self.0.failure;
        match &failure.kind {
            ErrorKind::Status if self.is_not_modified() => write!(formatter, "{}: not modified", self.operation_id())?,
            kind => write!(formatter, "{}: {kind}", self.operation_id())?,
        }
        if let Some(message) = self.message() {
            write!(formatter, ": \"{message}\"")?;
        } else if let Some(reason) = failure.reason() {
            write!(formatter, ": {reason}")?;
        }
        if self.is_done_by_server() && !is_safe(&self.method()) {
            formatter.write_str(failure.kind.what_was_done())?;
        }
        self.write_exchange(formatter)?;
        if failure.attempts > 1 {
            write!(formatter, " after {} attempts", failure.attempts)?;
        }
        match failure.next_step() {
            Some(step) => write!(formatter, "; {step}"),
            None => Ok(()),
        }
    }
}

impl<B> Error<B> {
    /// Writes the request and the head of the response, in brackets.
    fn write_exchange(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let request = self.url().map(|url| format!("{} {url}", self.method()));
        let status = self.status().map(|status| format!("status {status}"));
        let id = self.request_id().map(|id| format!("request id {id}"));
        let parts: Vec<String> = [request, status, id].into_iter().flatten().collect();
        if parts.is_empty() { Ok(()) } else { write!(formatter, " ({})", parts.join(", ")) }
    }
}

impl Failure {
    /// Why there is no connection, or why it failed.
    fn reason(&self) -> Option<Cow<'static, str>> {
        match self.kind {
            ErrorKind::Connect | ErrorKind::Connection => failure_reason::reason(self.source.as_deref()?),
            _ => None,
        }
    }

    fn is_stalled(&self) -> bool {
        self.source.as_deref().is_some_and(|source| causes(source).any(|cause| cause.is::<Stalled>()))
    }

    /// What the caller can do, where that is not clear.
    fn next_step(&self) -> Option<String> {
        let step = match &self.kind {
            ErrorKind::Connection if self.is_stalled() => "`stall_timeout` sets the limit",
            ErrorKind::MissingCredentials(_) => "to send it without them, give `Credentials::none()`",
            ErrorKind::AttemptTimeout => "`attempt_timeout` sets the limit",
            ErrorKind::Timeout => "`timeout` sets the limit",
            ErrorKind::TooLarge(_) => "`max_response_size` sets the limit, `send_stream` has none",
            ErrorKind::Decode(error) if error.is_about_parts() => {
                "`error.raw_body()` is the body, `.tolerant()` reads what fits"
            }
            ErrorKind::Decode(_) => "`error.raw_body()` is the body",
            ErrorKind::Status | ErrorKind::Credentials { .. } => {
                return self.retry_after.map(|after| format!("it asks to wait {after:?}"));
            }
            _ => return None,
        };
        Some(step.to_owned())
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Request(reason) => write!(formatter, "the request cannot be built: {reason}"),
            Self::MissingCredentials(needed) => {
                write!(formatter, "no credentials; it requires {needed}")
            }
            Self::Credentials { reason, .. } => write!(formatter, "no credentials obtained: {reason}"),
            Self::Connect => formatter.write_str("no connection"),
            Self::AttemptTimeout => formatter.write_str("no response in time"),
            Self::Timeout => formatter.write_str("no result in time"),
            Self::Connection => formatter.write_str("the connection failed"),
            Self::TooLarge(limit) => write!(formatter, "the response has more than {limit} bytes"),
            Self::Redirect(reason) => write!(formatter, "redirect not followed: {reason}"),
            Self::Status => formatter.write_str("the server refused"),
            Self::Decode(error) => write!(formatter, "unexpected response: {error}"),
            Self::Paging(reason) | Self::Waiting(reason) => formatter.write_str(reason),
            Self::Outcome(status) if status.is_empty() => formatter.write_str("what was begun has failed"),
            Self::Outcome(status) => write!(formatter, "what was begun has ended as {status:?}"),
        }
    }
}

impl<B> fmt::Debug for Error<B> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let failure = &self.0.failure;
        formatter
            .debug_struct("Error")
            .field("operation", &failure.operation.id)
            .field("kind", &failure.kind)
            .field("status", &failure.status())
            .field("request_id", &self.request_id())
            .field("attempts", &failure.attempts)
            .field("body_bytes", &self.raw_body().map(Bytes::len))
            .field("source", &failure.source)
            .finish()
    }
}

impl<B> std::error::Error for Error<B> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match (&self.0.failure.source, &self.0.failure.kind) {
            (Some(source), _) => Some(source.as_ref()),
            (None, ErrorKind::Decode(error)) => Some(error),
            (None, _) => None,
        }
    }
}
