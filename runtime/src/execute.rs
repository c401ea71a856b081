//! The executor: takes a call through its attempts. Not generic, so it is compiled once.
//!
//! One attempt, from credentials to body, is `attempt`'s; what to retry is `retry`'s. Here are the loop, the
//! waiting and the time limit of the whole call.

use std::pin::pin;
use std::time::{Duration, Instant};

use crate::BoxFuture;
use crate::attempt::{self, BodyMode, Security, Success};
use crate::body::Body;
use crate::client::Inner;
use crate::clock::timeout;
use crate::error::Failure;
use crate::observe::Observer;
use crate::progress::Progress;
use crate::request::{Prepared, Request};
use crate::response::Response;

/// A successful response to come. Its body has been read unless it is a stream; decoded it is not.
pub(crate) type Arriving = BoxFuture<'static, Result<Response<Body>, Failure>>;

/// Sends a call and reads the response.
pub(crate) fn buffered(request: Box<Request>) -> Arriving {
    let limit = request.options.max_response_size.unwrap_or(request.client.inner().limits.max_response_size);
    arriving(request, BodyMode::Whole { limit })
}

/// Sends a call and hands out the body while it arrives.
pub(crate) fn streamed(request: Box<Request>) -> Arriving {
    arriving(request, BodyMode::Stream)
}

fn arriving(request: Box<Request>, keep: BodyMode) -> Arriving {
    Box::pin(async move {
        let (arrived, attempts) = run(&request, keep).await?;
        Ok(Response::new(arrived.body, arrived.status, arrived.headers, attempts))
    })
}

/// Takes a call through its attempts and lets it be observed. Gives the response and how many there were.
async fn run(request: &Request, keep: BodyMode) -> Result<(Success, u32), Failure> {
    let observer = Observer::new(request.client.inner().api.name, request.operation);
    let mut attempts = 0;
    let outcome = match Execution::new(request, keep) {
        Ok(execution) => observer.around(execution.run(&observer, &mut attempts)).await,
        Err(failure) => Err(failure),
    };
    observer.end(attempts, &outcome);
    match outcome {
        Ok(arrived) => Ok((arrived, attempts)),
        Err(failure) => Err(Failure { attempts, ..failure }),
    }
}

/// What stays the same over all attempts of a call.
struct Execution<'a> {
    request: &'a Request,
    client: &'a Inner,
    prepared: Prepared,
    security: Security,
    keep: BodyMode,
    deadline: Option<Instant>,
}

impl<'a> Execution<'a> {
    fn new(request: &'a Request, keep: BodyMode) -> Result<Self, Failure> {
        let client = request.client.inner();
        let timeout = request.options.timeout.or(client.limits.timeout);
        Ok(Self {
            request,
            client,
            prepared: request.prepare()?,
            security: attempt::choose(request)?,
            keep,
            deadline: timeout.and_then(|timeout| client.clock.now().checked_add(timeout)),
        })
    }

    /// Tries until there is a success, a failure that lasts, or no more time.
    async fn run(&self, observer: &Observer, attempts: &mut u32) -> Result<Success, Failure> {
        let mut refreshed = false;
        loop {
            *attempts += 1;
            let begin = self.client.clock.now();
            let outcome = self.attempt(&mut refreshed).await;
            let outcome = outcome.map_err(|failure| Failure { attempts: *attempts, ..failure });
            let delay = outcome.as_ref().err().and_then(|failure| self.delay(failure));
            let took = self.client.clock.now().saturating_duration_since(begin);
            observer.attempt(*attempts, took, &outcome, delay);
            let Some(delay) = delay else {
                if outcome.is_ok() {
                    self.client.budget.succeed(*attempts > 1);
                }
                return outcome;
            };
            self.client.clock.sleep(delay).await;
        }
    }

    /// One attempt within its time; after a 401 a second one with new credentials, once per call.
    async fn attempt(&self, refreshed: &mut bool) -> Result<Success, Failure> {
        loop {
            let left = self.left();
            let own = self.request.options.attempt_timeout.or(self.client.limits.attempt_timeout);
            let limit = own.into_iter().chain(left).min();
            let progress = Progress::default();
            let attempt = pin!(attempt::run(self.request, &self.prepared, self.security, self.keep, &progress));
            let outcome = timeout(&*self.client.clock, limit, attempt).await;
            let is_over = left.is_some() && left == limit;
            match outcome.unwrap_or_else(|| Err(progress.out_of_time(self.request.operation, is_over))) {
                Err(refused) if refused.new_credentials && !*refreshed && self.prepared.payload.is_replayable() => {
                    *refreshed = true;
                }
                outcome => return outcome.map_err(|refused| refused.failure),
            }
        }
    }

    /// How long to wait for another attempt; `None` if there is to be none.
    fn delay(&self, failure: &Failure) -> Option<Duration> {
        let policy = self.request.options.retry.as_ref().unwrap_or(&self.client.retry);
        let idempotent = self.request.operation.is_idempotent();
        let delay = policy.delay(failure, idempotent, self.client.clock.random())?;
        // Better the real reason now than a timeout later.
        let in_time = self.left().is_none_or(|left| delay < left);
        (in_time && self.prepared.payload.is_replayable() && self.client.budget.take()).then_some(delay)
    }

    fn left(&self) -> Option<Duration> {
        self.deadline.map(|deadline| deadline.saturating_duration_since(self.client.clock.now()))
    }
}
