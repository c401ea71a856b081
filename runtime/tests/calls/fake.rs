//! A server that is a closure, and a clock that does not wait.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use clientgen_runtime::{Body, BoxFuture, Bytes, Clock, Transport, TransportError, http};
use http::{HeaderMap, Method, Request, Response};

use crate::api::{Client, ClientBuilder};

/// A request as the server saw it.
#[derive(Clone, Debug)]
pub struct Seen {
    pub method: Method,
    pub url: String,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Seen {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

type Answer = dyn Fn(&Seen) -> Result<Response<String>, TransportError> + Send + Sync;

/// Answers every request at once and remembers it.
#[derive(Clone)]
pub struct Server {
    answer: Arc<Answer>,
    pub seen: Arc<Mutex<Vec<Seen>>>,
}

impl Server {
    pub fn new(answer: impl Fn(&Seen) -> Result<Response<String>, TransportError> + Send + Sync + 'static) -> Self {
        Self { answer: Arc::new(answer), seen: Arc::default() }
    }

    /// Always the same.
    pub fn always(status: u16, body: &'static str) -> Self {
        Self::new(move |_| reply(status, body))
    }

    /// One after the other; the last one goes on.
    pub fn script(answers: impl IntoIterator<Item = Result<Response<String>, TransportError>>) -> Self {
        let answers: Mutex<VecDeque<_>> = Mutex::new(answers.into_iter().collect());
        Self::new(move |_| answers.lock().unwrap().pop_front().expect("no more answers"))
    }

    pub fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    pub fn last(&self) -> Seen {
        self.seen().pop().expect("no request")
    }

    pub fn builder(&self) -> ClientBuilder {
        Client::builder().transport(self.clone()).clock(FakeClock::default())
    }

    pub fn client(&self) -> Client {
        self.builder().build().unwrap()
    }
}

impl Transport for Server {
    fn send(&self, request: Request<Body>) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let body = body.read(u64::MAX).await.map_err(TransportError::connection)?;
            let seen = Seen { method: head.method, url: head.uri.to_string(), headers: head.headers, body };
            self.seen.lock().unwrap().push(seen.clone());
            (self.answer)(&seen).map(|response| response.map(Body::from))
        })
    }
}

pub fn reply(status: u16, body: impl Into<String>) -> Result<Response<String>, TransportError> {
    Ok(Response::builder().status(status).body(body.into()).unwrap())
}

pub fn reply_with(
    status: u16,
    header: (&str, &str),
    body: impl Into<String>,
) -> Result<Response<String>, TransportError> {
    Ok(Response::builder().status(status).header(header.0, header.1).body(body.into()).unwrap())
}

/// Time that passes only by sleeping, which takes none.
#[derive(Clone, Debug)]
pub struct FakeClock {
    pub now: Arc<Mutex<Instant>>,
    pub slept: Arc<Mutex<Vec<Duration>>>,
    pub random: f64,
}

impl Default for FakeClock {
    fn default() -> Self {
        Self { now: Arc::new(Mutex::new(Instant::now())), slept: Arc::default(), random: 1.0 }
    }
}

impl FakeClock {
    pub fn advance(&self, duration: Duration) {
        *self.now.lock().unwrap() += duration;
    }

    pub fn slept(&self) -> Vec<u64> {
        self.slept.lock().unwrap().iter().map(|slept| u64::try_from(slept.as_millis()).unwrap()).collect()
    }
}

impl Clock for FakeClock {
    fn now(&self) -> Instant {
        *self.now.lock().unwrap()
    }

    fn utc(&self) -> SystemTime {
        // Sun, 06 Nov 1994 08:49:37 GMT
        UNIX_EPOCH + Duration::from_secs(784_111_777)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let clock = self.clone();
        Box::pin(async move {
            clock.slept.lock().unwrap().push(duration);
            clock.advance(duration);
        })
    }

    fn random(&self) -> f64 {
        self.random
    }
}
