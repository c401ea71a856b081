//! A clock by which nothing takes time: waits pass at once, time limits when the server stops answering.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use clientgen_runtime::{BoxFuture, Clock};
use tokio::sync::watch;

/// The end of every time limit by which the clock tells it from a wait between two attempts.
const MARK: Duration = Duration::from_nanos(7);

/// A time limit of that many seconds.
pub(crate) const fn limit(seconds: u64) -> Duration {
    Duration::new(seconds, 7)
}

/// The clock of one row; clones show the same time.
#[derive(Clone, Debug)]
pub(crate) struct TestClock(Arc<State>);

#[derive(Debug)]
struct State {
    start: Instant,
    waits_end: bool,
    passed: Mutex<Duration>,
    waits: Mutex<Vec<Duration>>,
    stalls: watch::Sender<u64>,
}

impl TestClock {
    pub(crate) fn new() -> Self {
        Self::with(true)
    }

    /// A clock by which no wait between attempts comes to its end.
    pub(crate) fn with_endless_waits() -> Self {
        Self::with(false)
    }

    fn with(waits_end: bool) -> Self {
        Self(Arc::new(State {
            start: Instant::now(),
            waits_end,
            passed: Mutex::default(),
            waits: Mutex::default(),
            stalls: watch::Sender::new(0),
        }))
    }

    /// Lets the time limits pass that are running now.
    pub(crate) fn stall(&self) {
        self.0.stalls.send_modify(|stalls| *stalls += 1);
    }

    /// Time limits have passed.
    pub(crate) async fn stalled(&self) {
        let _ = self.0.stalls.subscribe().wait_for(|stalls| *stalls > 0).await;
    }

    /// Goes forward.
    pub(crate) fn advance(&self, time: Duration) {
        *self.0.passed.lock().unwrap() += time;
    }

    /// How long was waited between attempts.
    pub(crate) fn waits(&self) -> Vec<Duration> {
        self.0.waits.lock().unwrap().clone()
    }

    fn passed(&self) -> Duration {
        *self.0.passed.lock().unwrap()
    }
}

impl Clock for TestClock {
    fn now(&self) -> Instant {
        self.0.start + self.passed()
    }

    /// Sun, 06 Nov 1994 08:49:37 GMT, the date of RFC 9110's examples, when the row begins.
    fn utc(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(784_111_777) + self.passed()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let clock = self.clone();
        if duration.subsec_nanos() % 1000 == MARK.subsec_nanos() {
            let mut stalls = self.0.stalls.subscribe();
            return Box::pin(async move {
                let _ = stalls.changed().await;
                clock.advance(duration - MARK);
            });
        }
        Box::pin(async move {
            clock.0.waits.lock().unwrap().push(duration);
            if !clock.0.waits_end {
                std::future::pending::<()>().await;
            }
            clock.advance(duration);
        })
    }

    fn random(&self) -> f64 {
        0.5
    }
}
