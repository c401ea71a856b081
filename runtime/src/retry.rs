//! [`RetryPolicy`]: what is tried again, when, and how often in total. Deciding is here; waiting is `execute`'s.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use http::StatusCode;

use crate::error::{ErrorKind, Failure, is_transient_status};

/// What is retried, how often, and how long to wait in between.
///
/// Retried are failures that may pass (no connection, a broken one, an attempt that took too long, statuses
/// 408, 429, 500, 502, 503 and 504) of requests that may be sent twice. A request that has not been sent is
/// always safe. Waits grow exponentially and are chosen at random below that ("full jitter"), or follow
/// `Retry-After`.
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
    /// One attempt only.
    #[must_use]
    pub fn none() -> Self {
        Self::default().max_attempts(1)
    }

    /// How many attempts there are, the first included.
    #[must_use]
    pub fn max_attempts(self, attempts: u32) -> Self {
        Self { max_attempts: attempts.max(1), ..self }
    }

    /// The upper bound of the first wait; it doubles with every attempt.
    #[must_use]
    pub fn base_delay(self, delay: Duration) -> Self {
        Self { base_delay: delay, ..self }
    }

    /// The upper bound of every wait.
    #[must_use]
    pub fn max_delay(self, delay: Duration) -> Self {
        Self { max_delay: delay, ..self }
    }

    /// The longest `Retry-After` to wait for. If the server asks for more, the call fails at once, and the
    /// error says how long.
    #[must_use]
    pub fn max_retry_after(self, delay: Duration) -> Self {
        Self { max_retry_after: delay, ..self }
    }

    /// Retries POST and PATCH too: for APIs where sending them twice is harmless.
    #[must_use]
    pub fn any_method(self) -> Self {
        Self { any_method: true, ..self }
    }

    /// Retries these statuses instead of the usual ones.
    #[must_use]
    pub fn statuses(self, statuses: impl IntoIterator<Item = StatusCode>) -> Self {
        Self { statuses: Some(statuses.into_iter().collect()), ..self }
    }

    /// How long to wait before the next attempt; `None` if there is none.
    ///
    /// `random` is from 0 to 1.
    pub(crate) fn delay(&self, failure: &Failure, idempotent: bool, random: f64) -> Option<Duration> {
        if failure.attempts >= self.max_attempts || !self.is_transient(failure) {
            return None;
        }
        if !(idempotent || self.any_method || failure.is_unsent()) {
            return None;
        }
        match failure.retry_after {
            Some(delay) if delay > self.max_retry_after => None,
            // A little later than asked, so that all who were told the same do not come at once.
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

/// Bounds the retries of a whole client, so that an outage is not made worse by everyone trying three times.
///
/// Every retry takes five tokens, every first success gives one back: in the long run one call in five is
/// retried at most.
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
    /// Takes the price of one retry; `false` if there is not enough left.
    pub(crate) fn take(&self) -> bool {
        self.0.fetch_update(Ordering::AcqRel, Ordering::Acquire, |tokens| tokens.checked_sub(RETRY_COST)).is_ok()
    }

    /// A call succeeded. If it took a retry, its price is given back.
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
    use crate::Operation;
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
    fn only_what_may_pass_is_retried() {
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
    fn what_must_not_be_sent_twice_is_not() {
        let policy = RetryPolicy::default();
        assert!(policy.delay(&status(503, 1), false, 1.0).is_none());
        assert!(policy.delay(&kind(ErrorKind::Connection), false, 1.0).is_none());
        assert!(policy.delay(&kind(ErrorKind::AttemptTimeout), false, 1.0).is_none());
        assert!(policy.delay(&kind(ErrorKind::Connect), false, 1.0).is_some());
        assert!(policy.any_method().delay(&status(503, 1), false, 1.0).is_some());
    }

    #[test]
    fn retry_after_is_obeyed_up_to_its_ceiling() {
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
