//! [`Call`]: one call of an operation, which is built, then awaited or sent.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use crate::body::Body;
use crate::client::Client;
use crate::context::DecodeContext;
use crate::decoder::Decoder;
use crate::drift::Drifted;
use crate::error::{Error, ErrorKind, Failure};
use crate::execute::{self, PendingResponse, Received};
use crate::model::{DecodeError, Model, Strictness};
use crate::multipart::Form;
use crate::operation::{Location, Operation, Parameter};
use crate::param::ParamValue;
use crate::request::Request;
use crate::response::{FromErrorBody, FromResponse, RawResponse, Response};
use crate::retry::RetryPolicy;
use crate::typed_body::TypedBody;

/// One call of an operation. Nothing is sent until it is awaited or [`send`](Self::send) is called.
///
/// Awaiting returns the value; [`send`](Self::send) returns the value with status and headers. `T` is the type of a
/// success, `B` that of the error body. A call owns its data, so another task can send it.
#[must_use = "a call does nothing until it is awaited or sent"]
pub struct Call<T, B> {
    request: Box<Request>,
    marker: PhantomData<fn() -> (T, B)>,
}

/// What generated code calls to build a call.
#[doc(hidden)]
impl<T, B> Call<T, B> {
    #[inline]
    pub fn new(client: &Client, operation: &'static Operation) -> Self {
        Self::from_request(Box::new(Request::new(client.clone(), operation)))
    }

    #[inline]
    pub fn path(self, name: &'static str, value: impl Into<ParamValue>) -> Self {
        self.with(|request| request.parameter(Location::Path, name, value.into()))
    }

    #[inline]
    pub fn query(self, name: &'static str, value: impl Into<ParamValue>) -> Self {
        self.with(|request| request.parameter(Location::Query, name, value.into()))
    }

    #[inline]
    pub fn querystring(self, name: &'static str, value: impl Into<ParamValue>) -> Self {
        self.with(|request| request.parameter(Location::Querystring, name, value.into()))
    }

    #[inline]
    pub fn header_param(self, name: &'static str, value: impl Into<ParamValue>) -> Self {
        self.with(|request| request.parameter(Location::Header, name, value.into()))
    }

    #[inline]
    pub fn cookie(self, name: &'static str, value: impl Into<ParamValue>) -> Self {
        self.with(|request| request.parameter(Location::Cookie, name, value.into()))
    }

    #[inline]
    pub fn json(self, value: &impl Model) -> Self {
        self.json_as("application/json", value)
    }

    #[inline]
    pub fn json_as(self, media_type: &'static str, value: &impl Model) -> Self {
        self.with(|request| request.json(media_type, value))
    }

    #[inline]
    pub fn form(self, value: &impl Model) -> Self {
        self.with(|request| request.form(value, &[]))
    }

    /// As `form`, with a style for each field that has one in the document (`encoding`).
    #[inline]
    pub fn form_with(self, value: &impl Model, styles: &[Parameter]) -> Self {
        self.with(|request| request.form(value, styles))
    }

    #[inline]
    pub fn multipart(self, form: Form) -> Self {
        self.multipart_as("multipart/form-data", form)
    }

    #[inline]
    pub fn multipart_as(self, media_type: &'static str, form: Form) -> Self {
        self.with(|request| request.multipart(media_type, form))
    }

    #[inline]
    pub fn text(self, text: impl Into<String>) -> Self {
        self.text_as("text/plain; charset=utf-8", text)
    }

    #[inline]
    pub fn text_as(self, media_type: &'static str, text: impl Into<String>) -> Self {
        self.with(|request| request.body(media_type, text.into().into()))
    }

    #[inline]
    pub fn bytes(self, media_type: impl Into<String>, body: impl Into<Body>) -> Self {
        self.with(|request| request.body(media_type.into(), body.into()))
    }

    #[inline]
    pub fn typed_body(self, body: TypedBody) -> Self {
        self.with(|request| request.body(body.media_type, body.body))
    }

    #[inline]
    pub(crate) const fn from_request(request: Box<Request>) -> Self {
        Self { request, marker: PhantomData }
    }

    #[inline]
    fn with(mut self, change: impl FnOnce(&mut Request)) -> Self {
        change(&mut self.request);
        self
    }

    /// The same call for another type of a success.
    pub(crate) fn into_value<U>(self) -> Call<U, B> {
        Call::from_request(self.request)
    }

    pub(crate) fn into_request(self) -> Box<Request> {
        self.request
    }

    pub(crate) fn request(&self) -> &Request {
        &self.request
    }

    pub(crate) fn request_mut(&mut self) -> &mut Request {
        &mut self.request
    }
}

impl<T, B> Call<T, B> {
    /// Limits the time of this call, including all attempts.
    pub fn timeout(self, timeout: Duration) -> Self {
        self.with(|request| request.options_mut().timeout = Some(timeout))
    }

    /// Limits the time of each attempt of this call.
    pub fn attempt_timeout(self, timeout: Duration) -> Self {
        self.with(|request| request.options_mut().attempt_timeout = Some(timeout))
    }

    /// Limits how long the body may pause if this call streams it; it then ends with [`Stalled`](crate::Stalled).
    pub fn stall_timeout(self, timeout: Duration) -> Self {
        self.with(|request| request.options_mut().stall_timeout = Some(timeout))
    }

    /// Sets what is retried in this call.
    pub fn retry(self, policy: RetryPolicy) -> Self {
        self.with(|request| request.options_mut().retry = Some(policy))
    }

    /// Adds a header to this call. If it is not valid, the call fails when it is sent.
    ///
    /// It replaces the header of that name that the client sends, credentials included. Repeated headers are all sent.
    pub fn header(self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.with(|request| request.header(name.as_ref(), value.as_ref()))
    }

    /// Adds a query parameter that the document does not have. Repeated ones are all sent.
    pub fn query_extra(self, name: impl AsRef<str>, value: impl fmt::Display) -> Self {
        self.with(|request| request.query_extra(name.as_ref(), &value))
    }

    /// Limits the size of the response in bytes.
    pub fn max_response_size(self, bytes: u64) -> Self {
        self.with(|request| request.options_mut().max_response_size = Some(bytes))
    }

    /// Reads the response of this call strictly: whatever does not fit the document is an error.
    pub fn strict(self) -> Self {
        self.with(|request| request.options_mut().strictness = Some(Strictness::Strict))
    }

    /// Reads whatever loses nothing and invents nothing of the response of this call, as by default.
    pub fn lenient(self) -> Self {
        self.with(|request| request.options_mut().strictness = Some(Strictness::Lenient))
    }

    /// Reads whatever is JSON in the response of this call: what does not fit is the empty value of its type, and
    /// `Response::drift` tells where.
    pub fn tolerant(self) -> Self {
        self.with(|request| request.options_mut().strictness = Some(Strictness::Tolerant))
    }

    /// Keeps members of the response that the document does not declare, for `Response::undeclared`.
    pub fn keep_undeclared(self) -> Self {
        self.with(|request| request.options_mut().keep_undeclared = true)
    }
}

impl<T: CallValue, B: FromErrorBody> Call<T, B> {
    /// Sends the call and returns the value with status and headers.
    ///
    /// # Errors
    ///
    /// [`Error`] if the request could not be built or sent, if the status is not a success, or if the body does
    /// not fit `T`.
    #[inline]
    pub fn send(self) -> ResponseFuture<Response<T>, B> {
        ResponseFuture::new(self.request)
    }
}

impl<T, B: FromErrorBody> Call<T, B> {
    /// Sends the call and returns the response without decoding it.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send), except that nothing is decoded.
    #[inline]
    pub fn send_raw(self) -> ResponseFuture<RawResponse, B> {
        ResponseFuture::new(self.request)
    }

    /// Sends the call and returns the body as it arrives, for downloads that do not fit into memory.
    ///
    /// The time limits apply until the head of the response has arrived, and `stall_timeout` from then on; the size is
    /// not limited.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send), except that nothing is decoded. Reading the body may fail later.
    #[inline]
    pub fn send_stream(self) -> ResponseFuture<Response<Body>, B> {
        ResponseFuture::new(self.request)
    }
}

/// The type of a success: a value, or a stream of values.
#[doc(hidden)]
pub trait CallValue: Sized {
    /// Whether the value reads the body while it arrives.
    const STREAMS: bool;
    /// Decodes a successful response, whose body has been read unless `STREAMS`.
    fn read(response: Response<Body>, context: DecodeContext) -> Result<Response<Self>, Box<DecodeFailure>>;
    /// As `read`, where only the value is asked for.
    fn read_value(response: Response<Body>, context: DecodeContext) -> Result<Self, Box<DecodeFailure>> {
        Self::read(response, context).map(Response::into_value)
    }
}

/// A response that does not decode, with the reason.
#[derive(Debug)]
pub struct DecodeFailure(Failure);

impl<T: FromResponse> CallValue for T {
    const STREAMS: bool = false;

    fn read(response: Response<Body>, context: DecodeContext) -> Result<Response<Self>, Box<DecodeFailure>> {
        decode(response, &context, T::read)
    }

    /// The value is large, so it is not moved into a response and out of it again.
    fn read_value(response: Response<Body>, context: DecodeContext) -> Result<Self, Box<DecodeFailure>> {
        let response = response.into_raw();
        let mut decoder = context.decoder();
        let outcome = T::read(&response, &mut decoder);
        if outcome.is_ok() {
            context.report(&decoder.into_drift());
        }
        outcome.map_err(|error| DecodeFailure::new(error, response, &context))
    }
}

/// The body as it arrives.
impl CallValue for Body {
    const STREAMS: bool = true;

    fn read(response: Response<Body>, _: DecodeContext) -> Result<Response<Self>, Box<DecodeFailure>> {
        Ok(response)
    }
}

/// Decodes a response whose body has been read.
#[inline]
pub(crate) fn decode<T>(
    response: Response<Body>,
    context: &DecodeContext,
    read: impl FnOnce(&RawResponse, &mut Decoder) -> Result<T, DecodeError>,
) -> Result<Response<T>, Box<DecodeFailure>> {
    let response = response.into_raw();
    let mut decoder = context.decoder();
    match read(&response, &mut decoder) {
        Ok(value) => {
            // What has no value may have a body that the document does not describe.
            let is_undescribed = size_of::<T>() == 0 && !response.body.is_empty();
            Ok(with_drift(response, decoder, is_undescribed, context).map(|()| value))
        }
        Err(error) => Err(DecodeFailure::new(error, response, context)),
    }
}

/// A response that could be decoded, with what did not fit all the same.
fn with_drift(raw: RawResponse, decoder: Decoder, is_undescribed: bool, context: &DecodeContext) -> Response<()> {
    let RawResponse { status, headers, body, attempts } = raw;
    let drift = decoder.into_drift();
    let drifted = (!drift.is_empty() || is_undescribed).then(|| {
        context.report(&drift);
        Box::new(Drifted { drift, raw_body: body })
    });
    Response { value: (), status, headers, attempts, drifted }
}

impl DecodeFailure {
    pub(crate) fn into_failure(self) -> Failure {
        self.0
    }

    #[cold]
    fn new(error: DecodeError, response: RawResponse, context: &DecodeContext) -> Box<Self> {
        context.report(error.drift());
        let attempts = response.attempts;
        Box::new(Self(Failure { attempts, ..context.failure(ErrorKind::Decode(error)).response(response) }))
    }
}

/// What awaiting returns: the value alone, or the value with its response.
#[doc(hidden)]
pub trait CallOutput: Sized {
    type Value: CallValue;
    fn read(response: Response<Body>, context: DecodeContext) -> Result<Self, Box<DecodeFailure>>;
}

impl<T: CallValue> CallOutput for T {
    type Value = T;

    #[inline]
    fn read(response: Response<Body>, context: DecodeContext) -> Result<Self, Box<DecodeFailure>> {
        T::read_value(response, context)
    }
}

impl<T: CallValue> CallOutput for Response<T> {
    type Value = T;

    #[inline]
    fn read(response: Response<Body>, context: DecodeContext) -> Result<Self, Box<DecodeFailure>> {
        T::read(response, context)
    }
}

impl<T, B> IntoFuture for Call<T, B>
where
    T: CallValue,
    B: FromErrorBody,
{
    type Output = Result<T, Error<B>>;
    type IntoFuture = ResponseFuture<T, B>;

    #[inline]
    fn into_future(self) -> Self::IntoFuture {
        ResponseFuture::new(self.request)
    }
}

/// The future of a call. `T` is the value, or the [`Response`] with the value.
///
/// Dropping it cancels the call.
#[must_use = "futures do nothing unless polled"]
pub struct ResponseFuture<T, B> {
    response: PendingResponse,
    operation: &'static Operation,
    marker: PhantomData<fn() -> (T, B)>,
}

impl<T: CallOutput, B> ResponseFuture<T, B> {
    #[inline]
    fn new(request: Box<Request>) -> Self {
        let operation = request.operation;
        let response = if T::Value::STREAMS { execute::streamed(request) } else { execute::buffered(request) };
        Self { response, operation, marker: PhantomData }
    }
}

impl<T: CallOutput, B: FromErrorBody> Future for ResponseFuture<T, B> {
    type Output = Result<T, Error<B>>;

    #[inline]
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let operation = self.operation;
        self.response.as_mut().poll(context).map(|outcome| {
            let read = |received: Received| T::read(received.response, received.context).map_err(|error| error.0);
            outcome.and_then(read).map_err(|failure| Error::from_failure(failure, operation))
        })
    }
}

impl<T, B> fmt::Debug for ResponseFuture<T, B> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ResponseFuture").field("operation", &self.operation.id).finish_non_exhaustive()
    }
}

impl<T, B> Clone for Call<T, B> {
    fn clone(&self) -> Self {
        Self { request: self.request.clone(), marker: PhantomData }
    }
}

impl<T, B> fmt::Debug for Call<T, B> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Call").field("operation", &self.request.operation.id).finish_non_exhaustive()
    }
}

/// Implements the methods of a call for a newtype over [`Call`]: `request!(ListUsers -> UserPage, ErrorBody)`.
#[doc(hidden)]
#[macro_export]
macro_rules! request {
    ($name:ident -> $value:ty, $body:ty) => {
        impl ::core::clone::Clone for $name {
            fn clone(&self) -> Self {
                Self(::core::clone::Clone::clone(&self.0))
            }
        }

        impl ::core::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.0, formatter)
            }
        }

        impl $name {
            /// Limits the time of this call, including all attempts.
            #[inline]
            pub fn timeout(self, timeout: ::core::time::Duration) -> Self {
                Self(self.0.timeout(timeout))
            }

            /// Limits the time of each attempt of this call.
            #[inline]
            pub fn attempt_timeout(self, timeout: ::core::time::Duration) -> Self {
                Self(self.0.attempt_timeout(timeout))
            }

            /// Sets what is retried in this call.
            #[inline]
            pub fn retry(self, policy: $crate::RetryPolicy) -> Self {
                Self(self.0.retry(policy))
            }

            /// Adds a header to this call. If it is not valid, the call fails when it is sent.
            #[inline]
            pub fn header(
                self,
                name: impl ::core::convert::AsRef<str>,
                value: impl ::core::convert::AsRef<str>,
            ) -> Self {
                Self(self.0.header(name, value))
            }

            /// Adds a query parameter that the document does not have. Repeated ones are all sent.
            #[inline]
            pub fn query_extra(self, name: impl ::core::convert::AsRef<str>, value: impl ::core::fmt::Display) -> Self {
                Self(self.0.query_extra(name, value))
            }

            /// Limits the size of the response in bytes.
            #[inline]
            pub fn max_response_size(self, bytes: u64) -> Self {
                Self(self.0.max_response_size(bytes))
            }

            /// Reads the response of this call strictly: whatever does not fit the document is an error.
            #[inline]
            pub fn strict(self) -> Self {
                Self(self.0.strict())
            }

            /// Reads whatever loses nothing and invents nothing of the response of this call, as by default.
            #[inline]
            pub fn lenient(self) -> Self {
                Self(self.0.lenient())
            }

            /// Reads whatever is JSON in the response of this call: what does not fit is the empty value of its type, and
            /// `Response::drift` tells where.
            #[inline]
            pub fn tolerant(self) -> Self {
                Self(self.0.tolerant())
            }

            /// Keeps members of the response that the document does not declare, for `Response::undeclared`.
            #[inline]
            pub fn keep_undeclared(self) -> Self {
                Self(self.0.keep_undeclared())
            }

            /// Sends the call and returns the value with status and headers.
            ///
            /// # Errors
            ///
            /// If the request could not be built or sent, if the status is not a success, or if the body does
            /// not fit.
            #[inline]
            pub fn send(self) -> $crate::ResponseFuture<$crate::Response<$value>, $body> {
                self.0.send()
            }

            /// Sends the call and returns the response without decoding it.
            ///
            /// # Errors
            ///
            /// As `send`, except that nothing is decoded.
            #[inline]
            pub fn send_raw(self) -> $crate::ResponseFuture<$crate::codegen::RawResponse, $body> {
                self.0.send_raw()
            }

            /// Sends the call and returns the body as it arrives, for streams and for what does not fit into memory.
            ///
            /// # Errors
            ///
            /// As `send`, except that nothing is decoded. Reading the body may fail later.
            #[inline]
            pub fn send_stream(self) -> $crate::ResponseFuture<$crate::Response<$crate::Body>, $body> {
                self.0.send_stream()
            }
        }

        impl ::core::convert::From<$name> for $crate::Call<$value, $body> {
            #[inline]
            fn from(request: $name) -> Self {
                request.0
            }
        }

        impl ::core::future::IntoFuture for $name {
            type Output = ::core::result::Result<$value, $crate::Error<$body>>;
            type IntoFuture = $crate::ResponseFuture<$value, $body>;

            #[inline]
            fn into_future(self) -> Self::IntoFuture {
                ::core::future::IntoFuture::into_future(self.0)
            }
        }
    };
}
