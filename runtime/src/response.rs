//! Responses: raw and typed, and the traits that decode them.

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde_json::Value;

use crate::body::Body;
use crate::charset::Charset;
use crate::decoder::Decoder;
use crate::drift::Drifted;
use crate::model::{DecodeError, DecodeOptions, Drift, DriftKind, Model};
use crate::operation::Operation;
pub use crate::raw_response::RawResponse;
use crate::raw_response::{media_type, request_id};

/// A typed response: the value, the status and the headers.
///
/// Fields and methods of the value are those of the response too. To move the value or a part of it, to compare it or to
/// pass it on, take it out: [`into_value`](Self::into_value), or await the call without `send`, which gives the value.
///
/// ```
/// # use clientgen_runtime::Response;
/// # fn show(response: Response<(String, i64)>) -> String {
/// let length = response.0.len();
/// let (name, _) = response.into_value();
/// # assert_eq!(length, name.len());
/// # name
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Response<T> {
    pub(crate) value: T,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) attempts: u32,
    /// `None` where everything fits.
    pub(crate) drifted: Option<Box<Drifted>>,
}

impl<T> Response<T> {
    pub(crate) const fn new(value: T, status: StatusCode, headers: HeaderMap, attempts: u32) -> Self {
        Self { value, status, headers, attempts, drifted: None }
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

    /// Returns the media type of the body, without parameters, if the server sends one.
    pub fn media_type(&self) -> Option<&str> {
        media_type(&self.headers)
    }

    /// Returns the number of attempts; 1 if the first succeeded.
    pub const fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Where the response differs from what the document promises, up to some number of places; empty where it fits.
    pub fn drift(&self) -> &[Drift] {
        self.drifted.as_ref().map_or(&[], |drifted| &drifted.drift)
    }

    /// The body as received; kept if there is [`drift`](Self::drift), or if the document describes no body.
    pub fn raw_body(&self) -> Option<&Bytes> {
        self.drifted.as_ref().map(|drifted| &drifted.raw_body)
    }

    /// Whether nothing of the value was in the response, which would end a list without a word: no body, or an object
    /// without any declared member. 204 says that there is nothing.
    pub(crate) fn has_none_of_its_value(&self) -> bool {
        let is_none = |drift: &Drift| {
            matches!(drift.kind(), DriftKind::NoBody | DriftKind::NothingDeclared) && drift.path() == "$"
        };
        self.status != StatusCode::NO_CONTENT && self.drift().iter().any(is_none)
    }

    /// The members that the document does not declare, by path; kept if the call or the client asks for it with
    /// `keep_undeclared`.
    pub fn undeclared(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.drift().iter().filter_map(|drift| Some((drift.path(), drift.value()?)))
    }

    /// Replaces the value.
    pub fn map<U>(self, map: impl FnOnce(T) -> U) -> Response<U> {
        let Self { value, status, headers, attempts, drifted } = self;
        Response { value: map(value), status, headers, attempts, drifted }
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
        RawResponse { status: self.status, headers: self.headers, body, attempts: self.attempts }
    }
}

/// A type that a successful response decodes into.
pub trait FromResponse: Sized {
    /// Decodes the response strictly.
    ///
    /// # Errors
    ///
    /// [`DecodeError`] if the response does not fit the type.
    fn from_response(response: &RawResponse) -> Result<Self, DecodeError> {
        Self::read(response, &mut Decoder::new(DecodeOptions::STRICT, ""))
    }

    /// Decodes the response as strictly as the decoder is, which records the drift.
    #[doc(hidden)]
    fn read(response: &RawResponse, decoder: &mut Decoder) -> Result<Self, DecodeError>;
}

impl<T: Model> FromResponse for T {
    #[inline]
    fn read(response: &RawResponse, decoder: &mut Decoder) -> Result<Self, DecodeError> {
        let mut value = T::empty();
        read_into(&mut value, response, decoder)?;
        Ok(value)
    }
}

/// Decodes the response into an empty value.
#[inline]
pub(crate) fn read_into<T: Model>(
    value: &mut T,
    response: &RawResponse,
    decoder: &mut Decoder,
) -> Result<(), DecodeError> {
    if response.body.is_empty()
        && let Some(absent) = T::absent()
    {
        *value = absent;
        return Ok(());
    }
    decoder.json(response, value.slot())
}

/// A body that is plain text: UTF-8, or in UTF-16 or Windows-1252 (ISO 8859-1) where it says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text(pub String);

impl FromResponse for Text {
    fn read(response: &RawResponse, _: &mut Decoder) -> Result<Self, DecodeError> {
        match std::str::from_utf8(&response.body) {
            Ok(text) => Ok(Self(text.to_owned())),
            Err(error) => {
                let in_another = Charset::of(&response.headers, &response.body);
                in_another.and_then(|charset| charset.decode(&response.body)).map(Self).ok_or_else(|| {
                    DecodeError::at_root("UTF-8 text", format!("other bytes at offset {}", error.valid_up_to()))
                })
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
    fn read(response: &RawResponse, _: &mut Decoder) -> Result<Self, DecodeError> {
        Ok(response.body.clone())
    }
}

/// An empty body is `None`: some statuses of an operation have no body.
macro_rules! optional_body {
    ($($body:ty),*) => {$(
        impl FromResponse for Option<$body> {
            fn read(response: &RawResponse, decoder: &mut Decoder) -> Result<Self, DecodeError> {
                if response.body.is_empty() { Ok(None) } else { <$body>::read(response, decoder).map(Some) }
            }
        }
    )*};
}

optional_body!(Bytes, Text);

impl FromResponse for RawResponse {
    fn read(response: &RawResponse, _: &mut Decoder) -> Result<Self, DecodeError> {
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
        read_error_body(response)
    }
}

/// Decodes the body of an error response tolerantly, so that the body never hides the error; `None` if it is a value of
/// another kind.
#[doc(hidden)]
pub fn read_error_body<T: FromResponse>(response: &RawResponse) -> Option<T> {
    let mut decoder = Decoder::new(DecodeOptions::TOLERANT, "");
    let value = T::read(response, &mut decoder).ok()?;
    (!decoder.is_other_kind()).then_some(value)
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
                    |response| $crate::codegen::read_error_body(response).map($name::$variant)
                ),*];
                operation
                    .error_case(response.status.as_u16())
                    .and_then(|index| CASES.get(index))
                    .and_then(|case| case(response))
                    .or_else(|| $crate::codegen::read_error_body(response).map(Self::Unknown))
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
            fn read(
                response: &$crate::codegen::RawResponse,
                decoder: &mut $crate::codegen::Decoder,
            ) -> ::core::result::Result<Self, $crate::codegen::DecodeError> {
                #[allow(unreachable_patterns, reason = "the list may contain an arm for all other statuses")]
                match response.status.as_u16() {
                    $($status => $crate::codegen::FromResponse::read(response, decoder).map(Self::$variant),)*
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
    use http::{HeaderValue, header};

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
