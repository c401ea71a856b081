//! [`CustomRequest`]: a request for something that the document does not have.
//!
//! It is sent as a call of an operation is: `call` reads the response, `request` builds what is sent.

use std::fmt;
use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::body::Body;
use crate::call::{Call, ResponseFuture};
use crate::client::Client;
use crate::decoder::Decoder;
use crate::model::DecodeError;
use crate::operation::{Method, Operation};
use crate::request::{Request, Target};
use crate::response::{FromErrorBody, FromResponse, RawResponse, Response};
use crate::retry::RetryPolicy;

/// A request for something that the document does not have, from the method `request` of a client.
///
/// It has the credentials, limits, retries and errors of the client. Nothing is sent until one of the `send` methods is
/// called.
#[must_use = "a request does nothing until it is sent"]
pub struct CustomRequest<B> {
    call: Call<(), B>,
}

impl<B> CustomRequest<B> {
    /// A request with a method and a path below the first server.
    #[doc(hidden)]
    pub fn new(client: &Client, method: http::Method, path: impl Into<String>) -> Self {
        let mut request = Request::new(client.clone(), operation(&method));
        request.target = Some(Box::new(Target { method, path: path.into(), server: None }));
        Self { call: Call::from_request(Box::new(request)) }
    }

    /// Sends it to another server of the document, by its name.
    pub fn server(mut self, name: impl Into<String>) -> Self {
        if let Some(target) = &mut self.call.request_mut().target {
            target.server = Some(name.into());
        }
        self
    }

    /// Adds a query parameter. Repeated ones are all sent.
    pub fn query(self, name: impl AsRef<str>, value: impl fmt::Display) -> Self {
        self.with(|call| call.query_extra(name, value))
    }

    /// Adds a header. If it is not valid, the request fails when it is sent.
    pub fn header(self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.with(|call| call.header(name, value))
    }

    /// Sets a body of JSON: a model, a `Value` or a type of your own.
    pub fn json(mut self, value: &(impl Serialize + ?Sized)) -> Self {
        match serde_json::to_vec(value) {
            Ok(bytes) => self.call.request_mut().body("application/json", bytes.into()),
            Err(error) => self.call.request_mut().fail(error.to_string()),
        }
        self
    }

    /// Sets a body of another media type.
    pub fn body(mut self, media_type: impl Into<String>, body: impl Into<Body>) -> Self {
        self.call.request_mut().body(media_type.into(), body.into());
        self
    }

    /// Limits the time of the request, including all attempts.
    pub fn timeout(self, timeout: Duration) -> Self {
        self.with(|call| call.timeout(timeout))
    }

    /// Limits the time of each attempt.
    pub fn attempt_timeout(self, timeout: Duration) -> Self {
        self.with(|call| call.attempt_timeout(timeout))
    }

    /// Sets what is retried.
    pub fn retry(self, policy: RetryPolicy) -> Self {
        self.with(|call| call.retry(policy))
    }

    /// Limits the size of the response in bytes.
    pub fn max_response_size(self, bytes: u64) -> Self {
        self.with(|call| call.max_response_size(bytes))
    }

    /// Reads the response strictly: whatever does not fit the type is an error.
    pub fn strict(self) -> Self {
        self.with(Call::strict)
    }

    /// Reads whatever loses nothing and invents nothing, as by default.
    pub fn lenient(self) -> Self {
        self.with(Call::lenient)
    }

    /// Reads whatever is JSON: what does not fit is the empty value of its type.
    pub fn tolerant(self) -> Self {
        self.with(Call::tolerant)
    }

    fn with(self, change: impl FnOnce(Call<(), B>) -> Call<(), B>) -> Self {
        Self { call: change(self.call) }
    }
}

impl<B: FromErrorBody> CustomRequest<B> {
    /// Sends it and decodes the response: a model of the client, `Value`, `Bytes`, `()`, or a type of your own in
    /// [`Json`].
    ///
    /// # Errors
    ///
    /// [`Error`](crate::Error) if the request could not be built or sent, if the status is not a success, or if the
    /// body does not fit `T`.
    pub fn send<T: FromResponse>(self) -> ResponseFuture<Response<T>, B> {
        self.call.into_value::<T>().send()
    }

    /// Sends it and returns the response without decoding it.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send), except that nothing is decoded.
    pub fn send_raw(self) -> ResponseFuture<RawResponse, B> {
        self.call.send_raw()
    }

    /// Sends it and returns the body as it arrives.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send), except that nothing is decoded. Reading the body may fail later.
    pub fn send_stream(self) -> ResponseFuture<Response<Body>, B> {
        self.call.send_stream()
    }
}

impl<B> Clone for CustomRequest<B> {
    fn clone(&self) -> Self {
        Self { call: self.call.clone() }
    }
}

impl<B> fmt::Debug for CustomRequest<B> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let method = self.call.request().method();
        formatter.debug_struct("CustomRequest").field("method", &method).finish_non_exhaustive()
    }
}

/// A response of JSON as a type of your own: `client.request(..).send::<Json<Report>>()`.
///
/// It is decoded by `serde`, and strictly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned> FromResponse for Json<T> {
    fn read(response: &RawResponse, _: &mut Decoder) -> Result<Self, DecodeError> {
        // The error of `serde_json` may quote the body.
        let unread = |error: serde_json::Error| {
            let found = format!("a mismatch at line {}, column {}", error.line(), error.column());
            DecodeError::at_root(std::any::type_name::<T>(), found)
        };
        serde_json::from_slice(&response.body).map(Json).map_err(unread)
    }
}

/// The operation of all requests of a method. Whether it is retried depends on it.
fn operation(method: &http::Method) -> &'static Operation {
    const fn of(method: Method) -> Operation {
        Operation { method, path: "", accept: "application/json, */*;q=0.5", ..Operation::new("request") }
    }
    static GET: Operation = of(Method::Get);
    static PUT: Operation = of(Method::Put);
    static POST: Operation = of(Method::Post);
    static DELETE: Operation = of(Method::Delete);
    static OPTIONS: Operation = of(Method::Options);
    static HEAD: Operation = of(Method::Head);
    static PATCH: Operation = of(Method::Patch);
    static TRACE: Operation = of(Method::Trace);
    static QUERY: Operation = of(Method::Query);
    match method.as_str() {
        "GET" => &GET,
        "PUT" => &PUT,
        "DELETE" => &DELETE,
        "OPTIONS" => &OPTIONS,
        "HEAD" => &HEAD,
        "PATCH" => &PATCH,
        "TRACE" => &TRACE,
        "QUERY" => &QUERY,
        // Nothing is known of a method of somebody's own, so it is sent once, as `POST` is.
        _ => &POST,
    }
}
