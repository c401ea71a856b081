//! [`Clock`]: time and chance, injectable so that tests take no time.

use std::fmt::Debug;
use std::hash::{BuildHasher, RandomState};
use std::pin::Pin;
use std::time::{Duration, Instant, SystemTime};

use crate::BoxFuture;

/// What the runtime asks for time: timeouts, back-off and token expiry go by it.
///
/// The default is tokio's clock, which tests can pause.
pub trait Clock: Debug + Send + Sync + 'static {
    /// The present moment of a clock that never goes back.
    fn now(&self) -> Instant;

    /// The present time of day, to compare with dates a server sends.
    fn utc(&self) -> SystemTime {
        SystemTime::now()
    }

    /// Resolves after that long.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;

    /// A random number from 0 to 1, to spread retries.
    fn random(&self) -> f64 {
        // The standard library seeds its hash maps from the operating system; that is all the chance needed here.
        let bits = RandomState::new().hash_one(0_u8) >> 11;
        #[expect(clippy::cast_precision_loss, reason = "53 bits are exact in a double")]
        let unit = bits as f64 / (1_u64 << 53) as f64;
        unit
    }
}

/// The clock of tokio's runtime.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct TokioClock;

impl Clock for TokioClock {
    fn now(&self) -> Instant {
        tokio::time::Instant::now().into_std()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}

/// Runs a future for at most that long; `None` if it took longer.
///
/// The timer is made only when the future has to wait, so what is ready at once needs no timer at all. The future
/// is pinned by the caller: large as it is, it is neither moved nor kept twice.
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
