//! Time and timers of tokio, which tests can pause, and random numbers from the seeds of the operating system.

use std::hash::{BuildHasher, RandomState};
pub(crate) use std::time::Instant;
use std::time::{Duration, SystemTime};

use crate::boxed::BoxFuture;

pub(crate) fn now() -> Instant {
    tokio::time::Instant::now().into_std()
}

pub(crate) fn utc() -> SystemTime {
    SystemTime::now()
}

pub(crate) fn sleep(duration: Duration) -> BoxFuture<'static, ()> {
    Box::pin(tokio::time::sleep(duration))
}

/// 64 random bits: each number has a seed of its own; the time tells forked processes apart.
pub(crate) fn random() -> u64 {
    RandomState::new().hash_one(SystemTime::now())
}
