//! [`RetryPolicy`]: what is retried, when, and how often. `execute` does the waiting.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use http::StatusCode;

use crate::error::{ErrorKind, Failure, is_transient_status};

/// What is retried, how often, and how long the client waits before a retry.
///
/// The client retries temporary failures (no connection, a broken connection, an attempt that took too long, statuses
/// 408, 429, 500, 502, 503 and 504) of idempotent requests. A request of any method is retried if it has not been sent, if
/// it has an idempotency key, or if the server says that it did nothing and when to come again (429 or 503 with
/// `Retry-After`). Without a key, a POST is never sent again after a connection broke. Waits are random, below a bound
/// that grows exponentially ("full jitter"), or follow `Retry-After`.
///
/// ```
/// use std::time::Duration;
/// use clientgen_runtime::RetryPolicy;
///
/// let patient = RetryPolicy::default().max_attempts(6).max_delay(Duration::from_secs(60));
/// let never = RetryPolicy::none();
/// ```
#[derive(Clone, Debug)]
pub struct RetryPolicy {
    max_attempts: u32,
    base_delay: Duration,
    max_delay: Duration,
    max_retry_after: Duration,
    any_method: bool,
    statuses: Option<Vec<StatusCode>>,
}

impl Default for RetryPolicy {
    /// Three attempts, waits of up to 0.5 and 1 second, `Retry-After` of up to a minute.
    fn default() -> Self {
        Self {
            max_attempts: 3,
            base_delay: Duration::from_millis(500),
            max_delay: Duration::from_secs(20),
            max_retry_after: Duration::from_secs(60),
            any_method: false,
            statuses: None,
        }
    }
}

impl RetryPolicy {
    /// Never retries.
    #[must_use]
    pub fn none() -> Self {
        Self::default().max_attempts(1)
    }

    /// Limits the number of attempts, including the first.
    #[must_use]
    pub fn max_attempts(self, attempts: u32) -> Self {
        Self { max_attempts: attempts.max(1), ..self }
    }

    /// Sets the upper bound of the first wait, which doubles with every attempt.
    #[must_use]
    pub fn base_delay(self, delay: Duration) -> Self {
        Self { base_delay: delay, ..self }
    }

    /// Sets the upper bound of all waits.
    #[must_use]
    pub fn max_delay(self, delay: Duration) -> Self {
        Self { max_delay: delay, ..self }
    }

    /// Sets the longest `Retry-After` that the client waits for. If the server asks for a longer wait, the call fails
    /// at once, and the error contains it.
    #[must_use]
    pub fn max_retry_after(self, delay: Duration) -> Self {
        Self { max_retry_after: delay, ..self }
    }

    /// Retries POST and PATCH too, for APIs where it is harmless to send them twice.
    #[must_use]
    pub fn any_method(self) -> Self {
        Self { any_method: true, ..self }
    }

    /// Retries these statuses instead of the default ones.
    #[must_use]
    pub fn statuses(self, statuses: impl IntoIterator<Item = StatusCode>) -> Self {
        Self { statuses: Some(statuses.into_iter().collect()), ..self }
    }

    /// How long to wait before the next attempt; `None` if there is no next attempt.
    ///
    /// `random` is from 0 to 1.
    pub(crate) fn delay(&self, failure: &Failure, idempotent: bool, random: f64) -> Option<Duration> {
        if failure.attempts >= self.max_attempts || !self.is_transient(failure) {
            return None;
        }
        if !(idempotent || self.any_method || failure.is_unsent() || is_turned_away(failure)) {
            return None;
        }
        match failure.retry_after {
            Some(delay) if delay > self.max_retry_after => None,
            // A random time later than requested, so that clients with the same `Retry-After` do not retry at once.
            Some(delay) => Some(delay.saturating_add(self.base_delay.mul_f64(random.clamp(0.0, 1.0)))),
            None => {
                let doubling = 2_u32.checked_pow(failure.attempts.saturating_sub(1)).unwrap_or(u32::MAX);
                let bound = self.base_delay.saturating_mul(doubling).min(self.max_delay);
                Some(bound.mul_f64(random.clamp(0.0, 1.0)))
            }
        }
    }

    fn is_transient(&self, failure: &Failure) -> bool {
        match (&failure.kind, &failure.response) {
            (ErrorKind::Timeout, _) => false,
            (ErrorKind::Status, Some(response)) => match &self.statuses {
                Some(statuses) => statuses.contains(&response.status),
                None => is_transient_status(response.status),
            },
            _ => failure.is_transient(),
        }
    }
}

/// Whether the server has done nothing but to say when to come again.
fn is_turned_away(failure: &Failure) -> bool {
    let status =
        failure.response.as_ref().filter(|_| failure.kind == ErrorKind::Status).map(|response| response.status);
    let turned_away = matches!(status, Some(StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE));
    turned_away && failure.retry_after.is_some()
}

/// Limits the retries of a whole client, so that retries do not make an outage worse.
///
/// A retry takes five tokens, and a call that succeeds at once gives one back. In the long run, at most one call in
/// five is retried.
#[derive(Debug)]
pub(crate) struct RetryBudget(AtomicU32);

const MAX_TOKENS: u32 = 500;
const RETRY_COST: u32 = 5;

impl Default for RetryBudget {
    fn default() -> Self {
        Self(AtomicU32::new(MAX_TOKENS))
    }
}

impl RetryBudget {
    /// Takes the tokens for one retry; `false` if there are not enough.
    pub(crate) fn take(&self) -> bool {
        self.0.fetch_update(Ordering::AcqRel, Ordering::Acquire, |tokens| tokens.checked_sub(RETRY_COST)).is_ok()
    }

    /// Gives tokens back after a success: those of a retry if the call was retried, else one.
    pub(crate) fn succeed(&self, retried: bool) {
        let gain = if retried { RETRY_COST } else { 1 };
        if self.0.load(Ordering::Relaxed) < MAX_TOKENS {
            let _ = self.0.fetch_update(Ordering::AcqRel, Ordering::Acquire, |tokens| {
                Some(tokens.saturating_add(gain).min(MAX_TOKENS))
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::Operation;
    use crate::response::RawResponse;

    static OPERATION: Operation = Operation::new("test");

    fn status(status: u16, attempts: u32) -> Failure {
        let status = StatusCode::from_u16(status).unwrap_or_default();
        Failure { attempts, ..Failure::new(&OPERATION, ErrorKind::Status).response(RawResponse::new(status, "")) }
    }

    fn kind(kind: ErrorKind) -> Failure {
        Failure { attempts: 1, ..Failure::new(&OPERATION, kind) }
    }

    #[test]
    fn waits_grow_and_are_random_below_their_bound() {
        let policy = RetryPolicy::default().max_attempts(100);
        let millis =
            |attempts, random| policy.delay(&status(503, attempts), true, random).map(|delay| delay.as_millis());
        assert_eq!([1, 2, 3, 4].map(|attempts| millis(attempts, 1.0)), [500, 1000, 2000, 4000].map(Some));
        assert_eq!((millis(1, 0.0), millis(1, 0.5)), (Some(0), Some(250)));
        assert_eq!(millis(99, 1.0), Some(20_000));
    }

    #[test]
    fn only_temporary_failures_are_retried() {
        let policy = RetryPolicy::default();
        for transient in [408, 429, 500, 502, 503, 504] {
            assert!(policy.delay(&status(transient, 1), true, 1.0).is_some(), "{transient}");
        }
        for lasting in [400, 401, 403, 404, 409, 422, 501] {
            assert!(policy.delay(&status(lasting, 1), true, 1.0).is_none(), "{lasting}");
        }
        assert!(policy.delay(&kind(ErrorKind::Timeout), true, 1.0).is_none());
        assert!(policy.delay(&kind(ErrorKind::TooLarge(1)), true, 1.0).is_none());
        assert!(policy.delay(&status(503, 3), true, 1.0).is_none());
        assert!(RetryPolicy::none().delay(&status(503, 1), true, 1.0).is_none());
        let teapot = RetryPolicy::default().statuses([StatusCode::IM_A_TEAPOT]);
        assert!(teapot.delay(&status(418, 1), true, 1.0).is_some());
        assert!(teapot.delay(&status(503, 1), true, 1.0).is_none());
    }

    #[test]
    fn requests_that_are_not_idempotent_are_not_retried() {
        let policy = RetryPolicy::default();
        assert!(policy.delay(&status(503, 1), false, 1.0).is_none());
        assert!(policy.delay(&kind(ErrorKind::Connection), false, 1.0).is_none());
        assert!(policy.delay(&kind(ErrorKind::AttemptTimeout), false, 1.0).is_none());
        assert!(policy.delay(&kind(ErrorKind::Connect), false, 1.0).is_some());
        assert!(policy.any_method().delay(&status(503, 1), false, 1.0).is_some());
    }

    #[test]
    fn retry_after_is_followed_up_to_its_limit() {
        let policy = RetryPolicy::default();
        let after = |seconds| Failure { retry_after: Some(Duration::from_secs(seconds)), ..status(429, 1) };
        assert_eq!(policy.delay(&after(7), true, 0.0), Some(Duration::from_secs(7)));
        assert_eq!(policy.delay(&after(60), true, 1.0), Some(Duration::from_millis(60_500)));
        assert_eq!(policy.delay(&after(61), true, 0.0), None);
    }

    #[test]
    fn the_budget_runs_out_and_recovers() {
        let budget = RetryBudget::default();
        assert_eq!((0..1000).filter(|_| budget.take()).count(), 100);
        (0..5).for_each(|_| budget.succeed(false));
        assert!(budget.take() && !budget.take());
        budget.succeed(true);
        assert!(budget.take() && !budget.take());
    }
}
