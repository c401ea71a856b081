//! What the platform gives: time, timers and random numbers. In a browser std has none of them.

#[cfg(all(target_family = "wasm", target_os = "unknown"))]
#[path = "browser.rs"]
mod host;
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
#[path = "native.rs"]
mod host;

pub(crate) use host::{Instant, now, random, sleep, utc};
