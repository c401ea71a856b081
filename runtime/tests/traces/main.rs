//! Traces, in a program of their own: a place that traces is switched off for good if a thread without a subscriber comes
//! there first, at a bad moment. All threads here have one.

#![cfg(feature = "tracing")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(dead_code, unreachable_pub, missing_docs, reason = "the sample API is that of the calls")]

#[path = "../calls/api.rs"]
mod api;
#[path = "../calls/fake.rs"]
mod fake;
mod traced;
