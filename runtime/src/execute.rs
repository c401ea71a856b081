//! The executor: the loop over the attempts of a call, the waits between them, and the time limits.
//!
//! `attempt` makes one attempt, from credentials to body; `retry` decides what is retried. The executor is not generic,
//! so it is compiled once.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use http::Uri;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::attempt::{self, BodyMode, Plan, Success};
use crate::body::Body;
use crate::boxed::BoxFuture;
use crate::clock::timeout;
use crate::context::DecodeContext;
use crate::error::{ErrorKind, Failure};
use crate::observe::Observer;
use crate::platform::Instant;
use crate::progress::Progress;
use crate::request::Request;
use crate::response::Response;
use crate::streamed::{self, StallLimit};

/// The future of a successful response, which is not decoded. Its body has been read, unless it is streamed.
pub(crate) type PendingResponse = BoxFuture<'static, Result<Received, Failure>>;

/// A successful response, and how to decode it.
#[derive(Debug)]
pub(crate) struct Received {
    pub(crate) response: Response<Body>,
    pub(crate) context: DecodeContext,
}

/// Sends a call and reads the body of the response.
pub(crate) fn buffered(request: Box<Request>) -> PendingResponse {
    pending(request, false)
}

/// Sends a call and returns the body while it arrives.
pub(crate) fn streamed(request: Box<Request>) -> PendingResponse {
    pending(request, true)
}

fn pending(mut request: Box<Request>, streams: bool) -> PendingResponse {
    request.complete();
    Box::pin(async move {
        let (success, attempts, url) = run(&request, streams).await?;
        let response = Response::new(success.body, success.status, success.headers, attempts);
        Ok(Received { response, context: DecodeContext::of(request, url) })
    })
}

/// Makes the attempts of a call and reports them to the observer. Returns the success, the number of attempts, the URL.
async fn run(request: &Request, streams: bool) -> Result<(Success, u32, Uri), Failure> {
    let observer = Observer::new(request.client.inner().api.name, request.operation);
    // Not matched on in one expression with what waits: the future would have space for the result, too.
    let mut execution = match Execution::new(request, streams) {
        Ok(execution) => execution,
        Err(failure) => return end(request, &observer, Err(failure), 0, Uri::default()),
    };
    observer.host(&execution.plan.prepared.url);
    let outcome = {
        // Pinned, because a future that is passed to a function is copied.
        let mut running = pin!(execution.run(&observer));
        poll_fn(|context| observer.within(|| running.as_mut().poll(context))).await
    };
    end(request, &observer, outcome, execution.attempts, execution.plan.prepared.url)
}

/// Reports how a call has ended.
fn end(
    request: &Request,
    observer: &Observer,
    outcome: Result<Success, Failure>,
    attempts: u32,
    url: Uri,
) -> Result<(Success, u32, Uri), Failure> {
    observer.end(attempts, &outcome);
    match outcome {
        Ok(success) => Ok((success, attempts, url)),
        Err(failure) => Err(Failure { attempts, ..request.describe(failure, &url) }),
    }
}

/// How far a call has come.
struct Execution<'a> {
    plan: Plan<'a>,
    deadline: Option<Instant>,
    attempts: u32,
    /// When what is done now began: the call, an attempt, its repetition after a 401.
    now: Instant,
    /// Whether an attempt has been repeated with new credentials.
    refreshed: bool,
}

impl<'a> Execution<'a> {
    fn new(request: &'a Request, streams: bool) -> Result<Self, Failure> {
        let client = request.client.inner();
        let limit = request.options().timeout.or(client.limits.timeout);
        let now = client.clock.now();
        let deadline = limit.and_then(|limit| now.checked_add(limit));
        Ok(Self { plan: Plan::new(request, streams)?, deadline, attempts: 0, now, refreshed: false })
    }

    /// Makes attempts until one succeeds, or until no further one may be made.
    async fn run(&mut self, observer: &Observer) -> Result<Success, Failure> {
        loop {
            self.attempts += 1;
            let sleep = {
                let begin = self.now;
                let mut outcome = self.attempt_in_turn().await;
                if let Err(failure) = &mut outcome {
                    failure.attempts = self.attempts;
                }
                let delay = outcome.as_ref().err().and_then(|failure| self.delay(failure));
                let client = self.plan.client();
                let took = || client.clock.now().saturating_duration_since(begin);
                observer.attempt(self.attempts, took, &outcome, delay);
                let Some(delay) = delay else {
                    if outcome.is_ok() {
                        client.budget.succeed(self.attempts > 1);
                    }
                    return outcome;
                };
                client.clock.sleep(delay)
            };
            sleep.await;
            self.now = self.plan.client().clock.now();
        }
    }

    /// Waits for a place among the concurrent calls, and makes an attempt.
    async fn attempt_in_turn(&mut self) -> Result<Success, Failure> {
        let permit = match &self.plan.client().places {
            Some(places) => {
                // Boxed, so that calls without such a limit need no space for it.
                let permit = Box::pin(self.place(places)).await?;
                self.now = self.plan.client().clock.now();
                Some(permit)
            }
            None => None,
        };
        let success = self.attempt().await?;
        if !matches!(self.plan.mode, BodyMode::Stream) {
            return Ok(success);
        }
        let (request, client) = (self.plan.request, self.plan.client());
        let limit = request.options().stall_timeout.or(client.limits.stall_timeout);
        let stall = limit.map(|limit| StallLimit { limit, clock: Arc::clone(&client.clock) });
        Ok(Success { body: streamed::watched(success.body, stall, permit), ..success })
    }

    async fn place(&self, places: &Arc<Semaphore>) -> Result<OwnedSemaphorePermit, Failure> {
        let permit = pin!(Arc::clone(places).acquire_owned());
        match timeout(&*self.plan.client().clock, self.left(), permit).await {
            Some(Ok(permit)) => Ok(permit),
            // The semaphore is never closed.
            Some(Err(_)) | None => Err(Failure::new(self.plan.request.operation, ErrorKind::Timeout)),
        }
    }

    /// Makes one attempt within its time limit, and after a 401 a second one with new credentials, once per call.
    async fn attempt(&mut self) -> Result<Success, Failure> {
        loop {
            let (limit, call_may_time_out) = self.limit();
            let progress = Progress::default();
            let outcome = {
                let clock = &*self.plan.client().clock;
                let attempt = pin!(attempt::run(&mut self.plan, &progress, self.refreshed));
                timeout(clock, limit, attempt).await
            };
            let request = self.plan.request;
            match outcome.unwrap_or_else(|| Err(progress.timed_out(request.operation, call_may_time_out))) {
                Err(error) if error.new_credentials && !self.refreshed && request.payload.is_replayable() => {
                    self.refreshed = true;
                    self.now = self.plan.client().clock.now();
                }
                outcome => return outcome.map_err(|error| error.failure),
            }
        }
    }

    /// The time limit of an attempt that begins now, and whether it is what is left of the call's.
    fn limit(&self) -> (Option<Duration>, bool) {
        let left = self.left_at(self.now);
        let own = self.plan.request.options().attempt_timeout.or(self.plan.client().limits.attempt_timeout);
        let limit = own.into_iter().chain(left).min();
        (limit, left.is_some() && left == limit)
    }

    /// How long to wait before another attempt; `None` if there is no other attempt.
    fn delay(&self, failure: &Failure) -> Option<Duration> {
        let (request, client) = (self.plan.request, self.plan.client());
        let policy = request.options().retry.as_ref().unwrap_or(&client.retry);
        let delay = policy.delay(failure, request.is_idempotent(), client.clock.random())?;
        // If the wait would pass the deadline, the failure is reported now instead of a timeout later.
        let in_time = self.left().is_none_or(|left| delay < left);
        (in_time && request.payload.is_replayable() && client.budget.take()).then_some(delay)
    }

    /// The time until the deadline.
    fn left(&self) -> Option<Duration> {
        self.left_at(self.plan.client().clock.now())
    }

    fn left_at(&self, now: Instant) -> Option<Duration> {
        self.deadline.map(|deadline| deadline.saturating_duration_since(now))
    }
}
