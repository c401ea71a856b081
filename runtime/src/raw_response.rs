//! [`RawResponse`]: a response as received, before it is decoded.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};

/// A response as received, with its whole body.
#[derive(Clone)]
#[non_exhaustive]
pub struct RawResponse {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
    /// The number of attempts; 1 if the first succeeded.
    pub attempts: u32,
}

impl RawResponse {
    /// Creates a response with a status, a body and no headers.
    pub fn new(status: StatusCode, body: impl Into<Bytes>) -> Self {
        Self { status, headers: HeaderMap::new(), body: body.into(), attempts: 1 }
    }

    /// Returns the status.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    /// Returns the headers.
    #[must_use]
    pub const fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns the body; it is always there, other than on a decoded [`Response`](crate::Response).
    #[must_use]
    pub const fn raw_body(&self) -> Option<&Bytes> {
        Some(&self.body)
    }

    /// Returns the number of attempts; 1 if the first succeeded.
    #[must_use]
    pub const fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Returns the id that the server gave to the request, for support questions.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.headers)
    }

    /// Returns the media type of the body, without parameters, if the server sends one.
    #[must_use]
    pub fn media_type(&self) -> Option<&str> {
        media_type(&self.headers)
    }
}

/// The media type of a body, without parameters.
pub(crate) fn media_type(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    value.split(';').next().map(str::trim)
}

/// The id of a request under the names servers use for it.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    const NAMES: [&str; 6] =
        ["x-request-id", "request-id", "x-correlation-id", "x-amzn-requestid", "x-amz-request-id", "x-trace-id"];
    // A longer value is not an id, and must not get into error messages.
    const MAX_LENGTH: usize = 128;
    NAMES.iter().find_map(|name| headers.get(*name)?.to_str().ok().filter(|id| id.len() <= MAX_LENGTH))
}

impl fmt::Debug for RawResponse {
    /// Omits the body, which must not appear in logs.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("RawResponse")
            .field("status", &self.status)
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// Whether a media type is JSON: `application/json`, `application/problem+json`, ...
pub(crate) fn is_json(media_type: &str) -> bool {
    let media_type = media_type.split(';').next().unwrap_or_default().trim_end();
    let subtype = media_type.rsplit('/').next().unwrap_or_default().as_bytes();
    let (rest, last) = subtype.split_at(subtype.len().saturating_sub(4));
    last.eq_ignore_ascii_case(b"json") && matches!(rest.last(), None | Some(b'+' | b'-'))
}
