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

use crate::attempt::{self, BodyMode, Security, Success};
use crate::body::Body;
use crate::boxed::BoxFuture;
use crate::client::Inner;
use crate::clock::timeout;
use crate::context::DecodeContext;
use crate::error::{ErrorKind, Failure};
use crate::observe::Observer;
use crate::platform::Instant;
use crate::progress::Progress;
use crate::request::{Prepared, Request};
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
    let limit = request.options.max_response_size.unwrap_or(request.client.inner().limits.max_response_size);
    pending(request, BodyMode::Whole { limit })
}

/// Sends a call and returns the body while it arrives.
pub(crate) fn streamed(request: Box<Request>) -> PendingResponse {
    pending(request, BodyMode::Stream)
}

fn pending(mut request: Box<Request>, mode: BodyMode) -> PendingResponse {
    request.complete();
    Box::pin(async move {
        let (success, attempts, url) = run(&request, mode).await?;
        let response = Response::new(success.body, success.status, success.headers, attempts);
        Ok(Received { response, context: DecodeContext::of(request, url) })
    })
}

/// Makes the attempts of a call and reports them to the observer. Returns the success, the number of attempts, the URL.
async fn run(request: &Request, mode: BodyMode) -> Result<(Success, u32, Uri), Failure> {
    let observer = Observer::new(request.client.inner().api.name, request.operation);
    let mut attempts = 0;
    // Not matched on in one expression with what waits: the future would have space for the result, too.
    let execution = match Execution::new(request, mode) {
        Ok(execution) => execution,
        Err(failure) => return end(request, &observer, Err(failure), 0, Uri::default()),
    };
    observer.host(&execution.prepared.url);
    let outcome = {
        // Pinned, because a future that is passed to a function is copied.
        let mut running = pin!(execution.run(&observer, &mut attempts));
        poll_fn(|context| observer.within(|| running.as_mut().poll(context))).await
    };
    end(request, &observer, outcome, attempts, execution.prepared.url)
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

/// What is the same for all attempts of a call.
struct Execution<'a> {
    request: &'a Request,
    client: &'a Inner,
    prepared: Prepared,
    security: Security,
    mode: BodyMode,
    begin: Instant,
    deadline: Option<Instant>,
}

impl<'a> Execution<'a> {
    fn new(request: &'a Request, mode: BodyMode) -> Result<Self, Failure> {
        let client = request.client.inner();
        let limit = request.options.timeout.or(client.limits.timeout);
        let begin = client.clock.now();
        Ok(Self {
            request,
            client,
            prepared: request.prepare()?,
            security: attempt::choose(request)?,
            mode,
            begin,
            deadline: limit.and_then(|limit| begin.checked_add(limit)),
        })
    }

    /// Makes attempts until one succeeds, or until no further one may be made.
    async fn run(&self, observer: &Observer, attempts: &mut u32) -> Result<Success, Failure> {
        let mut refreshed = false;
        let mut begin = self.begin;
        loop {
            *attempts += 1;
            let sleep = {
                let mut outcome = self.attempt_in_turn(begin, &mut refreshed).await;
                if let Err(failure) = &mut outcome {
                    failure.attempts = *attempts;
                }
                let delay = outcome.as_ref().err().and_then(|failure| self.delay(failure));
                let took = || self.client.clock.now().saturating_duration_since(begin);
                observer.attempt(*attempts, took, &outcome, delay);
                let Some(delay) = delay else {
                    if outcome.is_ok() {
                        self.client.budget.succeed(*attempts > 1);
                    }
                    return outcome;
                };
                self.client.clock.sleep(delay)
            };
            sleep.await;
            begin = self.client.clock.now();
        }
    }

    /// Waits for a place among the concurrent calls, and makes an attempt.
    async fn attempt_in_turn(&self, mut now: Instant, refreshed: &mut bool) -> Result<Success, Failure> {
        let permit = match &self.client.places {
            Some(places) => {
                // Boxed, so that calls without such a limit need no space for it.
                let permit = Box::pin(self.place(places)).await?;
                now = self.client.clock.now();
                Some(permit)
            }
            None => None,
        };
        let success = self.attempt(now, refreshed).await?;
        if !matches!(self.mode, BodyMode::Stream) {
            return Ok(success);
        }
        let limit = self.request.options.stall_timeout.or(self.client.limits.stall_timeout);
        let stall = limit.map(|limit| StallLimit { limit, clock: Arc::clone(&self.client.clock) });
        Ok(Success { body: streamed::watched(success.body, stall, permit), ..success })
    }

    async fn place(&self, places: &Arc<Semaphore>) -> Result<OwnedSemaphorePermit, Failure> {
        let permit = pin!(Arc::clone(places).acquire_owned());
        match timeout(&*self.client.clock, self.left(), permit).await {
            Some(Ok(permit)) => Ok(permit),
            // The semaphore is never closed.
            Some(Err(_)) | None => Err(Failure::new(self.request.operation, ErrorKind::Timeout)),
        }
    }

    /// Makes one attempt within its time limit, and after a 401 a second one with new credentials, once per call.
    async fn attempt(&self, mut now: Instant, refreshed: &mut bool) -> Result<Success, Failure> {
        loop {
            let left = self.left_at(now);
            let own = self.request.options.attempt_timeout.or(self.client.limits.attempt_timeout);
            let limit = own.into_iter().chain(left).min();
            let progress = Progress::default();
            let attempt =
                pin!(attempt::run(self.request, &self.prepared, self.security, self.mode, &progress, *refreshed));
            let outcome = timeout(&*self.client.clock, limit, attempt).await;
            let call_timed_out = left.is_some() && left == limit;
            match outcome.unwrap_or_else(|| Err(progress.timed_out(self.request.operation, call_timed_out))) {
                Err(error) if error.new_credentials && !*refreshed && self.prepared.payload.is_replayable() => {
                    *refreshed = true;
                    now = self.client.clock.now();
                }
                outcome => return outcome.map_err(|error| error.failure),
            }
        }
    }

    /// How long to wait before another attempt; `None` if there is no other attempt.
    fn delay(&self, failure: &Failure) -> Option<Duration> {
        let policy = self.request.options.retry.as_deref().unwrap_or(&self.client.retry);
        let idempotent = self.request.is_idempotent();
        let delay = policy.delay(failure, idempotent, self.client.clock.random())?;
        // If the wait would pass the deadline, the failure is reported now instead of a timeout later.
        let in_time = self.left().is_none_or(|left| delay < left);
        (in_time && self.prepared.payload.is_replayable() && self.client.budget.take()).then_some(delay)
    }

    /// The time until the deadline.
    fn left(&self) -> Option<Duration> {
        self.left_at(self.client.clock.now())
    }

    fn left_at(&self, now: Instant) -> Option<Duration> {
        self.deadline.map(|deadline| deadline.saturating_duration_since(now))
    }
}
