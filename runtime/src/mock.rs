//! [`MockTransport`]: responses that a test defines, without sockets.
//!
//! A generated client has typed expectations for each operation, which are built on these.

mod samples;

use std::borrow::Borrow;
use std::fmt::{self, Display};
use std::marker::PhantomData;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode, header};

use crate::auth::{Authenticate, Credentials};
use crate::body::Body;
use crate::boxed::{BoxError, BoxFuture};
use crate::builder::ClientBuilder;
use crate::client::Api;
use crate::clock::Clock;
use crate::model::machinery::ValueRef;
use crate::model::{self, DecodeError, Model};
use crate::operation::Operation;
use crate::platform::{self, Instant};
use crate::response::RawResponse;
use crate::retry::RetryPolicy;
use crate::transport::{Transport, TransportError};

pub use self::samples::{from_json, make};

/// A transport that responds to calls by a list of expectations, and records the calls.
///
/// Clones share their expectations. A call without a matching expectation fails with an error that names its operation.
#[derive(Clone, Default)]
pub struct MockTransport(Arc<State>);

#[derive(Default)]
struct State {
    expectations: Mutex<Vec<Arc<Expectation>>>,
    calls: Mutex<Vec<MockCall>>,
}

struct Expectation {
    operation: &'static str,
    matchers: Vec<Matcher>,
    answer: Answer,
    /// The number of calls that it still accepts; `None` for any number.
    left: Mutex<Option<u64>>,
    taken: Mutex<u64>,
}

type Matcher = Arc<dyn Fn(&MockCall) -> bool + Send + Sync>;
type Answer = Box<dyn Fn(&MockCall) -> Result<RawResponse, TransportError> + Send + Sync>;

/// A call as the transport received it.
#[derive(Clone)]
#[non_exhaustive]
pub struct MockCall {
    /// The operation id.
    pub operation: &'static str,
    /// The method.
    pub method: Method,
    /// The path, encoded, including the path of the server.
    pub path: String,
    /// The query, encoded; empty if there is no query.
    pub query: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

impl MockCall {
    /// Decodes the body.
    ///
    /// # Errors
    ///
    /// [`DecodeError`] if the body does not fit the type.
    pub fn json<T: Model>(&self) -> Result<T, DecodeError> {
        model::decode(&self.body)
    }
}

impl fmt::Debug for MockCall {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {} {}", self.operation, self.method, self.path)?;
        if !self.query.is_empty() {
            write!(formatter, "?{}", self.query)?;
        }
        Ok(())
    }
}

impl MockTransport {
    /// Creates a transport without expectations.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns a builder for a client over this transport that needs no credentials, never waits and never retries.
    pub fn builder<A: Api>(&self) -> ClientBuilder<A> {
        ClientBuilder::new()
            .base_url("http://localhost")
            .transport(self.clone())
            .clock(InstantClock::default())
            .credentials(Credentials::custom(AnyCredentials))
            .retry(RetryPolicy::none())
    }

    /// Builds a client over this transport.
    ///
    /// # Panics
    ///
    /// If the client cannot be built, which is a bug in the description of the API.
    #[must_use]
    pub fn client<A: Api>(&self) -> A {
        match self.builder().build() {
            Ok(client) => client,
            Err(error) => panic!("the mocked client cannot be built: {error}"),
        }
    }

    /// Returns all calls in the order of their arrival.
    #[must_use]
    pub fn calls(&self) -> Vec<MockCall> {
        lock(&self.0.calls).clone()
    }

    fn answer(&self, call: MockCall) -> Result<RawResponse, TransportError> {
        let expectations = lock(&self.0.expectations).clone();
        let taken = expectations.iter().find(|expectation| expectation.take(&call));
        let answer = match taken {
            Some(expectation) => (expectation.answer)(&call),
            None => Err(TransportError::connection(format!("the test expects no such call: {call:?}"))),
        };
        lock(&self.0.calls).push(call);
        answer
    }
}

impl fmt::Debug for MockTransport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("MockTransport").field("calls", &self.calls()).finish_non_exhaustive()
    }
}

impl Expectation {
    /// Whether it accepts the call. If so, the call is counted.
    fn take(&self, call: &MockCall) -> bool {
        if self.operation != call.operation || !self.matchers.iter().all(|matches| matches(call)) {
            return false;
        }
        let mut left = lock(&self.left);
        match &mut *left {
            Some(0) => return false,
            Some(left) => *left -= 1,
            None => {}
        }
        *lock(&self.taken) += 1;
        true
    }
}

impl Transport for MockTransport {
    fn send(&self, request: Request<Body>) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let call = MockCall {
                operation: head.extensions.get::<&'static Operation>().map_or("", |operation| operation.id),
                method: head.method,
                path: head.uri.path().to_owned(),
                query: head.uri.query().unwrap_or_default().to_owned(),
                headers: head.headers,
                body: body.read(u64::MAX).await.map_err(TransportError::connection)?,
            };
            let answer = self.answer(call)?;
            let mut response = Response::new(Body::from(answer.body));
            *response.status_mut() = answer.status;
            *response.headers_mut() = answer.headers;
            Ok(response)
        })
    }
}

/// Builds an expectation: which calls of an operation it accepts, then how it responds.
///
/// The first expectation that accepts a call responds to it. One without [`times`](Self::times) accepts all calls.
#[must_use = "an expectation does nothing until its response is defined"]
pub struct MockOperation<T, B> {
    transport: MockTransport,
    operation: &'static str,
    matchers: Vec<Matcher>,
    times: Option<u64>,
    marker: PhantomData<fn() -> (T, B)>,
}

impl<T, B> MockOperation<T, B> {
    #[doc(hidden)]
    pub fn new(transport: &MockTransport, operation: &'static Operation) -> Self {
        Self::by_id(transport, operation.id)
    }

    #[doc(hidden)]
    pub fn by_id(transport: &MockTransport, operation: &'static str) -> Self {
        Self { transport: transport.clone(), operation, matchers: Vec::new(), times: None, marker: PhantomData }
    }

    /// Accepts only this number of calls.
    pub fn times(mut self, times: u64) -> Self {
        self.times = Some(times);
        self
    }

    /// Accepts one call.
    pub fn once(self) -> Self {
        self.times(1)
    }

    /// Accepts only calls for which the closure returns `true`.
    pub fn when(mut self, matches: impl Fn(&MockCall) -> bool + Send + Sync + 'static) -> Self {
        self.matchers.push(Arc::new(matches));
        self
    }

    /// Accepts only calls whose path ends with this string, such as `/user/42`.
    pub fn when_path(self, end: impl Into<String>) -> Self {
        let end = end.into();
        self.when(move |call| call.path.ends_with(&end))
    }

    /// Accepts only calls whose query contains this pair as encoded, such as `page=2`.
    pub fn when_query(self, pair: impl Into<String>) -> Self {
        let pair = pair.into();
        self.when(move |call| call.query.split('&').any(|given| given == pair))
    }

    /// Responds with a value.
    pub fn returns(self, value: impl Borrow<T>) -> Expected
    where
        T: Model,
    {
        let value = value.borrow();
        let nothing = matches!(value.view(), ValueRef::Null | ValueRef::Absent) && T::absent().is_some();
        if nothing { self.responds(RawResponse::new(StatusCode::NO_CONTENT, "")) } else { self.returns_as(200, value) }
    }

    /// Responds with a value that the closure fills, for models that only servers make.
    ///
    /// The value begins empty, as that of [`make`].
    pub fn returns_with(self, fill: impl FnOnce(&mut T)) -> Expected
    where
        T: Model,
    {
        self.returns(samples::make(fill))
    }

    /// Responds with JSON as it is, whether it fits or not: a string, or a `Value` such as `json!` makes.
    pub fn returns_json(self, json: impl Display) -> Expected {
        let mut response = RawResponse::new(StatusCode::OK, json.to_string());
        response.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        self.responds(response)
    }

    /// Responds with a status and a value.
    ///
    /// # Panics
    ///
    /// If the status is not valid, or JSON cannot represent the value.
    pub fn returns_as(self, status: u16, value: &impl Model) -> Expected {
        self.responds(json_response(status, value))
    }

    /// Responds with an error status and an error body.
    ///
    /// # Panics
    ///
    /// If the status is not valid, or JSON cannot represent the body.
    pub fn fails_with(self, status: u16, body: &impl Model) -> Expected {
        self.responds(json_response(status, body))
    }

    /// Responds with this response.
    pub fn responds(self, response: RawResponse) -> Expected {
        self.answers(move |_| Ok(response.clone()))
    }

    /// Fails as if there were no connection.
    pub fn cannot_connect(self) -> Expected {
        self.answers(|_| Err(TransportError::connect("the test wants no connection")))
    }

    /// Fails as if the connection broke.
    pub fn breaks(self) -> Expected {
        self.answers(|_| Err(TransportError::connection("the test wants a broken connection")))
    }

    /// Responds with the result of the closure.
    pub fn answers(
        self,
        answer: impl Fn(&MockCall) -> Result<RawResponse, TransportError> + Send + Sync + 'static,
    ) -> Expected {
        let expectation = Arc::new(Expectation {
            operation: self.operation,
            matchers: self.matchers,
            answer: Box::new(answer),
            left: Mutex::new(self.times),
            taken: Mutex::new(0),
        });
        lock(&self.transport.0.expectations).push(Arc::clone(&expectation));
        Expected(expectation)
    }
}

impl<T, B> fmt::Debug for MockOperation<T, B> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("MockOperation").field("operation", &self.operation).finish_non_exhaustive()
    }
}

fn json_response(status: u16, value: &impl Model) -> RawResponse {
    let status = StatusCode::from_u16(status).unwrap_or_else(|_| panic!("{status} is not a status"));
    let body = model::encode(value).unwrap_or_else(|error| panic!("{error}"));
    let mut response = RawResponse::new(status, body);
    response.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

/// An expectation that a [`MockTransport`] uses.
#[derive(Clone)]
pub struct Expected(Arc<Expectation>);

impl Expected {
    /// Returns the number of calls that it has accepted.
    #[must_use]
    pub fn calls(&self) -> u64 {
        *lock(&self.0.taken)
    }

    /// Asserts the number of calls that it has accepted.
    ///
    /// # Panics
    ///
    /// If the number differs.
    #[track_caller]
    pub fn assert_calls(&self, expected: u64) {
        let calls = self.calls();
        assert!(calls == expected, "{} was called {calls} times, not {expected}", self.0.operation);
    }
}

impl fmt::Debug for Expected {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Expected({}, {} calls)", self.0.operation, self.calls())
    }
}

/// Credentials for every scheme, which add nothing to a request.
struct AnyCredentials;

impl Authenticate for AnyCredentials {
    fn headers<'a>(&'a self, _: &'a Method, _: &'a http::Uri) -> BoxFuture<'a, Result<HeaderMap, BoxError>> {
        Box::pin(std::future::ready(Ok(HeaderMap::new())))
    }
}

/// A clock that moves forward by each sleep instead of waiting.
#[derive(Debug)]
struct InstantClock(Arc<Mutex<Instant>>);

impl Default for InstantClock {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(platform::now())))
    }
}

impl Clock for InstantClock {
    fn now(&self) -> Instant {
        *lock(&self.0)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let now = Arc::clone(&self.0);
        Box::pin(async move { *lock(&now) += duration })
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Declares the expectations for a group of operations: a method for each, with the type of its value.
///
/// ```text
/// mock_operations! { Users -> ErrorBody { get: User = "getUserById", list: UserPage = "listUsers" } }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! mock_operations {
    ($(#[$meta:meta])* $group:ident -> $body:ty { $($method:ident: $value:ty = $id:literal),* $(,)? }) => {
        $(#[$meta])*
        #[derive(::core::clone::Clone, ::core::fmt::Debug)]
        pub struct $group($crate::mock::MockTransport);

        impl $group {
            $(
                #[doc = ::core::concat!("Calls of `", $id, "`.")]
                pub fn $method(&self) -> $crate::mock::MockOperation<$value, $body> {
                    $crate::mock::MockOperation::by_id(&self.0, $id)
                }
            )*
        }
    };
}
