//! What the tests share: a server on loopback that records what it is asked, and a call for every operation.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

pub mod clients;
pub mod description;
pub mod operations;
pub mod payloads;
pub mod server;

/// The README's example, compiled.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub mod readme {}
