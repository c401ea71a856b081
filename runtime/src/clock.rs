//! [`Clock`]: time and randomness, which a test can replace so that it does not wait.

use std::fmt::Debug;
use std::pin::Pin;
use std::time::{Duration, SystemTime};

use crate::boxed::BoxFuture;
use crate::platform::{self, Instant};

/// The clock of a client: it decides timeouts, waits between retries and the expiry of tokens.
///
/// The default is tokio's clock, which tests can pause; in a browser, its own clock and timers.
pub trait Clock: Debug + Send + Sync + 'static {
    /// The current time of a monotonic clock.
    fn now(&self) -> Instant;

    /// The current time of day, to compare with dates from a server.
    fn utc(&self) -> SystemTime {
        platform::utc()
    }

    /// Resolves after the duration.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;

    /// A random number from 0 to 1, to spread retries.
    fn random(&self) -> f64 {
        let bits = platform::random() >> 11;
        #[expect(clippy::cast_precision_loss, reason = "53 bits are exact in a double")]
        let unit = bits as f64 / (1_u64 << 53) as f64;
        unit
    }
}

/// The clock of the platform.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct PlatformClock;

impl Clock for PlatformClock {
    fn now(&self) -> Instant {
        platform::now()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        platform::sleep(duration)
    }
}

/// Runs a future with a time limit; `None` if the limit passes first.
///
/// The timer is created only when the future has to wait, so a future that is ready at once needs none. The caller pins
/// the future, because it is large and must not be moved or copied.
pub(crate) fn timeout<T>(
    clock: &dyn Clock,
    limit: Option<Duration>,
    mut future: Pin<&mut impl Future<Output = T>>,
) -> impl Future<Output = Option<T>> {
    let mut timer = None;
    std::future::poll_fn(move |context| {
        use std::task::Poll;
        if let Poll::Ready(output) = future.as_mut().poll(context) {
            return Poll::Ready(Some(output));
        }
        let Some(limit) = limit else {
            return Poll::Pending;
        };
        timer.get_or_insert_with(|| clock.sleep(limit)).as_mut().poll(context).map(|()| None)
    })
}
