//! A clock by which nothing takes time: waits pass at once, and of the time limits the one that comes first passes
//! when the server stops answering.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use clientgen_runtime::{BoxFuture, Clock};
use tokio::sync::watch;

/// The end of every time limit by which the clock tells it from a wait between two attempts.
const MARK: Duration = Duration::from_nanos(7);

/// The runtime's own limit for replacing a token that is still valid.
const REPLACEMENT: Duration = Duration::from_secs(5);

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
    /// When the time limits end that are running now.
    ends: Mutex<Vec<Duration>>,
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
            ends: Mutex::default(),
            stalls: watch::Sender::new(0),
        }))
    }

    /// Goes forward to the first end of a time limit that is running now.
    pub(crate) fn stall(&self) {
        let first = self.0.ends.lock().unwrap().iter().min().copied();
        let ahead = first.map_or(Duration::ZERO, |end| end.saturating_sub(self.passed()));
        self.advance(ahead);
        self.0.stalls.send_modify(|stalls| *stalls += 1);
    }

    /// Resolves at the end of a time limit.
    async fn limit(self, limit: Duration) {
        let end = Running::new(&self, self.passed() + limit);
        let mut stalls = self.0.stalls.subscribe();
        while self.passed() < end.at {
            let _ = stalls.changed().await;
        }
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
            return Box::pin(clock.limit(duration - MARK));
        }
        if duration == REPLACEMENT {
            return Box::pin(clock.limit(duration));
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

/// A time limit that is running, until it ends or is dropped.
struct Running<'a> {
    clock: &'a TestClock,
    at: Duration,
}

impl<'a> Running<'a> {
    fn new(clock: &'a TestClock, at: Duration) -> Self {
        clock.0.ends.lock().unwrap().push(at);
        Self { clock, at }
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        let mut ends = self.clock.0.ends.lock().unwrap();
        if let Some(place) = ends.iter().position(|end| *end == self.at) {
            ends.swap_remove(place);
        }
    }
}
