//! Responses: raw and typed, and the traits that decode them.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};

use crate::body::Body;
use crate::model::machinery::Slot;
use crate::model::{self, DecodeError, Model};
use crate::operation::Operation;

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

/// A typed response: the value, the status and the headers.
#[derive(Clone, Debug)]
pub struct Response<T> {
    pub(crate) value: T,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) attempts: u32,
}

impl<T> Response<T> {
    pub(crate) const fn new(value: T, status: StatusCode, headers: HeaderMap, attempts: u32) -> Self {
        Self { value, status, headers, attempts }
    }

    /// Returns the value.
    pub const fn value(&self) -> &T {
        &self.value
    }

    /// Takes the value.
    pub fn into_value(self) -> T {
        self.value
    }

    /// Returns the status, which distinguishes several kinds of success.
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    /// Returns the headers.
    pub const fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns the id that the server gave to the request, for support questions.
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.headers)
    }

    /// Returns the number of attempts; 1 if the first succeeded.
    pub const fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Replaces the value.
    pub fn map<U>(self, map: impl FnOnce(T) -> U) -> Response<U> {
        Response::new(map(self.value), self.status, self.headers, self.attempts)
    }
}

impl<T> std::ops::Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl Response<Body> {
    /// The response with its body, which must have been read.
    pub(crate) fn into_raw(self) -> RawResponse {
        // A body that has been read is not a stream.
        let body = self.value.into_bytes().unwrap_or_default();
        RawResponse { status: self.status, headers: self.headers, body }
    }
}

/// The id of a request under the names servers use for it.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    const NAMES: [&str; 6] =
        ["x-request-id", "request-id", "x-correlation-id", "x-amzn-requestid", "x-amz-request-id", "x-trace-id"];
    // A longer value is not an id, and must not get into error messages.
    const MAX_LENGTH: usize = 128;
    NAMES.iter().find_map(|name| headers.get(*name)?.to_str().ok().filter(|id| id.len() <= MAX_LENGTH))
}

/// A type that a successful response decodes into.
pub trait FromResponse: Sized {
    /// Decodes the response.
    ///
    /// # Errors
    ///
    /// [`DecodeError`] if the response does not fit the type.
    fn from_response(response: &RawResponse) -> Result<Self, DecodeError>;
}

impl<T: Model> FromResponse for T {
    #[inline]
    fn from_response(response: &RawResponse) -> Result<Self, DecodeError> {
        if response.body.is_empty() {
            return T::absent().ok_or_else(|| DecodeError::at_root("a body", "nothing"));
        }
        let mut value = T::empty();
        decode_json(response, value.slot())?;
        Ok(value)
    }
}

/// The part of decoding that does not depend on the type, compiled once.
fn decode_json(response: &RawResponse, slot: Slot<'_>) -> Result<(), DecodeError> {
    let slot = match (slot, plain_text(response)) {
        // Many servers send plain text where the document declares a JSON string.
        (Slot::String(place), Some(text)) if model::decode::<String>(&response.body).is_err() => {
            text.clone_into(place);
            return Ok(());
        }
        (slot, _) => slot,
    };
    model::decode_into(&response.body, slot, model::DecodeOptions::STRICT).map(drop).map_err(|error| {
        match response.media_type() {
            // The media type describes an error page of a proxy better than the position of a syntax error.
            Some(media_type) if error.path() == "$" && !is_json(media_type) => {
                DecodeError::at_root("JSON", format!("a body of type {media_type}"))
            }
            _ => error,
        }
    })
}

/// The body of a response with the media type `text/plain`.
fn plain_text(response: &RawResponse) -> Option<&str> {
    let is_text = response.media_type().is_some_and(|media_type| media_type.eq_ignore_ascii_case("text/plain"));
    is_text.then(|| std::str::from_utf8(&response.body).ok()).flatten()
}

/// Whether a media type is JSON: `application/json`, `application/problem+json`, ...
pub(crate) fn is_json(media_type: &str) -> bool {
    let media_type = media_type.split(';').next().unwrap_or_default().trim_end();
    let subtype = media_type.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    subtype == "json" || subtype.ends_with("+json") || subtype.ends_with("-json")
}

/// A body that is plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text(pub String);

impl FromResponse for Text {
    fn from_response(response: &RawResponse) -> Result<Self, DecodeError> {
        match std::str::from_utf8(&response.body) {
            Ok(text) => Ok(Self(text.to_owned())),
            Err(error) => {
                Err(DecodeError::at_root("UTF-8 text", format!("other bytes at offset {}", error.valid_up_to())))
            }
        }
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.0
    }
}

impl FromResponse for Bytes {
    fn from_response(response: &RawResponse) -> Result<Self, DecodeError> {
        Ok(response.body.clone())
    }
}

/// An empty body is `None`: some statuses of an operation have no body.
macro_rules! optional_body {
    ($($body:ty),*) => {$(
        impl FromResponse for Option<$body> {
            fn from_response(response: &RawResponse) -> Result<Self, DecodeError> {
                if response.body.is_empty() { Ok(None) } else { <$body>::from_response(response).map(Some) }
            }
        }
    )*};
}

optional_body!(Bytes, Text);

impl FromResponse for RawResponse {
    fn from_response(response: &RawResponse) -> Result<Self, DecodeError> {
        Ok(response.clone())
    }
}

/// A type that the body of an error response decodes into.
pub trait FromErrorBody: Sized {
    /// Decodes the body; `None` if it does not fit the type.
    fn from_error_body(operation: &'static Operation, response: &RawResponse) -> Option<Self>;
}

impl<T: Model> FromErrorBody for T {
    fn from_error_body(_: &'static Operation, response: &RawResponse) -> Option<Self> {
        T::from_response(response).ok()
    }
}

/// Makes an enum of error models, with a variant `Unknown(Value)`, the error body of an API.
///
/// The position of a variant is the index in [`ErrorCase`](crate::codegen::ErrorCase).
#[doc(hidden)]
#[macro_export]
macro_rules! error_cases {
    ($name:ident { $($variant:ident),* $(,)? }) => {
        impl $crate::codegen::FromErrorBody for $name {
            fn from_error_body(
                operation: &'static $crate::codegen::Operation,
                response: &$crate::codegen::RawResponse,
            ) -> ::core::option::Option<Self> {
                const CASES: &[fn(&$crate::codegen::RawResponse) -> ::core::option::Option<$name>] = &[$(
                    |response| $crate::codegen::FromResponse::from_response(response).ok().map($name::$variant)
                ),*];
                operation
                    .error_case(response.status.as_u16())
                    .and_then(|index| CASES.get(index))
                    .and_then(|case| case(response))
                    .or_else(|| $crate::codegen::FromResponse::from_response(response).ok().map(Self::Unknown))
            }
        }
    };
}

/// Makes an enum a response type with one variant per status: `200 => Ready, 201..=299 => Other, _ => Rest`.
#[doc(hidden)]
#[macro_export]
macro_rules! by_status {
    ($name:ident { $($status:pat => $variant:ident),* $(,)? }) => {
        impl $crate::codegen::FromResponse for $name {
            fn from_response(
                response: &$crate::codegen::RawResponse,
            ) -> ::core::result::Result<Self, $crate::codegen::DecodeError> {
                #[allow(unreachable_patterns, reason = "the list may contain an arm for all other statuses")]
                match response.status.as_u16() {
                    $($status => $crate::codegen::FromResponse::from_response(response).map(Self::$variant),)*
                    status => ::core::result::Result::Err($crate::codegen::DecodeError::unexpected_status(
                        &[$(::core::stringify!($status)),*],
                        status,
                    )),
                }
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[test]
    fn an_empty_body_is_null_where_any_json_is_declared() {
        let nothing = RawResponse::new(StatusCode::OK, "");
        assert_eq!(serde_json::Value::from_response(&nothing), Ok(serde_json::Value::Null));
        assert!(String::from_response(&nothing).is_err());
    }

    #[test]
    fn a_string_may_be_sent_as_plain_text() {
        let response = |media_type: &'static str, body: &'static str| {
            let mut response = RawResponse::new(StatusCode::OK, body);
            response.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
            String::from_response(&response).ok()
        };
        assert_eq!(response("text/plain; charset=utf-8", "some text").as_deref(), Some("some text"));
        assert_eq!(response("text/plain", "\"quoted\"").as_deref(), Some("quoted"));
        assert_eq!(response("application/json", "some text"), None);
        assert_eq!(response("text/html", "<html>"), None);
    }

    #[test]
    fn an_empty_body_is_none() {
        let none = RawResponse::new(StatusCode::ACCEPTED, Bytes::new());
        let some = RawResponse::new(StatusCode::OK, "label");
        assert_eq!(Option::<Bytes>::from_response(&none).ok(), Some(None));
        assert_eq!(Option::<Text>::from_response(&none).ok(), Some(None));
        assert_eq!(Option::<Bytes>::from_response(&some).ok(), Some(Some(Bytes::from("label"))));
        assert_eq!(Option::<Text>::from_response(&some).ok(), Some(Some(Text("label".to_owned()))));
    }
}
