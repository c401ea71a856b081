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
}

impl RawResponse {
    /// Creates a response with a status, a body and no headers.
    pub fn new(status: StatusCode, body: impl Into<Bytes>) -> Self {
        Self { status, headers: HeaderMap::new(), body: body.into() }
    }

    /// Returns the media type of the body, without parameters, if the server sends one.
    #[must_use]
    pub fn media_type(&self) -> Option<&str> {
        let value = self.headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
        value.split(';').next().map(str::trim)
    }
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
