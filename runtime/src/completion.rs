//! [`Completion`]: an operation that takes longer than a call, awaited until it is done.
//!
//! Nothing is spawned. What a response means is decided by `completion_state`; the loop knows no type, so it is compiled
//! once.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use serde_json::Value;

use crate::body::Body;
use crate::call::{Call, CallValue};
use crate::completion_rule::{ResultPlace, Waiting};
use crate::completion_state::{self, Answer, Place, State};
use crate::context::DecodeContext;
use crate::error::{Error, ErrorKind, Failure};
use crate::execute::{self, PendingResponse, Received};
use crate::operation::Operation;
use crate::platform::Instant;
use crate::request::Request;
use crate::response::{FromErrorBody, FromResponse, RawResponse, Response};
use crate::{model, retry_after, server_words};

/// The time limit by default.
const DEFAULT_TIMEOUT: Duration = Duration::from_secs(60 * 60);

/// The first wait where the server asks for none; each is half as long again as the one before.
const FIRST_DELAY: Duration = Duration::from_secs(1);

/// The longest wait where the server asks for none.
const MAX_DELAY: Duration = Duration::from_secs(30);

/// The shortest wait, whatever the server asks for.
const MIN_DELAY: Duration = Duration::from_millis(100);

impl<T, B> Call<T, B> {
    /// What awaits the result of what this call begins.
    #[doc(hidden)]
    pub fn wait_until_done<R>(self) -> Completion<R, B> {
        Completion::new(self.into_request())
    }
}

/// An operation that takes longer than a call: awaiting it sends the call, asks the server until it is done, and returns
/// the result.
///
/// The server is asked as often as it says with `Retry-After`, else after 1 second and then ever more rarely, up to every
/// 30 seconds. It is asked only on hosts that the client knows, since the credentials go with it.
///
/// Dropping it ends the asking; what the server does goes on. A reference can be awaited, too: after
/// `timeout(limit, &mut completion).await` has given up, the next one goes on where it was, and the call is not sent again.
///
/// ```
/// # use std::time::Duration;
/// # use clientgen_runtime::{Completion, Error, Value};
/// # async fn wait(completion: Completion<Value, Value>) -> Result<(), Error> {
/// let result = completion.timeout(Duration::from_secs(600)).await?;
/// # drop(result);
/// # Ok(())
/// # }
/// ```
#[must_use = "nothing is sent until it is awaited"]
pub struct Completion<T, B> {
    /// Taken when it is first awaited.
    plan: Option<Box<Plan>>,
    running: Option<PendingResponse>,
    place: Arc<Mutex<Place>>,
    operation: &'static Operation,
    marker: PhantomData<fn() -> (T, B)>,
}

/// What is set before it is awaited.
#[derive(Debug)]
struct Plan {
    request: Box<Request>,
    timeout: Duration,
    interval: Option<Duration>,
    /// Why it cannot be awaited.
    error: Option<&'static str>,
}

impl<T, B> Completion<T, B> {
    fn new(request: Box<Request>) -> Self {
        let operation = request.operation;
        let plan = Plan { request, timeout: DEFAULT_TIMEOUT, interval: None, error: None };
        let place = Arc::default();
        Self { plan: Some(Box::new(plan)), running: None, place, operation, marker: PhantomData }
    }

    /// Limits the time until the result is there; an hour by default. Each request has the limits of the call, too.
    pub fn timeout(self, timeout: Duration) -> Self {
        self.with(|plan| plan.timeout = timeout)
    }

    /// Sets how long to wait before the server is asked again, where it does not say so itself; at least 100 milliseconds.
    pub fn interval(self, interval: Duration) -> Self {
        self.with(|plan| plan.interval = Some(interval))
    }

    /// Goes on with what another call began, at a position that [`position`](Self::position) gave. The call is not sent.
    ///
    /// It fails when it is awaited if the position is not one.
    pub fn resume(self, position: impl AsRef<str>) -> Self {
        let place = Place::parse(position.as_ref());
        let error = place.is_none().then_some("the position to resume from is not one");
        *lock(&self.place) = place.unwrap_or_default();
        self.with(|plan| plan.error = error)
    }

    /// Returns where the server is asked, to [`resume`](Self::resume) it later; `None` as long as that is not known.
    pub fn position(&self) -> Option<String> {
        let place = lock(&self.place);
        (!place.poll.is_empty()).then(|| place.text())
    }

    fn with(mut self, change: impl FnOnce(&mut Plan)) -> Self {
        if let Some(plan) = &mut self.plan {
            change(plan);
        }
        self
    }

    fn poll_response(&mut self, context: &mut Context<'_>) -> Poll<Result<Received, Failure>> {
        if let Some(plan) = self.plan.take() {
            self.running = Some(Box::pin(run(plan, Arc::clone(&self.place))));
        }
        let Some(running) = &mut self.running else {
            // It has given its result.
            return Poll::Pending;
        };
        let outcome = running.as_mut().poll(context);
        if outcome.is_ready() {
            self.running = None;
        }
        outcome
    }
}

impl<T: FromResponse, B: FromErrorBody> Future for Completion<T, B> {
    type Output = Result<T, Error<B>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let operation = self.operation;
        self.poll_response(context).map(|outcome| {
            let read = |received: Received| {
                T::read_value(received.response, received.context).map_err(|error| error.into_failure())
            };
            outcome.and_then(read).map_err(|failure| Error::from_failure(failure, operation))
        })
    }
}

// Nothing is pinned in place: the future is boxed.
impl<T, B> Unpin for Completion<T, B> {}

impl<T, B> fmt::Debug for Completion<T, B> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Completion").field("operation", &self.operation.id).finish_non_exhaustive()
    }
}

fn lock(place: &Mutex<Place>) -> std::sync::MutexGuard<'_, Place> {
    place.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Sends the call, asks until it is done, and fetches the result.
async fn run(plan: Box<Plan>, place: Arc<Mutex<Place>>) -> Result<Received, Failure> {
    let Plan { request, timeout, interval, error } = *plan;
    let operation = request.operation;
    let refused = |reason: &str| Failure::new(operation, ErrorKind::Request(reason.to_owned()));
    if let Some(reason) = error {
        return Err(refused(reason));
    }
    let waiting = operation.waiting.ok_or_else(|| refused("nothing tells how its result can be awaited"))?;
    let deadline = request.client.inner().clock.now().checked_add(timeout);
    let mut begun = request.clone();
    begun.forget_body();
    let mut asking = Asking { waiting, begun, deadline, interval, delay: FIRST_DELAY, place };
    let (mut latest, mut is_first) = match asking.known_place() {
        Some(url) => (asking.ask(&url).await?, false),
        None => (asking.exchange(request).await?, true),
    };
    loop {
        match asking.assess(&latest, is_first)? {
            State::Done => return asking.result(latest, is_first).await,
            State::Failed(status) => return Err(asking.failed(status, latest)),
            State::Running => {}
        }
        let url = asking.known_place();
        let url = url.ok_or_else(|| latest.failure("the server is not done, but does not say where to ask"))?;
        asking.wait(&latest).await?;
        latest = asking.ask(&url).await?;
        is_first = false;
    }
}

/// What stays the same between requests, and what they have told.
struct Asking {
    waiting: Waiting,
    /// The call, without its body.
    begun: Box<Request>,
    deadline: Option<Instant>,
    interval: Option<Duration>,
    /// How long to wait next where the server does not say.
    delay: Duration,
    place: Arc<Mutex<Place>>,
}

/// A response of success.
struct Latest {
    raw: RawResponse,
    /// Null if it is not JSON.
    body: Value,
    context: DecodeContext,
}

impl Latest {
    fn of(received: Received) -> Self {
        let raw = received.response.into_raw();
        let body = serde_json::from_slice(&raw.body).unwrap_or_default();
        Self { raw, body, context: received.context }
    }

    fn answer(&self) -> Answer<'_> {
        Answer { response: &self.raw, body: &self.body, url: self.context.url() }
    }

    fn into_received(self) -> Received {
        let RawResponse { status, headers, body, attempts } = self.raw;
        Received { response: Response::new(Body::from(body), status, headers, attempts), context: self.context }
    }

    fn failure(&self, reason: &'static str) -> Failure {
        self.context.failure(ErrorKind::Waiting(reason)).response(self.raw.clone())
    }
}

impl Asking {
    fn known_place(&self) -> Option<String> {
        Some(lock(&self.place).poll.clone()).filter(|url| !url.is_empty())
    }

    /// How far it is, by a response, from which the place is learned first.
    fn assess(&self, latest: &Latest, is_first: bool) -> Result<State, Failure> {
        let mut place = lock(&self.place);
        if is_first && self.waiting.result == ResultPlace::Same {
            place.result = Some(latest.context.url().to_string());
        }
        let answer = latest.answer();
        let learned = place.learn(&self.waiting, &self.begun, &answer);
        let state = completion_state::state(&self.waiting, &place, &answer, is_first);
        // Where to ask matters only as long as it runs.
        match learned {
            Err(reason) if state == State::Running => Err(latest.failure(reason)),
            _ => Ok(state),
        }
    }

    async fn ask(&self, url: &str) -> Result<Latest, Failure> {
        self.exchange(Box::new(self.begun.asking_at(url))).await
    }

    async fn exchange(&self, mut request: Box<Request>) -> Result<Latest, Failure> {
        let own = request.options().timeout.or(self.begun.client.inner().limits.timeout);
        request.options_mut().timeout = own.into_iter().chain(self.left()).min();
        execute::buffered(request).await.map(Latest::of)
    }

    fn left(&self) -> Option<Duration> {
        let now = self.begun.client.inner().clock.now();
        self.deadline.map(|deadline| deadline.saturating_duration_since(now))
    }

    /// Waits as long as the server asks for, else as long as it is its turn.
    async fn wait(&mut self, latest: &Latest) -> Result<(), Failure> {
        let clock = Arc::clone(&self.begun.client.inner().clock);
        let asked = retry_after::parse(&latest.raw.headers, clock.utc());
        let delay = asked.or(self.interval).unwrap_or(self.delay).max(MIN_DELAY);
        if asked.is_none() {
            self.delay = self.delay.mul_f64(1.5).min(MAX_DELAY);
        }
        // If the wait would pass the deadline, the failure is reported now instead of then.
        if self.left().is_some_and(|left| left <= delay) {
            return Err(latest.context.failure(ErrorKind::Timeout).response(latest.raw.clone()));
        }
        clock.sleep(delay).await;
        Ok(())
    }

    /// The response that has the result as its body.
    async fn result(&self, latest: Latest, is_first: bool) -> Result<Received, Failure> {
        // What is done at once is the result itself, unless it is an envelope.
        let is_whole = is_first && latest.raw.status != http::StatusCode::CREATED && !latest.raw.body.is_empty();
        let url = match self.waiting.result {
            ResultPlace::Body(pointer) => return Ok(part(latest, pointer)),
            ResultPlace::Header(_) | ResultPlace::Same if is_whole => return Ok(latest.into_received()),
            ResultPlace::Header(_) | ResultPlace::Same => lock(&self.place).result.clone(),
            ResultPlace::Url(pointer) => match latest.body.pointer(pointer).and_then(Value::as_str) {
                Some(url) => {
                    let url = completion_state::resolved(&self.begun, latest.context.url(), url);
                    Some(url.map_err(|reason| latest.failure(reason))?)
                }
                None => return Err(latest.failure("the server is done, but does not say where the result is")),
            },
        };
        match url {
            Some(url) => self.ask(&url).await.map(Latest::into_received),
            None => Ok(latest.into_received()),
        }
    }

    fn failed(&self, status: String, latest: Latest) -> Failure {
        let said = completion_state::error(&self.waiting, &latest.body).and_then(|said| serde_json::to_vec(said).ok());
        let quoted = RawResponse { body: said.map_or(latest.raw.body.clone(), Bytes::from), ..latest.raw.clone() };
        let mut failure = latest.context.failure(ErrorKind::Outcome(status));
        failure.set_message(server_words::of(&quoted, &self.begun.secrets()));
        failure.attempts = latest.raw.attempts;
        failure.response(latest.raw)
    }
}

/// A part of a body as it is written; null where it has none.
fn written(body: &Bytes, pointer: &str) -> Bytes {
    let names: Vec<_> = pointer.split('/').skip(1).map(|name| name.replace("~1", "/").replace("~0", "~")).collect();
    let text = std::str::from_utf8(body).unwrap_or_default();
    let part = model::part(text, names.iter().map(String::as_str));
    part.map_or(Bytes::from_static(b"null"), |part| body.slice_ref(part.as_bytes()))
}

/// The response with a part of its body.
fn part(latest: Latest, pointer: &str) -> Received {
    if pointer.is_empty() {
        return latest.into_received();
    }
    let raw = RawResponse { body: written(&latest.raw.body, pointer), ..latest.raw };
    Latest { raw, ..latest }.into_received()
}

/// As `request!`, with `wait_until_done` for an operation that takes longer than a call.
#[doc(hidden)]
#[macro_export]
macro_rules! waiting_request {
    ($name:ident -> $value:ty, $body:ty, $result:ty) => {
        $crate::request!($name -> $value, $body);

        impl $name {
            /// Returns what sends the call, waits until what it begins is done, and gives the result.
            #[inline]
            pub fn wait_until_done(self) -> $crate::Completion<$result, $body> {
                self.0.wait_until_done()
            }
        }
    };
}
